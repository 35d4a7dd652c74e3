//! What became of each column on the way.

use alloc::{
    collections::{BTreeMap, BTreeSet},
    string::String,
    vec::Vec,
};

use roster_core::{Format, Memory};

use crate::{
    Carry,
    missed::Missed,
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
    /// Of these, those that the target does not say, or says otherwise, and that are carried
    /// beside the package, or left behind.
    pub carried: u64,
    /// Likewise those that ride in the package itself, in columns added to it.
    pub embedded: u64,
    /// Where the others are: file and header in the target, and how they were turned.
    pub to: Vec<(&'static str, &'static str, Option<&'static str>)>,
}

impl Ledger {
    /// Of a package: what would not come back by itself of what it became abroad; and without what
    /// was embedded there, if anything was.
    pub(crate) fn of(
        from: &'static Format,
        to: &'static Format,
        abroad: &Memory,
        missed: &[Missed],
        plain: Option<&[Missed]>,
        patch: &Patch,
        carry: Carry,
    ) -> Self {
        let (left, right) = (linked(from), linked(to));
        let mut columns = Vec::new();
        for (number, own) in missed.iter().enumerate() {
            let table = own.table;
            let all = plain.map_or(own, |plain| &plain[number]);
            let both = own.columns.iter().zip(&all.columns);
            for (column, (own, all)) in table.columns.iter().zip(both) {
                let (cells, carried) = (own.said, own.missed);
                let embedded = all.missed.saturating_sub(carried);
                let place = (table.file, column.header);
                let facts = left.iter().filter(|of| (of.file, of.header) == place);
                let to = facts.flat_map(|of| {
                    let same = right.iter().filter(|other| of.says_the_same(other));
                    same.map(|other| (other.file, other.header, of.how.or(other.how)))
                });
                if cells > 0 {
                    let (file, header) = place;
                    let to = to.collect();
                    columns.push(Entry { file, header, cells, carried, embedded, to });
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
        for filled in Missed::of(to, abroad, &Memory::new()) {
            let table = filled.table;
            for (column, of) in table.columns.iter().zip(filled.columns) {
                let cells = of.said;
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
