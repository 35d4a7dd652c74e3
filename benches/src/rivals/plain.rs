//! A validator as one writes it at first: structs by serde, ids in a `HashSet<String>`.

use std::collections::HashSet;

use chrono::NaiveDate;
use roster_core::Memory;

use super::structs::{AcademicSession, Class, Course, Enrollment, Org, User, read};
use crate::data::{Counts, file};

/// Duplicate ids, dangling references, required cells, dates and what they begin and end, booleans and
/// vocabularies of a package: a part of what `roster_core::check` looks at.
pub fn validate(package: &Memory) -> Counts {
    let mut counts = Counts::default();
    let orgs: Vec<Org> = read(file(package, "orgs.csv")).collect();
    let sessions: Vec<AcademicSession> = read(file(package, "academicSessions.csv")).collect();
    let courses: Vec<Course> = read(file(package, "courses.csv")).collect();
    let classes: Vec<Class> = read(file(package, "classes.csv")).collect();
    let users: Vec<User> = read(file(package, "users.csv")).collect();
    let enrollments: Vec<Enrollment> = read(file(package, "enrollments.csv")).collect();

    let org_ids = counts.ids(orgs.iter().map(|row| &row.sourced_id));
    let session_ids = counts.ids(sessions.iter().map(|row| &row.sourced_id));
    let course_ids = counts.ids(courses.iter().map(|row| &row.sourced_id));
    let class_ids = counts.ids(classes.iter().map(|row| &row.sourced_id));
    let user_ids = counts.ids(users.iter().map(|row| &row.sourced_id));
    counts.ids(enrollments.iter().map(|row| &row.sourced_id));

    for row in &orgs {
        counts.required([&row.sourced_id, &row.name, &row.r#type]);
        counts.refers(&row.parent_sourced_id, &org_ids);
        let types = ["department", "school", "district", "local", "state", "national"];
        counts.word(&row.r#type, &types);
    }
    for row in &sessions {
        counts.required([&row.sourced_id, &row.title, &row.r#type, &row.school_year]);
        counts.refers(&row.parent_sourced_id, &session_ids);
        counts.period(&row.start_date, &row.end_date);
        counts.word(&row.r#type, &["gradingPeriod", "semester", "schoolYear", "term"]);
    }
    for row in &courses {
        counts.required([&row.sourced_id, &row.title, &row.org_sourced_id]);
        counts.refers(&row.school_year_sourced_id, &session_ids);
        counts.refers(&row.org_sourced_id, &org_ids);
    }
    for row in &classes {
        counts.required([&row.sourced_id, &row.title, &row.course_sourced_id]);
        counts.required([&row.school_sourced_id, &row.term_sourced_ids]);
        counts.words(&row.grades, &GRADES);
        counts.refers(&row.course_sourced_id, &course_ids);
        counts.refers(&row.school_sourced_id, &org_ids);
        row.term_sourced_ids.split(',').for_each(|id| counts.refers(id, &session_ids));
        counts.word(&row.class_type, &["homeroom", "scheduled"]);
    }
    for row in &users {
        counts.required([&row.sourced_id, &row.org_sourced_ids, &row.username]);
        counts.required([&row.given_name, &row.family_name]);
        counts.word(&row.enabled_user, &["true", "false"]);
        counts.words(&row.grades, &GRADES);
        row.org_sourced_ids.split(',').for_each(|id| counts.refers(id, &org_ids));
        let roles = [
            "administrator",
            "aide",
            "guardian",
            "parent",
            "proctor",
            "relative",
            "student",
            "teacher",
        ];
        counts.word(&row.role, &roles);
    }
    for row in &enrollments {
        counts.required([&row.sourced_id, &row.class_sourced_id, &row.school_sourced_id]);
        counts.required([&row.user_sourced_id]);
        counts.words(&row.primary, &["true", "false"]);
        counts.refers(&row.class_sourced_id, &class_ids);
        counts.refers(&row.school_sourced_id, &org_ids);
        counts.refers(&row.user_sourced_id, &user_ids);
        counts.period(&row.begin_date, &row.end_date);
        counts.word(&row.role, &["administrator", "proctor", "student", "teacher"]);
    }
    counts
}

impl Counts {
    fn ids<'r>(&mut self, of: impl Iterator<Item = &'r String>) -> HashSet<String> {
        let mut ids = HashSet::new();
        for id in of {
            if !ids.insert(id.clone()) {
                self.duplicates += 1;
            }
        }
        ids
    }
    fn refers(&mut self, id: &str, ids: &HashSet<String>) {
        self.dangling += u64::from(!id.is_empty() && !ids.contains(id));
    }
    fn required<'r>(&mut self, cells: impl IntoIterator<Item = &'r String>) {
        self.blanks += cells.into_iter().filter(|cell| cell.is_empty()).count() as u64;
    }
    fn period(&mut self, begin: &str, end: &str) {
        let [begin, end] = [begin, end].map(|text| self.date(text));
        self.dates += u64::from(begin.zip(end).is_some_and(|(begin, end)| end < begin));
    }
    fn date(&mut self, text: &str) -> Option<NaiveDate> {
        let date = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
        self.dates += u64::from(!text.is_empty() && date.is_none());
        date
    }
    /// A list, which may be blank.
    fn words(&mut self, text: &str, words: &[&str]) {
        if !text.is_empty() {
            text.split(',').for_each(|text| self.word(text, words));
        }
    }
    fn word(&mut self, text: &str, words: &[&str]) {
        self.words += u64::from(!words.contains(&text));
    }
}

const GRADES: [&str; 20] = [
    "IT", "PR", "PK", "TK", "KG", "01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11",
    "12", "13", "PS", "UG",
];
