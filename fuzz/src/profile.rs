//! Synchronization profiles and connection values: any text is one, or is said not to be.
//!
//! What was read is written as it was; checking is total, gives the same twice, finds places in the
//! text, and tells nothing of what it says; and a profile steers the check of a package, whatever both
//! say.
//!
//! The input is a document; behind it, with the byte FE between, the files of a package of SDS V1 in
//! turn.

use roster_core::{
    FileAt, Finding, Format, Limit, Memory, Options, Source, Summary,
    render::{Human, Report, human, json, sarif},
};
use sds_model::{
    profile::{
        CONNECTION_VALUES, ConnectionValues, EducationSynchronizationProfile, FORMAT, Steering,
        Wishes, recognise, supported,
    },
    v1,
};

use crate::package::{BETWEEN, of_pieces};

/// What is put into every text, and must never come out.
const CANARY: &str = "Zq7-canary-4xW";

/// Runs the laws on a document and a package.
///
/// # Panics
///
/// If a law is broken.
pub fn run(data: &[u8]) {
    let mut parts = data.splitn(2, |byte| *byte == BETWEEN);
    let (document, package) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let laced = match document.split_first() {
        Some((b'{', rest)) => [format!("{{\"{CANARY}\": \"{CANARY}\",").as_bytes(), rest].concat(),
        _ => [document, format!("\nClient Secret: {CANARY} x\n{CANARY}\n").as_bytes()].concat(),
    };
    for text in [document, &laced] {
        checked(&FORMAT, text);
        checked(&CONNECTION_VALUES, text);
        let _ = recognise("", text);
    }
    let Ok(text) = core::str::from_utf8(document) else { return };
    if let Some(values) = ConnectionValues::read(text) {
        assert_eq!(ConnectionValues::of(&values.provider()).as_ref(), Some(&values));
        assert_eq!(ConnectionValues::read(&values.write()), Some(values));
    }
    if let Ok(profile) = EducationSynchronizationProfile::read(text) {
        written(&profile, text);
        steered(&profile, package);
    }
}

fn checked(format: &'static Format, text: &[u8]) {
    let package = Memory::new().file("document", text);
    let options = Options::new().limit(Limit::per_rule(20));
    let report = Report::of(format, &package, &options);
    assert_eq!(Report::of(format, &package, &options).findings, report.findings, "the same twice");
    assert!(report.summary.totals.sum() >= report.findings.len() as u64);
    for finding in &report.findings {
        assert_eq!(finding.place.file, FileAt::Present(0));
        within(finding, text);
    }
    private(&report);
}

fn within(finding: &Finding, bytes: &[u8]) {
    if let Some(span) = &finding.place.span {
        assert!(span.start <= span.end && span.end <= bytes.len(), "{finding:?}");
    }
}

fn private(report: &Report<'_>) {
    let shown = [human(report, &Human::default()), json(report), sarif(report)].concat();
    assert!(!shown.contains(CANARY), "what a text says was shown");
    assert!(!format!("{report:?}").contains(CANARY), "what a text says was debugged");
}

/// What was read is written as it was, but for white space and the way that texts are escaped.
fn written(profile: &EducationSynchronizationProfile, text: &str) {
    let written = profile.write();
    let again = EducationSynchronizationProfile::read(&written).expect("what was written");
    assert_eq!(&again, profile);
    assert_eq!(again.write(), written);
    let own = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    if !own.contains('\\') {
        assert_eq!(unspaced(&written), unspaced(own), "every byte, and in its order");
    }
}

/// JSON without what stands between its values.
fn unspaced(json: &str) -> String {
    let mut is_text = false;
    let keep = |c: &char| {
        is_text ^= *c == '"';
        is_text || !matches!(c, ' ' | '\t' | '\n' | '\r')
    };
    json.chars().filter(keep).collect()
}

fn steered(profile: &EducationSynchronizationProfile, pieces: &[u8]) {
    let mut package = of_pieces(&v1::FORMAT, pieces);
    for file in ["Student.csv", "Teacher.csv"] {
        if let Some(bytes) = package.get_mut(file) {
            bytes.extend_from_slice(format!("\n{CANARY},{CANARY},{CANARY}\n").as_bytes());
        }
    }
    for finding in steer(profile, &package) {
        let FileAt::Present(file) = finding.place.file else { panic!("{finding:?}") };
        within(&finding, package.read(file).expect("in memory"));
    }
    let own = supported(&package, &v1::FORMAT, &Wishes::named("x")).expect("of its format");
    for finding in steer(&own, &package) {
        // people who share a username share it whatever the profile says; and its header is required
        let column = finding.place.column.map(|column| column.to_string());
        let is_username = column.as_deref() == Some("Username");
        let is_own = matches!(finding.rule.code, "S401" | "S406") && is_username;
        assert!(is_own, "the package does not support its own profile: {finding:?}");
    }
}

fn steer(profile: &EducationSynchronizationProfile, package: &Memory) -> Vec<Finding> {
    let steering = Steering::of(profile, &v1::FORMAT).expect("profiles speak of it");
    let options = steering.options(Options::new().limit(Limit::NONE));
    let run = || {
        let (mut summary, mut findings) = (Summary::default(), Vec::new());
        steering.check(package, &options, &mut summary, &mut findings);
        assert_eq!(summary.totals.sum(), findings.len() as u64, "all are counted");
        (summary, findings)
    };
    let (summary, findings) = run();
    assert_eq!(run().1, findings, "the same twice");
    private(&Report::new(&v1::FORMAT, package, &options, summary, findings.clone()));
    findings
}
