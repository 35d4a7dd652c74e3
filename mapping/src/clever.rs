//! Clever's own format, and its flavour for School Data Sync.
//!
//! One row a person and school, and for a student one a contact; terms, courses and teachers
//! inside the sections. What a person is counts ids of its own: a student, a teacher and a member
//! of staff with one id may be three people.

use alloc::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    format,
    string::String,
    vec::Vec,
};

use clever_model::codes::StaffRole;
use roster_core::Value;

use crate::{
    feed::{Feed, File},
    hub::{
        Class, Course, Demographics, Enrollment, Entity, Flag, Org, Person, Record, Relation, Role,
        Roster, Session,
    },
    ids::{Renames, link_id},
    link::{Bound, Link, Via, same, via},
    oneroster::{fresh, is_administrator, is_family},
    people::{People, Space, places, role, tagged},
    sds_v1::{capitalised, guardians, write_guardians},
    table::{self, Linked},
    words::{DATES, FIRST, LIST, items},
};

const SCHOOL: &[Link<Org>] = &[
    same("School_id", Org::Id),
    same("School_name", Org::Name),
    same("School_number", Org::Identifier),
    same("State_id", Org::StateId),
    via("Low_grade", Org::GradeLow, &GRADE),
    via("High_grade", Org::GradeHigh, &GRADE),
    same("Principal", Org::PrincipalName),
    same("Principal_email", Org::PrincipalEmail),
    same("School_address", Org::Address),
    same("School_city", Org::City),
    same("School_state", Org::State),
    same("School_zip", Org::Zip),
    same("School_phone", Org::Phone),
];
const SCHOOL_OF_CLEVER: &[Link<Org>] = &[same("Nces_id", Org::NcesId)];
const STUDENT: &[Link<Person>] = &[
    same("Student_id", Person::Id),
    same("Student_number", Person::Identifier),
    same("State_id", Person::StateId),
    same("Last_name", Person::Family),
    same("Middle_name", Person::Middle),
    same("First_name", Person::Given),
    via("Grade", Person::Grades, &GRADE),
    same("Graduation_year", Person::GraduationYear),
    same("Student_email", Person::Email),
    same("Username", Person::Username),
    same("Password", Person::Password),
];
const STUDENT_OF_CLEVER: &[Link<Person>] = &[
    same("Home_language", Person::HomeLanguage),
    same("Student_street", Person::MailingAddress),
    same("Student_city", Person::MailingCity),
    same("Student_state", Person::MailingState),
    same("Student_zip", Person::MailingZip),
    same("Unweighted_gpa", Person::UnweightedGpa),
    same("Weighted_gpa", Person::WeightedGpa),
];
const STATISTICS: &[Link<Demographics>] = &[
    same("Student_id", Demographics::Person),
    via("Gender", Demographics::Sex, &SEX),
    via("DOB", Demographics::BirthDate, &DATES),
];
const STATISTICS_OF_CLEVER: &[Link<Demographics>] = &[
    same("Student_id", Demographics::Person),
    via("Gender", Demographics::Sex, &SEX),
    via("DOB", Demographics::BirthDate, &MONTH_FIRST),
    via("Hispanic_Latino", Demographics::Hispanic, &YES_NO),
];
const CONTACT: &[Link<Person>] = &[
    same("Contact_phone", Person::Phone),
    same("Contact_phone_type", Person::PhoneType),
    same("Contact_email", Person::Email),
];
const RELATION: &[Link<Relation>] = &[
    same("Student_id", Relation::Student),
    via("Contact_relationship", Relation::Role, &RELATIONSHIP),
    same("Contact_type", Relation::Type),
];
const TEACHER: &[Link<Person>] = &[
    same("Teacher_id", Person::Id),
    same("Teacher_number", Person::Identifier),
    same("State_teacher_id", Person::StateId),
    same("Teacher_email", Person::Email),
    same("First_name", Person::Given),
    same("Middle_name", Person::Middle),
    same("Last_name", Person::Family),
    same("Title", Person::Title),
    same("Username", Person::Username),
    same("Password", Person::Password),
];
const STAFF: &[Link<Person>] = &[
    same("Staff_id", Person::Id),
    same("Staff_email", Person::Email),
    same("First_name", Person::Given),
    same("Last_name", Person::Family),
    same("Department", Person::Department),
    same("Title", Person::Title),
    same("Username", Person::Username),
    same("Password", Person::Password),
];
const ADMIN: &[Link<Person>] = &[
    same("Staff_id", Person::Id),
    same("Admin_email", Person::Email),
    same("First_name", Person::Given),
    same("Last_name", Person::Family),
    same("Admin_title", Person::Title),
    same("Username", Person::Username),
    same("Password", Person::Password),
];
const SECTION: &[Link<Class>] = &[
    same("School_id", Class::School),
    same("Section_id", Class::Id),
    same("Name", Class::Title),
    same("Section_number", Class::Code),
    via("Grade", Class::Grades, &GRADE),
    via("Period", Class::Periods, &LIST),
    via("Subject", Class::Subjects, &FIRST),
];
const COURSE: &[Link<Course>] = &[
    same("Course_name", Course::Title),
    same("Course_number", Course::Code),
    same("Course_description", Course::Description),
];
const TERM: &[Link<Session>] = &[
    same("Term_name", Session::Title),
    via("Term_start", Session::Start, &DATES),
    via("Term_end", Session::End, &DATES),
];
const TERM_OF_CLEVER: &[Link<Session>] = &[
    same("Term_name", Session::Title),
    via("Term_start", Session::Start, &MONTH_FIRST),
    via("Term_end", Session::End, &MONTH_FIRST),
];
const ENROLLMENT: &[Link<Enrollment>] = &[
    same("School_id", Enrollment::School),
    same("Section_id", Enrollment::Class),
    same("Student_id", Enrollment::Person),
];

