//! Calendar dates, and times.

use alloc::{format, string::String};

use chrono::{DateTime, Datelike, NaiveDate, SecondsFormat, Timelike, Utc};

use super::{Invalid, Kind, Value, Verdict};

/// A date written `YYYY-MM-DD`, and only so: four digits, two, two.
impl Value for NaiveDate {
    const KIND: Kind = Kind::Date;
    fn read(text: &str) -> Result<Self, Invalid> {
        extended(text).ok_or(Invalid(Self::KIND))
    }
    fn write(&self) -> String {
        format!("{}", self.format("%Y-%m-%d"))
    }
}

/// How a date is spelt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DateSpelling {
    /// `2024-08-01`, ISO 8601 extended.
    Extended,
    /// `20240801`, ISO 8601 basic.
    Basic,
    /// `8/1/2024`, with or without leading zeros.
    MonthFirst,
    /// `31/8/2024`: a first number above 12 cannot be a month.
    DayFirst,
}

/// A date in any spelling that rosters are documented or sampled with.
///
/// ```
/// use roster_core::{AnyDate, DateSpelling, Value};
///
/// let date = AnyDate::read("8/1/2024").unwrap();
/// assert_eq!(date.date().to_string(), "2024-08-01");
/// assert_eq!(date.spelling(), DateSpelling::MonthFirst);
/// ```
///
/// Two numbers with slashes that could both be months are read month first, as in Microsoft's
/// own samples. A column that holds days first says so with its first number above 12.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct AnyDate {
    date: NaiveDate,
    spelling: DateSpelling,
}

impl AnyDate {
    /// A date in the usual spelling, `YYYY-MM-DD`.
    pub fn new(date: NaiveDate) -> Self {
        AnyDate { date, spelling: DateSpelling::Extended }
    }
    /// The day it names.
    pub fn date(self) -> NaiveDate {
        self.date
    }
    /// How it was spelt.
    pub fn spelling(self) -> DateSpelling {
        self.spelling
    }
    /// Whether the day and the month could change places.
    pub fn could_be_day_first(self) -> bool {
        self.spelling == DateSpelling::MonthFirst && self.date.day() <= 12
    }

    pub(super) fn judge(text: &str) -> Verdict {
        match AnyDate::read(text).map(AnyDate::spelling) {
            Ok(DateSpelling::Extended | DateSpelling::Basic) => Verdict::Exact,
            Ok(DateSpelling::MonthFirst | DateSpelling::DayFirst) => Verdict::Respelled,
            Err(_) => Verdict::Invalid,
        }
    }
}

impl Value for AnyDate {
    const KIND: Kind = Kind::AnyDate;
    fn read(text: &str) -> Result<Self, Invalid> {
        let of = |spelling| move |date| AnyDate { date, spelling };
        extended(text)
            .map(of(DateSpelling::Extended))
            .or_else(|| basic(text).map(of(DateSpelling::Basic)))
            .or_else(|| slashed(text))
            .ok_or(Invalid(Self::KIND))
    }
    fn write(&self) -> String {
        let (y, m, d) = (self.date.year(), self.date.month(), self.date.day());
        match self.spelling {
            DateSpelling::Extended => self.date.write(),
            DateSpelling::Basic => format!("{y:04}{m:02}{d:02}"),
            DateSpelling::MonthFirst => format!("{m}/{d}/{y:04}"),
            DateSpelling::DayFirst => format!("{d}/{m}/{y:04}"),
        }
    }
}

/// The number in a run of digits; chrono's own parsers accept signs and blanks.
fn digits(bytes: &[u8]) -> Option<u32> {
    let digit = |n: u32, b: &u8| b.is_ascii_digit().then(|| n * 10 + u32::from(b - b'0'));
    bytes.iter().try_fold(0, digit)
}
fn day(year: &[u8], month: &[u8], day: &[u8]) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(digits(year)? as i32, digits(month)?, digits(day)?)
}
fn extended(text: &str) -> Option<NaiveDate> {
    match text.as_bytes() {
        [year @ .., b'-', m1, m2, b'-', d1, d2] if year.len() == 4 => {
            day(year, &[*m1, *m2], &[*d1, *d2])
        }
        _ => None,
    }
}
fn basic(text: &str) -> Option<NaiveDate> {
    let bytes = text.as_bytes();
    if bytes.len() != 8 {
        return None;
    }
    day(&bytes[..4], &bytes[4..6], &bytes[6..])
}
fn slashed(text: &str) -> Option<AnyDate> {
    let mut parts = text.split('/').map(str::as_bytes);
    let (Some(a), Some(b), Some(year), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return None;
    };
    if a.len() > 2 || b.len() > 2 || year.len() != 4 {
        return None;
    }
    match (day(year, a, b), day(year, b, a)) {
        (Some(date), _) => Some(AnyDate { date, spelling: DateSpelling::MonthFirst }),
        (None, Some(date)) => Some(AnyDate { date, spelling: DateSpelling::DayFirst }),
        (None, None) => None,
    }
}

/// A date and time with its offset from UTC, in full: `2027-04-23T18:25:43.511Z`, as the W3C's
/// profile of ISO 8601 has it. Fractions of any length and offsets are read.
impl Value for DateTime<Utc> {
    const KIND: Kind = Kind::DateTime;
    fn read(text: &str) -> Result<Self, Invalid> {
        let time = is_time(text).then(|| DateTime::parse_from_rfc3339(text).ok()).flatten();
        let time = time.map(|time| time.to_utc()).filter(|time| (0..=9999).contains(&time.year()));
        time.ok_or(Invalid(Self::KIND))
    }
    fn write(&self) -> String {
        let whole = self.nanosecond().is_multiple_of(1_000_000);
        let digits = if whole { SecondsFormat::Millis } else { SecondsFormat::Nanos };
        self.to_rfc3339_opts(digits, true)
    }
}

/// Four digits, two and two, `T`, three times two, and what chrono makes of the rest.
fn is_time(text: &str) -> bool {
    let shape = b"0000-00-00T00:00:00";
    let fits = |(b, shape): (u8, &u8)| match shape {
        b'0' => b.is_ascii_digit(),
        _ => b == *shape,
    };
    text.bytes().zip(shape).all(fits) && !text.ends_with('z')
}

pub(super) fn judge_time(text: &str) -> Verdict {
    match DateTime::<Utc>::read(text) {
        Ok(_) if text.len() == "2027-04-23T18:25:43.511Z".len() && text.ends_with('Z') => {
            Verdict::Exact
        }
        Ok(_) => Verdict::Respelled,
        Err(_) => Verdict::Invalid,
    }
}
