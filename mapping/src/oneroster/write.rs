//! Says what a roster does in OneRoster.

use alloc::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    format,
    vec::Vec,
};
use core::mem::take;

use super::{
    CLASSES, COURSES, DEMOGRAPHICS, ENROLLMENTS, NO_TERM, NO_TERM_TITLE, ORGS, ROLES, SESSIONS,
    STATE_ID, USER_FLAGS, course_title, is_since_1_2, own_course, user_links,
};
use crate::{
    Options,
    feed::{Feed, File},
    hub::{
        Class, Course, Enrollment, Entity, Flag, Person, Record, Relation, Role, Roster, Session,
        by, groups,
    },
    ids::all_fresh,
    link::{put, put_all},
    needs::{complete, give_username},
    roles::{is_administrator, role, take_with_roles_of_classes},
    texts::Texts,
    words::{distinct, items, joined},
};

/// Says what a roster does in this format.
pub(crate) fn write<'a>(mut roster: Roster<'a>, feed: &mut Feed<'a>, options: &Options) {
    let since_1_2 = is_since_1_2(feed.format);
    put_all(take(&mut roster.orgs), feed.file_mut("orgs.csv"), ORGS);
    let (sessions, courses) = timetable(&mut roster, options);
    put_all(sessions, feed.file_mut("academicSessions.csv"), SESSIONS);
    put_all(courses, feed.file_mut("courses.csv"), COURSES);
    put(&roster.classes, feed.file_mut("classes.csv"), CLASSES);
    let roles = roles(&mut roster, since_1_2);
    let people = take(&mut roster.people);
    write_users(people, &roster, feed.file_mut("users.csv"), &roles, since_1_2);
    if since_1_2 {
        put_all(roles, feed.file_mut("roles.csv"), ROLES);
    }
    let enrollments = enrollments(take(&mut roster.enrollments), &roster);
    put_all(enrollments, feed.file_mut("enrollments.csv"), ENROLLMENTS);
    put_all(roster.demographics, feed.file_mut("demographics.csv"), DEMOGRAPHICS);
}

/// Sessions and courses, taken out of a roster, with what must be there; and so its classes.
fn timetable<'a>(
    roster: &mut Roster<'a>,
    options: &Options,
) -> (Vec<Record<'a, Session>>, Vec<Record<'a, Course>>) {
    let (mut sessions, mut courses) = (take(&mut roster.sessions), take(&mut roster.courses));
    let classes = &mut roster.classes;
    for class in classes.iter_mut() {
        class.or(Class::Type, || "scheduled".into());
        class.or(Class::Terms, || NO_TERM.into());
        if class[Class::Course].is_empty() {
            let id: Cow<'a, str> = own_course(&class[Class::Id]).into();
            class[Class::Course] = id.clone();
            courses.push(
                Record::new()
                    .with(Course::Title, course_title(&id))
                    .with(Course::Id, id)
                    .with(Course::Org, class[Class::School].clone()),
            );
        }
    }
    if classes.iter().any(|class| class[Class::Terms] == NO_TERM) {
        let term = Record::new().with(Session::Id, NO_TERM).with(Session::Title, NO_TERM_TITLE);
        sessions.push(term.with(Session::Type, "schoolYear"));
    }
    complete(&mut sessions, options);
    for course in &mut courses {
        let id = course[Course::Id].clone();
        course.or(Course::Title, || id);
    }
    (sessions, courses)
}

/// The roles of all, with those that people have for being a contact or in a class.
fn roles<'a>(roster: &mut Roster<'a>, since_1_2: bool) -> Vec<Record<'a, Role>> {
    let mut roles = take_with_roles_of_classes(roster);
    let persons: Texts<'_> = roles.iter().map(|of| &*of[Role::Person]).collect();
    let (mut contacts, mut others) = (BTreeSet::new(), Vec::new());
    for of in &roster.relations {
        let contact = &of[Relation::Contact];
        let first = persons.first(&of[Relation::Student]).map(|at| &roles[at][Role::Org]);
        let Some(org) = first.filter(|_| !persons.has(contact)) else { continue };
        if contacts.insert(contact) {
            let word = match &*of[Relation::Role] {
                "" => "relative".into(),
                _ => of[Relation::Role].clone(),
            };
            others.push(role(contact, org.clone(), word));
        }
    }
    roles.extend(others);
    let mut primary = BTreeSet::new();
    for of in &mut roles {
        of.or(Role::Type, || "primary".into());
        let place = (of[Role::Person].clone(), of[Role::Org].clone());
        if of[Role::Type] == "primary" && !primary.insert(place) {
            of[Role::Type] = "secondary".into();
        }
    }
    if since_1_2 {
        give_ids(&mut roles, Role::Id, [Role::Person, Role::Org, Role::Role]);
    }
    roles
}

