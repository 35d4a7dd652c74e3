//! A format: its files, and what its consumers make of them.

use core::fmt;

use crate::{
    check::{Options, Sink, Summary},
    constraint::Constraint,
    manifest::Manifest,
    rule::{Level, Rule},
    source::Source,
    table::Table,
    view::View,
};

/// How packages of a format are checked whose files are no tables.
pub type Reader = fn(&'static Format, &dyn Source, &Options, &mut dyn Sink) -> Summary;

/// One version of one format: a static that the crate of its family declares.
#[non_exhaustive]
pub struct Format {
    /// The name that commands and documents use, such as `sds-v1`.
    pub id: &'static str,
    /// The name that people use.
    pub title: &'static str,
    /// Where it is written.
    pub source: &'static str,
    /// Its files.
    pub tables: &'static [&'static Table],
    /// Files that come together or not at all.
    pub sets: &'static [FileSet],
    /// Whether the order of columns is fixed.
    pub ordered: bool,
    /// What the headers of columns begin with that anyone may add.
    pub extensions: Option<&'static str>,
    /// The file that says what the others are.
    pub manifest: Option<&'static Manifest>,
    /// What holds of more than one cell.
    pub constraints: &'static [&'static Constraint],
    /// A rule that every package of the format breaks, since it is of a superseded level, and the
    /// file that shows it.
    pub superseded: Option<(&'static str, &'static Rule)>,
    /// What checks its packages, if its files are no tables.
    pub reader: Option<Reader>,
    /// How its files are read as rows, if they are not CSV but say the same.
    pub view: Option<View>,
    /// Who consumes it, and how strictly; the first is the format's own text.
    pub profiles: &'static [&'static Profile],
}

/// A format as a type, for where a type is wanted: a property test can say
/// `any_package::<SdsV1>()`.
///
/// Crates of formats declare theirs with [`standards!`](crate::standards).
pub trait Standard: 'static {
    /// The format.
    const FORMAT: &'static Format;
}

/// Declares formats as types ([`Standard`]).
///
/// ```
/// use roster_core::{Format, Id, Profile, Record, Standard, col, file, standards, table};
///
/// table! {
///     /// Schools.
///     pub struct School = file("School.csv").required() => {
///         /// Names the school.
///         sis_id: Id = col("SIS ID").required().id(),
///     }
/// }
/// static SPEC: Profile = Profile::new("spec", "The format's own text.", &[]);
/// static SCHOOLS: Format = Format::new("schools", "Schools", "made up", &[School::TABLE], &[&SPEC]);
/// standards! {
///     /// A list of schools.
///     pub enum Schools = SCHOOLS;
/// }
/// assert_eq!(Schools::FORMAT.id, "schools");
/// ```
#[macro_export]
macro_rules! standards {
    ($($(#[doc = $doc:literal])+ pub enum $name:ident = $format:expr;)+) => {$(
        $(#[doc = $doc])+
        #[derive(Clone, Copy, Debug)]
        pub enum $name {}
        impl $crate::Standard for $name {
            const FORMAT: &'static $crate::Format = &$format;
        }
    )+};
}

impl Format {
    /// A format of these tables whose columns may stand in any order.
    ///
    /// # Panics
    ///
    /// While compiling, if a reference or a set names a file that no table has, or if a table
    /// that others refer to has no id.
    pub const fn new(
        id: &'static str,
        title: &'static str,
        source: &'static str,
        tables: &'static [&'static Table],
        profiles: &'static [&'static Profile],
    ) -> Self {
        let mut t = 0;
        while t < tables.len() {
            let mut c = 0;
            while c < tables[t].columns.len() {
                if let Some(refers) = tables[t].columns[c].refers {
                    assert!(has_id(tables, refers.file), "a reference to no table with an id");
                }
                c += 1;
            }
            t += 1;
        }
        assert!(!profiles.is_empty(), "a format has at least one profile");
        Format {
            id,
            title,
            source,
            tables,
            sets: &[],
            ordered: false,
            extensions: None,
            manifest: None,
            constraints: &[],
            superseded: None,
            reader: None,
            view: None,
            profiles,
        }
    }
    /// Files that come together or not at all.
    pub const fn sets(mut self, sets: &'static [FileSet]) -> Self {
        let mut s = 0;
        while s < sets.len() {
            let mut f = 0;
            while f < sets[s].files.len() {
                assert!(find(self.tables, sets[s].files[f]).is_some(), "a set of unknown files");
                f += 1;
            }
            s += 1;
        }
        self.sets = sets;
        self
    }
    /// Columns stand in the order of the tables.
    pub const fn ordered(mut self) -> Self {
        self.ordered = true;
        self
    }

    /// This file says what the others are.
    pub const fn manifest(mut self, manifest: &'static Manifest) -> Self {
        assert!(find(self.tables, manifest.file).is_some(), "a manifest that no table has");
        self.manifest = Some(manifest);
        self
    }
    /// These things hold of more than one cell.
    ///
    /// # Panics
    ///
    /// While compiling, if one names a file or a column that no table has.
    pub const fn constraints(mut self, constraints: &'static [&'static Constraint]) -> Self {
        let mut c = 0;
        while c < constraints.len() {
            constraints[c].assert_fits(self.tables);
            c += 1;
        }
        self.constraints = constraints;
        self
    }
    /// Every package of the format breaks this rule, as this file shows.
    pub const fn superseded(mut self, file: &'static str, rule: &'static Rule) -> Self {
        self.superseded = Some((file, rule));
        self
    }

    /// Its files are no tables: this is what [`check`](fn@crate::check) does with them.
    pub const fn read_by(mut self, reader: Reader) -> Self {
        self.reader = Some(reader);
        self
    }

    /// Its files are not CSV, but are read as rows so.
    pub const fn view(mut self, view: View) -> Self {
        self.view = Some(view);
        self
    }

    /// Anyone may add columns whose headers begin so.
    pub const fn extensions(mut self, prefix: &'static str) -> Self {
        self.extensions = Some(prefix);
        self
    }

    /// The table in this file, in just this spelling.
    pub fn table(&self, file: &str) -> Option<&'static Table> {
        self.tables.iter().copied().find(|table| table.file == file)
    }
    /// The profile with this name.
    pub fn profile(&self, id: &str) -> Option<&'static Profile> {
        self.profiles.iter().copied().find(|profile| profile.id == id)
    }
}

