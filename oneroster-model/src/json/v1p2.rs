//! OneRoster 1.2 over REST: the rostering, resources, gradebook and assessment results services.
//!
//! Source: the official OpenAPI files of *OneRoster 1.2* (1EdTech, 19 September 2022).

use roster_core::{Decimal, Format, Open, Text, Value, View, col, file};

use super::{
    package,
    table::{Binding, Collection, collection, member, part},
    v1p1::{RESOURCES, SUB_ORGS, SUB_SESSIONS},
};
use crate::{codes::ScoreStatus, constraints, profile, record::record, shapes::Guid, v1p2};

const SOURCE: &str = "OneRoster 1.2, REST/JSON binding";

record! {
    /// Line items of assessments, which may be parts of others; there are none in CSV.
    pub struct AssessmentLineItem = file("assessmentLineItems.json").source(SOURCE) => {
        /// What the line item is called.
        title: Text = col("title").required(),
        /// What it is about.
        description: Text = col("description"),
        /// The class that it is for.
        class: Guid = col("class").refers("classes.csv"),
        /// The line item that it is a part of.
        parent_assessment_line_item: Guid = col("parentAssessmentLineItem")
            .refers("assessmentLineItems.json"),
        /// What its marks stand for.
        score_scale: Guid = col("scoreScale").refers("scoreScales.csv"),
        /// The lowest score, inclusive.
        result_value_min: Decimal = col("resultValueMin"),
        /// The highest score, inclusive.
        result_value_max: Decimal = col("resultValueMax"),
    }
}

record! {
    /// What students got in assessments; there are none in CSV.
    pub struct AssessmentResult = file("assessmentResults.json").source(SOURCE) => {
        /// The line item.
        assessment_line_item: Guid = col("assessmentLineItem")
            .required()
            .refers("assessmentLineItems.json"),
        /// The student.
        student: Guid = col("student").required().refers("users.csv"),
        /// The score.
        score: Decimal = col("score"),
        /// The same in words.
        text_score: Text = col("textScore"),
        /// The day on which it was given.
        score_date: chrono::NaiveDate = col("scoreDate").required(),
        /// What its marks stand for.
        score_scale: Guid = col("scoreScale").refers("scoreScales.csv"),
        /// The share of scores that are equal to this one or below it.
        score_percentile: Decimal = col("scorePercentile"),
        /// How far the scoring has come.
        score_status: Open<ScoreStatus> = col("scoreStatus").required(),
        /// What the teacher says.
        comment: Text = col("comment"),
        /// Whether the student is still at work.
        in_progress: bool = col("inProgress"),
        /// Whether less was handed in than was asked for.
        incomplete: bool = col("incomplete"),
        /// Whether it was handed in late.
        late: bool = col("late"),
        /// Whether it was not handed in.
        missing: bool = col("missing"),
    }
}

const GUID: roster_core::Kind = <Guid as Value>::KIND;

