//! What the first look came to.

use alloc::vec::Vec;

use crate::{
    check::marks::Marks,
    scan::{Row, Rows},
};

/// What the first look at a file came to.
#[derive(Default)]
pub(in crate::check) struct Noted {
    /// How many data rows there are.
    pub(in crate::check) rows: u64,
    /// The rows with which something may be wrong.
    pub(in crate::check) marks: Marks,
    /// Whether there is something odd between rows.
    pub(in crate::check) odd_between: bool,
    /// For each cell of a row, how many references there are.
    pub(in crate::check) references: Vec<u64>,
    /// Whether every row is to be looked at.
    pub(in crate::check) all: bool,
    /// Where some rows stand, far from each other, in order.
    pub(in crate::check) stops: Vec<Stop>,
    /// On which line what is behind the last row begins.
    #[cfg(feature = "parallel")]
    pub(in crate::check) line: u64,
}

/// Where a row stands.
#[derive(Clone, Copy)]
pub(in crate::check) struct Stop {
    row: u64,
    at: usize,
    line: u64,
}

/// There is a stop each so many rows: fewer cost less room, more less reading.
const ROWS_BETWEEN: u64 = 128;

impl Noted {
    /// Steps on to a row.
    #[inline]
    pub(super) fn step(&mut self, row: &Row<'_, '_>) {
        self.rows = row.number();
        if self.rows.is_multiple_of(ROWS_BETWEEN) {
            self.stops.push(Stop { row: self.rows, at: row.start(), line: row.line() });
        }
    }
    /// Takes in what was noted of a later part of the file.
    #[cfg(feature = "parallel")]
    pub(super) fn append(&mut self, later: Noted) {
        let (rows, lines) = (self.rows, self.line - 1);
        self.rows += later.rows;
        self.line += later.line - 1;
        self.odd_between |= later.odd_between;
        later.marks.rows().for_each(|row| self.marks.set(rows + row));
        for (references, later) in self.references.iter_mut().zip(later.references) {
            *references += later;
        }
        let stop = |Stop { row, at, line }| Stop { row: row + rows, at, line: line + lines };
        self.stops.extend(later.stops.into_iter().map(stop));
    }

    /// Whether a row is to be looked at.
    pub(in crate::check) fn wants(&self, row: &Row<'_, '_>) -> bool {
        self.all || self.marks.has(row.number())
    }
    /// Passes over rows that need not be looked at, from a row on, without reading them, as far as that
    /// can be done; `false` if no row is left that is to be looked at, nor anything between rows.
    pub(in crate::check) fn pass(&self, rows: &mut Rows<'_>, from: u64) -> bool {
        if self.all || self.odd_between {
            return true;
        }
        let Some(next) = self.marks.next(from) else { return false };
        let behind = self.stops.partition_point(|stop| stop.row <= next);
        if let Some(stop) = self.stops[..behind].last().filter(|stop| stop.row > from) {
            rows.go_on(stop.row, stop.at, stop.line);
        }
        true
    }
}
