//! One row as it is written.

use alloc::{borrow::Cow, vec::Vec};

use roster_core::Rows;

use super::grid::Cells;

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

/// Whether a cell that is written so opens with a quote that nothing closes.
pub(super) fn is_open(form: &[u8]) -> bool {
    form.first() == Some(&b'"') && *said(form) == *form
}

/// One row as it is written.
pub(super) struct Line<'a> {
    /// What stands before it.
    pub(super) lead: &'a [u8],
    /// The row, and all that is behind it.
    bytes: &'a [u8],
    /// Where its cells end, counted from where it starts.
    ends: Vec<u32>,
    /// What ends it: a line end, and blank lines behind it.
    pub(super) tail: &'a [u8],
}

impl<'a> Line<'a> {
    /// The first row of some bytes, and all that is behind it as its tail.
    pub(super) fn read(bytes: &'a [u8]) -> Self {
        let none = Line { lead: bytes, bytes: b"", ends: Vec::new(), tail: b"" };
        let mut rows = Rows::new(bytes);
        let Some(row) = rows.next_row(&mut |_| {}) else { return none };
        let start = row.start();
        let end = |cell| u32::try_from(row.span(cell)?.end - start).ok();
        let Some(ends) = (0..row.len()).map(end).collect::<Option<Vec<_>>>() else { return none };
        let (lead, bytes) = bytes.split_at(start);
        let length = ends.last().map_or(0, |end| *end as usize);
        Line { lead, bytes, ends, tail: &bytes[length..] }
    }
    pub(super) fn cells(&self) -> Cells<'_, 'a> {
        Cells { bytes: self.bytes, ends: &self.ends }
    }
    pub(super) fn texts(&self) -> Vec<Cow<'a, [u8]>> {
        self.cells().forms().map(said).collect()
    }
}

/// Does something with a row that a patch holds.
pub(super) fn with_line<T>(bytes: &[u8], with: impl FnOnce(Cells<'_, '_>) -> T) -> T {
    let is_end = |b: &u8| matches!(b, b'\n' | b'\r');
    if !bytes.contains(&b'"') && bytes.first().is_some_and(|b| !is_end(b)) {
        let content = bytes.split(is_end).next().unwrap_or_default();
        let commas = (0_u32..).zip(content).filter(|(_, b)| **b == b',').map(|(at, _)| at);
        if let Ok(length) = u32::try_from(content.len()) {
            let ends: Vec<u32> = commas.chain([length]).collect();
            return with(Cells { bytes, ends: &ends });
        }
    }
    with(Line::read(&behind_line_end(bytes)).cells())
}

/// Bytes that a patch holds, behind a line end: so a row reads as it does within a file, where
/// a byte order mark is text.
pub(super) fn behind_line_end(bytes: &[u8]) -> Vec<u8> {
    [b"\n", bytes].concat()
}
