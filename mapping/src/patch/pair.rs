//! Which row of home is which of the rebuilt file.

use alloc::{borrow::Cow, boxed::Box, vec, vec::Vec};
use core::ops::Range;

use roster_core::{Column, Need, Table};

use super::{
    dress::list,
    grid::{Grid, NO_KEY, runs},
};

/// For each row of home the rebuilt one that speaks of the same.
///
/// The key decides. For rows that are left over, since the other format respells a part of the key
/// or cannot say it, case and then optional parts count no more, and in the end just the record's
/// id, or else the records that the row links.
pub(super) struct Pairs<'g> {
    home: &'g Grid<'g>,
    rebuilt: &'g Grid<'g>,
    /// For each row of home the rebuilt one, or [`NONE`].
    of: Vec<u32>,
    /// Whether a rebuilt row has one.
    pub(super) taken: Vec<bool>,
    /// Whether a row was paired since the checksums of the keys are the same, and no more.
    unsure: Vec<bool>,
}

/// No row: there are fewer.
const NONE: u32 = u32::MAX;

fn keys(table: &'static Table) -> impl Iterator<Item = &'static Column> {
    table.columns.iter().filter(|column| column.key)
}
/// The parts of a key, by number, whose columns are such.
fn parts(table: &'static Table, is: impl Fn(&Column) -> bool) -> Vec<usize> {
    keys(table).enumerate().filter(|(_, column)| is(column)).map(|(part, _)| part).collect()
}
/// The parts of a key that tell which record the row is of: its id, or else the records that it
/// must link.
pub(super) fn record(table: &'static Table) -> Vec<usize> {
    let id = parts(table, |column| column.id);
    match id.is_empty() {
        true => parts(table, |column| column.refers.is_some() && column.need == Need::Always),
        false => id,
    }
}

/// Some parts of a key; none at all if all of them are blank.
pub(super) fn part<'k>(key: &'k [Cow<'_, [u8]>], parts: &[usize]) -> Vec<&'k [u8]> {
    let texts: Vec<&[u8]> = parts.iter().filter_map(|part| Some(&**key.get(*part)?)).collect();
    if texts.iter().all(|text| text.is_empty()) { Vec::new() } else { texts }
}

/// Parts of keys that some rows of a file have.
pub(super) struct Parts(Vec<Box<[u8]>>);

impl Parts {
    pub(super) fn of(grid: &Grid<'_>, parts: &[usize]) -> Self {
        let texts = |row| written(part(&grid.key_texts(row), parts));
        let texts = (0..grid.len()).map(texts).filter(|texts| !texts.is_empty());
        let mut all: Vec<Box<[u8]>> = texts.map(Vec::into_boxed_slice).collect();
        all.sort_unstable();
        all.dedup();
        Parts(all)
    }
    /// Whether a row has these, and they are not blank.
    pub(super) fn has(&self, part: Vec<&[u8]>) -> bool {
        !part.is_empty() && self.0.binary_search(&written(part).into()).is_ok()
    }
}

fn written<T: AsRef<[u8]>>(texts: Vec<T>) -> Vec<u8> {
    let mut out = Vec::new();
    list(texts.iter().map(AsRef::as_ref), &mut out);
    out
}

impl<'g> Pairs<'g> {
    /// Pairs the rows. If `quick`, a row that alone has its key is paired by the key's checksum:
    /// whoever compares the two looks at their keys anyway, and can tell by
    /// [`is_unsure`](Pairs::is_unsure) that they must be the same.
    pub(super) fn of(
        table: &'static Table,
        home: &'g Grid<'g>,
        rebuilt: &'g Grid<'g>,
        quick: bool,
    ) -> Self {
        let (of, unsure) = (vec![NONE; home.len()], vec![false; home.len()]);
        let mut pairs = Pairs { home, rebuilt, of, taken: vec![false; rebuilt.len()], unsure };
        pairs.by_key(quick);
        if pairs.taken.contains(&false) && pairs.of.contains(&NONE) {
            let all: Vec<usize> = (0..keys(table).count()).collect();
            pairs.by_part(&all, true);
            pairs.by_part(&parts(table, |column| column.need == Need::Always), true);
            pairs.by_part(&record(table), false);
        }
        pairs
    }
    /// For each row of home the rebuilt one.
    pub(super) fn partners(&self) -> impl Iterator<Item = Option<usize>> {
        self.of.iter().map(|of| (*of != NONE).then_some(*of as usize))
    }
    /// Whether the keys of a row and of the one it is paired with have to be held against each
    /// other yet.
    pub(super) fn is_unsure(&self, row: usize) -> bool {
        self.unsure[row]
    }

    fn put(&mut self, row: usize, of: usize) {
        self.of[row] = of as u32;
        self.taken[of] = true;
    }

    /// Rows of one key: first those that say the same, then in order.
    fn by_key(&mut self, quick: bool) {
        let (home, rebuilt) = (self.home, self.rebuilt);
        let (ours, theirs) = (home.by_key(), rebuilt.by_key());
        let mut at = 0;
        for run in runs(ours) {
            let (hash, row) = ours[run.start];
            while theirs.get(at).is_some_and(|(of, _)| *of < hash) {
                at += 1;
            }
            let Some((_, of)) = theirs.get(at).filter(|(of, _)| *of == hash) else { continue };
            let alone = |rows: &[(u64, usize)]| rows.get(1).is_none_or(|(of, _)| *of != hash);
            if quick && hash != NO_KEY && alone(&ours[run.start..]) && alone(&theirs[at..]) {
                self.put(row, *of);
                self.unsure[row] = true;
                continue;
            }
            let mut rest = run;
            while !rest.is_empty() {
                let key = home.key(ours[rest.start].1);
                let group = home.group(&key);
                rest.start = group.end;
                self.group(&key, group, rebuilt.group(&key));
            }
        }
    }
    fn group(&mut self, key: &[u8], ours: Range<usize>, theirs: Range<usize>) {
        let (home, rebuilt) = (self.home, self.rebuilt);
        let [mut a, mut b] = [(home, &ours), (rebuilt, &theirs)].map(|(grid, group)| {
            match grid.by_print(group.clone()) {
                Some(alike) => alike.to_vec(),
                None => {
                    let rows = grid.by_key().get(group.clone()).unwrap_or_default();
                    rows.iter().map(|(_, row)| (grid.print(*row), *row)).collect()
                }
            }
        });
        let mut others = b.iter().peekable();
        for (print, row) in &a {
            while others.next_if(|(of, _)| of < print).is_some() {}
            if let Some((_, of)) = others.next_if(|(of, _)| of == print) {
                self.put(*row, *of);
            }
        }
        if !key.is_empty() {
            a.retain(|(_, row)| self.of[*row] == NONE);
            b.retain(|(_, of)| !self.taken[*of]);
            a.sort_unstable_by_key(|(_, row)| *row);
            b.sort_unstable_by_key(|(_, of)| *of);
            a.iter().zip(&b).for_each(|((_, row), (_, of))| self.put(*row, *of));
        }
    }

    /// Rows left over whose keys have these parts in common, in order.
    fn by_part(&mut self, parts: &[usize], fold: bool) {
        let left = |grid: &Grid<'_>, is_left: &dyn Fn(usize) -> bool| {
            let mut rows: Vec<(Box<[u8]>, usize)> = Vec::new();
            for row in (0..grid.len()).filter(|row| is_left(*row)) {
                let key = grid.key_texts(row);
                let texts = part(&key, parts);
                let text = |text: &&[u8]| match fold {
                    true => text.trim_ascii().to_ascii_lowercase(),
                    false => text.to_vec(),
                };
                if !texts.is_empty() {
                    let texts: Vec<_> = texts.iter().map(text).collect();
                    rows.push((written(texts).into(), row));
                }
            }
            rows.sort_unstable();
            rows
        };
        let theirs = left(self.rebuilt, &|row| !self.taken[row]);
        if theirs.is_empty() {
            return;
        }
        let ours = left(self.home, &|row| self.of[row] == NONE);
        let mut theirs = theirs.into_iter().peekable();
        for (key, row) in ours {
            while theirs.next_if(|(of, _)| *of < key).is_some() {}
            if let Some((_, of)) = theirs.next_if(|(of, _)| *of == key) {
                self.put(row, of);
            }
        }
    }
}
