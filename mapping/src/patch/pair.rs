//! Which row of home is which of the rebuilt file.

use alloc::{borrow::Cow, vec, vec::Vec};

use roster_core::{Column, Need, Table};

use super::grid::Grid;

/// For each row of home the rebuilt one that speaks of the same.
///
/// The key decides. For rows that are left over, since the other format respells a part of the key
/// or cannot say it, case and then optional parts count no more, and in the end just the record's
/// id, or else the records that the row links.
pub(super) fn pair(
    table: &'static Table,
    home: &Grid<'_>,
    rebuilt: &Grid<'_>,
) -> Vec<Option<usize>> {
    let mut pairs =
        Pairs { home, rebuilt, of: vec![None; home.len()], taken: vec![false; rebuilt.len()] };
    pairs.by_key();
    let all: Vec<usize> = (0..keys(table).count()).collect();
    pairs.by_part(&all, true);
    pairs.by_part(&parts(table, |column| column.need == Need::Always), true);
    pairs.by_part(&record(table), false);
    pairs.of
}

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
pub(super) struct Parts<'g>(Vec<Vec<&'g [u8]>>);

impl<'g> Parts<'g> {
    pub(super) fn of(grid: &'g Grid<'_>, parts: &[usize]) -> Self {
        let mut all: Vec<_> = (0..grid.len()).map(|row| part(grid.key(row), parts)).collect();
        all.sort_unstable();
        Parts(all)
    }
    /// Whether a row has these, and they are not blank.
    pub(super) fn has(&self, part: &[&[u8]]) -> bool {
        !part.is_empty() && self.0.binary_search_by(|of| of.as_slice().cmp(part)).is_ok()
    }
}

struct Pairs<'g> {
    home: &'g Grid<'g>,
    rebuilt: &'g Grid<'g>,
    of: Vec<Option<usize>>,
    taken: Vec<bool>,
}

impl Pairs<'_> {
    fn put(&mut self, row: usize, of: usize) {
        self.of[row] = Some(of);
        self.taken[of] = true;
    }

    /// Rows of one key: first those that say the same, then in order.
    fn by_key(&mut self) {
        let (home, rebuilt) = (self.home, self.rebuilt);
        for group in home.groups() {
            let key = home.key(home.in_order(group.clone())[0]);
            let other = rebuilt.group(key);
            let mut theirs = rebuilt.by_print(other.clone()).iter().peekable();
            for (print, row) in home.by_print(group.clone()) {
                while theirs.next_if(|(of, _)| of < print).is_some() {}
                if let Some((_, of)) = theirs.next_if(|(of, _)| of == print) {
                    self.put(*row, *of);
                }
            }
            if !key.is_empty() {
                let left = |row: &usize| self.of[*row].is_none();
                let rows: Vec<_> = home.in_order(group).iter().copied().filter(left).collect();
                let left = |of: &usize| !self.taken[*of];
                let others: Vec<_> = rebuilt.in_order(other).iter().copied().filter(left).collect();
                rows.into_iter().zip(others).for_each(|(row, of)| self.put(row, of));
            }
        }
    }

    /// Rows left over whose keys have these parts in common, in order.
    fn by_part(&mut self, parts: &[usize], fold: bool) {
        let left = |grid: &Grid<'_>, is_left: &dyn Fn(usize) -> bool| {
            let mut rows: Vec<(Vec<Vec<u8>>, usize)> = Vec::new();
            for row in (0..grid.len()).filter(|row| is_left(*row)) {
                let texts = part(grid.key(row), parts);
                let text = |text: &&[u8]| match fold {
                    true => text.trim_ascii().to_ascii_lowercase(),
                    false => text.to_vec(),
                };
                if !texts.is_empty() {
                    rows.push((texts.iter().map(text).collect(), row));
                }
            }
            rows.sort_unstable();
            rows
        };
        let theirs = left(self.rebuilt, &|row| !self.taken[row]);
        if theirs.is_empty() {
            return;
        }
        let ours = left(self.home, &|row| self.of[row].is_none());
        let mut theirs = theirs.into_iter().peekable();
        for (key, row) in ours {
            while theirs.next_if(|(of, _)| *of < key).is_some() {}
            if let Some((_, of)) = theirs.next_if(|(of, _)| *of == key) {
                self.put(row, of);
            }
        }
    }
}
