//! A constraint, bound to a file.

use alloc::{borrow::Cow, vec::Vec};

use crate::{
    check::{
        ahead::Ahead,
        current::{Current, bits},
        ids::Key,
        look::{Look, MOST_PARTS},
        when,
    },
    constraint::{Constraint, Test},
    header::Header,
};

/// A constraint, and what it looks at.
pub(super) struct Bound<'c> {
    pub(super) constraint: &'static Constraint,
    /// Where its columns stand.
    pub(super) at: Vec<Option<usize>>,
    pub(super) looks: Vec<Look<'c>>,
    ahead: &'c Ahead<'c>,
}

impl<'c> Bound<'c> {
    pub(super) fn new(
        constraint: &'static Constraint,
        header: &Header,
        ahead: &'c Ahead<'_>,
    ) -> Self {
        let at = constraint.columns.iter().map(|name| when::at(header, name)).collect();
        let looks = constraint.looks.iter().map(|index| ahead.look(index)).collect();
        Bound { constraint, at, looks, ahead }
    }
    /// The bits of the columns that it looks at.
    pub(super) fn columns(&self) -> u64 {
        bits(self.at.iter().flatten().copied())
    }
    /// Whether a row breaks it.
    pub(super) fn is_broken_by(&self, row: &Current<'_>) -> bool {
        if self.constraint.filled.is_some_and(|of| self.at[of].is_none_or(|at| row.is_blank(at))) {
            return false;
        }
        let mut texts = [""; MOST_PARTS];
        let texts = &mut texts[..self.at.len()];
        for (text, at) in texts.iter_mut().zip(&self.at) {
            // of what is no text, nothing is asked
            let Some(found) = row.str(*at) else { return false };
            *text = found;
        }
        self.is_broken(texts)
    }
    /// Whether a row breaks it whose cells have these keys, but for one that is this id.
    pub(super) fn is_broken_by_keys(
        &self,
        (at, id): (usize, &[u8]),
        keys: impl Fn(usize) -> Key,
    ) -> bool {
        let cell = |column: &Option<usize>| match *column {
            None => Cow::default(),
            Some(column) if column == at => Cow::Borrowed(id),
            Some(column) => keys(column).text().into(),
        };
        let cells: Vec<Cow<'_, [u8]>> = self.at.iter().map(cell).collect();
        let mut texts = [""; MOST_PARTS];
        let texts = &mut texts[..cells.len()];
        for (text, cell) in texts.iter_mut().zip(&cells) {
            let Ok(cell) = core::str::from_utf8(cell) else { return false };
            *text = cell;
        }
        self.is_broken(texts)
    }
    fn is_broken(&self, cells: &[&str]) -> bool {
        if self.constraint.filled.is_some_and(|of| cells[of].is_empty()) {
            return false;
        }
        match self.constraint.test {
            Test::Holds(holds) => !holds(cells, &self.looks),
            Test::NoCycle => {
                let circles = self.ahead.circles(self.constraint);
                circles.is_some_and(|circles| circles.contains(cells[0].as_bytes()))
            }
            Test::Unique(_) => false,
        }
    }
}
