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
    VALUE_STAYS_ABROAD = "M203", "value-stays-abroad", Warning,
        "{column} says abroad what is not at home ({count})",
        "Home has no such column, another row of the record says otherwise, or the cell is filled in by itself. Write it at home too, where it has a place.";
    RECORD_STAYS_ABROAD = "M204", "record-stays-abroad", Warning,
        "the record is abroad and not at home ({count})",
        "What it refers to is not there, it lacks what home demands, or home has no such records. Mend it abroad and convert again, or write it at home too.";
    BLANK_STAYS_ABROAD = "M205", "blank-stays-abroad", Warning,
        "{column} says nothing abroad, and something at home ({count})",
        "It is filled in by itself, or another row of the record says it. Clear it at home too.";
    REMOVAL_STAYS_ABROAD = "M206", "removal-stays-abroad", Warning,
        "what is not there abroad is at home ({count})",
        "It follows from other records that are there. Remove these too, or remove it at home.";
    FILE_STAYS_ABROAD = "M207", "file-stays-abroad", Warning,
        "the file is abroad and not at home: it is none of the format's, or cannot be read",
        "Put it into the package at home too. If it should cross, give it the format's name and headers, and save it in UTF-8.";
    DAMAGED_SIDECAR = "M301", "damaged-sidecar", Warning,
        "what stands beside the package is damaged, or is no sidecar; nothing of it is used",
        "Have it sent again, together with the package, and convert again: without it what was carried is not put back.";
    LATER_SIDECAR = "M302", "later-sidecar", Warning,
        "what stands beside the package was written by a later version; nothing of it is used",
        "Convert with the version that wrote it, or a later one.";
    FOREIGN_SIDECAR = "M303", "foreign-sidecar", Warning,
        "what stands beside the package is of another package; nothing of it is used",
        "Put the file that was written with this package beside it, and convert again: without it what was carried is not put back.";
}

/// Whether the place of what a rule tells of a conversion is in the package that came out, not in
/// the one that went in: on the way home, what was carried and is not put back.
///
/// ```
/// use roster_mapping::rules::{EDIT_STANDS, VALUE_STAYS_ABROAD, is_of_outcome};
///
/// assert!(is_of_outcome(&EDIT_STANDS));
/// assert!(!is_of_outcome(&VALUE_STAYS_ABROAD));
/// ```
pub fn is_of_outcome(rule: &Rule) -> bool {
    [&EDIT_STANDS, &REMOVED_ABROAD].contains(&rule)
}
