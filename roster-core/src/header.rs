//! Which of a table's columns stands where in a file.

use alloc::{vec, vec::Vec};

use crate::{
    spelling::steps,
    table::{Column, Table},
};

/// A file's header row, held against a table.
///
/// Headers in the wrong case, with blanks around, or in a spelling known from the field are
/// bound too; [`found`](Header::found) tells how well each one fits.
///
/// ```
/// use roster_core::{Found, Header, Id, Record, col, file, table};
///
/// table! {
///     /// Schools.
///     pub struct School = file("School.csv") => {
///         /// Names the school.
///         sis_id: Id = col("SIS ID"),
///     }
/// }
///
/// let header = Header::bind(School::TABLE, [&b"Colour"[..], b"sis id"]);
/// assert_eq!(header.position(0), Some(1));
/// assert_eq!(header.found(1), Found::Case(0));
/// ```
#[derive(Clone, Debug)]
pub struct Header {
    table: &'static Table,
    /// For each column of the table, where it stands.
    positions: Vec<Option<usize>>,
    /// For each header of the file, what it is: there can be millions of them.
    found: Vec<Packed>,
}

/// What a header is, and in the other bits the column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Packed(u32);

impl Packed {
    const BITS: u32 = 3;

    fn of(found: Found) -> Self {
        let (what, column) = match found {
            Found::Unknown => (0, 0),
            Found::Exact(column) => (1, column),
            Found::Space(column) => (2, column),
            Found::Case(column) => (3, column),
            Found::Alias(column) => (4, column),
            Found::Repeated(column) => (5, column),
        };
        Packed((column as u32) << Packed::BITS | what)
    }
    fn found(self) -> Found {
        let column = (self.0 >> Packed::BITS) as usize;
        match self.0 & ((1 << Packed::BITS) - 1) {
            1 => Found::Exact(column),
            2 => Found::Space(column),
            3 => Found::Case(column),
            4 => Found::Alias(column),
            5 => Found::Repeated(column),
            _ => Found::Unknown,
        }
    }
}

/// What one header of a file is; the number is the table's column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Found {
    /// A column's header.
    Exact(usize),
    /// One with white space around it.
    Space(usize),
    /// One in another case, or with spaces for underscores.
    Case(usize),
    /// Another spelling of one, known from the field.
    Alias(usize),
    /// One that stands in the file already; not bound.
    Repeated(usize),
    /// No header that the table knows.
    Unknown,
}

impl Found {
    /// The column it is bound to.
    pub fn column(self) -> Option<usize> {
        match self {
            Found::Exact(c) | Found::Space(c) | Found::Case(c) | Found::Alias(c) => Some(c),
            Found::Repeated(_) | Found::Unknown => None,
        }
    }
}

impl Header {
    /// Looks the headers up in the table; exact ones first, whatever the order.
    pub fn bind<T: AsRef<[u8]>>(
        table: &'static Table,
        headers: impl IntoIterator<Item = T>,
    ) -> Self {
        let headers: Vec<T> = headers.into_iter().collect();
        let mut header = Header {
            table,
            positions: vec![None; table.columns.len()],
            found: vec![Packed::of(Found::Unknown); headers.len()],
        };
        for (i, text) in headers.iter().enumerate() {
            header.claim(i, exact(table, text.as_ref()));
        }
        for (i, text) in headers.iter().enumerate() {
            if header.found(i) == Found::Unknown {
                header.claim(i, inexact(table, text.as_ref()));
            }
        }
        header
    }

    fn claim(&mut self, i: usize, found: Found) {
        let Some(column) = found.column() else { return };
        let found = match self.positions[column] {
            Some(_) => Found::Repeated(column),
            None => {
                self.positions[column] = Some(i);
                found
            }
        };
        self.found[i] = Packed::of(found);
    }

    /// The table.
    pub fn table(&self) -> &'static Table {
        self.table
    }
    /// How many headers the file has.
    pub fn width(&self) -> usize {
        self.found.len()
    }
    /// Where column `column` of the table stands in the file.
    pub fn position(&self, column: usize) -> Option<usize> {
        self.positions.get(column).copied().flatten()
    }
    /// What the header at `position` of the file is.
    pub fn found(&self, position: usize) -> Found {
        self.found.get(position).map_or(Found::Unknown, |packed| packed.found())
    }
    /// The column that stands at `position`.
    pub fn column_at(&self, position: usize) -> Option<&'static Column> {
        self.found(position).column().map(|c| &self.table.columns[c])
    }
    /// Whether no header at all is known: the first line is probably data.
    pub fn is_unknown(&self) -> bool {
        self.found.iter().all(|packed| packed.found() == Found::Unknown)
    }
}

fn exact(table: &Table, text: &[u8]) -> Found {
    let same = |column: &Column| column.header.as_bytes() == text;
    table.columns.iter().position(same).map_or(Found::Unknown, Found::Exact)
}

fn inexact(table: &Table, text: &[u8]) -> Found {
    let Ok(text) = core::str::from_utf8(text) else { return Found::Unknown };
    let trimmed = trim(text);
    if trimmed.is_empty() {
        return Found::Unknown;
    }
    for (i, column) in table.columns.iter().enumerate() {
        if column.header == trimmed {
            return Found::Space(i);
        }
        if column.aliases.contains(&trimmed) {
            return Found::Alias(i);
        }
        if same_but_for_case(column.header, trimmed) {
            return Found::Case(i);
        }
        if column.aliases.iter().any(|alias| same_but_for_case(alias, trimmed)) {
            return Found::Alias(i);
        }
    }
    Found::Unknown
}

/// Whether two headers differ in nothing but case, and underscores for spaces.
fn same_but_for_case(a: &str, b: &str) -> bool {
    let fold = |b: u8| if b == b'_' { b' ' } else { b.to_ascii_lowercase() };
    a.len() == b.len() && a.bytes().zip(b.bytes()).all(|(a, b)| fold(a) == fold(b))
}

/// Without white space at either end, the kinds that cannot be seen included.
pub(crate) fn trim(text: &str) -> &str {
    text.trim_matches(is_space)
}
/// Whether there is nothing but white space.
pub(crate) fn is_blank(cell: &[u8]) -> bool {
    core::str::from_utf8(cell).is_ok_and(|text| trim(text).is_empty())
}
fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

/// The table's column that `text` is a slip of the pen away from, among those not in the file.
pub(crate) fn nearest(header: &Header, text: &[u8]) -> Option<&'static Column> {
    let text = core::str::from_utf8(text).ok()?;
    let missing = (0..header.positions.len()).filter(|&c| header.positions[c].is_none());
    let candidates = missing.map(|c| &header.table.columns[c]);
    let near = candidates.filter_map(|column| Some((steps(column.header, text)?, column)));
    near.min_by_key(|(steps, _)| *steps).map(|(_, column)| column)
}
