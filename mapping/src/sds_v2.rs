//! SDS V2 and V2.1.
//!
//! V2.1 has people apart from what they do; V2 has one role a person, at one or more orgs.

use alloc::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    string::String,
    vec::Vec,
};

use crate::{
    Options,
    feed::{Feed, File},
    hub::{
        Class, Course, Demographics, Enrollment, Entity, Flag, Org, Person, Record, Relation, Role,
        Roster, Session,
    },
    link::{Bound, Link, same, via},
    oneroster::{administrator, distinct, is_administrator, org_types},
    table::{self, Linked},
    words::{DATES, FIRST, GRADE, LIST, items, joined},
};

const ORGS: &[Link<Org>] = &[
    same("sourcedId", Org::Id),
    same("name", Org::Name),
    same("type", Org::Type),
    same("parentSourcedId", Org::Parent),
];
const USERS: &[Link<Person>] = &[
    same("sourcedId", Person::Id),
    same("username", Person::Username),
    same("familyName", Person::Family),
    same("givenName", Person::Given),
    same("password", Person::Password),
    same("activeDirectoryMatchId", Person::MatchId),
    same("email", Person::Email),
    same("phone", Person::Phone),
    same("sms", Person::Sms),
    same("userNumber", Person::Identifier),
];
const ROLES: &[Link<Role>] = &[
    same("userSourcedId", Role::Person),
    same("orgSourcedId", Role::Org),
    same("role", Role::Role),
    same("sessionSourcedId", Role::Session),
    via("grade", Role::Grade, &GRADE),
    via("roleStartDate", Role::Begin, &DATES),
    via("roleEndDate", Role::End, &DATES),
];
const CLASSES: &[Link<Class>] = &[
    same("sourcedId", Class::Id),
    same("orgSourcedId", Class::School),
    same("title", Class::Title),
    via("sessionSourcedIds", Class::Terms, &LIST),
    same("courseSourcedId", Class::Course),
    same("code", Class::Code),
];
const ENROLLMENTS: &[Link<Enrollment>] = &[
    same("classSourcedId", Enrollment::Class),
    same("userSourcedId", Enrollment::Person),
    same("role", Enrollment::Role),
];
const SESSIONS: &[Link<Session>] = &[
    same("sourcedId", Session::Id),
    same("title", Session::Title),
    same("type", Session::Type),
    same("schoolYear", Session::Year),
    via("startDate", Session::Start, &DATES),
    via("endDate", Session::End, &DATES),
];
const COURSES: &[Link<Course>] = &[
    same("sourcedId", Course::Id),
    same("orgSourcedId", Course::Org),
    same("title", Course::Title),
    same("code", Course::Code),
    same("schoolYearSourcedId", Course::SchoolYear),
    via("subject", Course::Subjects, &FIRST),
    via("grade", Course::Grades, &GRADE),
];
const DEMOGRAPHICS: &[Link<Demographics>] = &[
    same("userSourcedId", Demographics::Person),
    same("sex", Demographics::Sex),
    via("birthDate", Demographics::BirthDate, &DATES),
    same("birthCity", Demographics::BirthCity),
    same("birthState", Demographics::BirthState),
    same("birthCountry", Demographics::BirthCountry),
];
const FLAGS: &[Link<Flag>] = &[same("userSourcedId", Flag::Person), same("flag", Flag::Flag)];
const RELATIONS: &[Link<Relation>] = &[
    same("userSourcedId", Relation::Student),
    same("relationshipUserSourcedId", Relation::Contact),
    same("relationshipRole", Relation::Role),
];
const V2_USERS: &[Link<Person>] = &[
    same("sourcedId", Person::Id),
    same("username", Person::Username),
    same("givenName", Person::Given),
    same("familyName", Person::Family),
    same("password", Person::Password),
    via("grade", Person::Grades, &GRADE),
];
const V2_CLASSES: &[Link<Class>] = &[
    same("sourcedId", Class::Id),
    same("orgSourcedId", Class::School),
    same("title", Class::Title),
];

/// The codes of race, and the flags that say the same.
const RACES: &[(&str, Demographics)] = &[
    ("americanIndianOrAlaskaNative", Demographics::AmericanIndian),
    ("asian", Demographics::Asian),
    ("blackOrAfricanAmerican", Demographics::Black),
    ("nativeHawaiianOrOtherPacificIslander", Demographics::Hawaiian),
    ("white", Demographics::White),
    ("demographicRaceTwoOrMoreRaces", Demographics::TwoOrMore),
];
const HISPANIC: &str = "hispanicOrLatinoEthnicity";

