//! The order of rows: home's, whatever the other format made of it.

use alloc::{boxed::Box, collections::BTreeMap, vec, vec::Vec};
use core::cell::OnceCell;

use roster_core::Table;

use super::{
    dress::Dress,
    grid::Grid,
    pair::{self, Pairs, Parts, part},
    parts::{Carried, Item, Kin, MovedRow, Needs, RowId, Run},
};

/// The rows of home that do not stand in the rebuilt file between the same rows in place.
///
/// Rows in place are as many as there can be that have one order in both files.
pub(super) fn runs(
    table: &'static Table,
    home: &Grid<'_>,
    rebuilt: &Grid<'_>,
    pairs: &Pairs<'_>,
    dress: &Dress,
) -> (Vec<Run>, Carried) {
    let common: Vec<usize> = pairs.partners().flatten().collect();
    let mut in_place = vec![false; rebuilt.len()];
    longest(&common).into_iter().for_each(|row| in_place[row] = true);
    let mut moved = vec![false; rebuilt.len()];
    common.iter().for_each(|row| moved[*row] = !in_place[*row]);

    let record = pair::record(table);
    let records = OnceCell::new();
    let records = || records.get_or_init(|| Parts::of(rebuilt, &record));
    let mut runs: Vec<Run> = Vec::new();
    let alone = pairs.partners().enumerate().filter(|(_, of)| of.is_none());
    let bytes = alone.map(|(row, _)| dress.strip(home.bytes(row), home.tail(row)).len()).sum();
    let mut carried = Carried::with_room(home.len() - common.len(), bytes);
    let (mut run, mut last) = (Vec::new(), None);
    for (row, of) in pairs.partners().enumerate() {
        match of {
            Some(of) if in_place[of] => {
                let items = core::mem::take(&mut run);
                if !items.is_empty() {
                    let after = last.map(|last| rebuilt.id(last));
                    runs.push(Run { after, before: Some(rebuilt.id(of)), items });
                }
                last = Some(of);
            }
            Some(of) => {
                let next = (of + 1 < rebuilt.len() && !moved[of + 1]).then(|| rebuilt.id(of + 1));
                let row = rebuilt.id(of);
                run.push(Item::Moved(Box::new(MovedRow { row, at: of, next })));
            }
            None => {
                let bytes = dress.strip(home.bytes(row), home.tail(row));
                let kin = match () {
                    _ if rebuilt.len() == 0 => Kin::None,
                    _ if !rebuilt.group(&home.key(row)).is_empty() => Kin::Key,
                    _ if records().has(part(&home.key_texts(row), &record)) => Kin::Record,
                    _ => Kin::None,
                };
                carried.push(bytes, kin, Needs::default());
                match run.last_mut() {
                    Some(Item::Carried(rows)) => *rows += 1,
                    _ => run.push(Item::Carried(1)),
                }
            }
        }
    }
    if !run.is_empty() {
        let after = last.map(|last| rebuilt.id(last));
        runs.push(Run { after, before: None, items: run });
    }
    (runs, carried)
}

/// A longest rising part of a sequence.
fn longest(sequence: &[usize]) -> Vec<usize> {
    if sequence.is_sorted() {
        return sequence.to_vec();
    }
    // for each length the place of the smallest number that ends a rising part of it
    let mut ends: Vec<usize> = Vec::new();
    let mut before = vec![None; sequence.len()];
    for (place, number) in sequence.iter().enumerate() {
        let length = ends.partition_point(|end| sequence[*end] < *number);
        before[place] = length.checked_sub(1).map(|shorter| ends[shorter]);
        match ends.get_mut(length) {
            Some(end) => *end = place,
            None => ends.push(place),
        }
    }
    let last = ends.last().copied();
    core::iter::successors(last, |place| before[*place]).map(|place| sequence[place]).collect()
}

/// What stands in the outcome.
pub(super) enum Slot {
    /// A row of the rebuilt file.
    Row(usize),
    /// One that only home has, by its number.
    Carried(usize),
}

