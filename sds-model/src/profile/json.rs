//! JSON texts, read a level at a time, each value with its place.

use alloc::{borrow::Cow, string::String, vec::Vec};
use core::{fmt, ops::Range};

use roster_core::json;

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
        match json::document(own.as_bytes()) {
            Ok(value) => Ok(Node { text: value, at: json::offset(text, value) }),
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
        json::text(self.text).map(Cow::into_owned)
    }
    /// Its members, if it is an object.
    pub(super) fn members(self) -> Option<Vec<Pair<'t>>> {
        let pair = |member: json::Member<'t>| {
            let name_at = self.child(member.written).span();
            // a name that is not of Unicode could not be written again
            let name = json::text(member.written)?.into_owned();
            Some(Pair { name, name_at, value: self.child(member.value) })
        };
        json::members(self.text)?.into_iter().map(pair).collect()
    }
    /// The member with this name, the first if there are several.
    pub(super) fn member(self, name: &str) -> Option<Node<'t>> {
        self.members()?.into_iter().find(|pair| pair.name == name).map(|pair| pair.value)
    }
    /// Its items, if it is an array.
    pub(super) fn items(self) -> Option<Vec<Node<'t>>> {
        Some(json::items(self.text)?.into_iter().map(|item| self.child(item)).collect())
    }

    fn child(self, part: &'t str) -> Self {
        Node { text: part, at: self.at + json::offset(self.text, part) }
    }
}

/// A text as JSON writes it.
pub(super) fn quote(text: &str, out: &mut String) {
    out.push_str(&json::quoted(text));
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
