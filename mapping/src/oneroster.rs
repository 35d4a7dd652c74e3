//! OneRoster 1.1 and 1.2.

use alloc::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    format,
    string::String,
    vec::Vec,
};

use roster_core::{Column, Format, Table};

use crate::{
    Options,
    feed::{Feed, File},
    hub::{
        Class, Course, Demographics, Enrollment, Entity, Flag, Org, Person, Record, Relation, Role,
        Roster, Session,
    },
    ids::{Renames, link_id},
    link::{Bound, Link, same, via},
    table::{self, Linked},
    words::{DATES, EXT, LIST, items, joined},
};

const ORGS: &[Link<Org>] = &[
    same("sourcedId", Org::Id),
    same("name", Org::Name),
    via("type", Org::Type, &EXT),
    same("identifier", Org::Identifier),
    same("parentSourcedId", Org::Parent),
];
const SESSIONS: &[Link<Session>] = &[
    same("sourcedId", Session::Id),
    same("title", Session::Title),
    via("type", Session::Type, &EXT),
    via("startDate", Session::Start, &DATES),
    via("endDate", Session::End, &DATES),
    same("parentSourcedId", Session::Parent),
    same("schoolYear", Session::Year),
];
const COURSES: &[Link<Course>] = &[
    same("sourcedId", Course::Id),
    same("schoolYearSourcedId", Course::SchoolYear),
    same("title", Course::Title),
    same("courseCode", Course::Code),
    via("grades", Course::Grades, &LIST),
    same("orgSourcedId", Course::Org),
    via("subjects", Course::Subjects, &LIST),
    via("subjectCodes", Course::SubjectCodes, &LIST),
];
const CLASSES: &[Link<Class>] = &[
    same("sourcedId", Class::Id),
    same("title", Class::Title),
    via("grades", Class::Grades, &LIST),
    same("courseSourcedId", Class::Course),
    same("classCode", Class::Code),
    via("classType", Class::Type, &EXT),
    same("location", Class::Location),
    same("schoolSourcedId", Class::School),
    via("termSourcedIds", Class::Terms, &LIST),
    via("subjects", Class::Subjects, &LIST),
    via("subjectCodes", Class::SubjectCodes, &LIST),
    via("periods", Class::Periods, &LIST),
];
const USERS: &[Link<Person>] = &[
    same("sourcedId", Person::Id),
    same("enabledUser", Person::Enabled),
    same("username", Person::Username),
    via("userIds", Person::UserIds, &LIST),
    same("givenName", Person::Given),
    same("familyName", Person::Family),
    same("middleName", Person::Middle),
    same("identifier", Person::Identifier),
    same("email", Person::Email),
    same("sms", Person::Sms),
    same("phone", Person::Phone),
    via("grades", Person::Grades, &LIST),
    same("password", Person::Password),
];
const USERS_SINCE_1_2: &[Link<Person>] = &[
    same("userMasterIdentifier", Person::MasterIdentifier),
    same("preferredGivenName", Person::PreferredGiven),
    same("preferredMiddleName", Person::PreferredMiddle),
    same("preferredFamilyName", Person::PreferredFamily),
    same("primaryOrgSourcedId", Person::PrimaryOrg),
    same("pronouns", Person::Pronouns),
];
const ROLES: &[Link<Role>] = &[
    same("sourcedId", Role::Id),
    same("userSourcedId", Role::Person),
    same("roleType", Role::Type),
    via("role", Role::Role, &EXT),
    via("beginDate", Role::Begin, &DATES),
    via("endDate", Role::End, &DATES),
    same("orgSourcedId", Role::Org),
    same("userProfileSourcedId", Role::Profile),
];
const ENROLLMENTS: &[Link<Enrollment>] = &[
    same("sourcedId", Enrollment::Id),
    same("classSourcedId", Enrollment::Class),
    same("schoolSourcedId", Enrollment::School),
    same("userSourcedId", Enrollment::Person),
    via("role", Enrollment::Role, &EXT),
    same("primary", Enrollment::Primary),
    via("beginDate", Enrollment::Begin, &DATES),
    via("endDate", Enrollment::End, &DATES),
];
const DEMOGRAPHICS: &[Link<Demographics>] = &[
    same("sourcedId", Demographics::Person),
    via("birthDate", Demographics::BirthDate, &DATES),
    via("sex", Demographics::Sex, &EXT),
    same("americanIndianOrAlaskaNative", Demographics::AmericanIndian),
    same("asian", Demographics::Asian),
    same("blackOrAfricanAmerican", Demographics::Black),
    same("nativeHawaiianOrOtherPacificIslander", Demographics::Hawaiian),
    same("white", Demographics::White),
    same("demographicRaceTwoOrMoreRaces", Demographics::TwoOrMore),
    same("hispanicOrLatinoEthnicity", Demographics::Hispanic),
    same("countryOfBirthCode", Demographics::BirthCountry),
    same("stateOfBirthAbbreviation", Demographics::BirthState),
    same("cityOfBirth", Demographics::BirthCity),
    same("publicSchoolResidenceStatus", Demographics::Residence),
];

