//! A file's rows, by number and by key.

use alloc::{borrow::Cow, boxed::Box, vec, vec::Vec};
use core::ops::Range;

use roster_core::{Encoding, Header, Row, Rows, Table};

use crate::texts::sum;

use super::{
    line::{Line, said},
    names::Names,
    parts::{FNV, RowId, Twin, fnv},
};

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
    fn add(&mut self, row: &Row<'_, '_>) -> Option<()> {
        let start = row.start();
        self.starts.push(start);
        self.firsts.push(u32::try_from(self.ends.len()).ok()?);
        let ends = (0..row.len()).filter_map(|cell| row.span(cell));
        self.ends.extend(ends.map(|span| (span.end - start) as u32));
        // they rise, so that the last one tells whether all of them fit
        let last = row.span(row.len() - 1)?.end - start;
        u32::try_from(last).ok().map(|_| ())
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
        self.by_key.sort_unstable();
        self.shared = vec![false; self.by_key.len()];
        let mut by_key = core::mem::take(&mut self.by_key);
        let mut alike: Vec<(Range<usize>, Vec<_>)> = Vec::new();
        let mut start = 0;
        for rows in by_key.chunk_by_mut(|a, b| a.0 == b.0) {
            let mut at = start;
            start += rows.len();
            if rows.len() == 1 && rows[0].0 != NO_KEY {
                continue;
            }
            let mut keys: Vec<(Vec<u8>, usize)> =
                rows.iter().map(|(_, row)| (self.key(*row), *row)).collect();
            if !keys.windows(2).all(|two| two[0].0 == two[1].0) {
                keys.sort_unstable();
                rows.iter_mut().zip(&keys).for_each(|((_, row), (_, of))| *row = *of);
            }
            for group in keys.chunk_by(|a, b| a.0 == b.0) {
                if group.len() > 1 || group[0].0.is_empty() {
                    let print = |(_, row): &(_, usize)| (self.print(*row), *row);
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
    /// The key of a row: its texts as a row of CSV, or nothing.
    pub(super) fn key(&self, row: usize) -> Vec<u8> {
        let mut key = Vec::new();
        match self.plain_key(row) {
            Some(plain) => key.extend_from_slice(plain),
            None => self.write_key(row, &mut key),
        }
        key
    }
    /// The same of a key that is one cell and stands as it is written, as most do.
    fn plain_key(&self, row: usize) -> Option<&'a [u8]> {
        let form = self.cells(row).form(self.names.only_key()?);
        (!form.contains(&b'"')).then_some(form)
    }
    /// The same in place of what is in `out`.
    fn write_key(&self, row: usize, out: &mut Vec<u8>) {
        let cells = self.cells(row);
        self.names.write_key(|place| Some(cells.text(place)), out);
    }
    /// Whether it is this.
    pub(super) fn has_key(&self, row: usize, key: &[u8]) -> bool {
        match self.plain_key(row) {
            Some(plain) => *plain == *key,
            None => *self.key(row) == *key,
        }
    }
    /// Whether it is that of a row of another file of the table.
    pub(super) fn shares_key(&self, row: usize, other: &Grid<'_>, of: usize) -> bool {
        let (ours, theirs) = (self.cells(row), other.cells(of));
        // what is written alike says the same
        let alike = |(a, b): (&Option<usize>, &Option<usize>)| {
            a.map(|at| ours.form(at)) == b.map(|at| theirs.form(at))
        };
        self.names.keys().iter().zip(other.names.keys()).all(alike)
            || self.key(row) == other.key(of)
    }
    /// The texts of the key.
    pub(super) fn key_texts(&self, row: usize) -> Vec<Cow<'a, [u8]>> {
        let cells = self.cells(row);
        self.names.key(|place| Some(cells.text(place)))
    }
    /// A checksum of what a row says in the table's columns.
    pub(super) fn print(&self, row: usize) -> u64 {
        let (mut sum, cells) = (0u64, self.cells(row));
        for (place, seed) in &self.seeds {
            // blank says as much as absent; columns may stand in any order
            let text = cells.text(*place);
            if !text.is_empty() {
                sum = sum.wrapping_add(fnv(*seed, &text));
            }
        }
        sum
    }

    /// The rows with this key, as a stretch of the indexes.
    pub(super) fn group(&self, key: &[u8]) -> Range<usize> {
        let (hash, rows) = (hash(key), &self.by_key);
        let start = rows.partition_point(|(of, _)| *of < hash);
        let run = &rows[start..];
        let run = match run.get(1).is_none_or(|(of, _)| *of != hash) {
            true => run.get(..1).filter(|run| run[0].0 == hash).unwrap_or_default(),
            false => &run[..run.partition_point(|(of, _)| *of == hash)],
        };
        if let [(_, row)] = run
            && self.has_key(*row, key)
        {
            return start..start + 1;
        }
        let before = run.partition_point(|(_, row)| *self.key(*row) < *key);
        let more = run[before..].partition_point(|(_, row)| self.has_key(*row, key));
        start + before..start + before + more
    }
    /// What names a row.
    pub(super) fn id(&self, row: usize) -> RowId {
        let key: Box<[u8]> = match self.plain_key(row) {
            Some(plain) => plain.into(),
            None => self.key(row).into(),
        };
        if !self.shared[row] {
            return RowId { key, twin: None };
        }
        let group = self.group(&key);
        let print = self.print(row);
        let alike = self.by_print(group).unwrap_or_default();
        let first = alike.partition_point(|of| *of < (print, 0));
        let before = alike.partition_point(|of| *of < (print, row)) - first;
        RowId { key, twin: Some(Box::new(Twin { print, before })) }
    }
    /// The row that bears this name. Names mostly come in the order of the rows: `next` is the one
    /// that is looked at first, and then the one behind what was found.
    pub(super) fn find(&self, id: &RowId, next: &mut usize) -> Option<usize> {
        let found = self.found(id, *next);
        *next = found.map_or(*next, |row| row + 1);
        found
    }
    fn found(&self, id: &RowId, next: usize) -> Option<usize> {
        let Some(Twin { print, before }) = id.twin.as_deref().copied() else {
            if id.key.is_empty() {
                return None;
            }
            if next < self.len() && !self.shared[next] && self.has_key(next, &id.key) {
                return Some(next);
            }
            let group = self.group(&id.key);
            return self.by_key.get(group).and_then(|rows| Some(rows.first()?.1));
        };
        let group = self.group(&id.key);
        let Some(alike) = self.by_print(group.clone()) else {
            let (_, row) = self.by_key.get(group)?.first()?;
            return (before == 0 && self.print(*row) == print).then_some(*row);
        };
        let first = alike.partition_point(|of| *of < (print, 0));
        let (found, row) = alike.get(first.checked_add(before)?)?;
        (*found == print).then_some(*row)
    }
}

/// The cells of a row, by where they end, counted from where it starts.
#[derive(Clone, Copy)]
pub(super) struct Cells<'g, 'a> {
    /// The file from there on.
    bytes: &'a [u8],
    ends: &'g [u32],
}

impl<'g, 'a> Cells<'g, 'a> {
    pub(super) fn len(self) -> usize {
        self.ends.len()
    }
    /// All of them with what is between, as they are written.
    pub(super) fn content(self) -> &'a [u8] {
        &self.bytes[..self.ends.last().map_or(0, |end| *end as usize)]
    }
    /// A cell as it is written; nothing if the row ends before it.
    pub(super) fn form(self, cell: usize) -> &'a [u8] {
        let Some(end) = self.ends.get(cell) else { return b"" };
        let start = cell.checked_sub(1).map_or(0, |before| self.ends[before] as usize + 1);
        &self.bytes[start..*end as usize]
    }
    /// What it says.
    pub(super) fn text(self, cell: usize) -> Cow<'a, [u8]> {
        said(self.form(cell))
    }
    /// All of them as they are written.
    pub(super) fn forms(self) -> impl Iterator<Item = &'a [u8]> + use<'g, 'a> {
        let (bytes, mut at) = (self.bytes, 0);
        self.ends.iter().map(move |end| {
            let start = core::mem::replace(&mut at, *end as usize + 1);
            &bytes[start..*end as usize]
        })
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