/// What a roster of V2.1 says.
pub(crate) fn read<'a>(feed: &Feed<'a>) -> Roster<'a> {
    let mut roster = Roster {
        orgs: all(feed.file("orgs.csv"), ORGS),
        sessions: all(feed.file("academicSessions.csv"), SESSIONS),
        courses: all(feed.file("courses.csv"), COURSES),
        classes: all(feed.file("classes.csv"), CLASSES),
        people: all(feed.file("users.csv"), USERS),
        enrollments: all(feed.file("enrollments.csv"), ENROLLMENTS),
        relations: all(feed.file("relationships.csv"), RELATIONS),
        flags: all(feed.file("userFlags.csv"), FLAGS),
        ..Roster::default()
    };
    let types = org_types(&roster);
    let file = feed.file("roles.csv");
    let (links, primary) = (Bound::new(file, ROLES), file.column("isPrimary"));
    let mut grades: BTreeMap<Cow<'a, str>, Vec<Cow<'a, str>>> = BTreeMap::new();
    for row in &file.rows {
        let mut role = links.read(row);
        role[Role::Type] = match &*row[primary].to_ascii_lowercase() {
            "true" => "primary".into(),
            "false" => "secondary".into(),
            _ => "".into(),
        };
        to_hub(&mut role[Role::Role]);
        if role[Role::Role] == "administrator" {
            let org_type = types.get(&role[Role::Org]);
            role[Role::Role] = administrator(org_type.map_or("", |text| text)).into();
        }
        if !role[Role::Grade].is_empty() {
            grades.entry(role[Role::Person].clone()).or_default().push(role[Role::Grade].clone());
        }
        roster.roles.push(role);
    }
    for person in &mut roster.people {
        if let Some(of) = grades.get(&person[Person::Id]) {
            person[Person::Grades] = distinct(of.iter().map(|grade| &**grade));
        }
    }
    roster.enrollments.iter_mut().for_each(|of| to_hub(&mut of[Enrollment::Role]));
    let file = feed.file("demographics.csv");
    let links = Bound::new(file, DEMOGRAPHICS);
    let [races, ethnicity] = ["raceCodes", "ethnicityCodes"].map(|header| file.column(header));
    for row in &file.rows {
        let mut said = links.read(row);
        for race in items(&row[races]) {
            let known = RACES.iter().find(|(code, _)| code.eq_ignore_ascii_case(race));
            known.into_iter().for_each(|(_, fact)| said[*fact] = "true".into());
        }
        if items(&row[ethnicity]).any(|code| code.eq_ignore_ascii_case(HISPANIC)) {
            said[Demographics::Hispanic] = "true".into();
        }
        roster.demographics.push(said);
    }
    roster
}

fn all<'a, E: Entity>(file: &File<'a>, links: &'static [Link<E>]) -> Vec<Record<'a, E>> {
    let links = Bound::new(file, links);
    file.rows.iter().map(|row| links.read(row)).collect()
}

/// Roles that have another word in OneRoster.
const ROLE_WORDS: &[(&str, &str)] = &[("paraprofessional", "aide"), ("aid", "aide")];

fn to_hub(role: &mut Cow<'_, str>) {
    let word = ROLE_WORDS.iter().find(|(own, _)| own.eq_ignore_ascii_case(role));
    if let Some((_, word)) = word {
        *role = (*word).into();
    }
}

/// The word of V2.1 for what a person does at an org; none for what family is.
fn org_role(role: &str) -> &str {
    match role {
        "principal" => "principal",
        "aide" => "paraprofessional",
        "counselor" => "advisor",
        "systemAdministrator" => "itAdmin",
        role if is_administrator(role) => "administrator",
        role => role,
    }
}
/// The word of V2.1 for what a person does in a class.
fn class_role(role: &str) -> &str {
    let codes = sds_model::codes::EnrollmentRole::CODES;
    match role {
        role if codes.find(role).is_some() => role,
        "aide" if codes.find("aid").is_some() => "aid",
        role => role,
    }
}

