//! What rows have to know of rows of other files.

use alloc::{
    boxed::Box,
    collections::{BTreeMap, BTreeSet},
    vec::Vec,
};

use super::{
    Layout,
    circles::Circles,
    current::{Cells, Current},
    ids::{Exact, Key, Texts, canonical},
    look::{Collector, Early, Indexed, Look, is_by_id},
    modes::Modes,
    opened::Opened,
    when::{self, Deleted},
};
use crate::{
    constraint::{Constraint, Index, Test},
    format::Format,
    header::Header,
    manifest::Mode,
    scan::{self, Oddity, OddityKind},
    table::{Column, Table},
    value::extension,
};

/// What is known of the package's files, as far as they have been read.
pub(crate) struct Ahead<'p> {
    parents: BTreeMap<&'static str, Parent>,
    looks: Vec<Indexed<'p>>,
    circles: Vec<(&'static Constraint, BTreeSet<Vec<u8>>)>,
    pub(crate) modes: Modes,
    pub(crate) layout: Layout,
}

/// A file that others refer to.
pub(super) enum Parent {
    /// The package lacks it, and no rule demands it: only references to it can say so.
    Absent,
    /// The records that stand in it.
    Records(Box<Records>),
}

/// The ids of a file, each with what the record is: a word's number in its vocabulary, from 1; 0
/// is anything else.
#[derive(Default)]
pub(super) struct Records {
    texts: Texts,
    ids: Exact<u16>,
    /// Ids that are still to be put in.
    new: Vec<(Key, u16)>,
}

impl Records {
    #[inline]
    pub(super) fn get(&self, id: &[u8]) -> Option<u16> {
        self.place(id).map(|place| self.ids.at(place))
    }
    /// The place of an id among them, which is nobody else's.
    #[inline]
    pub(super) fn place(&self, id: &[u8]) -> Option<usize> {
        self.ids.place(self.texts.find(id)?)
    }
    /// The same in two steps, for those who look keys up later.
    pub(super) fn texts(&self) -> &Texts {
        &self.texts
    }
    pub(super) fn ids(&self) -> &Exact<u16> {
        &self.ids
    }
    fn with_room(ids: usize) -> Self {
        Records { ids: Exact::with_room(ids), ..Records::default() }
    }
    #[inline]
    fn add(&mut self, id: Key, is: u16) {
        const TOGETHER: usize = 64;
        self.new.push((id, is));
        if self.new.len() == TOGETHER {
            self.settle();
        }
    }
    /// Puts in what is still to be.
    fn settle(&mut self) {
        self.ids.insert_all(&self.new);
        self.new.clear();
    }
    /// Takes in those of a later part of the file: what a record is, is what its last row says.
    #[cfg(feature = "parallel")]
    fn absorb(&mut self, mut later: Records) {
        self.settle();
        later.settle();
        for (key, is) in later.ids.iter() {
            let key = self.texts.add_from(&later.texts, key);
            self.ids.insert(key, is);
        }
    }
    /// The ids in lower case.
    pub(super) fn folded(&self) -> Folded {
        let mut folded = Folded { texts: Texts::default(), ids: Exact::with_room(self.ids.len()) };
        for key in self.ids.keys() {
            if key.is_uuid() {
                // it is in lower case
                folded.ids.insert(key, ());
            } else if let Some(text) = fold(&self.texts.text(key)) {
                let key = folded.texts.add(text.as_bytes());
                folded.ids.insert(key, ());
            }
        }
        folded
    }
}

/// The ids of a file in lower case.
pub(super) struct Folded {
    texts: Texts,
    ids: Exact<()>,
}

impl Folded {
    /// Whether there is an id that differs from this one in nothing but case.
    pub(super) fn has(&self, id: &[u8]) -> bool {
        let key = fold(id).and_then(|id| self.texts.find(id.as_bytes()));
        key.is_some_and(|key| self.ids.has(key))
    }
}

fn fold(id: &[u8]) -> Option<alloc::string::String> {
    core::str::from_utf8(id).ok().map(str::to_lowercase)
}

impl<'p> Ahead<'p> {
    /// Nothing has been read, but how files come.
    pub(super) fn new(modes: Modes, layout: Layout) -> Self {
        let (parents, looks, circles) = Default::default();
        Ahead { parents, looks, circles, modes, layout }
    }

