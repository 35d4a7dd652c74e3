//! Rows looked up from other rows, for constraints.

use alloc::{borrow::Cow, collections::BTreeSet, vec, vec::Vec};

use super::{
    current::{Cells, Current},
    ids::{Exact, Key, Texts},
};
use crate::{
    constraint::{Index, When},
    format::Format,
    header::Header,
};

/// The rows of an [`Index`], as a [`Constraint`](crate::Constraint) sees them.
///
/// Of a file that the package lacks, that could not be read, or that only says what has changed,
/// nothing is known.
#[derive(Clone, Copy)]
pub struct Look<'p>(pub(super) Option<&'p Rows<'p>>);

/// The rows of an index by their keys.
#[derive(Default)]
pub(super) struct Rows<'p> {
    texts: Texts,
    /// Which of them has a key first.
    rows: Exact<u32>,
    /// What is kept of each, one behind the other.
    kept: Vec<Cow<'p, str>>,
    width: usize,
}

impl core::fmt::Debug for Look<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self.0 {
            Some(rows) => write!(f, "Look ({} keys)", rows.rows.len()),
            None => f.write_str("Look (nothing known)"),
        }
    }
}

impl<'p> Look<'p> {
    /// Whether there is a row with this key; yes, too, if nothing is known.
    pub fn has(&self, key: &[&str]) -> bool {
        self.0.is_none_or(|rows| rows.find(key).is_some())
    }
    /// The kept cells of the first row with this key, in the order of the index.
    pub fn get(&self, key: &[&str]) -> Option<&'p [Cow<'p, str>]> {
        let rows = self.0?;
        let from = rows.find(key)? as usize * rows.width;
        rows.kept.get(from..from + rows.width)
    }
}

impl<'p> Rows<'p> {
    fn find(&self, key: &[&str]) -> Option<u32> {
        let key = match key {
            [key] => self.texts.find(key.as_bytes())?,
            parts => {
                let mut joined = Vec::with_capacity(parts.len() * size_of::<u128>());
                for part in parts {
                    joined.extend(self.texts.find(part.as_bytes())?.to_bytes());
                }
                self.texts.find(&joined)?
            }
        };
        self.rows.get(key)
    }
    fn key(&mut self, parts: &[&str]) -> Key {
        if let [key] = parts {
            return self.texts.add(key.as_bytes());
        }
        let parts = parts.iter().flat_map(|part| self.texts.add(part.as_bytes()).to_bytes());
        let joined: Vec<u8> = parts.collect();
        self.texts.add(&joined)
    }
    /// Keeps what `kept` gives for a key, unless another row had it before.
    fn add(&mut self, parts: &[&str], kept: impl Iterator<Item = Cow<'p, str>>) {
        let key = self.key(parts);
        if let (false, Ok(row)) = (self.rows.has(key), u32::try_from(self.rows.len())) {
            self.rows.insert(key, row);
            self.kept.extend(kept);
        }
    }
}

/// The most columns that a constraint looks at, or that an index has in its key.
pub(crate) const MOST_PARTS: usize = 8;

/// An index while its file is read.
pub(super) struct Collector<'p> {
    key: Vec<usize>,
    keep: Vec<Option<usize>>,
    when: Condition,
    deleted: Deleted,
    pub(super) rows: Rows<'p>,
}

impl<'p> Collector<'p> {
    /// Finds the columns; `None` if the file lacks one that it cannot do without.
    pub(super) fn new(index: Index, header: &Header, deleted: Deleted) -> Option<Self> {
        let key = index.key.iter().map(|name| at(header, name)).collect::<Option<Vec<_>>>()?;
        let keep: Vec<_> = index.keep.iter().map(|name| at(header, name)).collect();
        let when = Condition::new(index.when, header);
        if when.is_unknown() {
            return None;
        }
        let rows = Rows { width: keep.len(), ..Rows::default() };
        Some(Collector { key, keep, when, deleted, rows })
    }

    pub(super) fn row(&mut self, row: &Current<'p>) {
        let decides = self.key.iter().copied().chain(self.when.column());
        if !decides.chain(self.deleted.column()).any(|at| row.changed(at)) {
            // as the row before: its key is there, or it does not count
            return;
        }
        let mut parts = [""; MOST_PARTS];
        let parts = &mut parts[..self.key.len()];
        for (part, at) in parts.iter_mut().zip(&self.key) {
            match row.str(Some(*at)) {
                Some(text) if !text.is_empty() => *part = text,
                _ => return,
            }
        }
        if self.when.admits(row) && !self.deleted.is(row) {
            let kept = self.keep.iter().map(|at| row.text(*at).unwrap_or_default());
            self.rows.add(parts, kept);
        }
    }
}

/// Where a column with this header stands in the file.
pub(super) fn at(header: &Header, name: &str) -> Option<usize> {
    header.position(header.table().column(name)?)
}

/// The text of a cell, empty if there is none; `None` if it is not UTF-8.
pub(super) fn text(row: &impl Cells, at: Option<usize>) -> Option<Cow<'_, str>> {
    as_text(at.and_then(|at| row.cell(at)))
}

/// The text of a cell, empty if there is none; `None` if it is not UTF-8.
pub(super) fn as_text(cell: Option<Cow<'_, [u8]>>) -> Option<Cow<'_, str>> {
    match cell {
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
    /// The column, if there is a condition.
    pub(super) fn column(&self) -> Option<usize> {
        self.0.and_then(|(at, _)| at)
    }
    /// Whether the row is one of those that count; words match whatever their case.
    pub(super) fn admits(&self, row: &impl Cells) -> bool {
        let Some((at, when)) = &self.0 else { return true };
        let cell = at.and_then(|at| row.cell(at)).unwrap_or_default();
        when.words.iter().any(|word| word.as_bytes().eq_ignore_ascii_case(&cell))
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
    /// The column that says so, if there is one.
    pub(super) fn column(self) -> Option<usize> {
        self.0.map(|(at, _)| at)
    }
    pub(super) fn is(self, row: &impl Cells) -> bool {
        let Some((at, word)) = self.0 else { return false };
        let cell = row.cell(at).filter(|cell| cell.len() == word.len());
        cell.is_some_and(|cell| cell.eq_ignore_ascii_case(word.as_bytes()))
    }
}

/// Of the records that lead back to themselves, the first of each circle.
#[derive(Default)]
pub(super) struct Circles {
    texts: Texts,
    /// Each record with the one that it leads to, in the order of the file.
    steps: Vec<[Key; 2]>,
}

impl Circles {
    pub(super) fn row(&mut self, id: &[u8], next: &[u8]) {
        let step = [self.texts.add(id), self.texts.add(next)];
        self.steps.push(step);
    }

    pub(super) fn first_of_each(self) -> BTreeSet<Vec<u8>> {
        #[derive(Clone, Copy, PartialEq)]
        enum State {
            New,
            OnPath,
            Done,
        }
        let mut index = Exact::with_room(self.steps.len());
        for (i, [id, _]) in self.steps.iter().enumerate() {
            if !index.has(*id) {
                index.insert(*id, i);
            }
        }
        let next = |i: usize| index.get(self.steps[i][1]);
        let mut states = vec![State::New; self.steps.len()];
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
                let first = circle.min().map(|first| self.steps[*first][0]);
                found.extend(first.map(|first| self.texts.text(first).into_owned()));
            }
            path.into_iter().for_each(|i| states[i] = State::Done);
        }
        found
    }
}
