//! What changed between two formats.

use alloc::{
    format,
    string::{String, ToString},
    vec::Vec,
};
use core::fmt;

use super::{codes, kind, need};
use crate::{Codes, Column, Format, Table};

/// One thing that one format has and another has not, or has otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Difference {
    /// The file, in the spelling of the format that has it.
    pub file: &'static str,
    /// The column; `None` where the file is meant.
    pub column: Option<&'static str>,
    /// What became of it.
    pub change: Change,
}

/// What became of a file, a column, or something about it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Change {
    /// Only the second format has it.
    Came,
    /// Only the first format has it.
    Went,
    /// Both have it, but something about it differs.
    Changed {
        /// What.
        what: &'static str,
        /// In the first format.
        from: String,
        /// In the second.
        to: String,
    },
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.file)?;
        if let Some(column) = self.column {
            write!(f, " {column}")?;
        }
        match &self.change {
            Change::Came => f.write_str(": came"),
            Change::Went => f.write_str(": went"),
            Change::Changed { what, from, to } => {
                let shown = |text: &str| String::from(if text.is_empty() { "-" } else { text });
                write!(f, ": {what} {} → {}", shown(from), shown(to))
            }
        }
    }
}

/// What changed from `a` to `b`: files and columns that came or went, and columns with another
/// kind, need, place in the key, reference or vocabulary. Files and columns are matched by name,
/// whatever its case, or by a name known from the field; the first format's order, then what came.
pub fn diff(a: &Format, b: &Format) -> Vec<Difference> {
    let mut out = Vec::new();
    for table in a.tables {
        match b.tables.iter().find(|other| other.file.eq_ignore_ascii_case(table.file)) {
            None => out.push(Difference { file: table.file, column: None, change: Change::Went }),
            Some(other) => tables(table, other, &mut out),
        }
    }
    for table in b.tables {
        if !a.tables.iter().any(|other| other.file.eq_ignore_ascii_case(table.file)) {
            out.push(Difference { file: table.file, column: None, change: Change::Came });
        }
    }
    out
}

fn tables(a: &'static Table, b: &'static Table, out: &mut Vec<Difference>) {
    let required = |table: &Table| if table.required { "in every package" } else { "as needed" };
    let mut push = |column, change| out.push(Difference { file: a.file, column, change });
    let changed = |what, from: &str, to: &str| {
        (from != to).then(|| Change::Changed { what, from: from.to_string(), to: to.to_string() })
    };
    changed("name", a.file, b.file).into_iter().for_each(|change| push(None, change));
    changed("presence", required(a), required(b)).into_iter().for_each(|c| push(None, c));
    let same = |a: &Column, b: &Column| {
        a.header.eq_ignore_ascii_case(b.header)
            || a.aliases.contains(&b.header)
            || b.aliases.contains(&a.header)
    };
    for column in a.columns {
        let Some(other) = b.columns.iter().find(|other| same(column, other)) else {
            push(Some(column.header), Change::Went);
            continue;
        };
        for (what, fact) in FACTS {
            let change = changed(what, &fact(column), &fact(other));
            change.into_iter().for_each(|change| push(Some(column.header), change));
        }
        if let Some(change) = words(codes(column), codes(other)) {
            push(Some(column.header), change);
        }
    }
    for column in b.columns {
        if !a.columns.iter().any(|other| same(column, other)) {
            push(Some(column.header), Change::Came);
        }
    }
}

type Fact = (&'static str, fn(&Column) -> String);

/// What of a column is compared.
const FACTS: &[Fact] = &[
    ("header", |column| column.header.into()),
    ("kind", |column| kind(&column.kind)),
    ("must be there", need),
    ("key", |column| String::from(if column.key { "key" } else { "" })),
    ("refers to", |column| column.refers.map_or(String::new(), |refers| refers.to_string())),
];

/// The words of a vocabulary that came and went, whatever their case.
fn words(a: Option<&Codes>, b: Option<&Codes>) -> Option<Change> {
    let (a, b) = (a?, b?);
    let only = |a: &Codes, b: &Codes| {
        let words = a
            .words
            .iter()
            .filter(|word| !b.words.iter().any(|w| w.text.eq_ignore_ascii_case(word.text)));
        words.map(|word| format!("`{}`", word.text)).collect::<Vec<_>>().join(" ")
    };
    let (from, to) = (only(a, b), only(b, a));
    (from != to).then_some(Change::Changed { what: "words", from, to })
}