/// The rows of the outcome in their order, without those that are gone.
///
/// A row that the patch does not know stays behind the row that it follows in the rebuilt file.
pub(super) fn sequence(runs: &[Run], rebuilt: &Grid<'_>, gone: &[bool]) -> Vec<Slot> {
    let moved = Moved::of(runs, rebuilt, gone);
    let mut base = Vec::new();
    let mut ranks = vec![None; rebuilt.len()];
    for row in (0..rebuilt.len()).filter(|row| !gone[*row] && !moved.is[*row]) {
        if moved.follows[row].is_none() {
            ranks[row] = Some(base.len());
            base.push(row);
        }
    }
    let mut next = 0;
    let mut rank = |id: &RowId| rebuilt.find(id, &mut next).and_then(|row| ranks[row]);
    let mut place = |run: &Run| match (&run.before, &run.after) {
        (None, _) => Some(base.len()),
        (Some(before), after) => rank(before).or_else(|| match after {
            Some(after) => rank(after).map(|rank| rank + 1),
            None => Some(0),
        }),
    };
    let places: Vec<Option<usize>> = runs.iter().map(&mut place).collect();
    // a run whose rows in place are both gone stays with the run before it, or the one behind it
    let mut last = places.iter().flatten().next().copied().unwrap_or(base.len());
    let mut placed: Vec<(usize, usize)> = Vec::new();
    for (number, place) in places.into_iter().enumerate() {
        last = place.unwrap_or(last);
        placed.push((last, number));
    }
    placed.sort_by_key(|(place, _)| *place);

    let mut firsts = vec![0; runs.len()];
    let mut carried = 0;
    for (run, first) in runs.iter().zip(&mut firsts) {
        *first = carried;
        let rows = run.items.iter().map(|item| match item {
            Item::Carried(rows) => *rows,
            Item::Moved(_) => 0,
        });
        carried += rows.sum::<usize>();
    }
    let mut slots = Vec::with_capacity(base.len() + carried);
    let mut placed = placed.into_iter().peekable();
    for at in 0..=base.len() {
        while let Some((_, number)) = placed.next_if(|(place, _)| *place == at) {
            let mut carried = firsts[number]..;
            for (i, item) in runs[number].items.iter().enumerate() {
                match item {
                    Item::Carried(rows) => {
                        slots.extend(carried.by_ref().take(*rows).map(Slot::Carried));
                    }
                    Item::Moved(_) => {
                        if let Some(row) = moved.rows.get(&(number, i)) {
                            slots.push(Slot::Row(*row));
                            slots.extend(moved.followers(*row).map(Slot::Row));
                        }
                    }
                }
            }
        }
        slots.extend(base.get(at).copied().map(Slot::Row));
    }
    slots
}

/// The moved rows that the rebuilt file has.
struct Moved {
    /// By run and item.
    rows: BTreeMap<(usize, usize), usize>,
    /// For each row of the rebuilt file whether it is one.
    is: Vec<bool>,
    /// For each row whether it is new and follows one.
    follows: Vec<Option<usize>>,
    gone: Vec<bool>,
}

impl Moved {
    fn of(runs: &[Run], rebuilt: &Grid<'_>, gone: &[bool]) -> Self {
        let mut moved = Moved {
            rows: BTreeMap::new(),
            is: vec![false; rebuilt.len()],
            follows: vec![None; rebuilt.len()],
            gone: gone.to_vec(),
        };
        let (mut next, mut found) = (0, Vec::new());
        let mut by_place = BTreeMap::new();
        for (number, run) in runs.iter().enumerate() {
            for (i, item) in run.items.iter().enumerate() {
                let Item::Moved(item) = item else { continue };
                let row = rebuilt.find(&item.row, &mut next);
                let row = row.filter(|row| !gone[*row] && !moved.is[*row]);
                by_place.insert(item.at, row);
                if let Some(row) = row {
                    moved.is[row] = true;
                    moved.rows.insert((number, i), row);
                    found.push((row, item));
                }
            }
        }
        for (row, item) in found {
            // rows between it and the one that followed it are new
            let stop = match (&item.next, by_place.get(&item.at.saturating_add(1))) {
                (Some(row), _) => rebuilt.find(row, &mut next),
                (None, Some(next)) => *next,
                (None, None) => Some(rebuilt.len()),
            };
            let Some(stop) = stop.filter(|stop| *stop > row) else { continue };
            let between = row + 1..stop;
            if !moved.is[between.clone()].contains(&true) {
                moved.follows[between].fill(Some(row));
            }
        }
        moved
    }

    /// The new rows that follow a moved one.
    fn followers(&self, row: usize) -> impl Iterator<Item = usize> {
        let rows = row + 1..self.follows.len();
        rows.take_while(move |of| self.follows[*of] == Some(row)).filter(|of| !self.gone[*of])
    }
}
