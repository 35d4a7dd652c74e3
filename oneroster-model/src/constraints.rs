//! What holds of more than one cell. (OneRoster CSV Binding 1.2; the levels of the profiles say
//! which of it is practice only.)

use chrono::NaiveDate;
use roster_core::{Constraint, Decimal, Index, Look, Value, catalogue as lint};

use crate::{codes::Grade, rules as o};

const CLASSES: &str = "classes.csv";
const COURSES: &str = "courses.csv";
const ENROLLMENTS: &str = "enrollments.csv";
const LINE_ITEMS: &str = "lineItems.csv";
const LINE_ITEM_OBJECTIVES: &str = "lineItemLearningObjectiveIds.csv";
const ORGS: &str = "orgs.csv";
const RESOURCES: &str = "resources.csv";
const RESULTS: &str = "results.csv";
const RESULT_OBJECTIVES: &str = "resultLearningObjectiveIds.csv";
const ROLES: &str = "roles.csv";
const SESSIONS: &str = "academicSessions.csv";
const USERS: &str = "users.csv";
const USER_PROFILES: &str = "userProfiles.csv";
const USER_RESOURCES: &str = "userResources.csv";

/// What holds of both versions, and these too.
macro_rules! and_shared {
    ($($own:ident),+ $(,)?) => {
        &[
            &CLASS_SUBJECTS,
            &COURSE_SUBJECTS,
            &PRIMARY_IS_TEACHER,
            &ONE_PRIMARY_TEACHER,
            &BEGINS_IN_TERM,
            &ENDS_IN_TERM,
            &BOUNDS,
            &SCORE,
            &RESULT_ENROLLED,
            &AGENTS_BOTH_WAYS,
            &ENROLLED_ONCE,
            &SESSION_TREE,
            &ORG_TREE,
            &SESSION_DATES,
            &ENROLLMENT_DATES,
            &CLASS_TEACHER,
            &CLASS_STUDENTS,
            &SCHOOL_OF_CLASS,
            &USERNAME,
            &EMAIL,
            $(&$own,)+
        ]
    };
}

/// Those of 1.1.
pub(crate) static V1P1: &[&Constraint] =
    and_shared![ENROLLMENT_ROLE, AGENT_IS_NO_TEACHER_1_1, ORG_IDENTIFIER, USER_IDENTIFIER,];

/// Those of 1.2.
pub(crate) static V1P2: &[&Constraint] = and_shared![
    LINE_ITEM_OBJECTIVE,
    RESULT_OBJECTIVE,
    ONE_PRIMARY_ROLE,
    PRIMARY_ORG,
    PROFILE_OWNER,
    RESULT_STUDENT,
    RESULT_CLASS,
    AGENT_IS_NO_TEACHER,
    RESOURCE_ROLE,
    RESOURCE_ORG,
    RESOURCE_ENROLLED,
    ROLE_DATES,
    PRIMARY_ROLE,
    MASTER_IDENTIFIER,
    CLASS_GRADES,
    COURSE_GRADES,
    USER_GRADES,
];

/// Those of 1.2 that hold of JSON too: there user resources have no place of their own, profiles
/// stand in their user, and an objective of CASE may be a bare UUID.
pub(crate) static V1P2_JSON: &[&Constraint] = and_shared![
    ONE_PRIMARY_ROLE,
    PRIMARY_ORG,
    RESULT_STUDENT,
    RESULT_CLASS,
    AGENT_IS_NO_TEACHER,
    ROLE_DATES,
    PRIMARY_ROLE,
    MASTER_IDENTIFIER,
    CLASS_GRADES,
    COURSE_GRADES,
    USER_GRADES,
];

// One row.

/// Subjects and their codes: as many, in the same order, where both are there.
static CLASS_SUBJECTS: Constraint = subjects(CLASSES);
static COURSE_SUBJECTS: Constraint = subjects(COURSES);
const fn subjects(file: &'static str) -> Constraint {
    Constraint::new(&o::LISTS_DIFFER, file).columns(&["subjectCodes", "subjects"]).holds(
        |cells, _| {
            let [codes, subjects] = [cells[0], cells[1]];
            codes.is_empty()
                || subjects.is_empty()
                || items(codes).count() == items(subjects).count()
        },
    )
}

/// Only a teacher is the primary one.
static PRIMARY_IS_TEACHER: Constraint = Constraint::new(&o::PRIMARY_NOT_TEACHER, ENROLLMENTS)
    .columns(&["primary", "role"])
    .holds(|cells, _| {
        let [primary, role] = [cells[0], cells[1]];
        !is(primary, "true") || role.is_empty() || is(role, "teacher") || is_extension(role)
    });

