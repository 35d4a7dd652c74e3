//! A school district that is nowhere written down: who is in it, and what belongs to whom, is
//! worked out from numbers.
//!
//! Students go to the schools in turn. A school has as many sections as its students fill, and
//! student after student takes the next few of them, round and round: so all sections are about
//! as large, and students share several. Whatever belongs to a record follows from its number, so
//! a district of any size takes no memory, and everything in it agrees.

mod relatives;
mod sections;

pub(super) use sections::family;

use crate::hint::Each;

/// How many there are of what.
#[derive(Clone, Copy, Debug)]
pub(super) struct World {
    /// Names and all that is left to chance follow from it.
    pub(super) seed: u64,
    pub(super) schools: u64,
    pub(super) students: u64,
    pub(super) teachers: u64,
    pub(super) principals: u64,
    pub(super) contacts: u64,
    pub(super) terms: u64,
    pub(super) courses: u64,
    pub(super) resources: u64,
    pub(super) categories: u64,
    /// Sections of a student.
    pub(super) load: u64,
    /// Students in a section.
    pub(super) size: u64,
    /// One in so many sections has a second teacher.
    pub(super) pairs: u64,
}

/// Something in a district.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entity {
    /// What it is; `None` for a row of a table that does not say what its rows are.
    pub(super) each: Option<Each>,
    /// Its number among its like.
    pub(super) n: u64,
}

fn of(each: Each, n: u64) -> Entity {
    Entity { each: Some(each), n }
}

/// Line items of a section, and results of a student.
const TWO: u64 = 2;

impl World {
    /// A district of so many students: schools of 600, teachers of 18, eight sections a student,
    /// 25 students a section.
    pub(super) fn district(students: u64, seed: u64) -> Self {
        let students = students.clamp(1, 1 << 40);
        let schools = (students / 600).max(1);
        let mut world = World {
            seed,
            schools,
            students,
            teachers: (students / 18).max(schools),
            principals: schools,
            contacts: family(students - 1) + 1,
            terms: 2,
            courses: 1,
            resources: 1,
            categories: 4,
            load: 8,
            size: 25,
            pairs: 10,
        };
        world.courses = world.sections().clamp(1, 120);
        world.resources = world.courses.div_ceil(3);
        world
    }
    /// One of each, and none of what no class needs.
    pub(super) fn smallest() -> Self {
        World {
            seed: 0,
            schools: 1,
            students: 1,
            teachers: 1,
            principals: 0,
            contacts: 0,
            terms: 1,
            courses: 1,
            resources: 1,
            categories: 1,
            load: 1,
            size: 3,
            pairs: 2,
        }
    }
    /// A few of everything.
    pub(super) fn small() -> Self {
        World {
            schools: 2,
            students: 6,
            teachers: 4,
            principals: 2,
            contacts: 3,
            terms: 2,
            courses: 2,
            resources: 2,
            categories: 2,
            load: 2,
            ..World::smallest()
        }
    }
    /// Makes it whole again after a change: each school has a teacher, each contact a child.
    pub(super) fn settle(&mut self) {
        self.teachers = self.teachers.max(self.schools);
        self.principals = self.principals.min(self.schools);
        self.contacts = self.contacts.min(family(self.students - 1) + 1);
    }

