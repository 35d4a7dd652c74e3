//! Statements of which personal data flow in an integration, as filters over packages of any format.

use alloc::{collections::BTreeSet, string::String, vec::Vec};
use core::mem::take;

use oneroster_model::json::binding;
use roster_core::{Column, Format, Memory, Need, Source, Table};

use crate::{
    Options, cross,
    feed::{Feed, Row},
    hub::Role,
    oneroster::write_manifest,
    table::{Linked, linked},
};

/// What of a package flows, said once of the facts of the [`hub`](crate::hub), and so of the columns of
/// every format.
#[derive(Debug)]
#[non_exhaustive]
pub struct Only {
    /// The name that commands use.
    pub id: &'static str,
    /// What flows, and where that is written.
    pub doc: &'static str,
    /// The facts that flow; nothing else does.
    pub keeps: &'static [Keep],
}

/// A fact that flows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keep {
    /// What kind of thing it is of, and the fact, as [`Linked::fact`] names them.
    pub fact: (&'static str, &'static str),
    /// Of whom.
    pub whose: Whose,
}

/// Of whom a fact flows. Those who are neither employees nor students, such as parents, are no part of
/// any package that is filtered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Whose {
    /// Of students.
    Students,
    /// Of employees and students.
    Everyone,
}

/// A filtered package.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Filtered {
    /// What flows, in the plainest dress of its format.
    pub package: Memory,
    /// What was left out: file, header, cells. Columns that the format does not know are together,
    /// without a header.
    pub left_out: Vec<(&'static str, &'static str, u64)>,
}

const fn everyone(entity: &'static str, fact: &'static str) -> Keep {
    Keep { fact: (entity, fact), whose: Whose::Everyone }
}
const fn students(entity: &'static str, fact: &'static str) -> Keep {
    Keep { fact: (entity, fact), whose: Whose::Students }
}

/// VULCAN UONET+ and Office 365: of employees and students names, logins and their places in subject
/// groups; of students also telephone number and e-mail address. (*Integracja UONET+ z Office 365*, 6)
///
/// The groups, their schools and terms, and who is what, are no personal data of the list, but what its
/// items are said of.
pub static UONET: Only = Only {
    id: "uonet",
    doc: "VULCAN UONET+ to Office 365: names, logins, places in groups; of students also telephone \
          number and e-mail address",
    keeps: &[
        // the list
        everyone("Person", "Given"),
        everyone("Person", "Family"),
        everyone("Person", "Username"),
        students("Person", "Phone"),
        students("Person", "Sms"),
        students("Person", "Email"),
        everyone("Enrollment", "Id"),
        everyone("Enrollment", "Class"),
        everyone("Enrollment", "School"),
        everyone("Enrollment", "Person"),
        everyone("Enrollment", "Role"),
        // who is meant, and what as
        everyone("Person", "Id"),
        everyone("Person", "Enabled"),
        everyone("Role", "Id"),
        everyone("Role", "Person"),
        everyone("Role", "Type"),
        everyone("Role", "Role"),
        everyone("Role", "Org"),
        // which groups
        everyone("Class", "Id"),
        everyone("Class", "Title"),
        everyone("Class", "Course"),
        everyone("Class", "Code"),
        everyone("Class", "Type"),
        everyone("Class", "School"),
        everyone("Class", "Terms"),
        everyone("Course", "Id"),
        everyone("Course", "Title"),
        everyone("Course", "Code"),
        everyone("Course", "SchoolYear"),
        everyone("Course", "Org"),
        everyone("Org", "Id"),
        everyone("Org", "Name"),
        everyone("Org", "Type"),
        everyone("Org", "Identifier"),
        everyone("Org", "Parent"),
        everyone("Session", "Id"),
        everyone("Session", "Title"),
        everyone("Session", "Type"),
        everyone("Session", "Start"),
        everyone("Session", "End"),
        everyone("Session", "Parent"),
        everyone("Session", "Year"),
    ],
};

/// Every statement.
pub static ONLY: &[&Only] = &[&UONET];

impl Only {
    /// The package with nothing in it but what flows. Of collections in JSON it is what CSV files of
    /// their version would say, whose columns are counted.
    ///
    /// ```
    /// use roster_core::{Memory, Source};
    /// use roster_mapping::UONET;
    /// use sds_model::v1;
    ///
    /// let package = Memory::new().file(
    ///     "Student.csv",
    ///     "SIS ID,School SIS ID,Username,First Name,Last Name,Birthdate\nP1,7,noor,Noor,Berg,2012-01-30\n",
    /// );
    /// let filtered = UONET.filter(&v1::FORMAT, &package);
    /// assert_eq!(filtered.left_out, [("Student.csv", "Birthdate", 1)]);
    /// # let student = (0..filtered.package.len()).find(|f| filtered.package.name(*f) == "Student.csv");
    /// # let text = std::str::from_utf8(filtered.package.read(student.unwrap()).unwrap()).unwrap();
    /// # assert!(text.contains("P1,7,noor,Noor,Berg") && !text.contains("2012"));
    /// ```
    pub fn filter(&self, format: &'static Format, source: &dyn Source) -> Filtered {
        let Some(binding) = binding(format) else { return self.filter_files(format, source) };
        let across = |from, to, source: &dyn Source| {
            cross::cross(from, to, source, &Options::default()).package
        };
        let Filtered { package, left_out } =
            self.filter_files(binding.csv, &across(format, binding.csv, source));
        Filtered { package: across(binding.csv, format, &package), left_out }
    }