/// Says what a roster does in V2.1.
pub(crate) fn write<'a>(roster: &Roster<'a>, feed: &mut Feed<'a>, options: &Options) {
    put(&roster.orgs, feed.file_mut("orgs.csv"), ORGS);
    write_sessions(roster, feed.file_mut("academicSessions.csv"), options);
    put(&roster.courses, feed.file_mut("courses.csv"), COURSES);
    put(&roster.classes, feed.file_mut("classes.csv"), CLASSES);
    put(&with_usernames(roster), feed.file_mut("users.csv"), USERS);
    put(&roster.flags, feed.file_mut("userFlags.csv"), FLAGS);
    let mut relations = roster.relations.clone();
    let known = sds_model::codes::RelationshipRole::CODES;
    for of in &mut relations {
        if known.find(&of[Relation::Role]).is_none() {
            of[Relation::Role] = "other".into();
        }
    }
    put(&relations, feed.file_mut("relationships.csv"), RELATIONS);
    let mut enrollments = roster.enrollments.clone();
    for of in &mut enrollments {
        of[Enrollment::Role] = String::from(class_role(&of[Enrollment::Role])).into();
    }
    put(&enrollments, feed.file_mut("enrollments.csv"), ENROLLMENTS);
    write_roles(roster, feed.file_mut("roles.csv"));
    let file = feed.file_mut("demographics.csv");
    let links = Bound::new(file, DEMOGRAPHICS);
    let [races, ethnicity] = ["raceCodes", "ethnicityCodes"].map(|header| file.column(header));
    for said in &roster.demographics {
        let mut row = file.blank_row();
        links.write(said, &mut row);
        row[races] =
            joined(RACES.iter().filter(|(_, of)| said[*of] == "true").map(|(code, _)| *code));
        if said[Demographics::Hispanic] == "true" {
            row[ethnicity] = HISPANIC.into();
        }
        file.rows.push(row);
    }
}

fn put<'a, E: Entity>(records: &[Record<'a, E>], file: &mut File<'a>, links: &'static [Link<E>]) {
    let links = Bound::new(file, links);
    for record in records {
        let mut row = file.blank_row();
        links.write(record, &mut row);
        file.rows.push(row);
    }
}

/// An account must have a name: the id, for want of another.
fn with_usernames<'a>(roster: &Roster<'a>) -> Vec<Record<'a, Person>> {
    let mut people = roster.people.clone();
    for person in &mut people {
        let id = person[Person::Id].clone();
        person.or(Person::Username, || id);
    }
    people
}

/// Of sessions all must be said.
fn write_sessions<'a>(roster: &Roster<'a>, file: &mut File<'a>, options: &Options) {
    let mut sessions = roster.sessions.clone();
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
    put(&sessions, file, SESSIONS);
}

fn write_roles<'a>(roster: &Roster<'a>, file: &mut File<'a>) {
    let links = Bound::new(file, ROLES);
    let [primary, grade] = ["isPrimary", "grade"].map(|header| file.column(header));
    let grades = roster.people.iter().map(|of| (&*of[Person::Id], &of[Person::Grades]));
    let grades: BTreeMap<&str, &Cow<'a, str>> = grades.collect();
    let known = sds_model::codes::OrgRole::CODES;
    for role in &with_roles_of_classes(roster) {
        let word = org_role(&role[Role::Role]);
        if known.find(word).is_none() {
            continue;
        }
        let mut row = file.blank_row();
        links.write(role, &mut row);
        row[file.column("role")] = String::from(word).into();
        row[primary] = match &*role[Role::Type] {
            "primary" => "true".into(),
            "secondary" => "false".into(),
            _ => "".into(),
        };
        if row[grade].is_empty() && word == "student" {
            let of = grades.get(&*role[Role::Person]).and_then(|list| items(list).next());
            row[grade] = String::from(of.unwrap_or_default()).into();
        }
        file.rows.push(row);
    }
}

/// The roles of all, with those that people have for being in a class and no other reason.
fn with_roles_of_classes<'a>(roster: &Roster<'a>) -> Vec<Record<'a, Role>> {
    let mut roles = roster.roles.clone();
    let mut has: BTreeSet<Cow<'a, str>> = roles.iter().map(|of| of[Role::Person].clone()).collect();
    let schools = roster.classes.iter().map(|of| (&*of[Class::Id], &of[Class::School]));
    let schools: BTreeMap<&str, &Cow<'a, str>> = schools.collect();
    for of in &roster.enrollments {
        let person = &of[Enrollment::Person];
        let school = schools.get(&*of[Enrollment::Class]).filter(|_| !has.contains(person));
        if let Some(school) = school {
            has.insert(person.clone());
            roles.push(
                Record::new()
                    .with(Role::Person, person.clone())
                    .with(Role::Org, (*school).clone())
                    .with(Role::Role, of[Enrollment::Role].clone()),
            );
        }
    }
    roles
}

