//! Nothing is lost without a word: what does not cross is counted, and what was written abroad and
//! has no place at home is told.

mod common;

use std::collections::BTreeSet;

use common::{cell, pairs, sample};
use proptest::prelude::*;
use roster_core::{
    ColumnAt, FileAt, Finding, Format, Memory, Options as Check, Severity, Sheet, Source, check,
};
use roster_mapping::{Carry, Converted, Options, convert, formats};

fn format(id: &str) -> &'static Format {
    formats().into_iter().find(|format| format.id == id).expect("a format")
}

/// Goes across, lets someone edit, and comes home.
fn edited(
    a: &'static Format,
    b: &'static Format,
    home: &Memory,
    edit: impl FnOnce(&mut Memory),
) -> Converted {
    let there = convert(a, b, home, None, Carry::Sidecar, &Options::default());
    let mut package = there.package;
    edit(&mut package);
    convert(b, a, &package, there.sidecar.as_ref(), Carry::Sidecar, &Options::default())
}

fn set(package: &mut Memory, file: &str, row: usize, column: usize, text: &str) {
    let bytes = package.get_mut(file).expect("the file is there");
    let mut sheet = Sheet::parse(bytes);
    sheet.set(row, column, text).expect("a cell that can be set");
    *bytes = sheet.write();
}

fn without_row(package: &mut Memory, file: &str, row: usize) {
    let bytes = package.get_mut(file).expect("the file is there");
    let text = String::from_utf8(bytes.clone()).expect("UTF-8");
    // nothing that a conversion writes has a line end in a cell here
    let lines = text.split_inclusive('\n').enumerate().filter(|(line, _)| *line != row);
    *bytes = lines.map(|(_, line)| line).collect::<String>().into_bytes();
}

/// What is told: code, line, column.
fn told(done: &Converted) -> Vec<(&str, Option<u64>, String)> {
    let column =
        |column: Option<ColumnAt>| column.map(|column| column.to_string()).unwrap_or_default();
    let findings = done.findings.iter();
    findings.map(|of| (of.rule.code, of.place.line, column(of.place.column))).collect()
}

/// With one column more in a file, which its format does not know.
fn with_column(package: &mut Memory, file: &str, header: &str, text: &str) {
    let bytes = package.get_mut(file).expect("the file is there");
    let old = String::from_utf8(bytes.clone()).expect("UTF-8");
    let mut lines = old.lines();
    let mut new = format!("{},{header}\r\n", lines.next().expect("a header"));
    lines.for_each(|line| new += &format!("{line},{text}\r\n"));
    *bytes = new.into_bytes();
}

#[test]
fn a_column_that_the_format_does_not_know_is_counted() {
    let mut home = sample("oneroster-1.2");
    with_column(&mut home, "orgs.csv", "metadata.mascot", "Heron");
    let (or, v1) = (format("oneroster-1.2"), format("sds-v1"));
    let there = convert(or, v1, &home, None, Carry::Nothing, &Options::default());
    let rows = cell::texts(or, &home, "orgs.csv", "sourcedId").len() as u64;
    let added: Vec<_> =
        there.ledger.columns.iter().filter(|column| column.header == "column 8").collect();
    assert_eq!(added.len(), 1, "{:?}", there.ledger.columns);
    assert_eq!((added[0].file, added[0].cells, added[0].carried), ("orgs.csv", rows, rows));
    let of_column = |of: &&(&str, Option<u64>, String)| of.2 == "8";
    assert_eq!(told(&there).iter().filter(of_column).count(), 1);
}

#[test]
fn a_column_that_home_does_not_have_is_told() {
    let (v1, or) = (format("sds-v1"), format("oneroster-1.2"));
    let home = sample("sds-v1");
    let back = edited(v1, or, &home, |package| {
        let at = cell::column(or, package, "users.csv", "pronouns");
        set(package, "users.csv", 2, at, "they/them");
    });
    assert_eq!(back.package, home);
    assert_eq!(told(&back), [("M203", Some(3), "pronouns".into())]);
}