/// Four of the eight role words are those of classes in 1.1.
static ENROLLMENT_ROLE: Constraint = Constraint::new(&o::ENROLLMENT_ROLE, ENROLLMENTS)
    .columns(&["role"])
    .cause(0)
    .holds(|cells, _| {
        !["aide", "guardian", "parent", "relative"].iter().any(|word| is(cells[0], word))
    });

/// What Microsoft's tests for providers ask for beyond 1.1.
static ORG_IDENTIFIER: Constraint = identifier(ORGS);
static USER_IDENTIFIER: Constraint = identifier(USERS);
const fn identifier(file: &'static str) -> Constraint {
    Constraint::new(&o::IDENTIFIER_WANTED, file)
        .columns(&["identifier"])
        .cause(0)
        .holds(|cells, _| !cells[0].is_empty())
}
static BOUNDS: Constraint = Constraint::new(&o::SCORE_RANGE, LINE_ITEMS)
    .columns(&["resultValueMin", "resultValueMax"])
    .holds(|cells, _| ordered(number(cells[0]), number(cells[1])));

/// A learning objective of CASE is the URN of a UUID.
static LINE_ITEM_OBJECTIVE: Constraint = objective(LINE_ITEM_OBJECTIVES);
static RESULT_OBJECTIVE: Constraint = objective(RESULT_OBJECTIVES);
const fn objective(file: &'static str) -> Constraint {
    Constraint::new(&o::LEARNING_OBJECTIVE_ID, file)
        .columns(&["learningObjectiveId", "source"])
        .if_filled(0)
        .holds(|cells, _| !is(cells[1], "case") || is_uuid_urn(cells[0]))
}

// Roles of people.

/// At most one primary role per user and org.
static ONE_PRIMARY_ROLE: Constraint = Constraint::new(&o::TWO_PRIMARY_ROLES, ROLES)
    .columns(&["userSourcedId", "orgSourcedId"])
    .unique_when("roleType", &["primary"]);

static PRIMARY_ORG: Constraint = Constraint::new(&o::PRIMARY_ORG_WITHOUT_ROLE, USERS)
    .columns(&["primaryOrgSourcedId", "sourcedId"])
    .if_filled(0)
    .looks(&[Index::of(ROLES, &["userSourcedId", "orgSourcedId"])])
    .holds(|cells, look| look[0].has(&[cells[1], cells[0]]));

static PROFILE_OWNER: Constraint = Constraint::new(&o::PROFILE_OF_ANOTHER, ROLES)
    .columns(&["userProfileSourcedId", "userSourcedId"])
    .looks(&[Index::of(USER_PROFILES, &["sourcedId"]).keep(&["userSourcedId"])])
    .holds(|cells, look| kept(look[0], cells[0]).is_none_or(|owner| owner == cells[1]));

static PRIMARY_ROLE: Constraint = Constraint::new(&lint::NO_PRIMARY_ROLE, USERS)
    .columns(&["sourcedId"])
    .looks(&[Index::of(ROLES, &["userSourcedId"]).when("roleType", &["primary"])])
    .looked_up();

/// Students point to their family, who point back.
static AGENTS_BOTH_WAYS: Constraint = Constraint::new(&o::ONE_SIDED_AGENT, USERS)
    .columns(&["agentSourcedIds", "sourcedId"])
    .if_filled(0)
    .looks(&[Index::of(USERS, &["sourcedId"]).keep(&["agentSourcedIds"])])
    .holds(|cells, look| {
        let mutual = |agents| items(agents).any(|agent| agent == cells[1]);
        let of = |agent| kept(look[0], agent).filter(is_short).is_none_or(mutual);
        !is_short(&cells[0]) || items(cells[0]).all(of)
    });

/// Teachers are not agents of students.
static AGENT_IS_NO_TEACHER_1_1: Constraint = Constraint::new(&o::TEACHER_AS_AGENT, USERS)
    .columns(&["agentSourcedIds", "role"])
    .if_filled(0)
    .looks(&[Index::of(USERS, &["sourcedId"]).keep(&["role"])])
    .holds(|cells, look| {
        let teaches = |agent| kept(look[0], agent).is_some_and(|role| is(role, "teacher"));
        !is(cells[1], "student") || !items(cells[0]).any(teaches)
    });
