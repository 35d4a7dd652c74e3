//! A patch as a list of what it changes.

use alloc::boxed::Box;
use core::iter::{once, repeat_n};

use roster_core::{Column, Format, Table};

use super::{
    line::{Line, behind_line_end},
    names::Names,
    package::table,
    parts::{At, Change, FilePatch, Item, Lack, RowsPatch},
};

/// What a patch changes, in one place. It holds no cell's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Entry<'p> {
    /// The file's name, at home if home has it.
    pub file: &'p str,
    /// The file's table, if the format knows it.
    pub table: Option<&'static Table>,
    /// The column of a cell, if the table knows it.
    pub column: Option<&'static Column>,
    /// What is changed.
    pub kind: EntryKind,
}

/// What an [`Entry`] changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum EntryKind {
    /// How a file is written: header, line ends, quotes, byte order mark.
    Dress,
    /// What a cell says.
    Cell,
    /// What a cell says in a column that home lacks.
    CellGone,
    /// How a row is written.
    Form,
    /// Where a row stands.
    Place,
    /// A row that only home has.
    Row,
    /// A row that home lacks.
    RowGone,
    /// A file that is carried whole.
    File,
    /// A file that home lacks.
    FileGone,
    /// Where a file stands among the others.
    Order,
}

pub(super) fn of<'p>(
    format: &Format,
    file: &'p FilePatch,
) -> Box<dyn Iterator<Item = Entry<'p>> + 'p> {
    let name = &*file.name.name;
    let table = table(format, name);
    let entry = move |kind| Entry { file: name, table, column: None, kind };
    match &file.change {
        Change::Same => Box::new(once(entry(EntryKind::Order))),
        Change::Bytes { .. } => Box::new(once(entry(EntryKind::File))),
        Change::Gone { .. } => Box::new(once(entry(EntryKind::FileGone))),
        Change::Rows(patch) => {
            let rows = patch.runs.iter().flat_map(|run| &run.items).flat_map(|item| match item {
                Item::Carried(rows) => repeat_n(EntryKind::Row, *rows),
                Item::Moved(_) => repeat_n(EntryKind::Place, 1),
            });
            let rows = once(EntryKind::Dress)
                .chain(patch.forms.iter().map(|_| EntryKind::Form))
                .chain(patch.gone.iter().map(|_| EntryKind::RowGone))
                .chain(rows);
            let cells = cells(patch).map(move |(kind, column)| Entry { column, ..entry(kind) });
            Box::new(rows.map(entry).chain(cells))
        }
    }
}

/// The cells that differ, each with its column if the table knows it.
fn cells(patch: &RowsPatch) -> impl Iterator<Item = (EntryKind, Option<&'static Column>)> {
    let header = behind_line_end(&patch.header);
    let names = Names::of(patch.table, &Line::read(&header).texts());
    patch.cells().map(move |cell| {
        let (kind, column) = match cell.at {
            At::Home(place) => (EntryKind::Cell, names.column(place)),
            At::Lack(lack) => (EntryKind::CellGone, patch.lacks.get(lack).and_then(Lack::column)),
        };
        (kind, column.and_then(|column| patch.table.columns.get(column)))
    })
}
