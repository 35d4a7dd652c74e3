//! Guardians: two more files beside those of any V1 package.
//!
//! Every header must be there, even of columns that may be blank.
//!
//! Source: *Parent contact sync file format* (Microsoft). It shows the columns of `user.csv` as
//! a picture; their requirements are those that the exporter Somtoday2MicrosoftSDS read there.

use roster_core::{Each, Email, Hint, Id, Phone, Text, col, file, table};

use crate::codes::GuardianRole;

const PAGE: &str = "Parent contact sync file format";

table! {
    /// Guardians.
    pub struct User = file("user.csv").source(PAGE).each(&[Each::Contact]) => {
        /// The address that names the guardian.
        email: Email = col("Email").required().id().hint(Hint::Email),
        /// Given name.
        first_name: Text = col("First Name").required().hint(Hint::GivenName),
        /// Family name.
        last_name: Text = col("Last Name").required().hint(Hint::FamilyName),
        /// Telephone number.
        phone: Phone = col("Phone").header_required().hint(Hint::Phone),
        /// The guardian's own id.
        sis_id: Id = col("SIS ID").header_required().hint(Hint::Id),
    }
}

table! {
    /// Who is whose guardian, one pair a row.
    pub struct GuardianRelationship = file("guardianrelationship.csv")
        .source(PAGE)
        .each(&[Each::Relationship]) =>
    {
        /// The student.
        sis_id: Id = col("SIS ID").required().key().refers("Student.csv"),
        /// The guardian.
        email: Email = col("Email").required().key().refers("user.csv"),
        /// What the guardian is to the student; blank is `Other`.
        role: GuardianRole = col("Role").header_required().hint(Hint::Role),
    }
}
