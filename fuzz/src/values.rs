//! What a type writes it reads back; what it reads, its kind calls one; and words are as their
//! vocabularies say.
//!
//! The input is the text of a cell.

use std::sync::LazyLock;

use chrono::{DateTime, NaiveDate, Utc};
use roster_core::{
    AnyDate, Decimal, Email, Field, Id, Invalid, Kind, List, Phone, Rule, Text, Value, Verdict,
    Year,
};

/// Runs the laws on a text.
///
/// # Panics
///
/// If a law is broken.
pub fn run(data: &[u8]) {
    let field: Field<'_, Text> = Field::from_bytes(Some(data.into()));
    assert_eq!(field.bytes(), Some(data), "a field is its bytes");
    assert_eq!(field.text(), core::str::from_utf8(data).ok());
    let Some(text) = field.text().filter(|text| !text.is_empty()) else { return };

    typed::<Text>(text);
    typed::<Id>(text);
    typed::<Email>(text);
    typed::<Phone>(text);
    typed::<i64>(text);
    typed::<Decimal>(text);
    typed::<Year>(text);
    typed::<bool>(text);
    typed::<NaiveDate>(text);
    typed::<AnyDate>(text);
    typed::<DateTime<Utc>>(text);
    typed::<List<Text>>(text);
    typed::<List<NaiveDate>>(text);
    typed::<List<sds_model::codes::Grade>>(text);
    typed::<oneroster_model::codes::ClassType>(text);
    static KINDS: LazyLock<Vec<Kind>> = LazyLock::new(kinds);
    KINDS.iter().for_each(|of| kind(of, text));
}

/// Every kind that a column has.
fn kinds() -> Vec<Kind> {
    let mut kinds = Vec::new();
    for format in roster_mapping::formats() {
        for column in format.tables.iter().flat_map(|table| table.columns) {
            if !kinds.contains(&column.kind) {
                kinds.push(column.kind);
            }
        }
    }
    kinds
}

fn typed<T: Value>(text: &str) {
    let verdict = T::KIND.judge(text);
    match T::read(text) {
        Ok(value) => {
            assert_ne!(verdict, Verdict::Invalid, "{:?} reads what it calls invalid", T::KIND);
            let written = value.write();
            let again = T::read(&written).map(|value| value.write());
            assert_eq!(again.as_ref(), Ok(&written), "{:?} reads what it writes", T::KIND);
            assert_ne!(T::KIND.judge(&written), Verdict::Invalid, "{:?}", T::KIND);
        }
        Err(Invalid(kind)) => {
            assert_eq!(verdict, Verdict::Invalid, "{kind:?} does not read what it calls one");
            // of another text it says the same
            let shown = |of: Invalid| format!("{of} {of:?}");
            if let Err(other) = T::read("\u{1}") {
                assert_eq!(shown(Invalid(kind)), shown(other), "an error quotes the cell");
            }
        }
    }
}

fn kind(kind: &Kind, text: &str) {
    let verdict = kind.judge(text);
    assert_eq!(verdict, kind.judge(text));
    let broken: Option<&Rule> = kind.broken_by(text);
    assert_eq!(broken.is_none(), verdict == Verdict::Exact, "{kind:?}: a fault has a rule");
    if let (Kind::Code(codes), Some((word, exact))) = (kind, find(kind, text)) {
        assert_eq!(exact, verdict, "{kind:?}: as the vocabulary says");
        assert_eq!(kind.judge(codes.words[word].text), Verdict::Exact, "{kind:?}: its own word");
    }
}

/// The word that a text is of a vocabulary, and how it is spelt.
fn find(kind: &Kind, text: &str) -> Option<(usize, Verdict)> {
    kind.codes()?.find(text)
}
