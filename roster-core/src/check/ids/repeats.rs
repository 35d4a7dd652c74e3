//! Which texts occur more than once in a file.

use alloc::vec::Vec;

use wide::u32x4;

use crate::check::threads::each;

/// The fingerprints of a file's texts, gathered while it is read.
///
/// Nothing is looked up meanwhile. At the end, of each four bytes are put beside those of others that
/// begin alike, so that each part is near at hand, and into a small table part by part. So it takes
/// about the same time whatever they are.
#[derive(Default)]
pub(in crate::check) struct Repeats {
    prints: Vec<u64>,
    /// Those of later parts of the file.
    behind: Vec<Vec<u64>>,
    /// Where rows follow that are not the next ones: from which fingerprint on, and the row of that.
    jumps: Vec<(usize, u64)>,
    next_row: u64,
}

impl Repeats {
    /// With room for so many.
    pub(in crate::check) fn with_room(prints: usize) -> Self {
        Repeats { prints: Vec::with_capacity(prints), ..Repeats::default() }
    }
    /// Takes the fingerprint of a row, which is never zero.
    #[inline]
    pub(in crate::check) fn push(&mut self, print: u64, row: u64) {
        if row != self.next_row {
            self.jumps.push((self.prints.len(), row));
        }
        self.next_row = row + 1;
        self.prints.push(print);
    }
    /// Takes in those of a later part of the file, before which there are so many rows.
    #[cfg(feature = "parallel")]
    pub(in crate::check) fn append(&mut self, later: Repeats, rows: u64) {
        let before = self.len();
        self.jumps.extend(later.jumps.iter().map(|(at, row)| (at + before, row + rows)));
        self.behind.push(later.prints);
        self.behind.extend(later.behind);
    }
    #[cfg(feature = "parallel")]
    fn len(&self) -> usize {
        self.prints.len() + self.behind.iter().map(Vec::len).sum::<usize>()
    }
    /// The rows whose fingerprints occur more than once, in no order that means anything; found by as
    /// many threads as the file had parts.
    pub(in crate::check) fn finish(self) -> impl Iterator<Item = u64> {
        let parts: Vec<&[u64]> =
            core::iter::once(&self.prints).chain(&self.behind).map(|prints| &**prints).collect();
        let candidates = Candidates::of(&parts);
        if candidates.tags.is_empty() {
            return Vec::new().into_iter();
        }
        let of_part = |nth: usize| {
            let before = parts[..nth].iter().map(|part| part.len()).sum::<usize>();
            let prints = parts[nth].iter().zip(before..);
            let found = prints.filter(|(print, _)| candidates.has(**print));
            found.map(|(print, at)| (*print, at)).collect::<Vec<_>>()
        };
        let mut of_parts = each(parts.len(), of_part).into_iter();
        let mut found = of_parts.next().unwrap_or_default();
        of_parts.for_each(|more| found.extend(more));
        found.sort_unstable();
        let alike = found.chunk_by(|a, b| a.0 == b.0).filter(|alike| alike.len() > 1);
        let rows: Vec<u64> = alike.flatten().map(|(_, at)| self.row(*at)).collect();
        rows.into_iter()
    }
    /// The row of a fingerprint.
    fn row(&self, at: usize) -> u64 {
        let jumps = self.jumps.partition_point(|jump| jump.0 <= at);
        let (from, row) = self.jumps[..jumps].last().copied().unwrap_or_default();
        row + (at - from) as u64
    }
}

/// Parts of about so many fingerprints are near at hand.
const PART: usize = 1 << 11;
/// They are put into so many places at once, two to this power, that each place is still at hand when
/// its next one comes.
const MOST_BITS: u32 = 9;

/// What may occur more than once.
struct Candidates {
    /// How many first bits of a fingerprint say which part it is of.
    bits: u32,
    /// Part and tag, in order.
    tags: Vec<(u32, u32)>,
    /// The last bits of their tags, a bit each, by which most others are told.
    last: Vec<u64>,
}

