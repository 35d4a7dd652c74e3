//! One request, and what is demanded of its answer.

use alloc::string::{String, ToString};
use core::fmt;

use super::Values;
use crate::api::{
    endpoint::{Answer, Endpoint, Method, Service, Version},
    percent::Encoded,
};

/// One request of a plan.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Step {
    /// What it is for.
    pub name: &'static str,
    /// The method.
    pub method: Method,
    /// The path behind the base, with the names of values in braces.
    pub path: &'static str,
    /// The query as it is written down, not encoded, with the names of values in braces.
    pub query: &'static str,
    /// The status of the answer.
    pub status: u16,
    /// Whether the answer must say `X-Total-Count`, and that it is JSON.
    pub headers: bool,
    /// What the answer holds.
    pub records: Records,
    /// What is demanded of the first record.
    pub demands: &'static [Demand],
    /// The name under which the first record's id is kept for later steps.
    pub keeps: Option<&'static str>,
    /// Whether the consumer can do without.
    pub optional: bool,
}

/// What an answer holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Records {
    /// One object.
    Object,
    /// At least one record.
    Some,
    /// Exactly one record.
    One,
    /// At least one record, the first of them another than that of this name.
    Other(&'static str),
    /// An empty list, not a 404.
    None,
    /// A body that nothing is said of.
    Any,
}

/// Something that is demanded of the first record of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Demand {
    /// The way to the member; a number leads to an item of a list.
    pub path: &'static str,
    /// What it must be.
    pub be: Be,
}

/// What a member must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Be {
    /// There, and not an empty text.
    There,
    /// There, and a text.
    Text,
    /// There, and one of these words; case counts.
    Word(&'static [&'static str]),
    /// A list with at least one item.
    Items,
    /// There, and a day: its first ten characters are `YYYY-MM-DD`.
    Day,
    /// There, and a time: its first nineteen characters are `YYYY-MM-DDTHH:mm:ss`.
    Time,
    /// A text of four digits.
    Year,
    /// There, and without this character.
    Without(char),
    /// If it is there, words of these with commas between.
    Words(&'static [&'static str]),
}

impl fmt::Display for Be {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Be::There => f.write_str("there"),
            Be::Text => f.write_str("a text"),
            Be::Word(words) => write!(f, "one of {}", words.join(", ")),
            Be::Items => f.write_str("a list with an item"),
            Be::Day => f.write_str("a day, `YYYY-MM-DD`"),
            Be::Time => f.write_str("a time, `YYYY-MM-DDTHH:mm:ss`"),
            Be::Year => f.write_str("a text of four digits"),
            Be::Without(c) => write!(f, "without `{c}`"),
            Be::Words(words) => write!(f, "if it is there, some of {}", words.join(", ")),
        }
    }
}

pub(super) const fn demand(path: &'static str, be: Be) -> Demand {
    Demand { path, be }
}

const HAS_ID: &[Demand] = &[demand("sourcedId", Be::There)];

impl Step {
    /// A step that reads a list, of which nothing else is known yet.
    pub(super) const fn get(name: &'static str, path: &'static str, query: &'static str) -> Self {
        Step {
            name,
            method: Method::Get,
            path,
            query,
            status: 200,
            headers: false,
            records: Records::Any,
            demands: &[],
            keeps: None,
            optional: false,
        }
    }
    /// A step that reads a page behind that whose first record was kept under a name.
    pub(super) const fn another(path: &'static str, query: &'static str, of: &'static str) -> Self {
        Step::get("another page", path, query).holds(Records::Other(of)).demands(HAS_ID)
    }
    /// A step that reads a list of nothing.
    pub(super) const fn nothing(path: &'static str, query: &'static str) -> Self {
        Step::get("a list of nothing", path, query).holds(Records::None)
    }
    pub(super) const fn headers(mut self) -> Self {
        self.headers = true;
        self
    }
    pub(super) const fn holds(mut self, records: Records) -> Self {
        self.records = records;
        self
    }
    pub(super) const fn demands(mut self, demands: &'static [Demand]) -> Self {
        self.demands = demands;
        self
    }
    pub(super) const fn keeps(mut self, name: &'static str) -> Self {
        self.keeps = Some(name);
        self
    }
    pub(super) const fn optional(mut self) -> Self {
        self.optional = true;
        self
    }
    pub(super) const fn write(mut self, method: Method, status: u16) -> Self {
        self.method = method;
        self.status = status;
        self
    }

