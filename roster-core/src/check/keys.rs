//! Ids and keys: which of them have been seen.

use alloc::{
    borrow::Cow,
    boxed::Box,
    collections::{BTreeMap, BTreeSet},
    vec::Vec,
};

use super::Layout;
use crate::{
    encoding::Encoding,
    finding::Spot,
    format::Format,
    header::Header,
    scan::{self, Oddity, OddityKind, Rows},
    source::Source,
    table::{Column, Table},
};

/// The text that two cells of a column share if they mean the same.
pub(super) fn canonical<'a>(column: &Column, bytes: Cow<'a, [u8]>) -> Cow<'a, [u8]> {
    if !column.kind.folds_case() {
        return bytes;
    }
    match core::str::from_utf8(&bytes) {
        Ok(text) => Cow::Owned(text.to_lowercase().into_bytes()),
        Err(_) => bytes,
    }
}

/// For every file that others refer to, the ids that stand in it.
///
/// Ordered maps, not hashed ones: no choice of ids makes them slow.
pub(crate) struct Ids(BTreeMap<&'static str, Parent>);

/// A file that others refer to.
pub(super) enum Parent {
    /// The package lacks it, and no rule demands it: only references to it can say so.
    Absent,
    /// The ids that stand in it.
    Ids(BTreeSet<Box<[u8]>>),
}

impl Ids {
    pub(super) fn of(format: &Format, source: &dyn Source, layout: &Layout) -> Self {
        let columns = format.tables.iter().flat_map(|table| table.columns);
        let enforced = columns.filter_map(|column| column.refers).filter(|refers| refers.enforced);
        let files: BTreeSet<&'static str> = enforced.map(|refers| refers.file).collect();
        let of = |file| {
            let table = format.table(file)?;
            let Some(at) = layout.file(table) else {
                return layout.absence(table).is_none().then_some((file, Parent::Absent));
            };
            Some((file, Parent::Ids(ids(table, source.read(at).ok()?)?)))
        };
        Ids(files.into_iter().filter_map(of).collect())
    }

    /// What is known of a file; `None` if nothing can be said of references to it, since it has a
    /// finding of its own: it is missing, or could not be read.
    pub(super) fn get(&self, file: &str) -> Option<&Parent> {
        self.0.get(file)
    }
}

fn ids(table: &'static Table, bytes: &[u8]) -> Option<BTreeSet<Box<[u8]>>> {
    if !Encoding::of(bytes).is_readable() {
        return None;
    }
    let mut rows = Rows::new(bytes);
    let mut ignore = |_| {};
    let header = rows.next_row(&mut ignore)?;
    let header = Header::bind(table, header.to_cells());
    let id = table.id()?;
    let at = header.position(id)?;
    let column = &table.columns[id];
    let mut ids = BTreeSet::new();
    let mut open_quote = None;
    let mut note = |odd: Oddity| {
        if odd.kind == OddityKind::UnclosedQuote && odd.cell == Some(at) {
            open_quote = Some(odd.at);
        }
    };
    while let Some(row) = rows.next_row(&mut note) {
        if let Some(cell) = row.cell(at).filter(|cell| !cell.is_empty()) {
            ids.insert(canonical(column, cell).into());
        }
    }
    // the id that was meant is there: the open quote has a finding of its own
    if let Some(quote) = open_quote {
        let meant = &bytes[quote + 1..scan::end_of_plain(bytes, quote)];
        ids.insert(canonical(column, meant.into()).into());
    }
    Some(ids)
}

/// Texts seen so far, each with the row that had it first and what else is to be known of it.
#[derive(Default)]
pub(super) struct Seen<T>(BTreeMap<Box<[u8]>, (Spot, T)>);

impl<T> Seen<T> {
    /// The row that had this text before, or `None` if this one is the first.
    pub(super) fn first(&mut self, text: Cow<'_, [u8]>, spot: Spot, note: T) -> Option<&(Spot, T)> {
        use alloc::collections::btree_map::Entry;
        match self.0.entry(text.into()) {
            Entry::Vacant(entry) => {
                entry.insert((spot, note));
                None
            }
            Entry::Occupied(entry) => Some(entry.into_mut()),
        }
    }
}

/// Several texts as one, so that no two different lists give the same.
pub(super) fn join(parts: &[Cow<'_, [u8]>]) -> Vec<u8> {
    let mut out = Vec::new();
    for part in parts {
        out.extend_from_slice(&(part.len() as u64).to_le_bytes());
        out.extend_from_slice(part);
    }
    out
}
