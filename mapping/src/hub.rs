//! What all formats have in common: a roster whose parts are linked to the columns of each format.
//!
//! Words are spelt as OneRoster 1.2 spells them, without `ext:` where they are beyond its
//! vocabularies; dates are `YYYY-MM-DD`; truths are `true` and `false`. A part that says nothing is
//! the empty text.

use alloc::{borrow::Cow, vec, vec::Vec};
use core::{
    fmt,
    marker::PhantomData,
    ops::{Index, IndexMut},
};

use crate::{row::Row, texts::Texts};

/// A kind of thing in a roster: an enum of what can be said of it.
pub trait Entity: Copy + fmt::Debug + 'static {
    /// What it is called.
    const NAME: &'static str;
    /// All that can be said of it.
    const FACTS: &'static [Self];
    /// The name of this fact.
    fn name(self) -> &'static str;
    /// Its place among them.
    fn index(self) -> usize;
}

macro_rules! entity {
    ($(#[doc = $doc:literal])+ $name:ident { $($(#[doc = $fact_doc:literal])* $fact:ident,)+ }) => {
        $(#[doc = $doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs, reason = "most facts are named as they are")]
        pub enum $name {
            $($(#[doc = $fact_doc])* $fact,)+
        }
        impl Entity for $name {
            const NAME: &'static str = stringify!($name);
            const FACTS: &'static [Self] = &[$($name::$fact,)+];
            fn name(self) -> &'static str {
                match self {
                    $($name::$fact => stringify!($fact),)+
                }
            }
            fn index(self) -> usize {
                self as usize
            }
        }
    };
}

entity! {
    /// A school, or what schools belong to.
    Org {
        Id,
        Name,
        Type,
        /// The number that it goes by, such as a state's.
        Identifier,
        Parent,
        StateId,
        NcesId,
        GradeLow,
        GradeHigh,
        PrincipalId,
        PrincipalName,
        PrincipalEmail,
        Address,
        City,
        State,
        Country,
        Zip,
        Phone,
        Zone,
    }
}

entity! {
    /// A school year, or a part of one.
    Session {
        Id,
        Title,
        Type,
        Start,
        End,
        Parent,
        /// The school year, in the digits of its source.
        Year,
    }
}

entity! {
    /// What is taught.
    Course {
        Id,
        SchoolYear,
        Title,
        Code,
        /// With commas between.
        Grades,
        Org,
        /// With commas between.
        Subjects,
        /// With commas between.
        SubjectCodes,
        Description,
    }
}

entity! {
    /// A group of people who are taught together.
    Class {
        Id,
        Title,
        /// With commas between.
        Grades,
        Course,
        /// The code or number that it goes by.
        Code,
        Type,
        Location,
        School,
        /// The sessions, with commas between.
        Terms,
        /// With commas between.
        Subjects,
        /// With commas between.
        SubjectCodes,
        /// With commas between.
        Periods,
        /// SDS V1's text.
        Status,
    }
}

entity! {
    /// A person, whatever they do.
    Person {
        Id,
        Enabled,
        Username,
        /// `{type:identifier}`, with commas between.
        UserIds,
        Given,
        Family,
        Middle,
        /// The number that the person goes by.
        Identifier,
        Email,
        Sms,
        Phone,
        PhoneType,
        /// With commas between.
        Grades,
        Password,
        MasterIdentifier,
        PreferredGiven,
        PreferredMiddle,
        PreferredFamily,
        PrimaryOrg,
        Pronouns,
        /// What to match the account by.
        MatchId,
        StateId,
        /// SDS V1's text.
        Status,
        Title,
        Qualification,
        Department,
        MailingAddress,
        MailingCity,
        MailingState,
        MailingZip,
        MailingLatitude,
        MailingLongitude,
        MailingCountry,
        ResidenceAddress,
        ResidenceCity,
        ResidenceState,
        ResidenceZip,
        ResidenceLatitude,
        ResidenceLongitude,
        ResidenceCountry,
        GraduationYear,
        HomeLanguage,
        WeightedGpa,
        UnweightedGpa,
    }
}

entity! {
    /// What a person does at an org.
    Role {
        Id,
        Person,
        /// `primary` or `secondary`.
        Type,
        Role,
        Begin,
        End,
        Org,
        Profile,
        Session,
        Grade,
    }
}

entity! {
    /// Who is in which class.
    Enrollment {
        Id,
        Class,
        School,
        Person,
        Role,
        Primary,
        Begin,
        End,
    }
}

entity! {
    /// Who is whose contact.
    Relation {
        Student,
        Contact,
        /// What the contact is to the student, in the words of SDS V2.1.
        Role,
        /// Clever's type of contact.
        Type,
    }
}

entity! {
    /// What statistics want to know of a person.
    Demographics {
        Person,
        BirthDate,
        Sex,
        AmericanIndian,
        Asian,
        Black,
        Hawaiian,
        White,
        TwoOrMore,
        Hispanic,
        BirthCountry,
        BirthState,
        BirthCity,
        Residence,
        /// SDS V1's text.
        FederalRace,
    }
}

entity! {
    /// Something that a school has to know of a person: a word of SDS V2.1's user flags.
    Flag {
        Person,
        Flag,
    }
}

/// One thing: what is said of it.
pub struct Record<'a, E> {
    facts: Row<'a>,
    entity: PhantomData<E>,
}

impl<'a, E: Entity> Record<'a, E> {
    /// One of which nothing is said.
    pub fn new() -> Self {
        Record { facts: Row::default(), entity: PhantomData }
    }
    /// The same, with room for so many facts.
    pub(crate) fn with_room(facts: usize) -> Self {
        Record { facts: Row::with_room(facts), entity: PhantomData }
    }
    /// The same with this said too.
    pub fn with(mut self, fact: E, text: impl Into<Cow<'a, str>>) -> Self {
        self.set(fact, text.into());
        self
    }
    /// Says this, or nothing.
    pub(crate) fn set(&mut self, fact: E, text: Cow<'a, str>) {
        self.facts.set(fact.index(), text);
    }
    /// How many facts are said.
    pub(crate) fn said(&self) -> usize {
        self.facts.said()
    }
    /// Says this, if nothing is said yet.
    pub fn or(&mut self, fact: E, text: impl FnOnce() -> Cow<'a, str>) {
        if self[fact].is_empty() {
            self[fact] = text();
        }
    }
    /// Takes over what the other says and this one does not.
    pub fn fill(&mut self, other: &Self) {
        let said = E::FACTS.iter().filter(|fact| !other[**fact].is_empty());
        for fact in said {
            self.or(*fact, || other[*fact].clone());
        }
    }
}

impl<E: Entity> Default for Record<'_, E> {
    fn default() -> Self {
        Record::new()
    }
}
impl<E> Clone for Record<'_, E> {
    fn clone(&self) -> Self {
        Record { facts: self.facts.clone(), entity: PhantomData }
    }
}
impl<'a, E: Entity> Index<E> for Record<'a, E> {
    type Output = Cow<'a, str>;
    fn index(&self, fact: E) -> &Cow<'a, str> {
        &self.facts[fact.index()]
    }
}
impl<E: Entity> IndexMut<E> for Record<'_, E> {
    fn index_mut(&mut self, fact: E) -> &mut Self::Output {
        &mut self.facts[fact.index()]
    }
}
impl<E: Entity> fmt::Debug for Record<'_, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let said = E::FACTS.iter().filter(|fact| !self[**fact].is_empty());
        f.debug_list().entries(said.map(|fact| fact.name())).finish()
    }
}

