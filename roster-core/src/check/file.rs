//! Holding one file against its table, a row at a time.

use alloc::{borrow::Cow, vec::Vec};
use core::ops::Range;

use super::{FileSummary, Options, Tally, keys::Ids};
use crate::{
    encoding::Encoding,
    finding::{Detail, FileAt, Spot},
    format::Format,
    header::{self, Found, Header},
    rule::catalogue as r,
    scan::{Oddity, OddityKind, Row, Rows},
    source::Source,
    table::{Flag, Table},
};

mod cell;
mod hits;
mod identity;
mod place;

use cell::Spellings;
use hits::Hits;
use identity::Identity;

/// A row to check: of a file that is read here, or of a program's own reading.
pub(crate) trait Cells {
    fn len(&self) -> usize;
    fn cell(&self, i: usize) -> Option<Cow<'_, [u8]>>;
    /// Its number, the header being 0, and the line it starts on.
    fn spot(&self) -> Spot;
    /// The whole file and where the row starts in it, if the file is at hand.
    fn file(&self) -> Option<(&[u8], usize)>;
    /// Where a cell stands in the file, if that is known.
    fn span(&self, i: usize) -> Option<Range<usize>>;
}

impl Cells for Row<'_, '_> {
    fn len(&self) -> usize {
        Row::len(self)
    }
    fn cell(&self, i: usize) -> Option<Cow<'_, [u8]>> {
        Row::cell(self, i)
    }
    fn spot(&self) -> Spot {
        Spot { line: self.line(), row: self.number() }
    }
    fn file(&self) -> Option<(&[u8], usize)> {
        Some((Row::file(self), self.start()))
    }
    fn span(&self, i: usize) -> Option<Range<usize>> {
        Row::span(self, i)
    }
}

/// Checks the rows of one file.
pub(crate) struct FileCheck<'c> {
    file: FileAt,
    format: &'static Format,
    header: Header,
    flags: &'c [Flag],
    /// The ids of the other files, where they are at hand.
    parents: Option<&'c Ids>,
    /// The file is UTF-8 as a whole, so that no cell needs a look.
    utf8: bool,
    hits: Hits,
    spellings: Spellings,
    identity: Identity,
    rows: u64,
}

/// A package, and how it is to be checked.
#[derive(Clone, Copy)]
pub(super) struct Package<'p> {
    pub(super) format: &'static Format,
    pub(super) source: &'p dyn Source,
    pub(super) options: &'p Options,
    pub(super) ids: &'p Ids,
}

/// Checks a whole file; `progress` hears how many bytes are done.
pub(super) fn check(
    package: Package<'_>,
    table: &'static Table,
    file: usize,
    tally: &mut Tally,
    progress: &mut dyn FnMut(u64),
) -> FileSummary {
    const ROWS_BETWEEN_PROGRESS: u64 = 1 << 14;
    let at = FileAt::Present(file);
    let mut summary = FileSummary { file, rows: 0, bytes: 0 };
    let Ok(bytes) = package.source.read(file) else {
        tally.whole_file(&r::UNREADABLE_FILE, at, Detail::None);
        return summary;
    };
    summary.bytes = bytes.len() as u64;
    let encoding = Encoding::of(bytes);
    if !encoding.is_readable() {
        tally.whole_file(&r::UTF16, at, Detail::Encoding(encoding));
        return summary;
    }
    if encoding == (Encoding::Utf8 { mark: true }) {
        tally.whole_file(&r::BYTE_ORDER_MARK, at, Detail::None);
    }
    let mut rows = Rows::new(bytes);
    let mut odd = Vec::new();
    let Some(first) = rows.next_row(&mut |oddity| odd.push(oddity)) else {
        tally.whole_file(&r::NO_HEADER, at, Detail::None);
        return summary;
    };
    let Package { format, options, ids, .. } = package;
    let mut check = FileCheck::new(at, format, table, &first, options, Some(ids));
    check.utf8 = matches!(encoding, Encoding::Utf8 { .. });
    let known = !check.header.is_unknown();
    if known {
        check.header_row(&first, &odd, tally);
    } else {
        check.hits.add(&r::NO_KNOWN_HEADER, None);
        check.flush(&first, tally);
    }
    loop {
        odd.clear();
        let Some(row) = rows.next_row(&mut |oddity| odd.push(oddity)) else { break };
        if known {
            check.row(&row, &odd, tally);
        } else {
            check.rows += 1;
        }
        if check.rows.is_multiple_of(ROWS_BETWEEN_PROGRESS) {
            progress(row.start() as u64);
        }
    }
    if known {
        check.blank_lines(&odd, tally);
    }
    check.finish(tally);
    progress(summary.bytes);
    summary.rows = check.rows;
    summary
}

impl core::fmt::Debug for FileCheck<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "FileCheck ({} rows)", self.rows)
    }
}

impl<'c> FileCheck<'c> {
    /// Starts a file with this header row.
    pub(crate) fn new(
        file: FileAt,
        format: &'static Format,
        table: &'static Table,
        header: &impl Cells,
        options: &'c Options,
        parents: Option<&'c Ids>,
    ) -> Self {
        let names = (0..header.len()).filter_map(|i| header.cell(i));
        FileCheck {
            file,
            format,
            header: Header::bind(table, names),
            flags: &options.flags,
            parents,
            utf8: false,
            hits: Hits::new(file),
            spellings: Spellings::new(table.columns.len()),
            identity: Identity::new(table),
            rows: 0,
        }
    }

