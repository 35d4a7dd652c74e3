//! The rows of a package, apart from its dress.

use alloc::{borrow::Cow, vec, vec::Vec};
use core::{
    fmt,
    ops::{Index, IndexMut},
};

use roster_core::{Format, Layout, Memory, Source, Table};

use crate::{
    patch::{join_plain, needs_quotes},
    reader::Reader,
};

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
    pub rows: Body<'a>,
}

impl<'a> Feed<'a> {
    /// A package without files.
    pub fn new(format: &'static Format) -> Self {
        let file = |table: &&'static Table| File::new(table);
        Feed { format, files: format.tables.iter().map(file).collect() }
    }

    /// Reads a package. A cell that is not UTF-8 is empty here, and so is one beyond a short row.
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
        File { table, present: false, delta: false, extra: Vec::new(), rows: Body::default() }
    }

    /// The place of a column.
    ///
    /// # Panics
    ///
    /// If the table has no such column.
    pub fn column(&self, header: &str) -> usize {
        self.table.column(header).expect("a column of the table")
    }

    /// A row with nothing in it.
    pub fn blank_row(&self) -> Vec<Cow<'a, str>> {
        vec![Cow::Borrowed(""); self.width()]
    }
    /// Adds such a row, to be filled.
    pub fn add_row(&mut self) -> &mut [Cow<'a, str>] {
        let width = self.width();
        self.rows.push(core::iter::repeat_n(Cow::Borrowed(""), width));
        let row = self.rows.width.max(1);
        self.rows.cells.rchunks_exact_mut(row).next().unwrap_or_default()
    }
    /// Makes room for so many more rows, and no more.
    pub(crate) fn make_room(&mut self, rows: usize) {
        self.rows.cells.reserve_exact(rows * self.width());
    }
    fn width(&self) -> usize {
        self.table.columns.len() + self.extra.len()
    }

    fn read(&mut self, bytes: &'a [u8]) {
        let Some(mut reader) = Reader::new(self.table, bytes) else { return };
        self.extra = core::mem::take(&mut reader.extra);
        // as many rows as there can be, unless lines end as they seldom do
        let lines = bytes.iter().filter(|b| **b == b'\n').count();
        self.make_room(lines.saturating_sub(1));
        while let Some(row) = reader.row() {
            self.rows.push(row.iter_mut().map(core::mem::take));
        }
    }

    fn write(&self) -> Vec<u8> {
        let headers = self.table.columns.iter().map(|column| column.header);
        let headers = headers.chain(self.extra.iter().map(|name| &**name));
        let cells = self.rows.cells.iter().map(|cell| cell.len() + 1).sum::<usize>();
        let mut out = Vec::with_capacity(cells + self.rows.len());
        line(headers, &mut out);
        for row in &self.rows {
            line(row.iter().map(|cell| &**cell), &mut out);
        }
        out
    }
}

/// The rows of a file, as wide as the first of them.
#[derive(Clone, Default)]
pub struct Body<'a> {
    width: usize,
    cells: Vec<Cow<'a, str>>,
}

impl<'a> Body<'a> {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.cells.len().checked_div(self.width).unwrap_or(0)
    }
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }
    /// Adds one. Of another width than the first, it is cut, or filled up with blanks.
    pub fn push(&mut self, row: impl IntoIterator<Item = Cow<'a, str>>) {
        let start = self.cells.len();
        self.cells.extend(row);
        if start == 0 {
            self.width = self.cells.len();
        }
        self.cells.resize(start + self.width, Cow::Borrowed(""));
    }
    /// Takes all of them out.
    pub fn clear(&mut self) {
        self.cells.clear();
    }
    /// The first one.
    pub fn first(&self) -> Option<&[Cow<'a, str>]> {
        self.iter().next()
    }
    /// All of them.
    pub fn iter(&self) -> core::slice::ChunksExact<'_, Cow<'a, str>> {
        self.cells.chunks_exact(self.width.max(1))
    }
    /// All of them, to change.
    pub fn iter_mut(&mut self) -> core::slice::ChunksExactMut<'_, Cow<'a, str>> {
        self.cells.chunks_exact_mut(self.width.max(1))
    }
    /// Takes out those of which `stays` says no.
    pub fn retain(&mut self, mut stays: impl FnMut(&mut [Cow<'a, str>]) -> bool) {
        let (width, rows, mut kept) = (self.width, self.len(), 0);
        for row in 0..rows {
            let (before, rest) = self.cells.split_at_mut(row * width);
            let Some(row_cells) = rest.get_mut(..width) else { break };
            if stays(row_cells) {
                if kept < row {
                    before[kept * width..][..width].swap_with_slice(row_cells);
                }
                kept += 1;
            }
        }
        self.cells.truncate(kept * width);
    }
    /// Takes out the columns of which `stays` says no.
    pub fn retain_columns(&mut self, stays: impl Fn(usize) -> bool) {
        let (width, mut at) = (self.width.max(1), 0);
        self.cells.retain(|_| {
            at += 1;
            stays((at - 1) % width)
        });
        self.width = (0..self.width).filter(|c| stays(*c)).count();
    }
    /// Makes them so wide, with blanks.
    pub fn widen(&mut self, width: usize) {
        if width <= self.width || self.is_empty() {
            return;
        }
        let mut wide = Body::default();
        let blanks = || core::iter::repeat_n(Cow::Borrowed(""), width - self.width);
        for row in self.cells.chunks_exact_mut(self.width) {
            wide.push(row.iter_mut().map(core::mem::take).chain(blanks()));
        }
        *self = wide;
    }
}

impl<'a> Index<usize> for Body<'a> {
    type Output = [Cow<'a, str>];
    fn index(&self, row: usize) -> &Self::Output {
        &self.cells[row * self.width..][..self.width]
    }
}
impl IndexMut<usize> for Body<'_> {
    fn index_mut(&mut self, row: usize) -> &mut Self::Output {
        &mut self.cells[row * self.width..][..self.width]
    }
}
impl<'b, 'a> IntoIterator for &'b Body<'a> {
    type Item = &'b [Cow<'a, str>];
    type IntoIter = core::slice::ChunksExact<'b, Cow<'a, str>>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
impl<'b, 'a> IntoIterator for &'b mut Body<'a> {
    type Item = &'b mut [Cow<'a, str>];
    type IntoIter = core::slice::ChunksExactMut<'b, Cow<'a, str>>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter_mut()
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
impl fmt::Debug for Body<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} rows", self.len())
    }
}
