//! The files of the yardstick as structs that own their texts.

use std::hint::black_box;

use roster_core::Memory;
use serde::{Deserialize, de::DeserializeOwned};

use crate::data::file;

macro_rules! records {
    ($($(#[$doc:meta])* $name:ident { $($field:ident)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Deserialize)]
        #[serde(rename_all = "camelCase")]
        #[allow(missing_docs, reason = "columns of OneRoster 1.1")]
        pub struct $name {
            pub sourced_id: String,
            pub status: String,
            pub date_last_modified: String,
            $(pub $field: String,)*
        }
    )*};
}

records! {
    /// A row of `orgs.csv`.
    Org { name r#type identifier parent_sourced_id }
    /// A row of `academicSessions.csv`.
    AcademicSession { title r#type start_date end_date parent_sourced_id school_year }
    /// A row of `courses.csv`.
    Course {
        school_year_sourced_id title course_code grades org_sourced_id subjects subject_codes
    }
    /// A row of `classes.csv`.
    Class {
        title grades course_sourced_id class_code class_type location school_sourced_id
        term_sourced_ids subjects subject_codes periods
    }
    /// A row of `users.csv`.
    User {
        enabled_user org_sourced_ids role username user_ids given_name family_name middle_name
        identifier email sms phone agent_sourced_ids grades password
    }
    /// A row of `enrollments.csv`.
    Enrollment { class_sourced_id school_sourced_id user_sourced_id role primary begin_date end_date }
}

/// The rows of a file, one at a time.
///
/// # Panics
///
/// If a row is not one.
pub fn read<T: DeserializeOwned>(bytes: &[u8]) -> impl Iterator<Item = T> {
    let reader = csv::Reader::from_reader(bytes);
    reader.into_deserialize().map(|row| row.expect("a row of the file"))
}

/// Every row of a package as a struct, and nothing else; how many there are.
pub fn owned(package: &Memory) -> usize {
    fn count<T: DeserializeOwned>(bytes: &[u8]) -> usize {
        read::<T>(bytes).map(black_box).count()
    }
    count::<Org>(file(package, "orgs.csv"))
        + count::<AcademicSession>(file(package, "academicSessions.csv"))
        + count::<Course>(file(package, "courses.csv"))
        + count::<Class>(file(package, "classes.csv"))
        + count::<User>(file(package, "users.csv"))
        + count::<Enrollment>(file(package, "enrollments.csv"))
}
