//! `manifest.csv`, which both versions have: the version, and how each file comes.

use roster_core::{Property, Text, col, file, table};

table! {
    /// What the package is: a property a row, in any order.
    pub struct ManifestProperty = file("manifest.csv")
        .required()
        .source("OneRoster CSV Binding 1.2, manifest.csv") =>
    {
        /// The property's name: a version, `file.` and a file's name without its ending, or the
        /// source system's.
        property_name: Text = col("propertyName").required().id(),
        /// What the property says.
        value: Text = col("value").header_required().aliases(&["propertyValue", "property"]),
    }
}

/// The version of the manifest itself, the same in both versions of OneRoster.
pub(crate) const VERSION: Property = Property::required("manifest.version", &["1.0"]);
/// The name of the system that made the package, in its own words.
pub(crate) const SYSTEM_NAME: Property = Property::optional("source.systemName");
/// The code of the system that made the package, in its own words.
pub(crate) const SYSTEM_CODE: Property = Property::optional("source.systemCode");
