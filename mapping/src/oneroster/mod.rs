//! OneRoster 1.1 and 1.2.
//!
//! What a user does has a file of its own since 1.2, and one word for all orgs before.

mod read;
mod ride;
mod write;

use alloc::{format, string::String, vec::Vec};

use roster_core::{Column, Format, Table};

pub(crate) use self::{
    read::read,
    ride::{LIFE, deltas, ride, rides, write_manifest},
    write::write,
};
use crate::{
    feed::File,
    hub::{Class, Course, Demographics, Enrollment, Org, Person, Relation, Role, Session},
    ids::link_id,
    link::{Bound, Link, same, via},
    table::{self, Linked},
    words::{DATES, EXT, LIST},
};

const ORGS: &[Link<Org>] = &[
    same("sourcedId", Org::Id),
    same("name", Org::Name),
    via("type", Org::Type, &EXT),
    same("identifier", Org::Identifier),
    same("parentSourcedId", Org::Parent),
];
const SESSIONS: &[Link<Session>] = &[
    same("sourcedId", Session::Id),
    same("title", Session::Title),
    via("type", Session::Type, &EXT),
    via("startDate", Session::Start, &DATES),
    via("endDate", Session::End, &DATES),
    same("parentSourcedId", Session::Parent),
    same("schoolYear", Session::Year),
];
const COURSES: &[Link<Course>] = &[
    same("sourcedId", Course::Id),
    same("schoolYearSourcedId", Course::SchoolYear),
    same("title", Course::Title),
    same("courseCode", Course::Code),
    via("grades", Course::Grades, &LIST),
    same("orgSourcedId", Course::Org),
    via("subjects", Course::Subjects, &LIST),
    via("subjectCodes", Course::SubjectCodes, &LIST),
];
const CLASSES: &[Link<Class>] = &[
    same("sourcedId", Class::Id),
    same("title", Class::Title),
    via("grades", Class::Grades, &LIST),
    same("courseSourcedId", Class::Course),
    same("classCode", Class::Code),
    via("classType", Class::Type, &EXT),
    same("location", Class::Location),
    same("schoolSourcedId", Class::School),
    via("termSourcedIds", Class::Terms, &LIST),
    via("subjects", Class::Subjects, &LIST),
    via("subjectCodes", Class::SubjectCodes, &LIST),
    via("periods", Class::Periods, &LIST),
];
const USERS: &[Link<Person>] = &[
    same("sourcedId", Person::Id),
    same("enabledUser", Person::Enabled),
    same("username", Person::Username),
    via("userIds", Person::UserIds, &LIST),
    same("givenName", Person::Given),
    same("familyName", Person::Family),
    same("middleName", Person::Middle),
    same("identifier", Person::Identifier),
    same("email", Person::Email),
    same("sms", Person::Sms),
    same("phone", Person::Phone),
    via("grades", Person::Grades, &LIST),
    same("password", Person::Password),
];
const USERS_SINCE_1_2: &[Link<Person>] = &[
    same("userMasterIdentifier", Person::MasterIdentifier),
    same("preferredGivenName", Person::PreferredGiven),
    same("preferredMiddleName", Person::PreferredMiddle),
    same("preferredFamilyName", Person::PreferredFamily),
    same("primaryOrgSourcedId", Person::PrimaryOrg),
    same("pronouns", Person::Pronouns),
];
const ROLES: &[Link<Role>] = &[
    same("sourcedId", Role::Id),
    same("userSourcedId", Role::Person),
    same("roleType", Role::Type),
    via("role", Role::Role, &EXT),
    via("beginDate", Role::Begin, &DATES),
    via("endDate", Role::End, &DATES),
    same("orgSourcedId", Role::Org),
    same("userProfileSourcedId", Role::Profile),
];
const ENROLLMENTS: &[Link<Enrollment>] = &[
    same("sourcedId", Enrollment::Id),
    same("classSourcedId", Enrollment::Class),
    same("schoolSourcedId", Enrollment::School),
    same("userSourcedId", Enrollment::Person),
    via("role", Enrollment::Role, &EXT),
    same("primary", Enrollment::Primary),
    via("beginDate", Enrollment::Begin, &DATES),
    via("endDate", Enrollment::End, &DATES),
];
const DEMOGRAPHICS: &[Link<Demographics>] = &[
    same("sourcedId", Demographics::Person),
    via("birthDate", Demographics::BirthDate, &DATES),
    via("sex", Demographics::Sex, &EXT),
    same("americanIndianOrAlaskaNative", Demographics::AmericanIndian),
    same("asian", Demographics::Asian),
    same("blackOrAfricanAmerican", Demographics::Black),
    same("nativeHawaiianOrOtherPacificIslander", Demographics::Hawaiian),
    same("white", Demographics::White),
    same("demographicRaceTwoOrMoreRaces", Demographics::TwoOrMore),
    same("hispanicOrLatinoEthnicity", Demographics::Hispanic),
    same("countryOfBirthCode", Demographics::BirthCountry),
    same("stateOfBirthAbbreviation", Demographics::BirthState),
    same("cityOfBirth", Demographics::BirthCity),
    same("publicSchoolResidenceStatus", Demographics::Residence),
];

