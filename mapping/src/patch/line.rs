//! One row as it is written.

use alloc::{borrow::Cow, vec::Vec};

use roster_core::{Row, Rows};

/// A cell: what it says, and how that is written.
pub(super) struct Cell<'a> {
    pub(super) text: Cow<'a, [u8]>,
    pub(super) form: &'a [u8],
}

/// What a cell says that is written so.
pub(super) fn said(form: &[u8]) -> Cow<'_, [u8]> {
    let Some((b'"', inside)) = form.split_first() else { return form.into() };
    match inside.split_last() {
        Some((b'"', text)) if !text.contains(&b'"') => text.into(),
        _ => {
            let mut rows = Rows::new(form);
            rows.next_row(&mut |_| {}).and_then(|row| row.cell(0)).unwrap_or_default()
        }
    }
}

impl Cell<'_> {
    /// Whether it opens with a quote that nothing closes.
    pub(super) fn is_open(&self) -> bool {
        self.form.first() == Some(&b'"') && *self.text == *self.form
    }
}

/// One row as it is written.
#[derive(Default)]
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
        let mut line = Line::default();
        line.take(bytes, &row, bytes.len());
        line
    }
    /// Becomes a row of some bytes, up to where the next one starts.
    fn take(&mut self, bytes: &'a [u8], row: &Row<'a, '_>, next: usize) {
        let forms = (0..row.len()).filter_map(|i| Some(&bytes[row.span(i)?]));
        self.cells.extend(forms.map(|form| Cell { text: said(form), form }));
        let end = row.span(row.len() - 1).map_or(next, |span| span.end);
        self.lead = &bytes[..row.start()];
        self.tail = &bytes[end..next];
    }
    pub(super) fn text(&self, cell: usize) -> &[u8] {
        self.cells.get(cell).map_or(b"", |cell| &cell.text)
    }
    pub(super) fn texts(&self) -> Vec<&[u8]> {
        self.cells.iter().map(|cell| &*cell.text).collect()
    }
}

/// Does something with a row that a patch holds.
pub(super) fn with_line<T>(bytes: &[u8], with: impl FnOnce(&Line<'_>) -> T) -> T {
    let is_end = |b: &u8| matches!(b, b'\n' | b'\r');
    if !bytes.contains(&b'"') && bytes.first().is_some_and(|b| !is_end(b)) {
        let end = bytes.iter().position(is_end).unwrap_or(bytes.len());
        let forms = bytes[..end].split(|b| *b == b',');
        let cells = forms.map(|form| Cell { text: form.into(), form }).collect();
        return with(&Line { lead: b"", cells, tail: &bytes[end..] });
    }
    with(&Line::read(&behind_line_end(bytes)))
}

/// Bytes that a patch holds, behind a line end: so a row reads as it does within a file, where
/// a byte order mark is text.
pub(super) fn behind_line_end(bytes: &[u8]) -> Vec<u8> {
    [b"\n", bytes].concat()
}
