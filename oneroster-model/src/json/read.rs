//! Documents as rows: a collection's objects as the rows of its table, and what they hold in lists
//! of objects as rows of tables of their own.

use alloc::{borrow::Cow, collections::BTreeMap, format, string::String, vec, vec::Vec};

use roster_core::{
    Detail, Table,
    json::{self as raw, Member, Shape},
};

use super::{
    cell::{Form, Reader},
    odd::{Oddities, Of, Step},
    rules as o,
    table::{Binding, Collection, Part},
};

/// The objects of a document.
pub(crate) struct Objects<'a> {
    /// The way to them: to the array, or to the one object.
    pub(crate) base: Vec<Step>,
    /// Each as it stands there.
    pub(crate) list: Vec<&'a str>,
    /// Whether they stand in an array.
    pub(crate) array: bool,
}

impl<'a> Objects<'a> {
    /// Finds them in a document, in whatever envelope they come.
    pub(crate) fn of(
        collection: &'static Collection,
        text: &'a str,
        odd: &mut Oddities,
    ) -> Option<Self> {
        let root = raw::document(text.as_bytes()).ok()?;
        let mut reader = Reader { text, odd };
        if let Shape::Array = Shape::of(root) {
            reader.note_with(&o::OTHER_ENVELOPE, Of::Whole, root, || key(collection));
            return Some(Objects { base: Vec::new(), list: raw::items(root)?, array: true });
        }
        let members = raw::members(root).unwrap_or_default();
        let own = members.iter().rposition(|of| of.name == collection.key);
        let found = own.or_else(|| {
            let others = collection.other_keys();
            members.iter().rposition(|of| others.contains(&&*of.name))
        });
        let Some(found) = found else {
            reader.note_with(&o::NO_COLLECTION, Of::Whole, root, || key(collection));
            return None;
        };
        for (_, member) in members.iter().enumerate().filter(|(i, _)| *i != found) {
            let (rule, of) = match member.name == members[found].name {
                true => (&o::REPEATED_MEMBER, Of::Whole),
                false => (&o::FOREIGN_MEMBER, Of::Unknown(&member.name)),
            };
            reader.odd.path.push(Step::Unknown);
            reader.note(rule, of, member.value);
            reader.odd.path.pop();
        }
        let Member { name, value, .. } = &members[found];
        let known = collection.other_keys().iter().find(|key| **key == *name);
        let step = match own {
            Some(_) => Step::Member(collection.key),
            None => known.map_or(Step::Unknown, |key| Step::Member(key)),
        };
        let base = vec![step];
        reader.odd.path.push(step);
        let objects = match Shape::of(value) {
            Shape::Array => {
                if own.is_none() {
                    reader.note_with(&o::OTHER_ENVELOPE, Of::Whole, value, || key(collection));
                }
                Some(Objects { base, list: raw::items(value)?, array: true })
            }
            Shape::Object => {
                // demographics have one key for both
                if collection.key != collection.single {
                    reader.note_with(&o::OTHER_ENVELOPE, Of::Whole, value, || key(collection));
                }
                Some(Objects { base, list: vec![*value], array: false })
            }
            _ => {
                reader.note_with(&o::NO_COLLECTION, Of::Whole, value, || key(collection));
                None
            }
        };
        reader.odd.path.pop();
        objects
    }

    /// The way to one of them.
    pub(crate) fn path(&self, object: usize) -> Vec<Step> {
        let index = self.array.then_some(Step::Item(object));
        self.base.iter().copied().chain(index).collect()
    }
}

fn key(collection: &'static Collection) -> Detail {
    Detail::Words(core::slice::from_ref(&collection.key))
}

impl Collection {
    /// Other keys that its objects come under: that of one object, and those of services for some
    /// of the objects.
    fn other_keys(&self) -> &'static [&'static str] {
        match self.key {
            "academicSessions" => &["academicSession", "terms", "gradingPeriods", "term"],
            "orgs" => &["org", "schools", "school"],
            "users" => &["user", "students", "teachers", "student", "teacher"],
            "classes" => &["class"],
            "categories" => &["category"],
            "courses" => &["course"],
            "enrollments" => &["enrollment"],
            "lineItems" => &["lineItem"],
            "resources" => &["resource"],
            "results" => &["result"],
            "scoreScales" => &["scoreScale"],
            "assessmentLineItems" => &["assessmentLineItem"],
            "assessmentResults" => &["assessmentResult"],
            _ => &[],
        }
    }
}

