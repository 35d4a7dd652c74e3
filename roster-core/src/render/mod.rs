//! Findings as text for people ([`human()`]), as JSON ([`json()`]) and as SARIF 2.1.0 ([`sarif()`]).
//!
//! None of them shows a cell's text, headers that the format does not know included, unless the
//! caller asks people's text to [`reveal`](Human::reveal) it.
//!
//! ```
//! # use roster_core::{Format, Id, Memory, Options, Profile, Record, col, file, table};
//! # table! {
//! #     /// Schools.
//! #     pub struct School = file("School.csv").required() => {
//! #         /// Names the school.
//! #         sis_id: Id = col("SIS ID").required().id(),
//! #     }
//! # }
//! # static SPEC: Profile = Profile::new("spec", "The format's own text.", &[]);
//! # static FORMAT: Format = Format::new("schools", "Schools", "made up", &[School::TABLE], &[&SPEC]);
//! use roster_core::render::{Human, Report, human, json};
//!
//! let package = Memory::new().file("School.csv", "SIS ID\n7\n7\n");
//! let report = Report::of(&FORMAT, &package, &Options::new());
//! let text = human(&report, &Human::default());
//! assert!(text.starts_with("error[R121]: `SIS ID` is the key of an earlier row too"));
//! assert!(json(&report).contains(r#""totals":{"error":1,"warning":0,"info":0}"#));
//! ```

mod human;
mod json;
mod sarif;

use alloc::{string::String, vec::Vec};
use core::fmt;

pub use human::{Human, human};
pub use json::json;
pub use sarif::sarif;

use crate::{
    FileAt, Finding, Format, Options, Profile, Sink, Source, Spot, Summary, check, finding::plural,
};

/// A checked package: what the renderers show.
#[derive(Clone)]
#[non_exhaustive]
pub struct Report<'s> {
    /// What it was held against.
    pub format: &'static Format,
    /// Whose view it is.
    pub profile: &'static Profile,
    /// The package.
    pub source: &'s dyn Source,
    /// What it came to.
    pub summary: Summary,
    /// What is wrong with it, as far as the limit lists it.
    pub findings: Vec<Finding>,
}

impl<'s> Report<'s> {
    /// Checks a package and keeps what is found.
    pub fn of(format: &'static Format, source: &'s dyn Source, options: &Options) -> Self {
        let mut findings = Vec::new();
        let summary = check(format, source, options, &mut findings as &mut dyn Sink);
        Report::new(format, source, options, summary, findings)
    }
    /// A report of a check that was done already, with these options.
    pub fn new(
        format: &'static Format,
        source: &'s dyn Source,
        options: &Options,
        summary: Summary,
        findings: Vec<Finding>,
    ) -> Self {
        let profile = options.profile.unwrap_or(format.profiles[0]);
        Report { format, profile, source, summary, findings }
    }

    /// The name of a finding's file: as the package spells it, or as the format does if the
    /// package lacks it.
    fn file_name(&self, file: FileAt) -> &str {
        match file {
            FileAt::Present(file) => self.source.name(file),
            FileAt::Absent(table) => table.file,
            FileAt::Beside => "",
        }
    }
}

impl fmt::Debug for Report<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Report")
            .field("format", &self.format.id)
            .field("profile", &self.profile.id)
            .field("summary", &self.summary)
            .field("findings", &self.findings)
            .finish_non_exhaustive()
    }
}

/// What is wrong and how to mend it, as one text.
fn message(finding: &Finding) -> String {
    let mut message = finding.message();
    message.push_str(if message.ends_with('?') { " " } else { ". " });
    message.push_str(finding.rule.mend);
    message
}

/// Which other rows a finding is about: "rows 3, 5 and 2 more".
fn others(finding: &Finding) -> Option<String> {
    if finding.also.is_empty() {
        return None;
    }
    let line = |spot: &Spot| alloc::format!("{}", spot.line);
    let lines = finding.also.iter().map(line).collect::<Vec<_>>().join(", ");
    let unit = if finding.also.len() == 1 { "line" } else { "lines" };
    let mut text = alloc::format!("see also {unit} {lines}");
    if finding.count > 1 {
        text.push_str(&alloc::format!("; {} in all", plural(finding.count, "rows")));
    }
    Some(text)
}

/// Text that is safe to print: what controls a terminal is shown as a picture of itself.
fn printable(text: &str) -> String {
    let picture = |c: char| match u32::from(c) {
        n @ 0..=31 => char::from_u32(0x2400 + n).unwrap_or('\u{FFFD}'),
        127 => '\u{2421}',
        0x80..=0x9F | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x206F | 0xFEFF => '\u{FFFD}',
        _ => c,
    };
    text.chars().map(picture).collect()
}
