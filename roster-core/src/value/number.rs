//! Numbers and booleans.

use alloc::{
    borrow::ToOwned,
    format,
    string::{String, ToString},
};

use super::{Invalid, Kind, Value, Verdict};

/// Digits, perhaps behind a minus sign; a plus sign, spaces and separators are not numbers.
fn is_whole(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
}

/// A whole number. Leading zeros are read and not written.
impl Value for i64 {
    const KIND: Kind = Kind::Whole;
    fn read(text: &str) -> Result<Self, Invalid> {
        let number = is_whole(text).then(|| text.parse().ok()).flatten();
        number.ok_or(Invalid(Self::KIND))
    }
    fn write(&self) -> String {
        self.to_string()
    }
}

/// A decimal number with a point: `-122.33`. An exponent is read and not written.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Decimal(f64);

impl Decimal {
    /// Takes a number that is neither infinite nor NaN.
    pub fn new(number: f64) -> Option<Self> {
        number.is_finite().then_some(Decimal(number))
    }
    /// The number.
    pub fn get(self) -> f64 {
        self.0
    }
}

impl Value for Decimal {
    const KIND: Kind = Kind::Decimal;
    fn read(text: &str) -> Result<Self, Invalid> {
        // `f64` knows the grammar, but takes a leading plus, and words for what is no number
        let shaped = !text.starts_with('+')
            && text.bytes().all(|b| b.is_ascii_digit() || b"+-.eE".contains(&b));
        let number = if shaped { text.parse().ok().and_then(Decimal::new) } else { None };
        number.ok_or(Invalid(Self::KIND))
    }
    fn write(&self) -> String {
        self.0.to_string()
    }
}

/// A year, written with four digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Year(u16);

impl Year {
    /// Takes a year of at most four digits.
    pub fn new(year: u16) -> Option<Self> {
        (year <= 9999).then_some(Year(year))
    }
    /// The year.
    pub fn get(self) -> u16 {
        self.0
    }
}

impl Value for Year {
    const KIND: Kind = Kind::Year;
    fn read(text: &str) -> Result<Self, Invalid> {
        let shaped = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
        let year = if shaped { text.parse().ok().and_then(Year::new) } else { None };
        year.ok_or(Invalid(Self::KIND))
    }
    fn write(&self) -> String {
        format!("{:04}", self.0)
    }
}

/// `true` or `false`; upper case is understood.
impl Value for bool {
    const KIND: Kind = Kind::Bool;
    fn read(text: &str) -> Result<Self, Invalid> {
        match text {
            _ if text.eq_ignore_ascii_case("true") => Ok(true),
            _ if text.eq_ignore_ascii_case("false") => Ok(false),
            _ => Err(Invalid(Self::KIND)),
        }
    }
    fn write(&self) -> String {
        if *self { "true" } else { "false" }.to_owned()
    }
}

pub(super) fn judge_bool(text: &str) -> Verdict {
    match text {
        "true" | "false" => Verdict::Exact,
        _ if bool::read(text).is_ok() => Verdict::Respelled,
        _ => Verdict::Invalid,
    }
}
