//! Clever's own format, and its flavour for School Data Sync.
//!
//! One row a person and school, and for a student one a contact; terms, courses and teachers
//! inside the sections. What a person is counts ids of its own: a student, a teacher and a member
//! of staff with one id may be three people.

mod contacts;
mod read;
mod sections;
mod staff;
mod students;
mod words;
mod write;

use alloc::vec::Vec;

use roster_core::Format;

use self::words::{GRADE, MONTH_FIRST, RELATIONSHIP, SEX, YES_NO};
pub(crate) use self::{read::read, write::write};
use crate::{
    feed::File,
    guardians,
    hub::{Class, Course, Demographics, Enrollment, Flag, Org, Person, Relation, Role, Session},
    link::{Bound, Link, same, via},
    table::{self, Linked},
    words::{DATES, FIRST, LIST},
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

/// Whether it is Clever's own format, which says more.
fn is_clever(format: &Format) -> bool {
    format.table("staff.csv").is_some()
}
/// The links of schools, bound to their places.
fn school_links(file: &File<'_>, of_clever: bool) -> Bound<Org> {
    let links = Bound::new(file, SCHOOL);
    if of_clever { links.and(file, SCHOOL_OF_CLEVER) } else { links }
}
/// The links of students, bound to their places.
fn student_links(file: &File<'_>, of_clever: bool) -> Bound<Person> {
    let links = Bound::new(file, STUDENT);
    if of_clever { links.and(file, STUDENT_OF_CLEVER) } else { links }
}
fn statistics(of_clever: bool) -> &'static [Link<Demographics>] {
    if of_clever { STATISTICS_OF_CLEVER } else { STATISTICS }
}
fn term_links(of_clever: bool) -> &'static [Link<Session>] {
    if of_clever { TERM_OF_CLEVER } else { TERM }
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
    all.extend(guardians::links());
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