    /// Checks the header row.
    pub(crate) fn header_row(&mut self, row: &impl Cells, odd: &[Oddity], tally: &mut Tally) {
        /// Looking for what was meant takes time: in a file of a million columns, too much.
        const MOST_NEAR: usize = 200;
        self.blank_lines(odd, tally);
        self.oddities(odd);
        let table = self.header.table();
        let (mut last, mut unknown) = (None, 0);
        for i in 0..row.len() {
            let Some(cell) = row.cell(i) else { continue };
            self.bytes(row, i, &cell);
            let found = self.header.found(i);
            let rule = match found {
                Found::Exact(_) => None,
                Found::Space(_) => Some(&r::HEADER_SPACE),
                Found::Case(_) => Some(&r::HEADER_CASE),
                Found::Alias(_) => Some(&r::HEADER_ALIAS),
                Found::Repeated(column) => {
                    self.hits.add(&r::REPEATED_HEADER, Some(i)).known(column);
                    None
                }
                Found::Unknown => {
                    unknown += 1;
                    let near = (unknown <= MOST_NEAR)
                        .then(|| header::nearest(&self.header, &cell))
                        .flatten();
                    let detail = match near {
                        Some(column) => Detail::Near(column),
                        None if header::is_blank(&cell) => Detail::Blank,
                        None => Detail::None,
                    };
                    self.hits.add(&r::UNKNOWN_HEADER, Some(i)).detail(detail);
                    None
                }
            };
            if let Some(rule) = rule {
                self.hits.add(rule, Some(i));
            }
            if let (true, Some(column)) = (self.format.ordered, found.column()) {
                if last.is_some_and(|last| column < last) {
                    self.hits.add(&r::HEADER_ORDER, Some(i));
                }
                last = last.max(Some(column));
            }
        }
        for (c, column) in table.columns.iter().enumerate() {
            if self.header.position(c).is_none() && column.is_header_required(self.flags) {
                self.hits.add(&r::MISSING_HEADER, None).known(c);
            }
        }
        self.flush(row, tally);
    }

    /// Checks a data row.
    pub(crate) fn row(&mut self, row: &impl Cells, odd: &[Oddity], tally: &mut Tally) {
        self.rows += 1;
        self.blank_lines(odd, tally);
        self.oddities(odd);
        if row.len() != self.header.width() {
            let (found, expected) = (row.len() as u64, self.header.width() as u64);
            let detail = Detail::Amount { found, expected, unit: "cells" };
            self.hits.add(&r::RAGGED_ROW, None).detail(detail);
        }
        let mut blank = true;
        for i in 0..row.len() {
            let Some(cell) = row.cell(i) else { continue };
            if !cell.is_empty() {
                blank &= header::is_blank(&cell);
                self.bytes(row, i, &cell);
            }
            self.cell(i, &cell);
        }
        if blank {
            self.hits.add(&r::EMPTY_ROW, None);
        }
        self.identity.row(row, &self.header, &mut self.hits);
        self.flush(row, tally);
    }

    /// What is to be said when the last row has been read.
    pub(crate) fn finish(&mut self, tally: &mut Tally) {
        if self.rows == 0 && !self.header.is_unknown() {
            tally.whole_file(&r::NO_ROWS, self.file, Detail::None);
        }
        if let Some(most) = tally.profile().max_rows.filter(|most| self.rows > *most) {
            let detail = Detail::Amount { found: self.rows, expected: most, unit: "rows" };
            tally.whole_file(&r::TOO_MANY_ROWS, self.file, detail);
        }
    }

    fn oddities(&mut self, odd: &[Oddity]) {
        for oddity in odd.iter().filter(|oddity| oddity.row.is_some()) {
            let (rule, detail) = match oddity.kind {
                OddityKind::QuoteInCell => (&r::QUOTE_IN_CELL, Detail::None),
                OddityKind::TextAfterQuote { lines: 0 } => (&r::TEXT_AFTER_QUOTE, Detail::None),
                OddityKind::TextAfterQuote { lines } => {
                    (&r::QUOTE_SWALLOWS_LINES, Detail::Lines(lines))
                }
                OddityKind::UnclosedQuote => (&r::UNCLOSED_QUOTE, Detail::None),
                OddityKind::LineBreak { lines } => (&r::LINE_BREAK, Detail::Lines(lines)),
                OddityKind::BareCr => (&r::BARE_CR, Detail::None),
                OddityKind::BlankLine => continue,
            };
            let hit =
                self.hits.add(rule, oddity.cell).detail(detail).span(oddity.at..oddity.at + 1);
            if oddity.kind == OddityKind::BareCr {
                hit.cause([]);
            }
        }
    }

    /// Blank lines stand between rows.
    fn blank_lines(&mut self, odd: &[Oddity], tally: &mut Tally) {
        for oddity in odd.iter().filter(|oddity| oddity.row.is_none()) {
            let (rule, together) = match oddity.kind {
                OddityKind::BareCr => (&r::BARE_CR, true),
                _ => (&r::BLANK_LINE, false),
            };
            self.hits.between_rows(rule, together, oddity.line, oddity.at, tally);
        }
    }

    fn flush(&mut self, row: &impl Cells, tally: &mut Tally) {
        self.hits.flush(row, &self.header, self.flags, tally);
    }
}