static AGENT_IS_NO_TEACHER: Constraint = Constraint::new(&o::TEACHER_AS_AGENT, USERS)
    .columns(&["agentSourcedIds", "sourcedId"])
    .if_filled(0)
    .looks(&[
        Index::of(ROLES, &["userSourcedId"]).when("role", &["teacher"]),
        Index::of(ROLES, &["userSourcedId"]).when("role", &["student"]),
        // who is also something else may be family
        Index::of(ROLES, &["userSourcedId"]).when("role", &["parent", "guardian", "relative"]),
    ])
    .holds(|cells, look| {
        let [teachers, students, family] = [look[0], look[1], look[2]];
        let only_teaches = |agent| teachers.has(&[agent]) && !family.has(&[agent]);
        !students.has(&[cells[1]]) || !items(cells[0]).any(only_teaches)
    });

// Classes and who is in them.

static ONE_PRIMARY_TEACHER: Constraint = Constraint::new(&o::TWO_PRIMARY_TEACHERS, ENROLLMENTS)
    .columns(&["classSourcedId", "primary"])
    .unique_when("primary", &["true"]);

/// An enrollment begins and ends within the terms of the class.
static BEGINS_IN_TERM: Constraint = in_term(&["beginDate", "classSourcedId"]);
static ENDS_IN_TERM: Constraint = in_term(&["endDate", "classSourcedId"]);
const fn in_term(columns: &'static [&'static str]) -> Constraint {
    Constraint::new(&o::OUTSIDE_TERM, ENROLLMENTS)
        .columns(columns)
        .looks(
            const {
                &[
                    Index::of(CLASSES, &["sourcedId"]).keep(&["termSourcedIds"]),
                    Index::of(SESSIONS, &["sourcedId"]).keep(&["startDate", "endDate"]),
                ]
            },
        )
        .cause(1)
        .keyed(1)
        .holds(|cells, look| {
            let terms = kept(look[0], cells[1]).filter(is_short);
            let (Some(day), Some(terms)) = (date(cells[0]), terms) else { return true };
            // from the first start to the last end; nothing to say if a term's date is not known
            let span = items(terms).try_fold(None, |span, term| {
                let term = look[1].get(&[term])?;
                let (start, end) = (date(term.cell(0))?, date(term.cell(1))?);
                let (first, last) = span.unwrap_or((start, end));
                Some(Some((start.min(first), end.max(last))))
            });
            span.flatten().is_none_or(|(first, last)| first <= day && day <= last)
        })
}

static ENROLLED_ONCE: Constraint = Constraint::new(&lint::DUPLICATE_ENROLLMENT, ENROLLMENTS)
    .columns(&["userSourcedId", "classSourcedId", "role"])
    .unique();

static CLASS_TEACHER: Constraint = Constraint::new(&lint::CLASS_WITHOUT_TEACHER, CLASSES)
    .columns(&["sourcedId"])
    .looks(&[Index::of(ENROLLMENTS, &["classSourcedId"]).when("role", &["teacher"])])
    .looked_up();
static CLASS_STUDENTS: Constraint = Constraint::new(&lint::CLASS_WITHOUT_STUDENTS, CLASSES)
    .columns(&["sourcedId"])
    .looks(&[Index::of(ENROLLMENTS, &["classSourcedId"]).when("role", &["student"])])
    .looked_up();

static SCHOOL_OF_CLASS: Constraint = Constraint::new(&lint::SCHOOL_DIFFERS, ENROLLMENTS)
    .columns(&["schoolSourcedId", "classSourcedId"])
    .looks(&[Index::of(CLASSES, &["sourcedId"]).keep(&["schoolSourcedId"])])
    .cause(1)
    .agrees();

// Scores.

static SCORE: Constraint = Constraint::new(&o::SCORE_OUT_OF_RANGE, RESULTS)
    .columns(&["score", "lineItemSourcedId"])
    .looks(&[Index::of(LINE_ITEMS, &["sourcedId"]).keep(&["resultValueMin", "resultValueMax"])])
    .keyed(1)
    .holds(|cells, look| {
        let Some(item) = look[0].get(&[cells[1]]) else { return true };
        let [min, max] = [0, 1].map(|bound| number(item.cell(bound)));
        ordered(min, number(cells[0])) && ordered(number(cells[0]), max)
    });

static RESULT_STUDENT: Constraint = Constraint::new(&o::RESULT_NOT_STUDENT, RESULTS)
    .columns(&["studentSourcedId"])
    .cause(0)
    .looks(&[
        Index::of(USERS, &["sourcedId"]),
        Index::of(ROLES, &["userSourcedId"]).when("role", &["student"]),
    ])
    .if_filled(0)
    .holds(|cells, look| look[0].get(&[cells[0]]).is_none() || look[1].has(&[cells[0]]));

