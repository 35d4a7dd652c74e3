//! What of a package would not come back by itself.

use alloc::{borrow::Cow, collections::BTreeSet, string::String, vec, vec::Vec};

use roster_core::{Finding, Format, Header, Memory, Rows, Source};

use crate::{
    feed::{Reader, files},
    texts::{Texts, join},
};

/// What of a file would not come back by itself.
#[derive(Clone, Debug)]
pub(crate) struct Missed {
    pub(crate) table: &'static roster_core::Table,
    /// For each column of the table.
    pub(crate) columns: Vec<Column>,
    /// The records that would not.
    pub(crate) records: Places,
}

/// What of a column would not come back by itself.
#[derive(Clone, Debug, Default)]
pub(crate) struct Column {
    /// How many cells say something.
    pub(crate) said: u64,
    /// How many of these would not come back.
    pub(crate) missed: u64,
    /// Those of them whose records come back.
    pub(crate) cells: Places,
}

/// How many rows, and the first of them, which count from 1.
#[derive(Clone, Debug, Default)]
pub(crate) struct Places {
    pub(crate) count: u64,
    pub(crate) first: Vec<u64>,
}

impl Places {
    fn add(&mut self, row: usize) {
        self.count += 1;
        if self.first.len() <= Finding::MOST_ALSO {
            self.first.push(row as u64 + 1);
        }
    }
}

impl Missed {
    /// Of each file of a package, given the package that would come back.
    pub(crate) fn of(
        format: &'static Format,
        source: &dyn Source,
        rebuilt: &Memory,
    ) -> Vec<Missed> {
        let both = files(format, source).into_iter().zip(files(format, rebuilt));
        let missed = |((table, home), (_, rebuilt)): (Table<'_>, Table<'_>)| {
            let mut missed = Missed::of_file(table, home, rebuilt);
            missed.add_no_text(home.unwrap_or_default());
            missed
        };
        both.map(missed).collect()
    }

    fn of_file(
        table: &'static roster_core::Table,
        home: Option<&[u8]>,
        rebuilt: Option<&[u8]>,
    ) -> Self {
        let key: Vec<usize> = (0..table.columns.len()).filter(|c| table.columns[*c].key).collect();
        let new = || Missed {
            table,
            columns: vec![Column::default(); table.columns.len()],
            records: Places::default(),
        };
        let mut missed = new();
        if !missed.in_order(&key, home, rebuilt) {
            missed = new();
            missed.by_key(&key, home, rebuilt);
        }
        missed
    }

    /// Takes in a row of home, and the one that comes back, if one does.
    fn row(&mut self, number: usize, row: &[Cow<'_, str>], back: Option<&[Cow<'_, str>]>) {
        if back.is_none() {
            self.records.add(number);
        }
        for (c, (column, cell)) in self.columns.iter_mut().zip(row).enumerate() {
            if cell.is_empty() {
                continue;
            }
            column.said += 1;
            let comes = back.is_some_and(|back| back[c] == *cell);
            column.missed += u64::from(!comes);
            if !comes && back.is_some() {
                column.cells.add(number);
            }
        }
    }

    /// If the rows come back in their order, or none does.
    fn in_order(&mut self, key: &[usize], home: Option<&[u8]>, rebuilt: Option<&[u8]>) -> bool {
        let Some(mut home) = reader(self.table, home) else { return true };
        let mut rebuilt = reader(self.table, rebuilt);
        let mut number = 0;
        while let Some(row) = home.row() {
            let back = rebuilt.as_mut().and_then(Reader::row);
            // behind the last that comes back none does
            if back.as_ref().is_some_and(|back| key.iter().any(|c| row[*c] != back[*c])) {
                return false;
            }
            self.row(number, row, back.as_deref());
            number += 1;
        }
        true
    }

    /// In whatever order they come back: those of one key in that of home.
    fn by_key(&mut self, key: &[usize], home: Option<&[u8]>, rebuilt: Option<&[u8]>) {
        let readers = (reader(self.table, home), reader(self.table, rebuilt));
        let (Some(mut home), Some(mut rebuilt)) = readers else { return };
        let key_of = |row: &[Cow<'_, str>]| {
            let mut out = String::new();
            join(key.iter().map(|c| &*row[*c]), &mut out);
            out
        };
        let (mut keys, mut rows) = (Vec::new(), Vec::new());
        while let Some(row) = rebuilt.row() {
            keys.push(key_of(row));
            rows.push(row.to_vec());
        }
        let there: Texts<'_> = keys.iter().map(|key| &**key).collect();
        // how many of those with the key of the one at a place are used
        let mut used = vec![0; rows.len()];
        let mut number = 0;
        while let Some(row) = home.row() {
            let key = key_of(row);
            let mut same = there.all(&key).peekable();
            let back = same.peek().copied().and_then(|first| {
                used[first] += 1;
                same.nth(used[first] - 1)
            });
            self.row(number, row, back.map(|back| &*rows[back]));
            number += 1;
        }
    }

    /// Cells that are not UTF-8 say nothing to anyone else.
    fn add_no_text(&mut self, bytes: &[u8]) {
        if core::str::from_utf8(bytes).is_ok() {
            return;
        }
        let mut rows = Rows::new(bytes);
        let Some(names) = rows.next_row(&mut |_| {}).map(|row| row.to_cells()) else {
            return;
        };
        let header = Header::bind(self.table, &names);
        let mut number = 0;
        while let Some(row) = rows.next_row(&mut |_| {}) {
            for i in 0..row.len() {
                let is_text = row.cell(i).is_none_or(|cell| core::str::from_utf8(&cell).is_ok());
                if let (false, Some(c)) = (is_text, header.found(i).column()) {
                    let column = &mut self.columns[c];
                    column.said += 1;
                    column.missed += 1;
                    column.cells.add(number);
                }
            }
            number += 1;
        }
    }

    /// The rows that are named.
    pub(crate) fn rows(&self) -> BTreeSet<u64> {
        let cells = self.columns.iter().flat_map(|column| &column.cells.first);
        cells.chain(&self.records.first).copied().collect()
    }
}

/// A table, and the bytes of its file.
type Table<'s> = (&'static roster_core::Table, Option<&'s [u8]>);

fn reader<'a>(table: &'static roster_core::Table, bytes: Option<&'a [u8]>) -> Option<Reader<'a>> {
    bytes.and_then(|bytes| Reader::new(table, bytes))
}
