//! A reader of CSV that is slow and obvious, a byte at a time: what the quick one must agree with.

use std::ops::Range;

use roster_core::{OddityKind, Rows};

/// A row: its number, line and first byte, and where its cells stand with what they say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    number: u64,
    line: u64,
    start: usize,
    cells: Vec<(Range<usize>, Vec<u8>)>,
}

/// An oddity: what, where, on which line, in which row and cell.
pub(crate) type Odd = (OddityKind, usize, u64, Option<u64>, Option<usize>);

/// What the quick reader reads.
pub(crate) fn quick(bytes: &[u8]) -> (Vec<Row>, Vec<Odd>) {
    let mut rows = Rows::new(bytes);
    let (mut all, mut odd) = (Vec::new(), Vec::new());
    while let Some(row) = rows.next_row(&mut |o| odd.push((o.kind, o.at, o.line, o.row, o.cell))) {
        assert_eq!(row.cells().len(), row.len());
        let cell = |(i, text)| (row.span(i).expect("as many spans"), Vec::from(text));
        let cells = row.cells().enumerate().map(cell).collect();
        all.push(Row { number: row.number(), line: row.line(), start: row.start(), cells });
    }
    (all, odd)
}

/// What there is to read.
pub(crate) fn slow(bytes: &[u8]) -> (Vec<Row>, Vec<Odd>) {
    let at = if bytes.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
    let mut reader = Reader { bytes, at, line: 1, rows: Vec::new(), odd: Vec::new() };
    while reader.at < bytes.len() {
        match reader.here() {
            Some(b'\r' | b'\n') => {
                reader.odd.push((OddityKind::BlankLine, reader.at, reader.line, None, None));
                reader.line_end(None);
            }
            _ => reader.row(),
        }
    }
    (reader.rows, reader.odd)
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    line: u64,
    rows: Vec<Row>,
    odd: Vec<Odd>,
}

impl Reader<'_> {
    fn here(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn row(&mut self) {
        let (number, line, start) = (self.rows.len() as u64, self.line, self.at);
        let mut cells = Vec::new();
        loop {
            let from = self.at;
            let text = self.cell(number, cells.len());
            cells.push((from..self.at, text));
            if self.here() != Some(b',') {
                break;
            }
            self.at += 1;
        }
        self.rows.push(Row { number, line, start, cells });
        self.line_end(Some(number));
    }

    fn line_end(&mut self, row: Option<u64>) {
        let Some(end) = self.here() else { return };
        let next = self.bytes.get(self.at + 1);
        if end == b'\r' && next != Some(&b'\n') {
            self.odd.push((OddityKind::BareCr, self.at, self.line, row, None));
        }
        self.at += if end == b'\r' && next == Some(&b'\n') { 2 } else { 1 };
        self.line += 1;
    }

    fn cell(&mut self, row: u64, cell: usize) -> Vec<u8> {
        let (open, line) = (self.at, self.line);
        let (row, cell) = (Some(row), Some(cell));
        if self.here() != Some(b'"') {
            let text = self.plain();
            if let Some(i) = text.iter().position(|b| *b == b'"') {
                self.odd.push((OddityKind::QuoteInCell, open + i, line, row, cell));
            }
            return text;
        }
        self.at += 1;
        let Some(mut text) = self.quoted() else {
            self.at = open;
            self.odd.push((OddityKind::UnclosedQuote, open, line, row, cell));
            return self.plain();
        };
        let close = self.at;
        let lines = self.bytes[open..close].iter().enumerate().filter(|(i, b)| {
            let next = self.bytes[open..close].get(i + 1);
            **b == b'\n' || **b == b'\r' && next != Some(&b'\n')
        });
        let lines = lines.count() as u64;
        self.line += lines;
        let behind = self.plain();
        if !behind.is_empty() {
            let at = if lines > 0 { open } else { close };
            self.odd.push((OddityKind::TextAfterQuote { lines }, at, line, row, cell));
        }
        if lines > 0 {
            self.odd.push((OddityKind::LineBreak { lines }, open, line, row, cell));
        }
        text.extend(behind);
        text
    }

    /// Up to the end of the cell.
    fn plain(&mut self) -> Vec<u8> {
        let mut text = Vec::new();
        while let Some(b) = self.here().filter(|b| !b",\r\n".contains(b)) {
            text.push(b);
            self.at += 1;
        }
        text
    }

    /// Up to behind the closing quote, if there is one.
    fn quoted(&mut self) -> Option<Vec<u8>> {
        let mut text = Vec::new();
        loop {
            let b = self.here()?;
            self.at += 1;
            if b == b'"' {
                if self.here() != Some(b'"') {
                    return Some(text);
                }
                self.at += 1;
            }
            text.push(b);
        }
    }
}
