//! OneRoster 1.1 over REST: twelve collections.
//!
//! Source: *OneRoster 1.1 Specification* (1EdTech, 17 April 2017), which could be read in part
//! only: members and requirements are those of `LongsightGroup/oneroster`, which was written from
//! the specification's tables, and of the OpenAPI file of `StrongMind/oneroster-client-ruby`. Where
//! they differ, the tables win: truth values are words, `periods` and `roles` are lists.

use roster_core::{Column, Format, List, Value, View, col};

use super::{
    package,
    table::{Binding, Collection, collection, member},
};
use crate::{constraints, profile, shapes::Guid, v1p1};

const SOURCE: &str = "OneRoster 1.1, REST binding";

const GUIDS: roster_core::Kind = <List<Guid> as Value>::KIND;
/// What is below an org: the other face of `parent`.
pub(super) const SUB_ORGS: Column = member(
    col("children").refers("orgs.csv"),
    "Orgs that belong to it: what their `parent` says, seen from here.",
    GUIDS,
);
/// What is below a session.
pub(super) const SUB_SESSIONS: Column = member(
    col("children").refers("academicSessions.csv"),
    "Sessions that are parts of it: what their `parent` says, seen from here.",
    GUIDS,
);
/// What a class, a course or a user works with.
pub(super) const RESOURCES: Column =
    member(col("resources").refers("resources.csv"), "Learning resources that are for it.", GUIDS);

collection! {
    /// School years and their parts.
    ACADEMIC_SESSIONS = v1p1::AcademicSession<'static>, "academicSessions", "academicSession",
    more &[SUB_SESSIONS], parts &[]
}
collection! {
    /// Kinds of line items.
    CATEGORIES = v1p1::Category<'static>, "categories", "category", more &[], parts &[]
}
collection! {
    /// Courses as they are taught to groups.
    CLASSES = v1p1::Class<'static>, "classes", "class", more &[RESOURCES], parts &[]
}
collection! {
    /// What classes teach.
    COURSES = v1p1::Course<'static>, "courses", "course", more &[RESOURCES], parts &[]
}
collection! {
    /// Birth, sex and descent of people; one object and many go by the same key.
    DEMOGRAPHICS = v1p1::Demographics<'static>, "demographics", "demographics",
    more &[], parts &[]
}
collection! {
    /// Who is in which class, and as what.
    ENROLLMENTS = v1p1::Enrollment<'static>, "enrollments", "enrollment", more &[], parts &[]
}
collection! {
    /// What results are given for.
    LINE_ITEMS = v1p1::LineItem<'static>, "lineItems", "lineItem", more &[], parts &[]
}
collection! {
    /// Schools, and what they belong to.
    ORGS = v1p1::Org<'static>, "orgs", "org", more &[SUB_ORGS], parts &[]
}
collection! {
    /// Learning resources.
    RESOURCE_LIST = v1p1::Resource<'static>, "resources", "resource", more &[], parts &[]
}
collection! {
    /// What students got for line items.
    RESULTS = v1p1::Result<'static>, "results", "result", more &[], parts &[]
}
collection! {
    /// People.
    USERS = v1p1::User<'static>, "users", "user", more &[], parts &[]
}

static COLLECTIONS: &[&Collection] = &[
    &ACADEMIC_SESSIONS,
    &CATEGORIES,
    &CLASSES,
    &COURSES,
    &DEMOGRAPHICS,
    &ENROLLMENTS,
    &LINE_ITEMS,
    &ORGS,
    &RESOURCE_LIST,
    &RESULTS,
    &USERS,
];

/// OneRoster 1.1 over REST, as a folder of collections.
pub static FORMAT: Format = Format::new(
    "oneroster-1.1-json",
    "OneRoster 1.1 JSON",
    "1EdTech, OneRoster 1.1, REST binding",
    &[
        ACADEMIC_SESSIONS.members,
        CATEGORIES.members,
        CLASSES.members,
        COURSES.members,
        DEMOGRAPHICS.members,
        ENROLLMENTS.members,
        LINE_ITEMS.members,
        ORGS.members,
        RESOURCE_LIST.members,
        RESULTS.members,
        USERS.members,
    ],
    profile::JSON_1_1,
)
.view(View {
    rows: &ROWS,
    open: |source| package::open(&BINDING, source),
    signs: |source| package::signs(&BINDING, "v1p1", source),
});

/// The same under the names of the CSV files.
static ROWS: Format = Format::new(
    "oneroster-1.1-json",
    "OneRoster 1.1 JSON, as rows",
    "1EdTech, OneRoster 1.1, REST binding",
    &[
        ACADEMIC_SESSIONS.rows,
        CATEGORIES.rows,
        CLASSES.rows,
        COURSES.rows,
        DEMOGRAPHICS.rows,
        ENROLLMENTS.rows,
        LINE_ITEMS.rows,
        ORGS.rows,
        RESOURCE_LIST.rows,
        RESULTS.rows,
        USERS.rows,
    ],
    profile::JSON_1_1,
)
.extensions("metadata.")
.constraints(constraints::V1P1);

/// The binding.
pub static BINDING: Binding =
    Binding { format: &FORMAT, rows: &ROWS, csv: &v1p1::FORMAT, collections: COLLECTIONS };
