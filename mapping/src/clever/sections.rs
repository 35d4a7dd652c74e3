//! Sections, with the terms, courses and teachers inside them.

use alloc::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    string::String,
    vec::Vec,
};

use super::{COURSE, SECTION, TEACHERS, term_links, write::Writer};
use crate::{
    feed::File,
    hub::{Class, Course, Enrollment, Record, Roster, Session, by, groups},
    ids::{Fresh, link_id},
    link::Bound,
    people::Space,
    words::items,
};

/// The first row of each section states all.
pub(super) fn read<'a>(
    file: &File<'a>,
    teachers: &Space<'_, 'a>,
    roster: &mut Roster<'a>,
    of_clever: bool,
) {
    let links = (
        Bound::new(file, SECTION),
        Bound::new(file, term_links(of_clever)),
        Bound::new(file, COURSE),
    );
    let slots = TEACHERS.map(|header| file.column(header));
    let mut seen = BTreeSet::new();
    let (mut terms, mut courses) = (Inline::new(TERM_ID), Inline::new(COURSE_ID));
    for row in &file.rows {
        let mut class = links.0.read(row);
        if class[Class::Id].is_empty() || !seen.insert(class[Class::Id].clone()) {
            continue;
        }
        // Clever shows a section by its course; others must have a name
        let id = class[Class::Id].clone();
        class.or(Class::Title, || id);
        let term = links.1.read(row);
        let (id, is_new) =
            terms.id([Session::Title, Session::Start, Session::End].map(|of| &term[of]));
        class[Class::Terms] = id.clone();
        if is_new {
            roster.sessions.push(term.with(Session::Id, id).with(Session::Type, "term"));
        }
        let course = links.2.read(row);
        let name = [Course::Title, Course::Code].map(|of| &course[of]);
        let (id, is_new) = match name.iter().all(|part| part.is_empty()) {
            true => courses.id([&course[Course::Description]]),
            false => courses.id(name),
        };
        class[Class::Course] = id.clone();
        if is_new {
            let school = class[Class::School].clone();
            roster.courses.push(course.with(Course::Id, id).with(Course::Org, school));
        }
        let mut known = BTreeSet::new();
        for (slot, at) in slots.iter().enumerate() {
            let teacher = teachers.name(&row[*at]);
            if !teacher.is_empty() && known.insert(teacher.clone()) {
                roster.enrollments.push(
                    Record::new()
                        .with(Enrollment::Class, class[Class::Id].clone())
                        .with(Enrollment::School, class[Class::School].clone())
                        .with(Enrollment::Person, teacher)
                        .with(Enrollment::Role, "teacher")
                        .with(Enrollment::Primary, if slot == 0 { "true" } else { "false" }),
                );
            }
        }
        roster.classes.push(class);
    }
}

/// Terms or courses, which have no ids at home: those of which the same is said are one.
struct Inline<'a> {
    kind: &'static str,
    ids: BTreeMap<Vec<Cow<'a, str>>, String>,
    fresh: Fresh,
}

/// What the ids begin with, so that none is a name.
const TERM_ID: &str = "term";
const COURSE_ID: &str = "course";

impl<'a> Inline<'a> {
    fn new(kind: &'static str) -> Self {
        Inline { kind, ids: BTreeMap::new(), fresh: Fresh::default() }
    }

    /// The id of the one of which this is said, and whether it is the first time; none if nothing
    /// is said.
    fn id<const N: usize>(&mut self, said: [&Cow<'a, str>; N]) -> (Cow<'a, str>, bool) {
        if said.iter().all(|part| part.is_empty()) {
            return ("".into(), false);
        }
        let said: Vec<Cow<'a, str>> = said.into_iter().cloned().collect();
        if let Some(id) = self.ids.get(&said) {
            return (id.clone().into(), false);
        }
        let parts = readable([self.kind].into_iter().chain(said.iter().map(|part| &**part)));
        let parts: Vec<&str> = parts.iter().map(|part| &**part).collect();
        let id = self.fresh.id(&parts);
        self.ids.insert(said, id.clone());
        (id.into(), true)
    }
}

/// What is said, as parts of an id.
pub(super) fn readable<'t>(said: impl Iterator<Item = &'t str>) -> Vec<String> {
    let words = |part: &str| part.split_ascii_whitespace().collect::<Vec<_>>().join("-");
    said.filter(|part| !part.is_empty()).map(words).collect()
}

impl<'a> Writer<'_, 'a> {
    /// Sections, with those of these teachers who teach them.
    pub(super) fn sections(&self, file: &mut File<'a>, teachers: &BTreeSet<&str>) {
        let roster = self.roster;
        let links = (
            Bound::new(file, SECTION),
            Bound::new(file, term_links(self.of_clever)),
            Bound::new(file, COURSE),
        );
        let slots = TEACHERS.map(|header| file.column(header));
        let [name, subject, term_name] =
            ["Name", "Subject", "Term_name"].map(|header| file.column(header));
        let sessions = by(&roster.sessions, Session::Id);
        let courses = by(&roster.courses, Course::Id);
        let teaches = |of: &&Record<'a, Enrollment>| {
            of[Enrollment::Role] == "teacher" && teachers.contains(&*of[Enrollment::Person])
        };
        let mut taught = groups(roster.enrollments.iter().filter(teaches), Enrollment::Class);
        for class in &roster.classes {
            let mut row = links.0.row(class);
            if self.of_clever && class[Class::Title] == class[Class::Id] {
                row[name] = "".into();
            }
            let term = items(&class[Class::Terms]).next().unwrap_or_default();
            if let Some(session) = sessions.get(term) {
                links.1.write(session, &mut row);
                if has_no_name(session) {
                    row[term_name] = "".into();
                }
            }
            if let Some(course) = courses.get(&class[Class::Course]) {
                links.2.write(course, &mut row);
                if row[subject].is_empty() {
                    let first = items(&course[Course::Subjects]).next().unwrap_or_default();
                    row[subject] = String::from(first).into();
                }
            }
            let mut of = taught.take(&class[Class::Id]).to_vec();
            of.sort_by_key(|of| of[Enrollment::Primary] != "true");
            let mut known = BTreeSet::new();
            of.retain(|of| known.insert(&*of[Enrollment::Person]));
            for (slot, of) in slots.iter().zip(of) {
                row[*slot] = of[Enrollment::Person].clone();
            }
            file.rows.push(row);
        }
    }
}

/// Whether a term is called what others call one that has no name.
fn has_no_name(session: &Record<'_, Session>) -> bool {
    let [start, end] = [Session::Start, Session::End].map(|of| &*session[of]);
    let parts = readable([TERM_ID, start, end].into_iter());
    let parts: Vec<&str> = parts.iter().map(|part| &**part).collect();
    session[Session::Title] == session[Session::Id] && session[Session::Id] == link_id(&parts)
}
