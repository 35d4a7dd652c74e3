//! What School Data Sync demands beyond what holds for every format.

use roster_core::catalogue as core;

roster_core::rules! {
    /// Every rule of this crate, by code.
    pub static RULES;

    NO_CLASS_FILES = "S201", "no-class-files", Warning,
        "the package has no class files: {file} and those that go with it",
        "Add the class files too, if classes are to be synced.";
    CONTACT_INCOMPLETE = "S202", "contact-incomplete", Error,
        "{column} is blank, and the person is a contact of someone",
        "Contacts need names and an address: fill them in, or take the relationship out.",
        silences [core::REQUIRED_VALUE];
}
