//! Stretches of a file without a character that cannot be seen.

use wide::u8x16;

use crate::scan::Row;

/// Tells of rows whether they hold none, for many at once.
pub(super) struct Stretch<'c> {
    file: &'c [u8],
    end: usize,
    plain: bool,
}

impl<'c> Stretch<'c> {
    pub(super) fn new(file: &'c [u8]) -> Self {
        Stretch { file, end: 0, plain: false }
    }
    /// Whether there is none in a row; it may be that none is there and this is not known.
    #[inline]
    pub(super) fn is_plain(&mut self, row: &Row<'_, '_>) -> bool {
        /// Long enough to be gone through quickly, short enough to be still at hand then.
        const LENGTH: usize = 1 << 14;
        let end = row.ends().last().map_or(row.start(), |end| end.at());
        if end > self.end {
            self.end = end.max(row.start() + LENGTH).min(self.file.len());
            let stretch = self.file.get(row.start()..self.end).unwrap_or_default();
            self.plain = is_printable(stretch) || !has_odd(stretch);
        }
        self.plain
    }
}

/// Whether all is ASCII that can be seen, a space or a line end: sixteen bytes at a time.
fn is_printable(stretch: &[u8]) -> bool {
    let (chunks, rest) = stretch.as_chunks::<16>();
    let fine = |chunk: &[u8; 16]| {
        let bytes = u8x16::new(*chunk);
        let printable = bytes.max(u8x16::splat(b' ')).min(u8x16::splat(b'~')).simd_eq(bytes);
        let line_end = bytes.simd_eq(u8x16::splat(b'\n')) | bytes.simd_eq(u8x16::splat(b'\r'));
        printable | line_end
    };
    let all = chunks.iter().fold(u8x16::splat(u8::MAX), |all, chunk| all & fine(chunk));
    all.to_bitmask() == 0xFFFF && !has_odd(rest) && rest.is_ascii()
}

fn has_odd(stretch: &[u8]) -> bool {
    let odd = |b: u8| {
        let control = u8::from(b < b' ') & u8::from(b != b'\n') & u8::from(b != b'\r');
        control | u8::from(b == 127) | u8::from(b == 0xC2)
    };
    stretch.iter().fold(0, |found, b| found | odd(*b)) != 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printable_is_each_byte_that_can_be_seen() {
        for byte in 0..=u8::MAX {
            for at in [0, 15, 16, 20] {
                let mut stretch = [b'a'; 21];
                stretch[at] = byte;
                let seen = matches!(byte, b' '..=b'~' | b'\n' | b'\r');
                assert_eq!(is_printable(&stretch), seen, "{byte} {at}");
            }
        }
    }
}
