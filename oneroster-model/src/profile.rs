//! Who consumes the formats, and how strictly.

use roster_core::{Level, Profile, Rule, catalogue as core};

use crate::{json::rules as j, rules as o};

type Levels = &'static [(&'static Rule, Level, &'static str)];

/// The format's own text. The default.
pub static SPEC: Profile = Profile::new("spec", "the format's own text", SPEC_LEVELS);
const SPEC_LEVELS: Levels = &[
    (&core::LINE_BREAK, Level::Error, "CSV Binding, CSV files: no line breaks in values"),
    (&core::ABSENT_HEADER, Level::Error, "CSV Binding: every column of the table, filled or not"),
    (
        &core::UNKNOWN_HEADER,
        Level::Warning,
        "CSV Binding, extensions: added columns are metadata columns",
    ),
    (&core::NO_ROWS, Level::Error, "CSV Binding: a file without data is declared absent"),
    (&core::TIME_SPELLING, Level::Warning, "CSV Binding, data types: UTC, with milliseconds"),
    (&core::LIST_SPACE, Level::Warning, "CSV Binding, lists: commas alone between items"),
    (&core::WORD_SPELLING, Level::Error, "CSV Binding: upper and lower case count in values"),
    (&core::UNLISTED_WORD, Level::Warning, "1.1, data types: the codes of CEDS; 1.2 has none"),
    (&core::INVALID_EMAIL, Level::Warning, "CSV Binding, users.csv: text, in no form"),
    (&core::UNEXPECTED_FILE, Level::Warning, "CSV Binding: the files of the package are listed"),
];

/// The checks of 1EdTech's certification, as far as public test suites show them.
pub static ONE_EDTECH: Profile =
    Profile::new("1edtech", "as strict as 1EdTech's certification", ONE_EDTECH_LEVELS).over(&SPEC);
const ONE_EDTECH_LEVELS: Levels = &[
    (&core::UNKNOWN_HEADER, Level::Error, "conformance sets: columns are the table's or metadata"),
    (&core::HEADER_ALIAS, Level::Error, "conformance sets: headers exactly as the table's"),
    (&core::FILE_NAME_CASE, Level::Error, "file names are exactly the table's"),
    (&core::UNEXPECTED_FILE, Level::Error, "public validators refuse files that are not listed"),
    (&core::BLANK_LINE, Level::Error, "RFC 4180: every line is a record"),
    (&core::QUOTE_IN_CELL, Level::Error, "RFC 4180: quotes stand in quoted cells only"),
    (&core::BARE_CR, Level::Error, "RFC 4180: lines end with CRLF, or LF"),
    (&core::LIST_SPACE, Level::Error, "public validators take blanks for a part of the item"),
    (&core::TIME_SPELLING, Level::Error, "public validators take milliseconds and `Z` alone"),
    (&core::FILLED_IN_BULK, Level::Error, "conformance sets: status and date are blank in bulk"),
    (&core::UNKNOWN_PROPERTY, Level::Error, "public validators refuse other properties"),
    (&core::MARKED_PROPERTY, Level::Error, "public validators refuse other properties"),
    (&core::NEEDED_FILE_MISSING, Level::Error, "CSV Binding, table A1: bulk sets are complete"),
    (&o::ENROLLMENT_ROLE, Level::Error, "conformance sets: the four words of the table"),
    (&o::PRIMARY_ORG_WITHOUT_ROLE, Level::Error, "public validators demand the role"),
    (&o::PROFILE_OF_ANOTHER, Level::Error, "public validators demand the same user"),
    (&o::SCORE_OUT_OF_RANGE, Level::Error, "CSV Binding, results: within the line item's bounds"),
    (&o::RESULT_CLASS, Level::Error, "public validators demand the line item's class"),
    (&o::RESULT_NOT_ENROLLED, Level::Error, "public validators demand the enrollment"),
    (&o::RESOURCE_ROLE, Level::Error, "public validators demand a role of the resource"),
    (&o::RESOURCE_ORG, Level::Error, "public validators demand the class's school"),
    (&o::RESOURCE_NOT_ENROLLED, Level::Error, "public validators demand the enrollment"),
];

/// School Data Sync as it reads a provider over REST, held against the records that the provider has.
///
/// What Microsoft's tests demand of answers is `api::plan`; here is what of it a package can show.
/// That `orgs`, `terms` and usernames are there, 1.1 demands itself. The tests look at the first record
/// of each collection, and that the service refuses others is not known: so these are warnings.
pub static SDS_API: Profile =
    Profile::new("sds-api", "School Data Sync, as it reads a provider over REST", SDS_API_LEVELS)
        .over(&SPEC);
