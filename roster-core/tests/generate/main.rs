//! What packages are made up of, shown: which files and cells there are, what steps and faults
//! change, and what is hostile in what is hostile. What a district's seed gives never changes; what
//! bytes give may, and then the difference is to be read.

#![cfg(feature = "arbitrary")]

mod college;
mod mended;
mod shown;

use std::fmt::Write;

use arbitrary::Unstructured;
use college::{FORMAT, SPEC};
use roster_core::{
    Column, Finding, Limit, Memory, Need, Options, Rule, Severity, Source, catalogue as r, check,
    generate::{self, District, Want},
};
use shown::{change, column, lines, place, short, shown};

fn package(want: Want, bytes: &[u8]) -> Memory {
    generate::package(&FORMAT, want, &mut Unstructured::new(bytes)).expect("there is one")
}
/// What is wrong with a package: errors and warnings.
fn wrong(package: &Memory) -> Vec<Finding> {
    let mut findings = Vec::new();
    check(&FORMAT, package, &Options::new().profile(&SPEC).limit(Limit::NONE), &mut findings);
    findings.retain(|finding| finding.severity < Severity::Info);
    findings
}
/// Every file, two schools, four students, two teachers and a contact.
const ALL: [[u8; 5]; 6] = [
    [2, 0, 0, 0, 0],
    [1, 0, 2, 0, 0],
    [1, 4, 0, 0, 0],
    [1, 3, 1, 0, 0],
    [1, 2, 0, 0, 0],
    [1, 1, 0, 0, 0],
];
/// Every column of every file but the manifest.
const FULL: [[u8; 5]; 6] = [
    [5, 1, 0, 0, 0],
    [5, 2, 0, 0, 0],
    [5, 3, 0, 0, 0],
    [5, 4, 0, 0, 0],
    [5, 5, 0, 0, 0],
    [5, 6, 0, 0, 0],
];

#[test]
fn a_package_grows_from_the_least_to_one_of_everything() {
    let mut text = String::new();
    let all = [ALL, FULL].concat().concat();
    for (name, bytes) in [("least", &[][..]), ("all", &ALL.concat()), ("full", &all)] {
        let package = package(Want::Valid, bytes);
        assert_eq!(wrong(&package), [], "{name}");
        writeln!(text, "== {name}\n{}\n", lines(&package).join("\n")).expect("a string takes it");
    }
    shown("sizes", &text);
}

/// A file comes with those that it needs.
#[test]
fn a_file_brings_what_it_needs() {
    let mut text = String::new();
    for (file, table) in (0..).zip(FORMAT.tables) {
        let package = package(Want::Valid, &[3, file, 0, 0, 0]);
        let names: Vec<_> = (0..package.len()).map(|file| package.name(file)).collect();
        writeln!(text, "{} with {}", table.file, names.join(" ")).expect("it takes every text");
    }
    shown("files", &text);
}

/// Every size of district, and that of a seed for ever.
#[test]
fn a_district_has_what_its_size_demands() {
    let mut text = String::new();
    for (students, seed) in [(1, 0), (5, 3), (9, 4)] {
        let package = District::new(&FORMAT, students, seed).package();
        assert_eq!(wrong(&package), [], "{students}");
        writeln!(text, "== {students} students\n{}\n", lines(&package).join("\n"))
            .expect("a string takes every text");
    }
    shown("districts", &text);
}

/// And of any size nothing is wrong with it, nor does it name anyone who is not there.
#[test]
fn a_district_of_any_size_is_whole() {
    for students in 1..=60 {
        let mut wrong = wrong(&District::new(&FORMAT, students, students).package());
        wrong.retain(|finding| finding.rule != &r::TOO_MANY_ROWS);
        assert_eq!(wrong, [], "{students}");
    }
}

/// What each step changes, in a package that has everything.
#[test]
fn a_step_changes_what_it_should() {
    let mut text = String::new();
    for start in [ALL.to_vec(), [ALL, FULL].concat()] {
        let start = start.concat();
        let before = package(Want::Valid, &start);
        for what in 3..=16 {
            for at in [[1, 1, 1, 1], [2, 7, 3, 4], [3, 5, 2, 3], [4, 3, 3, 2], [0, 1, 0, 5]] {
                let after = package(Want::Valid, &[&start[..], &[what], &at[..]].concat());
                writeln!(text, "== {what} at {at:?}\n{}", change(&before, &after))
                    .expect("a string takes every text");
            }
        }
    }
    shown("steps", &text);
}

/// There is more of each of the things that there can be more of.
#[test]
fn more_is_more_of_each() {
    let mut text = String::new();
    let before = package(Want::Valid, &ALL.concat());
    for turn in 0..11 {
        let after = package(Want::Valid, &[&ALL.concat()[..], &[1, turn, 4, 0, 0]].concat());
        writeln!(text, "== {turn}\n{}", change(&before, &after)).expect("a string takes it");
    }
    shown("more", &text);
}

/// What is legal and odd, of each kind of value.
#[test]
fn every_kind_has_its_odd_texts() {
    let mut text = String::new();
    let many =
        [[1, 0, 2, 0, 0], [1, 0, 2, 0, 0], [1, 4, 2, 0, 0], [1, 4, 2, 0, 0], [1, 1, 2, 0, 0]];
    let start = [&ALL[..], &many, &FULL].concat().concat();
    for (file, table) in FORMAT.tables.iter().enumerate().skip(1) {
        let rows = column(&package(Want::Valid, &start), table.file, 0).len() as u8;
        let bulk = |(_, of): &(usize, &Column)| of.need != Need::Delta;
        for (c, of) in table.columns.iter().enumerate().filter(bulk) {
            let mut bytes = start.clone();
            for pick in 0..26_u8 {
                let row = pick % rows;
                let what = if of.id { 12 } else { 8 };
                bytes.extend([what, file as u8, c as u8, row, pick]);
            }
            let package = package(Want::Valid, &bytes);
            let texts = column(&package, table.file, c);
            let texts: Vec<String> = texts.iter().map(|text| short(text)).collect();
            writeln!(text, "== {} {}\n{}\n", table.file, of.header, texts.join("\n"))
                .expect("a string takes every text");
        }
    }
    shown("odd", &text);
}

