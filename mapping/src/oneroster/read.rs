//! What a package of OneRoster says.

use alloc::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    string::String,
    vec::Vec,
};

use roster_core::Format;

use super::{
    CLASSES, COURSES, DEMOGRAPHICS, ENROLLMENTS, NO_TERM, NO_TERM_TITLE, ORGS, ROLES, SESSIONS,
    STATE_ID, USER_FLAGS, course_title, is_oneroster, is_since_1_2, own_course, user_links,
};
use crate::{
    feed::{Feed, File, Row},
    hub::{
        Class, Course, Enrollment, Entity, Flag, Person, Record, Relation, Role, Roster, Session,
    },
    ids::{Renames, all_fresh},
    link::{Link, all, take_all},
    roles::{of_users, tell_administrators},
    words::{items, joined},
};

/// What a roster of this format says to another, and what the ids of its connecting rows are
/// where the other has none.
pub(crate) fn read<'a>(feed: &mut Feed<'a>, to: &'static Format) -> (Roster<'a>, Renames) {
    let rides = is_oneroster(to);
    if !rides {
        take_deleted(feed);
    }
    let roster = read_all(feed, rides);
    let mut renames = Renames::default();
    let mut note = |file, ids: &mut dyn Iterator<Item = [&str; 4]>| {
        let (ids, parts): (Vec<&str>, Vec<[&str; 3]>) =
            ids.map(|[id, parts @ ..]| (id, parts)).unzip();
        let changed = all_fresh(&parts).into_iter().zip(ids);
        let changed = changed.filter(|(computed, id)| !id.is_empty() && computed != id);
        renames.extend(file, changed.map(|(computed, id)| (computed, String::from(id))));
    };
    if !rides {
        let facts = [Enrollment::Id, Enrollment::Class, Enrollment::Person, Enrollment::Role];
        note(
            "enrollments.csv",
            &mut roster.enrollments.iter().map(|of| facts.map(|fact| &*of[fact])),
        );
    }
    // between versions that both have such ids, rows cross as they are
    if is_since_1_2(feed.format) {
        let facts = [Role::Id, Role::Person, Role::Org, Role::Role];
        note("roles.csv", &mut roster.roles.iter().map(|of| facts.map(|fact| &*of[fact])));
    }
    (roster, renames)
}

/// Records that are to be deleted have no place in formats that name all there is.
fn take_deleted(feed: &mut Feed<'_>) {
    for file in &mut feed.files {
        let Some(status) = file.table.column("status") else { continue };
        let is_gone = |row: &Row<'_>| {
            ["tobedeleted", "inactive"].iter().any(|word| row[status].eq_ignore_ascii_case(word))
        };
        if file.rows.iter().any(is_gone) {
            file.rows.retain(|row| !is_gone(row));
        }
    }
}

/// What the rows of a file say, which then are gone if they do not ride.
fn records<'a, E: Entity>(
    feed: &mut Feed<'a>,
    name: &str,
    links: &'static [Link<E>],
    rides: bool,
) -> Vec<Record<'a, E>> {
    let file = feed.file_mut(name);
    if rides { all(file, links) } else { take_all(file, links) }
}

