//! What a cell may hold: types that read text and write it back.

mod address;
mod codes;
mod date;
mod list;
mod number;
mod open;
mod shape;
mod text;

use alloc::string::String;
use core::fmt;

use crate::rule::{Rule, catalogue as r};

pub use codes::{Codes, Word};
pub use date::{AnyDate, DateSpelling};
pub use list::List;
pub use number::{Decimal, Year};
pub use open::Open;
pub(crate) use open::extension;
pub use shape::Shape;
pub use text::{Email, Id, Phone, Text};

/// What a column's cells hold, as data: for checks, documents, schemas and generators.
///
/// Each kind is the other face of a [`Value`] type, which does the reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// Any text ([`Text`]).
    Text,
    /// An identifier, compared byte for byte ([`Id`]).
    Id,
    /// An e-mail address ([`Email`]).
    Email,
    /// A telephone number ([`Phone`]).
    Phone,
    /// A whole number ([`i64`]).
    Whole,
    /// A decimal number ([`Decimal`]).
    Decimal,
    /// A year of four digits ([`Year`]).
    Year,
    /// `true` or `false` ([`bool`]).
    Bool,
    /// A date written `YYYY-MM-DD` ([`chrono::NaiveDate`]).
    Date,
    /// A date in any spelling met in the field ([`AnyDate`]).
    AnyDate,
    /// A date and time, ISO 8601 in full ([`chrono::DateTime`]).
    DateTime,
    /// A word of a vocabulary.
    Code(&'static Codes),
    /// A word of a vocabulary that anyone may add words to ([`Open`]).
    Open(&'static Codes),
    /// Text of a shape that one family of formats has.
    Shape(&'static Shape),
    /// Several of a kind with commas between ([`List`]).
    List(&'static Kind),
}

/// What a [`Kind`] says of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// It is one, in the usual spelling.
    Exact,
    /// It is one, in another spelling that is understood: `TRUE`, `1` for `01`, `8/1/2024`.
    Respelled,
    /// It is none.
    Invalid,
}

impl Kind {
    /// Holds a text, which should not be empty, against this kind.
    ///
    /// ```
    /// use roster_core::{Kind, Verdict};
    ///
    /// assert_eq!(Kind::AnyDate.judge("2024-08-01"), Verdict::Exact);
    /// assert_eq!(Kind::AnyDate.judge("8/1/2024"), Verdict::Respelled);
    /// assert_eq!(Kind::AnyDate.judge("2024-02-30"), Verdict::Invalid);
    /// ```
    pub fn judge(&self, text: &str) -> Verdict {
        match self {
            Kind::Text | Kind::Id => Verdict::Exact,
            Kind::Email => Email::judge(text),
            Kind::Phone => Phone::judge(text),
            Kind::Whole => valid::<i64>(text),
            Kind::Decimal => valid::<Decimal>(text),
            Kind::Year => valid::<Year>(text),
            Kind::Bool => number::judge_bool(text),
            Kind::Date => valid::<chrono::NaiveDate>(text),
            Kind::AnyDate => AnyDate::judge(text),
            Kind::DateTime => date::judge_time(text),
            Kind::Code(codes) => codes.judge(text),
            Kind::Open(codes) => open::judge(text, codes),
            Kind::Shape(shape) if (shape.fits)(text) => Verdict::Exact,
            Kind::Shape(_) => Verdict::Invalid,
            Kind::List(kind) => list::judge(text, kind),
        }
    }

    /// The rule that a text breaks by its spelling, whatever a profile makes of it; the text should
    /// not be empty.
    ///
    /// ```
    /// use roster_core::{Kind, catalogue};
    ///
    /// assert_eq!(Kind::Bool.broken_by("TRUE"), Some(&catalogue::WORD_SPELLING));
    /// assert_eq!(Kind::Bool.broken_by("true"), None);
    /// ```
    pub fn broken_by(&self, text: &str) -> Option<&'static Rule> {
        match (self.judge(text), self) {
            (Verdict::Exact, _) | (_, Kind::Text | Kind::Id) => None,
            (Verdict::Respelled, Kind::AnyDate) => Some(&r::DATE_SPELLING),
            (Verdict::Respelled, Kind::DateTime) => Some(&r::TIME_SPELLING),
            (Verdict::Respelled, Kind::Phone) => Some(&r::PHONE_SPELLING),
            (Verdict::Respelled, Kind::List(_)) if list::has_spaces(text) => Some(&r::LIST_SPACE),
            (Verdict::Respelled, _) => Some(&r::WORD_SPELLING),
            (Verdict::Invalid, Kind::Phone) => Some(&r::INVALID_PHONE),
            (Verdict::Invalid, Kind::Email) => Some(&r::INVALID_EMAIL),
            (Verdict::Invalid, _) if self.codes().is_some() => Some(&r::UNKNOWN_WORD),
            (Verdict::Invalid, _) => Some(&r::INVALID_VALUE),
        }
    }

    /// The vocabulary, of lists that of their items.
    pub fn codes(&self) -> Option<&'static Codes> {
        match self {
            Kind::Code(codes) | Kind::Open(codes) => Some(codes),
            Kind::List(item) => item.codes(),
            _ => None,
        }
    }

    /// Whether two texts of this kind that differ in case mean the same, as e-mail addresses do.
    pub fn folds_case(&self) -> bool {
        matches!(self, Kind::Email)
    }
}

