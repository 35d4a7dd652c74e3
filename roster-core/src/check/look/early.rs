//! An index that is filled while the records that it finds are read.

use alloc::vec::Vec;

use super::{counting::Counting, kept::Cells, rows::Rows};
#[cfg(feature = "parallel")]
use crate::check::opened::Opened;
use crate::{
    check::{
        ahead::Records,
        current::Current,
        ids::{Key, present},
        when::{Deleted, at},
    },
    constraint::Index,
    header::Header,
};

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
        Rows::by_places(by_record, self.kept)
    }
}
