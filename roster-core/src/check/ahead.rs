//! What is read ahead of the check: what rows of one file have to know of other rows.

use alloc::{
    boxed::Box,
    collections::{BTreeMap, BTreeSet},
    string::String,
    vec::Vec,
};
use core::cell::OnceCell;

use super::{
    Layout,
    keys::canonical,
    look::{self, Circles, Collector, Deleted, Look},
    modes::{self, Modes},
};
use crate::{
    constraint::{Constraint, Index, Test},
    format::Format,
    header::Header,
    manifest::Mode,
    scan::{self, Oddity, OddityKind},
    source::Source,
    table::{Column, Table},
    value::extension,
};

/// What is known of the package before its files are checked.
///
/// Ordered maps, not hashed ones: no choice of ids makes them slow.
pub(crate) struct Ahead {
    parents: BTreeMap<&'static str, Parent>,
    looks: Vec<(Index, Option<look::Rows>)>,
    circles: Vec<(&'static Constraint, BTreeSet<Box<[u8]>>)>,
    pub(crate) modes: Modes,
    pub(crate) layout: Layout,
}

/// A file that others refer to.
pub(super) enum Parent {
    /// The package lacks it, and no rule demands it: only references to it can say so.
    Absent,
    /// The records that stand in it.
    Records(Records),
}

/// The ids of a file, each with what the record is: a word's number in its vocabulary, from 1; 0
/// is anything else.
#[derive(Default)]
pub(super) struct Records {
    ids: BTreeMap<Box<[u8]>, u16>,
    folded: OnceCell<BTreeSet<String>>,
}

impl Records {
    pub(super) fn get(&self, id: &[u8]) -> Option<u16> {
        self.ids.get(id).copied()
    }
    /// Whether there is an id that differs from this one in nothing but case.
    pub(super) fn has_in_other_case(&self, id: &[u8]) -> bool {
        let fold = |id: &[u8]| core::str::from_utf8(id).ok().map(str::to_lowercase);
        let folded =
            self.folded.get_or_init(|| self.ids.keys().filter_map(|id| fold(id)).collect());
        fold(id).is_some_and(|id| folded.contains(&id))
    }
}

impl Ahead {
    /// Reads ahead what references and these constraints have to know.
    pub(super) fn of(
        format: &'static Format,
        source: &dyn Source,
        layout: Layout,
        constraints: &[&'static Constraint],
    ) -> Self {
        let modes = Modes::of(format, source, &layout);
        let mut ahead = Ahead {
            parents: BTreeMap::new(),
            looks: Vec::new(),
            circles: Vec::new(),
            modes,
            layout,
        };
        let mut indexes: Vec<Index> = Vec::new();
        for index in constraints.iter().flat_map(|constraint| constraint.looks) {
            if !indexes.contains(index) {
                indexes.push(*index);
            }
        }
        for table in format.tables {
            let of_table = |index: &&Index| index.file == table.file;
            let indexes: Vec<Index> = indexes.iter().filter(of_table).copied().collect();
            let circles = constraints.iter().copied().filter(|constraint| {
                constraint.file == table.file && matches!(constraint.test, Test::NoCycle)
            });
            ahead.read(format, source, table, &indexes, &circles.collect::<Vec<_>>());
        }
        ahead
    }

    /// What is known of a file; `None` if nothing can be said of references to it: it has a
    /// finding of its own, or says only what has changed.
    pub(super) fn parent(&self, file: &str) -> Option<&Parent> {
        self.parents.get(file)
    }
    pub(super) fn look(&self, index: &Index) -> Look<'_> {
        let rows = self.looks.iter().find(|(of, _)| of == index);
        Look(rows.and_then(|(_, rows)| rows.as_ref()))
    }
    /// Whether the record is the first of a circle.
    pub(super) fn begins_circle(&self, constraint: &'static Constraint, id: &str) -> bool {
        let circles = self.circles.iter().find(|(of, _)| core::ptr::eq(*of, constraint));
        circles.is_some_and(|(_, firsts)| firsts.contains(id.as_bytes()))
    }

