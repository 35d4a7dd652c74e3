//! What belongs to what in a district.

use alloc::{vec, vec::Vec};

use super::{Entity, TWO, World, of, sections::children};
use crate::hint::Each;

impl World {
    /// What belongs to something, the nearest first.
    pub(in crate::generate) fn relatives(&self, entity: Entity) -> Vec<Entity> {
        let Some(each) = entity.each else { return Vec::new() };
        let n = entity.n;
        let year = of(Each::Year, 0);
        let school = |k| of(Each::School, k);
        match each {
            Each::District | Each::Year | Each::Resource | Each::Category => Vec::new(),
            Each::Term => vec![year],
            Each::School => {
                let mut all = vec![of(Each::District, 0)];
                all.extend((n < self.principals).then(|| of(Each::Principal, n)));
                all
            }
            Each::Course => {
                vec![of(Each::District, 0), year, of(Each::Resource, n % self.resources)]
            }
            Each::Section => {
                let course = n % self.courses;
                let mut all = vec![
                    school(self.place(n).0),
                    of(Each::Course, course),
                    self.term_of(n),
                    of(Each::Resource, course % self.resources),
                ];
                all.extend((0..TWO).filter_map(|i| self.teacher_of(n, i)));
                all
            }
            Each::Student => {
                let mut all = vec![school(n % self.schools), year];
                all.extend(self.contact_of(n));
                if let Some(section) = self.section_of(n, 0) {
                    let resource = section % self.courses % self.resources;
                    all.extend([of(Each::Section, section), of(Each::Resource, resource)]);
                }
                all
            }
            Each::Teacher | Each::Principal => vec![school(n % self.schools), year],
            Each::Contact => {
                let (first, second) = children(n);
                let mut all = vec![school(first % self.schools), of(Each::Student, first)];
                let second = second.filter(|n| *n < self.students);
                all.extend(second.map(|n| of(Each::Student, n)));
                all
            }
            Each::Enrollment => self.in_section(
                self.section_of(n / self.load, n % self.load),
                Some(of(Each::Student, n / self.load)),
            ),
            Each::Teaching => self.in_section(Some(n / TWO), self.teacher_of(n / TWO, n % TWO)),
            Each::LineItem => self.in_section(
                Some(n / TWO),
                Some(of(Each::Category, (n + n / TWO) % self.categories)),
            ),
            Each::Result => {
                let section = self.section_of(n / TWO, n % TWO);
                let mut all = self.in_section(section, Some(of(Each::Student, n / TWO)));
                all.extend(section.map(|n| of(Each::LineItem, n * TWO)));
                all
            }
            Each::Relationship => {
                let mut all = vec![of(Each::Student, n)];
                all.extend(self.contact_of(n));
                all
            }
        }
    }

    /// Something that a section has, and the section's own.
    fn in_section(&self, section: Option<u64>, which: Option<Entity>) -> Vec<Entity> {
        let mut all: Vec<Entity> = which.into_iter().collect();
        if let Some(n) = section {
            let school = of(Each::School, self.place(n).0);
            all.extend([of(Each::Section, n), school, self.term_of(n)]);
        }
        all
    }
}
