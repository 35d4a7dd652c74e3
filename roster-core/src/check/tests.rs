//! What the first look marks: the rows with which something is wrong, and no others.
//!
//! A mark too many would do no harm but take time, which no test of findings could see.

use std::{format, string::String, vec, vec::Vec};

use super::{Layout, Limit, Options, check, survey::Survey};
use crate::{
    AnyDate, Constraint, Email, Format, Id, Index, Level, List, Memory, Phone, Profile, Record,
    Text, Year, catalogue as r, codes, col, file, table,
};

codes! {
    /// What a person is.
    pub(super) enum Role {
        /// Learns.
        Student = "student",
        /// Teaches.
        Teacher = "teacher",
    }
}
codes! {
    /// The years that there are.
    pub(super) enum Term {
        /// One.
        One = "2026",
        /// The next.
        Next = "2027",
    }
}
table! {
    /// People.
    pub(super) struct Person = file("people.csv").required() => {
        /// Names the person.
        id: Id = col("id").required().id(),
        /// What the person is.
        role: Role = col("role").required(),
        /// An address.
        email: Email = col("email").unique(),
        /// A number.
        phone: Phone = col("phone"),
        /// What can be said of the person.
        notes: Text = col("notes").avoid("#"),
        /// The years that the person was there.
        years: List<Year> = col("years").codes(Term::CODES),
        /// When the person came.
        since: AnyDate = col("since"),
        /// Who they have to do with.
        others: List<Id> = col("others").refers("people.csv"),
        /// What nobody looks at.
        code: Text = col("code").secret(),
    }
}
table! {
    /// Who sits where.
    pub(super) struct Seat = file("seats.csv").required() => {
        /// The room.
        room: Id = col("room").required().key(),
        /// The student.
        person: Id = col("person").required().key().refers_to("people.csv", "role", "student"),
        /// What the person is, once more.
        role: Text = col("role"),
        /// Who sits near.
        near: List<Id> = col("near").refers("people.csv"),
    }
}
table! {
    /// Things that nobody refers to, so that their ids may differ in case alone.
    pub(super) struct Thing = file("things.csv") => {
        /// Names the thing.
        id: Id = col("id").required().id(),
        /// What became of it.
        status: Text = col("status").required_in_delta(),
        /// When it was said.
        changed: Text = col("changed").required_in_delta(),
    }
}
static SPEC: Profile = Profile::new(
    "spec",
    "The format's own text.",
    &[
        (&r::DISCOURAGED_CHARACTER, Level::Warning, "for the test"),
        (&r::UNLISTED_WORD, Level::Warning, "for the test"),
    ],
);
static FORMAT: Format =
    Format::new("rooms", "Rooms", "made up", &[Person::TABLE, Seat::TABLE, Thing::TABLE], &[&SPEC])
        .constraints(&[&ROLE, &NEAR, &NAMED]);
static ROLE: Constraint = Constraint::new(&r::SCHOOL_DIFFERS, "seats.csv")
    .columns(&["role", "person"])
    .looks(&[Index::of("people.csv", &["id"]).keep(&["role"])])
    .agrees();
/// Of a list, which names no one record, a constraint may ask for that of its whole text.
static NEAR: Constraint = Constraint::new(&r::SCHOOL_DIFFERS, "seats.csv")
    .columns(&["near", "role"])
    .looks(&[Index::of("people.csv", &["id"]).keep(&["role"])])
    .keyed(0)
    .holds(|_, _| true);
static NAMED: Constraint = Constraint::new(&r::CLASS_WITHOUT_STUDENTS, "people.csv")
    .columns(&["notes", "role"])
    .holds(|cells, _| cells[0] != "none" || cells[1].is_empty());

type Rows = Vec<Vec<String>>;

