//! All files of a package.

use alloc::{borrow::Cow, boxed::Box, collections::BTreeMap, string::ToString, vec, vec::Vec};

use roster_core::{Format, Memory, Source, Table};

use super::{
    Lost, LostKind, Outcome, Patch,
    apply::Built,
    compare::compare,
    parts::{Change, FileName, FilePatch, RowsPatch, Sum},
    requirements::Requirements,
};

/// A file and its bytes.
pub(super) type File<'s> = (FileName, &'s [u8]);

/// The files that can be had.
fn files(source: &dyn Source) -> Vec<File<'_>> {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let readable = (0..source.len()).filter_map(|file| Some((file, source.read(file).ok()?)));
    let mut name = |file| {
        let name = source.name(file);
        let before = seen.entry(name).or_default();
        *before += 1;
        FileName { name: name.to_string(), before: *before - 1 }
    };
    readable.map(|(file, bytes)| (name(file), bytes)).collect()
}

/// The table of the file with this name.
pub(super) fn table(format: &Format, name: &str) -> Option<&'static Table> {
    let folded = |table: &&Table| table.file.eq_ignore_ascii_case(name);
    format.table(name).or_else(|| format.tables.iter().copied().find(folded))
}

pub(super) fn diff(format: &'static Format, rebuilt: &dyn Source, home: &dyn Source) -> Patch {
    let (rebuilt, home) = (files(rebuilt), files(home));
    let from = pair(format, &rebuilt, &home);
    let mut unused = vec![true; rebuilt.len()];
    let mut patches = Vec::new();
    for ((name, bytes), from) in home.iter().zip(from) {
        let rows = rows(format, name, bytes, from.map(|from| &rebuilt[from]));
        // by another name only where rows can be compared
        let from = from.filter(|from| rows.is_some() || rebuilt[*from].0 == *name);
        let base = from.map(|from| rebuilt[from].1);
        from.into_iter().for_each(|from| unused[from] = false);
        let change = match rows {
            _ if base == Some(bytes) && from.is_some_and(|from| rebuilt[from].0 == *name) => {
                Change::Same
            }
            Some(rows) => Change::Rows(Box::new(rows)),
            None => Change::Bytes { base: base.map(Sum::of), bytes: bytes.to_vec() },
        };
        patches.push(FilePatch { name: name.clone(), change });
    }
    let ordered = !rebuilt.iter().map(|(name, _)| name).eq(home.iter().map(|(name, _)| name));
    if !ordered {
        patches.retain(|file| !matches!(file.change, Change::Same));
    }
    for ((name, bytes), _) in rebuilt.iter().zip(unused).filter(|(_, unused)| *unused) {
        patches
            .push(FilePatch { name: name.clone(), change: Change::Gone { base: Sum::of(bytes) } });
    }
    Requirements::of(format, &home).note(&mut patches);
    Patch { format, ordered, files: patches }
}

/// For each file of home the rebuilt one: by name, else by table.
fn pair(format: &Format, rebuilt: &[File<'_>], home: &[File<'_>]) -> Vec<Option<usize>> {
    let mut by_name: BTreeMap<&FileName, usize> = BTreeMap::new();
    rebuilt.iter().enumerate().for_each(|(i, (name, _))| _ = by_name.insert(name, i));
    let mut pairs: Vec<_> = home.iter().map(|(name, _)| by_name.remove(name)).collect();
    let mut left: Vec<usize> = by_name.into_values().collect();
    left.sort_unstable();
    let tables = left.iter().map(|i| table(format, &rebuilt[*i].0.name).map(|of| (of.file, *i)));
    let mut by_table: BTreeMap<&str, usize> = tables.rev().flatten().collect();
    for (pair, (name, _)) in pairs.iter_mut().zip(home).filter(|(pair, _)| pair.is_none()) {
        *pair = table(format, &name.name).and_then(|table| by_table.remove(table.file));
    }
    pairs
}

/// How a file differs row by row; `None` if it is to be carried whole, or does not differ.
fn rows(
    format: &Format,
    name: &FileName,
    home: &[u8],
    rebuilt: Option<&File<'_>>,
) -> Option<RowsPatch> {
    let (from, base) = (rebuilt.map(|(name, _)| name), rebuilt.map(|(_, bytes)| *bytes));
    if base == Some(home) && from == Some(name) {
        return None;
    }
    let (mut patch, grid) = compare(table(format, &name.name)?, base, home)?;
    patch.from = from.cloned();
    // bytes that no reading of rows accounts for, if there are such, go whole
    let built = patch.build_of(base.is_some(), &grid, None);
    (built.bytes.as_deref() == Some(home) && built.lost.is_empty()).then_some(patch)
}