impl Kind {
    /// Whether cells of it say the same over and over, so that it pays to remember what was found.
    pub(crate) fn recurs(&self) -> bool {
        !matches!(self, Kind::Text | Kind::Id | Kind::Email | Kind::Phone | Kind::Shape(_))
    }
    /// Whether it names a record, as far as the kind can say so.
    pub(crate) fn is_id(&self) -> bool {
        matches!(self, Kind::Id | Kind::Shape(_))
    }
    /// Whether every canonical UUID is of this kind, in the usual spelling.
    pub(crate) fn takes_uuids(&self) -> bool {
        match self {
            Kind::Text | Kind::Id => true,
            Kind::Shape(shape) => shape.uuids,
            Kind::List(item) => item.takes_uuids(),
            _ => false,
        }
    }
}

/// For kinds with one spelling a value, or where every spelling is as good.
fn valid<T: Value>(text: &str) -> Verdict {
    if T::read(text).is_ok() { Verdict::Exact } else { Verdict::Invalid }
}
impl fmt::Display for Kind {
    /// In a phrase that says how to write one: "a date (YYYY-MM-DD)".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Kind::Text => f.write_str("text"),
            Kind::Id => f.write_str("an identifier"),
            Kind::Email => f.write_str("an e-mail address (name@example.org)"),
            Kind::Phone => f.write_str("a telephone number (+15550100)"),
            Kind::Whole => f.write_str("a whole number (2030)"),
            Kind::Decimal => f.write_str("a decimal number (47.64)"),
            Kind::Year => f.write_str("a year of four digits (2027)"),
            Kind::Bool => f.write_str("`true` or `false`"),
            Kind::Date | Kind::AnyDate => f.write_str("a date (YYYY-MM-DD)"),
            Kind::DateTime => f.write_str("a date and time in UTC (2027-04-23T18:25:43.511Z)"),
            Kind::Code(codes) => write!(f, "one of {codes}"),
            Kind::Open(codes) => write!(f, "one of {codes}, or a word of your own (`ext:word`)"),
            Kind::Shape(shape) => f.write_str(shape.phrase),
            Kind::List(kind) => write!(f, "a list, with commas between, each {kind}"),
        }
    }
}

/// A type that a cell can be read as.
///
/// The law: whatever `write` gives, `read` reads back as the same value; and `read` is `Ok`
/// exactly where [`KIND`](Value::KIND) does not say [`Verdict::Invalid`].
pub trait Value: Sized {
    /// The same type as data.
    const KIND: Kind;
    /// Reads a text, which is never empty.
    ///
    /// # Errors
    ///
    /// [`Invalid`] if it is no such value.
    fn read(text: &str) -> Result<Self, Invalid>;
    /// The usual spelling.
    fn write(&self) -> String;
}

/// A cell's text is not of the type it should be. Holds the type, never the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Invalid(
    /// What it should have been.
    pub Kind,
);

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not {}", self.0)
    }
}

impl core::error::Error for Invalid {}
