//! The rows of a package, apart from its dress.

use alloc::{borrow::Cow, vec::Vec};
use core::fmt;

use roster_core::{Format, Layout, Memory, Source, Table};

use crate::{
    patch::{join_plain, needs_quotes},
    reader::Reader,
    texts::{lines, sum},
};

pub use crate::row::Row;

/// The rows of a package by the tables of its format, words in the spelling of their vocabularies:
/// which columns are there, their order and
/// spelling, quotes and line ends do not count, nor do files that the format does not know.
#[derive(Clone)]
pub struct Feed<'a> {
    /// The format.
    pub format: &'static Format,
    /// For each table of the format, its rows.
    pub files: Vec<File<'a>>,
}

/// The rows of one file.
#[derive(Clone)]
pub struct File<'a> {
    /// The table.
    pub table: &'static Table,
    /// Whether the package has the file.
    pub present: bool,
    /// Whether it says only what has changed since the last package.
    pub delta: bool,
    /// Headers of columns that the table does not name.
    pub extra: Vec<Cow<'a, str>>,
    /// Its rows: the cells of the table's columns in its order, then the extra ones.
    pub rows: Vec<Row<'a>>,
}

impl<'a> Feed<'a> {
    /// A package without files.
    pub fn new(format: &'static Format) -> Self {
        let file = |table: &&'static Table| File::new(table);
        Feed { format, files: format.tables.iter().map(file).collect() }
    }

    /// Reads a package. A cell that is not UTF-8 is empty here, and so is one beyond a short row.
    /// Rows that say nothing, or are written as one before, are passed over.
    pub fn read(format: &'static Format, source: &'a dyn Source) -> Self {
        Feed::read_some(format, source, |_| true)
    }

    /// The same, but no rows of other files than these.
    pub(crate) fn read_some(
        format: &'static Format,
        source: &'a dyn Source,
        these: impl Fn(&Table) -> bool,
    ) -> Self {
        let mut feed = Feed::new(format);
        for (file, (table, bytes)) in feed.files.iter_mut().zip(files(format, source)) {
            if let Some(bytes) = bytes {
                file.present = true;
                if these(table) {
                    file.read(bytes);
                }
            }
        }
        feed
    }

    /// The file of this name.
    ///
    /// # Panics
    ///
    /// If the format has no such table.
    pub fn file(&self, name: &str) -> &File<'a> {
        self.files.iter().find(|file| file.table.file == name).expect("a file of the format")
    }
    /// The file of this name, to change.
    ///
    /// # Panics
    ///
    /// If the format has no such table.
    pub fn file_mut(&mut self, name: &str) -> &mut File<'a> {
        self.files.iter_mut().find(|file| file.table.file == name).expect("a file of the format")
    }

    /// The package in its plainest dress: UTF-8, CRLF, quotes where they must be, every column of
    /// the tables in order.
    pub fn write(&self) -> Memory {
        let present = self.files.iter().filter(|file| file.present);
        present.fold(Memory::new(), |package, file| package.file(file.table.file, file.write()))
    }
}

impl<'a> File<'a> {
    /// A file that is not there.
    pub fn new(table: &'static Table) -> Self {
        File { table, present: false, delta: false, extra: Vec::new(), rows: Vec::new() }
    }

    /// The place of a column.
    ///
    /// # Panics
    ///
    /// If the table has no such column.
    pub fn column(&self, header: &str) -> usize {
        self.table.column(header).expect("a column of the table")
    }

    fn width(&self) -> usize {
        self.table.columns.len() + self.extra.len()
    }

    fn read(&mut self, bytes: &'a [u8]) {
        let Some(mut reader) = Reader::new(self.table, bytes) else { return };
        self.extra = core::mem::take(&mut reader.extra);
        // as many rows as there can be, unless lines end as they seldom do
        let lines = lines(bytes).saturating_sub(1);
        self.rows.reserve_exact(lines);
        let mut sums = Vec::with_capacity(lines);
        while let Some((row, form)) = reader.row() {
            // one that says nothing is of no record
            if !row.is_blank() {
                sums.push(sum(form));
                self.rows.push(row);
            }
        }
        sums.sort_unstable();
        if sums.windows(2).any(|two| two[0] == two[1]) {
            drop(sums);
            self.forget_repeated(bytes);
        }
    }

    /// Of rows that are written alike the first stays: the others say nothing more.
    fn forget_repeated(&mut self, bytes: &'a [u8]) {
        let Some(mut reader) = Reader::new(self.table, bytes) else { return };
        let mut written = Vec::with_capacity(self.rows.len());
        while let Some((row, form)) = reader.row() {
            if !row.is_blank() {
                written.push((sum(form), form, written.len()));
            }
        }
        written.sort_unstable();
        let again = |two: &&[(u64, &[u8], usize)]| (two[0].0, two[0].1) == (two[1].0, two[1].1);
        let mut again: Vec<usize> = written.windows(2).filter(again).map(|two| two[1].2).collect();
        drop(written);
        again.sort_unstable();
        let (mut again, mut row) = (again.into_iter().peekable(), 0..);
        self.rows.retain(|_| again.next_if_eq(&row.next().unwrap_or_default()).is_none());
        self.rows.shrink_to_fit();
    }

    fn write(&self) -> Vec<u8> {
        let headers = self.table.columns.iter().map(|column| column.header);
        let headers = headers.chain(self.extra.iter().map(|name| &**name));
        let width = self.width();
        let length = |row: &Row<'_>| row.bytes() + width + 1;
        let mut out = Vec::with_capacity(self.rows.iter().map(length).sum());
        line(headers, &mut out);
        for row in &self.rows {
            row.write(width, &mut out);
        }
        out
    }
}

/// The tables of a format, each with the bytes of its file, if a package has it.
pub(crate) fn files<'a>(
    format: &'static Format,
    source: &'a dyn Source,
) -> Vec<(&'static Table, Option<&'a [u8]>)> {
    let bytes = |at: Option<usize>| at.and_then(|at| source.read(at).ok());
    Layout::of(format, source).tables().map(|(table, at)| (table, bytes(at))).collect()
}

pub(crate) fn line<'c>(cells: impl Iterator<Item = &'c str> + Clone, out: &mut Vec<u8>) {
    let start = out.len();
    let is_plain = join_plain(cells.clone().map(str::as_bytes), out);
    for (i, cell) in cells.enumerate().filter(|_| !is_plain) {
        if i > 0 {
            out.push(b',');
        }
        if !needs_quotes(cell.as_bytes()) {
            out.extend_from_slice(cell.as_bytes());
        } else {
            out.push(b'"');
            for part in cell.split_inclusive('"') {
                out.extend_from_slice(part.as_bytes());
                if part.ends_with('"') {
                    out.push(b'"');
                }
            }
            out.push(b'"');
        }
    }
    // a line with nothing on it would be no row
    if out.len() == start {
        out.extend_from_slice(b"\"\"");
    }
    out.extend_from_slice(b"\r\n");
}

impl fmt::Debug for Feed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(&self.files).finish()
    }
}
impl fmt::Debug for File<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({} rows)", self.table.file, self.rows.len())
    }
}
