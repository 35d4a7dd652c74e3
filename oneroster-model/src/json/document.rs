//! A document and its objects, for callers.

use alloc::{borrow::Cow, vec::Vec};
use core::fmt;

use roster_core::{Extra, Record, Table, json as raw};

use super::{
    cell::{Form, Reader},
    odd::Oddities,
    read::{Chosen, Objects, rows},
    table::{Binding, Collection},
};

/// A document of one resource: a collection, or a single object.
///
/// ```
/// use oneroster_model::{json::{Document, v1p2}, v1p2 as csv};
///
/// let json = r#"{"users": [{"sourcedId": "u1", "enabledUser": true, "givenName": "Ad\u00e9la",
///     "primaryOrg": {"href": "https://sis.example.org/orgs/7", "sourcedId": "7", "type": "org"},
///     "roles": [{"roleType": "primary", "role": "student", "org": {"sourcedId": "7"}}],
///     "metadata": {"bus": "12"}}]}"#;
/// let document = Document::read(&v1p2::BINDING, "users", json.as_bytes()).unwrap();
/// let object = document.objects().next().unwrap();
///
/// // as a row of users.csv, and its roles as rows of roles.csv
/// let user: csv::User = object.record().unwrap();
/// assert_eq!(user.given_name.text(), Some("Adéla"));
/// assert_eq!(user.enabled_user.get(), Ok(Some(true)));
/// assert_eq!(user.primary_org_sourced_id.text(), Some("7"));
/// assert_eq!(user.phone.text(), None);
/// assert_eq!(&*user.ext[0].header, b"metadata.bus");
/// let roles: Vec<csv::Role> = object.parts();
/// assert_eq!(roles[0].user_sourced_id.text(), Some("u1"));
///
/// // as it stands
/// assert_eq!(object.get("givenName"), Some(r#""Ad\u00e9la""#));
/// ```
pub struct Document<'a> {
    binding: &'static Binding,
    collection: &'static Collection,
    list: Vec<&'a str>,
}

/// An object of a document, as its own text.
#[derive(Clone, Copy)]
pub struct Object<'a> {
    binding: &'static Binding,
    collection: &'static Collection,
    text: &'a str,
}

/// Bytes that are no document of the resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NoDocument {
    /// The binding has no such resource.
    NoResource,
    /// They are not JSON in UTF-8.
    NotJson {
        /// The line of the first byte that cannot stand there, from 1.
        line: usize,
        /// Where in the line it stands, in bytes, from 1.
        column: usize,
    },
    /// They hold no objects of the resource.
    NoCollection,
}

impl fmt::Display for NoDocument {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NoDocument::NoResource => f.write_str("the binding has no such resource"),
            NoDocument::NotJson { line, column } => {
                write!(f, "not JSON from line {line}, byte {column} on")
            }
            NoDocument::NoCollection => f.write_str("there are no objects of the resource in it"),
        }
    }
}
impl core::error::Error for NoDocument {}

impl<'a> Document<'a> {
    /// Reads a document of the resource whose collection has this key, in whatever envelope it
    /// comes; a byte order mark is read past.
    ///
    /// # Errors
    ///
    /// [`NoDocument`], whatever the bytes.
    pub fn read(binding: &'static Binding, key: &str, bytes: &'a [u8]) -> Result<Self, NoDocument> {
        let collections = binding.collections.iter().copied();
        let collection = collections.into_iter().find(|of| of.key == key);
        let collection = collection.ok_or(NoDocument::NoResource)?;
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let text = raw::document(bytes)
            .map_err(|error| NoDocument::NotJson { line: error.line(), column: error.column() })?;
        let objects = Objects::of(collection, text, &mut Oddities::default());
        let list = objects.ok_or(NoDocument::NoCollection)?.list;
        Ok(Document { binding, collection, list })
    }
    /// The items of the collection as they stand in the bytes, what is no object included.
    pub fn items(&self) -> &[&'a str] {
        &self.list
    }
    /// Its objects; an item that is none is left out.
    pub fn objects(&self) -> impl Iterator<Item = Object<'a>> {
        let (binding, collection) = (self.binding, self.collection);
        let objects = self.list.iter().filter(|text| raw::members(text).is_some());
        objects.map(move |text| Object { binding, collection, text })
    }
}

