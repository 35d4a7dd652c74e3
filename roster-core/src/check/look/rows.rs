//! The rows of an index, by their keys.

use alloc::{boxed::Box, vec::Vec};

use super::{
    counting::Counting,
    kept::Cells,
    keys::{Keys, MOST_PARTS, Part},
};
use crate::{
    check::{
        ahead::Records,
        current::{Cells as _, Current, bits},
        ids::{Key, present},
        when::{Deleted, at},
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

impl Rows {
    fn new(width: usize, records: Option<&Records>) -> Self {
        let by = match records {
            Some(records) => By::Records(present(0, records.ids().places())),
            None => By::Keys(Box::default()),
        };
        Rows { by, kept: Cells::new(width) }
    }
    /// By the places of the file's records, each with the number of what is kept plus one.
    pub(super) fn by_places(numbers: Vec<u32>, kept: Cells) -> Self {
        Rows { by: By::Records(numbers), kept }
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
