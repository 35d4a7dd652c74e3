//! Checking is total, gives the same twice, counts right, and tells nothing of what cells hold.
//!
//! The input is a package: one byte chooses format and profile; then pieces, with the byte FE
//! between, which no UTF-8 text holds, go to the files of the format in turn. One target a family.

use roster_core::{
    Format, Limit, Memory, Options, Severity,
    render::{Human, Report, human, json, sarif},
};

use crate::{package::BETWEEN, turn};

/// What is put into every file, and must never come out.
const CANARY: &str = "Zq7-canary-4xW";

/// Runs the laws on a package of School Data Sync.
///
/// # Panics
///
/// If a law is broken.
pub fn sds(data: &[u8]) {
    run(sds_model::FORMATS, data);
}
/// Runs the laws on a package of Clever.
///
/// # Panics
///
/// If a law is broken.
pub fn clever(data: &[u8]) {
    run(clever_model::FORMATS, data);
}
/// Runs the laws on a package of OneRoster.
///
/// # Panics
///
/// If a law is broken.
pub fn oneroster(data: &[u8]) {
    run(oneroster_model::FORMATS, data);
}

fn run(formats: &[&'static Format], data: &[u8]) {
    let Some((&choice, data)) = data.split_first() else { return };
    let format = formats[usize::from(choice & 15) % formats.len()];
    let profile = format.profiles[usize::from(choice >> 4) % format.profiles.len()];
    let mut package = Memory::new();
    for (table, piece) in format.tables.iter().zip(data.split(|b| *b == BETWEEN)) {
        let mut bytes = piece.to_vec();
        bytes.extend_from_slice(format!("\n{CANARY},{CANARY}\n").as_bytes());
        package = package.file(table.file, bytes);
    }
    let options = Options::new().profile(profile).limit(Limit::NONE);
    let report = Report::of(format, &package, &options);

    let of = |severity| report.findings.iter().filter(|f| f.severity == severity).count() as u64;
    let totals = report.summary.totals;
    assert_eq!(totals.error, of(Severity::Error));
    assert_eq!(totals.warning, of(Severity::Warning));
    assert_eq!(totals.info, of(Severity::Info));
    let counted: u64 = report.findings.iter().map(|finding| finding.count).sum();
    assert_eq!(report.summary.occurrences, counted);

    let close = Report::of(format, &package, &options.clone().close_look());
    assert_eq!(close.findings, report.findings, "the first look passes nothing over");
    assert_eq!(close.summary, report.summary);
    if turn(data, 0, 4) {
        let again = Report::of(format, &package, &options);
        assert_eq!(again.findings, report.findings, "the same package, the same findings");
    }
    // to start threads takes longer than all the rest
    if turn(data, 1, 8) {
        let mut cut = options.clone().threads(3);
        cut.thread_bytes = 16;
        let cut = Report::of(format, &package, &cut);
        assert_eq!(cut.findings, report.findings, "nor do files read in parts say anything else");
        assert_eq!(cut.summary, report.summary);
    }

    if !turn(data, 2, 4) {
        return;
    }
    let few = Report::of(format, &package, &options.clone().limit(Limit::per_rule(2)));
    assert_eq!(few.summary, report.summary, "totals do not depend on the limit");
    assert!(few.findings.iter().all(|f| report.findings.contains(f)), "a limit only leaves out");

    let shown = [human(&few, &Human::default()), json(&few), sarif(&few)].concat();
    assert!(!shown.contains(CANARY), "a cell's text was shown");
    assert!(!format!("{report:?} {package:?}").contains(CANARY), "a cell's text was debugged");
    let revealed = human(&few, &Human::default().reveal(true));
    assert!(!revealed.contains('\x1b'), "a cell controls the terminal");
}
