//! The rows of an index, by their keys.

#[cfg(feature = "parallel")]
use alloc::vec;
use alloc::{boxed::Box, vec::Vec};

use super::kept::Cells;
#[cfg(feature = "parallel")]
use crate::check::opened::Opened;
use crate::{
    check::{
        ahead::Records,
        current::{Cells as _, Current, bits},
        ids::{Exact, Key, Texts, present},
        when::{Condition, Deleted, at},
    },
    constraint::Index,
    header::Header,
};

/// The rows of an index by their keys, and what is kept of the first one with each.
pub(in crate::check) struct Rows {
    by: By,
    pub(super) kept: Cells,
}

enum By {
    /// Keys of its own.
    Keys(Box<Keys>),
    /// The places of the file's records, each with that number plus one; 0 where no row counts.
    Records(Vec<u32>),
}

/// Keys, each with the number of the cells that are kept.
#[derive(Default)]
struct Keys {
    texts: Texts,
    /// The texts that keys of several are made of, each with a number of its own.
    parts: Exact<u32>,
    numbers: Exact<u32>,
    /// Keys of which nothing is kept, that are still to be put in.
    new: Vec<(Key, u32)>,
}

impl Keys {
    #[inline]
    fn add(&mut self, key: Key) {
        const TOGETHER: usize = 64;
        self.new.push((key, 0));
        if self.new.len() == TOGETHER {
            self.settle();
        }
    }
    /// Puts in what is still to be.
    fn settle(&mut self) {
        self.numbers.insert_all(&self.new);
        self.new.clear();
    }
    /// The number of a text that is one of several.
    fn part(&mut self, text: Key) -> Part {
        // there is no room for more of them than can be numbered
        let next = self.parts.len() as u32;
        let number = self.parts.get(text).unwrap_or_else(|| {
            self.parts.insert(text, next);
            next
        });
        number.to_le_bytes()
    }
    /// The key with some texts, if there may be one.
    fn find(&self, key: &[&str]) -> Option<Key> {
        if let [text] = key {
            return self.texts.find(text.as_bytes());
        }
        let mut parts = [Part::default(); MOST_PARTS];
        let parts = &mut parts[..key.len()];
        for (part, text) in parts.iter_mut().zip(key) {
            *part = self.parts.get(self.texts.find(text.as_bytes())?)?.to_le_bytes();
        }
        self.texts.find(parts.as_flattened())
    }
    /// Takes in the keys of a later part of the file, each of so many texts, of which nothing is kept.
    #[cfg(feature = "parallel")]
    fn absorb(&mut self, later: &Keys, width: usize) {
        if width == 1 {
            later.numbers.keys().for_each(|key| {
                let key = self.texts.add_from(&later.texts, key);
                self.add(key);
            });
            return;
        }
        let mut here = vec![Part::default(); later.parts.len()];
        for (text, number) in later.parts.iter() {
            let text = self.texts.add_from(&later.texts, text);
            here[number as usize] = self.part(text);
        }
        for key in later.numbers.keys() {
            let (mut parts, text) = ([Part::default(); MOST_PARTS], later.texts.text(key));
            let parts = &mut parts[..width];
            for (part, there) in parts.iter_mut().zip(text.as_chunks().0) {
                *part = here[u32::from_le_bytes(*there) as usize];
            }
            let key = self.texts.add(parts.as_flattened());
            self.add(key);
        }
    }
}

/// The number of a text among those that keys of several are made of. A key is those numbers, one behind
/// the other: of three texts they still are a short one.
type Part = [u8; 4];

impl Rows {
    fn new(width: usize, records: Option<&Records>) -> Self {
        let by = match records {
            Some(records) => By::Records(present(0, records.ids().places())),
            None => By::Keys(Box::default()),
        };
        Rows { by, kept: Cells::new(width) }
    }

