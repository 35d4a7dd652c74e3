//! Which file of a package is which of the format's.

use alloc::{vec, vec::Vec};

use super::Tally;
use crate::{
    finding::{Detail, FileAt},
    format::Format,
    rule::{Rule, catalogue as r},
    source::Source,
    table::Table,
};

/// Which file of a package is which of the format's, by name: exactly, or else but for case.
#[derive(Clone, Debug)]
pub struct Layout {
    format: &'static Format,
    /// For each table of the format, its file.
    files: Vec<Option<usize>>,
    /// The other files, and the rule that each of them breaks.
    others: Vec<(usize, &'static Rule)>,
}

impl Layout {
    /// Looks the files' names up in the format.
    pub fn of(format: &'static Format, source: &dyn Source) -> Self {
        let mut files = vec![None; format.tables.len()];
        let mut claimed = vec![false; source.len()];
        let mut others = Vec::new();
        for exact in [true, false] {
            for (file, claimed) in claimed.iter_mut().enumerate() {
                let name = source.name(file);
                let table = format.tables.iter().position(|table| match exact {
                    true => table.file == name,
                    false => table.file.eq_ignore_ascii_case(name),
                });
                if let (false, Some(table)) = (*claimed, table) {
                    *claimed = true;
                    match files[table] {
                        None => files[table] = Some(file),
                        Some(_) => others.push((file, &r::FILE_TWICE)),
                    }
                }
            }
        }
        let unknown = claimed.iter().enumerate().filter(|(_, claimed)| !**claimed);
        others.extend(unknown.map(|(file, _)| (file, &r::UNEXPECTED_FILE)));
        others.sort_by_key(|(file, _)| *file);
        Layout { format, files, others }
    }

    /// The format's tables, each with its file if the package has it.
    pub fn tables(&self) -> impl Iterator<Item = (&'static Table, Option<usize>)> {
        self.format.tables.iter().copied().zip(self.files.iter().copied())
    }
    /// The file of a table.
    pub fn file(&self, table: &Table) -> Option<usize> {
        self.tables().find(|(of, _)| *of == table).and_then(|(_, file)| file)
    }
    /// The files that are no table's, and the rule that each breaks.
    pub(crate) fn others(&self) -> impl Iterator<Item = (usize, &'static Rule)> {
        self.others.iter().copied()
    }

    /// Whether the package has the file of this table.
    pub(super) fn has(&self, file: &str) -> bool {
        self.tables().any(|(table, found)| table.file == file && found.is_some())
    }

    /// The rule that the absence of a table's file breaks, if any.
    pub(super) fn absence(&self, table: &Table) -> Option<&'static Rule> {
        if table.required {
            return Some(&r::MISSING_FILE);
        }
        let set = self.format.sets.iter().find(|set| set.files.contains(&table.file))?;
        if set.files.iter().any(|file| self.has(file)) {
            return Some(&r::INCOMPLETE_SET);
        }
        set.absent.filter(|_| set.files.first() == Some(&table.file))
    }

    /// Reports the absence of a table's file.
    pub(super) fn report_absent(&self, table: &'static Table, tally: &mut Tally) {
        if let Some(rule) = self.absence(table) {
            tally.whole_file(rule, FileAt::Absent(table), Detail::File(table.file));
        }
    }
}