impl Candidates {
    const LAST: u32 = 1 << 14;

    /// Of what was gathered from each part of a file, by a thread for each.
    fn of(gathered: &[&[u64]]) -> Candidates {
        let prints = gathered.iter().map(|prints| prints.len()).sum::<usize>();
        let bits = (prints / PART).max(1).ilog2().min(MOST_BITS);
        let (parts, threads) = (1_usize << bits, gathered.len());
        let parted = each(threads, |nth| Parted::of(gathered[nth], bits));
        let tags = each(threads, |nth| {
            let (mut tags, mut table) = (Vec::new(), Vec::new());
            for part in nth * parts / threads..(nth + 1) * parts / threads {
                let of_part = || parted.iter().flat_map(|of| of.part(part)).copied();
                if may_repeat(of_part(), &mut table) {
                    let mut sorted: Vec<u32> = of_part().collect();
                    sorted.sort_unstable();
                    let twice = sorted.chunk_by(|a, b| a == b).filter(|alike| alike.len() > 1);
                    tags.extend(twice.map(|alike| (part as u32, alike[0])));
                }
            }
            tags
        });
        let mut candidates = Candidates { bits, tags: tags.concat(), last: Vec::new() };
        if !candidates.tags.is_empty() {
            candidates.last = alloc::vec![0; (Self::LAST / u64::BITS) as usize];
            for (_, tag) in &candidates.tags {
                candidates.last[(tag % Self::LAST / u64::BITS) as usize] |= 1 << (tag % u64::BITS);
            }
        }
        candidates
    }
    /// Whether a fingerprint may be one of them.
    #[inline]
    fn has(&self, print: u64) -> bool {
        let tag = tag(print);
        let word = self.last[(tag % Self::LAST / u64::BITS) as usize];
        word >> (tag % u64::BITS) & 1 != 0
            && self.tags.binary_search(&(part(print, self.bits), tag)).is_ok()
    }
}

/// Tags, side by side if their fingerprints are of one part.
struct Parted {
    tags: Vec<u32>,
    /// Where those of each part end.
    ends: Vec<usize>,
}

impl Parted {
    fn of(prints: &[u64], bits: u32) -> Parted {
        let mut ends = [0; 1 << MOST_BITS];
        let ends = &mut ends[..1 << bits];
        prints.iter().for_each(|print| ends[part(*print, bits) as usize] += 1);
        let mut total = 0;
        for end in &mut *ends {
            // where a part begins; once it is full, where it ends
            total += core::mem::replace(end, total);
        }
        let mut tags = alloc::vec![0; prints.len()];
        for print in prints {
            let end = &mut ends[part(*print, bits) as usize];
            tags[*end] = tag(*print);
            *end += 1;
        }
        Parted { tags, ends: ends.to_vec() }
    }
    fn part(&self, nth: usize) -> &[u32] {
        let start = nth.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.tags[start..self.ends[nth]]
    }
}

/// Which part a fingerprint is of, if so many of its first bits say that.
#[inline]
fn part(print: u64, bits: u32) -> u32 {
    // of no bits, all are in one part
    ((print >> 1) >> (63 - bits)) as u32
}

/// What is kept of a fingerprint beside its first bits; never zero.
#[inline]
fn tag(print: u64) -> u32 {
    (print as u32).max(1)
}

/// Places of a table that are looked at together; those that are free come last.
type Bucket = [u32; 4];