    /// The number of the cells that are kept of the first row with a key. `records` are those of the
    /// file, if they are known.
    pub(super) fn find(&self, key: &[&str], records: Option<&Records>) -> Option<u32> {
        match &self.by {
            By::Records(numbers) => {
                let [id] = key else { return None };
                numbers[records?.place(id.as_bytes())?].checked_sub(1)
            }
            By::Keys(keys) => keys.numbers.get(keys.find(key)?),
        }
    }
    /// For each place of the file's records the number of what is kept plus one, 0 where no row
    /// counts; `None` if its rows are found by keys of their own.
    pub(super) fn by_record(&self) -> Option<&[u32]> {
        match &self.by {
            By::Records(numbers) => Some(numbers),
            By::Keys(_) => None,
        }
    }
    /// No row comes any more.
    pub(in crate::check) fn settle(&mut self) {
        if let By::Keys(keys) = &mut self.by {
            keys.settle();
        }
    }
    /// Takes in the keys of a later part of the file, of which nothing is kept.
    #[cfg(feature = "parallel")]
    pub(in crate::check) fn absorb(&mut self, mut later: Rows, width: usize) {
        later.settle();
        if let (By::Keys(keys), By::Keys(later)) = (&mut self.by, &later.by) {
            keys.absorb(later, width);
        }
    }
}

/// The most columns that a constraint looks at, or that an index has in its key.
pub(crate) const MOST_PARTS: usize = 8;

/// Which rows count for an index.
struct Counting {
    when: Condition,
    deleted: Deleted,
    /// The bits of the columns that say so.
    conditions: u64,
    /// Whether the row at hand counts.
    admitted: bool,
}

impl Counting {
    /// `None` if the file lacks the column that says so.
    fn new(index: Index, header: &Header, deleted: Deleted) -> Option<Self> {
        let when = Condition::new(index.when, header);
        if when.is_unknown() {
            return None;
        }
        let conditions = bits(when.column().into_iter().chain(deleted.column()));
        Some(Counting { when, deleted, conditions, admitted: false })
    }
    #[inline]
    fn admits(&mut self, row: &Current<'_>) -> bool {
        if row.rows == 1 || row.changes() & self.conditions != 0 {
            self.admitted = self.when.admits(row) && !self.deleted.is(row);
        }
        self.admitted
    }
}

/// An index while its file is read.
pub(in crate::check) struct Collector {
    key: Vec<usize>,
    keep: Vec<Option<usize>>,
    counting: Counting,
    /// The bits of the columns that say whether a row counts, and of the key.
    decisive: u64,
    pub(in crate::check) rows: Rows,
}

impl Collector {
    /// Finds the columns; `None` if the file lacks one that it cannot do without. `records` are
    /// those of the file, if they are known and have the same keys.
    pub(in crate::check) fn new(
        index: Index,
        header: &Header,
        deleted: Deleted,
        records: Option<&Records>,
    ) -> Option<Self> {
        let key = index.key.iter().map(|name| at(header, name)).collect::<Option<Vec<_>>>()?;
        let keep: Vec<_> = index.keep.iter().map(|name| at(header, name)).collect();
        let counting = Counting::new(index, header, deleted)?;
        let decisive = counting.conditions | bits(key.iter().copied());
        let rows = Rows::new(keep.len(), records);
        Some(Collector { key, keep, counting, decisive, rows })
    }

