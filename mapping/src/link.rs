//! Columns linked to facts, as data: read by the conversion and by the documentation.

use alloc::{borrow::Cow, vec::Vec};
use core::fmt;

use crate::{
    feed::File,
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
    pub(crate) fn read<'a>(&self, row: &[Cow<'a, str>]) -> Record<'a, E> {
        let said = self.0.iter().filter(|(at, _)| !row[*at].is_empty());
        let most = said.map(|(_, link)| link.fact.index() + 1).max();
        let mut record = Record::with_room(most.unwrap_or(0));
        for (at, link) in &self.0 {
            if !row[*at].is_empty() {
                let text = row[*at].clone();
                record[link.fact] = match link.via {
                    Some(via) => via.read(text),
                    None => text,
                };
            }
        }
        record
    }

    /// Says it in a row.
    pub(crate) fn write<'a>(&self, record: &Record<'a, E>, row: &mut [Cow<'a, str>]) {
        for (at, link) in &self.0 {
            let text = &record[link.fact];
            if !text.is_empty() {
                row[*at] = link.via.map_or_else(|| text.clone(), |via| via.write(text));
            }
        }
    }

    /// A row that says it, for this file.
    pub(crate) fn row<'a>(&self, record: &Record<'a, E>, file: &File<'a>) -> Vec<Cow<'a, str>> {
        let mut row = file.blank_row();
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
    core::mem::take(&mut file.rows).iter().map(|row| links.read(row)).collect()
}

/// Says these records in a file, in a row each.
pub(crate) fn put<'r, 'a: 'r, E: Entity>(
    records: impl IntoIterator<Item = &'r Record<'a, E>>,
    file: &mut File<'a>,
    links: &'static [Link<E>],
) {
    let links = Bound::new(file, links);
    let records = records.into_iter();
    file.make_room(records.size_hint().0);
    for record in records {
        links.write(record, file.add_row());
    }
    file.present = !file.rows.is_empty();
}

/// The same of records that are not needed any more: each is gone when it is said.
pub(crate) fn put_all<'a, E: Entity>(
    records: Vec<Record<'a, E>>,
    file: &mut File<'a>,
    links: &'static [Link<E>],
) {
    let links = Bound::new(file, links);
    file.make_room(records.len());
    for record in records {
        links.write(&record, file.add_row());
    }
    file.present = !file.rows.is_empty();
}
