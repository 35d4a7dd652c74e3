//! Texts of a shape that one family of formats has.

use alloc::string::String;
use core::fmt;

/// A shape of text that one family of formats has, such as the GUIDs of OneRoster; declared with
/// [`shape!`](crate::shape!).
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct Shape {
    /// What it is called.
    pub name: &'static str,
    /// A phrase that says how to write one, with an example: "a year (2027)".
    pub phrase: &'static str,
    /// Whether a text has it.
    pub fits: fn(&str) -> bool,
    /// A text that has it; another for each number.
    pub sample: fn(u64) -> String,
    /// Whether every UUID in lower case with hyphens has it, so that none need be asked for it.
    pub uuids: bool,
}

impl Shape {
    #[doc(hidden)]
    pub const fn __new(
        name: &'static str,
        phrase: &'static str,
        fits: fn(&str) -> bool,
        sample: fn(u64) -> String,
        uuids: bool,
    ) -> Self {
        Shape { name, phrase, fits, sample, uuids }
    }
}

impl PartialEq for Shape {
    /// Shapes are told apart by their names.
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}
impl Eq for Shape {}

impl fmt::Debug for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Shape({})", self.name)
    }
}

/// Declares a type of text that has a shape.
///
/// ```
/// use roster_core::{Value, Verdict, shape};
///
/// shape! {
///     /// The number of a room.
///     pub struct Room = "a room (R-7)",
///         fits: |text| text.starts_with("R-"),
///         sample: |n| format!("R-{n}"),
/// }
/// assert_eq!(&*Room::read("R-12").unwrap(), "R-12");
/// assert_eq!(Room::KIND.judge("12"), Verdict::Invalid);
/// ```
#[macro_export]
macro_rules! shape {
    ($(#[$doc:meta])+ $vis:vis struct $name:ident = $phrase:literal,
     fits: $fits:expr, sample: $sample:expr $(, uuids: $uuids:literal)? $(,)?) => {
        $(#[$doc])+
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $vis struct $name($crate::__::String);

        impl $name {
            /// The shape as data.
            $vis const SHAPE: &'static $crate::Shape =
                &$crate::Shape::__new(
                    stringify!($name), $phrase, $fits, $sample, false $(|| $uuids)?,
                );
            /// Gives up the text.
            $vis fn into_string(self) -> $crate::__::String {
                self.0
            }
        }
        impl $crate::Value for $name {
            const KIND: $crate::Kind = $crate::Kind::Shape(Self::SHAPE);
            fn read(text: &str) -> core::result::Result<Self, $crate::Invalid> {
                match (Self::SHAPE.fits)(text) {
                    true => Ok($name($crate::__::String::from(text))),
                    false => Err($crate::Invalid(Self::KIND)),
                }
            }
            fn write(&self) -> $crate::__::String {
                self.0.clone()
            }
        }
        impl core::ops::Deref for $name {
            type Target = str;
            fn deref(&self) -> &str {
                &self.0
            }
        }
        impl core::fmt::Debug for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                write!(f, concat!(stringify!($name), "(<{} bytes>)"), self.0.len())
            }
        }
    };
}
