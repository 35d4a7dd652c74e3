//! OneRoster (1EdTech, formerly IMS Global): its CSV formats, the same in JSON, and its REST protocol.
//!
//! - [`v1p1`]: OneRoster 1.1, a manifest and thirteen files.
//! - [`v1p2`]: OneRoster 1.2 at the level of binding 1.2.1, a manifest and twenty-one files.
//! - [`v1p2p0`]: the same at the level of binding 1.2.0, with one more column in `users.csv`.
//! - [`json`]: the objects and collections of the REST bindings.
//!
//! - [`api`]: the REST protocol of both versions without the socket: endpoints, queries, filters, pages,
//!   and what School Data Sync asks of a provider.
//!
//! A format is a [`Format`]; its rows are records.
//!
//! ```
//! use oneroster_model::v1p2;
//! use roster_core::{Memory, Options, Record, Sheet, check};
//!
//! let csv = "sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName\r\n\
//!            u-71,,,true,sokonkwo,\"{LDAP:so71},{LTI:4f}\",Sade,Okonkwo\r\n";
//! let sheet = Sheet::parse(csv.as_bytes());
//! let user = v1p2::User::rows(&sheet).next().unwrap();
//! assert_eq!(user.family_name.text(), Some("Okonkwo"));
//! let ids = user.user_ids.get().unwrap().unwrap();
//! assert_eq!((ids[1].namespace(), ids[1].identifier()), ("LTI", "4f"));
//! assert_eq!(user.status.get(), Ok(None)); // blank in a bulk file
//!
//! let package = Memory::new().file("users.csv", csv);
//! let mut findings = Vec::new();
//! check(&v1p2::FORMAT, &package, &Options::new(), &mut findings);
//! assert_eq!(findings[0].message(), "the package has no `manifest.csv`");
//! ```
//!
//! # Sources
//!
//! *OneRoster CSV Binding 1.2* (1EdTech, final release of 6 June 2022, binding 1.2.0) was read in
//! full. What binding 1.2.1 (2023) changed in the tables is what `LongsightGroup/oneroster`, which
//! passes the official tests, and `hanachin/meibo` agree on.
//! *OneRoster 1.1 CSV Tables* (17 April 2017, issued again on 22 August 2023) could be read in part
//! only: columns are those on which independent implementations agree, among them
//! `catalyst/moodle-enrol_oneroster`, `nicelion/oneroster-ts`, `oat-sa/oneroster-import` and
//! `legertom/oneroster-data`, and requirements those that they print.

#![no_std]
#![cfg_attr(docsrs, feature(doc_cfg))]

extern crate alloc;

pub mod api;
pub mod codes;
mod constraints;
pub mod json;
pub mod manifest;
pub mod profile;
mod record;
pub mod rules;
pub mod shapes;
pub mod v1p1;
pub mod v1p2;
pub mod v1p2p0;

use roster_core::{Format, standards};

/// Every CSV format of this crate; those of JSON are [`json::FORMATS`].
pub static FORMATS: &[&Format] = &[&v1p1::FORMAT, &v1p2::FORMAT, &v1p2p0::FORMAT];

standards! {
    /// [`v1p1`] as a type.
    pub enum OneRoster1p1 = v1p1::FORMAT;
    /// [`v1p2`] as a type.
    pub enum OneRoster1p2 = v1p2::FORMAT;
    /// [`v1p2p0`] as a type.
    pub enum OneRoster1p2p0 = v1p2p0::FORMAT;
}
