//! The query of a request: which records, which part of them, in which order.
//!
//! ```
//! use oneroster_model::api::{Clause, Op, Order, Query};
//!
//! let query = Query {
//!     limit: Some(5000),
//!     offset: Some(0),
//!     filter: Some(Clause::new("status".parse().unwrap(), Op::Equal, "active").into()),
//!     ..Query::default()
//! };
//! assert_eq!(query.to_string(), "limit=5000&offset=0&filter=status%3D%27active%27");
//! assert_eq!(query.to_string().parse(), Ok(query));
//!
//! let wrong = "limit=100&filter=status%3Dactive".parse::<Query>().unwrap_err();
//! assert_eq!(
//!     wrong.to_string(),
//!     "at character 27: a value should stand here, in single quotes"
//! );
//! ```
//!
//! Source: the OpenAPI documents of 1.2 (19 September 2022), query parameters; 1.1 has the same
//! six.

mod read;

use alloc::{
    borrow::ToOwned,
    string::{String, ToString},
    vec::Vec,
};
use core::fmt;

pub use read::{QueryError, Reason};

use super::{
    endpoint::{Answer, Endpoint, Version},
    filter::{Filter, Path},
    percent::Encoded,
};

/// How many records a server gives that is not asked for a number. (1.2, `limit`)
pub const DEFAULT_LIMIT: u32 = 100;

/// The query of a request, read with [`str::parse`] and written with [`Display`](fmt::Display):
/// without its question mark, and percent-encoded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// How many records at most; at least one. The server chooses where it is left out
    /// ([`DEFAULT_LIMIT`]), and may give fewer.
    pub limit: Option<u32>,
    /// How many records to pass over.
    pub offset: Option<u32>,
    /// The field to sort by; texts by their Unicode code points.
    pub sort: Option<Path>,
    /// Upwards or downwards; never without `sort`.
    pub order_by: Option<Order>,
    /// Which records.
    pub filter: Option<Filter>,
    /// Which fields of them; all where it is empty.
    pub fields: Vec<Path>,
    /// The parameters that OneRoster does not know, in order.
    pub other: Vec<Parameter>,
}

/// The direction of sorting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Order {
    /// Upwards: `asc`. (The OpenAPI document of 1.1 has the misprint `acs`, which is not read.)
    Ascending,
    /// Downwards: `desc`.
    Descending,
}

impl Order {
    /// As it is written.
    pub const fn word(self) -> &'static str {
        match self {
            Order::Ascending => "asc",
            Order::Descending => "desc",
        }
    }
}

/// A parameter that OneRoster does not know. `Debug` hides its texts.
#[derive(Clone, PartialEq, Eq)]
pub struct Parameter {
    /// Its name, decoded.
    pub name: String,
    /// Its value, decoded; `None` where there is no equals sign.
    pub value: Option<String>,
}
impl fmt::Debug for Parameter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = self.value.as_ref().map_or(0, String::len);
        write!(f, "<{} bytes>=<{value} bytes>", self.name.len())
    }
}

impl Query {
    /// The same query for another part of the records.
    pub fn at(&self, offset: u32) -> Query {
        Query { offset: Some(offset), ..self.clone() }
    }

    /// What an endpoint has no use for: the name of the parameter, and why.
    ///
    /// A single object takes `fields` alone. In 1.2, `sort` does not stand without `orderBy`. (1.2,
    /// query parameters; the last by `LongsightGroup/oneroster`)
    ///
    /// ```
    /// use oneroster_model::api::{Method, Query, Version};
    ///
    /// let (user, _) = Version::V1p2
    ///     .route(Method::Get, "/ims/oneroster/rostering/v1p2/users/u-71")
    ///     .unwrap();
    /// let query: Query = "limit=10".parse().unwrap();
    /// assert_eq!(query.unfit(user), Some(("limit", "a single object takes `fields` alone")));
    /// ```
    pub fn unfit(&self, endpoint: &Endpoint) -> Option<(&'static str, &'static str)> {
        let parameters = [
            (self.limit.is_some(), "limit"),
            (self.offset.is_some(), "offset"),
            (self.sort.is_some(), "sort"),
            (self.order_by.is_some(), "orderBy"),
            (self.filter.is_some(), "filter"),
            (!self.fields.is_empty(), "fields"),
        ];
        let mut there = parameters.iter().filter(|(there, _)| *there).map(|(_, name)| *name);
        match endpoint.answer {
            Answer::Many(_) => {
                let lone = self.sort.is_some() && self.order_by.is_none();
                let refused = lone && endpoint.version == Version::V1p2;
                refused.then_some(("sort", "1.2 wants `orderBy` beside it"))
            }
            Answer::One(_) => there
                .find(|name| *name != "fields")
                .map(|name| (name, "a single object takes `fields` alone")),
            Answer::Nothing | Answer::Pairs => {
                there.next().map(|name| (name, "what is written takes no query"))
            }
        }
    }
}

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fields: Vec<&str> = self.fields.iter().map(Path::as_str).collect();
        let known = [
            ("limit", self.limit.map(|limit| limit.to_string())),
            ("offset", self.offset.map(|offset| offset.to_string())),
            ("sort", self.sort.as_ref().map(Path::to_string)),
            ("orderBy", self.order_by.map(|order| order.word().to_owned())),
            ("filter", self.filter.as_ref().map(Filter::to_string)),
            ("fields", (!fields.is_empty()).then(|| fields.join(","))),
        ];
        let known = known.iter().filter_map(|(name, value)| Some((*name, Some(value.as_ref()?))));
        let other = self.other.iter().map(|other| (other.name.as_str(), other.value.as_ref()));
        for (i, (name, value)) in known.chain(other).enumerate() {
            write!(f, "{}{}", if i == 0 { "" } else { "&" }, Encoded(name))?;
            if let Some(value) = value {
                write!(f, "={}", Encoded(value))?;
            }
        }
        Ok(())
    }
}
