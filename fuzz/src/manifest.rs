//! The manifest of OneRoster says the same to whoever reads it.
//!
//! The input is the bytes of `manifest.csv`.

use oneroster_model::{manifest::Manifest, v1p1, v1p2};
use roster_core::{Encoding, Memory, Mode, OddityKind, Options, Sheet, check, recognise};

/// Runs the laws on a manifest.
///
/// # Panics
///
/// If a law is broken.
pub fn run(data: &[u8]) {
    let sheet = Sheet::parse(data);
    let manifest = Manifest::read(&sheet);
    let rows = sheet.len().saturating_sub(1);
    assert_eq!(manifest.properties.len(), rows, "a row is a property");
    for (name, _) in &manifest.properties {
        let first = manifest.properties.iter().find(|(other, _)| other == name);
        assert_eq!(manifest.get(name), first.map(|(_, value)| &**value), "the first of two stands");
        let Some(stem) = name.strip_prefix("file.") else { continue };
        if !stem.contains('*') && !stem.ends_with(".csv") {
            let said = manifest.mode(&format!("{stem}.csv"));
            assert_eq!(said, manifest.mode(stem), "a file by its name or its stem");
        }
    }
    let said = format!("{manifest:?}");
    assert!(said.len() < 60, "a manifest's Debug counts and does not quote");

    // a file in UTF-16 is told, and not read
    let wide = matches!(Encoding::of(data), Encoding::Utf16Le | Encoding::Utf16Be);
    let rows = if wide { 0 } else { rows };

    // every file that the manifest promises is missed, and none that it does not speak of
    let package = Memory::new().file("manifest.csv", data);
    for format in [&v1p1::FORMAT, &v1p2::FORMAT] {
        let mut findings = Vec::new();
        let summary = check(format, &package, &Options::new(), &mut findings);
        assert_eq!(summary.files.len(), 1);
        assert_eq!(summary.files[0].rows as usize, rows);
        let open = sheet.oddities().iter().any(|odd| odd.kind == OddityKind::UnclosedQuote);
        let plain = findings.iter().all(|finding| finding.place.row.is_none()) && !open;
        for table in format.tables.iter().skip(1).filter(|_| plain && !wide) {
            let promised = matches!(manifest.mode(table.file), Some(Mode::Bulk | Mode::Delta));
            let missed = findings.iter().any(|finding| finding.message().contains(table.file));
            assert!(missed || !promised, "{}", table.file);
        }
    }
    let all = roster_mapping::formats();
    let told = recognise(&all, &package);
    assert_eq!(told.map(|of| of.id), recognise(&all, &package).map(|of| of.id));
}