/// The column by which Microsoft's consumer reads what a school has to know of a person.
const USER_FLAGS: &str = "metadata.microsoft.userFlags";
/// The type of user id by which a state's number is told.
const STATE_ID: &str = "{StateID:";

/// What stands for a term where a class has none; ids of real terms are hardly so.
const NO_TERM: &str = "unknown-term";
const NO_TERM_TITLE: &str = "Unknown term";

/// The course of a class that has none.
fn own_course(class: &str) -> String {
    link_id(&[class, "course"])
}

/// What such a course is called: nothing that someone could edit elsewhere.
fn course_title(id: &str) -> String {
    format!("Course {id}")
}

/// The files of the roster itself.
const ROSTER: &[&str] = &[
    "academicSessions.csv",
    "classes.csv",
    "courses.csv",
    "demographics.csv",
    "enrollments.csv",
    "orgs.csv",
    "roles.csv",
    "users.csv",
];

fn is_oneroster(format: &Format) -> bool {
    format.manifest.is_some()
}

/// Whether another format than OneRoster has a place for a table: gradebook and resources are
/// OneRoster's own, here as CSV.
pub(crate) fn crosses(from: &Format, to: &Format, table: &Table) -> bool {
    let is_roster = ROSTER.contains(&table.file);
    !is_oneroster(from) || is_oneroster(to) || to.view.is_some() || is_roster
}

/// Whether what users do has a file of its own.
fn is_since_1_2(format: &Format) -> bool {
    format.table("roles.csv").is_some()
}
/// The links of users, bound to their places.
fn user_links(file: &File<'_>, since_1_2: bool) -> Bound<Person> {
    let links = Bound::new(file, USERS);
    if since_1_2 { links.and(file, USERS_SINCE_1_2) } else { links }
}

/// The facts that the columns of a version say; what only OneRoster has is a fact of its own.
pub(crate) fn links(format: &'static Format) -> Vec<Linked> {
    let mut all = [
        table::links("orgs.csv", ORGS),
        table::links("academicSessions.csv", SESSIONS),
        table::links("courses.csv", COURSES),
        table::links("classes.csv", CLASSES),
        table::links("users.csv", USERS),
        table::links("enrollments.csv", ENROLLMENTS),
        table::links("demographics.csv", DEMOGRAPHICS),
    ]
    .concat();
    if is_since_1_2(format) {
        all.extend(table::links("users.csv", USERS_SINCE_1_2));
        all.extend(table::links("roles.csv", ROLES));
    } else {
        all.extend([
            table::by_shape("users.csv", "orgSourcedIds", Role::Org, "an item for each org"),
            table::by_shape("users.csv", "role", Role::Role, "one role at all orgs"),
        ]);
    }
    all.extend([
        table::by_shape("users.csv", "agentSourcedIds", Relation::Contact, "an item for each"),
        table::by_shape("users.csv", "userIds", Person::StateId, "the item `{StateID:…}`"),
    ]);
    let rides = |table: &&&'static Table| {
        let manifest = format.manifest.map(|manifest| manifest.file);
        Some(table.file) != manifest
    };
    for table in format.tables.iter().filter(rides) {
        let whole = !ROSTER.contains(&table.file);
        let columns = table.columns.iter();
        let own = columns.filter(|of| whole || matches!(of.header, "status" | "dateLastModified"));
        all.extend(own.map(|column| Linked {
            file: table.file,
            header: column.header,
            fact: (table.file, name_of(column)),
            how: None,
        }));
    }
    all
}

/// The name that a column has in 1.1, if it had another there.
fn name_of(column: &'static Column) -> &'static str {
    match column.header {
        "academicSessionSourcedId" => "gradingPeriodSourcedId",
        header => header,
    }
}
