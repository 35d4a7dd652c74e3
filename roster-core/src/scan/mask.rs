//! Which of 64 bytes are syntax.

/// A bit for each of 64 bytes, the lowest for the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Masks {
    /// Commas, carriage returns, line feeds and quotes.
    pub(super) syntax: u64,
    /// The quotes among them.
    pub(super) quotes: u64,
}

/// What a machine with vectors does at once.
#[cfg(any(
    test,
    target_feature = "sse2",
    target_feature = "simd128",
    all(target_feature = "neon", target_arch = "aarch64")
))]
mod vectors {
    use wide::{bytemuck, i8x16, u8x16};

    use super::Masks;

    #[inline(always)]
    pub(in crate::scan) fn masks(block: &[u8; 64]) -> Masks {
        let (parts, _) = block.as_chunks::<16>();
        let parts: [u8x16; 4] = core::array::from_fn(|i| u8x16::new(parts[i]));
        let quotes = parts.map(|part| part.simd_eq(u8x16::splat(b'"')));
        let others = parts.map(|part| {
            part.simd_eq(u8x16::splat(b','))
                | part.simd_eq(u8x16::splat(b'\n'))
                | part.simd_eq(u8x16::splat(b'\r'))
        });
        let others = bits(others);
        let any = (quotes[0] | quotes[1] | (quotes[2] | quotes[3])).to_bitmask() != 0;
        // most blocks have none, or the whole file is quoted: the branch is foreseen
        let quotes = if any { bits(quotes) } else { 0 };
        Masks { syntax: others | quotes, quotes }
    }

    /// Which of some bytes are not what they were; `None` if one of those is now anything but a letter,
    /// digit or other sign of ASCII that comes behind the comma.
    #[inline(always)]
    pub(in crate::scan) fn changed(before: &[u8; 64], now: &[u8; 64], of: u64) -> Option<u64> {
        let ((before, _), (now, _)) = (before.as_chunks::<16>(), now.as_chunks::<16>());
        let now: [u8x16; 4] = core::array::from_fn(|i| u8x16::new(now[i]));
        let same: [u8x16; 4] = core::array::from_fn(|i| now[i].simd_eq(u8x16::new(before[i])));
        // above the comma, below what is not ASCII or cannot be seen
        let plain: [u8x16; 4] = core::array::from_fn(|i| {
            // one more, so that the one behind the last sign is below zero, as what is not ASCII
            let next: i8x16 = bytemuck::cast(now[i] + u8x16::splat(1));
            let above: u8x16 = bytemuck::cast(next.simd_gt(i8x16::splat(b',' as i8 + 1)));
            above | same[i]
        });
        let [a, b, c, d] = plain;
        if (a & b & (c & d)).to_bitmask() != 0xFFFF && !bits(plain) & of != 0 {
            return None;
        }
        Some(!bits(same) & of)
    }

    #[inline(always)]
    fn bits(parts: [u8x16; 4]) -> u64 {
        let [a, b, c, d] = parts.map(|part| u64::from(part.to_bitmask()));
        a | b << 16 | c << 32 | d << 48
    }
}

/// The same eight bytes at a time, for machines without vectors.
#[cfg(any(
    test,
    not(any(
        target_feature = "sse2",
        target_feature = "simd128",
        all(target_feature = "neon", target_arch = "aarch64")
    ))
))]
mod words {
    use super::Masks;

    const EACH: u64 = 0x0101_0101_0101_0101;
    const LOW: u64 = 0x7F7F_7F7F_7F7F_7F7F;

    pub(in crate::scan) fn masks(block: &[u8; 64]) -> Masks {
        let (words, _) = block.as_chunks::<8>();
        let mut masks = Masks { syntax: 0, quotes: 0 };
        for (i, word) in words.iter().enumerate() {
            let word = u64::from_le_bytes(*word);
            let quotes = equal(word, b'"');
            let syntax = quotes | equal(word, b',') | equal(word, b'\n') | equal(word, b'\r');
            masks.quotes |= gather(quotes) << (8 * i);
            masks.syntax |= gather(syntax) << (8 * i);
        }
        masks
    }

