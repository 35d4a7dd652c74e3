//! Whether the day or the month comes first in a column of dates.

use alloc::format;

use roster_core::{AnyDate, DateSpelling, Kind, Value};

use crate::feed::Feed;

/// What the first number of a date such as `3/4/2026` is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum DateOrder {
    /// The day if another date of its column has a first number above 12, else the month.
    #[default]
    ByColumn,
    /// The day.
    DayFirst,
    /// The month.
    MonthFirst,
}

impl DateOrder {
    const WORDS: [(DateOrder, &str); 3] = [
        (DateOrder::ByColumn, "by-column"),
        (DateOrder::DayFirst, "day-first"),
        (DateOrder::MonthFirst, "month-first"),
    ];
    /// As a sidecar has it.
    pub(crate) fn word(self) -> &'static str {
        DateOrder::WORDS.iter().find(|(order, _)| *order == self).map_or("", |(_, word)| word)
    }
    pub(crate) fn of_word(word: &str) -> Option<Self> {
        DateOrder::WORDS.iter().find(|(_, other)| *other == word).map(|(order, _)| *order)
    }
}

/// Writes dates whose day comes first as `YYYY-MM-DD`, so that no day is taken for a month.
pub(crate) fn settle(feed: &mut Feed<'_>, order: DateOrder) {
    for file in &mut feed.files {
        let columns = file.table.columns.iter().enumerate();
        for (c, _) in columns.filter(|(_, column)| matches!(column.kind, Kind::AnyDate)) {
            let spelling = |text: &str| AnyDate::read(text).map(AnyDate::spelling);
            let is_day_first = match order {
                DateOrder::MonthFirst => false,
                DateOrder::DayFirst => true,
                DateOrder::ByColumn => {
                    file.rows.iter().any(|row| spelling(&row[c]) == Ok(DateSpelling::DayFirst))
                }
            };
            for row in file.rows.iter_mut().filter(|_| is_day_first) {
                if !AnyDate::read(&row[c]).is_ok_and(AnyDate::could_be_day_first) {
                    continue;
                }
                let mut parts = row[c].split('/');
                if let (Some(day), Some(month), Some(year)) =
                    (parts.next(), parts.next(), parts.next())
                {
                    row[c] = format!("{year}-{month:0>2}-{day:0>2}").into();
                }
            }
        }
    }
}