    /// How many there are; some of the numbers below may be no one's.
    pub(super) fn count(&self, each: Each) -> u64 {
        match each {
            Each::District | Each::Year => 1,
            Each::School => self.schools,
            Each::Term => self.terms,
            Each::Course => self.courses,
            Each::Section => self.sections(),
            Each::Student | Each::Relationship => self.students,
            Each::Teacher => self.teachers,
            Each::Principal => self.principals,
            Each::Contact => self.contacts,
            Each::Enrollment => self.students * self.load,
            Each::Teaching | Each::LineItem => self.sections() * TWO,
            Each::Resource => self.resources,
            Each::Category => self.categories,
            Each::Result => self.students * TWO,
        }
    }
    /// Whether a number is someone's.
    pub(super) fn has(&self, each: Each, n: u64) -> bool {
        n < self.count(each)
            && match each {
                Each::Enrollment => self.section_of(n / self.load, n % self.load).is_some(),
                Each::Result => self.section_of(n / TWO, n % TWO).is_some(),
                Each::Teaching => self.teacher_of(n / TWO, n % TWO).is_some(),
                Each::Relationship => family(n) < self.contacts,
                _ => true,
            }
    }
    /// All that there are of them.
    pub(super) fn all(self, each: Each) -> impl Iterator<Item = Entity> {
        let found = (0..self.count(each)).filter(move |n| self.has(each, *n));
        found.map(move |n| of(each, n))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    const ALL: [Each; 17] = [
        Each::District,
        Each::School,
        Each::Year,
        Each::Term,
        Each::Course,
        Each::Section,
        Each::Student,
        Each::Teacher,
        Each::Principal,
        Each::Contact,
        Each::Enrollment,
        Each::Teaching,
        Each::Resource,
        Each::Category,
        Each::LineItem,
        Each::Result,
        Each::Relationship,
    ];

    /// Small districts of every shape, some with a school that has no students.
    fn worlds() -> impl Iterator<Item = World> {
        let shapes = (1..=3).flat_map(|schools| (1..=15).map(move |students| (schools, students)));
        shapes.flat_map(|(schools, students)| {
            (0..12).map(move |n| {
                let mut world = World {
                    schools,
                    students,
                    teachers: schools + n,
                    principals: n % 4,
                    contacts: n,
                    terms: 1 + n % 2,
                    courses: 1 + n,
                    resources: 1 + n % 3,
                    categories: 1 + n % 5,
                    load: 1 + n % 3,
                    size: 1 + n / 3,
                    ..World::smallest()
                };
                world.settle();
                world
            })
        })
    }

    #[test]
    fn who_is_there_has_to_do_with_who_is_there() {
        for world in worlds() {
            for each in ALL {
                assert!(!world.has(each, world.count(each)), "{each:?} {world:?}");
                for entity in world.all(each) {
                    for relative in world.relatives(entity) {
                        let there = relative.each.is_some_and(|each| world.has(each, relative.n));
                        assert!(there, "{entity:?} {relative:?} {world:?}");
                    }
                }
            }
        }
    }

    /// A student goes to the school of all sections that the student is in, and has the resource of
    /// the first.
    #[test]
    fn who_is_in_a_section_goes_to_its_school() {
        for world in worlds() {
            for student in world.all(Each::Student) {
                let one = |of: Entity, each| {
                    world.relatives(of).into_iter().find(|relative| relative.each == Some(each))
                };
                for i in 0..world.load {
                    let Some(n) = world.section_of(student.n, i) else { continue };
                    let section = of(Each::Section, n);
                    assert_eq!(one(section, Each::School), one(student, Each::School), "{world:?}");
                    if i == 0 {
                        assert_eq!(one(student, Each::Section), Some(section), "{world:?}");
                        let resources = [section, student].map(|of| one(of, Each::Resource));
                        assert_eq!(resources[0], resources[1], "{student:?} {world:?}");
                    }
                }
            }
        }
    }

    /// A student has as many results as sections, of at most two; and no two sections are one.
    #[test]
    fn what_is_of_a_section_has_one() {
        for world in worlds() {
            for each in [Each::Enrollment, Each::Result, Each::Teaching, Each::LineItem] {
                for entity in world.all(each) {
                    let sections = world.relatives(entity).into_iter();
                    let sections = sections.filter(|of| of.each == Some(Each::Section)).count();
                    assert_eq!(sections, 1, "{entity:?} {world:?}");
                }
            }
            for student in 0..world.students {
                let of = |each| {
                    let all = world.all(each);
                    all.filter(|of| {
                        world.relatives(*of).contains(&super::of(Each::Student, student))
                    })
                };
                let enrolled = of(Each::Enrollment).count();
                assert_eq!(of(Each::Result).count(), enrolled.min(2), "{student} {world:?}");
            }
            let sections = 0..world.sections();
            let places: BTreeSet<_> = sections.clone().map(|n| world.place(n)).collect();
            assert_eq!(places.len(), sections.count(), "{world:?}");
            assert!(places.iter().all(|(school, _)| *school < world.schools), "{world:?}");
        }
    }
}