    pub(in crate::check) fn row(&mut self, row: &Current<'_>, records: Option<&Records>) {
        if row.changes() & self.decisive == 0 {
            // as the row before: its key is there, or it does not count
            return;
        }
        if !self.counting.admits(row) {
            return;
        }
        if let ([at], [], By::Keys(keys)) = (&*self.key, &*self.keep, &mut self.rows.by)
            && let Some(key) = row.known_key(*at).filter(|key| key.is_uuid())
        {
            return keys.add(key);
        }
        let mut parts = [(&[][..], None); MOST_PARTS];
        let parts = &mut parts[..self.key.len()];
        for (part, at) in parts.iter_mut().zip(&self.key) {
            let (text, key) = (row.at(*at), row.key(*at));
            let is_text = key.is_some_and(Key::is_uuid) || core::str::from_utf8(text).is_ok();
            if text.is_empty() || !is_text {
                return;
            }
            *part = (text, key);
        }
        let Rows { by, kept } = &mut self.rows;
        let cells = self.keep.iter().map(|at| at.map(|at| row.at(at)));
        match by {
            By::Records(numbers) => {
                let place = records.and_then(|records| records.place(parts[0].0));
                let number = place.map(|place| &mut numbers[place]).filter(|number| **number == 0);
                if let Some(number) = number {
                    *number = kept.keep(row.file(), cells).map_or(0, |kept| kept + 1);
                }
            }
            By::Keys(keys) => {
                let key = match parts {
                    [(_, Some(key))] => *key,
                    [(text, None)] => keys.texts.add(text),
                    _ => {
                        let mut numbers = [Part::default(); MOST_PARTS];
                        for (number, (text, key)) in numbers.iter_mut().zip(&*parts) {
                            let text = key.unwrap_or_else(|| keys.texts.add(text));
                            *number = keys.part(text);
                        }
                        keys.texts.add(numbers[..parts.len()].as_flattened())
                    }
                };
                if self.keep.is_empty() {
                    keys.add(key);
                } else if !keys.numbers.has(key) {
                    kept.keep(row.file(), cells).map(|kept| keys.numbers.insert(key, kept));
                }
            }
        }
    }
}

/// An index by the records of its file while these are read: what is kept of each.
pub(in crate::check) struct Early {
    pub(in crate::check) of: Index,
    keep: Vec<Option<usize>>,
    counting: Counting,
    kept: Cells,
    /// The keys of the rows that count, in order, each with the number of what is kept.
    numbers: Vec<(Key, u32)>,
}

impl Early {
    /// `None` if the file lacks a column that it cannot do without.
    pub(in crate::check) fn new(of: Index, header: &Header, deleted: Deleted) -> Option<Self> {
        let keep: Vec<_> = of.keep.iter().map(|name| at(header, name)).collect();
        let counting = Counting::new(of, header, deleted)?;
        let kept = Cells::new(keep.len());
        Some(Early { of, keep, counting, kept, numbers: Vec::new() })
    }
    /// Takes in a row; its record has this id, if any.
    pub(in crate::check) fn row(&mut self, row: &Current<'_>, id: Option<(&[u8], Key)>) {
        let counts = self.counting.admits(row);
        let is_text = |id: &[u8]| core::str::from_utf8(id).is_ok();
        let key = id.filter(|(id, key)| counts && (key.is_uuid() || is_text(id)));
        if let Some((_, key)) = key {
            let cells = self.keep.iter().map(|at| at.map(|at| row.at(at)));
            self.numbers.extend(self.kept.keep(row.file(), cells).map(|kept| (key, kept)));
        }
    }
    /// Takes in the rows of a later part of the file, with each of their keys as it is here.
    #[cfg(feature = "parallel")]
    pub(in crate::check) fn absorb(
        &mut self,
        later: Early,
        file: &Opened<'_>,
        mut here: impl FnMut(Key) -> Key,
    ) {
        let numbers = self.kept.absorb(&later.kept, file);
        let kept = |(key, number): (Key, u32)| Some((here(key), numbers[number as usize]?));
        self.numbers.extend(later.numbers.into_iter().filter_map(kept));
    }
    /// Puts what is kept at the places of the records; of two rows of one, what the first says.
    pub(in crate::check) fn settle(self, records: &Records) -> Rows {
        const TOGETHER: usize = 16;
        let ids = records.ids();
        let mut by_record = present(0, ids.places());
        for numbers in self.numbers.chunks(TOGETHER) {
            // each is far away: they are better asked for together
            let mut places = [None; TOGETHER];
            for (place, (key, _)) in places.iter_mut().zip(numbers) {
                *place = ids.near(*key);
            }
            for (place, (key, number)) in places.into_iter().zip(numbers) {
                let place = place.or_else(|| ids.far(*key)).map(|place| &mut by_record[place]);
                if let Some(free) = place.filter(|place| **place == 0) {
                    *free = number + 1;
                }
            }
        }
        Rows { by: By::Records(by_record), kept: self.kept }
    }
}
