//! Who consumes the formats, and how strictly.
//!
//! Two services share the formats: *Classic*, the sync profiles of 2016 to 2024, and the present
//! one.

use roster_core::{Level, Profile, Rule, catalogue as core};

use crate::rules;

type Entry = (&'static Rule, Level, &'static str);
type Levels = &'static [Entry];

// What *Validation rules and descriptions* says of every format that the present service takes.
const VALUES_DROPPED: Entry = (
    &core::INVALID_VALUE,
    Level::ByNeed,
    "Validation rules: an optional value is dropped, a required one drops the record",
);
const ADDRESSES_DROPPED: Entry =
    (&core::INVALID_EMAIL, Level::ByNeed, "Validation rules: as for other values");
const CODES_FOLD: Entry =
    (&core::WORD_SPELLING, Level::Off, "Validation rules: codes match whatever their case");
const DATES_ISO: Entry =
    (&core::DATE_SPELLING, Level::Warning, "Validation rules: dates are ISO 8601");
const PHONES_E164: Entry =
    (&core::PHONE_SPELLING, Level::Warning, "Validation rules: telephone numbers are E.164");

const SPEC: &str = "the format's own text";
const SDS_CLASSIC: &str = "School Data Sync Classic (2016 to 2024)";
const SDS: &str = "School Data Sync, the present service";

/// The profiles of [`v1`](crate::v1) and [`v1_uk`](crate::v1_uk).
pub mod v1 {
    use super::*;

    /// The most data rows of one file. (*CSV files for School Data Sync*; whether of one file or
    /// of all together, the page does not say.)
    const MOST_ROWS: u64 = 500_000;

    /// The format's own text, where the two services agree. The default.
    pub static SPEC: Profile = Profile::new("spec", super::SPEC, SPEC_LEVELS).max_rows(MOST_ROWS);
    const SPEC_LEVELS: Levels = &[
        (&core::LINE_BREAK, Level::Error, "SDS V1 CSV file format: no line breaks in values"),
        (&core::FILE_NAME_CASE, Level::Info, "Microsoft writes both `School.csv` and `school.csv`"),
        (
            &core::DISCOURAGED_CHARACTER,
            Level::Info,
            "CSV files for School Data Sync: no invalid characters",
        ),
    ];

    /// SDS Classic: its checks before a sync, and its limits.
    pub static SDS_CLASSIC: Profile =
        Profile::new("sds-classic", super::SDS_CLASSIC, CLASSIC_LEVELS)
            .over(&SPEC)
            .max_rows(MOST_ROWS);
    const CLASSIC_LEVELS: Levels = &[
        (&core::FILE_NAME_CASE, Level::Warning, "Industry data overview: names are case-sensitive"),
        (&core::DISCOURAGED_CHARACTER, Level::Warning, "sync errors: names with such characters"),
        (&core::DATE_SPELLING, Level::Off, "the administrator names the form of dates"),
        (&core::MIXED_DATES, Level::Error, "one form of dates for the whole profile"),
        (
            &core::TOO_MANY_ROWS,
            Level::Error,
            "CSV files for School Data Sync: at most 500,000 rows",
        ),
        (&rules::NO_CLASS_FILES, Level::Error, "CSV files for School Data Sync: all six files"),
    ];

    /// The present service.
    pub static SDS: Profile = Profile::new("sds", super::SDS, SDS_LEVELS).over(&SPEC);
    const SDS_LEVELS: Levels = &[
        VALUES_DROPPED,
        ADDRESSES_DROPPED,
        (&core::UNKNOWN_WORD, Level::ByNeed, "Validation rules: as for other values"),
        (
            &core::UNLISTED_WORD,
            Level::ByNeed,
            "SDS V1 CSV file format: grades and subjects are codes",
        ),
        CODES_FOLD,
        DATES_ISO,
        PHONES_E164,
        (&core::TOO_MANY_ROWS, Level::Off, "no limit is published"),
        (
            &core::DISCOURAGED_CHARACTER,
            Level::Off,
            "no such rule is published for the present service",
        ),
        (&rules::NO_CLASS_FILES, Level::Off, "SDS V1 CSV file format: only if classes are managed"),
    ];

    /// All of them, the default first.
    pub static ALL: &[&Profile] = &[&SPEC, &SDS_CLASSIC, &SDS];
}

/// The profiles of [`v2`](crate::v2), which the present service does not take.
pub mod v2 {
    use super::*;

    /// The format's own text. The default.
    pub static SPEC: Profile = Profile::new("spec", super::SPEC, SPEC_LEVELS);
    const SPEC_LEVELS: Levels = &[
        (&core::LINE_BREAK, Level::Error, "as in V2.1"),
        (
            &core::ABSENT_HEADER,
            Level::Error,
            "SDS V2 CSV file format: every header, even of optional columns",
        ),
        (&core::FILE_NAME_CASE, Level::Error, "SDS V2 CSV file format: names are case-sensitive"),
        (&core::UNKNOWN_WORD, Level::Warning, "the list is published as a picture only"),
        (&core::WORD_SPELLING, Level::Off, "the samples mix cases"),
    ];

    /// SDS Classic.
    pub static SDS_CLASSIC: Profile =
        Profile::new("sds-classic", super::SDS_CLASSIC, &[]).over(&SPEC);

    /// All of them, the default first.
    pub static ALL: &[&Profile] = &[&SPEC, &SDS_CLASSIC];
}

/// The profiles of [`v2p1`](crate::v2p1).
pub mod v2p1 {
    use super::*;

    /// The format's own text. The default.
    pub static SPEC: Profile = Profile::new("spec", super::SPEC, SPEC_LEVELS);
    const SPEC_LEVELS: Levels = &[
        (&core::LINE_BREAK, Level::Error, "SDS V2.1 CSV file format: no line breaks in values"),
        (
            &core::UNKNOWN_WORD,
            Level::ByNeed,
            "Validation rules; an administrator can add codes, so check the list in use",
        ),
        CODES_FOLD,
        DATES_ISO,
        PHONES_E164,
        (
            &rules::NO_CLASS_FILES,
            Level::Off,
            "SDS V2.1 CSV file format: only if classes are managed",
        ),
    ];

    /// SDS Classic.
    pub static SDS_CLASSIC: Profile =
        Profile::new("sds-classic", super::SDS_CLASSIC, CLASSIC_LEVELS).over(&SPEC);
    const CLASSIC_LEVELS: Levels = &[
        (
            &core::ABSENT_HEADER,
            Level::Error,
            "SDS V2.1 CSV file format (Classic): every header, even of optional columns",
        ),
        (
            &core::FILE_NAME_CASE,
            Level::Error,
            "SDS V2.1 CSV file format (Classic): names are case-sensitive",
        ),
        (&core::PHONE_SPELLING, Level::Off, "the service takes the other characters away"),
        (&rules::NO_CLASS_FILES, Level::Error, "SDS V2.1 CSV file format (Classic): five files"),
    ];

    /// The present service.
    pub static SDS: Profile = Profile::new("sds", super::SDS, SDS_LEVELS).over(&SPEC);
    const SDS_LEVELS: Levels = &[
        VALUES_DROPPED,
        ADDRESSES_DROPPED,
        (&core::UNLISTED_WORD, Level::ByNeed, "Default list of values"),
    ];

    /// All of them, the default first.
    pub static ALL: &[&Profile] = &[&SPEC, &SDS_CLASSIC, &SDS];
}
