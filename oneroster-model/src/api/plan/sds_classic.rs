//! School Data Sync Classic.

use super::{
    Be, Demand, Plan, Records, Step,
    sds::{ORG_REFERENCE, ORG_TYPE, SESSION_REFERENCE, SESSION_TYPE, STATUS},
    step::demand,
};
use crate::api::endpoint::Version;

/// School Data Sync Classic (2016 to 2024): schools, and for each its classes and enrollments;
/// students and teachers; and what has changed since `delta`.
///
/// It names two collections where OneRoster has one: a provider may answer `schools` as `orgs` or
/// `schools`, and people as `users`, `students` or `teachers`; here the names are OneRoster's.
/// `year` is the school year, by the calendar year in which it ends. The collection's delta of teachers
/// has no time in its filter, plainly by a slip; here it has.
pub static SDS_CLASSIC: Plan = Plan {
    id: "sds-classic",
    doc: "School Data Sync Classic (2016 to 2024)",
    source: "OfficeDev/O365-EDU-Tools, OneRoster V1.1-OAuth2 and OneRoster V1.1-OAuth1a",
    version: Version::V1p1,
    steps: &[
        all("schools", "offset=0&limit=100&filter=status='active'", SCHOOL).keeps("school"),
        Step::another("schools", "offset=2&limit=1&filter=status='active'", "school"),
        one("schools/{school}", SCHOOL),
        all("schools/{school}/classes", "offset=0&limit=100&filter=status='active'", CLASS)
            .keeps("class"),
        Step::nothing("schools/1000000/classes", "offset=0&limit=100&filter=status='active'"),
        Step::another(
            "schools/{school}/classes",
            "offset=2&limit=1&filter=status='active'",
            "class",
        ),
        one("classes/{class}", CLASS),
        all("students", "filter=status='active'", PERSON).keeps("student"),
        Step::nothing("students", "filter=username='norecords'"),
        Step::another("students", "offset=2&limit=1", "student"),
        one("students/{student}", PERSON),
        all("teachers", "offset=0&limit=10000&filter=status='active'", PERSON).keeps("teacher"),
        Step::nothing("teachers", "offset=0&limit=10000&filter=username='norecords'"),
        one("teachers/{teacher}", PERSON),
        all("schools/{school}/enrollments", "offset=0&limit=100&filter=role='student'", ENROLLMENT)
            .keeps("studentEnrollment"),
        Step::nothing("schools/1000000/enrollments", "offset=0&limit=100&filter=role='student'"),
        Step::another(
            "schools/{school}/enrollments",
            "offset=2&limit=1&filter=role='student'",
            "studentEnrollment",
        ),
        all("schools/{school}/enrollments", "offset=0&limit=100&filter=role='teacher'", ENROLLMENT)
            .keeps("teacherEnrollment"),
        Step::another(
            "schools/{school}/enrollments",
            "offset=2&limit=1&filter=role='teacher'",
            "teacherEnrollment",
        ),
        all("academicSessions", "offset=0&limit=100", SESSION).keeps("term"),
        Step::nothing("academicSessions", "offset=0&limit=100&filter=title='norecords'"),
        Step::another(
            "academicSessions",
            "offset=2&limit=1&filter=schoolYear='{year}' AND status='active'",
            "term",
        ),
        one("academicSessions/{term}", SESSION),
        one("terms/{term}", SESSION),
        changed("schools", "filter=status='active' AND dateLastModified>'{delta}'"),
        changed("classes", "filter=status='active' AND dateLastModified>'{delta}'"),
        changed("students", "filter=status='active' AND dateLastModified>'{delta}'"),
        changed("teachers", "filter=status='active' AND dateLastModified>'{delta}'"),
        changed(
            "schools/{school}/enrollments",
            "filter=role='student' AND dateLastModified>'{delta}'",
        ),
        changed(
            "schools/{school}/enrollments",
            "filter=role='teacher' AND dateLastModified>'{delta}'",
        ),
    ],
};

const fn all(path: &'static str, query: &'static str, demands: &'static [Demand]) -> Step {
    Step::get("a page", path, query).headers().holds(Records::Some).demands(demands)
}
const fn one(path: &'static str, demands: &'static [Demand]) -> Step {
    Step::get("by id", path, "").holds(Records::Object).demands(demands)
}
const fn changed(path: &'static str, query: &'static str) -> Step {
    Step::get("what has changed", path, query)
}

const SCHOOL: &[Demand] = &[
    demand("sourcedId", Be::Text),
    demand("status", STATUS),
    demand("name", Be::There),
    demand("type", ORG_TYPE),
    demand("identifier", Be::There),
];
const CLASS: &[Demand] = &[
    demand("sourcedId", Be::Text),
    demand("status", STATUS),
    demand("title", Be::There),
    demand("school.sourcedId", Be::There),
    demand("school.type", ORG_REFERENCE),
    demand("terms", Be::Items),
    demand("terms.0.sourcedId", Be::There),
    demand("terms.0.type", SESSION_REFERENCE),
];
/// The service adds a domain of its own behind the username.
const PERSON: &[Demand] = &[
    demand("sourcedId", Be::Text),
    demand("status", STATUS),
    demand("username", Be::There),
    demand("username", Be::Without('@')),
    demand("givenName", Be::There),
    demand("identifier", Be::There),
    demand("orgs", Be::Items),
    demand("orgs.0.sourcedId", Be::Text),
    demand("orgs.0.type", ORG_REFERENCE),
];
const ENROLLMENT: &[Demand] = &[
    demand("sourcedId", Be::Text),
    demand("role", Be::There),
    demand("status", STATUS),
    demand("school.sourcedId", Be::Text),
    demand("school.type", ORG_REFERENCE),
    demand("class.sourcedId", Be::Text),
    demand("class.type", Be::Word(&["class"])),
    demand("user.sourcedId", Be::Text),
    demand("user.type", Be::Word(&["user"])),
];
const SESSION: &[Demand] = &[
    demand("sourcedId", Be::Text),
    demand("status", STATUS),
    demand("title", Be::There),
    demand("type", SESSION_TYPE),
    demand("schoolYear", Be::Year),
    demand("startDate", Be::Day),
    demand("endDate", Be::Day),
];
