//! E-mail addresses.

use wide::u8x16;

/// Whether it is an addr-spec of RFC 5322, section 3.4.1, without comments and folding, letters beyond
/// ASCII allowed.
pub(super) fn is_addr_spec(text: &str) -> bool {
    if is_plain_address(text.as_bytes()) {
        return true;
    }
    let Some((local, domain)) = text.rsplit_once('@') else { return false };
    let atom = |c: char| {
        c.is_ascii_alphanumeric()
            || "!#$%&'*+-/=?^_`{|}~".contains(c)
            || !c.is_ascii() && !c.is_control() && !c.is_whitespace()
    };
    let dot_atom = |s: &str| s.split('.').all(|part| !part.is_empty() && part.chars().all(atom));
    let quoted = |s: &str| {
        let Some(inner) = s.strip_prefix('"').and_then(|s| s.strip_suffix('"')) else {
            return false;
        };
        let mut escaped = false;
        for c in inner.chars() {
            match (escaped, c) {
                (_, c) if c.is_control() => return false,
                (false, '\\') => escaped = true,
                (false, '"') => return false,
                _ => escaped = false,
            }
        }
        !escaped
    };
    let literal = |s: &str| {
        let inner = s.strip_prefix('[').and_then(|s| s.strip_suffix(']'));
        inner.is_some_and(|s| s.chars().all(|c| c.is_ascii_graphic() && !"[]\\".contains(c)))
    };
    (dot_atom(local) || quoted(local)) && (dot_atom(domain) || literal(domain))
}

/// Whether it is an address of letters, digits, hyphens, underscores and single dots, neither short nor
/// long, as nearly all are.
fn is_plain_address(text: &[u8]) -> bool {
    const BLOCK: usize = 16;
    let (blocks, _) = text.as_chunks::<BLOCK>();
    let (Some(last), ..=64) = (text.last_chunk::<BLOCK>(), text.len()) else { return false };
    let behind = text.len() - BLOCK;
    let all = Signs::of(last).behind(behind);
    let blocks = blocks.iter().enumerate().map(|(i, block)| Signs::of(block).behind(i * BLOCK));
    let Signs { letters, dots, ats } = blocks.fold(all, Signs::and);
    let (signs, length) = (dots | ats, text.len() as u32);
    letters | signs == u64::MAX >> (u64::BITS - length)
        && ats.is_power_of_two()
        // a sign neither begins nor ends it, nor stands behind another
        && signs & (signs << 1 | 1 | 1 << (length - 1)) == 0
}

/// Which bytes are what, a bit each.
#[derive(Clone, Copy)]
struct Signs {
    letters: u64,
    dots: u64,
    ats: u64,
}

impl Signs {
    fn of(block: &[u8; 16]) -> Signs {
        let block = u8x16::new(*block);
        let among = |block: u8x16, first: u8, last: u8| {
            let from = block - u8x16::splat(first);
            from.min(u8x16::splat(last - first)).simd_eq(from)
        };
        let is = |byte: u8| block.simd_eq(u8x16::splat(byte));
        let letters = among(block | u8x16::splat(0x20), b'a', b'z')
            | among(block, b'0', b'9')
            | is(b'-')
            | is(b'_');
        let bits = |of: u8x16| u64::from(of.to_bitmask());
        Signs { letters: bits(letters), dots: bits(is(b'.')), ats: bits(is(b'@')) }
    }
    fn behind(self, bytes: usize) -> Signs {
        let Signs { letters, dots, ats } = self;
        Signs { letters: letters << bytes, dots: dots << bytes, ats: ats << bytes }
    }
    fn and(self, other: Signs) -> Signs {
        Signs {
            letters: self.letters | other.letters,
            dots: self.dots | other.dots,
            ats: self.ats | other.ats,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{string::String, vec::Vec};

    use proptest::prelude::*;

    use super::*;

    /// What is asked of a plain address, byte by byte.
    fn is_plain(text: &str) -> bool {
        let letter = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_');
        let parts: Vec<&str> = text.split(['.', '@']).collect();
        text.matches('@').count() == 1
            && parts.iter().all(|part| !part.is_empty() && part.bytes().all(letter))
    }

    proptest! {
        #[test]
        fn plain_addresses_are_told_by_their_signs(
            text in "[a-z0-9A-Z_.-]{0,40}@[a-z0-9.-]{0,40}",
            byte in any::<char>(),
            at in 0_usize..80,
        ) {
            let put = |byte: char| {
                let mut chars: Vec<char> = text.chars().collect();
                let at = at % chars.len();
                chars[at] = byte;
                chars.into_iter().collect::<String>()
            };
            for text in [text.clone(), put(byte), put('@'), put('.'), put('[')] {
                let is_of_length = (16..=64).contains(&text.len());
                prop_assert_eq!(is_plain_address(text.as_bytes()), is_of_length && is_plain(&text));
                prop_assert!(!is_plain(&text) || is_addr_spec(&text));
            }
        }
    }
}