/// The teachers of a section: the first is the one of record.
const TEACHERS: [&str; 10] = [
    "Teacher_id",
    "Teacher_2_id",
    "Teacher_3_id",
    "Teacher_4_id",
    "Teacher_5_id",
    "Teacher_6_id",
    "Teacher_7_id",
    "Teacher_8_id",
    "Teacher_9_id",
    "Teacher_10_id",
];

/// What the rows of a student and a teacher both say.
const OF_STUDENT_AND_TEACHER: &[Person] = &[
    Person::Identifier,
    Person::StateId,
    Person::Email,
    Person::Given,
    Person::Middle,
    Person::Family,
    Person::Username,
    Person::Password,
];
/// What the rows of staff and of others both say.
const OF_STAFF: &[Person] = &[
    Person::Email,
    Person::Given,
    Person::Family,
    Person::Title,
    Person::Username,
    Person::Password,
];

/// The columns that tell what a school has to know of a student, the word that says so, and the
/// flag. Another word says nothing.
const FLAGS: &[(&str, &str, &str)] = &[
    ("Ell_status", "Y", "ell"),
    ("IEP_status", "Y", "iep"),
    ("Frl_status", "F", "freeLunch"),
    ("Frl_status", "R", "reducedLunch"),
    ("Gifted_status", "Y", "giftedOrTalented"),
    ("Section_504_status", "Y", "504"),
];

/// The letters of race, the words of Clever's other interface and common ones, and the flag.
const RACES: &[(&str, &[&str], Demographics)] = &[
    ("A", &["Asian"], Demographics::Asian),
    ("B", &["Black or African American", "Black"], Demographics::Black),
    ("I", &["American Indian", "American Indian or Alaska Native"], Demographics::AmericanIndian),
    (
        "P",
        &["Hawaiian or Other Pacific Islander", "Native Hawaiian or Other Pacific Islander"],
        Demographics::Hawaiian,
    ),
    ("W", &["Caucasian", "White"], Demographics::White),
    (TWO_OR_MORE, &["Two or More Races"], Demographics::TwoOrMore),
];
const TWO_OR_MORE: &str = "M";

/// What staff are whose role is blank.
const STAFF_ROLE: &str = "staff";
/// What staff are who have more rights in the portal.
const TECH_LEAD: &str = "itAdmin";

/// Clever's words for grades, and those of CEDS. After graduation is nearest to postsecondary.
static GRADE: Via = Via { name: "grades", to: grade, from: grade_of_clever };
const GRADES: &[(&str, &str)] = &[
    ("InfantToddler", "IT"),
    ("Preschool", "PR"),
    ("PreKindergarten", "PK"),
    ("TransitionalKindergarten", "TK"),
    ("Kindergarten", "KG"),
    ("PostGraduate", "PS"),
    ("Ungraded", "UG"),
];
fn grade(text: &str) -> Cow<'_, str> {
    let is_it = |of: &&(&str, &str)| of.0.eq_ignore_ascii_case(text);
    match GRADES.iter().find(is_it) {
        Some((_, word)) => (*word).into(),
        None => (crate::words::GRADE.to)(text),
    }
}
fn grade_of_clever(list: &str) -> Cow<'_, str> {
    let first = items(list).next().unwrap_or_default();
    let codes = oneroster_model::codes::Grade::CODES;
    let Some((i, _)) = codes.find(first) else { return first.into() };
    let word = codes.words[i].text;
    let clever = GRADES.iter().find(|of| of.1 == word).map(|of| of.0);
    clever.unwrap_or(word.trim_start_matches('0')).into()
}

/// Clever's letters for gender.
static SEX: Via = Via { name: "sex", to: sex, from: gender };
fn sex(text: &str) -> Cow<'_, str> {
    if text.eq_ignore_ascii_case("X") { "other".into() } else { (crate::words::SEX.to)(text) }
}
fn gender(text: &str) -> Cow<'_, str> {
    match text {
        "male" => "M".into(),
        "female" => "F".into(),
        "other" => "X".into(),
        "unspecified" | "notSelected" => "".into(),
        _ => text.into(),
    }
}

/// Yes and no as a letter, and as a truth.
static YES_NO: Via = Via { name: "yes and no", to: truth, from: letter };
fn truth(text: &str) -> Cow<'_, str> {
    let is = |words: [&str; 2]| words.iter().any(|word| word.eq_ignore_ascii_case(text));
    if is(["Y", "Yes"]) {
        "true".into()
    } else if is(["N", "No"]) {
        "false".into()
    } else {
        text.into()
    }
}
fn letter(text: &str) -> Cow<'_, str> {
    match text {
        "true" => "Y".into(),
        "false" => "N".into(),
        _ => text.into(),
    }
}

