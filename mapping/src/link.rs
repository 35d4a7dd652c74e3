//! Columns linked to facts, as data: read by the conversion and by the documentation.

use alloc::{borrow::Cow, vec::Vec};
use core::fmt;

use crate::{
    feed::{File, Row},
    hub::{Entity, Record},
};

/// A column that says a fact.
pub struct Link<E: 'static> {
    /// The column's header.
    pub header: &'static str,
    /// The fact.
    pub fact: E,
    /// How its texts become the fact's, if they are not the same.
    pub via: Option<&'static Via>,
}

/// How the texts of a column become those of a fact, and back. A text that has no counterpart
/// becomes the empty one: it does not cross.
pub struct Via {
    /// What it is, for the documentation.
    pub name: &'static str,
    /// From the column to the fact.
    pub to: for<'t> fn(&'t str) -> Cow<'t, str>,
    /// From the fact to the column.
    pub from: for<'t> fn(&'t str) -> Cow<'t, str>,
}

/// A column that says the same as a fact, in the same words.
pub const fn same<E>(header: &'static str, fact: E) -> Link<E> {
    Link { header, fact, via: None }
}
/// A column that says the same as a fact, in other words.
pub const fn via<E>(header: &'static str, fact: E, via: &'static Via) -> Link<E> {
    Link { header, fact, via: Some(via) }
}

impl<E> fmt::Debug for Link<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Link({})", self.header)
    }
}
impl fmt::Debug for Via {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Via({})", self.name)
    }
}

impl Via {
    fn read<'a>(&self, text: Cow<'a, str>) -> Cow<'a, str> {
        match text {
            Cow::Borrowed(text) => (self.to)(text),
            Cow::Owned(text) => Cow::Owned((self.to)(&text).into_owned()),
        }
    }
    fn write<'a>(&self, text: &Cow<'a, str>) -> Cow<'a, str> {
        match text {
            Cow::Borrowed(text) => (self.from)(text),
            Cow::Owned(text) => Cow::Owned((self.from)(text).into_owned()),
        }
    }
}

/// The links of one file, bound to the places of its columns.
pub(crate) struct Bound<E: 'static>(Vec<(usize, &'static Link<E>)>);

impl<E: Entity> Bound<E> {
    pub(crate) fn new(file: &File<'_>, links: &'static [Link<E>]) -> Self {
        Bound(Vec::new()).and(file, links)
    }

    /// These and more of the same file.
    pub(crate) fn and(mut self, file: &File<'_>, links: &'static [Link<E>]) -> Self {
        self.0.extend(links.iter().map(|link| (file.column(link.header), link)));
        self
    }

    /// What a row says.
    pub(crate) fn read<'a>(&self, row: &Row<'a>) -> Record<'a, E> {
        let mut record = Record::with_room(self.0.len().min(row.said()));
        for (at, link) in &self.0 {
            if !row[*at].is_empty() {
                let text = row[*at].clone();
                let text = match link.via {
                    Some(via) => via.read(text),
                    None => text,
                };
                record.set(link.fact, text);
            }
        }
        record
    }

    /// Says it in a row.
    pub(crate) fn write<'a>(&self, record: &Record<'a, E>, row: &mut Row<'a>) {
        for (at, link) in &self.0 {
            let text = &record[link.fact];
            if !text.is_empty() {
                row.set(*at, link.via.map_or_else(|| text.clone(), |via| via.write(text)));
            }
        }
    }

    /// A row that says it.
    pub(crate) fn row<'a>(&self, record: &Record<'a, E>) -> Row<'a> {
        let mut row = Row::with_room(record.said().min(self.0.len()));
        self.write(record, &mut row);
        row
    }
}

/// What the rows of a file say.
pub(crate) fn all<'a, E: Entity>(file: &File<'a>, links: &'static [Link<E>]) -> Vec<Record<'a, E>> {
    let links = Bound::new(file, links);
    file.rows.iter().map(|row| links.read(row)).collect()
}

/// What the rows of a file say, which are then gone from it.
pub(crate) fn take_all<'a, E: Entity>(
    file: &mut File<'a>,
    links: &'static [Link<E>],
) -> Vec<Record<'a, E>> {
    let links = Bound::new(file, links);
    core::mem::take(&mut file.rows).into_iter().map(|row| links.read(&row)).collect()
}

/// Says these records in a file, in a row each.
pub(crate) fn put<'r, 'a: 'r, E: Entity>(
    records: impl IntoIterator<Item = &'r Record<'a, E>>,
    file: &mut File<'a>,
    links: &'static [Link<E>],
) {
    let links = Bound::new(file, links);
    let records = records.into_iter();
    file.rows.reserve_exact(records.size_hint().0);
    for record in records {
        file.rows.push(links.row(record));
    }
}

/// The same of records that are not needed any more: each is gone when it is said.
pub(crate) fn put_all<'a, E: Entity>(
    records: Vec<Record<'a, E>>,
    file: &mut File<'a>,
    links: &'static [Link<E>],
) {
    let links = Bound::new(file, links);
    file.rows.reserve_exact(records.len());
    for record in records {
        file.rows.push(links.row(&record));
    }
}
