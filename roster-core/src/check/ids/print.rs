//! Fingerprints: what equal texts share, and other texts almost never.

use core::hash::Hasher;

use rustc_hash::FxHasher;

use super::{Key, spread};

/// A fingerprint in the making, of one text or of several.
#[derive(Clone, Copy, Default)]
pub(in crate::check) struct Print(u64);

impl Print {
    /// That of one text.
    pub(in crate::check) fn of(text: &[u8]) -> u64 {
        Print::default().and(text).finish()
    }
    /// With a further text.
    #[inline]
    pub(in crate::check) fn and(self, text: &[u8]) -> Print {
        if let Some(key) = Key::of(text) {
            return self.and_key(key);
        }
        let mut hasher = FxHasher::default();
        hasher.write_u64(self.0);
        hasher.write(text);
        hasher.write_usize(text.len());
        Print(hasher.finish())
    }
    /// With a further text that has this key.
    #[inline]
    pub(in crate::check) fn and_key(self, key: Key) -> Print {
        Print(self.0.rotate_left(5) ^ key.region())
    }
    /// With a further text, whatever its case.
    pub(in crate::check) fn and_folded(self, text: &[u8]) -> Print {
        const LONGEST: usize = 64;
        let mut folded = [0; LONGEST];
        match folded.get_mut(..text.len()) {
            Some(folded) if text.is_ascii() => {
                folded.copy_from_slice(text);
                folded.make_ascii_lowercase();
                self.and(folded)
            }
            _ => match core::str::from_utf8(text) {
                Ok(text) => self.and(text.to_lowercase().as_bytes()),
                Err(_) => self.and(text),
            },
        }
    }
    /// All bits of it depend on all of the text. It is never zero.
    #[inline]
    pub(in crate::check) fn finish(self) -> u64 {
        let mixed = spread(self.0 ^ self.0 >> 32);
        (mixed ^ mixed >> 29).max(1)
    }
}