/// Dates as exporters write them for Clever, `MM/DD/YYYY`.
static MONTH_FIRST: Via = Via { name: "dates", to: iso, from: month_first };
fn iso(text: &str) -> Cow<'_, str> {
    (DATES.to)(text)
}
fn month_first(text: &str) -> Cow<'_, str> {
    let mut parts = text.splitn(3, '-');
    match (parts.next(), parts.next(), parts.next()) {
        (Some(year), Some(month), Some(day)) if year.len() == 4 => {
            format!("{month}/{day}/{year}").into()
        }
        _ => text.into(),
    }
}

/// What a contact is: more of the family than others tell apart.
static RELATIONSHIP: Via = Via { name: "relationships", to: relationship, from: relationship_of };
fn relationship(text: &str) -> Cow<'_, str> {
    const OWN: &[&str] = &["parent", "guardian", "relative", "aide", "doctor", "child"];
    const FAMILY: &[&str] = &["Grandparent", "Aunt/Uncle", "Sibling"];
    if text.is_empty() {
        return "".into();
    }
    match OWN.iter().find(|word| word.eq_ignore_ascii_case(text)) {
        Some(word) => (*word).into(),
        None if FAMILY.iter().any(|word| word.eq_ignore_ascii_case(text)) => "relative".into(),
        None => "other".into(),
    }
}
fn relationship_of(role: &str) -> Cow<'_, str> {
    capitalised(role).into()
}

/// What a roster of either format says, and which ids had to be told apart.
pub(crate) fn read<'a>(feed: &Feed<'a>) -> (Roster<'a>, Renames) {
    let of_clever = is_clever(feed);
    let mut roster = Roster::default();
    let (mut people, mut renames) = (People::default(), Renames::default());
    let file = feed.file("schools.csv");
    let school = Bound::new(file, SCHOOL);
    let own = of_clever.then(|| Bound::new(file, SCHOOL_OF_CLEVER));
    for row in &file.rows {
        let mut org = school.read(row).with(Org::Type, "school");
        own.iter().for_each(|own| org.fill(&own.read(row)));
        roster.orgs.push(org);
    }
    students(feed.file("students.csv"), &mut roster, &mut people, of_clever);
    let file = feed.file("teachers.csv");
    let mut teachers = Space::new(file, "Teacher_id", "teacher", OF_STUDENT_AND_TEACHER, &roster);
    let links = Bound::new(file, TEACHER);
    let mut seen = BTreeSet::new();
    let school = file.column("School_id");
    for row in &file.rows {
        let (id, _) = teachers.add(links.read(row), &mut people, &mut roster, &mut renames);
        if seen.insert((id.clone(), row[school].clone())) {
            roster.roles.push(role(&id, &row[school], "teacher"));
        }
    }
    if of_clever {
        staff(feed, "staff.csv", STAFF, &mut roster, &mut people, &mut renames);
        staff(feed, "admins.csv", ADMIN, &mut roster, &mut people, &mut renames);
    }
    let file = feed.file("enrollments.csv");
    let links = Bound::new(file, ENROLLMENT);
    for row in &file.rows {
        roster.enrollments.push(links.read(row).with(Enrollment::Role, "student"));
    }
    sections(feed.file("sections.csv"), &teachers, &mut roster, of_clever);
    if of_clever {
        contacts(feed.file("students.csv"), &mut roster, &mut people);
        emails(feed, &teachers, &mut roster, &people);
    } else {
        guardians(feed, &mut roster, &mut people);
    }
    (roster, renames)
}

/// Whether it is Clever's own format, which says more.
fn is_clever(feed: &Feed<'_>) -> bool {
    feed.format.table("staff.csv").is_some()
}

fn students<'a>(
    file: &File<'a>,
    roster: &mut Roster<'a>,
    people: &mut People<'a>,
    of_clever: bool,
) {
    let mut own = Space::new(file, "Student_id", "", &[], roster);
    let links = Bound::new(file, STUDENT);
    let more = of_clever.then(|| Bound::new(file, STUDENT_OF_CLEVER));
    let statistics = Bound::new(file, statistics(of_clever));
    let race = of_clever.then(|| file.column("Race"));
    let flags = flags(file, of_clever);
    let school = file.column("School_id");
    let mut seen = BTreeSet::new();
    for row in &file.rows {
        let mut person = links.read(row);
        more.iter().for_each(|more| person.fill(&more.read(row)));
        let grade = person[Person::Grades].clone();
        // nobody comes before the students, so no id has to be told apart
        let (id, is_new) = own.add(person, people, roster, &mut Renames::default());
        if seen.insert((id.clone(), row[school].clone())) {
            roster.roles.push(role(&id, &row[school], "student").with(Role::Grade, grade));
        }
        if !is_new {
            continue;
        }
        let mut said = statistics.read(row);
        if let Some(at) = race.filter(|at| !row[*at].is_empty()) {
            if let Some((_, _, fact)) = race_of(&row[at]) {
                said[*fact] = "true".into();
            }
            said[Demographics::FederalRace] = row[at].clone();
        }
        let facts = Demographics::FACTS.iter();
        if facts.filter(|fact| **fact != Demographics::Person).any(|fact| !said[*fact].is_empty()) {
            roster.demographics.push(said);
        }
        for (at, word, flag) in &flags {
            if row[*at].eq_ignore_ascii_case(word) {
                roster
                    .flags
                    .push(Record::new().with(Flag::Person, id.clone()).with(Flag::Flag, *flag));
            }
        }
    }
}

