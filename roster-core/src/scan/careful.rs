//! Reading a row of any text, cell by cell, with what is odd about it.

use memchr::{memchr, memchr2, memchr3};

use super::{End, Oddity, OddityKind, Rows, Shape};

impl Rows<'_> {
    /// Reads the cells of the row that starts here, up to the end of its line.
    #[cold]
    pub(super) fn careful_row(&mut self, note: &mut dyn FnMut(Oddity)) {
        let row = self.at;
        self.ends.clear();
        loop {
            let (end, shape) = self.cell(note);
            self.ends.push(End::new(end - row, shape));
            self.at = end;
            if self.bytes.get(self.at) != Some(&b',') {
                break;
            }
            self.at += 1;
        }
        self.width = self.ends.len();
    }

    /// Where the cell ends that starts here, and its shape.
    fn cell(&mut self, note: &mut dyn FnMut(Oddity)) -> (usize, Shape) {
        let (bytes, start) = (self.bytes, self.at);
        let mut odd = |kind, at, line| {
            let (row, cell) = (Some(self.number), Some(self.ends.len()));
            note(Oddity { kind, at, line, row, cell });
        };
        if bytes.get(start) != Some(&b'"') {
            let end = end_of_plain(bytes, start);
            if let Some(i) = memchr(b'"', &bytes[start..end]) {
                odd(OddityKind::QuoteInCell, start + i, self.line);
            }
            return (end, Shape::Plain);
        }
        let Some((close, doubled)) = closing_quote(bytes, start + 1) else {
            // At most once a file: behind this quote every run of quotes has even length,
            // so any cell that opens with one closes within the run.
            odd(OddityKind::UnclosedQuote, start, self.line);
            return (end_of_plain(bytes, start), Shape::Plain);
        };
        let lines = line_ends(&bytes[start..close]);
        let behind = close + 1;
        let end = end_of_plain(bytes, behind);
        let opened_on = self.line;
        self.line += lines;
        if end > behind {
            let at = if lines > 0 { start } else { behind };
            odd(OddityKind::TextAfterQuote { lines }, at, opened_on);
        }
        if lines > 0 {
            odd(OddityKind::LineBreak { lines }, start, opened_on);
        }
        let clean = !doubled && end == behind;
        (end, if clean { Shape::Quoted } else { Shape::Escaped })
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
