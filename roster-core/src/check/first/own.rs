//! References to the file that holds them.

use alloc::vec::Vec;

use super::{Asked, Noted, reference::Reference};
use crate::check::{ahead::Ahead, ids::Key, marks::Marks, opened::Opened};

/// The cells of a column that name records of their own file. Which there are is known when all of
/// it has been read; so they wait, and the file need not be read twice.
#[derive(Default)]
pub(in crate::check) struct Own {
    /// Where each begins and ends, and in which row.
    cells: Vec<(usize, usize, u64)>,
}

impl Own {
    /// Takes in a cell. One that does not stand in the file just so is for the second look.
    #[inline]
    pub(super) fn push(&mut self, file: &Opened<'_>, cell: &[u8], row: u64, marks: &mut Marks) {
        match file.place_of(cell) {
            Some(place) => self.cells.push((place.start, place.end, row)),
            None => marks.set(row),
        }
    }
    /// Takes in those of a later part of the file, before which there are so many rows.
    #[cfg(feature = "parallel")]
    pub(super) fn append(&mut self, later: Own, rows: u64) {
        self.cells.extend(later.cells.iter().map(|(start, end, row)| (*start, *end, row + rows)));
    }
    /// Marks the rows of those that lead nowhere; `i` is where they stand in a row.
    pub(in crate::check) fn settle(
        self,
        i: usize,
        asked: Asked<'_>,
        file: Opened<'_>,
        ahead: &Ahead<'_>,
        noted: &mut Noted,
    ) {
        let Asked { format, header, .. } = asked;
        let delta = ahead.modes.of_file(format, header.table().file).delta;
        let column = header.column_at(i);
        let reference = column.and_then(|column| Reference::of(column, format, delta, ahead));
        let Some(mut reference) = reference else { return };
        for (start, end, row) in self.cells {
            let cell = file.bytes.get(start..end).unwrap_or_default();
            let mut wrong = false;
            reference.look(cell, Key::of(cell), row, &mut wrong);
            reference.end(row + 1, &mut noted.marks);
            if wrong {
                noted.marks.set(row);
            }
        }
        reference.settle(&mut noted.marks);
    }
}
