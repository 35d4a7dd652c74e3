//! `manifest.csv`, which both versions have: the version, and how each file comes.

use alloc::{borrow::ToOwned, string::String, vec::Vec};
use core::fmt;

use roster_core::{Mode, Property, Record, Sheet, Text, col, file, table};

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

/// A manifest as a whole: every property, those that the format does not know included, in the
/// file's order.
///
/// ```
/// use oneroster_model::manifest::Manifest;
/// use roster_core::{Mode, Sheet};
///
/// let csv = "propertyName,value\r\noneroster.version,1.2\r\nfile.users,bulk\r\nfile.roles,absent\r\n";
/// let manifest = Manifest::read(&Sheet::parse(csv.as_bytes()));
/// assert_eq!(manifest.version(), Some("1.2"));
/// assert_eq!(manifest.mode("users.csv"), Some(Mode::Bulk));
/// assert_eq!(manifest.mode("orgs.csv"), None); // it does not say
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Manifest {
    /// Names and values. A cell that is not UTF-8 is empty here.
    pub properties: Vec<(String, String)>,
}

impl Manifest {
    /// Reads the rows of a `manifest.csv`.
    pub fn read(sheet: &Sheet<'_>) -> Self {
        let text = |cell: Option<&str>| cell.unwrap_or_default().to_owned();
        let rows = ManifestProperty::rows(sheet);
        let property =
            |row: ManifestProperty<'_>| (text(row.property_name.text()), text(row.value.text()));
        Manifest { properties: rows.map(property).collect() }
    }
    /// The value of a property; of one that stands there twice, the first.
    pub fn get(&self, property: &str) -> Option<&str> {
        let found = self.properties.iter().find(|(name, _)| name == property);
        found.map(|(_, value)| &**value)
    }
    /// The version of OneRoster, in the package's own words.
    pub fn version(&self) -> Option<&str> {
        self.get("oneroster.version")
    }
    /// How a file comes, by its name (`users.csv`); `None` if the manifest does not say so in one
    /// of the three words. A footnote mark behind the property's name is read past.
    pub fn mode(&self, file: &str) -> Option<Mode> {
        let stem = file.strip_suffix(".csv").unwrap_or(file);
        let of = |name: &str| {
            let name = name.strip_suffix('*').unwrap_or(name);
            name.strip_prefix("file.").is_some_and(|of| of == stem)
        };
        let found = self.properties.iter().find(|(name, _)| of(name));
        found.and_then(|(_, value)| Mode::of(value))
    }
    /// The name of the system that the package is from, in its own words.
    pub fn system_name(&self) -> Option<&str> {
        self.get(SYSTEM_NAME.name)
    }
    /// The code of that system.
    pub fn system_code(&self) -> Option<&str> {
        self.get(SYSTEM_CODE.name)
    }
}

impl fmt::Debug for Manifest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Manifest ({} properties)", self.properties.len())
    }
}

/// The version of the manifest itself, the same in both versions of OneRoster.
pub(crate) const VERSION: Property = Property::required("manifest.version", &["1.0"]);
/// The name of the system that made the package, in its own words.
pub(crate) const SYSTEM_NAME: Property = Property::optional("source.systemName");
/// The code of the system that made the package, in its own words.
pub(crate) const SYSTEM_CODE: Property = Property::optional("source.systemCode");