/// The column by which Microsoft's consumer reads what a school has to know of a person.
const USER_FLAGS: &str = "metadata.microsoft.userFlags";
/// The type of user id by which a state's number is told.
const STATE_ID: &str = "{StateID:";

/// What stands for a term where a class has none; ids of real terms are hardly so.
const NO_TERM: &str = "unknown-term";
const NO_TERM_TITLE: &str = "Unknown term";

/// The course of a class that has none.
fn own_course(class: &str) -> String {
    link_id(&[class, "course"])
}

/// What such a course is called: nothing that someone could edit elsewhere.
fn course_title(id: &str) -> String {
    format!("Course {id}")
}

/// What a roster of this format says to another, and what the ids of its connecting rows are
/// where the other has none.
pub(crate) fn read<'a>(feed: &Feed<'a>, to: &'static Format) -> (Roster<'a>, Renames) {
    let rides = is_oneroster(to);
    let roster = match rides {
        true => read_all(feed),
        false => read_all(&without_deleted(feed)),
    };
    let mut renames = Renames::default();
    let mut note = |file, ids: &mut dyn Iterator<Item = [&str; 4]>| {
        let mut taken = BTreeSet::new();
        for [id, parts @ ..] in ids {
            let computed = fresh(&parts, &mut taken);
            if !id.is_empty() && computed != id {
                renames.add(file, computed, id);
            }
        }
    };
    if !rides {
        let facts = [Enrollment::Id, Enrollment::Class, Enrollment::Person, Enrollment::Role];
        note(
            "enrollments.csv",
            &mut roster.enrollments.iter().map(|of| facts.map(|fact| &*of[fact])),
        );
    }
    if to.table("roles.csv").is_none_or(|_| !rides) && feed.format.table("roles.csv").is_some() {
        let facts = [Role::Id, Role::Person, Role::Org, Role::Role];
        note("roles.csv", &mut roster.roles.iter().map(|of| facts.map(|fact| &*of[fact])));
    }
    (roster, renames)
}

fn is_oneroster(format: &Format) -> bool {
    format.manifest.is_some()
}

/// Records that are to be deleted have no place in formats that name all there is.
fn without_deleted<'a>(feed: &Feed<'a>) -> Feed<'a> {
    let mut feed = feed.clone();
    for file in &mut feed.files {
        let status = file.table.column("status");
        let gone = |row: &Vec<Cow<'_, str>>| {
            status.is_some_and(|at| {
                ["tobedeleted", "inactive"].iter().any(|word| row[at].eq_ignore_ascii_case(word))
            })
        };
        file.rows.retain(|row| !gone(row));
    }
    feed
}

fn read_all<'a>(feed: &Feed<'a>) -> Roster<'a> {
    let since_1_2 = feed.format.table("roles.csv").is_some();
    let mut roster = Roster {
        orgs: all(feed.file("orgs.csv"), ORGS),
        sessions: all(feed.file("academicSessions.csv"), SESSIONS),
        courses: all(feed.file("courses.csv"), COURSES),
        classes: all(feed.file("classes.csv"), CLASSES),
        enrollments: all(feed.file("enrollments.csv"), ENROLLMENTS),
        demographics: all(feed.file("demographics.csv"), DEMOGRAPHICS),
        ..Roster::default()
    };
    forget_made_up(&mut roster);
    let file = feed.file("users.csv");
    let links = Bound::new(file, USERS);
    let later = since_1_2.then(|| Bound::new(file, USERS_SINCE_1_2));
    let flags = file.extra.iter().position(|name| name == USER_FLAGS);
    let flags = flags.map(|at| file.table.columns.len() + at);
    for row in &file.rows {
        let mut person = links.read(row);
        if let Some(later) = &later {
            person.fill(&later.read(row));
        }
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
    if since_1_2 {
        roster.roles = all(feed.file("roles.csv"), ROLES);
    } else {
        read_roles_of_users(file, &mut roster);
    }
    read_agents(file, &mut roster);
    roster
}

