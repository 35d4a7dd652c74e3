//! Vocabularies.

use core::fmt;

use super::Verdict;

/// A vocabulary: the words that a column may hold.
///
/// Words are matched without regard to ASCII case, in their other spellings too, and one digit
/// matches the word with a zero before it (`1` is `01`), but only the spelling listed here is
/// [`Verdict::Exact`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Codes {
    /// The vocabulary's name.
    pub name: &'static str,
    /// What it is, and its source.
    pub doc: &'static str,
    /// Its words, in the order of the specification.
    pub words: &'static [Word],
}

/// One word of a vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Word {
    /// As it is written.
    pub text: &'static str,
    /// What it means.
    pub doc: &'static str,
    /// Other spellings of it that are met in the field.
    pub aliases: &'static [&'static str],
}

impl Codes {
    /// The index of the word that `text` spells, and whether in just its spelling.
    pub fn find(&self, text: &str) -> Option<(usize, Verdict)> {
        if let Some(i) = self.words.iter().position(|word| word.text == text) {
            return Some((i, Verdict::Exact));
        }
        let zero_less = |word: &str| word.len() == 2 && word.strip_prefix('0') == Some(text);
        let respelled = |word: &Word| {
            let same = |of: &str| of.eq_ignore_ascii_case(text);
            same(word.text) || zero_less(word.text) || word.aliases.iter().any(|alias| same(alias))
        };
        self.words.iter().position(respelled).map(|i| (i, Verdict::Respelled))
    }
    pub(super) fn judge(&self, text: &str) -> Verdict {
        self.find(text).map_or(Verdict::Invalid, |(_, verdict)| verdict)
    }

    #[doc(hidden)]
    pub const fn __new(name: &'static str, doc: &'static str, words: &'static [Word]) -> Self {
        Codes { name, doc: doc.trim_ascii(), words }
    }
}

impl Word {
    #[doc(hidden)]
    pub const fn __new(
        text: &'static str,
        doc: &'static str,
        aliases: &'static [&'static str],
    ) -> Self {
        Word { text, doc: doc.trim_ascii(), aliases }
    }
}

impl fmt::Display for Codes {
    /// The words, or the first ones of many: "`student`, `teacher`, … (12 words)".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const SHOWN: usize = 8;
        for (i, word) in self.words.iter().take(SHOWN).enumerate() {
            write!(f, "{}`{}`", if i == 0 { "" } else { ", " }, word.text)?;
        }
        if self.words.len() > SHOWN {
            write!(f, ", … ({} words)", self.words.len())?;
        }
        Ok(())
    }
}

/// Declares a vocabulary: an enum with a documented variant for each word, and the same words
/// as data ([`Codes`]).
///
/// ```
/// roster_core::codes! {
///     /// What a person does in a class.
///     pub enum Role {
///         /// Learns.
///         Student = "student",
///         /// Teaches.
///         Teacher = "teacher" | "instructor",
///     }
/// }
/// use roster_core::{Kind, Value, Verdict};
///
/// assert_eq!(Role::read("Teacher"), Ok(Role::Teacher));
/// assert_eq!(Role::Teacher.write(), "teacher");
/// assert_eq!(Role::KIND.judge("Teacher"), Verdict::Respelled);
/// assert_eq!(Role::read("instructor"), Ok(Role::Teacher)); // another spelling, met in the field
/// assert!(Role::read("pupil").is_err());
/// ```
#[macro_export]
macro_rules! codes {
    ($(#[doc = $doc:expr])+ $vis:vis enum $name:ident {
        $($(#[doc = $word_doc:expr])+ $variant:ident = $text:literal $(| $alias:literal)*,)+
    }) => {
        $(#[doc = $doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        $vis enum $name {
            $($(#[doc = $word_doc])+ #[doc = concat!("\n\nWritten `", $text, "`.")] $variant,)+
        }

        impl $name {
            /// Every word, in the specification's order.
            $vis const ALL: &'static [$name] = &[$($name::$variant,)+];
            /// The vocabulary as data.
            $vis const CODES: &'static $crate::Codes = &$crate::Codes::__new(
                stringify!($name),
                concat!($($doc, "\n",)+),
                &[$($crate::Word::__new(
                    $text,
                    concat!($($word_doc, "\n",)+),
                    &[$($alias),*],
                ),)+],
            );
        }

        impl $crate::Value for $name {
            const KIND: $crate::Kind = $crate::Kind::Code(Self::CODES);
            fn read(text: &str) -> core::result::Result<Self, $crate::Invalid> {
                let found = Self::CODES.find(text);
                found.map(|(i, _)| Self::ALL[i]).ok_or($crate::Invalid(Self::KIND))
            }
            fn write(&self) -> $crate::__::String {
                match self {
                    $(Self::$variant => $crate::__::String::from($text),)+
                }
            }
        }
    };
}
