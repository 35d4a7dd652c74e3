//! What differs between two versions of a package, and making one from the other.
//!
//! [`diff`] compares a package as it came back from somewhere (`rebuilt`) with the package as its
//! owner has it (`home`), row by row and by key. The [`Patch`] that it gives makes `home` of
//! `rebuilt`, byte for byte, whatever the bytes are. If `rebuilt` was edited meanwhile, the edits
//! come home and all else stays as it was: an entry of a patch applies only while the text that
//! it was made for still stands. What could not be applied is told.
//!
//! ```
//! use roster_core::Memory;
//! use roster_mapping::patch::diff;
//! use sds_model::v1;
//!
//! let rebuilt = "SIS ID,Name\r\n1,North\r\n2,South\r\n";
//! let home = "Name,SIS ID,Mascot\n\"North\" ,1,owl\nSouth,2,\n";
//! let package = |text: &str| Memory::new().file("School.csv", text);
//!
//! let patch = diff(&v1::FORMAT, &package(rebuilt), &package(home));
//! assert_eq!(patch.apply(&package(rebuilt)).package, package(home));
//!
//! // edited meanwhile: a school is new, another has a new name
//! let edited = "SIS ID,Name\r\n1,North\r\n3,West\r\n2,South End\r\n";
//! let outcome = patch.apply(&package(edited));
//! let home = "Name,SIS ID,Mascot\n\"North\" ,1,owl\nWest,3,\nSouth End,2,\n";
//! assert_eq!(outcome.package, package(home));
//! assert!(outcome.lost.is_empty());
//! ```
//!
//! A row is known by the texts of its table's key columns. Rows of one key, and rows without one,
//! are known by all that they say; one of those that was edited counts as removed and added. Each
//! file has a dress, how most of its rows are written, and rows that are written otherwise carry
//! their own form. Files that cannot be read as CSV, or whose header is none of the format's, are
//! carried whole. Blank and absent cells say the same.

mod apply;
mod base64;
mod compare;
mod desk;
mod dress;
mod entry;
mod grid;
mod line;
mod names;
mod order;
mod package;
mod page;
mod pair;
mod parts;
mod read;
mod requirements;
mod write;

use alloc::vec::Vec;
use core::fmt;

use roster_core::{Column, Format, Memory, Source, Table};

pub(crate) use dress::{is_plain, join_plain, needs_quotes};
pub use entry::{Entry, EntryKind};
pub(crate) use parts::checksum;
pub use read::Damaged;

/// The patch that makes `home` of `rebuilt`, two packages of a format.
///
/// Files that cannot be had from a source count as missing.
pub fn diff(format: &'static Format, rebuilt: &dyn Source, home: &dyn Source) -> Patch {
    package::diff(format, rebuilt, home)
}

/// What makes one package of another. See the [module](self).
#[derive(Clone)]
pub struct Patch {
    format: &'static Format,
    /// Whether all files of home are named, in their order.
    ordered: bool,
    files: Vec<parts::FilePatch>,
}

impl Patch {
    /// A patch that changes nothing.
    pub fn new(format: &'static Format) -> Self {
        Patch { format, ordered: false, files: Vec::new() }
    }
    /// Makes the package as it is at home of the rebuilt one.
    ///
    /// For the package that the patch was made from, the outcome is home's to the byte. Otherwise
    /// what was edited since is kept.
    pub fn apply(&self, rebuilt: &dyn Source) -> Outcome {
        package::apply(self, rebuilt, true)
    }
    /// The same for the package that the patch was made from, if it is `edited` or not.
    pub(crate) fn apply_to(&self, rebuilt: &dyn Source, edited: bool) -> Outcome {
        package::apply(self, rebuilt, edited)
    }
    /// Whether it changes nothing.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
    /// What it changes, one entry a cell, a row, or a file.
    pub fn entries(&self) -> impl Iterator<Item = Entry<'_>> {
        self.files.iter().flat_map(|file| entry::of(self.format, file))
    }
    /// Adds the patch to `out`: lines of CSV, the first of which names their columns.
    ///
    /// Key, base and text are base64 in lines whose kind ends in `64`: those that are not UTF-8 or
    /// hold control characters. A key of several parts is itself a line of CSV.
    ///
    /// | kind | says |
    /// |---|---|
    /// | `patch` | the format, the version of this form, whether all files of home are named |
    /// | `same`, `bytes`, `no-file`, `rows` | a file: only its place, carried whole, not at home, row by row; what follows is about the last |
    /// | `from`, `dress`, `header` | the rebuilt file, if its name differs; how home's rows are written; home's header |
    /// | `lacks` | a column that home lacks, and what most of its cells say |
    /// | `cell`, `lack` | a cell: what it says rebuilt (base) and at home (text); `lack` of a column that home lacks; without a key, of the row before |
    /// | `set`, `set-lack`, `as` | the same of several rows: the cells once, by number, and then the rows |
    /// | `form` | a row that home writes in its own way |
    /// | `no-row` | a rebuilt row that home lacks |
    /// | `before`, `at-end`, `after` | between which rows those stand that follow |
    /// | `row`, `moved`, `next` | a row that only home has; one that stands elsewhere rebuilt, and what followed it there |
    /// | `end` | nothing follows |
    pub fn write(&self, out: &mut Vec<u8>) {
        write::patch(self, out);
    }
    /// Reads a patch that [`write`](Patch::write) wrote, and gives the bytes behind it.
    ///
    /// # Errors
    ///
    /// [`Damaged`], if the bytes do not begin with a patch of this format.
    pub fn read<'a>(
        format: &'static Format,
        bytes: &'a [u8],
    ) -> Result<(Patch, &'a [u8]), Damaged> {
        read::patch(format, bytes)
    }
}

/// Patches are the same if they are written alike.
impl PartialEq for Patch {
    fn eq(&self, other: &Self) -> bool {
        let [a, b] = [self, other].map(|patch| {
            let mut out = Vec::new();
            patch.write(&mut out);
            out
        });
        a == b
    }
}
impl Eq for Patch {}

impl fmt::Debug for Patch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Patch")
            .field("format", &self.format.id)
            .field("files", &self.files.len())
            .field("entries", &self.entries().count())
            .finish()
    }
}

/// A package, and what of the patch could not be applied to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The package.
    pub package: Memory,
    /// What did not come home. It holds no cell's text.
    pub lost: Vec<Lost>,
}

/// An entry of a patch that could not be applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Lost {
    /// Why.
    pub kind: LostKind,
    /// The table of its file, if the format knows the file.
    pub table: Option<&'static Table>,
    /// The column of its cell, if it is about one that the table knows.
    pub column: Option<&'static Column>,
    /// The row of the rebuilt file that it is about, if that has it. Data rows count from 1.
    pub row: Option<u64>,
}

/// Why an entry could not be applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum LostKind {
    /// The cell was edited; the edit stands.
    CellEdited,
    /// The row of a carried cell or form was removed, or its key was edited.
    RowGone,
    /// A row that home lacks was edited, so it is kept.
    RowKept,
    /// A row that only home has is of a record that was removed, or requires one: it is removed
    /// too.
    RequiredGone,
    /// A row that only home has bears the key of one that was added since; that one stands.
    Superseded,
    /// A file that is carried whole was edited, added or removed; the edit stands.
    FileEdited,
    /// A file that home lacks was edited, so it is kept.
    FileKept,
}