fn all<'a, E: Entity>(file: &File<'a>, links: &'static [Link<E>]) -> Vec<Record<'a, E>> {
    let links = Bound::new(file, links);
    file.rows.iter().map(|row| links.read(row)).collect()
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

/// In 1.1 a user has one role at all orgs.
fn read_roles_of_users<'a>(file: &File<'a>, roster: &mut Roster<'a>) {
    let types = org_types(roster);
    let [id, orgs, role] = ["sourcedId", "orgSourcedIds", "role"].map(|header| file.column(header));
    for row in &file.rows {
        for org in items(&row[orgs]) {
            let mut said = Record::new()
                .with(Role::Person, row[id].clone())
                .with(Role::Org, String::from(org))
                .with(Role::Role, row[role].clone())
                .with(Role::Type, "primary");
            if said[Role::Role] == "administrator" {
                said[Role::Role] = administrator(types.get(org).map_or("", |text| text)).into();
            }
            roster.roles.push(said);
        }
    }
}

/// What each org is.
pub(crate) fn org_types<'a>(roster: &Roster<'a>) -> BTreeMap<Cow<'a, str>, Cow<'a, str>> {
    roster.orgs.iter().map(|org| (org[Org::Id].clone(), org[Org::Type].clone())).collect()
}
/// The word of 1.2 for an administrator of an org of this type; other formats have but one.
pub(crate) fn administrator(org_type: &str) -> &'static str {
    match org_type {
        "school" | "department" => "siteAdministrator",
        _ => "districtAdministrator",
    }
}
/// Whether it is one of the words of 1.2 for an administrator.
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

/// Who names whom: one of the two is the student.
fn read_agents<'a>(file: &File<'a>, roster: &mut Roster<'a>) {
    let mut roles: BTreeMap<&str, Vec<&Cow<'a, str>>> = BTreeMap::new();
    for role in &roster.roles {
        roles.entry(&role[Role::Person]).or_default().push(&role[Role::Role]);
    }
    let is_student =
        |id: &str| roles.get(id).is_some_and(|of| of.iter().any(|role| **role == "student"));
    let contact_role = |id: &str| {
        let of = roles.get(id).into_iter().flatten().copied();
        of.into_iter().find(|role| *role != "student" && *role != "teacher").cloned()
    };
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
                let role = contact_role(&contact).unwrap_or_default();
                relations.push(
                    Record::new()
                        .with(Relation::Student, student)
                        .with(Relation::Contact, contact)
                        .with(Relation::Role, role),
                );
            }
        }
    }
    roster.relations = relations;
}

/// Says what a roster does in this format.
pub(crate) fn write<'a>(roster: &Roster<'a>, feed: &mut Feed<'a>, options: &Options) {
    let since_1_2 = feed.format.table("roles.csv").is_some();
    put(&roster.orgs, feed.file_mut("orgs.csv"), ORGS);
    let (sessions, courses, classes) = classes(roster, options);
    put(&sessions, feed.file_mut("academicSessions.csv"), SESSIONS);
    put(&courses, feed.file_mut("courses.csv"), COURSES);
    put(&classes, feed.file_mut("classes.csv"), CLASSES);
    let roles = roles(roster, since_1_2);
    let mut of_person: BTreeMap<&str, Vec<&Record<'a, Role>>> = BTreeMap::new();
    for role in &roles {
        of_person.entry(&role[Role::Person]).or_default().push(role);
    }
    write_users(roster, feed.file_mut("users.csv"), &of_person, since_1_2);
    if since_1_2 {
        put(&roles, feed.file_mut("roles.csv"), ROLES);
    }
    let schools = classes.iter().map(|of| (&*of[Class::Id], of[Class::School].clone()));
    let schools: BTreeMap<&str, Cow<'a, str>> = schools.collect();
    let mut taken = BTreeSet::new();
    let mut enrollments = roster.enrollments.clone();
    for of in &mut enrollments {
        let school = schools.get(&*of[Enrollment::Class]).cloned().unwrap_or_default();
        of.or(Enrollment::School, || school);
        if of[Enrollment::Role] != "teacher" && of[Enrollment::Primary] == "true" {
            of[Enrollment::Primary] = "false".into();
        }
        if of[Enrollment::Id].is_empty() {
            let parts =
                [Enrollment::Class, Enrollment::Person, Enrollment::Role].map(|fact| &*of[fact]);
            of[Enrollment::Id] = fresh(&parts, &mut taken).into();
        }
    }
    put(&enrollments, feed.file_mut("enrollments.csv"), ENROLLMENTS);
    put(&roster.demographics, feed.file_mut("demographics.csv"), DEMOGRAPHICS);
    write_manifest(feed);
}

