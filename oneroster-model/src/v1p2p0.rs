//! OneRoster 1.2, binding 1.2.0, superseded: the files of [`v1p2`](crate::v1p2), but that
//! `users.csv` names the resources of a user too.
//!
//! The manifest does not tell the two levels apart; the header of `users.csv` does.
//!
//! Source: *OneRoster CSV Binding 1.2* (1EdTech, 6 June 2022), users.csv.

use roster_core::{Each, Email, Format, Hint, List, Record, Text, col, file};

pub use crate::v1p2::{
    AcademicSession, Category, Class, ClassResource, Course, CourseResource, Demographics,
    Enrollment, LineItem, LineItemLearningObjectiveId, LineItemScoreScale, ManifestProperty, Org,
    Resource, Result, ResultLearningObjectiveId, ResultScoreScale, Role, ScoreScale, UserProfile,
    UserResource,
};
use crate::{
    constraints, profile, rules,
    shapes::{Guid, UserId},
    v1p2::{MANIFEST, user},
};

user! {
    /// The resources that are for the person; 1.2.1 has `userResources.csv` alone.
    resource_sourced_ids: List<Guid> = col("resourceSourcedIds").refers("resources.csv"),
}

/// OneRoster 1.2, binding 1.2.0.
pub static FORMAT: Format = Format::new(
    "oneroster-1.2.0",
    "OneRoster 1.2 CSV (binding 1.2.0)",
    "1EdTech, OneRoster CSV Binding 1.2.0",
    &[
        ManifestProperty::TABLE,
        AcademicSession::TABLE,
        Category::TABLE,
        Class::TABLE,
        ClassResource::TABLE,
        Course::TABLE,
        CourseResource::TABLE,
        Demographics::TABLE,
        Enrollment::TABLE,
        LineItemLearningObjectiveId::TABLE,
        LineItem::TABLE,
        LineItemScoreScale::TABLE,
        Org::TABLE,
        Resource::TABLE,
        ResultLearningObjectiveId::TABLE,
        Result::TABLE,
        ResultScoreScale::TABLE,
        Role::TABLE,
        ScoreScale::TABLE,
        UserProfile::TABLE,
        UserResource::TABLE,
        User::TABLE,
    ],
    profile::ALL,
)
.ordered()
.extensions("metadata.")
.manifest(&MANIFEST)
.constraints(constraints::V1P2)
.superseded("users.csv", &rules::LEVEL_1_2_0);
