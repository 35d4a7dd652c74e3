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
    asks: Option<[Option<usize>; 2]>,
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
        Holds { asks: asks(&bound), bound, deleted, columns, memo: Memo::new(), broken: false }
    }

    /// Whether a row breaks it.
    #[inline]
    pub(super) fn look(&mut self, row: &Current<'_>) {
        let Holds { bound, asks, memo, .. } = self;
        self.broken = !self.deleted.look(row)
            && match asks.as_ref().and_then(|asks| question(asks, row)) {
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
fn question(asks: &[Option<usize>; 2], row: &Current<'_>) -> Option<[Key; 2]> {
    let key = |at: Option<usize>| at.map_or(Some(Key::BLANK), |at| row.key(at));
    Some([key(asks[0])?, key(asks[1])?])
}

/// Where the cells stand that a constraint asks, if it asks no more than so few, and nothing else.
fn asks(bound: &Bound<'_>) -> Option<[Option<usize>; 2]> {
    let mut places = bound.at.iter().flatten().copied();
    let asks = [places.next(), places.next()];
    (bound.looks.is_empty() && places.next().is_none()).then_some(asks)
}
