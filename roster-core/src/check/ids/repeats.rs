//! Which texts occur more than once in a file.

use alloc::vec::Vec;

/// The fingerprints of a file's texts, gathered while it is read.
///
/// Nothing is looked up meanwhile. They are sorted at the end, which takes the same time whatever
/// they are.
#[derive(Default)]
pub(in crate::check) struct Repeats(Vec<u64>);

/// The fingerprints that occur more than once, in order.
#[derive(Default)]
pub(in crate::check) struct Repeated(Vec<u64>);

impl Repeats {
    /// With room for so many.
    pub(in crate::check) fn with_room(prints: usize) -> Self {
        Repeats(Vec::with_capacity(prints))
    }
    #[inline]
    pub(in crate::check) fn push(&mut self, print: u64) {
        self.0.push(print);
    }
    pub(in crate::check) fn finish(mut self) -> Repeated {
        self.0.sort_unstable();
        let twice = self.0.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]);
        let mut twice: Vec<u64> = twice.collect();
        twice.dedup();
        Repeated(twice)
    }
}

impl Repeated {
    pub(in crate::check) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
    pub(in crate::check) fn has(&self, print: u64) -> bool {
        self.0.binary_search(&print).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_occurs_twice_is_found(prints in proptest::collection::vec(0_u64..40, 0..60)) {
            let mut counts = BTreeMap::<u64, usize>::new();
            let mut repeats = Repeats::default();
            for print in &prints {
                *counts.entry(*print).or_default() += 1;
                repeats.push(*print);
            }
            let repeated = repeats.finish();
            for print in 0..40 {
                let twice = counts.get(&print).is_some_and(|count| *count > 1);
                prop_assert_eq!(repeated.has(print), twice);
            }
            prop_assert_eq!(repeated.is_empty(), prints.len() == counts.len());
        }
    }
}
