//! What became of each column on the way.

use alloc::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    string::String,
    vec,
    vec::Vec,
};

use roster_core::{Format, Memory, Source, Table};

use crate::{
    Carry,
    feed::{Reader, files},
    patch::{EntryKind, Patch},
    table::linked,
    texts::{Texts, join},
};

/// What became of each column of a package, in numbers: no cell's text is in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Ledger {
    /// The columns of the source.
    pub columns: Vec<Entry>,
    /// The columns of the target that were filled in without the source saying so, since the
    /// target must have them: file, header, cells.
    pub synthesised: Vec<(&'static str, &'static str, u64)>,
    /// What else is carried of each file: how it is written, the order of its rows, rows and files
    /// that have no counterpart; and how often.
    pub raw: Vec<(String, EntryKind, u64)>,
    /// What becomes of what is carried.
    pub carry: Carry,
}

/// A column of the source.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Entry {
    /// The file.
    pub file: &'static str,
    /// The column's header, as the format has it.
    pub header: &'static str,
    /// Cells that say something.
    pub cells: u64,
    /// Of these, those that the target does not say, or says otherwise.
    pub carried: u64,
    /// Where the others are: file and header in the target, and how they were turned.
    pub to: Vec<(&'static str, &'static str, Option<&'static str>)>,
}

impl Ledger {
    /// Of a package, and of what it became abroad and, from there, at home.
    pub(crate) fn of(
        from: &'static Format,
        to: &'static Format,
        source: &dyn Source,
        [abroad, rebuilt]: [&Memory; 2],
        patch: &Patch,
        carry: Carry,
    ) -> Self {
        let (left, right) = (linked(from), linked(to));
        let mut columns = Vec::new();
        for ((table, home), (_, rebuilt)) in
            files(from, source).into_iter().zip(files(from, rebuilt))
        {
            let counts = counts(table, home, rebuilt);
            for (column, [cells, carried]) in table.columns.iter().zip(counts) {
                let place = (table.file, column.header);
                let facts = left.iter().filter(|of| (of.file, of.header) == place);
                let to = facts.flat_map(|of| {
                    let same = right.iter().filter(|other| of.says_the_same(other));
                    same.map(|other| (other.file, other.header, of.how.or(other.how)))
                });
                if cells > 0 {
                    let (file, header) = place;
                    columns.push(Entry { file, header, cells, carried, to: to.collect() });
                }
            }
        }
        let mut raw: BTreeMap<(String, EntryKind), u64> = BTreeMap::new();
        for entry in patch.entries().filter(|entry| entry.kind != EntryKind::Cell) {
            *raw.entry((String::from(entry.file), entry.kind)).or_default() += 1;
        }
        let raw = raw.into_iter().map(|((file, kind), count)| (file, kind, count)).collect();
        let said: BTreeSet<_> = left.iter().map(|of| of.fact).collect();
        let mut synthesised = Vec::new();
        for (table, bytes) in files(to, abroad) {
            let counts = counts(table, bytes, None);
            for (column, [cells, _]) in table.columns.iter().zip(counts) {
                let place = (table.file, column.header);
                let mut facts = right.iter().filter(|of| (of.file, of.header) == place);
                if cells > 0 && !facts.any(|of| said.contains(&of.fact)) {
                    synthesised.push((place.0, place.1, cells));
                }
            }
        }
        Ledger { columns, synthesised, raw, carry }
    }
}

/// For each column of a file, the cells that say something, and those of them that do not come
/// back by themselves.
fn counts(table: &'static Table, home: Option<&[u8]>, rebuilt: Option<&[u8]>) -> Vec<[u64; 2]> {
    let key: Vec<usize> = (0..table.columns.len()).filter(|c| table.columns[*c].key).collect();
    in_order(table, &key, home, rebuilt).unwrap_or_else(|| by_key(table, &key, home, rebuilt))
}

fn reader<'a>(table: &'static Table, bytes: Option<&'a [u8]>) -> Option<Reader<'a>> {
    bytes.and_then(|bytes| Reader::new(table, bytes))
}

/// Counts the cells of a row of home, and those that the row which comes back does not say.
fn count(counts: &mut [[u64; 2]], row: &[Cow<'_, str>], back: Option<&[Cow<'_, str>]>) {
    for (c, (count, cell)) in counts.iter_mut().zip(row).enumerate() {
        if !cell.is_empty() {
            count[0] += 1;
            count[1] += u64::from(back.is_none_or(|back| back[c] != *cell));
        }
    }
}

/// If the rows come back in their order, or none does.
fn in_order(
    table: &'static Table,
    key: &[usize],
    home: Option<&[u8]>,
    rebuilt: Option<&[u8]>,
) -> Option<Vec<[u64; 2]>> {
    let mut counts = vec![[0, 0]; table.columns.len()];
    let Some(mut home) = reader(table, home) else { return Some(counts) };
    let mut rebuilt = reader(table, rebuilt);
    while let Some(row) = home.row() {
        let back = rebuilt.as_mut().and_then(Reader::row);
        // behind the last that comes back none does
        if back.as_ref().is_some_and(|back| key.iter().any(|c| row[*c] != back[*c])) {
            return None;
        }
        count(&mut counts, row, back.as_deref());
    }
    Some(counts)
}

/// In whatever order they come back: those of one key in that of home.
fn by_key(
    table: &'static Table,
    key: &[usize],
    home: Option<&[u8]>,
    rebuilt: Option<&[u8]>,
) -> Vec<[u64; 2]> {
    let mut counts = vec![[0, 0]; table.columns.len()];
    let (Some(mut home), Some(mut rebuilt)) = (reader(table, home), reader(table, rebuilt)) else {
        return counts;
    };
    let key_of = |row: &[Cow<'_, str>]| {
        let mut out = String::new();
        join(key.iter().map(|c| &*row[*c]), &mut out);
        out
    };
    let (mut keys, mut rows) = (Vec::new(), Vec::new());
    while let Some(row) = rebuilt.row() {
        keys.push(key_of(row));
        rows.push(row.to_vec());
    }
    let there: Texts<'_> = keys.iter().map(|key| &**key).collect();
    // how many of those with the key of the one at a place are used
    let mut used = vec![0; rows.len()];
    while let Some(row) = home.row() {
        let key = key_of(row);
        let mut same = there.all(&key).peekable();
        let back = same.peek().copied().and_then(|first| {
            used[first] += 1;
            same.nth(used[first] - 1)
        });
        count(&mut counts, row, back.map(|back| &*rows[back]));
    }
    counts
}
