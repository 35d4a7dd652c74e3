//! How a file is written, apart from what it says.

use alloc::{vec, vec::Vec};

use super::{grid::Grid, line::said};
use crate::texts::count;

/// How most of a file's rows are written. Rows that are not carry their own form.
#[derive(Clone, PartialEq, Eq, Default)]
pub(super) struct Dress {
    /// Whether it begins with a byte order mark.
    pub(super) mark: bool,
    pub(super) newline: Newline,
    /// Whether the last row has no line end.
    pub(super) open: bool,
    /// Which cells are quoted that need not be, column by column; the last stands for all behind
    /// it.
    pub(super) quotes: Vec<Quotes>,
}

#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Newline {
    #[default]
    CrLf,
    Lf,
    Cr,
}

impl Newline {
    pub(super) const ALL: [Newline; 3] = [Newline::CrLf, Newline::Lf, Newline::Cr];

    pub(super) fn bytes(self) -> &'static [u8] {
        match self {
            Newline::CrLf => b"\r\n",
            Newline::Lf => b"\n",
            Newline::Cr => b"\r",
        }
    }
}

/// Which of a column's cells are quoted that need not be.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Quotes {
    /// Those that say something.
    pub(super) filled: bool,
    /// Blank ones.
    pub(super) blank: bool,
}

impl Dress {
    /// The dress that fits most of a file's cells and line ends.
    pub(super) fn of(grid: &Grid<'_>) -> Self {
        let header = grid.header();
        let mut counts = vec![[[0_u32; 2]; 2]; grid.names.len()];
        let mut newlines = [0usize; 3];
        let mut open = false;
        let mut see_end = |tail: &[u8]| {
            open = tail.is_empty();
            if let Some(i) = Newline::ALL.iter().position(|newline| newline.bytes() == tail) {
                newlines[i] += 1;
            }
        };
        see_end(header.tail);
        (0..grid.len()).for_each(|row| see_end(grid.tail(row)));
        let mut see = |forms: &mut dyn Iterator<Item = &[u8]>| {
            for (form, counts) in forms.zip(&mut counts) {
                let text = said(form);
                if !needs_quotes(&text) {
                    let quoted = form.first() == Some(&b'"');
                    counts[usize::from(text.is_empty())][usize::from(quoted)] += 1;
                }
            }
        };
        if grid.len() == 0 {
            see(&mut header.cells().forms());
        } else if grid.has_quotes() {
            (0..grid.len()).for_each(|row| see(&mut grid.cells(row).forms()));
        }
        let most = (0..3).rev().max_by_key(|i| newlines[*i]).unwrap_or(0);
        let quotes = |[filled, blank]: [[u32; 2]; 2]| Quotes {
            filled: filled[1] > filled[0],
            blank: blank[1] > blank[0],
        };
        let mut quotes: Vec<Quotes> = counts.into_iter().map(quotes).collect();
        while let [.., a, b] = quotes.as_slice()
            && a == b
        {
            quotes.pop();
        }
        Dress { mark: grid.has_bom(), newline: Newline::ALL[most], open, quotes }
    }

    /// Whether a cell is quoted that need not be.
    fn quotes(&self, place: usize, text: &[u8]) -> bool {
        let quotes = self.quotes.get(place).or(self.quotes.last()).copied().unwrap_or_default();
        if text.is_empty() { quotes.blank } else { quotes.filled }
    }
    /// Writes a cell in this dress.
    pub(super) fn cell(&self, place: usize, text: &[u8], out: &mut Vec<u8>) {
        write(text, self.quotes(place, text), out);
    }
    /// Whether no cell is quoted that need not be.
    pub(super) fn is_plain(&self) -> bool {
        self.quotes.iter().all(|quotes| *quotes == Quotes::default())
    }
    /// Whether a row stands just as it is written in this dress.
    pub(super) fn fits(&self, grid: &Grid<'_>, row: usize) -> bool {
        let (tail, cells) = (grid.tail(row), grid.cells(row));
        let content = cells.content();
        if tail != self.newline.bytes() && !tail.is_empty() {
            return false;
        }
        if self.is_plain() && !content.contains(&b'"') {
            return true;
        }
        let blank = cells.len() == 1 && said(content).is_empty();
        cells.forms().enumerate().all(|(place, form)| {
            let text = said(form);
            let quoted = self.quotes(place, &text) || needs_quotes(&text) || blank;
            match (quoted, form) {
                (false, form) => *form == *text,
                // nothing inside is written otherwise
                (true, [b'"', inner @ .., b'"']) if *inner == *text => !text.contains(&b'"'),
                (true, form) => {
                    let mut written = Vec::new();
                    write(&text, true, &mut written);
                    *written == *form
                }
            }
        })
    }

