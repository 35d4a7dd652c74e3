//! Synchronization profiles of Microsoft Graph: what an administrator sets up in School Data Sync,
//! as the API takes and gives it.
//!
//! An [`EducationSynchronizationProfile`] says where the data come from (CSV files, a OneRoster or a
//! PowerSchool service), which optional columns are synced, whether accounts are created or matched,
//! and which licences people get. Objects keep what they are made of: the order of their members,
//! members and words that no type knows, the spelling of `@odata.type`, and values of another type
//! than they should be. So what was read is written again as it was, but for white space and the way
//! that texts are escaped. A secret is never shown: `Debug` and findings do not hold it.
//!
//! [`Steering`] holds a package against a profile, [`supported`] makes the profile that a package
//! supports, and [`ConnectionValues`] are what connects the profile with a OneRoster service.
//!
//! The family is deprecated, and its service was announced to end with 2024. What came after it is
//! [`industry_data`]; the files of a profile, and what it says of them, remain those of SDS V1.
//!
//! ```
//! use sds_model::profile::{
//!     EducationSynchronizationDataProvider as Provider, EducationSynchronizationProfile,
//! };
//!
//! let text = r##"{
//!     "displayName": "Northside",
//!     "dataProvider": {
//!         "@odata.type": "#microsoft.graph.educationCsvDataProvider",
//!         "customizations": {
//!             "student": {
//!                 "optionalPropertiesToSync": [
//!                     "Middle Name"
//!                 ]
//!             }
//!         }
//!     },
//!     "colour": "green"
//! }"##;
//! let mut profile = EducationSynchronizationProfile::read(text)?;
//! let Some(Provider::Csv(csv)) = profile.data_provider.get() else { panic!() };
//! let student = csv.customizations.get().and_then(|all| all.student.get()).unwrap();
//! assert_eq!(&*student.optional_properties_to_sync.get().unwrap()[0], "Middle Name");
//!
//! assert_eq!(profile.write(), text);
//! profile.display_name = "Southside".into();
//! assert_eq!(profile.write(), text.replace("North", "South"));
//! # Ok::<(), sds_model::profile::NotAnObject>(())
//! ```
//!
//! # Sources
//!
//! *Microsoft Graph beta*: the metadata of 2021-06-08, the type package 0.43.0-preview, and the
//! pages of the resources; for the successor the type package 0.44.0-preview.

mod accounts;
mod asked;
mod check;
mod connection;
mod family;
pub mod industry_data;
mod json;
mod meaning;
mod member;
mod roots;
pub mod rules;
mod shape;
mod steer;
mod support;
mod text;
mod words;

use alloc::string::String;
use core::fmt;

pub use check::{FORMAT, check_file};
pub use connection::{CONNECTION_VALUES, ConnectionValues};
pub use family::*;
pub use json::NotJson;
pub use member::{Coded, Json, Member, Members, Secret, Text};
pub use shape::{Property, Shape, Type};
pub use steer::Steering;
pub use support::{Unsupported, Wishes, supported};
pub use words::*;

use member::Object;
use roster_core::Format;

/// Which of the formats that are no tables a file by itself is of: JSON is a profile, until the check
/// finds that it is none, and a text with the label of a connection value in it are connection values.
///
/// ```
/// use sds_model::profile::recognise;
///
/// let id = |name: &str, text: &str| recognise(name, text.as_bytes()).map(|format| format.id);
/// assert_eq!(id("a.txt", " {\"displayName\": \"x\"}"), Some("graph-profile"));
/// assert_eq!(id("a.txt", "Client Id: lyceum-3\n"), Some("connection-values"));
/// assert_eq!(id("a.txt", "SIS ID,Name\n"), None);
/// ```
pub fn recognise(name: &str, bytes: &[u8]) -> Option<&'static Format> {
    let own = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    let is_named = name.rsplit_once('.').is_some_and(|(_, end)| end.eq_ignore_ascii_case("json"));
    match own.first() {
        Some(b'{' | b'[') => Some(&FORMAT),
        _ if is_named => Some(&FORMAT),
        _ => connection::has_label(bytes).then_some(&CONNECTION_VALUES),
    }
}

/// Why a text is no object of a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NotAnObject {
    /// It is no JSON.
    NotJson(NotJson),
    /// It is JSON, but no object.
    Other,
}

impl fmt::Display for NotAnObject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NotAnObject::NotJson(error) => error.fmt(f),
            NotAnObject::Other => f.write_str("JSON, but no object"),
        }
    }
}
impl core::error::Error for NotAnObject {}

fn read<T: Object>(text: &str) -> Result<T, NotAnObject> {
    let node = json::Node::parse(text).map_err(NotAnObject::NotJson)?;
    member::read_object(node).ok_or(NotAnObject::Other)
}

fn write<T: Object>(object: &T) -> String {
    let mut out = String::new();
    member::write_object(object, &mut out);
    json::pretty(&out)
}
