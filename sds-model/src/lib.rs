//! The CSV formats of Microsoft School Data Sync (SDS).
//!
//! - [`v1`]: six files, and two for guardians.
//! - [`v1_uk`]: the same for the United Kingdom, with other key headers.
//! - [`v2`]: four files, superseded.
//! - [`v2p1`]: ten files, what the present service takes.
//!
//! A format is a [`Format`]; its rows are records.
//!
//! ```
//! use roster_core::{Memory, Options, Record, Sheet, check};
//! use sds_model::v1;
//!
//! let csv = "SIS ID,School SIS ID,Username\r\n13001,10001,oklein\r\n";
//! let sheet = Sheet::parse(csv.as_bytes());
//! let student = v1::Student::rows(&sheet).next().unwrap();
//! assert_eq!(student.username.text(), Some("oklein"));
//!
//! let package = Memory::new().file("Student.csv", csv);
//! let mut findings = Vec::new();
//! let summary = check(&v1::FORMAT, &package, &Options::new(), &mut findings);
//! assert_eq!(findings[0].message(), "the package has no `School.csv`");
//! # assert!(summary.totals.error > 0);
//! ```
//!
//! # Sources
//!
//! Docstrings and tables name the page that says so: *SDS V1 CSV file format* and *CSV files for
//! School Data Sync* (V1 and its UK variant), *SDS V2* and *V2.1 CSV file format*, *Parent contact sync file format* (guardians),
//! *Validation rules and descriptions* and *Default list of values* (the present service), all of
//! Microsoft; and the sample packages of `OfficeDev/O365-EDU-Tools`.

#![no_std]
#![cfg_attr(docsrs, feature(doc_cfg))]

extern crate alloc;

pub mod codes;
mod constraints;
pub mod consumer;
pub mod guardian;
pub mod profile;
pub mod rules;
mod six_files;
pub mod v1;
pub mod v1_uk;
pub mod v2;
pub mod v2p1;

use roster_core::{Flag, Format, standards};

/// Accounts are to be created for people who have none ("create and sync new users"): their
/// names and a first password are then required. (*CSV files for School Data Sync*)
pub const CREATE_USERS: Flag = Flag::CREATE_USERS;

/// Every format of this crate.
pub static FORMATS: &[&Format] = &[&v1::FORMAT, &v1_uk::FORMAT, &v2::FORMAT, &v2p1::FORMAT];

standards! {
    /// [`v1`] as a type.
    pub enum SdsV1 = v1::FORMAT;
    /// [`v1_uk`] as a type.
    pub enum SdsV1Uk = v1_uk::FORMAT;
    /// [`v2`] as a type.
    pub enum SdsV2 = v2::FORMAT;
    /// [`v2p1`] as a type.
    pub enum SdsV2p1 = v2p1::FORMAT;
}

/// The README's example runs.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;