/// What a member's name is in an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// This column of the table.
    Column(usize),
    /// The same in another spelling: that of the CSV file, or in other case.
    Nearly(usize),
    /// The list of this part.
    Part(usize),
    /// The open object for whatever anyone adds.
    Metadata,
    Unknown,
}

impl Meaning {
    pub(crate) fn of(collection: &Collection, name: &str) -> Self {
        let columns = collection.members.columns;
        if let Some(column) = columns.iter().position(|column| column.header == name) {
            return Meaning::Column(column);
        }
        if let Some(part) = collection.parts.iter().position(|part| part.list == name) {
            return Meaning::Part(part);
        }
        if name == "metadata" {
            return Meaning::Metadata;
        }
        let rows = collection.rows.columns.iter();
        let nearly = rows.zip(columns).position(|(row, member)| {
            row.header == name
                || row.aliases.contains(&name)
                || member.header.eq_ignore_ascii_case(name)
                // one OpenAPI file of 1.1 has one role for a list
                || (member.header == "roles" && name == "role")
        });
        nearly.map_or(Meaning::Unknown, Meaning::Nearly)
    }
}

/// The members of an object that say something: for each column and each part the one that counts.
pub(crate) struct Chosen<'a> {
    pub(crate) members: Vec<Member<'a>>,
    pub(crate) columns: Vec<Option<usize>>,
    pub(crate) parts: Vec<Option<usize>>,
    pub(crate) metadata: Option<usize>,
}

impl<'a> Chosen<'a> {
    /// `told` hears of members that are repeated or unknown.
    pub(crate) fn of(
        collection: &Collection,
        members: Vec<Member<'a>>,
        mut told: impl FnMut(&Member<'a>, Odder),
    ) -> Self {
        let mut columns = vec![None; collection.members.columns.len()];
        let mut parts = vec![None; collection.parts.len()];
        let mut metadata = None;
        let mut nearly: Vec<(usize, usize)> = Vec::new();
        for (i, member) in members.iter().enumerate() {
            let place = match Meaning::of(collection, &member.name) {
                Meaning::Column(column) => &mut columns[column],
                Meaning::Part(part) => &mut parts[part],
                Meaning::Metadata => &mut metadata,
                Meaning::Nearly(column) => {
                    told(member, Odder::Nearly(column));
                    nearly.push((column, i));
                    continue;
                }
                Meaning::Unknown => {
                    told(member, Odder::Unknown);
                    continue;
                }
            };
            if place.replace(i).is_some() {
                told(member, Odder::Repeated(Meaning::of(collection, &member.name)));
            }
        }
        for (column, i) in nearly {
            columns[column].get_or_insert(i);
        }
        Chosen { members, columns, parts, metadata }
    }
}

/// What is odd about a member's name.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Odder {
    Nearly(usize),
    Unknown,
    Repeated(Meaning),
}

const BLANK: &Cow<'static, str> = &Cow::Borrowed("");

/// Rows of one table, and where they are from.
pub(crate) struct Rows<'a> {
    pub(crate) table: &'static Table,
    /// The metadata that objects have, as headers.
    pub(crate) extra: Vec<String>,
    /// Of all rows, with the number of their column; blank ones are left out.
    cells: Vec<(u32, Cow<'a, str>)>,
    /// Where those of each row end.
    ends: Vec<usize>,
    pub(crate) at: Vec<RowAt>,
}

impl<'a> Rows<'a> {
    fn push(&mut self, at: RowAt, cells: impl IntoIterator<Item = Cow<'a, str>>) {
        let cells = (0..).zip(cells).filter(|(_, cell)| !cell.is_empty());
        self.cells.extend(cells);
        self.ends.push(self.cells.len());
        self.at.push(at);
    }
    /// The rows, so many cells of each, or with `cut` no more than say something.
    pub(crate) fn iter(
        &self,
        width: usize,
        cut: bool,
    ) -> impl Iterator<Item = impl Iterator<Item = &Cow<'a, str>>> {
        let starts = core::iter::once(&0).chain(&self.ends);
        starts.zip(&self.ends).map(move |(start, end)| {
            let cells = &self.cells[*start..*end];
            // a blank line would be no row
            let said = cells.last().map_or(2, |(at, _)| *at as usize + 1);
            let mut cells = cells.iter().peekable();
            (0..if cut { width.min(said) } else { width }).map(move |at| {
                let cell = cells.next_if(|(of, _)| *of as usize == at);
                cell.map_or(BLANK, |(_, text)| text)
            })
        })
    }
}

