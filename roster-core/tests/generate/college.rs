//! A format that has a little of everything that packages are made up from: every kind of value,
//! every way to refer, files with and without hints, a manifest, deltas, and rules across rows and
//! across files.

use chrono::{DateTime, NaiveDate, Utc};
use roster_core::{
    AnyDate, Constraint, Decimal, Each, Email, FileSet, Format, Hint, Id, Index, Level, List,
    Manifest, Open, Phone, Profile, Property, Record, Text, Year, catalogue as r, codes, col, file,
    shape, table,
};

codes! {
    /// What a place is.
    pub enum Type {
        /// It governs.
        District = "district" | "authority",
        /// It teaches.
        School = "school",
    }
}
codes! {
    /// What a person does.
    pub enum Role {
        /// Learns.
        Student = "student",
        /// Teaches.
        Teacher = "teacher",
        /// Belongs to a student.
        Parent = "parent",
    }
}
codes! {
    /// Whether a record is to be kept.
    pub enum Status {
        /// It is.
        Active = "active",
        /// It is not.
        Gone = "gone",
    }
}
codes! {
    /// A grade.
    pub enum Grade {
        /// The ninth.
        Nine = "09" | "9",
        /// The tenth.
        Ten = "10",
        /// The eleventh.
        Eleven = "11",
        /// The twelfth.
        Twelve = "12",
    }
}
shape! {
    /// The number of a room.
    pub struct Room = "a room (R-7)",
        fits: |text| text.starts_with("R-"),
        sample: |n| format!("R-{n}"),
}

table! {
    /// What the package is.
    pub struct Said = file("manifest.csv").required() => {
        /// The property.
        property: Text = col("property").required().id(),
        /// What it says.
        value: Text = col("value").header_required(),
    }
}
table! {
    /// Places.
    pub struct Org = file("orgs.csv").required().each(&[Each::District, Each::School]) => {
        /// Names the place.
        id: Id = col("id").required().id(),
        /// Whether it is to be kept.
        status: Status = col("status").required_in_delta(),
        /// When it last changed.
        changed: DateTime<Utc> = col("changed").required_in_delta(),
        /// What it is called.
        name: Text = col("name").required().hint(Hint::Name).avoid("#"),
        /// What it is.
        kind: Type = col("type").required().hint(Hint::Type),
        /// What it belongs to.
        parent: Id = col("parent").refers("orgs.csv"),
        /// Its telephone.
        phone: Phone = col("phone"),
        /// How many it has room for.
        places: i64 = col("places"),
        /// How large it is.
        acres: Decimal = col("acres").aliases(&["area"]),
        /// When it was founded.
        founded: Year = col("founded"),
        /// Whether it is open.
        open: bool = col("open"),
        /// The school that it is paired with.
        twin: Id = col("twin").refers("orgs.csv"),
        /// What others call it.
        code: Id = col("code"),
        /// The given name of its head: of a place, no district tells one.
        head: Text = col("head").header_required().hint(Hint::GivenName),
    }
}
table! {
    /// People.
    pub struct Person = file("people.csv")
        .each(&[Each::Student, Each::Teacher, Each::Contact]) =>
    {
        /// Names the person.
        id: Id = col("id").required().id(),
        /// What the person does.
        role: Role = col("role").required().hint(Hint::Role),
        /// Where the person belongs.
        orgs: List<Id> = col("orgs").required().refers_to("orgs.csv", "type", "school"),
        /// What the person is called.
        name: Text = col("name").hint(Hint::FullName),
        /// The address.
        email: Email = col("email").hint(Hint::Email),
        /// The name to sign in with.
        login: Text = col("login").unique(),
        /// What to sign in with.
        password: Text = col("password").secret(),
        /// Who answers for the person.
        agents: List<Id> = col("agents").refers_to_other("people.csv", "role", "student"),
        /// The day of birth.
        born: AnyDate = col("born").hint(Hint::BirthDate),
        /// Words of the person's own.
        interests: List<Text> = col("interests"),
        /// How the person comes to school, of no fixed list.
        travels: Text = col("travels").codes(Status::CODES),
    }
}
table! {
    /// Classes.
    pub struct Class = file("classes.csv").needs(&["seats.csv"]).each(&[Each::Section]) => {
        /// Names the class.
        id: Id = col("id").required().id(),
        /// Its school.
        org: Id = col("org").required().refers_to("orgs.csv", "type", "school"),
        /// What it is called.
        name: Text = col("name").required().hint(Hint::Name),
        /// Its first day.
        begins: NaiveDate = col("begins").hint(Hint::FirstDay),
        /// Its last day.
        ends: NaiveDate = col("ends").hint(Hint::LastDay),
        /// Whom it is for.
        grades: List<Grade> = col("grades").hint(Hint::Grade),
        /// How it comes.
        manner: Open<Status> = col("manner"),
        /// Where it is.
        room: Room = col("room"),
        /// What it teaches.
        subject: Text = col("subject").hint(Hint::Subject),
    }
}
table! {
    /// Who sits where.
    pub struct Seat = file("seats.csv").each(&[Each::Enrollment, Each::Teaching]) => {
        /// The class.
        class: Id = col("class").required().key().refers("classes.csv"),
        /// The person.
        person: Id = col("person").required().key().refers_to_other("people.csv", "role", "parent"),
        /// What the person does there.
        role: Role = col("role").required().hint(Hint::Role),
        /// Whether the class is the main one.
        main: bool = col("main").hint(Hint::Primary),
        /// When that was written down.
        written: DateTime<Utc> = col("written"),
    }
}
table! {
    /// Clubs of a school: what these rows stand for in a district, no hint says.
    pub struct Club = file("clubs.csv") => {
        /// The school.
        org: Id = col("org").required().key().refers_to("orgs.csv", "type", "school"),
        /// Who leads it.
        person: Id = col("person").required().key().refers("people.csv"),
        /// What it is called.
        name: Text = col("name").required(),
        /// Another who leads it.
        second: Id = col("second").refers_loosely("people.csv"),
    }
}
table! {
    /// Badges, each once for a type and a colour.
    pub struct Badge = file("badges.csv") => {
        /// Names the badge.
        mail: Email = col("mail").required().id(),
        /// What it is a badge of.
        kind: Type = col("type").required().key(),
        /// Its colour.
        colour: Text = col("colour").required().key(),
        /// When it was given.
        given: AnyDate = col("given"),
        /// What is said of it.
        note: Text = col("note"),
    }
}