/// Makes the package as it is at home. If the rebuilt one is not `edited`, it is the one that the
/// patch was made from.
pub(super) fn apply(patch: &Patch, rebuilt: &dyn Source, edited: bool) -> Outcome {
    let rebuilt = files(rebuilt);
    let by_name: BTreeMap<&FileName, usize> =
        rebuilt.iter().enumerate().map(|(i, (name, _))| (name, i)).collect();
    let mut used = vec![None; rebuilt.len()];
    let mut from = Vec::new();
    for (number, file) in patch.files.iter().enumerate() {
        let name = match &file.change {
            Change::Rows(rows) => rows.from.as_ref().unwrap_or(&file.name),
            _ => &file.name,
        };
        let of = by_name.get(name).copied().filter(|of| used[*of].is_none());
        of.into_iter().for_each(|of| used[of] = Some(number));
        from.push(of);
    }
    let base: Vec<Option<&[u8]>> = from.iter().map(|of| of.map(|of| rebuilt[of].1)).collect();
    let mut dropped = vec![Vec::new(); patch.files.len()];
    let build = |number: usize, dropped: Option<&[bool]>| {
        build(patch.format, &patch.files[number], base[number], dropped)
    };
    let mut built: Vec<_> =
        (0..patch.files.len()).map(|number| build(number, edited.then_some(&[]))).collect();

    // the order is home's if the patch names all files, else the rebuilt one
    let named = |number: usize| (&patch.files[number].name, Err(number));
    let kept = |of: usize| (&rebuilt[of].0, Ok(of));
    let mut order: Vec<(&FileName, Result<usize, usize>)> = Vec::new();
    if patch.ordered {
        order.extend((0..patch.files.len()).map(named));
        order.extend((0..rebuilt.len()).filter(|of| used[*of].is_none()).map(kept));
    } else {
        order.extend(used.iter().enumerate().map(|(of, number)| number.map_or(kept(of), named)));
        order.extend((0..patch.files.len()).filter(|number| from[*number].is_none()).map(named));
    }
    // what a row requires may itself be dropped, at most as often as there are tables
    for _ in patch.format.tables.iter().filter(|_| edited) {
        let files = outcome(&order, &rebuilt, &built);
        let unmet = Requirements::of(patch.format, &files).unmet(&patch.files, &mut dropped);
        if unmet.is_empty() {
            break;
        }
        for number in unmet {
            built[number] = build(number, Some(&dropped[number]));
        }
    }
    let add = |package: Memory, (name, bytes): File<'_>| package.file(name.name, bytes);
    let package = outcome(&order, &rebuilt, &built).into_iter().fold(Memory::new(), add);
    Outcome { package, lost: built.into_iter().flat_map(|built| built.lost).collect() }
}

/// The files of the outcome: those that are kept as they are, and those that were made.
fn outcome<'s>(
    order: &[(&FileName, Result<usize, usize>)],
    rebuilt: &[File<'s>],
    built: &'s [Built<'_>],
) -> Vec<File<'s>> {
    let bytes = |place: Result<usize, usize>| match place {
        Ok(kept) => Some(rebuilt[kept].1),
        Err(number) => built[number].bytes.as_deref(),
    };
    let files = order.iter().map(|(name, place)| Some(((*name).clone(), bytes(*place)?)));
    files.flatten().collect()
}

/// Makes a file as it is at home.
fn build<'s>(
    format: &Format,
    file: &FilePatch,
    base: Option<&'s [u8]>,
    dropped: Option<&[bool]>,
) -> Built<'s> {
    let lost =
        |kind| vec![Lost { kind, table: table(format, &file.name.name), column: None, row: None }];
    let same = |sum: &Sum| base.is_some_and(|base| Sum::of(base) == *sum);
    match &file.change {
        Change::Same => Built { bytes: base.map(Cow::Borrowed), lost: Vec::new() },
        Change::Rows(patch) => patch.build(base, dropped),
        Change::Bytes { base: sum, bytes } => {
            let unedited = sum.as_ref().map_or(base.is_none(), same);
            match unedited {
                true => Built { bytes: Some(Cow::Owned(bytes.clone())), lost: Vec::new() },
                false => Built { bytes: base.map(Cow::Borrowed), lost: lost(LostKind::FileEdited) },
            }
        }
        Change::Gone { base: sum } => {
            let bytes = base.filter(|_| !same(sum)).map(Cow::Borrowed);
            let lost = if bytes.is_some() { lost(LostKind::FileKept) } else { Vec::new() };
            Built { bytes, lost }
        }
    }
}