    /// What is known of a file; `None` if nothing can be said of references to it: it has a
    /// finding of its own, or says only what has changed.
    pub(super) fn parent(&self, file: &str) -> Option<&Parent> {
        self.parents.get(file)
    }
    pub(super) fn look(&self, index: &Index) -> Look<'_> {
        let indexed = self.looks.iter().find(|indexed| indexed.of == *index);
        let records = match self.parent(index.file) {
            Some(Parent::Records(records)) => Some(&**records),
            _ => None,
        };
        indexed.map_or(Look::NOTHING, |indexed| Look::new(indexed, records))
    }
    /// The first record of each circle.
    pub(super) fn circles(&self, constraint: &'static Constraint) -> Option<&BTreeSet<Vec<u8>>> {
        let circles = self.circles.iter().find(|(of, _)| core::ptr::eq(*of, constraint));
        circles.map(|(_, firsts)| firsts)
    }

    /// Notes that a file that others refer to is not there.
    pub(super) fn note_absent(&mut self, format: &Format, table: &'static Table) {
        // a file that the manifest declares has a finding of its own there
        let declared = self.modes.of_file(format, table.file).declared;
        let declared = matches!(declared, Some(Mode::Bulk | Mode::Delta));
        if !declared && self.layout.absence(table).is_none() {
            self.parents.insert(table.file, Parent::Absent);
        }
    }
    /// Takes in what has been gathered from a file.
    pub(super) fn take(
        &mut self,
        format: &Format,
        table: &'static Table,
        file: Opened<'p>,
        gathered: Gathered,
    ) {
        let circles = gathered.paths.into_iter();
        self.circles.extend(circles.map(|path| (path.of, path.circles.first_of_each())));
        // what only says what has changed says nothing of what there is
        if self.modes.of_file(format, table.file).delta {
            return;
        }
        // an empty file has a finding of its own
        let empty = gathered.empty;
        if let Some(records) = gathered.records {
            for early in gathered.early {
                if let Some(indexed) = self.looks.iter().find(|indexed| indexed.of == early.of) {
                    indexed
                        .fill(Some(early).filter(|_| !empty).map(|early| early.settle(&records)));
                }
            }
            self.parents.insert(table.file, Parent::Records(Box::new(records)));
        }
        let rows = |(index, on): (Index, Option<Collector>)| {
            Indexed::gathered(index, file, on.filter(|_| !empty).map(|on| on.rows))
        };
        self.looks.extend(gathered.collectors.into_iter().map(rows));
    }
    /// Takes in indexes whose rows are read when they are first asked for.
    pub(super) fn wait(
        &mut self,
        format: &'static Format,
        table: &'static Table,
        file: Opened<'p>,
        indexes: &[Index],
    ) {
        if !self.modes.of_file(format, table.file).delta {
            let waiting = indexes.iter().map(|of| Indexed::waiting(*of, file, format, table));
            self.looks.extend(waiting);
        }
    }
}

/// What is wanted of a file's rows.
pub(super) struct Wanted {
    /// Whether other files refer to it, and then the header of the column by which they tell its
    /// records apart, if they do.
    pub(super) referred: Option<Option<&'static str>>,
    /// Those that are gathered when the file is read, and those that wait; of the latter, those that
    /// find records and are asked for them by rows of another file.
    pub(super) indexes: Vec<Index>,
    pub(super) waiting: Vec<Index>,
    pub(super) early: Vec<Index>,
    pub(super) circles: Vec<&'static Constraint>,
}

impl Wanted {
    /// What the package's files, under these constraints, want of a table.
    pub(super) fn of(
        format: &Format,
        layout: &Layout,
        table: &Table,
        constraints: &[&'static Constraint],
    ) -> Self {
        let asking = constraints.iter().filter(|constraint| layout.has(constraint.file));
        let mut indexes: Vec<Index> = Vec::new();
        for index in asking.clone().flat_map(|constraint| constraint.looks) {
            if index.file == table.file && !indexes.contains(index) {
                indexes.push(*index);
            }
        }
        let (waiting, indexes): (Vec<_>, _) = indexes.into_iter().partition(Indexed::waits);
        let is_early = |index: &&Index| {
            let asks = |of: &&Constraint| of.keyed.is_some() && of.looks.first() == Some(index);
            is_by_id(index, table) && asking.clone().any(|of| asks(of) && of.file != table.file)
        };
        let early = waiting.iter().filter(is_early).copied().collect();
        let on_circles = |constraint: &&'static Constraint| {
            constraint.file == table.file && matches!(constraint.test, Test::NoCycle)
        };
        let circles = constraints.iter().copied().filter(on_circles).collect();
        Wanted { referred: referred(format, table), indexes, waiting, early, circles }
    }
    pub(super) fn is_nothing(&self) -> bool {
        self.referred.is_none() && self.indexes.is_empty() && self.circles.is_empty()
    }
}

fn referred(format: &Format, table: &Table) -> Option<Option<&'static str>> {
    let columns = format.tables.iter().flat_map(|table| table.columns);
    let refers = columns.filter_map(|column| column.refers);
    let to_this = refers.filter(|refers| refers.enforced && refers.file == table.file);
    let targets: Vec<_> = to_this.map(|refers| refers.target.column()).collect();
    (!targets.is_empty()).then(|| targets.into_iter().flatten().next())
}