const SDS_API_LEVELS: Levels = &[
    (
        &o::IDENTIFIER_WANTED,
        Level::Warning,
        "SDS V2 OneRoster tests: the identifier of the first org and user",
    ),
    (&o::ENROLLMENT_ROLE, Level::Off, "SDS V2 OneRoster tests: all eight words are taken"),
    (
        &core::FILLED_IN_BULK,
        Level::Off,
        "SDS V2 OneRoster tests: over REST every record says its status and when it changed",
    ),
];

/// The text of a JSON binding; what is said of CSV files does not hold of it.
const JSON_LEVELS: Levels = &[
    (&core::LINE_BREAK, Level::Off, "a string may have line breaks"),
    (&core::NO_ROWS, Level::Off, "REST binding: a collection may be empty"),
    (&core::TIME_SPELLING, Level::Warning, "REST binding: UTC, with milliseconds"),
    (&core::WORD_SPELLING, Level::Error, "REST binding: upper and lower case count in values"),
    (&core::INVALID_EMAIL, Level::Warning, "REST binding: text, in no form"),
    (&core::UNEXPECTED_FILE, Level::Warning, "the collections of the binding are listed"),
];
/// JSON of 1.1: truth values as booleans stand in one reading of the text, and added members are
/// not forbidden.
pub static JSON_1_1_SPEC: Profile =
    Profile::new("spec", "the format's own text", JSON_1_1_LEVELS).over(&JSON_SPEC);
const JSON_1_1_LEVELS: Levels = &[
    (&core::UNLISTED_WORD, Level::Warning, "1.1, data types: the codes of CEDS"),
    (&j::BOOLEAN_FOR_WORD, Level::Info, "the text has words, an OpenAPI file booleans"),
    (&j::FOREIGN_MEMBER, Level::Info, "1.1 has no rule against added members"),
];
/// What both versions of the JSON binding share.
pub static JSON_SPEC: Profile = Profile::new("spec", "the format's own text", JSON_LEVELS);

/// What the schemas of 1.2 demand to the letter.
pub static JSON_SCHEMA: Profile =
    Profile::new("1edtech", "as strict as 1EdTech's schemas", JSON_SCHEMA_LEVELS).over(&JSON_SPEC);
const JSON_SCHEMA_LEVELS: Levels = &[
    (&core::TIME_SPELLING, Level::Error, "schemas: date-time"),
    (&j::OTHER_ENVELOPE, Level::Error, "schemas: an object with the collection's member"),
    (&j::BOOLEAN_FOR_WORD, Level::Error, "schemas: a word of two"),
    (&j::NULL_VALUE, Level::Error, "schemas: no member can be null"),
    (&j::NUMBER_FOR_TEXT, Level::Error, "schemas: a string"),
    (&j::TEXT_FOR_NUMBER, Level::Error, "schemas: a number"),
    (&j::REFERENCE_WITHOUT_ADDRESS, Level::Error, "schemas: href is required"),
    (&j::REFERENCE_TYPE, Level::Error, "schemas: one word for each kind of reference"),
    (&j::BARE_REFERENCE, Level::Error, "schemas: an object of three members"),
    (&j::FOREIGN_MEMBER, Level::Error, "schemas: no members but those listed"),
];

/// School Data Sync as it reads a provider over REST, held against collections as it gets them.
pub static SDS_API_JSON: Profile =
    Profile::new("sds-api", "School Data Sync, as it reads a provider over REST", SDS_JSON_LEVELS)
        .over(&JSON_1_1_SPEC);
const SDS_JSON_LEVELS: Levels = &[
    (
        &o::IDENTIFIER_WANTED,
        Level::Warning,
        "SDS V2 OneRoster tests: the identifier of the first org and user",
    ),
    (&o::ENROLLMENT_ROLE, Level::Off, "SDS V2 OneRoster tests: all eight words are taken"),
    (&j::REFERENCE_TYPE, Level::Off, "SDS, OneRoster API: takes the narrower words too"),
];

/// Those of JSON 1.1.
pub static JSON_1_1: &[&Profile] = &[&JSON_1_1_SPEC, &JSON_SCHEMA, &SDS_API_JSON];
/// Those of JSON 1.2.
pub static JSON_1_2: &[&Profile] = &[&JSON_SPEC, &JSON_SCHEMA];

/// All of 1.2, the default first.
pub static ALL: &[&Profile] = &[&SPEC, &ONE_EDTECH];

/// All of 1.1: the only version that School Data Sync asks providers for.
pub static V1P1: &[&Profile] = &[&SPEC, &ONE_EDTECH, &SDS_API];
