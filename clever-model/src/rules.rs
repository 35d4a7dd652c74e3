//! What Clever demands beyond what holds for every format.

roster_core::rules! {
    /// Every rule of this crate, by code.
    pub static RULES;

    INCOMPLETE_CONTACT = "C101", "incomplete-contact", Warning,
        "{column} is blank, but other columns tell of a contact",
        "A contact has a name and a type: fill both in, or leave all of the contact blank.";
}
