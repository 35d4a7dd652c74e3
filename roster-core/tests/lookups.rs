//! What constraints look up: by which column, of which rows, and with what in the cells.

use roster_core::{
    Constraint, Email, Finding, Format, Id, Index, Limit, Manifest, Memory, Options, Profile,
    Property, Record, Text, catalogue as r, check, col, file, table,
};

table! {
    /// What the package is.
    pub struct Said = file("manifest.csv") => {
        /// The property.
        property: Text = col("property").required().id(),
        /// What it says.
        value: Text = col("value"),
    }
}
table! {
    /// People.
    pub struct Person = file("people.csv") => {
        /// Names the person.
        id: Id = col("id").required().id(),
        /// The number that they are known by.
        number: Text = col("number"),
        /// Their name.
        name: Text = col("name"),
        /// Whether the record is to be kept.
        status: Text = col("status"),
    }
}
table! {
    /// Accounts.
    pub struct Account = file("accounts.csv") => {
        /// Names the account.
        mail: Email = col("mail").required().id(),
        /// Whose it is.
        name: Text = col("name"),
    }
}
table! {
    /// What was said, in rows that nothing tells apart.
    pub struct Remark = file("remarks.csv") => {
        /// What.
        text: Text = col("text"),
        /// Whether it is to be kept.
        status: Text = col("status"),
    }
}
table! {
    /// Who sits where, by the number.
    pub struct Seat = file("seats.csv") => {
        /// The person.
        person: Id = col("person").required().key().refers("people.csv"),
        /// The person's number.
        number: Text = col("number"),
        /// The person's name.
        name: Text = col("name"),
        /// The account.
        mail: Email = col("mail").refers("accounts.csv"),
    }
}
static SPEC: Profile = Profile::new("spec", "The format's own text.", &[]);
static MANIFEST: Manifest = Manifest::new(
    "manifest.csv",
    ["property", "value"],
    "file.",
    "version",
    &[Property::required("version", &["1"])],
)
.deleted("status", "gone");
static FORMAT: Format = Format::new(
    "seats",
    "Seats",
    "made up",
    &[Said::TABLE, Person::TABLE, Account::TABLE, Seat::TABLE, Remark::TABLE],
    &[&SPEC],
)
.manifest(&MANIFEST)
.constraints(&[&BY_NUMBER, &BY_MAIL, &NAMED, &NUMBERED, &SEATED, &SILENT]);

/// What the row of the number says, which is not the id.
static BY_NUMBER: Constraint = Constraint::new(&r::SCHOOL_DIFFERS, "seats.csv")
    .columns(&["name", "number"])
    .looks(&[Index::of("people.csv", &["number"]).keep(&["name"])])
    .agrees();
/// What the row of the account says; accounts are the same whatever their case, keys are not.
static BY_MAIL: Constraint = Constraint::new(&r::NO_PRIMARY_ROLE, "seats.csv")
    .columns(&["name", "mail"])
    .looks(&[Index::of("accounts.csv", &["mail"]).keep(&["name"])])
    .agrees();
/// What the row of the id says.
static NAMED: Constraint = Constraint::new(&r::UNKNOWN_GRADE, "seats.csv")
    .columns(&["name", "person"])
    .looks(&[Index::of("people.csv", &["id"]).keep(&["name"])])
    .agrees();
static NUMBERED: Constraint =
    Constraint::new(&r::ONE_PERSON_TWO_IDS, "people.csv").columns(&["number"]).unique();
/// Who is of a kind has a seat.
static SEATED: Constraint = Constraint::new(&r::CLASS_WITHOUT_STUDENTS, "people.csv")
    .columns(&["id"])
    .looks(&[Index::of("seats.csv", &["person"]).when("name", &["Ann", "Bo"])])
    .looked_up();

/// Some things are not said.
static SILENT: Constraint =
    Constraint::new(&r::CYCLE, "remarks.csv").columns(&["text"]).holds(|cells, _| cells[0] != "x");