fn put<'a, E: Entity>(records: &[Record<'a, E>], file: &mut File<'a>, links: &'static [Link<E>]) {
    let links = Bound::new(file, links);
    for record in records {
        let mut row = file.blank_row();
        links.write(record, &mut row);
        file.rows.push(row);
    }
    file.present = !file.rows.is_empty();
}

/// An id of a row that connects others, told by what it connects; numbered if there are several.
pub(crate) fn fresh(parts: &[&str], taken: &mut BTreeSet<String>) -> String {
    let id = link_id(parts);
    let more = (2_u64..).map(|n| link_id(&[&id, &format!("{n}")]));
    let numbers = (1_u64..).map(|n| format!("_x_{n}"));
    let all = core::iter::once(id.clone()).chain(more.take(1 << 16)).chain(numbers);
    let id = all.into_iter().find(|id| !id.is_empty() && !taken.contains(id)).unwrap_or_default();
    taken.insert(id.clone());
    id
}

type Timetable<'a> = (Vec<Record<'a, Session>>, Vec<Record<'a, Course>>, Vec<Record<'a, Class>>);

/// Sessions, courses and classes with what must be there.
fn classes<'a>(roster: &Roster<'a>, options: &Options) -> Timetable<'a> {
    let (mut sessions, mut courses) = (roster.sessions.clone(), roster.courses.clone());
    let mut classes = roster.classes.clone();
    for class in &mut classes {
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
    for session in &mut sessions {
        let (id, [start, end]) = (session[Session::Id].clone(), options.school_year());
        session.or(Session::Title, || id);
        session.or(Session::Type, || "term".into());
        session.or(Session::Start, || start.into());
        let from = session[Session::Start].clone();
        session.or(Session::End, || if *end > *from { end.into() } else { from });
        let year = String::from(session[Session::End].get(..4).unwrap_or_default());
        session.or(Session::Year, || year.into());
    }
    for course in &mut courses {
        let id = course[Course::Id].clone();
        course.or(Course::Title, || id);
    }
    (sessions, courses, classes)
}

/// The roles of all, with those that people have for being a contact or in a class.
fn roles<'a>(roster: &Roster<'a>, since_1_2: bool) -> Vec<Record<'a, Role>> {
    let mut roles = roster.roles.clone();
    let mut has: BTreeSet<Cow<'a, str>> = roles.iter().map(|of| of[Role::Person].clone()).collect();
    let schools = roster.classes.iter().map(|of| (&*of[Class::Id], &of[Class::School]));
    let schools: BTreeMap<&str, &Cow<'a, str>> = schools.collect();
    let role = |person: &Cow<'a, str>, org: &Cow<'a, str>, role: Cow<'a, str>| {
        Record::new()
            .with(Role::Person, person.clone())
            .with(Role::Org, org.clone())
            .with(Role::Role, role)
            .with(Role::Type, "primary")
    };
    for of in &roster.enrollments {
        let person = &of[Enrollment::Person];
        let school = schools.get(&*of[Enrollment::Class]).filter(|_| !has.contains(person));
        if let Some(school) = school {
            has.insert(person.clone());
            roles.push(role(person, school, of[Enrollment::Role].clone()));
        }
    }
    let mut first_org: BTreeMap<Cow<'a, str>, Cow<'a, str>> = BTreeMap::new();
    for of in &roles {
        first_org.entry(of[Role::Person].clone()).or_insert_with(|| of[Role::Org].clone());
    }
    for of in &roster.relations {
        let contact = &of[Relation::Contact];
        let org = first_org.get(&of[Relation::Student]).filter(|_| !has.contains(contact));
        if let Some(org) = org.cloned() {
            has.insert(contact.clone());
            let word = match &*of[Relation::Role] {
                "" => "relative".into(),
                _ => of[Relation::Role].clone(),
            };
            roles.push(role(contact, &org, word));
        }
    }
    let (mut primary, mut taken) = (BTreeSet::new(), BTreeSet::new());
    for of in &mut roles {
        of.or(Role::Type, || "primary".into());
        let place = (of[Role::Person].clone(), of[Role::Org].clone());
        if of[Role::Type] == "primary" && !primary.insert(place) {
            of[Role::Type] = "secondary".into();
        }
        if since_1_2 && of[Role::Id].is_empty() {
            let parts = [Role::Person, Role::Org, Role::Role].map(|fact| &*of[fact]);
            of[Role::Id] = fresh(&parts, &mut taken).into();
        }
    }
    roles
}