    /// A row as a patch holds it: without the usual line end.
    pub(super) fn strip<'a>(&self, bytes: &'a [u8], tail: &[u8]) -> &'a [u8] {
        if tail == self.newline.bytes() { &bytes[..bytes.len() - tail.len()] } else { bytes }
    }
    /// The line end of a row that a patch holds.
    pub(super) fn tail<'a>(&self, tail: &'a [u8]) -> &'a [u8] {
        if tail.is_empty() { self.newline.bytes() } else { tail }
    }
    /// Takes the line end from a file whose last row has none.
    pub(super) fn close(&self, out: &mut Vec<u8>) {
        if !self.open {
            return;
        }
        let mut newlines = Newline::ALL.iter().map(|newline| newline.bytes());
        if let Some(end) = newlines.find(|end| out.ends_with(end)) {
            out.truncate(out.len() - end.len());
        }
    }
}

/// A row without any byte is none.
pub(super) fn never_blank(start: usize, out: &mut Vec<u8>) {
    if out.len() == start {
        out.extend_from_slice(b"\"\"");
    }
}

/// Writes a cell, quoted if it must be.
pub(super) fn write(text: &[u8], quoted: bool, out: &mut Vec<u8>) {
    if !quoted && !needs_quotes(text) {
        return out.extend_from_slice(text);
    }
    out.push(b'"');
    for part in text.split_inclusive(|b| *b == b'"') {
        out.extend_from_slice(part);
        if part.last() == Some(&b'"') {
            out.push(b'"');
        }
    }
    out.push(b'"');
}

/// Writes several texts as one: a row of CSV.
pub(super) fn list<'t>(texts: impl IntoIterator<Item = &'t [u8]>, out: &mut Vec<u8>) {
    texts.into_iter().enumerate().for_each(|(i, text)| item(i, text, out));
}
/// Writes one of several texts.
pub(super) fn item(i: usize, text: &[u8], out: &mut Vec<u8>) {
    if i > 0 {
        out.push(b',');
    }
    // one blank text is not none
    write(text, i == 0 && text.is_empty(), out);
}

/// Adds cells with commas between to `out` if none of them needs quotes, and says whether it did:
/// a row is looked at as a whole, many bytes at once.
pub(crate) fn join_plain<'t>(cells: impl IntoIterator<Item = &'t [u8]>, out: &mut Vec<u8>) -> bool {
    let (start, mut number) = (out.len(), 0);
    for cell in cells {
        if number > 0 {
            out.push(b',');
        }
        number += 1;
        out.extend_from_slice(cell);
    }
    let is_plain = is_plain(&out[start..], number);
    if !is_plain {
        out.truncate(start);
    }
    is_plain
}

/// Whether so many cells with commas between stand there, none of which needs quotes.
pub(crate) fn is_plain(row: &[u8], cells: usize) -> bool {
    let is_odd = |b: &u8| u8::from(matches!(b, b'"' | b'\n' | b'\r'));
    row.iter().fold(0, |odd, b| odd | is_odd(b)) == 0 && count(row, b',') + 1 == cells
}

/// Whether a text can be no cell without quotes.
pub(crate) fn needs_quotes(text: &[u8]) -> bool {
    let is = |b: u8| u8::from(matches!(b, b'"' | b',' | b'\n' | b'\r'));
    // without a branch, so that many bytes are looked at at once
    text.iter().fold(0, |any, b| any | is(*b)) != 0
}
