//! Bytes as text: base64, RFC 4648 section 4, with padding.

use alloc::vec::Vec;

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

pub(super) fn encode(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len().div_ceil(3) * 4);
    for part in bytes.chunks(3) {
        let byte = |i| u32::from(part.get(i).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for i in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * i) & 63) as usize];
            out.push(if i <= part.len() { letter } else { b'=' });
        }
    }
    out
}

/// `None` if the text is none that [`encode`] gives.
pub(super) fn decode(text: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len() / 4 * 3);
    for part in text.chunks(4) {
        let letters = part.iter().take_while(|b| **b != b'=').count();
        let mut bits = 0;
        for b in &part[..letters] {
            bits = bits << 6 | value(*b)?;
        }
        bits <<= 6 * (4 - letters);
        let [_, bytes @ ..] = bits.to_be_bytes();
        out.extend_from_slice(&bytes[..letters.checked_sub(1)?]);
    }
    // whatever else is wrong with it, writing it again shows
    (encode(&out) == text).then_some(out)
}

fn value(letter: u8) -> Option<u32> {
    let value = match letter {
        b'A'..=b'Z' => letter - b'A',
        b'a'..=b'z' => letter - b'a' + 26,
        b'0'..=b'9' => letter - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    };
    Some(u32::from(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_rfc_says() {
        let pairs: [(&[u8], &[u8]); 7] = [
            (b"", b""),
            (b"f", b"Zg=="),
            (b"fo", b"Zm8="),
            (b"foo", b"Zm9v"),
            (b"foob", b"Zm9vYg=="),
            (b"fooba", b"Zm9vYmE="),
            (b"\xFF\xEF\xBE", b"/+++"),
        ];
        for (bytes, text) in pairs {
            assert_eq!(encode(bytes), text);
            assert_eq!(decode(text).as_deref(), Some(bytes));
        }
        for text in ["Zg=", "Z===", "Zh==", "=Zg=", "Zg==Zg==", "Zm9v\n", "Zm 9"] {
            assert_eq!(decode(text.as_bytes()), None, "{text}");
        }
    }
}
