//! What is wrong with synchronization profiles (S3..), and with packages that a profile is to take
//! (S4..).

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
}
