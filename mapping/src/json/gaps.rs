//! How a document spaces its objects, and values with that white space and without.

use alloc::{borrow::Cow, string::String};

use roster_core::json;

/// White space between the parts of an object, the comma and the colon with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Gaps {
    /// Behind the opening brace.
    pub(super) open: String,
    /// Between name and value.
    pub(super) colon: String,
    /// Between members.
    pub(super) comma: String,
    /// Before the closing brace.
    pub(super) close: String,
}

impl Default for Gaps {
    fn default() -> Self {
        let [open, close] = Default::default();
        Gaps { open, colon: ":".into(), comma: ",".into(), close }
    }
}

impl Gaps {
    /// Those of an object's first two members; `None` if it has fewer.
    pub(super) fn of(object: &str) -> Option<Self> {
        let members = json::members(object)?;
        let [first, second, ..] = &members[..] else { return None };
        let at = |part: &str| json::offset(object, part);
        let end = |part: &str| at(part) + part.len();
        let last = members.last()?;
        Some(Gaps {
            open: object[1..at(first.written)].into(),
            colon: object[end(first.written)..at(first.value)].into(),
            comma: object[end(first.value)..at(second.written)].into(),
            close: object[end(last.value)..object.len() - 1].into(),
        })
    }

    /// A value without white space, spaced like the object that it is in: where that has a line
    /// for each member, a value has one for each of its own, further in.
    pub(super) fn spaced(&self, compact: &str) -> String {
        /// Deeper values stay as they are, since depth multiplies white space.
        const DEEPEST: usize = 32;
        let unit = self.open.strip_prefix(&*self.close).unwrap_or_default();
        let mut out = String::with_capacity(compact.len());
        let mut depth = 0;
        let mut scan = Scan::default();
        let mut chars = compact.chars().peekable();
        while let Some(c) = chars.next() {
            if scan.is_text(c) {
                out.push(c);
                continue;
            }
            let indent = |out: &mut String, depth: usize| {
                (0..depth).for_each(|_| out.push_str(unit));
            };
            match c {
                '{' | '[' if matches!(chars.peek(), Some('}' | ']')) => {
                    out.push(c);
                    out.extend(chars.next());
                }
                '{' | '[' => {
                    depth += 1;
                    if depth > DEEPEST {
                        return compact.into();
                    }
                    out.push(c);
                    out.push_str(&self.open);
                    indent(&mut out, depth);
                }
                '}' | ']' => {
                    out.push_str(&self.close);
                    indent(&mut out, depth);
                    out.push(c);
                    depth = depth.saturating_sub(1);
                }
                ',' => {
                    out.push_str(&self.comma);
                    if self.comma.contains('\n') {
                        indent(&mut out, depth);
                    }
                }
                ':' => out.push_str(&self.colon),
                _ => out.push(c),
            }
        }
        out
    }

    /// A value as it is kept: without white space if that can be told from these gaps.
    pub(super) fn kept<'v>(&self, value: &'v str) -> Cow<'v, str> {
        match compact(value) {
            Cow::Owned(compact) if self.spaced(&compact) == value => Cow::Owned(compact),
            _ => Cow::Borrowed(value),
        }
    }
    /// What is kept, as it is written.
    pub(super) fn shown<'v>(&self, kept: &'v str) -> Cow<'v, str> {
        match (kept.as_bytes().first(), compact(kept)) {
            (Some(b'{' | b'['), Cow::Borrowed(_)) => Cow::Owned(self.spaced(kept)),
            _ => Cow::Borrowed(kept),
        }
    }
}

/// JSON without white space.
fn compact(value: &str) -> Cow<'_, str> {
    let mut scan = Scan::default();
    let kept: String = value.chars().filter(|c| scan.is_text(*c) || !is_space(*c)).collect();
    if kept.len() == value.len() { Cow::Borrowed(value) } else { Cow::Owned(kept) }
}

pub(super) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\n')
}

/// Tells what of JSON is within a string.
#[derive(Default)]
struct Scan {
    quoted: bool,
    escaped: bool,
}

impl Scan {
    fn is_text(&mut self, c: char) -> bool {
        match (self.quoted, c) {
            (true, _) if self.escaped => self.escaped = false,
            (true, '\\') => self.escaped = true,
            (true, '"') => self.quoted = false,
            (false, '"') => self.quoted = true,
            (quoted, _) => return quoted,
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is kept is without white space, but for that within strings, and is shown as it was written.
    #[test]
    fn what_is_spaced_like_its_object_is_kept_without_white_space() {
        let spaced = Gaps::of(r#"{"a": 1, "b": 2}"#).expect("two members");
        let lines = Gaps::of("{\n  \"a\": 1,\n  \"b\": 2\n}").expect("two members");
        for (gaps, value, kept) in [
            (&spaced, r#"{"a": "b c", "d": [1, 2]}"#, r#"{"a":"b c","d":[1,2]}"#),
            (&spaced, r#"{"a": "\" b", "c": "\\"}"#, r#"{"a":"\" b","c":"\\"}"#),
            (&lines, "{\n    \"a\": [\n      1\n    ]\n  }", r#"{"a":[1]}"#),
            (&lines, "{\n    \"a\": [],\n    \"b\": {}\n  }", r#"{"a":[],"b":{}}"#),
        ] {
            assert_eq!(gaps.kept(value), kept);
            assert_eq!(gaps.shown(kept), value);
        }
        // of what is spaced otherwise it could not be told how
        assert_eq!(spaced.kept(r#"{"a" : 1}"#), r#"{"a" : 1}"#);
    }
}