/// Where a row stands in its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RowAt {
    object: u32,
    outer: u32,
    inner: u32,
}

impl RowAt {
    /// No item: there are fewer.
    const NONE: u32 = u32::MAX;

    fn of(object: usize, outer: Option<usize>, inner: Option<usize>) -> Self {
        let number = |of| u32::try_from(of).unwrap_or(RowAt::NONE);
        let item = |of: Option<usize>| of.map_or(RowAt::NONE, number);
        RowAt { object: number(object), outer: item(outer), inner: item(inner) }
    }
    /// Its object in the collection, from 0.
    pub(crate) fn object(self) -> usize {
        self.object as usize
    }
    /// The item of the object's list, if the row is of one.
    pub(crate) fn outer(self) -> Option<usize> {
        (self.outer != RowAt::NONE).then_some(self.outer as usize)
    }
    /// The item of that item's list.
    pub(crate) fn inner(self) -> Option<usize> {
        (self.inner != RowAt::NONE).then_some(self.inner as usize)
    }
}

/// Reads the objects of a document as rows: those of the collection's table, then those of its
/// parts.
pub(crate) fn rows<'a>(
    binding: &Binding,
    collection: &'static Collection,
    text: &'a str,
    objects: &Objects<'a>,
    odd: &mut Oddities,
) -> Vec<Rows<'a>> {
    let tables = core::iter::once(collection.rows).chain(collection.parts.iter().map(|of| of.rows));
    let of = |table| {
        let (extra, cells, ends, at) = Default::default();
        Rows { table, extra, cells, ends, at }
    };
    let kind_of = |file: &str| binding.collection_of_rows(file).map(|of| of.single);
    let forms = |table: &Table| -> Vec<Form> {
        table.columns.iter().map(|column| Form::of(column, kind_of)).collect()
    };
    let mut reading = Reading {
        collection,
        forms: forms(collection.rows),
        part_forms: collection.parts.iter().map(|part| forms(part.rows)).collect(),
        extra: BTreeMap::new(),
        rows: tables.map(of).collect(),
        room: 0,
        reader: Reader { text, odd },
    };
    for (i, object) in objects.list.iter().enumerate() {
        reading.reader.odd.path = objects.path(i);
        reading.reader.odd.row = i as u64 + 1;
        reading.object(i, object);
    }
    reading.reader.odd.path.clear();
    reading.reader.odd.row = 0;
    reading.rows
}

struct Reading<'a, 'o> {
    collection: &'static Collection,
    forms: Vec<Form>,
    part_forms: Vec<Vec<Form>>,
    /// Names of metadata, and their places among the extra columns.
    extra: BTreeMap<String, usize>,
    rows: Vec<Rows<'a>>,
    /// How many bytes the rows of the object's lists may yet repeat.
    room: usize,
    reader: Reader<'a, 'o>,
}

/// What stands once in an object, such as its id, stands in each row of its lists. More than so many
/// times the object's size it is not repeated: items beyond have no rows, and are told. An object of
/// which that is true has items that are shorter than any can be, or an id that is too long.
const MOST_TIMES: usize = 16;

