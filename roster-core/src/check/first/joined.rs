//! Constraints that ask for a record.

use alloc::vec::Vec;
use core::ops::Range;

use super::{bound::Bound, memo::Memo};
use crate::{
    check::{
        ahead::{Ahead, Parent, Records},
        current::Current,
        file::Fit,
        ids::{Key, spread},
        marks::Marks,
        when::{Deleted, IsDeleted},
    },
    constraint::Index,
};

/// What rows ask of the record that one of their cells names, and of a few cells beside: all
/// constraints that ask for it together.
///
/// Looked for one by one, each record would have to be waited for: memory is far away. So rows wait
/// until some of them ask together.
pub(super) struct Joined<'c> {
    groups: Vec<Group<'c>>,
    deleted: IsDeleted,
    /// The bits of the columns that they look at.
    pub(super) columns: u64,
    /// Where the cell stands that is nothing but the id of a record, and of which file.
    pub(super) at: usize,
    pub(super) file: &'static str,
    records: &'c Records,
    /// What the records should be, if it is to be said here whether they are.
    pub(super) fit: Option<Fit>,
    /// Where the other cells stand.
    others: [Option<usize>; OTHERS],
    waiting: Vec<Asked>,
    /// Whether the last that waits is what the row at hand asks.
    is_open: bool,
    pub(super) broken: bool,
}

/// Constraints that ask for the same.
struct Group<'c> {
    bounds: Vec<Bound<'c>>,
    index: Index,
    /// For each of the records a number of what the index keeps of it, once a row has asked.
    numbers: Option<&'c [u32]>,
    /// Which of the others they look at.
    others: [bool; OTHERS],
    /// Of large districts, each school asks something else.
    memo: Memo<(u32, Others), bool, 9>,
}

/// What rows ask.
struct Asked {
    record: Key,
    /// Where its place in the table is likely to be.
    home: usize,
    others: Others,
    /// Nothing but whether the record is there, if not.
    all: bool,
    rows: Range<u64>,
}

/// The other cells.
type Others = [Key; OTHERS];

/// So many cells are looked at beside, at most.
const OTHERS: usize = 3;
/// So many rows wait for each other.
const TOGETHER: usize = 32;

impl<'c> Joined<'c> {
    /// Begins with a constraint; gives it back if it asks for no record.
    pub(super) fn of(
        bound: Bound<'c>,
        ahead: &'c Ahead<'_>,
        deleted: Deleted,
    ) -> Result<Self, Bound<'c>> {
        let Some((at, index)) = key(&bound) else { return Err(bound) };
        let Some(Parent::Records(records)) = ahead.parent(index.file) else { return Err(bound) };
        let deleted = IsDeleted::new(deleted);
        let mut joined = Joined {
            groups: Vec::new(),
            columns: deleted.column,
            deleted,
            at,
            file: index.file,
            records,
            fit: None,
            others: [None; OTHERS],
            waiting: Vec::with_capacity(TOGETHER),
            is_open: false,
            broken: false,
        };
        joined.add(bound).map_or(Ok(joined), Err)
    }
    /// Takes in a further constraint; gives it back if it asks for another record, or for too much.
    pub(super) fn add(&mut self, bound: Bound<'c>) -> Option<Bound<'c>> {
        let Some((_, index)) =
            key(&bound).filter(|key| (key.0, key.1.file) == (self.at, self.file))
        else {
            return Some(bound);
        };
        let (mut others, mut of_it) = (self.others, [false; OTHERS]);
        for at in bound.at.iter().flatten().filter(|at| **at != self.at) {
            let place = others.iter().position(|other| other.is_none_or(|other| other == *at));
            let Some(place) = place else { return Some(bound) };
            (others[place], of_it[place]) = (Some(*at), true);
        }
        self.others = others;
        self.columns |= bound.columns();
        let group = self.groups.iter_mut().find(|group| group.index == index);
        if let Some(group) = group {
            of_it.iter().zip(&mut group.others).for_each(|(new, of_group)| *of_group |= new);
            group.bounds.push(bound);
        } else {
            let (bounds, others) = ([bound].into(), of_it);
            self.groups.push(Group { bounds, index, numbers: None, others, memo: Memo::new() });
        }
        None
    }

    /// Takes in what a row asks, and those behind it. Those that break a constraint are marked later,
    /// if it can be said in a few words.
    #[inline]
    pub(super) fn look(&mut self, row: &Current<'_>, number: u64, marks: &mut Marks) {
        self.end(number, marks);
        let all = !self.deleted.look(row);
        self.is_open = self.begin(row, number, all).is_some();
        self.broken = !self.is_open
            && (self.dangles(row) || all && self.bounds().any(|of| of.is_broken_by(row)));
    }
    #[inline]
    fn begin(&mut self, row: &Current<'_>, number: u64, all: bool) -> Option<()> {
        let find = || self.records.texts().find(row.at(self.at));
        let record = row.key(self.at).or_else(find)?;
        let other = |at: Option<usize>| at.map_or(Some(Key::BLANK), |at| row.key(at));
        let [first, second, third] = self.others;
        let others = [other(first)?, other(second)?, other(third)?];
        let home = self.records.ids().home(record);
        self.waiting.push(Asked { record, home, others, all, rows: number..number });
        Some(())
    }
    /// What is asked is not asked by this row any more.
    #[inline]
    fn end(&mut self, number: u64, marks: &mut Marks) {
        if !self.is_open {
            return;
        }
        if let Some(asked) = self.waiting.last_mut() {
            asked.rows.end = number;
        }
        if self.waiting.len() == TOGETHER {
            self.answer(marks);
        }
    }
    /// Whether a row names a record that is not there, or is not what it should be, if it is to be
    /// said here.
    fn dangles(&self, row: &Current<'_>) -> bool {
        let id = row.at(self.at);
        let place = || self.records.place(id);
        !id.is_empty() && self.fit.is_some_and(|fit| !fit.finds(self.records.ids(), place()))
    }

    /// Marks the rows that break a constraint, of all that wait; the last row was the one before this.
    pub(super) fn settle(&mut self, number: u64, marks: &mut Marks) {
        self.end(number, marks);
        self.is_open = false;
        self.answer(marks);
    }
    fn answer(&mut self, marks: &mut Marks) {
        let ids = self.records.ids();
        let mut places = [None; TOGETHER];
        for (place, asked) in places.iter_mut().zip(&self.waiting) {
            *place = ids.is_at(asked.home, asked.record).then_some(asked.home);
        }
        let mut are_there = true;
        for (place, asked) in places.iter_mut().zip(&self.waiting) {
            if place.is_none() {
                *place = ids.far(asked.record);
                are_there &= place.is_some();
            }
        }
        for group in &mut self.groups {
            group.answer(&self.waiting, &places, (self.at, self.records), &self.others, marks);
        }
        if let Some(fit) = self.fit.filter(|fit| !(are_there && fit.is_any())) {
            let named =
                self.waiting.iter().zip(places).filter(|(asked, _)| asked.record != Key::BLANK);
            for (asked, place) in named {
                if !fit.finds(ids, place) {
                    asked.mark(marks);
                }
            }
        }
        self.waiting.clear();
    }
    fn bounds(&self) -> impl Iterator<Item = &Bound<'c>> {
        self.groups.iter().flat_map(|group| &group.bounds)
    }
}

