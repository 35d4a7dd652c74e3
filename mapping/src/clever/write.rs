//! Says what a roster does in either format.

use alloc::collections::BTreeSet;

use super::{ENROLLMENT, is_clever, school_links};
use crate::{
    feed::{Feed, File, Row},
    guardians,
    hub::{Class, Enrollment, Org, Person, Record, Roster, by},
    link::Bound,
    roles::schools,
};

/// Says what a roster does in either format.
pub(crate) fn write<'a>(roster: &Roster<'a>, feed: &mut Feed<'a>) {
    let of_clever = is_clever(feed.format);
    let writer = Writer { roster, schools: schools(roster), of_clever };
    writer.schools(feed.file_mut("schools.csv"));
    writer.students(feed.file_mut("students.csv"));
    let teachers = writer.teachers(feed.file_mut("teachers.csv"));
    writer.sections(feed.file_mut("sections.csv"), &teachers);
    writer.enrollments(feed.file_mut("enrollments.csv"));
    if of_clever {
        writer.staff(feed);
    } else {
        guardians::write(roster, feed);
    }
}

/// What all files are written from.
pub(super) struct Writer<'r, 'a> {
    pub(super) roster: &'r Roster<'a>,
    /// The ids of all schools.
    pub(super) schools: BTreeSet<&'r str>,
    pub(super) of_clever: bool,
}

impl<'a> Writer<'_, 'a> {
    fn schools(&self, file: &mut File<'a>) {
        let links = school_links(file, self.of_clever);
        for org in self.roster.orgs.iter().filter(|org| org[Org::Type] == "school") {
            let row = links.row(org);
            file.rows.push(row);
        }
    }

    /// At the school that is said, or that of the section.
    fn enrollments(&self, file: &mut File<'a>) {
        let links = Bound::new(file, ENROLLMENT);
        let school = file.column("School_id");
        let classes = by(&self.roster.classes, Class::Id);
        for of in self.roster.enrollments.iter().filter(|of| of[Enrollment::Role] == "student") {
            let mut row = links.row(of);
            if !self.schools.contains(&*row[school]) {
                let class = classes.get(&of[Enrollment::Class]);
                row[school] = class.map(|of| of[Class::School].clone()).unwrap_or_default();
            }
            file.rows.push(row);
        }
    }

    /// What a person must be called: people by their accounts for want of a name, and accounts by
    /// their ids. In Clever's own format accounts need no name, so one that others made up stays
    /// there.
    pub(super) fn names(&self, person: &Record<'a, Person>, file: &File<'a>, row: &mut Row<'a>) {
        let [account, given, family] =
            ["Username", "First_name", "Last_name"].map(|header| file.column(header));
        if row[account].is_empty() {
            row[account] = person[Person::Id].clone();
        }
        for name in [given, family].into_iter().filter(|_| self.of_clever) {
            if row[name].is_empty() {
                row[name] = row[account].clone();
            }
        }
        if self.of_clever && (is_made_up(person) || person[Person::Username].is_empty()) {
            row[account] = "".into();
        }
    }
}

/// Whether the name of a person's account is what others call one that has none.
pub(super) fn is_made_up(person: &Record<'_, Person>) -> bool {
    let name = &person[Person::Username];
    !name.is_empty() && *name == person[Person::Id]
}
