//! Findings are the same, in the same order, however many threads read a file and wherever it is cut.

#![cfg(feature = "parallel")]

use std::ops::ControlFlow;

use proptest::{collection::vec, prelude::*, test_runner::FileFailurePersistence};
use roster_core::{
    AnyDate, Constraint, Finding, Format, Id, Index, Limit, List, Memory, Options, Profile, Record,
    Sink, Summary, Text, catalogue as r, check, codes, col, file, table,
};

codes! {
    /// What a person is.
    pub enum Role {
        /// Learns.
        Student = "student",
        /// Teaches.
        Teacher = "teacher",
    }
}
table! {
    /// People.
    pub struct Person = file("people.csv").required() => {
        /// Names the person.
        id: Id = col("id").required().id(),
        /// What the person is.
        role: Role = col("role").required(),
        /// When the person came.
        since: AnyDate = col("since"),
        /// Who they have to do with.
        others: List<Id> = col("others").refers("people.csv"),
    }
}
table! {
    /// Who sits where.
    pub struct Seat = file("seats.csv").required() => {
        /// The room.
        room: Id = col("room").required().key(),
        /// The student.
        person: Id = col("person").required().key().refers_to("people.csv", "role", "student"),
        /// What the person is, once more.
        role: Text = col("role"),
    }
}
static SPEC: Profile = Profile::new("spec", "The format's own text.", &[]);
static FORMAT: Format =
    Format::new("rooms", "Rooms", "made up", &[Person::TABLE, Seat::TABLE], &[&SPEC])
        .constraints(&[&DAY, &ROLE, &SEATED, &PLACED]);
static DAY: Constraint =
    Constraint::new(&r::ONE_PERSON_TWO_IDS, "people.csv").columns(&["since"]).unique();
static ROLE: Constraint = Constraint::new(&r::SCHOOL_DIFFERS, "seats.csv")
    .columns(&["role", "person"])
    .looks(&[Index::of("people.csv", &["id"]).keep(&["role"])])
    .agrees();
static SEATED: Constraint = Constraint::new(&r::CLASS_WITHOUT_STUDENTS, "people.csv")
    .columns(&["id", "role"])
    .looks(&[Index::of("seats.csv", &["person", "role"])])
    .holds(|cells, look| look[0].has(&[cells[0], cells[1]]));

/// By one column alone.
static PLACED: Constraint = Constraint::new(&r::CLASS_WITHOUT_TEACHER, "people.csv")
    .columns(&["id"])
    .looks(&[Index::of("seats.csv", &["person"])])
    .looked_up();

/// What the texts below are made of: whatever decides where a row ends, and what rows may share.
fn piece() -> impl Strategy<Value = &'static str> {
    let syntax = prop::sample::select(
        &[",", "\n", "\r\n", "\r", "\"", "\"\"", "\n\n", "\",\"", "\"\n\""][..],
    );
    let text = prop::sample::select(
        &[
            "a1",
            "b2",
            "student",
            "teacher",
            "8/1/2026",
            "13/1/2026",
            "2026-08-13",
            "20260813",
            "x,y",
        ][..],
    );
    let long = prop::sample::select(
        &[
            "00000001-0000-4000-8000-000000000000",
            "a-longer-id-than-fits-sixteen",
            "\u{FFFD}\u{85}",
        ][..],
    );
    prop_oneof![4 => syntax, 4 => text, 1 => long]
}
/// A row that is mostly well-formed.
fn row() -> impl Strategy<Value = String> {
    let cell = prop_oneof![
        3 => "[ab][0-9]",
        2 => piece().prop_map(str::to_owned),
        2 => Just(String::new()),
        1 => vec(piece(), 0..4).prop_map(|pieces| format!("\"{}\"", pieces.concat())),
    ];
    let end = prop::sample::select(&["\n", "\n", "\r\n"][..]);
    (vec(cell, 1..5), end).prop_map(|(cells, end)| cells.join(",") + end)
}
/// People with whom mostly nothing is wrong, so that what is can only be seen from other rows.
fn person() -> impl Strategy<Value = String> {
    let role = prop::sample::select(&["student", "student", "teacher"][..]);
    let days = ["", "", "2026-08-01", "2026-08-02", "2026-08-03", "8/1/2026", "13/1/2026"];
    let day = prop::sample::select(days.to_vec());
    let others =
        prop_oneof![4 => Just(String::new()), 1 => "[a-c][0-9]", 1 => "\"[ab][0-9],[ab][0-9]\""];
    let id = prop_oneof![30 => "[a-c][0-9]", 1 => "\"c[0-9]"];
    (id, role, day, others)
        .prop_map(|(id, role, day, others)| format!("{id},{role},{day},{others}\n"))
}
fn seat() -> impl Strategy<Value = String> {
    let role = prop::sample::select(&["", "", "student"][..]);
    ("r[0-9]", "[a-c][0-9]", role)
        .prop_map(|(room, person, role)| format!("{room},{person},{role}\n"))
}
fn text(
    header: &'static str,
    good: impl Strategy<Value = String> + Clone + 'static,
) -> impl Strategy<Value = String> {
    let wild = vec(piece(), 0..60).prop_map(|pieces| pieces.concat());
    let tame = vec(row(), 0..30).prop_map(|rows| rows.concat());
    let both = (vec(row(), 0..12), piece(), vec(row(), 0..12));
    let both = both.prop_map(|(a, piece, b)| a.concat() + piece + &b.concat());
    let good = vec(good, 0..40).prop_map(|rows| rows.concat());
    let text = prop_oneof![1 => wild, 2 => tame, 2 => both, 4 => good];
    text.prop_map(move |text| header.to_owned() + &text)
}

