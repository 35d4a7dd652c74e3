//! One CSV file kept as its own text, with an index of its cells.

use alloc::{borrow::Cow, collections::BTreeMap, vec::Vec};
use core::{fmt, ops::Range};

use memchr::memchr3;

use crate::scan::{self, BOM, End, Oddity, Rows};

/// A CSV file: its bytes, and an index over them.
///
/// Nothing is copied and nothing is refused: any bytes are a sheet, and
/// `Sheet::parse(bytes).write() == bytes` for all of them. Editing a cell leaves every other
/// byte alone, so that one changed cell is a one-line difference.
///
/// ```
/// use roster_core::Sheet;
///
/// let mut sheet = Sheet::parse(b"SIS ID,Name\r\n7, \"Northside\"\r\n");
/// sheet.set(1, 1, "Northside, Upper").unwrap();
/// assert_eq!(sheet.write(), b"SIS ID,Name\r\n7,\"Northside, Upper\"\r\n");
/// ```
///
/// The index takes 8 bytes a cell and 24 bytes a row. To visit rows without one, see [`Rows`].
#[derive(Clone)]
pub struct Sheet<'a> {
    bytes: &'a [u8],
    /// Where each cell ends, in its row.
    ends: Vec<End>,
    rows: Vec<Start>,
    /// Where the quote that nothing closes stands.
    unclosed: Option<usize>,
    edits: BTreeMap<usize, Edit>,
}

/// Where a row starts.
#[derive(Clone, Copy)]
struct Start {
    at: usize,
    cell: usize,
    line: u64,
}

/// A cell's new text, and how it is written.
#[derive(Clone)]
struct Edit {
    row: usize,
    text: Vec<u8>,
    quoted: bool,
}

impl<'a> Sheet<'a> {
    /// Indexes `bytes`.
    pub fn parse(bytes: &'a [u8]) -> Self {
        let mut sheet = Sheet {
            bytes,
            ends: Vec::new(),
            rows: Vec::new(),
            unclosed: None,
            edits: BTreeMap::new(),
        };
        let mut rows = Rows::new(bytes);
        let mut unclosed = None;
        let mut note = |oddity: Oddity| {
            if oddity.kind == scan::OddityKind::UnclosedQuote {
                unclosed = Some(oddity.at);
            }
        };
        while let Some(row) = rows.next_row(&mut note) {
            sheet.rows.push(Start { at: row.start(), cell: sheet.ends.len(), line: row.line() });
            sheet.ends.extend_from_slice(row.ends());
        }
        sheet.unclosed = unclosed;
        sheet
    }