#[test]
fn a_column_that_was_added_abroad_is_told() {
    let (v1, or) = (format("sds-v1"), format("oneroster-1.2"));
    let home = sample("sds-v1");
    for carry in [Carry::Sidecar, Carry::Embed] {
        let there = convert(v1, or, &home, None, carry, &Options::default());
        let mut package = there.package;
        with_column(&mut package, "classes.csv", "metadata.mascot", "Heron");
        let sidecar = there.sidecar.as_ref();
        let back = convert(or, v1, &package, sidecar, carry, &Options::default());
        assert_eq!(back.package, home);
        assert_eq!(told(&back).len(), 1, "{:?}", told(&back));
        assert_eq!(told(&back)[0].0, "M203");
    }
}

/// A file of all records says of none what became of it; that someone says so abroad changes nothing.
#[test]
fn what_became_of_a_result_is_not_said_in_bulk() {
    let (new, old) = (format("oneroster-1.2"), format("oneroster-1.1"));
    let home = sample("oneroster-1.2");
    let back = edited(new, old, &home, |package| {
        let at = cell::column(old, package, "results.csv", "status");
        set(package, "results.csv", 2, at, "tobedeleted");
    });
    assert_eq!(back.package, home);
    assert_eq!(told(&back), [("M203", Some(3), "status".into())]);
}

#[test]
fn one_row_of_a_person_edited_is_told() {
    // one user with two roles is a student in two rows
    let (or, v1) = (format("oneroster-1.2"), format("sds-v1"));
    let mut home = sample("oneroster-1.2");
    let user = cell::texts(or, &home, "roles.csv", "userSourcedId");
    let role = cell::texts(or, &home, "roles.csv", "role");
    let org = cell::texts(or, &home, "roles.csv", "orgSourcedId");
    let student = (0..role.len()).find(|row| role[*row] == "student").expect("a student");
    let other = org.iter().find(|id| **id != org[student]).expect("another school");
    let columns = cell::column(or, &home, "roles.csv", "orgSourcedId");
    let mut sheet = Sheet::parse(home.get_mut("roles.csv").expect("there"));
    let line: Vec<String> = sheet
        .row(student + 1)
        .map(|cell| String::from_utf8(cell.into_bytes().into_owned()).expect("UTF-8"))
        .enumerate()
        .map(|(c, text)| match c {
            0 => "second-role".into(),
            c if c == columns => other.clone(),
            _ => text.replace("primary", "secondary"),
        })
        .collect();
    let mut roles = sheet.write();
    roles.extend(format!("{}\r\n", line.join(",")).into_bytes());
    sheet = Sheet::parse(&roles);
    assert!(sheet.len() > role.len() + 1);
    *home.get_mut("roles.csv").expect("there") = roles;

    let there = convert(or, v1, &home, None, Carry::Sidecar, &Options::default()).package;
    let ids = cell::texts(v1, &there, "Student.csv", "SIS ID");
    let rows: Vec<usize> = (0..ids.len()).filter(|row| ids[*row] == user[student]).collect();
    assert!(rows.len() > 1, "{ids:?}");
    let first_name = cell::column(v1, &there, "Student.csv", "First Name");
    let back = edited(or, v1, &home, |package| {
        set(package, "Student.csv", rows[1] + 1, first_name, "Annette");
    });
    assert_eq!(back.package, home, "the first row says what the person is called");
    let line = rows[1] as u64 + 2;
    assert_eq!(told(&back), [("M203", Some(line), "First Name".into())]);
}

#[test]
fn a_row_that_home_cannot_have_is_told() {
    let (v1, or) = (format("sds-v1"), format("oneroster-1.2"));
    let home = sample("sds-v1");
    let back = edited(v1, or, &home, |package| {
        let bytes = package.get_mut("enrollments.csv").expect("there");
        bytes.extend_from_slice(b"lost,,,S1,100,nobody,student,,,\r\n");
    });
    assert_eq!(back.package, home);
    let codes: Vec<_> = told(&back).into_iter().map(|told| told.0).collect();
    assert_eq!(codes, ["M204"]);
}