/// Ids for records that have none, told by these facts.
fn give_ids<E: Entity>(records: &mut [Record<'_, E>], id: E, facts: [E; 3]) {
    let without = records.iter().filter(|of| of[id].is_empty());
    let parts: Vec<_> = without.map(|of| facts.map(|fact| &*of[fact])).collect();
    let mut ids = all_fresh(&parts).into_iter();
    for of in records {
        of.or(id, || ids.next().unwrap_or_default().into());
    }
}

/// Enrollments with what must be there.
fn enrollments<'a>(
    mut enrollments: Vec<Record<'a, Enrollment>>,
    roster: &Roster<'a>,
) -> Vec<Record<'a, Enrollment>> {
    let classes = by(&roster.classes, Class::Id);
    for of in &mut enrollments {
        let class = classes.get(&of[Enrollment::Class]);
        let school = class.map(|class| class[Class::School].clone()).unwrap_or_default();
        of.or(Enrollment::School, || school);
        if of[Enrollment::Role] != "teacher" && of[Enrollment::Primary] == "true" {
            of[Enrollment::Primary] = "false".into();
        }
    }
    let facts = [Enrollment::Class, Enrollment::Person, Enrollment::Role];
    give_ids(&mut enrollments, Enrollment::Id, facts);
    enrollments
}

fn write_users<'a>(
    people: Vec<Record<'a, Person>>,
    roster: &Roster<'a>,
    file: &mut File<'a>,
    roles: &[Record<'a, Role>],
    since_1_2: bool,
) {
    let links = user_links(file, since_1_2);
    let mut roles = groups(roles, Role::Person);
    let mut agents: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for of in &roster.relations {
        let (student, contact) = (&*of[Relation::Student], &*of[Relation::Contact]);
        agents.entry(student).or_default().push(contact);
        agents.entry(contact).or_default().push(student);
    }
    let mut flags = groups(&roster.flags, Flag::Person);
    if !flags.is_empty() {
        file.extra.push(USER_FLAGS.into());
    }
    let agents_at = file.column("agentSourcedIds");
    file.rows.reserve_exact(people.len());
    for mut person in people {
        let id = person[Person::Id].clone();
        person.or(Person::Enabled, || "true".into());
        give_username(&mut person);
        let username = person[Person::Username].clone();
        person.or(Person::Given, || username.clone());
        person.or(Person::Family, || username);
        write_state_id(&mut person);
        let mut row = links.row(&person);
        if let Some(agents) = agents.remove(&*id) {
            row[agents_at] = distinct(agents.into_iter());
        }
        let flags = flags.take(&id);
        if !flags.is_empty() {
            row[file.table.columns.len()] = joined(flags.iter().map(|of| &*of[Flag::Flag]));
        }
        if !since_1_2 {
            let of = roles.take(&id);
            row[file.column("orgSourcedIds")] = distinct(of.iter().map(|of| &*of[Role::Org]));
            let first = of.iter().find(|of| of[Role::Type] == "primary").or(of.first());
            row[file.column("role")] = first.map_or("", |of| role_of_1_1(&of[Role::Role])).into();
        }
        file.rows.push(row);
    }
}

/// The word of 1.1 that is nearest: of staff that it has no word for, the one with least power.
fn role_of_1_1(role: &str) -> &'static str {
    match role {
        "student" => "student",
        "teacher" | "faculty" | "instructor" | "lecturer" | "professor" | "adjunct"
        | "substitute" => "teacher",
        "parent" => "parent",
        "guardian" => "guardian",
        "relative" | "other" | "doctor" | "child" => "relative",
        "proctor" => "proctor",
        "administrator" => "administrator",
        role if is_administrator(role) => "administrator",
        _ => "aide",
    }
}

fn write_state_id(person: &mut Record<'_, Person>) {
    let state = &person[Person::StateId];
    if state.is_empty() || state.contains([',', '{', '}']) {
        return;
    }
    let item = format!("{STATE_ID}{state}}}");
    person[Person::UserIds] = joined(items(&person[Person::UserIds]).chain([&*item]));
}
