//! Findings for people.

use alloc::{
    collections::BTreeMap,
    format,
    string::{String, ToString},
    vec::Vec,
};
use core::{fmt::Write, ops::Range};

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::{Report, others, printable};
use crate::{FileAt, Finding, Header, Rows, Rule, Severity, finding::plural, rule::catalogue as r};

/// How findings are shown to people.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Human {
    /// Show what stands in the cells. These files hold children's names and passwords: only
    /// where the reader may see them, and never into a log.
    pub reveal: bool,
    /// In colour, for terminals.
    pub color: bool,
}

impl Human {
    /// Whether to show what stands in the cells.
    pub fn reveal(mut self, reveal: bool) -> Self {
        self.reveal = reveal;
        self
    }
    /// Whether to use colour.
    pub fn color(mut self, color: bool) -> Self {
        self.color = color;
        self
    }
}

/// A report as text: each finding with its place and how to mend it, then the files and totals.
///
/// What may be the cause of other findings comes first: files, headers and texts; then cells; then
/// what rows say of other rows, such as references to a record that a broken row has lost; lints
/// last. So it is worth mending from the top, and checking again.
///
/// Under a place stand the names of the columns around it, as the format has them, with a caret
/// under the one that is meant; with [`Human::reveal`] the line itself.
pub fn human(report: &Report<'_>, options: &Human) -> String {
    let renderer = if options.color { Renderer::styled() } else { Renderer::plain() };
    let mut out = String::new();
    let mut headers = Headers { report, bound: BTreeMap::new() };
    let mut findings: Vec<&Finding> = report.findings.iter().collect();
    findings.sort_by_key(|finding| Depth::of(finding.rule));
    for finding in findings {
        let view = match options.reveal {
            true => revealed(report, finding),
            false => headers.around(finding),
        };
        let text = renderer.render(&[group(finding, view)]);
        let (title, rest) = text.split_once('\n').unwrap_or((&text, ""));
        let _ = writeln!(out, "{title}\n{}\n{rest}\n", location(report, finding));
    }
    summary(report, &mut out);
    out
}

/// How far a finding may be from its cause.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Depth {
    File,
    Cell,
    Across,
    Lint,
}

impl Depth {
    fn of(rule: &Rule) -> Self {
        let is = |list: &[&Rule]| list.contains(&rule);
        let (letter, digits) = rule.code.split_at(1);
        match (letter, digits.as_bytes()) {
            ("L", _) => Depth::Lint,
            _ if is(&[&r::DANGLING_REFERENCE, &r::REFERRED_FILE_MISSING, &r::WRONG_TARGET]) => {
                Depth::Across
            }
            _ if is(&[&r::ABSENT_HEADER, &r::EXTENSION_ORDER]) => Depth::File,
            ("R", [b'0' | b'2', ..]) => Depth::File,
            ("R", [_, tens, ones]) if (*tens, *ones) <= (b'1', b'0') => Depth::File,
            (_, [b'1', ..]) => Depth::Cell,
            _ => Depth::Across,
        }
    }
}

/// The arrow with file, line and place in the line. The line shown below is not the file's own
/// unless revealed, so its places are not the file's either.
fn location(report: &Report<'_>, finding: &Finding) -> String {
    let name = printable(report.file_name(finding.place.file));
    match (finding.place.line, finding.place.in_line) {
        (Some(line), Some(column)) => {
            let indent = line.to_string().len();
            format!("{:indent$}--> {name}:{line}:{column}", "")
        }
        (Some(line), None) => format!(" --> {name}:{line}"),
        (None, _) => format!(" --> {name}"),
    }
}

/// What is shown under a finding: a line, and where in it the place is.
type View = (String, Range<usize>);

fn group<'a>(finding: &Finding, view: Option<View>) -> Group<'a> {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    let place = &finding.place;
    let title = level.primary_title(finding.message()).id(finding.rule.code);
    let mut group = Group::with_title(title);
    if let (Some((text, caret)), Some(line)) = (view, place.line) {
        let label = match place.row {
            Some(0) => String::from("header"),
            Some(row) => format!("row {row}"),
            None => String::new(),
        };
        let caret = AnnotationKind::Primary.span(caret).label(label);
        group = group.element(Snippet::source(text).line_start(line as usize).annotation(caret));
    }
    if let Some(others) = others(finding) {
        group = group.element(Level::NOTE.message(others));
    }
    group.element(Level::HELP.message(finding.rule.mend))
}

/// The headers of the report's files, each bound once.
struct Headers<'r> {
    report: &'r Report<'r>,
    bound: BTreeMap<usize, Option<Header>>,
}

