//! Rows looked up from other rows, for constraints.

use alloc::{
    borrow::Cow,
    boxed::Box,
    collections::{BTreeMap, BTreeSet},
    vec::Vec,
};

use super::keys::join;
use crate::{
    check::file::Cells,
    constraint::{Index, When},
    format::Format,
    header::Header,
};

/// The rows of an [`Index`], as a [`Constraint`](crate::Constraint) sees them.
///
/// Of a file that the package lacks, that could not be read, or that only says what has changed,
/// nothing is known.
#[derive(Clone, Copy)]
pub struct Look<'p>(pub(super) Option<&'p Rows>);

/// The kept cells of the first row with a key.
type Kept = Box<[Box<str>]>;

/// The rows of an index by their keys.
#[derive(Default)]
pub(super) struct Rows(BTreeMap<Box<[u8]>, Kept>);

impl core::fmt::Debug for Look<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self.0 {
            Some(rows) => write!(f, "Look ({} keys)", rows.0.len()),
            None => f.write_str("Look (nothing known)"),
        }
    }
}

impl<'p> Look<'p> {
    /// Whether there is a row with this key; yes, too, if nothing is known.
    pub fn has(&self, key: &[&str]) -> bool {
        self.0.is_none_or(|rows| rows.0.contains_key(&*of(key)))
    }
    /// The kept cells of the first row with this key, in the order of the index.
    pub fn get(&self, key: &[&str]) -> Option<&'p [Box<str>]> {
        self.0?.0.get(&*of(key)).map(|kept| &**kept)
    }
}

fn of<'k>(key: &[&'k str]) -> Cow<'k, [u8]> {
    match key {
        [key] => key.as_bytes().into(),
        _ => {
            let parts: Vec<Cow<'_, [u8]>> = key.iter().map(|part| part.as_bytes().into()).collect();
            join(&parts).into()
        }
    }
}

/// An index while its file is read.
pub(super) struct Collector {
    key: Vec<usize>,
    keep: Vec<Option<usize>>,
    when: Condition,
    deleted: Deleted,
    pub(super) rows: Rows,
}

impl Collector {
    /// Finds the columns; `None` if the file lacks one that it cannot do without.
    pub(super) fn new(index: Index, header: &Header, deleted: Deleted) -> Option<Self> {
        let key = index.key.iter().map(|name| at(header, name)).collect::<Option<Vec<_>>>()?;
        let keep = index.keep.iter().map(|name| at(header, name)).collect();
        let when = Condition::new(index.when, header);
        if when.is_unknown() {
            return None;
        }
        Some(Collector { key, keep, when, deleted, rows: Rows::default() })
    }

    pub(super) fn row(&mut self, row: &impl Cells) {
        let text = |at: usize| text(row, Some(at));
        let Some(key) = self.key.iter().map(|at| text(*at)).collect::<Option<Vec<_>>>() else {
            return;
        };
        if !self.when.admits(row) || self.deleted.is(row) || key.iter().any(|part| part.is_empty())
        {
            return;
        }
        let key: Vec<&str> = key.iter().map(|part| &**part).collect();
        let key = of(&key);
        if self.rows.0.contains_key(&*key) {
            return;
        }
        let cell = |at: &Option<usize>| super::look::text(row, *at).unwrap_or_default().into();
        let kept = self.keep.iter().map(cell).collect();
        self.rows.0.insert(key.into(), kept);
    }
}

/// Where a column with this header stands in the file.
pub(super) fn at(header: &Header, name: &str) -> Option<usize> {
    header.position(header.table().column(name)?)
}

/// The text of a cell, empty if there is none; `None` if it is not UTF-8.
pub(super) fn text(row: &impl Cells, at: Option<usize>) -> Option<Cow<'_, str>> {
    match at.and_then(|at| row.cell(at)) {
        None => Some(Cow::Borrowed("")),
        Some(Cow::Borrowed(bytes)) => core::str::from_utf8(bytes).ok().map(Cow::Borrowed),
        Some(Cow::Owned(bytes)) => alloc::string::String::from_utf8(bytes).ok().map(Cow::Owned),
    }
}

/// A [`When`] bound to a file's header.
pub(super) struct Condition(Option<(Option<usize>, When)>);

impl Condition {
    pub(super) fn new(when: Option<When>, header: &Header) -> Self {
        Condition(when.map(|when| (at(header, when.header), when)))
    }
    /// Whether the file lacks the column, which has a finding of its own.
    pub(super) fn is_unknown(&self) -> bool {
        matches!(self.0, Some((None, _)))
    }
    /// Whether the row is one of those that count; words match whatever their case.
    pub(super) fn admits(&self, row: &impl Cells) -> bool {
        let Some((at, when)) = &self.0 else { return true };
        text(row, *at)
            .is_some_and(|text| when.words.iter().any(|word| word.eq_ignore_ascii_case(&text)))
    }
}

/// Which rows are of records that are to be deleted.
#[derive(Clone, Copy)]
pub(super) struct Deleted(Option<(usize, &'static str)>);

impl Deleted {
    pub(super) fn new(format: &Format, header: &Header) -> Self {
        let deleted = format.manifest.and_then(|manifest| manifest.deleted);
        Deleted(deleted.and_then(|(name, word)| Some((at(header, name)?, word))))
    }
    pub(super) fn is(self, row: &impl Cells) -> bool {
        let Some((at, word)) = self.0 else { return false };
        text(row, Some(at)).is_some_and(|text| text.eq_ignore_ascii_case(word))
    }
}

/// Of the records that lead back to themselves, the first of each circle.
#[derive(Default)]
pub(super) struct Circles {
    /// Each record with the one that it leads to, in the order of the file.
    steps: Vec<[Box<[u8]>; 2]>,
}

impl Circles {
    pub(super) fn row(&mut self, id: Cow<'_, [u8]>, next: Cow<'_, [u8]>) {
        self.steps.push([id.into(), next.into()]);
    }

    pub(super) fn first_of_each(&self) -> BTreeSet<Box<[u8]>> {
        #[derive(Clone, Copy, PartialEq)]
        enum State {
            New,
            OnPath,
            Done,
        }
        let mut index = BTreeMap::new();
        for (i, [id, _]) in self.steps.iter().enumerate() {
            index.entry(&**id).or_insert(i);
        }
        let next = |i: usize| index.get(&*self.steps[i][1]).copied();
        let mut states = alloc::vec![State::New; self.steps.len()];
        let mut found = BTreeSet::new();
        for start in 0..self.steps.len() {
            let mut path = Vec::new();
            let mut at = Some(start);
            while let Some(i) = at.filter(|i| states[*i] == State::New) {
                states[i] = State::OnPath;
                path.push(i);
                at = next(i);
            }
            if let Some(back) = at.filter(|i| states[*i] == State::OnPath) {
                let circle = path.iter().skip_while(|i| **i != back);
                found.extend(circle.min().map(|first| self.steps[*first][0].clone()));
            }
            path.into_iter().for_each(|i| states[i] = State::Done);
        }
        found
    }
}
