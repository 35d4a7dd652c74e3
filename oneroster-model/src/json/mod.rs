//! OneRoster over REST: objects and collections in JSON, 1.1 and 1.2.
//!
//! A package is a folder with a file a resource (`users.json`, `orgs.json`, …), each a collection
//! as a service answers it: `{"users": [{…}, {…}]}`. [`v1p1::FORMAT`] and [`v1p2::FORMAT`] are
//! formats like any other: [`check`](fn@roster_core::check) takes them.
//!
//! Nothing is stated twice. The members of an object are the columns of the CSV file, each of
//! which says how its member differs in name, requirement or kind ([`Column::json`]); what CSV has
//! a file for and JSON a list (roles, profiles, learning objectives) is a [`Part`]. References are
//! objects `{href, sourcedId, type}`, of which the table holds the `sourcedId`.
//!
//! ```
//! use oneroster_model::json::v1p2;
//! use roster_core::{Memory, Options, check};
//!
//! let package = Memory::new().file("orgs.json", r#"{"orgs": [
//!     {"sourcedId": "1", "status": "active", "dateLastModified": "2026-08-01T00:00:00.000Z",
//!      "name": "North", "type": "school", "identifier": 7, "colour": "red"}
//! ]}"#);
//! let mut findings = Vec::new();
//! check(&v1p2::FORMAT, &package, &Options::new(), &mut findings);
//!
//! let told: Vec<_> = findings
//!     .iter()
//!     .map(|of| (of.rule.name, of.place.line, of.place.pointer.as_ref().unwrap().to_string()))
//!     .collect();
//! assert_eq!(told, [
//!     ("number-for-text", Some(3), "/orgs/0/identifier".to_string()),
//!     ("foreign-member", Some(3), "/orgs/0".to_string()),
//! ]);
//! ```
//!
//! # What is read, and what is kept
//!
//! Reading is lenient: what providers send beside the binding is read for what it plainly means,
//! and each such oddity is a finding with a JSON Pointer ([`rules`]).
//! Nothing of a document is ever rewritten by reading it: every value is kept as its own text, so
//! that members keep their order, numbers their spelling (`1.0` is not `1`), strings their escapes,
//! and a member that stands twice both its values. Of these the last is the one that counts, as
//! `serde_json` and browsers have it. What is not JSON, or not UTF-8, is kept as bytes and a
//! finding.
//!
//! [`Column::json`]: roster_core::Column::json

mod cell;
mod document;
mod odd;
mod package;
mod read;
pub mod rules;
mod table;
pub mod v1p1;
pub mod v1p2;
mod write;

pub use document::{Document, NoDocument, Object};
pub use table::{Binding, Collection, Part};
pub use write::Writer;

use roster_core::Format;

/// The formats of both versions.
pub static FORMATS: &[&Format] = &[&v1p1::FORMAT, &v1p2::FORMAT];

/// The bindings of both versions.
pub static BINDINGS: &[&Binding] = &[&v1p1::BINDING, &v1p2::BINDING];

/// The binding of a format, if it is one of JSON.
pub fn binding(format: &Format) -> Option<&'static Binding> {
    BINDINGS.iter().copied().find(|binding| binding.format.id == format.id)
}
