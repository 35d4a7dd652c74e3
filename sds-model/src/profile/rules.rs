//! What is wrong with synchronization profiles (S3..), with packages that a profile is to take
//! (S4..), and with connection values (S5..).

roster_core::rules! {
    /// Every rule of this module, by code.
    pub static RULES;

    NOT_A_PROFILE = "S301", "not-a-profile", Error,
        "the file is no synchronization profile: {what}",
        "Give the JSON of a profile, as the API takes or gives it.";
    MISSING_MEMBER = "S302", "missing-member", Error,
        "{member} is missing, or says nothing",
        "Add it: the API refuses an object without it.";
    UNKNOWN_TYPE = "S303", "unknown-type", Error,
        "{member} names no type that may stand here",
        "Write one that may, such as `#microsoft.graph.educationCsvDataProvider`.";
    TYPE_SPELLING = "S304", "type-spelling", Info,
        "{member} is not in its present spelling",
        "Write `#microsoft.graph.` and the name as the documentation spells it.";
    UNKNOWN_MEMBER = "S305", "unknown-member", Warning,
        "there is a member that the type does not have{near}",
        "Mend its name, or take it out: the API refuses names that it does not know.";
    DUPLICATE_MEMBER = "S306", "duplicate-member", Error,
        "{member} is in the object already",
        "Keep one of the two.";
    WRONG_SHAPE = "S307", "wrong-shape", Error,
        "{member} is not {what}",
        "Write it so; `true`, `false` and numbers without quotation marks.";
    UNKNOWN_ENUM_WORD = "S308", "unknown-enum-word", Warning,
        "{member} is none of the words that are known: {codes}",
        "Mend the word, or leave it if it came with a later version of the API.";
    UNKNOWN_PROPERTY = "S309", "unknown-optional-property", Error,
        "an optional property is no column of its file{near}",
        "Write the header as SDS V1 spells it, spaces and capitals included.";
    NEEDLESS_SETTING = "S310", "needless-setting", Warning,
        "the setting has no meaning here",
        "Take it out: the service does the same without it.";
    ROLE_WITHOUT_SETTING = "S311", "role-without-setting", Warning,
        "nothing is said of the accounts of {what}",
        "Add an entry for them, if the source has any.";
    ROLE_TWICE = "S312", "role-twice", Error,
        "{member} is a role that has its entry already",
        "Keep one entry a role.";
    SOURCE_COLUMN = "S313", "source-column", Error,
        "{member} is no column that people of the role have{near}",
        "Write a header of their file, letter by letter.";
    TARGET_PROPERTY = "S314", "target-property", Error,
        "{member} is no property of accounts{near}",
        "Write it as Microsoft Entra ID spells it.";
    DEFERRED_BY_HALF = "S315", "deferred-by-half", Warning,
        "{member} is false, but what these records need is deferred",
        "Defer both, or neither.";
    ASKED_COLUMN_MISSING = "S401", "asked-column-missing", Error,
        "the profile asks for {column}, and the file has no such column{spelling}",
        "Give the column the header that the profile has, letter by letter, or take it out of the profile.";
    ASKED_COLUMN_BLANK = "S402", "asked-column-blank", Warning,
        "the profile asks for {column}, and no row says anything in it",
        "Fill the column in, or take it out of the profile.";
    NO_SETTING_FOR_ROLE = "S403", "no-setting-for-role", Error,
        "the profile says nothing of the accounts of {what}, and the file has some",
        "Add an entry for them to the profile.";
    OTHER_DOMAIN = "S404", "other-domain", Error,
        "{column} has a domain in it, and the profile puts another one behind it",
        "Take the `@` and what follows out, or let the profile name no domain.";
    NOTHING_TO_MATCH_BY = "S405", "nothing-to-match-by", Error,
        "{column} is blank, and the profile matches accounts by it",
        "Fill it in: without it no account is found for the person.";
    MATCHED_TWICE = "S406", "matched-twice", Error,
        "{column} is that of another person too, and the profile matches accounts by it",
        "Give each person a value of their own, or match by another column.";
    DEFERRED = "S407", "deferred", Info,
        "the profile defers {file}: nothing of it is synced yet",
        "Nothing is to be mended; set `isSyncDeferred` to false when it shall be synced.";
    MISSING_CONNECTION_VALUE = "S501", "missing-connection-value", Error,
        "{what} is missing",
        "Add a line with its label: Web Access Url, Client Id, Client Secret, Token endpoint Url.";
    MALFORMED_CONNECTION_VALUE = "S502", "malformed-connection-value", Error,
        "{what}",
        "Copy it again from where the system shows it, the whole of it and nothing else.";
    UNKNOWN_CONNECTION_LINE = "S503", "unknown-connection-line", Warning,
        "the line is none of the four values",
        "Take it out, or mend its label.";
    CONNECTION_VALUE_TWICE = "S504", "connection-value-twice", Error,
        "{what} is there already",
        "Keep one of the two.";
}
