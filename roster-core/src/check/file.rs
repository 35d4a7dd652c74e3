//! Holding one file against its table, a row at a time.

use alloc::borrow::Cow;
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
    let Some(header) = rows.clone().next_row(&mut |_| {}).map(|row| row.to_cells()) else {
        tally.whole_file(&r::NO_HEADER, at, Detail::None);
        return summary;
    };
    let Package { format, options, ids, .. } = package;
    let mut check = FileCheck::new(at, format, table, &header, options, Some(ids));
    drop(header);
    check.utf8 = matches!(encoding, Encoding::Utf8 { .. });
    while let Some(row) = rows.next_row(&mut |oddity| check.note(&oddity, tally)) {
        check.next_row(&row, tally);
        if row.number().is_multiple_of(ROWS_BETWEEN_PROGRESS) {
            progress(row.start() as u64);
        }
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
        header: &[Cow<'_, [u8]>],
        options: &'c Options,
        parents: Option<&'c Ids>,
    ) -> Self {
        FileCheck {
            file,
            format,
            header: Header::bind(table, header),
            flags: &options.flags,
            parents,
            utf8: false,
            hits: Hits::new(file),
            spellings: Spellings::new(table.columns.len()),
            identity: Identity::new(table),
            rows: 0,
        }
    }

    /// Takes in something odd about the text of the next row, or about what is before it.
    pub(crate) fn note(&mut self, oddity: &Oddity, tally: &mut Tally) {
        if self.header.is_unknown() {
            return;
        }
        let (rule, detail) = match oddity.kind {
            OddityKind::QuoteInCell => (&r::QUOTE_IN_CELL, Detail::None),
            OddityKind::TextAfterQuote { lines: 0 } => (&r::TEXT_AFTER_QUOTE, Detail::None),
            OddityKind::TextAfterQuote { lines } => {
                (&r::QUOTE_SWALLOWS_LINES, Detail::Lines(lines))
            }
            OddityKind::UnclosedQuote => (&r::UNCLOSED_QUOTE, Detail::None),
            OddityKind::LineBreak { lines } => (&r::LINE_BREAK, Detail::Lines(lines)),
            OddityKind::BareCr => (&r::BARE_CR, Detail::None),
            OddityKind::BlankLine => (&r::BLANK_LINE, Detail::None),
        };
        let together = oddity.kind == OddityKind::BareCr;
        if oddity.row.is_none() {
            return self.hits.between_rows(rule, together, oddity.line, oddity.at, tally);
        }
        let hit = self.hits.add(rule, oddity.cell).detail(detail).span(oddity.at..oddity.at + 1);
        if together {
            hit.cause([]);
        }
    }

    /// Checks a row: the header if it is row 0.
    pub(crate) fn next_row(&mut self, row: &impl Cells, tally: &mut Tally) {
        match (row.spot().row, self.header.is_unknown()) {
            (0, true) => {
                self.hits.add(&r::NO_KNOWN_HEADER, None);
                if let Some(name) = delimiter(row, self.header.table()) {
                    self.hits.add(&r::WRONG_DELIMITER, None).detail(Detail::Delimiter(name));
                }
                self.flush(row, tally);
            }
            (0, false) => self.header_row(row, tally),
            (_, true) => self.rows += 1,
            (_, false) => self.row(row, tally),
        }
    }

    fn header_row(&mut self, row: &impl Cells, tally: &mut Tally) {
        let (mut last, mut unknown) = (None, 0);
        for i in 0..row.len() {
            let Some(cell) = row.cell(i) else { continue };
            self.bytes(row, i, &cell);
            let found = self.header.found(i);
            match found {
                Found::Exact(_) => {}
                Found::Space(_) => _ = self.hits.add(&r::HEADER_SPACE, Some(i)),
                Found::Case(_) => _ = self.hits.add(&r::HEADER_CASE, Some(i)),
                Found::Alias(_) => _ = self.hits.add(&r::HEADER_ALIAS, Some(i)),
                Found::Repeated(column) => {
                    self.hits.add(&r::REPEATED_HEADER, Some(i)).known(column);
                }
                Found::Unknown if self.is_extension(&cell) => {}
                Found::Unknown => {
                    unknown += 1;
                    let detail = self.unknown_header(&cell, unknown);
                    self.hits.add(&r::UNKNOWN_HEADER, Some(i)).detail(detail);
                }
            }
            if let (true, Some(column)) = (self.format.ordered, found.column()) {
                if last.is_some_and(|last| column < last) {
                    self.hits.add(&r::HEADER_ORDER, Some(i));
                }
                last = last.max(Some(column));
            }
            self.flush_many(row, tally);
        }
        for (c, column) in self.header.table().columns.iter().enumerate() {
            if self.header.position(c).is_some() {
                continue;
            }
            if column.is_header_required(self.flags) {
                self.hits.add(&r::MISSING_HEADER, None).known(c);
            } else if column.edition.is_none() {
                self.hits.add(&r::ABSENT_HEADER, None).known(c);
            }
        }
        self.flush(row, tally);
    }

    fn is_extension(&self, header: &[u8]) -> bool {
        let prefix = self.format.extensions.map(str::as_bytes);
        prefix.is_some_and(|prefix| header.len() > prefix.len() && header.starts_with(prefix))
    }

    /// What can be said of the `nth` unknown header.
    fn unknown_header(&self, cell: &[u8], nth: usize) -> Detail {
        /// Looking for what was meant takes time: in a file of a million columns, too much.
        const MOST_NEAR: usize = 200;
        if header::is_blank(cell) {
            return Detail::Blank;
        }
        let near = (nth <= MOST_NEAR).then(|| header::nearest(&self.header, cell)).flatten();
        near.map_or(Detail::None, Detail::Near)
    }

    fn row(&mut self, row: &impl Cells, tally: &mut Tally) {
        self.rows += 1;
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
            self.flush_many(row, tally);
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

    /// Hits of a row with very many cells do not wait for its end.
    fn flush_many(&mut self, row: &impl Cells, tally: &mut Tally) {
        const MOST_HITS: usize = 4096;
        if self.hits.len() > MOST_HITS {
            self.flush(row, tally);
        }
    }

    fn flush(&mut self, row: &impl Cells, tally: &mut Tally) {
        self.hits.flush(row, &self.header, self.flags, tally);
    }
}

/// What separates the cells of a header row in which no header is known, if known ones come out
/// when it is split there.
fn delimiter(row: &impl Cells, table: &'static Table) -> Option<&'static str> {
    let first = row.cell(0)?;
    let whole = match (row.file(), row.len()) {
        (_, 1) => &*first,
        (Some((file, start)), n) => file.get(start..row.span(n - 1)?.end)?,
        (None, _) => return None,
    };
    let known = |delimiter: u8| {
        let headers = whole.split(|b| *b == delimiter).map(|header| {
            let header = header.strip_prefix(b"\"").unwrap_or(header);
            header.strip_suffix(b"\"").unwrap_or(header)
        });
        !Header::bind(table, headers).is_unknown()
    };
    let names = [(b';', "semicolons"), (b'\t', "tabs"), (b'|', "vertical bars")];
    names.into_iter().find(|(delimiter, _)| known(*delimiter)).map(|(_, name)| name)
}
