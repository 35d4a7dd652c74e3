//! A file's rows, by number and by key.

mod cells;
mod find;

use alloc::{borrow::Cow, vec, vec::Vec};
use core::ops::Range;

use roster_core::{Encoding, Header, Row, Rows, Table};

use crate::texts::{count, lines, sum};

use super::{
    line::Line,
    names::Names,
    parts::{FNV, fnv},
};

pub(super) use cells::Cells;

const BOM: &[u8] = b"\xEF\xBB\xBF";

/// A file that is bound to a table, with an index of its cells and of its data rows, which count
/// from 0.
///
/// No cell is kept, only where it stands. Rows are found by a checksum of their keys, and what is
/// found is held against the key itself; where two keys have one checksum, their order decides. So
/// the index is sorted, and no choice of keys makes it slow.
pub(super) struct Grid<'a> {
    bytes: &'a [u8],
    /// Where rows start, the header first.
    starts: Vec<usize>,
    /// For each row which of `ends` is its first.
    firsts: Vec<u32>,
    /// Where cells end, counted from where their row starts.
    ends: Vec<u32>,
    pub(super) names: Names,
    /// The places of the table's columns, and where the checksums of their texts start.
    seeds: Vec<(usize, u64)>,
    /// The rows by the checksums of their keys, then by key, then in the file's order.
    by_key: Vec<(u64, usize)>,
    /// The same, but rows that share a key, or have none, by what they say.
    by_print: Vec<(u64, usize)>,
    /// Whether a row shares its key with others, or has none.
    shared: Vec<bool>,
}

