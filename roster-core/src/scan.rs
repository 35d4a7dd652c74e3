//! Reading a CSV file row by row: total, in one pass, borrowing every cell.

use alloc::{borrow::Cow, vec::Vec};
use core::{fmt, ops::Range};

use memchr::{memchr, memchr2, memchr3};

/// The three bytes that some writers put before UTF-8 text.
pub(crate) const BOM: &[u8] = b"\xEF\xBB\xBF";

/// How a cell's bytes in the file relate to what the cell says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Shape {
    /// As it stands.
    Plain = 0,
    /// Between two quotes, nothing doubled inside.
    Quoted = 1,
    /// Opens with a quote; doubled quotes inside or text behind the closing one.
    Escaped = 2,
}

/// A cell's place in the file, its quotes included.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Span {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) shape: Shape,
}

/// Something in the text that CSV readers disagree about, or that a writer hardly meant.
///
/// Reading always goes on behind it. It holds places only, never text.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Oddity {
    /// What it is.
    pub kind: OddityKind,
    /// Where it stands, in bytes from the start of the file.
    pub at: usize,
    /// The physical line it stands on, from 1.
    pub line: u64,
    /// The row it stands in (the header is 0); `None` between rows.
    pub row: Option<u64>,
    /// The cell it stands in, from 0; `None` where no cell is meant.
    pub cell: Option<usize>,
}

/// The kinds of [`Oddity`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum OddityKind {
    /// A quote inside a cell that does not begin with one. It is a character like any other.
    QuoteInCell,
    /// Text behind a closing quote; it belongs to the cell.
    ///
    /// If the quoted part spans lines, the oddity stands at the opening quote, which is
    /// probably the stray one, and says how many line ends it took in.
    TextAfterQuote {
        /// Line ends between the two quotes.
        lines: u64,
    },
    /// A cell opens with a quote that nothing closes. The quote is taken as a character,
    /// so that the rows behind it are still read.
    UnclosedQuote,
    /// A quoted cell holds line ends.
    LineBreak {
        /// How many.
        lines: u64,
    },
    /// A line ends with a carriage return alone.
    BareCr,
    /// A line with nothing on it. It is not a row.
    BlankLine,
}

/// The rows of a CSV file, one at a time, the header (row 0) first.
///
/// Cells are what the `csv` crate reads with `flexible(true)` and otherwise its defaults:
/// LF, CRLF and a bare CR end a row, blank lines are skipped, a quote counts only at the start
/// of a cell, doubled quotes inside a quoted cell mean one, a leading byte order mark is
/// passed over. The one difference: a quote that is never closed is taken as a character
/// instead of swallowing the rest of the file.
///
/// ```
/// use roster_core::{OddityKind, Rows};
///
/// let mut rows = Rows::new(b"SIS ID,Name\n1,\"Ada\"\n2,\"Bo\n3,Cy\n");
/// let mut odd = Vec::new();
/// let mut names = Vec::new();
/// while let Some(row) = rows.next_row(&mut |oddity| odd.push((oddity.kind, oddity.line))) {
///     names.push(String::from_utf8(row.cell(1).unwrap().into_owned()).unwrap());
/// }
/// assert_eq!(names, ["Name", "Ada", "\"Bo", "Cy"]);
/// assert_eq!(odd, [(OddityKind::UnclosedQuote, 3)]);
/// ```
#[derive(Clone)]
pub struct Rows<'a> {
    bytes: &'a [u8],
    at: usize,
    line: u64,
    number: u64,
    cells: Vec<Span>,
}

impl<'a> Rows<'a> {
    /// Starts before the first row of `bytes`.
    pub fn new(bytes: &'a [u8]) -> Self {
        let at = if bytes.starts_with(BOM) { BOM.len() } else { 0 };
        Rows { bytes, at, line: 1, number: 0, cells: Vec::new() }
    }

    /// The next row; every oddity met on the way goes to `note`.
    pub fn next_row(&mut self, note: &mut dyn FnMut(Oddity)) -> Option<Row<'a, '_>> {
        self.skip_blank_lines(note);
        if self.at == self.bytes.len() {
            return None;
        }
        let (start, line) = (self.at, self.line);
        self.cells.clear();
        loop {
            let span = self.cell(note);
            self.cells.push(span);
            self.at = span.end;
            if self.bytes.get(self.at) != Some(&b',') {
                break;
            }
            self.at += 1;
        }
        self.end_line(Some(self.number), note);
        let number = self.number;
        self.number += 1;
        Some(Row { bytes: self.bytes, cells: &self.cells, start, line, number })
    }

    /// How far reading has come, in bytes.
    pub fn position(&self) -> usize {
        self.at
    }

    fn skip_blank_lines(&mut self, note: &mut dyn FnMut(Oddity)) {
        while let Some(b'\r' | b'\n') = self.bytes.get(self.at) {
            note(Oddity {
                kind: OddityKind::BlankLine,
                at: self.at,
                line: self.line,
                row: None,
                cell: None,
            });
            self.end_line(None, note);
        }
    }

    /// Steps over one line end, if there is one.
    fn end_line(&mut self, row: Option<u64>, note: &mut dyn FnMut(Oddity)) {
        match (self.bytes.get(self.at), self.bytes.get(self.at + 1)) {
            (None, _) => return,
            (Some(b'\r'), Some(b'\n')) => self.at += 2,
            (Some(b'\r'), _) => {
                note(Oddity {
                    kind: OddityKind::BareCr,
                    at: self.at,
                    line: self.line,
                    row,
                    cell: None,
                });
                self.at += 1;
            }
            _ => self.at += 1,
        }
        self.line += 1;
    }

