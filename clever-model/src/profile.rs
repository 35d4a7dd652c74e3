//! Who consumes the formats, and how strictly.

use roster_core::{Level, Profile, Rule, catalogue as core};

type Levels = &'static [(&'static Rule, Level, &'static str)];

/// The profiles of [`sftp`](crate::sftp).
pub mod sftp {
    use super::*;

    /// The format's own text. The default.
    pub static SPEC: Profile = Profile::new("spec", "the format's own text", SPEC_LEVELS);
    const SPEC_LEVELS: Levels = &[
        (
            &core::HEADER_CASE,
            Level::Warning,
            "SFTP instructions: exact names; feeds with other cases and with spaces are taken",
        ),
        (&core::HEADER_SPACE, Level::Warning, "as for the case of headers"),
        (
            &core::REPEATED_ID,
            Level::Off,
            "one row for each school of a person, and for each contact of a student",
        ),
        (&core::SHARED_VALUE, Level::Info, "Data API: usernames need not be unique"),
        (&core::INVALID_EMAIL, Level::Warning, "Data API: addresses are not checked"),
        (&core::UNKNOWN_WORD, Level::Warning, "Data API: other words are mapped, or become blank"),
        (&core::WORD_SPELLING, Level::Off, "Data API: words match whatever their case"),
        (&core::DATE_SPELLING, Level::Off, "exporters write MM/DD/YYYY"),
        (&core::FILE_NAME_CASE, Level::Error, "SFTP instructions: names are case-sensitive"),
    ];

    /// Clever, which demands what its own text does.
    pub static CLEVER: Profile = Profile::new("clever", "Clever's own import", &[]).over(&SPEC);

    /// All of them, the default first.
    pub static ALL: &[&Profile] = &[&SPEC, &CLEVER];
}

/// The profiles of [`sds`](crate::sds).
pub mod sds {
    use super::*;

    /// The format's own text. The default.
    pub static SPEC: Profile = Profile::new("spec", "the format's own text", SPEC_LEVELS);
    const SPEC_LEVELS: Levels = &[
        (&core::LINE_BREAK, Level::Error, "Clever format CSV files for SDS: one line a record"),
        (
            &core::UNEXPECTED_FILE,
            Level::Error,
            "Clever format CSV files for SDS: admins.csv is refused",
        ),
        (&core::UNKNOWN_WORD, Level::Warning, "grades are free text to SDS Classic"),
        (&core::WORD_SPELLING, Level::Off, "grades are free text to SDS Classic"),
        (&core::FILE_NAME_CASE, Level::Error, "Clever format CSV files for SDS: exact names"),
    ];

    /// SDS Classic.
    pub static SDS_CLASSIC: Profile = Profile::new(
        "sds-classic",
        "School Data Sync Classic (2016 to 2024)",
        &[
            (&core::DATE_SPELLING, Level::Off, "the administrator names the form of dates"),
            (&core::MIXED_DATES, Level::Error, "one form of dates for the whole profile"),
        ],
    )
    .over(&SPEC);

    /// All of them, the default first.
    pub static ALL: &[&Profile] = &[&SPEC, &SDS_CLASSIC];
}
