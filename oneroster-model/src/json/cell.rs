//! Values as cells: what a member's JSON says, as the text of a CSV cell.

use alloc::{borrow::Cow, format, string::String, vec::Vec};

use roster_core::{
    Column, Detail, Kind, Rule, Shape as TextShape,
    json::{self as raw, Shape},
};

use super::{
    odd::{Oddities, Of, Step},
    rules as o,
};
use crate::shapes::{ScaleMapping, UserId};

/// What a member holds, apart from whether it is a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holds {
    Text,
    Number,
    /// One of the words `true` and `false`.
    Truth,
    /// A reference, whose `type` is this word.
    Reference(&'static str),
    /// An object of two texts, which is `{a:b}` in a cell.
    Pair([&'static str; 2]),
}

/// How a member is written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Form {
    pub(crate) list: bool,
    pub(crate) holds: Holds,
}

impl Form {
    /// The form of a column's member; `kind_of` names the kind of record in a CSV file.
    pub(crate) fn of(column: &Column, kind_of: impl Fn(&str) -> Option<&'static str>) -> Self {
        let (list, item) = match column.kind {
            Kind::List(item) => (true, *item),
            kind => (false, kind),
        };
        let is = |shape: &'static TextShape| item == Kind::Shape(shape);
        let holds = match (column.refers, item) {
            (Some(refers), _) if !column.id => match kind_of(refers.file) {
                Some(word) => Holds::Reference(word),
                None => Holds::Text,
            },
            (_, Kind::Bool) => Holds::Truth,
            (_, Kind::Decimal | Kind::Whole) => Holds::Number,
            _ if is(UserId::SHAPE) => Holds::Pair(["type", "identifier"]),
            _ if is(ScaleMapping::SHAPE) => Holds::Pair(["itemValueLHS", "itemValueRHS"]),
            _ => Holds::Text,
        };
        Form { list, holds }
    }
}

/// Reads values of one document.
pub(crate) struct Reader<'a, 'o> {
    /// The whole of it.
    pub(crate) text: &'a str,
    pub(crate) odd: &'o mut Oddities,
}

impl<'a> Reader<'a, '_> {
    pub(crate) fn note(&mut self, rule: &'static Rule, of: Of<'_>, value: &'a str) {
        self.note_with(rule, of, value, || Detail::None);
    }
    pub(crate) fn note_with(
        &mut self,
        rule: &'static Rule,
        of: Of<'_>,
        value: &'a str,
        detail: impl FnOnce() -> Detail,
    ) {
        self.odd.note(rule, of, (raw::offset(self.text, value), value.len()), 1, detail);
    }
    /// Notes that the items of a list from one on are not read.
    pub(crate) fn leave(&mut self, list: &str, from: usize, items: &[&'a str]) {
        let Some(first) = items.first() else { return };
        let at = (raw::offset(self.text, first), first.len());
        self.odd.path.push(Step::Item(from));
        let (of, count) = (Of::Unknown(list), items.len() as u64);
        self.odd.note(&o::ITEMS_NOT_READ, of, at, count, || Detail::None);
        self.odd.path.pop();
    }
    fn at<T>(&mut self, step: Step, read: impl FnOnce(&mut Self) -> T) -> T {
        self.odd.path.push(step);
        let out = read(self);
        self.odd.path.pop();
        out
    }

    /// The cell of a member.
    pub(crate) fn cell(
        &mut self,
        column: &'static Column,
        form: Form,
        value: &'a str,
    ) -> Cow<'a, str> {
        match (form.list, Shape::of(value)) {
            (_, Shape::Null) => {
                self.note(&o::NULL_VALUE, Of::Member(column), value);
                Cow::Borrowed("")
            }
            (true, Shape::Array) => self.list(column, form, value),
            (true, _) => {
                self.note(&o::WRONG_JSON_TYPE, Of::Member(column), value);
                self.item(column, form, value)
            }
            (false, Shape::Array) => {
                self.note(&o::WRONG_JSON_TYPE, Of::Member(column), value);
                match raw::items(value).unwrap_or_default()[..] {
                    [one] => self.item(column, form, one),
                    _ => Cow::Borrowed(""),
                }
            }
            (false, _) => self.item(column, form, value),
        }
    }

    fn list(&mut self, column: &'static Column, form: Form, value: &'a str) -> Cow<'a, str> {
        let items = raw::items(value).unwrap_or_default();
        let mut cells: Vec<Cow<'a, str>> = Vec::with_capacity(items.len());
        for (i, item) in items.into_iter().enumerate() {
            let cell = self.at(Step::Item(i), |reader| {
                if Shape::of(item) == Shape::Null {
                    reader.note(&o::NULL_VALUE, Of::Member(column), item);
                    return Cow::Borrowed("");
                }
                let cell = reader.item(column, form, item);
                if !cell.contains(',') {
                    return cell;
                }
                reader.note(&o::COMMA_IN_ITEM, Of::Member(column), item);
                cell.replace(',', "").into()
            });
            if !cell.is_empty() {
                cells.push(cell);
            }
        }
        match cells.len() {
            1 => cells.swap_remove(0),
            _ => cells.join(",").into(),
        }
    }

    /// One value that is no list and not null.
    fn item(&mut self, column: &'static Column, form: Form, value: &'a str) -> Cow<'a, str> {
        let of = Of::Member(column);
        match form.holds {
            Holds::Reference(word) => self.reference(column, word, value),
            Holds::Pair(names) => self.pair(column, names, value),
            Holds::Truth => match (Shape::of(value), value) {
                (Shape::Bool, _) => {
                    self.note(&o::BOOLEAN_FOR_WORD, of, value);
                    Cow::Borrowed(value)
                }
                (Shape::Number, "1" | "0") => {
                    self.note(&o::BOOLEAN_FOR_WORD, of, value);
                    Cow::Borrowed(if value == "1" { "true" } else { "false" })
                }
                (Shape::Number, _) => {
                    self.note(&o::BOOLEAN_FOR_WORD, of, value);
                    Cow::Borrowed(value)
                }
                _ => self.text(column, value),
            },
            Holds::Number => match Shape::of(value) {
                Shape::Number => Cow::Borrowed(value),
                _ => {
                    let text = self.text(column, value);
                    if !text.is_empty() {
                        self.note(&o::TEXT_FOR_NUMBER, of, value);
                    }
                    text
                }
            },
            Holds::Text => match Shape::of(value) {
                Shape::Number => {
                    self.note(&o::NUMBER_FOR_TEXT, of, value);
                    Cow::Borrowed(value)
                }
                _ => self.text(column, value),
            },
        }
    }

    fn text(&mut self, column: &'static Column, value: &'a str) -> Cow<'a, str> {
        raw::text(value).unwrap_or_else(|| {
            self.note(&o::WRONG_JSON_TYPE, Of::Member(column), value);
            Cow::Borrowed(if Shape::of(value) == Shape::Bool { value } else { "" })
        })
    }

    fn reference(
        &mut self,
        column: &'static Column,
        word: &'static str,
        value: &'a str,
    ) -> Cow<'a, str> {
        let of = Of::Member(column);
        let Some(members) = raw::members(value) else {
            let (rule, text) = match Shape::of(value) {
                Shape::Text => (&o::BARE_REFERENCE, raw::text(value).unwrap_or_default()),
                Shape::Number => (&o::BARE_REFERENCE, Cow::Borrowed(value)),
                _ => (&o::WRONG_JSON_TYPE, Cow::Borrowed("")),
            };
            self.note(rule, of, value);
            return text;
        };
        let [mut id, mut kind, mut href] = [None; 3];
        for member in &members {
            let place = match &*member.name {
                "sourcedId" => &mut id,
                "type" => &mut kind,
                "href" => &mut href,
                name => {
                    self.at(Step::Unknown, |reader| {
                        reader.note(&o::FOREIGN_MEMBER, Of::Unknown(name), member.value);
                    });
                    continue;
                }
            };
            if place.replace(member.value).is_some() {
                self.note(&o::REPEATED_MEMBER, of, member.value);
            }
        }
        let Some(id) = id else {
            self.note(&o::WRONG_JSON_TYPE, of, value);
            return Cow::Borrowed("");
        };
        let id = self.at(Step::Member("sourcedId"), |reader| match Shape::of(id) {
            Shape::Number => {
                reader.note(&o::NUMBER_FOR_TEXT, of, id);
                Cow::Borrowed(id)
            }
            Shape::Null => {
                reader.note(&o::NULL_VALUE, of, id);
                Cow::Borrowed("")
            }
            _ => reader.text(column, id),
        });
        let text = |value| raw::text(value).unwrap_or_default();
        match kind {
            Some(kind) if text(kind) == word => {}
            Some(kind) => self.at(Step::Member("type"), |reader| {
                reader.note_with(&o::REFERENCE_TYPE, of, kind, || Detail::Words(words(word)));
            }),
            // one word for what has neither
            None if href.is_none() => {}
            None => self.note_with(&o::REFERENCE_TYPE, of, value, || Detail::Words(words(word))),
        }
        match href {
            None => self.note(&o::REFERENCE_WITHOUT_ADDRESS, of, value),
            Some(href) => self.at(Step::Member("href"), |reader| match &*text(href) {
                "" => reader.note(&o::REFERENCE_WITHOUT_ADDRESS, of, href),
                href_text if is_address(href_text, collections(word), &id) => {}
                _ => reader.note(&o::ODD_ADDRESS, of, href),
            }),
        }
        id
    }

    fn pair(
        &mut self,
        column: &'static Column,
        names: [&'static str; 2],
        value: &'a str,
    ) -> Cow<'a, str> {
        let of = Of::Member(column);
        let Some(members) = raw::members(value) else {
            self.note(&o::WRONG_JSON_TYPE, of, value);
            // as it is in CSV
            return raw::text(value).unwrap_or_default();
        };
        let mut sides = [const { Cow::Borrowed("") }; 2];
        for member in &members {
            match names.iter().position(|name| *name == member.name) {
                Some(side) => {
                    sides[side] = self.at(Step::Member(names[side]), |reader| {
                        match Shape::of(member.value) {
                            Shape::Number => {
                                reader.note(&o::NUMBER_FOR_TEXT, of, member.value);
                                Cow::Borrowed(member.value)
                            }
                            Shape::Null => {
                                reader.note(&o::NULL_VALUE, of, member.value);
                                Cow::Borrowed("")
                            }
                            _ => reader.text(column, member.value),
                        }
                    });
                }
                None => self.at(Step::Unknown, |reader| {
                    reader.note(&o::FOREIGN_MEMBER, Of::Unknown(&member.name), member.value);
                }),
            }
        }
        let [left, right] = sides;
        format!("{{{left}:{right}}}").into()
    }
}

