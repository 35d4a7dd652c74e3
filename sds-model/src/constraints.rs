//! What holds of more than one cell: lints, but for the contacts of V2.1.

use roster_core::{Constraint, Index, catalogue as lint};

use crate::rules;

/// [`v1`](crate::v1).
pub(crate) static V1: &[&Constraint] =
    &[&TERM, &V1_TAUGHT, &V1_ATTENDED, &STUDENT_ADDRESS, &TEACHER_ADDRESS];
/// [`v1_uk`](crate::v1_uk).
pub(crate) static V1_UK: &[&Constraint] =
    &[&TERM, &V1_UK_TAUGHT, &V1_UK_ATTENDED, &STUDENT_ADDRESS, &TEACHER_ADDRESS];
/// [`v2`](crate::v2).
pub(crate) static V2: &[&Constraint] = &[&ORG_TREE, &CLASS_TAUGHT, &CLASS_ATTENDED];
/// [`v2p1`](crate::v2p1).
pub(crate) static V2P1: &[&Constraint] = &[
    &CONTACT_GIVEN_NAME,
    &CONTACT_FAMILY_NAME,
    &CONTACT_EMAIL,
    &ORG_TREE,
    &CLASS_TAUGHT,
    &CLASS_ATTENDED,
    &EMAIL,
    &SESSION,
    &ROLE,
];

static TERM: Constraint = Constraint::new(&lint::END_BEFORE_BEGIN, "Section.csv")
    .columns(&["Term EndDate", "Term StartDate"])
    .not_before();
static STUDENT_ADDRESS: Constraint = one_person("Student.csv", &["Secondary Email"]);
static TEACHER_ADDRESS: Constraint = one_person("Teacher.csv", &["Secondary Email"]);
const fn one_person(file: &'static str, columns: &'static [&'static str]) -> Constraint {
    Constraint::new(&lint::ONE_PERSON_TWO_IDS, file).columns(columns).unique()
}

static V1_TAUGHT: Constraint =
    taught("Section.csv", &["SIS ID"], &[Index::of("TeacherRoster.csv", &["Section SIS ID"])]);
static V1_UK_TAUGHT: Constraint =
    taught("Section.csv", &["ID"], &[Index::of("TeacherRoster.csv", &["Section ID"])]);
static CLASS_TAUGHT: Constraint = taught(
    "classes.csv",
    &["sourcedId"],
    &[Index::of("enrollments.csv", &["classSourcedId"]).when("role", &["teacher"])],
);
const fn taught(
    file: &'static str,
    id: &'static [&'static str],
    by: &'static [Index],
) -> Constraint {
    Constraint::new(&lint::CLASS_WITHOUT_TEACHER, file).columns(id).looks(by).looked_up()
}

static V1_ATTENDED: Constraint = attended(
    "Section.csv",
    &["SIS ID"],
    &[Index::of("StudentEnrollment.csv", &["Section SIS ID"])],
);
static V1_UK_ATTENDED: Constraint =
    attended("Section.csv", &["ID"], &[Index::of("StudentEnrollment.csv", &["Section ID"])]);
static CLASS_ATTENDED: Constraint = attended(
    "classes.csv",
    &["sourcedId"],
    &[Index::of("enrollments.csv", &["classSourcedId"]).when("role", &["student"])],
);
const fn attended(
    file: &'static str,
    id: &'static [&'static str],
    by: &'static [Index],
) -> Constraint {
    Constraint::new(&lint::CLASS_WITHOUT_STUDENTS, file).columns(id).looks(by).looked_up()
}

static ORG_TREE: Constraint =
    Constraint::new(&lint::CYCLE, "orgs.csv").columns(&["sourcedId", "parentSourcedId"]).no_cycle();
static EMAIL: Constraint = one_person("users.csv", &["email"]);
static SESSION: Constraint = Constraint::new(&lint::END_BEFORE_BEGIN, "academicSessions.csv")
    .columns(&["endDate", "startDate"])
    .not_before();
static ROLE: Constraint = Constraint::new(&lint::END_BEFORE_BEGIN, "roles.csv")
    .columns(&["roleEndDate", "roleStartDate"])
    .not_before();

// Who is somebody's contact has names and an address. (SDS V2.1 CSV file format, users.csv)
static CONTACT_GIVEN_NAME: Constraint = contact(&["givenName", "sourcedId"]);
static CONTACT_FAMILY_NAME: Constraint = contact(&["familyName", "sourcedId"]);
static CONTACT_EMAIL: Constraint = contact(&["email", "sourcedId"]);
const fn contact(columns: &'static [&'static str]) -> Constraint {
    Constraint::new(&rules::CONTACT_INCOMPLETE, "users.csv")
        .columns(columns)
        .looks(const { &[Index::of("relationships.csv", &["relationshipUserSourcedId"])] })
        .holds(|cells, look| !cells[0].is_empty() || look[0].get(&[cells[1]]).is_none())
}

#[cfg(test)]
mod tests {
    use roster_core::Test;

    use super::*;

    #[test]
    fn constraints_are_of_the_file_and_the_cells_that_they_name() {
        let person = one_person("users.csv", &["email"]);
        assert_eq!((person.rule, person.file), (&lint::ONE_PERSON_TWO_IDS, "users.csv"));
        assert_eq!(person.columns, ["email"]);
        assert!(matches!(person.test, Test::Unique(None)));

        let teacher = taught("Section.csv", &["ID"], V1_UK_TAUGHT.looks);
        assert_eq!((teacher.rule, teacher.columns), (&lint::CLASS_WITHOUT_TEACHER, &["ID"][..]));
        assert_eq!(teacher.looks[0].file, "TeacherRoster.csv");
        let students = attended("Section.csv", &["ID"], V1_UK_ATTENDED.looks);
        assert_eq!((students.rule, students.file), (&lint::CLASS_WITHOUT_STUDENTS, "Section.csv"));
        assert_eq!(students.looks[0].file, "StudentEnrollment.csv");

        let named = contact(&["givenName", "sourcedId"]);
        assert_eq!((named.rule, named.file), (&rules::CONTACT_INCOMPLETE, "users.csv"));
        assert_eq!(named.looks[0].key, ["relationshipUserSourcedId"]);
        assert!(matches!(named.test, Test::Holds(_)));
    }
}
