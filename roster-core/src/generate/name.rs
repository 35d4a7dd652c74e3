//! What people, schools and terms of a district are called, and when they are.

use alloc::{format, string::String};

use chrono::{Days, NaiveDate};

use super::{
    say::Aspect,
    words::{CATEGORIES, FAMILY, GIVEN, PLACES, SUBJECTS},
    world::{Entity, World, family},
};
use crate::hint::Each;

impl World {
    pub(super) fn name(&self, entity: Entity) -> Option<String> {
        let n = entity.n;
        let nth = |n: u64| if n == 0 { String::new() } else { format!(" {}", n + 1) };
        Some(match entity.each? {
            Each::District => String::from("Fernwood School District"),
            Each::School => {
                let level = match self.grades(n).0 {
                    0..=5 => "Elementary",
                    6..=8 => "Middle",
                    _ => "High",
                };
                let places = PLACES.len() as u64;
                let place = PLACES[(n % places) as usize];
                format!("{place} {level} School{}", nth(n / places))
            }
            Each::Year => String::from("2026-27"),
            Each::Term => match (self.terms, n) {
                (2, 0) => String::from("Fall 2026"),
                (2, 1) => String::from("Spring 2027"),
                _ => format!("Term {}", n + 1),
            },
            Each::Course => {
                let subjects = SUBJECTS.len() as u64;
                format!("{}{}", SUBJECTS[(n % subjects) as usize][0], nth(n / subjects))
            }
            Each::Section => {
                let course = Entity { each: Some(Each::Course), n: n % self.courses };
                format!("{} - {}", self.name(course)?, n + 1)
            }
            Each::Resource => format!("Reader {}", n + 1),
            Each::Category => CATEGORIES[n as usize % CATEGORIES.len()].into(),
            Each::LineItem => format!("Homework {}", n % 2 + 1),
            _ => format!("{} {}", self.given(entity)?.0, self.family(entity)?.0),
        })
    }

    pub(super) fn kind(&self, entity: Entity) -> Option<&'static [&'static str]> {
        Some(match entity.each? {
            Each::District => &["district"],
            Each::School => &["school"],
            Each::Year => &["schoolYear"],
            Each::Term if self.terms == 2 => &["semester", "term"],
            Each::Term => &["term"],
            Each::Section => &["scheduled"],
            Each::Contact => &["Parent/Guardian", "parent", "guardian"],
            _ => return None,
        })
    }

    pub(super) fn given(&self, entity: Entity) -> Option<(&'static str, &'static str)> {
        is_person(entity).then(|| *self.rng(entity, Aspect::Given).pick(GIVEN))
    }
    /// A contact has the name of the students that it belongs to.
    pub(super) fn family(&self, entity: Entity) -> Option<(&'static str, &'static str)> {
        let of = match entity.each? {
            Each::Student => Entity { each: Some(Each::Contact), n: family(entity.n) },
            _ => entity,
        };
        is_person(entity).then(|| *self.rng(of, Aspect::Family).pick(FAMILY))
    }
    pub(super) fn username(&self, entity: Entity) -> Option<String> {
        let suffix = match entity.each? {
            Each::Teacher => "t",
            Each::Principal => "p",
            Each::Contact => "c",
            _ => "",
        };
        let (given, family) = (self.given(entity)?.1, self.family(entity)?.1);
        Some(format!("{}{family}{}{suffix}", &given[..1], entity.n + 1))
    }
    pub(super) fn birth(&self, entity: Entity) -> NaiveDate {
        let mut rng = self.rng(entity, Aspect::Birth);
        let year = match entity.each {
            Some(Each::Student) => 2020 - self.grade(entity).unwrap_or_default() as i32,
            _ => 1965 + rng.below(35) as i32,
        };
        let start = NaiveDate::from_ymd_opt(year, 9, 1).unwrap_or_default();
        start.checked_add_days(Days::new(rng.below(365))).unwrap_or(start)
    }
    pub(super) fn subject(&self, entity: Entity) -> &'static [&'static str; 3] {
        let course = match entity.each {
            Some(Each::Section) => entity.n % self.courses,
            _ => entity.n,
        };
        &SUBJECTS[course as usize % SUBJECTS.len()]
    }
    /// The first and the last day of something, from the start of the school year.
    pub(super) fn days(&self, entity: Entity) -> (u64, u64) {
        const YEAR: u64 = 292;
        let term = match entity.each {
            Some(Each::Term) => Some(entity.n),
            _ => {
                let relatives = self.relatives(entity).into_iter();
                let mut terms = relatives.filter(|relative| relative.each == Some(Each::Term));
                terms.next().map(|term| term.n)
            }
        };
        let Some(term) = term else { return (0, YEAR - 1) };
        let length = (YEAR / self.terms).max(2);
        (term * length, (term + 1) * length - 1)
    }
}

fn is_person(entity: Entity) -> bool {
    use Each::{Contact, Principal, Student, Teacher};
    matches!(entity.each, Some(Student | Teacher | Principal | Contact))
}

/// An id that no other record of its kind has.
pub(super) fn id(entity: Entity) -> String {
    let letters = match entity.each {
        None => "x",
        Some(Each::District) => "district",
        Some(Each::School) => "school",
        Some(Each::Year) => "year",
        Some(Each::Term) => "term",
        Some(Each::Course) => "course",
        Some(Each::Section) => "section",
        Some(Each::Student) => "s",
        Some(Each::Teacher) => "t",
        Some(Each::Principal) => "p",
        Some(Each::Contact) => "c",
        Some(Each::Enrollment) => "enrollment",
        Some(Each::Teaching) => "teaching",
        Some(Each::Relationship) => "relationship",
        Some(Each::Resource) => "resource",
        Some(Each::Category) => "category",
        Some(Each::LineItem) => "item",
        Some(Each::Result) => "result",
    };
    format!("{letters}{}", entity.n + 1)
}
