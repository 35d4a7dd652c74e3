//! A file's rows by their keys, and what names a row.

use alloc::{borrow::Cow, boxed::Box, vec::Vec};
use core::ops::Range;

use super::{Grid, hash};
use crate::patch::parts::{RowId, Twin, fnv};

impl<'a> Grid<'a> {
    /// The key of a row: its texts as a row of CSV, or nothing.
    pub(in crate::patch) fn key(&self, row: usize) -> Vec<u8> {
        let mut key = Vec::new();
        match self.plain_key(row) {
            Some(plain) => key.extend_from_slice(plain),
            None => self.write_key(row, &mut key),
        }
        key
    }
    /// The same of a key that is one cell and stands as it is written, as most do.
    pub(super) fn plain_key(&self, row: usize) -> Option<&'a [u8]> {
        let form = self.cells(row).form(self.names.only_key()?);
        (!form.contains(&b'"')).then_some(form)
    }
    /// The same in place of what is in `out`.
    pub(super) fn write_key(&self, row: usize, out: &mut Vec<u8>) {
        let cells = self.cells(row);
        self.names.write_key(|place| Some(cells.text(place)), out);
    }
    /// Whether it is this.
    pub(in crate::patch) fn has_key(&self, row: usize, key: &[u8]) -> bool {
        match self.plain_key(row) {
            Some(plain) => *plain == *key,
            None => *self.key(row) == *key,
        }
    }
    /// Whether it is that of a row of another file of the table.
    pub(in crate::patch) fn shares_key(&self, row: usize, other: &Grid<'_>, of: usize) -> bool {
        let (ours, theirs) = (self.cells(row), other.cells(of));
        // what is written alike says the same
        let alike = |(a, b): (&Option<usize>, &Option<usize>)| {
            a.map(|at| ours.form(at)) == b.map(|at| theirs.form(at))
        };
        self.names.keys().iter().zip(other.names.keys()).all(alike)
            || self.key(row) == other.key(of)
    }
    /// The texts of the key.
    pub(in crate::patch) fn key_texts(&self, row: usize) -> Vec<Cow<'a, [u8]>> {
        let cells = self.cells(row);
        self.names.key(|place| Some(cells.text(place)))
    }
    /// A checksum of what a row says in the table's columns.
    pub(in crate::patch) fn print(&self, row: usize) -> u64 {
        let (mut sum, cells) = (0u64, self.cells(row));
        for (place, seed) in &self.seeds {
            // blank says as much as absent; columns may stand in any order
            let text = cells.text(*place);
            if !text.is_empty() {
                sum = sum.wrapping_add(fnv(*seed, &text));
            }
        }
        sum
    }

    /// The rows with this key, as a stretch of the indexes.
    pub(in crate::patch) fn group(&self, key: &[u8]) -> Range<usize> {
        let (hash, rows) = (hash(key), &self.by_key);
        let start = rows.partition_point(|(of, _)| *of < hash);
        let run = &rows[start..];
        let run = match run.get(1).is_none_or(|(of, _)| *of != hash) {
            true => run.get(..1).filter(|run| run[0].0 == hash).unwrap_or_default(),
            false => &run[..run.partition_point(|(of, _)| *of == hash)],
        };
        if let [(_, row)] = run
            && self.has_key(*row, key)
        {
            return start..start + 1;
        }
        let before = run.partition_point(|(_, row)| *self.key(*row) < *key);
        let more = run[before..].partition_point(|(_, row)| self.has_key(*row, key));
        start + before..start + before + more
    }
    /// What names a row.
    pub(in crate::patch) fn id(&self, row: usize) -> RowId {
        let key: Box<[u8]> = match self.plain_key(row) {
            Some(plain) => plain.into(),
            None => self.key(row).into(),
        };
        if !self.shared[row] {
            return RowId { key, twin: None };
        }
        let group = self.group(&key);
        let print = self.print(row);
        let alike = self.by_print(group).unwrap_or_default();
        let first = alike.partition_point(|of| *of < (print, 0));
        let before = alike.partition_point(|of| *of < (print, row)) - first;
        RowId { key, twin: Some(Box::new(Twin { print, before })) }
    }
    /// The row that bears this name. Names mostly come in the order of the rows: `next` is the one
    /// that is looked at first, and then the one behind what was found.
    pub(in crate::patch) fn find(&self, id: &RowId, next: &mut usize) -> Option<usize> {
        let found = self.found(id, *next);
        *next = found.map_or(*next, |row| row + 1);
        found
    }
    fn found(&self, id: &RowId, next: usize) -> Option<usize> {
        let Some(Twin { print, before }) = id.twin.as_deref().copied() else {
            if id.key.is_empty() {
                return None;
            }
            if self.shared.get(next) == Some(&false) && self.has_key(next, &id.key) {
                return Some(next);
            }
            let group = self.group(&id.key);
            return self.by_key.get(group).and_then(|rows| Some(rows.first()?.1));
        };
        let group = self.group(&id.key);
        let Some(alike) = self.by_print(group.clone()) else {
            let (_, row) = self.by_key.get(group)?.first()?;
            return (before == 0 && self.print(*row) == print).then_some(*row);
        };
        let first = alike.partition_point(|of| *of < (print, 0));
        let (found, row) = alike.get(first.checked_add(before)?)?;
        (*found == print).then_some(*row)
    }
}
