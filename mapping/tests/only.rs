//! Filters: what they keep, and that nothing else leaves.

mod common;

use std::collections::BTreeSet;

use arbitrary::Unstructured;
use common::{csv_formats, sample};
use proptest::prelude::*;
use roster_core::{
    Format, Memory, Options as Check, Severity, Source, check,
    generate::{self, Want},
};
use roster_mapping::{Carry, Filtered, ONLY, Options, UONET, Whose, convert, formats, linked};

const CANARY: &str = "Zq7canary4xW";

fn text<'p>(package: &'p Memory, name: &str) -> &'p str {
    let file = (0..package.len()).find(|file| package.name(*file) == name).expect("there");
    std::str::from_utf8(package.read(file).expect("readable")).expect("text")
}

fn all_text(package: &Memory) -> String {
    (0..package.len())
        .map(|file| String::from_utf8_lossy(package.read(file).expect("readable")).into_owned())
        .collect()
}

/// The columns of a package in which anything is said.
fn said(format: &Format, package: &Memory) -> BTreeSet<(&'static str, &'static str)> {
    let mut said = BTreeSet::new();
    for table in format.tables {
        let Some(file) = (0..package.len()).find(|f| package.name(*f) == table.file) else {
            continue;
        };
        let mut rows = roster_core::Rows::new(package.read(file).expect("readable"));
        let Some(header) = rows.next_row(&mut |_| {}).map(|row| row.to_cells()) else { continue };
        while let Some(row) = rows.next_row(&mut |_| {}) {
            for (name, cell) in header.iter().zip(row.to_cells()) {
                let name = std::str::from_utf8(name).expect("text");
                if let (Some(c), false) = (table.column(name), cell.is_empty()) {
                    said.insert((table.file, table.columns[c].header));
                }
            }
        }
    }
    said
}

#[test]
fn what_a_statement_names_is_a_fact_of_some_format() {
    let facts: BTreeSet<_> = formats().into_iter().flat_map(linked).map(|of| of.fact).collect();
    for only in ONLY {
        for keep in only.keeps {
            assert!(facts.contains(&keep.fact), "{} keeps {:?}", only.id, keep.fact);
        }
    }
}

/// Only what is listed is said, and filtering twice leaves out no more.
fn holds(format: &'static Format, package: &Memory) -> Filtered {
    let filtered = UONET.filter(format, package);
    let links = linked(format);
    let manifest = format.manifest.map(|manifest| manifest.file);
    for (file, header) in said(format, &filtered.package) {
        let own: Vec<_> =
            links.iter().filter(|of| (of.file, of.header) == (file, header)).collect();
        let kept = own.iter().any(|of| UONET.keeps.iter().any(|keep| keep.fact == of.fact));
        let is_form = own.is_empty() || Some(file) == manifest;
        assert!(kept || is_form, "{}: {file} {header}", format.id);
    }
    let again = UONET.filter(format, &filtered.package);
    assert_eq!(again.package, filtered.package, "{}: once is enough", format.id);
    assert_eq!(again.left_out, [], "{}", format.id);
    filtered
}

fn errors(format: &'static Format, package: &Memory) -> Vec<String> {
    let mut findings = Vec::new();
    check(format, package, &Check::new().no_lints(), &mut findings);
    let bad = findings.iter().filter(|finding| finding.severity == Severity::Error);
    bad.map(|finding| format!("{} {}", finding.rule.name, finding.message())).collect()
}

