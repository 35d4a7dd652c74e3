//! Text, and texts with a shape: identifiers, e-mail addresses, telephone numbers.

use alloc::{borrow::ToOwned, string::String};
use core::{fmt, ops::Deref};

use super::{Invalid, Kind, Value, Verdict};

/// A text type: derefs to `str`, and shows only its length when debugged.
macro_rules! text {
    ($(#[$doc:meta])* $name:ident, $kind:ident, $valid:expr) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// Gives up the text.
            pub fn into_string(self) -> String {
                self.0
            }
        }
        impl Value for $name {
            const KIND: Kind = Kind::$kind;
            fn read(text: &str) -> Result<Self, Invalid> {
                let valid: fn(&str) -> bool = $valid;
                if valid(text) { Ok($name(text.to_owned())) } else { Err(Invalid(Self::KIND)) }
            }
            fn write(&self) -> String {
                self.0.clone()
            }
        }
        impl Deref for $name {
            type Target = str;
            fn deref(&self) -> &str {
                &self.0
            }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "(<{} bytes>)"), self.0.len())
            }
        }
    };
}

text! {
    /// Any text.
    Text, Text, |_| true
}
text! {
    /// An identifier: any text, compared byte for byte.
    Id, Id, |_| true
}
text! {
    /// An e-mail address: an addr-spec of RFC 5322, section 3.4.1, without comments and folding,
    /// letters beyond ASCII allowed (RFC 6532).
    Email, Email, is_addr_spec
}
text! {
    /// A telephone number: E.164 (`+15550100`), or digits with spaces, dots, hyphens, slashes and
    /// parentheses between, perhaps with an extension (`(555) 0100 x12`).
    Phone, Phone, |text| Phone::judge(text) != Verdict::Invalid
}

impl Phone {
    pub(super) fn judge(text: &str) -> Verdict {
        let (number, plus) = match text.strip_prefix('+') {
            Some(number) => (number, true),
            None => (text, false),
        };
        let digits = |s: &str| s.bytes().filter(u8::is_ascii_digit).count();
        let e164 = plus
            && (2..=15).contains(&number.len())
            && digits(number) == number.len()
            && !number.starts_with('0');
        let (main, extension) = match number.find(['x', 'X', 'e']) {
            Some(i) => (&number[..i], Some(&number[i..])),
            None => (number, None),
        };
        let loose = main
            .bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b' ' | b'-' | b'.' | b'/' | b'(' | b')'))
            && (3..=20).contains(&digits(main))
            && extension.is_none_or(|text| {
                let number = text.trim_start_matches(['e', 'x', 't', 'X', '.', ' ']);
                (1..=8).contains(&number.len()) && digits(number) == number.len()
            });
        match (e164, loose) {
            (true, _) => Verdict::Exact,
            (false, true) => Verdict::Respelled,
            (false, false) => Verdict::Invalid,
        }
    }
}

impl Email {
    pub(super) fn judge(text: &str) -> Verdict {
        if is_addr_spec(text) { Verdict::Exact } else { Verdict::Invalid }
    }
}

/// Whether it is an address of letters, digits, hyphens, underscores and single dots, as nearly all
/// are.
fn is_plain_address(text: &[u8]) -> bool {
    const LETTERS: [bool; 256] = {
        let mut letters = [false; 256];
        let mut b = 0;
        while b < 128 {
            letters[b] = (b as u8).is_ascii_alphanumeric() || matches!(b as u8, b'-' | b'_');
            b += 1;
        }
        letters
    };
    let mut signs = 0;
    let mut is_open = true;
    for b in text {
        if LETTERS[usize::from(*b)] {
            is_open = false;
            continue;
        }
        if is_open || !matches!(b, b'.' | b'@') {
            return false;
        }
        signs += usize::from(*b == b'@');
        is_open = true;
    }
    signs == 1 && !is_open
}

fn is_addr_spec(text: &str) -> bool {
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