/// Everything at its own level, and all that rules are off for others.
pub(crate) static SPEC: Profile = Profile::new(
    "spec",
    "The format's own text.",
    &[
        (&r::UNLISTED_WORD, Level::Warning, "to be seen"),
        (&r::PHONE_SPELLING, Level::Warning, "to be seen"),
        (&r::DISCOURAGED_CHARACTER, Level::Warning, "to be seen"),
    ],
)
.max_rows(60);
/// One that wants columns that the format leaves out.
pub(crate) static STRICT: Profile =
    Profile::new("strict", "A strict importer.", &[(&r::ABSENT_HEADER, Level::Info, "to be seen")])
        .over(&SPEC);

pub(crate) static MANIFEST: Manifest = Manifest::new(
    "manifest.csv",
    ["property", "value"],
    "file.",
    "version",
    &[Property::required("version", &["1"]), Property::optional("source")],
)
.deleted("status", "gone");

pub(crate) static FORMAT: Format = Format::new(
    "college",
    "College",
    "made up",
    &[Said::TABLE, Org::TABLE, Person::TABLE, Class::TABLE, Seat::TABLE, Club::TABLE, Badge::TABLE],
    &[&SPEC, &STRICT],
)
.manifest(&MANIFEST)
.extensions("own.")
.sets(&[FileSet { name: "classes", files: &["classes.csv", "seats.csv"], absent: None }])
.constraints(&[&TREE, &DATES, &ADDRESS, &TAUGHT, &ROLE, &ENROLLED, &AT_SCHOOL, &PAIRED, &TWIN]);

static TREE: Constraint =
    Constraint::new(&r::CYCLE, "orgs.csv").columns(&["id", "parent"]).no_cycle();
static DATES: Constraint =
    Constraint::new(&r::END_BEFORE_BEGIN, "classes.csv").columns(&["ends", "begins"]).not_before();
static ADDRESS: Constraint = Constraint::new(&r::ONE_PERSON_TWO_IDS, "people.csv")
    .columns(&["email"])
    .unique_when("role", &["student", "teacher"]);
static TAUGHT: Constraint = Constraint::new(&r::CLASS_WITHOUT_TEACHER, "classes.csv")
    .columns(&["id"])
    .looks(&[Index::of("seats.csv", &["class"]).when("role", &["teacher"])])
    .looked_up();
static ENROLLED: Constraint = Constraint::new(&r::CLASS_WITHOUT_STUDENTS, "classes.csv")
    .columns(&["id"])
    .looks(&[Index::of("seats.csv", &["class"]).when("role", &["student"])])
    .looked_up();
static ROLE: Constraint = Constraint::new(&r::NO_PRIMARY_ROLE, "seats.csv")
    .columns(&["role", "person"])
    .looks(&[Index::of("people.csv", &["id"]).keep(&["role"])])
    .agrees();
/// Twins name each other.
static PAIRED: Constraint = Constraint::new(&r::DUPLICATE_ENROLLMENT, "orgs.csv")
    .columns(&["id", "twin"])
    .looks(&[Index::of("orgs.csv", &["id", "twin"])])
    .holds(|cells, look| {
        let named = || cells[0] != cells[1] && look[0].has(&[cells[1], cells[0]]);
        cells[1].is_empty() || named()
    });
/// No twin is a district: this breaks without breaking the other if two name each other.
static TWIN: Constraint = Constraint::new(&r::UNKNOWN_GRADE, "orgs.csv")
    .columns(&["twin"])
    .looks(&[Index::of("orgs.csv", &["id"]).keep(&["type"])])
    .holds(|cells, look| look[0].get(&[cells[0]]).is_none_or(|of| of.cell(0) != "district"));
/// Who sits in a class belongs to its school.
static AT_SCHOOL: Constraint = Constraint::new(&r::SCHOOL_DIFFERS, "seats.csv")
    .columns(&["person", "class"])
    .looks(&[
        Index::of("people.csv", &["id"]).keep(&["orgs"]),
        Index::of("classes.csv", &["id"]).keep(&["org"]),
    ])
    .holds(|cells, look| match (look[0].get(&[cells[0]]), look[1].get(&[cells[1]])) {
        (Some(person), Some(class)) => person.cell(0).split(',').any(|org| org == class.cell(0)),
        _ => true,
    });
