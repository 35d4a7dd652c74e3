//! Rows that differ from the one above in a few letters only.

use super::{End, mask::changed};

/// Bytes looked at together.
const BLOCK: usize = 64;
/// Rows are held against the one above if they are shorter than so many blocks.
const MOST: usize = 4;

/// A row that is well-formed, to hold the next one against, and how that differs.
///
/// Exports go on and on alike: an enrollment has another id, user and class than the one above, each
/// as long as that. Then its cells need not be looked for, and only those read that differ.
#[derive(Clone)]
pub(crate) struct Alike {
    /// Where the row starts; `None` if there is none, or if the one above it was not as long.
    row: Option<usize>,
    /// How long it is without its line end.
    length: usize,
    /// Whether what follows is that of the row; it is found out when it is needed.
    is_known: bool,
    blocks: [Block; MOST],
    /// Which cell ends with each byte, if one does.
    cells: [u8; MOST * BLOCK],
}

/// What is known of 64 bytes of a row, a bit each.
#[derive(Clone, Copy, Default)]
struct Block {
    /// The bytes that are the row's.
    row: u64,
    /// What ends its cells, the quotes around them, and what is not ASCII.
    syntax: u64,
    /// What ends its cells.
    ends: u64,
    /// Of those, the ends of cells that differ from the row above it.
    changed: u64,
}

impl Alike {
    pub(super) fn new() -> Self {
        let (blocks, cells) = ([Block::default(); MOST], [0; MOST * BLOCK]);
        Alike { row: None, length: 0, is_known: false, blocks, cells }
    }
    /// From now on, rows are held against this one, of this length, if it is one; but not where rows
    /// are never as long as the one above.
    #[inline(always)]
    pub(super) fn set(&mut self, row: Option<(usize, usize)>) {
        let (start, length) = row.unwrap_or_default();
        let is_steady = row.is_some() && length == self.length;
        self.row = is_steady.then_some(start);
        (self.length, self.is_known) = (length, false);
    }

    /// Whether there is a row to hold the next one against.
    #[inline(always)]
    pub(super) fn has_row(&self) -> bool {
        self.row.is_some()
    }
    /// Goes on to the next row, and says where it ends, if its cells, which are given, end where
    /// those of this one do, and are quoted as those; else stays.
    #[inline(always)]
    pub(super) fn pass(&mut self, bytes: &[u8], next: usize, ends: &[End]) -> Option<usize> {
        let (row, length) = (self.row?, self.length);
        if length >= MOST * BLOCK || bytes.get(row + length)? != bytes.get(next + length)? {
            return None;
        }
        if !self.is_known {
            self.learn(bytes.get(row..row + length)?, ends);
        }
        let whole = (length / BLOCK + 1) * BLOCK;
        let blocks_of = |row| Some(bytes.get(row..)?.get(..whole)?.as_chunks().0);
        let mut carry = false;
        for ((block, before), now) in
            self.blocks.iter_mut().zip(blocks_of(row)?).zip(blocks_of(next)?)
        {
            let differing = changed(before, now, block.row)?;
            if differing & block.syntax != 0 {
                return None;
            }
            // a cell in which any bit is set runs over into that of its end, or into the next block
            let (sum, over) = differing.overflowing_add(!block.ends);
            let (sum, over_too) = sum.overflowing_add(carry.into());
            (block.changed, carry) = (sum & block.ends, over | over_too);
        }
        self.row = Some(next);
        Some(next + length)
    }
    #[cold]
    fn learn(&mut self, row: &[u8], ends: &[End]) {
        self.blocks = [Block::default(); MOST];
        for (block, before) in self.blocks.iter_mut().zip((0..=row.len()).step_by(BLOCK)) {
            block.row = u64::MAX >> (BLOCK - 1).saturating_sub(row.len() - before);
        }
        let mut start = 0;
        for (i, end) in ends.iter().enumerate() {
            let (block, bit) = self.place(end.at());
            (block.ends, block.syntax) = (block.ends | bit, block.syntax | bit);
            if !end.is_plain() {
                self.set_syntax(start);
                self.set_syntax(end.at() - 1);
            }
            self.cells[end.at()] = i as u8;
            start = end.at() + 1;
        }
        if !row.is_ascii() {
            (0..row.len()).filter(|at| !row[*at].is_ascii()).for_each(|at| self.set_syntax(at));
        }
        self.is_known = true;
    }
    fn place(&mut self, at: usize) -> (&mut Block, u64) {
        (&mut self.blocks[at / BLOCK], 1 << (at % BLOCK))
    }
    fn set_syntax(&mut self, at: usize) {
        let (block, bit) = self.place(at);
        block.syntax |= bit;
    }