static RESULT_CLASS: Constraint = Constraint::new(&o::RESULT_CLASS, RESULTS)
    .columns(&["classSourcedId", "lineItemSourcedId"])
    .looks(&[Index::of(LINE_ITEMS, &["sourcedId"]).keep(&["classSourcedId"])])
    .agrees();

static RESULT_ENROLLED: Constraint = Constraint::new(&o::RESULT_NOT_ENROLLED, RESULTS)
    .columns(&["studentSourcedId", "lineItemSourcedId"])
    .looks(&[
        Index::of(LINE_ITEMS, &["sourcedId"]).keep(&["classSourcedId"]),
        Index::of(ENROLLMENTS, &["userSourcedId", "classSourcedId"]),
        Index::of(USERS, &["sourcedId"]),
    ])
    .holds(|cells, look| {
        let enrolled = |class| look[1].has(&[cells[0], class]);
        look[2].get(&[cells[0]]).is_none() || kept(look[0], cells[1]).is_none_or(enrolled)
    });

// Resources.

static RESOURCE_ROLE: Constraint = Constraint::new(&o::RESOURCE_ROLE, USER_RESOURCES)
    .columns(&["resourceSourcedId", "userSourcedId"])
    .looks(&[
        Index::of(RESOURCES, &["sourcedId"]).keep(&["roles"]),
        Index::of(ROLES, &["userSourcedId", "role"]),
        Index::of(USERS, &["sourcedId"]),
    ])
    .holds(|cells, look| {
        let roles = kept(look[0], cells[0]).filter(is_short);
        let Some(roles) = roles.filter(|roles| !roles.is_empty()) else { return true };
        // the old word for four of the new ones
        const ADMINISTRATORS: [&str; 4] =
            ["districtAdministrator", "principal", "siteAdministrator", "systemAdministrator"];
        let has = |role: &str| look[1].has(&[cells[1], role]);
        let plays = |role: &str| match role {
            "administrator" => ADMINISTRATORS.iter().any(|role| has(role)),
            role => is_extension(role) || has(role),
        };
        look[2].get(&[cells[1]]).is_none() || items(roles).any(plays)
    });

static RESOURCE_ORG: Constraint = Constraint::new(&o::RESOURCE_ORG, USER_RESOURCES)
    .columns(&["orgSourcedId", "classSourcedId"])
    .looks(&[Index::of(CLASSES, &["sourcedId"]).keep(&["schoolSourcedId"])])
    .agrees();

static RESOURCE_ENROLLED: Constraint = Constraint::new(&o::RESOURCE_NOT_ENROLLED, USER_RESOURCES)
    .columns(&["classSourcedId", "userSourcedId"])
    .looks(&[
        Index::of(CLASSES, &["sourcedId"]),
        Index::of(ENROLLMENTS, &["userSourcedId", "classSourcedId"]),
    ])
    .holds(|cells, look| look[0].get(&[cells[0]]).is_none() || look[1].has(&[cells[1], cells[0]]));

// Beyond the specification.

static SESSION_TREE: Constraint =
    Constraint::new(&lint::CYCLE, SESSIONS).columns(&["sourcedId", "parentSourcedId"]).no_cycle();
static ORG_TREE: Constraint =
    Constraint::new(&lint::CYCLE, ORGS).columns(&["sourcedId", "parentSourcedId"]).no_cycle();

static SESSION_DATES: Constraint = dates(SESSIONS, &["endDate", "startDate"]);
static ENROLLMENT_DATES: Constraint = dates(ENROLLMENTS, &["endDate", "beginDate"]);
static ROLE_DATES: Constraint = dates(ROLES, &["endDate", "beginDate"]);
const fn dates(file: &'static str, columns: &'static [&'static str]) -> Constraint {
    Constraint::new(&lint::END_BEFORE_BEGIN, file).columns(columns).not_before()
}

static USERNAME: Constraint = one_person(&["username"]);
static EMAIL: Constraint = one_person(&["email"]);
static MASTER_IDENTIFIER: Constraint = one_person(&["userMasterIdentifier"]);
const fn one_person(columns: &'static [&'static str]) -> Constraint {
    Constraint::new(&lint::ONE_PERSON_TWO_IDS, USERS).columns(columns).unique()
}