#[test]
fn the_school_year_of_the_way_out_is_no_edit() {
    let (v1, or) = (format("sds-v1"), format("oneroster-1.2"));
    let home = sample("sds-v1");
    let options = Options::default().in_school_year("2026-08-01", "2027-07-31");
    let there = convert(v1, or, &home, None, Carry::Sidecar, &options);
    let written = there.sidecar.expect("abroad").write();
    let sidecar = roster_mapping::Sidecar::read(&written).expect("as it was written");
    let back = convert(or, v1, &there.package, Some(&sidecar), Carry::Sidecar, &Options::default());
    assert_eq!(told(&back), []);
}

#[test]
fn what_is_removed_and_follows_from_others_is_told() {
    let (v1, or) = (format("sds-v1"), format("oneroster-1.2"));
    let home = sample("sds-v1");
    let back = edited(v1, or, &home, |package| {
        package.remove("manifest.csv");
        let at = cell::column(or, package, "users.csv", "enabledUser");
        set(package, "users.csv", 1, at, "");
    });
    assert_eq!(back.package, home);
    assert_eq!(told(&back), [("M205", Some(2), "enabledUser".into()), ("M206", None, "".into())]);
}

/// What is carried is not lost, and what is not carried is.
#[test]
fn what_does_not_cross_is_a_warning_where_nothing_is_carried() {
    let (a, b) = (format("sds-v1"), format("oneroster-1.2"));
    let severities = |carry| {
        let done = convert(a, b, &sample("sds-v1"), None, carry, &Options::default());
        let all: BTreeSet<_> = done.findings.iter().map(|of| of.severity).collect();
        all.into_iter().collect::<Vec<_>>()
    };
    assert_eq!(severities(Carry::Sidecar), [Severity::Info]);
    assert_eq!(severities(Carry::Nothing), [Severity::Warning]);
}

/// A cell that is not UTF-8 says nothing to anyone else; it is counted, and told where it stands.
#[test]
fn what_is_no_text_is_told_in_its_column() {
    let (a, b) = (format("sds-v1"), format("oneroster-1.2"));
    let mut home = sample("sds-v1");
    let rows = b"SIS ID,Name,Mascot,Motto\r\n1,North,Owl,Ren\xE9\r\n2,So\xFFth,Fox,Ad astra\r\n";
    *home.get_mut("School.csv").expect("the file is there") = rows.to_vec();
    let done = convert(a, b, &home, None, Carry::Sidecar, &Options::default());
    let here = done.findings.iter().filter(|of| of.place.file == at(&home, "School.csv"));
    let told: Vec<_> =
        here.map(|of| (of.place.column.map(|of| of.to_string()), of.place.row, of.count)).collect();
    let column = |name: &str, row, count| (Some(String::from(name)), Some(row), count);
    // without its name the second school stays at home
    assert_eq!(
        told,
        [(None, Some(2), 1), column("Name", 2, 1), column("3", 1, 1), column("4", 1, 1)]
    );
    let carried = |header: &str| {
        let entries = done.ledger.columns.iter();
        let mut of = entries.filter(|of| of.file == "School.csv" && of.header == header);
        of.next().map(|of| (of.cells, of.carried))
    };
    assert_eq!(carried("Name"), Some((2, 1)));
    assert_eq!(carried("column 4"), Some((2, 2)));
}

