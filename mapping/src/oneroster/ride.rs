//! What two versions of OneRoster share beyond the roster.

use alloc::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    format,
    string::String,
    vec::Vec,
};
use core::mem::take;

use roster_core::{Column, Format};

use super::{ROSTER, is_oneroster, is_since_1_2};
use crate::{
    feed::{Feed, File, Row},
    texts::Texts,
};

/// Whether both are versions of OneRoster.
pub(crate) fn rides(from: &Format, to: &Format) -> bool {
    is_oneroster(from) && is_oneroster(to)
}

/// What two versions of OneRoster share beyond the roster: what became of each record, added
/// columns, gradebook and resources.
pub(crate) fn ride<'a>(mut from: Feed<'a>, to: &mut Feed<'a>) {
    let deltas: BTreeSet<_> = deltas(&from).into_iter().map(String::from).collect();
    let manifest = to.format.manifest.map(|manifest| manifest.file);
    for file in &mut to.files {
        let Some(source) = from.files.iter_mut().find(|of| of.table.file == file.table.file) else {
            continue;
        };
        if Some(file.table.file) == manifest {
            continue;
        }
        file.delta = deltas.contains(file.table.file);
        if file.rows.is_empty() && !ROSTER.contains(&file.table.file) {
            copy(source, file);
        } else {
            accompany(source, file);
        }
    }
    // the other is 1.1: versions since then differ in names alone, and nothing rides between them
    if is_since_1_2(to.format) {
        say_schools(&from, to);
        to.file_mut("roles.csv").delta = deltas.contains("users.csv");
        stamp_roles(to);
    }
}

/// The schools of line items: new in 1.2, and required there.
fn say_schools<'a>(from: &Feed<'a>, to: &mut Feed<'a>) {
    let file = from.file("classes.csv");
    let [id, school] = ["sourcedId", "schoolSourcedId"].map(|header| file.column(header));
    let schools = file.rows.iter().map(|row| (&*row[id], &row[school]));
    let schools: BTreeMap<&str, &Cow<'a, str>> = schools.collect();
    let file = to.file_mut("lineItems.csv");
    let [class, school] = ["classSourcedId", "schoolSourcedId"].map(|header| file.column(header));
    for row in &mut file.rows {
        let text = schools.get(&*row[class]).copied().cloned().unwrap_or_default();
        row.set(school, text);
    }
}

/// The columns that say what became of a record.
pub(crate) const LIFE: [&str; 2] = ["status", "dateLastModified"];

/// The files that hold only what has changed: as the manifest says, or else their first row.
pub(crate) fn deltas<'f>(feed: &'f Feed<'_>) -> BTreeSet<&'f str> {
    let Some(manifest) = feed.format.manifest else { return BTreeSet::new() };
    let file = feed.file(manifest.file);
    let [name, value] = [manifest.name, manifest.value].map(|header| file.column(header));
    let mut modes = BTreeMap::new();
    for row in &file.rows {
        let stem = row[name].trim_end_matches('*').strip_prefix(manifest.files);
        modes.entry(stem.unwrap_or_default()).or_insert(&*row[value]);
    }
    let is_delta = |file: &&File<'_>| {
        let stem = file.table.file.trim_end_matches(".csv");
        let filled = |header| {
            let cell = file.table.column(header).zip(file.rows.first());
            cell.is_some_and(|(at, row)| !row[at].is_empty())
        };
        match modes.get(stem).copied() {
            Some(mode @ ("bulk" | "delta" | "absent")) => mode == "delta",
            _ => filled("status") || filled("dateLastModified"),
        }
    };
    feed.files.iter().filter(is_delta).map(|file| file.table.file).collect()
}

/// Where each column of one version stands in the other, by any of its names.
fn columns(from: &File<'_>, to: &File<'_>) -> Vec<(usize, usize)> {
    let here = |(c, column): (usize, &Column)| {
        let same = |other: &&Column| {
            other.header == column.header
                || other.aliases.contains(&column.header)
                || column.aliases.contains(&other.header)
        };
        let other = from.table.columns.iter().find(same)?;
        Some((from.column(other.header), c))
    };
    to.table.columns.iter().enumerate().filter_map(here).collect()
}

