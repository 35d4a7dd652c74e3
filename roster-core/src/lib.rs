//! What every roster format shares. One idea: **keep the text, index it, interpret it on demand.**
//!
//! 1. [`Sheet`] and [`Rows`]: a CSV file, byte for byte, and its rows. Any bytes are one.
//! 2. [`table!`]: what a format says of a file, as data ([`Table`], [`Column`]), and a record type
//!    whose [`Field`]s keep their text.
//! 3. [`check`](fn@check): a package ([`Source`]) held against a [`Format`]; what is wrong is a
//!    [`Finding`], which holds places and never a cell's text.
//!
//! The crate knows no format; `sds-model` and its siblings do. It is `no_std`, does no I/O and
//! has no `unsafe` code.
//!
//! ```
//! use roster_core::{Id, Record, Sheet, Text, col, file, table};
//!
//! table! {
//!     /// Schools, one a row.
//!     pub struct School = file("School.csv").required() => {
//!         /// Names the school.
//!         sis_id: Id = col("SIS ID").required().id(),
//!         /// What it is called.
//!         name: Text = col("Name").required(),
//!     }
//! }
//!
//! let sheet = Sheet::parse(b"SIS ID,Name\n7,Northside\n");
//! for school in School::rows(&sheet) {
//!     assert_eq!(school.name.text(), Some("Northside"));
//! }
//! assert_eq!(sheet.write(), b"SIS ID,Name\n7,Northside\n");
//! ```
//!
//! Features: `serde` (records under their header names), `csv` (records and findings from a
//! program's own `csv` records), `render` (findings as text, JSON and SARIF; formats as documents
//! and schemas), `json` (JSON taken apart as it stands), `arbitrary` (packages made up from a format,
//! for tests; it needs `std`), `proptest` (the same as strategies), `parallel` (large files read by
//! several threads; it needs `std`).

#![no_std]
#![cfg_attr(docsrs, feature(doc_cfg))]

extern crate alloc;
#[cfg(any(test, feature = "parallel"))]
extern crate std;

mod check;
mod constraint;
mod door;
mod encoding;
mod field;
mod finding;
mod format;
#[cfg(feature = "arbitrary")]
pub mod generate;
mod header;
mod hint;
#[cfg(feature = "json")]
pub mod json;
mod manifest;
mod pointer;
mod recognise;
mod record;
#[cfg(feature = "render")]
pub mod render;
mod rule;
mod scan;
#[cfg(feature = "render")]
pub mod schema;
mod sheet;
mod source;
mod spelling;
mod table;
mod value;
mod view;

pub use check::{
    FileSummary, Kept, Layout, Limit, Look, Options, Sink, Summary, Tally, Totals, check,
};
pub use constraint::{Constraint, Index, Test, When};
#[cfg(feature = "csv")]
pub use door::csv;
pub use encoding::Encoding;
pub use field::{Extra, Field};
pub use finding::{ColumnAt, Detail, FileAt, Finding, Place, Spot};
pub use format::{FileSet, Format, Profile, Reader, Standard};
pub use header::{Found, Header};
pub use hint::{Each, Hint};
pub use manifest::{Manifest, Mode, Property};
pub use pointer::{Pointer, Step};
pub use recognise::recognise;
pub use record::Record;
pub use rule::{Level, Rule, Severity, catalogue};
pub use scan::{Oddity, OddityKind, Row, Rows};
pub use sheet::{Cell, EditError, Sheet};
pub use source::{Memory, Source, Unreadable};
pub use spelling::Spelling;
pub use table::{Column, Flag, Json, Need, Refers, Table, Target, col, file};
pub use value::{
    AnyDate, Codes, DateSpelling, Decimal, Email, Id, Invalid, Kind, List, Open, Phone, Shape,
    Text, Value, Verdict, Word, Year,
};
pub use view::{Opened, Signs, View, Viewed};

/// What the macros expand to.
#[doc(hidden)]
pub mod __ {
    pub use alloc::{borrow::Cow, string::String, vec::Vec};

    #[cfg(feature = "serde")]
    pub use crate::door::serde::{deserialize, serialize};
    #[cfg(feature = "serde")]
    pub use serde;
}
