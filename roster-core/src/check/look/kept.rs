//! The cells that an index keeps.

use alloc::{string::String, vec, vec::Vec};
use core::ops::Range;

use crate::check::{ids::Print, opened::Opened};

/// Cells of rows, as many of each. Rows that keep the same mostly share them: what many rows of a
/// roster say of their school or their term, is said in few ways.
#[derive(Default)]
pub(super) struct Cells {
    width: usize,
    places: Vec<Place>,
    /// Texts that do not stand in the file just so.
    own: String,
    /// Which cells came last, of those whose fingerprints end alike.
    recent: Vec<u32>,
}

/// Where a text stands: in the file, or among those of its own.
#[derive(Clone, Copy)]
enum Place {
    File { start: usize, end: usize },
    Own { start: usize, end: usize },
}

const RECENT: usize = 1 << 8;

impl Cells {
    /// So many of each row.
    pub(super) fn new(width: usize) -> Self {
        Cells { width, ..Cells::default() }
    }

    /// Keeps cells, and numbers them: equal numbers are equal cells. `None` if there are too many.
    pub(super) fn keep<'t>(
        &mut self,
        file: &Opened<'_>,
        cells: impl Iterator<Item = Option<&'t [u8]>> + Clone,
    ) -> Option<u32> {
        if self.width == 0 {
            return Some(0);
        }
        // a cell that is not UTF-8 counts as blank, and has a finding of its own
        let text = |cell: &'t [u8]| core::str::from_utf8(cell).unwrap_or_default();
        let texts = cells.clone().map(|cell| cell.map(text).unwrap_or_default());
        let print = texts.clone().fold(Print::default(), |print, text| print.and(text.as_bytes()));
        let slot = print.finish() as usize % RECENT;
        if self.recent.is_empty() {
            self.recent = vec![u32::MAX; RECENT];
        }
        let recent = self.recent[slot];
        let same = (0..self.width).map(|i| self.cell(recent, i, file)).eq(texts.map(Some));
        if same {
            return Some(recent);
        }
        let number = u32::try_from(self.places.len() / self.width).ok();
        let number = number.filter(|number| *number < u32::MAX - 1)?;
        for cell in cells {
            let place = self.place(file, cell);
            self.places.push(place);
        }
        self.recent[slot] = number;
        Some(number)
    }
    /// Keeps all cells of another of the same file; for each of its numbers the one that they have here.
    #[cfg(feature = "parallel")]
    pub(super) fn absorb(&mut self, later: &Cells, file: &Opened<'_>) -> Vec<Option<u32>> {
        let width = self.width;
        let cell = |number, nth| later.cell(number, nth, file).map(str::as_bytes);
        // of no cells, all are number 0
        let rows = later.places.len().checked_div(width).unwrap_or(1) as u32;
        (0..rows).map(|row| self.keep(file, (0..width).map(|nth| cell(row, nth)))).collect()
    }
    fn place(&mut self, file: &Opened<'_>, cell: Option<&[u8]>) -> Place {
        let text = core::str::from_utf8(cell.unwrap_or_default()).unwrap_or_default();
        if let Some(Range { start, end }) = file.place_of(text.as_bytes()) {
            return Place::File { start, end };
        }
        let start = self.own.len();
        self.own += text;
        Place::Own { start, end: self.own.len() }
    }
    /// One of the cells with a number.
    pub(super) fn cell<'c>(
        &'c self,
        number: u32,
        nth: usize,
        file: &Opened<'c>,
    ) -> Option<&'c str> {
        let place = self.places.get((number as usize).checked_mul(self.width)? + nth)?;
        match *place {
            Place::File { start, end } => core::str::from_utf8(file.bytes.get(start..end)?).ok(),
            Place::Own { start, end } => self.own.get(start..end),
        }
    }
}
