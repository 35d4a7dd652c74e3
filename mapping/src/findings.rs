//! What a conversion has to tell, with places.

use alloc::{
    collections::{BTreeMap, BTreeSet},
    vec::Vec,
};

use roster_core::{
    Column, Detail, FileAt, Finding, Format, Layout, Memory, Opened, Place, Rows, Rule, Severity,
    Source, Spot, Table,
};

use crate::{
    Carry,
    convert::Layer,
    embed, json,
    missed::{Missed, Places, count},
    patch::{EntryKind, Lost, LostKind, Patch},
    rules as r, unread,
};

/// What of a package does not cross: each column once, with the first rows that it is about; the
/// records and the files that stay at home.
pub(crate) fn stay_home(
    format: &'static Format,
    source: &dyn Source,
    missed: &[Missed],
    patch: &Patch,
    carry: Carry,
) -> Vec<Finding> {
    // what is not carried is lost
    let severity = if carry == Carry::Nothing { Severity::Warning } else { Severity::Info };
    let mut findings = Vec::new();
    let files = Files::of(format, source);
    for (missed, at, lines) in files.present(missed) {
        let told = |rule, column, places| {
            Some(files.place(lines.finding(rule, severity, at, column, places)?))
        };
        findings.extend(told(&r::RECORD_STAYS_HOME, None, &missed.records));
        for (column, of) in missed.columns() {
            findings.extend(told(&r::VALUE_STAYS_HOME, Some(column), &of.cells));
        }
    }
    findings.extend(unread::stay_home(files.oddities(), severity));
    let whole = patch.entries().filter(|entry| entry.kind == EntryKind::File);
    let whole: BTreeSet<&str> = whole.map(|entry| entry.file).collect();
    for file in (0..source.len()).filter(|file| whole.contains(source.name(*file))) {
        let place = Place::file(FileAt::Present(file));
        findings.push(Finding::new(&r::FILE_STAYS_HOME, severity, place, Detail::None));
    }
    findings
}

/// What was written, added or removed abroad and is not so at home, given what the package at home
/// says abroad. Columns that are embedded have a home.
pub(crate) fn stay_abroad(layer: &Layer, abroad: &dyn Source, said: &Memory) -> Vec<Finding> {
    let is_embedded = |header: &str| embed::is_of(header, layer.home, layer.abroad);
    let missed = Missed::but(&is_embedded, layer.abroad, abroad, said);
    let mut findings = Vec::new();
    let files = Files::of(layer.abroad, abroad);
    for (missed, at, lines) in files.present(&missed) {
        let told = |rule, column, places| {
            Some(files.place(lines.finding(rule, Severity::Warning, at, column, places)?))
        };
        findings.extend(told(&r::RECORD_STAYS_ABROAD, None, &missed.records));
        for (column, of) in missed.columns() {
            findings.extend(told(&r::VALUE_STAYS_ABROAD, Some(column), &of.cells));
            findings.extend(told(&r::BLANK_STAYS_ABROAD, Some(column), &of.blank));
        }
    }
    let odd_said = Files::of(layer.abroad, said).oddities();
    let (abroad_is, said_is) = ((abroad, files.oddities()), (said as &dyn Source, odd_said));
    findings.extend(unread::stay_abroad(layer.abroad, abroad_is, said_is));
    let places = Layout::of(layer.abroad, abroad);
    let places: BTreeMap<&str, Option<usize>> =
        places.tables().map(|(table, at)| (table.file, at)).collect();
    for missed in missed.iter().filter(|missed| missed.more > 0) {
        let file = match places.get(missed.named.file) {
            Some(Some(at)) => FileAt::Present(*at),
            _ => FileAt::Absent(missed.named),
        };
        let rule = &r::REMOVAL_STAYS_ABROAD;
        let mut finding = Finding::new(rule, Severity::Warning, Place::file(file), Detail::None);
        finding.count = missed.more;
        findings.push(finding);
    }
    findings
}

/// The files of a package as rows, and how what is told of them is placed.
struct Files<'s> {
    format: &'static Format,
    source: &'s dyn Source,
    /// Where they are not CSV.
    opened: Option<Opened<'s>>,
}

impl<'s> Files<'s> {
    fn of(format: &'static Format, source: &'s dyn Source) -> Self {
        let opened = format.view.map(|view| (view.open)(source));
        Files { format: json::rows_format(format), source, opened }
    }
    /// What is odd about them apart from their rows.
    fn oddities(&self) -> Vec<Finding> {
        self.opened.as_ref().map_or(Vec::new(), |opened| opened.oddities())
    }
    fn rows(&self) -> &dyn Source {
        self.opened.as_ref().map_or(self.source, |opened| opened.rows())
    }
    /// Those that are there, with where they are and the lines of the rows that are named.
    fn present<'m>(
        &self,
        missed: &'m [Missed],
    ) -> impl Iterator<Item = (&'m Missed, usize, Lines)> {
        let layout = Layout::of(self.format, self.rows());
        let places: BTreeMap<&str, usize> =
            layout.tables().filter_map(|(table, at)| Some((table.file, at?))).collect();
        missed.iter().filter_map(move |missed| {
            let at = *places.get(missed.table.file)?;
            Some((missed, at, Lines::of(self.rows().read(at).ok()?, missed.rows())))
        })
    }
    fn place(&self, finding: Finding) -> Finding {
        match &self.opened {
            Some(opened) => opened.place(finding),
            None => finding,
        }
    }
}

