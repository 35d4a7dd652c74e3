//! What cells that name records of other files lead to.

use alloc::{boxed::Box, vec::Vec};
use core::ops::Range;

use crate::{
    check::{
        ahead::{Ahead, Parent, Records},
        file::Fit,
        ids::{Join, Key, canonical},
        marks::Marks,
    },
    format::Format,
    table::Column,
    value::Kind,
};

/// The records that a column's cells name.
pub(super) struct Reference<'c> {
    /// `None`: their file is not there.
    records: Option<&'c Records>,
    id: &'static Column,
    fit: Fit,
    list: bool,
    join: Option<Box<Join>>,
    /// What is to be laid aside when the cell at hand ends, and the row that it stands in first.
    open: Vec<Key>,
    since: u64,
}

impl<'c> Reference<'c> {
    pub(super) fn of(
        column: &'static Column,
        format: &'static Format,
        delta: bool,
        ahead: &'c Ahead<'_>,
    ) -> Option<Self> {
        /// Of fewer records, the table is near at hand.
        const MANY: usize = 1 << 12;
        let refers = column.refers.filter(|refers| refers.enforced)?;
        let target = format.table(refers.file)?;
        let id = &target.columns[target.id()?];
        let records = match ahead.parent(refers.file)? {
            Parent::Absent if delta => return None,
            Parent::Absent => None,
            Parent::Records(records) => Some(&**records),
        };
        let many = records.map(|records| records.ids().len()).filter(|keys| *keys > MANY);
        let fit = Fit::of(refers.target, target);
        let list = matches!(column.kind, Kind::List(_));
        Some(Reference {
            records,
            id,
            fit,
            list,
            join: many.map(|keys| Box::new(Join::new(keys))),
            open: Vec::new(),
            since: 0,
        })
    }

    /// What the record should be, if a cell names one, letter by letter, of a file that is there.
    pub(super) fn fit_of_one(&self) -> Option<Fit> {
        let one = self.records.is_some() && !self.list && !self.id.kind.folds_case();
        one.then_some(self.fit)
    }

    /// How many references the cell holds, which stands in this row and those behind it.
    #[inline]
    pub(super) fn look(
        &mut self,
        cell: &[u8],
        key: Option<Key>,
        row: u64,
        wrong: &mut bool,
    ) -> u64 {
        let Some(records) = self.records else {
            *wrong = true;
            return 0;
        };
        self.since = row;
        if !self.list || key.is_some_and(Key::is_uuid) {
            *wrong |= !self.finds(records, cell, key);
            return 1;
        }
        let mut items = 0;
        for item in cell.split(|b| *b == b',') {
            items += 1;
            let item = item.trim_ascii();
            *wrong |= !self.finds(records, item, Key::of(item));
        }
        items
    }
    /// Whether a record is there, as far as that can be said now.
    #[inline]
    fn finds(&mut self, records: &Records, id: &[u8], key: Option<Key>) -> bool {
        let key = match key {
            Some(key) if !self.id.kind.folds_case() => Some(key),
            _ => records.texts().find(&canonical(self.id, id.into())),
        };
        let Some(key) = key else { return false };
        if self.join.is_some() {
            self.open.push(key);
            return true;
        }
        self.fit.finds(records.ids(), records.ids().place(key))
    }
    /// The cell at hand is not that of this row any more.
    #[inline]
    pub(super) fn end(&mut self, row: u64, marks: &mut Marks) {
        let (Some(join), Some(records)) = (&mut self.join, self.records) else { return };
        let (fit, since) = (self.fit, self.since);
        for key in self.open.drain(..) {
            join.push(key, since..row, |key, rows| mark(records, fit, key, rows, marks));
        }
    }
    /// Looks up what still waits.
    pub(super) fn settle(&mut self, marks: &mut Marks) {
        let (Some(join), Some(records)) = (&mut self.join, self.records) else { return };
        let fit = self.fit;
        join.finish(|key, rows| mark(records, fit, key, rows, marks));
    }
}

/// Marks rows that name a record that is not there, or is not what it should be.
fn mark(records: &Records, fit: Fit, key: Key, rows: Range<u64>, marks: &mut Marks) {
    if !fit.finds(records.ids(), records.ids().place(key)) {
        rows.for_each(|row| marks.set(row));
    }
}
