//! A validator as one writes it at first: structs by serde, ids in a `HashSet<String>`.

use std::collections::HashSet;

use chrono::NaiveDate;
use roster_core::Memory;

use super::structs::{AcademicSession, Class, Course, Enrollment, Org, User, read};
use crate::data::{Counts, file};

/// Duplicate ids, dangling references, dates and vocabularies of a package: a part of what
/// `roster_core::check` looks at.
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
        counts.refers(&row.parent_sourced_id, &org_ids);
        let types = ["department", "school", "district", "local", "state", "national"];
        counts.word(&row.r#type, &types);
    }
    for row in &sessions {
        counts.refers(&row.parent_sourced_id, &session_ids);
        counts.date(&row.start_date);
        counts.date(&row.end_date);
        counts.word(&row.r#type, &["gradingPeriod", "semester", "schoolYear", "term"]);
    }
    for row in &courses {
        counts.refers(&row.school_year_sourced_id, &session_ids);
        counts.refers(&row.org_sourced_id, &org_ids);
    }
    for row in &classes {
        counts.refers(&row.course_sourced_id, &course_ids);
        counts.refers(&row.school_sourced_id, &org_ids);
        row.term_sourced_ids.split(',').for_each(|id| counts.refers(id, &session_ids));
        counts.word(&row.class_type, &["homeroom", "scheduled"]);
    }
    for row in &users {
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
        counts.refers(&row.class_sourced_id, &class_ids);
        counts.refers(&row.school_sourced_id, &org_ids);
        counts.refers(&row.user_sourced_id, &user_ids);
        counts.date(&row.begin_date);
        counts.date(&row.end_date);
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
    fn date(&mut self, text: &str) {
        let is_date = NaiveDate::parse_from_str(text, "%Y-%m-%d").is_ok();
        self.dates += u64::from(!text.is_empty() && !is_date);
    }
    fn word(&mut self, text: &str, words: &[&str]) {
        self.words += u64::from(!words.contains(&text));
    }
}
