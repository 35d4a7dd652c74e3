//! Formats whose files are not CSV: how they are read as rows.

use alloc::vec::Vec;

use crate::{Finding, Format, Memory, Source};

/// How the files of a format that are not CSV are read as rows, so that one check serves all.
///
/// The rows are those of another format, [`rows`](View::rows), whose tables are this format's in
/// the same order, and whose columns are those of this one's tables: only names differ.
#[derive(Clone, Copy)]
pub struct View {
    /// What the rows are held against.
    pub rows: &'static Format,
    /// Reads a package.
    pub open: for<'s> fn(&'s dyn Source) -> Opened<'s>,
    /// How much of a package speaks for this format; see [`recognise`](crate::recognise).
    pub signs: fn(&dyn Source) -> Signs,
}

/// A package whose files are read as rows.
pub type Opened<'s> = alloc::boxed::Box<dyn Viewed + 's>;

/// What of a package speaks for a format.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Signs {
    /// It says itself that it is of this format.
    pub declared: bool,
    /// How many of the names in its files the format knows.
    pub headers: usize,
    /// How many of its files the format knows by name.
    pub files: usize,
}

/// A package that is read as rows, and knows where they stand in its own files.
pub trait Viewed {
    /// The rows, as CSV files of [`View::rows`].
    fn rows(&self) -> &Memory;
    /// What is odd about the files apart from their rows. Which severity it has, or whether it is
    /// reported at all, the profile decides.
    fn oddities(&self) -> Vec<Finding>;
    /// Puts a finding about rows where it stands in the package's own files.
    fn place(&self, finding: Finding) -> Finding;
    /// The file of the package that rows were read from, by its index in [`rows`](Viewed::rows);
    /// `None` if another one stands for it in the summary.
    fn file(&self, rows: usize) -> Option<usize>;
}

impl core::fmt::Debug for View {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "View({})", self.rows.id)
    }
}