/// Rules that come with another: who breaks the first breaks the second too.
const TOGETHER: [(&Rule, &Rule); 3] = [
    (&r::PARTIAL_FILE, &r::DANGLING_REFERENCE),
    (&r::NEEDED_FILE_MISSING, &r::INCOMPLETE_SET),
    (&r::ROWS_DIFFER, &r::REPEATED_ID),
];

/// How a rule is broken: with what is least, and with everything there, in two ways.
fn broken(rule: &'static Rule) -> String {
    let mut text = String::new();
    let full = [ALL, FULL].concat().concat();
    for bytes in [&[][..], &full, &[&full[..], &[0, 7, 6, 0, 0, 0]].concat()] {
        let least = bytes.is_empty();
        let before = package(Want::Valid, bytes);
        let mut bytes = Unstructured::new(bytes);
        let Ok(after) = generate::package(&FORMAT, Want::Breaking(rule), &mut bytes) else {
            continue;
        };
        let mut findings = Vec::new();
        let profile = generate::profile(&FORMAT, rule).expect("it is broken for someone");
        let options = Options::new().profile(profile).limit(Limit::NONE);
        check(&FORMAT, &after, &options, &mut findings);
        let own = findings.iter().filter(|finding| finding.rule == rule);
        let own: Vec<String> = own.map(|of| place(&after, of)).collect();
        assert!(!own.is_empty(), "{}", rule.name);
        let own = own.join("; ");
        let others = findings.iter().filter(|of| of.severity < Severity::Info && of.rule != rule);
        let others: Vec<_> = others
            .filter(|of| !TOGETHER.iter().any(|(a, b)| *a == rule && *b == of.rule))
            .map(|of| of.rule.name)
            .collect();
        assert!(others.is_empty(), "{} {others:?} {}", rule.name, change(&before, &after));
        let change = change(&before, &after);
        // the least that breaks a rule has often another file than the least
        let change = if least { String::new() } else { change };
        writeln!(text, "{}: {own}\n{change}", rule.name).expect("a string takes every text");
    }
    text
}

/// Every rule that the format has to do with is broken in the fewest cells, and no other.
#[test]
fn a_fault_breaks_its_rule_and_no_other() {
    shown("faults", &r::RULES.iter().map(|rule| broken(rule)).collect::<String>());
}

/// So is what holds across rows and files.
#[test]
fn a_fault_across_rows_breaks_its_rule_and_no_other() {
    shown("faults-across", &r::LINTS.iter().map(|rule| broken(rule)).collect::<String>());
}

/// Every other step does something nasty, and this is what: a text in a cell, bytes, an id, rows,
/// columns, the way the file is written, or a fault.
#[test]
fn what_is_hostile_is_nasty_in_every_way() {
    let mut text = String::new();
    let before = package(Want::Valid, &ALL[..2].concat());
    for what in 15..30 {
        for at in [[1, 3, 0, 0], [2, 0, 1, 8], [1, 1, 2, 16], [4, 4, 5, 37], [3, 2, 1, 61]] {
            let [a, b, c, d] = at;
            let bytes = [ALL[0], [what, a, b, c, d], ALL[1]].concat();
            let after = package(Want::Hostile, &bytes);
            writeln!(text, "== {what} at {at:?}\n{}", change(&before, &after))
                .expect("a string takes every text");
        }
    }
    // an id that two files share is another in one of them only
    let shared = [27, 3, 1, 0, 1];
    for renamed in [[19, 3, 0, 0, 8], [19, 1, 0, 0, 8]] {
        let bytes = [ALL[0], shared, ALL[1], renamed].concat();
        let after = package(Want::Hostile, &bytes);
        writeln!(text, "== shared, then {renamed:?}\n{}", change(&before, &after))
            .expect("a string takes every text");
    }
    shown("hostile", &text);
}

/// A file that is written as no one should, and each of the texts and bytes that no one should
/// send.
#[test]
fn what_is_hostile_has_every_nasty_text() {
    let mut text = String::new();
    let before = package(Want::Valid, &[]);
    for (what, picks) in [(15, 0..49), (18, 0..16), (24, 0..21)] {
        for pick in picks {
            let bytes = [[16, 0, 0, 0, 0], [what, 1, 1, 1, pick]].concat();
            let after = package(Want::Hostile, &bytes);
            writeln!(text, "== {what} {pick}\n{}", change(&before, &after))
                .expect("a string takes every text");
        }
    }
    shown("nasty", &text);
}

/// Any bytes are under the names of the format's files, or such as look like them.
#[test]
fn any_bytes_are_a_package() {
    let bytes: Vec<u8> = (0..=255).cycle().take(600).collect();
    let mut text = String::new();
    for length in (0..12).map(|n| n * 16) {
        // the first names a table, the second how its file is called
        let bytes = [&[length, 250 + length / 16 % 6], &bytes[..usize::from(length)]].concat();
        let package = package(Want::Any, &bytes);
        let file = |file: usize| {
            let bytes = package.read(file).expect("in memory");
            format!("{} {} from {:?}", package.name(file), bytes.len(), bytes.first())
        };
        writeln!(text, "{:?}", (0..package.len()).map(file).collect::<Vec<_>>())
            .expect("a string takes every text");
    }
    shown("any", &text);
}