fn read_all<'a>(feed: &mut Feed<'a>, rides: bool) -> Roster<'a> {
    let since_1_2 = is_since_1_2(feed.format);
    let mut roster = Roster {
        // of the most first, while there is room
        enrollments: records(feed, "enrollments.csv", ENROLLMENTS, rides),
        demographics: records(feed, "demographics.csv", DEMOGRAPHICS, rides),
        orgs: records(feed, "orgs.csv", ORGS, rides),
        sessions: records(feed, "academicSessions.csv", SESSIONS, rides),
        courses: records(feed, "courses.csv", COURSES, rides),
        classes: records(feed, "classes.csv", CLASSES, rides),
        ..Roster::default()
    };
    if since_1_2 {
        roster.roles = records(feed, "roles.csv", ROLES, rides);
    }
    forget_made_up(&mut roster);
    let file = feed.file("users.csv");
    let links = user_links(file, since_1_2);
    let flags = file.extra.iter().position(|name| name == USER_FLAGS);
    let flags = flags.map(|at| file.table.columns.len() + at);
    for row in &file.rows {
        let mut person = links.read(row);
        read_state_id(&mut person);
        // names that were made up for want of one
        let names = [Person::Given, Person::Family];
        if names.iter().all(|name| person[*name] == person[Person::Username]) {
            for name in names {
                person[name] = "".into();
            }
        }
        for flag in flags.into_iter().flat_map(|at| items(&row[at])) {
            let said = Record::new().with(Flag::Person, person[Person::Id].clone());
            roster.flags.push(said.with(Flag::Flag, String::from(flag)));
        }
        roster.people.push(person);
    }
    if !since_1_2 {
        roster.roles = of_users(file);
        tell_administrators(&mut roster);
    }
    roster.relations = agents(file, &roster.roles);
    roster
}

/// Terms and courses that stand where another format has none.
fn forget_made_up(roster: &mut Roster<'_>) {
    roster.sessions.retain(|of| of[Session::Id] != NO_TERM || of[Session::Title] != NO_TERM_TITLE);
    let mut made_up = BTreeSet::new();
    for class in &mut roster.classes {
        if class[Class::Terms] == NO_TERM {
            class[Class::Terms] = "".into();
        }
        if class[Class::Course] == own_course(&class[Class::Id]) {
            made_up.insert(class[Class::Course].clone());
        }
    }
    roster.courses.retain(|of| {
        let says =
            of[Course::Title] != *course_title(&of[Course::Id]) || !of[Course::Code].is_empty();
        says || !made_up.contains(&of[Course::Id])
    });
    for course in &roster.courses {
        made_up.remove(&course[Course::Id]);
    }
    for class in &mut roster.classes {
        if made_up.contains(&class[Class::Course]) {
            class[Class::Course] = "".into();
        }
    }
    for course in &mut roster.courses {
        if course[Course::Title] == course[Course::Id] {
            course[Course::Title] = "".into();
        }
    }
}

fn read_state_id(person: &mut Record<'_, Person>) {
    let ids = &person[Person::UserIds];
    let is_state = |item: &str| item.starts_with(STATE_ID) && item.ends_with('}');
    let Some(item) = items(ids).find(|item| is_state(item)) else { return };
    let state = String::from(&item[STATE_ID.len()..item.len() - 1]);
    let others = joined(items(ids).filter(|other| *other != item));
    person[Person::StateId] = state.into();
    person[Person::UserIds] = others;
}

/// Who names whom: one of the two is the student.
fn agents<'a>(file: &File<'a>, roles: &[Record<'a, Role>]) -> Vec<Record<'a, Relation>> {
    let (mut students, mut others) = (BTreeSet::new(), BTreeMap::new());
    for of in roles {
        match &*of[Role::Role] {
            "student" => _ = students.insert(&*of[Role::Person]),
            "teacher" => {}
            _ => _ = others.entry(&*of[Role::Person]).or_insert(&of[Role::Role]),
        }
    }
    let is_student = |id: &str| students.contains(id);
    let contact_role = |id: &str| others.get(id).copied();
    let [id, agents] = ["sourcedId", "agentSourcedIds"].map(|header| file.column(header));
    let mut seen = BTreeSet::new();
    let mut relations = Vec::new();
    for row in &file.rows {
        for agent in items(&row[agents]) {
            let (student, contact) = match (is_student(&row[id]), is_student(agent)) {
                (true, _) => (row[id].clone(), Cow::Owned(String::from(agent))),
                (false, true) => (Cow::Owned(String::from(agent)), row[id].clone()),
                (false, false) => continue,
            };
            if seen.insert((student.clone(), contact.clone())) {
                let role = contact_role(&contact).cloned().unwrap_or_default();
                relations.push(
                    Record::new()
                        .with(Relation::Student, student)
                        .with(Relation::Contact, contact)
                        .with(Relation::Role, role),
                );
            }
        }
    }
    relations
}
