//! SDS V2: orgs, users, classes, enrollments. Superseded by [`v2p1`](crate::v2p1) in 2022.
//!
//! All four files, and every header, must be there. Microsoft publishes the columns and the
//! vocabularies as pictures only; requirements are those of V2.1 and of the order of columns in
//! the first sample.
//!
//! Source: *SDS V2 CSV file format* (Microsoft); header spellings as in the samples of
//! `OfficeDev/O365-EDU-Tools`.

use roster_core::{Each, Format, Hint, Id, List, Record, Text, col, file, table};

use crate::{
    CREATE_USERS,
    codes::{Grade, OrgType, V2Role},
    constraints, consumer,
};

const PAGE: &str = "SDS V2 CSV file format";

table! {
    /// Schools, and what they belong to.
    pub struct Org = file("orgs.csv")
        .required()
        .source(PAGE)
        .each(&[Each::District, Each::School]) =>
    {
        /// Names the org.
        sourced_id: Id = col("sourcedId").required().id(),
        /// What the org is called.
        name: Text = col("name").required().hint(Hint::Name),
        /// What the org is.
        org_type: OrgType = col("type").required().hint(Hint::Type),
        /// The org that it belongs to.
        parent_sourced_id: Id = col("parentSourcedId")
            .refers("orgs.csv")
            .aliases(&["ParentSourcedId"]),
    }
}

table! {
    /// People.
    pub struct User = file("users.csv")
        .required()
        .source(PAGE)
        .each(&[Each::Student, Each::Teacher]) =>
    {
        /// Names the person.
        sourced_id: Id = col("sourcedId").required().id(),
        /// The orgs that the person belongs to.
        org_sourced_ids: List<Id> = col("orgSourcedIds").required().refers("orgs.csv"),
        /// The account, with `@` and the domain.
        username: Text = col("username").required().unique().hint(Hint::Username),
        /// What the person does.
        role: Text = col("role").required().codes(V2Role::CODES).hint(Hint::Role),
        /// Given name.
        given_name: Text = col("givenName").required_when(CREATE_USERS).hint(Hint::GivenName),
        /// Family name.
        family_name: Text = col("familyName").required_when(CREATE_USERS).hint(Hint::FamilyName),
        /// First password.
        password: Text = col("password").required_when(CREATE_USERS).secret(),
        /// The grade.
        grade: Text = col("grade").codes(Grade::CODES).hint(Hint::Grade),
    }
}

table! {
    /// Classes.
    pub struct Class = file("classes.csv").required().source(PAGE).each(&[Each::Section]) => {
        /// Names the class.
        sourced_id: Id = col("sourcedId").required().id(),
        /// The school that gives it.
        org_sourced_id: Id = col("orgSourcedId").required().refers("orgs.csv"),
        /// What the class is called.
        title: Text = col("title").required().hint(Hint::Name),
    }
}

table! {
    /// Who is in which class, and as what.
    pub struct Enrollment = file("enrollments.csv")
        .required()
        .source(PAGE)
        .each(&[Each::Enrollment, Each::Teaching]) =>
    {
        /// The class.
        class_sourced_id: Id = col("classSourcedId").required().key().refers("classes.csv"),
        /// The person.
        user_sourced_id: Id = col("userSourcedId").required().key().refers("users.csv"),
        /// What the person does in the class.
        role: Text = col("role").required().key().codes(V2Role::CODES).hint(Hint::Role),
    }
}

/// SDS V2.
pub static FORMAT: Format = Format::new(
    "sds-v2",
    "School Data Sync V2",
    "Microsoft, SDS V2 CSV file format",
    &[Org::TABLE, User::TABLE, Class::TABLE, Enrollment::TABLE],
    consumer::v2::ALL,
)
.constraints(constraints::V2);
