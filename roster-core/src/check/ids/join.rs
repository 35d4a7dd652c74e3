//! Keys that wait until it pays to look them up.

use alloc::{vec, vec::Vec};
use core::ops::Range;

use super::Key;

/// Keys that are to be looked up in a large table, each with the rows that hold it.
///
/// One by one, each look-up would wait for memory. So they are laid aside by the region of the
/// table that they belong to, and looked up when a region has enough of them: the part of the table
/// is then fetched once for all.
pub(in crate::check) struct Join {
    /// For each region so many places: a key's two halves, and the rows.
    waiting: Vec<[u64; 4]>,
    /// How many of each region's places are taken.
    taken: [usize; REGIONS],
    room: usize,
}

const REGIONS: usize = 256;

impl Join {
    /// For a table of so many keys.
    pub(in crate::check) fn new(keys: usize) -> Self {
        let room = (keys / REGIONS).clamp(16, 1 << 12);
        Join { waiting: vec![[0; 4]; room * REGIONS], taken: [0; REGIONS], room }
    }

    /// Lays a key aside; `look` gets those whose turn has come.
    #[inline]
    pub(in crate::check) fn push(
        &mut self,
        key: Key,
        rows: Range<u64>,
        look: impl FnMut(Key, Range<u64>),
    ) {
        let region = (key.region() >> 56) as usize;
        if self.taken[region] == self.room {
            self.flush(region, look);
        }
        let number = key.number();
        let at = region * self.room + self.taken[region];
        self.waiting[at] = [number as u64, (number >> 64) as u64, rows.start, rows.end];
        self.taken[region] += 1;
    }
    /// Looks up all that still wait.
    pub(in crate::check) fn finish(&mut self, mut look: impl FnMut(Key, Range<u64>)) {
        (0..REGIONS).for_each(|region| self.flush(region, &mut look));
    }

    fn flush(&mut self, region: usize, mut look: impl FnMut(Key, Range<u64>)) {
        let from = region * self.room;
        for [low, high, from, to] in &self.waiting[from..from + self.taken[region]] {
            let number = u128::from(*high) << 64 | u128::from(*low);
            if let Some(key) = Key::from_number(number) {
                look(key, *from..*to);
            }
        }
        self.taken[region] = 0;
    }
}

#[cfg(test)]
mod tests {
    use std::{format, vec::Vec};

    use super::*;

    #[test]
    fn every_key_has_its_turn() {
        let mut join = Join::new(100);
        let mut seen = Vec::new();
        // many of one key, which fills its region over and over
        let keys = (0..20_000).map(|n| if n % 3 == 0 { 7 } else { n });
        let keys: Vec<Key> = keys.filter_map(|n| Key::of(format!("{n}").as_bytes())).collect();
        for (row, key) in keys.iter().enumerate() {
            let rows = row as u64..row as u64 + 3;
            join.push(*key, rows, |key, rows| seen.push((rows.start, rows.end, key)));
        }
        assert!(!seen.is_empty(), "some have had it");
        join.finish(|key, rows| seen.push((rows.start, rows.end, key)));
        seen.sort();
        assert!(seen.iter().map(|(_, _, key)| key).eq(&keys));
        assert!(seen.iter().all(|(from, to, _)| from + 3 == *to));
    }
}
