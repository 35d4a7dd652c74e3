//! Ids and keys: which of them have been seen.

use alloc::{borrow::Cow, boxed::Box, collections::BTreeMap, vec::Vec};

use crate::{finding::Spot, table::Column};

/// The text that two cells of a column share if they mean the same.
pub(super) fn canonical<'a>(column: &Column, bytes: Cow<'a, [u8]>) -> Cow<'a, [u8]> {
    if !column.kind.folds_case() {
        return bytes;
    }
    match core::str::from_utf8(&bytes) {
        Ok(text) => Cow::Owned(text.to_lowercase().into_bytes()),
        Err(_) => bytes,
    }
}

/// Texts seen so far, each with the row that had it first and what else is to be known of it.
#[derive(Default)]
pub(super) struct Seen<T>(BTreeMap<Box<[u8]>, (Spot, T)>);

impl<T> Seen<T> {
    /// The row that had this text before, or `None` if this one is the first.
    pub(super) fn first(&mut self, text: Cow<'_, [u8]>, spot: Spot, note: T) -> Option<&(Spot, T)> {
        use alloc::collections::btree_map::Entry;
        match self.0.entry(text.into()) {
            Entry::Vacant(entry) => {
                entry.insert((spot, note));
                None
            }
            Entry::Occupied(entry) => Some(entry.into_mut()),
        }
    }
}

/// Several texts as one, so that no two different lists give the same.
pub(super) fn join(parts: &[Cow<'_, [u8]>]) -> Vec<u8> {
    let mut out = Vec::new();
    for part in parts {
        out.extend_from_slice(&(part.len() as u64).to_le_bytes());
        out.extend_from_slice(part);
    }
    out
}
