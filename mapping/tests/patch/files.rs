//! Files and their columns.

use roster_core::{Memory, Source};
use roster_mapping::patch::{EntryKind, LostKind};
use sds_model::v1;

use crate::{entries, kinds, lines, one, patch, text};

#[test]
fn files_that_are_carried_whole_give_way_to_edits() {
    let rebuilt = Memory::new()
        .file("notes.txt", "abroad")
        .file("made.txt", "made")
        .file("School.csv", "SIS ID\r\n1\r\n");
    let home = Memory::new()
        .file("School.csv", "SIS ID\r\n1\r\n")
        .file("notes.txt", "home")
        .file("more.txt", b"more\xFF");
    let patch = patch(&v1::FORMAT, &rebuilt, &home);
    use EntryKind::{File, FileGone, Order};
    assert_eq!(entries(&patch), [Order, File, File, FileGone]);
    let edited = Memory::new()
        .file("notes.txt", "edited")
        .file("made.txt", "edited")
        .file("new.txt", "new")
        .file("School.csv", "SIS ID\r\n2\r\n");
    let outcome = patch.apply(&edited);
    let expected = Memory::new()
        .file("School.csv", "SIS ID\r\n2\r\n")
        .file("notes.txt", "edited")
        .file("more.txt", b"more\xFF")
        .file("made.txt", "edited")
        .file("new.txt", "new");
    assert_eq!(outcome.package, expected);
    assert_eq!(kinds(&outcome), [LostKind::FileEdited, LostKind::FileKept]);
}

#[test]
fn a_file_s_name_may_differ_in_case() {
    let rebuilt = one("School.csv", "SIS ID,Name\r\n1,North\r\n");
    let home = one("SCHOOL.CSV", "SIS ID,Name\r\n1,North\r\n");
    let patch = patch(&v1::FORMAT, &rebuilt, &home);
    assert_eq!(entries(&patch), [EntryKind::Dress]);
    let outcome = patch.apply(&one("School.csv", "SIS ID,Name\r\n1,West\r\n"));
    assert_eq!(outcome.package, one("SCHOOL.CSV", "SIS ID,Name\r\n1,West\r\n"));
}

#[test]
fn a_file_whose_rows_are_all_gone_goes_with_the_rebuilt_one() {
    let rebuilt = one("School.csv", "SIS ID\r\n1\r\n");
    let patch = patch(&v1::FORMAT, &rebuilt, &one("School.csv", "SIS ID\n1\n"));
    assert!(patch.apply(&Memory::new()).package.is_empty());
    let outcome = patch.apply(&one("School.csv", "SIS ID\r\n"));
    assert_eq!(outcome.package, one("School.csv", "SIS ID\n"));
}

#[test]
fn a_column_that_home_lacks_comes_when_it_says_something_new() {
    let rebuilt = "SIS ID,Name,State ID,Zone\r\n1,North,,x\r\n2,South,,x\r\n3,West,,y\r\n";
    let home = "SIS ID,Name,Mascot\n1,North,owl\n2,South,\n3,West,\"bee\"\n";
    let file = "School.csv";
    let patch = patch(&v1::FORMAT, &one(file, rebuilt), &one(file, home));
    let edited = rebuilt.replace("2,South,,x", "2,South,TX,x");
    let outcome = patch.apply(&one(file, edited));
    let expected = "SIS ID,Name,Mascot,State ID\n1,North,owl,\n2,South,,TX\n3,West,\"bee\",\n";
    assert_eq!(text(&outcome.package, file).expect("there"), expected);
    let outcome = patch.apply(&one(file, rebuilt.replace(",x", ",z")));
    let expected = "SIS ID,Name,Mascot,Zone\n1,North,owl,z\n2,South,,z\n3,West,\"bee\",\n";
    assert_eq!(text(&outcome.package, file).expect("there"), expected);
}

/// Files of one name are told apart, each by how many of its name stand before it.
#[test]
fn files_of_one_name_are_several() {
    let of = |files: &[(&str, &str)]| {
        files.iter().fold(Memory::new(), |all, (name, text)| all.file(*name, *text))
    };
    let [school, notes] = ["School.csv", "notes.txt"];
    let rebuilt = of(&[(notes, "a"), (notes, "b"), (school, "SIS ID\r\n1\r\n")]);
    let home = of(&[(notes, "a"), (notes, "c"), (school, "SIS ID\r\n1\r\n")]);
    assert_eq!(entries(&patch(&v1::FORMAT, &rebuilt, &home)), [EntryKind::File]);
    let schools = |second: &str| of(&[(school, "SIS ID\r\n1\r\n"), (school, second)]);
    let (rebuilt, home) = (schools("SIS ID,Name\r\n2,a\r\n"), schools("SIS ID,Name\r\n2,b\r\n"));
    assert_eq!(entries(&patch(&v1::FORMAT, &rebuilt, &home))[1..], [EntryKind::Cell]);
}

/// What most cells of such a column say is said once.
#[test]
fn of_a_column_that_home_lacks_the_usual_text_is_known() {
    let base = |cells: &[&str]| {
        let row = |(i, cell): (usize, &&str)| format!("{i},{cell}\r\n");
        let rebuilt: String = cells.iter().enumerate().map(row).collect();
        let home: String = (0..cells.len()).map(|i| format!("{i}\r\n")).collect();
        let rebuilt = one("School.csv", format!("SIS ID,Zone\r\n{rebuilt}"));
        let patch = patch(&v1::FORMAT, &rebuilt, &one("School.csv", format!("SIS ID\r\n{home}")));
        let line = lines(&patch, &["lacks"]).concat();
        line.strip_prefix("lacks,,,,Zone,").expect("the column").to_owned()
    };
    assert_eq!(base(&["x", "y", "y"]), "y,");
    assert_eq!(base(&["x", "x", "y", "y", "x"]), "x,");
    assert_eq!(base(&["x", "x", ""]), "x,");
    assert_eq!(base(&["x", ""]), ",", "half of them are not most");
}

/// It comes where the table has it, and one that the table does not know at the end.
#[test]
fn a_column_that_home_lacks_comes_in_its_place() {
    let rebuilt = "Mascot,SIS ID,Name,State ID,Zone\r\nowl,1,North,a,z\r\n";
    let home = "SIS ID,State ID,Zone,Notes\n1,a,z,n\n";
    let patch = patch(&v1::FORMAT, &one("School.csv", rebuilt), &one("School.csv", home));
    let outcome = patch.apply(&one("School.csv", rebuilt.replace("owl,1,North", "bee,1,South")));
    let expected = "SIS ID,Name,State ID,Zone,Notes,Mascot\n1,South,a,z,n,bee\n";
    assert_eq!(text(&outcome.package, "School.csv").expect("there"), expected);
}

/// Of two columns with one header it is the second that home lacks.
#[test]
fn columns_of_one_header_are_lacked_one_by_one() {
    let school = |text: &str| one("School.csv", text);
    let rebuilt = "SIS ID,Name,x,x\r\n1,North,a,b\r\n";
    let patch = patch(&v1::FORMAT, &school(rebuilt), &school("SIS ID,Name,x\r\n1,North,a\r\n"));
    let outcome = patch.apply(&school(&rebuilt.replace("a,b", "c,b")));
    assert_eq!(outcome.package, school("SIS ID,Name,x\r\n1,North,c\r\n"));
}
