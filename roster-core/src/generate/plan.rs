//! Which files and columns a package has.

use alloc::{vec, vec::Vec};

use super::{refer::nth, world::World};
use crate::{
    format::Format,
    rule::{Rule, Severity, catalogue as r},
    table::{Column, Need, Table},
};

/// A package that is still to be written.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    pub(super) format: &'static Format,
    pub(super) world: World,
    /// For each table of the format, what its file has; `None` if it is not there.
    pub(super) files: Vec<Option<Part>>,
}

/// What a file has.
#[derive(Clone, Debug)]
pub(super) struct Part {
    /// For each column of the table.
    pub(super) columns: Vec<Fill>,
    /// Whether it says only what has changed.
    pub(super) delta: bool,
}

/// What a column has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fill {
    Absent,
    /// A header alone.
    Blank,
    Filled,
}

/// Whether a profile of the format reports the rule as an error or a warning.
pub(super) fn forbids(format: &Format, rule: &Rule) -> bool {
    // what depends on need is a warning at least
    let mut levels = format.profiles.iter().filter_map(|p| p.level(rule).severity(false));
    levels.any(|severity| severity < Severity::Info)
}

impl Plan {
    /// The least that is a package: what must be there, and nothing else.
    pub(super) fn smallest(format: &'static Format) -> Self {
        let files = vec![None; format.tables.len()];
        let mut plan = Plan { format, world: World::smallest(), files };
        for (i, table) in format.tables.iter().enumerate() {
            if table.required {
                plan.add(i);
            }
        }
        for set in format.sets {
            if set.absent.is_some_and(|rule| forbids(format, rule)) {
                set.files.iter().for_each(|file| plan.add_named(file));
            }
        }
        plan
    }
    /// Every file and every column.
    pub(super) fn full(format: &'static Format, world: World) -> Self {
        let mut plan = Plan { world, ..Plan::smallest(format) };
        (0..format.tables.len()).for_each(|i| plan.add(i));
        (0..format.tables.len()).for_each(|i| plan.fill_all(i));
        plan
    }
    /// The files that say what of a district they hold, with what such districts tell.
    pub(super) fn district(format: &'static Format, world: World) -> Self {
        let mut plan = Plan { world, ..Plan::smallest(format) };
        for (i, table) in format.tables.iter().enumerate() {
            if !table.each.is_empty() {
                plan.add(i);
            }
            for (c, column) in table.columns.iter().enumerate() {
                let needed = matches!(column.need, Need::Always | Need::When(_));
                let refers = column.refers.is_some_and(|to| to.enforced) && nth(table, c) < 2;
                if needed || refers || column.hint.is_some() {
                    plan.fill(i, c);
                }
            }
        }
        plan
    }

    /// Adds a file, and those that it needs.
    pub(super) fn add(&mut self, i: usize) {
        if self.files[i].is_some() {
            return;
        }
        let (format, table) = (self.format, self.format.tables[i]);
        let wanted = forbids(format, &r::ABSENT_HEADER);
        let fill = |column: &Column| match column.need {
            Need::Always => Fill::Filled,
            Need::Header | Need::Delta => Fill::Blank,
            Need::Optional | Need::When(_) if wanted && column.edition.is_none() => Fill::Blank,
            Need::Optional | Need::When(_) => Fill::Absent,
        };
        let columns = table.columns.iter().map(fill).collect();
        self.files[i] = Some(Part { columns, delta: false });
        for column in table.columns.iter().filter(|column| column.need == Need::Always) {
            if let Some(refers) = column.refers.filter(|refers| refers.enforced) {
                self.add_named(refers.file);
            }
        }
        if forbids(format, &r::NEEDED_FILE_MISSING) {
            table.needs.iter().for_each(|file| self.add_named(file));
        }
        let sets = format.sets.iter().filter(|set| set.files.contains(&table.file));
        sets.flat_map(|set| set.files).for_each(|file| self.add_named(file));
        // a file without rows is for some consumers an error
        if let Some(first) = table.each.first().filter(|_| self.entities(table).next().is_none()) {
            self.world.grow(*first);
        }
    }
    fn add_named(&mut self, file: &str) {
        if let Some(i) = self.format.tables.iter().position(|table| table.file == file) {
            self.add(i);
        }
    }
    /// Fills a column of a file that is there, unless it is for deltas alone.
    pub(super) fn fill(&mut self, i: usize, column: usize) {
        let delta = self.format.tables[i].columns[column].need == Need::Delta;
        if let Some(part) = self.files[i].as_mut().filter(|_| !delta) {
            part.columns[column] = Fill::Filled;
        }
    }
    pub(super) fn fill_all(&mut self, i: usize) {
        (0..self.format.tables[i].columns.len()).for_each(|c| self.fill(i, c));
    }

    /// The tables whose files are there, in the format's order.
    pub(super) fn tables(&self) -> impl Iterator<Item = (&'static Table, &Part)> {
        let parts = self.format.tables.iter().copied().zip(&self.files);
        parts.filter_map(|(table, part)| Some((table, part.as_ref()?)))
    }
    pub(super) fn part(&self, table: &Table) -> Option<&Part> {
        self.tables().find(|(of, _)| *of == table).map(|(_, part)| part)
    }
}