    /// How many rows it has, the header included.
    pub fn len(&self) -> usize {
        self.rows.len()
    }
    /// Whether it has no row at all, not even a header.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
    /// How many cells row `row` has; none where there is no such row.
    pub fn width(&self, row: usize) -> usize {
        self.cells_of(row).len()
    }
    /// The cells of a row; the header is row 0. Edits show.
    pub fn row(&self, row: usize) -> impl ExactSizeIterator<Item = Cell<'_>> + Clone {
        let cells = self.cells_of(row);
        let line = self.rows.get(row).map_or(0, |r| r.line);
        cells.map(move |index| self.cell_at(index, row, line))
    }
    /// One cell, if there is such a row and column.
    pub fn cell(&self, row: usize, column: usize) -> Option<Cell<'_>> {
        self.row(row).nth(column)
    }
    /// What is odd about the text, in the order it stands.
    pub fn oddities(&self) -> Vec<Oddity> {
        let mut found = Vec::new();
        let mut rows = Rows::new(self.bytes);
        while rows.next_row(&mut |oddity| found.push(oddity)).is_some() {}
        found
    }

    /// Gives one cell a new text. Every other byte stays.
    ///
    /// The cell keeps its quotes if it had some, and gets them if it needs them.
    ///
    /// # Errors
    ///
    /// [`EditError::NoSuchCell`]; [`EditError::BehindUnclosedQuote`] where a quote written here
    /// could close one that stands open before, and so change other cells.
    pub fn set(
        &mut self,
        row: usize,
        column: usize,
        text: impl AsRef<[u8]>,
    ) -> Result<(), EditError> {
        let cells = self.cells_of(row);
        if column >= cells.len() {
            return Err(EditError::NoSuchCell);
        }
        let index = cells.start + column;
        let at = self.span(index, row).start;
        if self.unclosed.is_some_and(|open| open < at) {
            return Err(EditError::BehindUnclosedQuote);
        }
        let text = text.as_ref();
        let had_quotes = !self.ends[index].is_plain();
        let needs_quotes = memchr3(b'"', b',', b'\n', text).is_some()
            || text.contains(&b'\r')
            || text.is_empty() && cells.len() == 1
            || at == 0 && text.starts_with(BOM);
        let quoted = had_quotes || needs_quotes;
        self.edits.insert(index, Edit { row, text: text.to_vec(), quoted });
        Ok(())
    }

    /// The file: its own bytes, but for the edited cells.
    pub fn write(&self) -> Vec<u8> {
        let edited: usize = self.edits.values().map(|edit| edit.text.len() + 2).sum();
        let mut out = Vec::with_capacity(self.bytes.len() + edited);
        let mut done = 0;
        for (&index, edit) in &self.edits {
            let span = self.span(index, edit.row);
            out.extend_from_slice(&self.bytes[done..span.start]);
            edit.write(&mut out);
            done = span.end;
        }
        out.extend_from_slice(&self.bytes[done..]);
        out
    }

    fn cells_of(&self, row: usize) -> Range<usize> {
        let Some(start) = self.rows.get(row) else { return 0..0 };
        start.cell..self.rows.get(row + 1).map_or(self.ends.len(), |next| next.cell)
    }
    fn span(&self, index: usize, row: usize) -> Range<usize> {
        let Start { at, cell, .. } = self.rows[row];
        let start = if index == cell { 0 } else { self.ends[index - 1].at() + 1 };
        at + start..at + self.ends[index].at()
    }
    fn cell_at(&self, index: usize, row: usize, line: u64) -> Cell<'_> {
        let span = self.span(index, row);
        let text = match self.edits.get(&index) {
            Some(edit) => Cow::Borrowed(edit.text.as_slice()),
            None => self.ends[index].text(self.bytes, span.clone()),
        };
        Cell { text, line, before: &self.bytes[self.rows[row].at..span.start], span }
    }
}

impl Edit {
    fn write(&self, out: &mut Vec<u8>) {
        if !self.quoted {
            return out.extend_from_slice(&self.text);
        }
        out.push(b'"');
        for (i, part) in self.text.split(|b| *b == b'"').enumerate() {
            if i > 0 {
                out.extend_from_slice(b"\"\"");
            }
            out.extend_from_slice(part);
        }
        out.push(b'"');
    }
}

impl fmt::Debug for Sheet<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sheet")
            .field("bytes", &self.bytes.len())
            .field("rows", &self.rows.len())
            .field("cells", &self.ends.len())
            .field("edits", &self.edits.len())
            .finish()
    }
}

/// One cell of a [`Sheet`].
#[derive(Clone)]
pub struct Cell<'s> {
    text: Cow<'s, [u8]>,
    span: Range<usize>,
    /// The row's line, and what stands before the cell in its row.
    line: u64,
    before: &'s [u8],
}

impl<'s> Cell<'s> {
    /// What it says, without quotes.
    pub fn bytes(&self) -> &[u8] {
        &self.text
    }
    /// What it says, where that is UTF-8.
    pub fn text(&self) -> Option<&str> {
        core::str::from_utf8(&self.text).ok()
    }
    /// Gives up what it says.
    pub fn into_bytes(self) -> Cow<'s, [u8]> {
        self.text
    }
    /// Where it stands in the parsed file, quotes included, in bytes.
    pub fn span(&self) -> Range<usize> {
        self.span.clone()
    }
    /// The physical line of its first byte, from 1.
    pub fn line(&self) -> u64 {
        self.line + scan::line_ends(self.before)
    }
}

impl fmt::Debug for Cell<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Cell ({} bytes)", self.text.len())
    }
}

/// Why a cell could not be edited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EditError {
    /// The sheet has no such row, or the row no such column.
    NoSuchCell,
    /// The cell stands behind a quote that is never closed; mend that one first.
    BehindUnclosedQuote,
}

impl fmt::Display for EditError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoSuchCell => "the sheet has no cell there",
            Self::BehindUnclosedQuote => {
                "the cell stands behind a quote that is never closed: mend that cell first"
            }
        })
    }
}

impl core::error::Error for EditError {}