impl<'a> Reading<'a, '_> {
    fn object(&mut self, index: usize, object: &'a str) {
        let Some(members) = raw::members(object) else {
            return self.reader.note(&o::NOT_AN_OBJECT, Of::Whole, object);
        };
        let collection = self.collection;
        let columns = collection.members.columns;
        let reader = &mut self.reader;
        let chosen = Chosen::of(collection, members, |member, odder| {
            let (rule, of, near) = match odder {
                Odder::Nearly(column) => {
                    (&o::FOREIGN_MEMBER, Of::Unknown(&member.name), Some(&columns[column]))
                }
                Odder::Unknown => (&o::FOREIGN_MEMBER, Of::Unknown(&member.name), None),
                Odder::Repeated(Meaning::Column(column)) => {
                    (&o::REPEATED_MEMBER, Of::Member(&columns[column]), None)
                }
                Odder::Repeated(_) => (&o::REPEATED_MEMBER, Of::Unknown(&member.name), None),
            };
            let step = match of {
                Of::Member(column) => Step::Member(column.header),
                _ => Step::Unknown,
            };
            reader.odd.path.push(step);
            reader.note_with(rule, of, member.value, || near.map_or(Detail::None, Detail::Near));
            reader.odd.path.pop();
        });
        let mut cells: Vec<Cow<'a, str>> = Vec::with_capacity(columns.len());
        for (i, column) in columns.iter().enumerate() {
            let Some(member) = chosen.columns[i].map(|member| &chosen.members[member]) else {
                cells.push(Cow::Borrowed(""));
                continue;
            };
            reader.odd.path.push(Step::Member(column.header));
            cells.push(reader.cell(column, self.forms[i], member.value));
            reader.odd.path.pop();
        }
        let id = collection.rows.id().map(|id| cells[id].clone()).unwrap_or_default();
        self.room = object.len() * MOST_TIMES;
        if let Some(metadata) = chosen.metadata {
            self.metadata(chosen.members[metadata].value, &mut cells);
        }
        for (number, list) in chosen.parts.iter().enumerate() {
            let Some(list) = list.map(|list| chosen.members[list].value) else { continue };
            let part = &collection.parts[number];
            self.reader.odd.path.push(Step::Member(part.list));
            self.part(index, number, id.clone(), list);
            self.reader.odd.path.pop();
        }
        self.rows[0].push(RowAt::of(index, None, None), cells);
    }

    fn metadata(&mut self, value: &'a str, cells: &mut Vec<Cow<'a, str>>) {
        /// Names are without number, and each would be a column of all rows.
        const MOST_NAMES: usize = 256;
        let Some(members) = raw::members(value) else {
            let rule = match Shape::of(value) {
                Shape::Null => &o::NULL_VALUE,
                _ => &o::WRONG_JSON_TYPE,
            };
            self.reader.odd.path.push(Step::Member("metadata"));
            self.reader.note(rule, Of::Unknown("metadata"), value);
            self.reader.odd.path.pop();
            return;
        };
        let known = self.collection.rows.columns.len();
        for member in members {
            let place = match self.extra.get(&*member.name) {
                Some(place) => *place,
                None if self.extra.len() < MOST_NAMES => {
                    let place = self.extra.len();
                    self.extra.insert(member.name.clone().into_owned(), place);
                    self.rows[0].extra.push(format!("metadata.{}", member.name));
                    place
                }
                None => continue,
            };
            if cells.len() <= known + place {
                cells.resize(known + place + 1, Cow::Borrowed(""));
            }
            cells[known + place] = match Shape::of(member.value) {
                Shape::Null => Cow::Borrowed(""),
                _ => raw::text(member.value).unwrap_or(Cow::Borrowed(member.value)),
            };
        }
    }

    /// Whether so many bytes may be repeated.
    fn take_room(&mut self, bytes: usize) -> bool {
        let left = self.room.checked_sub(bytes);
        self.room = left.unwrap_or_default();
        left.is_some()
    }

    /// The items of an object's list.
    fn part(&mut self, object: usize, number: usize, id: Cow<'a, str>, list: &'a str) {
        let Some(items) = raw::items(list) else {
            let rule = match Shape::of(list) {
                Shape::Null => &o::NULL_VALUE,
                _ => &o::WRONG_JSON_TYPE,
            };
            let name = self.collection.parts[number].list;
            return self.reader.note(rule, Of::Unknown(name), list);
        };
        for (i, item) in items.iter().copied().enumerate() {
            if !self.take_room(id.len()) {
                let list = self.collection.parts[number].list;
                return self.reader.leave(list, i, &items[i..]);
            }
            self.reader.odd.path.push(Step::Item(i));
            match raw::members(item) {
                None => self.reader.note(&o::NOT_AN_OBJECT, Of::Whole, item),
                Some(members) => self.item(object, number, i, id.clone(), &members),
            }
            self.reader.odd.path.pop();
        }
    }

    fn item(
        &mut self,
        object: usize,
        number: usize,
        outer: usize,
        id: Cow<'a, str>,
        members: &[Member<'a>],
    ) {
        let part = &self.collection.parts[number];
        let columns = part.members.columns;
        let mut cells = vec![Cow::Borrowed(""); columns.len()];
        cells[part.around] = id;
        let mut inner = None;
        for member in members {
            if part.inner.is_some_and(|name| name == member.name) {
                inner = Some(member.value);
                continue;
            }
            match part.column(&member.name) {
                Some(column) => {
                    let (column, form) = (&columns[column], self.part_forms[number][column]);
                    self.reader.odd.path.push(Step::Member(column.header));
                    let cell = self.reader.cell(column, form, member.value);
                    cells[part.column(&member.name).unwrap_or(0)] = cell;
                    self.reader.odd.path.pop();
                }
                None => self.unknown(member),
            }
        }
        let place = |inner| RowAt::of(object, Some(outer), inner);
        let items = inner.and_then(|list| Some((list, raw::items(list)?)));
        let Some((name, (_, items))) = part.inner.zip(items) else {
            if let (Some(name), Some(list)) = (part.inner, inner) {
                self.reader.odd.path.push(Step::Member(name));
                self.reader.note(&o::WRONG_JSON_TYPE, Of::Unknown(name), list);
                self.reader.odd.path.pop();
            }
            return self.rows[number + 1].push(place(None), cells);
        };
        if items.is_empty() {
            self.rows[number + 1].push(place(None), cells.iter().cloned());
        }
        self.reader.odd.path.push(Step::Member(name));
        let own = cells.iter().map(|cell| cell.len()).sum();
        for (i, item) in items.iter().copied().enumerate() {
            if !self.take_room(own) {
                self.reader.leave(name, i, &items[i..]);
                break;
            }
            self.reader.odd.path.push(Step::Item(i));
            let mut cells = cells.clone();
            self.inner(number, item, &mut cells);
            self.rows[number + 1].push(place(Some(i)), cells);
            self.reader.odd.path.pop();
        }
        self.reader.odd.path.pop();
    }

    /// An item of an item's list: an object, or the value of one column.
    fn inner(&mut self, number: usize, item: &'a str, cells: &mut [Cow<'a, str>]) {
        let part = &self.collection.parts[number];
        let columns = part.members.columns;
        let itself = columns.iter().position(|of| part.inner == Some(of.header));
        if let Some(column) = itself {
            let form = self.part_forms[number][column];
            cells[column] = self.reader.cell(&columns[column], form, item);
            return;
        }
        let Some(members) = raw::members(item) else {
            return self.reader.note(&o::NOT_AN_OBJECT, Of::Whole, item);
        };
        for member in &members {
            match part.inner_column(&member.name) {
                Some((column, name)) => {
                    let form = self.part_forms[number][column];
                    self.reader.odd.path.push(Step::Member(name));
                    cells[column] = self.reader.cell(&columns[column], form, member.value);
                    self.reader.odd.path.pop();
                }
                // credentials may have members of their own
                None if part.inner == Some("credentials") => {}
                None => self.unknown(member),
            }
        }
    }

    fn unknown(&mut self, member: &Member<'a>) {
        self.reader.odd.path.push(Step::Unknown);
        self.reader.note(&o::FOREIGN_MEMBER, Of::Unknown(&member.name), member.value);
        self.reader.odd.path.pop();
    }
}

impl Part {
    /// The column of a member of its objects.
    pub(crate) fn column(&self, name: &str) -> Option<usize> {
        let columns = self.members.columns.iter().enumerate();
        let mut columns =
            columns.filter(|(column, of)| *column != self.around && self.inner != Some(of.header));
        columns.find(|(_, of)| of.header == name).map(|(column, _)| column)
    }
    /// The column of a member of the objects in its inner list, and the member's name.
    pub(crate) fn inner_column(&self, name: &str) -> Option<(usize, &'static str)> {
        let columns = self.members.columns.iter().enumerate();
        let mut inner = columns.filter_map(|(column, of)| {
            let (list, name) = of.header.split_once('/')?;
            (Some(list) == self.inner).then_some((column, name))
        });
        inner.find(|(_, of)| *of == name)
    }
}
