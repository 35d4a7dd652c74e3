//! A file's rows, by number and by key.

use alloc::{borrow::Cow, vec::Vec};
use core::{cmp::Ordering, ops::Range};

use roster_core::{Encoding, Header, Row, Rows, Table};

use super::{
    line::Line,
    names::Names,
    parts::{FNV, RowId, fnv},
};

const BOM: &[u8] = b"\xEF\xBB\xBF";

/// A file that is bound to a table, with an index of its data rows, which count from 0.
pub(super) struct Grid<'a> {
    bytes: &'a [u8],
    /// Where rows start, the header first.
    starts: Vec<usize>,
    pub(super) names: Names,
    keys: Vec<Vec<Cow<'a, [u8]>>>,
    prints: Vec<u64>,
    /// The rows by key, and those with equal keys in the file's order.
    by_key: Vec<usize>,
    /// The same, but those with equal keys by what they say.
    by_print: Vec<(u64, usize)>,
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
        let seeds: Vec<(usize, u64)> = seeds.collect();
        if seeds.is_empty() {
            return None;
        }
        while let Some(row) = rows.next_row(&mut |_| {}) {
            grid.starts.push(row.start());
            grid.keys.push(grid.names.key(|place| row.cell(place)));
            grid.prints.push(print(&seeds, &row));
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
            keys: Vec::new(),
            prints: Vec::new(),
            by_key: Vec::new(),
            by_print: Vec::new(),
        }
    }
    fn index(&mut self) {
        self.by_key = (0..self.len()).collect();
        self.by_key.sort_by(|a, b| self.keys[*a].cmp(&self.keys[*b]));
        self.by_print = self.by_key.iter().map(|row| (self.prints[*row], *row)).collect();
        let groups: Vec<_> = self.groups().collect();
        for group in groups {
            self.by_print[group].sort_unstable();
        }
    }

    /// How many data rows it has.
    pub(super) fn len(&self) -> usize {
        self.keys.len()
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
    pub(super) fn line(&self, row: usize) -> Line<'a> {
        // with the byte before it, a line end, so that the row reads as within the file
        Line::read(&self.bytes[self.start(row + 1) - 1..self.start(row + 2)])
    }
    /// A row as bytes, up to where the next one starts.
    pub(super) fn bytes(&self, row: usize) -> &'a [u8] {
        &self.bytes[self.start(row + 1)..self.start(row + 2)]
    }
    fn start(&self, row: usize) -> usize {
        self.starts.get(row).copied().unwrap_or(self.bytes.len())
    }
    pub(super) fn key(&self, row: usize) -> &[Cow<'a, [u8]>] {
        &self.keys[row]
    }
    /// A checksum of what a row says in the table's columns.
    pub(super) fn print(&self, row: usize) -> u64 {
        self.prints[row]
    }

    /// The rows with equal keys, as stretches of the indexes.
    pub(super) fn groups(&self) -> impl Iterator<Item = Range<usize>> {
        let rows = &self.by_key;
        let mut at = 0;
        core::iter::from_fn(move || {
            let key = &self.keys[*rows.get(at)?];
            let more = rows[at..].iter().take_while(|row| self.keys[**row] == *key).count();
            at += more;
            Some(at - more..at)
        })
    }
    /// The rows with this key.
    pub(super) fn group(&self, key: &[impl AsRef<[u8]>]) -> Range<usize> {
        let is = |row: &usize| compare(&self.keys[*row], key);
        let start = self.by_key.partition_point(|row| is(row).is_lt());
        start..start + self.by_key[start..].partition_point(|row| is(row).is_eq())
    }
    pub(super) fn in_order(&self, group: Range<usize>) -> &[usize] {
        &self.by_key[group]
    }
    pub(super) fn by_print(&self, group: Range<usize>) -> &[(u64, usize)] {
        &self.by_print[group]
    }

    /// What names a row.
    pub(super) fn id(&self, row: usize) -> RowId {
        let key = self.key(row);
        let group = self.group(key);
        let twin = (group.len() > 1 || key.is_empty()).then(|| {
            let print = self.print(row);
            let alike = self.by_print(group);
            let first = alike.partition_point(|of| *of < (print, 0));
            (print, alike.partition_point(|of| *of < (print, row)) - first)
        });
        RowId { key: key.iter().map(|text| text.to_vec()).collect(), twin }
    }
    /// The row that bears this name.
    pub(super) fn find(&self, id: &RowId) -> Option<usize> {
        let group = self.group(&id.key);
        let Some((print, before)) = id.twin else {
            let named = !id.key.is_empty();
            return self.in_order(group).first().copied().filter(|_| named);
        };
        let alike = self.by_print(group);
        let first = alike.partition_point(|of| *of < (print, 0));
        let (found, row) = alike.get(first.checked_add(before)?)?;
        (*found == print).then_some(*row)
    }
}

fn compare(a: &[impl AsRef<[u8]>], b: &[impl AsRef<[u8]>]) -> Ordering {
    a.iter().map(AsRef::as_ref).cmp(b.iter().map(AsRef::as_ref))
}

fn print(seeds: &[(usize, u64)], row: &Row<'_, '_>) -> u64 {
    let mut sum = 0u64;
    for (place, seed) in seeds {
        // blank says as much as absent; columns may stand in any order
        if let Some(text) = row.cell(*place).filter(|text| !text.is_empty()) {
            sum = sum.wrapping_add(fnv(*seed, &text));
        }
    }
    sum
}
