//! The three columns that every data file begins with.

use roster_core::{Column, col};

/// The id. Almost all references hold its text; demographics borrow it from `users.csv`.
pub(crate) const SOURCED_ID: Column = col("sourcedId").required().id().aliases(&["sourceId"]);

/// What was done to the record.
pub(crate) const STATUS: Column = col("status").required_in_delta().json_required();

/// When.
pub(crate) const DATE_LAST_MODIFIED: Column =
    col("dateLastModified").required_in_delta().json_required().aliases(&["dataLastModified"]);

/// [`table!`](roster_core::table!) with these columns ahead of its own; the id's expression
/// can be given behind the table's.
macro_rules! record {
    ($(#[doc = $doc:expr])+ $vis:vis struct $name:ident = $table:expr => { $($columns:tt)+ }) => {
        $crate::record::record! {
            $(#[doc = $doc])+
            $vis struct $name = $table, $crate::record::SOURCED_ID => { $($columns)+ }
        }
    };
    ($(#[doc = $doc:expr])+ $vis:vis struct $name:ident = $table:expr, $id:expr => {
        $($columns:tt)+
    }) => {
        roster_core::table! {
            $(#[doc = $doc])+
            $vis struct $name = $table => {
                /// Names the record; no other record of the file has it.
                sourced_id: $crate::shapes::Guid = $id,
                /// What became of the record since the last package: blank in a bulk file.
                status: $crate::codes::Status = $crate::record::STATUS,
                /// When the record last changed, in UTC: blank in a bulk file.
                date_last_modified: chrono::DateTime<chrono::Utc> =
                    $crate::record::DATE_LAST_MODIFIED,
                $($columns)+
            }
        }
    };
}
pub(crate) use record;
