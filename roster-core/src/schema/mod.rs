//! Formats as data for others: documents ([`markdown()`]), JSON ([`json()`]), Frictionless Table
//! Schemas ([`table_schema()`]), and what changed between two of them ([`diff()`]).
//!
//! ```
//! # use roster_core::{Format, Id, Profile, Record, col, file, table};
//! # table! {
//! #     /// Schools.
//! #     pub struct School = file("School.csv").required() => {
//! #         /// Names the school.
//! #         sis_id: Id = col("SIS ID").required().id(),
//! #     }
//! # }
//! # static SPEC: Profile = Profile::new("spec", "The format's own text.", &[]);
//! # static FORMAT: Format = Format::new("schools", "Schools", "made up", &[School::TABLE], &[&SPEC]);
//! use roster_core::schema;
//!
//! assert!(schema::markdown(&FORMAT).contains("| SIS ID | id | value | names the record; key |"));
//! assert!(schema::diff(&FORMAT, &FORMAT).is_empty());
//! ```

mod diff;
mod json;
mod markdown;

use alloc::{format, string::String};

pub use diff::{Change, Difference, diff};
pub use json::{diff_json, json, table_schema};
pub use markdown::{markdown, table_markdown};

use crate::{Codes, Column, Kind, Need};

/// A kind in a word: `id`, `date`, the name of a vocabulary.
fn kind(kind: &Kind) -> String {
    let word = match kind {
        Kind::Text => "text",
        Kind::Id => "id",
        Kind::Email => "e-mail",
        Kind::Phone => "phone",
        Kind::Whole => "whole number",
        Kind::Decimal => "decimal",
        Kind::Year => "year",
        Kind::Bool => "true or false",
        Kind::Date => "date",
        Kind::AnyDate => "date, any spelling",
        Kind::DateTime => "date and time",
        Kind::Code(codes) => codes.name,
        Kind::Open(codes) => return format!("{}, or `ext:` and a word", codes.name),
        Kind::Shape(shape) => shape.name,
        Kind::List(item) => return format!("list of {}", self::kind(item)),
    };
    String::from(word)
}

/// What must be there of a column, in a word.
fn need(column: &Column) -> String {
    match column.need {
        Need::Always => "value".into(),
        Need::When(flag) => format!("value, when {}", flag.0),
        Need::Header => "header".into(),
        Need::Delta => "header; value in a delta, and only there".into(),
        Need::Optional => String::new(),
    }
}

/// The vocabulary of a column's cells, or of their items.
fn codes(column: &Column) -> Option<&'static Codes> {
    column.kind.codes().or(column.codes)
}
