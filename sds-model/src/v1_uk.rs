//! SDS V1 for the United Kingdom: the files of [`v1`](crate::v1) with other key headers.
//!
//! Schools go by their Department for Education number, everyone and everything else by `ID`.
//! Headers that begin with Term, Course or Principal keep the word SIS.
//!
//! Source: *CSV files for School Data Sync* (Microsoft), the part on the UK; `Postal Code` and
//! the spelling `DfE` as in the samples of `OfficeDev/O365-EDU-Tools`.

use roster_core::{Format, Record};

pub use crate::guardian::{GuardianRelationship, User};
use crate::{
    constraints, consumer,
    six_files::{SETS, six_files},
};

six_files! {
    id: "ID",
    section_ref: "Section ID",
    school_id: "DfE Number", ["Dfe Number"],
    school_ref: "School DfE Number", ["School Dfe Number", "School DFe Number"],
    postal_code: "Postal Code", ["Zip"],
    teacher: {}
}

/// SDS V1 for the United Kingdom.
pub static FORMAT: Format = Format::new(
    "sds-v1-uk",
    "School Data Sync V1, United Kingdom",
    "Microsoft, CSV files for School Data Sync (UK)",
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
.constraints(constraints::V1_UK);
