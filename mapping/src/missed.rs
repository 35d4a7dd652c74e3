//! What of a package would not come back by itself.

use alloc::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    string::String,
    vec,
    vec::Vec,
};

use roster_core::{Column as Known, Finding, Format, Header, Memory, Rows, Source};

use crate::{
    feed::Row,
    feed::files,
    json::Seen,
    reader::{Reader, Written},
    texts::{Texts, join},
};

/// What of a file would not come back by itself.
#[derive(Clone, Debug)]
pub(crate) struct Missed {
    pub(crate) table: &'static roster_core::Table,
    /// The same under the names of the format's own files, where these are not CSV.
    pub(crate) named: &'static roster_core::Table,
    /// For each column of the table, then for each that it does not know.
    columns: Vec<Column>,
    /// Where the latter stand in the file.
    added: Vec<usize>,
    /// The records that would not.
    pub(crate) records: Places,
    /// How many records would come that are not there.
    pub(crate) more: u64,
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
    /// Cells that say nothing, and would come back with something in them.
    pub(crate) blank: Places,
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

/// What became of a cell.
enum Became {
    /// It says nothing, and so does what comes back.
    Nothing,
    /// It says nothing, and comes back with something in it.
    Filled,
    Same,
    /// It does not come back, or says something else then.
    Other,
}

impl Became {
    fn of(cell: &str, comes: &str) -> Self {
        match (cell.is_empty(), cell == comes) {
            (true, true) => Became::Nothing,
            (true, false) => Became::Filled,
            (false, true) => Became::Same,
            (false, false) => Became::Other,
        }
    }
    /// The same of rows as they are written.
    fn written(
        home: &Written<'_, '_>,
        at: usize,
        back: Option<&Written<'_, '_>>,
        from: Option<usize>,
    ) -> Self {
        let back = back.zip(from);
        let (form, other) = (home.form(at), back.map_or(&b""[..], |(back, at)| back.form(at)));
        if form.is_empty() && other.is_empty() {
            return Became::Nothing;
        }
        if (form == other || other.is_empty()) && home.says_in(form, at) {
            return if other.is_empty() { Became::Other } else { Became::Same };
        }
        let comes = back.map(|(back, at)| back.text(at)).unwrap_or_default();
        Became::of(&home.text(at), &comes)
    }
}

impl Missed {
    /// Of each file of a package, given the package that would come back.
    pub(crate) fn of(
        format: &'static Format,
        source: &dyn Source,
        rebuilt: &Memory,
    ) -> Vec<Missed> {
        // metadata is one value of its object, and counted as such
        Missed::but(&|_| format.view.is_some(), format, source, rebuilt)
    }

    /// The same, but of the columns that a table does not know only those with other headers.
    pub(crate) fn but(
        does_not_count: &dyn Fn(&str) -> bool,
        format: &'static Format,
        source: &dyn Source,
        rebuilt: &Memory,
    ) -> Vec<Missed> {
        let [source, rebuilt] = [source, rebuilt].map(|package| Seen::of(format, package));
        let files = |package| files(source.format, package).into_iter();
        let both = files(source.source()).zip(files(rebuilt.source()));
        let both = both.zip(format.tables.iter().copied());
        let missed = |(((table, home), (_, rebuilt)), named): ((Table<'_>, Table<'_>), _)| {
            let mut missed = Missed::of_file(table, home, rebuilt, does_not_count);
            missed.add_no_text(home.unwrap_or_default());
            missed.named = named;
            missed
        };
        both.map(missed).collect()
    }

    /// Each column, and what of it would not come back: known ones, then where others stand in the
    /// file.
    pub(crate) fn columns(&self) -> impl Iterator<Item = (Result<&'static Known, usize>, &Column)> {
        let known = self.table.columns.iter().map(Ok);
        known.chain(self.added.iter().copied().map(Err)).zip(&self.columns)
    }

    fn of_file(
        table: &'static roster_core::Table,
        home: Option<&[u8]>,
        rebuilt: Option<&[u8]>,
        does_not_count: &dyn Fn(&str) -> bool,
    ) -> Self {
        let pair = || Pair::of(table, home, rebuilt, does_not_count);
        let mut missed = Missed::none(table);
        match pair().map(|pair| missed.in_order(pair)) {
            None => missed.more = rebuilt.map_or(0, count),
            Some(true) => {}
            Some(false) => {
                missed = Missed::none(table);
                pair().into_iter().for_each(|pair| missed.by_key(pair));
            }
        }
        missed
    }

    fn none(table: &'static roster_core::Table) -> Self {
        let columns = vec![Column::default(); table.columns.len()];
        let (added, records, more) = Default::default();
        Missed { table, named: table, columns, added, records, more }
    }

    /// Takes in a row of home, which comes back or does not: what became of each cell, given its
    /// place and where it comes from.
    fn row(
        &mut self,
        number: usize,
        comes_back: bool,
        added: &[Added],
        became: impl Fn(usize, Option<usize>) -> Became,
    ) {
        if !comes_back {
            self.records.add(number);
        }
        let known = self.table.columns.len();
        let places = (0..known).map(|c| (c, Some(c)));
        let places = places.chain(added.iter().map(|added| (added.at, added.back)));
        for (column, (at, from)) in self.columns.iter_mut().zip(places) {
            match became(at, from) {
                Became::Nothing => {}
                Became::Filled => column.blank.add(number),
                Became::Same => column.said += 1,
                Became::Other => {
                    column.said += 1;
                    column.missed += 1;
                    if comes_back {
                        column.cells.add(number);
                    }
                }
            }
        }
    }

    /// Room for the columns that the table does not know.
    fn widen(&mut self, added: &[Added]) {
        self.added = added.iter().map(|added| added.place).collect();
        self.columns.resize(self.table.columns.len() + added.len(), Column::default());
    }

