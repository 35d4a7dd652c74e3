//! Cells: what the patch says of them, and how edited ones are written.

use roster_core::Memory;
use roster_mapping::patch::LostKind;
use sds_model::v1;

use crate::{crafted_ids, kinds, lines, one, patch, text};

fn school(rows: &str) -> Memory {
    one("School.csv", format!("SIS ID,Name,State ID\r\n{rows}"))
}

/// An edit that says what home says anyway is no loss.
#[test]
fn an_edited_cell_is_told_if_home_says_something_else() {
    let patch = patch(&v1::FORMAT, &school("1,North,\r\n"), &school("1,north,\r\n"));
    for (name, expected) in [("North", &[][..]), ("north", &[]), ("West", &[LostKind::CellEdited])]
    {
        let outcome = patch.apply(&school(&format!("1,{name},\r\n")));
        let out = if name == "West" { "West" } else { "north" };
        assert_eq!(outcome.package, school(&format!("1,{out},\r\n")));
        assert_eq!(kinds(&outcome), expected, "{name}");
    }
}

/// Where home quotes a cell, an edited one is quoted too.
#[test]
fn an_edited_cell_is_quoted_as_at_home() {
    let rows = "1,North,a\r\n2,South,b\r\n3,West,c\r\n";
    let home = "1,\"North\",a\r\n2,South,b\r\n3,West,c\r\n";
    let patch = patch(&v1::FORMAT, &school(rows), &school(home));
    let edited = rows.replace("North,a", "Far North,d").replace("South", "Far South");
    let expected = home.replace("North\",a", "Far North\",d").replace("South", "Far South");
    assert_eq!(patch.apply(&school(&edited)).package, school(&expected));
}

/// Nor are blank cells that a short row of home lacks written in its dress.
#[test]
fn a_short_row_of_home_grows_as_far_as_it_must() {
    let quoted = "\"1\",\"\",\"\",\"z\"\n\"2\",\"\",\"\",\"z\"\n\"3\",\"\",\"\",\"z\"\n\"4\"\n";
    let header = "SIS ID,Name,State ID,Zone";
    let rebuilt = format!("{header}\r\n1,,,z\r\n2,,,z\r\n3,,,z\r\n4,,,\r\n");
    let home = format!("{header}\n{quoted}");
    let patch =
        patch(&v1::FORMAT, &one("School.csv", rebuilt.clone()), &one("School.csv", home.clone()));
    let outcome = patch.apply(&one("School.csv", rebuilt.replace("4,,,", "4,,,y")));
    let expected = home.replace("\"4\"", "\"4\",\"\",\"\",\"y\"");
    assert_eq!(text(&outcome.package, "School.csv").expect("there"), expected);
}

#[test]
fn letters_of_any_language_are_written_as_they_are() {
    let patch = patch(&v1::FORMAT, &school("1,Elan,\r\n"), &school("1,\u{c9}lan,\r\n"));
    assert_eq!(lines(&patch, &["cell", "cell64"]), ["cell,,1,,Name,Elan,\u{c9}lan"]);
}

/// What changes in rows is told apart by what it says, not by a checksum of that.
#[test]
fn changes_of_one_checksum_are_two() {
    let crafted: Vec<String> = crafted_ids().take(2).collect();
    let home = format!("1,{},\r\n2,{},\r\n", crafted[0], crafted[1]);
    let patch = patch(&v1::FORMAT, &school("1,,\r\n2,,\r\n"), &school(&home));
    assert_eq!(lines(&patch, &["cell"]).len(), 2);
    assert_ne!(patch, crate::patch(&v1::FORMAT, &school("1,,\r\n"), &school("1,a,\r\n")));
}