    /// Visits the cells that differ, in order: which they are, and where in the row they end.
    #[inline(always)]
    pub(crate) fn changed(&self, mut visit: impl FnMut(usize, usize)) {
        for (nth, block) in self.blocks.iter().enumerate() {
            let mut left = block.changed;
            while left != 0 {
                let end = nth * BLOCK + left.trailing_zeros() as usize;
                visit(self.cells[end % (MOST * BLOCK)].into(), end);
                left &= left - 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{iter, vec::Vec};

    use proptest::{
        collection::vec,
        prelude::{Strategy, any, prop_assert, prop_assert_eq, proptest},
        sample::Index,
    };

    use crate::scan::Rows;

    /// How long the cells of a row are, which is shorter than four blocks.
    fn widths() -> impl Strategy<Value = Vec<usize>> {
        vec(0_usize..80, 1..12).prop_filter("a short row", |widths| {
            let length = widths.iter().sum::<usize>() + widths.len() - 1;
            (1..256).contains(&length)
        })
    }

    proptest! {
        #[test]
        fn just_the_cells_that_differ_are_told(
            widths in widths(),
            changes in vec(vec((any::<Index>(), b'-'..=b'~'), 0..4), 4..12),
        ) {
            // cells of letters, in each row some signs of which have become others
            let mut row: Vec<u8> = Vec::new();
            for width in &widths {
                row.extend(iter::repeat_n(b'a', *width).chain([b',']));
            }
            row.pop();
            let mut rows = Vec::new();
            for change in &changes {
                for (at, sign) in change {
                    let at = at.index(row.len());
                    row[at] = if row[at] == b',' { b',' } else { *sign };
                }
                rows.push(row.clone());
            }
            let behind = b"behind it all,\n".repeat(40);
            let text = [rows.join(&b'\n'), behind].join(&b'\n');
            let mut read = Rows::new(&text);
            let mut before: Option<Vec<Vec<u8>>> = None;
            for (i, row) in rows.iter().enumerate() {
                let cells: Vec<Vec<u8>> = row.split(|b| *b == b',').map(Into::into).collect();
                let found = read.next_row(&mut |_| {}).expect("a row");
                prop_assert!(found.cells().eq(cells.iter().map(|cell| &cell[..])));
                // one of two of one length is held against the other, and so on
                prop_assert_eq!(found.alike().is_some(), i >= 2);
                if let (Some(alike), Some(before)) = (found.alike(), &before) {
                    let mut told = Vec::new();
                    alike.changed(|cell, end| told.push((cell, end)));
                    let ends = found.ends().iter().map(|end| end.at());
                    let differs = |(cell, _): &(usize, usize)| cells[*cell] != before[*cell];
                    prop_assert_eq!(told, ends.enumerate().filter(differs).collect::<Vec<_>>());
                }
                before = Some(cells);
            }
        }
    }

    #[test]
    fn a_row_whose_quotes_stand_elsewhere_is_not_alike() {
        let row = b"\"ab\",cd,\"e,f\",g,\"h\"";
        for at in 0..row.len() {
            let mut other = *row;
            other[at] = b'x';
            let behind = b"behind it all,\n".repeat(40);
            let text = [&row[..], row, &other, &behind].join(&b'\n');
            let mut read = Rows::new(&text);
            let mut is_alike = || read.next_row(&mut |_| {}).expect("a row").alike().is_some();
            assert_eq!([is_alike(), is_alike()], [false; 2]);
            // a comma between quotes ends no cell
            assert_eq!(is_alike(), row[at].is_ascii_alphabetic() || at == 10, "{at}");
        }
    }
}
