//! One row as it is written.

use alloc::{borrow::Cow, vec::Vec};

use roster_core::Rows;

/// A cell: what it says, and how that is written.
pub(super) struct Cell<'a> {
    pub(super) text: Cow<'a, [u8]>,
    pub(super) form: &'a [u8],
}

impl Cell<'_> {
    /// Whether it opens with a quote that nothing closes.
    pub(super) fn is_open(&self) -> bool {
        self.form.first() == Some(&b'"') && *self.text == *self.form
    }
}

/// One row as it is written.
pub(super) struct Line<'a> {
    /// What stands before it.
    pub(super) lead: &'a [u8],
    pub(super) cells: Vec<Cell<'a>>,
    /// What ends it: a line end, and blank lines behind it.
    pub(super) tail: &'a [u8],
}

impl<'a> Line<'a> {
    /// The first row of some bytes, and all that is behind it as its tail.
    pub(super) fn read(bytes: &'a [u8]) -> Self {
        let mut rows = Rows::new(bytes);
        let Some(row) = rows.next_row(&mut |_| {}) else {
            return Line { lead: bytes, cells: Vec::new(), tail: b"" };
        };
        let cell = |i| Some(Cell { text: row.cell(i)?, form: &bytes[row.span(i)?] });
        let end = row.span(row.len() - 1).map_or(bytes.len(), |span| span.end);
        Line {
            lead: &bytes[..row.start()],
            cells: (0..row.len()).filter_map(cell).collect(),
            tail: &bytes[end..],
        }
    }
    pub(super) fn text(&self, cell: usize) -> &[u8] {
        self.cells.get(cell).map_or(b"", |cell| &cell.text)
    }
    pub(super) fn texts(&self) -> Vec<Cow<'a, [u8]>> {
        self.cells.iter().map(|cell| cell.text.clone()).collect()
    }
}

/// Bytes that a patch holds, behind a line end: so a row reads as it does within a file, where
/// a byte order mark is text.
pub(super) fn behind_line_end(bytes: &[u8]) -> Vec<u8> {
    [b"\n", bytes].concat()
}
