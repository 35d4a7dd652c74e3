//! What a check found: a rule, and the place where it is broken.

use alloc::{format, string::String, vec::Vec};
use core::{fmt, ops::Range};

use crate::{
    Codes, Encoding, Kind, Pointer, Spelling, Step,
    check::line_and_column,
    rule::{Rule, Severity},
    table::{Column, Table, Target},
};

/// A rule that a package breaks, and where.
///
/// It has no member that could hold a cell's text, so nothing that is made of findings can leak
/// one. Whoever holds the package can look the text up by the place.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finding {
    /// The rule.
    pub rule: &'static Rule,
    /// How bad the profile thinks it is.
    pub severity: Severity,
    /// Where.
    pub place: Place,
    /// What the rule's message needs beside the place.
    pub detail: Detail,
    /// How many rows it stands for: 1, unless they fail for one cause.
    pub count: u64,
    /// Other rows that it is about: the first with the same key, or further ones it stands for.
    /// At most [`Finding::MOST_ALSO`].
    pub also: Vec<Spot>,
}

/// A place in a package.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Place {
    /// The file.
    pub file: FileAt,
    /// The physical line of the place's first byte, from 1, where LF, CRLF and a bare CR end one.
    /// `None` for what concerns the whole file; so are the rest.
    pub line: Option<u64>,
    /// The row: the header is 0, data rows count from 1. `None` also between rows.
    pub row: Option<u64>,
    /// The column, where one cell is meant.
    pub column: Option<ColumnAt>,
    /// The bytes from the start of the file, where there are some.
    pub span: Option<Range<usize>>,
    /// Where in its line the place begins, in bytes, from 1.
    pub in_line: Option<u64>,
    /// The value that is meant, where the file is a JSON document.
    pub pointer: Option<Pointer>,
}

impl Place {
    /// A whole file.
    pub fn file(file: FileAt) -> Self {
        Place {
            file,
            line: None,
            row: None,
            column: None,
            span: None,
            in_line: None,
            pointer: None,
        }
    }
    /// These bytes of a file, which is all of `text`: `line` and `in_line` follow.
    pub fn within(file: FileAt, text: &[u8], span: Range<usize>) -> Self {
        let (line, in_line) = line_and_column(text, span.start);
        Place { line: Some(line), in_line: Some(in_line), span: Some(span), ..Place::file(file) }
    }
    /// With the value that is meant.
    pub fn pointer(mut self, pointer: Pointer) -> Self {
        self.pointer = Some(pointer);
        self
    }
    /// With the row: the header is 0, data rows count from 1.
    pub fn row(mut self, row: u64) -> Self {
        self.row = Some(row);
        self
    }
    /// With the column: its position in the file, from 0, and what the format calls it.
    pub fn column(mut self, position: Option<usize>, known: Option<&'static Column>) -> Self {
        self.column = Some(ColumnAt { position, known });
        self
    }
}

/// A row, as [`Finding::also`] lists them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// The physical line it starts on, from 1.
    pub line: u64,
    /// Its number, from 1.
    pub row: u64,
}

/// A file of a package, there or missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FileAt {
    /// The index of a file in the [`Source`](crate::Source).
    Present(usize),
    /// The file of this table, which the package lacks.
    Absent(&'static Table),
    /// The file beside the package in which it carries what its format cannot say.
    Beside,
}

/// A column of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ColumnAt {
    /// Its position in the file, from 0; `None` when the file lacks it.
    pub position: Option<usize>,
    /// What the format calls it, if it knows it. Unknown headers are cells like any other, and
    /// never shown.
    pub known: Option<&'static Column>,
}

impl fmt::Display for ColumnAt {
    /// A known header's text, or the position from 1.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.known, self.position) {
            (Some(column), _) => f.write_str(column.header),
            (None, Some(position)) => write!(f, "{}", position + 1),
            (None, None) => f.write_str("?"),
        }
    }
}

