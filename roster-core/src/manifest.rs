//! The file that says what the other files of a package are.

/// How a format's manifest is written: a property a row.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Manifest {
    /// The file.
    pub file: &'static str,
    /// The header of the column that names the property.
    pub name: &'static str,
    /// The header of the column that holds its value.
    pub value: &'static str,
    /// What the names of those properties begin with that say how a file comes; the file's name
    /// follows, without its ending.
    pub files: &'static str,
    /// The property that says which version of the format the package is in.
    pub version: &'static str,
    /// The other properties, the version among them.
    pub properties: &'static [Property],
    /// The header of the column, and the word there, by which a row of a delta says that its
    /// record is to be deleted: constraints pass it over.
    pub deleted: Option<(&'static str, &'static str)>,
}

/// A property of a [`Manifest`].
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Property {
    /// Its name.
    pub name: &'static str,
    /// Whether it must be there.
    pub required: bool,
    /// What it may say; empty if anything.
    pub words: &'static [&'static str],
}

/// How a file comes, as a manifest declares it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Not at all.
    Absent,
    /// Whole: what it does not name is gone.
    Bulk,
    /// As what has changed since the last package.
    Delta,
}

impl Mode {
    /// The words that a manifest says, in the order of the variants.
    pub const WORDS: &'static [&'static str] = &["absent", "bulk", "delta"];

    /// The mode that a word says.
    pub fn of(word: &str) -> Option<Mode> {
        match word {
            "absent" => Some(Mode::Absent),
            "bulk" => Some(Mode::Bulk),
            "delta" => Some(Mode::Delta),
            _ => None,
        }
    }
}

impl Manifest {
    /// A manifest in this file, with these headers.
    pub const fn new(
        file: &'static str,
        [name, value]: [&'static str; 2],
        files: &'static str,
        version: &'static str,
        properties: &'static [Property],
    ) -> Self {
        Manifest { file, name, value, files, version, properties, deleted: None }
    }
    /// A row whose column says this word is of a record that is to be deleted.
    pub const fn deleted(mut self, header: &'static str, word: &'static str) -> Self {
        self.deleted = Some((header, word));
        self
    }
    /// The property with this name, if it is none of a file's.
    pub fn property(&self, name: &str) -> Option<&'static Property> {
        self.properties.iter().find(|property| property.name == name)
    }
}

impl Property {
    /// One that must be there, and say one of these words.
    pub const fn required(name: &'static str, words: &'static [&'static str]) -> Self {
        Property { name, required: true, words }
    }
    /// One that may be there, and say anything.
    pub const fn optional(name: &'static str) -> Self {
        Property { name, required: false, words: &[] }
    }
}
