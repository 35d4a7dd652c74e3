//! The files of a package, each read once.

use alloc::vec::Vec;
use core::ops::Range;

use super::Layout;
use crate::{
    encoding::Encoding,
    header::Header,
    scan::{Rows, line_ends},
    source::{Source, Unreadable},
    table::Table,
};

/// A file's bytes.
#[derive(Clone, Copy)]
pub(crate) struct Opened<'p> {
    pub(crate) bytes: &'p [u8],
}

/// The files of a package that are tables', in the format's order.
pub(crate) struct Files<'p>(Vec<Option<Result<Opened<'p>, Unreadable>>>);

impl<'p> Files<'p> {
    pub(super) fn of(source: &'p dyn Source, layout: &Layout) -> Self {
        let open = |file| {
            let bytes: &'p [u8] = source.read(file)?;
            Ok(Opened { bytes })
        };
        Files(layout.tables().map(|(_, file)| file.map(open)).collect())
    }
    /// The file of the `nth` table, if the package has it and it can be read.
    pub(super) fn get(&self, nth: usize) -> Option<Opened<'p>> {
        self.0.get(nth).copied().flatten().and_then(Result::ok)
    }
}

impl<'p> Opened<'p> {
    /// The header and, behind it, the data rows, if it can be read as CSV and has one.
    pub(crate) fn rows(&self, table: &'static Table) -> Option<(Header, Rows<'p>)> {
        if Encoding::utf16(self.bytes).is_some() {
            return None;
        }
        let mut rows = Rows::new(self.bytes);
        let header = rows.next_row(&mut |_| {}).map(|row| row.to_cells())?;
        Some((Header::bind(table, header), rows))
    }
    /// Where a cell stands, if it stands in this file just so.
    #[inline]
    pub(super) fn place_of(&self, cell: &[u8]) -> Option<Range<usize>> {
        let from = (cell.as_ptr() as usize).wrapping_sub(self.bytes.as_ptr() as usize);
        let to = from.wrapping_add(cell.len());
        (from <= to && to <= self.bytes.len()).then_some(from..to)
    }
    /// About how many rows there are, going by the first ones.
    pub(super) fn about_rows(&self) -> usize {
        const SAMPLE: usize = 1 << 16;
        let sample = &self.bytes[..self.bytes.len().min(SAMPLE)];
        let lines = line_ends(sample).max(1) as usize;
        let rows = self.bytes.len() as u128 * lines as u128 / sample.len().max(1) as u128;
        // a little more costs less than too little
        rows as usize + rows as usize / 64
    }
}
