//! Districts of any size.

use alloc::{
    boxed::Box,
    string::{String, ToString},
    vec::Vec,
};

use super::{
    draft::{Cell, Style, line},
    fault,
    plan::{Fill, Plan},
    world::World,
};
use crate::{format::Format, rule::Rule, source::Memory, table::Table};

/// A school district that does not exist, as a package of one format.
///
/// Schools have 600 students, teachers 18; a student is in eight sections, a section has 25
/// students; of four students two are siblings. The people are invented.
///
/// The same format, students and seed give the same bytes for ever, on every machine: a change of
/// them is a breaking change of this crate. Nothing is kept, so a district of any size takes no
/// memory to speak of, and its files can be written a line at a time.
///
/// ```
/// use roster_core::generate::District;
/// # use roster_core::{Each, Format, Hint, Id, Profile, Record, Text, col, file, table};
/// # table! {
/// #     /// Schools.
/// #     pub struct School = file("School.csv").required().each(&[Each::School]) => {
/// #         /// Names the school.
/// #         sis_id: Id = col("SIS ID").required().id(),
/// #         /// What it is called.
/// #         name: Text = col("Name").required().hint(Hint::Name),
/// #     }
/// # }
/// # static SPEC: Profile = Profile::new("spec", "The format's own text.", &[]);
/// # static FORMAT: Format = Format::new("schools", "Schools", "made up", &[School::TABLE], &[&SPEC]);
///
/// let district = District::new(&FORMAT, 1200, 7);
/// for file in district.files() {
///     let lines: Vec<String> = district.lines(file).collect();
///     assert_eq!(lines[0], "SIS ID,Name\r\n");
///     assert_eq!(lines.len(), 1 + 2); // two schools
/// }
/// ```
#[derive(Clone, Debug)]
pub struct District {
    pub(super) plan: Plan,
}

impl District {
    /// The district of this format that has so many students: one at least, at most a million
    /// million.
    pub fn new(format: &'static Format, students: u64, seed: u64) -> Self {
        District { plan: Plan::district(format, World::district(students, seed)) }
    }
    /// The names of its files, in the format's order.
    pub fn files(&self) -> impl Iterator<Item = &'static str> {
        self.plan.tables().map(|(table, _)| table.file)
    }
    /// The lines of a file, the header first, each with its line end; none if there is no such
    /// file.
    pub fn lines(&self, file: &str) -> impl Iterator<Item = String> {
        let found = self.plan.tables().find(|(table, _)| table.file == file);
        found.into_iter().flat_map(|(table, _)| self.lines_of(table))
    }
    fn lines_of(&self, table: &'static Table) -> Box<dyn Iterator<Item = String> + '_> {
        let Some((_, part)) = self.plan.tables().find(|(of, _)| *of == table) else {
            return Box::new(core::iter::empty());
        };
        let header = table.columns.iter().map(|column| column.header.to_string()).collect();
        let rows = core::iter::once(header).chain(self.plan.rows(table));
        Box::new(rows.map(|row: Vec<String>| {
            let there = row.into_iter().zip(&part.columns);
            let there = there.filter(|(_, fill)| **fill != Fill::Absent);
            let cells: Vec<Cell> = there.map(|(text, _)| Cell::Text(text)).collect();
            let mut out = Vec::new();
            line(&mut out, &cells, &Style { line_end: "\r\n", ..Style::default() });
            String::from_utf8(out).unwrap_or_default()
        }))
    }
    /// All of it in memory.
    pub fn package(&self) -> Memory {
        let text = |file| self.lines(file).collect::<String>();
        self.files().fold(Memory::new(), |package, file| package.file(file, text(file)))
    }
    /// All of it in memory, changed so that it breaks a rule, for the
    /// [profile](super::profile) that reports it, and as few others as can be. `None` if the
    /// district has no place for the fault.
    ///
    /// The larger the district, the longer the search: it is checked again and again.
    pub fn breaking(&self, rule: &'static Rule) -> Option<Memory> {
        let mut draft = self.plan.draft();
        for file in 0..draft.files.len() {
            draft.file_mut(file).style.line_end = "\r\n";
        }
        let broken = fault::broken(&draft, rule, self.plan.world.seed)?;
        Some(broken.draft.package())
    }
}
