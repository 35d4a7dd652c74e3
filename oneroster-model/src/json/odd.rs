//! What is odd about a document, gathered while it is read: oddities of one kind in one member are
//! one finding, whose first place is kept.

use alloc::{borrow::ToOwned, collections::BTreeMap, string::String, vec::Vec};

use roster_core::{Column, Detail, Finding, Pointer, Rule};

/// A step down into a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Member(&'static str),
    Item(usize),
    /// To a member that no table has: its name is a text like any other, and never told.
    Unknown,
}

/// The way as a pointer, as far as it can be told.
pub(crate) fn pointer(way: &[Step]) -> Pointer {
    let known = way.iter().map_while(|step| match *step {
        Step::Member(name) => Some(Ok(name)),
        Step::Item(index) => Some(Err(index)),
        Step::Unknown => None,
    });
    known.fold(Pointer::ROOT, |at, step| match step {
        Ok(name) => at.member(name),
        Err(index) => at.item(index),
    })
}

/// What an oddity is about.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Of<'n> {
    /// A member that a table has: its column, as members.
    Member(&'static Column),
    /// A member that no table has.
    Unknown(&'n str),
    /// An object or the document.
    Whole,
}

/// Oddities of one kind in one member.
#[derive(Clone, Debug)]
pub(crate) struct Odd {
    pub(crate) rule: &'static Rule,
    pub(crate) column: Option<&'static Column>,
    pub(crate) detail: Detail,
    pub(crate) pointer: Pointer,
    /// Where the value begins in the document, and how long it is.
    pub(crate) at: (usize, usize),
    /// The object that it is in, from 1; 0 is none.
    pub(crate) row: u64,
    pub(crate) count: u64,
    /// Places and objects of the next few.
    pub(crate) also: Vec<(usize, u64)>,
}

/// All of a document.
#[derive(Debug, Default)]
pub(crate) struct Oddities {
    pub(crate) list: Vec<Odd>,
    index: BTreeMap<(&'static str, Key), usize>,
    /// The way to the value at hand.
    pub(crate) path: Vec<Step>,
    /// The object at hand, from 1.
    pub(crate) row: u64,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Member(&'static str, usize),
    Unknown(String),
    Whole,
}

impl Oddities {
    /// Notes one at the path's end, `at` so far into the document and so long, which stands for so
    /// many.
    pub(crate) fn note(
        &mut self,
        rule: &'static Rule,
        of: Of<'_>,
        at: (usize, usize),
        count: u64,
        detail: impl FnOnce() -> Detail,
    ) {
        /// Of more members nothing is told apart: names are without number.
        const MOST_MEMBERS: usize = 1000;
        let key = match of {
            Of::Member(column) => Key::Member(column.header, core::ptr::from_ref(column) as usize),
            Of::Unknown(name) if self.index.len() < MOST_MEMBERS => Key::Unknown(name.to_owned()),
            Of::Unknown(_) | Of::Whole => Key::Whole,
        };
        if let Some(known) = self.index.get(&(rule.code, key.clone())) {
            let odd = &mut self.list[*known];
            odd.count += count;
            if odd.also.len() < Finding::MOST_ALSO {
                odd.also.push((at.0, self.row));
            }
            return;
        }
        self.index.insert((rule.code, key), self.list.len());
        let column = match of {
            Of::Member(column) => Some(column),
            _ => None,
        };
        let pointer = pointer(&self.path);
        let (row, also) = (self.row, Vec::new());
        self.list.push(Odd { rule, column, detail: detail(), pointer, at, row, count, also });
    }
}