fn statistics(of_clever: bool) -> &'static [Link<Demographics>] {
    if of_clever { STATISTICS_OF_CLEVER } else { STATISTICS }
}
fn flags(file: &File<'_>, of_clever: bool) -> Vec<(usize, &'static str, &'static str)> {
    let flags = FLAGS.iter().filter(|_| of_clever);
    flags.map(|(header, word, flag)| (file.column(header), *word, *flag)).collect()
}
fn race_of(text: &str) -> Option<&'static (&'static str, &'static [&'static str], Demographics)> {
    let is = |word: &str| word.eq_ignore_ascii_case(text);
    RACES.iter().find(|(letter, words, _)| is(letter) || words.iter().any(|word| is(word)))
}

/// Staff who do not teach, or administrators.
fn staff<'a>(
    feed: &Feed<'a>,
    name: &str,
    links: &'static [Link<Person>],
    roster: &mut Roster<'a>,
    people: &mut People<'a>,
    renames: &mut Renames,
) {
    let file = feed.file(name);
    let (administers, tag) = match name {
        "admins.csv" => (true, "admin"),
        _ => (false, "staff"),
    };
    let mut own = Space::new(file, "Staff_id", tag, OF_STAFF, roster);
    let links = Bound::new(file, links);
    let [school, role_at] = ["School_id", "Role"].map(|header| file.column(header));
    let mut seen = BTreeSet::new();
    for row in &file.rows {
        let (id, _) = own.add(links.read(row), people, roster, renames);
        let word = match StaffRole::read(&row[role_at]) {
            _ if administers => "siteAdministrator",
            Ok(StaffRole::SchoolTechLead) => TECH_LEAD,
            _ => STAFF_ROLE,
        };
        if seen.insert((id.clone(), row[school].clone())) {
            roster.roles.push(role(&id, &row[school], word));
        }
    }
}

fn sections<'a>(
    file: &File<'a>,
    teachers: &Space<'_, 'a>,
    roster: &mut Roster<'a>,
    of_clever: bool,
) {
    let links = (
        Bound::new(file, SECTION),
        Bound::new(file, term_links(of_clever)),
        Bound::new(file, COURSE),
    );
    let slots = TEACHERS.map(|header| file.column(header));
    let mut seen = BTreeSet::new();
    let (mut terms, mut courses) = (Inline::new(TERM_ID), Inline::new(COURSE_ID));
    for row in &file.rows {
        let mut class = links.0.read(row);
        if class[Class::Id].is_empty() || !seen.insert(class[Class::Id].clone()) {
            continue;
        }
        // Clever shows a section by its course; others must have a name
        let id = class[Class::Id].clone();
        class.or(Class::Title, || id);
        let term = links.1.read(row);
        let (id, is_new) =
            terms.id([Session::Title, Session::Start, Session::End].map(|of| &term[of]));
        class[Class::Terms] = id.clone();
        if is_new {
            roster.sessions.push(term.with(Session::Id, id).with(Session::Type, "term"));
        }
        let course = links.2.read(row);
        let name = [Course::Title, Course::Code].map(|of| &course[of]);
        let (id, is_new) = match name.iter().all(|part| part.is_empty()) {
            true => courses.id([&course[Course::Description]]),
            false => courses.id(name),
        };
        class[Class::Course] = id.clone();
        if is_new {
            let school = class[Class::School].clone();
            roster.courses.push(course.with(Course::Id, id).with(Course::Org, school));
        }
        let mut known = BTreeSet::new();
        for (slot, at) in slots.iter().enumerate() {
            let teacher = teachers.name(&row[*at]);
            if !teacher.is_empty() && known.insert(teacher.clone()) {
                roster.enrollments.push(
                    Record::new()
                        .with(Enrollment::Class, class[Class::Id].clone())
                        .with(Enrollment::School, class[Class::School].clone())
                        .with(Enrollment::Person, teacher)
                        .with(Enrollment::Role, "teacher")
                        .with(Enrollment::Primary, if slot == 0 { "true" } else { "false" }),
                );
            }
        }
        roster.classes.push(class);
    }
}

fn term_links(of_clever: bool) -> &'static [Link<Session>] {
    if of_clever { TERM_OF_CLEVER } else { TERM }
}

/// Terms or courses, which have no ids at home: those of which the same is said are one.
struct Inline<'a> {
    kind: &'static str,
    ids: BTreeMap<Vec<Cow<'a, str>>, String>,
    taken: BTreeSet<String>,
}

/// What the ids begin with, so that none is a name.
const TERM_ID: &str = "term";
const COURSE_ID: &str = "course";

impl<'a> Inline<'a> {
    fn new(kind: &'static str) -> Self {
        Inline { kind, ids: BTreeMap::new(), taken: BTreeSet::new() }
    }

