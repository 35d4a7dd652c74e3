//! Rows that are removed, carried, moved and new.

use oneroster_model::v1p2;
use roster_core::Memory;
use roster_mapping::patch::{EntryKind, LostKind};
use sds_model::{v1, v2p1};

use crate::{entries, kinds, lines, one, patch, text, with_lines, without};

#[test]
fn a_record_that_is_removed_takes_along_what_requires_it() {
    let rebuilt = Memory::new()
        .file("users.csv", "sourcedId\r\nu1\r\nu2\r\n")
        .file("classes.csv", "sourcedId\r\nc1\r\nc2\r\n");
    let home = rebuilt
        .clone()
        .file("demographics.csv", "sourcedId,sex\nu1,male\nu2,female\nu9,male\n")
        .file(
            "results.csv",
            "sourcedId,lineItemSourcedId,studentSourcedId\nr1,l1,u1\nr2,l2,u1\nr3,l2,u2\n",
        )
        .file("lineItems.csv", "sourcedId,classSourcedId\nl1,c1\nl2,c2\n");
    let patch = patch(&v1p2::FORMAT, &rebuilt, &home);

    let outcome = patch.apply(&without(&rebuilt, "users.csv", "u2\r\n"));
    let rows = |file| text(&outcome.package, file).expect("there");
    assert_eq!(rows("demographics.csv"), "sourcedId,sex\nu1,male\nu9,male\n");
    assert!(rows("results.csv").ends_with("\nr1,l1,u1\nr2,l2,u1\n"));
    assert_eq!(kinds(&outcome), [LostKind::RequiredGone; 2]);

    // the class, its line item, the results of that
    let outcome = patch.apply(&without(&rebuilt, "classes.csv", "c2\r\n"));
    let rows = |file| text(&outcome.package, file).expect("there");
    assert_eq!(rows("lineItems.csv"), "sourcedId,classSourcedId\nl1,c1\n");
    assert!(rows("results.csv").ends_with("\nr1,l1,u1\n"));
    assert_eq!(kinds(&outcome), [LostKind::RequiredGone; 3]);
}

#[test]
fn other_rows_of_a_removed_record_are_removed_too() {
    let header = "SIS ID,School SIS ID,Username";
    let rebuilt = one("Student.csv", format!("{header}\r\n1,7,ada\r\n2,7,bo\r\n"));
    let home = one("Student.csv", format!("{header}\n1,7,ada\n1,8,ada\n2,7,bo\n"));
    let patch = patch(&v1::FORMAT, &rebuilt, &home);
    let outcome = patch.apply(&without(&rebuilt, "Student.csv", "1,7,ada\r\n"));
    assert_eq!(outcome.package, one("Student.csv", format!("{header}\n2,7,bo\n")));
    assert_eq!(kinds(&outcome), [LostKind::RequiredGone]);
}

#[test]
fn a_row_that_home_lacks_is_kept_once_it_is_edited() {
    let rebuilt = "SIS ID,Name\r\n1,North\r\n2,made up\r\n";
    let file = "School.csv";
    let patch = patch(&v1::FORMAT, &one(file, rebuilt), &one(file, "SIS ID,Name\n1,North\n"));
    let outcome = patch.apply(&one(file, rebuilt.replace("made up", "real")));
    assert_eq!(outcome.package, one(file, "SIS ID,Name\n1,North\n2,real\n"));
    assert_eq!(kinds(&outcome), [LostKind::RowKept]);
    assert_eq!(outcome.lost[0].row, Some(2));
}

#[test]
fn a_row_that_came_home_by_itself_stands_for_the_carried_one() {
    let rebuilt = one("School.csv", "SIS ID,Name\r\n1,North\r\n");
    let home = one("School.csv", "SIS ID,Name\r\n1,North\r\n2,\r\n");
    let patch = patch(&v1::FORMAT, &rebuilt, &home);
    let edited = one("School.csv", "SIS ID,Name\r\n1,North\r\n2,South\r\n");
    let outcome = patch.apply(&edited);
    assert_eq!(outcome.package, edited);
    assert_eq!(kinds(&outcome), [LostKind::Superseded]);
}

#[test]
fn a_new_row_follows_the_one_before_it_wherever_that_stands() {
    // students and teachers, one after the other abroad, in turn at home
    let rebuilt = "sourcedId\r\ns1\r\ns2\r\ns3\r\nt1\r\nt2\r\n";
    let home = "sourcedId\ns1\nt1\ns2\nt2\ns3\n";
    let file = "users.csv";
    let patch = patch(&v2p1::FORMAT, &one(file, rebuilt), &one(file, home));
    assert_eq!(entries(&patch)[1..], [EntryKind::Place; 2]);
    for (row, behind) in [("s3", "s3"), ("t1", "t1"), ("t2", "t2"), ("sourcedId", "sourcedId")] {
        let edited = rebuilt.replace(&format!("{row}\r\n"), &format!("{row}\r\nn1\r\nn2\r\n"));
        let expected = home.replace(&format!("{behind}\n"), &format!("{behind}\nn1\nn2\n"));
        assert_eq!(patch.apply(&one(file, edited)).package, one(file, expected), "{row}");
    }
}

