//! Faults of keys, ids and unique values.

use alloc::{format, string::String, vec::Vec};

use super::{At, Fault, fault, head::swapped, profile, when};
use crate::{
    generate::draft::{Cell, Draft, Site},
    rule::catalogue as r,
    table::Column,
    value::{Kind, Verdict},
};

pub(super) static FAULTS: &[Fault] = &[
    fault(&r::DUPLICATE_KEY, At::Row, |draft, site| {
        let of = draft.file_mut(site.file);
        let row = of.rows.get(site.row)?.clone();
        of.rows.push(row);
        Some(())
    }),
    fault(&r::REPEATED_ID, At::Cell, |draft, site| again(draft, site).map(|_| ())),
    fault(&r::ROWS_DIFFER, At::Cell, |draft, site| {
        let row = again(draft, site)?;
        let of = &draft.files[site.file];
        let free = |column: &Column| {
            let bound = column.key || column.unique || column.secret || column.refers.is_some();
            !bound && column.kind == Kind::Text && column.codes.is_none()
        };
        let column = (0..of.head.len()).find(|c| of.column(*c).is_some_and(free))?;
        draft.set(Site { row, column, ..site }, "another");
        Some(())
    }),
    fault(&r::SHARED_VALUE, At::Cell, |draft, site| {
        when(draft.column(site)?.unique)?;
        let other = Site { row: if site.row == 0 { 1 } else { 0 }, ..site };
        let text = String::from(draft.text(other));
        when(!text.is_empty())?;
        draft.set(site, Cell::Text(text));
        Some(())
    }),
    fault(&r::TOO_MANY_ROWS, At::Row, |draft, site| {
        /// A limit above is one that no test should write a file for.
        const MOST: u64 = 2000;
        let limit = profile(draft.format, &r::TOO_MANY_ROWS)?.max_rows.filter(|n| *n <= MOST)?;
        while draft.files[site.file].rows.len() as u64 <= limit {
            let row = copy(draft, site)?;
            draft.file_mut(site.file).rows.push(row);
        }
        Some(())
    }),
    fault(&r::IDS_DIFFER_IN_CASE, At::Row, |draft, site| {
        let of = &draft.files[site.file];
        let column = of.position(of.table.id()?)?;
        let other = Site { row: site.row + 1, column, ..site };
        let (own, other) = (draft.text(Site { column, ..site }), draft.text(other));
        let (from, to) = (String::from(other), swapped(own));
        when(!from.is_empty() && to != own)?;
        draft.rename(site.file, &from, &to);
        Some(())
    }),
    fault(&r::PARTIAL_FILE, At::Cell, |draft, site| {
        /// So few references tell nothing.
        const FEWEST: usize = 20;
        draft.column(site)?.refers.filter(|refers| refers.enforced)?;
        let rows = draft.files[site.file].rows.len();
        for n in 0..FEWEST.max(rows + 1) {
            let mut row = copy(draft, site)?;
            *row.get_mut(site.column)? = Cell::Text(nobody(draft.column(site)?, n)?);
            draft.file_mut(site.file).rows.push(row);
        }
        Some(())
    }),
];

/// An id that nobody has.
pub(super) fn nobody(column: &Column, n: usize) -> Option<String> {
    let names = [format!("nobody{n}"), format!("nobody{n}@example.org")];
    names.into_iter().find(|name| column.kind.judge(name) == Verdict::Exact)
}

/// A row like another, of a record of its own: with ids and unique values that no other has.
pub(super) fn copy(draft: &Draft, site: Site) -> Option<Vec<Cell>> {
    let of = &draft.files[site.file];
    let mut row = of.rows.get(site.row)?.clone();
    let n = of.rows.len() + 1;
    for (i, cell) in row.iter_mut().enumerate() {
        let Some(column) = of.column(i) else { continue };
        let own = column.id || column.unique || column.kind == Kind::Email;
        if own && column.refers.is_none() && !cell.text().is_empty() {
            let names = [format!("copy{n}"), format!("copy{n}@example.org")];
            let name = names.into_iter().find(|name| column.kind.judge(name) == Verdict::Exact);
            *cell = Cell::Text(name?);
        }
    }
    Some(row)
}

/// Adds a second row of a record, with another text in this column of its key; which row it is.
fn again(draft: &mut Draft, site: Site) -> Option<usize> {
    let of = &draft.files[site.file];
    let column = draft.column(site).filter(|column| column.key && !column.id)?;
    of.table.id()?;
    let own = draft.text(site);
    let target = column.refers.and_then(|refers| draft.file_of(refers.file));
    let (file, position) = match target {
        Some(file) => (file, draft.files[file].position(draft.files[file].table.id()?)?),
        None => (site.file, site.column),
    };
    let texts = (0..draft.files[file].rows.len())
        .map(|row| draft.text(Site { file, row, column: position }));
    let other = texts.into_iter().find(|text| *text != own).map(String::from);
    let other = other.or_else(|| {
        let word = column.kind.codes()?.words.iter().find(|word| word.text != own)?;
        Some(word.text.into())
    });
    let mut row = of.rows.get(site.row)?.clone();
    *row.get_mut(site.column)? = Cell::Text(other?);
    let of = draft.file_mut(site.file);
    of.rows.push(row);
    Some(of.rows.len() - 1)
}