    /// The cell that starts here.
    fn cell(&mut self, note: &mut dyn FnMut(Oddity)) -> Span {
        let (bytes, start) = (self.bytes, self.at);
        let mut odd = |kind, at, line| {
            let (row, cell) = (Some(self.number), Some(self.cells.len()));
            note(Oddity { kind, at, line, row, cell });
        };
        if bytes.get(start) != Some(&b'"') {
            let end = end_of_plain(bytes, start);
            if let Some(i) = memchr(b'"', &bytes[start..end]) {
                odd(OddityKind::QuoteInCell, start + i, self.line);
            }
            return Span { start, end, shape: Shape::Plain };
        }
        let Some((close, doubled)) = closing_quote(bytes, start + 1) else {
            // At most once a file: behind this quote every run of quotes has even length,
            // so any cell that opens with one closes within the run.
            odd(OddityKind::UnclosedQuote, start, self.line);
            return Span { start, end: end_of_plain(bytes, start), shape: Shape::Plain };
        };
        let lines = line_ends(&bytes[start..close]);
        let end = end_of_plain(bytes, close + 1);
        let opened_on = self.line;
        self.line += lines;
        if end > close + 1 {
            let (at, line) = if lines > 0 { (start, opened_on) } else { (close + 1, opened_on) };
            odd(OddityKind::TextAfterQuote { lines }, at, line);
        }
        if lines > 0 {
            odd(OddityKind::LineBreak { lines }, start, opened_on);
        }
        let clean = !doubled && end == close + 1;
        Span { start, end, shape: if clean { Shape::Quoted } else { Shape::Escaped } }
    }
}

impl fmt::Debug for Rows<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rows")
            .field("at", &self.at)
            .field("line", &self.line)
            .finish_non_exhaustive()
    }
}

/// One row of a file, borrowed while [`Rows`] stands on it.
#[derive(Clone, Copy)]
pub struct Row<'a, 'r> {
    bytes: &'a [u8],
    cells: &'r [Span],
    start: usize,
    line: u64,
    number: u64,
}

impl<'a, 'r> Row<'a, 'r> {
    pub(crate) fn file(&self) -> &'a [u8] {
        self.bytes
    }
    pub(crate) fn spans(&self) -> &'r [Span] {
        self.cells
    }
    /// How many cells it has; never none.
    #[allow(clippy::len_without_is_empty, reason = "a row has at least one cell")]
    pub fn len(&self) -> usize {
        self.cells.len()
    }
    /// Its number: the header is 0, data rows count from 1.
    pub fn number(&self) -> u64 {
        self.number
    }
    /// The physical line it starts on, from 1.
    pub fn line(&self) -> u64 {
        self.line
    }
    /// Where it starts, in bytes from the start of the file.
    pub fn start(&self) -> usize {
        self.start
    }
    /// What cell `i` says, without its quotes.
    pub fn cell(&self, i: usize) -> Option<Cow<'a, [u8]>> {
        self.cells.get(i).map(|span| text(&self.bytes[span.start..span.end], span.shape))
    }
    /// What each of its cells says.
    pub fn to_cells(&self) -> Vec<Cow<'a, [u8]>> {
        (0..self.len()).filter_map(|i| self.cell(i)).collect()
    }
    /// Where cell `i` stands, quotes included, in bytes from the start of the file.
    pub fn span(&self, i: usize) -> Option<Range<usize>> {
        self.cells.get(i).map(|span| span.start..span.end)
    }
}

impl fmt::Debug for Row<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Row {} (line {}, {} cells)", self.number, self.line, self.cells.len())
    }
}

/// What a cell says, from its bytes in the file.
pub(crate) fn text(raw: &[u8], shape: Shape) -> Cow<'_, [u8]> {
    match shape {
        Shape::Plain => Cow::Borrowed(raw),
        Shape::Quoted => Cow::Borrowed(&raw[1..raw.len() - 1]),
        Shape::Escaped => {
            let mut out = Vec::with_capacity(raw.len());
            let mut rest = &raw[1..];
            while let Some(i) = memchr(b'"', rest) {
                if rest.get(i + 1) != Some(&b'"') {
                    // the closing quote: what is left stands for itself
                    out.extend_from_slice(&rest[..i]);
                    rest = &rest[i + 1..];
                    break;
                }
                out.extend_from_slice(&rest[..=i]);
                rest = &rest[i + 2..];
            }
            out.extend_from_slice(rest);
            Cow::Owned(out)
        }
    }
}

/// Where an unquoted stretch that starts at `from` ends.
pub(crate) fn end_of_plain(bytes: &[u8], from: usize) -> usize {
    memchr3(b',', b'\n', b'\r', &bytes[from..]).map_or(bytes.len(), |i| from + i)
}

/// The first quote from `at` on that is not one of a doubled pair, and whether a pair came before.
fn closing_quote(bytes: &[u8], mut at: usize) -> Option<(usize, bool)> {
    let mut doubled = false;
    loop {
        at += memchr(b'"', &bytes[at..])?;
        if bytes.get(at + 1) != Some(&b'"') {
            return Some((at, doubled));
        }
        doubled = true;
        at += 2;
    }
}

/// How many line ends a stretch holds: LF, CRLF and a bare CR are one each.
pub(crate) fn line_ends(mut bytes: &[u8]) -> u64 {
    let mut n = 0;
    while let Some(i) = memchr2(b'\n', b'\r', bytes) {
        n += 1;
        let pair = bytes[i] == b'\r' && bytes.get(i + 1) == Some(&b'\n');
        bytes = &bytes[i + 1 + usize::from(pair)..];
    }
    n
}