/// Whether any tag may occur twice in a part: yes, too, where they crowd in the table.
fn may_repeat(mut part: impl Iterator<Item = u32> + Clone, table: &mut Vec<Bucket>) -> bool {
    const MOST_STEPS: usize = 16;
    let bits = (part.clone().count() / 2).next_power_of_two().ilog2();
    table.clear();
    table.resize((1 << bits) + MOST_STEPS, Bucket::default());
    part.any(|tag| {
        // the first bits say where it belongs
        let home = (u64::from(tag) << bits >> u32::BITS) as usize;
        for bucket in &mut table[home..home + MOST_STEPS] {
            let there = u32x4::new(*bucket);
            if there.simd_eq(u32x4::splat(tag)).any() {
                return true;
            }
            let free = there.simd_eq(u32x4::splat(0)).to_bitmask();
            if let Some(free) = bucket.get_mut(free.trailing_zeros() as usize) {
                *free = tag;
                return false;
            }
        }
        true
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    fn spread(n: u64) -> u64 {
        n.wrapping_mul(0x9E37_79B9_7F4A_7C15)
    }
    fn found(repeats: Repeats) -> Vec<u64> {
        let mut rows: Vec<u64> = repeats.finish().collect();
        rows.sort_unstable();
        rows
    }

    proptest! {
        #[test]
        fn rows_of_what_occurs_twice_are_found(
            prints in proptest::collection::vec((1_u64..40, 1_u64..3), 0..60),
            cut in 0_usize..60,
            is_spread in any::<bool>(),
        ) {
            let mut rows = BTreeMap::<u64, Vec<u64>>::new();
            let mut row = 0;
            let (mut repeats, mut later) = (Repeats::default(), Repeats::default());
            let mut before = 0;
            for (n, (print, step)) in prints.iter().enumerate() {
                row += step;
                rows.entry(*print).or_default().push(row);
                let print = if is_spread { spread(*print) } else { *print };
                if n < cut {
                    repeats.push(print, row);
                    before = row;
                } else {
                    later.push(print, row - before);
                }
            }
            #[cfg(feature = "parallel")]
            repeats.append(later, before);
            #[cfg(not(feature = "parallel"))]
            prop_assume!(later.prints.is_empty());
            let twice = rows.into_values().filter(|rows| rows.len() > 1);
            let mut twice: Vec<u64> = twice.flatten().collect();
            twice.sort_unstable();
            prop_assert_eq!(found(repeats), twice);
        }
    }

    #[test]
    fn a_part_is_seldom_sorted_for_nothing() {
        for length in [1, 2, 100, 2048, 5000] {
            let mut part: Vec<u32> = (1..=length).map(|n| tag(spread(n) >> 16)).collect();
            part.sort_unstable();
            part.dedup();
            let mut table = Vec::new();
            assert!(!may_repeat(part.iter().copied(), &mut table), "{length}");
            // not much longer than needed, and of the next part nothing is left
            assert!(table.len() <= length as usize + 16);
            part.push(part[part.len() / 2]);
            assert!(may_repeat(part.iter().copied(), &mut table), "{length}");
        }
        // those that all belong in one place are too many
        let crowd: Vec<u32> = (1..=200).collect();
        assert!(may_repeat(crowd.into_iter(), &mut Vec::new()));
        // and whatever bits are set, one that is there twice is found
        for bit in 0..u64::BITS {
            let mut repeats = Repeats::default();
            (1..3).for_each(|row| repeats.push(1 << bit, row));
            assert_eq!(found(repeats), [1, 2], "{bit}");
        }
    }

    /// Enough for many parts; spread, as fingerprints are, and crowded, as an attacker has them.
    #[test]
    fn many_are_found_however_they_crowd() {
        let one_part = |n: u64| n;
        let one_place = |n: u64| n << 8;
        let one_tag = |n: u64| n << 40 | 1;
        for print in [spread, one_part, one_place, one_tag] {
            let mut repeats = Repeats::with_room(50_000);
            (1..50_000).for_each(|n| repeats.push(print(n), n));
            let again = (1..50).map(|n| n * 1000);
            again.clone().for_each(|n| repeats.push(print(n), 60_000 + n));
            let want: Vec<u64> = again.clone().chain(again.map(|n| 60_000 + n)).collect();
            assert_eq!(found(repeats), want);
        }
    }
}
