//! Reading a CSV file row by row: total, in one pass, borrowing every cell.

mod alike;
mod blocks;
mod careful;
mod mask;
mod oddity;
mod row;

use alloc::vec::Vec;
use core::fmt;

pub(crate) use alike::Alike;
use blocks::Blocks;
pub use oddity::{Oddity, OddityKind};
pub use row::Row;
use row::Shape;
pub(crate) use {
    careful::{end_of_plain, line_ends},
    row::End,
};

/// The three bytes that some writers put before UTF-8 text.
pub(crate) const BOM: &[u8] = b"\xEF\xBB\xBF";

/// The rows of a CSV file, one at a time, the header (row 0) first.
///
/// Cells are what the `csv` crate reads with `flexible(true)` and otherwise its defaults:
/// LF, CRLF and a bare CR end a row, blank lines are skipped, a quote counts only at the start
/// of a cell, doubled quotes inside a quoted cell mean one, a leading byte order mark is
/// passed over. The one difference: a quote that is never closed is taken as a character
/// instead of swallowing the rest of the file.
///
/// ```
/// use roster_core::{OddityKind, Rows};
///
/// let mut rows = Rows::new(b"SIS ID,Name\n1,\"Ada\"\n2,\"Bo\n3,Cy\n");
/// let mut odd = Vec::new();
/// let mut names = Vec::new();
/// while let Some(row) = rows.next_row(&mut |oddity| odd.push((oddity.kind, oddity.line))) {
///     names.push(String::from_utf8(row.cell(1).unwrap().into_owned()).unwrap());
/// }
/// assert_eq!(names, ["Name", "Ada", "\"Bo", "Cy"]);
/// assert_eq!(odd, [(OddityKind::UnclosedQuote, 3)]);
/// ```
#[derive(Clone)]
pub struct Rows<'a> {
    bytes: &'a [u8],
    at: usize,
    line: u64,
    /// How many rows there have been.
    number: u64,
    /// Where the row at hand starts, and on which line.
    start: usize,
    starts_on: u64,
    /// Its cells, and room for more.
    ends: Vec<End>,
    width: usize,
    blocks: Blocks<'a>,
    /// Whether rows have been read beyond them.
    blocks_behind: bool,
    alike: Alike,
    /// Whether the row at hand is like the one above.
    is_alike: bool,
}

impl<'a> Rows<'a> {
    /// Starts before the first row of `bytes`.
    pub fn new(bytes: &'a [u8]) -> Self {
        let at = if bytes.starts_with(BOM) { BOM.len() } else { 0 };
        Rows::from(bytes, at, 0)
    }
    fn from(bytes: &'a [u8], at: usize, number: u64) -> Self {
        Rows {
            bytes,
            at,
            line: 1,
            number,
            start: at,
            starts_on: 1,
            ends: Vec::new(),
            width: 0,
            blocks: Blocks::new(bytes, at),
            blocks_behind: false,
            alike: Alike::new(),
            is_alike: false,
        }
    }

    /// Starts at a place where a data row starts, which is then the first.
    #[cfg(feature = "parallel")]
    pub(crate) fn starting_at(bytes: &'a [u8], at: usize) -> Self {
        Rows::from(bytes, at, 1)
    }
    #[cfg(feature = "parallel")]
    pub(crate) fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    /// The next row; every oddity met on the way goes to `note`.
    #[inline]
    pub fn next_row(&mut self, note: &mut dyn FnMut(Oddity)) -> Option<Row<'a, '_>> {
        let there_is = match self.alike.has_row() {
            true => self.step(note),
            false => self.step_far(note),
        };
        there_is.then_some(Row(self))
    }
    /// Goes on to the next row; `false` if there is none.
    fn step(&mut self, note: &mut dyn FnMut(Oddity)) -> bool {
        let ends = self.ends.get(..self.width).unwrap_or_default();
        match self.alike.pass(self.bytes, self.at, ends) {
            Some(end) => {
                (self.start, self.starts_on) = (self.at, self.line);
                (self.at, self.blocks_behind, self.is_alike) = (end, true, true);
                if self.bytes.get(end) == Some(&b'\n') {
                    (self.at, self.line) = (end + 1, self.line + 1);
                } else {
                    self.end_line(Some(self.number), note);
                }
                self.number += 1;
                true
            }
            None => self.step_far(note),
        }
    }
    /// The same, if the next row is not like this one.
    #[inline(never)]
    fn step_far(&mut self, note: &mut dyn FnMut(Oddity)) -> bool {
        if let Some(b'\r' | b'\n') = self.bytes.get(self.at) {
            self.skip_blank_lines(note);
        }
        if self.at == self.bytes.len() {
            return false;
        }
        (self.start, self.starts_on, self.is_alike) = (self.at, self.line, false);
        self.any_row(note);
        if self.end_line(Some(self.number), note) > 1 && !self.blocks_behind {
            self.blocks.pass(self.at - 1);
        }
        self.number += 1;
        if self.number == 1 {
            // hardly a row has more cells than the header
            self.ends.truncate(self.width);
            self.ends.shrink_to_fit();
        }
        true
    }
    /// Reads the cells of any row.
    fn any_row(&mut self, note: &mut dyn FnMut(Oddity)) {
        if core::mem::take(&mut self.blocks_behind) {
            self.blocks = Blocks::new(self.bytes, self.at);
        }
        let start = self.at;
        let end = self.row_of_blocks();
        self.alike.set(end.map(|end| (start, end - start)));
        if let Some(end) = end {
            self.at = end;
        } else {
            self.careful_row(note);
            self.blocks_behind = true;
        }
    }

