//! What the columns are called in which cells of another format ride.
//!
//! The prefix that the format abroad demands of extensions, the format at home in full, and the
//! header: `metadata.sds-v1.Principal Name`. Where several tables of home ride in one file abroad
//! and more than one has the header, all but the first put their file's name before it:
//! `metadata.sds-v1.Teacher.Middle Name`. A column that home's format does not know has one more
//! dot before its header, `metadata.sds-v1..Mascot`. So no two columns bear one name.

use alloc::{
    collections::BTreeMap,
    format,
    string::{String, ToString},
    vec::Vec,
};

use roster_core::Format;

use super::seat::Seat;
use crate::{cross::formats, feed::File};

/// A column at home.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    /// One of the table's, by its number.
    Known(usize),
    /// One that the table does not name.
    Other(String),
}

impl Place {
    /// The columns of a file whose cells may ride: no secrets, and nothing in columns that the
    /// format's consumers would not take.
    pub(super) fn of(file: &File<'_>, extensions: Option<&str>) -> Vec<Self> {
        let columns = file.table.columns.iter().enumerate();
        let known = columns.filter(|(_, column)| !column.secret).map(|(c, _)| Place::Known(c));
        let others = file.extra.iter().filter(|header| may_be_added(header, extensions));
        known.chain(others.map(|header| Place::Other(header.to_string()))).collect()
    }
    /// Where it stands in a file.
    pub(super) fn in_file(&self, file: &File<'_>) -> Option<usize> {
        match self {
            Place::Known(c) => Some(*c),
            Place::Other(header) => {
                let at = file.extra.iter().position(|extra| **extra == **header)?;
                Some(file.table.columns.len() + at)
            }
        }
    }
}

/// Whether a column that the format does not know may be in its files: it says so in its name
/// if it must, and does not say that it is a secret.
pub(super) fn may_be_added(header: &str, extensions: Option<&str>) -> bool {
    let is_secret = header.to_ascii_lowercase().contains("password");
    !header.is_empty() && header.starts_with(extensions.unwrap_or_default()) && !is_secret
}

/// What columns of a file abroad are called that hold cells of another format.
pub(super) struct Names {
    prefix: String,
    /// The tables of home that have a seat in it.
    tables: Vec<(usize, &'static str)>,
    known: BTreeMap<String, (usize, usize)>,
}

/// Whether a header is that of a column of `home` in a package of `abroad`.
pub(crate) fn is_of(header: &str, home: &Format, abroad: &Format) -> bool {
    let begins = |format: &&'static Format| header.starts_with(&*prefix(format, abroad));
    // `sds-v2.1.grade` is no column `1.grade` of `sds-v2`
    let longest = formats().into_iter().filter(begins).max_by_key(|format| format.id.len());
    longest.is_some_and(|format| format.id == home.id)
}

fn prefix(home: &Format, abroad: &Format) -> String {
    format!("{}{}.", abroad.extensions.unwrap_or_default(), home.id)
}

impl Names {
    /// Of the columns of `home` in one file of `abroad`, given all seats of the two.
    pub(super) fn of(home: &Format, abroad: &Format, file: usize, seats: &[Seat]) -> Self {
        let mut tables: Vec<(usize, &'static str)> = Vec::new();
        let mut known = BTreeMap::new();
        let mut here: Vec<&Seat> = seats.iter().filter(|seat| seat.abroad == file).collect();
        here.sort_by_key(|seat| seat.rank);
        for seat in here {
            let table = home.tables[seat.home];
            let stem = table.file.trim_end_matches(".csv");
            if tables.iter().any(|(number, _)| *number == seat.home) {
                continue;
            }
            tables.push((seat.home, stem));
            for (c, column) in table.columns.iter().enumerate() {
                let name = match known.contains_key(column.header) {
                    false => column.header.to_string(),
                    true => format!("{stem}.{}", column.header),
                };
                known.insert(name, (seat.home, c));
            }
        }
        Names { prefix: prefix(home, abroad), tables, known }
    }

    /// The header of a column of home's.
    pub(super) fn header(&self, table: usize, place: &Place) -> Option<String> {
        let name = match place {
            Place::Known(c) => {
                let is = |of: &(&String, &(usize, usize))| *of.1 == (table, *c);
                self.known.iter().find(is)?.0.clone()
            }
            Place::Other(header) => {
                let at = self.tables.iter().position(|(number, _)| *number == table)?;
                let stem = if at == 0 { "" } else { self.tables[at].1 };
                let dot = if at == 0 { "" } else { "." };
                format!("{stem}{dot}.{header}")
            }
        };
        Some(format!("{}{name}", self.prefix))
    }

    /// The column of home's that a header names.
    pub(super) fn column(&self, header: &str) -> Option<(usize, Place)> {
        let name = header.strip_prefix(&*self.prefix)?;
        if let Some((table, c)) = self.known.get(name) {
            return Some((*table, Place::Known(*c)));
        }
        let other = |table: usize, header: &str| Some((table, Place::Other(header.to_string())));
        if let Some(header) = name.strip_prefix('.') {
            return other(self.tables.first()?.0, header);
        }
        let found =
            self.tables.iter().skip(1).find_map(|(table, stem)| {
                Some((*table, name.strip_prefix(stem)?.strip_prefix("..")?))
            });
        found.and_then(|(table, header)| other(table, header))
    }
}

#[cfg(test)]
mod tests {
    use super::{super::seat::seats, *};