fn write_users<'a>(
    roster: &Roster<'a>,
    file: &mut File<'a>,
    roles: &BTreeMap<&str, Vec<&Record<'a, Role>>>,
    since_1_2: bool,
) {
    let links = Bound::new(file, USERS);
    let later = since_1_2.then(|| Bound::new(file, USERS_SINCE_1_2));
    let mut agents: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for of in &roster.relations {
        let (student, contact) = (&*of[Relation::Student], &*of[Relation::Contact]);
        agents.entry(student).or_default().push(contact);
        agents.entry(contact).or_default().push(student);
    }
    let mut flags: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for of in &roster.flags {
        flags.entry(&of[Flag::Person]).or_default().push(&of[Flag::Flag]);
    }
    if !flags.is_empty() {
        file.extra.push(USER_FLAGS.into());
    }
    let agents_at = file.column("agentSourcedIds");
    for person in &roster.people {
        let id = &*person[Person::Id];
        let mut person = person.clone();
        person.or(Person::Enabled, || "true".into());
        let own = person[Person::Id].clone();
        person.or(Person::Username, || own);
        let username = person[Person::Username].clone();
        person.or(Person::Given, || username.clone());
        person.or(Person::Family, || username);
        write_state_id(&mut person);
        let mut row = file.blank_row();
        links.write(&person, &mut row);
        if let Some(later) = &later {
            later.write(&person, &mut row);
        }
        if let Some(agents) = agents.get(id) {
            row[agents_at] = distinct(agents.iter().copied());
        }
        if let Some(flags) = flags.get(id) {
            row[file.table.columns.len()] = joined(flags.iter().copied());
        }
        if !since_1_2 {
            let of = roles.get(id).map(Vec::as_slice).unwrap_or_default();
            row[file.column("orgSourcedIds")] = distinct(of.iter().map(|of| &*of[Role::Org]));
            let first = of.iter().find(|of| of[Role::Type] == "primary").or(of.first());
            row[file.column("role")] = first.map_or("", |of| role_of_1_1(&of[Role::Role])).into();
        }
        file.rows.push(row);
    }
    file.present = !file.rows.is_empty();
}

pub(crate) fn distinct<'t>(list: impl Iterator<Item = &'t str>) -> Cow<'static, str> {
    let mut seen = BTreeSet::new();
    joined(list.filter(|item| !item.contains(',') && seen.insert(*item)))
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

/// What two versions of OneRoster share beyond the roster: what became of each record, added
/// columns, gradebook and resources.
pub(crate) fn ride<'a>(from: &Feed<'a>, to: &mut Feed<'a>) {
    if !is_oneroster(from.format) || !is_oneroster(to.format) {
        return;
    }
    let deltas = deltas(from);
    let manifest = to.format.manifest.map(|manifest| manifest.file);
    for file in &mut to.files {
        let Some(source) = from.files.iter().find(|of| of.table.file == file.table.file) else {
            continue;
        };
        if Some(file.table.file) == manifest {
            continue;
        }
        file.delta = deltas.contains(file.table.file);
        if file.rows.is_empty() && !ROSTER.contains(&file.table.file) {
            copy(source, file);
        } else {
            accompany(source, file);
        }
    }
    // new in 1.2, and required there
    if to.format.table("roles.csv").is_some() && from.format.table("roles.csv").is_none() {
        let file = from.file("classes.csv");
        let [id, school] = ["sourcedId", "schoolSourcedId"].map(|header| file.column(header));
        let schools = file.rows.iter().map(|row| (&*row[id], &row[school]));
        let schools: BTreeMap<&str, &Cow<'a, str>> = schools.collect();
        let file = to.file_mut("lineItems.csv");
        let [class, school] =
            ["classSourcedId", "schoolSourcedId"].map(|header| file.column(header));
        for row in &mut file.rows {
            row[school] = schools.get(&*row[class]).copied().cloned().unwrap_or_default();
        }
        to.file_mut("roles.csv").delta = deltas.contains("users.csv");
        stamp_roles(to);
    }
}

