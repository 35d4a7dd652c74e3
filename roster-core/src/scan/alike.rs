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
    /// What ends its cells, the quotes around them, and what is not ASCII, a bit a byte.
    syntax: [u64; MOST],
    /// Which cell each byte is in.
    cells: [u8; MOST * BLOCK],
    /// Which bytes of it differ from the row above it.
    differing: [u64; MOST],
}

impl Alike {
    pub(super) const fn new() -> Self {
        let (syntax, cells, differing) = ([0; MOST], [0; MOST * BLOCK], [0; MOST]);
        Alike { row: None, length: 0, is_known: false, syntax, cells, differing }
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
        for (i, differing) in self.differing.iter_mut().enumerate() {
            let Some(left) = length.checked_sub(i * BLOCK) else {
                *differing = 0;
                continue;
            };
            let block = |row| bytes.get(row + i * BLOCK..)?.first_chunk();
            let ours = u64::MAX >> (BLOCK - 1).saturating_sub(left);
            *differing = changed(block(row)?, block(next)?, ours)?;
            if *differing & self.syntax[i] != 0 {
                return None;
            }
        }
        self.row = Some(next);
        Some(next + length)
    }
    #[cold]
    fn learn(&mut self, row: &[u8], ends: &[End]) {
        self.syntax = [0; MOST];
        let mut set = |at: usize| self.syntax[at / BLOCK] |= 1 << (at % BLOCK);
        let mut start = 0;
        for (i, end) in ends.iter().enumerate() {
            set(end.at());
            if !end.is_plain() {
                set(start);
                set(end.at() - 1);
            }
            self.cells[start..end.at()].fill(i as u8);
            start = end.at() + 1;
        }
        if !row.is_ascii() {
            (0..row.len()).filter(|at| !row[*at].is_ascii()).for_each(set);
        }
        self.is_known = true;
    }

    /// The first cell that differs, of those that end behind this byte.
    #[inline(always)]
    pub(crate) fn changed(&self, behind: usize) -> Option<usize> {
        let (first, bit) = (behind / BLOCK, behind % BLOCK);
        let mut bits = self.differing[first % MOST] & u64::MAX << bit;
        let mut nth = first;
        while bits == 0 {
            nth += 1;
            bits = *self.differing.get(nth)?;
        }
        Some(self.cells[(nth * BLOCK + bits.trailing_zeros() as usize) % (MOST * BLOCK)].into())
    }
}