    /// The id of the one of which this is said, and whether it is the first time; none if nothing
    /// is said.
    fn id<const N: usize>(&mut self, said: [&Cow<'a, str>; N]) -> (Cow<'a, str>, bool) {
        if said.iter().all(|part| part.is_empty()) {
            return ("".into(), false);
        }
        let said: Vec<Cow<'a, str>> = said.into_iter().cloned().collect();
        if let Some(id) = self.ids.get(&said) {
            return (id.clone().into(), false);
        }
        let parts = readable([self.kind].into_iter().chain(said.iter().map(|part| &**part)));
        let parts: Vec<&str> = parts.iter().map(|part| &**part).collect();
        let id = fresh(&parts, &mut self.taken);
        self.ids.insert(said, id.clone());
        (id.into(), true)
    }
}

/// What is said, as parts of an id.
fn readable<'t>(said: impl Iterator<Item = &'t str>) -> Vec<String> {
    let words = |part: &str| part.split_ascii_whitespace().collect::<Vec<_>>().join("-");
    said.filter(|part| !part.is_empty()).map(words).collect()
}

/// Contacts stand in the rows of students.
fn contacts<'a>(file: &File<'a>, roster: &mut Roster<'a>, people: &mut People<'a>) {
    let links = Bound::new(file, CONTACT);
    let relation = Bound::new(file, RELATION);
    let [name, sis_id] = ["Contact_name", "Contact_sis_id"].map(|header| file.column(header));
    // the id and the name of each contact by the id that it has here
    let mut known: BTreeMap<Cow<'a, str>, (Cow<'a, str>, &Cow<'a, str>)> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for row in &file.rows {
        let relation = relation.read(row);
        let student = relation[Relation::Student].clone();
        let (mut person, name) = (links.read(row), &row[name]);
        let email = person[Person::Email].clone();
        let is_other = |id: &Cow<'a, str>| known.get(id).is_some_and(|(_, of)| *of != name);
        let home: Cow<'a, str> = if !row[sis_id].is_empty() {
            row[sis_id].clone()
        } else if !email.is_empty() && is_other(&email) {
            // an address that a family shares
            own_contact(&email, name).into()
        } else if !email.is_empty() {
            email
        } else if !name.is_empty() {
            own_contact(&student, name).into()
        } else {
            continue;
        };
        if home.is_empty() || student.is_empty() {
            continue;
        }
        let contact = match known.get(&home) {
            Some((id, _)) => id.clone(),
            None => {
                let id = match people.contains(&home) {
                    true => tagged(&home, "contact", |id| !people.contains(id)).into(),
                    false => home.clone(),
                };
                known.insert(home, (id.clone(), name));
                let (given, family) = split(name);
                person[Person::Id] = id.clone();
                person[Person::Given] = given;
                person[Person::Family] = family;
                people.push(person, roster);
                id
            }
        };
        if seen.insert((student, contact.clone())) {
            roster.relations.push(relation.with(Relation::Contact, contact));
        }
    }
}

/// The id of a contact who has none, and whose address, if any, is another's too.
fn own_contact(of: &str, name: &str) -> String {
    let parts = readable([of, name].into_iter());
    link_id(&parts.iter().map(|part| &**part).collect::<Vec<_>>())
}

/// A whole name as given names and the family name, which is its last word.
fn split<'a>(name: &Cow<'a, str>) -> (Cow<'a, str>, Cow<'a, str>) {
    match name.rsplit_once(' ') {
        Some((given, family)) if !family.is_empty() => {
            (String::from(given.trim_ascii_end()).into(), String::from(family).into())
        }
        _ => ("".into(), name.clone()),
    }
}

/// Mail addresses that were uploaded by hand.
fn emails<'a>(
    feed: &Feed<'a>,
    teachers: &Space<'_, 'a>,
    roster: &mut Roster<'a>,
    people: &People<'a>,
) {
    for (name, header) in
        [("student_emails.csv", "student_id"), ("teacher_emails.csv", "teacher_id")]
    {
        let file = feed.file(name);
        let [id, email] = [header, "email"].map(|header| file.column(header));
        for row in &file.rows {
            let id = match name {
                "teacher_emails.csv" => teachers.name(&row[id]),
                _ => row[id].clone(),
            };
            if let Some(at) = people.place(&id) {
                roster.people[at].or(Person::Email, || row[email].clone());
            }
        }
    }
}

/// Says what a roster does in either format.
pub(crate) fn write<'a>(roster: &Roster<'a>, feed: &mut Feed<'a>) {
    let of_clever = is_clever(feed);
    let file = feed.file_mut("schools.csv");
    let school = Bound::new(file, SCHOOL);
    let own = of_clever.then(|| Bound::new(file, SCHOOL_OF_CLEVER));
    let mut schools = BTreeSet::new();
    for org in roster.orgs.iter().filter(|org| org[Org::Type] == "school") {
        let mut row = file.blank_row();
        school.write(org, &mut row);
        own.iter().for_each(|own| own.write(org, &mut row));
        file.rows.push(row);
        schools.insert(&*org[Org::Id]);
    }
    let writer = Writer { roster, schools, of_clever };
    writer.students(feed.file_mut("students.csv"));
    let teachers = writer.teachers(feed.file_mut("teachers.csv"));
    writer.sections(feed.file_mut("sections.csv"), &teachers);
    writer.enrollments(feed.file_mut("enrollments.csv"));
    if of_clever {
        writer.staff(feed);
    } else {
        write_guardians(roster, feed);
    }
}

