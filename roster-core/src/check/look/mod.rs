//! Rows looked up from other rows, for constraints.

mod counting;
mod early;
mod kept;
mod keys;
mod rows;

#[cfg(not(feature = "parallel"))]
use core::cell::OnceCell as Once;
#[cfg(feature = "parallel")]
use std::sync::OnceLock as Once;

pub(super) use early::Early;
pub(crate) use keys::MOST_PARTS;
pub(super) use rows::{Collector, Rows};

use super::{ahead::Records, current::Current, opened::Opened, when::Deleted};
use crate::{constraint::Index, format::Format, table::Table};

/// The rows of an [`Index`], as a [`Constraint`](crate::Constraint) sees them.
///
/// Of a file that the package lacks, that could not be read, or that only says what has changed,
/// nothing is known.
#[derive(Clone, Copy)]
pub struct Look<'p>(Option<Known<'p>>);

#[derive(Clone, Copy)]
struct Known<'p> {
    indexed: &'p Indexed<'p>,
    /// Those of the file, if they are known.
    records: Option<&'p Records>,
}

/// The kept cells of the first row with a key.
#[derive(Clone, Copy)]
pub struct Kept<'p> {
    number: u32,
    rows: &'p Rows,
    file: Opened<'p>,
}

impl core::fmt::Debug for Look<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(if self.rows().is_some() { "Look" } else { "Look (nothing known)" })
    }
}
impl core::fmt::Debug for Kept<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Kept")
    }
}

impl<'p> Look<'p> {
    /// Of which nothing is known.
    pub(super) const NOTHING: Self = Look(None);

    pub(super) fn new(indexed: &'p Indexed<'p>, records: Option<&'p Records>) -> Self {
        Look(Some(Known { indexed, records }))
    }
    /// Whether there is a row with this key; yes, too, if nothing is known.
    pub fn has(&self, key: &[&str]) -> bool {
        self.rows().is_none_or(|(rows, known)| rows.find(key, known.records).is_some())
    }
    /// What is kept of the first row with this key.
    pub fn get(&self, key: &[&str]) -> Option<Kept<'p>> {
        let (rows, known) = self.rows()?;
        let number = rows.find(key, known.records)?;
        Some(Kept { number, rows, file: known.indexed.file })
    }
    /// Whether rows are found by the records of their file, letter by letter, or nothing is known.
    pub(super) fn is_by_record(&self) -> bool {
        self.0.is_none_or(|Known { indexed, records }| {
            let is_by_id = |(_, table): (_, &'static Table)| is_by_id(&indexed.of, table);
            records.is_some() && indexed.lazy.is_some_and(is_by_id)
        })
    }
    /// For each place of the file's records a number of what is kept; where it is the same, so is what
    /// is kept. It is 0 of nothing, and so are places that are not there.
    pub(super) fn numbers(&self) -> &'p [u32] {
        self.rows().and_then(|(rows, _)| rows.by_record()).unwrap_or_default()
    }
    fn rows(&self) -> Option<(&'p Rows, Known<'p>)> {
        let known = self.0?;
        let Known { indexed, records } = known;
        let Indexed { of, file, lazy, rows } = indexed;
        let rows = rows.get_or_init(|| read(*of, *file, (*lazy)?, records));
        rows.as_ref().map(|rows| (rows, known))
    }
}

impl<'p> Kept<'p> {
    /// The `nth` of the index's cells, blank if the file lacks the column.
    pub fn cell(&self, nth: usize) -> &'p str {
        self.rows.kept.cell(self.number, nth, &self.file).unwrap_or_default()
    }
}

/// An index, and its rows: gathered while its file was read, or else read when first asked for.
pub(super) struct Indexed<'p> {
    pub(super) of: Index,
    file: Opened<'p>,
    lazy: Option<(&'static Format, &'static Table)>,
    rows: Once<Option<Rows>>,
}

impl<'p> Indexed<'p> {
    /// Whether an index had better wait: it keeps cells, for rows that may never ask for them.
    pub(super) fn waits(of: &Index) -> bool {
        !of.keep.is_empty()
    }
    /// Takes in what was kept while the file was read, unless somebody has asked for it before.
    pub(super) fn fill(&self, rows: Option<Rows>) {
        let _ = self.rows.set(rows);
    }
    pub(super) fn gathered(of: Index, file: Opened<'p>, rows: Option<Rows>) -> Self {
        Indexed { of, file, lazy: None, rows: Once::from(rows) }
    }
    pub(super) fn waiting(
        of: Index,
        file: Opened<'p>,
        format: &'static Format,
        table: &'static Table,
    ) -> Self {
        Indexed { of, file, lazy: Some((format, table)), rows: Once::new() }
    }
}

/// Reads the rows of an index; `None` if there are none, or a column is lacking.
fn read(
    of: Index,
    file: Opened<'_>,
    (format, table): (&'static Format, &'static Table),
    records: Option<&Records>,
) -> Option<Rows> {
    let (header, mut rows) = file.rows(table)?;
    let records = records.filter(|_| is_by_id(&of, table));
    let mut collector = Collector::new(of, &header, Deleted::new(format, &header), records)?;
    let mut current = Current::new(file, &header);
    while let Some(row) = rows.next_row(&mut |_| {}) {
        current.read(&row);
        collector.row(&current, records);
    }
    // a file without rows has a finding of its own
    collector.rows.settle();
    (current.rows > 0).then_some(collector.rows)
}

/// Whether an index has the keys that tell the records of its table apart, letter by letter.
pub(super) fn is_by_id(of: &Index, table: &Table) -> bool {
    let id = table.id().map(|id| &table.columns[id]).filter(|id| !id.kind.folds_case());
    id.is_some_and(|id| of.key == [id.header])
}