fn checked(package: &Memory, threads: usize, bytes: usize) -> (Vec<Finding>, Summary) {
    checked_with(Options::new(), package, threads, bytes)
}
fn checked_with(
    options: Options,
    package: &Memory,
    threads: usize,
    bytes: usize,
) -> (Vec<Finding>, Summary) {
    let mut findings = Vec::new();
    let mut options = options.limit(Limit::NONE).threads(threads);
    options.thread_bytes = bytes;
    let summary = check(&FORMAT, package, &options, &mut findings);
    (findings, summary)
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: Some(Box::new(FileFailurePersistence::Direct(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/tests/threads.proptest-regressions"
        )))),
        ..Default::default()
    })]
    #[test]
    fn more_threads_find_the_same(
        people in text("id,role,since,others\n", person().boxed()),
        seats in text("room,person,role\n", seat().boxed()),
        threads in 2_usize..6,
        bytes in 1_usize..40,
    ) {
        let package = Memory::new().file("people.csv", people).file("seats.csv", seats);
        prop_assert_eq!(checked(&package, threads, bytes), checked(&package, 1, bytes));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..Default::default() })]
    /// Rows between those with faults are not read again: what is found has its row and line all the
    /// same, and nothing is found less than when each row is looked at closely.
    #[test]
    fn faults_that_are_far_between_are_found_where_they_stand(
        faults in vec((0_usize..2000, 0_usize..4), 0..8),
        two_lines in vec(0_usize..2000, 0..3),
        end in prop_oneof![Just("\n"), Just("\r\n")],
        blank in prop::option::of(0_usize..2000),
        threads in 2_usize..5,
    ) {
        let mut rows: Vec<String> = (0..2000).map(|n| format!("p{n},student,,")).collect();
        for (at, kind) in faults {
            rows[at] = match kind {
                0 => format!("p{at},pupil,,"),
                1 => format!("p{at},student,,nobody"),
                // who stands there too
                2 => format!("p{},student,,", (at + 700) % 2000),
                _ => format!("p{at},student"),
            };
        }
        // a cell of two lines is odd by itself; what comes behind it is a line further down
        for at in two_lines {
            if rows[at].ends_with(',') {
                rows[at] += &format!("\"p1,{end}p2\"");
            }
        }
        if let Some(at) = blank {
            rows[at] += end;
        }
        let people = format!("id,role,since,others{end}{}{end}", rows.join(end));
        let line = |at: usize| people[..at].matches('\n').count() as u64 + 1;
        let starts = rows.iter().scan("id,role,since,others".len() + end.len(), |at, row| {
            Some(core::mem::replace(at, *at + row.len() + end.len()))
        });
        let lines: Vec<u64> = starts.map(line).collect();
        let package = Memory::new().file("people.csv", people);
        let found = |options: Options, threads| {
            checked_with(options.no_lints(), &package, threads, 1 << 12)
        };
        let (findings, summary) = found(Options::new(), 1);
        let close = found(Options::new().close_look(), 1);
        prop_assert_eq!(&close, &(findings.clone(), summary.clone()));
        prop_assert_eq!(&found(Options::new(), threads), &(findings.clone(), summary));
        for finding in findings {
            if let (Some(row @ 1..), Some(found)) = (finding.place.row, finding.place.line) {
                let spread = rows[row as usize - 1].matches('\n').count() as u64;
                let first = lines[row as usize - 1];
                let is_there = (first..=first + spread).contains(&found);
                prop_assert!(is_there, "row {}, line {}", row, found);
            }
        }
    }
}