struct Writer<'r, 'a> {
    roster: &'r Roster<'a>,
    schools: BTreeSet<&'r str>,
    of_clever: bool,
}

type Teachers<'r> = BTreeSet<&'r str>;

impl<'r, 'a> Writer<'r, 'a> {
    fn students(&self, file: &mut File<'a>) {
        let of_clever = self.of_clever;
        let roster = self.roster;
        let links = Bound::new(file, STUDENT);
        let more = of_clever.then(|| Bound::new(file, STUDENT_OF_CLEVER));
        let statistics = Bound::new(file, statistics(of_clever));
        let race_at = of_clever.then(|| file.column("Race"));
        let flags_at = flags(file, of_clever);
        let [school, grade_at] = ["School_id", "Grade"].map(|header| file.column(header));
        let contact = of_clever.then(|| ContactLinks::new(file));

        let places = places(roster, "student", &self.schools);
        let people = roster.people.iter().map(|of| (&*of[Person::Id], of));
        let people: BTreeMap<&str, &Record<'a, Person>> = people.collect();
        let demographics = roster.demographics.iter().map(|of| (&*of[Demographics::Person], of));
        let demographics: BTreeMap<&str, _> = demographics.collect();
        let mut flags: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for of in &roster.flags {
            flags.entry(&of[Flag::Person]).or_default().push(&of[Flag::Flag]);
        }
        let mut relations: BTreeMap<&str, Vec<&Record<'a, Relation>>> = BTreeMap::new();
        for of in roster.relations.iter().filter(|of| people.contains_key(&*of[Relation::Contact]))
        {
            relations.entry(&of[Relation::Student]).or_default().push(of);
        }
        for person in &roster.people {
            let id = &*person[Person::Id];
            let Some(places) = places.get(id) else { continue };
            let mut row = file.blank_row();
            links.write(person, &mut row);
            more.iter().for_each(|more| more.write(person, &mut row));
            self.names(person, file, &mut row);
            if let Some(said) = demographics.get(id) {
                statistics.write(said, &mut row);
                if let Some(at) = race_at {
                    row[at] = race(said);
                }
            }
            for (at, word, flag) in &flags_at {
                let has = flags.get(id).into_iter().flatten();
                if has.into_iter().any(|own| own.eq_ignore_ascii_case(flag)) {
                    row[*at] = (*word).into();
                }
            }
            // contacts stand with the first school
            let mut contacts = contact.as_ref().and_then(|_| relations.remove(id));
            for (org, grade) in places {
                row[school] = org.clone();
                if !grade.is_empty() {
                    row[grade_at] = (GRADE.from)(grade).into_owned().into();
                }
                let Some((links, of)) = contact.as_ref().zip(contacts.take()) else {
                    file.rows.push(row.clone());
                    continue;
                };
                for relation in of {
                    let mut row = row.clone();
                    let person = people[&*relation[Relation::Contact]];
                    links.write(relation, person, &mut row);
                    file.rows.push(row);
                }
            }
        }
    }

