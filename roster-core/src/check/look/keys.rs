//! The keys of an index.

#[cfg(feature = "parallel")]
use alloc::vec;
use alloc::vec::Vec;

use crate::check::ids::{Exact, Key, Texts};

/// The most columns that a constraint looks at, or that an index has in its key.
pub(crate) const MOST_PARTS: usize = 8;

/// Keys, each with the number of the cells that are kept.
#[derive(Default)]
pub(super) struct Keys {
    pub(super) texts: Texts,
    /// The texts that keys of several are made of, each with a number of its own.
    parts: Exact<u32>,
    pub(super) numbers: Exact<u32>,
    /// Keys of which nothing is kept, that are still to be put in.
    new: Vec<(Key, u32)>,
}

impl Keys {
    #[inline]
    pub(super) fn add(&mut self, key: Key) {
        const TOGETHER: usize = 64;
        self.new.push((key, 0));
        if self.new.len() == TOGETHER {
            self.settle();
        }
    }
    /// Puts in what is still to be.
    pub(super) fn settle(&mut self) {
        self.numbers.insert_all(&self.new);
        self.new.clear();
    }
    /// The number of a text that is one of several.
    pub(super) fn part(&mut self, text: Key) -> Part {
        // there is no room for more of them than can be numbered
        let next = self.parts.len() as u32;
        let number = self.parts.get(text).unwrap_or_else(|| {
            self.parts.insert(text, next);
            next
        });
        number.to_le_bytes()
    }
    /// The key with some texts, if there may be one.
    pub(super) fn find(&self, key: &[&str]) -> Option<Key> {
        if let [text] = key {
            return self.texts.find(text.as_bytes());
        }
        let mut parts = [Part::default(); MOST_PARTS];
        let parts = parts.get_mut(..key.len())?;
        for (part, text) in parts.iter_mut().zip(key) {
            *part = self.parts.get(self.texts.find(text.as_bytes())?)?.to_le_bytes();
        }
        self.texts.find(parts.as_flattened())
    }
    /// Takes in the keys of a later part of the file, each of so many texts, of which nothing is kept.
    #[cfg(feature = "parallel")]
    pub(super) fn absorb(&mut self, later: &Keys, width: usize) {
        if width == 1 {
            later.numbers.keys().for_each(|key| {
                let key = self.texts.add_from(&later.texts, key);
                self.add(key);
            });
            return;
        }
        let mut here = vec![Part::default(); later.parts.len()];
        for (text, number) in later.parts.iter() {
            let text = self.texts.add_from(&later.texts, text);
            here[number as usize] = self.part(text);
        }
        for key in later.numbers.keys() {
            let (mut parts, text) = ([Part::default(); MOST_PARTS], later.texts.text(key));
            let parts = &mut parts[..width];
            for (part, there) in parts.iter_mut().zip(text.as_chunks().0) {
                *part = here[u32::from_le_bytes(*there) as usize];
            }
            let key = self.texts.add(parts.as_flattened());
            self.add(key);
        }
    }
}

/// The number of a text among those that keys of several are made of. A key is those numbers, one behind
/// the other: of three texts they still are a short one.
pub(super) type Part = [u8; 4];
