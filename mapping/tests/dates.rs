//! Dates keep their day, whichever of day and month comes first.

mod common;

use common::cell;
use roster_core::{Format, Memory};
use roster_mapping::{Carry, DateOrder, Options, Sidecar, convert};

static V1: &Format = &sds_model::v1::FORMAT;
static OR: &Format = &oneroster_model::v1p2::FORMAT;

fn home(dates: &[&str]) -> Memory {
    let row = |(n, date): (usize, &&str)| format!("p{n},1,First,Last,user{n},{date}\r\n");
    let students: String = dates.iter().enumerate().map(row).collect();
    Memory::new()
        .file("School.csv", "SIS ID,Name\r\n1,North\r\n")
        .file(
            "Student.csv",
            format!("SIS ID,School SIS ID,First Name,Last Name,Username,Birthdate\r\n{students}"),
        )
        .file("Teacher.csv", "SIS ID,School SIS ID,First Name,Last Name,Username\r\n")
}

/// The days of birth abroad; at home they are as they were.
fn days(dates: &[&str], order: DateOrder) -> Vec<String> {
    let home = home(dates);
    let options = Options::default().date_order(order);
    for carry in [Carry::Sidecar, Carry::Embed] {
        let mut there = convert(V1, OR, &home, None, carry, &options);
        // a file that stays there, so that edits are looked for
        there.package = there.package.file("notes.txt", "");
        for options in [options.clone(), Options::default()] {
            let written = there.sidecar.as_ref().expect("abroad").write();
            let sidecar = Sidecar::read(&written).expect("as it was written");
            let back = convert(OR, V1, &there.package, Some(&sidecar), carry, &options);
            assert_eq!(back.package, home, "{order:?}");
            let told: Vec<_> = back.findings.iter().map(|of| of.rule.code).collect();
            assert_eq!(told, ["M207"], "{order:?}: the file, and nothing else");
        }
    }
    let there = convert(V1, OR, &home, None, Carry::Sidecar, &options).package;
    cell::texts(OR, &there, "demographics.csv", "birthDate")
}

#[test]
fn a_column_is_told_by_a_first_number_above_12() {
    let days_first = days(&["5/8/2014", "31/8/2014", "2014-02-03"], DateOrder::ByColumn);
    assert_eq!(days_first, ["2014-08-05", "2014-08-31", "2014-02-03"]);
    let months_first = days(&["5/8/2014", "8/31/2014"], DateOrder::ByColumn);
    assert_eq!(months_first, ["2014-05-08", "2014-08-31"]);
}

#[test]
fn the_caller_can_say_it() {
    assert_eq!(
        days(&["5/8/2014", "05/09/2014"], DateOrder::DayFirst),
        ["2014-08-05", "2014-09-05"]
    );
    assert_eq!(
        days(&["5/8/2014", "31/8/2014"], DateOrder::MonthFirst),
        ["2014-05-08", "2014-08-31"]
    );
}
