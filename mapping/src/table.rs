//! Which columns of two formats say the same, as data: for documents, and for the ledger.

use alloc::{
    format,
    string::{String, ToString},
    vec::Vec,
};
use core::fmt;

use roster_core::{Format, Table};

use oneroster_model::json::binding;

use crate::{clever, hub::Entity, json, link::Link, oneroster, sds_v1, sds_v2};

/// A column that says a fact of the roster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Linked {
    /// The file.
    pub file: &'static str,
    /// The column's header.
    pub header: &'static str,
    /// What kind of thing the fact is of, and the fact.
    pub fact: (&'static str, &'static str),
    /// How its texts are turned into the fact's: nothing if they are the same.
    pub how: Option<&'static str>,
}

impl Linked {
    /// Whether the two columns say the same of the same people: where a format has a file for each
    /// kind of people, those of students are no teachers'.
    pub fn says_the_same(&self, other: &Linked) -> bool {
        let kinds = [self.people(), other.people()];
        self.fact == other.fact && (kinds.contains(&None) || kinds[0] == kinds[1])
    }

    pub(crate) fn people(&self) -> Option<&'static str> {
        match self.file {
            _ if self.header.starts_with("Contact_") => Some("contacts"),
            "user.csv" | "guardianrelationship.csv" => Some("contacts"),
            "Student.csv" | "StudentEnrollment.csv" | "students.csv" | "student_emails.csv" => {
                Some("students")
            }
            "Teacher.csv" | "TeacherRoster.csv" | "teachers.csv" | "teacher_emails.csv" => {
                Some("teachers")
            }
            "staff.csv" | "admins.csv" => Some("staff"),
            _ => None,
        }
    }
}

/// The links of one file.
pub(crate) fn links<E: Entity>(file: &'static str, links: &[Link<E>]) -> Vec<Linked> {
    let linked = |link: &Link<E>| Linked {
        file,
        header: link.header,
        fact: (E::NAME, link.fact.name()),
        how: link.via.map(|via| via.name),
    };
    links.iter().map(linked).collect()
}

/// A column whose fact is read and written by more than its own cell.
pub(crate) fn by_shape<E: Entity>(
    file: &'static str,
    header: &'static str,
    fact: E,
    how: &'static str,
) -> Linked {
    Linked { file, header, fact: (E::NAME, fact.name()), how: Some(how) }
}

/// The facts that the columns of a format say.
pub fn linked(format: &'static Format) -> Vec<Linked> {
    match format.id {
        "sds-v1" => sds_v1::links(),
        "sds-v1-uk" => renamed(sds_v1::links(), &sds_model::v1::FORMAT, format),
        "sds-v2" => sds_v2::links_v2(),
        "sds-v2.1" => sds_v2::links(),
        "clever" => clever::links(),
        "clever-sds" => clever::links_sds(),
        _ => match binding(format) {
            Some(binding) => json::links(format, binding, oneroster::links(binding.csv)),
            None => oneroster::links(format),
        },
    }
}

/// The links of a format whose columns have other names and the same fields.
fn renamed(links: Vec<Linked>, from: &Format, to: &Format) -> Vec<Linked> {
    let rename = |mut link: Linked| {
        let find = |format: &Format| -> Option<&'static Table> { format.table(link.file) };
        let table = find(from)?;
        let field = table.columns[table.column(link.header)?].field;
        link.header = find(to)?.columns.iter().find(|column| column.field == field)?.header;
        Some(link)
    };
    links.into_iter().filter_map(rename).collect()
}

/// A line of the table of two formats: columns of both that say the same, or one that the other
/// format has nothing for.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Line {
    /// The column of the first format.
    pub a: Option<(&'static str, &'static str)>,
    /// The column of the second.
    pub b: Option<(&'static str, &'static str)>,
    /// How the one becomes the other, if it is not the same text.
    pub how: String,
}

/// What two formats share, and what only one of them says.
///
/// ```
/// let lines = roster_mapping::table(&sds_model::v1::FORMAT, &oneroster_model::v1p2::FORMAT);
/// let name = lines.iter().find(|line| line.a == Some(("School.csv", "Name"))).unwrap();
/// assert_eq!(name.b, Some(("orgs.csv", "name")));
/// ```
pub fn table(a: &'static Format, b: &'static Format) -> Vec<Line> {
    let (left, right) = (linked(a), linked(b));
    let mut lines = Vec::new();
    for (file, header) in columns(a) {
        let facts: Vec<_> =
            left.iter().filter(|of| (of.file, of.header) == (file, header)).collect();
        let mut found = false;
        for own in &facts {
            for other in right.iter().filter(|other| own.says_the_same(other)) {
                found = true;
                lines.push(Line {
                    a: Some((file, header)),
                    b: Some((other.file, other.header)),
                    how: how(own, other),
                });
            }
        }
        if !found {
            lines.push(Line { a: Some((file, header)), b: None, how: "carried".to_string() });
        }
    }
    for (file, header) in columns(b) {
        let is_here = |of: &&Linked| (of.file, of.header) == (file, header);
        let shared = |of: &Linked| left.iter().any(|other| of.says_the_same(other));
        if !right.iter().filter(is_here).any(shared) {
            let how = "carried".to_string();
            lines.push(Line { a: None, b: Some((file, header)), how });
        }
    }
    lines
}

fn how(a: &Linked, b: &Linked) -> String {
    match (a.how, b.how) {
        (None, None) => String::new(),
        (Some(how), None) | (None, Some(how)) => how.to_string(),
        (Some(a), Some(b)) if a == b => a.to_string(),
        (Some(a), Some(b)) => format!("{a}; {b}"),
    }
}

fn columns(format: &'static Format) -> impl Iterator<Item = (&'static str, &'static str)> {
    let of =
        |table: &&'static Table| table.columns.iter().map(|column| (table.file, column.header));
    let manifest = format.manifest.map(|manifest| manifest.file);
    let tables = format.tables.iter().filter(move |table| Some(table.file) != manifest);
    tables.flat_map(of).collect::<Vec<_>>().into_iter()
}

/// The table as a document.
pub fn markdown(a: &'static Format, b: &'static Format) -> String {
    let mut out = format!("## {} and {}\n\n", a.id, b.id);
    out += &format!("| {} | {} | how |\n|---|---|---|\n", a.id, b.id);
    for line in table(a, b) {
        let shown = |side: Option<(&str, &str)>| {
            side.map_or(String::new(), |(file, header)| format!("{file} {header}"))
        };
        out += &format!("| {} | {} | {} |\n", shown(line.a), shown(line.b), line.how);
    }
    out
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let side = |f: &mut fmt::Formatter<'_>, side: Option<(&str, &str)>| match side {
            Some((file, header)) => write!(f, "{file} {header}"),
            None => f.write_str("-"),
        };
        side(f, self.a)?;
        f.write_str(" = ")?;
        side(f, self.b)?;
        if !self.how.is_empty() {
            write!(f, " ({})", self.how)?;
        }
        Ok(())
    }
}
