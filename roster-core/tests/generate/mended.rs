//! What is made up is mended where rules across cells want it otherwise, and no file is empty.

use arbitrary::Unstructured;
use roster_core::{
    Constraint, Each, Format, Hint, Id, Index, Memory, Options, Profile, Record, Rule, Text, Value,
    Year, catalogue as r, check, codes, col, file,
    generate::{self, Want},
    table,
};

use crate::shown::column;

table! {
    /// Pupils.
    pub struct Pupil = file("pupils.csv").required().each(&[Each::Student]) => {
        /// Names the pupil.
        id: Id = col("id").required().id(),
        /// What the pupil is called.
        name: Text = col("name").hint(Hint::FullName),
        /// The year in which the pupil came.
        came: Year = col("came").header_required(),
        /// The year in which the pupil left.
        left: Year = col("left"),
        /// Whether the pupil is ill.
        ill: bool = col("ill").header_required(),
        /// How often the pupil was.
        days: i64 = col("days").header_required(),
    }
}
codes! {
    /// What a pupil is there.
    pub enum Sort {
        /// Learns.
        Student = "student",
        /// Is on a visit.
        Guest = "guest",
    }
}
table! {
    /// What pupils are among others.
    pub struct Post = file("posts.csv").required().each(&[Each::Student]) => {
        /// Names the post.
        id: Id = col("id").required().id(),
        /// Who has it.
        person: Id = col("person").required().refers("pupils.csv"),
        /// What it is.
        sort: Sort = col("sort").required().key().hint(Hint::Role),
        /// What is said of it.
        note: Text = col("note").header_required(),
    }
}
table! {
    /// Who answers for a pupil.
    pub struct Guardian = file("guardians.csv").each(&[Each::Contact]) => {
        /// Names the guardian.
        id: Id = col("id").required().id(),
    }
}
table! {
    /// Who leads a school.
    pub struct Head = file("heads.csv").each(&[Each::Principal]) => {
        /// Names the head.
        id: Id = col("id").required().id(),
    }
}
static SPEC: Profile = Profile::new("spec", "The format's own text.", &[]);
static FORMAT: Format = Format::new(
    "school",
    "School",
    "made up",
    &[Pupil::TABLE, Guardian::TABLE, Head::TABLE, Post::TABLE],
    &[&SPEC],
)
.constraints(&[&CAME, &LEFT, &WELL, &SELDOM, &SILENT]);
/// Every pupil came at some time, though a cell may be blank.
static CAME: Constraint = Constraint::new(&r::END_BEFORE_BEGIN, "pupils.csv")
    .columns(&["came"])
    .holds(|cells, _| !cells[0].is_empty());
/// None has left.
static LEFT: Constraint = Constraint::new(&r::CYCLE, "pupils.csv")
    .columns(&["left"])
    .holds(|cells, _| cells[0].is_empty());

/// None is ill, nor was for a thousand days.
static WELL: Constraint = Constraint::new(&r::UNKNOWN_GRADE, "pupils.csv")
    .columns(&["ill"])
    .holds(|cells, _| cells[0] != "true");
static SELDOM: Constraint = Constraint::new(&r::NO_PRIMARY_ROLE, "pupils.csv")
    .columns(&["days"])
    .holds(|cells, _| i64::read(cells[0]).is_ok_and(|days| days < 1000) || cells[0].is_empty());
/// Nothing is said of a pupil's post.
static SILENT: Constraint = Constraint::new(&r::SCHOOL_DIFFERS, "pupils.csv")
    .columns(&["id"])
    .looks(&[Index::of("posts.csv", &["person"]).keep(&["note"])])
    .holds(|cells, look| look[0].get(&[cells[0]]).is_none_or(|kept| kept.cell(0).is_empty()));

fn package(bytes: &[u8]) -> Memory {
    let mut bytes = Unstructured::new(bytes);
    let package = generate::package(&FORMAT, Want::Valid, &mut bytes).expect("there is one");
    let mut findings = Vec::new();
    check(&FORMAT, &package, &Options::new(), &mut findings);
    assert_eq!(findings, []);
    package
}

#[test]
fn a_blank_is_filled_and_a_text_left_out_where_a_rule_wants_it() {
    // the least, and all columns, of one pupil and of several
    let (all_columns, pupils) = ([5, 0, 0, 0, 0], [1, 0, 2, 0, 0]);
    let of = [&[][..], &all_columns, &pupils, &[pupils, all_columns].concat()];
    for (bytes, pupils, is_full) in
        [(of[0], 1, false), (of[1], 1, true), (of[2], 4, false), (of[3], 4, true)]
    {
        let package = package(bytes);
        let cells = |c| column(&package, "pupils.csv", c);
        assert_eq!(cells(0).len(), pupils);
        let came = |text: &String| Year::read(text).is_ok();
        if is_full {
            assert!(cells(1).iter().all(|name| !name.is_empty()));
            assert!(cells(2).iter().all(came));
            assert!(cells(3).iter().all(|left| left.is_empty()));
        } else {
            assert!(cells(1).iter().all(came));
        }
    }
}

#[test]
fn a_file_of_whom_the_least_package_lacks_brings_one() {
    let package = package(&[2, 0, 0, 0, 0]);
    for file in ["pupils.csv", "guardians.csv", "heads.csv"] {
        assert_eq!(column(&package, file, 0).len(), 1, "{file}");
    }
}

/// In the least package too, where there is but one row to change.
#[test]
fn a_rule_about_a_flag_a_number_or_another_file_s_cell_is_broken_alone() {
    let rules: [&'static Rule; 4] =
        [&r::UNKNOWN_GRADE, &r::NO_PRIMARY_ROLE, &r::SCHOOL_DIFFERS, &r::REPEATED_ID];
    for rule in rules {
        let package = generate::package(&FORMAT, Want::Breaking(rule), &mut Unstructured::new(&[]));
        let mut findings = Vec::new();
        check(&FORMAT, &package.expect(rule.name), &Options::new(), &mut findings);
        let found: Vec<_> = findings.iter().map(|finding| finding.rule).collect();
        assert_eq!(found, [rule]);
    }
}