/// Records by what they say: the last that says it.
pub(crate) fn by<'r, 'a, E: Entity>(records: &'r [Record<'a, E>], fact: E) -> By<'r, 'a, E> {
    By { index: records.iter().map(|of| &*of[fact]).collect(), records }
}

/// Records by what they say: see [`by`].
pub(crate) struct By<'r, 'a, E> {
    index: Texts<'r>,
    records: &'r [Record<'a, E>],
}

impl<'r, 'a, E> By<'r, 'a, E> {
    pub(crate) fn get(&self, text: &str) -> Option<&'r Record<'a, E>> {
        self.index.last(text).map(|at| &self.records[at])
    }
}

/// Records by what they say: all that say it, in their order.
pub(crate) fn groups<'r, 'a, E: Entity>(
    records: impl IntoIterator<Item = &'r Record<'a, E>>,
    fact: E,
) -> Groups<'r, 'a, E> {
    let records: Vec<_> = records.into_iter().collect();
    let index: Texts<'r> = records.iter().map(|of| &*of[fact]).collect();
    let list: Vec<_> = index.places().map(|at| records[at]).collect();
    Groups { is_taken: vec![false; list.len()], list, index }
}

/// Records by what they say: see [`groups`].
pub(crate) struct Groups<'r, 'a, E> {
    index: Texts<'r>,
    /// As they are in the index, so that those of a group stand together.
    list: Vec<&'r Record<'a, E>>,
    /// Of the first of each group, whether it was taken.
    is_taken: Vec<bool>,
}

impl<'r, 'a, E> Groups<'r, 'a, E> {
    pub(crate) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
    /// Those that say this, once: a record that stands several times, as it should not, is not given
    /// each time all that others say of it.
    pub(crate) fn take(&mut self, text: &str) -> &[&'r Record<'a, E>] {
        let group = self.index.group(text);
        if group.is_empty() || core::mem::replace(&mut self.is_taken[group.start], true) {
            return &[];
        }
        &self.list[group]
    }
}

/// A roster, in the order of its source.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs, reason = "named as they are")]
pub struct Roster<'a> {
    pub orgs: Vec<Record<'a, Org>>,
    pub sessions: Vec<Record<'a, Session>>,
    pub courses: Vec<Record<'a, Course>>,
    pub classes: Vec<Record<'a, Class>>,
    pub people: Vec<Record<'a, Person>>,
    pub roles: Vec<Record<'a, Role>>,
    pub enrollments: Vec<Record<'a, Enrollment>>,
    pub relations: Vec<Record<'a, Relation>>,
    pub demographics: Vec<Record<'a, Demographics>>,
    pub flags: Vec<Record<'a, Flag>>,
}
