//! SDS V2 and V2.1.
//!
//! V2.1 has people apart from what they do; V2 has one role a person, at one or more orgs.

use alloc::{borrow::Cow, collections::BTreeMap, string::String, vec::Vec};

use crate::{
    Options,
    feed::{Feed, File},
    hub::{
        Class, Course, Demographics, Enrollment, Flag, Org, Person, Record, Relation, Role, Roster,
        Session, by, groups,
    },
    link::{Bound, Link, all, put, put_all, same, via},
    needs::{complete, give_username},
    roles::{is_administrator, of_users, take_with_roles_of_classes, tell_administrators},
    table::{self, Linked},
    words::{DATES, FIRST, GRADE, LIST, distinct, items, joined},
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
    let file = feed.file("roles.csv");
    let (links, primary) = (Bound::new(file, ROLES), file.column("isPrimary"));
    let mut grades: BTreeMap<Cow<'a, str>, Vec<Cow<'a, str>>> = BTreeMap::new();
    for row in &file.rows {
        let mut role = links.read(row);
        let is_secondary = row[primary].eq_ignore_ascii_case("false");
        role[Role::Type] = if is_secondary { "secondary" } else { "primary" }.into();
        to_hub(&mut role[Role::Role]);
        if !role[Role::Grade].is_empty() {
            grades.entry(role[Role::Person].clone()).or_default().push(role[Role::Grade].clone());
        }
        roster.roles.push(role);
    }
    tell_administrators(&mut roster);
    for person in &mut roster.people {
        if let Some(of) = grades.remove(&person[Person::Id]) {
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
/// Says what a roster does in V2.1.
pub(crate) fn write<'a>(mut roster: Roster<'a>, feed: &mut Feed<'a>, options: &Options) {
    put(&roster.orgs, feed.file_mut("orgs.csv"), ORGS);
    let mut sessions = core::mem::take(&mut roster.sessions);
    complete(&mut sessions, options);
    put_all(sessions, feed.file_mut("academicSessions.csv"), SESSIONS);
    put(&roster.courses, feed.file_mut("courses.csv"), COURSES);
    put(&roster.classes, feed.file_mut("classes.csv"), CLASSES);
    roster.people = with_usernames(core::mem::take(&mut roster.people));
    put(&roster.people, feed.file_mut("users.csv"), USERS);
    put(&roster.flags, feed.file_mut("userFlags.csv"), FLAGS);
    let mut relations = core::mem::take(&mut roster.relations);
    let known = sds_model::codes::RelationshipRole::CODES;
    for of in &mut relations {
        if known.find(&of[Relation::Role]).is_none() {
            of[Relation::Role] = "other".into();
        }
    }
    put_all(relations, feed.file_mut("relationships.csv"), RELATIONS);
    write_roles(&mut roster, feed.file_mut("roles.csv"));
    let enrollments = core::mem::take(&mut roster.enrollments);
    put_all(enrollments, feed.file_mut("enrollments.csv"), ENROLLMENTS);
    let file = feed.file_mut("demographics.csv");
    let links = Bound::new(file, DEMOGRAPHICS);
    let [races, ethnicity] = ["raceCodes", "ethnicityCodes"].map(|header| file.column(header));
    for said in &roster.demographics {
        let mut row = links.row(said);
        row[races] =
            joined(RACES.iter().filter(|(_, of)| said[*of] == "true").map(|(code, _)| *code));
        if said[Demographics::Hispanic] == "true" {
            row[ethnicity] = HISPANIC.into();
        }
        file.rows.push(row);
    }
}

fn with_usernames(mut people: Vec<Record<'_, Person>>) -> Vec<Record<'_, Person>> {
    people.iter_mut().for_each(give_username);
    people
}

fn write_roles<'a>(roster: &mut Roster<'a>, file: &mut File<'a>) {
    let links = Bound::new(file, ROLES);
    let [primary, grade] = ["isPrimary", "grade"].map(|header| file.column(header));
    let roles = take_with_roles_of_classes(roster);
    let people = by(&roster.people, Person::Id);
    let known = sds_model::codes::OrgRole::CODES;
    file.rows.reserve_exact(roles.len());
    for role in &roles {
        let word = org_role(&role[Role::Role]);
        if known.find(word).is_none() {
            continue;
        }
        let mut row = links.row(role);
        row[file.column("role")] = String::from(word).into();
        row[primary] = match &*role[Role::Type] {
            "primary" => "true".into(),
            "secondary" => "false".into(),
            _ => "".into(),
        };
        if row[grade].is_empty() && word == "student" {
            let person = people.get(&role[Role::Person]);
            let first = person.and_then(|person| items(&person[Person::Grades]).next());
            row[grade] = String::from(first.unwrap_or_default()).into();
        }
        file.rows.push(row);
    }
}

/// What a roster of V2 says.
pub(crate) fn read_v2<'a>(feed: &Feed<'a>) -> Roster<'a> {
    let mut roster = Roster {
        orgs: all(feed.file("orgs.csv"), ORGS),
        classes: all(feed.file("classes.csv"), V2_CLASSES),
        people: all(feed.file("users.csv"), V2_USERS),
        roles: of_users(feed.file("users.csv")),
        enrollments: all(feed.file("enrollments.csv"), ENROLLMENTS),
        ..Roster::default()
    };
    let lower = |word: &mut Cow<'a, str>| *word = word.to_ascii_lowercase().into();
    roster.roles.iter_mut().for_each(|of| lower(&mut of[Role::Role]));
    roster.enrollments.iter_mut().for_each(|of| lower(&mut of[Enrollment::Role]));
    tell_administrators(&mut roster);
    roster
}

/// The word of V2, as its samples spell it; in lower case it is the other formats'.
fn v2_role(role: &str) -> String {
    let codes = sds_model::codes::V2Role::CODES;
    codes.find(role).map_or(role, |(i, _)| codes.words[i].text).into()
}

/// Says what a roster does in V2.
pub(crate) fn write_v2<'a>(mut roster: Roster<'a>, feed: &mut Feed<'a>) {
    put(&roster.orgs, feed.file_mut("orgs.csv"), ORGS);
    put(&roster.classes, feed.file_mut("classes.csv"), V2_CLASSES);
    let roles = take_with_roles_of_classes(&mut roster);
    let mut enrollments = core::mem::take(&mut roster.enrollments);
    for of in &mut enrollments {
        of[Enrollment::Role] = v2_role(&of[Enrollment::Role]).into();
    }
    put_all(enrollments, feed.file_mut("enrollments.csv"), ENROLLMENTS);
    let mut of_person = groups(&roles, Role::Person);
    let file = feed.file_mut("users.csv");
    let links = Bound::new(file, V2_USERS);
    let [orgs, role] = ["orgSourcedIds", "role"].map(|header| file.column(header));
    let people = with_usernames(core::mem::take(&mut roster.people));
    file.rows.reserve_exact(people.len());
    for person in people {
        let of = of_person.take(&person[Person::Id]);
        let mut row = links.row(&person);
        row[orgs] = distinct(of.iter().map(|of| &*of[Role::Org]));
        let first = of.iter().find(|of| of[Role::Type] != "secondary").or(of.first());
        let word = first.map_or("", |of| match &*of[Role::Role] {
            role if is_administrator(role) => "administrator",
            role => role,
        });
        row[role] = v2_role(word).into();
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