/// The rules that are broken, each with the row: the same, whether files are read as a whole or in parts.
fn broken(package: &Memory) -> Vec<(&'static str, u64)> {
    let options = Options::new().limit(Limit::NONE);
    let mut in_parts = options.clone().threads(3);
    in_parts.thread_bytes = 8;
    let [whole, parts] = [options, in_parts].map(|options| broken_with(package, &options));
    assert_eq!(whole, parts);
    whole
}
fn broken_with(package: &Memory, options: &Options) -> Vec<(&'static str, u64)> {
    let mut findings: Vec<Finding> = Vec::new();
    check(&FORMAT, package, options, &mut findings);
    let rows = findings.iter().filter(|finding| finding.rule.code.starts_with('L'));
    let mut rows: Vec<_> =
        rows.map(|of| (of.rule.name, of.place.row.unwrap_or_default())).collect();
    rows.sort_unstable();
    rows
}
fn package(people: &str, accounts: &str, seats: &str) -> Memory {
    Memory::new()
        .file("manifest.csv", "property,value\nversion,1\n")
        .file("people.csv", format!("id,number,name,status\n{people}"))
        .file("accounts.csv", format!("mail,name\n{accounts}"))
        .file("seats.csv", format!("person,number,name,mail\n{seats}"))
}

#[test]
fn rows_are_found_by_the_column_that_is_asked_for() {
    let people = "a,1,Ann,\nb,2,Bo,\n";
    let right = package(people, "", "a,1,Ann,\nb,2,Bo,\n");
    assert_eq!(broken(&right), []);
    // the id of one is the number of the other
    let crossed = package("1,2,Ann,\n2,1,Bo,\n", "", "1,2,Ann,\n2,1,Bo,\n");
    assert_eq!(broken(&crossed), []);
    let wrong = package(people, "", "a,2,Ann,\nb,2,Bo,\n");
    assert_eq!(broken(&wrong), [("school-differs", 1)]);
    let wrong = package(people, "", "a,1,Bo,\nb,2,Bo,\n");
    assert_eq!(broken(&wrong), [("school-differs", 1), ("unknown-grade", 1)]);
    // of a number that no one has nothing is said
    assert_eq!(broken(&package(people, "", "a,3,Ann,\nb,,Bo,\n")), []);
}

#[test]
fn keys_of_an_index_are_compared_letter_by_letter() {
    let people = "a,1,Ann,\nb,2,Bo,\n";
    let of = |seats| broken(&package(people, "Ann@x.example,Ann\nbo@x.example,Bo\n", seats));
    assert_eq!(of("a,1,Ann,Ann@x.example\nb,2,Bo,bo@x.example\n"), []);
    assert_eq!(of("a,1,Ann,bo@x.example\nb,2,Bo,bo@x.example\n"), [("no-primary-role", 1)]);
    assert_eq!(of("a,1,Ann,bo@x.example\nb,2,Bo,Ann@x.example\n").len(), 2);
    assert_eq!(of("a,1,Ann,BO@x.example\nb,2,Bo,bo@x.example\n"), [], "another key");
}

/// A cell that is written with doubled quotes says what it says without.
#[test]
fn what_is_kept_of_a_row_is_its_text() {
    let people = "a,1,\"Ann \"\"A\"\" Li\",\nb,2,\"Bo, B\",\n";
    let seats = |first: &str| format!("a,1,{first},\nb,2,\"Bo, B\",\n");
    let of = |first: &str| {
        let mut broken = broken(&package(people, "", &seats(first)));
        broken.retain(|(rule, _)| *rule != "class-without-students");
        broken
    };
    assert_eq!(of("\"Ann \"\"A\"\" Li\""), []);
    assert_eq!(of("Ann A Li"), [("school-differs", 1), ("unknown-grade", 1)]);
}

/// It is the first row of a record that says something, wherever it stands.
#[test]
fn what_is_kept_is_of_the_first_row_that_counts() {
    let names = |people: &str| {
        // as many rows as can be told apart, so that nobody is somebody of another part
        let others: String =
            (0..9).map(|n| format!("other-{n},,\"Name \"\"{n}\"\"\",\n")).collect();
        let seats = "an-id-that-is-long-enough,,Ann,\nb,,Bo,\nother-8,,\"Name \"\"8\"\"\",\n";
        let mut broken = broken(&package(&(people.to_owned() + &others), "", seats));
        broken.retain(|(rule, _)| *rule == "unknown-grade");
        broken.into_iter().map(|(_, row)| row).collect::<Vec<_>>()
    };
    const NOBODY: [u64; 0] = [];
    let long = "an-id-that-is-long-enough";
    assert_eq!(names(&format!("{long},,Ann,\nb,,Bo,\n")), NOBODY);
    assert_eq!(names(&format!(",,Cy,\n{long},,Bo,\nb,,Bo,\n")), [1]);
    assert_eq!(names(&format!("{long},,Ann,\nb,,Bo,\n{long},,Cy,\nb,,Dee,\n")), NOBODY);
    assert_eq!(names(&format!("b,,Dee,gone\n{long},,Ann,\nb,,Bo,\n")), NOBODY);
    assert_eq!(names(&format!("b,,Dee,gone\n,,Cy,\n{long},,Cy,\nb,,Dee,\n")), [1, 2]);
}

