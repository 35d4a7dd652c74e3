//! What School Data Sync demands beyond what holds for every format.

roster_core::rules! {
    /// Every rule of this crate, by code.
    pub static RULES;

    NO_CLASS_FILES = "S201", "no-class-files", Warning,
        "the package has no class files: {file} and those that go with it",
        "Add the class files too, if classes are to be synced.";
}