part!(ROLES = v1p2::Role<'static>, "users", "roles", None);
part!(USER_PROFILES = v1p2::UserProfile<'static>, "users", "userProfiles", Some("credentials"));
part!(
    LINE_ITEM_OBJECTIVES = v1p2::LineItemLearningObjectiveId<'static>,
    "lineItems",
    "learningObjectiveSet",
    Some("learningObjectiveIds")
);
part!(
    RESULT_OBJECTIVES = v1p2::ResultLearningObjectiveId<'static>,
    "results",
    "learningObjectiveSet",
    Some("learningObjectiveResults")
);

collection! {
    /// School years and their parts.
    ACADEMIC_SESSIONS = v1p2::AcademicSession<'static>, "academicSessions", "academicSession",
    more &[SUB_SESSIONS], parts &[]
}
collection! {
    /// Line items of assessments.
    ASSESSMENT_LINE_ITEMS = AssessmentLineItem<'static>, "assessmentLineItems",
    "assessmentLineItem", more &[], parts &[]
}
collection! {
    /// What students got in assessments.
    ASSESSMENT_RESULTS = AssessmentResult<'static>, "assessmentResults", "assessmentResult",
    more &[], parts &[]
}
collection! {
    /// Kinds of line items.
    CATEGORIES = v1p2::Category<'static>, "categories", "category", more &[], parts &[]
}
collection! {
    /// Courses as they are taught to groups.
    CLASSES = v1p2::Class<'static>, "classes", "class", more &[RESOURCES], parts &[]
}
collection! {
    /// What classes teach.
    COURSES = v1p2::Course<'static>, "courses", "course", more &[RESOURCES], parts &[]
}
collection! {
    /// Birth, sex and descent of people; one object and many go by the same key.
    DEMOGRAPHICS = v1p2::Demographics<'static>, "demographics", "demographics",
    more &[], parts &[]
}
collection! {
    /// Who is in which class, and as what.
    ENROLLMENTS = v1p2::Enrollment<'static>, "enrollments", "enrollment", more &[], parts &[]
}
collection! {
    /// What results are given for.
    LINE_ITEMS = v1p2::LineItem<'static>, "lineItems", "lineItem",
    more &[
        member(
            col("gradingPeriod").refers("academicSessions.csv"),
            "The grading period that it counts for, beside or in place of `academicSession`.",
            GUID,
        ),
        member(col("scoreScale").refers("scoreScales.csv"), "What its marks stand for.", GUID),
    ],
    parts &[LINE_ITEM_OBJECTIVES]
}
collection! {
    /// Schools, and what they belong to.
    ORGS = v1p2::Org<'static>, "orgs", "org", more &[SUB_ORGS], parts &[]
}
collection! {
    /// Learning resources.
    RESOURCE_LIST = v1p2::Resource<'static>, "resources", "resource", more &[], parts &[]
}
collection! {
    /// What students got for line items.
    RESULTS = v1p2::Result<'static>, "results", "result",
    more &[member(col("scoreScale").refers("scoreScales.csv"), "What its marks stand for.", GUID)],
    parts &[RESULT_OBJECTIVES]
}
collection! {
    /// What the marks of a class stand for.
    SCORE_SCALES = v1p2::ScoreScale<'static>, "scoreScales", "scoreScale", more &[], parts &[]
}
collection! {
    /// People, with their roles and accounts.
    USERS = v1p2::User<'static>, "users", "user",
    more &[RESOURCES], parts &[ROLES, USER_PROFILES]
}

static COLLECTIONS: &[&Collection] = &[
    &ACADEMIC_SESSIONS,
    &ASSESSMENT_LINE_ITEMS,
    &ASSESSMENT_RESULTS,
    &CATEGORIES,
    &CLASSES,
    &COURSES,
    &DEMOGRAPHICS,
    &ENROLLMENTS,
    &LINE_ITEMS,
    &ORGS,
    &RESOURCE_LIST,
    &RESULTS,
    &SCORE_SCALES,
    &USERS,
];

/// OneRoster 1.2 over REST, as a folder of collections.
pub static FORMAT: Format = Format::new(
    "oneroster-1.2-json",
    "OneRoster 1.2 JSON",
    "1EdTech, OneRoster 1.2, REST/JSON binding (OpenAPI of 19 September 2022)",
    &[
        ACADEMIC_SESSIONS.members,
        ASSESSMENT_LINE_ITEMS.members,
        ASSESSMENT_RESULTS.members,
        CATEGORIES.members,
        CLASSES.members,
        COURSES.members,
        DEMOGRAPHICS.members,
        ENROLLMENTS.members,
        LINE_ITEMS.members,
        LINE_ITEM_OBJECTIVES.members,
        ORGS.members,
        RESOURCE_LIST.members,
        RESULTS.members,
        RESULT_OBJECTIVES.members,
        SCORE_SCALES.members,
        USERS.members,
        ROLES.members,
        USER_PROFILES.members,
    ],
    profile::JSON_1_2,
)
.view(View {
    rows: &ROWS,
    open: |source| package::open(&BINDING, source),
    signs: |source| package::signs(&BINDING, "v1p2", source),
});

/// The same under the names of the CSV files.
static ROWS: Format = Format::new(
    "oneroster-1.2-json",
    "OneRoster 1.2 JSON, as rows",
    "1EdTech, OneRoster 1.2, REST/JSON binding",
    &[
        ACADEMIC_SESSIONS.rows,
        ASSESSMENT_LINE_ITEMS.rows,
        ASSESSMENT_RESULTS.rows,
        CATEGORIES.rows,
        CLASSES.rows,
        COURSES.rows,
        DEMOGRAPHICS.rows,
        ENROLLMENTS.rows,
        LINE_ITEMS.rows,
        LINE_ITEM_OBJECTIVES.rows,
        ORGS.rows,
        RESOURCE_LIST.rows,
        RESULTS.rows,
        RESULT_OBJECTIVES.rows,
        SCORE_SCALES.rows,
        USERS.rows,
        ROLES.rows,
        USER_PROFILES.rows,
    ],
    profile::JSON_1_2,
)
.extensions("metadata.")
.constraints(constraints::V1P2_JSON);

/// The binding.
pub static BINDING: Binding =
    Binding { format: &FORMAT, rows: &ROWS, csv: &v1p2::FORMAT, collections: COLLECTIONS };
