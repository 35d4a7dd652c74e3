//! The row at hand, and what of it is new.

use alloc::{borrow::Cow, vec, vec::Vec};

use super::opened::Opened;
use crate::scan::Row;

/// The cells of a row.
pub(crate) trait Cells {
    fn len(&self) -> usize;
    fn cell(&self, i: usize) -> Option<Cow<'_, [u8]>>;
}

impl Cells for Row<'_, '_> {
    fn len(&self) -> usize {
        Row::len(self)
    }
    fn cell(&self, i: usize) -> Option<Cow<'_, [u8]>> {
        Row::cell(self, i)
    }
}

/// The cells of the row at hand, as many as the header has, and which of them are not what they
/// were in the row before. Rosters repeat, and what was right there is right here.
pub(super) struct Current<'p> {
    file: Opened<'p>,
    cells: Vec<Cow<'p, [u8]>>,
    /// The same as they stand in the file, with their quotes.
    raw: Vec<&'p [u8]>,
    changed: u64,
    /// How many rows there have been.
    pub(super) rows: u64,
}

impl<'p> Current<'p> {
    /// Before the first row: as if after a row of blank cells.
    pub(super) fn new(file: Opened<'p>, width: usize) -> Self {
        let blank: &[u8] = &[];
        let (cells, raw) = (vec![Cow::Borrowed(blank); width], vec![blank; width]);
        Current { file, cells, raw, changed: 0, rows: 0 }
    }

    /// Steps on to a row. Cells that it lacks are blank, and what it has more is passed over.
    #[inline]
    pub(super) fn read(&mut self, row: &Row<'p, '_>) {
        let (file, mut start) = (row.file(), row.start());
        let mut ends = row.ends().iter();
        let mut changed = 0;
        for (i, (before, cell)) in self.raw.iter_mut().zip(&mut self.cells).enumerate() {
            let (raw, now) = match ends.next() {
                Some(end) => {
                    let from = core::mem::replace(&mut start, end.at() + 1);
                    (file.get(from..end.at()).unwrap_or_default(), Some((end, from)))
                }
                None => (&[][..], None),
            };
            if !same(raw, before) {
                *before = raw;
                *cell = now.map(|(end, from)| end.text(file, from)).unwrap_or_default();
                changed |= bit(i);
            }
        }
        self.rows += 1;
        // of the first row everything is new
        self.changed =
            if self.rows == 1 { u64::MAX >> (64 - self.raw.len().clamp(1, 64)) } else { changed };
    }
    pub(super) fn file(&self) -> &Opened<'p> {
        &self.file
    }
    /// The cell at a position.
    pub(super) fn at(&self, i: usize) -> &Cow<'p, [u8]> {
        &self.cells[i]
    }
    /// Its text, empty if there is none; `None` if it is not UTF-8.
    pub(super) fn str(&self, at: Option<usize>) -> Option<&str> {
        at.and_then(|at| self.cells.get(at)).map_or(Some(""), |cell| self.file.text_of(cell))
    }
    /// Whether a cell is not what it was, as far as is known: of very many columns, the last ones
    /// count as one.
    pub(super) fn changed(&self, i: usize) -> bool {
        self.changed & bit(i) != 0
    }
    /// Which cells are not what they were, each a [`bit`].
    pub(super) fn changes(&self) -> u64 {
        self.changed
    }
}

impl Cells for Current<'_> {
    fn len(&self) -> usize {
        self.cells.len()
    }
    fn cell(&self, i: usize) -> Option<Cow<'_, [u8]>> {
        self.cells.get(i).map(|cell| Cow::Borrowed(&**cell))
    }
}

/// A column's bit in [`Current::changes`].
pub(super) fn bit(column: usize) -> u64 {
    1 << column.min(63)
}

/// Whether two texts are the same: mostly they are blank, short, or differ early.
#[inline]
fn same(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && (a.is_empty() || a[0] == b[0] && a == b)
}
