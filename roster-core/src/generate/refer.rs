//! Which record a reference names.

use alloc::{string::String, vec::Vec};

use super::{plan::Plan, world::Entity};
use crate::{
    table::{Column, Need, Table, Target},
    value::Kind,
};

impl Plan {
    /// The id of what a row's reference leads to, or several in a list.
    pub(super) fn reference(
        &self,
        table: &'static Table,
        c: usize,
        entity: Entity,
        relatives: &[Entity],
    ) -> Option<String> {
        let column = &table.columns[c];
        let refers = column.refers?;
        let target = self.format.table(refers.file)?;
        self.part(target)?;
        let own = |each| target != table && target.each.contains(&each);
        let relatives = match entity.each.is_some_and(own) {
            true => core::slice::from_ref(&entity),
            false => relatives,
        };
        let fit = |of: &&Entity| self.is_of(target, **of) && self.fits(refers.target, target, **of);
        let mut fit = relatives.iter().filter(fit);
        if let Kind::List(_) = column.kind {
            let names = fit.filter_map(|of| self.name_of(target, *of)).collect::<Vec<_>>();
            if !names.is_empty() {
                return Some(names.join(","));
            }
        } else if let Some(of) = fit.nth(nth(table, c)) {
            return self.name_of(target, *of);
        }
        let needed = column.need == Need::Always || table.each.is_empty();
        if !needed || target == table { None } else { self.any(table, c, target, entity) }
    }
    /// Whether a table has a row for this.
    fn is_of(&self, table: &Table, entity: Entity) -> bool {
        entity.each.is_some_and(|each| {
            table.each.contains(&each)
                && entity.n.is_multiple_of(table.one_in)
                && self.world.has(each, entity.n)
        })
    }
    /// Whether a record is what a reference to it demands.
    fn fits(&self, target: Target, table: &'static Table, entity: Entity) -> bool {
        let (header, word, wanted) = match target {
            Target::Any => return true,
            Target::Is(header, word) => (header, word, true),
            Target::IsNot(header, word) => (header, word, false),
        };
        table.column(header).is_none_or(|c| {
            let relatives = self.world.relatives(entity);
            self.cell(table, c, entity, &relatives).eq_ignore_ascii_case(word) == wanted
        })
    }
    /// Any of the first records that fit: rows take them in turn, and several references of a row
    /// all combinations of them.
    fn any(
        &self,
        table: &'static Table,
        c: usize,
        target: &'static Table,
        entity: Entity,
    ) -> Option<String> {
        let fit = self.targets(&table.columns[c]);
        let before = table.columns[..c].iter().filter(|column| column.key);
        let before = before.filter(|column| column.refers.is_some());
        let pace = before.map(|column| self.targets(column).len().max(1) as u64).product::<u64>();
        let turn = entity.n / pace % fit.len().max(1) as u64;
        self.name_of(target, *fit.get(turn as usize)?)
    }
    /// The first records that a reference can lead to; none if it is no reference.
    pub(super) fn targets(&self, column: &Column) -> Vec<Entity> {
        /// Enough for those who do not say what belongs to what.
        const MOST: usize = 64;
        let to = column.refers.and_then(|to| Some((to.target, self.format.table(to.file)?)));
        let all = to.into_iter().flat_map(|(demand, table)| {
            self.entities(table).filter(move |of| self.fits(demand, table, *of))
        });
        all.take(MOST).collect()
    }
}

/// Which of the references of a row to one file this is, from 0.
pub(super) fn nth(table: &Table, c: usize) -> usize {
    let file = |column: &Column| column.refers.map(|refers| refers.file);
    let own = file(&table.columns[c]);
    table.columns[..c].iter().filter(|column| file(column) == own).count()
}
