//! Texts that are too long for a key.

use alloc::{borrow::Cow, boxed::Box, collections::BTreeMap, vec::Vec};

use super::{Exact, Key, Print};

/// Keys for texts of any length; the long ones are kept, one behind the other.
#[derive(Default)]
pub(in crate::check) struct Texts {
    /// Each behind its length.
    bytes: Vec<u8>,
    /// Where the length of a text begins.
    starts: Exact<u64>,
    /// Texts whose fingerprint others have too: more than chance allows.
    crowded: BTreeMap<Box<[u8]>, u64>,
    /// Where the length of each of those begins.
    crowded_starts: Vec<u64>,
}

/// So many texts may have one fingerprint.
const MOST_ALIKE: u8 = 4;

impl Texts {
    /// The key of a text; `None` if it is a long one that has not been added.
    #[inline]
    pub(in crate::check) fn find(&self, text: &[u8]) -> Option<Key> {
        Key::of(text).or_else(|| self.find_long(text).ok())
    }
    /// The key of a text, which is kept if it is long.
    #[inline]
    pub(in crate::check) fn add(&mut self, text: &[u8]) -> Key {
        Key::of(text).unwrap_or_else(|| self.add_long(text))
    }
    /// The key here of a text that has this one among others.
    #[cfg(feature = "parallel")]
    #[inline]
    pub(in crate::check) fn add_from(&mut self, others: &Texts, key: Key) -> Key {
        if key.is_long() { self.add(&others.text(key)) } else { key }
    }
    /// The text of a key.
    pub(in crate::check) fn text(&self, key: Key) -> Cow<'_, [u8]> {
        if !key.is_long() {
            return key.text().into();
        }
        let start = match key.nth_crowded() {
            Some(nth) => self.crowded_starts.get(nth as usize).copied(),
            None => self.starts.get(key),
        };
        start.map(|start| self.at(start)).unwrap_or_default().into()
    }

    fn at(&self, start: u64) -> &[u8] {
        let (length, rest) = self.bytes[start as usize..].split_at(size_of::<u64>());
        let length = length.try_into().map_or(0, u64::from_le_bytes);
        &rest[..length as usize]
    }
    /// Its key, or else the first that it could have.
    fn find_long(&self, text: &[u8]) -> Result<Key, Option<Key>> {
        let print = Print::of(text);
        for nth in 0..MOST_ALIKE {
            let key = Key::long(print, nth);
            match self.starts.get(key) {
                Some(start) if self.at(start) == text => return Ok(key),
                Some(_) => {}
                None => return Err(Some(key)),
            }
        }
        self.crowded.get(text).copied().map(Key::crowded).ok_or(None)
    }
    fn add_long(&mut self, text: &[u8]) -> Key {
        match self.find_long(text) {
            Ok(key) => key,
            Err(Some(key)) => {
                let start = self.keep(text);
                self.starts.insert(key, start);
                key
            }
            Err(None) => {
                let nth = self.crowded.len() as u64;
                self.crowded.insert(text.into(), nth);
                let start = self.keep(text);
                self.crowded_starts.push(start);
                Key::crowded(nth)
            }
        }
    }
    /// Where the length of a text that is kept now begins.
    fn keep(&mut self, text: &[u8]) -> u64 {
        let start = self.bytes.len() as u64;
        self.bytes.extend_from_slice(&(text.len() as u64).to_le_bytes());
        self.bytes.extend_from_slice(text);
        start
    }
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeMap, vec::Vec};

    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Equal keys are equal texts, and a key gives its text back.
        #[test]
        fn keys_are_texts(texts in proptest::collection::vec("[ab]{0,2}|[ab]{15,17}|[ab]{36}", 0..60)) {
            let mut all = Texts::default();
            let mut map = BTreeMap::new();
            for text in &texts {
                let known = map.get(text).copied();
                if text.len() > 15 {
                    prop_assert!(all.find(text.as_bytes()) == known);
                }
                let key = all.add(text.as_bytes());
                prop_assert!(known.is_none_or(|known| known == key));
                map.insert(text.clone(), key);
            }
            let mut keys: Vec<Key> = map.values().copied().collect();
            keys.sort();
            keys.dedup();
            prop_assert_eq!(keys.len(), map.len());
            for (text, key) in &map {
                prop_assert_eq!(&*all.text(*key), text.as_bytes());
                prop_assert!(all.find(text.as_bytes()) == Some(*key));
            }
        }
    }

    /// Whoever knows the fingerprint can write texts that all share it. Each is then compared with
    /// no more than four others, and else found in an ordered map.
    #[test]
    #[cfg(target_pointer_width = "64")]
    fn texts_that_share_a_fingerprint_stay_apart() {
        // what the hash multiplies by is zero behind these eight bytes, whatever stands before them
        let zero = 0xA409_3822_299F_31D0_u64.to_le_bytes();
        let crafted = |n: u64| [n.to_le_bytes(), zero, *b"whatever", *b"is here."].concat();
        let print = Print::of(&crafted(0));
        let mut all = Texts::default();
        let keys: Vec<Key> = (0..5000).map(|n| all.add(&crafted(n))).collect();
        assert!((0..5000).all(|n| Print::of(&crafted(n)) == print));
        assert_eq!(all.starts.len(), usize::from(MOST_ALIKE));
        assert_eq!(all.crowded.len(), 5000 - usize::from(MOST_ALIKE));
        for (n, key) in (0..5000).zip(&keys) {
            assert!(all.find(&crafted(n)) == Some(*key) && *all.text(*key) == *crafted(n));
        }
        assert!(all.find(&crafted(5000)).is_none());
    }
}
