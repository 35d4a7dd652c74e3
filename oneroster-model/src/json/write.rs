//! Rows as JSON.

use alloc::{collections::BTreeMap, format, string::String, vec::Vec};
use core::fmt::Write as _;

use roster_core::{Column, Record, json as raw};

use super::{
    cell::{self, Form},
    table::{Binding, Collection, Part},
};

/// Writes objects in their plainest form: members in the order of the tables, none for what is
/// blank, no white space.
///
/// ```
/// use oneroster_model::{json::{Writer, v1p1}, v1p1 as csv};
/// use roster_core::Field;
///
/// let org = csv::Org {
///     sourced_id: Field::raw("11"),
///     name: Field::raw("Nes"),
///     parent_sourced_id: Field::raw("1"),
///     ..csv::Org::default()
/// };
/// let writer = Writer::new(&v1p1::BINDING, "https://sis.example.org");
/// let object = writer.record(&org).unwrap();
/// assert_eq!(object, r#"{"sourcedId":"11","name":"Nes","parent":{"href":"#.to_owned()
///     + r#""https://sis.example.org/ims/oneroster/v1p1/orgs/1","sourcedId":"1","type":"org"}}"#);
/// let document = writer.collection("orgs", [object]).unwrap();
/// assert!(document.starts_with("{\"orgs\":[\n{\"sourcedId\":\"11\","));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Writer<'w> {
    binding: &'static Binding,
    base: &'w str,
}

impl<'w> Writer<'w> {
    /// A writer of a version, for a service whose addresses begin so: `https://sis.example.org`.
    pub fn new(binding: &'static Binding, base: &'w str) -> Self {
        Writer { binding, base }
    }

    /// A row of a CSV file as an object; `None` if the binding has no such resource.
    pub fn record<'r, R: Record<'r>>(&self, record: &'r R) -> Option<String> {
        let collection = self.binding.collection_of_rows(R::TABLE.file)?;
        let cells: Vec<Option<&[u8]>> = record.cells().collect();
        let cell = |column: &Column| {
            let cell = R::TABLE.column(column.header).and_then(|column| cells[column]);
            cell.and_then(text).unwrap_or_default()
        };
        let row: Vec<&str> = collection.rows.columns.iter().map(cell).collect();
        let metadata = record.ext().iter().filter_map(|extra| {
            let name = text(&extra.header)?.strip_prefix("metadata.")?;
            Some((name, text(&extra.cell)?))
        });
        Some(self.object(collection, &row, metadata, &[]))
    }

    /// A row as an object: cells of the columns of the resource's [`rows`](Collection::rows),
    /// metadata, and for each of its parts the rows that belong to this one.
    pub fn object<'c, T: AsRef<str>>(
        &self,
        collection: &Collection,
        row: &[T],
        metadata: impl Iterator<Item = (&'c str, &'c str)>,
        parts: &[Vec<&[T]>],
    ) -> String {
        let mut object = Object::default();
        let columns = collection.rows.columns.iter().zip(collection.members.columns);
        for ((column, member), cell) in columns.zip(row) {
            if !cell.as_ref().is_empty() {
                object.member(member.header, &self.value(column, cell.as_ref()));
            }
        }
        let mut all = Object::default();
        metadata
            .filter(|(_, text)| !text.is_empty())
            .for_each(|(name, text)| all.member(name, &raw::quoted(text)));
        if !all.0.is_empty() {
            object.member("metadata", &all.close());
        }
        for (part, rows) in collection.parts.iter().zip(parts) {
            if !rows.is_empty() {
                object.member(part.list, &self.list(part, rows));
            }
        }
        object.close()
    }

    /// What a cell says, as the value of a member: of a column of the binding's rows.
    pub fn value(&self, column: &Column, cell: &str) -> String {
        let kind_of = |file: &str| self.binding.collection_of_rows(file).map(|of| of.single);
        cell::write(Form::of(column, kind_of), cell, &|key, id| self.address(key, id))
    }

    /// The objects of a part's rows: rows that agree in what stands outside the inner list are one.
    fn list<T: AsRef<str>>(&self, part: &Part, rows: &[&[T]]) -> String {
        let mut order: Vec<(String, Vec<String>)> = Vec::new();
        let mut places: BTreeMap<String, usize> = BTreeMap::new();
        for cells in rows {
            let (mut outer, mut inner, mut item) = (Object::default(), Object::default(), None);
            for (i, (row, member)) in part.rows.columns.iter().zip(part.members.columns).enumerate()
            {
                let Some(cell) = cells.get(i).map(AsRef::as_ref).filter(|cell| !cell.is_empty())
                else {
                    continue;
                };
                let value = self.value(row, cell);
                match member.header.split_once('/') {
                    _ if i == part.around => {}
                    Some((_, name)) => inner.member(name, &value),
                    None if part.inner == Some(member.header) => item = Some(value),
                    None => outer.member(member.header, &value),
                }
            }
            let place = match part.inner {
                // without an inner list each row is an object
                None => order.len(),
                Some(_) => *places.entry(outer.0.clone()).or_insert(order.len()),
            };
            if place == order.len() {
                order.push((outer.0, Vec::new()));
            }
            let item = item.or_else(|| (!inner.0.is_empty()).then(|| inner.close()));
            order[place].1.extend(item);
        }
        let objects = order.into_iter().map(|(outer, items)| {
            let mut object = Object(outer);
            if let Some(inner) = part.inner.filter(|_| !items.is_empty()) {
                object.member(inner, &format!("[{}]", items.join(",")));
            }
            object.close()
        });
        format!("[{}]", objects.collect::<Vec<_>>().join(","))
    }

    /// A document of objects, one a line; `None` if the binding has no such resource.
    pub fn collection(
        &self,
        key: &str,
        objects: impl IntoIterator<Item = String>,
    ) -> Option<String> {
        let known = self.binding.collections.iter().find(|of| of.key == key)?;
        let mut out = format!("{{\"{}\":[", known.key);
        for (i, object) in objects.into_iter().enumerate() {
            out.push_str(if i == 0 { "\n" } else { ",\n" });
            out.push_str(&object);
        }
        out.push_str("\n]}\n");
        Some(out)
    }

    /// The address of a record: of a collection by its key, and an id.
    pub fn address(&self, key: &str, id: &str) -> String {
        let service = match key {
            _ if self.binding.csv.id == "oneroster-1.1" => "v1p1",
            "resources" => "resources/v1p2",
            "categories"
            | "lineItems"
            | "results"
            | "scoreScales"
            | "assessmentLineItems"
            | "assessmentResults" => "gradebook/v1p2",
            _ => "rostering/v1p2",
        };
        let mut out = format!("{}/ims/oneroster/{service}/{key}/", self.base);
        for byte in id.bytes() {
            match byte.is_ascii_alphanumeric() || b"-._~@".contains(&byte) {
                true => out.push(char::from(byte)),
                false => _ = write!(out, "%{byte:02X}"),
            }
        }
        out
    }
}

/// An object that is being written, without its closing brace.
#[derive(Default)]
struct Object(String);

impl Object {
    fn member(&mut self, name: &str, value: &str) {
        self.0.push(if self.0.is_empty() { '{' } else { ',' });
        self.0.push_str(&raw::quoted(name));
        self.0.push(':');
        self.0.push_str(value);
    }
    fn close(self) -> String {
        if self.0.is_empty() { "{}".into() } else { self.0 + "}" }
    }
}

fn text(bytes: &[u8]) -> Option<&str> {
    core::str::from_utf8(bytes).ok()
}