/// What a rule's message needs beside the place: numbers, and what formats are made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Detail {
    /// Nothing.
    None,
    /// What the value should have been.
    Kind {
        /// The column's kind.
        kind: Kind,
        /// Whether it would be one without the white space around it.
        spaced: bool,
    },
    /// The vocabulary that the value is not of.
    Codes(&'static Codes),
    /// How many there are, and how many there should be.
    Amount {
        /// So many there are.
        found: u64,
        /// So many there should be.
        expected: u64,
        /// Of what, in the plural.
        unit: &'static str,
    },
    /// A number of lines.
    Lines(u64),
    /// A byte of the file, from 0.
    Byte(usize),
    /// The file's encoding.
    Encoding(Encoding),
    /// The column that was probably meant.
    Near(&'static Column),
    /// What separates the cells, in the plural.
    Delimiter(&'static str),
    /// The header is blank.
    Blank,
    /// A file's name, as the format has it.
    File(&'static str),
    /// Words of the format, one of which there should be.
    Words(&'static [&'static str]),
    /// What a record of a file should be.
    Target {
        /// The file.
        file: &'static str,
        /// What the record should be.
        target: Target,
    },
    /// A property of the manifest.
    Property {
        /// What its name begins with.
        prefix: &'static str,
        /// The rest of its name.
        name: &'static str,
    },
    /// How many of the references to a file lead nowhere.
    Share {
        /// The file.
        file: &'static str,
        /// So many lead nowhere.
        dangling: u64,
        /// Of so many.
        of: u64,
    },
    /// What is wrong, or what there should be, in words of the format's own.
    What(&'static str),
    /// A name of the format, and how it is spelt here.
    Spelt {
        /// The name.
        name: &'static str,
        /// How it is spelt.
        spelling: Spelling,
    },
}

impl Finding {
    /// One row that breaks a rule.
    pub fn new(rule: &'static Rule, severity: Severity, place: Place, detail: Detail) -> Self {
        Finding { rule, severity, place, detail, count: 1, also: Vec::new() }
    }

    /// The most that [`also`](Finding::also) lists.
    pub const MOST_ALSO: usize = 5;

    /// What is wrong, in words.
    ///
    /// A rule's message has slots in braces: `{column}`, `{count}`, and what the detail gives:
    /// `{kind}`, `{codes}`, `{found}`, `{expected}`, `{lines}`, `{byte}`, `{encoding}`, `{near}`,
    /// `{file}`, `{delimiter}`, `{words}`, `{target}`, `{property}`, `{share}`, `{what}`,
    /// `{spelling}`. `{member}` is the last name in the place's pointer.
    pub fn message(&self) -> String {
        let mut out = String::new();
        let mut rest = self.rule.message;
        while let Some((before, behind)) = rest.split_once('{') {
            let (slot, behind) = behind.split_once('}').unwrap_or((behind, ""));
            out.push_str(before);
            out.push_str(&self.slot(slot));
            rest = behind;
        }
        out.push_str(rest);
        out
    }

    fn slot(&self, slot: &str) -> String {
        match (slot, self.detail) {
            ("column", _) => match self.place.column {
                Some(ColumnAt { known: Some(column), .. }) => format!("`{}`", column.header),
                Some(column) => format!("column {column}"),
                None => String::from("the row"),
            },
            ("count", _) => plural(self.count, "rows"),
            ("kind", Detail::Kind { kind, spaced: false }) => format!("{kind}"),
            ("kind", Detail::Kind { kind, spaced: true }) => {
                format!("{kind}, for the white space around it")
            }
            ("codes", Detail::Codes(codes)) => format!("{codes}"),
            ("found", Detail::Amount { found, unit, .. }) => plural(found, unit),
            ("expected", Detail::Amount { expected, .. }) => format!("{expected}"),
            ("lines", Detail::Lines(lines)) => plural(lines, "lines"),
            ("byte", Detail::Byte(at)) => format!(", the first at byte {at} of the file"),
            ("encoding", Detail::Encoding(encoding)) => format!("{encoding}"),
            ("near", Detail::Near(column)) => format!("; did you mean `{}`?", column.header),
            ("delimiter", Detail::Delimiter(name)) => String::from(name),
            ("near", Detail::Blank) => String::from(": it is blank"),
            (
                "file",
                Detail::File(file) | Detail::Share { file, .. } | Detail::Target { file, .. },
            ) => format!("`{file}`"),
            ("words", Detail::Words(words)) => {
                let words: Vec<_> = words.iter().map(|word| format!("`{word}`")).collect();
                words.join(", ")
            }
            ("target", Detail::Target { target, .. }) => match target {
                Target::Any => String::new(),
                Target::Is(header, word) => format!("its `{header}` is not `{word}`"),
                Target::IsNot(header, word) => format!("its `{header}` is `{word}`"),
            },
            ("property", Detail::Property { prefix, name }) => format!("`{prefix}{name}`"),
            ("member", _) => {
                let steps = self.place.pointer.iter().flat_map(|pointer| pointer.steps());
                match steps.rev().find_map(|step| match step {
                    Step::Member(name) => Some(name),
                    Step::Item(_) => None,
                }) {
                    Some(name) => format!("`{name}`"),
                    None => String::from("the document"),
                }
            }
            ("what", Detail::What(what)) => String::from(what),
            ("near", Detail::Spelt { name, .. }) => format!("; did you mean `{name}`?"),
            ("spelling", Detail::Spelt { spelling, .. }) => format!("; it is spelt `{spelling}`"),
            ("share", Detail::Share { dangling, of, .. }) => format!("{dangling} of {of}"),
            _ => String::new(),
        }
    }
}

/// "1 row", "2 rows".
pub(crate) fn plural(n: u64, unit: &str) -> String {
    let unit = if n == 1 { unit.strip_suffix('s').unwrap_or(unit) } else { unit };
    format!("{n} {unit}")
}
