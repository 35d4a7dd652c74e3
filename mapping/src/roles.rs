//! What people do at orgs: said in a file of its own, with the people, or by their classes.

use alloc::{borrow::Cow, collections::BTreeSet, string::String, vec, vec::Vec};

use crate::{
    feed::{File, Row},
    hub::{Class, Enrollment, Org, Person, Record, Role, Roster, by},
    texts::Texts,
    words::items,
};

/// What a person does at an org.
pub(crate) fn role<'a>(
    person: &Cow<'a, str>,
    org: impl Into<Cow<'a, str>>,
    role: impl Into<Cow<'a, str>>,
) -> Record<'a, Role> {
    Record::new()
        .with(Role::Person, person.clone())
        .with(Role::Org, org)
        .with(Role::Role, role)
        .with(Role::Type, "primary")
}

/// The roles of formats in which a user has one, at one or more orgs.
pub(crate) fn of_users<'a>(file: &File<'a>) -> Vec<Record<'a, Role>> {
    let [id, orgs, word] = ["sourcedId", "orgSourcedIds", "role"].map(|header| file.column(header));
    let of = |row: &Row<'a>| {
        let at = |org: &str| role(&row[id], String::from(org), row[word].clone());
        items(&row[orgs]).map(at).collect::<Vec<_>>()
    };
    file.rows.iter().flat_map(of).collect()
}

/// Where a format has but one word for administrators, the org tells which word of OneRoster 1.2
/// is meant.
pub(crate) fn tell_administrators(roster: &mut Roster<'_>) {
    let orgs = by(&roster.orgs, Org::Id);
    for of in roster.roles.iter_mut().filter(|of| of[Role::Role] == "administrator") {
        let org_type = orgs.get(&of[Role::Org]).map_or("", |org| &*org[Org::Type]);
        of[Role::Role] = match org_type {
            "school" | "department" => "siteAdministrator",
            _ => "districtAdministrator",
        }
        .into();
    }
}
/// Whether it is one of the words of OneRoster 1.2 for an administrator.
pub(crate) fn is_administrator(role: &str) -> bool {
    matches!(
        role,
        "siteAdministrator" | "districtAdministrator" | "systemAdministrator" | "principal"
    )
}
/// Whether it is what family is to a student.
pub(crate) fn is_family(role: &str) -> bool {
    matches!(role, "parent" | "guardian" | "relative")
}

/// The roles of all, taken out of a roster, with those that people have for being in a class and no
/// other reason.
pub(crate) fn take_with_roles_of_classes<'a>(roster: &mut Roster<'a>) -> Vec<Record<'a, Role>> {
    let mut roles = core::mem::take(&mut roster.roles);
    let mut of_classes = Vec::new();
    let has: Texts<'_> = roles.iter().map(|of| &*of[Role::Person]).collect();
    let classes = by(&roster.classes, Class::Id);
    let mut others: BTreeSet<&str> = BTreeSet::new();
    for of in &roster.enrollments {
        let person = &of[Enrollment::Person];
        if has.has(person) {
            continue;
        }
        let Some(class) = classes.get(&of[Enrollment::Class]) else { continue };
        if others.insert(person) {
            of_classes.push(
                Record::new()
                    .with(Role::Person, person.clone())
                    .with(Role::Org, class[Class::School].clone())
                    .with(Role::Role, of[Enrollment::Role].clone()),
            );
        }
    }
    roles.extend(of_classes);
    roles
}

/// The ids of all schools.
pub(crate) fn schools<'r>(roster: &'r Roster<'_>) -> BTreeSet<&'r str> {
    let schools = roster.orgs.iter().filter(|org| org[Org::Type] == "school");
    schools.map(|org| &*org[Org::Id]).collect()
}

/// The schools of people, and the grade there.
pub(crate) struct Places<'r, 'a> {
    people: Texts<'r>,
    /// By the person's place in the index.
    of: Vec<Vec<Place<'a>>>,
}

/// A school, and the grade there.
type Place<'a> = (Cow<'a, str>, Cow<'a, str>);

impl<'a> Places<'_, 'a> {
    /// The schools of a person, once: see [`Groups::take`](crate::hub::Groups::take).
    pub(crate) fn take(&mut self, person: &str) -> Vec<Place<'a>> {
        let at = self.people.first(person);
        at.map_or(Vec::new(), |at| core::mem::take(&mut self.of[at]))
    }
}

/// The schools at which people have a role, in the order of the roles, with the grade there; of
/// those who have it at none, the school of the first class in which they have it.
pub(crate) fn places<'r, 'a>(
    roster: &'r Roster<'a>,
    role: &str,
    schools: &BTreeSet<&str>,
) -> Places<'r, 'a> {
    let people: Texts<'r> = roster.people.iter().map(|of| &*of[Person::Id]).collect();
    let mut places = vec![Vec::<Place<'a>>::new(); roster.people.len()];
    let is_school = |org: &str| schools.contains(org);
    let mut seen = BTreeSet::new();
    for of in roster.roles.iter().filter(|of| of[Role::Role] == role && is_school(&of[Role::Org])) {
        let Some(person) = people.first(&of[Role::Person]) else { continue };
        if seen.insert((person, &*of[Role::Org])) {
            places[person].push((of[Role::Org].clone(), of[Role::Grade].clone()));
        }
    }
    let classes = by(&roster.classes, Class::Id);
    for of in roster.enrollments.iter().filter(|of| of[Enrollment::Role] == role) {
        let person = people.first(&of[Enrollment::Person]);
        let Some(person) = person.filter(|at| places[*at].is_empty()) else { continue };
        let school = classes.get(&of[Enrollment::Class]).map(|class| &class[Class::School]);
        if let Some(school) = school.filter(|school| is_school(school)) {
            places[person].push((school.clone(), "".into()));
        }
    }
    Places { people, of: places }
}
