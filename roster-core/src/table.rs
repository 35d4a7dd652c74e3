//! What a format says of one file, as data.

use core::fmt;

use crate::{
    hint::{Each, Hint},
    value::{Codes, Kind},
};

/// One file of a format, as its specification has it.
///
/// Declared with [`table!`](crate::table!); read by the reader, the checks, the documents.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct Table {
    /// The name of the record type.
    pub name: &'static str,
    /// The file's name, in the specification's spelling.
    pub file: &'static str,
    /// What a row of it is.
    pub doc: &'static str,
    /// Where that is written.
    pub source: &'static str,
    /// Whether a package without the file is incomplete.
    pub required: bool,
    /// Files that a package with this one needs, if it is to be complete by itself.
    pub needs: &'static [&'static str],
    /// What of a district its rows stand for, for those who make packages up.
    pub each: &'static [Each],
    /// Of so many of those one has a row.
    pub one_in: u64,
    /// Its columns, in the specification's order.
    pub columns: &'static [Column],
}

/// Starts a [`Table`]: `file("School.csv").required()`.
pub const fn file(name: &'static str) -> Table {
    Table {
        name: "",
        file: name,
        doc: "",
        source: "",
        required: false,
        needs: &[],
        each: &[],
        one_in: 1,
        columns: &[],
    }
}

impl Table {
    /// Every package has this file.
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }
    /// A package that is complete by itself has these files too.
    pub const fn needs(mut self, files: &'static [&'static str]) -> Self {
        self.needs = files;
        self
    }
    /// It has a row for each of these, in this order.
    pub const fn each(mut self, each: &'static [Each]) -> Self {
        self.each = each;
        self
    }
    /// Only one in `n` of those that it has rows for has a row.
    pub const fn one_in(mut self, n: u64) -> Self {
        assert!(n > 0, "one in none");
        self.one_in = n;
        self
    }
    /// Where the table is written: specification and section.
    pub const fn source(mut self, source: &'static str) -> Self {
        self.source = source;
        self
    }
    /// The column whose cells name the record. References hold its text.
    pub fn id(&self) -> Option<usize> {
        self.columns.iter().position(|column| column.id)
    }
    /// The index of the column with this header.
    pub fn column(&self, header: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.header == header)
    }

    #[doc(hidden)]
    pub const fn __of(
        mut self,
        name: &'static str,
        doc: &'static str,
        columns: &'static [Column],
    ) -> Self {
        self.name = name;
        self.doc = doc.trim_ascii();
        self.columns = columns;
        self
    }
}

impl PartialEq for Table {
    /// Two tables are the same if they are the same record of the same file.
    fn eq(&self, other: &Self) -> bool {
        core::ptr::eq(self.columns, other.columns) && self.file == other.file
    }
}
impl Eq for Table {}

impl fmt::Debug for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Table({})", self.file)
    }
}

/// One column of a [`Table`].
#[derive(Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Column {
    /// The header, in the specification's spelling.
    pub header: &'static str,
    /// The record's field.
    pub field: &'static str,
    /// What its cells say.
    pub doc: &'static str,
    /// Where that is written, if not where the table is.
    pub source: &'static str,
    /// What its cells hold.
    pub kind: Kind,
    /// Whether there must be a value.
    pub need: Need,
    /// Whether it names the record, so that references hold its text.
    pub id: bool,
    /// Whether it is part of the row's key.
    pub key: bool,
    /// Whether two records may not share a value.
    pub unique: bool,
    /// The table whose records its cells name.
    pub refers: Option<Refers>,
    /// Other spellings of the header that are met in the field.
    pub aliases: &'static [&'static str],
    /// Which editions of the specification have it, if not all: its header is never demanded.
    pub edition: Option<&'static str>,
    /// Whether its cells are secrets, such as passwords, of which nothing is ever told.
    pub secret: bool,
    /// A vocabulary that some consumers hold the cells against, though the format does not.
    pub codes: Option<&'static Codes>,
    /// Characters that some consumers replace or refuse in it.
    pub avoid: &'static str,
    /// What its cells say of the record, for those who make packages up.
    pub hint: Option<Hint>,
    /// How it differs in the format's JSON, if it has one.
    pub json: Json,
}

/// Starts a [`Column`]: `col("SIS ID").required().id()`.
pub const fn col(header: &'static str) -> Column {
    Column {
        header,
        field: "",
        doc: "",
        source: "",
        kind: Kind::Text,
        need: Need::Optional,
        id: false,
        key: false,
        unique: false,
        refers: None,
        aliases: &[],
        edition: None,
        secret: false,
        codes: None,
        avoid: "",
        hint: None,
        json: Json { name: None, need: None, kind: None, absent: false },
    }
}

