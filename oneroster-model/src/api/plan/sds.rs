//! The present School Data Sync, and Grade Sync.

use super::{Be, Demand, Plan, Records, Step, step::demand};
use crate::api::endpoint::{Method, Version};

/// School Data Sync, the present service: seven collections, each as a page, the page behind it, a
/// list of nothing, and what has changed since `delta`.
///
/// Page by page the service asks for 5000 records. Courses and demographics are optional, although
/// the collection files them under what is required. (Microsoft, *SDS OneRoster API*)
pub static SDS: Plan = Plan {
    id: "sds",
    doc: "School Data Sync, the present service",
    source: "OfficeDev/O365-EDU-Tools, SDS V2 OneRoster v1.1-OAuth2",
    version: Version::V1p1,
    steps: &[
        first("academicSessions", SESSION).keeps("academicSession"),
        Step::another("academicSessions", ACTIVE_PAGE, "academicSession"),
        nothing("academicSessions"),
        delta("academicSessions"),
        first("orgs", ORG).keeps("org"),
        Step::another("orgs", ACTIVE_PAGE, "org"),
        nothing("orgs"),
        delta("orgs"),
        first("users", USER).keeps("user"),
        Step::another("users", ACTIVE_PAGE, "user"),
        nothing("users"),
        delta("users"),
        first("classes", CLASS).keeps("class"),
        Step::another("classes", PAGE, "class"),
        nothing("classes"),
        delta("classes"),
        first("enrollments", ENROLLMENT).keeps("enrollment"),
        Step::another("enrollments", PAGE, "enrollment"),
        nothing("enrollments"),
        delta("enrollments"),
        first("courses", COURSE).keeps("course").optional(),
        Step::another("courses", PAGE, "course").optional(),
        nothing("courses").optional(),
        delta("courses").optional(),
        first("demographics", DEMOGRAPHICS).keeps("demographics").optional(),
        Step::another("demographics", PAGE, "demographics").optional(),
        nothing("demographics").optional(),
        delta("demographics").optional(),
    ],
};

const ACTIVE_PAGE: &str = "offset=2&limit=1&filter=status='active'";
const PAGE: &str = "offset=2&limit=1";

const fn first(path: &'static str, demands: &'static [Demand]) -> Step {
    let query = "offset=0&limit=5000&filter=status='active'";
    Step::get("all that is active", path, query).headers().holds(Records::Some).demands(demands)
}
const fn nothing(path: &'static str) -> Step {
    Step::nothing(path, "filter=sourcedId='norecords'")
}
const fn delta(path: &'static str) -> Step {
    Step::get("what has changed", path, "filter=dateLastModified>'{delta}'")
        .holds(Records::Some)
        .demands(HAS_TIME)
}
const HAS_TIME: &[Demand] = &[demand("dateLastModified", Be::There)];

pub(super) const STATUS: Be = Be::Word(&["active", "tobedeleted"]);
pub(super) const SESSION_TYPE: Be = Be::Word(&["gradingPeriod", "semester", "schoolYear", "term"]);
pub(super) const ORG_TYPE: Be =
    Be::Word(&["department", "school", "district", "local", "state", "national"]);
/// A reference's type may be the kind of record, or the record's own type.
pub(super) const ORG_REFERENCE: Be =
    Be::Word(&["department", "school", "district", "local", "state", "national", "org"]);
pub(super) const SESSION_REFERENCE: Be =
    Be::Word(&["academicSession", "term", "gradingPeriod", "semester", "schoolYear"]);
/// The test names seven words; the comment beside it has `reducedLunch` too.
const FLAGS: Be = Be::Words(&[
    "freeLunch",
    "reducedLunch",
    "homeless",
    "giftedOrTalented",
    "504",
    "ELL",
    "LEP",
    "IEP",
]);
const ROLES: Be = Be::Word(&[
    "administrator",
    "aide",
    "guardian",
    "parent",
    "proctor",
    "relative",
    "student",
    "teacher",
]);

