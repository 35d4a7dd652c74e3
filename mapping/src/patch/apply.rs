//! One file made as it is at home.

use alloc::{borrow::Cow, vec, vec::Vec};

use roster_core::{OddityKind, Rows};

use super::{
    Lost, LostKind,
    desk::Desk,
    grid::Grid,
    line::{Line, behind_line_end},
    parts::RowsPatch,
};

/// A file of the outcome.
pub(super) struct Built<'s> {
    /// None if the outcome does not have it.
    pub(super) bytes: Option<Cow<'s, [u8]>>,
    pub(super) lost: Vec<Lost>,
}

impl RowsPatch {
    /// Makes the file as it is at home, without the carried rows that `dropped` marks, and those that
    /// have no place there any more; all of them come home if nobody edited anything.
    pub(super) fn build<'s>(
        &self,
        rebuilt: Option<&'s [u8]>,
        dropped: Option<&[bool]>,
    ) -> Built<'s> {
        let grid = match rebuilt {
            None => Grid::empty(),
            Some(bytes) => match Grid::read(self.table, bytes) {
                Some(grid) => grid,
                None => {
                    let lost = vec![self.lost(LostKind::FileEdited, None, None)];
                    return Built { bytes: Some(Cow::Borrowed(bytes)), lost };
                }
            },
        };
        self.build_of(rebuilt.is_some(), &grid, dropped)
    }

    /// The same, of a rebuilt file that is read already.
    pub(super) fn build_of<'s>(
        &self,
        was_there: bool,
        grid: &Grid<'_>,
        dropped: Option<&[bool]>,
    ) -> Built<'s> {
        let header = behind_line_end(&self.header);
        let mut desk = Desk::new(self, grid, Line::read(&header));
        desk.find_rows(dropped);
        let slots = desk.slots();
        // all rows of a file were removed, and the file with them
        if slots.is_empty() && !was_there && self.from.is_some() {
            return Built { bytes: None, lost: desk.lost };
        }
        desk.add_columns(&slots);
        let mut page = desk.write(&slots, false);
        if page.open.is_some_and(|at| !is_open(&page.bytes, at)) {
            // a quote that nothing closed at home would take in rows that came from abroad
            page = desk.write(&slots, true);
        }
        desk.lost.append(&mut page.lost);
        Built { bytes: Some(Cow::Owned(page.bytes)), lost: desk.lost }
    }

    pub(super) fn lost(&self, kind: LostKind, row: Option<usize>, column: Option<usize>) -> Lost {
        let table = self.table;
        let column = column.and_then(|column| table.columns.get(column));
        Lost { kind, table: Some(table), column, row: row.map(|row| row as u64 + 1) }
    }
}

/// Whether no quote closes the one at `at`.
fn is_open(bytes: &[u8], at: usize) -> bool {
    let mut found = false;
    let mut rows = Rows::new(bytes);
    while rows
        .next_row(&mut |oddity| {
            found |= oddity.kind == OddityKind::UnclosedQuote && oddity.at == at
        })
        .is_some()
    {}
    found
}
