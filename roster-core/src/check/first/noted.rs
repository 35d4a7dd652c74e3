//! What the first look came to.

use alloc::vec::Vec;

use super::Unique;
use crate::{
    check::{ids::Repeated, marks::Marks},
    scan::Row,
};

/// What the first look at a file came to.
#[derive(Default)]
pub(in crate::check) struct Noted {
    /// How many data rows there are.
    pub(in crate::check) rows: u64,
    /// The rows with which something may be wrong.
    pub(in crate::check) marks: Marks,
    /// What occurs more than once: rows that hold it are to be looked at too.
    pub(in crate::check) repeated: Vec<(Unique, Repeated)>,
    /// Whether there is something odd between rows.
    pub(in crate::check) odd_between: bool,
    /// For each cell of a row, how many references there are.
    pub(in crate::check) references: Vec<u64>,
    /// Whether every row is to be looked at.
    pub(in crate::check) all: bool,
}

impl Noted {
    /// Whether any row, or what is between rows, is to be looked at again.
    pub(in crate::check) fn is_clean(&self) -> bool {
        !self.all && !self.odd_between && self.marks.is_empty() && self.repeated.is_empty()
    }
    /// Whether a row is to be looked at.
    pub(in crate::check) fn wants(&self, row: &Row<'_, '_>) -> bool {
        let repeats = |(unique, repeated): &(Unique, Repeated)| {
            unique.admits(row) && unique.print(row).is_some_and(|print| repeated.has(print))
        };
        self.all || self.marks.has(row.number()) || self.repeated.iter().any(repeats)
    }
}
