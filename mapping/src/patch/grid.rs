//! A file's rows, by number and by key.

use alloc::{borrow::Cow, boxed::Box, vec, vec::Vec};
use core::ops::Range;

use roster_core::{Encoding, Header, Rows, Table};

use crate::texts::sum;

use super::{
    line::Line,
    names::Names,
    parts::{FNV, RowId, Twin, fnv},
};

const BOM: &[u8] = b"\xEF\xBB\xBF";

/// A file that is bound to a table, with an index of its data rows, which count from 0.
///
/// No cell is kept. Rows are found by a checksum of their keys, and what is found is held against
/// the key itself; where two keys have one checksum, their order decides. So the index is sorted,
/// and no choice of keys makes it slow.
pub(super) struct Grid<'a> {
    bytes: &'a [u8],
    /// Where rows start, the header first.
    starts: Vec<usize>,
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
    /// `None` if the bytes are no CSV, or if no header is the table's.
    pub(super) fn read(table: &'static Table, bytes: &'a [u8]) -> Option<Self> {
        if !Encoding::of(bytes).is_readable() {
            return None;
        }
        let mut grid = Grid { bytes, ..Grid::empty() };
        let mut rows = Rows::new(bytes);
        let header = rows.next_row(&mut |_| {})?;
        grid.starts.push(header.start());
        grid.names = Names::of(table, &header.to_cells());
        let seeds = table.columns.iter().map(|column| fnv(FNV, column.header.as_bytes()));
        let seeds = seeds.enumerate().filter_map(|(c, seed)| Some((grid.names.known(c)?, seed)));
        grid.seeds = seeds.collect();
        if grid.seeds.is_empty() {
            return None;
        }
        let mut key = Vec::new();
        while let Some(row) = rows.next_row(&mut |_| {}) {
            grid.names.write_key(|place| row.cell(place), &mut key);
            grid.by_key.push((hash(&key), grid.starts.len() - 1));
            grid.starts.push(row.start());
        }
        grid.index();
        Some(grid)
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
            names: Names::default(),
            seeds: Vec::new(),
            by_key: Vec::new(),
            by_print: Vec::new(),
            shared: Vec::new(),
        }
    }
    fn index(&mut self) {
        self.by_key.sort_unstable();
        self.shared = vec![false; self.by_key.len()];
        let mut by_key = core::mem::take(&mut self.by_key);
        let mut lines = self.lines();
        let mut alike: Vec<(Range<usize>, Vec<_>)> = Vec::new();
        for run in runs(&by_key) {
            let rows = &mut by_key[run.clone()];
            if rows.len() == 1 && rows[0].0 != NO_KEY {
                continue;
            }
            let mut keys: Vec<(Vec<u8>, usize)> =
                rows.iter().map(|(_, row)| (lines.key(*row).to_vec(), *row)).collect();
            if !keys.windows(2).all(|two| two[0].0 == two[1].0) {
                keys.sort_unstable();
                rows.iter_mut().zip(&keys).for_each(|((_, row), (_, of))| *row = *of);
            }
            let mut at = run.start;
            for group in keys.chunk_by(|a, b| a.0 == b.0) {
                if group.len() > 1 || group[0].0.is_empty() {
                    let print = |(_, row): &(_, usize)| (lines.print(*row), *row);
                    let mut prints: Vec<_> = group.iter().map(print).collect();
                    prints.sort_unstable();
                    alike.push((at..at + group.len(), prints));
                }
                at += group.len();
            }
        }
        if !alike.is_empty() {
            self.by_print = by_key.clone();
        }
        for (group, prints) in alike {
            prints.iter().for_each(|(_, row)| self.shared[*row] = true);
            self.by_print[group].copy_from_slice(&prints);
        }
        self.by_key = by_key;
    }

    /// How many data rows it has.
    pub(super) fn len(&self) -> usize {
        self.shared.len()
    }
    pub(super) fn has_bom(&self) -> bool {
        self.bytes.starts_with(BOM)
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
    /// Its rows, to be read in any order; at the least cost in their own.
    pub(super) fn lines(&self) -> Lines<'_, 'a> {
        let (line, key) = Default::default();
        Lines { grid: self, bytes: b"", from: 0, rows: Rows::new(b""), at: None, line, key }
    }
    /// A row as bytes, up to where the next one starts.
    pub(super) fn bytes(&self, row: usize) -> &'a [u8] {
        &self.bytes[self.start(row + 1)..self.start(row + 2)]
    }
    fn start(&self, row: usize) -> usize {
        self.starts.get(row).copied().unwrap_or(self.bytes.len())
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
pub(super) fn runs(rows: &[(u64, usize)]) -> impl Iterator<Item = Range<usize>> + use<> {
    let lengths: Vec<usize> = rows.chunk_by(|a, b| a.0 == b.0).map(<[_]>::len).collect();
    let mut at = 0;
    lengths.into_iter().map(move |length| {
        at += length;
        at - length..at
    })
}

/// The rows of a grid, one at a time.
pub(super) struct Lines<'g, 'a> {
    grid: &'g Grid<'a>,
    /// What is read, and where it starts in the file.
    bytes: &'a [u8],
    from: usize,
    rows: Rows<'a>,
    /// The row that was read last.
    at: Option<usize>,
    line: Line<'a>,
    key: Vec<u8>,
}

impl<'g, 'a> Lines<'g, 'a> {
    pub(super) fn line(&mut self, row: usize) -> &Line<'a> {
        if self.at == Some(row) {
            return &self.line;
        }
        let grid = self.grid;
        if self.at.is_none_or(|at| at + 1 != row) {
            // with the byte before it, a line end, so that the row reads as within the file
            self.from = grid.start(row + 1) - 1;
            self.bytes = &grid.bytes[self.from..];
            self.rows = Rows::new(self.bytes);
        }
        self.at = Some(row);
        if let Some(read) = self.rows.next_row(&mut |_| {}) {
            self.line.take(self.bytes, &read, grid.start(row + 2) - self.from);
        }
        &self.line
    }
    /// The key of a row: its texts as a row of CSV, or nothing.
    pub(super) fn key(&mut self, row: usize) -> &[u8] {
        let mut key = core::mem::take(&mut self.key);
        let names = &self.grid.names;
        let line = self.line(row);
        names.write_key(|place| Some(Cow::Borrowed(line.text(place))), &mut key);
        self.key = key;
        &self.key
    }
    /// The texts of the key.
    pub(super) fn key_texts(&mut self, row: usize) -> Vec<Cow<'a, [u8]>> {
        let names = &self.grid.names;
        let line = self.line(row);
        names.key(|place| line.cells.get(place).map(|cell| cell.text.clone()))
    }
    /// A checksum of what a row says in the table's columns.
    pub(super) fn print(&mut self, row: usize) -> u64 {
        let mut sum = 0u64;
        let seeds = &self.grid.seeds;
        let line = self.line(row);
        for (place, seed) in seeds {
            // blank says as much as absent; columns may stand in any order
            let text = line.text(*place);
            if !text.is_empty() {
                sum = sum.wrapping_add(fnv(*seed, text));
            }
        }
        sum
    }

    /// The rows with this key, as a stretch of the indexes.
    pub(super) fn group(&mut self, key: &[u8]) -> Range<usize> {
        let (hash, rows) = (hash(key), &self.grid.by_key);
        let start = rows.partition_point(|(of, _)| *of < hash);
        let run = &rows[start..];
        let run = &run[..run.partition_point(|(of, _)| *of == hash)];
        let before = run.partition_point(|(_, row)| self.key(*row) < key);
        let more = run[before..].partition_point(|(_, row)| self.key(*row) == key);
        start + before..start + before + more
    }
    /// What names a row.
    pub(super) fn id(&mut self, row: usize) -> RowId {
        let key = Box::from(self.key(row));
        if !self.grid.shared[row] {
            return RowId { key, twin: None };
        }
        let group = self.group(&key);
        let print = self.print(row);
        let alike = self.grid.by_print(group).unwrap_or_default();
        let first = alike.partition_point(|of| *of < (print, 0));
        let before = alike.partition_point(|of| *of < (print, row)) - first;
        RowId { key, twin: Some(Box::new(Twin { print, before })) }
    }
    /// The row that bears this name.
    pub(super) fn find(&mut self, id: &RowId) -> Option<usize> {
        let grid = self.grid;
        let Some(Twin { print, before }) = id.twin.as_deref().copied() else {
            if id.key.is_empty() {
                return None;
            }
            // names mostly come in the order of the rows
            let next = self.at.map_or(0, |at| at + 1);
            if next < grid.len() && !grid.shared[next] && *self.key(next) == *id.key {
                return Some(next);
            }
            let group = self.group(&id.key);
            return grid.by_key.get(group).and_then(|rows| Some(rows.first()?.1));
        };
        let group = self.group(&id.key);
        let Some(alike) = grid.by_print(group.clone()) else {
            let (_, row) = grid.by_key.get(group)?.first()?;
            return (before == 0 && self.print(*row) == print).then_some(*row);
        };
        let first = alike.partition_point(|of| *of < (print, 0));
        let (found, row) = alike.get(first.checked_add(before)?)?;
        (*found == print).then_some(*row)
    }
}

/// The checksum of no key, which no key has.
pub(super) const NO_KEY: u64 = 0;

/// A checksum of a key.
fn hash(key: &[u8]) -> u64 {
    if key.is_empty() { NO_KEY } else { sum(key) }
}
