//! Holding a package against a format.

mod ahead;
mod circles;
mod current;
pub(crate) mod file;
mod first;
mod ids;
mod layout;
mod look;
mod marks;
pub(crate) mod modes;
mod opened;
mod order;
mod survey;
mod tally;
#[cfg(test)]
mod tests;
mod threads;
mod viewed;
mod when;

use alloc::vec::Vec;
use core::ops::ControlFlow;

#[cfg(feature = "csv")]
pub(crate) use current::Cells;
#[cfg(feature = "csv")]
pub(crate) use file::Placed;
pub use layout::Layout;
pub(crate) use look::MOST_PARTS;
pub use look::{Kept, Look};
pub use tally::Tally;

use crate::{
    finding::{Detail, FileAt, Finding},
    format::{Format, Profile},
    rule::{Severity, catalogue as r},
    scan::line_ends,
    source::Source,
    table::{Flag, Table},
};
use ahead::Ahead;
use survey::Survey;

/// How a package is to be checked.
///
/// ```
/// use roster_core::{Limit, Options};
///
/// let options = Options::new().limit(Limit::per_rule(10));
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Options {
    /// The consumer; `None` is the format's first, its own text.
    pub profile: Option<&'static Profile>,
    /// What the files do not say of their use.
    pub flags: Vec<Flag>,
    /// How many findings are listed.
    pub limit: Limit,
    /// Leaves out the lints: what no specification forbids, but is probably not meant.
    pub no_lints: bool,
    /// How many threads may read a large file at once; without the feature `parallel`, it is one.
    /// Findings are the same, in the same order.
    pub threads: usize,
    /// A thread is started only for as many bytes as this: of fewer, it is not worth its while. A
    /// test can set it low.
    pub thread_bytes: usize,
    /// Looks at every row closely, not only at those with which a first look found that something
    /// may be wrong. It takes several times as long and finds the same; a test can hold it to that.
    pub close_look: bool,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            profile: None,
            flags: Vec::new(),
            limit: Limit::default(),
            no_lints: false,
            threads: 1,
            thread_bytes: 1 << 20,
            close_look: false,
        }
    }
}

impl Options {
    /// The format's own text, no flags, the usual limit, one thread.
    pub fn new() -> Self {
        Self::default()
    }
    /// For this consumer.
    pub fn profile(mut self, profile: &'static Profile) -> Self {
        self.profile = Some(profile);
        self
    }
    /// With this flag set.
    pub fn flag(mut self, flag: Flag) -> Self {
        self.flags.push(flag);
        self
    }
    /// Without lints.
    pub fn no_lints(mut self) -> Self {
        self.no_lints = true;
        self
    }
    /// With so many [threads](Options::threads).
    pub fn threads(mut self, threads: usize) -> Self {
        self.threads = threads;
        self
    }
    /// With a [close look](Options::close_look) at every row.
    pub fn close_look(mut self) -> Self {
        self.close_look = true;
        self
    }
    /// With this limit.
    pub fn limit(mut self, limit: Limit) -> Self {
        self.limit = limit;
        self
    }
}

/// How many findings are listed for each rule and file, so that a noisy rule hides no other.
/// The first places are kept; [`Totals`] count all, listed or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit(usize);

impl Limit {
    /// At most so many for each rule and file.
    pub const fn per_rule(findings: usize) -> Self {
        Limit(findings)
    }
    /// All of them, at the cost of memory.
    pub const NONE: Self = Limit(usize::MAX);
}

impl Default for Limit {
    /// A hundred for each rule and file.
    fn default() -> Self {
        Limit(100)
    }
}

/// Takes findings as they are found.
///
/// They come in a fixed order: file by file as the format lists them, unknown files last; in a
/// file what concerns the whole of it first, then by line, column and code.
pub trait Sink {
    /// Takes one; `Break` ends the check.
    fn report(&mut self, finding: Finding) -> ControlFlow<()>;
    /// So many bytes of the package have been read.
    fn progress(&mut self, _bytes: u64) {}
}

impl Sink for Vec<Finding> {
    fn report(&mut self, finding: Finding) -> ControlFlow<()> {
        self.push(finding);
        ControlFlow::Continue(())
    }
}

/// How many findings there are of each severity, listed or not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Totals {
    /// Errors.
    pub error: u64,
    /// Warnings.
    pub warning: u64,
    /// Info findings.
    pub info: u64,
}

impl Totals {
    /// All of them.
    pub fn sum(self) -> u64 {
        self.error + self.warning + self.info
    }
    fn add(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.error += 1,
            Severity::Warning => self.warning += 1,
            Severity::Info => self.info += 1,
        }
    }
}

