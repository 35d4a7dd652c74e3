//! Stretches of a file that are text, without a character that cannot be seen.

use core::ops::Range;

use wide::{i8x16, u8x16};

use crate::{check::opened::Opened, scan::Row};

/// Many rows of a file, gone through at once.
///
/// What is said of a row holds for those behind it too that are alike, though they are not in it: they
/// differ in nothing but what can be seen.
pub(super) struct Stretch<'c> {
    file: Opened<'c>,
    start: usize,
    end: usize,
    /// All of it, if it is UTF-8.
    text: Option<&'c str>,
    plain: bool,
    /// Whether something has been found that is not ASCII.
    beyond: bool,
}

impl<'c> Stretch<'c> {
    pub(super) fn new(file: Opened<'c>) -> Self {
        Stretch { file, start: 0, end: 0, text: None, plain: false, beyond: false }
    }
    /// Steps on to a row; of those that are alike, to the first.
    #[inline]
    pub(super) fn step(&mut self, row: &Row<'_, '_>) {
        if row.end() > self.end {
            self.go_on(row.start(), row.end());
        }
    }
    #[cold]
    fn go_on(&mut self, start: usize, row_end: usize) {
        /// Long enough to be gone through quickly, short enough to be still at hand then.
        const LENGTH: usize = 1 << 14;
        let end = row_end.max(start + LENGTH).min(self.file.bytes.len());
        let mut stretch = self.file.bytes.get(start..end).unwrap_or_default();
        self.text = match core::str::from_utf8(stretch) {
            Ok(text) => Some(text),
            // it ends within a character
            Err(error) if error.error_len().is_none() && start + error.valid_up_to() >= row_end => {
                stretch = &stretch[..error.valid_up_to()];
                core::str::from_utf8(stretch).ok()
            }
            Err(_) => None,
        };
        (self.start, self.end) = (start, start + stretch.len());
        self.beyond = self.beyond || !is_printable(stretch);
        self.plain = !self.beyond || !has_odd(stretch);
    }
    /// Whether no character of the row at hand cannot be seen; it may be so and not be known.
    #[inline]
    pub(super) fn is_plain(&self) -> bool {
        self.plain
    }
    /// Whether the row is plain, and UTF-8 besides; it may be so and not be known.
    #[inline]
    pub(super) fn is_plain_text(&self) -> bool {
        self.plain && self.text.is_some()
    }
    /// The text of a cell of the row; `None` if it is not UTF-8.
    #[inline]
    pub(super) fn text_of<'t>(&self, cell: &'t [u8]) -> Option<&'t str>
    where
        'c: 't,
    {
        let within = |(text, place): (&'c str, Range<usize>)| {
            text.get(place.start.checked_sub(self.start)?..place.end - self.start)
        };
        let text = self.text.zip(self.file.place_of(cell)).and_then(within);
        text.or_else(|| core::str::from_utf8(cell).ok())
    }
}

/// Whether all is ASCII that can be seen, a space or a line end: 64 bytes at a time.
fn is_printable(stretch: &[u8]) -> bool {
    let (blocks, rest) = stretch.as_chunks::<64>();
    let fine = |block: &[u8; 64]| {
        let (chunks, _) = block.as_chunks::<16>();
        let fine = |chunk: &[u8; 16]| {
            let bytes = i8x16::new(chunk.map(|byte| byte as i8));
            let is = |byte: u8| bytes.simd_eq(i8x16::splat(byte as i8));
            bytes.simd_gt(i8x16::splat(0x1F)) & !is(0x7F) | is(b'\n') | is(b'\r')
        };
        chunks.iter().fold(i8x16::splat(-1), |all, chunk| all & fine(chunk))
    };
    let all = blocks.iter().fold(i8x16::splat(-1), |all, block| all & fine(block));
    all.to_bitmask() == 0xFFFF && rest.is_ascii() && !has_odd(rest)
}

/// Whether there is a byte of a character that cannot be seen, or of one that may be such.
fn has_odd(stretch: &[u8]) -> bool {
    let (blocks, rest) = stretch.as_chunks::<64>();
    let fine = |chunk: &[u8; 16]| {
        let bytes = u8x16::new(*chunk);
        let is = |byte| bytes.simd_eq(u8x16::splat(byte));
        let above = bytes.max(u8x16::splat(b' ')).simd_eq(bytes);
        (above | is(b'\n') | is(b'\r')) & !(is(0x7F) | is(0xC2))
    };
    let fine = |block: &[u8; 64]| {
        let (chunks, _) = block.as_chunks::<16>();
        chunks.iter().fold(u8x16::splat(u8::MAX), |all, chunk| all & fine(chunk))
    };
    let all = blocks.iter().fold(u8x16::splat(u8::MAX), |all, block| all & fine(block));
    let odd = |b: &u8| matches!(b, ..b' ' | 0x7F | 0xC2) && !matches!(b, b'\n' | b'\r');
    all.to_bitmask() != 0xFFFF || rest.iter().any(odd)
}

#[cfg(test)]
mod tests {
    use std::{string::String, vec::Vec};

    use super::*;
    use crate::scan::Rows;

    #[test]
    fn odd_is_each_byte_that_may_not_be_seen() {
        for byte in 0..=u8::MAX {
            // alone, and with another that stands as far within its sixteen or 64 bytes
            for (at, other) in [0, 15, 16, 64, 79, 149]
                .into_iter()
                .flat_map(|at| [at, (at + 16) % 150, (at + 64) % 150].map(|other| (at, other)))
            {
                let mut stretch = [b'a'; 150];
                (stretch[at], stretch[other]) = (byte, byte);
                let plain = matches!(byte, b' '..=b'~' | b'\n' | b'\r');
                assert_eq!(is_printable(&stretch), plain, "{byte} {at} {other}");
                let seen = plain || byte >= 0x80 && byte != 0xC2;
                assert_eq!(has_odd(&stretch), !seen, "{byte} {at} {other}");
            }
        }
    }

    /// Whether each row of a file, its header too, is known to be plain, and to be text.
    fn rows(file: &[u8]) -> Vec<(bool, bool)> {
        let (mut stretch, mut rows) = (Stretch::new(Opened { bytes: file }), Rows::new(file));
        let mut said = Vec::new();
        while let Some(row) = rows.next_row(&mut |_| {}) {
            stretch.step(&row);
            said.push((stretch.is_plain(), stretch.is_plain_text()));
        }
        said
    }

    #[test]
    fn rows_of_any_letters_are_plain_wherever_a_stretch_ends() {
        for letter in ["a", "é", "ß—", "学"] {
            // of every length, so that stretches end within letters too
            let rows_of = |length| ["x", &letter.repeat(length), "\n"].concat();
            let file: String = (0..500).map(rows_of).collect();
            assert!(file.len() > 1 << 16);
            let said = rows(file.as_bytes());
            assert_eq!(said.len(), 500);
            assert!(said.iter().all(|said| *said == (true, true)), "{letter}");
        }
    }

    #[test]
    fn a_row_that_ends_within_a_letter_is_no_text() {
        for rest in [&b""[..], &[b'y'; 1 << 15]] {
            let file = [&"é\n".repeat(9).into_bytes(), rest, b"\nx\xC3"].concat();
            let said = rows(&file);
            assert!(!said.last().expect("a row").1);
            assert!(said[..9].iter().all(|said| *said == (true, true)));
        }
    }
}
