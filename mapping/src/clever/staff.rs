//! Teachers, and staff who do not teach.

use alloc::{
    collections::{BTreeMap, BTreeSet},
    vec::Vec,
};

use clever_model::codes::StaffRole;
use roster_core::Value;

use super::{ADMIN, STAFF, TEACHER, write::Writer};
use crate::{
    feed::{Feed, File},
    hub::{Person, Record, Relation, Role, Roster, groups},
    ids::Renames,
    link::Bound,
    people::{People, Space},
    roles::{is_administrator, is_family, places, role},
};

/// What the rows of a student and a teacher both say.
const OF_STUDENT_AND_TEACHER: &[Person] = &[
    Person::Identifier,
    Person::StateId,
    Person::Email,
    Person::Given,
    Person::Middle,
    Person::Family,
    Person::Username,
    Person::Password,
];
/// What the rows of staff and of others both say.
const OF_STAFF: &[Person] = &[
    Person::Email,
    Person::Given,
    Person::Family,
    Person::Title,
    Person::Username,
    Person::Password,
];

/// What staff are whose role is blank.
const STAFF_ROLE: &str = "staff";
/// What staff are who have more rights in the portal.
const TECH_LEAD: &str = "itAdmin";

/// Teachers, and what their ids are in the roster.
pub(super) fn read_teachers<'f, 'a>(
    file: &'f File<'a>,
    roster: &mut Roster<'a>,
    people: &mut People<'a>,
    renames: &mut Renames,
) -> Space<'f, 'a> {
    let mut own = Space::new(file, "Teacher_id", "teacher", OF_STUDENT_AND_TEACHER, roster);
    let links = Bound::new(file, TEACHER);
    let school = file.column("School_id");
    let mut seen = BTreeSet::new();
    for row in &file.rows {
        let (id, _) = own.add(links.read(row), people, roster, renames);
        if !id.is_empty() && seen.insert((id.clone(), row[school].clone())) {
            roster.roles.push(role(&id, row[school].clone(), "teacher"));
        }
    }
    own
}

/// Staff who do not teach, then administrators.
pub(super) fn read<'a>(
    feed: &Feed<'a>,
    roster: &mut Roster<'a>,
    people: &mut People<'a>,
    renames: &mut Renames,
) {
    for (name, tag, links) in [("staff.csv", "staff", STAFF), ("admins.csv", "admin", ADMIN)] {
        let file = feed.file(name);
        let mut own = Space::new(file, "Staff_id", tag, OF_STAFF, roster);
        let links = Bound::new(file, links);
        let [school, role_at] = ["School_id", "Role"].map(|header| file.column(header));
        let mut seen = BTreeSet::new();
        for row in &file.rows {
            let (id, _) = own.add(links.read(row), people, roster, renames);
            let word = match StaffRole::read(&row[role_at]) {
                _ if name == "admins.csv" => "siteAdministrator",
                Ok(StaffRole::SchoolTechLead) => TECH_LEAD,
                _ => STAFF_ROLE,
            };
            if !id.is_empty() && seen.insert((id.clone(), row[school].clone())) {
                roster.roles.push(role(&id, row[school].clone(), word));
            }
        }
    }
}

impl<'r, 'a> Writer<'r, 'a> {
    /// Gives the ids that were written.
    pub(super) fn teachers(&self, file: &mut File<'a>) -> BTreeSet<&'r str> {
        let links = Bound::new(file, TEACHER);
        let school = file.column("School_id");
        let mut places = places(self.roster, "teacher", &self.schools);
        let mut written = BTreeSet::new();
        for person in &self.roster.people {
            let id = &*person[Person::Id];
            for (org, _) in places.take(id) {
                let mut row = links.row(person);
                self.names(person, file, &mut row);
                row[school] = org;
                file.rows.push(row);
                written.insert(id);
            }
        }
        written
    }

    /// Whoever works at a school and does not teach: administrators who have a mail address, which
    /// they must have, and all the others.
    pub(super) fn staff(&self, feed: &mut Feed<'a>) {
        let roster = self.roster;
        let mut family: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for of in &roster.relations {
            family.entry(&of[Relation::Contact]).or_default().insert(&of[Relation::Role]);
        }
        let is_staff = |of: &&Record<'a, Role>| {
            let word = &*of[Role::Role];
            let of_family = family.get(&*of[Role::Person]).is_some_and(|of| of.contains(word));
            let is_other =
                matches!(word, "" | "student" | "teacher" | "alumni" | "child" | "doctor");
            let at_school = self.schools.contains(&*of[Role::Org]);
            at_school && !is_other && !is_family(word) && !of_family && word != "other"
        };
        let mut seen = BTreeSet::new();
        let places = roster.roles.iter().filter(is_staff).filter(|of| {
            seen.insert((&*of[Role::Person], &*of[Role::Org], administers(&of[Role::Role])))
        });
        let places: Vec<_> = places.collect();
        for (name, links) in [("staff.csv", STAFF), ("admins.csv", ADMIN)] {
            let file = feed.file_mut(name);
            let links = Bound::new(file, links);
            let [school, role] = ["School_id", "Role"].map(|header| file.column(header));
            let mut places = groups(places.iter().copied(), Role::Person);
            for person in &roster.people {
                let has_email = !person[Person::Email].is_empty();
                for of in places.take(&person[Person::Id]) {
                    let is_admin = administers(&of[Role::Role]) && has_email;
                    if is_admin != (name == "admins.csv") {
                        continue;
                    }
                    let mut row = links.row(person);
                    self.names(person, file, &mut row);
                    row[school] = of[Role::Org].clone();
                    if of[Role::Role] == TECH_LEAD {
                        row[role] = StaffRole::SchoolTechLead.write().into();
                    }
                    file.rows.push(row);
                }
            }
        }
    }
}

fn administers(role: &str) -> bool {
    is_administrator(role) || role == "administrator"
}
