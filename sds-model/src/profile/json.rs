//! JSON texts, read a level at a time, each value with its place.

use alloc::{string::String, vec::Vec};
use core::{fmt, ops::Range};

use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, SeqAccess, Visitor},
};
use serde_json::value::RawValue;

/// Why a text is no JSON, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotJson {
    /// The line, from 1.
    pub line: usize,
    /// The byte in the line, from 1.
    pub column: usize,
}

impl NotJson {
    /// The byte of the text that it was read from.
    pub(super) fn offset(self, text: &str) -> usize {
        let own = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let before: usize =
            own.split_inclusive('\n').take(self.line.saturating_sub(1)).map(str::len).sum();
        (text.len() - own.len() + before + self.column.saturating_sub(1)).min(text.len())
    }
}

impl fmt::Display for NotJson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no JSON from line {}, byte {} on", self.line, self.column)
    }
}
impl core::error::Error for NotJson {}

/// A value of a text: its own text, and where that begins.
#[derive(Clone, Copy)]
pub struct Node<'t> {
    pub(super) text: &'t str,
    pub(super) at: usize,
}

impl fmt::Debug for Node<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Node({:?})", self.span())
    }
}

/// A member of an object: its name, where the name stands, and its value.
pub(super) struct Pair<'t> {
    pub(super) name: String,
    pub(super) name_at: Range<usize>,
    pub(super) value: Node<'t>,
}

impl<'t> Node<'t> {
    /// The value that a text is; a byte order mark before it does not count.
    pub(super) fn parse(text: &'t str) -> Result<Self, NotJson> {
        let own = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        match serde_json::from_str::<&RawValue>(own) {
            Ok(raw) => Ok(Node { text: raw.get(), at: place(raw.get(), text) }),
            Err(error) => Err(NotJson { line: error.line(), column: error.column() }),
        }
    }

    /// Where it stands.
    pub(super) fn span(self) -> Range<usize> {
        self.at..self.at + self.text.len()
    }
    pub(super) fn is_null(self) -> bool {
        self.text == "null"
    }
    pub(super) fn is_object(self) -> bool {
        self.text.starts_with('{')
    }
    /// The text that it says, if it is one.
    pub(super) fn string(self) -> Option<String> {
        serde_json::from_str(self.text).ok()
    }
    /// Its members, if it is an object.
    pub(super) fn members(self) -> Option<Vec<Pair<'t>>> {
        let Members(members) = serde_json::from_str(self.text).ok()?;
        let pair = |(name, value): (&'t RawValue, &'t RawValue)| {
            let name_at = self.child(name).span();
            let name = serde_json::from_str(name.get()).ok()?;
            Some(Pair { name, name_at, value: self.child(value) })
        };
        members.into_iter().map(pair).collect()
    }
    /// The member with this name, the first if there are several.
    pub(super) fn member(self, name: &str) -> Option<Node<'t>> {
        self.members()?.into_iter().find(|pair| pair.name == name).map(|pair| pair.value)
    }
    /// Its items, if it is an array.
    pub(super) fn items(self) -> Option<Vec<Node<'t>>> {
        let Items(items) = serde_json::from_str(self.text).ok()?;
        Some(items.into_iter().map(|item| self.child(item)).collect())
    }

    fn child(self, raw: &'t RawValue) -> Self {
        Node { text: raw.get(), at: self.at + place(raw.get(), self.text) }
    }
}

/// Where in a text a part of it begins.
fn place(part: &str, whole: &str) -> usize {
    (part.as_ptr() as usize).saturating_sub(whole.as_ptr() as usize)
}

struct Members<'t>(Vec<(&'t RawValue, &'t RawValue)>);
impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct All;
        impl<'de> Visitor<'de> for All {
            type Value = Members<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(All)
    }
}

struct Items<'t>(Vec<&'t RawValue>);
impl<'de> Deserialize<'de> for Items<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct All;
        impl<'de> Visitor<'de> for All {
            type Value = Items<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an array")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
                let mut items = Vec::new();
                while let Some(item) = seq.next_element()? {
                    items.push(item);
                }
                Ok(Items(items))
            }
        }
        deserializer.deserialize_seq(All)
    }
}

/// A text as JSON writes it.
pub(super) fn quote(text: &str, out: &mut String) {
    // a text can always be written
    out.push_str(&serde_json::to_string(text).unwrap_or_default());
}

/// JSON laid out for people: four spaces a level, as Microsoft's pages have it. Nothing but white
/// space between values changes.
pub(super) fn pretty(json: &str) -> String {
    let mut out = String::with_capacity(json.len() * 2);
    let (mut depth, mut rest) = (0_usize, json);
    let line = |out: &mut String, depth: usize| {
        out.push('\n');
        out.extend(core::iter::repeat_n("    ", depth));
    };
    while let Some(c) = rest.chars().next() {
        let mut taken = c.len_utf8();
        match c {
            '"' => {
                taken = string_end(rest);
                out.push_str(&rest[..taken]);
            }
            '{' | '[' => {
                out.push(c);
                let behind = rest[1..].trim_start_matches(is_space);
                if let Some(close) = behind.chars().next().filter(|c| matches!(c, '}' | ']')) {
                    out.push(close);
                    taken = rest.len() - behind.len() + 1;
                } else {
                    depth += 1;
                    line(&mut out, depth);
                }
            }
            '}' | ']' => {
                depth = depth.saturating_sub(1);
                line(&mut out, depth);
                out.push(c);
            }
            ',' => {
                out.push(c);
                line(&mut out, depth);
            }
            ':' => out.push_str(": "),
            c if is_space(c) => {}
            c => out.push(c),
        }
        rest = &rest[taken..];
    }
    out
}

/// JSON without white space between values.
pub(super) fn compact(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let mut rest = json;
    while let Some(i) = rest.find(['"', ' ', '\t', '\n', '\r']) {
        let (before, behind) = rest.split_at(i);
        out.push_str(before);
        let taken = if behind.starts_with('"') { string_end(behind) } else { 0 };
        out.push_str(&behind[..taken]);
        rest = &behind[taken.max(1)..];
    }
    out.push_str(rest);
    out
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r')
}

/// Where the string that a text begins with ends.
fn string_end(text: &str) -> usize {
    let mut escaped = false;
    for (i, b) in text.bytes().enumerate().skip(1) {
        match b {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return i + 1,
            _ => {}
        }
    }
    text.len()
}