/// What other files want to know of a file, while it is read.
pub(super) struct Gathered {
    id: Option<(&'static Column, usize)>,
    kind: Option<(usize, &'static Column)>,
    /// What the record of the row at hand is.
    is: u16,
    records: Option<Records>,
    collectors: Vec<(Index, Option<Collector>)>,
    /// Of the indexes that wait, those that are filled meanwhile.
    early: Vec<Early>,
    paths: Vec<Path>,
    deleted: Deleted,
    empty: bool,
    open_quote: Option<usize>,
}

impl Gathered {
    pub(super) fn new(
        format: &Format,
        table: &'static Table,
        header: &Header,
        about_rows: usize,
        wanted: &Wanted,
    ) -> Self {
        let id = table.id().and_then(|id| Some((&table.columns[id], header.position(id)?)));
        let kind = wanted.referred.flatten();
        let kind = kind.and_then(|header| Some((header, table.column(header)?)));
        let kind = kind.and_then(|(name, c)| Some((when::at(header, name)?, &table.columns[c])));
        let records = wanted.referred.and(id).map(|_| Records::with_room(about_rows));
        let deleted = Deleted::new(format, header);
        let indexes = wanted.indexes.iter();
        let collectors =
            indexes.map(|of| (*of, Collector::new(*of, header, deleted, None))).collect();
        let early = wanted.early.iter().filter(|_| records.is_some());
        let early = early.filter_map(|of| Early::new(*of, header, deleted)).collect();
        let paths = wanted.circles.iter().map(|circle| Path::new(circle, header)).collect();
        let (empty, open_quote) = (true, None);
        Gathered { id, kind, is: 0, records, collectors, early, paths, deleted, empty, open_quote }
    }

    /// Takes in what has been gathered from a later part of the file, but for paths.
    #[cfg(feature = "parallel")]
    pub(super) fn absorb(&mut self, later: Gathered, file: &Opened<'_>) {
        self.empty &= later.empty;
        self.open_quote = self.open_quote.or(later.open_quote);
        if let (Some(records), Some(later_records)) = (&mut self.records, later.records) {
            for (early, later) in self.early.iter_mut().zip(later.early) {
                early.absorb(later, file, |key| records.texts.add_from(&later_records.texts, key));
            }
            records.absorb(later_records);
        }
        for ((of, on), (_, later)) in self.collectors.iter_mut().zip(later.collectors) {
            if let (Some(on), Some(later)) = (on, later) {
                on.rows.absorb(later.rows, of.key.len());
            }
        }
    }

    /// Takes in something odd about the text.
    pub(super) fn note(&mut self, odd: &Oddity) {
        if odd.kind == OddityKind::UnclosedQuote && odd.cell == self.id.map(|(_, at)| at) {
            self.open_quote = Some(odd.at);
        }
    }
    pub(super) fn row(&mut self, row: &Current<'_>) {
        self.empty = false;
        if let (Some(records), Some((column, at))) = (&mut self.records, self.id) {
            if let Some((at, column)) = self.kind.filter(|(at, _)| row.changed(*at)) {
                self.is = word(column, row.at(at));
            }
            let cell = row.at(at);
            let mut id = None;
            if !cell.is_empty() {
                let key = row.key(at).filter(|_| !column.kind.folds_case());
                let add = || records.texts.add(&canonical(column, cell.into()));
                let key = key.unwrap_or_else(add);
                records.add(key, self.is);
                id = Some((cell, key));
            }
            self.early.iter_mut().for_each(|on| on.row(row, id));
        }
        self.collectors
            .iter_mut()
            .filter_map(|(_, on)| on.as_mut())
            .for_each(|on| on.row(row, None));
        let paths = self.paths.iter_mut();
        paths.filter(|_| !self.deleted.is(row)).for_each(|path| path.row(row));
    }
    /// Takes in what the text of the file says beside its rows.
    pub(super) fn finish(&mut self, bytes: &[u8]) {
        // the id that was meant is there: the open quote has a finding of its own
        let quote = self.open_quote.zip(self.id).zip(self.records.as_mut());
        if let Some(((quote, (column, _)), records)) = quote {
            let meant = &bytes[quote + 1..scan::end_of_plain(bytes, quote)];
            let key = records.texts.add(&canonical(column, meant.into()));
            records.add(key, 0);
        }
        if let Some(records) = &mut self.records {
            records.settle();
        }
        self.collectors
            .iter_mut()
            .filter_map(|(_, on)| on.as_mut())
            .for_each(|on| on.rows.settle());
    }
}

/// The number of the word that a cell holds, from 1; 0 if it is none of the vocabulary.
fn word(column: &Column, cell: &[u8]) -> u16 {
    let text = core::str::from_utf8(cell).ok();
    let text = text.filter(|text| extension(text).is_none());
    text.map_or(0, |text| number(column, text))
}

/// The number of a word in the vocabulary of a column, from 1; 0 if it is not there.
pub(super) fn number(column: &Column, word: &str) -> u16 {
    let found = column.kind.codes().and_then(|codes| codes.find(word));
    found.map_or(0, |(i, _)| i as u16 + 1)
}

/// A file's records and where each leads to.
struct Path {
    of: &'static Constraint,
    columns: [Option<usize>; 2],
    circles: Circles,
}

impl Path {
    fn new(of: &'static Constraint, header: &Header) -> Self {
        let at = |i: usize| when::at(header, of.columns.get(i)?);
        Path { of, columns: [at(0), at(1)], circles: Circles::default() }
    }
    fn row(&mut self, row: &Current<'_>) {
        let [Some(id), Some(next)] = self.columns.map(|at| row.cell(at?)) else { return };
        if !next.is_empty() {
            self.circles.row(&id, &next);
        }
    }
}