#[test]
fn only_what_is_listed_is_said_and_the_package_stays_valid() {
    for format in csv_formats() {
        let package = sample(format.id);
        let filtered = holds(format, &package);
        let before = said(format, &package).len();
        assert!(!filtered.left_out.is_empty() && before > 0, "{}", format.id);
        assert_eq!(errors(format, &filtered.package), errors(format, &package), "{}", format.id);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_package_keeps_only_what_is_listed(
        of in any::<prop::sample::Index>(),
        want in prop_oneof![Just(Want::Valid), Just(Want::Hostile)],
        bytes in prop::collection::vec(any::<u8>(), 0..200),
    ) {
        let all = csv_formats();
        let format = *of.get(&all);
        let package = generate::package(format, want, &mut Unstructured::new(&bytes))
            .expect("every format has valid and hostile packages");
        holds(format, &package);
    }
}

#[test]
fn kept_cells_are_as_they_were() {
    let filtered = UONET.filter(&sds_model::v1::FORMAT, &sample("sds-v1"));
    let students = text(&filtered.package, "Student.csv");
    let row = students.lines().find(|line| line.starts_with("P1,")).expect("a student");
    assert!(row.starts_with("P1,100,nhalvorsen,Noor,Halvorsen,"), "{row}");
    for gone in ["Heron-Tide-41", "2017-10-02", "2036"] {
        assert!(!all_text(&filtered.package).contains(gone), "{gone}");
    }
    assert!(!(0..filtered.package.len()).any(|f| filtered.package.name(f) == "user.csv"));
    let student = |header: &str| {
        let of =
            filtered.left_out.iter().find(|(file, of, _)| (*file, *of) == ("Student.csv", header));
        of.map(|(_, _, cells)| *cells)
    };
    assert_eq!((student("Password"), student("Username")), (Some(4), None));
}

#[test]
fn addresses_and_numbers_are_those_of_students_and_parents_stay_away() {
    let users = "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,\
        givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password\n\
        S,,,true,7,student,sam,,Sam,Berg,M,9,sam@x.example,1,2,P,09,hush\n\
        T,,,true,7,teacher,tom,,Tom,Vale,,8,tom@x.example,3,4,,,hush\n\
        P,,,true,7,parent,pat,,Pat,Berg,,,pat@x.example,5,6,S,,\n";
    let format = &oneroster_model::v1p1::FORMAT;
    let package = sample("oneroster-1.1");
    let mut with = Memory::new();
    for file in 0..package.len() {
        let name = package.name(file);
        let bytes = package.read(file).expect("readable");
        with = match name {
            "users.csv" => with.file(name, users),
            _ => with.file(name, bytes),
        };
    }
    let filtered = UONET.filter(format, &with);
    let kept: Vec<_> = text(&filtered.package, "users.csv").lines().skip(1).collect();
    assert_eq!(
        kept,
        [
            "S,,,true,7,student,sam,,Sam,Berg,,,sam@x.example,1,2,,,",
            "T,,,true,7,teacher,tom,,Tom,Vale,,,,,,,,",
        ]
    );
    assert!(UONET.keeps.iter().any(|keep| keep.whose == Whose::Students));
}

/// Whatever stands in columns that are left out, or in files, is in no package and no sidecar.
#[test]
fn what_is_left_out_travels_nowhere() {
    for format in csv_formats() {
        let links = linked(format);
        let package = sample(format.id);
        let mut laced = Memory::new();
        for file in 0..package.len() {
            let name = package.name(file);
            let bytes = package.read(file).expect("readable");
            let Some(table) = format
                .table(name)
                .filter(|_| format.manifest.is_none_or(|manifest| manifest.file != name))
            else {
                laced = laced.file(name, bytes);
                continue;
            };
            let mut rows = roster_core::Rows::new(bytes);
            let mut out = String::new();
            let header = rows.next_row(&mut |_| {}).expect("a header").to_cells();
            let header: Vec<_> =
                header.iter().map(|of| String::from_utf8_lossy(of).into_owned()).collect();
            out += &format!("{},secret\n", header.join(","));
            while let Some(row) = rows.next_row(&mut |_| {}) {
                let cells = header.iter().zip(row.to_cells()).map(|(header, cell)| {
                    let known = table.column(header).map(|c| &table.columns[c]);
                    let kept = links.iter().any(|of| {
                        (of.file, of.header) == (name, header)
                            && UONET.keeps.iter().any(|keep| keep.fact == of.fact)
                    });
                    let form = known.is_some_and(|of| of.need != roster_core::Need::Optional);
                    match kept || form {
                        true => format!("\"{}\"", String::from_utf8_lossy(&cell)),
                        false => CANARY.to_owned(),
                    }
                });
                out += &format!("{},{CANARY}\n", cells.collect::<Vec<_>>().join(","));
            }
            laced = laced.file(name, out);
        }
        assert!(all_text(&laced).contains(CANARY));
        let filtered = UONET.filter(format, &laced).package;
        assert!(!all_text(&filtered).contains(CANARY), "{}", format.id);
        for to in formats().into_iter().filter(|to| to.id != format.id) {
            let done = convert(format, to, &filtered, None, Carry::Sidecar, &Options::default());
            let sidecar = done.sidecar.map(|sidecar| sidecar.write()).unwrap_or_default();
            assert!(!all_text(&done.package).contains(CANARY), "{} to {}", format.id, to.id);
            assert!(
                !String::from_utf8_lossy(&sidecar).contains(CANARY),
                "{} to {}",
                format.id,
                to.id
            );
        }
    }
}

/// Collections in JSON keep what CSV files of their version keep.
#[test]
fn collections_keep_what_files_keep() {
    let [csv, json] = ["oneroster-1.1", "oneroster-1.1-json"]
        .map(|id| *formats().iter().find(|format| format.id == id).expect("a format"));
    let files = sample(csv.id);
    let options = Options::default();
    let collections = convert(csv, json, &files, None, Carry::Nothing, &options).package;
    let filtered = UONET.filter(json, &collections);
    assert!(filtered.left_out.iter().any(|(file, ..)| *file == "demographics.csv"));
    assert!(
        !(0..filtered.package.len()).any(|at| filtered.package.name(at) == "demographics.json")
    );
    let kept = UONET.filter(csv, &files).package;
    assert_eq!(filtered.package, convert(csv, json, &kept, None, Carry::Nothing, &options).package);
}

/// A student who stands there with each contact is one student, and a contact alone is no row.
#[test]
fn rows_that_differ_in_nothing_that_flows_are_one() {
    let format = *formats().iter().find(|format| format.id == "clever").expect("a format");
    let students = "School_id,Student_id,First_name,Last_name,Student_email,Contact_name\n\
                    1,A,Ada,Adams,ada@example.org,Bea\n1,A,Ada,Adams,ada@example.org,Cy\n2,A,Ada,Adams,,\n,,,,,Dee\n";
    let home = Memory::new().file("students.csv", students);
    let filtered = UONET.filter(format, &home);
    assert_eq!(
        common::cell::texts(format, &filtered.package, "students.csv", "School_id"),
        ["1", "2"]
    );
    let emails = common::cell::texts(format, &filtered.package, "students.csv", "Student_email");
    assert_eq!(emails, ["ada@example.org", ""]);
    assert_eq!(filtered.left_out, [("students.csv", "Contact_name", 3)]);
}
