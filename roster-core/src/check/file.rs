//! Holding one file against its table, a row at a time.

use alloc::{borrow::Cow, boxed::Box, collections::BTreeMap, vec::Vec};
use core::ops::Range;

use super::{
    FileSummary, Options,
    keys::{Ids, Seen, canonical, join},
    tally::{Handle, Tally},
};
use crate::{
    encoding::Encoding,
    finding::{ColumnAt, Detail, FileAt, Finding, Place, Spot},
    format::Format,
    header::{self, Found, Header},
    rule::{Rule, catalogue as r},
    scan::{Oddity, OddityKind, Row, Rows},
    source::Source,
    table::{Flag, Table},
};

mod cell;
mod place;

use cell::Spellings;
use place::Locator;

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

/// Something wrong with a row, not yet reported: another one may silence it.
struct Hit {
    rule: &'static Rule,
    /// The column's position in the file, and which of the table's it is; `None` is the row.
    column: Option<usize>,
    known: Option<usize>,
    span: Option<Range<usize>>,
    detail: Detail,
    /// What makes rows fail for one cause: the same rule, column and this.
    cause: Option<Box<[u8]>>,
    first: Option<Spot>,
}

/// What makes rows fail together: a rule's code, a column, and a text or nothing.
type Cause = (&'static str, Option<usize>, Box<[u8]>);

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
    hits: Vec<Hit>,
    causes: BTreeMap<Cause, Handle>,
    spellings: Spellings,
    keys: Seen<()>,
    ids: Seen<()>,
    unique: Vec<(usize, Seen<Box<[u8]>>)>,
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
        check.hit(&r::NO_KNOWN_HEADER, None, Detail::None);
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
        let unique = (0..table.columns.len()).filter(|&c| table.columns[c].unique);
        FileCheck {
            file,
            format,
            header: Header::bind(table, names),
            flags: &options.flags,
            parents,
            utf8: false,
            hits: Vec::new(),
            causes: BTreeMap::new(),
            spellings: Spellings::new(table.columns.len()),
            keys: Seen::default(),
            ids: Seen::default(),
            unique: unique.map(|c| (c, Seen::default())).collect(),
            rows: 0,
        }
    }

    /// Checks the header row.
    pub(crate) fn header_row(&mut self, row: &impl Cells, odd: &[Oddity], tally: &mut Tally) {
        self.blank_lines(odd, tally);
        self.oddities(odd);
        let table = self.header.table();
        let mut last = None;
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
                    self.hit(&r::REPEATED_HEADER, Some(i), Detail::None);
                    if let Some(hit) = self.hits.last_mut() {
                        hit.known = Some(column);
                    }
                    None
                }
                Found::Unknown => {
                    let near = header::nearest(&self.header, &cell);
                    let detail = match near {
                        Some(column) => Detail::Near(column),
                        None if header::is_blank(&cell) => Detail::Blank,
                        None => Detail::None,
                    };
                    self.hit(&r::UNKNOWN_HEADER, Some(i), detail);
                    None
                }
            };
            if let Some(rule) = rule {
                self.hit(rule, Some(i), Detail::None);
            }
            if let (true, Some(column)) = (self.format.ordered, found.column()) {
                if last.is_some_and(|last| column < last) {
                    self.hit(&r::HEADER_ORDER, Some(i), Detail::None);
                }
                last = last.max(Some(column));
            }
        }
        for (c, column) in table.columns.iter().enumerate() {
            if self.header.position(c).is_none() && column.is_header_required(self.flags) {
                self.hits.push(Hit {
                    rule: &r::MISSING_HEADER,
                    column: None,
                    known: Some(c),
                    span: None,
                    detail: Detail::None,
                    cause: None,
                    first: None,
                });
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
            self.hit(&r::RAGGED_ROW, None, Detail::Amount { found, expected, unit: "cells" });
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
            self.hit(&r::EMPTY_ROW, None, Detail::None);
        }
        self.identify(row);
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

    fn hit(&mut self, rule: &'static Rule, column: Option<usize>, detail: Detail) {
        let known = column.and_then(|i| self.header.found(i).column());
        self.hits.push(Hit { rule, column, known, span: None, detail, cause: None, first: None });
    }
    /// As `hit`, for rows that fail for one cause.
    fn hit_for(
        &mut self,
        rule: &'static Rule,
        column: Option<usize>,
        detail: Detail,
        cause: impl Into<Box<[u8]>>,
        first: Option<Spot>,
    ) {
        self.hit(rule, column, detail);
        if let Some(hit) = self.hits.last_mut() {
            hit.cause = Some(cause.into());
            hit.first = first;
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
            self.hit(rule, oddity.cell, detail);
            if let Some(hit) = self.hits.last_mut() {
                hit.span = Some(oddity.at..oddity.at + 1);
                hit.cause = (oddity.kind == OddityKind::BareCr).then(Box::default);
            }
        }
    }

    /// Blank lines stand between rows, so nothing in a row can silence them.
    fn blank_lines(&mut self, odd: &[Oddity], tally: &mut Tally) {
        for oddity in odd.iter().filter(|oddity| oddity.row.is_none()) {
            let blank = oddity.kind == OddityKind::BlankLine;
            let rule = if blank { &r::BLANK_LINE } else { &r::BARE_CR };
            let spot = Spot { line: oddity.line, row: self.rows };
            let place = Place {
                line: Some(oddity.line),
                span: Some(oddity.at..oddity.at + 1),
                in_line: Some(1),
                ..Place::file(self.file)
            };
            let finding = |severity| Finding {
                rule,
                severity,
                place,
                detail: Detail::None,
                count: 1,
                also: Vec::new(),
            };
            let cause = (!blank).then(Box::default);
            self.report(tally, rule, None, false, cause, spot, finding);
        }
    }

    /// Whether the row's key, its id and its unique values have been seen.
    fn identify(&mut self, row: &impl Cells) {
        let table = self.header.table();
        let spot = row.spot();
        let value = |header: &Header, c: usize| {
            let i = header.position(c)?;
            let cell = row.cell(i).filter(|cell| !cell.is_empty())?;
            Some((i, canonical(&table.columns[c], cell)))
        };
        let key_columns = || (0..table.columns.len()).filter(|&c| table.columns[c].key);
        let parts: Option<Vec<_>> = key_columns().map(|c| value(&self.header, c)).collect();
        if let Some(parts) = parts.filter(|parts| !parts.is_empty()) {
            let position = parts[0].0;
            let texts: Vec<_> = parts.into_iter().map(|(_, text)| text).collect();
            let key = join(&texts);
            if let Some(&(first, ())) = self.keys.first(Cow::Borrowed(&key), spot, ()) {
                self.hit_for(&r::DUPLICATE_KEY, Some(position), Detail::None, key, Some(first));
            }
        }
        let Some((position, id)) = table.id().and_then(|c| value(&self.header, c)) else { return };
        let composite = key_columns().nth(1).is_some();
        let earlier = composite.then(|| self.ids.first(Cow::Borrowed(&id), spot, ())).flatten();
        if let Some(&(first, ())) = earlier {
            self.hit_for(&r::REPEATED_ID, Some(position), Detail::None, &*id, Some(first));
        }
        for u in 0..self.unique.len() {
            let (column, seen) = &mut self.unique[u];
            let Some((position, text)) = value(&self.header, *column) else { continue };
            let cause = text.clone();
            match seen.first(text, spot, Box::from(&*id)) {
                Some((first, of)) if **of != *id => {
                    let first = *first;
                    self.hit_for(
                        &r::SHARED_VALUE,
                        Some(position),
                        Detail::None,
                        &*cause,
                        Some(first),
                    );
                }
                _ => {}
            }
        }
    }

    /// Reports what was hit in a row, but for what something else there silences.
    fn flush(&mut self, row: &impl Cells, tally: &mut Tally) {
        if self.hits.is_empty() {
            return;
        }
        let mut hits = core::mem::take(&mut self.hits);
        // what the profile does not report silences nothing either
        hits.retain(|hit| tally.wants(hit.rule));
        hits.sort_by_key(|hit| (hit.column, hit.known));
        let of_row = hits.partition_point(|hit| hit.column.is_none());
        let (of_row, of_cells) = hits.split_at(of_row);
        let silences = |by: &Hit, hit: &Hit| by.rule.silences.contains(&hit.rule);
        let mut loud = Vec::with_capacity(hits.len());
        for hit in of_row {
            loud.push(!of_row.iter().chain(of_cells).any(|by| silences(by, hit)));
        }
        for cell in of_cells.chunk_by(|a, b| a.column == b.column) {
            for hit in cell {
                loud.push(!of_row.iter().chain(cell).any(|by| silences(by, hit)));
            }
        }
        let mut locator = Locator::new(row);
        for (hit, _) in hits.drain(..).zip(loud).filter(|(_, loud)| *loud) {
            let column = hit.known.map(|c| &self.header.table().columns[c]);
            let required = column.is_some_and(|column| column.is_required(self.flags));
            let file = self.file;
            let finding = |severity| {
                let span = hit.span.or_else(|| match hit.column {
                    Some(i) => row.span(i),
                    None => Some(row.span(0)?.start..row.span(row.len() - 1)?.end),
                });
                let (line, in_line) = locator.locate(row, span.as_ref());
                let position = hit.column;
                let place = Place {
                    file,
                    line: Some(line),
                    row: Some(row.spot().row),
                    column: (position.is_some() || column.is_some())
                        .then_some(ColumnAt { position, known: column }),
                    span,
                    in_line,
                };
                let also = hit.first.into_iter().collect();
                Finding { rule: hit.rule, severity, place, detail: hit.detail, count: 1, also }
            };
            let place = hit.column.or(hit.known);
            self.report(tally, hit.rule, place, required, hit.cause, row.spot(), finding);
        }
        self.hits = hits;
    }

    #[allow(clippy::too_many_arguments, reason = "the parts of a finding before it is one")]
    fn report(
        &mut self,
        tally: &mut Tally,
        rule: &'static Rule,
        column: Option<usize>,
        required: bool,
        cause: Option<Box<[u8]>>,
        spot: Spot,
        finding: impl FnOnce(crate::rule::Severity) -> Finding,
    ) {
        let Some(cause) = cause else {
            tally.report(rule, required, finding);
            return;
        };
        let cause = (rule.code, column, cause);
        match self.causes.get(&cause) {
            Some(handle) => tally.again(*handle, spot),
            None => {
                let handle = tally.report(rule, required, finding);
                self.causes.insert(cause, handle);
            }
        }
    }
}
