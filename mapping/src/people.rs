//! People of formats in which every file has ids of its own, and a row for each school.

use alloc::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    format,
    string::String,
};

use crate::{
    feed::File,
    hub::{Person, Record, Roster},
    ids::Renames,
};

/// Where each person of a roster stands.
#[derive(Default)]
pub(crate) struct People<'a>(BTreeMap<Cow<'a, str>, usize>);

impl<'a> People<'a> {
    pub(crate) fn contains(&self, id: &str) -> bool {
        self.0.contains_key(id)
    }
    pub(crate) fn place(&self, id: &str) -> Option<usize> {
        self.0.get(id).copied()
    }
    /// Adds a person whose id is free.
    pub(crate) fn push(&mut self, person: Record<'a, Person>, roster: &mut Roster<'a>) {
        self.0.insert(person[Person::Id].clone(), roster.people.len());
        roster.people.push(person);
    }
}

/// One file of people: its ids may be those of others in the files before it.
pub(crate) struct Space<'f, 'a> {
    file: &'f File<'a>,
    id: usize,
    tag: &'static str,
    shared: &'static [Person],
    /// Where its own people begin.
    first: usize,
    /// Ids of the file that are also those of people before it, and what they are in the roster.
    names: BTreeMap<Cow<'a, str>, Cow<'a, str>>,
    ids: Option<BTreeSet<&'f str>>,
}

impl<'f, 'a> Space<'f, 'a> {
    /// A file, the column of its ids, what to tag those with that are another person's, and what
    /// must be the same of two people if they are to be one.
    pub(crate) fn new(
        file: &'f File<'a>,
        header: &str,
        tag: &'static str,
        shared: &'static [Person],
        roster: &Roster<'a>,
    ) -> Self {
        let (id, first) = (file.column(header), roster.people.len());
        Space { file, id, tag, shared, first, names: BTreeMap::new(), ids: None }
    }

    /// What an id of the file is in the roster.
    pub(crate) fn name(&self, id: &Cow<'a, str>) -> Cow<'a, str> {
        self.names.get(id).unwrap_or(id).clone()
    }

    /// Adds what a row says of a person; the first row of each states all. Gives the id, and
    /// whether the person is new.
    pub(crate) fn add(
        &mut self,
        mut person: Record<'a, Person>,
        people: &mut People<'a>,
        roster: &mut Roster<'a>,
        renames: &mut Renames,
    ) -> (Cow<'a, str>, bool) {
        let home = person[Person::Id].clone();
        if let Some(id) = self.names.get(&home) {
            return (id.clone(), false);
        }
        if home.is_empty() {
            return (home, false);
        }
        match people.place(&home) {
            None => {}
            Some(at) if at >= self.first => return (home, false),
            Some(at) => {
                let other = &mut roster.people[at];
                if self.shared.iter().all(|fact| other[*fact] == person[*fact]) {
                    other.fill(&person);
                    self.names.insert(home.clone(), home.clone());
                    return (home, false);
                }
                let id: Cow<'a, str> = self.free(&home, people).into();
                renames.add(self.file.table.file, &*id, &*home);
                self.names.insert(home, id.clone());
                person[Person::Id] = id;
            }
        }
        let id = person[Person::Id].clone();
        people.push(person, roster);
        (id, true)
    }

    /// An id that nobody has, here or before.
    fn free(&mut self, home: &str, people: &People<'a>) -> String {
        let (file, id) = (self.file, self.id);
        let own = || file.rows.iter().map(|row| &*row[id]).collect();
        let own = &*self.ids.get_or_insert_with(own);
        tagged(home, self.tag, |id| !people.contains(id) && !own.contains(id))
    }
}

/// An id with a tag, and a number if it must be.
pub(crate) fn tagged(id: &str, tag: &str, is_free: impl Fn(&str) -> bool) -> String {
    let numbers = (1_u64..).map(|n| format!("{id}-{tag}-{n}"));
    let mut all = core::iter::once(format!("{id}-{tag}")).chain(numbers);
    all.find(|id| is_free(id)).unwrap_or_default()
}
