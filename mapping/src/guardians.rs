//! Guardians by their mail addresses: the two files that V1 and other formats for School Data
//! Sync have.

use alloc::{
    collections::{BTreeMap, BTreeSet},
    vec::Vec,
};

use crate::{
    feed::{Feed, Row},
    hub::{Person, Record, Relation, Roster},
    ids::Renames,
    link::{Bound, Link, same},
    people::{People, Space},
    table::{self, Linked},
    words::capitalised,
};

const GUARDIAN: &[Link<Person>] = &[
    same("Email", Person::Email),
    same("First Name", Person::Given),
    same("Last Name", Person::Family),
    same("Phone", Person::Phone),
    same("SIS ID", Person::Id),
];

/// Reads who is whose guardian.
pub(crate) fn read<'a>(feed: &Feed<'a>, roster: &mut Roster<'a>, people: &mut People<'a>) {
    let file = feed.file("user.csv");
    let links = Bound::new(file, GUARDIAN);
    let mut by_email = BTreeMap::new();
    let shared = &[Person::Given, Person::Family, Person::Email];
    let mut own = Space::new(file, "SIS ID", "guardian", shared, roster);
    for row in &file.rows {
        let mut person = links.read(row);
        let email = person[Person::Email].clone();
        person.or(Person::Id, || email.clone());
        let (id, _) = own.add(person, people, roster, &mut Renames::default());
        by_email.entry(email.to_lowercase()).or_insert(id);
    }
    let file = feed.file("guardianrelationship.csv");
    let [student, email, role] = ["SIS ID", "Email", "Role"].map(|header| file.column(header));
    for row in &file.rows {
        if let Some(contact) = by_email.get(&row[email].to_lowercase()) {
            let relation = Record::new()
                .with(Relation::Student, row[student].clone())
                .with(Relation::Contact, contact.clone())
                .with(Relation::Role, row[role].to_lowercase());
            roster.relations.push(relation);
        }
    }
}

/// Says who is whose guardian.
pub(crate) fn write<'a>(roster: &Roster<'a>, feed: &mut Feed<'a>) {
    let contacts: BTreeSet<&str> =
        roster.relations.iter().map(|of| &*of[Relation::Contact]).collect();
    let mut emails = BTreeMap::new();
    let file = feed.file_mut("user.csv");
    let links = Bound::new(file, GUARDIAN);
    let sis_id = file.column("SIS ID");
    for person in roster.people.iter().filter(|of| contacts.contains(&*of[Person::Id])) {
        let mut row = links.row(person);
        // an id that was made up for want of one
        if person[Person::Id] == person[Person::Email] {
            row[sis_id] = "".into();
        }
        emails.insert(&*person[Person::Id], person[Person::Email].clone());
        file.rows.push(row);
    }
    let file = feed.file_mut("guardianrelationship.csv");
    let [student, email, role] = ["SIS ID", "Email", "Role"].map(|header| file.column(header));
    for relation in &roster.relations {
        let Some(address) = emails.get(&*relation[Relation::Contact]) else { continue };
        let mut row = Row::default();
        row[student] = relation[Relation::Student].clone();
        row[email] = address.clone();
        row[role] = capitalised(&relation[Relation::Role]).into();
        file.rows.push(row);
    }
}

/// The facts that the columns of the two files say.
pub(crate) fn links() -> Vec<Linked> {
    const SPLIT: &str = "rows of the two files";
    const FILE: &str = "guardianrelationship.csv";
    let mut all = table::links("user.csv", GUARDIAN);
    all.extend([
        table::by_shape(FILE, "SIS ID", Relation::Student, SPLIT),
        table::by_shape(FILE, "Email", Relation::Contact, "by the address"),
        table::by_shape(FILE, "Role", Relation::Role, "words"),
    ]);
    all
}
