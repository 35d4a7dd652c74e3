//! Carried rows that require records: a record that is removed takes them along.

use alloc::{borrow::Cow, collections::BTreeMap, vec::Vec};

use roster_core::{Column, Format, Kind, Need, Table};

use super::{
    grid::Grid,
    line::{Line, behind_line_end, with_line},
    names::Names,
    package::{File, table},
    parts::{Change, FilePatch, Needs},
};

/// The records of a package, as far as they are asked for.
pub(super) struct Requirements<'s> {
    format: &'static Format,
    files: &'s [File<'s>],
    /// For each file of the format the ids in it, sorted.
    ids: BTreeMap<&'static str, Vec<Cow<'s, [u8]>>>,
}

impl<'s> Requirements<'s> {
    pub(super) fn of(format: &'static Format, files: &'s [File<'s>]) -> Self {
        Requirements { format, files, ids: BTreeMap::new() }
    }

    /// Notes on each carried row which of the records that it requires are there.
    pub(super) fn note(mut self, patches: &mut [FilePatch]) {
        for file in patches {
            let Change::Rows(patch) = &mut file.change else { continue };
            let header = behind_line_end(&patch.header);
            let names = Names::of(patch.table, &Line::read(&header).texts());
            let table = patch.table;
            let required = (0..table.columns.len()).filter(|c| is_required(&table.columns[*c]));
            let required: Vec<_> = required.filter_map(|c| Some((c, names.known(c)?))).collect();
            if required.is_empty() {
                continue;
            }
            patch.carried.note(|bytes| {
                let mut needs = Needs::default();
                with_line(bytes, |line| {
                    let has = |(c, at): &&(usize, usize)| self.has(table, *c, &line.text(*at));
                    required.iter().filter(has).for_each(|(c, _)| _ = needs.add(*c));
                });
                needs
            });
        }
    }

    /// Marks the carried rows that require a record which is there no more, and tells whose they
    /// are.
    pub(super) fn unmet(mut self, patches: &[FilePatch], dropped: &mut [Vec<bool>]) -> Vec<usize> {
        let mut unmet = Vec::new();
        for (number, (file, dropped)) in patches.iter().zip(dropped).enumerate() {
            let Change::Rows(patch) = &file.change else { continue };
            let header = behind_line_end(&patch.header);
            let names = Names::of(patch.table, &Line::read(&header).texts());
            dropped.resize(patch.carried.len(), false);
            let rows = patch.carried.iter().zip(dropped);
            let rows = rows.filter(|((row, _), _)| !row.needs.is_empty());
            let mut found = false;
            for ((row, bytes), dropped) in rows.filter(|(_, dropped)| !**dropped) {
                *dropped = with_line(bytes, |line| {
                    row.needs.columns().any(|column| {
                        let text = names.known(column).map(|place| line.text(place));
                        !self.has(patch.table, column, &text.unwrap_or_default())
                    })
                });
                found |= *dropped;
            }
            if found {
                unmet.push(number);
            }
        }
        unmet
    }

    /// Whether a cell names a record; of a list, one of them.
    fn has(&mut self, table: &'static Table, column: usize, text: &[u8]) -> bool {
        let Some(column) = table.columns.get(column) else { return false };
        let Some(refers) = column.refers else { return false };
        let (format, files) = (self.format, self.files);
        let ids = self.ids.entry(refers.file).or_insert_with(|| ids(format, files, refers.file));
        let has = |id: &[u8]| ids.binary_search_by(|of| (**of).cmp(id)).is_ok();
        match column.kind {
            Kind::List(_) => text.split(|b| *b == b',').any(|item| has(item.trim_ascii())),
            _ => has(text),
        }
    }
}

/// Whether a row makes no sense without the record that the column names.
fn is_required(column: &Column) -> bool {
    column.refers.is_some() && (column.key || column.need == Need::Always)
}

/// The ids of a table's records.
fn ids<'s>(format: &Format, files: &[File<'s>], file: &str) -> Vec<Cow<'s, [u8]>> {
    let mut ids = Vec::new();
    for (name, bytes) in files {
        let Some(table) = table(format, &name.name).filter(|table| table.file == file) else {
            continue;
        };
        let column = table.id();
        ids.extend(column.into_iter().flat_map(|column| Grid::column(table, bytes, column)));
    }
    ids.retain(|id| !id.is_empty());
    ids.sort_unstable();
    ids.dedup();
    ids
}
