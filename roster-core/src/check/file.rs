//! Holding one file against its table, a row at a time.

use alloc::{borrow::Cow, collections::BTreeMap, vec, vec::Vec};
use core::ops::Range;

use super::{
    FileSummary, Options, Tally,
    ahead::{Ahead, Folded},
    current::Cells,
    first::Noted,
    modes::FileMode,
    opened::Opened,
};
use crate::{
    encoding::Encoding,
    finding::{Detail, FileAt, Spot},
    format::Format,
    header::{self, Found, Header},
    rule::catalogue as r,
    scan::{BOM, Oddity, OddityKind, Row, Rows},
    table::{Flag, Table},
};

mod across;
mod cell;
mod hits;
mod identity;
mod place;
mod properties;

use across::Across;
pub(super) use cell::{Fit, Spellings, has_odd_byte, is_formula, is_null, lists_all};
use hits::Hits;
use identity::Identity;
use properties::Properties;

/// A row to check: of a file that is read here, or of a program's own reading.
pub(crate) trait Placed: Cells {
    /// Its number, the header being 0, and the line it starts on.
    fn spot(&self) -> Spot;
    /// How many cells it has.
    fn len(&self) -> usize;
    /// The whole file and where the row starts in it, if the file is at hand.
    fn file(&self) -> Option<(&[u8], usize)>;
    /// Where a cell stands in the file, if that is known.
    fn span(&self, i: usize) -> Option<Range<usize>>;
}

impl Placed for Row<'_, '_> {
    fn len(&self) -> usize {
        Row::len(self)
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
    /// What is known of the other files, where they are at hand.
    ahead: Option<&'c Ahead<'c>>,
    mode: FileMode,
    /// What the row at hand says of itself, if no manifest says how the file comes.
    undeclared: Undeclared,
    hits: Hits,
    spellings: Spellings,
    identity: Identity,
    across: Vec<Across<'c>>,
    properties: Option<Properties<'c>>,
    /// For each cell of a row, how many of its references lead nowhere.
    dangling: Vec<u64>,
    /// Of the files that such references are to, the ids in lower case.
    folded: BTreeMap<&'static str, Folded>,
    rows: u64,
}

/// Cells of a row that are filled in a delta and blank in bulk.
#[derive(Default)]
struct Undeclared {
    filled: bool,
    blank: Vec<usize>,
}

impl Undeclared {
    fn note(&mut self, cell: usize, blank: bool) {
        match blank {
            true => self.blank.push(cell),
            false => self.filled = true,
        }
    }
}

/// A package, and how it is to be checked.
#[derive(Clone, Copy)]
pub(super) struct Package<'p> {
    pub(super) format: &'static Format,
    pub(super) options: &'p Options,
    pub(super) ahead: &'p Ahead<'p>,
}

