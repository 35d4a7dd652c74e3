//! Filters: which records of a collection are wanted.
//!
//! ```text
//! filter = clause [ " " ("AND" / "OR") " " clause ]     at most one joiner
//! clause = field op "'" value "'"                       no blanks around the operator
//! field  = name *( "." name )                           dots reach into objects
//! op     = "=" / "!=" / ">" / ">=" / "<" / "<=" / "~"   ~ means contains
//! ```
//!
//! There are no parentheses, so there is no precedence. AND and OR are in upper case; names and
//! values are as they are in the records, where case counts. A quote inside a value is doubled, as
//! in SQL: the text has no escape at all, and `LongsightGroup/oneroster` writes it so. A name is of
//! letters, digits, `_`, `-` and `:`, which covers the fields of the bindings and the members of
//! `metadata` that were met.
//!
//! ```
//! use oneroster_model::api::{Filter, Op};
//!
//! let filter: Filter = "familyName='O''Neill' AND metadata.jp.homeClass~'4'".parse().unwrap();
//! assert_eq!(filter.clauses().count(), 2);
//! let clause = filter.clauses().next().unwrap();
//! assert_eq!((clause.op, clause.value.as_str()), (Op::Equal, "O'Neill"));
//! assert_eq!(filter.to_string(), "familyName='O''Neill' AND metadata.jp.homeClass~'4'");
//!
//! let wrong = "status = 'active'".parse::<Filter>().unwrap_err();
//! assert_eq!(wrong.to_string(), "at character 7: no blank may stand beside an operator");
//! ```
//!
//! Source: *OneRoster 1.1*, filtering, by way of code that quotes it (RICOne); the same in 1.2.

mod holds;
mod parse;

use alloc::{borrow::ToOwned, string::String};
use core::{fmt, str::FromStr};

pub(super) use holds::order;
pub use holds::{Fields, Found};
pub use parse::{Expected, FilterError};

/// Which records are wanted. Parsed with [`str::parse`], printed with [`Display`](fmt::Display),
/// held against a record with [`holds`](Filter::holds).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filter {
    /// Those of which it holds.
    One(Clause),
    /// Those of which both hold.
    And(Clause, Clause),
    /// Those of which at least one holds.
    Or(Clause, Clause),
}

impl Filter {
    /// Its one or two clauses, in order.
    pub fn clauses(&self) -> impl Iterator<Item = &Clause> {
        let (first, second) = match self {
            Filter::One(clause) => (clause, None),
            Filter::And(first, second) | Filter::Or(first, second) => (first, Some(second)),
        };
        core::iter::once(first).chain(second)
    }
    /// The first field that is not known: a server answers it with status 400 and
    /// [`CodeMinor::InvalidFilterField`](super::CodeMinor), and no data. (1.1 and 1.2, filtering)
    pub fn unknown(&self, known: impl Fn(&Path) -> bool) -> Option<&Path> {
        self.clauses().map(|clause| &clause.field).find(|field| !known(field))
    }
}

impl From<Clause> for Filter {
    fn from(clause: Clause) -> Self {
        Filter::One(clause)
    }
}
impl FromStr for Filter {
    type Err = FilterError;
    fn from_str(text: &str) -> Result<Self, FilterError> {
        parse::filter(text)
    }
}
impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Filter::One(clause) => clause.fmt(f),
            Filter::And(first, second) => write!(f, "{first} AND {second}"),
            Filter::Or(first, second) => write!(f, "{first} OR {second}"),
        }
    }
}

/// One comparison: a field, an operator and a value. `Debug` hides the value, which may be a
/// person's.
#[derive(Clone, PartialEq, Eq)]
pub struct Clause {
    /// The field of the record.
    pub field: Path,
    /// How the two are compared.
    pub op: Op,
    /// What it is compared with, without quotes and with single ones inside.
    pub value: String,
}

impl Clause {
    /// A clause of these three.
    pub fn new(field: Path, op: Op, value: impl Into<String>) -> Self {
        Clause { field, op, value: value.into() }
    }
}
impl fmt::Display for Clause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}'", self.field, self.op)?;
        for (i, part) in self.value.split('\'').enumerate() {
            f.write_str(if i == 0 { "" } else { "''" })?;
            f.write_str(part)?;
        }
        f.write_str("'")
    }
}
impl fmt::Debug for Clause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}<{} bytes>", self.field, self.op, self.value.len())
    }
}

/// How a clause compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Op {
    /// `=`
    Equal,
    /// `!=`
    NotEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `~`
    Contains,
}

impl Op {
    /// All of them; those that begin as another does stand before it.
    pub const ALL: [Op; 7] = [
        Op::NotEqual,
        Op::GreaterOrEqual,
        Op::LessOrEqual,
        Op::Equal,
        Op::Greater,
        Op::Less,
        Op::Contains,
    ];
    /// As it is written.
    pub const fn sign(self) -> &'static str {
        match self {
            Op::Equal => "=",
            Op::NotEqual => "!=",
            Op::Greater => ">",
            Op::GreaterOrEqual => ">=",
            Op::Less => "<",
            Op::LessOrEqual => "<=",
            Op::Contains => "~",
        }
    }
}
impl fmt::Display for Op {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.sign())
    }
}

/// The way to a field: the names of JSON members, with dots between them, such as
/// `school.sourcedId`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Path(String);

impl Path {
    /// Its text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
    /// Its names, from the record inwards.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.split('.')
    }
}
impl FromStr for Path {
    type Err = FilterError;
    fn from_str(text: &str) -> Result<Self, FilterError> {
        match parse::path(text)? {
            (path, "") => Ok(Path(path.to_owned())),
            (path, _) => Err(FilterError { at: path.len(), expected: Expected::Name }),
        }
    }
}
impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