/// What a check came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Summary {
    /// The files of the format that the package has, in the format's order.
    pub files: Vec<FileSummary>,
    /// How many findings there are, listed or not.
    pub totals: Totals,
    /// How many rows they stand for, the whole-file ones counting as one.
    pub occurrences: u64,
}

/// One file of a package.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FileSummary {
    /// Its index in the [`Source`].
    pub file: usize,
    /// Data rows: the header and blank lines do not count.
    pub rows: u64,
    /// Its size.
    pub bytes: u64,
}

impl FileSummary {
    /// A file that is no table.
    pub fn document(file: usize, bytes: u64) -> Self {
        FileSummary { file, rows: 0, bytes }
    }
}

/// Holds a package against a format, and reports to `sink` what is wrong with it.
///
/// Whatever the bytes, this returns: what is wrong with the data is a finding, never an error.
///
/// ```
/// use roster_core::{Format, Id, Memory, Options, Profile, Record, check, col, file, table};
///
/// table! {
///     /// Schools.
///     pub struct School = file("School.csv").required() => {
///         /// Names the school.
///         sis_id: Id = col("SIS ID").required().id(),
///     }
/// }
/// static SPEC: Profile = Profile::new("spec", "The format's own text.", &[]);
/// static FORMAT: Format = Format::new("schools", "Schools", "made up", &[School::TABLE], &[&SPEC]);
///
/// let package = Memory::new().file("School.csv", "SIS ID,Name\n7,a\n7,b\n");
/// let mut findings = Vec::new();
/// let summary = check(&FORMAT, &package, &Options::new(), &mut findings);
///
/// assert_eq!(summary.totals.error, 1);
/// let duplicate = findings.iter().find(|f| f.rule.name == "duplicate-key").unwrap();
/// assert_eq!(duplicate.place.line, Some(3));
/// assert_eq!(duplicate.message(), "`SIS ID` is the key of an earlier row too");
/// ```
pub fn check(
    format: &'static Format,
    source: &dyn Source,
    options: &Options,
    sink: &mut dyn Sink,
) -> Summary {
    if let Some(read) = format.reader {
        return read(format, source, options, sink);
    }
    if let Some(view) = format.view {
        return viewed::check_viewed(format, view, source, options, sink);
    }
    let layout = Layout::of(format, source);
    let progress = &mut |bytes| sink.progress(bytes);
    let survey = Survey::of(format, source, layout.clone(), options, progress);
    let package = file::Package { format, options, ahead: &survey.ahead };
    let mut summary = Summary::default();
    for (nth, (table, found)) in layout.tables().enumerate() {
        let mut tally = Tally::new(format, options);
        match found {
            Some(file) => {
                if source.name(file) != table.file {
                    let detail = Detail::File(table.file);
                    tally.whole_file(&r::FILE_NAME_CASE, FileAt::Present(file), detail);
                }
                report_file(format, &survey.ahead, table, file, &mut tally);
                let (opened, noted) = survey.file(nth);
                let entry = file::check(package, table, file, opened, noted, &mut tally);
                summary.files.push(entry);
            }
            None => layout.report_absent(table, &mut tally),
        }
        if tally.finish(&mut summary, sink).is_break() {
            return summary;
        }
    }
    for (file, rule) in layout.others() {
        let mut tally = Tally::new(format, options);
        tally.whole_file(rule, FileAt::Present(file), Detail::None);
        if tally.finish(&mut summary, sink).is_break() {
            break;
        }
    }
    summary
}

/// What the mere presence of a file means.
fn report_file(
    format: &'static Format,
    ahead: &Ahead<'_>,
    table: &'static Table,
    file: usize,
    tally: &mut Tally,
) {
    let at = FileAt::Present(file);
    if let Some((_, rule)) = format.superseded.filter(|(file, _)| *file == table.file) {
        tally.whole_file(rule, at, Detail::None);
    }
    if !ahead.modes.of_file(format, table.file).delta {
        for need in table.needs.iter().filter(|need| !ahead.layout.has(need)) {
            tally.whole_file(&r::NEEDED_FILE_MISSING, at, Detail::File(need));
        }
    }
}

/// The physical line of a byte, and where in that line it stands, both from 1.
pub(crate) fn line_and_column(text: &[u8], at: usize) -> (u64, u64) {
    let before = &text[..at.min(text.len())];
    let ends = line_ends(before);
    let start = before.iter().rposition(|b| matches!(b, b'\n' | b'\r')).map_or(0, |i| i + 1);
    (ends + 1, (before.len() - start) as u64 + 1)
}
