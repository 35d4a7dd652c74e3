//! Who consumes the formats, and how strictly.
//!
//! Two services share V1: *Classic*, the sync profiles of 2016 to 2024, and the present one.

use roster_core::{FileSet, Level, Profile, catalogue as core};

use crate::rules;

/// The format's own text, where the two services agree. The default.
pub static SPEC: Profile = Profile::new(
    "spec",
    "the format's own text",
    &[
        (&core::LINE_BREAK, Level::Error, "SDS V1 CSV file format: no line breaks in values"),
        (&core::FILE_NAME_CASE, Level::Info, "Microsoft writes both `School.csv` and `school.csv`"),
        (
            &core::DISCOURAGED_CHARACTER,
            Level::Info,
            "CSV files for School Data Sync: no invalid characters",
        ),
    ],
)
.max_rows(MOST_ROWS);

/// SDS Classic: its checks before a sync, and its limits.
pub static SDS_CLASSIC: Profile = Profile::new(
    "sds-classic",
    "School Data Sync Classic (2016 to 2024)",
    &[
        (&core::LINE_BREAK, Level::Error, "SDS V1 CSV file format: no line breaks in values"),
        (&core::DISCOURAGED_CHARACTER, Level::Warning, "sync errors: names with such characters"),
        (&core::DATE_SPELLING, Level::Off, "the administrator names the form of dates"),
        (&core::MIXED_DATES, Level::Error, "one form of dates for the whole profile"),
        (
            &core::TOO_MANY_ROWS,
            Level::Error,
            "CSV files for School Data Sync: at most 500,000 rows",
        ),
        (&rules::NO_CLASS_FILES, Level::Error, "CSV files for School Data Sync: all six files"),
    ],
)
.max_rows(MOST_ROWS);

/// The present service.
pub static SDS: Profile = Profile::new(
    "sds",
    "School Data Sync, the present service",
    &[
        (&core::LINE_BREAK, Level::Error, "SDS V1 CSV file format: no line breaks in values"),
        (&core::FILE_NAME_CASE, Level::Info, "Microsoft writes both `School.csv` and `school.csv`"),
        (
            &core::INVALID_VALUE,
            Level::ByNeed,
            "Validation rules: an optional value is dropped, a required one drops the record",
        ),
        (&core::UNKNOWN_WORD, Level::ByNeed, "Validation rules: as for other values"),
        (
            &core::UNLISTED_WORD,
            Level::ByNeed,
            "SDS V1 CSV file format: grades and subjects are codes",
        ),
        (&core::WORD_SPELLING, Level::Off, "Validation rules: codes match whatever their case"),
        (&core::DATE_SPELLING, Level::Warning, "Validation rules: dates are ISO 8601"),
        (&core::PHONE_SPELLING, Level::Warning, "Validation rules: telephone numbers are E.164"),
        (&core::TOO_MANY_ROWS, Level::Off, "no limit is published"),
        (&core::DISCOURAGED_CHARACTER, Level::Off, "the service replaces them itself"),
        (&rules::NO_CLASS_FILES, Level::Off, "SDS V1 CSV file format: only if classes are managed"),
    ],
);

/// The most data rows of one file. (*CSV files for School Data Sync*; whether of one file or of
/// all together, the page does not say.)
const MOST_ROWS: u64 = 500_000;

/// All of them, the default first.
pub static ALL: &[&Profile] = &[&SPEC, &SDS_CLASSIC, &SDS];

/// The files of V1 that come together or not at all. (*SDS V1 CSV file format*; *Parent contact
/// sync file format*)
pub static SETS: &[FileSet] = &[
    FileSet {
        name: "classes",
        files: &["Section.csv", "StudentEnrollment.csv", "TeacherRoster.csv"],
        absent: Some(&rules::NO_CLASS_FILES),
    },
    FileSet { name: "guardians", files: &["user.csv", "guardianrelationship.csv"], absent: None },
];
