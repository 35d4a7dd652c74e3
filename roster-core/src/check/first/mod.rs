//! The first look at a file: whether something may be wrong with a row.
//!
//! It says nothing of what is wrong. It marks rows for the second look, which does; and it may
//! mark a row too many, but never one too few.

use alloc::vec::Vec;

mod bound;
mod column;
mod holds;
mod joined;
mod memo;
mod noted;
mod own;
mod reference;
mod stretch;
mod unique;

use bound::Bound;
use column::{Plan, Verdict};
use holds::Holds;
use joined::Joined;
pub(super) use noted::Noted;
pub(super) use own::Own;
use stretch::Stretch;
use unique::Unique;
pub(super) use unique::is_referred;

use super::{
    Options, Tally,
    ahead::Ahead,
    current::{Current, bit, bits, is_keyed},
    ids::Repeats,
    opened::Opened,
    when::Deleted,
};
use crate::{
    constraint::{Constraint, Test},
    format::Format,
    header::Header,
    scan::{Oddity, Row},
};

/// Looks at the rows of one file.
pub(super) struct FirstLook<'c> {
    stretch: Stretch<'c>,
    columns: Vec<Looked<'c>>,
    /// The columns that each row is asked for, changed or not.
    always: u64,
    /// The columns in which all cells are alike that are steady, which of them hold texts, and those
    /// that are passed over: but for texts, if the row above or this one is no plain text.
    indifferent: u64,
    texts: u64,
    passed: u64,
    is_text: bool,
    /// How many columns have a cell with which something is wrong, and one in which something
    /// stands; and of those that are filled in a delta only, how many there are, and are filled.
    wrong: usize,
    visible: usize,
    undeclared: usize,
    undeclared_filled: usize,
    uniques: Vec<Counted>,
    holds: Vec<Holds<'c>>,
    /// The bits of all columns that those look at.
    held: u64,
    joined: Vec<Joined<'c>>,
    not_held: usize,
    noted: Noted,
}

/// A column, and what is known of the cell that it has since some row.
struct Looked<'c> {
    plan: Plan<'c>,
    verdict: Verdict,
    since: u64,
}

/// What no two rows should share, and what has been counted of it.
struct Counted {
    unique: Unique,
    repeats: Repeats,
    /// The bits of the columns that say whether a row counts, and whether the row at hand does.
    conditions: u64,
    admitted: bool,
}

/// What is asked of a file.
#[derive(Clone, Copy)]
pub(super) struct Asked<'c> {
    pub(super) format: &'static Format,
    pub(super) header: &'c Header,
    pub(super) constraints: &'c [&'static Constraint],
    pub(super) options: &'c Options,
    pub(super) tally: &'c Tally,
}

