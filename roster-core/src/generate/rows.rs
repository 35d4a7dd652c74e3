//! The rows of a planned package.

use alloc::{boxed::Box, format, string::String, vec::Vec};

use super::{
    name,
    plan::{Fill, Part, Plan},
    world::{Entity, World},
};
use crate::{
    manifest::Manifest,
    table::{Column, Need, Table},
    value::Verdict,
};

/// A row of a table that does not say what its rows are is one of so many.
const ROWS: u64 = 3;

impl Plan {
    /// The rows of a file: the cells of all columns of the table, blank where there is nothing to
    /// say.
    pub(super) fn rows(&self, table: &'static Table) -> Box<dyn Iterator<Item = Vec<String>> + '_> {
        let manifest = self.format.manifest.filter(|manifest| manifest.file == table.file);
        if let Some(manifest) = manifest {
            return Box::new(self.properties(manifest, table).into_iter());
        }
        let Some(part) = self.part(table) else { return Box::new(core::iter::empty()) };
        Box::new(self.entities(table).map(move |entity| {
            let relatives = self.world.relatives(entity);
            let cell = |(c, fill): (usize, &Fill)| match fill {
                Fill::Filled => self.cell(table, c, entity, &relatives),
                Fill::Absent | Fill::Blank if part.delta => self.changed(table, c, entity),
                Fill::Absent | Fill::Blank => String::new(),
            };
            part.columns.iter().enumerate().map(cell).collect()
        }))
    }
    /// What a delta says of a record that has changed.
    fn changed(&self, table: &Table, c: usize, entity: Entity) -> String {
        let column = &table.columns[c];
        let delta = column.need == Need::Delta;
        if delta { self.world.plain(column, entity, entity.n) } else { String::new() }
    }

    /// What the rows of a table stand for.
    pub(super) fn entities(&self, table: &'static Table) -> Box<dyn Iterator<Item = Entity>> {
        let world = self.world;
        if table.each.is_empty() {
            let rows = self.plain_rows(table);
            return Box::new((0..rows).map(|n| Entity { each: None, n }));
        }
        let thinned = |entity: &Entity| entity.n.is_multiple_of(table.one_in);
        let all = table.each.iter().flat_map(move |each| World::all(world, *each));
        Box::new(all.filter(thinned))
    }
    /// As many as there are combinations of what the key refers to, and at most a few.
    fn plain_rows(&self, table: &'static Table) -> u64 {
        let keys: Vec<&Column> = table.columns.iter().filter(|column| column.key).collect();
        if keys.is_empty() || keys.iter().any(|key| key.refers.is_none()) {
            return ROWS.min(self.world.students);
        }
        let sizes = keys.into_iter().map(|key| self.targets(key).len() as u64);
        sizes.fold(1, |most: u64, of| most.saturating_mul(of)).min(ROWS)
    }

    /// A cell that is to be filled; empty if there is nothing to say.
    pub(super) fn cell(
        &self,
        table: &'static Table,
        c: usize,
        entity: Entity,
        relatives: &[Entity],
    ) -> String {
        let column = &table.columns[c];
        if column.refers.is_some() {
            return self.reference(table, c, entity, relatives).unwrap_or_default();
        }
        if column.id {
            return self.own_id(table, c, entity);
        }
        let said = column.hint.and_then(|hint| self.world.say(hint, column, entity));
        let needed = column.need != Need::Optional && column.need != Need::Header;
        match said {
            Some(text) => text,
            None if column.hint.is_some() && !needed => String::new(),
            None => self.world.plain(column, entity, serial(table, entity)),
        }
    }

    fn own_id(&self, table: &Table, c: usize, entity: Entity) -> String {
        let column = &table.columns[c];
        let said = column.hint.and_then(|hint| self.world.say(hint, column, entity));
        let id = said.unwrap_or_else(|| name::id(entity));
        match column.kind.judge(&id) {
            Verdict::Exact => id,
            _ => self.world.plain(column, entity, serial(table, entity)),
        }
    }

    /// The id by which a record of a table is referred to.
    pub(super) fn name_of(&self, table: &'static Table, entity: Entity) -> Option<String> {
        let c = table.id()?;
        Some(match table.columns[c].refers {
            None => self.own_id(table, c, entity),
            Some(_) => self.cell(table, c, entity, &self.world.relatives(entity)),
        })
    }

    fn properties(&self, manifest: &Manifest, table: &Table) -> Vec<Vec<String>> {
        let row = |name: String, value: String| {
            let cell = |column: &Column| match column.header {
                header if header == manifest.name => name.clone(),
                header if header == manifest.value => value.clone(),
                _ => String::new(),
            };
            table.columns.iter().map(cell).collect()
        };
        let mut rows = Vec::new();
        for property in manifest.properties {
            let value = property.words.first().map_or("rosterlens", |word| word);
            rows.push(row(property.name.into(), value.into()));
        }
        for (of, part) in self.format.tables.iter().zip(&self.files) {
            let stem = of.file.strip_suffix(".csv").unwrap_or(of.file);
            let mode = match part {
                None => "absent",
                Some(Part { delta: true, .. }) => "delta",
                Some(_) => "bulk",
            };
            if of.file != manifest.file {
                rows.push(row(format!("{}{stem}", manifest.files), mode.into()));
            }
        }
        rows
    }
}

/// A number that no other row of the table has.
fn serial(table: &Table, entity: Entity) -> u64 {
    let kinds = table.each.len().max(1) as u64;
    let kind = table.each.iter().position(|each| Some(*each) == entity.each);
    entity.n * kinds + kind.unwrap_or_default() as u64
}
