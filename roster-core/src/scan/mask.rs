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
    use wide::u8x16;

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
pub(super) use vectors::masks;
#[cfg(not(any(
    target_feature = "sse2",
    target_feature = "simd128",
    all(target_feature = "neon", target_arch = "aarch64")
)))]
pub(super) use words::masks;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{vectors, words};

    proptest! {
        #[test]
        fn each_syntax_byte_has_its_bit(
            bytes in proptest::collection::vec(
                prop_oneof![any::<u8>(), proptest::sample::select(&b",\"\r\n+#-\x8C\xAC\xA2"[..])],
                64,
            ),
        ) {
            let block: [u8; 64] = bytes.try_into().expect("64 bytes");
            let bit = |i: usize, of: &[u8]| u64::from(of.contains(&block[i])) << i;
            let quotes = (0..64).fold(0, |mask, i| mask | bit(i, b"\""));
            let syntax = (0..64).fold(0, |mask, i| mask | bit(i, b"\",\r\n"));
            let want = super::Masks { syntax, quotes };
            prop_assert_eq!(vectors::masks(&block), want);
            prop_assert_eq!(words::masks(&block), want);
        }
    }
}
