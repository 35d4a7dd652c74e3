//! What encoding a file's bytes are in.

use core::fmt;

use crate::scan::BOM;

/// The encoding of a file, as far as its bytes tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Encoding {
    /// UTF-8, of which ASCII is a part.
    Utf8 {
        /// Whether it begins with a byte order mark.
        mark: bool,
    },
    /// UTF-16, little end first: what Windows programs call "Unicode".
    Utf16Le,
    /// UTF-16, big end first.
    Utf16Be,
    /// Some other encoding with one byte for each ASCII character, such as Windows-1252.
    Other {
        /// The first byte that is not UTF-8.
        at: usize,
    },
}

impl Encoding {
    /// Looks at the bytes: all of them for UTF-8, the first ones for UTF-16.
    ///
    /// ```
    /// use roster_core::Encoding;
    ///
    /// assert_eq!(Encoding::of(b"Ren\xE9"), Encoding::Other { at: 3 });
    /// assert_eq!(Encoding::of(b"S\0I\0S\0"), Encoding::Utf16Le);
    /// ```
    pub fn of(bytes: &[u8]) -> Self {
        Encoding::utf16(bytes).unwrap_or_else(|| match core::str::from_utf8(bytes) {
            Ok(_) => Encoding::Utf8 { mark: bytes.starts_with(BOM) },
            Err(error) => Encoding::Other { at: error.valid_up_to() },
        })
    }
    /// Looks at the first bytes only.
    pub(crate) fn utf16(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0xFF, 0xFE, ..] => return Some(Encoding::Utf16Le),
            [0xFE, 0xFF, ..] => return Some(Encoding::Utf16Be),
            _ => {}
        }
        let head = &bytes[..bytes.len().min(64) & !1];
        let every_other = |nul: usize| {
            head.len() >= 4 && head.chunks_exact(2).all(|pair| pair[nul] == 0 && pair[1 - nul] != 0)
        };
        match (every_other(1), every_other(0)) {
            (true, _) => Some(Encoding::Utf16Le),
            (_, true) => Some(Encoding::Utf16Be),
            _ => None,
        }
    }

    /// Whether the file can be read as CSV: commas, quotes and line ends are one byte each.
    pub fn is_readable(self) -> bool {
        matches!(self, Encoding::Utf8 { .. } | Encoding::Other { .. })
    }
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Encoding::Utf8 { .. } => "UTF-8",
            Encoding::Utf16Le => "UTF-16 (little endian)",
            Encoding::Utf16Be => "UTF-16 (big endian)",
            Encoding::Other { .. } => "neither UTF-8 nor UTF-16",
        })
    }
}
