//! The rows of a manifest.

use alloc::{collections::BTreeSet, vec, vec::Vec};

use super::hits::Hits;
use crate::{
    check::{Tally, ahead::Ahead, current::Cells, modes::table_of, when},
    finding::{Detail, FileAt},
    format::Format,
    header::Header,
    manifest::{Manifest, Mode},
    rule::catalogue as r,
};

/// Holds a manifest against the package that it declares.
pub(super) struct Properties<'c> {
    manifest: &'static Manifest,
    format: &'static Format,
    ahead: Option<&'c Ahead<'c>>,
    columns: [Option<usize>; 2],
    /// Which tables and which other properties it has spoken of.
    tables: Vec<bool>,
    others: BTreeSet<&'static str>,
}

impl<'c> Properties<'c> {
    pub(super) fn new(
        manifest: &'static Manifest,
        format: &'static Format,
        header: &Header,
        ahead: Option<&'c Ahead<'c>>,
    ) -> Self {
        let columns = [manifest.name, manifest.value].map(|name| when::at(header, name));
        let tables = vec![false; format.tables.len()];
        Properties { manifest, format, ahead, columns, tables, others: BTreeSet::new() }
    }

    pub(super) fn row(&mut self, row: &impl Cells, hits: &mut Hits) {
        let [at_name, at_value] = self.columns;
        let (Some(name), Some(value)) = (when::text(row, at_name), when::text(row, at_value))
        else {
            return;
        };
        let plain = name.strip_suffix('*').unwrap_or(&name);
        if let Some(i) = table_of(self.manifest, self.format, plain) {
            if plain.len() < name.len() {
                hits.add(&r::MARKED_PROPERTY, at_name);
            }
            self.tables[i] = true;
            self.mode(i, &value, at_value, hits);
        } else if let Some(property) = self.manifest.property(&name) {
            self.others.insert(property.name);
            if !property.words.is_empty() && !property.words.contains(&&*value) {
                hits.add(&r::PROPERTY_VALUE, at_value).detail(Detail::Words(property.words));
            }
        } else if !name.is_empty() {
            hits.add(&r::UNKNOWN_PROPERTY, at_name);
        }
    }

    /// How a file comes is a word, and true.
    fn mode(&self, table: usize, value: &str, at: Option<usize>, hits: &mut Hits) {
        let table = self.format.tables[table];
        let Some(mode) = Mode::of(value) else {
            hits.add(&r::PROPERTY_VALUE, at).detail(Detail::Words(Mode::WORDS));
            return;
        };
        let Some(ahead) = self.ahead else { return };
        let rule = match (mode, ahead.layout.file(table)) {
            (Mode::Absent, Some(_)) => &r::DECLARED_ABSENT,
            (Mode::Bulk | Mode::Delta, None) => &r::DECLARED_FILE_MISSING,
            _ => return,
        };
        hits.add(rule, at).detail(Detail::File(table.file));
    }

    /// What it should have spoken of.
    pub(super) fn finish(&self, file: FileAt, tally: &mut Tally) {
        let mut missing = |detail| tally.whole_file(&r::MISSING_PROPERTY, file, detail);
        for property in self.manifest.properties {
            if property.required && !self.others.contains(property.name) {
                missing(Detail::Property { prefix: "", name: property.name });
            }
        }
        let prefix = self.manifest.files;
        for (table, seen) in self.format.tables.iter().zip(&self.tables) {
            let name = table.file.strip_suffix(".csv").unwrap_or(table.file);
            if !seen && table.file != self.manifest.file {
                missing(Detail::Property { prefix, name });
            }
        }
    }
}
