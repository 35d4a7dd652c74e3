//! What `check` finds with its compact tables is what slow and obvious code finds.

use std::collections::{BTreeMap, BTreeSet};

use proptest::{prelude::*, test_runner::FileFailurePersistence};
use roster_core::{
    Constraint, Email, Finding, Format, Id, Index, Limit, List, Memory, Options, Profile, Record,
    Rule, Text, catalogue as r, check, codes, col, file, table,
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
        /// An address.
        email: Email = col("email"),
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
        .constraints(&[&ADDRESS, &ROLE, &SEATED]);
static ADDRESS: Constraint =
    Constraint::new(&r::ONE_PERSON_TWO_IDS, "people.csv").columns(&["email"]).unique();
static ROLE: Constraint = Constraint::new(&r::SCHOOL_DIFFERS, "seats.csv")
    .columns(&["role", "person"])
    .looks(&[Index::of("people.csv", &["id"]).keep(&["role"])])
    .agrees();
static SEATED: Constraint = Constraint::new(&r::CLASS_WITHOUT_STUDENTS, "people.csv")
    .columns(&["id", "role"])
    .looks(&[Index::of("seats.csv", &["person", "role"])])
    .holds(|cells, look| look[0].has(&[cells[0], cells[1]]));

fn config() -> ProptestConfig {
    let file = FileFailurePersistence::Direct(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/looks.proptest-regressions"
    ));
    ProptestConfig { failure_persistence: Some(Box::new(file)), ..Default::default() }
}

