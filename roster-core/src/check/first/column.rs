//! What may be wrong with the cells of a column.

use alloc::boxed::Box;

use super::{Asked, memo::Memo, own::Own, reference::Reference, stretch::Stretch};
use crate::{
    check::{
        Tally,
        ahead::Ahead,
        current::{Cells, Current, is_simple},
        file::{Fit, Spellings, has_odd_byte, is_formula, is_null, lists_all},
        ids::{Key, spread},
        marks::Marks,
        opened::Opened,
    },
    header::trim,
    manifest::Mode,
    rule::catalogue as r,
    table::{Column, Need},
    value::Kind,
};

/// What is known of a cell, in one word.
#[derive(Clone, Copy, Default, PartialEq)]
pub(super) struct Verdict(u64);

impl Verdict {
    const fn new(wrong: bool, visible: bool, references: u64) -> Self {
        Verdict(references << 2 | (visible as u64) << 1 | wrong as u64)
    }
    /// Whether something is wrong with it, as with every equal cell of the column.
    pub(super) fn is_wrong(self) -> bool {
        self.0 & 1 != 0
    }
    /// Whether something stands in it but white space.
    pub(super) fn is_visible(self) -> bool {
        self.0 & 2 != 0
    }
    /// How many references it holds.
    pub(super) fn references(self) -> u64 {
        self.0 >> 2
    }
}

