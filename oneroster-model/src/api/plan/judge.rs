//! An answer held against what a step demands.

use alloc::{
    format,
    string::{String, ToString},
    vec::Vec,
};
use core::fmt;

use chrono::{DateTime, NaiveDate, Utc};
use roster_core::Value as _;
use serde_json::Value;

use super::{Be, Demand, Records, Step, Values};
use crate::api::endpoint::Version;

/// An answer, as the caller received it.
#[derive(Clone, Copy)]
pub struct Received<'a> {
    /// The status.
    pub status: u16,
    /// The header `Content-Type`.
    pub content_type: Option<&'a str>,
    /// The header `X-Total-Count`.
    pub total_count: Option<&'a str>,
    /// The body; `null` where it is no JSON.
    pub body: &'a Value,
}
impl fmt::Debug for Received<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Received({})", self.status)
    }
}

/// Something that an answer lacks. It holds nothing of the answer.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Complaint {
    /// The status is another than this.
    Status {
        /// That of the answer.
        found: u16,
        /// The one wanted.
        wanted: u16,
    },
    /// A header is missing, or does not say this.
    Header(&'static str),
    /// The body has no such member, or it is not a list, or not an object where one is wanted.
    Envelope(&'static str),
    /// The list has too few or too many records.
    Count {
        /// The member.
        key: &'static str,
        /// How many there are.
        found: usize,
        /// How many are wanted.
        wanted: &'static str,
    },
    /// The first record is that of the page before: the server does not page.
    Repeated(&'static str),
    /// A member of the first record is not what it must be.
    Demand {
        /// Where the record stands, such as `orgs[0]`.
        record: String,
        /// What is demanded of it.
        demand: Demand,
    },
}

impl fmt::Display for Complaint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Complaint::Status { found, wanted } => write!(f, "the status is {found}, not {wanted}"),
            Complaint::Header("Content-Type") => {
                f.write_str("the header Content-Type does not say application/json")
            }
            Complaint::Header(name) => write!(f, "the header {name} is missing"),
            Complaint::Envelope(key) => write!(f, "the body has no `{key}` of the right shape"),
            Complaint::Count { key, found, wanted } => {
                write!(f, "{key} has {found} records, not {wanted}")
            }
            Complaint::Repeated(key) => {
                write!(f, "{key}[0] stands on an earlier page too: the server does not page")
            }
            Complaint::Demand { record, demand: Demand { path, be } } => {
                let path = place(path);
                match be {
                    Be::There => write!(f, "{record}.{path} is missing or blank"),
                    Be::Without(c) => write!(f, "{record}.{path} has `{c}` in it, or is missing"),
                    be => write!(f, "{record}.{path} is not {be}"),
                }
            }
        }
    }
}

/// A path as people write it: `orgs.0.type` is `orgs[0].type`.
fn place(path: &str) -> String {
    let mut out = String::new();
    for part in path.split('.') {
        match part.parse::<usize>() {
            Ok(index) => out += &format!("[{index}]"),
            Err(_) if out.is_empty() => out += part,
            Err(_) => out += &format!(".{part}"),
        }
    }
    out
}

impl Step {
    /// What an answer to it lacks; and keeps the first record's id, if the step says so. An answer
    /// of another status is not looked at further.
    pub fn judge(&self, answer: &Received<'_>, values: &mut Values) -> Vec<Complaint> {
        let mut out = Vec::new();
        if answer.status != self.status {
            return [Complaint::Status { found: answer.status, wanted: self.status }].into();
        }
        if self.headers {
            let json = answer
                .content_type
                .is_some_and(|kind| kind.to_ascii_lowercase().contains("application/json"));
            out.extend((!json).then_some(Complaint::Header("Content-Type")));
            let counted = answer.total_count.is_some();
            out.extend((!counted).then_some(Complaint::Header("X-Total-Count")));
        }
        let key = self.key(Version::V1p1);
        let found = answer.body.get(key);
        let (first, record) = match (self.records, found) {
            (Records::Any, _) => return out,
            (Records::Object, Some(Value::Object(_))) => (found, key.to_string()),
            (Records::Object, _) => {
                out.push(Complaint::Envelope(key));
                return out;
            }
            (records, Some(Value::Array(list))) => {
                out.extend(count(records, key, list, values));
                (list.first(), format!("{key}[0]"))
            }
            _ => {
                out.push(Complaint::Envelope(key));
                return out;
            }
        };
        let Some(first) = first else { return out };
        let broken = self.demands.iter().filter(|demand| !demand.holds(first));
        out.extend(
            broken.map(|demand| Complaint::Demand { record: record.clone(), demand: *demand }),
        );
        if let (Some(name), Some(Value::String(id))) = (self.keeps, first.get("sourcedId")) {
            values.set(name, id.as_str());
        }
        out
    }
}

fn count(
    records: Records,
    key: &'static str,
    list: &[Value],
    values: &Values,
) -> Option<Complaint> {
    let found = list.len();
    let wanted = match records {
        Records::Some | Records::Other(_) if found == 0 => "at least one",
        Records::One if found != 1 => "exactly one",
        Records::None if found != 0 => "none",
        Records::Other(name) => {
            let id = list[0].get("sourcedId").and_then(Value::as_str);
            let repeated = id.is_some() && id == values.get(name);
            return repeated.then_some(Complaint::Repeated(key));
        }
        _ => return None,
    };
    Some(Complaint::Count { key, found, wanted })
}

impl Demand {
    /// Whether a record is as is demanded.
    pub fn holds(&self, record: &Value) -> bool {
        let found = member(record, self.path);
        let text = found.and_then(Value::as_str);
        match self.be {
            Be::There => match found {
                None | Some(Value::Null) => false,
                Some(value) => value != "",
            },
            Be::Text => text.is_some_and(|text| !text.is_empty()),
            Be::Word(words) => text.is_some_and(|text| words.contains(&text)),
            Be::Items => found.and_then(Value::as_array).is_some_and(|list| !list.is_empty()),
            Be::Day => text
                .is_some_and(|text| text.get(..10).is_some_and(|day| NaiveDate::read(day).is_ok())),
            Be::Time => text.is_some_and(|text| {
                let time = text.get(..19).map(|time| format!("{time}Z"));
                time.is_some_and(|time| DateTime::<Utc>::read(&time).is_ok())
            }),
            Be::Year => {
                text.is_some_and(|text| text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit()))
            }
            Be::Without(c) => text.is_some_and(|text| !text.contains(c)),
            Be::Words(words) => match found {
                None | Some(Value::Null) => true,
                Some(_) => text.is_some_and(|text| {
                    text.split(',').all(|word| word.is_empty() || words.contains(&word))
                }),
            },
        }
    }
}

/// A member of a record. One of `metadata` has dots in its own name.
fn member<'a>(record: &'a Value, path: &str) -> Option<&'a Value> {
    let (name, rest) = path.split_once('.').unwrap_or((path, ""));
    let found = match name.parse::<usize>() {
        Ok(index) => record.get(index)?,
        Err(_) => record.get(name)?,
    };
    match rest {
        "" => Some(found),
        rest if name == "metadata" => found.get(rest),
        rest => member(found, rest),
    }
}
