//! What holds of more than one cell: lints, but for the type of a contact.

use roster_core::{Constraint, Index, catalogue as lint};

use crate::rules;

/// [`sftp`](crate::sftp).
pub(crate) static SFTP: &[&Constraint] = &[
    &CONTACT_NAME,
    &CONTACT_TYPE,
    &TERM,
    &STUDENT_EMAIL,
    &TEACHER_EMAIL,
    &STAFF_EMAIL,
    &ATTENDED,
    &SCHOOL,
];
/// [`sds`](crate::sds).
pub(crate) static SDS: &[&Constraint] =
    &[&TERM, &STUDENT_EMAIL, &TEACHER_EMAIL, &ATTENDED, &SCHOOL];

/// A contact of whom anything is said has a name and a type. (SFTP instructions, students.csv)
static CONTACT_NAME: Constraint =
    contact(&["Contact_name", "Contact_type", "Contact_phone", "Contact_email", "Contact_sis_id"]);
static CONTACT_TYPE: Constraint =
    contact(&["Contact_type", "Contact_name", "Contact_phone", "Contact_email", "Contact_sis_id"]);
const fn contact(columns: &'static [&'static str]) -> Constraint {
    Constraint::new(&rules::INCOMPLETE_CONTACT, "students.csv")
        .columns(columns)
        .holds(|cells, _| !cells[0].is_empty() || cells.iter().all(|cell| cell.is_empty()))
}

static TERM: Constraint = Constraint::new(&lint::END_BEFORE_BEGIN, "sections.csv")
    .columns(&["Term_end", "Term_start"])
    .not_before();

static STUDENT_EMAIL: Constraint = one_person("students.csv", &["Student_email"]);
static TEACHER_EMAIL: Constraint = one_person("teachers.csv", &["Teacher_email"]);
static STAFF_EMAIL: Constraint = one_person("staff.csv", &["Staff_email"]);
const fn one_person(file: &'static str, columns: &'static [&'static str]) -> Constraint {
    Constraint::new(&lint::ONE_PERSON_TWO_IDS, file).columns(columns).unique()
}

static ATTENDED: Constraint = Constraint::new(&lint::CLASS_WITHOUT_STUDENTS, "sections.csv")
    .columns(&["Section_id"])
    .looks(&[Index::of("enrollments.csv", &["Section_id"])])
    .looked_up();

static SCHOOL: Constraint = Constraint::new(&lint::SCHOOL_DIFFERS, "enrollments.csv")
    .columns(&["School_id", "Section_id"])
    .looks(&[Index::of("sections.csv", &["Section_id"]).keep(&["School_id"])])
    .cause(1)
    .agrees();

#[cfg(test)]
mod tests {
    use roster_core::Test;

    use super::*;

    #[test]
    fn a_contact_of_whom_something_is_said_has_a_name() {
        let contact = contact(&["Contact_name", "Contact_type", "Contact_phone"]);
        assert_eq!((contact.rule, contact.file), (&rules::INCOMPLETE_CONTACT, "students.csv"));
        let Test::Holds(holds) = contact.test else { panic!("it is a function") };
        assert!(holds(&["", "", ""], &[]) && holds(&["x", "", ""], &[]));
        assert!(!holds(&["", "", "1"], &[]));
    }

    #[test]
    fn one_person_has_one_address() {
        let person = one_person("staff.csv", &["Staff_email"]);
        assert_eq!((person.file, person.columns), ("staff.csv", &["Staff_email"][..]));
        assert_eq!(person.rule, &lint::ONE_PERSON_TWO_IDS);
        assert!(matches!(person.test, Test::Unique(None)));
    }
}