/// How the cells of a column are looked at.
pub(super) struct Plan<'c> {
    at: usize,
    column: Option<&'static Column>,
    file: Opened<'c>,
    tally: &'c Tally,
    blank_is_wrong: bool,
    filled_is_wrong: bool,
    /// Whether it is filled in a delta only, and no manifest says whether this is one.
    pub(super) undeclared: bool,
    spellings: Spellings,
    /// Whether nothing is wrong with a canonical UUID.
    takes_uuids: bool,
    /// Whether nothing is asked of a cell but that it is fit to be seen.
    takes_texts: bool,
    /// What is known of short cells, where that follows from the text alone.
    memo: Option<Memo<Key, Verdict>>,
    reference: Option<Box<Reference<'c>>>,
    /// Whether the cells name records, and others see to that.
    is_left: bool,
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
        let reference = others.and_then(|column| Reference::of(column, format, mode.delta, ahead));
        let reference = reference.map(Box::new);
        let dates = column.is_some_and(|column| matches!(column.kind, Kind::AnyDate));
        let alone = reference.is_none() && !own && !dates;
        Plan {
            at,
            column,
            file,
            tally,
            blank_is_wrong: required || delta == Some(Some(Mode::Delta)),
            filled_is_wrong: delta == Some(Some(Mode::Bulk)),
            undeclared: delta == Some(None),
            spellings: Spellings::new(1),
            takes_uuids: column.is_some_and(takes_uuids),
            takes_texts: column.is_none_or(|column| takes_texts(column, tally)),
            memo: (alone && column.is_some_and(|column| column.kind.recurs())).then(Memo::new),
            reference,
            is_left: false,
            own: own.then(Own::default),
        }
    }
    /// Whether every row's cell has to be looked at, since some look-ups wait.
    pub(super) fn defers(&self) -> bool {
        self.own.is_some()
    }
    /// Leaves it to another to say whether the records of this file are there that its cells name, and
    /// says what they should be.
    pub(super) fn leave_reference(&mut self, file: &str) -> Option<Fit> {
        let refers = self.column?.refers.filter(|refers| refers.enforced && refers.file == file);
        let fit = refers.and(self.reference.as_ref()?.fit_of_one());
        self.is_left = fit.is_some();
        self.reference.take_if(|_| fit.is_some());
        fit
    }
    /// What is known of the cell at hand, if it has been looked at of late.
    #[inline]
    pub(super) fn recall(&self, current: &Current<'_>, stretch: &Stretch<'_>) -> Option<Verdict> {
        let memo = self.memo.as_ref().filter(|_| stretch.is_plain())?;
        let key = current.known_key(self.at)?;
        memo.known(key, hash(key))
    }

    /// Looks at the cell at hand. Rows in which something is wrong that is not the same in equal cells are
    /// marked at once, or when what waits is looked up.
    #[inline(never)]
    pub(super) fn look(
        &mut self,
        current: &Current<'_>,
        stretch: &Stretch<'_>,
        row: u64,
        marks: &mut Marks,
    ) -> Verdict {
        let (cell, key) = (current.at(self.at), current.known_key(self.at));
        if let Some(reference) = &mut self.reference {
            reference.end(row, marks);
        }
        let is_uuid = self.takes_uuids && key.is_some_and(Key::is_uuid);
        if is_uuid || self.takes_texts && stretch.is_plain_text() && is_simple(cell) {
            let mut wrong = self.filled_is_wrong;
            let references = self.refer(cell, key, row, marks, &mut wrong);
            return Verdict::new(wrong, true, references);
        }
        let (verdict, text) = self.judge(cell, stretch);
        if let (Some(memo), Some(key), true) = (&mut self.memo, key, stretch.is_plain()) {
            memo.learn(key, hash(key), verdict);
        }
        let Some(text) = text else { return verdict };
        let mut wrong = verdict.is_wrong();
        if self.column.is_some_and(|column| matches!(column.kind, Kind::AnyDate)) {
            let before = self.spellings.clone();
            wrong |= self.spellings.differs(0, text);
            if self.spellings != before {
                // the second look has to learn of it too
                marks.set(row);
            }
        }
        let references = self.refer(cell, key, row, marks, &mut wrong);
        Verdict::new(wrong, verdict.is_visible(), references)
    }
    /// What a cell says by itself; and its text, if more is to be asked of it.
    fn judge<'t>(&self, cell: &'t [u8], stretch: &Stretch<'t>) -> (Verdict, Option<&'t str>) {
        let verdict = |wrong, visible| Verdict::new(wrong, visible, 0);
        if cell.is_empty() {
            return (verdict(self.blank_is_wrong, false), None);
        }
        let Some(text) = stretch.text_of(cell) else { return (verdict(true, true), None) };
        let trimmed = match cell {
            [b'!'..=b'~'] | [b'!'..=b'~', .., b'!'..=b'~'] => text,
            _ => trim(text),
        };
        if trimmed.is_empty() {
            return (verdict(true, false), None);
        }
        let wrong = self.filled_is_wrong || !stretch.is_plain() && has_odd_byte(cell);
        match self.column {
            None => (verdict(wrong || is_formula(text, Kind::Text), true), None),
            Some(column) if column.secret => (verdict(wrong, true), None),
            Some(column) => {
                let spaces = trimmed.len() < text.len();
                (verdict(wrong || spaces || is_wrong(column, text, self.tally), true), Some(text))
            }
        }
    }
    /// Whether cells are alike here that are [steady](Current::steady).
    pub(super) fn is_indifferent(&self, is_keyed: bool) -> bool {
        let takes = if is_keyed { self.takes_uuids } else { self.takes_texts };
        takes && self.reference.is_none() && self.own.is_none()
    }
    /// How many references the cell holds, which are looked up now or wait.
    #[inline]
    fn refer(
        &mut self,
        cell: &[u8],
        key: Option<Key>,
        row: u64,
        marks: &mut Marks,
        wrong: &mut bool,
    ) -> u64 {
        match (&mut self.reference, &mut self.own) {
            (Some(reference), _) => reference.look(cell, key, row, wrong),
            (None, Some(own)) => {
                own.push(&self.file, cell, row, marks);
                self.column.map_or(0, |column| items(column, cell))
            }
            (None, None) => self.is_left.into(),
        }
    }

    /// Looks up what still waits; the last row was the one before this.
    pub(super) fn settle(&mut self, row: u64, marks: &mut Marks) {
        if let Some(reference) = &mut self.reference {
            reference.end(row, marks);
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

/// What spreads keys over a memo.
#[inline]
fn hash(key: Key) -> u64 {
    spread(key.mixed())
}

/// Whether something is wrong with a cell's text by itself, as with every equal one.
fn is_wrong(column: &Column, text: &str, tally: &Tally) -> bool {
    is_formula(text, column.kind)
        || is_null(text, column)
        || column.kind.broken_by(text).is_some_and(|rule| tally.wants(rule))
        || column
            .codes
            .is_some_and(|codes| tally.wants(&r::UNLISTED_WORD) && !lists_all(codes, column, text))
        || !column.avoid.is_empty()
            && tally.wants(&r::DISCOURAGED_CHARACTER)
            && text.contains(|ch| column.avoid.contains(ch))
}

/// Whether nothing is wrong with a canonical UUID by itself.
fn takes_uuids(column: &Column) -> bool {
    let avoids = |ch: char| ch == '-' || ch.is_ascii_hexdigit();
    column.kind.takes_uuids() && column.codes.is_none() && !column.avoid.chars().any(avoids)
}

/// Whether nothing is wrong with any text that is simple.
fn takes_texts(column: &Column, tally: &Tally) -> bool {
    matches!(column.kind, Kind::Text | Kind::Id)
        && (column.codes.is_none() || !tally.wants(&r::UNLISTED_WORD))
        && (column.avoid.is_empty() || !tally.wants(&r::DISCOURAGED_CHARACTER))
}

/// How many references a cell of a column holds.
fn items(column: &Column, cell: &[u8]) -> u64 {
    match column.kind {
        Kind::List(_) => cell.split(|b| *b == b',').count() as u64,
        _ => 1,
    }
}
