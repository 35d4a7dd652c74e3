//! What became of each column on the way.

use alloc::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    format,
    string::String,
    vec::Vec,
};

use roster_core::{Format, Memory};

use crate::{
    Carry, feed,
    ids::Renames,
    json::Seen,
    missed::Missed,
    patch::{self, EntryKind, Patch},
    reader::filled,
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
    /// What else is carried of each file: values that no column is for, where it is not CSV; how it is
    /// written, the order of its rows, rows and files that have no counterpart; and how often.
    pub raw: Vec<(String, EntryKind, u64)>,
    /// Ids that are spelt otherwise in the target or have no place there, of each file; and how
    /// many.
    pub respelt: Vec<(String, u64)>,
    /// What becomes of what is carried.
    pub carry: Carry,
    /// What was left out before the conversion, for it was not to leave: file, header, cells. Columns
    /// that the format does not know are without a header.
    pub left_out: Vec<(&'static str, &'static str, u64)>,
}

/// A column of the source.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Entry {
    /// The file.
    pub file: &'static str,
    /// The column's header, as the format has it; of a column that the format does not know where
    /// it stands, `column 7`, since its header is a cell like others.
    pub header: Cow<'static, str>,
    /// Cells that say something.
    pub cells: u64,
    /// Of these, those that the target does not say, or says otherwise, and that are carried
    /// beside the package, or left behind.
    pub carried: u64,
    /// Cells that say nothing, where something would come back by itself: that too is carried.
    pub blank: u64,
    /// Of those that say something, those that ride in the package itself, in columns added to it.
    pub embedded: u64,
    /// Where the others are: file and header in the target, and how they were turned.
    pub to: Vec<(&'static str, &'static str, Option<&'static str>)>,
}

impl Ledger {
    /// Whether the target says everything: nothing is carried, and nothing left behind.
    pub fn is_empty(&self) -> bool {
        let says_all = |of: &Entry| of.carried == 0 && of.blank == 0 && of.embedded == 0;
        self.raw.is_empty() && self.respelt.is_empty() && self.columns.iter().all(says_all)
    }

    /// Of a package: what would not come back by itself of what it became abroad; and without what
    /// was embedded there, if anything was.
    pub(crate) fn of(
        from: &'static Format,
        to: &'static Format,
        abroad: &Memory,
        missed: &[Missed],
        plain: Option<&[Missed]>,
        (patch, respelt): (&Patch, [&Renames; 2]),
        carry: Carry,
    ) -> Self {
        let (left, right) = (linked(from), linked(to));
        let mut columns = Vec::new();
        for (number, own) in missed.iter().enumerate() {
            let names = own.named;
            let all = plain.map_or(own, |plain| &plain[number]);
            for (c, ((column, own), (_, all))) in own.columns().zip(all.columns()).enumerate() {
                let (cells, carried, blank) = (own.said, own.missed, own.blank.count);
                let embedded = all.missed.saturating_sub(carried);
                let (file, known) = (names.file, column.ok().map(|_| &names.columns[c]));
                let facts = left
                    .iter()
                    .filter(|of| of.file == file && known.is_some_and(|k| k.header == of.header));
                let to = facts.flat_map(|of| {
                    let same = right.iter().filter(|other| of.says_the_same(other));
                    same.map(|other| (other.file, other.header, of.how.or(other.how)))
                });
                if cells + blank > 0 {
                    let header = match column {
                        Ok(_) => names.columns[c].header.into(),
                        Err(at) => format!("column {}", at + 1).into(),
                    };
                    let to = to.collect();
                    columns.push(Entry { file, header, cells, carried, blank, embedded, to });
                }
            }
        }
        let mut raw: BTreeMap<(String, EntryKind), u64> = BTreeMap::new();
        // of files that are not CSV, cells that no column is for have no place among the columns
        let is_told = |named: bool| named || from.view.is_none();
        let cells = |entry: &patch::Entry<'_>| {
            entry.kind == EntryKind::Cell && is_told(entry.column.is_some())
        };
        for entry in patch.entries().filter(|entry| !cells(entry)) {
            *raw.entry((String::from(entry.file), entry.kind)).or_default() += 1;
        }
        let raw = raw.into_iter().map(|((file, kind), count)| (file, kind, count)).collect();
        let said: BTreeSet<_> = left.iter().map(|of| of.fact).collect();
        let mut synthesised = Vec::new();
        let seen = Seen::of(to, abroad);
        let files = feed::files(seen.format, seen.source()).into_iter().zip(to.tables);
        for ((table, bytes), named) in files {
            let is_made_up = |c: &usize| {
                let place = (named.file, named.columns[*c].header);
                let mut facts = right.iter().filter(|of| (of.file, of.header) == place);
                !facts.any(|of| said.contains(&of.fact))
            };
            let columns: Vec<_> =
                (0..table.columns.len().min(named.columns.len())).filter(is_made_up).collect();
            let cells = filled(table, bytes.unwrap_or_default(), &columns);
            let told = columns.iter().zip(cells).filter(|(_, cells)| *cells > 0);
            synthesised
                .extend(told.map(|(c, cells)| (named.file, named.columns[*c].header, cells)));
        }
        let mut ids: BTreeMap<&str, u64> = BTreeMap::new();
        for (file, _, _) in respelt.into_iter().flat_map(Renames::iter) {
            *ids.entry(file).or_default() += 1;
        }
        let respelt = ids.into_iter().map(|(file, count)| (file.into(), count)).collect();
        Ledger { columns, synthesised, raw, respelt, carry, left_out: Vec::new() }
    }
}