/// The files of the roster itself.
const ROSTER: &[&str] = &[
    "academicSessions.csv",
    "classes.csv",
    "courses.csv",
    "demographics.csv",
    "enrollments.csv",
    "orgs.csv",
    "roles.csv",
    "users.csv",
];

/// The files that hold only what has changed: as the manifest says, or else their first row.
fn deltas<'f>(feed: &'f Feed<'_>) -> BTreeSet<&'f str> {
    let Some(manifest) = feed.format.manifest else { return BTreeSet::new() };
    let file = feed.file(manifest.file);
    let [name, value] = [manifest.name, manifest.value].map(|header| file.column(header));
    let mut modes = BTreeMap::new();
    for row in &file.rows {
        let stem = row[name].trim_end_matches('*').strip_prefix(manifest.files);
        modes.entry(stem.unwrap_or_default()).or_insert(&*row[value]);
    }
    let is_delta = |file: &&File<'_>| {
        let stem = file.table.file.trim_end_matches(".csv");
        let filled = |header| {
            let cell = file.table.column(header).zip(file.rows.first());
            cell.is_some_and(|(at, row)| !row[at].is_empty())
        };
        match modes.get(stem).copied() {
            Some(mode @ ("bulk" | "delta" | "absent")) => mode == "delta",
            _ => filled("status") || filled("dateLastModified"),
        }
    };
    feed.files.iter().filter(is_delta).map(|file| file.table.file).collect()
}

/// Where each column of one version stands in the other, by any of its names.
fn columns(from: &File<'_>, to: &File<'_>) -> Vec<(usize, usize)> {
    let here = |(c, column): (usize, &Column)| {
        let same = |other: &&Column| {
            other.header == column.header
                || other.aliases.contains(&column.header)
                || column.aliases.contains(&other.header)
        };
        let other = from.table.columns.iter().find(same)?;
        Some((from.column(other.header), c))
    };
    to.table.columns.iter().enumerate().filter_map(here).collect()
}

/// The places of added columns, in both.
fn extras<'a>(from: &File<'a>, to: &mut File<'a>) -> Vec<(usize, usize)> {
    let mut places = Vec::new();
    for (i, name) in from.extra.iter().enumerate() {
        if name.starts_with("metadata.") && !to.extra.contains(name) {
            places.push((from.table.columns.len() + i, to.table.columns.len() + to.extra.len()));
            to.extra.push(name.clone());
        }
    }
    for row in &mut to.rows {
        row.resize(to.table.columns.len() + to.extra.len(), Cow::Borrowed(""));
    }
    places
}

fn copy<'a>(from: &File<'a>, to: &mut File<'a>) {
    let mut places = extras(from, to);
    places.extend(columns(from, to));
    for row in &from.rows {
        let mut cells = to.blank_row();
        places.iter().for_each(|(from, to)| cells[*to] = row[*from].clone());
        if !to.delta {
            blank_life(to, &mut cells);
        }
        to.rows.push(cells);
    }
}

/// In bulk nothing is said of what became of a record.
fn blank_life<'a>(file: &File<'a>, row: &mut [Cow<'a, str>]) {
    for header in ["status", "dateLastModified"] {
        if let Some(at) = file.table.column(header) {
            row[at] = Cow::Borrowed("");
        }
    }
}

fn accompany<'a>(from: &File<'a>, to: &mut File<'a>) {
    let mut places = extras(from, to);
    if to.delta {
        let life = ["status", "dateLastModified"];
        places.extend(life.map(|header| (from.column(header), to.column(header))));
    }
    let (id, own) = (from.column("sourcedId"), to.column("sourcedId"));
    if places.is_empty() {
        return;
    }
    let rows: BTreeMap<&str, &Vec<Cow<'a, str>>> =
        from.rows.iter().rev().map(|row| (&*row[id], row)).collect();
    for cells in &mut to.rows {
        if let Some(row) = rows.get(&*cells[own]) {
            places.iter().for_each(|(from, to)| cells[*to] = row[*from].clone());
        }
    }
}