    /// If those rows that come back do so in their order.
    fn in_order(&mut self, pair: Pair<'_>) -> bool {
        let Pair { key, mut home, mut rebuilt, added } = pair;
        self.widen(&added);
        let mut number = 0;
        let mut next = rebuilt.as_mut().and_then(Reader::written);
        while let Some(row) = home.written() {
            let is_kept = |c: &usize| {
                let became = Became::written(&row, *c, next.as_ref(), Some(*c));
                matches!(became, Became::Nothing | Became::Same)
            };
            let comes_back = next.is_some() && key.iter().all(is_kept);
            let back = next.as_ref().filter(|_| comes_back);
            self.row(number, comes_back, &added, |at, from| Became::written(&row, at, back, from));
            if comes_back {
                next = rebuilt.as_mut().and_then(Reader::written);
            }
            number += 1;
        }
        next.is_none()
    }

    /// In whatever order, and if more come than are there: those of one key in that of home; of the others, those of
    /// one id.
    fn by_key(&mut self, pair: Pair<'_>) {
        let Pair { key, mut home, mut rebuilt, added } = pair;
        self.widen(&added);
        let home = home.all();
        let rebuilt = rebuilt.as_mut().map(Reader::all).unwrap_or_default();
        let mut back: Vec<Option<usize>> = vec![None; home.len()];
        let mut free: Vec<usize> = (0..rebuilt.len()).collect();
        for by in core::iter::once(key).chain(self.table.id().map(|id| vec![id])) {
            let text = |row: &Row<'_>| {
                let mut out = String::new();
                join(by.iter().map(|c| &*row[*c]), &mut out);
                out
            };
            let texts: Vec<String> = free.iter().map(|row| text(&rebuilt[*row])).collect();
            let there: Texts<'_> = texts.iter().map(|text| &**text).collect();
            // how many of those with the text of the one at a place are taken
            let mut taken = vec![0; free.len()];
            for (row, back) in home.iter().zip(&mut back).filter(|(_, back)| back.is_none()) {
                let same = there.group(&text(row));
                let Some(first) = there.place(same.start).filter(|_| !same.is_empty()) else {
                    continue;
                };
                let next = same.start + taken[first];
                if next < same.end {
                    taken[first] += 1;
                    *back = there.place(next).map(|at| free[at]);
                }
            }
            let mut is_taken = vec![false; rebuilt.len()];
            back.iter().flatten().for_each(|row| is_taken[*row] = true);
            free.retain(|row| !is_taken[*row]);
        }
        for (number, (row, back)) in home.iter().zip(back).enumerate() {
            let back = back.map(|back| &rebuilt[back]);
            self.row(number, back.is_some(), &added, |at, from| {
                let comes = back.zip(from).map(|(back, from)| &*back[from]).unwrap_or_default();
                Became::of(&row[at], comes)
            });
        }
        self.more = free.len() as u64;
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
        let known = self.table.columns.len();
        let mut number = 0;
        while let Some(row) = rows.next_row(&mut |_| {}) {
            for i in 0..row.len() {
                let is_text = row.cell(i).is_none_or(|cell| core::str::from_utf8(&cell).is_ok());
                let added = || Some(known + self.added.iter().position(|place| *place == i)?);
                let column = header.found(i).column().or_else(added);
                if let (false, Some(c)) = (is_text, column) {
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
        let columns = self.columns.iter().flat_map(|column| [&column.cells, &column.blank]);
        let cells = columns.flat_map(|places| &places.first);
        cells.chain(&self.records.first).copied().collect()
    }
}

/// How many rows a file has, without its headers.
pub(crate) fn count(bytes: &[u8]) -> u64 {
    let mut rows = Rows::new(bytes);
    let mut count = 0u64;
    while rows.next_row(&mut |_| {}).is_some() {
        count += 1;
    }
    count.saturating_sub(1)
}

/// A table, and the bytes of its file.
type Table<'s> = (&'static roster_core::Table, Option<&'s [u8]>);

/// A file at home, and what comes back of it.
struct Pair<'a> {
    /// The columns of the key.
    key: Vec<usize>,
    home: Reader<'a>,
    rebuilt: Option<Reader<'a>>,
    added: Vec<Added>,
}

/// A column that the table does not know.
struct Added {
    /// Its place in the file, and among the cells that are read.
    place: usize,
    at: usize,
    /// The latter of the one with its header that comes back.
    back: Option<usize>,
}

impl<'a> Pair<'a> {
    /// `None` if nothing is read at home.
    fn of(
        table: &'static roster_core::Table,
        home: Option<&'a [u8]>,
        rebuilt: Option<&'a [u8]>,
        does_not_count: &dyn Fn(&str) -> bool,
    ) -> Option<Self> {
        let reader = |bytes: Option<&'a [u8]>| bytes.and_then(|bytes| Reader::new(table, bytes));
        let (home, rebuilt) = (reader(home)?, reader(rebuilt));
        // of two with one header the first is the first
        let mut back: BTreeMap<&str, VecDeque<usize>> = BTreeMap::new();
        for (_, at, header) in rebuilt.iter().flat_map(Reader::added) {
            back.entry(header).or_default().push_back(at);
        }
        let counts = |added: &(usize, usize, &str)| !does_not_count(added.2);
        let added = home.added().filter(counts).map(|(place, at, header)| {
            let back = back.get_mut(header).and_then(VecDeque::pop_front);
            Added { place, at, back }
        });
        let (key, added) = (0..table.columns.len(), added.collect());
        let key = key.filter(|c| table.columns[*c].key).collect();
        Some(Pair { key, home, rebuilt, added })
    }
}
