//! Which sections a school has, and who is in which.

use super::{Entity, World, of};
use crate::hint::Each;

impl World {
    fn pupils(&self, school: u64) -> u64 {
        self.students / self.schools + u64::from(school < self.students % self.schools)
    }
    /// Sections of a school.
    fn sections_at(&self, school: u64) -> u64 {
        (self.pupils(school) * self.load).div_ceil(self.size)
    }
    pub(super) fn sections(&self) -> u64 {
        let larger = self.students % self.schools;
        larger * self.sections_at(0) + (self.schools - larger) * self.sections_at(larger)
    }
    /// The school of a section, and the section's number there.
    pub(super) fn place(&self, section: u64) -> (u64, u64) {
        let larger = self.students % self.schools;
        let (many, few) = (self.sections_at(0), self.sections_at(larger).max(1));
        match section.checked_sub(larger * many) {
            None => (section / many, section % many),
            Some(n) => (larger + n / few, n % few),
        }
    }
    /// A student's `i`th section.
    pub(super) fn section_of(&self, student: u64, i: u64) -> Option<u64> {
        let (school, number) = (student % self.schools, student / self.schools);
        let here = self.sections_at(school);
        let larger = self.students % self.schools;
        let before = school.min(larger) * self.sections_at(0)
            + school.saturating_sub(larger) * self.sections_at(larger);
        (i < here.min(self.load)).then(|| before + (number * self.load + i) % here)
    }
    /// A section's `i`th teacher.
    pub(super) fn teacher_of(&self, section: u64, i: u64) -> Option<Entity> {
        let (school, number) = self.place(section);
        let here = self.teachers / self.schools + u64::from(school < self.teachers % self.schools);
        let second = here > 1 && number % self.pairs == self.pairs - 1;
        let there = i == 0 || i == 1 && second;
        there.then(|| of(Each::Teacher, (number + i) % here * self.schools + school))
    }
    pub(super) fn term_of(&self, section: u64) -> Entity {
        of(Each::Term, section % self.terms)
    }
    pub(super) fn contact_of(&self, student: u64) -> Option<Entity> {
        Some(of(Each::Contact, family(student))).filter(|contact| contact.n < self.contacts)
    }

    /// The lowest and the highest grade of a school; 0 is kindergarten.
    pub(in crate::generate) fn grades(&self, school: u64) -> (u64, u64) {
        [(9, 12), (0, 5), (6, 8)][(school % 3) as usize]
    }
    /// The grade that a student is in, or that a section is for.
    pub(in crate::generate) fn grade(&self, entity: Entity) -> Option<u64> {
        let section = match entity.each? {
            Each::Student => self.section_of(entity.n, 0)?,
            Each::Section => entity.n,
            _ => return None,
        };
        let (school, number) = self.place(section);
        let (low, high) = self.grades(school);
        Some(low + number * (high - low + 1) / self.sections_at(school).max(1))
    }
}

/// The family of a student: of four students two are siblings.
pub(in crate::generate) fn family(student: u64) -> u64 {
    student / 4 * 3 + (student % 4).min(2)
}
/// The students of a family.
pub(super) fn children(family: u64) -> (u64, Option<u64>) {
    let first = family / 3 * 4 + family % 3;
    (first, (family % 3 == 2).then_some(first + 1))
}