/// The roles of a user whose row says what became of the user.
fn stamp_roles(to: &mut Feed<'_>) {
    if !to.file("roles.csv").delta {
        return;
    }
    let users = to.file("users.csv");
    let [id, status, date] =
        ["sourcedId", "status", "dateLastModified"].map(|header| users.column(header));
    let lives: BTreeMap<_, _> = users
        .rows
        .iter()
        .map(|row| (row[id].clone(), [row[status].clone(), row[date].clone()]))
        .collect();
    let roles = to.file_mut("roles.csv");
    let [user, status, date] =
        ["userSourcedId", "status", "dateLastModified"].map(|header| roles.column(header));
    for row in &mut roles.rows {
        if let Some([of, when]) = lives.get(&*row[user]) {
            row[status] = of.clone();
            row[date] = when.clone();
        }
    }
}

/// Every file, and how it comes.
pub(crate) fn write_manifest(feed: &mut Feed<'_>) {
    let Some(manifest) = feed.format.manifest else { return };
    let mut rows: Vec<(Cow<'_, str>, &'static str)> = Vec::new();
    for property in manifest.properties.iter().filter(|property| property.required) {
        rows.push((property.name.into(), property.words.first().copied().unwrap_or_default()));
    }
    for file in feed.files.iter().filter(|file| file.table.file != manifest.file) {
        let name = file.table.file.trim_end_matches(".csv");
        let mode = match (file.present, file.delta) {
            (false, _) => "absent",
            (true, true) => "delta",
            (true, false) => "bulk",
        };
        rows.push((format!("{}{name}", manifest.files).into(), mode));
    }
    let file = feed.file_mut(manifest.file);
    let [name, value] = [manifest.name, manifest.value].map(|header| file.column(header));
    file.rows.clear();
    for (property, word) in rows {
        let mut row = file.blank_row();
        row[name] = property.into_owned().into();
        row[value] = word.into();
        file.rows.push(row);
    }
    file.present = true;
}

/// The facts that the columns of a version say; what only OneRoster has is a fact of its own.
pub(crate) fn links(format: &'static Format) -> Vec<Linked> {
    let since_1_2 = format.table("roles.csv").is_some();
    let mut all = [
        table::links("orgs.csv", ORGS),
        table::links("academicSessions.csv", SESSIONS),
        table::links("courses.csv", COURSES),
        table::links("classes.csv", CLASSES),
        table::links("users.csv", USERS),
        table::links("enrollments.csv", ENROLLMENTS),
        table::links("demographics.csv", DEMOGRAPHICS),
    ]
    .concat();
    if since_1_2 {
        all.extend(table::links("users.csv", USERS_SINCE_1_2));
        all.extend(table::links("roles.csv", ROLES));
    } else {
        all.extend([
            table::by_shape("users.csv", "orgSourcedIds", Role::Org, "an item for each org"),
            table::by_shape("users.csv", "role", Role::Role, "one role at all orgs"),
        ]);
    }
    all.extend([
        table::by_shape("users.csv", "agentSourcedIds", Relation::Contact, "an item for each"),
        table::by_shape("users.csv", "userIds", Person::StateId, "the item `{StateID:…}`"),
    ]);
    let rides = |table: &&&'static Table| {
        let manifest = format.manifest.map(|manifest| manifest.file);
        Some(table.file) != manifest
    };
    for table in format.tables.iter().filter(rides) {
        let whole = !ROSTER.contains(&table.file);
        let columns = table.columns.iter();
        let own = columns.filter(|of| whole || matches!(of.header, "status" | "dateLastModified"));
        all.extend(own.map(|column| Linked {
            file: table.file,
            header: column.header,
            fact: (table.file, name_of(column)),
            how: None,
        }));
    }
    all
}

/// The name that a column has in 1.1, if it had another there.
fn name_of(column: &'static Column) -> &'static str {
    match column.header {
        "academicSessionSourcedId" => "gradingPeriodSourcedId",
        header => header,
    }
}
