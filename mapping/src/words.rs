//! Vocabularies of one format in the words of another.

use alloc::{borrow::Cow, collections::BTreeSet, string::String, vec::Vec};

use roster_core::{AnyDate, DateSpelling, Value};

use crate::link::Via;

/// Dates in any spelling that rosters are met with, and `YYYY-MM-DD`.
pub static DATES: Via = Via { name: "dates", to: iso, from: same };
fn iso(text: &str) -> Cow<'_, str> {
    match AnyDate::read(text) {
        Ok(date) if date.spelling() == DateSpelling::Extended => text.into(),
        Ok(date) => AnyDate::new(date.date()).write().into(),
        Err(_) => text.into(),
    }
}

/// One item of a list, and the list's first.
pub static FIRST: Via = Via { name: "the first of a list", to: single, from: first };
/// A list has no item with a comma.
fn single(text: &str) -> Cow<'_, str> {
    if text.contains(',') { "".into() } else { text.trim_ascii().into() }
}
fn first(list: &str) -> Cow<'_, str> {
    items(list).next().unwrap_or_default().into()
}

/// A grade, and a list of grades.
pub static GRADE: Via = Via { name: "grades", to: grade, from: first };
/// The codes of CEDS are written with two digits or in capitals.
fn grade(text: &str) -> Cow<'_, str> {
    let codes = oneroster_model::codes::Grade::CODES;
    match codes.find(text.trim_ascii()) {
        Some((i, _)) => codes.words[i].text.into(),
        None => single(text),
    }
}

/// Male and female in the letters or words of others.
pub static SEX: Via = Via { name: "sex", to: sex, from: same };
fn sex(text: &str) -> Cow<'_, str> {
    let is = |words: &[&str]| words.iter().any(|word| word.eq_ignore_ascii_case(text));
    if is(&["male", "m", "boy"]) {
        "male".into()
    } else if is(&["female", "f", "girl"]) {
        "female".into()
    } else {
        text.into()
    }
}

/// Lists with blanks behind the commas, and without.
pub static LIST: Via = Via { name: "lists", to: list, from: same };
fn list(text: &str) -> Cow<'_, str> {
    let is_plain = text.split(',').all(|item| !item.is_empty() && item.trim_ascii() == item);
    if is_plain { text.into() } else { joined(items(text)) }
}

fn same(text: &str) -> Cow<'_, str> {
    text.into()
}

/// The items of a list.
pub(crate) fn items(list: &str) -> impl Iterator<Item = &str> {
    list.split(',').map(str::trim_ascii).filter(|item| !item.is_empty())
}
/// A list of these items.
pub(crate) fn joined<'t>(items: impl Iterator<Item = &'t str>) -> Cow<'static, str> {
    let items: Vec<&str> = items.collect();
    items.join(",").into()
}
/// A list of these items, each once; what has a comma is no item.
pub(crate) fn distinct<'t>(items: impl Iterator<Item = &'t str>) -> Cow<'static, str> {
    let mut seen = BTreeSet::new();
    joined(items.filter(|item| !item.contains(',') && seen.insert(*item)))
}

/// A word with a capital.
pub(crate) fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

/// Words of open vocabularies: those beyond the specification's are marked there, and bare here.
pub static EXT: Via = Via { name: "open words", to: bare, from: same };
fn bare(text: &str) -> Cow<'_, str> {
    text.strip_prefix("ext:").unwrap_or(text).into()
}
