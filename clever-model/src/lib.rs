//! The CSV formats of Clever.
//!
//! - [`sftp`]: what Clever itself takes, by SFTP or upload.
//! - [`sds`]: the flavour that Microsoft School Data Sync takes.
//!
//! ```
//! use roster_core::{Memory, Options, Record, Sheet, check};
//! use clever_model::sftp;
//!
//! let csv = "School_id,Student_id,First_name,Last_name,ext.bus\r\n100,P1,Noor,Halvorsen,7\r\n";
//! let sheet = Sheet::parse(csv.as_bytes());
//! let student = sftp::Student::rows(&sheet).next().unwrap();
//! assert_eq!(student.last_name.text(), Some("Halvorsen"));
//! assert_eq!(&*student.ext[0].header, b"ext.bus");
//!
//! let package = Memory::new().file("students.csv", csv);
//! let mut findings = Vec::new();
//! check(&sftp::FORMAT, &package, &Options::new(), &mut findings);
//! assert_eq!(findings[0].message(), "the package has no `schools.csv`");
//! ```
//!
//! # Sources
//!
//! Clever's *SFTP instructions* give the files; their tables of columns could not be read, so
//! headers and requirements are those of exporters whose feeds Clever takes. Vocabularies are those
//! of Clever's *Data API* schema (`Clever/swagger-api`, v2.1 and v3.1). For School Data Sync:
//! *Clever format CSV files for SDS* (Microsoft).

#![no_std]
#![cfg_attr(docsrs, feature(doc_cfg))]

extern crate alloc;

pub mod codes;
mod constraints;
pub mod profile;
pub mod rules;
pub mod sds;
pub mod sftp;

use roster_core::{Flag, Format, standards};

/// Accounts are to be created for people who have none: their names and a first password are then
/// required. School Data Sync alone asks this. (*CSV files for School Data Sync*)
pub const CREATE_USERS: Flag = Flag::CREATE_USERS;

/// Every format of this crate.
pub static FORMATS: &[&Format] = &[&sftp::FORMAT, &sds::FORMAT];

standards! {
    /// [`sftp`] as a type.
    pub enum Clever = sftp::FORMAT;
    /// [`sds`] as a type.
    pub enum CleverSds = sds::FORMAT;
}
