//! From text to query.

use alloc::vec::Vec;
use core::{fmt, str::FromStr};

use super::{Order, Parameter, Query};
use crate::api::{
    filter::{Expected, Filter, Path},
    percent::{Decoded, Plus, decode},
    status::CodeMinor,
};

/// Why a text is no query, and where: a server answers it with status 400. It holds none of the
/// text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct QueryError {
    /// The place in the encoded text, in bytes from the beginning.
    pub at: usize,
    /// What is wrong there.
    pub reason: Reason,
}

/// What is wrong with a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reason {
    /// A percent sign without two hexadecimal digits, or bytes that are not UTF-8.
    Encoding,
    /// A parameter that stands there already.
    Repeated,
    /// `limit` is a whole number from 1, in digits alone.
    Limit,
    /// `offset` is a whole number from 0, in digits alone.
    Offset,
    /// `orderBy` is `asc` or `desc`.
    OrderBy,
    /// `orderBy` says nothing without `sort`.
    OrderWithoutSort,
    /// The field to sort by is none: blank, or spelt as no field is.
    Sort,
    /// A field to give is none.
    Selection,
    /// `fields` is there and names none.
    BlankSelection,
    /// The filter goes wrong here.
    Filter(Expected),
}

impl Reason {
    /// The word by which a server says so, with status 400. (1.1 and 1.2; a `limit`, an `offset` or
    /// an encoding that is wrong has no word of its own and is invalid data)
    pub const fn code(self) -> CodeMinor {
        match self {
            Reason::Filter(_) => CodeMinor::InvalidFilterField,
            Reason::Sort | Reason::OrderBy | Reason::OrderWithoutSort => {
                CodeMinor::InvalidSortField
            }
            Reason::Selection => CodeMinor::InvalidSelectionField,
            Reason::BlankSelection => CodeMinor::InvalidBlankSelectionField,
            Reason::Encoding | Reason::Repeated | Reason::Limit | Reason::Offset => {
                CodeMinor::InvalidData
            }
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Reason::Encoding => "this is not percent-encoded UTF-8",
            Reason::Repeated => "the parameter stands in the query already",
            Reason::Limit => "limit should be a whole number from 1",
            Reason::Offset => "offset should be a whole number from 0",
            Reason::OrderBy => "orderBy should be asc or desc",
            Reason::OrderWithoutSort => "orderBy says nothing without sort",
            Reason::Sort | Reason::Selection => "the name of a field should stand here",
            Reason::BlankSelection => "fields should name at least one field",
            Reason::Filter(expected) => return expected.fmt(f),
        })
    }
}
impl fmt::Display for QueryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "at character {}: {}", self.at + 1, self.reason)
    }
}
impl core::error::Error for QueryError {}

impl FromStr for Query {
    type Err = QueryError;

    /// Reads a query without its question mark. A plus sign is a blank, as the libraries of
    /// browsers write it. Names count in case: `Limit` is a parameter that OneRoster does not know.
    fn from_str(text: &str) -> Result<Self, QueryError> {
        let mut query = Query::default();
        let mut seen = Vec::new();
        let mut at = 0;
        for pair in text.split('&') {
            if !pair.is_empty() {
                let (name, value) = match pair.split_once('=') {
                    Some((name, value)) => (name, Some(value)),
                    None => (pair, None),
                };
                let name = text_at(name, at)?;
                let value_at = at + pair.len() - value.map_or(0, str::len);
                let value = value.map(|value| text_at(value, value_at)).transpose()?;
                query.take(Taken { name, value, at, value_at }, &mut seen)?;
            }
            at += pair.len() + 1;
        }
        let order_at = seen.iter().find(|(name, _)| *name == "orderBy");
        match order_at {
            Some((_, at)) if query.sort.is_none() => {
                Err(QueryError { at: *at, reason: Reason::OrderWithoutSort })
            }
            _ => Ok(query),
        }
    }
}

/// A parameter as it is read, and where its name and its value begin.
struct Taken {
    name: Decoded,
    value: Option<Decoded>,
    at: usize,
    value_at: usize,
}

fn text_at(text: &str, start: usize) -> Result<Decoded, QueryError> {
    decode(text, Plus::Blank).map_err(|at| QueryError { at: start + at, reason: Reason::Encoding })
}

impl Query {
    fn take(
        &mut self,
        Taken { name, value, at, value_at }: Taken,
        seen: &mut Vec<(&'static str, usize)>,
    ) -> Result<(), QueryError> {
        const KNOWN: [&str; 6] = ["limit", "offset", "sort", "orderBy", "filter", "fields"];
        let Some(known) = KNOWN.into_iter().find(|known| *known == name.text) else {
            let value = value.map(|value| value.text);
            self.other.push(Parameter { name: name.text, value });
            return Ok(());
        };
        if seen.iter().any(|(name, _)| *name == known) {
            return Err(QueryError { at, reason: Reason::Repeated });
        }
        seen.push((known, at));
        let text = value.as_ref().map_or("", |value| value.text.as_str());
        // where a byte of the decoded value stands in the query
        let place = |byte| value_at + value.as_ref().map_or(0, |value| value.start(byte));
        let fail = |byte, reason| QueryError { at: place(byte), reason };
        match known {
            "limit" => {
                let limit = whole(text).filter(|limit| *limit > 0);
                self.limit = Some(limit.ok_or(fail(0, Reason::Limit))?);
            }
            "offset" => self.offset = Some(whole(text).ok_or(fail(0, Reason::Offset))?),
            "sort" => {
                let path = text.parse::<Path>();
                self.sort = Some(path.map_err(|error| fail(error.at, Reason::Sort))?);
            }
            "orderBy" => {
                let order = [Order::Ascending, Order::Descending];
                let order = order.into_iter().find(|order| order.word() == text);
                self.order_by = Some(order.ok_or(fail(0, Reason::OrderBy))?);
            }
            "filter" => {
                let filter = text.parse::<Filter>();
                let filter = filter.map_err(|e| fail(e.at, Reason::Filter(e.expected)))?;
                self.filter = Some(filter);
            }
            _ => {
                if text.is_empty() {
                    return Err(fail(0, Reason::BlankSelection));
                }
                let mut start = 0;
                for field in text.split(',') {
                    let path = field.parse::<Path>();
                    let path = path.map_err(|error| fail(start + error.at, Reason::Selection))?;
                    self.fields.push(path);
                    start += field.len() + 1;
                }
            }
        }
        Ok(())
    }
}

/// Digits alone, with no zero before others.
fn whole(text: &str) -> Option<u32> {
    let digits = text.bytes().all(|b| b.is_ascii_digit());
    let plain = digits && (text == "0" || !text.starts_with('0'));
    plain.then(|| text.parse().ok()).flatten()
}
