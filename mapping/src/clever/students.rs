//! Students, and what statistics and schools want to know of them.

use alloc::{borrow::Cow, collections::BTreeSet, vec::Vec};

use super::{
    FLAGS, RACES, TWO_OR_MORE, contacts::ContactLinks, statistics, student_links, words::GRADE,
    write::Writer,
};
use crate::{
    feed::File,
    hub::{Demographics, Entity, Flag, Person, Record, Relation, Role, Roster, by, groups},
    ids::Renames,
    link::Bound,
    people::{People, Space},
    roles::{places, role},
};

/// A student has a row for each school and contact; the first states all.
pub(super) fn read<'a>(
    file: &File<'a>,
    roster: &mut Roster<'a>,
    people: &mut People<'a>,
    of_clever: bool,
) {
    let mut own = Space::new(file, "Student_id", "", &[], roster);
    let links = student_links(file, of_clever);
    let statistics = Bound::new(file, statistics(of_clever));
    let race = of_clever.then(|| file.column("Race"));
    let flags = flags(file, of_clever);
    let school = file.column("School_id");
    let mut seen = BTreeSet::new();
    for row in &file.rows {
        let person = links.read(row);
        let grade = person[Person::Grades].clone();
        // nobody comes before the students, so no id has to be told apart
        let (id, is_new) = own.add(person, people, roster, &mut Renames::default());
        if seen.insert((id.clone(), row[school].clone())) {
            roster.roles.push(role(&id, row[school].clone(), "student").with(Role::Grade, grade));
        }
        if !is_new {
            continue;
        }
        let mut said = statistics.read(row);
        if let Some(at) = race.filter(|at| !row[*at].is_empty()) {
            if let Some((_, _, fact)) = race_of(&row[at]) {
                said[*fact] = "true".into();
            }
            said[Demographics::FederalRace] = row[at].clone();
        }
        let facts = Demographics::FACTS.iter();
        if facts.filter(|fact| **fact != Demographics::Person).any(|fact| !said[*fact].is_empty()) {
            roster.demographics.push(said);
        }
        for (at, word, flag) in &flags {
            if row[*at].eq_ignore_ascii_case(word) {
                roster
                    .flags
                    .push(Record::new().with(Flag::Person, id.clone()).with(Flag::Flag, *flag));
            }
        }
    }
}

impl<'a> Writer<'_, 'a> {
    /// A row for each school, and at the first for each contact.
    pub(super) fn students(&self, file: &mut File<'a>) {
        let (roster, of_clever) = (self.roster, self.of_clever);
        let links = student_links(file, of_clever);
        let statistics = Bound::new(file, statistics(of_clever));
        let race_at = of_clever.then(|| file.column("Race"));
        let flags_at = flags(file, of_clever);
        let [school, grade_at] = ["School_id", "Grade"].map(|header| file.column(header));
        let contact = of_clever.then(|| ContactLinks::new(file));

        let mut places = places(roster, "student", &self.schools);
        let people = by(&roster.people, Person::Id);
        let demographics = by(&roster.demographics, Demographics::Person);
        let mut flags = groups(&roster.flags, Flag::Person);
        let known = |of: &&Record<'a, Relation>| people.get(&of[Relation::Contact]).is_some();
        let mut relations = groups(roster.relations.iter().filter(known), Relation::Student);
        for person in &roster.people {
            let id = &*person[Person::Id];
            let places = places.take(id);
            if places.is_empty() {
                continue;
            }
            let mut row = links.row(person);
            self.names(person, file, &mut row);
            if let Some(said) = demographics.get(id) {
                statistics.write(said, &mut row);
                if let Some(at) = race_at {
                    row[at] = race(said);
                }
            }
            let flags = flags.take(id);
            for (at, word, flag) in &flags_at {
                if flags.iter().any(|own| own[Flag::Flag].eq_ignore_ascii_case(flag)) {
                    row[*at] = (*word).into();
                }
            }
            // contacts stand with the first school
            let of = contact.as_ref().map(|_| relations.take(id)).unwrap_or_default();
            let mut contacts = (!of.is_empty()).then_some(of);
            for (org, grade) in places {
                row[school] = org;
                if !grade.is_empty() {
                    row[grade_at] = (GRADE.from)(&grade).into_owned().into();
                }
                let Some((links, of)) = contact.as_ref().zip(contacts.take()) else {
                    file.rows.push(row.clone());
                    continue;
                };
                for relation in of {
                    let mut row = row.clone();
                    if let Some(person) = people.get(&relation[Relation::Contact]) {
                        links.write(relation, person, &mut row);
                    }
                    file.rows.push(row);
                }
            }
        }
    }
}

/// The columns of flags.
fn flags(file: &File<'_>, of_clever: bool) -> Vec<(usize, &'static str, &'static str)> {
    let flags = FLAGS.iter().filter(|_| of_clever);
    flags.map(|(header, word, flag)| (file.column(header), *word, *flag)).collect()
}

/// What a text of race means.
fn race_of(text: &str) -> Option<&'static (&'static str, &'static [&'static str], Demographics)> {
    let is = |word: &str| word.eq_ignore_ascii_case(text);
    RACES.iter().find(|(letter, words, _)| is(letter) || words.iter().any(|word| is(word)))
}

/// The letter of race; a text that is none of them stays.
fn race<'a>(said: &Record<'a, Demographics>) -> Cow<'a, str> {
    let mut own = RACES.iter().filter(|(_, _, fact)| said[*fact] == "true");
    match (own.next(), own.next()) {
        (Some((letter, _, _)), None) => (*letter).into(),
        (Some(_), Some(_)) => TWO_OR_MORE.into(),
        (None, _) => {
            let text = &said[Demographics::FederalRace];
            race_of(text).map_or_else(|| text.clone(), |(letter, _, _)| (*letter).into())
        }
    }
}