/// Behind a quote within a cell, counting quotes says the wrong thing of every place: each cut is
/// in the middle of a quoted cell, where a line looks like a row.
#[test]
fn a_cut_within_a_cell_is_noticed() {
    let quoted: String = (0..40).map(|n| format!("r{n},\"a1\nr{n},b2,student\n\",\n")).collect();
    let seats = format!("room,person,role\nq\"q,a1,student\n{quoted}");
    let package =
        Memory::new().file("people.csv", "id,role\na1,student\n").file("seats.csv", seats);
    let (findings, summary) = checked(&package, 1, 1);
    assert_eq!(summary.files[1].rows, 41);
    for threads in 2..9 {
        assert_eq!(checked(&package, threads, 1), (findings.clone(), summary.clone()));
    }
}

/// Rows with which nothing is wrong but what stands in other parts of the file.
#[test]
fn parts_are_held_together() {
    let people = "id,role,since,others\n\
        a1,student,8/1/2026,\na2,student,,\na3,student,,\na4,student,,\n\
        a5,student,2026-08-13,\na6,student,,\na1,teacher,,a7\n\"a8,student,,\n";
    let seats = "room,person,role\nr1,a1,\nr1,a8,\nr2,a2,\n";
    let package = Memory::new().file("people.csv", people).file("seats.csv", seats);
    let (findings, summary) = checked(&package, 1, 1);
    let has = |rule| findings.iter().any(|finding| finding.rule == rule);
    // of another part: how dates are spelt, what a record is (its last row says), and whether it is
    assert!(has(&r::MIXED_DATES) && has(&r::WRONG_TARGET));
    let dangling = findings.iter().filter(|finding| finding.rule == &r::DANGLING_REFERENCE);
    assert_eq!(dangling.count(), 1, "a7; what an open quote stands before is there");
    for threads in 2..9 {
        assert_eq!(checked(&package, threads, 1), (findings.clone(), summary.clone()));
    }
}

/// How dates are spelt, and who is not there, is the same in each row of a part: what the parts before
/// it say is what is amiss, in all of them.
#[test]
fn what_holds_of_a_part_is_said_of_each_of_its_rows() {
    let part = |n: usize, since: &str, others: &str| {
        let row = |i| format!("a{n}{i},student,{since},{others}\n");
        (10..30).map(row).collect::<String>()
    };
    let parts = [
        part(1, "", ""),
        part(2, "8/13/2026", "a110"),
        // with which nothing is wrong by itself
        part(3, "2026-08-13", ""),
        part(4, "8/13/2026", "nobody"),
    ];
    let people = ["id,role,since,others\n", &parts.concat()].concat();
    let package = Memory::new().file("people.csv", people).file("seats.csv", "room,person,role\n");
    // lints would look at each row
    let checked = |threads| checked_with(Options::new().no_lints(), &package, threads, 1);
    let (findings, summary) = checked(1);
    let rows = |rule| {
        let of = findings.iter().filter(move |finding| finding.rule == rule);
        of.map(|finding| (finding.place.row, finding.count)).collect::<Vec<_>>()
    };
    // the first, and how many there are
    assert_eq!(rows(&r::MIXED_DATES), [(Some(41), 20)]);
    assert_eq!(rows(&r::DANGLING_REFERENCE), [(Some(61), 20)]);
    for threads in 2..9 {
        assert_eq!(checked(threads), (findings.clone(), summary.clone()));
    }
}

/// Who is not there may be named in the last part alone, in rows with which nothing else is wrong.
#[test]
fn references_to_the_file_itself_are_followed_in_every_part() {
    let row = |n: usize| {
        let others = if n > 80 { "nobody" } else { "a110" };
        format!("a{},student,,{others}\n", n + 100)
    };
    let people = format!("id,role,since,others\n{}", (1..=100).map(row).collect::<String>());
    let package = Memory::new().file("people.csv", people).file("seats.csv", "room,person,role\n");
    for threads in 1..9 {
        let (findings, _) = checked_with(Options::new().no_lints(), &package, threads, 1);
        let dangling = findings.iter().filter(|of| of.rule == &r::DANGLING_REFERENCE);
        let found: Vec<_> = dangling.map(|of| (of.place.row, of.count)).collect();
        assert_eq!(found, [(Some(81), 20)], "{threads}");
    }
}

