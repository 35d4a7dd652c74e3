//! A filter held against a record.

use alloc::{borrow::Cow, string::ToString, vec::Vec};
use core::cmp::Ordering;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use roster_core::{Decimal, Value};

use super::{Clause, Filter, Op, Path};

/// A record as a filter sees it.
///
/// `serde_json::Value` is one. A name that leads into a list leads into each of its items, and a
/// member of `metadata` may have dots in its own name.
///
/// ```
/// use oneroster_model::api::{Fields, Filter, Found, Path};
///
/// struct User { family_name: String, grades: Vec<String> }
///
/// impl Fields for User {
///     fn at(&self, path: &Path) -> Found<'_> {
///         match path.as_str() {
///             "familyName" => Found::from(self.family_name.as_str()),
///             "grades" => self.grades.iter().map(String::as_str).collect(),
///             _ => Found::Nothing,
///         }
///     }
/// }
///
/// let user = User { family_name: "Okonkwo".into(), grades: vec!["09".into(), "10".into()] };
/// let holds = |text: &str| text.parse::<Filter>().unwrap().holds(&user);
/// assert!(holds("familyName='Okonkwo' AND grades~'10,11'"));
/// assert!(!holds("familyName='okonkwo'")); // case counts
/// ```
pub trait Fields {
    /// What stands at a path.
    fn at(&self, path: &Path) -> Found<'_>;
}

/// What stands at a path of a record.
#[derive(Clone, PartialEq, Eq)]
pub enum Found<'a> {
    /// No such member, `null`, or an object that the path does not lead into.
    Nothing,
    /// A text, or the word for a truth value.
    Text(Cow<'a, str>),
    /// The text of a number: it compares as one.
    Number(Cow<'a, str>),
    /// The texts of a list's items.
    List(Vec<Cow<'a, str>>),
}

impl<'a> From<&'a str> for Found<'a> {
    fn from(text: &'a str) -> Self {
        Found::Text(Cow::Borrowed(text))
    }
}
impl<'a> FromIterator<&'a str> for Found<'a> {
    fn from_iter<I: IntoIterator<Item = &'a str>>(items: I) -> Self {
        Found::List(items.into_iter().map(Cow::Borrowed).collect())
    }
}
impl core::fmt::Debug for Found<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Found::Nothing => f.write_str("nothing"),
            Found::Text(text) | Found::Number(text) => write!(f, "<{} bytes>", text.len()),
            Found::List(items) => write!(f, "<{} items>", items.len()),
        }
    }
}

impl Filter {
    /// Whether a record is one of those that are wanted.
    ///
    /// - Dates and times compare as such, whatever their spelling; a date is its midnight in UTC.
    ///   (1.1, filtering: dates compare as dates)
    /// - Numbers of JSON compare as numbers. Codes such as `01` are texts and stay so.
    /// - Other texts compare by Unicode code points, as sorting does. Case counts, as it does in
    ///   all of OneRoster's values: no text that could be read says otherwise of filters.
    /// - `~` on a text: the value is a part of it. On a list: one of the values, with commas
    ///   between them, is an item.
    /// - `=` on a list: each of the values is an item. (Our reading: `~` joins the values by OR,
    ///   as the code that quotes 1.1 has it, so `=` joins them by AND.) The other operators ask
    ///   whether they hold of any item, but `!=` is always the opposite of `=`.
    /// - What is not there is an empty text: only `=''`, `~''`, and `!=` with a value hold of it.
    pub fn holds(&self, record: &(impl Fields + ?Sized)) -> bool {
        match self {
            Filter::One(clause) => clause.holds(record),
            Filter::And(first, second) => first.holds(record) && second.holds(record),
            Filter::Or(first, second) => first.holds(record) || second.holds(record),
        }
    }
}

impl Clause {
    /// Whether it holds of a record; see [`Filter::holds`].
    pub fn holds(&self, record: &(impl Fields + ?Sized)) -> bool {
        let value = self.value.as_str();
        match (record.at(&self.field), self.op) {
            (found, Op::NotEqual) => !equal(&found, value),
            (found, Op::Equal) => equal(&found, value),
            (Found::List(items), Op::Contains) if !items.is_empty() => {
                value.split(',').any(|value| items.iter().any(|item| *item == value))
            }
            (Found::List(items), op) => match op {
                Op::Contains => value.is_empty(),
                _ => items.iter().any(|item| ordered(op, &Found::Text(item.clone()), value)),
            },
            (Found::Nothing, op) => op == Op::Contains && value.is_empty(),
            (Found::Text(text) | Found::Number(text), Op::Contains) => text.contains(value),
            (found, op) => ordered(op, &found, value),
        }
    }
}

