//! Texts in sixteen bytes.

use alloc::{borrow::Cow, vec::Vec};
use core::num::NonZeroU128;

use wide::{bytemuck, u8x16, u64x2};

use super::{ODD, spread};
use crate::table::Column;

/// A text as a number: two keys are equal exactly if their texts are.
///
/// The digit of a UUID that says its version tells three spaces apart: 1 to 14 is a canonical UUID
/// (lower case, with hyphens), 0 a text of at most 15 bytes, and 15 a longer one, which
/// [`Texts`](super::Texts) keeps. It is the lower half of the last byte.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Key(NonZeroU128);

/// Where the digit of the version stands.
const TAG: u32 = 120;
const LONG: u128 = 0xF;
/// The length of a short text stands beside it.
const LENGTH: u32 = 124;

impl Key {
    /// The blank text. Its number is nobody else's.
    pub(in crate::check) const BLANK: Key = match NonZeroU128::new(LONG << TAG) {
        Some(number) => Key(number),
        None => unreachable!(),
    };

    /// The key of a text that fits; `None` if it is too long.
    #[inline]
    pub(in crate::check) fn of(text: &[u8]) -> Option<Key> {
        match text.len() {
            0 => Some(Key::BLANK),
            1..=15 => Key::of_short(text),
            _ => Key::of_uuid(text),
        }
    }
    /// The key of a text of 1 to 15 bytes.
    #[inline]
    pub(in crate::check) fn of_short(text: &[u8]) -> Option<Key> {
        Key::from_number(joined(text) | (text.len() as u128) << LENGTH)
    }
    /// The key of a canonical UUID; `None` of any other text.
    #[inline]
    pub(in crate::check) fn of_uuid(text: &[u8]) -> Option<Key> {
        text.try_into().ok().and_then(uuid)
    }
    /// Whether it is that of a canonical UUID.
    #[inline]
    pub(in crate::check) fn is_uuid(self) -> bool {
        !matches!(self.tag(), 0 | LONG)
    }
    #[inline]
    fn tag(self) -> u128 {
        self.number() >> TAG & 0xF
    }
    /// The key of the `nth` text that has this fingerprint.
    pub(super) fn long(print: u64, nth: u8) -> Key {
        let number = u128::from(print) | (u128::from(nth) + 1) << 64 | LONG << TAG;
        Key::from_number(number).unwrap_or(Key::BLANK)
    }
    /// The key of the `nth` text that had no room among those with its fingerprint.
    pub(super) fn crowded(nth: u64) -> Key {
        Key::long(nth, u8::MAX)
    }
    /// Which of the texts that had no room it is the key of, if it is.
    pub(super) fn nth_crowded(self) -> Option<u64> {
        let nth = self.number() as u64;
        (self == Key::crowded(nth)).then_some(nth)
    }
    pub(in crate::check) fn is_long(self) -> bool {
        self.tag() == LONG
    }
    /// Where in a table it belongs, as a fraction of 2⁶⁴: keys that are near each other in it are
    /// near each other in memory.
    #[inline]
    pub(in crate::check) fn region(self) -> u64 {
        const OTHER: u64 = 0xD1B5_4A32_D192_ED03;
        let (low, high) = (self.number() as u64 ^ ODD, (self.number() >> 64) as u64 ^ OTHER);
        let product = u128::from(low) * u128::from(high);
        spread(product as u64 ^ (product >> 64) as u64)
    }
    /// All of it in half as many bytes, which others may share.
    #[inline]
    pub(in crate::check) fn mixed(self) -> u64 {
        self.number() as u64 ^ ((self.number() >> 64) as u64).rotate_left(20)
    }
    /// It is never zero.
    #[inline]
    pub(super) fn number(self) -> u128 {
        self.0.get()
    }
    #[inline]
    pub(super) fn from_number(number: u128) -> Option<Key> {
        NonZeroU128::new(number).map(Key)
    }

    /// The text of a key that is not a long one's.
    pub(in crate::check) fn text(self) -> Vec<u8> {
        let number = self.number();
        match self.tag() {
            LONG => Vec::new(),
            0 => {
                let length = (number >> LENGTH & 0xF) as usize;
                number.to_le_bytes()[..length].to_vec()
            }
            _ => {
                let halves = [number as u64, (number >> 64) as u64];
                let [[a, d], [c, b]] =
                    halves.map(|half| [half >> 4, half].map(|half| half & NIBBLES));
                // the four that have the version in front are the other way round
                let b = b & FOUR | u64::from(((b >> 32) as u32).swap_bytes()) << 32;
                let digits = [a, b, c, d].into_iter().flat_map(u64::to_le_bytes);
                let mut text = Vec::with_capacity(36);
                for (i, digit) in digits.enumerate() {
                    if matches!(i, 8 | 12 | 16 | 20) {
                        text.push(b'-');
                    }
                    text.push(b"0123456789abcdef"[usize::from(digit)]);
                }
                text
            }
        }
    }
}

