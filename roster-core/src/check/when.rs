//! Which rows are meant, and what their cells say.

use alloc::borrow::Cow;

use super::current::{Cells, Current, bit};
use crate::{constraint::When, format::Format, header::Header};

/// Where a column with this header stands in the file.
pub(super) fn at(header: &Header, name: &str) -> Option<usize> {
    header.position(header.table().column(name)?)
}

/// The text of a cell, empty if there is none; `None` if it is not UTF-8.
pub(super) fn text(row: &impl Cells, at: Option<usize>) -> Option<Cow<'_, str>> {
    as_text(at.and_then(|at| row.cell(at)))
}

/// The text of a cell, empty if there is none; `None` if it is not UTF-8.
pub(super) fn as_text(cell: Option<Cow<'_, [u8]>>) -> Option<Cow<'_, str>> {
    match cell {
        None => Some(Cow::Borrowed("")),
        Some(Cow::Borrowed(bytes)) => core::str::from_utf8(bytes).ok().map(Cow::Borrowed),
        Some(Cow::Owned(bytes)) => alloc::string::String::from_utf8(bytes).ok().map(Cow::Owned),
    }
}

/// A [`When`] bound to a file's header.
pub(super) struct Condition(Option<(Option<usize>, When)>);

impl Condition {
    pub(super) fn new(when: Option<When>, header: &Header) -> Self {
        Condition(when.map(|when| (at(header, when.header), when)))
    }
    /// Whether the file lacks the column, which has a finding of its own.
    pub(super) fn is_unknown(&self) -> bool {
        matches!(self.0, Some((None, _)))
    }
    /// The column, if there is a condition.
    pub(super) fn column(&self) -> Option<usize> {
        self.0.and_then(|(at, _)| at)
    }
    /// Whether the row is one of those that count; words match whatever their case.
    pub(super) fn admits(&self, row: &impl Cells) -> bool {
        let Some((at, when)) = &self.0 else { return true };
        let cell = at.and_then(|at| row.cell(at)).unwrap_or_default();
        when.words.iter().any(|word| word.as_bytes().eq_ignore_ascii_case(&cell))
    }
}

/// Which rows are of records that are to be deleted.
#[derive(Clone, Copy)]
pub(super) struct Deleted(Option<(usize, &'static str)>);

impl Deleted {
    pub(super) fn new(format: &Format, header: &Header) -> Self {
        let deleted = format.manifest.and_then(|manifest| manifest.deleted);
        Deleted(deleted.and_then(|(name, word)| Some((at(header, name)?, word))))
    }
    /// The column that says so, if there is one.
    pub(super) fn column(self) -> Option<usize> {
        self.0.map(|(at, _)| at)
    }
    pub(super) fn is(self, row: &impl Cells) -> bool {
        let Some((at, word)) = self.0 else { return false };
        let cell = row.cell(at).filter(|cell| cell.len() == word.len());
        cell.is_some_and(|cell| cell.eq_ignore_ascii_case(word.as_bytes()))
    }
}

/// Whether the row at hand is of a record that is to be deleted: asked anew where its cell has changed.
pub(super) struct IsDeleted {
    deleted: Deleted,
    /// The bit of the column that says so.
    pub(super) column: u64,
    is: bool,
}

impl IsDeleted {
    pub(super) fn new(deleted: Deleted) -> Self {
        IsDeleted { deleted, column: deleted.column().map_or(0, bit), is: false }
    }
    #[inline]
    pub(super) fn look(&mut self, row: &Current<'_>) -> bool {
        if row.changes() & self.column != 0 {
            self.is = self.deleted.is(row);
        }
        self.is
    }
}