#[test]
fn carried_rows_outlive_the_rows_around_them() {
    let rebuilt = "sourcedId\r\n1\r\n2\r\n3\r\n4\r\n";
    let home = "sourcedId\n1\n\"a\n2\nb\n3\nc\n4\n";
    let file = "users.csv";
    let patch = patch(&v2p1::FORMAT, &one(file, rebuilt), &one(file, home));
    for (gone, expected) in [
        ("1\r\n2\r\n", "\"a\nb\n3\nc\n4\n"),
        ("2\r\n3\r\n", "1\n\"a\nb\nc\n4\n"),
        ("1\r\n2\r\n3\r\n4\r\n", "\"a\nb\nc\n"),
    ] {
        let outcome = patch.apply(&one(file, rebuilt.replace(gone, "")));
        assert_eq!(outcome.package, one(file, format!("sourcedId\n{expected}")));
    }
    // without the file, too
    let outcome = patch.apply(&Memory::new());
    assert_eq!(outcome.package, one(file, "sourcedId\n\"a\nb\nc\n"));
    // a quote from abroad does not close the open one
    let outcome = patch.apply(&one(file, rebuilt.replace('3', "\"3,\"")));
    let expected = "sourcedId\n1\n\"\"\"a\"\n2\nb\n\"3,\"\nc\n4\n";
    assert_eq!(text(&outcome.package, file).expect("there"), expected);
}

#[test]
fn a_new_row_of_which_home_says_nothing_is_a_row_still() {
    let rebuilt = one("users.csv", "username\r\nada\r\n");
    let home = one("users.csv", "username\nada\n");
    let patch = patch(&v2p1::FORMAT, &rebuilt, &home);
    let outcome = patch.apply(&one("users.csv", "username\r\nada\r\n\"\"\r\n"));
    assert_eq!(outcome.package, one("users.csv", "username\nada\n\"\"\n"));
}

/// Nothing follows a row that is said to be followed by itself.
#[test]
fn a_moved_row_that_follows_itself_stays_one_row() {
    let [rebuilt, home] = ["1\r\n2\r\n3\r\n4\r\n", "2\r\n3\r\n4\r\n1\r\n"]
        .map(|rows| one("users.csv", format!("sourcedId\r\n{rows}")));
    let patch = patch(&v2p1::FORMAT, &rebuilt, &home);
    // one moved row, and what followed it
    let itself = with_lines(&v2p1::FORMAT, &patch, ["next,,2,", "next,,1,"]);
    assert_eq!(itself.apply(&rebuilt).package, home);
}

#[test]
fn rows_that_agree_cost_nothing() {
    let rows = |newline: &str, changed: &str| {
        let row =
            |i: usize| format!("{i},School {i}{}{newline}", if i == 500 { changed } else { "" });
        format!("SIS ID,Name{newline}{}", (0..1000).map(row).collect::<String>())
    };
    let rebuilt = one("School.csv", rows("\r\n", ""));
    let mut home = rows("\n", "?").into_bytes();
    *home.iter_mut().find(|b| **b == b'?').expect("there") = 0xE9; // Latin-1
    let patch = patch(&v1::FORMAT, &rebuilt, &one("School.csv", home));
    assert_eq!(entries(&patch), [EntryKind::Dress, EntryKind::Cell]);
    let mut bytes = Vec::new();
    patch.write(&mut bytes);
    assert!(bytes.len() < 400, "{}", String::from_utf8_lossy(&bytes));
}

/// However often it is named, a moved row is one row.
#[test]
fn a_row_moves_once() {
    let [rebuilt, home] = ["1\r\n2\r\n3\r\n", "2\r\n3\r\n1\r\n"]
        .map(|rows| one("users.csv", format!("sourcedId\r\n{rows}")));
    let once = patch(&v2p1::FORMAT, &rebuilt, &home);
    let twice = ["next,,2,,,,\r\n", "next,,2,,,,\r\nmoved,,1,,,0,\r\n"];
    assert_eq!(with_lines(&v2p1::FORMAT, &once, twice).apply(&rebuilt).package, home);
}

/// A row without a key is known by all that it says: with other words it is another row.
#[test]
fn a_row_without_a_key_is_what_it_says() {
    let school = |rows: &str| one("School.csv", format!("SIS ID,Name\r\n{rows}"));
    let patch = patch(&v1::FORMAT, &school(",North\r\n"), &school(",South\r\n"));
    assert_eq!(entries(&patch)[1..], [EntryKind::RowGone, EntryKind::Row]);
    let outcome = patch.apply(&school(",East\r\n"));
    assert_eq!(outcome.package, school(",East\r\n,South\r\n"));
    assert_eq!(kinds(&outcome), [LostKind::RowGone; 0]);
}

