//! Faults of the file that says what the others are.

use alloc::{format, string::String};

use super::{At, Fault, fault, when};
use crate::{
    generate::draft::{Cell, Draft, Site},
    rule::catalogue as r,
};

pub(super) static FAULTS: &[Fault] = &[
    fault(&r::MISSING_PROPERTY, At::Row, |draft, site| {
        own(draft, site)?;
        let rows = &mut draft.file_mut(site.file).rows;
        when(site.row < rows.len())?;
        rows.remove(site.row);
        Some(())
    }),
    fault(&r::UNKNOWN_PROPERTY, At::Row, |draft, site| {
        let (name, _) = own(draft, site)?;
        let of = draft.file_mut(site.file);
        let mut row = of.rows.get(site.row)?.clone();
        *row.get_mut(name)? = Cell::from("colour");
        of.rows.push(row);
        Some(())
    }),
    fault(&r::PROPERTY_VALUE, At::Row, |draft, site| {
        let (_, value) = own(draft, site)?;
        draft.set(Site { column: value, ..site }, "1");
        Some(())
    }),
    fault(&r::MARKED_PROPERTY, At::Row, |draft, site| {
        let (name, _) = own(draft, site)?;
        let site = Site { column: name, ..site };
        let text = format!("{}*", draft.text(site));
        draft.set(site, Cell::Text(text));
        Some(())
    }),
    fault(&r::DECLARED_ABSENT, At::File, |draft, site| {
        declare(draft, draft.files[site.file].table.file, "absent")
    }),
    fault(&r::DECLARED_FILE_MISSING, At::File, |draft, site| {
        draft.format.manifest?;
        draft.files.remove(site.file);
        when(!draft.files.is_empty())
    }),
];

/// Where names and values stand in the manifest, if that is the file.
fn own(draft: &Draft, site: Site) -> Option<(usize, usize)> {
    let manifest = draft.format.manifest?;
    let of = &draft.files[site.file];
    when(of.table.file == manifest.file)?;
    Some((of.at(manifest.name)?, of.at(manifest.value)?))
}

/// Makes the manifest say how a file comes; `None` if it says nothing of it.
pub(super) fn declare(draft: &mut Draft, file: &str, word: &str) -> Option<()> {
    let manifest = draft.format.manifest?;
    let at = draft.file_of(manifest.file)?;
    let of = &draft.files[at];
    let (name, value) = (of.at(manifest.name)?, of.at(manifest.value)?);
    let property: String = format!("{}{}", manifest.files, file.strip_suffix(".csv")?);
    let named = |row: &usize| draft.text(Site { file: at, row: *row, column: name }) == property;
    let row = (0..of.rows.len()).find(named)?;
    draft.set(Site { file: at, row, column: value }, word);
    Some(())
}