impl Column {
    /// Header and values must be there.
    pub const fn required(mut self) -> Self {
        self.need = Need::Always;
        self
    }
    /// Header and values must be there when the caller sets this flag.
    pub const fn required_when(mut self, flag: Flag) -> Self {
        self.need = Need::When(flag);
        self
    }
    /// The header must be there; values in a delta, and only there: they say what became of the
    /// record since the last package.
    pub const fn required_in_delta(mut self) -> Self {
        self.need = Need::Delta;
        self
    }
    /// The header must be there; values need not.
    pub const fn header_required(mut self) -> Self {
        self.need = Need::Header;
        self
    }
    /// Names the record, and is part of the row's key.
    pub const fn id(mut self) -> Self {
        self.id = true;
        self.key = true;
        self
    }
    /// Part of the row's key.
    pub const fn key(mut self) -> Self {
        self.key = true;
        self
    }
    /// Two records may not share a value.
    pub const fn unique(mut self) -> Self {
        self.unique = true;
        self
    }
    /// Cells name a record of the table in `file`.
    pub const fn refers(mut self, file: &'static str) -> Self {
        self.refers = Some(Refers { file, enforced: true, target: Target::Any });
        self
    }
    /// Cells name a record of the table in `file` whose column `header` says `word`.
    pub const fn refers_to(
        mut self,
        file: &'static str,
        header: &'static str,
        word: &'static str,
    ) -> Self {
        self.refers = Some(Refers { file, enforced: true, target: Target::Is(header, word) });
        self
    }
    /// Cells name a record of the table in `file` whose column `header` does not say `word`.
    pub const fn refers_to_other(
        mut self,
        file: &'static str,
        header: &'static str,
        word: &'static str,
    ) -> Self {
        self.refers = Some(Refers { file, enforced: true, target: Target::IsNot(header, word) });
        self
    }
    /// As [`refers`](Column::refers), but official packages break it, so no check does.
    pub const fn refers_loosely(mut self, file: &'static str) -> Self {
        self.refers = Some(Refers { file, enforced: false, target: Target::Any });
        self
    }
    /// Other spellings of the header that are met in the field.
    pub const fn aliases(mut self, aliases: &'static [&'static str]) -> Self {
        self.aliases = aliases;
        self
    }
    /// Not every edition of the specification has it, but this one: its header is never
    /// demanded.
    pub const fn edition(mut self, edition: &'static str) -> Self {
        self.edition = Some(edition);
        self
    }
    /// Cells are secrets.
    pub const fn secret(mut self) -> Self {
        self.secret = true;
        self
    }
    /// Some consumers take only the words of this vocabulary.
    pub const fn codes(mut self, codes: &'static Codes) -> Self {
        self.codes = Some(codes);
        self
    }
    /// Some consumers replace or refuse these characters.
    pub const fn avoid(mut self, characters: &'static str) -> Self {
        self.avoid = characters;
        self
    }
    /// Cells say this of the record.
    pub const fn hint(mut self, hint: Hint) -> Self {
        self.hint = Some(hint);
        self
    }
    /// The member has this name in JSON.
    pub const fn json(mut self, name: &'static str) -> Self {
        self.json.name = Some(name);
        self
    }
    /// The member must be there in JSON, whatever holds of the column.
    pub const fn json_required(mut self) -> Self {
        self.json.need = Some(Need::Always);
        self
    }
    /// The member need not be there in JSON, whatever holds of the column.
    pub const fn json_optional(mut self) -> Self {
        self.json.need = Some(Need::Optional);
        self
    }
    /// The member is of this kind in JSON.
    pub const fn json_kind(mut self, kind: Kind) -> Self {
        self.json.kind = Some(kind);
        self
    }
    /// There is no such member in JSON.
    pub const fn not_json(mut self) -> Self {
        self.json.absent = true;
        self
    }
    /// Where the column is written: specification and section.
    pub const fn source(mut self, source: &'static str) -> Self {
        self.source = source;
        self
    }
    /// Whether header and values must be there, given the caller's flags.
    pub fn is_required(&self, flags: &[Flag]) -> bool {
        match self.need {
            Need::Always => true,
            Need::When(flag) => flags.contains(&flag),
            Need::Header | Need::Delta | Need::Optional => false,
        }
    }
    /// Whether the header must be there, given the caller's flags.
    pub fn is_header_required(&self, flags: &[Flag]) -> bool {
        matches!(self.need, Need::Header | Need::Delta) || self.is_required(flags)
    }

    #[doc(hidden)]
    pub const fn __of(mut self, field: &'static str, doc: &'static str, kind: Kind) -> Self {
        self.field = field;
        self.doc = doc.trim_ascii();
        self.kind = kind;
        self
    }
}

impl fmt::Debug for Column {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Column({})", self.header)
    }
}

/// How a member of a JSON object differs from the column that says the same. What is `None` is
/// as the column has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Json {
    /// Its name.
    pub name: Option<&'static str>,
    /// Whether it must have a value.
    pub need: Option<Need>,
    /// What it holds.
    pub kind: Option<Kind>,
    /// Whether there is none.
    pub absent: bool,
}