/// Few ids, so that they meet; short ones, long ones and UUIDs, some that differ in case only, and
/// some that look almost like a UUID.
fn id() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-c][0-9]",
        1 => "[A-C][0-9]",
        2 => "0000000[0-9]-0000-4000-8000-000000000000",
        1 => "0000000[0-9]-0000-[0F]000-8000-00000000000[0A]",
        2 => "a-longer-id-than-fits-sixteen-[0-9]",
    ]
}
type People = Vec<(String, &'static str, String, Vec<String>)>;
type Seats = Vec<(String, String, &'static str)>;

fn people() -> impl Strategy<Value = People> {
    let role = prop_oneof![Just("student"), Just("teacher")];
    let email = prop_oneof![Just(String::new()), "[ab][0-9]@x\\.example", "[AB][0-9]@x\\.example"];
    let others = proptest::collection::vec(id(), 0..3);
    proptest::collection::vec((id(), role, email, others), 0..30)
}
fn seats() -> impl Strategy<Value = Seats> {
    let role = prop_oneof![3 => Just("student"), 1 => Just("teacher"), 1 => Just("")];
    let seat = ("r[0-3]", id(), role);
    // rows that repeat, one behind the other and far apart
    let seats = proptest::collection::vec((seat, 1..3_usize), 0..30);
    seats.prop_map(|seats| {
        seats.into_iter().flat_map(|(seat, times)| std::iter::repeat_n(seat, times)).collect()
    })
}

fn package(people: &People, seats: &Seats) -> Memory {
    let mut first = String::from("id,role,email,others\n");
    for (id, role, email, others) in people {
        first += &format!("{id},{role},{email},\"{}\"\n", others.join(","));
    }
    let mut second = String::from("room,person,role\n");
    for (room, person, role) in seats {
        second += &format!("{room},{person},{role}\n");
    }
    Memory::new().file("people.csv", first).file("seats.csv", second)
}

/// The rows of a file that break a rule, or the first of each cause and how many there are.
fn found(findings: &[Finding], rule: &'static Rule, file: usize) -> Vec<(u64, u64)> {
    let at = roster_core::FileAt::Present(file);
    let here = findings.iter().filter(|f| f.rule == rule && f.place.file == at);
    let mut found: Vec<_> = here.filter_map(|f| Some((f.place.row?, f.count))).collect();
    found.sort();
    found
}
/// The same from the causes of rows, in order.
fn together<T: Ord>(causes: impl Iterator<Item = (u64, T)>) -> Vec<(u64, u64)> {
    let mut firsts: BTreeMap<T, (u64, u64)> = BTreeMap::new();
    for (row, cause) in causes {
        firsts.entry(cause).or_insert((row, 0)).1 += 1;
    }
    let mut firsts: Vec<_> = firsts.into_values().collect();
    firsts.sort();
    firsts
}
/// The rows whose text an earlier row has too.
fn repeats<T: Ord + Clone>(texts: impl Iterator<Item = T>) -> impl Iterator<Item = (u64, T)> {
    let mut seen = BTreeSet::new();
    (1..).zip(texts).filter(move |(_, text)| !seen.insert(text.clone()))
}

/// A row whose id is blank says, as every row, what the rows below it repeat.
#[test]
fn what_a_record_is_may_first_stand_in_a_row_without_an_id() {
    let package = Memory::new()
        .file("people.csv", "id,role\na1,student\n,teacher\nb1,teacher\n")
        .file("seats.csv", "room,person\nr1,a1\nr2,b1\n");
    let mut findings = Vec::new();
    check(&FORMAT, &package, &Options::new(), &mut findings);
    assert_eq!(found(&findings, &r::WRONG_TARGET, 1), [(2, 1)]);
}

/// Ids that share a fingerprint where words have 64 bits: the hash multiplies by what these end in,
/// and there they cancel what comes before.
fn crafted_ids() -> impl Iterator<Item = String> {
    let word = |bytes: &[u8]| u64::from_le_bytes(bytes.try_into().expect("eight bytes"));
    let mix = |x: u64, y: u64| {
        let product = u128::from(x) * u128::from(y);
        (product as u64 ^ (product >> 64) as u64).to_le_bytes()
    };
    (0..).map(|n: u32| format!("{n:08x}")).filter_map(move |start| {
        let (x, y) = (word(start.as_bytes()), word(b"-crafted"));
        let end = mix(x ^ 0x243F_6A88_85A3_08D3, y ^ 0xA409_3822_299F_31D0);
        let fits = end.iter().all(|b| b.is_ascii_graphic() && !b",\"".contains(b));
        let end = fits.then(|| str::from_utf8(&end).expect("ASCII"))?;
        Some(format!("{start}-crafted-to-meet{end}"))
    })
}

/// Each is then a candidate for having been seen before; but none is taken for another.
#[test]
fn crafted_ids_are_told_apart() {
    let ids: Vec<String> = crafted_ids().take(502).collect();
    let (ids, [again, absent]) = (&ids[..500], [&ids[7], &ids[501]]);
    let mut people = String::from("id,role\n");
    let mut seats = String::from("room,person,role\n");
    for (n, id) in ids.iter().enumerate() {
        let role = ["student", "teacher"][n % 2];
        people += &format!("{id},{role}\n");
        seats += &format!("r1,{id},{}\n", if n == 400 { "teacher" } else { role });
    }
    people += &format!("{again},student\n");
    seats += &format!("r1,{absent}\n");
    let package = Memory::new().file("people.csv", people).file("seats.csv", seats);
    for threads in [1, 3] {
        let mut options = Options::new().threads(threads);
        options.thread_bytes = 1;
        let mut findings = Vec::new();
        check(&FORMAT, &package, &options, &mut findings);
        assert_eq!(found(&findings, &r::DUPLICATE_KEY, 0), [(501, 1)]);
        assert_eq!(found(&findings, &r::DUPLICATE_KEY, 1), []);
        assert_eq!(found(&findings, &r::DANGLING_REFERENCE, 1), [(501, 1)]);
        // what is kept of one is not what is kept of another
        assert_eq!(found(&findings, &r::SCHOOL_DIFFERS, 1), [(401, 1)]);
    }
}

#[test]
fn what_stands_between_rows_has_a_place() {
    let people = "id,role\na1,student\n\na2,student\n";
    let package = Memory::new().file("people.csv", people);
    let mut findings = Vec::new();
    check(&FORMAT, &package, &Options::new(), &mut findings);
    let blank = findings.iter().find(|finding| finding.rule == &r::BLANK_LINE);
    let place = &blank.expect("a blank line").place;
    assert_eq!((place.line, place.span.clone(), place.in_line), (Some(3), Some(19..20), Some(1)));
}

/// Whether so much is missing cannot be said of fewer than twenty references, nor of half of them.
#[test]
fn a_file_is_partial_where_most_of_twenty_references_or_more_lead_nowhere() {
    let partial = |dangling: usize, of: usize| {
        let seat = |n| format!("r{n},{}{n}\n", if n < dangling { "x" } else { "p" });
        let people: String = (0..of).map(|n| format!("p{n},student\n")).collect();
        let seats: String = (0..of).map(seat).collect();
        let package = Memory::new()
            .file("people.csv", format!("id,role\n{people}"))
            .file("seats.csv", format!("room,person\n{seats}"));
        let mut findings = Vec::new();
        check(&FORMAT, &package, &Options::new(), &mut findings);
        findings.iter().any(|finding| finding.rule == &r::PARTIAL_FILE)
    };
    assert!(!partial(19, 19) && partial(20, 20));
    assert!(!partial(10, 20) && partial(11, 20));
    assert!(!partial(15, 30) && partial(16, 30) && partial(29, 30));
}

/// Of so many records references are not looked up one by one.
#[test]
fn among_many_records_too_what_leads_nowhere_is_found_wherever_it_stands() {
    const PEOPLE: usize = 40_000;
    // which are not there, or are teachers, in the first rows and the last, twice in a row and apart
    let absent = [1, 777, 778, 20_000, PEOPLE];
    let teachers = [2, 779, PEOPLE - 1];
    let (mut people, mut seats) = (String::from("id,role,others\n"), String::from("room,person\n"));
    for row in 1..=PEOPLE {
        let role = if row == 5 { "teacher" } else { "student" };
        let other = if absent.contains(&row) { "x" } else { "p" };
        people += &format!("p{row},{role},\"p{},{other}{row}\"\n", PEOPLE - row + 1);
        let person = match row {
            // the same in rows that follow each other
            777 | 778 => "x777".into(),
            _ if absent.contains(&row) => format!("x{row}"),
            _ if teachers.contains(&row) => "p5".into(),
            5 => "p6".into(),
            _ => format!("p{row}"),
        };
        seats += &format!("r{row},{person}\n");
    }
    let package = Memory::new().file("people.csv", people).file("seats.csv", seats);
    // with constraints that ask for the same records, and without
    for options in [Options::new(), Options::new().no_lints()] {
        let mut findings = Vec::new();
        check(&FORMAT, &package, &options.limit(Limit::NONE), &mut findings);
        let rows = |rows: &[usize]| rows.iter().map(|row| (*row as u64, 1)).collect::<Vec<_>>();
        assert_eq!(found(&findings, &r::DANGLING_REFERENCE, 0), rows(&absent));
        let seats = [(1, 1), (777, 2), (20_000, 1), (PEOPLE as u64, 1)];
        assert_eq!(found(&findings, &r::DANGLING_REFERENCE, 1), seats);
        assert_eq!(found(&findings, &r::WRONG_TARGET, 1), [(2, 3)]);
    }
}

/// A cell that is kept of a row says what it says there, quotes doubled inside it or not.
#[test]
fn what_is_kept_of_a_row_is_its_text() {
    let package = Memory::new()
        .file("people.csv", "id,role\np1,\"a \"\"b\"\"\"\np2,\"a, b\"\np3,a b\n")
        .file(
            "seats.csv",
            "room,person,role\nr1,p1,\"a \"\"b\"\"\"\nr2,p1,a b\nr3,p2,\"a, b\"\nr4,p2,a b\nr5,p3,a b\n\
             r6,p3,\"a \"\"b\"\"\"\n",
        );
    let mut findings = Vec::new();
    check(&FORMAT, &package, &Options::new(), &mut findings);
    assert_eq!(found(&findings, &r::SCHOOL_DIFFERS, 1), [(2, 1), (4, 1), (6, 1)]);
}

/// Rows are counted under any header.
#[test]
fn too_many_rows_are_too_many_whatever_they_say() {
    static FEW: Profile = Profile::new("few", "Takes three rows.", &[]).max_rows(3);
    static FORMAT: Format = Format::new("rooms", "Rooms", "made up", &[Person::TABLE], &[&FEW]);
    for header in ["id,role", "who,what"] {
        let is_too_many = |rows: usize| {
            let rows: String = (0..rows).map(|row| format!("p{row},student\n")).collect();
            let package = Memory::new().file("people.csv", format!("{header}\n{rows}"));
            let mut findings = Vec::new();
            check(&FORMAT, &package, &Options::new(), &mut findings);
            findings.iter().any(|finding| finding.rule == &r::TOO_MANY_ROWS)
        };
        assert!(!is_too_many(3) && is_too_many(4), "{header}");
    }
}

/// By a program's own reading, too.
#[cfg(feature = "csv")]
#[test]
fn a_program_s_own_rows_are_counted_under_any_header() {
    use csv::StringRecord;
    static FEW: Profile = Profile::new("few", "Takes three rows.", &[]).max_rows(3);
    static FORMAT: Format = Format::new("rooms", "Rooms", "made up", &[Person::TABLE], &[&FEW]);
    for header in [["id", "role"], ["who", "what"]] {
        let is_too_many = |rows: usize| {
            let (names, options) = (StringRecord::from(header.to_vec()), Options::new());
            let mut check =
                roster_core::csv::FileCheck::new(&FORMAT, Person::TABLE, &names, &options);
            (0..rows).for_each(|row| {
                check.row(&StringRecord::from(vec![format!("p{row}"), "student".into()]))
            });
            let (findings, _) = check.finish();
            findings.iter().any(|finding| finding.rule == &r::TOO_MANY_ROWS)
        };
        assert!(!is_too_many(3) && is_too_many(4), "{header:?}");
    }
}

/// Rows that no reader has counted stand on lines of their own, the header on the first.
#[cfg(feature = "csv")]
#[test]
fn a_program_s_own_rows_have_a_line_each() {
    use csv::StringRecord;
    let (names, options) = (StringRecord::from(vec!["id", "role"]), Options::new());
    let mut check = roster_core::csv::FileCheck::new(&FORMAT, Person::TABLE, &names, &options);
    for row in [["a", "student"], ["b", "student"], ["c", "cook"]] {
        check.row(&StringRecord::from(row.to_vec()));
    }
    let (findings, _) = check.finish();
    let unknown = findings.iter().find(|finding| finding.rule == &r::UNKNOWN_WORD);
    let place = unknown.map(|finding| (finding.place.row, finding.place.line));
    assert_eq!(place, Some((Some(3), Some(4))));
}

proptest! {
    #![proptest_config(config())]
    #[test]
    fn the_tables_find_what_is_obvious(people in people(), seats in seats()) {
        let package = package(&people, &seats);
        let mut findings = Vec::new();
        let options = Options::new().limit(Limit::NONE);
        check(&FORMAT, &package, &options, &mut findings);

        // keys
        let ids = people.iter().map(|(id, ..)| id.clone());
        prop_assert_eq!(found(&findings, &r::DUPLICATE_KEY, 0), together(repeats(ids.clone())));
        let keys = seats.iter().map(|(room, person, _)| (room.clone(), person.clone()));
        prop_assert_eq!(found(&findings, &r::DUPLICATE_KEY, 1), together(repeats(keys)));

        // references: what a record is, is what its last row says
        let roles: BTreeMap<_, _> = people.iter().map(|(id, role, ..)| (id.clone(), *role)).collect();
        let folded: BTreeSet<_> = ids.clone().map(|id| id.to_lowercase()).collect();
        let missing = |case: bool| {
            let (roles, folded) = (&roles, &folded);
            move |(_, id): &(u64, String)| {
                !roles.contains_key(id) && folded.contains(&id.to_lowercase()) == case
            }
        };
        let persons = || (1..).zip(seats.iter().map(|(_, person, _)| person.clone()));
        let others = || {
            let rows = (1..).zip(&people);
            rows.flat_map(|(row, (.., others))| others.iter().map(move |id| (row, id.clone())))
        };
        for (rule, case) in [(&r::DANGLING_REFERENCE, false), (&r::REFERENCE_CASE, true)] {
            let obvious = together(others().filter(missing(case)));
            prop_assert_eq!(found(&findings, rule, 0), obvious);
            let obvious = together(persons().filter(missing(case)));
            prop_assert_eq!(found(&findings, rule, 1), obvious);
        }
        let teaches = |(_, id): &(u64, String)| roles.get(id) == Some(&"teacher");
        prop_assert_eq!(found(&findings, &r::WRONG_TARGET, 1), together(persons().filter(teaches)));

        // constraints
        let mut owners = BTreeMap::new();
        let mut shared = Vec::new();
        for (row, (id, _, email, _)) in (1..).zip(&people).filter(|(_, of)| !of.2.is_empty()) {
            let owner = owners.entry(email.to_lowercase()).or_insert(id);
            shared.extend((*owner != id).then_some((row, 1)));
        }
        prop_assert_eq!(found(&findings, &r::ONE_PERSON_TWO_IDS, 0), shared);
        let mut first_roles = BTreeMap::new();
        people.iter().for_each(|(id, role, ..)| _ = first_roles.entry(id.clone()).or_insert(*role));
        let differs = |(_, (_, person, role)): &(u64, &(String, String, &'static str))| {
            !role.is_empty() && first_roles.get(person).is_some_and(|of| of != role)
        };
        let differ = (1..).zip(&seats).filter(differs).map(|(row, _)| (row, 1)).collect::<Vec<_>>();
        prop_assert_eq!(found(&findings, &r::SCHOOL_DIFFERS, 1), differ);
        let seated: BTreeSet<_> = seats.iter().map(|(_, person, role)| (person, *role)).collect();
        let unseated = (1..).zip(&people).filter(|(_, (id, role, ..))| !seated.contains(&(id, role)));
        let unseated = unseated.map(|(row, _)| (row, 1)).filter(|_| !seats.is_empty());
        prop_assert_eq!(found(&findings, &r::CLASS_WITHOUT_STUDENTS, 0), unseated.collect::<Vec<_>>());

        // and a close look at every row says no more
        let mut close = Vec::new();
        check(&FORMAT, &package, &options.close_look(), &mut close);
        prop_assert_eq!(close, findings);
    }
}
