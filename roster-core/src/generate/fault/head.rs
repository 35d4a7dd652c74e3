//! Faults of headers, and of files without them.

use alloc::{format, string::String};

use super::{At, Fault, fault, when};
use crate::{
    generate::draft::{Cell, Draft, Head, Site},
    rule::catalogue as r,
    table::Column,
};

pub(super) static FAULTS: &[Fault] = &[
    fault(&r::MISSING_HEADER, At::Column, |draft, site| {
        when(draft.column(site)?.is_header_required(&[]))?;
        take_out(draft, site)
    }),
    fault(&r::UNKNOWN_HEADER, At::File, |draft, site| {
        insert(draft, site, usize::MAX, "Colour");
        Some(())
    }),
    fault(&r::REPEATED_HEADER, At::Column, |draft, site| {
        let of = draft.file_mut(site.file);
        let text = of.head.get(site.column)?.text.clone();
        of.head.push(Head { column: None, text });
        for row in &mut of.rows {
            row.push(row.get(site.column).cloned()?);
        }
        Some(())
    }),
    fault(&r::HEADER_CASE, At::Column, |draft, site| {
        retitle(draft, site, |column| Some(swapped(column.header)))
    }),
    fault(&r::HEADER_SPACE, At::Column, |draft, site| {
        retitle(draft, site, |column| Some(format!("{} ", column.header)))
    }),
    fault(&r::HEADER_ALIAS, At::Column, |draft, site| {
        retitle(draft, site, |column| Some(String::from(*column.aliases.first()?)))
    }),
    fault(&r::HEADER_ORDER, At::Column, |draft, site| {
        let (from, to) = (site.column, site.column + 1);
        when(draft.format.ordered && draft.column(Site { column: to, ..site }).is_some())?;
        let of = draft.file_mut(site.file);
        of.head.swap(from, to);
        of.rows.iter_mut().filter(|row| row.len() > to).for_each(|row| row.swap(from, to));
        Some(())
    }),
    fault(&r::NO_KNOWN_HEADER, At::File, |draft, site| {
        let of = draft.file_mut(site.file);
        of.style.headless = true;
        when(!of.rows.is_empty())
    }),
    fault(&r::NO_HEADER, At::File, |draft, site| {
        let of = draft.file_mut(site.file);
        of.head.clear();
        of.rows.clear();
        Some(())
    }),
    fault(&r::NO_ROWS, At::File, |draft, site| {
        draft.file_mut(site.file).rows.clear();
        Some(())
    }),
    fault(&r::ABSENT_HEADER, At::Column, |draft, site| {
        let column = draft.column(site)?;
        when(!column.is_header_required(&[]) && column.edition.is_none())?;
        take_out(draft, site)
    }),
    fault(&r::WRONG_DELIMITER, At::File, |draft, site| {
        when(draft.files[site.file].head.len() > 1)?;
        draft.file_mut(site.file).style.delimiter = b';';
        Some(())
    }),
    fault(&r::EXTENSION_ORDER, At::File, |draft, site| {
        let header = format!("{}colour", draft.format.extensions?);
        insert(draft, site, 0, &header);
        Some(())
    }),
];

/// Takes a column out.
fn take_out(draft: &mut Draft, site: Site) -> Option<()> {
    let of = draft.file_mut(site.file);
    when(of.head.len() > 1)?;
    of.head.remove(site.column);
    let long = of.rows.iter_mut().filter(|row| row.len() > site.column);
    long.for_each(|row| _ = row.remove(site.column));
    Some(())
}
/// Puts in a column that is none of the table's, at the end if there is no such place.
fn insert(draft: &mut Draft, site: Site, at: usize, header: &str) {
    let of = draft.file_mut(site.file);
    let at = at.min(of.head.len());
    of.head.insert(at, Head { column: None, text: header.into() });
    of.rows.iter_mut().for_each(|row| row.insert(at.min(row.len()), Cell::from("")));
}
fn retitle(draft: &mut Draft, site: Site, new: fn(&Column) -> Option<String>) -> Option<()> {
    let text = new(draft.column(site)?)?;
    draft.file_mut(site.file).head.get_mut(site.column)?.text = text;
    Some(())
}

/// The same with upper case for lower and lower for upper.
pub(super) fn swapped(text: &str) -> String {
    let swap = |c: char| {
        if c.is_ascii_uppercase() { c.to_ascii_lowercase() } else { c.to_ascii_uppercase() }
    };
    text.chars().map(swap).collect()
}
