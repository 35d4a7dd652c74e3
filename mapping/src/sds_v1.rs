//! SDS V1, and its variant for the United Kingdom.
//!
//! One row a person and school; terms and courses inside the sections.

use alloc::{borrow::Cow, collections::BTreeSet, format, string::String, vec::Vec};

use crate::{
    feed::{Feed, File},
    guardians,
    hub::{
        Class, Course, Demographics, Enrollment, Flag, Org, Person, Record, Role, Roster, Session,
        by,
    },
    ids::Renames,
    link::{Bound, Link, all, put, same, via},
    needs::give_username,
    people::{People, Space},
    roles::{places, role, schools},
    table::{self, Linked},
    words::{DATES, FIRST, GRADE, LIST, SEX, items},
};

const SCHOOL: &[Link<Org>] = &[
    same("SIS ID", Org::Id),
    same("Name", Org::Name),
    same("School Number", Org::Identifier),
    same("School NCES_ID", Org::NcesId),
    same("State ID", Org::StateId),
    same("Grade Low", Org::GradeLow),
    same("Grade High", Org::GradeHigh),
    same("Principal SIS ID", Org::PrincipalId),
    same("Principal Name", Org::PrincipalName),
    same("Principal Secondary Email", Org::PrincipalEmail),
    same("Address", Org::Address),
    same("City", Org::City),
    same("State", Org::State),
    same("Country", Org::Country),
    same("Zip", Org::Zip),
    same("Phone", Org::Phone),
    same("Zone", Org::Zone),
];
const SECTION: &[Link<Class>] = &[
    same("SIS ID", Class::Id),
    same("School SIS ID", Class::School),
    same("Section Name", Class::Title),
    same("Section Number", Class::Code),
    via("Term SIS ID", Class::Terms, &FIRST),
    same("Course SIS ID", Class::Course),
    via("Periods", Class::Periods, &LIST),
    same("Status", Class::Status),
];
const TERM: &[Link<Session>] = &[
    same("Term SIS ID", Session::Id),
    same("Term Name", Session::Title),
    via("Term StartDate", Session::Start, &DATES),
    via("Term EndDate", Session::End, &DATES),
];
const COURSE: &[Link<Course>] = &[
    same("Course SIS ID", Course::Id),
    same("Course Name", Course::Title),
    same("Course Number", Course::Code),
    same("Course Description", Course::Description),
    via("Course Subject", Course::Subjects, &FIRST),
];
const STUDENT: &[Link<Person>] = &[
    same("SIS ID", Person::Id),
    same("Username", Person::Username),
    same("First Name", Person::Given),
    same("Last Name", Person::Family),
    same("Password", Person::Password),
    same("State ID", Person::StateId),
    same("Secondary Email", Person::Email),
    same("Student Number", Person::Identifier),
    same("Middle Name", Person::Middle),
    via("Grade", Person::Grades, &GRADE),
    same("Status", Person::Status),
    same("Mailing Address", Person::MailingAddress),
    same("Mailing City", Person::MailingCity),
    same("Mailing State", Person::MailingState),
    same("Mailing Zip", Person::MailingZip),
    same("Mailing Latitude", Person::MailingLatitude),
    same("Mailing Longitude", Person::MailingLongitude),
    same("Mailing Country", Person::MailingCountry),
    same("Residence Address", Person::ResidenceAddress),
    same("Residence City", Person::ResidenceCity),
    same("Residence State", Person::ResidenceState),
    same("Residence Zip", Person::ResidenceZip),
    same("Residence Latitude", Person::ResidenceLatitude),
    same("Residence Longitude", Person::ResidenceLongitude),
    same("Residence Country", Person::ResidenceCountry),
    same("Graduation Year", Person::GraduationYear),
];
const STUDENT_DEMOGRAPHICS: &[Link<Demographics>] = &[
    same("SIS ID", Demographics::Person),
    via("Gender", Demographics::Sex, &SEX),
    via("Birthdate", Demographics::BirthDate, &DATES),
    same("FederalRace", Demographics::FederalRace),
];
const TEACHER: &[Link<Person>] = &[
    same("SIS ID", Person::Id),
    same("Username", Person::Username),
    same("First Name", Person::Given),
    same("Last Name", Person::Family),
    same("Password", Person::Password),
    same("State ID", Person::StateId),
    same("Teacher Number", Person::Identifier),
    same("Status", Person::Status),
    same("Middle Name", Person::Middle),
    same("Secondary Email", Person::Email),
    same("Title", Person::Title),
    same("Qualification", Person::Qualification),
];
const TAUGHT: &[Link<Role>] = &[via("Grade", Role::Grade, &GRADE)];
const STUDENT_ENROLLMENT: &[Link<Enrollment>] =
    &[same("Section SIS ID", Enrollment::Class), same("SIS ID", Enrollment::Person)];
