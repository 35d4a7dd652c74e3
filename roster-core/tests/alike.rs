//! Rows of one length, one below the other, are read and checked by what differs from the row above.
//! That must make no difference: what is found is what is found where each row is as if it were alone.

use std::collections::{BTreeMap, BTreeSet};

use proptest::{collection::vec, prelude::*};
use roster_core::{
    Constraint, FileAt, Finding, Format, Id, Index, Level, Limit, Manifest, Memory, Options,
    Profile, Record, Rule, Text, Year, catalogue as r, check, codes, col, file, table,
};

codes! {
    /// What a thing is.
    pub enum Sort {
        /// One.
        One = "abcd",
        /// The other.
        Other = "abce",
    }
}
table! {
    /// Things.
    pub struct Thing = file("things.csv").required() => {
        /// Names the thing.
        id: Id = col("id").required().id(),
        /// What it is called.
        name: Text = col("name").required(),
        /// What can be said of it.
        notes: Text = col("notes").avoid("#"),
        /// What it is.
        sort: Text = col("sort").codes(Sort::CODES),
        /// What it belongs to.
        parent: Id = col("parent").refers("places.csv"),
        /// What else is said.
        place: Text = col("place"),
        /// Whether it is to be there.
        status: Text = col("status"),
        /// What others call it.
        code: Id = col("code"),
        /// The year that it is of.
        year: Year = col("year"),
    }
}
table! {
    /// Where things are.
    pub struct Site = file("places.csv") => {
        /// Names the place.
        id: Id = col("id").required().id(),
        /// What it is called.
        name: Text = col("name"),
        /// Whether it is to be there.
        status: Text = col("status"),
    }
}
table! {
    /// What the files are.
    pub struct About = file("manifest.csv") => {
        /// Of what.
        name: Text = col("name").required().key(),
        /// What.
        value: Text = col("value"),
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
static MANIFEST: Manifest =
    Manifest::new("manifest.csv", ["name", "value"], "file.", "version", &[])
        .deleted("status", "gone");
static FORMAT: Format = Format::new(
    "things",
    "Things",
    "made up",
    &[Thing::TABLE, Site::TABLE, About::TABLE],
    &[&SPEC],
)
.manifest(&MANIFEST)
.constraints(&[&PLACE, &NAME, &PLACED, &NOTES]);
/// What a thing says of its place is what that is called.
static PLACE: Constraint = Constraint::new(&r::SCHOOL_DIFFERS, "things.csv")
    .columns(&["place", "parent"])
    .looks(&[Index::of("places.csv", &["id"]).keep(&["name"])])
    .agrees();
/// No two things that are there have one name.
static NAME: Constraint = Constraint::new(&r::ONE_PERSON_TWO_IDS, "things.csv")
    .columns(&["name"])
    .unique_when("sort", &["abcd"]);
/// Of each place that is there, a thing that is there.
static PLACED: Constraint = Constraint::new(&r::CLASS_WITHOUT_STUDENTS, "places.csv")
    .columns(&["id"])
    .looks(&[Index::of("things.csv", &["parent"]).when("sort", &["abcd"])])
    .looked_up();

/// Of a thing that is there, not all is the other.
static NOTES: Constraint = Constraint::new(&r::CLASS_WITHOUT_TEACHER, "things.csv")
    .columns(&["notes", "sort"])
    .holds(|cells, _| cells[..] != ["abce"; 2]);

/// Cells of four bytes, odd in every way that one is.
const CELLS: &[&str] = &[
    "abcd",
    "abce",
    "abc#",
    "abc ",
    " abc",
    "    ",
    "NULL",
    "null",
    "=abc",
    "-abc",
    "-123",
    "TRUE",
    "2026",
    "a\u{A0}b",
    "a\u{A0}c",
    "a\u{85}b",
    "a\u{85}c",
    "ab\u{7F}d",
    "ab\u{1}d",
    "ab\u{1}e",
    "\u{E9}\u{E9}",
    "\"ab\"",
    "\"a,\"",
    "xab\"",
    "\"abx",
    "ab\"x",
    "a,bc",
];

/// Rows of things, without their ids.
type Things = Vec<[String; 8]>;

/// The nth thing, with nothing odd.
fn thing(n: usize) -> [String; 8] {
    let cells = [&format!("na{n:03}"), "abcd", "abcd", "p001", "na01", "here", "abcd", "2026"];
    cells.map(String::from)
}

/// What is found in things. `alike`: all ids are of one length, or no two that follow each other.
/// `blank`: a blank line stands before the last row but one.
fn found(rows: &Things, alike: bool, blank: bool, close: bool) -> Vec<Finding> {
    let mut things = String::from("id,name,notes,sort,parent,place,status,code,year\n");
    for (n, cells) in rows.iter().enumerate() {
        let gap = if blank && n + 2 == rows.len() { "\n" } else { "" };
        let long = if alike || n % 2 == 0 { "" } else { "-longer" };
        things += &format!("{gap}id{n:03}{long},{}\n", cells.join(","));
    }
    let places = PLACES.map(|[id, name, status]| format!("{id},{name},{status}\n"));
    let places = format!("id,name,status\n{}", places.concat());
    let package = Memory::new().file("things.csv", things).file("places.csv", places);
    let options = Options::new().limit(Limit::NONE);
    let options = if close { options.close_look() } else { options };
    let mut findings = Vec::new();
    check(&FORMAT, &package, &options, &mut findings);
    findings
}
const PLACES: [[&str; 3]; 4] = [
    ["p001", "na01", "here"],
    ["p002", "na02", "here"],
    ["p003", "na03", "gone"],
    ["p004", "na04", "here"],
];

/// What does not depend on how long the ids are: rule, place, how often, and further rows.
fn told(findings: &[Finding]) -> BTreeSet<String> {
    let told = |of: &Finding| {
        let column = of.place.column.map(|column| column.to_string());
        let at = (of.place.file, of.place.line, of.place.row, column);
        format!("{:?} {at:?} {} {:?}", of.rule, of.count, of.also)
    };
    findings.iter().map(told).collect()
}

/// The same is found if no row is as long as the one above it, and by a close look at each.
fn is_the_same(rows: &Things, blank: bool) -> Vec<Finding> {
    let findings = found(rows, true, blank, false);
    let alike = told(&findings);
    assert_eq!(alike, told(&found(rows, false, blank, false)), "in rows of one length");
    assert_eq!(alike, told(&found(rows, true, blank, true)), "by a close look");
    findings
}

/// What is odd about a cell is odd below any other.
#[test]
fn a_cell_says_the_same_below_any_other() {
    for column in [0, 1, 2, 4, 6, 7] {
        for (a, b) in CELLS.iter().flat_map(|a| CELLS.iter().map(move |b| (a, b))) {
            for blank in [false, true] {
                let mut rows: Things = (0..5).map(thing).collect();
                for (row, cell) in [(1, "abcd"), (2, a), (3, b), (4, "abcd")] {
                    rows[row][column] = cell.into();
                }
                is_the_same(&rows, blank);
            }
        }
    }
}

/// Nor does it depend on how many rows before it had nothing odd.
#[test]
fn a_cell_says_the_same_behind_many() {
    // more than are gone through together
    const MANY: usize = 900;
    for column in [1, 2, 6] {
        for cell in CELLS {
            let mut rows: Things = (0..MANY).map(thing).collect();
            rows[MANY - 2][column] = (*cell).into();
            is_the_same(&rows, false);
        }
    }
}

fn any_thing() -> impl Strategy<Value = [String; 8]> {
    let of = |words: &'static [&'static str]| proptest::sample::select(words);
    let parent = of(&["p001", "p002", "p003", "p004", "p009", ""]);
    let place = of(&["na01", "na02", "", "a-name-that-is-too-long-1", "a-name-that-is-too-long-2"]);
    let word = || of(&["abcd", "abce"]);
    (word(), word(), word(), parent, place, of(&["here", "gone", "Gone"])).prop_map(
        |(name, notes, sort, parent, place, status)| {
            [name, notes, sort, parent, place, status, "abcd", "2026"].map(String::from)
        },
    )
}

/// The rows of a file of which a rule is told.
fn rows_of(findings: &[Finding], rule: &Rule, file: usize) -> Vec<u64> {
    let here =
        findings.iter().filter(|of| of.rule == rule && of.place.file == FileAt::Present(file));
    here.filter_map(|of| of.place.row).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]
    /// What a row asks of others, and whether it counts, is the same below any other; and what is
    /// obvious.
    #[test]
    fn a_row_asks_the_same_below_any_other(
        rows in prop_oneof![vec(any_thing(), 1..6), vec(any_thing(), 1..60)],
    ) {
        let findings = is_the_same(&rows, false);
        let open = || PLACES.iter().filter(|[.., status]| *status == "here");
        let names: BTreeMap<&str, &str> = open().map(|[id, name, _]| (*id, *name)).collect();
        let there = || (1..).zip(&rows).filter(|(_, of)| !of[5].eq_ignore_ascii_case("gone"));

        let differs = |of: &[String; 8]| {
            !of[4].is_empty() && names.get(&*of[3]).is_some_and(|name| *name != of[4])
        };
        let wanted = there().filter(|(_, of)| differs(of)).map(|(row, _)| row);
        prop_assert_eq!(rows_of(&findings, &r::SCHOOL_DIFFERS, 0), Vec::from_iter(wanted));

        let wanted = there().filter(|(_, of)| of[1..3] == ["abce"; 2]).map(|(row, _)| row);
        prop_assert_eq!(rows_of(&findings, &r::CLASS_WITHOUT_TEACHER, 0), Vec::from_iter(wanted));

        let count = || there().filter(|(_, of)| of[2] == "abcd");
        let mut seen = BTreeSet::new();
        let wanted = count().filter(|(_, of)| !seen.insert(&of[0])).map(|(row, _)| row);
        prop_assert_eq!(rows_of(&findings, &r::ONE_PERSON_TWO_IDS, 0), Vec::from_iter(wanted));

        let taken: BTreeSet<&str> = count().map(|(_, of)| &*of[3]).collect();
        let empty = (1..).zip(PLACES).filter(|(_, [id, _, status])| *status == "here" && !taken.contains(id));
        let wanted = empty.map(|(row, _)| row);
        prop_assert_eq!(rows_of(&findings, &r::CLASS_WITHOUT_STUDENTS, 1), Vec::from_iter(wanted));
    }
}
