//! A table of keys.

use alloc::{collections::BTreeMap, vec::Vec};
use core::hint::black_box;

use super::Key;

/// Keys, each with a value.
///
/// Open addressing, but a key that finds no place within [`MOST_STEPS`] of where it belongs goes
/// to an ordered map. So no choice of keys makes a look-up take more than that many steps and one
/// in the map; of keys that nobody chose, next to none go there.
pub(in crate::check) struct Exact<V> {
    /// The keys' numbers; zero is nobody's. There is room behind the last place for its steps.
    keys: Vec<u128>,
    /// Each at the place of its key; behind them, those of the keys in the map.
    values: Vec<V>,
    places: usize,
    len: usize,
    crowded: BTreeMap<Key, usize>,
}

const MOST_STEPS: usize = 32;

/// As many of a value, in memory that is there.
///
/// Zeros that `vec!` asks for are a promise of the system's: a page that is read before it is written
/// is brought twice, and the second time all threads of the process are stopped. Tables are read first,
/// wherever they are asked for what they do not hold yet.
pub(in crate::check) fn present<T: Copy>(value: T, len: usize) -> Vec<T> {
    // unless it is kept from knowing, the compiler asks for zeros as well
    let mut all = black_box(Vec::with_capacity(len));
    all.resize(len, value);
    all
}

impl<V: Copy + Default> Default for Exact<V> {
    fn default() -> Self {
        Exact::with_room(0)
    }
}

impl<V: Copy + Default> Exact<V> {
    /// With room for so many keys.
    pub(in crate::check) fn with_room(keys: usize) -> Self {
        // half of the places stay free, so that three of four keys are where they belong
        let places = keys * 2 + 16;
        let slots = places + MOST_STEPS;
        Exact {
            keys: present(0, slots),
            values: present(V::default(), slots),
            places,
            len: 0,
            crowded: BTreeMap::new(),
        }
    }

    /// How many keys there are.
    pub(in crate::check) fn len(&self) -> usize {
        self.len
    }
    /// The place where a key belongs, and where it mostly is.
    #[inline]
    pub(in crate::check) fn home(&self, key: Key) -> usize {
        ((u128::from(key.region()) * self.places as u128) >> 64) as usize
    }

    /// Where the key stands, or the first free place on the way; `None` if there is neither.
    #[inline]
    fn find(&self, key: Key) -> Option<(usize, bool)> {
        let home = self.home(key);
        let steps = self.keys[home..home + MOST_STEPS].iter();
        let mut steps = steps.enumerate();
        let (step, found) = steps.find(|(_, at)| **at == key.number() || **at == 0)?;
        Some((home + step, *found != 0))
    }
    /// The place of a key, which is nobody else's as long as no key is added.
    #[inline]
    pub(in crate::check) fn place(&self, key: Key) -> Option<usize> {
        self.near(key).or_else(|| self.far(key))
    }
    /// The same, of a key that is not [near](Self::near).
    pub(in crate::check) fn far(&self, key: Key) -> Option<usize> {
        match self.find(key) {
            Some((at, found)) => found.then_some(at),
            None => self.crowded.get(&key).copied(),
        }
    }
    /// The place of a key, if that is where it belongs, as it mostly is. Whoever asks for it some time
    /// before they need it need not wait for memory then.
    #[inline]
    pub(in crate::check) fn near(&self, key: Key) -> Option<usize> {
        let home = self.home(key);
        self.is_at(home, key).then_some(home)
    }
    /// Whether a key is at a place.
    #[inline]
    pub(in crate::check) fn is_at(&self, place: usize, key: Key) -> bool {
        self.keys[place] == key.number()
    }
    /// How many places there are, taken or not.
    pub(in crate::check) fn places(&self) -> usize {
        self.values.len()
    }
    /// The value at the place of a key.
    #[inline]
    pub(in crate::check) fn at(&self, place: usize) -> V {
        self.values[place]
    }
    /// Whether the key is there.
    #[inline]
    pub(in crate::check) fn has(&self, key: Key) -> bool {
        self.place(key).is_some()
    }
    /// The value of a key.
    #[inline]
    pub(in crate::check) fn get(&self, key: Key) -> Option<V> {
        self.place(key).map(|place| self.at(place))
    }
    /// Gives a key this value; the one before, if it had one.
    pub(in crate::check) fn insert(&mut self, key: Key, value: V) -> Option<V> {
        if self.len * 8 >= self.places * 6 {
            self.grow();
        }
        let (place, found) = self.find(key).unwrap_or_else(|| {
            let next = self.values.len();
            let place = *self.crowded.entry(key).or_insert(next);
            if place == next {
                self.values.push(value);
            }
            (place, place < next)
        });
        if let Some(free) = self.keys.get_mut(place) {
            *free = key.number();
        }
        let before = core::mem::replace(&mut self.values[place], value);
        self.len += usize::from(!found);
        found.then_some(before)
    }
    /// Gives keys these values, one after the other. Of a large table, the places of many are better
    /// asked for together: each is far away.
    pub(in crate::check) fn insert_all(&mut self, pairs: &[(Key, V)]) {
        const TOGETHER: usize = 16;
        for pairs in pairs.chunks(TOGETHER) {
            let mut near = [None; TOGETHER];
            for (near, (key, _)) in near.iter_mut().zip(pairs) {
                *near = self.near(*key);
            }
            for ((key, value), near) in pairs.iter().zip(near) {
                match near.filter(|place| self.keys[*place] == key.number()) {
                    Some(place) => self.values[place] = *value,
                    None => _ = self.insert(*key, *value),
                }
            }
        }
    }
    /// The keys and their values, in no order that means anything.
    pub(in crate::check) fn iter(&self) -> impl Iterator<Item = (Key, V)> {
        let placed = self.keys.iter().zip(&self.values);
        let placed = placed.filter_map(|(key, value)| Some((Key::from_number(*key)?, *value)));
        placed.chain(self.crowded.iter().map(|(key, place)| (*key, self.values[*place])))
    }
    /// The keys alone.
    pub(in crate::check) fn keys(&self) -> impl Iterator<Item = Key> {
        self.iter().map(|(key, _)| key)
    }