    pub(in crate::scan) fn changed(before: &[u8; 64], now: &[u8; 64], of: u64) -> Option<u64> {
        let (words, _) = before.as_chunks::<8>();
        let (others, _) = now.as_chunks::<8>();
        let same = words.iter().zip(others).enumerate().fold(0, |mask, (i, (a, b))| {
            let same = equal(u64::from_le_bytes(*a) ^ u64::from_le_bytes(*b), 0);
            mask | gather(same) << (8 * i)
        });
        let changed = !same & of;
        let odd = now.iter().enumerate().filter(|(i, _)| changed & 1 << i != 0);
        odd.into_iter().all(|(_, byte)| (b',' + 1..=b'~').contains(byte)).then_some(changed)
    }

    /// The top bit of each byte that is `byte`.
    fn equal(word: u64, byte: u8) -> u64 {
        let zero = word ^ (EACH * u64::from(byte));
        !(((zero & LOW) + LOW) | zero | LOW)
    }

    /// The top bits of eight bytes, side by side.
    fn gather(tops: u64) -> u64 {
        (tops >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56
    }
}

#[cfg(any(
    target_feature = "sse2",
    target_feature = "simd128",
    all(target_feature = "neon", target_arch = "aarch64")
))]
pub(super) use vectors::{changed, masks};
#[cfg(not(any(
    target_feature = "sse2",
    target_feature = "simd128",
    all(target_feature = "neon", target_arch = "aarch64")
)))]
pub(super) use words::{changed, masks};

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{vectors, words};

    fn byte() -> impl Strategy<Value = u8> {
        prop_oneof![any::<u8>(), proptest::sample::select(&b",\"\r\n+#-\x8C\xAC\xA2"[..])]
    }

    proptest! {
        #[test]
        fn each_syntax_byte_has_its_bit(
            bytes in proptest::collection::vec(byte(), 64),
        ) {
            let block: [u8; 64] = bytes.try_into().expect("64 bytes");
            let bit = |i: usize, of: &[u8]| u64::from(of.contains(&block[i])) << i;
            let quotes = (0..64).fold(0, |mask, i| mask | bit(i, b"\""));
            let syntax = (0..64).fold(0, |mask, i| mask | bit(i, b"\",\r\n"));
            let want = super::Masks { syntax, quotes };
            prop_assert_eq!(vectors::masks(&block), want);
            prop_assert_eq!(words::masks(&block), want);
        }
        #[test]
        fn each_byte_that_changed_has_its_bit_but_for_odd_ones(
            block in proptest::array::uniform32(any::<u16>()),
            changes in proptest::collection::vec((0_usize..64, byte()), 0..8),
            of in any::<u64>(),
        ) {
            let block = block.map(u16::to_le_bytes);
            let a: [u8; 64] = block.as_flattened().try_into().expect("64 bytes");
            let mut b = a;
            changes.into_iter().for_each(|(at, byte)| b[at] = byte);
            let changed = (0..64).fold(0, |mask, i| mask | u64::from(a[i] != b[i]) << i) & of;
            let is_odd = |i: usize| changed & 1 << i != 0 && !(b'-'..=b'~').contains(&b[i]);
            let want = (!(0..64).any(is_odd)).then_some(changed);
            prop_assert_eq!(vectors::changed(&a, &b, of), want);
            prop_assert_eq!(words::changed(&a, &b, of), want);
        }
    }

    #[test]
    fn sixteen_odd_bytes_side_by_side_are_odd() {
        let before = [b'a'; 64];
        for from in [0, 16, 32, 48] {
            let mut now = before;
            now[from..from + 16].fill(b' ');
            assert_eq!(vectors::changed(&before, &now, u64::MAX), None, "{from}");
            assert_eq!(words::changed(&before, &now, u64::MAX), None, "{from}");
        }
    }
}
