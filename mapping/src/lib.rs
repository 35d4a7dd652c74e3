//! Lossless mappings between roster formats, both ways.
//!
//! One idea: **what the other format cannot say is carried as a patch.** [`cross`](fn@cross) says
//! in one format what a package says in another, as far as it can, and is the same function in
//! both directions. [`convert`](fn@convert) goes across and at once back again; the difference
//! between what comes back by itself and what was at home is a [`Patch`](patch::Patch), which
//! travels in a [`Sidecar`]. So there and back is exact by construction, for any input at all, and
//! what was edited abroad arrives at home, since a patch applies only where nobody edited.
//!
//! 1. [`hub`]: the neutral roster that every format is read into and written from.
//! 2. [`link`], [`words`] and one module a family: which column says which fact, as data.
//! 3. OneRoster in JSON, as the rows of its CSV files.
//! 4. [`table`](fn@table): the same data as a table of two formats.
//! 5. [`patch`]: diff and patch on packages, by key.
//!
//! The crate is `no_std` and does no I/O.

#![no_std]
#![cfg_attr(docsrs, feature(doc_cfg))]

extern crate alloc;

mod clever;
mod convert;
mod cross;
mod dates;
mod embed;
pub mod feed;
mod findings;
mod fit;
mod guardians;
pub mod hub;
pub mod ids;
mod json;
mod ledger;
pub mod link;
mod missed;
mod needs;
mod oneroster;
mod only;
pub mod patch;
mod people;
mod reader;
mod roles;
mod row;
pub mod rules;
mod sds_v1;
mod sds_v2;
mod sidecar;
mod table;
mod texts;
mod unread;
pub mod words;

pub use convert::{Carry, Converted, Sidecar, Stage, convert, convert_watched};
pub use cross::{Crossed, Options, cross, formats};
pub use dates::DateOrder;
pub use findings::too_large;
pub use ledger::{Entry, Ledger};
pub use only::{Filtered, Keep, ONLY, Only, UONET, Whose};
pub use sidecar::Unusable;
pub use table::{Line, Linked, linked, markdown, table};
