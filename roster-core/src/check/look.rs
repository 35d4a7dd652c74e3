//! Rows looked up from other rows, for constraints.

use alloc::{borrow::Cow, collections::BTreeSet, string::String, vec, vec::Vec};
#[cfg(not(feature = "parallel"))]
use core::cell::OnceCell as Once;
#[cfg(feature = "parallel")]
use std::sync::OnceLock as Once;

use super::{
    current::{Cells, Current},
    ids::{Exact, Key, Texts},
    opened::Opened,
};
use crate::{
    constraint::{Index, When},
    format::Format,
    header::Header,
    table::Table,
};

/// The rows of an [`Index`], as a [`Constraint`](crate::Constraint) sees them.
///
/// Of a file that the package lacks, that could not be read, or that only says what has changed,
/// nothing is known.
#[derive(Clone, Copy)]
pub struct Look<'p>(pub(super) Option<&'p Indexed<'p>>);

/// The kept cells of the first row with a key.
#[derive(Clone, Copy)]
pub struct Kept<'p> {
    texts: &'p [Place],
    rows: &'p Rows,
    file: Opened<'p>,
}

impl core::fmt::Debug for Look<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self.rows() {
            Some((rows, _)) => write!(f, "Look ({} keys)", rows.rows.len()),
            None => f.write_str("Look (nothing known)"),
        }
    }
}
impl core::fmt::Debug for Kept<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Kept ({} cells)", self.texts.len())
    }
}

impl<'p> Look<'p> {
    /// Whether there is a row with this key; yes, too, if nothing is known.
    pub fn has(&self, key: &[&str]) -> bool {
        self.rows().is_none_or(|(rows, _)| rows.find(key).is_some())
    }
    /// What is kept of the first row with this key.
    pub fn get(&self, key: &[&str]) -> Option<Kept<'p>> {
        let (rows, file) = self.rows()?;
        let from = rows.find(key)? as usize * rows.width;
        let texts = rows.kept.get(from..from + rows.width)?;
        Some(Kept { texts, rows, file })
    }
    fn rows(&self) -> Option<(&'p Rows, Opened<'p>)> {
        let indexed = self.0?;
        let rows = indexed.rows.get_or_init(|| read(indexed.of, indexed.file, indexed.lazy?));
        rows.as_ref().map(|rows| (rows, indexed.file))
    }
}

impl<'p> Kept<'p> {
    /// The `nth` of the index's cells, blank if the file lacks the column.
    pub fn cell(&self, nth: usize) -> &'p str {
        let text = self.texts.get(nth).and_then(|place| match *place {
            Place::File { start, end } => self.file.text_between(start, end),
            Place::Own { start, end } => self.rows.own.get(start..end),
        });
        text.unwrap_or_default()
    }
}

/// An index, and its rows: gathered while its file was read, or else read when first asked for.
pub(super) struct Indexed<'p> {
    pub(super) of: Index,
    file: Opened<'p>,
    lazy: Option<(&'static Format, &'static Table)>,
    rows: Once<Option<Rows>>,
}

impl<'p> Indexed<'p> {
    /// Whether an index had better wait: it keeps cells, for rows that may never ask for them.
    pub(super) fn waits(of: &Index) -> bool {
        !of.keep.is_empty()
    }
    pub(super) fn gathered(of: Index, file: Opened<'p>, rows: Option<Rows>) -> Self {
        Indexed { of, file, lazy: None, rows: Once::from(rows) }
    }
    pub(super) fn waiting(
        of: Index,
        file: Opened<'p>,
        format: &'static Format,
        table: &'static Table,
    ) -> Self {
        Indexed { of, file, lazy: Some((format, table)), rows: Once::new() }
    }
}

/// Reads the rows of an index; `None` if there are none, or a column is lacking.
fn read(
    of: Index,
    file: Opened<'_>,
    (format, table): (&'static Format, &'static Table),
) -> Option<Rows> {
    let (header, mut rows) = file.rows(table)?;
    let mut collector = Collector::new(of, &header, Deleted::new(format, &header))?;
    let mut current = Current::new(file, header.width());
    while let Some(row) = rows.next_row(&mut |_| {}) {
        current.read(&row);
        collector.row(&current);
    }
    // a file without rows has a finding of its own
    (current.rows > 0).then_some(collector.rows)
}

