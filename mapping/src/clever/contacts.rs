//! Contacts, who stand in the rows of students.

use alloc::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    string::String,
    vec::Vec,
};

use super::{CONTACT, RELATION, sections::readable, write::is_made_up};
use crate::{
    feed::{File, Row},
    hub::{Person, Record, Relation, Roster},
    ids::link_id,
    link::Bound,
    people::{People, tagged},
};

/// Who is whose contact: people by their ids or addresses, or else by student and name.
pub(super) fn read<'a>(file: &File<'a>, roster: &mut Roster<'a>, people: &mut People<'a>) {
    let links = Bound::new(file, CONTACT);
    let relation = Bound::new(file, RELATION);
    let [name, sis_id] = ["Contact_name", "Contact_sis_id"].map(|header| file.column(header));
    // the id and the name of each contact by the id that it has here
    let mut known: BTreeMap<Cow<'a, str>, (Cow<'a, str>, &Cow<'a, str>)> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for row in &file.rows {
        let relation = relation.read(row);
        let student = relation[Relation::Student].clone();
        let (mut person, name) = (links.read(row), &row[name]);
        let email = person[Person::Email].clone();
        let is_other = |id: &Cow<'a, str>| known.get(id).is_some_and(|(_, of)| *of != name);
        let home: Cow<'a, str> = if !row[sis_id].is_empty() {
            row[sis_id].clone()
        } else if !email.is_empty() && is_other(&email) {
            // an address that a family shares
            own_contact(&email, name).into()
        } else if !email.is_empty() {
            email
        } else if !name.is_empty() {
            own_contact(&student, name).into()
        } else {
            continue;
        };
        if home.is_empty() || student.is_empty() {
            continue;
        }
        let contact = match known.get(&home) {
            Some((id, _)) => id.clone(),
            None => {
                let id = match people.contains(&home) {
                    true => tagged(&home, "contact", |id| !people.contains(id)).into(),
                    false => home.clone(),
                };
                known.insert(home, (id.clone(), name));
                let (given, family) = split(name);
                person[Person::Id] = id.clone();
                person[Person::Given] = given;
                person[Person::Family] = family;
                people.push(person, roster);
                id
            }
        };
        if seen.insert((student, contact.clone())) {
            roster.relations.push(relation.with(Relation::Contact, contact));
        }
    }
}

/// The id of a contact who has none, and whose address, if any, is another's too.
fn own_contact(of: &str, name: &str) -> String {
    let parts = readable([of, name].into_iter());
    link_id(&parts.iter().map(|part| &**part).collect::<Vec<_>>())
}

/// A whole name as given names and the family name, which is its last word.
fn split<'a>(name: &Cow<'a, str>) -> (Cow<'a, str>, Cow<'a, str>) {
    match name.rsplit_once(' ') {
        Some((given, family)) if !family.is_empty() => {
            (String::from(given.trim_ascii_end()).into(), String::from(family).into())
        }
        _ => ("".into(), name.clone()),
    }
}

/// The columns of a contact.
pub(super) struct ContactLinks {
    person: Bound<Person>,
    relation: Bound<Relation>,
    name: usize,
    sis_id: usize,
}

impl ContactLinks {
    pub(super) fn new(file: &File<'_>) -> Self {
        let [name, sis_id] = ["Contact_name", "Contact_sis_id"].map(|header| file.column(header));
        let (person, relation) = (Bound::new(file, CONTACT), Bound::new(file, RELATION));
        ContactLinks { person, relation, name, sis_id }
    }

    pub(super) fn write<'a>(
        &self,
        relation: &Record<'a, Relation>,
        person: &Record<'a, Person>,
        row: &mut Row<'a>,
    ) {
        self.relation.write(relation, row);
        self.person.write(person, row);
        // names that were made up for want of one
        let made_up = is_made_up(person);
        let names = [Person::Given, Person::Family].map(|fact| &*person[fact]);
        let is_own =
            |name: &&str| !name.is_empty() && (!made_up || *name != person[Person::Username]);
        let names: Vec<&str> = names.into_iter().filter(is_own).collect();
        let name = names.join(" ");
        // an id that was made up for want of one
        let id = &person[Person::Id];
        let sources = [&relation[Relation::Student], &person[Person::Email]];
        let is_id = *id != person[Person::Email]
            && sources.iter().all(|source| **id != own_contact(source, &name));
        if is_id {
            row[self.sis_id] = id.clone();
        }
        row[self.name] = name.into();
    }
}
