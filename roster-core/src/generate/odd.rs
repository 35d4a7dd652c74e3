//! Texts that are legal and not what a program is tried with.

use alloc::{format, string::String, vec::Vec};

use super::say::vocabulary;
use crate::{
    table::Column,
    value::{Kind, Verdict},
};

const TEXTS: &[&str] = &[
    "a",
    "0",
    "007",
    "1e5",
    "TRUE",
    "NULL",
    "O'Neil, \"Jo\"",
    "\"quoted\"",
    "a;b|c",
    "Zoe\u{308}",
    "Nguyễn",
    "山田 花子",
    "Ελένη",
    "نور",
    "Ⅷ½",
    "\u{1F392} bag",
    "R&D <b>",
    "c:\\temp\\x",
    "2026-08-31",
    "100%",
];
const IDS: &[&str] = &[
    "7",
    "0007",
    "A.b-C_d",
    "class/9-B@north",
    "3F2504E0-4F89-41D3-9A0C-0305E82C3301",
    "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
    "true",
    "null-1",
    "1e5",
    "a b",
    "{a:b}",
    "é",
];
const EMAILS: &[&str] = &[
    "a@b.example",
    "first.last+tag@mail.example.org",
    "\"odd one\"@example.org",
    "o'neil@example.org",
    "søren@blå.example",
    "x@[192.0.2.1]",
];
const PHONES: &[&str] = &["+12", "+4940555010", "+120655501999", "(206) 555-0100", "555.0100 x12"];
const WHOLES: &[&str] = &["0", "7", "-5", "2147483648", "007"];
const DECIMALS: &[&str] = &["0", "0.5", "-122.33", "47.640000001", ".5", "1e2"];
const YEARS: &[&str] = &["2027", "0000", "1999", "9999"];
const BOOLS: &[&str] = &["true", "false", "TRUE"];
const DATES: &[&str] =
    &["2027-01-15", "2028-02-29", "1900-01-01", "9999-12-31", "20270115", "1/15/2027"];
const TIMES: &[&str] =
    &["2027-04-23T18:25:43.511Z", "2027-04-23T18:25:43Z", "2027-04-23T18:25:43.511+02:00"];

/// The `pick`th of the texts that a column may hold, over and over; `None` if there is none.
pub(super) fn odd(column: &Column, pick: usize) -> Option<String> {
    let kind = match column.kind {
        Kind::List(item) => *item,
        kind => kind,
    };
    let mut all: Vec<String> = match kind {
        Kind::Email => owned(EMAILS),
        Kind::Phone => owned(PHONES),
        Kind::Whole => owned(WHOLES),
        Kind::Decimal => owned(DECIMALS),
        Kind::Year => owned(YEARS),
        Kind::Bool => owned(BOOLS),
        Kind::Date | Kind::AnyDate => owned(DATES),
        Kind::DateTime => owned(TIMES),
        Kind::Text => owned(TEXTS),
        _ => owned(IDS),
    };
    match kind {
        Kind::Id | Kind::Shape(_) => all.extend([200, 252].map(|n| "x9".repeat(n / 2) + "y")),
        Kind::Text => all.push("long ".repeat(60) + "text"),
        _ => {}
    }
    if let Kind::Shape(shape) = kind {
        all.extend((0..3).map(shape.sample));
    }
    if let Some(codes) = vocabulary(column) {
        all = codes.words.iter().map(|word| word.text.into()).collect();
        all.extend(codes.words.iter().flat_map(|word| owned(word.aliases)));
    }
    if let Kind::Open(_) = kind {
        all.extend(owned(&["ext:hub", "ext:é", "ext:a b"]));
    }
    all.retain(|text| column.kind.judge(text) != Verdict::Invalid);
    (!all.is_empty()).then(|| all.swap_remove(pick % all.len()))
}

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| String::from(*text)).collect()
}

/// An id that no other record has, and that is odd in the `pick`th way.
pub(super) fn id(column: &Column, pick: usize, row: usize) -> Option<String> {
    let text = format!("{}{}", odd(column, pick)?, row + 1);
    let email = format!("{row}{}", odd(column, pick)?);
    let fits = |text: &String| column.kind.judge(text) == Verdict::Exact;
    [text, email].into_iter().find(fits)
}