/// People of whom the odd ones learn, and where those sit; half of the ids are UUIDs, and some long.
fn rows(people: usize) -> [Rows; 3] {
    let id = |n: usize| match n % 8 {
        0 | 1 | 4 | 5 => format!("{n:08x}-0000-4000-8000-000000000000"),
        2 | 3 => format!("p{n}"),
        _ => format!("a person of a long name {n}"),
    };
    let person = |n: usize| {
        let role = if n % 2 == 1 { "student" } else { "teacher" };
        let others = match n % 3 {
            0 => String::new(),
            1 => id(0),
            _ => format!("{},{}", id(people - 1), id(n)),
        };
        let years = if n.is_multiple_of(5) { "" } else { "2026,2027" };
        let email = format!("p{n}@example.org");
        let phone = if n % 3 == 1 { "+15550100" } else { "" };
        let notes = match n % 8 {
            1 => "-5".into(),
            2 => "+5.5".into(),
            3 => "=".into(),
            4 => "§ 7, µ".into(),
            _ => format!("is {n}"),
        };
        let cells = [id(n), role.into(), email, phone.into(), notes].into_iter();
        let cells = cells.chain([years.into(), format!("2026-08-{:02}", n / 7 % 28 + 1), others]);
        cells.chain([format!(" =NULL {n} ")]).collect()
    };
    let seat = |n: usize| {
        let role = if n % 3 == 1 { "student" } else { "" };
        let near = if n % 4 == 1 { format!("{}, {}", id(1), id(2)) } else { String::new() };
        let near = near.replace(", ", ",");
        vec![format!("r{}", n / 20), id(n), role.into(), near]
    };
    let thing = |n: usize| {
        let filled = if n % 10 == 5 { "x" } else { "" };
        let id = if n.is_multiple_of(2) { "t" } else { "T" };
        vec![format!("{id}{}", n / 2), filled.into(), filled.into()]
    };
    let seats = (1..people).step_by(2).map(seat).collect();
    [(0..people).map(person).collect(), seats, (0..people).map(thing).collect()]
}
fn package(rows: &[Rows; 3]) -> Memory {
    let text = |header: &str, rows: &Rows| {
        let cell = |cell: &String| match cell.contains([',', '"']) {
            true => format!("\"{}\"", cell.replace('"', "\"\"")),
            false => cell.clone(),
        };
        let line = |row: &Vec<String>| row.iter().map(cell).collect::<Vec<_>>().join(",") + "\n";
        format!("{header}\n{}", rows.iter().map(line).collect::<String>())
    };
    Memory::new()
        .file("people.csv", text("id,role,email,phone,notes,years,since,others,code", &rows[0]))
        .file("seats.csv", text("room,person,role,near", &rows[1]))
        .file("things.csv", text("id,status,changed", &rows[2]))
}

/// Of each file the rows that are marked, and how many references there are in each column.
fn noted(package: &Memory) -> [(Vec<u64>, Vec<u64>); 3] {
    noted_by(package, &Options::new())
}
fn noted_by(package: &Memory, options: &Options) -> [(Vec<u64>, Vec<u64>); 3] {
    let layout = Layout::of(&FORMAT, package);
    let survey = Survey::of(&FORMAT, package, layout, options, &mut |_| {});
    [0, 1, 2].map(|nth| {
        let noted = survey.file(nth).1;
        assert!(!noted.all && !noted.odd_between, "nothing else is amiss");
        (noted.marks.rows().collect(), noted.references.clone())
    })
}
/// Of each file the rows of which there are findings.
fn found(package: &Memory) -> [Vec<u64>; 3] {
    let mut findings = Vec::new();
    check(&FORMAT, package, &Options::new().limit(Limit::NONE), &mut findings);
    [0, 1, 2].map(|nth| {
        let here = findings.iter().filter(|of| of.place.file == crate::FileAt::Present(nth));
        let mut rows: Vec<u64> = here.filter_map(|of| of.place.row).collect();
        rows.sort_unstable();
        rows.dedup();
        rows
    })
}

#[test]
fn where_nothing_is_wrong_no_row_is_marked() {
    let rows = rows(140);
    let [people, seats, things] = noted(&package(&rows));
    // but the one that says how dates are spelt here
    assert_eq!([people.0, seats.0, things.0], [vec![1], vec![], vec![]]);
    let count = |rows: &Rows, column: usize| -> u64 {
        let filled = rows.iter().map(|row| &row[column]).filter(|cell| !cell.is_empty());
        filled.map(|cell| cell.split(',').count() as u64).sum()
    };
    assert_eq!(people.1, [0, 0, 0, 0, 0, 0, 0, count(&rows[0], 7), 0]);
    assert_eq!(seats.1, [0, count(&rows[1], 1), 0, count(&rows[1], 3)]);
}

