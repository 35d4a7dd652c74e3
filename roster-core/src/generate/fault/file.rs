//! Faults of the files of a package, and of references between them.

use alloc::{format, string::String, vec::Vec};

use super::{At, Fault, fault, head::swapped, key::nobody, manifest::declare, when};
use crate::{
    generate::draft::{Cell, Draft, Site},
    rule::{Rule, catalogue as r},
    table::{Column, Refers, Target},
    value::Kind,
};

pub(super) static FAULTS: &[Fault] = &[
    fault(&r::MISSING_FILE, At::File, remove),
    fault(&r::INCOMPLETE_SET, At::File, remove),
    fault(&r::REFERRED_FILE_MISSING, At::File, remove),
    fault(&r::NEEDED_FILE_MISSING, At::File, remove),
    fault(&r::UNEXPECTED_FILE, At::File, |draft, _| {
        draft.others.push((String::from("notes.txt"), Vec::new()));
        Some(())
    }),
    fault(&r::FILE_NAME_CASE, At::File, |draft, site| {
        let of = draft.file_mut(site.file);
        of.name = swapped(&of.name);
        Some(())
    }),
    fault(&r::FILE_TWICE, At::File, |draft, site| {
        let of = &draft.files[site.file];
        let again = (swapped(&of.name), of.bytes());
        draft.others.push(again);
        Some(())
    }),
    fault(&r::DANGLING_REFERENCE, At::Cell, |draft, site| {
        let (column, _) = reference(draft, site)?;
        draft.set(site, Cell::Text(nobody(column, 0)?));
        Some(())
    }),
    fault(&r::REFERENCE_CASE, At::Cell, |draft, site| {
        reference(draft, site)?;
        let text = swapped(draft.text(site));
        draft.set(site, Cell::Text(text));
        Some(())
    }),
    fault(&r::WRONG_TARGET, At::Cell, |draft, site| {
        let (column, refers) = reference(draft, site)?;
        let file = draft.file_of(refers.file)?;
        let of = &draft.files[file];
        let (id, kind) = (of.position(of.table.id()?)?, of.at(refers.target.column()?)?);
        let is = |row: &usize, word: &str| {
            draft.text(Site { file, row: *row, column: kind }).eq_ignore_ascii_case(word)
        };
        let row = (0..of.rows.len()).find(|row| match refers.target {
            Target::Any => false,
            Target::Is(_, word) => !is(row, word),
            Target::IsNot(_, word) => is(row, word),
        })?;
        let text = String::from(draft.text(Site { file, row, column: id }));
        let list = matches!(column.kind, Kind::List(_));
        let text = if list { format!("{},{text}", draft.text(site)) } else { text };
        draft.set(site, Cell::Text(text));
        Some(())
    }),
];

/// What breaks the rules that a format has for its files as a whole.
pub(super) fn of_format(draft: &Draft, rule: &'static Rule) -> Vec<Draft> {
    let mut ways = Vec::new();
    let sets = draft.format.sets.iter().filter(|set| set.absent == Some(rule));
    ways.extend(sets.map(|set| {
        let mut draft = draft.clone();
        draft.files.retain(|file| !set.files.contains(&file.table.file));
        draft
    }));
    if let Some((file, _)) = draft.format.superseded.filter(|(_, of)| *of == rule) {
        ways.extend(draft.file_of(file).map(|_| draft.clone()));
    }
    ways
}

/// Takes a file out, and says so in the manifest.
fn remove(draft: &mut Draft, site: Site) -> Option<()> {
    let file = draft.files[site.file].table.file;
    let _ = declare(draft, file, "absent");
    draft.files.remove(site.file);
    when(!draft.files.is_empty())
}

/// The reference of a cell that names a record.
fn reference(draft: &Draft, site: Site) -> Option<(&'static Column, Refers)> {
    let column = draft.column(site)?;
    let refers = column.refers.filter(|refers| refers.enforced)?;
    (!draft.text(site).is_empty()).then_some((column, refers))
}
