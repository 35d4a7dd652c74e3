//! The REST protocol of OneRoster without the socket: everything that a client or a server needs
//! around its own HTTP library, as plain types and functions.
//!
//! - [`endpoint`]: every address of 1.1 and 1.2, with what it answers and the scopes it asks for.
//! - [`document`]: the same and the plans as tables for people.
//! - [`query`]: `limit`, `offset`, `sort`, `orderBy`, `filter` and `fields`, read and written.
//! - [`filter`]: the grammar of filters: parsed with positions, printed, held against records.
//! - [`paging`] and [`link`]: from `Link` and `X-Total-Count` to the next request, and back.
//! - [`status`]: what a server says went wrong, in each of the shapes met.
//! - [`plan`]: the requests of School Data Sync in their order, and what its tests demand of the
//!   answers, so that a provider can be tried against them.
#![cfg_attr(feature = "oauth", doc = "- [`oauth1`] and [`oauth2`]: who asks (feature `oauth`).")]
#![cfg_attr(not(feature = "oauth"), doc = "- `oauth1` and `oauth2`: who asks (feature `oauth`).")]
//!
//! A client that asks for what has changed, and for the next page:
//!
//! ```
//! use oneroster_model::api::{Method, Next, Paging, Query, Version};
//!
//! let (users, _) = Version::V1p1.route(Method::Get, "/ims/oneroster/v1p1/users").unwrap();
//! let query: Query = "limit=2&filter=dateLastModified>'2027-04-01T00:00:00.000Z'".parse().unwrap();
//! let address = format!("{}?{query}", users.address(&[]).unwrap());
//! assert_eq!(
//!     address,
//!     "/ims/oneroster/v1p1/users?limit=2\
//!      &filter=dateLastModified%3E%272027-04-01T00%3A00%3A00.000Z%27"
//! );
//!
//! // the answer has two records and these headers
//! let paging = Paging::read(None, Some("5")).unwrap();
//! let Next::Query(next) = paging.next(&query, 2) else { panic!("there are more") };
//! assert_eq!(next.offset, Some(2));
//! ```
//!
//! A server that keeps its records in memory answers with [`Query::select`] and [`Paging::of`].

pub mod document;
pub mod endpoint;
pub mod filter;
pub mod link;
#[cfg(feature = "oauth")]
pub mod oauth1;
#[cfg(feature = "oauth")]
pub mod oauth2;
pub mod paging;
mod percent;
pub mod plan;
pub mod query;
#[cfg(feature = "oauth")]
mod secret;
mod select;
pub mod status;

pub use endpoint::{Answer, Endpoint, Method, Service, Version};
pub use filter::{Clause, Fields, Filter, FilterError, Found, Op, Path};
pub use link::{Link, LinkError};
pub use paging::{Next, Paging};
pub use query::{Order, Parameter, Query, QueryError};
#[cfg(feature = "oauth")]
pub use secret::Secret;
pub use select::Selected;
pub use status::{CodeMinor, Status};
