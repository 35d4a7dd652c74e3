//! What a conversion has to tell: what does not cross, and what an edit abroad undid.

use roster_core::{Rule, catalogue};

/// The rules of every format that there is, and of conversions: a list for each crate, the lints
/// apart.
///
/// ```
/// let rules = roster_mapping::rules::catalogues().concat();
/// assert!(rules.iter().any(|rule| rule.code == "R206"));
/// assert!(rules.iter().any(|rule| rule.code == "M101"));
/// ```
pub fn catalogues() -> [&'static [&'static Rule]; 8] {
    [
        catalogue::RULES,
        catalogue::LINTS,
        sds_model::rules::RULES,
        sds_model::profile::rules::RULES,
        clever_model::rules::RULES,
        oneroster_model::rules::RULES,
        oneroster_model::json::rules::RULES,
        RULES,
    ]
}

roster_core::rules! {
    /// Every rule of this crate, by code.
    pub static RULES;

    VALUE_STAYS_HOME = "M101", "value-stays-home", Info,
        "{column} says what the other format does not ({count})",
        "It is carried, and is there again at home; where nothing is carried, it is left behind. `rosterlens mapping` shows what crosses.";
    RECORD_STAYS_HOME = "M102", "record-stays-home", Info,
        "the record has no place in the other format ({count})",
        "It is carried, and is there again at home. If it should cross, see what the other format demands of such records.";
    FILE_STAYS_HOME = "M103", "file-stays-home", Info,
        "the file does not cross: it is none of the format's, or cannot be read",
        "It is carried as it stands. If it should cross, give it the format's name and headers, and save it as CSV in UTF-8.";
    TOO_MANY_ROWS_ABROAD = "M104", "too-many-rows-abroad", Warning,
        "the file has {found}; those who take the format take {expected}",
        "Split the source into several packages, each complete in itself, and convert each.";
    EDIT_STANDS = "M201", "edit-stands", Info,
        "what was carried here is not put back, since it was edited abroad; the edit stands",
        "If the edit was not meant, undo it and convert again.";
    REMOVED_ABROAD = "M202", "removed-abroad", Info,
        "what was carried here is gone with a record that was removed abroad, or whose key was edited ({count})",
        "If the removal was not meant, put the record back and convert again.";
}