/// What a roster of this format says, and which ids had to be told apart.
pub(crate) fn read<'a>(feed: &Feed<'a>) -> (Roster<'a>, Renames) {
    let mut roster = Roster::default();
    let mut renames = Renames::default();
    let schools = all(feed.file("School.csv"), SCHOOL).into_iter();
    roster.orgs.extend(schools.map(|school| school.with(Org::Type, "school")));
    sections(feed.file("Section.csv"), &mut roster);
    let mut people = People::default();
    students(feed.file("Student.csv"), &mut roster, &mut people);
    let file = feed.file("Teacher.csv");
    let mut own = Space::new(file, "SIS ID", "teacher", SHARED, &roster);
    teachers(file, &mut own, &mut roster, &mut people, &mut renames);
    for (name, role) in [("StudentEnrollment.csv", "student"), ("TeacherRoster.csv", "teacher")] {
        for enrollment in all(feed.file(name), STUDENT_ENROLLMENT) {
            // half of one is none to any format
            if [Enrollment::Class, Enrollment::Person].iter().any(|of| enrollment[*of].is_empty()) {
                continue;
            }
            let mut enrollment = enrollment.with(Enrollment::Role, role);
            if role == "teacher" {
                enrollment[Enrollment::Person] = own.name(&enrollment[Enrollment::Person]);
            }
            roster.enrollments.push(enrollment);
        }
    }
    guardians::read(feed, &mut roster, &mut people);
    (roster, renames)
}

fn sections<'a>(file: &File<'a>, roster: &mut Roster<'a>) {
    let links = (Bound::new(file, SECTION), Bound::new(file, TERM), Bound::new(file, COURSE));
    let (mut terms, mut courses) = (BTreeSet::new(), BTreeSet::new());
    for row in &file.rows {
        let mut class = links.0.read(row);
        let mut term = links.1.read(row).with(Session::Type, "term");
        let mut course = links.2.read(row);
        let says = |texts: &[&Cow<'_, str>]| texts.iter().any(|text| !text.is_empty());
        let id = class[Class::Id].clone();
        if says(&[&term[Session::Title], &term[Session::Start], &term[Session::End]]) {
            term.or(Session::Id, || own_term(&id).into());
        }
        let (title, code) = (&course[Course::Title], &course[Course::Code]);
        if says(&[title, code, &course[Course::Description], &course[Course::Subjects]]) {
            course.or(Course::Id, || own_course(&id).into());
        }
        class[Class::Terms] = term[Session::Id].clone();
        class[Class::Course] = course[Course::Id].clone();
        if says(&[&term[Session::Id]]) && terms.insert(term[Session::Id].clone()) {
            roster.sessions.push(term);
        }
        if says(&[&course[Course::Id]]) && courses.insert(course[Course::Id].clone()) {
            course[Course::Org] = class[Class::School].clone();
            roster.courses.push(course);
        }
        roster.classes.push(class);
    }
}

/// The id of a term that has none, of which only this section speaks.
fn own_term(section: &str) -> String {
    format!("{section}-term")
}
/// The id of a course that has none, of which only this section speaks.
fn own_course(section: &str) -> String {
    format!("{section}-course")
}

fn students<'a>(file: &File<'a>, roster: &mut Roster<'a>, people: &mut People<'a>) {
    let links = Bound::new(file, STUDENT);
    let demographics = Bound::new(file, STUDENT_DEMOGRAPHICS);
    let (school, ell) = (file.column("School SIS ID"), file.column("ELL Status"));
    for row in &file.rows {
        let person = links.read(row);
        let id = person[Person::Id].clone();
        let grade = person[Person::Grades].clone();
        roster.roles.push(role(&id, row[school].clone(), "student").with(Role::Grade, grade));
        if id.is_empty() || people.contains(&id) {
            continue;
        }
        people.push(person, roster);
        let said = demographics.read(row);
        let facts = [Demographics::Sex, Demographics::BirthDate, Demographics::FederalRace];
        if facts.iter().any(|fact| !said[*fact].is_empty()) {
            roster.demographics.push(said);
        }
        let yes = ["yes", "y", "true", "1"];
        if yes.iter().any(|word| word.eq_ignore_ascii_case(&row[ell])) {
            roster.flags.push(Record::new().with(Flag::Person, id).with(Flag::Flag, "ell"));
        }
    }
}

/// What the rows of a student and a teacher both say.
const SHARED: &[Person] = &[
    Person::Username,
    Person::Given,
    Person::Family,
    Person::Password,
    Person::StateId,
    Person::Email,
    Person::Middle,
];

fn teachers<'a>(
    file: &File<'a>,
    own: &mut Space<'_, 'a>,
    roster: &mut Roster<'a>,
    people: &mut People<'a>,
    renames: &mut Renames,
) {
    let links = Bound::new(file, TEACHER);
    // the grade that a teacher teaches is none of the person's
    let taught = Bound::new(file, TAUGHT);
    let school = file.column("School SIS ID");
    for row in &file.rows {
        let (id, _) = own.add(links.read(row), people, roster, renames);
        let grade = taught.read(row)[Role::Grade].clone();
        roster.roles.push(role(&id, row[school].clone(), "teacher").with(Role::Grade, grade));
    }
}

