//! What CSV files say of a version, in the rows of its collections.

use alloc::{borrow::Cow, collections::BTreeMap, format, string::String, vec::Vec};
use core::mem::take;

use roster_core::{Column, Kind, Need};

use super::number;
use crate::{
    Options,
    feed::{Feed, File, Row},
};

/// What stands behind the day of a line item, which is a time in JSON.
pub(super) const MIDNIGHT: &str = "T00:00:00.000Z";
pub(super) const UUID_URN: &str = "urn:uuid:";

/// Files that link two records: in JSON a list of ids in the one, or one id.
pub(super) const LINKS: &[(&str, &str, &str, &str, &str)] = &[
    ("classResources.csv", "classSourcedId", "resourceSourcedId", "classes.csv", "resources"),
    ("courseResources.csv", "courseSourcedId", "resourceSourcedId", "courses.csv", "resources"),
    ("userResources.csv", "userSourcedId", "resourceSourcedId", "users.csv", "resources"),
    (
        "lineItemScoreScales.csv",
        "lineItemSourcedId",
        "scoreScaleSourcedId",
        "lineItems.csv",
        "scoreScale",
    ),
    (
        "resultScoreScales.csv",
        "resultSourcedId",
        "scoreScaleSourcedId",
        "results.csv",
        "scoreScale",
    ),
];

/// Moves the cells of columns with the same header, file by file.
pub(super) fn take_over<'a>(from: &mut Feed<'a>, to: &mut Feed<'a>) {
    for file in &mut to.files {
        let Some(source) = from.files.iter_mut().find(|of| of.table.file == file.table.file) else {
            continue;
        };
        let rows = take(&mut source.rows);
        let mut places: Vec<Option<usize>> =
            source.table.columns.iter().map(|column| file.table.column(column.header)).collect();
        for name in &source.extra {
            let is_there = name.starts_with("metadata.");
            places.push(is_there.then(|| file.table.columns.len() + file.extra.len()));
            file.extra.extend(is_there.then(|| name.clone()));
        }
        // what has no status of its own is there or not
        let goes = |row: &Row<'a>| file.table.column("status").is_none() && is_gone(source, row);
        let stays = rows.into_iter().filter(|row| !goes(row));
        file.rows = stays.map(|row| row.renumbered(|at| places.get(at).copied()?)).collect();
    }
}

/// A file that the format has.
pub(super) fn file<'f, 'a>(feed: &'f mut Feed<'a>, name: &str) -> Option<&'f mut File<'a>> {
    feed.files.iter_mut().find(|file| file.table.file == name)
}

pub(super) fn set<'a>(
    file: Option<&mut File<'a>>,
    header: &str,
    text: impl Fn(&Row<'a>, &File<'a>) -> Option<Cow<'a, str>>,
) {
    let Some(file) = file else { return };
    let Some(column) = file.table.column(header) else { return };
    let mut rows = take(&mut file.rows);
    for row in &mut rows {
        if let Some(text) = text(row, file) {
            row.set(column, text);
        }
    }
    file.rows = rows;
}

/// What CSV files say, as rows of collections.
pub(crate) fn from_csv<'a>(mut csv: Feed<'a>, json: &mut Feed<'a>, options: &Options) {
    take_over(&mut csv, json);
    let [first, _] = options.school_year();
    let modified: Cow<'a, str> = format!("{first}{MIDNIGHT}").into();
    let names: Vec<&'static str> = json.files.iter().map(|file| file.table.file).collect();
    for name in names {
        let blank = |header: &'static str, text: Cow<'a, str>| {
            move |row: &Row<'a>, file: &File<'a>| {
                row[file.column(header)].is_empty().then(|| text.clone())
            }
        };
        set(file(json, name), "status", blank("status", "active".into()));
        let modified = blank("dateLastModified", modified.clone());
        set(file(json, name), "dateLastModified", modified);
    }
    for file in &mut json.files {
        let of_numbers =
            |(_, column): &(usize, &Column)| matches!(column.kind, Kind::Decimal | Kind::Whole);
        let numbers = file.table.columns.iter().enumerate().filter(of_numbers);
        for (column, _) in numbers {
            for row in &mut file.rows {
                if let Some(number) = number::respelt(&row[column]) {
                    row[column] = number.into();
                }
            }
        }
    }
    // what must be there, and has a number or a code in the record's own id
    let required = |file: &File<'_>, header| {
        let column = file.table.column(header).map(|column| file.table.columns[column].need);
        column == Some(Need::Always)
    };
    for (name, header) in [("orgs.csv", "identifier"), ("courses.csv", "courseCode")] {
        set(file(json, name), header, |row, file| {
            let blank = row[file.column(header)].is_empty() && required(file, header);
            blank.then(|| row[file.column("sourcedId")].clone())
        });
    }
    for header in ["assignDate", "dueDate"] {
        set(file(json, "lineItems.csv"), header, |row, file| {
            let day = &row[file.column(header)];
            (is_day(day)).then(|| format!("{day}{MIDNIGHT}").into())
        });
    }
    for name in ["lineItemLearningObjectiveIds.csv", "resultLearningObjectiveIds.csv"] {
        set(file(json, name), "learningObjectiveId", |row, file| {
            let id = row[file.column("learningObjectiveId")].strip_prefix(UUID_URN)?;
            (row[file.column("source")] == "case").then(|| String::from(id).into())
        });
    }
    for (link, from, to, holder, member) in LINKS.iter().copied() {
        let Some(links) = csv.files.iter().find(|file| file.table.file == link) else { continue };
        let (from, to) = (links.column(from), links.column(to));
        let mut of: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for row in links.rows.iter().filter(|row| !is_gone(links, row)) {
            let all = of.entry(&row[from]).or_default();
            if !all.contains(&&*row[to]) && (member == "resources" || all.is_empty()) {
                all.push(&row[to]);
            }
        }
        set(file(json, holder), member, |row, file| {
            of.get(&*row[file.column("sourcedId")]).map(|all| all.join(",").into())
        });
    }
}

/// Whether a record is to be deleted.
pub(super) fn is_gone(file: &File<'_>, row: &Row<'_>) -> bool {
    let status = file.table.column("status").map_or("", |column| &*row[column]);
    matches!(status, "tobedeleted" | "inactive")
}

pub(super) fn is_day(text: &str) -> bool {
    <roster_core::AnyDate as roster_core::Value>::read(text).is_ok()
}
