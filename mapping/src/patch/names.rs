//! The columns of a file.

use alloc::{borrow::Cow, collections::BTreeMap, vec::Vec};

use roster_core::{Header, Table};

use super::dress::item;

/// What makes a column the same in two files: the table's column that it is bound to, or its
/// header and how many with that header stand before it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Name {
    Known(usize),
    Other(Vec<u8>, usize),
}

/// The names of a file's columns, and where they stand.
#[derive(Default)]
pub(super) struct Names {
    list: Vec<Name>,
    places: BTreeMap<Name, usize>,
    /// Where the table's key columns stand.
    keys: Vec<Option<usize>>,
}

impl Names {
    pub(super) fn of<T: AsRef<[u8]>>(table: &'static Table, headers: &[T]) -> Self {
        let header = Header::bind(table, headers);
        let mut seen: BTreeMap<&[u8], usize> = BTreeMap::new();
        let mut names = Names::default();
        for (place, text) in headers.iter().map(AsRef::as_ref).enumerate() {
            let name = match header.found(place).column() {
                Some(column) => Name::Known(column),
                None => {
                    let before = seen.entry(text).or_default();
                    *before += 1;
                    Name::Other(text.to_vec(), *before - 1)
                }
            };
            names.places.insert(name.clone(), place);
            names.list.push(name);
        }
        let keys = (0..table.columns.len()).filter(|column| table.columns[*column].key);
        names.keys = keys.map(|column| header.position(column)).collect();
        names
    }
    pub(super) fn list(&self) -> &[Name] {
        &self.list
    }
    pub(super) fn place(&self, name: &Name) -> Option<usize> {
        self.places.get(name).copied()
    }
    /// Where a column of the table stands.
    pub(super) fn known(&self, column: usize) -> Option<usize> {
        self.place(&Name::Known(column))
    }
    /// Where the table's key columns stand.
    pub(super) fn keys(&self) -> &[Option<usize>] {
        &self.keys
    }
    /// Where the key stands, if it is one cell.
    pub(super) fn only_key(&self) -> Option<usize> {
        if let [place] = *self.keys { place } else { None }
    }
    /// The texts of the table's key columns; none at all if all of them are blank.
    pub(super) fn key<'a>(
        &self,
        cell: impl Fn(usize) -> Option<Cow<'a, [u8]>>,
    ) -> Vec<Cow<'a, [u8]>> {
        let text = |place: &Option<usize>| place.and_then(&cell).unwrap_or_default();
        let key: Vec<_> = self.keys.iter().map(text).collect();
        if key.iter().all(|text| text.is_empty()) { Vec::new() } else { key }
    }
    /// The same as a row of CSV, in place of what is in `out`.
    pub(super) fn write_key<'t>(
        &self,
        text: impl Fn(usize) -> Option<Cow<'t, [u8]>>,
        out: &mut Vec<u8>,
    ) {
        out.clear();
        let mut blank = true;
        for (i, place) in self.keys.iter().enumerate() {
            let text = place.and_then(&text).unwrap_or_default();
            blank &= text.is_empty();
            item(i, &text, out);
        }
        if blank {
            out.clear();
        }
    }
}
