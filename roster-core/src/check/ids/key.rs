//! Texts in sixteen bytes.

use alloc::{borrow::Cow, format, vec::Vec};

use crate::table::Column;

/// A text as a number: two keys are equal exactly if their texts are.
///
/// The digit of a UUID that says its version tells three spaces apart: 1 to 14 is a canonical UUID
/// (lower case, with hyphens), 0 a text of at most 15 bytes, and 15 a longer one, which
/// [`Texts`](super::Texts) keeps.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::check) struct Key(u128);

/// Where the version stands: the first digit of the third group.
const TAG: u32 = 76;
const LONG: u128 = 0xF;
/// The length of a short text stands behind the tag.
const LENGTH: u32 = 72;
/// What is behind the tag and the length of a short text.
const BEHIND: u128 = (1 << LENGTH) - 1;

impl Key {
    /// The blank text. Its number is nobody else's, and not zero.
    pub(in crate::check) const BLANK: Key = Key(LONG << TAG);

    /// The key of a text that fits; `None` if it is too long.
    pub(in crate::check) fn of(text: &[u8]) -> Option<Key> {
        match text.len() {
            0 => Some(Key::BLANK),
            1..=15 => Some(short(text)),
            _ => Key::of_uuid(text),
        }
    }
    /// The key of a canonical UUID; `None` of any other text.
    #[inline]
    pub(in crate::check) fn of_uuid(text: &[u8]) -> Option<Key> {
        text.try_into().ok().and_then(uuid)
    }
    /// Whether it is that of a canonical UUID.
    #[inline]
    pub(in crate::check) fn is_uuid(self) -> bool {
        !matches!(self.0 >> TAG & 0xF, 0 | LONG)
    }
    /// The key of the `nth` text that has this fingerprint.
    pub(super) fn long(print: u64, nth: u8) -> Key {
        Key(LONG << TAG | (u128::from(nth) + 1) << 80 | u128::from(print))
    }
    /// The key of the `nth` text that had no room among those with its fingerprint.
    pub(super) fn crowded(nth: u64) -> Key {
        Key::long(nth, u8::MAX)
    }
    /// Which of the texts that had no room it is the key of, if it is.
    pub(super) fn nth_crowded(self) -> Option<u64> {
        let nth = self.0 as u64;
        (self == Key::crowded(nth)).then_some(nth)
    }
    pub(in crate::check) fn is_long(self) -> bool {
        self.0 >> TAG & 0xF == LONG
    }
    /// Where in a table it belongs, as a fraction of 2⁶⁴: keys that are near each other in it are
    /// near each other in memory.
    #[inline]
    pub(in crate::check) fn region(self) -> u64 {
        const ODD: [u64; 2] = [0x9E37_79B9_7F4A_7C15, 0xD1B5_4A32_D192_ED03];
        let (low, high) = (self.0 as u64 ^ ODD[0], (self.0 >> 64) as u64 ^ ODD[1]);
        let product = u128::from(low) * u128::from(high);
        (product as u64 ^ (product >> 64) as u64).wrapping_mul(ODD[0])
    }
    pub(in crate::check) fn to_bytes(self) -> [u8; 16] {
        self.0.to_be_bytes()
    }
    #[cfg(feature = "parallel")]
    pub(in crate::check) fn from_bytes(bytes: &[u8]) -> Key {
        bytes.try_into().map_or(Key::BLANK, |bytes| Key(u128::from_be_bytes(bytes)))
    }
    pub(super) fn number(self) -> u128 {
        self.0
    }
    pub(super) fn from_number(number: u128) -> Key {
        Key(number)
    }

    /// The text of a key that is not a long one's.
    pub(super) fn text(self) -> Vec<u8> {
        match self.0 >> TAG & 0xF {
            LONG => Vec::new(),
            0 => {
                let length = (self.0 >> LENGTH & 0xF) as usize;
                let joined = self.0 >> (LENGTH + 8) << (LENGTH + 8) | (self.0 & BEHIND) << 8;
                joined.to_be_bytes()[..length].to_vec()
            }
            _ => {
                let digits = format!("{:032x}", self.0);
                let groups = [&digits[..8], &digits[8..12], &digits[12..16], &digits[16..20]];
                format!("{}-{}", groups.join("-"), &digits[20..]).into_bytes()
            }
        }
    }
}

/// The bytes of a text of at most 15, in order, around the place of the tag and the length.
fn short(text: &[u8]) -> Key {
    let joined = left(text) << (8 * (16 - text.len()));
    let (before, behind) = (joined >> (LENGTH + 8) << (LENGTH + 8), joined >> 8 & BEHIND);
    Key(before | (text.len() as u128) << LENGTH | behind)
}

/// The number whose last bytes a text of at most 15 is: from its first and its last bytes, which
/// overlap unless it is as long as both.
#[inline]
fn left(text: &[u8]) -> u128 {
    let overlap = |first: u128, last: u128, wide: usize| first << (8 * (text.len() - wide)) | last;
    if let (Some(first), Some(last)) = (text.first_chunk(), text.last_chunk()) {
        return overlap(u64::from_be_bytes(*first).into(), u64::from_be_bytes(*last).into(), 8);
    }
    if let (Some(first), Some(last)) = (text.first_chunk(), text.last_chunk()) {
        return overlap(u32::from_be_bytes(*first).into(), u32::from_be_bytes(*last).into(), 4);
    }
    text.iter().fold(0, |number, byte| number << 8 | u128::from(*byte))
}

/// The number of a canonical UUID, unless its version is one of those that mean something else.
fn uuid(text: &[u8; 36]) -> Option<Key> {
    if text[8] != b'-' || text[13] != b'-' || text[18] != b'-' || text[23] != b'-' {
        return None;
    }
    let four = |from: usize| -> u64 {
        let four = [text[from], text[from + 1], text[from + 2], text[from + 3]];
        u64::from(u32::from_be_bytes(four))
    };
    let (first, a) = hex(four(0) << 32 | four(4));
    let (second, b) = hex(four(9) << 32 | four(14));
    let (third, c) = hex(four(19) << 32 | four(24));
    let (fourth, d) = hex(four(28) << 32 | four(32));
    if a | b | c | d != 0 {
        return None;
    }
    let number = u128::from(first << 32 | second) << 64 | u128::from(third << 32 | fourth);
    matches!(number >> TAG & 0xF, 1..=14).then_some(Key(number))
}

/// The number that eight digits in lower case spell, all at once; and zero, or what is wrong.
fn hex(digits: u64) -> (u64, u64) {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let letters = (digits >> 6) & ONES;
    let values = (digits & (0x0F * ONES)) + 9 * letters;
    // `0` to `9` are 30 to 39, `a` to `f` are 61 to 66
    let rows = (digits & (0xF0 * ONES)) ^ (0x30 * (ONES + letters));
    let from_sixteen = values & (0x10 * ONES);
    let from_ten = (((values + 6 * ONES) >> 4) & ONES) ^ letters;
    let pairs = (values | values >> 4) & 0x00FF_00FF_00FF_00FF;
    let fours = (pairs | pairs >> 8) & 0x0000_FFFF_0000_FFFF;
    ((fours | fours >> 16) & 0xFFFF_FFFF, rows | from_sixteen | from_ten)
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
            let (number, wrong) = hex(u64::from_be_bytes(digits));
            let read = (wrong == 0).then_some(number);
            let plain = byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
            let text = core::str::from_utf8(&digits).ok().filter(|_| plain);
            assert_eq!(read, text.and_then(|text| u64::from_str_radix(text, 16).ok()), "{byte}");
        }
    }
}