    fn read(
        &mut self,
        format: &'static Format,
        source: &dyn Source,
        table: &'static Table,
        indexes: &[Index],
        circles: &[&'static Constraint],
    ) {
        let referred = referred(format, table);
        if referred.is_none() && indexes.is_empty() && circles.is_empty() {
            return;
        }
        let delta = self.modes.of_file(format, table.file).delta;
        let Some(file) = self.layout.file(table) else {
            // a file that the manifest declares has a finding of its own there
            let declared = self.modes.of_file(format, table.file).declared;
            let declared = matches!(declared, Some(Mode::Bulk | Mode::Delta));
            if referred.is_some() && !declared && self.layout.absence(table).is_none() {
                self.parents.insert(table.file, Parent::Absent);
            }
            return;
        };
        let Ok(bytes) = source.read(file) else { return };
        let Some((header, mut rows)) = modes::open(table, bytes) else { return };
        let id = table.id().and_then(|id| Some((&table.columns[id], header.position(id)?)));
        let kind = referred.flatten().and_then(|header| Some((header, table.column(header)?)));
        let kind = kind.and_then(|(name, c)| Some((look::at(&header, name)?, &table.columns[c])));
        let deleted = Deleted::new(format, &header);
        let mut collectors: Vec<_> =
            indexes.iter().map(|of| (*of, Collector::new(*of, &header, deleted))).collect();
        let mut paths: Vec<_> = circles.iter().map(|circle| Path::new(circle, &header)).collect();
        let mut records = Records::default();
        let mut empty = true;
        let mut open_quote = None;
        let mut note = |odd: Oddity| {
            if odd.kind == OddityKind::UnclosedQuote && odd.cell == id.map(|(_, at)| at) {
                open_quote = Some(odd.at);
            }
        };
        while let Some(row) = rows.next_row(&mut note) {
            empty = false;
            let cell = id.filter(|_| referred.is_some());
            let cell = cell.and_then(|(column, at)| Some((column, row.cell(at)?)));
            if let Some((column, cell)) = cell.filter(|(_, cell)| !cell.is_empty()) {
                let is = kind.map_or(0, |(at, column)| word(column, row.cell(at).as_deref()));
                records.ids.insert(canonical(column, cell).into(), is);
            }
            collectors.iter_mut().filter_map(|(_, on)| on.as_mut()).for_each(|on| on.row(&row));
            paths.iter_mut().filter(|_| !deleted.is(&row)).for_each(|path| path.row(&row));
        }
        // the id that was meant is there: the open quote has a finding of its own
        if let Some((quote, (column, _))) = open_quote.zip(id) {
            let meant = &bytes[quote + 1..scan::end_of_plain(bytes, quote)];
            records.ids.insert(canonical(column, meant.into()).into(), 0);
        }
        if !delta {
            if referred.is_some() && id.is_some() {
                self.parents.insert(table.file, Parent::Records(records));
            }
            // an empty file has a finding of its own
            let rows = |(index, on): (_, Option<Collector>)| {
                (index, on.filter(|_| !empty).map(|on| on.rows))
            };
            self.looks.extend(collectors.into_iter().map(rows));
        }
        let found = paths.into_iter().map(|path| (path.of, path.circles.first_of_each()));
        self.circles.extend(found);
    }
}

/// Whether other files refer to this one, and then the header of the column by which they tell
/// its records apart, if they do.
fn referred(format: &Format, table: &Table) -> Option<Option<&'static str>> {
    let columns = format.tables.iter().flat_map(|table| table.columns);
    let refers = columns.filter_map(|column| column.refers);
    let to_this = refers.filter(|refers| refers.enforced && refers.file == table.file);
    let targets: Vec<_> = to_this.map(|refers| refers.target.column()).collect();
    (!targets.is_empty()).then(|| targets.into_iter().flatten().next())
}

/// The number of the word that a cell holds, from 1; 0 if it is none of the vocabulary.
fn word(column: &Column, cell: Option<&[u8]>) -> u16 {
    let text = cell.and_then(|cell| core::str::from_utf8(cell).ok());
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
        let at = |i: usize| look::at(header, of.columns.get(i)?);
        Path { of, columns: [at(0), at(1)], circles: Circles::default() }
    }
    fn row(&mut self, row: &scan::Row<'_, '_>) {
        let [Some(id), Some(next)] = self.columns.map(|at| row.cell(at?)) else { return };
        if !next.is_empty() {
            self.circles.row(id, next);
        }
    }
}