impl<'a> Grid<'a> {
    /// `None` if the bytes are no CSV, if no header is the table's, or if there are more cells than
    /// can be counted in 32 bits.
    pub(super) fn read(table: &'static Table, bytes: &'a [u8]) -> Option<Self> {
        if !Encoding::of(bytes).is_readable() {
            return None;
        }
        let mut grid = Grid { bytes, ..Grid::empty() };
        grid.make_room();
        let mut rows = Rows::new(bytes);
        let header = rows.next_row(&mut |_| {})?;
        grid.add(&header)?;
        grid.names = Names::of(table, &header.to_cells());
        let seeds = table.columns.iter().map(|column| fnv(FNV, column.header.as_bytes()));
        let seeds = seeds.enumerate().filter_map(|(c, seed)| Some((grid.names.known(c)?, seed)));
        grid.seeds = seeds.collect();
        if grid.seeds.is_empty() {
            return None;
        }
        let mut key = Vec::new();
        while let Some(row) = rows.next_row(&mut |_| {}) {
            let number = grid.starts.len() - 1;
            grid.add(&row)?;
            let hash = match grid.plain_key(number) {
                Some(plain) => hash(plain),
                None => {
                    grid.write_key(number, &mut key);
                    hash(&key)
                }
            };
            grid.by_key.push((hash, number));
        }
        grid.index();
        Some(grid)
    }
    /// As much as there can be rows and cells, if quotes do not say otherwise.
    fn make_room(&mut self) {
        let rows = lines(self.bytes);
        self.ends.reserve_exact(rows + count(self.bytes, b','));
        self.starts.reserve_exact(rows);
        self.firsts.reserve_exact(rows);
        self.by_key.reserve_exact(rows);
    }
    fn add(&mut self, row: &Row<'_, '_>) -> Option<()> {
        let start = row.start();
        self.starts.push(start);
        self.firsts.push(u32::try_from(self.ends.len()).ok()?);
        let ends = (0..row.len()).filter_map(|cell| Some(row.span(cell)?.end - start));
        // they rise, so that the last one tells whether all of them fit
        u32::try_from(ends.clone().next_back()?).ok()?;
        self.ends.extend(ends.map(|end| end as u32));
        Some(())
    }
    /// What the rows of a file say in a column of the table.
    pub(super) fn column(
        table: &'static Table,
        bytes: &'a [u8],
        column: usize,
    ) -> Vec<Cow<'a, [u8]>> {
        let mut rows = Rows::new(bytes);
        let header = rows.next_row(&mut |_| {}).map(|row| row.to_cells()).unwrap_or_default();
        let mut texts = Vec::new();
        if let Some(place) = Header::bind(table, header).position(column) {
            while let Some(row) = rows.next_row(&mut |_| {}) {
                texts.extend(row.cell(place));
            }
        }
        texts
    }
    /// No file.
    pub(super) fn empty() -> Self {
        Grid {
            bytes: b"",
            starts: Vec::new(),
            firsts: Vec::new(),
            ends: Vec::new(),
            names: Names::default(),
            seeds: Vec::new(),
            by_key: Vec::new(),
            by_print: Vec::new(),
            shared: Vec::new(),
        }
    }
    fn index(&mut self) {
        let mut by_key = core::mem::take(&mut self.by_key);
        by_key.sort_unstable();
        let mut shared = vec![false; by_key.len()];
        // groups of rows that share a key, or have none
        let mut groups: Vec<Range<usize>> = Vec::new();
        let mut start = 0;
        for rows in by_key.chunk_by_mut(|a, b| a.0 == b.0) {
            let at = start;
            start += rows.len();
            if rows.len() == 1 && rows[0].0 != NO_KEY {
                continue;
            }
            let first = self.key(rows[0].1);
            if rows.iter().all(|(_, row)| self.has_key(*row, &first)) {
                groups.push(at..start);
                continue;
            }
            // crafted: several keys have one checksum
            rows.sort_by_cached_key(|(_, row)| (self.key(*row), *row));
            let mut at = at;
            for group in rows.chunk_by(|a, b| self.key(a.1) == self.key(b.1)) {
                groups.extend((group.len() > 1).then_some(at..at + group.len()));
                at += group.len();
            }
        }
        let mut by_print = if groups.is_empty() { Vec::new() } else { by_key.clone() };
        for group in groups {
            let rows = &mut by_print[group];
            for (print, row) in rows.iter_mut() {
                (*print, shared[*row]) = (self.print(*row), true);
            }
            rows.sort_unstable();
        }
        (self.by_key, self.by_print, self.shared) = (by_key, by_print, shared);
    }

    /// How many data rows it has.
    pub(super) fn len(&self) -> usize {
        self.shared.len()
    }
    pub(super) fn has_bom(&self) -> bool {
        self.bytes.starts_with(BOM)
    }
    /// Whether it has any quote.
    pub(super) fn has_quotes(&self) -> bool {
        self.bytes.contains(&b'"')
    }
    /// The header's line; it leads with all that stands before it.
    pub(super) fn header(&self) -> Line<'a> {
        Line::read(&self.bytes[..self.start(1)])
    }
    /// The same as bytes, without a byte order mark.
    pub(super) fn header_bytes(&self) -> &'a [u8] {
        let mark = if self.has_bom() { BOM.len() } else { 0 };
        &self.bytes[mark..self.start(1)]
    }
    /// A row as bytes, up to where the next one starts.
    pub(super) fn bytes(&self, row: usize) -> &'a [u8] {
        &self.bytes[self.start(row + 1)..self.start(row + 2)]
    }
    fn start(&self, row: usize) -> usize {
        self.starts.get(row).copied().unwrap_or(self.bytes.len())
    }
    /// The cells of a row.
    pub(super) fn cells(&self, row: usize) -> Cells<'_, 'a> {
        let first = |row| self.firsts.get(row).map_or(self.ends.len(), |first| *first as usize);
        let ends = &self.ends[first(row + 1)..first(row + 2)];
        Cells { bytes: &self.bytes[self.start(row + 1)..], ends }
    }
    /// A row as bytes, without what ends it.
    pub(super) fn content(&self, row: usize) -> &'a [u8] {
        self.cells(row).content()
    }
    /// What ends a row: a line end, and blank lines behind it.
    pub(super) fn tail(&self, row: usize) -> &'a [u8] {
        &self.bytes(row)[self.content(row).len()..]
    }
    /// The rows by the checksums of their keys.
    pub(super) fn by_key(&self) -> &[(u64, usize)] {
        &self.by_key
    }
    /// Those of a group by what they say, if they share a key or have none.
    pub(super) fn by_print(&self, group: Range<usize>) -> Option<&[(u64, usize)]> {
        let (_, row) = self.by_key.get(group.start)?;
        if self.shared[*row] { self.by_print.get(group) } else { None }
    }
}

/// The stretches of rows whose keys have one checksum.
pub(super) fn runs(rows: &[(u64, usize)]) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    rows.chunk_by(|a, b| a.0 == b.0).map(move |run| {
        at += run.len();
        at - run.len()..at
    })
}

/// The checksum of no key, which no key has.
pub(super) const NO_KEY: u64 = 0;

/// A checksum of a key.
fn hash(key: &[u8]) -> u64 {
    if key.is_empty() { NO_KEY } else { sum(key) }
}