    /// What a person must be called: people by their accounts for want of a name, and accounts by
    /// their ids. In Clever's own format accounts need no name, so one that others made up stays
    /// there.
    fn names(&self, person: &Record<'a, Person>, file: &File<'a>, row: &mut [Cow<'a, str>]) {
        let [account, given, family] =
            ["Username", "First_name", "Last_name"].map(|header| file.column(header));
        if row[account].is_empty() {
            row[account] = person[Person::Id].clone();
        }
        for name in [given, family].into_iter().filter(|_| self.of_clever) {
            if row[name].is_empty() {
                row[name] = row[account].clone();
            }
        }
        if self.of_clever && (is_made_up(person) || person[Person::Username].is_empty()) {
            row[account] = "".into();
        }
    }

    /// Gives the ids that were written.
    fn teachers(&self, file: &mut File<'a>) -> Teachers<'r> {
        let links = Bound::new(file, TEACHER);
        let school = file.column("School_id");
        let places = places(self.roster, "teacher", &self.schools);
        let mut written = Teachers::new();
        for person in &self.roster.people {
            let id = &*person[Person::Id];
            for (org, _) in places.get(id).into_iter().flatten() {
                let mut row = file.blank_row();
                links.write(person, &mut row);
                self.names(person, file, &mut row);
                row[school] = org.clone();
                file.rows.push(row);
                written.insert(id);
            }
        }
        written
    }

    fn sections(&self, file: &mut File<'a>, teachers: &Teachers<'r>) {
        let roster = self.roster;
        let links = (
            Bound::new(file, SECTION),
            Bound::new(file, term_links(self.of_clever)),
            Bound::new(file, COURSE),
        );
        let slots = TEACHERS.map(|header| file.column(header));
        let [name, subject, term_name] =
            ["Name", "Subject", "Term_name"].map(|header| file.column(header));
        let sessions = roster.sessions.iter().map(|of| (&*of[Session::Id], of));
        let sessions: BTreeMap<&str, _> = sessions.collect();
        let courses = roster.courses.iter().map(|of| (&*of[Course::Id], of));
        let courses: BTreeMap<&str, _> = courses.collect();
        let mut taught: BTreeMap<&str, Vec<&Record<'a, Enrollment>>> = BTreeMap::new();
        for of in roster.enrollments.iter().filter(|of| of[Enrollment::Role] == "teacher") {
            if teachers.contains(&*of[Enrollment::Person]) {
                taught.entry(&of[Enrollment::Class]).or_default().push(of);
            }
        }
        for class in &roster.classes {
            let mut row = file.blank_row();
            links.0.write(class, &mut row);
            if self.of_clever && class[Class::Title] == class[Class::Id] {
                row[name] = "".into();
            }
            let term = items(&class[Class::Terms]).next().unwrap_or_default();
            if let Some(session) = sessions.get(term) {
                links.1.write(session, &mut row);
                if has_no_name(session) {
                    row[term_name] = "".into();
                }
            }
            if let Some(course) = courses.get(&*class[Class::Course]) {
                links.2.write(course, &mut row);
                if row[subject].is_empty() {
                    let first = items(&course[Course::Subjects]).next().unwrap_or_default();
                    row[subject] = String::from(first).into();
                }
            }
            let mut of = taught.remove(&*class[Class::Id]).unwrap_or_default();
            of.sort_by_key(|of| of[Enrollment::Primary] != "true");
            let mut known = BTreeSet::new();
            of.retain(|of| known.insert(&*of[Enrollment::Person]));
            for (slot, of) in slots.iter().zip(of) {
                row[*slot] = of[Enrollment::Person].clone();
            }
            file.rows.push(row);
        }
    }

    /// At the school that is said, or that of the section.
    fn enrollments(&self, file: &mut File<'a>) {
        let links = Bound::new(file, ENROLLMENT);
        let school = file.column("School_id");
        let classes = self.roster.classes.iter().map(|of| (&*of[Class::Id], &of[Class::School]));
        let classes: BTreeMap<&str, &Cow<'a, str>> = classes.collect();
        for of in self.roster.enrollments.iter().filter(|of| of[Enrollment::Role] == "student") {
            let mut row = file.blank_row();
            links.write(of, &mut row);
            if !self.schools.contains(&*row[school]) {
                let of_class = classes.get(&*of[Enrollment::Class]);
                row[school] = of_class.map(|id| (*id).clone()).unwrap_or_default();
            }
            file.rows.push(row);
        }
    }

    /// Whoever works at a school and does not teach: administrators who have a mail address, which
    /// they must have, and all the others.
    fn staff(&self, feed: &mut Feed<'a>) {
        let roster = self.roster;
        let mut family: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for of in &roster.relations {
            family.entry(&of[Relation::Contact]).or_default().insert(&of[Relation::Role]);
        }
        let is_staff = |of: &&Record<'a, Role>| {
            let word = &*of[Role::Role];
            let of_family = family.get(&*of[Role::Person]).is_some_and(|of| of.contains(word));
            let is_other =
                matches!(word, "" | "student" | "teacher" | "alumni" | "child" | "doctor");
            let at_school = self.schools.contains(&*of[Role::Org]);
            at_school && !is_other && !is_family(word) && !of_family && word != "other"
        };
        let mut places: BTreeMap<&str, Vec<&Record<'a, Role>>> = BTreeMap::new();
        for of in roster.roles.iter().filter(is_staff) {
            let at = places.entry(&of[Role::Person]).or_default();
            let is_same = |other: &&Record<'a, Role>| {
                let [a, b] = [*other, of].map(|of| administers(&of[Role::Role]));
                other[Role::Org] == of[Role::Org] && a == b
            };
            if !at.iter().any(is_same) {
                at.push(of);
            }
        }
        for (name, links) in [("staff.csv", STAFF), ("admins.csv", ADMIN)] {
            let file = feed.file_mut(name);
            let links = Bound::new(file, links);
            let [school, role] = ["School_id", "Role"].map(|header| file.column(header));
            for person in &roster.people {
                let has_email = !person[Person::Email].is_empty();
                for of in places.get(&*person[Person::Id]).into_iter().flatten() {
                    let is_admin = administers(&of[Role::Role]) && has_email;
                    if is_admin != (name == "admins.csv") {
                        continue;
                    }
                    let mut row = file.blank_row();
                    links.write(person, &mut row);
                    self.names(person, file, &mut row);
                    row[school] = of[Role::Org].clone();
                    if of[Role::Role] == TECH_LEAD {
                        row[role] = StaffRole::SchoolTechLead.write().into();
                    }
                    file.rows.push(row);
                }
            }
        }
    }
}

fn administers(role: &str) -> bool {
    is_administrator(role) || role == "administrator"
}

/// Whether the name of a person's account is what others call one that has none.
fn is_made_up(person: &Record<'_, Person>) -> bool {
    let name = &person[Person::Username];
    !name.is_empty() && *name == person[Person::Id]
}

/// Whether a term is called what others call one that has no name.
fn has_no_name(session: &Record<'_, Session>) -> bool {
    let [start, end] = [Session::Start, Session::End].map(|of| &*session[of]);
    let parts = readable([TERM_ID, start, end].into_iter());
    let parts: Vec<&str> = parts.iter().map(|part| &**part).collect();
    session[Session::Title] == session[Session::Id] && session[Session::Id] == link_id(&parts)
}

