//! What became of each column on the way.

use alloc::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    string::String,
    vec,
    vec::Vec,
};

use roster_core::{Format, Memory, Source};

use crate::{
    Carry,
    feed::{Feed, File},
    patch::{EntryKind, Patch},
    table::linked,
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
        let (home, rebuilt) = (Feed::read(from, source), Feed::read(from, rebuilt));
        let mut columns = Vec::new();
        for (file, back) in home.files.iter().zip(&rebuilt.files) {
            let counts = counts(file, back);
            for (column, [cells, carried]) in file.table.columns.iter().zip(counts) {
                let place = (file.table.file, column.header);
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
        for file in &Feed::read(to, abroad).files {
            for (c, column) in file.table.columns.iter().enumerate() {
                let place = (file.table.file, column.header);
                let mut facts = right.iter().filter(|of| (of.file, of.header) == place);
                let cells = file.rows.iter().filter(|row| !row[c].is_empty()).count() as u64;
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
fn counts(home: &File<'_>, rebuilt: &File<'_>) -> Vec<[u64; 2]> {
    let columns = home.table.columns;
    let key: Vec<usize> = (0..columns.len()).filter(|c| columns[*c].key).collect();
    let key_of = |row: &[Cow<'_, str>]| -> Vec<String> {
        key.iter().map(|c| row[*c].clone().into_owned()).collect()
    };
    let mut there: BTreeMap<Vec<String>, Vec<&Vec<Cow<'_, str>>>> = BTreeMap::new();
    for row in rebuilt.rows.iter().rev() {
        there.entry(key_of(row)).or_default().push(row);
    }
    let mut counts = vec![[0, 0]; columns.len()];
    for row in &home.rows {
        let back = there.get_mut(&key_of(row)).and_then(Vec::pop);
        for (c, count) in counts.iter_mut().enumerate().filter(|(c, _)| !row[*c].is_empty()) {
            count[0] += 1;
            count[1] += u64::from(back.is_none_or(|back| back[c] != row[c]));
        }
    }
    counts
}
