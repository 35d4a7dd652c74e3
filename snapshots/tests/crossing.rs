//! What the samples become in another format, what the ledger says of it, and what is told.
//!
//! The laws of the mapping hold of any way to say things in another format, since what that does not
//! say is carried; so what it says is shown here.

use std::{collections::BTreeSet, fmt::Write};

use roster_core::{FileAt, Finding, Format, Memory, Source};
use roster_mapping::{Carry, Converted, Ledger, Options, convert};
use snapshots::{assert_names, assert_text, formats, package};

/// OneRoster says the most, so each format is shown on its way there and back; V2.1 is shaped most
/// unlike the others.
const MIDDLE: [&str; 2] = ["oneroster-1.2", "sds-v2.1"];

fn format(id: &str) -> &'static Format {
    formats().into_iter().find(|format| format.id == id).expect("a format of the workspace")
}

fn files(package: &Memory) -> String {
    let mut out = String::new();
    for file in 0..package.len() {
        let text = String::from_utf8_lossy(package.read(file).expect("in memory"));
        let text = text.replace('\r', "");
        writeln!(out, "== {}\n{}", package.name(file), text.trim_end()).expect("a string");
    }
    out
}

fn ledger(ledger: &Ledger) -> String {
    let mut out = String::from("== ledger\n");
    for of in &ledger.columns {
        let to = of.to.iter().map(|(file, header, how)| match how {
            Some(how) => format!("{file} {header} ({how})"),
            None => format!("{file} {header}"),
        });
        let to = to.collect::<Vec<_>>().join(", ");
        let (cells, carried, blank, embedded) = (of.cells, of.carried, of.blank, of.embedded);
        let counts =
            format!("{cells} cells, {carried} carried, {blank} blank, {embedded} embedded");
        writeln!(out, "{} {}: {counts} -> {to}", of.file, of.header).expect("a string");
    }
    for (file, header, cells) in &ledger.synthesised {
        writeln!(out, "filled in: {file} {header}: {cells}").expect("a string");
    }
    for (file, kind, count) in &ledger.raw {
        writeln!(out, "carried: {file} {kind:?}: {count}").expect("a string");
    }
    for (file, count) in &ledger.respelt {
        writeln!(out, "respelt: {file}: {count}").expect("a string");
    }
    out
}

fn told(findings: &[Finding], package: &Memory) -> String {
    let mut out = String::from("== told\n");
    for of in findings {
        let file = match of.place.file {
            FileAt::Present(file) => package.name(file),
            FileAt::Absent(table) => table.file,
            _ => "the package",
        };
        let row = of.place.row.map_or(String::new(), |row| format!(" row {row}"));
        let column = of.place.column.and_then(|column| column.known);
        let column = column.map_or(String::new(), |column| format!(" {}", column.header));
        let also: Vec<_> = of.also.iter().map(|spot| spot.row).collect();
        let (rule, count) = (of.rule.name, of.count);
        writeln!(out, "{rule}: {file}{row}{column} ({count}; also {also:?})").expect("a string");
    }
    out
}

fn across(from: &'static Format, to: &'static Format, home: &Memory, carry: Carry) -> Converted {
    convert(from, to, home, None, carry, &Options::default())
}

#[test]
fn what_samples_become() {
    let mut names = BTreeSet::new();
    let mut shown = |from: &'static Format, to: &'static Format, sample: &str| {
        let home = package(format!("samples/{sample}"));
        let there = across(from, to, &home, Carry::Sidecar);
        let told = told(&there.findings, &home);
        let text = files(&there.package) + &ledger(&there.ledger) + &told;
        let name = format!("{sample}-to-{}", to.id);
        assert_text("crossing", &name, &text);
        names.insert(name);
    };
    for of in formats() {
        for middle in MIDDLE.map(format) {
            if of.id != middle.id {
                shown(of, middle, of.id);
                shown(middle, of, middle.id);
            }
        }
        let [middle, other] = MIDDLE.map(format);
        let to = if of.id == middle.id { other } else { middle };
        shown(of, to, &format!("{}-faulty", of.id));
    }
    assert_names("crossing", &names);
}

/// What is embedded, and what is carried beside that, as it is written.
#[test]
fn what_is_embedded_and_carried() {
    let mut names = BTreeSet::new();
    for (from, to) in [
        ("sds-v1", "oneroster-1.2"),
        ("oneroster-1.2", "sds-v2.1"),
        ("clever", "oneroster-1.1"),
        ("sds-v2.1", "clever"),
    ] {
        for sample in [from.to_owned(), format!("{from}-faulty")] {
            let home = package(format!("samples/{sample}"));
            let there = across(format(from), format(to), &home, Carry::Embed);
            let mut text = files(&there.package) + &ledger(&there.ledger) + "== carried\n";
            if let Some(sidecar) = &there.sidecar {
                text += &String::from_utf8_lossy(&sidecar.write()).replace('\r', "");
            }
            let name = format!("{sample}-to-{to}");
            assert_text("embedding", &name, &text);
            names.insert(name);
        }
    }
    assert_names("embedding", &names);
}