/// Says what is wrong with a file: with the whole of it, with its header, and with the rows that
/// the first look noted.
pub(super) fn check(
    package: Package<'_>,
    table: &'static Table,
    file: usize,
    opened: Option<Opened<'_>>,
    noted: &Noted,
    tally: &mut Tally,
) -> FileSummary {
    let at = FileAt::Present(file);
    let mut summary = FileSummary { file, rows: 0, bytes: 0 };
    let Some(Opened { bytes }) = opened else {
        tally.whole_file(&r::UNREADABLE_FILE, at, Detail::None);
        return summary;
    };
    summary.bytes = bytes.len() as u64;
    if let Some(encoding) = Encoding::utf16(bytes) {
        tally.whole_file(&r::UTF16, at, Detail::Encoding(encoding));
        return summary;
    }
    if bytes.starts_with(BOM) && core::str::from_utf8(bytes).is_ok() {
        tally.whole_file(&r::BYTE_ORDER_MARK, at, Detail::None);
    }
    let mut rows = Rows::new(bytes);
    let Some(header) = rows.clone().next_row(&mut |_| {}).map(|row| row.to_cells()) else {
        tally.whole_file(&r::NO_HEADER, at, Detail::None);
        return summary;
    };
    let Package { format, options, ahead } = package;
    let mut check = FileCheck::new(at, format, table, &header, options, Some(ahead));
    drop(header);
    while let Some(row) = rows.next_row(&mut |oddity| check.note(&oddity, tally)) {
        let number = row.number();
        if number == 0 || noted.wants(&row) {
            check.next_row(&row, tally);
            if !noted.pass(&mut rows, number + 1) {
                break;
            }
        }
    }
    check.rows = noted.rows;
    check.finish(&noted.references, tally);
    summary.rows = noted.rows;
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
        ahead: Option<&'c Ahead<'c>>,
    ) -> Self {
        let header = Header::bind(table, header);
        let tally = Tally::new(format, options);
        let constraints = format.constraints.iter().copied();
        let here = constraints.filter(|of| of.file == table.file && tally.wants(of.rule));
        let manifest = format.manifest.filter(|manifest| manifest.file == table.file);
        FileCheck {
            file,
            format,
            flags: &options.flags,
            ahead,
            mode: ahead.map(|ahead| ahead.modes.of_file(format, table.file)).unwrap_or_default(),
            undeclared: Undeclared::default(),
            hits: Hits::new(file),
            spellings: Spellings::new(table.columns.len()),
            identity: Identity::new(format, table, &tally),
            across: here.filter_map(|of| Across::new(of, format, &header, ahead)).collect(),
            properties: manifest.map(|of| Properties::new(of, format, &header, ahead)),
            dangling: vec![0; header.width()],
            folded: BTreeMap::new(),
            header,
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
    pub(crate) fn next_row(&mut self, row: &impl Placed, tally: &mut Tally) {
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

    fn header_row(&mut self, row: &impl Placed, tally: &mut Tally) {
        let (mut unknown, mut extended, mut displaced) = (0, false, false);
        let moved = moved(&self.header);
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
                Found::Unknown if self.is_extension(&cell) => extended = true,
                Found::Unknown => {
                    unknown += 1;
                    let detail = self.unknown_header(&cell, unknown);
                    self.hits.add(&r::UNKNOWN_HEADER, Some(i)).detail(detail);
                }
            }
            if self.format.ordered && found.column().is_some() {
                if moved.contains(&i) {
                    self.hits.add(&r::HEADER_ORDER, Some(i));
                }
                // one column in the wrong place puts all that follow behind it
                if extended && !displaced {
                    displaced = true;
                    self.hits.add(&r::EXTENSION_ORDER, Some(i));
                }
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

    fn row(&mut self, row: &impl Placed, tally: &mut Tally) {
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
        if let (true, Undeclared { blank, .. }) = (self.undeclared.filled, &self.undeclared) {
            for i in blank {
                self.hits.add(&r::BLANK_IN_DELTA, Some(*i)).cause([]);
            }
        }
        self.undeclared = Undeclared::default();
        if let Some(properties) = &mut self.properties {
            properties.row(row, &mut self.hits);
        }
        for across in self.across.iter_mut().filter(|_| !blank) {
            across.row(row, &self.header, &mut self.hits);
        }
        self.flush(row, tally);
    }

    /// What is to be said when the last row has been read.
    ///
    /// `references` are how many there were in each cell of a row, if any.
    pub(crate) fn finish(&mut self, references: &[u64], tally: &mut Tally) {
        if self.rows == 0 && !self.header.is_unknown() {
            tally.whole_file(&r::NO_ROWS, self.file, Detail::None);
        }
        if let Some(most) = tally.profile().max_rows.filter(|most| self.rows > *most) {
            let detail = Detail::Amount { found: self.rows, expected: most, unit: "rows" };
            tally.whole_file(&r::TOO_MANY_ROWS, self.file, detail);
        }
        if let Some(properties) = &self.properties {
            properties.finish(self.file, tally);
        }
        self.partial_files(references, tally);
    }

    /// Where so many references lead nowhere that the file they lead to is hardly whole.
    fn partial_files(&self, references: &[u64], tally: &mut Tally) {
        /// Of fewer references nothing can be said.
        const FEWEST: u64 = 20;
        for (i, (&dangling, &of)) in self.dangling.iter().zip(references).enumerate() {
            let refers = self.header.column_at(i).and_then(|column| column.refers);
            if let Some(refers) = refers.filter(|_| of >= FEWEST && dangling * 2 > of) {
                let detail = Detail::Share { file: refers.file, dangling, of };
                tally.whole_file(&r::PARTIAL_FILE, self.file, detail);
            }
        }
    }

    /// Hits of a row with very many cells do not wait for its end.
    fn flush_many(&mut self, row: &impl Placed, tally: &mut Tally) {
        const MOST_HITS: usize = 4096;
        if self.hits.len() > MOST_HITS {
            self.flush(row, tally);
        }
    }

    fn flush(&mut self, row: &impl Placed, tally: &mut Tally) {
        self.hits.flush(row, &self.header, self.flags, tally);
    }
}

/// The fewest headers that would have to be moved, so that the others stand in the table's order.
fn moved(header: &Header) -> Vec<usize> {
    let known = |i: usize| Some((i, header.found(i).column()?));
    let known: Vec<(usize, usize)> = (0..header.width()).filter_map(known).collect();
    // for each, the longest row of headers in order that ends with it, and the one before it there
    let mut best: Vec<(usize, Option<usize>)> = Vec::new();
    for (k, (_, column)) in known.iter().enumerate() {
        let before = (0..k).filter(|before| known[*before].1 < *column);
        let before = before.max_by_key(|before| best[*before].0);
        best.push((before.map_or(1, |before| best[before].0 + 1), before));
    }
    let mut stays = Vec::new();
    let mut at = (0..best.len()).max_by_key(|k| best[*k].0);
    while let Some(k) = at {
        stays.push(known[k].0);
        at = best[k].1;
    }
    known.into_iter().map(|(i, _)| i).filter(|i| !stays.contains(i)).collect()
}

/// What separates the cells of a header row in which no header is known, if known ones come out
/// when it is split there.
fn delimiter(row: &impl Placed, table: &'static Table) -> Option<&'static str> {
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
