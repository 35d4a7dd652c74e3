//! Places in JSON documents.

use alloc::vec::Vec;
use core::fmt;

/// Where in a JSON document a value stands, as RFC 6901 writes it.
///
/// It is made of what formats are made of: names of members that the format knows, and numbers.
/// Members that it does not know are texts like any other, and never shown: a place in one is the
/// place of what it stands in.
///
/// ```
/// use roster_core::Pointer;
///
/// let place = Pointer::ROOT.member("dataProvider").member("a/b").item(1);
/// assert_eq!(place.to_string(), "/dataProvider/a~1b/1");
/// assert_eq!(Pointer::ROOT.to_string(), "");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pointer(Vec<Step>);

/// One step of a [`Pointer`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// The member of an object with this name.
    Member(&'static str),
    /// The item of an array, from 0.
    Item(usize),
}

impl Pointer {
    /// The document itself.
    pub const ROOT: Self = Pointer(Vec::new());

    /// The member with this name of the value here.
    pub fn member(&self, name: &'static str) -> Self {
        self.step(Step::Member(name))
    }
    /// The item at this index, from 0, of the value here.
    pub fn item(&self, index: usize) -> Self {
        self.step(Step::Item(index))
    }
    /// The steps from the document to the value.
    pub fn steps(&self) -> &[Step] {
        &self.0
    }
    fn step(&self, step: Step) -> Self {
        let mut steps = Vec::with_capacity(self.0.len() + 1);
        steps.extend_from_slice(&self.0);
        steps.push(step);
        Pointer(steps)
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|step| write!(f, "/{step}"))
    }
}

impl fmt::Display for Step {
    /// A reference token: `~` and `/` escaped.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Step::Member(name) => name.chars().try_for_each(|c| match c {
                '~' => f.write_str("~0"),
                '/' => f.write_str("~1"),
                c => write!(f, "{c}"),
            }),
            Step::Item(index) => write!(f, "{index}"),
        }
    }
}