/// The number that begins with the bytes of a text of at most 15: of its first and its last bytes,
/// which overlap unless it is as long as both.
#[inline]
fn joined(text: &[u8]) -> u128 {
    let bits = 8 * text.len() as u32;
    if let (Some(first), Some(last)) = (text.first_chunk(), text.last_chunk()) {
        let [first, last] = [*first, *last].map(u64::from_le_bytes);
        return u128::from(first) | u128::from(last.unbounded_shr(128 - bits)) << 64;
    }
    if let (Some(first), Some(last)) = (text.first_chunk(), text.last_chunk()) {
        let [first, last] = [*first, *last].map(u32::from_le_bytes).map(u64::from);
        return (first | last << (bits - 32)).into();
    }
    text.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte)).into()
}

/// Where the hyphens stand, from the first of them.
const HYPHENS: u32 = 1 | 1 << 5 | 1 << 10 | 1 << 15;
const NIBBLES: u64 = 0x0F0F_0F0F_0F0F_0F0F;
const FOUR: u64 = 0xFFFF_FFFF;

/// The digits of a canonical UUID, unless its version is one of those that mean something else.
/// Eight stand beside eight others, so that they need not be moved together, and the version comes
/// last.
#[inline]
fn uuid(text: &[u8; 36]) -> Option<Key> {
    let hyphens = u8x16::new(*text[8..].first_chunk()?).simd_eq(u8x16::splat(b'-'));
    if hyphens.to_bitmask() & HYPHENS != HYPHENS {
        return None;
    }
    let four = |from: usize| [text[from], text[from + 1], text[from + 2], text[from + 3]];
    let eight = |first: usize, next: usize| {
        let [first, next] = [first, next].map(four).map(u32::from_le_bytes).map(u64::from);
        first | next << 32
    };
    let version =
        u64::from(u32::from_le_bytes(four(9))) | u64::from(u32::from_be_bytes(four(14))) << 32;
    let (before, are_digits) = hex(u64x2::new([eight(0, 4), eight(19, 24)]));
    let (behind, are_digits_too) = hex(u64x2::new([eight(28, 32), version]));
    let [low, high] = ((before << 4_u32) | behind).to_array();
    let key = Key::from_number(u128::from(high) << 64 | u128::from(low));
    key.filter(|key| (are_digits & are_digits_too).all() && key.is_uuid())
}

/// What twice eight digits in lower case stand for, each in its byte; and which of them are digits.
#[inline]
fn hex(digits: u64x2) -> (u64x2, u8x16) {
    let digits: u8x16 = bytemuck::cast(digits);
    let among = |first: u8, last: u8| {
        let from = digits - u8x16::splat(first);
        from.min(u8x16::splat(last - first)).simd_eq(from)
    };
    let letters = among(b'a', b'f');
    let values = (digits & u8x16::splat(0xF)) + (letters & u8x16::splat(9));
    (bytemuck::cast(values), among(b'0', b'9') | letters)
}

/// The text that two cells of a column share if they mean the same.
pub(in crate::check) fn canonical<'a>(column: &Column, bytes: Cow<'a, [u8]>) -> Cow<'a, [u8]> {
    if !column.kind.folds_case() {
        return bytes;
    }
    match core::str::from_utf8(&bytes) {
        Ok(text) => Cow::Owned(text.to_lowercase().into_bytes()),
        Err(_) => bytes,
    }
}

#[cfg(test)]
mod tests {
    use std::{string::String, vec::Vec};

    use proptest::prelude::*;

    use super::*;

    /// Texts that look much like UUIDs, and short ones.
    fn texts() -> impl Strategy<Value = Vec<u8>> {
        let near = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-g]{4}-[0-9a-f]{4}-[0-9a-f`:@G/]{12}";
        prop_oneof![
            proptest::collection::vec(any::<u8>(), 0..=16),
            near.prop_map(String::into_bytes),
            ("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", 0_usize..36, any::<u8>()).prop_map(
                |(text, at, byte)| {
                    let mut text = text.into_bytes();
                    text[at] = byte;
                    text
                }
            ),
        ]
    }

    proptest! {
        #[test]
        fn a_key_gives_its_text_back(text in texts()) {
            if let Some(key) = Key::of(&text) {
                prop_assert_eq!(key.text(), text);
                prop_assert_ne!(key.number(), 0);
            }
        }
        #[test]
        fn short_texts_and_uuids_have_keys(
            short in proptest::collection::vec(any::<u8>(), 0..=15),
            uuid in "[0-9a-f]{8}-[0-9a-f]{4}-[1-9a-e][0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}",
        ) {
            prop_assert!(Key::of(&short).is_some_and(|key| !key.is_long() || short.is_empty()));
            prop_assert!(Key::of(uuid.as_bytes()).is_some_and(|key| !key.is_long()));
        }
    }

    #[test]
    fn only_hexadecimal_digits_are_some() {
        for byte in 0..=u8::MAX {
            let digits = [b'0', b'1', byte, b'9', b'a', b'f', b'7', b'c'];
            let good = u64::from_le_bytes(*b"0123cdef");
            let (values, are_digits) = hex(u64x2::new([good, u64::from_le_bytes(digits)]));
            let value = |digit: u8| char::from(digit).to_digit(16).map(|value| value as u8);
            let plain = byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
            assert_eq!(are_digits.to_bitmask(), if plain { 0xFFFF } else { 0xFBFF }, "{byte}");
            if plain {
                let values = values.to_array()[1].to_le_bytes();
                assert_eq!(values, digits.map(value).map(Option::unwrap_or_default), "{byte}");
            }
        }
    }
}