    /// The endpoint that it is a request of. Grade Sync writes `lineitems`: case is passed over here.
    pub fn endpoint(&self, version: Version) -> Option<&'static Endpoint> {
        let same = |(theirs, own): (&str, &str)| {
            theirs.starts_with('{') || theirs.eq_ignore_ascii_case(own)
        };
        version.endpoints().iter().find(|endpoint| {
            let (theirs, own) = (endpoint.path.split('/'), self.path.split('/'));
            endpoint.method == self.method
                && theirs.clone().count() == own.clone().count()
                && theirs.zip(own).all(same)
        })
    }

    /// The envelope's member that holds what is asked for.
    pub(super) fn key(&self, version: Version) -> &'static str {
        let answer = self.endpoint(version).map_or(Answer::Nothing, |endpoint| endpoint.answer);
        answer.key().unwrap_or_default()
    }

    /// The path and query of the request, percent-encoded.
    ///
    /// # Errors
    ///
    /// The name of a value that is not known.
    pub fn address(&self, version: Version, values: &Values) -> Result<String, &'static str> {
        let service = self.endpoint(version).map_or(Service::Rostering, |e| e.service);
        let mut out = String::from(version.base(service));
        for part in self.path.split('/') {
            out += "/";
            out += &Encoded(&values.fill(part)?).to_string();
        }
        for (i, pair) in self.query.split('&').filter(|pair| !pair.is_empty()).enumerate() {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            out += if i == 0 { "?" } else { "&" };
            out += name;
            out += "=";
            out += &Encoded(&values.fill(value)?).to_string();
        }
        Ok(out)
    }
}

#[cfg(test)]
mod tests {
    use alloc::{string::ToString, vec, vec::Vec};

    use super::*;

    #[test]
    fn a_step_is_what_was_said_of_it() {
        let step = Step::get("users", "users/{user}", "limit=1");
        assert_eq!((step.name, step.path, step.query), ("users", "users/{user}", "limit=1"));
        assert_eq!((step.method, step.status), (Method::Get, 200));
        assert!(!step.headers && !step.optional && step.demands.is_empty());
        assert_eq!((step.records, step.keeps), (Records::Any, None));

        let demands: &'static [Demand] = Vec::leak(vec![demand("user.username", Be::Text)]);
        let said = step.headers().optional().keeps("id").demands(demands).holds(Records::None);
        let said = said.write(Method::Put, 201);
        assert!(said.headers && said.optional);
        assert_eq!((said.keeps, said.records), (Some("id"), Records::None));
        assert_eq!((said.demands[0].path, said.demands[0].be), ("user.username", Be::Text));
        assert_eq!((said.method, said.status), (Method::Put, 201));

        let next = Step::another("users", "offset=1", "id");
        assert_eq!((next.records, next.demands.len()), (Records::Other("id"), 1));
        assert_eq!(next.demands[0].path, "sourcedId", "a record of another page has an id");
        assert_eq!(Step::nothing("users", "filter=x").records, Records::None);
    }

    #[test]
    fn a_demand_says_what_a_member_must_be() {
        let said = [
            (Be::There, "there"),
            (Be::Text, "a text"),
            (Be::Word(&["a", "b"]), "one of a, b"),
            (Be::Items, "a list with an item"),
            (Be::Day, "a day, `YYYY-MM-DD`"),
            (Be::Time, "a time, `YYYY-MM-DDTHH:mm:ss`"),
            (Be::Year, "a text of four digits"),
            (Be::Without('#'), "without `#`"),
            (Be::Words(&["a", "b"]), "if it is there, some of a, b"),
        ];
        for (be, text) in said {
            assert_eq!(be.to_string(), text);
        }
    }

    #[test]
    fn an_address_is_encoded_and_asks_for_what_is_kept() {
        let step = Step::get("one", "users/{user}", "filter=a='b'&limit=1");
        let mut values = Values::new();
        assert_eq!(step.address(Version::V1p2, &values), Err("user"));
        values.set("user", "a/b");
        let address = step.address(Version::V1p2, &values).expect("all is known");
        assert!(address.ends_with("/users/a%2Fb?filter=a%3D%27b%27&limit=1"), "{address}");
    }
}
