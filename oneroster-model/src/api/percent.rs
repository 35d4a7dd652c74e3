//! Percent-encoding. (RFC 3986, section 2)

use alloc::{string::String, vec::Vec};
use core::fmt;

/// A text as it stands in a query or a path: all but unreserved characters are encoded, so that
/// nobody's idea of a reserved one matters. The same as RFC 5849, section 3.6, wants.
pub(super) struct Encoded<'a>(pub(super) &'a str);

impl fmt::Display for Encoded<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for byte in self.0.bytes() {
            match byte {
                b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'-' | b'.' | b'_' | b'~' => {
                    fmt::Write::write_char(f, char::from(byte))?;
                }
                _ => write!(f, "%{byte:02X}")?,
            }
        }
        Ok(())
    }
}

/// A decoded text, and where in the encoded one each of its bytes began.
pub(super) struct Decoded {
    pub(super) text: String,
    starts: Vec<usize>,
}

impl Decoded {
    /// Where in the encoded text a byte of the decoded one began.
    pub(super) fn start(&self, byte: usize) -> usize {
        self.starts[byte.min(self.starts.len() - 1)]
    }
}

/// What a plus sign is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Plus {
    /// A blank, as in forms, and as the libraries of browsers write queries.
    Blank,
    /// Itself, as in paths.
    Itself,
}

/// Decodes; the error is the place of a percent sign without two hexadecimal digits, or of the
/// first bytes that are no UTF-8.
pub(super) fn decode(text: &str, plus: Plus) -> Result<Decoded, usize> {
    let bytes = text.as_bytes();
    let (mut out, mut starts) = (Vec::with_capacity(bytes.len()), Vec::with_capacity(bytes.len()));
    let mut at = 0;
    while at < bytes.len() {
        starts.push(at);
        match bytes[at] {
            b'%' => {
                let digit = |at: usize| bytes.get(at).and_then(|b| char::from(*b).to_digit(16));
                let (Some(high), Some(low)) = (digit(at + 1), digit(at + 2)) else {
                    return Err(at);
                };
                out.push((high * 16 + low) as u8);
                at += 3;
            }
            b'+' if plus == Plus::Blank => {
                out.push(b' ');
                at += 1;
            }
            byte => {
                out.push(byte);
                at += 1;
            }
        }
    }
    starts.push(at);
    let text = String::from_utf8(out).map_err(|e| starts[e.utf8_error().valid_up_to()])?;
    Ok(Decoded { text, starts })
}
