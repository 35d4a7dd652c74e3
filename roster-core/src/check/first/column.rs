//! What may be wrong with the cells of a column.

use super::{Asked, own::Own};
use crate::{
    check::{
        Tally,
        ahead::{Ahead, Parent, Records},
        file::{Fit, Spellings, has_odd_byte, is_formula, is_null, lists_all},
        ids::{Join, canonical},
        marks::Marks,
        opened::Opened,
    },
    format::Format,
    header::trim,
    manifest::Mode,
    rule::catalogue as r,
    table::{Column, Need},
    value::Kind,
};

/// What is known of a cell.
#[derive(Clone, Copy, Default)]
pub(super) struct Verdict {
    /// Whether something is wrong with it, as with every equal cell of the column.
    pub(super) wrong: bool,
    /// Whether something stands in it but white space.
    pub(super) visible: bool,
    /// How many references it holds.
    pub(super) references: u64,
}

/// How the cells of a column are looked at.
pub(super) struct Plan<'c> {
    column: Option<&'static Column>,
    file: Opened<'c>,
    tally: &'c Tally,
    blank_is_wrong: bool,
    filled_is_wrong: bool,
    /// Whether it is filled in a delta only, and no manifest says whether this is one.
    pub(super) undeclared: bool,
    spellings: Spellings,
    reference: Option<Reference<'c>>,
    /// In place of it, if the cells name records of their own file.
    pub(super) own: Option<Own>,
}

impl<'c> Plan<'c> {
    pub(super) fn new(at: usize, asked: Asked<'c>, file: Opened<'c>, ahead: &'c Ahead<'_>) -> Self {
        let Asked { format, header, options, tally, .. } = asked;
        let column = header.column_at(at);
        let mode = ahead.modes.of_file(format, header.table().file);
        let required = column.is_some_and(|column| column.is_required(&options.flags));
        let delta = column.filter(|column| column.need == Need::Delta).map(|_| mode.declared);
        let refers = column.and_then(|column| column.refers).filter(|refers| refers.enforced);
        let own = refers.is_some_and(|refers| refers.file == header.table().file);
        let others = column.filter(|_| !own);
        Plan {
            column,
            file,
            tally,
            blank_is_wrong: required || delta == Some(Some(Mode::Delta)),
            filled_is_wrong: delta == Some(Some(Mode::Bulk)),
            undeclared: delta == Some(None),
            spellings: Spellings::new(1),
            reference: others.and_then(|column| Reference::of(column, format, mode.delta, ahead)),
            own: own.then(Own::default),
        }
    }
    /// Whether every row's cell has to be looked at, since some look-ups wait.
    pub(super) fn defers(&self) -> bool {
        let joins = self.reference.as_ref().is_some_and(|reference| reference.join.is_some());
        joins || self.own.is_some()
    }

    /// Looks at a cell. Rows in which something is wrong that is not the same in equal cells are
    /// marked at once, or when what waits is looked up. `plain`: no character in the row cannot be
    /// seen.
    #[inline]
    pub(super) fn look(
        &mut self,
        cell: &[u8],
        plain: bool,
        row: u64,
        marks: &mut Marks,
    ) -> Verdict {
        let (wrong, visible, references) = (self.blank_is_wrong, false, 0);
        if cell.is_empty() {
            return Verdict { wrong, visible, references };
        }
        let Some(text) = self.file.text_of(cell) else {
            return Verdict { wrong: true, visible: true, references };
        };
        let trimmed = match cell {
            [b'!'..=b'~'] | [b'!'..=b'~', .., b'!'..=b'~'] => text,
            _ => trim(text),
        };
        if trimmed.is_empty() {
            return Verdict { wrong: true, visible, references };
        }
        let mut wrong = self.filled_is_wrong || !plain && has_odd_byte(cell);
        let visible = true;
        let Some(column) = self.column else {
            wrong |= is_formula(text, Kind::Text);
            return Verdict { wrong, visible, references };
        };
        if column.secret {
            return Verdict { wrong, visible, references };
        }
        wrong |= trimmed.len() < text.len()
            || is_formula(text, column.kind)
            || is_null(text, column)
            || column.kind.broken_by(text).is_some_and(|rule| self.tally.wants(rule))
            || column.codes.is_some_and(|codes| {
                self.tally.wants(&r::UNLISTED_WORD) && !lists_all(codes, column, text)
            })
            || !column.avoid.is_empty()
                && self.tally.wants(&r::DISCOURAGED_CHARACTER)
                && text.contains(|ch| column.avoid.contains(ch));
        if matches!(column.kind, Kind::AnyDate) {
            let before = self.spellings.clone();
            wrong |= self.spellings.differs(0, text);
            if self.spellings != before {
                // the second look has to learn of it too
                marks.set(row);
            }
        }
        let references = match (&mut self.reference, &mut self.own) {
            (Some(reference), _) => reference.look(cell, row, marks, &mut wrong),
            (None, Some(own)) => {
                own.push(&self.file, cell, row, marks);
                items(column, cell)
            }
            (None, None) => 0,
        };
        Verdict { wrong, visible, references }
    }

