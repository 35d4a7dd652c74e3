//! Which texts have been seen, and where first.

use alloc::{borrow::Cow, vec::Vec};

use super::{Exact, Texts};
use crate::finding::Spot;

/// Texts seen so far, each with the row that had it first and what else is to be known of it.
pub(in crate::check) struct Seen<T> {
    texts: Texts,
    /// The index of each text's first row.
    first: Exact<usize>,
    rows: Vec<(Spot, T)>,
}

impl<T> Default for Seen<T> {
    fn default() -> Self {
        Seen { texts: Texts::default(), first: Exact::default(), rows: Vec::new() }
    }
}

impl<T> Seen<T> {
    /// The row that had this text before, or `None` if this one is the first.
    pub(in crate::check) fn first(
        &mut self,
        text: &[u8],
        spot: Spot,
        note: T,
    ) -> Option<&(Spot, T)> {
        let key = self.texts.add(text);
        match self.first.get(key) {
            Some(index) => self.rows.get(index),
            None => {
                self.first.insert(key, self.rows.len());
                if self.rows.len() == self.rows.capacity() {
                    // a file can be all ids, of a few letters each
                    self.rows.reserve_exact(self.rows.len() / 4 + 4);
                }
                self.rows.push((spot, note));
                None
            }
        }
    }
}

/// Several texts as one, so that no two different lists give the same.
pub(in crate::check) fn join(parts: &[Cow<'_, [u8]>]) -> Vec<u8> {
    let mut out = Vec::new();
    for part in parts {
        out.extend_from_slice(&(part.len() as u64).to_le_bytes());
        out.extend_from_slice(part);
    }
    out
}
