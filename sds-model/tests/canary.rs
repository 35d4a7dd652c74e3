//! Nothing that stands in a cell is ever shown, unless the caller asks.

use proptest::{prelude::*, test_runner::FileFailurePersistence};
use roster_core::{
    Header, Limit, Memory, Options, Record, Sheet, Value,
    csv::{FileCheck, Headers},
    render::{Human, Report, human, json, sarif},
};
use sds_model::{CREATE_USERS, FORMATS, v1};

const CANARY: &str = "Zq7canary4xW";

fn config() -> ProptestConfig {
    let file = FileFailurePersistence::Direct("tests/canary.proptest-regressions");
    ProptestConfig { cases: 400, failure_persistence: Some(Box::new(file)), ..Default::default() }
}

/// A cell with the canary in it, among what breaks as many rules as there are.
fn cell() -> impl Strategy<Value = String> {
    let odd = prop_oneof![
        Just(""),
        Just(" "),
        Just("\""),
        Just("\"\""),
        Just("="),
        Just("\u{0}"),
        Just("\t"),
        Just("\u{feff}"),
        Just("2010-02-"),
        Just("@"),
        Just("+1"),
        Just("Parent"),
        Just("\n"),
        Just("\u{1b}[31m"),
        Just("\u{9b}31m"),
    ];
    let quoted = prop_oneof![3 => Just(false), 1 => Just(true)];
    (odd.clone(), odd, quoted).prop_map(|(before, behind, quoted)| {
        let quote = if quoted { "\"" } else { "" };
        format!("{quote}{before}{CANARY}{behind}{quote}")
    })
}
/// A file whose first line is its header, a damaged header, or no header at all.
fn file(headers: Vec<&'static str>) -> impl Strategy<Value = Vec<u8>> {
    let width = headers.len();
    let first = prop_oneof![
        3 => Just(headers.join(",")),
        1 => Just(headers.join(",").to_lowercase()),
        1 => proptest::collection::vec(cell(), 1..9).prop_map(|cells| cells.join(",")),
        1 => cell().prop_map(move |cell| format!("{},{cell}", headers.join(","))),
    ];
    let row = proptest::collection::vec(cell(), width..width + 2);
    let rows = proptest::collection::vec(row.prop_map(|cells| cells.join(",")), 0..5);
    let damage = prop_oneof![4 => Just(&b""[..]), 1 => Just(&b"\xFF"[..])];
    (first, rows, damage).prop_map(|(first, rows, damage)| {
        let text = [vec![first], rows].concat().join("\r\n");
        [text.as_bytes(), damage, b"\r\n"].concat()
    })
}
fn package() -> impl Strategy<Value = (usize, Memory)> {
    (0..FORMATS.len()).prop_flat_map(|format| {
        let tables = FORMATS[format].tables;
        let files: Vec<_> = tables
            .iter()
            .map(|table| file(table.columns.iter().map(|column| column.header).collect()))
            .collect();
        files.prop_map(move |files| {
            let add = |package: Memory, (bytes, name): (Vec<u8>, &str)| package.file(name, bytes);
            let names = tables.iter().map(|table| table.file);
            (format, files.into_iter().zip(names).fold(Memory::new(), add))
        })
    })
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn no_renderer_shows_a_cell((format, package) in package(), profile in any::<prop::sample::Index>()) {
        let format = FORMATS[format];
        let options = Options::new()
            .profile(format.profiles[profile.index(format.profiles.len())])
            .flag(CREATE_USERS)
            .limit(Limit::NONE);
        let report = Report::of(format, &package, &options);
        prop_assert!(report.summary.totals.sum() > 0);
        for text in [
            human(&report, &Human::default()),
            human(&report, &Human::default().color(true)),
            json(&report),
            sarif(&report),
            format!("{report:?} {package:?} {:?}", report.findings),
        ] {
            prop_assert!(!text.contains(CANARY), "{text}");
        }
        let revealed = human(&report, &Human::default().reveal(true));
        prop_assert!(!revealed.contains(['\u{1b}', '\u{9b}']), "a cell controls the terminal");
    }

    #[test]
    fn no_record_or_error_shows_a_cell(bytes in file(vec!["SIS ID", "Birthdate", "Colour"])) {
        let sheet = Sheet::parse(&bytes);
        let mut shown = format!("{sheet:?} {:?}", sheet.oddities());
        for student in v1::Student::rows(&sheet) {
            shown += &format!("{student:?} {:?}", student.birthdate.get());
            shown += &student.birthdate.get().err().map(|e| e.to_string()).unwrap_or_default();
            shown += &format!("{:?}", student.clone().into_owned());
        }
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(&bytes[..]);
        let names = reader.byte_headers().expect("in memory").clone();
        let headers = Headers::of(v1::Student::TABLE, &names);
        let options = Options::new();
        let mut check = FileCheck::new(&v1::FORMAT, v1::Student::TABLE, &names, &options);
        for row in reader.byte_records() {
            let row = row.expect("in memory");
            check.row(&row);
            shown += &format!("{:?}", headers.record::<v1::Student<'_>>(&row));
        }
        shown += &format!("{headers:?} {:?} {check:?}", Header::bind(v1::Student::TABLE, &names));
        let (findings, _) = check.finish();
        let messages: Vec<_> = findings.iter().map(|finding| finding.message()).collect();
        shown += &format!("{findings:?} {messages:?}");
        prop_assert!(!shown.contains(CANARY), "{shown}");
    }
}

#[test]
fn revealed_text_is_shown_where_it_is_asked_for() {
    let package = Memory::new().file("School.csv", "SIS ID,Name\n7,\n7,Northside\n");
    let report = Report::of(&v1::FORMAT, &package, &Options::new());
    assert!(human(&report, &Human::default().reveal(true)).contains("7,Northside"));
    assert!(!human(&report, &Human::default()).contains("Northside"));
}

#[test]
fn values_do_not_show_themselves() {
    let id = roster_core::Id::read(CANARY).expect("any text");
    assert!(!format!("{id:?}").contains(CANARY));
}