#[test]
fn rows_that_are_not_of_the_kind_do_not_count() {
    let people = "a,1,Ann,\nb,2,Bo,\nc,3,Cy,\n";
    let seats = "a,1,Ann,\nb,2,BO,\nc,3,Cy,\n";
    let broken = |package| {
        let mut broken = broken(&package);
        broken.retain(|(rule, _)| *rule == "class-without-students");
        broken
    };
    assert_eq!(broken(package(people, "", seats)), [("class-without-students", 3)]);
    // without the column that tells the kind nothing is known
    let without = package(people, "", "").file("notes.csv", "");
    assert_eq!(broken(without), [], "a file without rows says nothing");
    let without = Memory::new()
        .file("people.csv", format!("id,number,name,status\n{people}"))
        .file("seats.csv", "person,number\na,1\n");
    assert_eq!(broken(without), []);
}

/// Of a record that is to be deleted no constraint says anything, in a delta.
#[test]
fn what_is_to_be_deleted_is_passed_over() {
    let delta = |rows: &str| {
        let package = Memory::new()
            .file("manifest.csv", "property,value\nversion,1\nfile.people,delta\n")
            .file("people.csv", format!("id,number,name,status\n{rows}"));
        broken(&package)
    };
    assert_eq!(delta("a,1,Ann,\nb,1,Bo,\n"), [("one-person-two-ids", 2)]);
    assert_eq!(delta("a,1,Ann,\nb,1,Bo,gone\n"), []);
    assert_eq!(delta("a,1,Ann,GONE\nb,1,Bo,\n"), []);
    assert_eq!(delta("a,1,Ann,went\nb,1,Bo,\n"), [("one-person-two-ids", 2)]);
    assert_eq!(delta("a,1,Ann,gone too\nb,1,Bo,\n"), [("one-person-two-ids", 2)]);
}

/// Whether a record is to be deleted may be all that differs from the row above.
#[test]
fn what_is_to_be_deleted_is_asked_of_each_row() {
    let found = |header: &str, rows: &str| {
        let said = "property,value\nversion,1\nfile.people,delta\n";
        let text = format!("{header}\n{rows}");
        broken(&Memory::new().file("manifest.csv", said).file("people.csv", text))
    };
    let rows = "Ann,1,a,gone\nAnn,1,b,\nAnn,1,c,\n";
    assert_eq!(found("name,number,id,status", rows), [("one-person-two-ids", 3)]);
    let rows = "Ann,1,a,\nAnn,1,b,gone\nAnn,1,c,gone\n";
    assert_eq!(found("name,number,id,status", rows), []);
    // where it is the same record's
    let seats = |rows: &str| {
        let seats = Memory::new().file("seats.csv", "person,number,name,mail\nb,,Ann,\n");
        let mut broken = broken(&seats.file("people.csv", format!("name,id,status\n{rows}")));
        broken.retain(|(rule, _)| *rule == "class-without-students");
        broken.into_iter().map(|(_, row)| row).collect::<Vec<_>>()
    };
    assert_eq!(seats("Ann,a,gone\nAnn,a,\nAnn,b,\n"), [2]);
    assert_eq!(seats("Ann,a,\nAnn,a,gone\nAnn,a,gone\nAnn,a,\n"), [1, 4]);
    assert_eq!(seats("Ann,b,\nAnn,a,\n"), [2]);
    assert_eq!(seats("Ann,a,gone\nAnn,c,gone\nAnn,d,\n"), [3]);
    // where nothing else differs
    let remarks = Memory::new().file("remarks.csv", "text,status\nx,gone\nx,\nx,gone\nx,\n");
    assert_eq!(broken(&remarks), [("cycle", 2), ("cycle", 4)]);
    let named = package("a,1,Ann,gone\na,1,Ann,\n", "", "a,1,Bo,\n");
    assert_eq!(broken(&named), [("school-differs", 1), ("unknown-grade", 1)]);
}

/// Rows are counted under a header that no one knows.
#[test]
fn rows_are_counted_under_any_header() {
    let package = Memory::new().file("people.csv", "who,what\na,b\nc,d\n");
    let summary = check(&FORMAT, &package, &Options::new(), &mut Vec::new());
    assert_eq!(summary.files[0].rows, 2);
}
