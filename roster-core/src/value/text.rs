//! Text, and texts with a shape: identifiers, e-mail addresses, telephone numbers.

use alloc::{borrow::ToOwned, string::String};
use core::{fmt, ops::Deref};

use super::{Invalid, Kind, Value, Verdict, address::is_addr_spec};

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
