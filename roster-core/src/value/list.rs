//! Several values in one cell.

use alloc::{string::String, vec::Vec};
use core::ops::Deref;

use super::{Invalid, Kind, Value, Verdict};

/// Several values in one cell, with commas between; blanks around an item do not count.
///
/// ```
/// use roster_core::{Id, List, Value};
///
/// let orgs = List::<Id>::read("50001,50003, 50004").unwrap();
/// assert_eq!(orgs.len(), 3);
/// assert_eq!(orgs.write(), "50001,50003,50004");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct List<T>(Vec<T>);

impl<T: Value> List<T> {
    /// A list of these items, or `None` if there is none, or one that a cell cannot hold: its
    /// text has a comma in it, blanks around it, or nothing at all.
    pub fn new(items: Vec<T>) -> Option<Self> {
        let fits = |item: &T| {
            let text = item.write();
            !text.is_empty() && !text.contains(',') && trim(&text).len() == text.len()
        };
        (!items.is_empty() && items.iter().all(fits)).then_some(List(items))
    }
    /// Gives up the items.
    pub fn into_items(self) -> Vec<T> {
        self.0
    }
}

impl<T> Deref for List<T> {
    type Target = [T];
    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<T: Value> Value for List<T> {
    const KIND: Kind = Kind::List(&T::KIND);
    fn read(text: &str) -> Result<Self, Invalid> {
        let items = text.split(',').map(|item| match trim(item) {
            "" => Err(Invalid(Self::KIND)),
            item => T::read(item),
        });
        items.collect::<Result<_, _>>().map(List).map_err(|_| Invalid(Self::KIND))
    }
    fn write(&self) -> String {
        self.0.iter().map(T::write).collect::<Vec<_>>().join(",")
    }
}

pub(super) fn judge(text: &str, kind: &Kind) -> Verdict {
    let of = |item: &str| match trim(item) {
        "" => Verdict::Invalid,
        trimmed if trimmed.len() < item.len() => kind.judge(trimmed).max(Verdict::Respelled),
        item => kind.judge(item),
    };
    text.split(',').map(of).max().unwrap_or(Verdict::Invalid)
}

/// Whether there are blanks around an item.
pub(super) fn has_spaces(text: &str) -> bool {
    text.split(',').any(|item| trim(item).len() < item.len())
}

fn trim(item: &str) -> &str {
    item.trim_matches(' ')
}
