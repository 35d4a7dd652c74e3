//! SDS V1: schools, sections, students, teachers, and who is in which section.
//!
//! Source: *SDS V1 CSV file format* and *CSV files for School Data Sync* (Microsoft); header
//! spellings as in the samples of `OfficeDev/O365-EDU-Tools`.

use roster_core::{Format, Record};

pub use crate::guardian::{GuardianRelationship, User};
use crate::{
    constraints, consumer,
    six_files::{SETS, six_files},
};

six_files! {
    id: "SIS ID",
    section_ref: "Section SIS ID",
    school_id: "SIS ID", [],
    school_ref: "School SIS ID", [],
    postal_code: "Zip", [],
    teacher: {
        /// The grade that the teacher teaches. The present service alone knows the column.
        grade: Text = col("Grade")
            .codes(Grade::CODES)
            .source("Default list of values: grade level"),
    }
}

/// SDS V1.
pub static FORMAT: Format = Format::new(
    "sds-v1",
    "School Data Sync V1",
    "Microsoft, SDS V1 CSV file format",
    &[
        School::TABLE,
        Section::TABLE,
        Student::TABLE,
        Teacher::TABLE,
        StudentEnrollment::TABLE,
        TeacherRoster::TABLE,
        User::TABLE,
        GuardianRelationship::TABLE,
    ],
    consumer::v1::ALL,
)
.sets(SETS)
.constraints(constraints::V1);