fn at(package: &Memory, name: &str) -> FileAt {
    FileAt::Present((0..package.len()).find(|at| package.name(*at) == name).expect("it is there"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    /// What is written, cleared or removed abroad changes something at home, or is told.
    #[test]
    fn no_edit_is_lost_without_a_word(
        pair in 0..72_usize,
        at in any::<[prop::sample::Index; 3]>(),
        text in prop_oneof![Just(None), "[a-z0-9]{0,8}".prop_map(Some)],
    ) {
        let (a, b) = pairs().nth(pair).expect("so many pairs");
        let home = sample(a.id);
        let mut is_edited = false;
        let back = edited(a, b, &home, |package| {
            let [file, row, column] = at;
            let name = package.name(file.index(package.len())).to_owned();
            let sheet = Sheet::parse(package.get_mut(&name).expect("there"));
            let (row, column) =
                (1 + row.index((sheet.len() - 1).max(1)), column.index(sheet.row(0).count()));
            is_edited = row < sheet.len();
            match &text {
                _ if !is_edited => {}
                Some(text) => {
                    is_edited = sheet.cell(row, column).is_some_and(|cell| cell.into_bytes() != text.as_bytes());
                    set(package, &name, row, column, text);
                }
                None => without_row(package, &name, row),
            }
        });
        let is_told = !back.findings.is_empty();
        let means = (&text, at, b.id);
        prop_assert!(!is_edited || back.package != home || is_told, "{means:?} from {}", a.id);
    }
}

/// What of a file crosses, by header.
fn crosses(done: &Converted, file: &str, header: &str) -> (u64, u64) {
    let of = done.ledger.columns.iter().find(|of| (of.file, &*of.header) == (file, header));
    of.map_or((0, 0), |of| (of.cells, of.carried))
}

#[test]
fn a_row_whose_key_comes_back_otherwise_is_no_record_that_stays() {
    // the type of a contact is part of the key, and stays at home
    let (clever, or) = (format("clever"), format("oneroster-1.2"));
    let home = sample("clever");
    let there = convert(clever, or, &home, None, Carry::Sidecar, &Options::default());
    let (cells, carried) = crosses(&there, "students.csv", "Contact_type");
    assert_eq!(cells, carried);
    let (cells, carried) = crosses(&there, "students.csv", "First_name");
    assert!(cells > 0 && carried == 0, "{cells} {carried}");
    let at = (0..home.len()).find(|at| home.name(*at) == "students.csv").expect("there");
    let of_students = |of: &&Finding| matches!(of.place.file, FileAt::Present(file) if file == at);
    let codes = there.findings.iter().filter(of_students).map(|of| of.rule.code);
    assert!(codes.clone().count() > 0 && !codes.clone().any(|code| code == "M102"));
}

#[test]
fn two_added_columns_of_one_name_are_two() {
    let (or, other) = (format("oneroster-1.2"), format("oneroster-1.2.0"));
    let mut home = sample("oneroster-1.2");
    with_column(&mut home, "orgs.csv", "metadata.x", "one");
    with_column(&mut home, "orgs.csv", "metadata.x", "two");
    let back = edited(or, other, &home, |_| {});
    assert_eq!(back.package, home);
    assert_eq!(told(&back), []);
}

/// What is wrong only beside other records comes home all the same, and is told by the check there.
#[test]
fn an_edit_that_is_wrong_beside_others_comes_home() {
    let (v1, or) = (format("sds-v1"), format("oneroster-1.2"));
    let home = sample("sds-v1");
    let names = |package: &Memory| cell::texts(v1, package, "Student.csv", "Username");
    let [taken, own] = [names(&home)[0].clone(), names(&home)[1].clone()];
    assert_ne!(taken, own);
    let back = edited(v1, or, &home, |package| {
        let all = cell::texts(or, package, "users.csv", "username");
        let row = all.iter().position(|name| *name == own).expect("the student is there");
        let table = or.table("users.csv").expect("a table");
        set(package, "users.csv", row + 1, table.column("username").expect("a column"), &taken);
    });
    assert_eq!(names(&back.package)[..2], [taken.clone(), taken], "it comes home");
    assert_eq!(told(&back), [], "and the conversion has nothing to tell of it");
    let twice = |package: &Memory| {
        let mut findings = Vec::new();
        check(v1, package, &Check::new(), &mut findings);
        findings.iter().filter(|of| of.rule.name == "shared-value").count()
    };
    assert_eq!([twice(&home), twice(&back.package)], [0, 1], "the check has");
}

/// A file that is none of the format's abroad, and one that stands beside another of its name.
#[test]
fn a_file_that_was_added_abroad_is_told() {
    for (a, b) in pairs() {
        let home = sample(a.id);
        let names = ["notes.txt", "ORGS.csv", "orgs.csv.bak"];
        for (name, bytes) in names.into_iter().zip([&b"Call them."[..], b"sourcedId\r\n", b""]) {
            let is_known = b.tables.iter().any(|table| table.file.eq_ignore_ascii_case(name));
            let mut at = None;
            let back = edited(a, b, &home, |package| {
                let has = |name: &str| (0..package.len()).any(|at| package.name(at) == name);
                // what is there in other capitals is the format's file
                if !is_known || has("orgs.csv") {
                    *package = core::mem::take(package).file(name, bytes);
                    at = Some(self::at(package, name));
                }
            });
            assert_eq!(back.package, home, "{} by way of {}", a.id, b.id);
            let told: Vec<_> =
                back.findings.iter().map(|of| (of.rule.code, of.place.file)).collect();
            let wanted: Vec<_> = at.into_iter().map(|at| ("M207", at)).collect();
            assert_eq!(told, wanted, "{name}: {} by way of {}", a.id, b.id);
        }
    }
}

/// A file that no one can read abroad is told, whether it was there before or not.
#[test]
fn a_file_that_cannot_be_read_abroad_is_told() {
    let (v1, or) = (format("sds-v1"), format("oneroster-1.2"));
    let home = sample("sds-v1");
    for name in ["users.csv", "categories.csv"] {
        let utf_16 = |text: &str| -> Vec<u8> {
            ['\u{FEFF}'].into_iter().chain(text.chars()).flat_map(|c| [c as u8, 0]).collect()
        };
        let mut bytes = utf_16("sourcedId,title\r\n1,Homework\r\n");
        bytes[..2].copy_from_slice(&[0xFF, 0xFE]);
        let mut at = None;
        let back = edited(v1, or, &home, |package| {
            match package.get_mut(name) {
                Some(there) => *there = bytes,
                None => *package = core::mem::take(package).file(name, bytes),
            }
            at = Some(self::at(package, name));
        });
        let told: Vec<_> = back.findings.iter().filter(|of| of.rule.code == "M207").collect();
        assert_eq!(told.len(), 1, "{:?}", back.findings);
        assert_eq!((Some(told[0].place.file), told[0].place.line), (at, None), "{name}");
    }
}

/// Puts a text before the first of another in a file.
fn put_before(package: &mut Memory, file: &str, old: &str, new: &str) {
    let bytes = package.get_mut(file).expect("the file is there");
    let text = String::from_utf8(bytes.clone()).expect("UTF-8");
    assert!(text.contains(old), "{file}: {old}");
    *bytes = text.replacen(old, &format!("{new}{old}"), 1).into_bytes();
}

/// What no row of a collection says has no way home.
#[test]
fn what_was_added_to_collections_abroad_is_told() {
    let json = format("oneroster-1.2-json");
    for a in formats().into_iter().filter(|a| a.id != json.id) {
        let home = sample(a.id);
        let first = "\"status\":";
        let (long, n) = ("x".repeat(1000), 500);
        let roles = vec!["{}"; n].join(",");
        let many = format!("{{\"sourcedId\":\"{long}\",\"roles\":[{roles}]}},");
        type Edit<'e> = (&'e str, &'e str, &'e str, &'e [&'e str]);
        let edits: [Edit<'_>; 6] = [
            // a member that the binding does not know, and one that is open for any
            ("orgs.json", first, "\"mascot\":\"Heron\",", &["M203"]),
            ("orgs.json", first, "\"metadata\":{\"mascot\":\"Heron\"},", &["M203"]),
            // no object, and no member of the collection
            ("orgs.json", "{\"sourcedId\"", "7,", &["M204"]),
            ("orgs.json", "\"orgs\"", "\"notes\":[],", &["M203"]),
            // no JSON: its records are gone, and what follows from them; that is told otherwise
            ("orgs.json", "{\"orgs\"", "orgs:", &["M207"]),
            // a user that cannot be at home, with roles that are not read
            ("users.json", "{\"sourcedId\"", &many, &["M204", "M204", "M204"]),
        ];
        for (file, old, new, codes) in edits {
            let back = edited(a, json, &home, |package| put_before(package, file, old, new));
            let told: Vec<_> = back.findings.iter().map(|of| of.rule.code).collect();
            // home may have a place for it
            if new.contains("metadata") && back.package != home {
                assert_eq!(told, [""; 0], "{new} from {}", a.id);
                continue;
            }
            let is_told = codes.iter().all(|code| told.contains(code));
            assert!(is_told, "{new:.40} from {}: {:?}", a.id, back.findings);
            if codes == ["M203"] || new == "7," {
                assert_eq!((&told[..], back.package == home), (codes, true), "{new} from {}", a.id);
                // each object is on a line of its own
                let (finding, line) = (&back.findings[0], 2 - u64::from(old == "\"orgs\""));
                let place = &finding.place;
                assert_eq!((place.line, finding.count), (Some(line), 1), "{new} from {}", a.id);
                let pointer = place.pointer.as_ref().map(ToString::to_string);
                if new.contains("metadata") && a.id == "sds-v1" {
                    assert_eq!(pointer.as_deref(), Some("/orgs/0/metadata"));
                }
            }
        }
        // as it was written
        assert_eq!(told(&edited(a, json, &home, |_| {})), []);
    }
}