/// The letter of race; a text that is none of them stays.
fn race<'a>(said: &Record<'a, Demographics>) -> Cow<'a, str> {
    let mut own = RACES.iter().filter(|(_, _, fact)| said[*fact] == "true");
    match (own.next(), own.next()) {
        (Some((letter, _, _)), None) => (*letter).into(),
        (Some(_), Some(_)) => TWO_OR_MORE.into(),
        (None, _) => {
            let text = &said[Demographics::FederalRace];
            race_of(text).map_or_else(|| text.clone(), |(letter, _, _)| (*letter).into())
        }
    }
}

struct ContactLinks {
    person: Bound<Person>,
    relation: Bound<Relation>,
    name: usize,
    sis_id: usize,
}

impl ContactLinks {
    fn new(file: &File<'_>) -> Self {
        let [name, sis_id] = ["Contact_name", "Contact_sis_id"].map(|header| file.column(header));
        let (person, relation) = (Bound::new(file, CONTACT), Bound::new(file, RELATION));
        ContactLinks { person, relation, name, sis_id }
    }

    fn write<'a>(
        &self,
        relation: &Record<'a, Relation>,
        person: &Record<'a, Person>,
        row: &mut [Cow<'a, str>],
    ) {
        self.relation.write(relation, row);
        self.person.write(person, row);
        // names that were made up for want of one
        let made_up = is_made_up(person);
        let names = [Person::Given, Person::Family].map(|fact| &*person[fact]);
        let is_own =
            |name: &&str| !name.is_empty() && (!made_up || *name != person[Person::Username]);
        let names: Vec<&str> = names.into_iter().filter(is_own).collect();
        let name = names.join(" ");
        // an id that was made up for want of one
        let id = &person[Person::Id];
        let sources = [&relation[Relation::Student], &person[Person::Email]];
        let is_id = *id != person[Person::Email]
            && sources.iter().all(|source| **id != own_contact(source, &name));
        if is_id {
            row[self.sis_id] = id.clone();
        }
        row[self.name] = name.into();
    }
}

/// The facts that the columns of Clever's own format say.
pub(crate) fn links() -> Vec<Linked> {
    const CONTACTS: &str = "a row for each contact";
    const RACE: &str = "a letter for the flags";
    let mut all = shared(true);
    all.extend(table::links("schools.csv", SCHOOL_OF_CLEVER));
    all.extend(table::links("students.csv", STUDENT_OF_CLEVER));
    all.extend(table::links("students.csv", CONTACT));
    all.extend(table::links("students.csv", RELATION));
    for (name, links) in [("staff.csv", STAFF), ("admins.csv", ADMIN)] {
        all.extend(table::links(name, links));
        all.extend(at_schools(name, "Staff_id"));
        all.push(table::by_shape(name, "Role", Role::Role, "a word"));
    }
    all.extend([
        table::by_shape("students.csv", "Contact_name", Person::Given, "all words but the last"),
        table::by_shape("students.csv", "Contact_name", Person::Family, "the last word"),
        table::by_shape("students.csv", "Contact_sis_id", Person::Id, CONTACTS),
        table::by_shape("students.csv", "Contact_sis_id", Relation::Contact, CONTACTS),
        table::by_shape("students.csv", "Race", Demographics::FederalRace, "if there is no flag"),
        table::by_shape("student_emails.csv", "email", Person::Email, "if there is no other"),
        table::by_shape("teacher_emails.csv", "email", Person::Email, "if there is no other"),
    ]);
    let race = |(_, _, fact): &(&str, &[&str], Demographics)| {
        table::by_shape("students.csv", "Race", *fact, RACE)
    };
    all.extend(RACES.iter().map(race));
    let mut headers: Vec<&'static str> = FLAGS.iter().map(|(header, _, _)| *header).collect();
    headers.dedup();
    let flag = |header| table::by_shape("students.csv", header, Flag::Flag, "a letter is a flag");
    all.extend(headers.into_iter().map(flag));
    all
}

/// The facts that the columns of the flavour for School Data Sync say.
pub(crate) fn links_sds() -> Vec<Linked> {
    let mut all = shared(false);
    all.extend(crate::sds_v1::guardian_links());
    all
}

fn shared(of_clever: bool) -> Vec<Linked> {
    const SLOTS: &str = "a column for each";
    let mut all = [
        table::links("schools.csv", SCHOOL),
        table::links("students.csv", STUDENT),
        table::links("students.csv", statistics(of_clever)),
        table::links("teachers.csv", TEACHER),
        table::links("sections.csv", SECTION),
        table::links("sections.csv", COURSE),
        table::links("sections.csv", term_links(of_clever)),
        table::links("enrollments.csv", ENROLLMENT),
    ]
    .concat();
    all.extend(at_schools("students.csv", "Student_id"));
    all.extend(at_schools("teachers.csv", "Teacher_id"));
    all.push(table::by_shape("students.csv", "Grade", Role::Grade, "grades"));
    all.push(table::by_shape("sections.csv", "Subject", Course::Subjects, "if the class has none"));
    for header in TEACHERS {
        all.push(table::by_shape("sections.csv", header, Enrollment::Person, SLOTS));
    }
    all
}

fn at_schools(file: &'static str, id: &'static str) -> [Linked; 2] {
    const PLACES: &str = "a row for each school";
    [
        table::by_shape(file, "School_id", Role::Org, PLACES),
        table::by_shape(file, id, Role::Person, PLACES),
    ]
}