#[test]
fn where_something_is_wrong_the_row_is_marked_and_no_other() {
    let faults = [
        (0, 1, "pupil"),
        (0, 1, "ffffffff-0000-4000-8000-000000000000"),
        (0, 1, ""),
        (0, 1, " student"),
        (0, 2, "p@"),
        (0, 3, "n/a"),
        (0, 4, "is #1"),
        (0, 4, "=1+x"),
        (0, 4, "-555 1234"),
        (0, 4, "a\u{1}b"),
        (0, 4, "a\u{85}b"),
        (0, 4, "a\u{80}"),
        (0, 4, "\u{1}"),
        (0, 4, "\u{7F}"),
        (0, 4, "\u{1}\u{2}"),
        (0, 4, " "),
        (0, 4, "none"),
        (0, 5, "2026, 2027"),
        (0, 5, "2026,2028"),
        (0, 5, "26"),
        (0, 5, "NULL"),
        (0, 6, "8/1/2026"),
        (0, 6, "20260801"),
        (0, 7, "p9999"),
        (0, 7, "p2,p9999"),
        (0, 7, "ffffffff-0000-4000-8000-000000000000"),
        (1, 0, ""),
        (1, 1, ""),
        (1, 1, "P3"),
        (1, 1, "p9999"),
        (1, 1, "p2"),
        (1, 1, "00000004-0000-4000-8000-000000000000"),
        (1, 1, "ffffffff-0000-4000-8000-000000000000"),
        (1, 2, "teacher"),
        (1, 2, "=a+b"),
        (1, 2, "a "),
        (1, 3, "p9999"),
        (1, 3, "p2,p9999"),
        (1, 3, "ffffffff-0000-4000-8000-000000000000"),
        (2, 1, "x"),
        (2, 2, "x"),
    ];
    for (file, column, text) in faults {
        for row in [2, 63, 64, 65] {
            let mut rows = rows(140);
            rows[file][row - 1][column] = text.into();
            let (row, package) = (row as u64, package(&rows));
            let mut marks = noted(&package).map(|(marks, _)| marks);
            assert_eq!(marks[0].remove(0), 1, "how dates are spelt here");
            let found = found(&package);
            let which = format!("{text:?} in column {column} of {file}, row {row}");
            assert!(found[file].contains(&row), "{which}: {found:?}");
            assert_eq!(marks, found, "{which}");
        }
    }
}

/// What a consumer does not ask for marks no row for it.
#[test]
fn what_is_not_asked_for_marks_no_row() {
    static OTHER: Profile = Profile::new(
        "other",
        "Another consumer.",
        &[
            (&r::DISCOURAGED_CHARACTER, Level::Off, "for the test"),
            (&r::UNLISTED_WORD, Level::Off, "for the test"),
        ],
    );
    let mut rows = rows(140);
    rows[0][64][4] = "is #1".into();
    rows[0][65][5] = "2028".into();
    let package = package(&rows);
    assert_eq!(noted(&package)[0].0, [1, 65, 66]);
    assert_eq!(noted_by(&package, &Options::new().profile(&OTHER))[0].0, [1]);
}

/// Dates that are spelt as those of the parts before it mark no part.
#[cfg(feature = "parallel")]
#[test]
fn of_a_part_no_more_is_marked() {
    let package = package(&rows(140));
    let mut options = Options::new().threads(4);
    options.thread_bytes = 1;
    let [people, seats, things] = noted_by(&package, &options).map(|(marks, _)| marks.len());
    // but the row of each that says how dates are spelt there
    assert_eq!([people, seats, things], [4, 0, 0]);
}

#[test]
fn half_a_letter_is_found_in_rows_that_are_alike() {
    // each row is as long as the one above, and differs in what can be seen: in its id, or in nothing
    for is_other in [true, false] {
        let row = |n: usize| {
            let text: &[u8] = if matches!(n, 1001 | 1002) { b"caf\xC3zs" } else { b"caf\xC3\xA9s" };
            let id = if is_other { format!("p{n:04}") } else { "p".into() };
            [format!("{id},student,,,,,,,,").as_bytes(), text, b"\n"].concat()
        };
        // a name that is the same in each row must be nothing that tells rows apart
        let first = if is_other { "id" } else { "who" };
        let header = format!("{first},role,email,phone,notes,years,since,others,code,more\n");
        let text: Vec<u8> =
            header.into_bytes().into_iter().chain((1..1100).flat_map(row)).collect();
        let package = Memory::new().file("people.csv", text);
        let [(marks, _), ..] = noted(&package);
        assert_eq!(marks, [1001, 1002]);
        // and the header, which has a column that is not known
        if is_other {
            assert_eq!(found(&package)[0], [0, 1001, 1002]);
        }
    }
}