const SESSION: &[Demand] = &[
    demand("sourcedId", Be::Text),
    demand("status", STATUS),
    demand("title", Be::There),
    demand("type", SESSION_TYPE),
    demand("schoolYear", Be::Year),
    demand("startDate", Be::Day),
    demand("endDate", Be::Day),
    demand("dateLastModified", Be::Time),
];
const ORG: &[Demand] = &[
    demand("sourcedId", Be::Text),
    demand("status", STATUS),
    demand("name", Be::There),
    demand("type", ORG_TYPE),
    demand("identifier", Be::There),
    demand("dateLastModified", Be::Time),
];
const USER: &[Demand] = &[
    demand("sourcedId", Be::Text),
    demand("status", STATUS),
    demand("username", Be::There),
    demand("givenName", Be::There),
    demand("identifier", Be::There),
    demand("orgs", Be::Items),
    demand("orgs.0.sourcedId", Be::Text),
    demand("orgs.0.type", ORG_REFERENCE),
    demand("metadata.microsoft.userFlags", FLAGS),
    demand("dateLastModified", Be::Time),
];
const CLASS: &[Demand] = &[
    demand("sourcedId", Be::Text),
    demand("status", STATUS),
    demand("title", Be::There),
    demand("school.sourcedId", Be::Text),
    demand("school.type", ORG_REFERENCE),
    demand("terms", Be::Items),
    demand("terms.0.sourcedId", Be::Text),
    demand("terms.0.type", SESSION_REFERENCE),
    demand("dateLastModified", Be::Time),
];
const ENROLLMENT: &[Demand] = &[
    demand("sourcedId", Be::Text),
    demand("role", ROLES),
    demand("status", STATUS),
    demand("school.sourcedId", Be::Text),
    demand("school.type", ORG_REFERENCE),
    demand("class.sourcedId", Be::Text),
    demand("class.type", Be::Word(&["class"])),
    demand("user.sourcedId", Be::Text),
    demand("user.type", Be::Word(&["user"])),
    demand("dateLastModified", Be::Time),
];
const COURSE: &[Demand] = &[
    demand("sourcedId", Be::Text),
    demand("status", STATUS),
    demand("title", Be::There),
    demand("org.sourcedId", Be::Text),
    demand("dateLastModified", Be::Time),
];
const DEMOGRAPHICS: &[Demand] =
    &[demand("sourcedId", Be::Text), demand("dateLastModified", Be::Time)];

/// Grade Sync, by which Teams for Education writes marks into a gradebook.
///
/// `email` is a teacher's, `lineItem` and `result` are ids that the client makes up, and `term` is
/// that of the class. Mind the spelling `lineitems`, which OneRoster does not have.
pub static GRADE_SYNC: Plan = Plan {
    id: "grade-sync",
    doc: "Grade Sync: marks from Teams for Education",
    source: "OfficeDev/O365-EDU-Tools, SDS V2 OneRoster v1.1-OAuth2, APIs required for GradeSync",
    version: Version::V1p1,
    steps: &[
        Step::get("the user of an address", "users", "filter=email='{email}'").holds(Records::Some),
        Step::get("the teacher of an address", "teachers", "filter=email='{email}'")
            .holds(Records::Some)
            .keeps("teacher"),
        Step::get("the teacher's classes", "teachers/{teacher}/classes", "")
            .holds(Records::Some)
            .keeps("class"),
        Step::get(
            "one of the teacher's classes",
            "teachers/{teacher}/classes",
            "filter=sourcedId='{class}'",
        )
        .holds(Records::One),
        Step::get("the teachers of a class", "classes/{class}/teachers", ""),
        Step::get("the students of a class", "classes/{class}/students", "")
            .holds(Records::Some)
            .keeps("student"),
        Step::get("a class", "classes/{class}", "")
            .holds(Records::Object)
            .demands(&[demand("terms", Be::Items), demand("terms.0.sourcedId", Be::There)]),
        Step::get("a term", "terms/{term}", "")
            .holds(Records::Object)
            .demands(&[demand("status", Be::Word(&["active"]))]),
        Step::get("a new line item", "lineitems/{lineItem}", "")
            .write(Method::Put, 201)
            .holds(Records::Object)
            .demands(&[demand("sourcedId", Be::There)]),
        Step::get(
            "the line item, read again",
            "classes/{class}/lineitems",
            "filter=sourcedId='{lineItem}'",
        )
        .holds(Records::One),
        Step::get("a new result", "results/{result}", "")
            .write(Method::Put, 201)
            .holds(Records::Object)
            .demands(&[demand("sourcedId", Be::There)]),
        Step::get(
            "the results of the line item",
            "classes/{class}/lineitems/{lineItem}/results",
            "",
        )
        .holds(Records::One),
        Step::get("the results of a student", "classes/{class}/students/{student}/results", ""),
        Step::get("the result, deleted", "results/{result}", "")
            .write(Method::Delete, 204)
            .optional(),
        Step::get("the line item, deleted", "lineitems/{lineItem}", "")
            .write(Method::Delete, 204)
            .optional(),
    ],
};
