//! What holds of several cells.

use alloc::vec::Vec;

use crate::{
    check::{
        ahead::Ahead,
        current::{Current, bit},
        look::{self, Deleted, Look, MOST_PARTS},
    },
    constraint::{Constraint, Test},
    format::Format,
    header::Header,
};

/// A constraint bound to a file, and whether the row at hand breaks it. It follows from the cells
/// that it looks at, so it is asked only where one of them has changed.
pub(super) struct Holds<'c> {
    constraint: &'static Constraint,
    /// Where its columns stand.
    at: Vec<Option<usize>>,
    looks: Vec<Look<'c>>,
    ahead: &'c Ahead<'c>,
    deleted: Deleted,
    /// The bits of the columns that it looks at.
    pub(super) columns: u64,
    pub(super) broken: bool,
}

impl<'c> Holds<'c> {
    pub(super) fn new(
        constraint: &'static Constraint,
        format: &Format,
        header: &Header,
        ahead: &'c Ahead<'_>,
    ) -> Self {
        let at: Vec<_> = constraint.columns.iter().map(|name| look::at(header, name)).collect();
        let deleted = Deleted::new(format, header);
        let looks_at = at.iter().copied().flatten().chain(deleted.column());
        let columns = looks_at.fold(0, |bits, at| bits | bit(at));
        let looks = constraint.looks.iter().map(|index| ahead.look(index)).collect();
        Holds { constraint, at, looks, ahead, deleted, columns, broken: false }
    }

    /// Whether a row breaks it.
    pub(super) fn look(&mut self, row: &Current<'_>) {
        self.broken = !self.deleted.is(row) && self.is_broken(row).unwrap_or(false);
    }
    fn is_broken(&self, row: &Current<'_>) -> Option<bool> {
        let mut texts = [""; MOST_PARTS];
        let texts = &mut texts[..self.at.len()];
        for (text, at) in texts.iter_mut().zip(&self.at) {
            *text = row.str(*at)?;
        }
        match self.constraint.test {
            Test::Holds(holds) => Some(!holds(texts, &self.looks)),
            Test::NoCycle => {
                let circles = self.ahead.circles(self.constraint)?;
                Some(circles.contains(texts[0].as_bytes()))
            }
            Test::Unique(_) => None,
        }
    }
}
