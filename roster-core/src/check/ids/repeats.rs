//! Which texts occur more than once in a file.

use alloc::vec::Vec;

/// The fingerprints of a file's texts, gathered while it is read.
///
/// Nothing is looked up meanwhile. At the end they are parted by their first bits, so that each part
/// is near at hand, and put into a small table part by part; a part in which one may occur twice is
/// sorted. So it takes about the same time whatever they are.
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
    /// Takes a fingerprint, which is never zero.
    #[inline]
    pub(in crate::check) fn push(&mut self, print: u64) {
        self.0.push(print);
    }
    /// Takes in those of a later part of the file.
    #[cfg(feature = "parallel")]
    pub(in crate::check) fn append(&mut self, later: Repeats) {
        self.0.reserve_exact(later.0.len());
        self.0.extend(later.0);
    }
    pub(in crate::check) fn finish(mut self) -> Repeated {
        let mut twice = Vec::new();
        let mut table = Vec::new();
        part(&mut self.0, 0, &mut |part| {
            if may_repeat(part, &mut table) {
                part.sort_unstable();
                twice.extend(part.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]));
            }
        });
        twice.sort_unstable();
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

/// Parts of about so many fingerprints are near at hand.
const PART: usize = 1 << 11;
/// They are put into so many places at once, two to this power, that each place is still at hand when
/// its next one comes.
const MOST_BITS: u32 = 8;

/// Puts fingerprints beside each other that begin alike, where they stand (an American flag sort), in
/// steps until parts are small, and gives them part by part. So many first bits are alike already.
fn part(prints: &mut [u64], alike: u32, each: &mut impl FnMut(&mut [u64])) {
    let bits = (prints.len() / PART).max(1).ilog2().min(MOST_BITS);
    if bits == 0 || alike + bits > u64::BITS {
        return each(prints);
    }
    let place = |print: u64| (print << alike >> (u64::BITS - bits)) as usize;
    let mut ends = [0; 1 << MOST_BITS];
    let ends = &mut ends[..1 << bits];
    prints.iter().for_each(|print| ends[place(*print)] += 1);
    let mut next = [0; 1 << MOST_BITS];
    let mut total = 0;
    for (end, next) in ends.iter_mut().zip(&mut next) {
        *next = total;
        total += *end;
        *end = total;
    }
    for of in 0..ends.len() {
        while next[of] < ends[of] {
            let at = next[of];
            let to = place(prints[at]);
            prints.swap(at, next[to]);
            next[to] += 1;
        }
    }
    let (mut rest, mut start) = (prints, 0);
    for end in ends {
        let (now, behind) = rest.split_at_mut(*end - start);
        part(now, alike + bits, each);
        (rest, start) = (behind, *end);
    }
}

/// Whether anything may occur twice in a part: yes, too, where it crowds in the table, or where what
/// it has there of two fingerprints is the same.
fn may_repeat(part: &[u64], table: &mut Vec<u32>) -> bool {
    const MOST_STEPS: usize = 64;
    let bits = (part.len() * 2).next_power_of_two().ilog2();
    table.clear();
    table.resize((1 << bits) + MOST_STEPS, 0);
    part.iter().any(|print| {
        // the first bits are those of the part, the last say where it belongs
        let (home, tag) = ((print & ((1 << bits) - 1)) as usize, (print >> 20) as u32 | 1);
        let mut steps = table[home..home + MOST_STEPS].iter_mut();
        match steps.find(|place| **place == 0 || **place == tag) {
            Some(place) if *place == 0 => {
                *place = tag;
                false
            }
            _ => true,
        }
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_occurs_twice_is_found(
            prints in proptest::collection::vec(1_u64..40, 0..60),
            spread in any::<bool>(),
        ) {
            let mut counts = BTreeMap::<u64, usize>::new();
            let mut repeats = Repeats::default();
            let print = |n: u64| if spread { n.wrapping_mul(0x9E37_79B9_7F4A_7C15) } else { n };
            for n in &prints {
                *counts.entry(*n).or_default() += 1;
                repeats.push(print(*n));
            }
            let repeated = repeats.finish();
            for n in 1..40 {
                let twice = counts.get(&n).is_some_and(|count| *count > 1);
                prop_assert_eq!(repeated.has(print(n)), twice);
            }
            prop_assert_eq!(repeated.is_empty(), prints.len() == counts.len());
        }
    }

    #[test]
    fn a_part_is_seldom_sorted_for_nothing() {
        let spread = |n: u64| n.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        for length in [1, 2, 100, 2048, 5000] {
            let mut part: Vec<u64> = (1..=length).map(spread).collect();
            let mut table = Vec::new();
            assert!(!may_repeat(&part, &mut table), "{length}");
            // not much longer than needed, and of the next part nothing is left
            assert!(table.len() <= 4 * length as usize + 64);
            part.push(spread(length.div_ceil(2)));
            assert!(may_repeat(&part, &mut table), "{length}");
        }
        // those that all belong in one place are too many
        let crowd: Vec<u64> = (1..=200).map(|n| n << 20).collect();
        assert!(may_repeat(&crowd, &mut Vec::new()));
        // and whatever bits are set, one that is there twice is found
        for bit in 0..u64::BITS {
            assert!(may_repeat(&[1 << bit; 2], &mut Vec::new()), "{bit}");
        }
    }

    /// Enough for many parts; spread, as fingerprints are, and crowded, as an attacker has them.
    #[test]
    fn many_are_found_however_they_crowd() {
        let spread = |n: u64| n.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let one_part = |n: u64| n;
        let one_place = |n: u64| n << 40 | 1;
        for print in [spread, one_part, one_place] {
            let mut repeats = Repeats::with_room(50_000);
            (1..50_000).for_each(|n| repeats.push(print(n)));
            (1..50_000).filter(|n| n % 1000 == 0).for_each(|n| repeats.push(print(n)));
            let repeated = repeats.finish();
            assert!((1..50_000).all(|n| repeated.has(print(n)) == (n % 1000 == 0)));
        }
    }
}