    /// A header that does not name a column gives none; one that does, names it alone.
    #[test]
    fn names_and_columns_are_one_to_one() {
        for home in formats() {
            for abroad in formats().into_iter().filter(|abroad| abroad.id != home.id) {
                let seats = seats(home, abroad);
                for file in 0..abroad.tables.len() {
                    let names = Names::of(home, abroad, file, &seats);
                    for (table, _) in &names.tables {
                        let known = (0..home.tables[*table].columns.len()).map(Place::Known);
                        let others = ["", ".", "1.grade", "0.x", "roles..x", "Teacher.Title"];
                        let others = others.map(|header| Place::Other(header.into()));
                        for place in known.chain(others) {
                            let header = names.header(*table, &place).expect("it has a seat");
                            assert!(is_of(&header, home, abroad), "{header}");
                            let found = names.column(&header);
                            assert_eq!(found, Some((*table, place)), "{header} in {}", abroad.id);
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn names_are_full() {
        let name = |home: &'static Format, abroad: &'static Format, file, table, header| {
            let at = |format: &Format, file| {
                format.tables.iter().position(|table| table.file == file).expect("a table")
            };
            let names = Names::of(home, abroad, at(abroad, file), &seats(home, abroad));
            let table = at(home, table);
            let column = home.tables[table].column(header).expect("a column");
            names.header(table, &Place::Known(column)).expect("a seat")
        };
        let v1 = &sds_model::v1::FORMAT;
        let v2p1 = &sds_model::v2p1::FORMAT;
        let or = &oneroster_model::v1p2::FORMAT;
        let clever = &clever_model::sftp::FORMAT;
        let principal = name(v1, or, "orgs.csv", "School.csv", "Principal Name");
        assert_eq!(principal, "metadata.sds-v1.Principal Name");
        let grade = name(v2p1, clever, "students.csv", "roles.csv", "grade");
        assert_eq!(grade, "ext.sds-v2.1.grade");
        let modified = name(or, v1, "Student.csv", "users.csv", "dateLastModified");
        assert_eq!(modified, "oneroster-1.2.dateLastModified");
        let modified = name(or, v1, "Student.csv", "roles.csv", "dateLastModified");
        assert_eq!(modified, "oneroster-1.2.roles.dateLastModified");
        let middle = name(v1, or, "users.csv", "Teacher.csv", "Middle Name");
        assert_eq!(middle, "metadata.sds-v1.Teacher.Middle Name");
    }
}