static CLASS_GRADES: Constraint = grades(CLASSES);
static COURSE_GRADES: Constraint = grades(COURSES);
static USER_GRADES: Constraint = grades(USERS);
/// The words of 1.1, which 1.2 leaves to whoever agrees on them; those of the Japan profile; and
/// the later ones of CEDS.
const fn grades(file: &'static str) -> Constraint {
    Constraint::new(&lint::UNKNOWN_GRADE, file).columns(&["grades"]).cause(0).holds(|cells, _| {
        const LATER: [&str; 3] = ["ABE", "ASE", "AdultESL"];
        let japan = |grade: &str| {
            let of =
                |stages: &str| grade.len() == 2 && stages.contains(&grade[1..]) && grade.is_ascii();
            match grade.chars().next() {
                Some('P') => of("123456"),
                Some('J' | 'H' | 'E') => of("123"),
                _ => false,
            }
        };
        let known = |grade: &str| {
            Grade::CODES.find(grade).is_some() || LATER.contains(&grade) || japan(grade)
        };
        items(cells[0]).all(known)
    })
}

// How cells are read.

/// The items of a list, none if it is blank.
fn items(list: &str) -> impl Iterator<Item = &str> {
    list.split(',').map(str::trim_ascii).filter(|item| !item.is_empty())
}
fn is(text: &str, word: &str) -> bool {
    text.eq_ignore_ascii_case(word)
}
fn is_extension(text: &str) -> bool {
    text.starts_with("ext:")
}
fn date(text: &str) -> Option<NaiveDate> {
    NaiveDate::read(text).ok()
}
fn number(text: &str) -> Option<f64> {
    Decimal::read(text).ok().map(Decimal::get)
}
/// Whether one is not above the other; yes, if one is not known.
fn ordered<T: PartialOrd>(low: Option<T>, high: Option<T>) -> bool {
    !matches!((low, high), (Some(low), Some(high)) if low > high)
}
/// The one kept cell of the row with this key.
fn kept<'l>(look: Look<'l>, key: &str) -> Option<&'l str> {
    Some(look.get(&[key])?.cell(0))
}
/// Whether a list can be gone through for each row that leads to it: crafted ones cannot.
fn is_short(list: &&str) -> bool {
    list.len() < 1 << 9
}
fn is_uuid_urn(text: &str) -> bool {
    let Some(uuid) = text.strip_prefix("urn:uuid:") else { return false };
    let hex = |part: &str| part.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
    uuid.len() == 36
        && uuid.split('-').map(str::len).eq([8, 4, 4, 4, 12])
        && uuid.split('-').all(hex)
}

#[cfg(test)]
mod tests {
    use roster_core::Test;

    use super::*;

    /// What a constraint says of some cells, where it looks nothing up.
    fn holds(constraint: Constraint, cells: &[&str]) -> bool {
        let Test::Holds(test) = constraint.test else { panic!("it is a function") };
        constraint.filled.is_some_and(|of| cells[of].is_empty()) || test(cells, &[])
    }

    #[test]
    fn constraints_are_of_the_file_and_the_cells_that_they_name() {
        let lists = subjects("courses.csv");
        assert_eq!((lists.rule, lists.file), (&o::LISTS_DIFFER, "courses.csv"));
        assert!(holds(lists, &["1,2", "a,b"]) && holds(lists, &["1,2", ""]));
        assert!(!holds(lists, &["1,2", "a"]));

        let named = identifier("orgs.csv");
        assert_eq!((named.columns, named.cause), (&["identifier"][..], Some(0)));
        assert!(holds(named, &["x"]) && !holds(named, &[""]));

        let case = objective("results.csv");
        let urn = "urn:uuid:0b6a4e5c-0d3c-4c5e-9a35-2f2f0a0b1c2d";
        assert!(holds(case, &[urn, "case"]) && holds(case, &["x", "other"]));
        assert!(holds(case, &["", "case"]) && !holds(case, &["x", "CASE"]));
        assert!(!holds(case, &[&urn.to_uppercase(), "case"]));

        let term = in_term(&["beginDate", "classSourcedId"]);
        assert_eq!((term.rule, term.cause), (&o::OUTSIDE_TERM, Some(1)));
        assert_eq!(term.looks[1].keep, ["startDate", "endDate"]);

        let days = dates("terms.csv", &["endDate", "startDate"]);
        assert!(holds(days, &["2027-01-02", "2027-01-01"]));
        assert!(!holds(days, &["2027-01-01", "2027-01-02"]));
        assert!(matches!(one_person(&["email"]).test, Test::Unique(None)));

        let words = grades("classes.csv");
        for known in ["09", "KG", "P3", "J1", "H3", "ABE", "09,10"] {
            assert!(holds(words, &[known]), "{known}");
        }
        for unknown in ["P7", "J4", "J11", "99", "09,x"] {
            assert!(!holds(words, &[unknown]), "{unknown}");
        }
    }
}