/// What home says abroad in so many words that not all are read is no edit; what is odd beside it is
/// told, and only as far as home does not say it.
#[test]
fn what_is_not_read_of_home_is_no_edit() {
    let (csv, json) = (format("oneroster-1.2"), format("oneroster-1.2-json"));
    let long = "l".repeat(250);
    let mut home = sample("oneroster-1.2");
    let objective = |n| format!("o{n},,,{long},unknown,{n}\r\n");
    let rows = [
        (
            "lineItems.csv",
            format!("{long},,,L,,2026-09-14,2026-09-21,cls-read-4a,cat-hw,ses-q1,0,9,sch-401\r\n"),
        ),
        ("lineItemLearningObjectiveIds.csv", (0..2000).map(objective).collect()),
    ];
    for (file, rows) in rows {
        home.get_mut(file).expect("there").extend_from_slice(rows.as_bytes());
    }
    let told = |file: &str, old: &str, new: &str| -> Vec<(&str, FileAt, u64)> {
        let back = edited(csv, json, &home, |package| put_before(package, file, old, new));
        back.findings.iter().map(|of| (of.rule.code, of.place.file, of.count)).collect()
    };
    let there = convert(csv, json, &home, None, Carry::Sidecar, &Options::default()).package;
    // null is what is not there
    assert_eq!(told("orgs.json", "\"name\":", "\"parent\":null,"), []);
    assert_eq!(
        told("classes.json", "{\"sourcedId\"", "7,8,"),
        [("M204", at(&there, "classes.json"), 2)]
    );
    let sets = vec!["{}"; 500].join(",");
    let item =
        format!("{{\"sourcedId\":\"{}\",\"learningObjectiveSet\":[{sets}]}},", "z".repeat(250));
    let told = told("lineItems.json", "{\"sourcedId\"", &item);
    let records = told.iter().filter(|(code, ..)| *code == "M204").map(|(.., count)| count);
    assert_eq!(records.sum::<u64>(), 1 + 500, "the item and its sets, read or not");
}
