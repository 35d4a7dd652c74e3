//! How a file is written apart from what its objects say.

use alloc::{borrow::Cow, format, string::String, vec::Vec};

use roster_core::json;

use super::{
    BASE,
    gaps::{Gaps, is_space},
};

/// What stands around the objects of a file, and how they are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Dress {
    /// What stands before the first object.
    pub(super) head: String,
    /// What stands behind the last one.
    pub(super) tail: String,
    /// What stands between two of them.
    pub(super) comma: String,
    /// How addresses begin.
    pub(super) base: Option<String>,
    pub(super) gaps: Gaps,
}

impl Dress {
    /// Of a file and its objects, cut out of it; `None` if it has none.
    pub(super) fn of(text: &str, items: &[&str]) -> Option<Self> {
        let ends = |item: &str| json::offset(text, item) + item.len();
        let (first, last) = (items.first()?, items.last()?);
        let head = &text[..json::offset(text, first)];
        let comma = match items.get(1) {
            Some(second) => text[ends(first)..json::offset(text, second)].into(),
            None => format!(",{}", &head[head.trim_end_matches(is_space).len()..]),
        };
        Some(Dress {
            head: head.into(),
            tail: text[ends(last)..].into(),
            comma,
            base: base(text).map(String::from),
            gaps: items.iter().find_map(|item| Gaps::of(item)).unwrap_or_default(),
        })
    }

    /// Whether the objects stand in an array.
    pub(super) fn is_list(&self) -> bool {
        self.head.trim_end_matches(is_space).ends_with('[')
    }

    /// A value as it is kept: as the plainest of writers would write it, if what is written can be
    /// told from that.
    pub(super) fn kept<'v>(&self, value: &'v str) -> Cow<'v, str> {
        let kept = self.gaps.kept(value);
        match &self.base {
            Some(base) => rebased(kept, base, BASE),
            None => kept,
        }
    }
    /// What is kept, as it is written.
    pub(super) fn shown<'v>(&self, kept: &'v str) -> Cow<'v, str> {
        let shown = self.gaps.shown(kept);
        match &self.base {
            Some(base) => rebased(shown, BASE, base),
            None => shown,
        }
    }

    /// As a text.
    pub(super) fn write(&self) -> String {
        let Gaps { open, colon, comma, close } = &self.gaps;
        let texts = [&self.head, &self.tail, &self.comma, open, colon, comma, close];
        let quoted: Vec<String> =
            texts.into_iter().chain(&self.base).map(|text| json::quoted(text)).collect();
        format!("[{}]", quoted.join(","))
    }
    /// Of such a text.
    pub(super) fn read(text: &str) -> Option<Self> {
        let items = json::items(text)?;
        let mut texts = items.into_iter().map(|item| json::text(item).map(Cow::into_owned));
        let mut next = || texts.next().flatten();
        Some(Dress {
            head: next()?,
            tail: next()?,
            comma: next()?,
            gaps: Gaps { open: next()?, colon: next()?, comma: next()?, close: next()? },
            base: next(),
        })
    }
}

/// What stands in addresses behind how they begin.
const PATH: &str = "/ims/oneroster/";

/// A value whose addresses begin otherwise.
fn rebased<'v>(value: Cow<'v, str>, from: &str, to: &str) -> Cow<'v, str> {
    let [from, to] = [from, to].map(|base| format!("\"{base}{PATH}"));
    if from != to && value.contains(&from) { value.replace(&from, &to).into() } else { value }
}

/// How the first address in a file begins, before the part that every service has.
fn base(text: &str) -> Option<&str> {
    const MEMBER: &str = "\"href\"";
    let behind = text[text.find(MEMBER)? + MEMBER.len()..].trim_start().strip_prefix(':')?;
    let (base, _) = behind.trim_start().strip_prefix('"')?.split_once(PATH)?;
    (!base.contains(['"', '\\'])).then_some(base)
}

/// What stands before an object, and the object.
pub(super) fn separator(text: &str) -> (&str, &str) {
    let object = text.trim_start_matches(|c| is_space(c) || c == ',');
    text.split_at(text.len() - object.len())
}