/// Of more rows with a key than there are on the other side, those are the same that say the same.
#[test]
fn of_rows_with_one_key_those_are_paired_that_say_the_same() {
    let school = |rows: &str| one("School.csv", format!("SIS ID,Name\r\n{rows}"));
    let one_of_two = |rebuilt: &str, home: &str| {
        let patch = patch(&v1::FORMAT, &school(rebuilt), &school(home));
        lines(&patch, &["cell", "no-row", "before", "at-end", "after", "row", "moved"])
    };
    let more_at_home = one_of_two("1,b\r\n", "1,a\r\n1,b\r\n");
    assert_eq!(more_at_home, ["before,,1,,,,", "row,,,,key,,\"1,a\""]);
    let fewer_at_home = one_of_two("1,a\r\n1,b\r\n", "1,b\r\n");
    assert_eq!(fewer_at_home.len(), 1, "{fewer_at_home:?}");
    assert!(fewer_at_home[0].starts_with("no-row,,1,0:"), "{fewer_at_home:?}");
}

/// If all rows of a file are removed, so are those that only home has of their records.
#[test]
fn no_row_of_a_record_outlives_a_file_of_headers_alone() {
    let student =
        |rows: &str| one("Student.csv", format!("SIS ID,School SIS ID,Username\r\n{rows}"));
    let home = student("1,7,ada\r\n1,8,ada\r\n3,7,cy\r\n");
    let patch = patch(&v1::FORMAT, &student("1,7,ada\r\n"), &home);
    let outcome = patch.apply(&student(""));
    assert_eq!(outcome.package, student("3,7,cy\r\n"));
    assert_eq!(kinds(&outcome), [LostKind::RequiredGone]);
}

/// A row that an edit gave the key of another is not taken for it.
#[test]
fn of_rows_that_an_edit_gave_one_key_the_first_is_meant() {
    let school = |rows: &str| one("School.csv", format!("SIS ID,Name\r\n{rows}"));
    let rebuilt = "1,a\r\n2,b\r\n";
    let patch = patch(&v1::FORMAT, &school(rebuilt), &school("1,A\r\n2,B\r\n"));
    let outcome = patch.apply(&school("2,b\r\n1,a\r\n2,b\r\n"));
    assert_eq!(outcome.package, school("2,B\r\n1,A\r\n2,b\r\n"));
}

#[test]
fn a_short_row_from_abroad_is_as_wide_as_home_s() {
    let rebuilt = one("School.csv", "SIS ID,Name,State ID\r\n1,North,a\r\n");
    let patch =
        patch(&v1::FORMAT, &rebuilt, &one("School.csv", "SIS ID,Name,State ID\n1,North,a\n"));
    let edited = "SIS ID,Name,State ID\r\n1,North,a\r\n2,South\r\n3\r\n";
    let outcome = patch.apply(&one("School.csv", edited));
    let expected = "SIS ID,Name,State ID\n1,North,a\n2,South,\n3,,\n";
    assert_eq!(text(&outcome.package, "School.csv").expect("there"), expected);
}

/// Lines that no patch has: a row without anything on it, and one behind a blank line.
#[test]
fn carried_rows_may_be_odd() {
    let school = |rows: &str| one("School.csv", format!("SIS ID,Name\r\n{rows}"));
    let rebuilt = school("1,North\r\n");
    let patch = patch(&v1::FORMAT, &rebuilt, &school("1,North\r\n2,South\r\n"));
    let row = "row,,,,,,\"2,South\"";
    let blank = with_lines(&v1::FORMAT, &patch, [row, "row,,,,,,"]);
    assert_eq!(blank.apply(&rebuilt).package, school("1,North\r\n\"\"\r\n"));
    let behind = with_lines(&v1::FORMAT, &patch, [row, "row,,,,,,\"\n2,South\""]);
    let outcome = behind.apply(&school("1,North\r\n2,West\r\n"));
    assert_eq!(outcome.package, school("1,North\r\n2,West\r\n"));
    assert_eq!(kinds(&outcome), [LostKind::Superseded]);
}

/// Of two rows with a key one is removed abroad: what changes in the other is still the other's.
#[test]
fn the_row_that_is_left_of_two_is_known_by_what_it_says() {
    let school = |rows: &str| one("School.csv", format!("SIS ID,Name,Zone\r\n{rows}"));
    let rebuilt = school("1,North,\r\n1,South,\r\n");
    let patch = patch(&v1::FORMAT, &rebuilt, &school("1,North,a\r\n1,South,\r\n"));
    let apply = |gone: &str| patch.apply(&without(&rebuilt, "School.csv", gone));
    let outcome = apply("1,South,\r\n");
    assert_eq!((kinds(&outcome), outcome.package), (vec![], school("1,North,a\r\n")));
    let outcome = apply("1,North,\r\n");
    assert_eq!(outcome.package, school("1,South,\r\n"));
    assert_eq!(kinds(&outcome), [LostKind::RowGone]);
}