impl fmt::Debug for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Format({})", self.id)
    }
}

pub(crate) const fn find(tables: &[&'static Table], file: &str) -> Option<&'static Table> {
    let mut t = 0;
    while t < tables.len() {
        if same(tables[t].file, file) {
            return Some(tables[t]);
        }
        t += 1;
    }
    None
}
const fn has_id(tables: &[&'static Table], file: &str) -> bool {
    let Some(table) = find(tables, file) else { return false };
    let mut c = 0;
    while c < table.columns.len() {
        if table.columns[c].id {
            return true;
        }
        c += 1;
    }
    false
}
pub(crate) const fn same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut i = 0;
    while i < a.len() && i < b.len() && a[i] == b[i] {
        i += 1;
    }
    i == a.len() && i == b.len()
}

/// Files that come together or not at all.
#[derive(Clone, Copy, Debug)]
pub struct FileSet {
    /// What they hold.
    pub name: &'static str,
    /// Their names.
    pub files: &'static [&'static str],
    /// The rule that a package without any of them breaks, if that is worth a word.
    pub absent: Option<&'static Rule>,
}

/// A consumer of a format: which rules it applies, and how severely. Data, not code.
#[derive(Debug)]
#[non_exhaustive]
pub struct Profile {
    /// The name that commands use.
    pub id: &'static str,
    /// Who it is.
    pub doc: &'static str,
    /// The profile that it is the same as but for its own levels.
    pub base: Option<&'static Profile>,
    /// Levels other than the rules' own, or the base's, each with its reason.
    pub levels: &'static [(&'static Rule, Level, &'static str)],
    /// The most data rows that it takes in one file.
    pub max_rows: Option<u64>,
}

impl Profile {
    /// A profile that gives some rules another level than their own; each with its reason.
    pub const fn new(
        id: &'static str,
        doc: &'static str,
        levels: &'static [(&'static Rule, Level, &'static str)],
    ) -> Self {
        Profile { id, doc, base: None, levels, max_rows: None }
    }
    /// Another profile's levels where it has none of its own.
    pub const fn over(mut self, base: &'static Profile) -> Self {
        self.base = Some(base);
        self
    }
    /// The most data rows that it takes in one file.
    pub const fn max_rows(mut self, rows: u64) -> Self {
        self.max_rows = Some(rows);
        self
    }
    /// What it makes of a rule.
    pub fn level(&self, rule: &Rule) -> Level {
        let own = self.levels.iter().find(|(of, ..)| *of == rule);
        match (own, self.base) {
            (Some((_, level, _)), _) => *level,
            (None, Some(base)) => base.level(rule),
            (None, None) => rule.level,
        }
    }
}
