//! What holds of several cells.

use super::{bound::Bound, memo::Memo};
use crate::check::{
    current::Current,
    ids::{Key, spread},
    when::{Deleted, IsDeleted},
};

/// A constraint bound to a file, and whether the row at hand breaks it. It follows from the cells
/// that it looks at, so it is asked only where one of them has changed.
pub(super) struct Holds<'c> {
    bound: Bound<'c>,
    deleted: IsDeleted,
    /// The bits of the columns that it looks at.
    pub(super) columns: u64,
    memo: Memo<[Key; 2], bool>,
    pub(super) broken: bool,
}

impl<'c> Holds<'c> {
    pub(super) fn new(bound: Bound<'c>, deleted: Deleted) -> Self {
        let deleted = IsDeleted::new(deleted);
        let columns = bound.columns() | deleted.column;
        Holds { bound, deleted, columns, memo: Memo::new(), broken: false }
    }

    /// Whether a row breaks it.
    #[inline]
    pub(super) fn look(&mut self, row: &Current<'_>) {
        let Holds { bound, memo, .. } = self;
        self.broken = !self.deleted.look(row)
            && match question(bound, row) {
                Some(keys) => {
                    let [first, second] = keys.map(Key::mixed);
                    let hash = spread(first ^ second.rotate_left(32));
                    memo.answer(keys, hash, || bound.is_broken_by(row))
                }
                None => bound.is_broken_by(row),
            };
    }
}

/// What the row asks, if it can be said in so few words.
#[inline]
fn question(bound: &Bound<'_>, row: &Current<'_>) -> Option<[Key; 2]> {
    let mut keys = [Key::BLANK; 2];
    let mut free = keys.iter_mut();
    for at in bound.at.iter().flatten().filter(|_| bound.looks.is_empty()) {
        *free.next()? = row.key(*at)?;
    }
    bound.looks.is_empty().then_some(keys)
}