fn equal(found: &Found<'_>, value: &str) -> bool {
    match found {
        Found::Nothing => value.is_empty(),
        Found::List(items) if items.is_empty() => value.is_empty(),
        Found::List(items) => value.split(',').all(|value| items.iter().any(|item| item == value)),
        Found::Text(text) => text == value || time(text).is_some_and(|at| time(value) == Some(at)),
        Found::Number(_) => compare(found, value) == Some(Ordering::Equal),
    }
}

fn ordered(op: Op, found: &Found<'_>, value: &str) -> bool {
    let order = compare(found, value);
    match op {
        Op::Greater => order.is_some_and(Ordering::is_gt),
        Op::GreaterOrEqual => order.is_some_and(Ordering::is_ge),
        Op::Less => order.is_some_and(Ordering::is_lt),
        Op::LessOrEqual => order.is_some_and(Ordering::is_le),
        Op::Equal | Op::NotEqual | Op::Contains => false,
    }
}

/// The order of one found value and the filter's; none if there is nothing, or a number and no
/// other to compare it with.
fn compare(found: &Found<'_>, value: &str) -> Option<Ordering> {
    match found {
        Found::Number(text) => Decimal::read(text).ok()?.partial_cmp(&Decimal::read(value).ok()?),
        Found::Text(text) => Some(match (time(text), time(value)) {
            (Some(a), Some(b)) => a.cmp(&b),
            _ => (**text).cmp(value),
        }),
        Found::Nothing | Found::List(_) => None,
    }
}

/// A time, or a date's midnight.
fn time(text: &str) -> Option<DateTime<Utc>> {
    // most texts are neither, and this says so at their fifth byte
    if text.as_bytes().get(4) != Some(&b'-') {
        return None;
    }
    let day = |text| NaiveDate::read(text).ok().map(|day| day.and_time(NaiveTime::MIN).and_utc());
    DateTime::<Utc>::read(text).ok().or_else(|| day(text))
}

impl<T: Fields + ?Sized> Fields for &T {
    fn at(&self, path: &Path) -> Found<'_> {
        (**self).at(path)
    }
}

impl Fields for serde_json::Value {
    fn at(&self, path: &Path) -> Found<'_> {
        let mut found = Vec::new();
        let in_list = reach(self, path.as_str(), &mut found);
        if !in_list {
            return match found.pop() {
                Some(value) => scalar(value),
                None => Found::Nothing,
            };
        }
        let text = |value| match scalar(value) {
            Found::Text(text) | Found::Number(text) => Some(text),
            Found::Nothing | Found::List(_) => None,
        };
        Found::List(found.into_iter().filter_map(text).collect())
    }
}

/// What a path leads to, and whether it leads through a list.
fn reach<'a>(
    value: &'a serde_json::Value,
    path: &str,
    found: &mut Vec<&'a serde_json::Value>,
) -> bool {
    match value {
        serde_json::Value::Array(items) => {
            for item in items {
                reach(item, path, found);
            }
            true
        }
        _ if path.is_empty() => {
            found.push(value);
            false
        }
        // a member's own name may have dots: the longest one first
        serde_json::Value::Object(members) => {
            let dots = path.rmatch_indices('.').map(|(at, _)| at);
            for end in core::iter::once(path.len()).chain(dots) {
                if let Some(member) = members.get(&path[..end]) {
                    return reach(member, path.get(end + 1..).unwrap_or_default(), found);
                }
            }
            false
        }
        _ => false,
    }
}

fn scalar(value: &serde_json::Value) -> Found<'_> {
    match value {
        serde_json::Value::String(text) => Found::from(text.as_str()),
        serde_json::Value::Bool(true) => Found::from("true"),
        serde_json::Value::Bool(false) => Found::from("false"),
        serde_json::Value::Number(number) => Found::Number(Cow::Owned(number.to_string())),
        _ => Found::Nothing,
    }
}

/// The order of two records by a field, for sorting: what is not there comes first, and a list
/// counts by its items.
pub(in crate::api) fn order(a: &Found<'_>, b: &Found<'_>) -> Ordering {
    let rank = |found: &Found<'_>| match found {
        Found::Nothing => 0,
        Found::Number(_) => 1,
        Found::Text(_) | Found::List(_) => 2,
    };
    match (a, b) {
        (Found::Text(a), Found::Text(b)) => a.cmp(b),
        // `None` is below `Some`, so that the order is total whatever the texts are
        (Found::Number(x), Found::Number(y)) => {
            let (a, b) = (Decimal::read(x).ok(), Decimal::read(y).ok());
            a.partial_cmp(&b).unwrap_or(Ordering::Equal).then_with(|| match a {
                Some(_) => Ordering::Equal,
                None => x.cmp(y),
            })
        }
        (Found::List(a), Found::List(b)) => a.cmp(b),
        (Found::List(list), Found::Text(text)) => list.as_slice().cmp(core::slice::from_ref(text)),
        (Found::Text(text), Found::List(list)) => core::slice::from_ref(text).cmp(list.as_slice()),
        _ => rank(a).cmp(&rank(b)),
    }
}