    /// Looks up what still waits.
    pub(super) fn settle(&mut self, marks: &mut Marks) {
        if let Some(reference) = &mut self.reference {
            reference.settle(marks);
        }
    }
    /// Takes in how a later part of the file spells its dates; whether that is not how they are
    /// spelt before it, so that all of the part is to be looked at.
    #[cfg(feature = "parallel")]
    pub(super) fn spells_otherwise(&mut self, later: &Plan<'_>) -> bool {
        let none = Spellings::new(1);
        if self.spellings == none {
            self.spellings = later.spellings.clone();
        }
        later.spellings != none && later.spellings != self.spellings
    }
}

/// How many references a cell of a column holds.
fn items(column: &Column, cell: &[u8]) -> u64 {
    match column.kind {
        Kind::List(_) => cell.split(|b| *b == b',').count() as u64,
        _ => 1,
    }
}

/// The records that a column's cells name.
pub(super) struct Reference<'c> {
    /// `None`: their file is not there.
    records: Option<&'c Records>,
    id: &'static Column,
    fit: Fit,
    list: bool,
    join: Option<Join>,
}

impl<'c> Reference<'c> {
    pub(super) fn of(
        column: &'static Column,
        format: &'static Format,
        delta: bool,
        ahead: &'c Ahead<'_>,
    ) -> Option<Self> {
        /// Of fewer records, the table is near at hand.
        const MANY: usize = 1 << 15;
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
        Some(Reference { records, id, fit, list, join: many.map(Join::new) })
    }

    /// How many references the cell holds.
    pub(super) fn look(
        &mut self,
        cell: &[u8],
        row: u64,
        marks: &mut Marks,
        wrong: &mut bool,
    ) -> u64 {
        let Some(records) = self.records else {
            *wrong = true;
            return 0;
        };
        if !self.list {
            *wrong |= !self.finds(records, cell, row, marks);
            return 1;
        }
        let mut items = 0;
        for item in cell.split(|b| *b == b',') {
            items += 1;
            *wrong |= !self.finds(records, item.trim_ascii(), row, marks);
        }
        items
    }
    /// Whether a record is there, as far as that can be said now.
    #[inline]
    fn finds(&mut self, records: &Records, id: &[u8], row: u64, marks: &mut Marks) -> bool {
        let id = canonical(self.id, id.into());
        let (ids, fit) = (records.ids(), self.fit);
        match (records.texts().find(&id), &mut self.join) {
            (None, _) => false,
            (Some(key), None) => fit.finds(ids, key),
            (Some(key), Some(join)) => {
                join.push(key, row, |key, row| {
                    if !fit.finds(ids, key) {
                        marks.set(row);
                    }
                });
                true
            }
        }
    }
    pub(super) fn settle(&mut self, marks: &mut Marks) {
        let (Some(join), Some(records)) = (&mut self.join, self.records) else { return };
        join.finish(|key, row| {
            if !self.fit.finds(records.ids(), key) {
                marks.set(row);
            }
        });
    }
}
