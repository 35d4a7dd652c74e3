//! From one page to the next.
//!
//! Source: 1.1 and 1.2, pagination: `X-Total-Count` counts what the filter lets through, and `Link`
//! leads to `next`, `prev`, `first` and `last`.

use alloc::{
    format,
    string::{String, ToString},
    vec::Vec,
};
use core::fmt;

use super::{
    link::{Link, LinkError},
    query::{DEFAULT_LIMIT, Query},
};

/// What the headers of an answer say of other pages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paging {
    /// How many records there are on all pages: `X-Total-Count`.
    pub total: Option<u64>,
    /// The links; `None` where the answer has no `Link` header at all.
    pub links: Option<Vec<Link>>,
}

/// What a client does when it has read a page.
#[derive(Clone, PartialEq, Eq)]
pub enum Next {
    /// Follows this address, complete or relative to that of the request. It is not to be computed:
    /// the last page need not begin at a multiple of the limit.
    Link(String),
    /// Asks with this query.
    Query(Query),
    /// Stops: there is no more.
    End,
}
impl fmt::Debug for Next {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Next::Link(target) => write!(f, "Link(<{} bytes>)", target.len()),
            Next::Query(query) => write!(f, "Query({query:?})"),
            Next::End => f.write_str("End"),
        }
    }
}

/// Why the headers cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PagingError {
    /// `Link` is no list of links.
    Link(LinkError),
    /// `X-Total-Count` is no whole number.
    TotalCount,
}
impl fmt::Display for PagingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PagingError::Link(error) => write!(f, "Link: {error}"),
            PagingError::TotalCount => f.write_str("X-Total-Count: not a whole number"),
        }
    }
}
impl core::error::Error for PagingError {}

impl Paging {
    /// Reads the headers `Link` and `X-Total-Count`, as far as they are there.
    ///
    /// # Errors
    ///
    /// If one of them is there and cannot be read.
    pub fn read(link: Option<&str>, total_count: Option<&str>) -> Result<Self, PagingError> {
        let whole = |text: &str| {
            let text = text.trim_matches([' ', '\t']);
            let digits = text.bytes().all(|b| b.is_ascii_digit());
            digits.then(|| text.parse().ok()).flatten().ok_or(PagingError::TotalCount)
        };
        let total = total_count.map(whole).transpose()?;
        let links = link.map(Link::parse_all).transpose().map_err(PagingError::Link)?;
        Ok(Paging { total, links })
    }

    /// Where a link of this relation leads.
    pub fn link(&self, relation: &str) -> Option<&str> {
        let link = self.links.iter().flatten().find(|link| link.is(relation))?;
        Some(&link.target)
    }

    /// What to do after a page that was asked for with `query` and had `got` records.
    ///
    /// A `next` link is followed, also where the page is shorter than the limit, since a server may
    /// give less than it is asked for; a `Link` header without one is the end. Servers that send no
    /// such header are asked on until `X-Total-Count` is reached, or, without it, until a page is
    /// shorter than the limit. An empty page is always the end, so that no server can keep a client
    /// in a circle of them.
    ///
    /// ```
    /// use oneroster_model::api::{Next, Paging, Query};
    ///
    /// let query: Query = "limit=3&offset=498".parse().unwrap();
    /// let header = "</ims/oneroster/v1p1/users?limit=3&offset=500>; rel=next";
    /// let paging = Paging::read(Some(header), Some("503")).unwrap();
    /// let next = paging.next(&query, 3);
    /// assert_eq!(next, Next::Link("/ims/oneroster/v1p1/users?limit=3&offset=500".into()));
    /// assert_eq!(Paging::default().next(&query, 2), Next::End); // fewer than three
    /// ```
    pub fn next(&self, query: &Query, got: usize) -> Next {
        if got == 0 {
            return Next::End;
        }
        if self.links.is_some() {
            return self.link("next").map_or(Next::End, |target| Next::Link(target.to_string()));
        }
        let got = u64::try_from(got).unwrap_or(u64::MAX);
        let reached = u64::from(query.offset.unwrap_or(0)).saturating_add(got);
        let more = match self.total {
            Some(total) => reached < total,
            None => got >= u64::from(query.limit.unwrap_or(DEFAULT_LIMIT)),
        };
        match u32::try_from(reached) {
            Ok(offset) if more => Next::Query(query.at(offset)),
            _ => Next::End,
        }
    }

    /// What a server says of other pages than that of `query`, when `total` records are wanted:
    /// `address` is the endpoint's, without a query.
    ///
    /// The last page ends with the last record, as in the example of 1.1: of 503 records by three it
    /// begins at 500.
    ///
    /// ```
    /// use oneroster_model::api::{Paging, Query};
    ///
    /// let query: Query = "limit=3".parse().unwrap();
    /// let paging = Paging::of("https://sis.example/ims/oneroster/v1p1/users", &query, 503);
    /// assert_eq!(
    ///     paging.link_header().unwrap(),
    ///     "<https://sis.example/ims/oneroster/v1p1/users?limit=3&offset=3>; rel=\"next\", \
    ///      <https://sis.example/ims/oneroster/v1p1/users?limit=3&offset=0>; rel=\"first\", \
    ///      <https://sis.example/ims/oneroster/v1p1/users?limit=3&offset=500>; rel=\"last\""
    /// );
    /// ```
    pub fn of(address: &str, query: &Query, total: u64) -> Self {
        let limit = query.limit.unwrap_or(DEFAULT_LIMIT);
        let offset = query.offset.unwrap_or(0);
        let last = u32::try_from(total.saturating_sub(u64::from(limit))).unwrap_or(u32::MAX);
        let link = |relation: &str, offset| {
            let query = Query { limit: Some(limit), ..query.at(offset) };
            Link::new(format!("{address}?{query}"), relation)
        };
        let mut links = Vec::new();
        let behind = offset.checked_add(limit).filter(|behind| u64::from(*behind) < total);
        links.extend(behind.map(|behind| link("next", behind)));
        if offset > 0 {
            links.push(link("prev", offset.saturating_sub(limit)));
        }
        links.extend([link("first", 0), link("last", last)]);
        Paging { total: Some(total), links: Some(links) }
    }

    /// The text of its `Link` header, if it has one.
    pub fn link_header(&self) -> Option<String> {
        let links: Vec<String> = self.links.as_ref()?.iter().map(Link::to_string).collect();
        Some(links.join(", "))
    }
}