/// Whether a column must have a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Need {
    /// It may be blank, or not there at all.
    Optional,
    /// Its header must be there; its cells may be blank.
    Header,
    /// Its header must be there, and values in a delta, and only there.
    Delta,
    /// It must have values when the caller sets the flag.
    When(Flag),
    /// It must have values.
    Always,
}

/// Something about the use of a package that its files do not say, such as that accounts are to
/// be created from it. The caller sets it in [`Options`](crate::Options).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flag(
    /// Its name, in kebab-case.
    pub &'static str,
);

impl Flag {
    /// Accounts are to be created from the package for people who have none.
    pub const CREATE_USERS: Flag = Flag("create-users");
}

/// A reference of one table's column to another table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Refers {
    /// The file of the table whose records are named.
    pub file: &'static str,
    /// Whether a name that nothing bears is a finding.
    pub enforced: bool,
    /// What else is to be true of the record.
    pub target: Target,
}

impl fmt::Display for Refers {
    /// The file, and what is demanded of the record: ``orgs.csv where type is `school` ``.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.file)?;
        match self.target {
            Target::Any => {}
            Target::Is(header, word) => write!(f, " where {header} is `{word}`")?,
            Target::IsNot(header, word) => write!(f, " where {header} is not `{word}`")?,
        }
        f.write_str(if self.enforced { "" } else { ", loosely" })
    }
}

/// What a reference demands of the record that it names. Records whose type is blank, no word of
/// its vocabulary, or a word of one's own are let pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Target {
    /// Nothing.
    Any,
    /// The column with this header says this word.
    Is(&'static str, &'static str),
    /// The column with this header says another word.
    IsNot(&'static str, &'static str),
}

impl Target {
    /// The header of the column that says what a record is.
    pub fn column(self) -> Option<&'static str> {
        match self {
            Target::Any => None,
            Target::Is(header, _) | Target::IsNot(header, _) => Some(header),
        }
    }
}

/// Declares one file of a format: a record type with a documented [`Field`](crate::Field) a
/// column, and the same facts as data, a [`Table`].
///
/// What follows the `=` of a field is an ordinary constant expression; a new property of columns
/// is a new method of [`Column`].
///
/// ```
/// use roster_core::{Field, Id, Record, Sheet, Text, col, file, table};
///
/// table! {
///     /// Schools, one a row.
///     pub struct School = file("School.csv").required() => {
///         /// Names the school.
///         sis_id: Id = col("SIS ID").required().id(),
///         /// What it is called.
///         name: Text = col("Name").required(),
///     }
/// }
///
/// let sheet = Sheet::parse(b"SIS ID,Name,Colour\n7,Northside,green\n");
/// let school = School::rows(&sheet).next().unwrap();
/// assert_eq!(school.name.text(), Some("Northside"));
/// assert_eq!(&*school.ext[0].header, b"Colour"); // unknown columns are kept
///
/// let built = School { sis_id: Field::raw("8"), ..School::default() };
/// assert_eq!(built.name, Field::ABSENT);
/// assert_eq!(School::TABLE.columns[1].header, "Name");
/// ```
#[macro_export]
macro_rules! table {
    ($(#[doc = $doc:expr])+ $vis:vis struct $name:ident = $table:expr => {
        $($(#[doc = $column_doc:expr])+ $field:ident: $ty:ty = $column:expr,)+
    }) => {
        $(#[doc = $doc])+
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        $vis struct $name<'a> {
            $($(#[doc = $column_doc])+ pub $field: $crate::Field<'a, $ty>,)+
            /// Cells of columns that the table does not name, in the file's order.
            pub ext: $crate::__::Vec<$crate::Extra<'a>>,
        }

        impl<'a> $crate::Record<'a> for $name<'a> {
            type Owned = $name<'static>;

            const TABLE: &'static $crate::Table = {
                const COLUMNS: &[$crate::Column] = &[$($column.__of(
                    stringify!($field),
                    concat!($($column_doc, "\n",)+),
                    <$ty as $crate::Value>::KIND,
                ),)+];
                static TABLE: $crate::Table =
                    $table.__of(stringify!($name), concat!($($doc, "\n",)+), COLUMNS);
                &TABLE
            };
            fn from_cells<F>(mut cell: F, ext: $crate::__::Vec<$crate::Extra<'a>>) -> Self
            where
                F: FnMut(usize) -> core::option::Option<$crate::__::Cow<'a, [u8]>>,
            {
                let mut column = 0..;
                $name {
                    $($field: $crate::Field::from_bytes(column.next().and_then(&mut cell)),)+
                    ext,
                }
            }
            fn cells(&self) -> impl Iterator<Item = core::option::Option<&[u8]>> {
                [$(self.$field.bytes(),)+].into_iter()
            }
            fn ext(&self) -> &[$crate::Extra<'a>] {
                &self.ext
            }
            fn into_owned(self) -> $name<'static> {
                $name {
                    $($field: self.$field.into_owned(),)+
                    ext: self.ext.into_iter().map($crate::Extra::into_owned).collect(),
                }
            }
        }

        $crate::__serde!($name);
    };
}
