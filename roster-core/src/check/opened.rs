//! The files of a package, each read, and its encoding looked at, once.

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
    pub(crate) encoding: Encoding,
    /// All of it as text, if it is UTF-8.
    pub(crate) text: Option<&'p str>,
}

/// The files of a package that are tables', in the format's order.
pub(crate) struct Files<'p>(Vec<Option<Result<Opened<'p>, Unreadable>>>);

impl<'p> Files<'p> {
    pub(super) fn of(source: &'p dyn Source, layout: &Layout) -> Self {
        let open = |file| {
            let bytes: &'p [u8] = source.read(file)?;
            Ok(Opened::of(bytes))
        };
        Files(layout.tables().map(|(_, file)| file.map(open)).collect())
    }
    /// The file of the `nth` table, if the package has it and it can be read.
    pub(super) fn get(&self, nth: usize) -> Option<Opened<'p>> {
        self.0.get(nth).copied().flatten().and_then(Result::ok)
    }
}

impl<'p> Opened<'p> {
    pub(super) fn of(bytes: &'p [u8]) -> Self {
        let (encoding, text) = Encoding::and_text(bytes);
        Opened { bytes, encoding, text }
    }
    /// The header and, behind it, the data rows, if it can be read as CSV and has one.
    pub(crate) fn rows(&self, table: &'static Table) -> Option<(Header, Rows<'p>)> {
        if !self.encoding.is_readable() {
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
    /// Whether all of it is text, and so each of its cells.
    pub(super) fn is_text(&self) -> bool {
        self.text.is_some()
    }
    /// The text of a cell; `None` if it is not UTF-8. If the file is, so is each of its cells, and
    /// need not be gone through again.
    #[inline]
    pub(super) fn text_of<'t>(&self, cell: &'t [u8]) -> Option<&'t str>
    where
        'p: 't,
    {
        match self.text.zip(self.place_of(cell)) {
            Some((text, place)) => text.get(place),
            None => core::str::from_utf8(cell).ok(),
        }
    }
    /// The text between two places, if it is UTF-8.
    pub(super) fn text_between(&self, start: usize, end: usize) -> Option<&'p str> {
        match self.text {
            Some(text) => text.get(start..end),
            None => core::str::from_utf8(self.bytes.get(start..end)?).ok(),
        }
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
