//! Which rows count for an index.

use crate::{
    check::{
        current::{Current, bits},
        when::{Condition, Deleted},
    },
    constraint::Index,
    header::Header,
};

/// Which rows count for an index.
pub(super) struct Counting {
    when: Condition,
    deleted: Deleted,
    /// The bits of the columns that say so.
    pub(super) conditions: u64,
    /// Whether the row at hand counts.
    admitted: bool,
}

impl Counting {
    /// `None` if the file lacks the column that says so.
    pub(super) fn new(index: Index, header: &Header, deleted: Deleted) -> Option<Self> {
        let when = Condition::new(index.when, header);
        if when.is_unknown() {
            return None;
        }
        let conditions = bits(when.column().into_iter().chain(deleted.column()));
        Some(Counting { when, deleted, conditions, admitted: false })
    }
    #[inline]
    pub(super) fn admits(&mut self, row: &Current<'_>) -> bool {
        if row.rows == 1 || row.changes() & self.conditions != 0 {
            self.admitted = self.when.admits(row) && !self.deleted.is(row);
        }
        self.admitted
    }
}