table! {
    /// What is part of another.
    pub struct Unit = file("units.csv").required() => {
        /// Names it.
        id: Id = col("id").required().id(),
        /// What it is part of.
        parent: Id = col("parent").refers("units.csv"),
    }
}

/// What is part of itself may be so by way of every part of the file.
#[test]
fn a_circle_goes_through_every_part() {
    static FORMAT: Format =
        Format::new("units", "Units", "made up", &[Unit::TABLE], &[&SPEC]).constraints(&[&TREE]);
    static TREE: Constraint =
        Constraint::new(&r::CYCLE, "units.csv").columns(&["id", "parent"]).no_cycle();
    let unit = |n: usize| format!("u{n},u{}\n", n * 7 % 41);
    let units: String = (1..41).map(unit).collect();
    let package = Memory::new().file("units.csv", format!("id,parent\n{units}"));
    for threads in 1..9 {
        let mut findings = Vec::new();
        let mut options = Options::new().threads(threads);
        options.thread_bytes = 1;
        check(&FORMAT, &package, &options, &mut findings);
        assert_eq!(findings.iter().map(|of| of.rule).collect::<Vec<_>>(), [&r::CYCLE]);
    }
}

/// Where someone sits may stand in any part, and rows count under any header.
#[test]
fn every_part_is_counted() {
    let long = |n: usize| format!("a person of a long name {n}");
    let people: String = (0..20).map(|n| format!("{},student\n", long(n))).collect();
    let seats: String = (0..19).map(|n| format!("r{n},{},student\n", long(n))).collect();
    // of two parts, the second is of nothing but blank lines
    let seats = format!("{seats}{}", "\n".repeat(seats.len() - 20));
    let package = Memory::new()
        .file("people.csv", format!("id,role\n{people}"))
        .file("seats.csv", format!("room,person,role\n{seats}"));
    let unknown = Memory::new().file("people.csv", format!("who,what\n{people}"));
    for threads in 1..9 {
        let (findings, _) = checked(&package, threads, 1);
        let without = findings.iter().filter(|of| of.rule == &r::CLASS_WITHOUT_TEACHER);
        assert_eq!(without.map(|of| of.place.row).collect::<Vec<_>>(), [Some(20)], "{threads}");
        assert_eq!(checked(&unknown, threads, 1).1.files[0].rows, 20, "{threads}");
    }
}

/// A blank line is no row, and the only thing amiss in its part.
#[test]
fn what_is_between_rows_is_seen_in_every_part() {
    let people = "id,role\na1,student\na2,student\na3,student\n\na4,student\n";
    let package = Memory::new().file("people.csv", people);
    let (findings, _) = checked(&package, 1, 1);
    assert!(findings.iter().any(|finding| finding.rule == &r::BLANK_LINE));
    for threads in 2..9 {
        assert_eq!(checked(&package, threads, 1).0, findings);
    }
}

/// What is heard of the progress of a check.
#[derive(Default)]
struct Heard(Vec<u64>);

impl Sink for Heard {
    fn report(&mut self, _finding: Finding) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }
    fn progress(&mut self, bytes: u64) {
        self.0.push(bytes);
    }
}

/// However many threads read a file, what is done is never less than what one of them has done, nor
/// more than there is.
#[test]
fn progress_is_that_of_all_threads() {
    const ROWS: u64 = 1 << 17;
    let row = |n| format!("r{n:07},a1,student\n");
    let (people, seats): (_, String) = ("id,role\na1,student\n", (0..ROWS).map(row).collect());
    let seats = format!("room,person,role\n{seats}");
    let total = (people.len() + seats.len()) as u64;
    let package = Memory::new().file("people.csv", people).file("seats.csv", seats);
    for threads in [1, 2] {
        let mut heard = Heard::default();
        check(&FORMAT, &package, &Options::new().threads(threads), &mut heard);
        let Heard(heard) = heard;
        assert_eq!(heard.last(), Some(&total));
        assert!(heard.is_sorted(), "{heard:?}");
        // the larger file is read first, and heard of whenever a thread has read so many rows
        let own = ROWS as usize / threads / (1 << 14);
        assert!(heard.len() > own, "{heard:?}");
        let least = |(nth, bytes): (u64, &u64)| *bytes >= nth * (1 << 14) * row(0).len() as u64;
        assert!((0..).zip(&heard[..own]).all(least), "{heard:?}");
    }
}
