//! The columns of a file.

use alloc::{borrow::Cow, vec::Vec};

use roster_core::{Header, Table};

use super::dress::item;

/// What makes a column the same in two files: the table's column that it is bound to, or its
/// header and how many with that header stand before it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Name<T> {
    Known(usize),
    Other(T, usize),
}

impl Name<&[u8]> {
    pub(super) fn to_owned(self) -> Name<Vec<u8>> {
        match self {
            Name::Known(column) => Name::Known(column),
            Name::Other(text, before) => Name::Other(text.to_vec(), before),
        }
    }
}
impl Name<Vec<u8>> {
    pub(super) fn as_ref(&self) -> Name<&[u8]> {
        match self {
            Name::Known(column) => Name::Known(*column),
            Name::Other(text, before) => Name::Other(text, *before),
        }
    }
}

/// The names of a file's columns, and where they stand. A file can have millions of them.
#[derive(Default)]
pub(super) struct Names {
    /// The headers that the table does not know, one behind the other.
    texts: Vec<u8>,
    list: Vec<Of>,
    /// Where those stand that the table does not know, by name.
    others: Vec<u32>,
    /// Where the table's columns stand.
    known: Vec<Option<usize>>,
    /// Where the table's key columns stand.
    keys: Vec<Option<usize>>,
}

/// A column of a file.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Of {
    /// Where its text ends among those of all.
    end: u32,
    /// Its number in the table, or [`OTHER`] and how many of its name stand before it.
    number: u32,
}

const OTHER: u32 = 1 << 31;

impl Names {
    /// Of more headers than can be counted in 31 bits those behind are passed over.
    pub(super) fn of<T: AsRef<[u8]>>(table: &'static Table, headers: &[T]) -> Self {
        let header = Header::bind(table, headers);
        let length = headers.iter().map(|text| text.as_ref().len()).sum::<usize>();
        let headers = if u32::try_from(length).is_ok() { headers } else { &[] };
        let mut names = Names { list: Vec::with_capacity(headers.len()), ..Names::default() };
        for (text, place) in headers.iter().map(AsRef::as_ref).zip(0..OTHER) {
            let column = header.found(place as usize).column();
            if column.is_none() {
                names.texts.extend_from_slice(text);
                names.others.push(place);
            }
            let number = column.map_or(OTHER, |column| column as u32);
            names.list.push(Of { end: names.texts.len() as u32, number });
        }
        let text = |place: &u32| headers[*place as usize].as_ref();
        names.others.sort_unstable_by(|a, b| text(a).cmp(text(b)).then(a.cmp(b)));
        for alike in names.others.chunk_by(|a, b| text(a) == text(b)) {
            for (place, before) in alike.iter().zip(OTHER..) {
                names.list[*place as usize].number = before;
            }
        }
        let columns = 0..table.columns.len();
        names.known = columns.clone().map(|column| header.position(column)).collect();
        let keys = columns.filter(|column| table.columns[*column].key);
        names.keys = keys.map(|column| header.position(column)).collect();
        names
    }
    pub(super) fn len(&self) -> usize {
        self.list.len()
    }
    pub(super) fn get(&self, place: usize) -> Option<Name<&[u8]>> {
        let Of { end, number } = *self.list.get(place)?;
        if number & OTHER == 0 {
            return Some(Name::Known(number as usize));
        }
        let start = place.checked_sub(1).map_or(0, |before| self.list[before].end as usize);
        Some(Name::Other(&self.texts[start..end as usize], (number & !OTHER) as usize))
    }
    pub(super) fn iter(&self) -> impl Iterator<Item = Name<&[u8]>> {
        (0..self.len()).filter_map(|place| self.get(place))
    }
    /// The table's column that stands at a place.
    pub(super) fn column(&self, place: usize) -> Option<usize> {
        match self.get(place)? {
            Name::Known(column) => Some(column),
            Name::Other(..) => None,
        }
    }
    pub(super) fn place(&self, name: Name<&[u8]>) -> Option<usize> {
        if let Name::Known(column) = name {
            return self.known(column);
        }
        let is = |place: &u32| self.get(*place as usize).cmp(&Some(name));
        let found = self.others.binary_search_by(is).ok()?;
        Some(self.others[found] as usize)
    }
    /// Where a column of the table stands.
    pub(super) fn known(&self, column: usize) -> Option<usize> {
        self.known.get(column).copied().flatten()
    }
    /// Whether a file has the same columns in the same order.
    pub(super) fn are(&self, others: &Names) -> bool {
        self.list == others.list && self.texts == others.texts
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_told_apart() {
        let table = sds_model::v1::FORMAT.tables[0];
        let headers = ["x", "sis id", "", "x", "w", "SIS ID", "", "x"];
        let names = Names::of(table, &headers);
        let is = |place| names.get(place).expect("a column");
        assert!(is(5) == Name::Known(0) && names.column(5) == Some(0) && names.column(0).is_none());
        assert!(is(7) == Name::Other(b"x", 2) && is(6) == Name::Other(b"", 1));
        for place in 0..headers.len() {
            assert_eq!(names.place(is(place)), Some(place));
        }
        assert!(names.place(Name::Other(b"x", 3)).is_none() && names.get(8).is_none());
        assert!(!names.are(&Names::of(table, &headers[1..])));
        let moved = ["xx", "sis id", "", "", "w", "SIS ID", "", "x"];
        assert!(!names.are(&Names::of(table, &moved)) && names.are(&names));
    }
}