/// The places of added columns, in both.
fn extras<'a>(from: &File<'a>, to: &mut File<'a>) -> Vec<(usize, usize)> {
    let mut places = Vec::new();
    for (i, name) in from.extra.iter().enumerate() {
        if name.starts_with("metadata.") && !to.extra.contains(name) {
            places.push((from.table.columns.len() + i, to.table.columns.len() + to.extra.len()));
            to.extra.push(name.clone());
        }
    }
    places
}

/// A file that no other format has: all its rows.
fn copy<'a>(from: &mut File<'a>, to: &mut File<'a>) {
    let mut places = extras(from, to);
    places.extend(columns(from, to));
    for row in take(&mut from.rows) {
        let mut cells = Row::with_room(row.said());
        places.iter().for_each(|(from, to)| cells.set(*to, row[*from].clone()));
        if !to.delta {
            blank_life(to, &mut cells);
        }
        to.rows.push(cells);
    }
}

/// In bulk nothing is said of what became of a record.
fn blank_life<'a>(file: &File<'a>, row: &mut Row<'a>) {
    for header in LIFE {
        if let Some(at) = file.table.column(header) {
            row.set(at, Cow::Borrowed(""));
        }
    }
}

/// A file of the roster: what else its rows say, by their ids.
fn accompany<'a>(from: &File<'a>, to: &mut File<'a>) {
    let mut places = extras(from, to);
    if to.delta {
        places.extend(LIFE.map(|header| (from.column(header), to.column(header))));
    }
    let (id, own) = (from.column("sourcedId"), to.column("sourcedId"));
    if places.is_empty() {
        return;
    }
    let rows: Texts<'_> = from.rows.iter().map(|row| &*row[id]).collect();
    for cells in &mut to.rows {
        if let Some(row) = rows.first(&cells[own]).map(|row| &from.rows[row]) {
            places.iter().for_each(|(from, to)| cells.set(*to, row[*from].clone()));
        }
    }
}

/// The roles of a user whose row says what became of the user.
fn stamp_roles(to: &mut Feed<'_>) {
    if !to.file("roles.csv").delta {
        return;
    }
    let users = to.file("users.csv");
    let [id, status, date] =
        ["sourcedId", "status", "dateLastModified"].map(|header| users.column(header));
    let lives: BTreeMap<_, _> = users
        .rows
        .iter()
        .map(|row| (row[id].clone(), [row[status].clone(), row[date].clone()]))
        .collect();
    let roles = to.file_mut("roles.csv");
    let [user, status, date] =
        ["userSourcedId", "status", "dateLastModified"].map(|header| roles.column(header));
    for row in &mut roles.rows {
        if let Some([of, when]) = lives.get(&*row[user]) {
            row.set(status, of.clone());
            row.set(date, when.clone());
        }
    }
}

/// Every file, and how it comes.
pub(crate) fn write_manifest(feed: &mut Feed<'_>) {
    let Some(manifest) = feed.format.manifest else { return };
    let mut rows: Vec<(Cow<'_, str>, &'static str)> = Vec::new();
    for property in manifest.properties.iter().filter(|property| property.required) {
        rows.push((property.name.into(), property.words.first().copied().unwrap_or_default()));
    }
    for file in feed.files.iter().filter(|file| file.table.file != manifest.file) {
        let name = file.table.file.trim_end_matches(".csv");
        let mode = match (file.present, file.delta) {
            (false, _) => "absent",
            (true, true) => "delta",
            (true, false) => "bulk",
        };
        rows.push((format!("{}{name}", manifest.files).into(), mode));
    }
    let file = feed.file_mut(manifest.file);
    let [name, value] = [manifest.name, manifest.value].map(|header| file.column(header));
    file.rows.clear();
    for (property, word) in rows {
        let mut row = Row::default();
        row[name] = property.into_owned().into();
        row[value] = word.into();
        file.rows.push(row);
    }
    file.present = true;
}
