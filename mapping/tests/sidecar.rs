//! When a sidecar is of a package, when nothing is in it, and what is said where it cannot be used.

mod common;

use common::sample;
use roster_core::{Format, Memory};
use roster_mapping::{Carry, Options, Sidecar, Stage, Unusable, convert, formats, patch, table};

fn format(id: &str) -> &'static Format {
    formats().into_iter().find(|format| format.id == id).expect("a format")
}

/// A district of two schools with so many students, in School Data Sync V1.
fn home(students: usize) -> Memory {
    let row = |n| format!("p{n},1,First,Last,user{n}\r\n");
    let rows: String = (0..students).map(row).collect();
    Memory::new().file("School.csv", "SIS ID,Name\r\n1,North\r\n").file(
        "Student.csv",
        format!("SIS ID,School SIS ID,First Name,Last Name,Username\r\n{rows}"),
    )
}

/// Without all but some students, and with nothing of the others' roles.
fn keep(package: &Memory, students: usize) -> Memory {
    let mut package = package.clone();
    for file in ["users.csv", "roles.csv"] {
        let bytes = package.get_mut(file).expect("the file is there");
        let text = String::from_utf8(bytes.clone()).expect("UTF-8");
        *bytes = text.split_inclusive('\n').take(students + 1).collect::<String>().into_bytes();
    }
    package
}

#[test]
fn a_package_is_known_by_a_quarter_of_its_ids() {
    let (a, b) = (format("sds-v1"), format("oneroster-1.2"));
    let home = home(400);
    let there = convert(a, b, &home, None, Carry::Sidecar, &Options::default());
    let sidecar = there.sidecar.as_ref();
    let is_foreign = |students| {
        let edited = keep(&there.package, students);
        convert(b, a, &edited, sidecar, Carry::Sidecar, &Options::default()).foreign_sidecar
    };
    assert!(!is_foreign(400) && !is_foreign(200));
    assert!(is_foreign(2) && is_foreign(0));
}

/// An id that is spelt otherwise abroad is all that is carried of a package that comes back by
/// itself.
#[test]
fn a_sidecar_with_ids_alone_is_not_empty() {
    let (a, b) = (format("oneroster-1.1"), format("sds-v1"));
    let plain = convert(a, b, &sample("oneroster-1.1"), None, Carry::Nothing, &Options::default());
    let home = convert(b, a, &plain.package, None, Carry::Nothing, &Options::default()).package;
    let sidecar = |home: &Memory| {
        convert(a, b, home, None, Carry::Sidecar, &Options::default()).sidecar.expect("abroad")
    };
    assert!(sidecar(&home).is_empty());
    let mut respelt = home.clone();
    for file in ["orgs.csv", "users.csv", "classes.csv", "enrollments.csv"] {
        let bytes = respelt.get_mut(file).expect("the file is there");
        let text = String::from_utf8(bytes.clone()).expect("UTF-8");
        *bytes = text.replace("sch-401", "sch 4é1").into_bytes();
    }
    let carried = sidecar(&respelt);
    assert!(!carried.is_empty(), "{carried:?}");
    assert_eq!(carried.formats().len(), 2);
}

#[test]
fn errors_and_stages_are_told() {
    assert_eq!(Unusable::NoSidecar.to_string(), "it is no sidecar");
    assert_eq!(Unusable::Version.to_string(), "it was written by a later version");
    assert_eq!(Unusable::Damaged.to_string(), "it is damaged, or not whole");
    assert_eq!(Sidecar::read(b"rosterlens-carried,1\nx").err(), Some(Unusable::Damaged));
    assert_eq!(Sidecar::read(b"rosterlens-carried,9\n").err(), Some(Unusable::Version));
    let damaged = patch::Damaged { line: 7 };
    assert_eq!(damaged.to_string(), "line 7 cannot be read as a part of a patch of this format");
    let stages = [Stage::Crossing, Stage::Returning, Stage::Comparing, Stage::Counting];
    let done = stages.map(Stage::done);
    assert!(done[0] == 0 && done.is_sorted() && done[3] < 100, "{done:?}");
    assert!(done.windows(2).all(|two| two[0] < two[1]), "{done:?}");
}

#[test]
fn a_line_of_the_table_reads_as_an_equation() {
    let lines = table(format("sds-v1"), format("oneroster-1.2"));
    let lines: Vec<_> = lines.iter().map(ToString::to_string).collect();
    for line in [
        "School.csv Name = orgs.csv name",
        "Student.csv Grade = users.csv grades (grades; lists)",
        "Student.csv Graduation Year = - (carried)",
    ] {
        assert!(lines.iter().any(|of| of == line), "{line}");
    }
}