impl Group<'_> {
    /// Marks the rows that break one of the constraints.
    fn answer(
        &mut self,
        waiting: &[Asked],
        places: &[Option<usize>; TOGETHER],
        of: (usize, &Records),
        columns: &[Option<usize>; OTHERS],
        marks: &mut Marks,
    ) {
        let bounds = &self.bounds;
        let numbers = *self.numbers.get_or_insert_with(|| bounds[0].looks[0].numbers());
        let mut known = [0; TOGETHER];
        for (known, place) in known.iter_mut().zip(places).take(waiting.len()) {
            *known = place.and_then(|place| numbers.get(place)).copied().unwrap_or(0);
        }
        let is_of_it = columns.iter().zip(self.others).all(|(column, of)| of || column.is_none());
        for (asked, known) in waiting.iter().zip(known).filter(|(asked, _)| asked.all) {
            let others = if is_of_it { asked.others } else { self.of_it(asked.others) };
            let hash = hash(known, &others);
            // of nothing, whose ids may be no texts, no answer is kept
            let answer = if known == 0 { None } else { self.memo.known((known, others), hash) };
            let breaks = answer.unwrap_or_else(|| {
                let breaks = self.is_broken(asked.record, of, others, columns);
                if known != 0 {
                    self.memo.learn((known, others), hash, breaks);
                }
                breaks
            });
            if breaks {
                asked.mark(marks);
            }
        }
    }
    /// Those of the other cells that the constraints look at.
    #[inline]
    fn of_it(&self, mut others: Others) -> Others {
        for (other, is_of_it) in others.iter_mut().zip(self.others) {
            *other = if is_of_it { *other } else { Key::BLANK };
        }
        others
    }
    #[cold]
    fn is_broken(
        &self,
        record: Key,
        (at, records): (usize, &Records),
        others: Others,
        columns: &[Option<usize>; OTHERS],
    ) -> bool {
        let id = records.texts().text(record);
        let key = |column| columns.iter().position(|of| *of == Some(column));
        let key = |column| key(column).map_or(Key::BLANK, |i| others[i]);
        self.bounds.iter().any(|of| of.is_broken_by_keys((at, &id), key))
    }
}

impl Asked {
    fn mark(&self, marks: &mut Marks) {
        self.rows.clone().for_each(|row| marks.set(row));
    }
}

/// Where the cell stands by which a constraint asks for a record, and the index that it asks; `None`
/// if it does not.
fn key(bound: &Bound<'_>) -> Option<(usize, Index)> {
    let at = bound.at[bound.constraint.keyed?]?;
    bound.looks.first()?.is_by_record().then(|| (at, bound.constraint.looks[0]))
}

#[inline]
fn hash(known: u32, others: &Others) -> u64 {
    let [first, second, third] = others.map(Key::mixed);
    spread(u64::from(known) ^ first ^ second.rotate_left(32) ^ third.rotate_left(48))
}