/// What a roster of V2 says.
pub(crate) fn read_v2<'a>(feed: &Feed<'a>) -> Roster<'a> {
    let mut roster = Roster {
        orgs: all(feed.file("orgs.csv"), ORGS),
        classes: all(feed.file("classes.csv"), V2_CLASSES),
        enrollments: all(feed.file("enrollments.csv"), ENROLLMENTS),
        ..Roster::default()
    };
    for of in &mut roster.enrollments {
        of[Enrollment::Role] = of[Enrollment::Role].to_ascii_lowercase().into();
    }
    let types = org_types(&roster);
    let file = feed.file("users.csv");
    let links = Bound::new(file, V2_USERS);
    let [orgs, role] = ["orgSourcedIds", "role"].map(|header| file.column(header));
    for row in &file.rows {
        let person = links.read(row);
        for org in items(&row[orgs]) {
            let mut word: Cow<'a, str> = row[role].to_ascii_lowercase().into();
            if word == "administrator" {
                word = administrator(types.get(org).map_or("", |text| text)).into();
            }
            roster.roles.push(
                Record::new()
                    .with(Role::Person, person[Person::Id].clone())
                    .with(Role::Org, String::from(org))
                    .with(Role::Role, word)
                    .with(Role::Type, "primary"),
            );
        }
        roster.people.push(person);
    }
    roster
}

/// Says what a roster does in V2.
pub(crate) fn write_v2<'a>(roster: &Roster<'a>, feed: &mut Feed<'a>) {
    put(&roster.orgs, feed.file_mut("orgs.csv"), ORGS);
    put(&roster.classes, feed.file_mut("classes.csv"), V2_CLASSES);
    put(&roster.enrollments, feed.file_mut("enrollments.csv"), ENROLLMENTS);
    let roles = with_roles_of_classes(roster);
    let mut of_person: BTreeMap<&str, Vec<&Record<'a, Role>>> = BTreeMap::new();
    for role in &roles {
        of_person.entry(&role[Role::Person]).or_default().push(role);
    }
    let file = feed.file_mut("users.csv");
    let links = Bound::new(file, V2_USERS);
    let [orgs, role] = ["orgSourcedIds", "role"].map(|header| file.column(header));
    for person in with_usernames(roster) {
        let of = of_person.get(&*person[Person::Id]).map(Vec::as_slice).unwrap_or_default();
        let mut row = file.blank_row();
        links.write(&person, &mut row);
        row[orgs] = distinct(of.iter().map(|of| &*of[Role::Org]));
        let first = of.iter().find(|of| of[Role::Type] != "secondary").or(of.first());
        let word = first.map_or("", |of| match &*of[Role::Role] {
            role if is_administrator(role) => "administrator",
            role => role,
        });
        row[role] = String::from(word).into();
        file.rows.push(row);
    }
}

/// The facts that the columns of V2.1 say.
pub(crate) fn links() -> Vec<Linked> {
    let mut all = [
        table::links("orgs.csv", ORGS),
        table::links("users.csv", USERS),
        table::links("roles.csv", ROLES),
        table::links("classes.csv", CLASSES),
        table::links("enrollments.csv", ENROLLMENTS),
        table::links("academicSessions.csv", SESSIONS),
        table::links("courses.csv", COURSES),
        table::links("demographics.csv", DEMOGRAPHICS),
        table::links("userFlags.csv", FLAGS),
        table::links("relationships.csv", RELATIONS),
    ]
    .concat();
    all.extend([
        table::by_shape("roles.csv", "isPrimary", Role::Type, "`true` is `primary`"),
        table::by_shape("roles.csv", "grade", Person::Grades, "grades"),
        table::by_shape("demographics.csv", "ethnicityCodes", Demographics::Hispanic, "a code"),
    ]);
    let race = |(_, fact): &(&str, Demographics)| {
        table::by_shape("demographics.csv", "raceCodes", *fact, "a code for each flag")
    };
    all.extend(RACES.iter().map(race));
    all
}

/// The facts that the columns of V2 say.
pub(crate) fn links_v2() -> Vec<Linked> {
    let mut all = [
        table::links("orgs.csv", ORGS),
        table::links("users.csv", V2_USERS),
        table::links("classes.csv", V2_CLASSES),
        table::links("enrollments.csv", ENROLLMENTS),
    ]
    .concat();
    all.extend([
        table::by_shape("users.csv", "orgSourcedIds", Role::Org, "an item for each org"),
        table::by_shape("users.csv", "role", Role::Role, "one role at all orgs"),
    ]);
    all
}
