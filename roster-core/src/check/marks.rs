//! Which rows of a file are to be looked at closely.

use alloc::vec::Vec;

/// A mark for each row, in order; rows behind the last mark have none.
#[derive(Default)]
pub(super) struct Marks(Vec<u64>);

impl Marks {
    pub(super) fn set(&mut self, row: u64) {
        let word = (row / 64) as usize;
        if word >= self.0.len() {
            self.0.resize(word + 1, 0);
        }
        self.0[word] |= 1 << (row % 64);
    }
    pub(super) fn has(&self, row: u64) -> bool {
        self.0.get((row / 64) as usize).is_some_and(|word| word >> (row % 64) & 1 != 0)
    }
    /// The first marked row from one on.
    pub(super) fn next(&self, from: u64) -> Option<u64> {
        let first = (from / 64) as usize;
        let words = self.0.get(first..)?.iter().zip(first as u64..);
        let mut words = words.map(|(word, n)| match n == from / 64 {
            true => (word >> (from % 64) << (from % 64), n),
            false => (*word, n),
        });
        words
            .find(|(word, _)| *word != 0)
            .map(|(word, n)| n * 64 + u64::from(word.trailing_zeros()))
    }
    /// The marked rows, in order.
    #[cfg(any(test, feature = "parallel"))]
    pub(super) fn rows(&self) -> impl Iterator<Item = u64> {
        let bits = |word: u64| (0..64).filter(move |bit| word >> bit & 1 != 0);
        let words = self.0.iter().zip(0_u64..);
        words.flat_map(move |(word, n)| bits(*word).map(move |bit| n * 64 + bit))
    }
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, vec::Vec};

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_is_a_set(rows in proptest::collection::btree_set(0_u64..500, 0..50)) {
            let mut marks = Marks::default();
            rows.iter().for_each(|row| marks.set(*row));
            let has: BTreeSet<u64> = (0..600).filter(|row| marks.has(*row)).collect();
            prop_assert_eq!(&has, &rows);
            for from in 0..600 {
                prop_assert_eq!(marks.next(from), rows.range(from..).next().copied());
            }
            prop_assert_eq!(marks.rows().collect::<Vec<_>>(), rows.into_iter().collect::<Vec<_>>());
        }
    }
}