impl Headers<'_> {
    fn of(&mut self, file: usize) -> Option<&Header> {
        let Report { source, format, .. } = self.report;
        let bind = || {
            let name = source.name(file);
            let table = format.tables.iter().find(|t| t.file.eq_ignore_ascii_case(name))?;
            let mut rows = Rows::new(source.read(file).ok()?);
            let first = rows.next_row(&mut |_| {})?;
            Some(Header::bind(table, first.to_cells()))
        };
        self.bound.entry(file).or_insert_with(bind).as_ref()
    }

    /// The names of the columns around the place, with the caret under its own; in a JSON document
    /// the names that lead to it.
    fn around(&mut self, finding: &Finding) -> Option<View> {
        if let Some(pointer) = &finding.place.pointer {
            let last = pointer.steps().last()?.to_string();
            let text = pointer.to_string();
            let caret = text.len() - last.len()..text.len();
            return Some((text, caret));
        }
        let column = finding.place.column?;
        let FileAt::Present(file) = finding.place.file else { return None };
        let Some(position) = column.position else {
            let name = column.to_string();
            let caret = 0..name.len();
            return Some((name, caret));
        };
        let header = self.of(file)?;
        let name = |i: usize| match header.column_at(i) {
            Some(column) => column.header.to_string(),
            None => format!("column {}", i + 1),
        };
        let from = position.saturating_sub(1);
        let mut text = String::from(if from > 0 { "…," } else { "" });
        if from < position {
            text.push_str(&name(from));
            text.push(',');
        }
        let start = text.len();
        text.push_str(&name(position));
        let caret = start..text.len();
        if position + 1 < header.width() {
            let more = if position + 2 < header.width() { ",…" } else { "" };
            let _ = write!(text, ",{}{more}", name(position + 1));
        }
        Some((text, caret))
    }
}

/// The part of the line around the place, and where in it the place is.
fn revealed(report: &Report<'_>, finding: &Finding) -> Option<View> {
    const BEFORE: usize = 80;
    const BEHIND: usize = 160;
    let FileAt::Present(file) = finding.place.file else { return None };
    let bytes = report.source.read(file).ok()?;
    let span = finding.place.span.clone()?;
    let is_end = |b: &u8| matches!(b, b'\n' | b'\r');
    let before = bytes.get(span.start.saturating_sub(BEFORE)..span.start)?;
    let before = before.rsplit(is_end).next().unwrap_or_default();
    let behind = bytes.get(span.start..bytes.len().min(span.start + BEHIND))?;
    let behind = behind.split(is_end).next().unwrap_or_default();
    let cell = &behind[..behind.len().min(span.len())];
    let show = |bytes: &[u8]| printable(&String::from_utf8_lossy(bytes));
    let (before, cell, behind) = (show(before), show(cell), show(&behind[cell.len()..]));
    let caret = before.len()..before.len() + cell.len();
    Some(([before, cell, behind].concat(), caret))
}

fn summary(report: &Report<'_>, out: &mut String) {
    let files = &report.summary.files;
    let names: Vec<String> = files.iter().map(|f| printable(report.source.name(f.file))).collect();
    let width = names.iter().map(|name| name.chars().count()).max().unwrap_or(0);
    let _ = writeln!(
        out,
        "{} ({}), profile {}",
        report.format.title, report.format.id, report.profile.id
    );
    let tables = report.format.reader.is_none();
    for (name, file) in names.iter().zip(files) {
        // a document may stand beside the tables: what they are to be synced with
        let own = report.source.name(file.file);
        if !report.format.tables.iter().any(|table| table.file.eq_ignore_ascii_case(own)) {
            let _ = writeln!(out, "  {name:width$}  {:>12} bytes", file.bytes);
            continue;
        }
        let _ = writeln!(out, "  {name:width$}  {:>9} rows  {:>12} bytes", file.rows, file.bytes);
    }
    let totals = report.summary.totals;
    let rows: u64 = files.iter().map(|file| file.rows).sum();
    let with = if tables { format!(" with {}", plural(rows, "rows")) } else { String::new() };
    let _ = writeln!(
        out,
        "{}, {}, {} info in {}{with}",
        plural(totals.error, "errors"),
        plural(totals.warning, "warnings"),
        totals.info,
        plural(files.len() as u64, "files"),
    );
    let unlisted = totals.sum() - report.findings.len() as u64;
    if unlisted > 0 {
        let _ = writeln!(out, "{} more not listed: the limit is for each rule and file", unlisted);
    }
}