    fn grow(&mut self) {
        let mut larger = Exact::with_room(self.len + self.len / 2);
        for (key, value) in self.iter() {
            larger.insert(key, value);
        }
        *self = larger;
    }
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeMap, format, string::String, vec::Vec};

    use proptest::prelude::*;

    use super::*;

    fn key(text: &str) -> Key {
        Key::of(text.as_bytes()).expect("short")
    }

    proptest! {
        /// The same as an ordered map.
        #[test]
        fn it_is_a_map(
            pairs in proptest::collection::vec(("[a-c]{0,3}", any::<u16>()), 0..200),
            asked in proptest::collection::vec("[a-d]{0,3}", 0..20),
        ) {
            let (mut table, mut map) = (Exact::<u16>::default(), BTreeMap::new());
            for (text, value) in &pairs {
                prop_assert_eq!(table.insert(key(text), *value), map.insert(text.clone(), *value));
            }
            prop_assert_eq!(table.len(), map.len());
            for text in asked.iter().chain(map.keys()) {
                prop_assert_eq!(table.get(key(text)), map.get(text).copied());
                prop_assert_eq!(table.has(key(text)), map.contains_key(text));
            }
            let mut keys: Vec<_> = table.keys().map(Key::text).collect();
            keys.sort();
            prop_assert_eq!(keys, map.keys().cloned().map(String::into_bytes).collect::<Vec<_>>());
        }
    }

    /// Many at once are as many one by one, also where the table grows meanwhile, and a key that is
    /// put in once more has its last value.
    #[test]
    fn many_at_once_are_put_in_like_one_by_one() {
        // known keys and new ones in turn
        let pairs = |round: u32| {
            let mixed = (0..40 * round).map(move |n| n * 37 % (40 * round));
            mixed.map(move |n| (key(&format!("{:x}", n * n)), n ^ round))
        };
        let (mut many, mut one) = (Exact::<u32>::default(), Exact::<u32>::default());
        for round in [1, 2, 5, 9, 30] {
            let pairs: Vec<_> = pairs(round).collect();
            many.insert_all(&pairs);
            pairs.iter().for_each(|(key, value)| _ = one.insert(*key, *value));
            assert_eq!(many.len(), one.len());
            for (key, value) in &pairs {
                assert_eq!((many.get(*key), one.get(*key)), (Some(*value), Some(*value)));
            }
        }
    }

    /// Keys that all belong to one place: whoever knows the table can find such ones.
    #[test]
    fn keys_that_crowd_take_bounded_steps() {
        let candidates = (0..).map(|n| key(&format!("{n:x}")));
        let crowd = candidates.filter(|key| key.region() >> 52 == 0x123);
        let crowd: Vec<Key> = crowd.take(600).collect();
        let mut table = Exact::with_room(1000);
        for (n, key) in crowd.iter().enumerate() {
            assert_eq!(table.insert(*key, n), None);
        }
        assert!(crowd.iter().enumerate().all(|(n, key)| table.insert(*key, n) == Some(n)));
        assert_eq!(table.len(), crowd.len());
        assert!(table.crowded.len() > 500, "most find no place");
        let asked = |key: &Key| table.steps(*key);
        assert!(crowd.iter().map(asked).all(|(steps, _)| steps <= MOST_STEPS));
        assert_eq!(crowd.iter().filter(|key| asked(key).1).count(), table.crowded.len());
        for (n, key) in crowd.iter().enumerate() {
            assert_eq!(table.get(*key), Some(n));
        }
        assert_eq!(table.keys().count(), crowd.len());
    }

    impl<V: Copy + Default> Exact<V> {
        /// How many places a look-up of a key goes through, and whether it then goes to the map.
        fn steps(&self, key: Key) -> (usize, bool) {
            let home = self.home(key);
            let found = self.find(key).map(|(at, _)| at - home + 1);
            (found.unwrap_or(MOST_STEPS), found.is_none())
        }
    }

    /// Ids as programs give them out, in order: numbers, and UUIDs that count at either end. They
    /// take hardly more steps than if they were spread by chance.
    #[test]
    fn sorted_keys_take_few_steps() {
        const KEYS: u32 = 50_000;
        let orders: [fn(u32) -> String; 4] = [
            |n| format!("{n}"),
            |n| format!("student-{n:07}"),
            |n| format!("0f8fad5b-d9cb-469f-a165-{n:012x}"),
            |n| format!("{n:08x}-d9cb-469f-a165-70867728950e"),
        ];
        for order in orders {
            let mut table = Exact::default();
            (0..KEYS).for_each(|n| _ = table.insert(key(&order(n)), n));
            let steps = (0..KEYS).map(|n| table.steps(key(&order(n))).0).sum::<usize>();
            assert!(steps < 4 * KEYS as usize, "{}: {steps} steps", order(7));
            assert!(table.crowded.len() < 50, "{}: {}", order(7), table.crowded.len());
        }
    }

    #[test]
    fn keys_that_nobody_chose_find_a_place() {
        let mut table = Exact::default();
        for n in 0..100_000_u32 {
            table.insert(key(&format!("s-{n:06}")), n);
        }
        assert!(table.crowded.len() < 100, "{}", table.crowded.len());
    }
}