/// The files of a package that have more rows than its consumers take.
///
/// ```
/// use roster_core::Memory;
///
/// let sections = Memory::new().file("Section.csv", "SIS ID\r\n1\r\n2\r\n");
/// assert!(roster_mapping::too_large(&sds_model::v1::FORMAT, &sections).is_empty());
/// ```
pub fn too_large(format: &'static Format, package: &dyn Source) -> Vec<Finding> {
    let most = format.profiles.iter().filter_map(|profile| profile.max_rows).min();
    let Some(most) = most else { return Vec::new() };
    let layout = Layout::of(format, package);
    let found = |(table, at): (&'static Table, Option<usize>)| {
        let bytes = package.read(at?).ok()?;
        let ends = bytes.iter().filter(|b| matches!(b, b'\n' | b'\r')).count() as u64;
        // that many lines at most, and the header is one
        let found = if ends <= most { 0 } else { count(bytes) };
        let detail = Detail::Amount { found, expected: most, unit: "rows" };
        let place = Place::file(FileAt::Absent(table));
        let rule = &r::TOO_MANY_ROWS_ABROAD;
        (found > most).then(|| Finding::new(rule, Severity::Warning, place, detail))
    };
    layout.tables().filter_map(found).collect()
}

/// What was carried and is not put back: each file and column once.
pub(crate) fn not_put_back(format: &'static Format, home: &Memory, lost: &[Lost]) -> Vec<Finding> {
    type Key = (&'static str, Option<&'static str>, &'static str);
    let mut groups: BTreeMap<Key, (Finding, u64)> = BTreeMap::new();
    for lost in lost {
        let Some(table) = lost.table else { continue };
        let rule = match lost.kind {
            LostKind::RowGone | LostKind::RequiredGone => &r::REMOVED_ABROAD,
            _ => &r::EDIT_STANDS,
        };
        let key = (table.file, lost.column.map(|column| column.header), rule.code);
        let (_, count) = groups.entry(key).or_insert_with(|| {
            let at = Layout::of(format, home).tables().find(|(of, _)| of.file == table.file);
            let file = match at.and_then(|(_, at)| at) {
                Some(at) => FileAt::Present(at),
                None => FileAt::Absent(table),
            };
            let mut place = Place::file(file);
            if let Some(column) = lost.column {
                place = place.column(None, Some(column));
            }
            (Finding::new(rule, Severity::Info, place, Detail::None), 0)
        });
        *count += 1;
    }
    let told = |(mut finding, count): (Finding, u64)| {
        finding.count = count;
        finding
    };
    groups.into_values().map(told).collect()
}

/// A sidecar that is not used.
pub(crate) fn of_sidecar(rule: &'static Rule) -> Finding {
    Finding::new(rule, Severity::Warning, Place::file(FileAt::Beside), Detail::None)
}

/// The lines on which some rows of a file start.
struct Lines(BTreeMap<u64, u64>);

impl Lines {
    fn of(bytes: &[u8], wanted: BTreeSet<u64>) -> Self {
        let mut lines = BTreeMap::new();
        let mut rows = Rows::new(bytes);
        let (mut number, mut at, mut line) = (0u64, 0, 1u64);
        let last = wanted.last().copied().unwrap_or_default();
        while let Some(row) = rows.next_row(&mut |_| {}) {
            if number > last {
                break;
            }
            line += ends(&bytes[at..row.start()]);
            at = row.start();
            if wanted.contains(&number) {
                lines.insert(number, line);
            }
            number += 1;
        }
        Lines(lines)
    }
    /// What is told of some rows, if there are any.
    fn finding(
        &self,
        rule: &'static Rule,
        severity: Severity,
        file: usize,
        column: Option<Result<&'static Column, usize>>,
        rows: &Places,
    ) -> Option<Finding> {
        let mut spots = rows.first.iter().filter_map(|row| self.spot(*row));
        let first = spots.next()?;
        let mut place = Place::file(FileAt::Present(file)).row(first.row);
        place.line = Some(first.line);
        if let Some(column) = column {
            place = place.column(column.err(), column.ok());
        }
        let mut finding = Finding::new(rule, severity, place, Detail::None);
        finding.count = rows.count;
        finding.also = spots.take(Finding::MOST_ALSO).collect();
        Some(finding)
    }
    fn spot(&self, row: u64) -> Option<Spot> {
        Some(Spot { line: *self.0.get(&row)?, row })
    }
}

/// How many lines end in these bytes, which end with a line end or nothing.
fn ends(bytes: &[u8]) -> u64 {
    let is_end =
        |(i, b): (usize, &u8)| *b == b'\n' || (*b == b'\r' && bytes.get(i + 1) != Some(&b'\n'));
    bytes.iter().enumerate().filter(|(i, b)| is_end((*i, b))).count() as u64
}