/// The collections in which a record of a kind has its address.
fn collections(word: &str) -> &'static [&'static str] {
    match word {
        "academicSession" => &["academicSessions", "terms", "gradingPeriods"],
        "org" => &["orgs", "schools"],
        "user" => &["users", "students", "teachers"],
        "class" => &["classes"],
        "category" => &["categories"],
        "course" => &["courses"],
        "resource" => &["resources"],
        "lineItem" => &["lineItems"],
        "scoreScale" => &["scoreScales"],
        "assessmentLineItem" => &["assessmentLineItems"],
        _ => &[],
    }
}

/// Whether an address is whole, and of this record.
fn is_address(href: &str, collections: &[&str], id: &str) -> bool {
    let scheme = ["https://", "http://"].iter().any(|scheme| href.starts_with(scheme));
    let mut parts = href.split(['?', '#']).next().unwrap_or_default().rsplitn(3, '/');
    let (last, kind) = (parts.next(), parts.next());
    // an id may itself have slashes, and be escaped in the address
    let names = last.is_some_and(|last| last == id || last.contains('%')) || id.contains('/');
    scheme && names && (id.contains('/') || kind.is_some_and(|kind| collections.contains(&kind)))
}

/// A kind of record as a list of words.
fn words(word: &'static str) -> &'static [&'static str] {
    macro_rules! words {
        ($($word:literal)+) => {
            match word {
                $($word => &[$word],)+
                _ => &[],
            }
        };
    }
    words!("academicSession" "assessmentLineItem" "category" "class" "course" "lineItem" "org"
        "resource" "scoreScale" "user")
}

/// What a cell says, as the JSON of a member; blank cells say nothing.
pub(crate) fn write(form: Form, cell: &str, href: &dyn Fn(&str, &str) -> String) -> String {
    let item = |text: &str| match form.holds {
        Holds::Text | Holds::Truth => raw::quoted(text),
        Holds::Number if is_number(text) => text.into(),
        Holds::Number => raw::quoted(text),
        Holds::Reference(word) => {
            let kind = collections(word).first().copied().unwrap_or_default();
            let (href, id) = (raw::quoted(&href(kind, text)), raw::quoted(text));
            format!(r#"{{"href":{href},"sourcedId":{id},"type":"{word}"}}"#)
        }
        Holds::Pair([left, right]) => {
            let inner = text.strip_prefix('{').and_then(|text| text.strip_suffix('}'));
            match inner.and_then(|inner| inner.split_once(':')) {
                Some((a, b)) => {
                    let (a, b) = (raw::quoted(a), raw::quoted(b));
                    format!(r#"{{"{left}":{a},"{right}":{b}}}"#)
                }
                // no pair: the text as it is
                None => raw::quoted(text),
            }
        }
    };
    match form.list {
        true => {
            let items = cell.split(',').map(str::trim_ascii).filter(|item| !item.is_empty());
            format!("[{}]", items.map(item).collect::<Vec<_>>().join(","))
        }
        false => item(cell),
    }
}

/// Whether a text is a number as JSON writes them.
fn is_number(text: &str) -> bool {
    Shape::of(text) == Shape::Number && raw::document(text.as_bytes()).is_ok_and(|of| of == text)
}