    fn filter_files(&self, format: &'static Format, source: &dyn Source) -> Filtered {
        let mut feed = Feed::read(format, source);
        let links = linked(format);
        let people = People::of(feed.clone());
        let manifest = format.manifest.map(|manifest| manifest.file);
        let mut left_out = Vec::new();
        for file in feed.files.iter_mut().filter(|file| Some(file.table.file) != manifest) {
            let plan = Plan::of(self, file.table, &links);
            let columns = file.table.columns;
            let mut counts = alloc::vec![0_u64; columns.len() + 1];
            let mut rows = Vec::new();
            let mut seen = BTreeSet::new();
            for row in take(&mut file.rows) {
                let person = plan.person.map(|c| &*row[c]);
                let flows = plan.flows && person.is_none_or(|id| people.has(id));
                let student = person.map_or(plan.students, |id| people.students.contains(id));
                let mut left = Row::with_room(row.said());
                for (c, cell) in row.into_texts().filter(|(_, cell)| !cell.is_empty()) {
                    let whose = plan.columns.get(c).copied().flatten();
                    let stays = match whose {
                        Some(Whose::Everyone) => flows,
                        Some(Whose::Students) => flows && student,
                        None => false,
                    };
                    match stays {
                        true => left[c] = cell,
                        false => counts[c.min(columns.len())] += 1,
                    }
                }
                // rows that differ in nothing that flows are one, such as a student's with each contact
                let texts = || left.iter(columns.len()).cloned().collect::<Vec<_>>();
                if !left.is_blank() && seen.insert(texts()) {
                    rows.push(left);
                }
            }
            file.rows = rows;
            file.extra.clear();
            file.present &= plan.flows || file.table.required;
            let headers = columns.iter().map(|column| column.header).chain([""]);
            let counted = headers.zip(counts).filter(|(_, cells)| *cells > 0);
            left_out.extend(counted.map(|(header, cells)| (file.table.file, header, cells)));
        }
        write_manifest(&mut feed);
        Filtered { package: feed.write(), left_out }
    }

    fn keeps(&self, link: &Linked) -> Option<Whose> {
        let keep = self.keeps.iter().find(|keep| keep.fact == link.fact)?;
        match (link.people(), keep.whose) {
            (Some("contacts"), _) => None,
            (Some("teachers" | "staff"), Whose::Students) => None,
            (_, whose) => Some(whose),
        }
    }
}

/// Who is what in a package whose files hold all kinds of people.
struct People {
    students: BTreeSet<String>,
    employees: BTreeSet<String>,
}

impl People {
    fn of(mut feed: Feed<'_>) -> Self {
        let mut people = People { students: BTreeSet::new(), employees: BTreeSet::new() };
        let format = feed.format;
        for role in cross::read(&mut feed, format).0.roles {
            let id = String::from(&*role[Role::Person]);
            match &*role[Role::Role] {
                "student" => _ = people.students.insert(id),
                "" | "guardian" | "parent" | "relative" | "contact" | "other" => {}
                _ => _ = people.employees.insert(id),
            }
        }
        people
    }
    fn has(&self, id: &str) -> bool {
        self.students.contains(id) || self.employees.contains(id)
    }
}

/// What flows of a file.
struct Plan {
    /// Whether anything does beyond who there is.
    flows: bool,
    columns: Vec<Option<Whose>>,
    /// The column that says who a row is of, where the file holds all kinds of people.
    person: Option<usize>,
    /// Whether its people are students, where it holds one kind: what is not known to be theirs stays.
    students: bool,
}

impl Plan {
    fn of(only: &Only, table: &'static Table, links: &[Linked]) -> Self {
        let own = |column: &Column| {
            let header = column.header;
            links.iter().filter(move |link| (link.file, link.header) == (table.file, header))
        };
        let whose = |column: &Column| {
            let flows = own(column).filter_map(|link| only.keeps(link)).max();
            // what a row must have, and no roster says, is of the format: a state, not a person
            let is_form =
                own(column).next().is_none() && matches!(column.need, Need::Always | Need::Delta);
            flows.or(is_form.then_some(Whose::Everyone))
        };
        let mut all = table.columns.iter().flat_map(own);
        let is_person = |link: &Linked| {
            link.people().is_none()
                && [("Person", "Id"), ("Role", "Person"), ("Enrollment", "Person")]
                    .contains(&link.fact)
        };
        let mut columns = table.columns.iter();
        Plan {
            flows: all
                .clone()
                .any(|link| only.keeps(link).is_some() && link.fact != ("Person", "Id")),
            columns: table.columns.iter().map(whose).collect(),
            person: columns.position(|column| own(column).any(is_person)),
            students: all.any(|link| link.people() == Some("students")),
        }
    }
}