impl<'a> Object<'a> {
    /// The object as it stands in the document.
    pub fn text(self) -> &'a str {
        self.text
    }
    /// A member's value as it stands there; of a member that stands twice, the last.
    pub fn get(self, name: &str) -> Option<&'a str> {
        let members = raw::members(self.text).unwrap_or_default();
        members.iter().rfind(|member| member.name == name).map(|member| member.value)
    }
    /// The object as a row of its CSV file; `None` if the record is of another file. Columns
    /// without a member are absent, metadata is in `ext`.
    pub fn record<R: Record<'a>>(self) -> Option<R> {
        let table = self.collection.rows;
        if R::TABLE.file != table.file {
            return None;
        }
        let members = raw::members(self.text)?;
        let chosen = Chosen::of(self.collection, members, |_, _| {});
        let mut odd = Oddities::default();
        let mut reader = Reader { text: self.text, odd: &mut odd };
        let kind_of = |file: &str| self.binding.collection_of_rows(file).map(|of| of.single);
        let mut cell = |column: usize| {
            let value = chosen.members[chosen.columns[column]?].value;
            let form = Form::of(&table.columns[column], kind_of);
            Some(bytes(reader.cell(&self.collection.members.columns[column], form, value)))
        };
        let cells: Vec<_> = (0..table.columns.len()).map(&mut cell).collect();
        Some(record(table, cells, self.metadata()))
    }
    /// The rows of a file that has its place in lists of the object, such as `roles.csv`; none if
    /// the binding has no such list here. Items that rule O317 tells of have none.
    pub fn parts<R: Record<'a>>(self) -> Vec<R> {
        let objects = Objects { base: Vec::new(), list: Vec::from([self.text]), array: true };
        let mut odd = Oddities::default();
        let read = rows(self.binding, self.collection, self.text, &objects, &mut odd);
        let part = read.into_iter().skip(1).find(|rows| rows.table.file == R::TABLE.file);
        let Some(part) = part else { return Vec::new() };
        let cells = |row: Vec<Cow<'a, str>>| {
            let cells = row.into_iter().map(|cell| Some(cell).filter(|cell| !cell.is_empty()));
            record(part.table, cells.map(|cell| cell.map(bytes)).collect(), Vec::new())
        };
        part.iter(part.table.columns.len(), false)
            .map(|row| cells(row.cloned().collect()))
            .collect()
    }

    fn metadata(self) -> Vec<Extra<'a>> {
        let metadata = self.get("metadata").and_then(raw::members).unwrap_or_default();
        let extra = |member: raw::Member<'a>| Extra {
            header: Cow::Owned([b"metadata.", member.name.as_bytes()].concat()),
            cell: bytes(raw::text(member.value).unwrap_or(Cow::Borrowed(member.value))),
        };
        metadata.into_iter().map(extra).collect()
    }
}

impl Binding {
    /// What a member's value says, as the text of the cell in its column of the collection's
    /// [`rows`](Collection::rows); whatever is odd about it.
    pub fn cell<'a>(
        &self,
        collection: &'static Collection,
        column: usize,
        value: &'a str,
    ) -> Cow<'a, str> {
        let kind_of = |file: &str| self.collection_of_rows(file).map(|of| of.single);
        let form = Form::of(&collection.rows.columns[column], kind_of);
        let mut odd = Oddities::default();
        let mut reader = Reader { text: value, odd: &mut odd };
        match raw::Shape::of(value) {
            raw::Shape::Null => Cow::Borrowed(""),
            _ => reader.cell(&collection.members.columns[column], form, value),
        }
    }
}

/// A record of the cells of another table, by header.
fn record<'a, R: Record<'a>>(
    table: &Table,
    mut cells: Vec<Option<Cow<'a, [u8]>>>,
    ext: Vec<Extra<'a>>,
) -> R {
    R::from_cells(|column| cells[table.column(R::TABLE.columns[column].header)?].take(), ext)
}

fn bytes(text: Cow<'_, str>) -> Cow<'_, [u8]> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.as_bytes()),
        Cow::Owned(text) => Cow::Owned(text.into_bytes()),
    }
}

impl fmt::Debug for Document<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Document({}, {} objects)", self.collection.key, self.list.len())
    }
}
impl fmt::Debug for Object<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Object({}, {} bytes)", self.collection.single, self.text.len())
    }
}