/// Says what a roster does in this format.
pub(crate) fn write<'a>(roster: &Roster<'a>, feed: &mut Feed<'a>) {
    let schools = roster.orgs.iter().filter(|org| org[Org::Type] == "school");
    put(schools, feed.file_mut("School.csv"), SCHOOL);
    write_sections(roster, feed.file_mut("Section.csv"));
    write_people(roster, feed.file_mut("Student.csv"), "student");
    write_people(roster, feed.file_mut("Teacher.csv"), "teacher");
    for (name, role) in [("StudentEnrollment.csv", "student"), ("TeacherRoster.csv", "teacher")] {
        let own = roster.enrollments.iter().filter(|of| of[Enrollment::Role] == role);
        put(own, feed.file_mut(name), STUDENT_ENROLLMENT);
    }
    guardians::write(roster, feed);
}

fn write_sections<'a>(roster: &Roster<'a>, file: &mut File<'a>) {
    let links = (Bound::new(file, SECTION), Bound::new(file, TERM), Bound::new(file, COURSE));
    let sessions = by(&roster.sessions, Session::Id);
    let courses = by(&roster.courses, Course::Id);
    let subject = file.column("Course Subject");
    for class in &roster.classes {
        let mut row = links.0.row(class);
        let id = &*class[Class::Id];
        let term = class[Class::Terms].split(',').next().unwrap_or_default();
        if let Some(session) = sessions.get(term) {
            links.1.write(session, &mut row);
        }
        if let Some(course) = courses.get(&class[Class::Course]) {
            links.2.write(course, &mut row);
        }
        if row[subject].is_empty() {
            row[subject] =
                String::from(items(&class[Class::Subjects]).next().unwrap_or_default()).into();
        }
        // ids that were made up for want of one
        for (header, made_up) in [("Term SIS ID", own_term(id)), ("Course SIS ID", own_course(id))]
        {
            let at = file.column(header);
            if row[at] == made_up {
                row[at] = "".into();
            }
        }
        file.rows.push(row);
    }
}

fn write_people<'a>(roster: &Roster<'a>, file: &mut File<'a>, role: &str) {
    let mut places = places(roster, role, &schools(roster));
    let demographics = by(&roster.demographics, Demographics::Person);
    let learners = roster.flags.iter().filter(|of| of[Flag::Flag].eq_ignore_ascii_case("ell"));
    let learners: BTreeSet<&str> = learners.map(|of| &*of[Flag::Person]).collect();
    let student = role == "student";
    let links = Bound::new(file, if student { STUDENT } else { TEACHER });
    let statistics = student.then(|| Bound::new(file, STUDENT_DEMOGRAPHICS));
    let ell = student.then(|| file.column("ELL Status"));
    let [school, grade_at] = ["School SIS ID", "Grade"].map(|header| file.column(header));
    for person in &roster.people {
        let id = &*person[Person::Id];
        let places = places.take(id);
        if places.is_empty() {
            continue;
        }
        let mut person = person.clone();
        give_username(&mut person);
        for (org, grade) in places {
            let mut row = links.row(&person);
            row[school] = org;
            if !grade.is_empty() {
                row[grade_at] = grade;
            }
            if let (Some(links), Some(said)) = (&statistics, demographics.get(id)) {
                links.write(said, &mut row);
            }
            if let Some(at) = ell.filter(|_| learners.contains(id)) {
                row[at] = "Yes".into();
            }
            file.rows.push(row);
        }
    }
}

/// The facts that its columns say.
pub(crate) fn links() -> Vec<Linked> {
    const PLACES: &str = "a row for each school";
    let mut all = [
        table::links("School.csv", SCHOOL),
        table::links("Section.csv", SECTION),
        table::links("Section.csv", TERM),
        table::links("Section.csv", COURSE),
        table::links("Student.csv", STUDENT),
        table::links("Student.csv", STUDENT_DEMOGRAPHICS),
        table::links("Teacher.csv", TEACHER),
        table::links("Teacher.csv", TAUGHT),
        table::links("StudentEnrollment.csv", STUDENT_ENROLLMENT),
        table::links("TeacherRoster.csv", STUDENT_ENROLLMENT),
    ]
    .concat();
    all.extend([
        table::by_shape("Section.csv", "Course Subject", Class::Subjects, "if the course has none"),
        table::by_shape("Student.csv", "School SIS ID", Role::Org, PLACES),
        table::by_shape("Student.csv", "SIS ID", Role::Person, PLACES),
        table::by_shape("Student.csv", "Grade", Role::Grade, "grades"),
        table::by_shape("Student.csv", "ELL Status", Flag::Flag, "`Yes` is the flag `ell`"),
        table::by_shape("Teacher.csv", "School SIS ID", Role::Org, PLACES),
        table::by_shape("Teacher.csv", "SIS ID", Role::Person, PLACES),
    ]);
    all.extend(guardians::links());
    all
}