/// The rows of an index by their keys.
#[derive(Default)]
pub(super) struct Rows {
    texts: Texts,
    /// Which of them has a key first.
    rows: Exact<u32>,
    /// What is kept of each, one behind the other.
    kept: Vec<Place>,
    width: usize,
    /// Kept texts that do not stand in the file just so.
    own: String,
}

/// Where a kept text stands: in the file, or among the rows' own.
#[derive(Clone, Copy)]
enum Place {
    File { start: usize, end: usize },
    Own { start: usize, end: usize },
}

impl Rows {
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
    /// Takes in a key; whether no row had it before.
    fn add(&mut self, parts: &[&[u8]]) -> bool {
        let key = match parts {
            [key] => self.texts.add(key),
            _ => {
                let keys = parts.iter().flat_map(|part| self.texts.add(part).to_bytes());
                let joined: Vec<u8> = keys.collect();
                self.texts.add(&joined)
            }
        };
        let row = u32::try_from(self.rows.len());
        match (self.rows.has(key), row) {
            (false, Ok(row)) => self.rows.insert(key, row).is_none(),
            _ => false,
        }
    }
    fn keep(&mut self, file: &Opened<'_>, cell: Option<&Cow<'_, [u8]>>) {
        let place = match cell {
            Some(Cow::Borrowed(cell)) => match file.place_of(cell) {
                Some(place) if file.text_of(cell).is_some() => {
                    Place::File { start: place.start, end: place.end }
                }
                _ => Place::Own { start: 0, end: 0 },
            },
            Some(Cow::Owned(cell)) => {
                let start = self.own.len();
                self.own += core::str::from_utf8(cell).unwrap_or_default();
                Place::Own { start, end: self.own.len() }
            }
            None => Place::Own { start: 0, end: 0 },
        };
        self.kept.push(place);
    }
    /// Takes in the keys of a later part of the file, of which nothing is kept.
    #[cfg(feature = "parallel")]
    pub(super) fn absorb(&mut self, later: &Rows, parts: usize) {
        for key in later.rows.keys() {
            let text = later.texts.text(key);
            if parts == 1 {
                self.add(&[&text]);
                continue;
            }
            let keys = text.chunks_exact(size_of::<u128>()).map(Key::from_bytes);
            let texts: Vec<_> = keys.map(|key| later.texts.text(key).into_owned()).collect();
            self.add(&texts.iter().map(|text| &**text).collect::<Vec<_>>());
        }
    }
}

/// The most columns that a constraint looks at, or that an index has in its key.
pub(crate) const MOST_PARTS: usize = 8;

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
        let keep: Vec<_> = index.keep.iter().map(|name| at(header, name)).collect();
        let when = Condition::new(index.when, header);
        if when.is_unknown() {
            return None;
        }
        let rows = Rows { width: keep.len(), ..Rows::default() };
        Some(Collector { key, keep, when, deleted, rows })
    }

    pub(super) fn row(&mut self, row: &Current<'_>) {
        let decides = self.key.iter().copied().chain(self.when.column());
        if !decides.chain(self.deleted.column()).any(|at| row.changed(at)) {
            // as the row before: its key is there, or it does not count
            return;
        }
        let mut parts = [&[][..]; MOST_PARTS];
        let parts = &mut parts[..self.key.len()];
        for (part, at) in parts.iter_mut().zip(&self.key) {
            match row.str(Some(*at)) {
                Some(text) if !text.is_empty() => *part = text.as_bytes(),
                _ => return,
            }
        }
        if self.when.admits(row) && !self.deleted.is(row) && self.rows.add(parts) {
            let cells = self.keep.iter().map(|at| at.map(|at| row.at(at)));
            cells.for_each(|cell| self.rows.keep(row.file(), cell));
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