    /// Goes on to a row, of which it is known where it starts and on which line.
    pub(crate) fn go_on(&mut self, number: u64, at: usize, line: u64) {
        (self.number, self.at, self.line) = (number, at, line);
        self.blocks_behind = true;
        self.alike.set(None);
    }
    /// The line that reading has come to.
    #[cfg(feature = "parallel")]
    pub(crate) fn line(&self) -> u64 {
        self.line
    }
    /// How far reading has come, in bytes.
    pub fn position(&self) -> usize {
        self.at
    }

    /// Reads a row that is well-formed and ends with its line, and says where; `None` if there
    /// is more to it.
    #[inline(always)]
    fn row_of_blocks(&mut self) -> Option<usize> {
        let (row, bytes) = (self.at, self.bytes.get(self.at..)?);
        let mut row_ends = RowEnds { bytes, start: 0, width: 0 };
        loop {
            let base = self.blocks.base.wrapping_sub(row);
            let (here, ends) = (&mut self.blocks.ends, &mut self.ends[..]);
            let is_quoted = |start: usize| bytes.get(start) == Some(&b'"');
            let end = match self.blocks.quoted {
                true => row_ends.take(here, base, ends, is_quoted),
                false => row_ends.take(here, base, ends, |_| false),
            };
            if end.is_some() {
                self.width = row_ends.width;
                return end.map(|end| row + end);
            }
            if self.blocks.ends != 0 {
                more_room(&mut self.ends);
            } else if !self.blocks.advance() {
                return None;
            }
        }
    }

    #[cold]
    fn skip_blank_lines(&mut self, note: &mut dyn FnMut(Oddity)) {
        while let Some(b'\r' | b'\n') = self.bytes.get(self.at) {
            note(Oddity {
                kind: OddityKind::BlankLine,
                at: self.at,
                line: self.line,
                row: None,
                cell: None,
            });
            self.end_line(None, note);
        }
        self.blocks_behind = true;
        self.alike.set(None);
    }

    /// Steps over one line end, if there is one, and says how long it is.
    #[inline(always)]
    fn end_line(&mut self, row: Option<u64>, note: &mut dyn FnMut(Oddity)) -> usize {
        let at = self.at;
        let length = match (self.bytes.get(at), self.bytes.get(at + 1)) {
            (None, _) => return 0,
            (Some(b'\r'), Some(b'\n')) => 2,
            (Some(b'\r'), _) => {
                note(Oddity { kind: OddityKind::BareCr, at, line: self.line, row, cell: None });
                1
            }
            _ => 1,
        };
        self.at += length;
        self.line += 1;
        length
    }
}

/// Where the cells of a row end, as far as they are known: all places are those in the row.
struct RowEnds<'a> {
    bytes: &'a [u8],
    start: usize,
    width: usize,
}

impl RowEnds<'_> {
    /// Takes in ends of cells that are bits behind a base, and gives that of the row if it is one of
    /// them. Those that are left are not the row's, or have no room.
    #[inline(always)]
    fn take(
        &mut self,
        here: &mut u64,
        base: usize,
        ends: &mut [End],
        is_quoted: impl Fn(usize) -> bool,
    ) -> Option<usize> {
        let RowEnds { bytes, mut start, mut width } = *self;
        let mut left = *here;
        let mut found = None;
        while left != 0 {
            let Some(place) = ends.get_mut(width) else { break };
            let at = base.wrapping_add(left.trailing_zeros() as usize);
            left &= left - 1;
            *place = End::new(at, if is_quoted(start) { Shape::Quoted } else { Shape::Plain });
            width += 1;
            if bytes.get(at) != Some(&b',') {
                found = Some(at);
                break;
            }
            start = at + 1;
        }
        (*here, self.start, self.width) = (left, start, width);
        found
    }
}

/// Makes room for as many again.
#[cold]
fn more_room(ends: &mut Vec<End>) {
    ends.resize(ends.len() * 2 + 30, End::new(0, Shape::Plain));
}

impl fmt::Debug for Rows<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rows")
            .field("at", &self.at)
            .field("line", &self.line)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::{string::String, vec::Vec};

    use proptest::{collection::vec, prelude::*};

    use super::*;

    proptest! {
        /// Quotes around whole cells, with commas between them, are no reason for more than the blocks.
        #[test]
        fn rows_that_are_well_formed_are_read_in_blocks(
            rows in vec(vec(("[a,]{0,40}", any::<bool>()), 1..12), 1..12),
            end in prop_oneof![Just("\n"), Just("\r\n")],
        ) {
            let cell = |(text, quoted): &(String, bool)| match *quoted || text.contains(',') {
                true => ["\"", text, "\""].concat(),
                false => text.clone(),
            };
            let row = |row: &Vec<(String, bool)>| row.iter().map(cell).collect::<Vec<_>>().join(",");
            // a row without anything would be none
            let rows: Vec<String> = rows.iter().map(|cells| row(cells) + ",x").collect();
            let text = rows.iter().map(|row| row.clone() + end).collect::<String>();
            let mut read = Rows::new(text.as_bytes());
            for row in &rows {
                let found = read.next_row(&mut |odd| panic!("{:?}", odd.kind)).expect("a row");
                let (from, is_alike) = (found.start(), found.alike().is_some());
                prop_assert_eq!(&text[from..found.end()], row);
                prop_assert!(is_alike || !read.blocks_behind, "{:?}", row);
            }
            prop_assert!(read.next_row(&mut |_| {}).is_none(), "no more rows");
        }
    }
}