impl<'c> FirstLook<'c> {
    /// Before the first row, with room for so many.
    pub(super) fn new(
        asked: Asked<'c>,
        file: Opened<'c>,
        about_rows: usize,
        ahead: &'c Ahead<'_>,
    ) -> Self {
        let Asked { format, header, constraints, options, tally } = asked;
        let plan = |i| Looked {
            plan: Plan::new(i, asked, file, ahead),
            verdict: Verdict::default(),
            since: 1,
        };
        let mut columns: Vec<Looked<'c>> = (0..header.width()).map(plan).collect();
        let defers = |(_, looked): &(usize, &Looked<'_>)| looked.plan.defers();
        let always = bits(columns.iter().enumerate().filter(defers).map(|(i, _)| i));
        let here = constraints.iter().filter(|of| of.file == header.table().file);
        let uniques = Unique::all(format, header, here.clone().copied(), tally);
        let uniques = uniques.into_iter().map(|unique| {
            let room = if unique.is_conditional() { 0 } else { about_rows };
            let (repeats, conditions) = (Repeats::with_room(room), unique.conditions());
            Counted { unique, repeats, conditions, admitted: false }
        });
        let uniques = uniques.collect();
        let others = here.filter(|of| !matches!(of.test, Test::Unique(_)));
        let deleted = Deleted::new(format, header);
        let (mut holds, mut joined) = (Vec::new(), Vec::<Joined<'c>>::new());
        for bound in others.map(|of| Bound::new(of, header, ahead)) {
            // with others that ask for the same record, or else by itself
            let left =
                joined.iter_mut().try_fold(bound, |bound, joined| joined.add(bound).ok_or(()));
            match left.map(|bound| Joined::of(bound, ahead, deleted)) {
                Ok(Ok(of)) => joined.push(of),
                Ok(Err(bound)) => holds.push(Holds::new(bound, deleted)),
                Err(()) => {}
            }
        }
        for joined in &mut joined {
            joined.fit = columns[joined.at].plan.leave_reference(joined.file);
        }
        let references = alloc::vec![0; header.width()];
        let mut look = FirstLook {
            stretch: Stretch::new(file),
            always,
            indifferent: 0,
            texts: 0,
            passed: 0,
            is_text: false,
            wrong: 0,
            visible: 0,
            undeclared: columns.iter().filter(|column| column.plan.undeclared).count(),
            undeclared_filled: 0,
            columns,
            uniques,
            held: holds.iter().fold(0, |bits, holds| bits | holds.columns),
            holds,
            joined,
            not_held: 0,
            noted: Noted { references, ..Noted::default() },
        };
        let manifest = format.manifest.is_some_and(|of| of.file == header.table().file);
        for (i, looked) in look.columns.iter().enumerate().take(63) {
            let is_keyed = is_keyed(header, i);
            if looked.plan.is_indifferent(is_keyed) {
                look.indifferent |= bit(i);
                look.texts |= if is_keyed { 0 } else { bit(i) };
            }
        }
        look.noted.all = options.close_look || manifest;
        look
    }

    /// Takes in something odd about the text.
    pub(super) fn note(&mut self, odd: &Oddity) {
        match odd.row {
            Some(row) => self.noted.marks.set(row),
            None => self.noted.odd_between = true,
        }
    }

    /// Looks at a row.
    pub(super) fn row(&mut self, row: &Row<'_, '_>, current: &Current<'_>) {
        let number = row.number();
        self.noted.step(row);
        let mut mark = row.len() != self.columns.len();
        if row.alike().is_none() {
            self.stretch.step(row);
            let is_text = self.stretch.is_plain_text();
            let are_texts = core::mem::replace(&mut self.is_text, is_text) && is_text;
            self.passed = self.indifferent & if are_texts { u64::MAX } else { !self.texts };
        }
        let visit = current.changes() & !(current.steady() & self.passed) | self.always;
        let is_new = |columns| number == 1 || current.changes() & columns != 0;
        for Counted { unique, repeats, conditions, admitted } in &mut self.uniques {
            if is_new(*conditions) {
                *admitted = unique.admits(current);
            }
            if let Some(print) =
                Some(&*unique).filter(|_| *admitted).and_then(|of| of.print(current))
            {
                repeats.push(print, number);
            }
        }
        for i in ones(visit & u64::MAX >> 1) {
            self.cell(i, number, current);
        }
        if visit & bit(63) != 0 {
            // the last bit is that of all further columns
            (63..self.columns.len()).for_each(|i| self.cell(i, number, current));
        }
        mark |= self.wrong > 0 || self.visible == 0;
        mark |= self.undeclared_filled > 0 && self.undeclared_filled < self.undeclared;
        if is_new(self.held) {
            for holds in self.holds.iter_mut().filter(|holds| is_new(holds.columns)) {
                let before = holds.broken;
                holds.look(current);
                count(&mut self.not_held, holds.broken, before);
            }
        }
        for joined in self.joined.iter_mut().filter(|joined| is_new(joined.columns)) {
            let before = joined.broken;
            joined.look(current, number, &mut self.noted.marks);
            count(&mut self.not_held, joined.broken, before);
        }
        if mark || self.not_held > 0 {
            self.noted.marks.set(number);
        }
    }

    #[inline(always)]
    fn cell(&mut self, i: usize, row: u64, current: &Current<'_>) {
        let Looked { plan, verdict, .. } = &mut self.columns[i];
        let (stretch, marks) = (&self.stretch, &mut self.noted.marks);
        let known = plan.recall(current, stretch);
        let now = known.unwrap_or_else(|| plan.look(current, stretch, row, marks));
        if now != *verdict {
            self.turn(i, row, now);
        }
    }
    /// Something else is known of a column's cell from this row on.
    #[cold]
    fn turn(&mut self, i: usize, row: u64, now: Verdict) {
        let Looked { plan, verdict, since } = &mut self.columns[i];
        let before = core::mem::replace(verdict, now);
        self.noted.references[i] += before.references() * (row - core::mem::replace(since, row));
        count(&mut self.wrong, now.is_wrong(), before.is_wrong());
        count(&mut self.visible, now.is_visible(), before.is_visible());
        if plan.undeclared {
            count(&mut self.undeclared_filled, now.is_visible(), before.is_visible());
        }
    }

    /// Settles what is still open when the last row has been read.
    pub(super) fn settle(&mut self) {
        let behind = self.noted.rows + 1;
        for (looked, references) in self.columns.iter_mut().zip(&mut self.noted.references) {
            *references += looked.verdict.references() * (behind - looked.since);
            looked.since = behind;
            looked.plan.settle(behind, &mut self.noted.marks);
        }
        self.joined.iter_mut().for_each(|joined| joined.settle(behind, &mut self.noted.marks));
    }
    /// The line that comes behind the last row.
    #[cfg(feature = "parallel")]
    pub(super) fn ends_on(&mut self, line: u64) {
        self.noted.line = line;
    }
    /// Takes in what a later part of the file came to.
    #[cfg(feature = "parallel")]
    pub(super) fn absorb(&mut self, later: FirstLook<'c>) {
        let before = self.noted.rows;
        let mut differ = false;
        for (looked, later) in self.columns.iter_mut().zip(later.columns) {
            differ |= looked.plan.spells_otherwise(&later.plan);
            if let (Some(own), Some(later)) = (&mut looked.plan.own, later.plan.own) {
                own.append(later, before);
            }
        }
        if differ {
            (1..=later.noted.rows).for_each(|row| self.noted.marks.set(before + row));
        }
        for (counted, later) in self.uniques.iter_mut().zip(later.uniques) {
            counted.repeats.append(later.repeats, before);
        }
        self.noted.append(later.noted);
    }

    /// What it came to; and for each column whose cells name records of the file itself, those.
    pub(super) fn finish(mut self) -> (Noted, Vec<(usize, Own)>) {
        for counted in self.uniques {
            counted.repeats.finish().for_each(|row| self.noted.marks.set(row));
        }
        let own = self.columns.into_iter().map(|looked| looked.plan.own).enumerate();
        (self.noted, own.filter_map(|(i, own)| Some((i, own?))).collect())
    }
}

/// One that was counted before counts now, or does not.
#[inline]
fn count(total: &mut usize, now: bool, before: bool) {
    *total = *total + usize::from(now) - usize::from(before);
}

/// The places of the bits that are set.
#[inline]
fn ones(mut bits: u64) -> impl Iterator<Item = usize> {
    core::iter::from_fn(move || {
        let next = (bits != 0).then(|| bits.trailing_zeros() as usize);
        bits &= bits.wrapping_sub(1);
        next
    })
}
