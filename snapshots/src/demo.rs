//! A tiny format, for rules that no format of the workspace can show: `header-order` needs columns
//! in a fixed order, `too-many-rows` a limit that a page has room to break.

use roster_core::{AnyDate, Format, Id, Memory, Profile, Record, Text, col, file, table};

table! {
    /// Clubs.
    pub struct Club = file("clubs.csv").required() => {
        /// Names the club.
        id: Id = col("Id").required().id(),
        /// What the club is called.
        name: Text = col("Name").required(),
        /// When it was founded.
        founded: AnyDate = col("Founded"),
    }
}

/// Takes three rows at most.
pub static SPEC: Profile = Profile::new("spec", "the format's own text", &[]).max_rows(3);

/// One file, with its columns in a fixed order.
pub static FORMAT: Format =
    Format::new("demo", "A format for examples", "made up", &[Club::TABLE], &[&SPEC]).ordered();

/// A package with nothing wrong.
pub fn package() -> Memory {
    let clubs = "Id,Name,Founded\r\n\
                 C1,Chess Club,2019-09-02\r\n\
                 C2,Garden Club,2021-03-15\r\n";
    Memory::new().file("clubs.csv", clubs)
}
