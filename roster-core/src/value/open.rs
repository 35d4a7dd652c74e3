//! Vocabularies that anyone may add words to.

use alloc::{borrow::ToOwned, format, string::String};
use core::fmt;

use super::{Codes, Invalid, Kind, Value, Verdict};

/// A word of a vocabulary that is open: one of its own, or any that begins with `ext:`.
///
/// ```
/// use roster_core::{Open, Value, codes};
///
/// codes! {
///     /// What an org is.
///     pub enum OrgType {
///         /// A school.
///         School = "school",
///     }
/// }
/// assert_eq!(Open::<OrgType>::read("school"), Ok(Open::Word(OrgType::School)));
/// assert_eq!(Open::<OrgType>::read("ext:hub").unwrap().word(), None);
/// assert!(Open::<OrgType>::read("hub").is_err());
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Open<T> {
    /// A word that the specification lists.
    Word(T),
    /// What follows `ext:`, one character at least.
    Ext(String),
}

const PREFIX: &str = "ext:";

impl<T> Open<T> {
    /// The word, if the specification lists it.
    pub fn word(self) -> Option<T> {
        match self {
            Open::Word(word) => Some(word),
            Open::Ext(_) => None,
        }
    }
}

impl<T: Value> Value for Open<T> {
    const KIND: Kind = match T::KIND {
        Kind::Code(codes) => Kind::Open(codes),
        _ => panic!("only vocabularies are open"),
    };
    fn read(text: &str) -> Result<Self, Invalid> {
        match extension(text) {
            Some(own) => Ok(Open::Ext(own.to_owned())),
            None => T::read(text).map(Open::Word).map_err(|_| Invalid(Self::KIND)),
        }
    }
    fn write(&self) -> String {
        match self {
            Open::Word(word) => word.write(),
            Open::Ext(own) => format!("{PREFIX}{own}"),
        }
    }
}

impl<T: fmt::Debug> fmt::Debug for Open<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Open::Word(word) => write!(f, "Word({word:?})"),
            Open::Ext(own) => write!(f, "Ext(<{} bytes>)", own.len()),
        }
    }
}

pub(super) fn judge(text: &str, codes: &Codes) -> Verdict {
    match extension(text) {
        Some(_) => Verdict::Exact,
        None => codes.judge(text),
    }
}

/// What follows the mark of a word that the specification does not list.
pub(crate) fn extension(text: &str) -> Option<&str> {
    text.strip_prefix(PREFIX).filter(|own| !own.is_empty())
}
