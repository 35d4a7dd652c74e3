//! Making a feed valid in the strictest profiles of its format, by leaving out what is not.
//!
//! What is left out here is carried: a value that the target calls an error, a record without a
//! value that it must have, and what requires such a record. Nothing is made up.

use alloc::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    vec::Vec,
};

use roster_core::{
    Column, Format, Kind, Limit, Memory, Need, Options, Profile, Rule, Severity, Target, Verdict,
    catalogue as r, check,
};

use crate::{
    feed::{Feed, File},
    oneroster::write_manifest,
    words::{items, joined},
};

/// Leaves out what the target would call an error.
pub(crate) fn make_fit(feed: &mut Feed<'_>) {
    let strict = strict(feed.format);
    for file in &mut feed.files {
        if Some(file.table.file) != feed.format.manifest.map(|manifest| manifest.file) {
            cells(file, &strict);
            keys(file);
        }
    }
    while references(feed) {}
    settle(feed);
    mend(feed, &strict);
}

/// The profiles in which a written package is to be valid: the strictest of its consumers.
fn strict(format: &'static Format) -> Vec<&'static Profile> {
    let all = format.profiles.iter().copied();
    let consumers: Vec<_> = all.clone().filter(|profile| profile.id != "spec").collect();
    if consumers.is_empty() { all.collect() } else { consumers }
}

fn is_error(strict: &[&'static Profile], rule: &Rule, required: bool) -> bool {
    let severity = |profile: &&Profile| profile.level(rule).severity(required);
    strict.iter().any(|profile| severity(profile) == Some(Severity::Error))
}

/// Whether a column's cells must not be blank.
fn required(column: &Column) -> bool {
    column.need == Need::Always
}

/// Spells words as the target does, and takes out what does not fit.
fn cells(file: &mut File<'_>, strict: &[&'static Profile]) {
    let File { table, rows, .. } = file;
    rows.retain_mut(|row| {
        table.columns.iter().zip(row).all(|(column, cell)| {
            fit(column, cell, strict);
            !cell.is_empty() || !required(column)
        })
    });
}

fn fit(column: &Column, cell: &mut Cow<'_, str>, strict: &[&'static Profile]) {
    if cell.is_empty() {
        return;
    }
    if let Some(word) = respelled(&column.kind, cell) {
        *cell = word;
    }
    let has = |bad: fn(char) -> bool| cell.contains(bad);
    let breaks = has(|c| c == '\n' || c == '\r') && is_error(strict, &r::LINE_BREAK, false);
    let broken = column.kind.broken_by(cell).filter(|_| !column.secret);
    let wrong = broken.is_some_and(|rule| is_error(strict, rule, required(column)));
    if breaks || wrong || has(|c| c == '\0') || cell.trim_ascii().is_empty() {
        *cell = Cow::Borrowed("");
    }
}

/// A word, or a list, in the target's own spelling.
fn respelled(kind: &Kind, text: &str) -> Option<Cow<'static, str>> {
    match kind {
        Kind::Code(codes) => codes.find(text).map(|(i, _)| codes.words[i].text.into()),
        Kind::Open(codes) => Some(match codes.find(text) {
            Some((i, _)) => codes.words[i].text.into(),
            None if text.starts_with("ext:") => return None,
            None => alloc::format!("ext:{text}").into(),
        }),
        Kind::List(kind) => {
            // what no list can hold, and what does not fit, is left out of it
            let item = |item| match respelled(kind, item) {
                Some(word) => word,
                None => Cow::Owned(alloc::string::String::from(item)),
            };
            let own: Vec<_> = items(text).map(item).collect();
            let fits = own.iter().filter(|item| kind.judge(item) != Verdict::Invalid);
            Some(joined(fits.map(|item| &**item)))
        }
        Kind::Bool => match &*text.to_ascii_lowercase() {
            "true" => Some("true".into()),
            "false" => Some("false".into()),
            _ => None,
        },
        _ => None,
    }
}

/// Of rows with one key the first stays.
fn keys(file: &mut File<'_>) {
    let columns = file.table.columns.iter().enumerate();
    let key: Vec<usize> = columns.filter(|(_, column)| column.key).map(|(c, _)| c).collect();
    let folds = |c: usize| file.table.columns[c].kind.folds_case();
    let mut seen = BTreeSet::new();
    if key.is_empty() {
        return;
    }
    file.rows.retain(|row| {
        let part =
            |c: &usize| if folds(*c) { row[*c].to_lowercase().into() } else { row[*c].clone() };
        seen.insert(key.iter().map(part).collect::<Vec<_>>())
    });
}

/// Takes out references that lead nowhere or to something else than they should, and the rows
/// that cannot be without them. Whether any row went.
fn references(feed: &mut Feed<'_>) -> bool {
    let mut went = false;
    for at in 0..feed.files.len() {
        let table = feed.files[at].table;
        for (c, column) in table.columns.iter().enumerate() {
            let Some(refers) = column.refers.filter(|refers| refers.enforced) else { continue };
            let Some(target) = feed.files.iter().find(|of| of.table.file == refers.file) else {
                continue;
            };
            let Some(id) = target.table.id() else { continue };
            // what has not changed is known to whoever gets a delta
            if target.delta || (feed.files[at].delta && !target.present) {
                continue;
            }
            let folds = target.table.columns[id].kind.folds_case();
            let fold = |text: &str| -> alloc::string::String {
                if folds { text.to_lowercase() } else { text.into() }
            };
            let fits = |row: &Vec<Cow<'_, str>>| match refers.target {
                Target::Is(header, word) => {
                    let is = &row[target.column(header)];
                    is == word || is.starts_with("ext:")
                }
                Target::IsNot(header, word) => row[target.column(header)] != word,
                _ => true,
            };
            let there: BTreeSet<_> =
                target.rows.iter().filter(|row| fits(row)).map(|row| fold(&row[id])).collect();
            let is_list = matches!(column.kind, Kind::List(_));
            let file = &mut feed.files[at];
            let before = file.rows.len();
            file.rows.retain_mut(|row| {
                let cell = &mut row[c];
                if cell.is_empty() {
                    return true;
                }
                if is_list {
                    if !items(cell).all(|item| there.contains(&fold(item))) {
                        *cell = joined(items(cell).filter(|item| there.contains(&fold(item))));
                    }
                } else if !there.contains(&fold(cell)) {
                    *cell = Cow::Borrowed("");
                }
                !cell.is_empty() || !required(column)
            });
            went |= file.rows.len() < before;
        }
    }
    went
}

/// Which files are written: those with rows, and those without which there is no package.
fn settle(feed: &mut Feed<'_>) {
    let format = feed.format;
    let filled: BTreeSet<&str> = feed
        .files
        .iter()
        .filter(|file| !file.rows.is_empty())
        .map(|file| file.table.file)
        .collect();
    for file in &mut feed.files {
        let name = file.table.file;
        let in_set = format.sets.iter().any(|set| {
            // where their absence is worth a word, they are there with their headers alone
            set.files.contains(&name)
                && (set.absent.is_some() || set.files.iter().any(|other| filled.contains(other)))
        });
        file.present = filled.contains(name) || file.table.required || in_set;
    }
    write_manifest(feed);
}

/// What remains is found by the check itself: the cell goes if it may be blank, else the row.
fn mend(feed: &mut Feed<'_>, strict: &[&'static Profile]) {
    const MOST_ROUNDS: usize = 64;
    for _ in 0..MOST_ROUNDS {
        let package = feed.write();
        let mut wrong: BTreeMap<&'static str, Vec<(usize, Option<usize>)>> = BTreeMap::new();
        for profile in strict {
            let options = Options::new().profile(profile).limit(Limit::NONE).no_lints();
            let mut findings = Vec::new();
            check(feed.format, &package, &options, &mut findings);
            for finding in findings.iter().filter(|of| of.severity == Severity::Error) {
                let Some((file, row)) = place(&package, finding) else { continue };
                let table = feed.file(file).table;
                let column = finding.place.column.and_then(|column| column.known);
                let column = column.and_then(|column| table.column(column.header));
                let file = table.file;
                let rows = core::iter::once(row)
                    .chain(finding.also.iter().filter(|_| finding.count > 1).map(|spot| spot.row));
                wrong.entry(file).or_default().extend(rows.map(|row| (row as usize - 1, column)));
            }
        }
        if wrong.is_empty() {
            return;
        }
        for (name, places) in wrong {
            let file = feed.file_mut(name);
            let mut gone = BTreeSet::new();
            for (row, column) in places {
                match column.filter(|c| !required(&file.table.columns[*c])) {
                    Some(c) if row < file.rows.len() && !file.rows[row][c].is_empty() => {
                        file.rows[row][c] = Cow::Borrowed("");
                    }
                    _ => _ = gone.insert(row),
                }
            }
            let mut at = 0;
            file.rows.retain(|_| {
                at += 1;
                !gone.contains(&(at - 1))
            });
        }
        while references(feed) {}
        settle(feed);
    }
}

/// The file and the row of a finding.
fn place<'p>(package: &'p Memory, finding: &roster_core::Finding) -> Option<(&'p str, u64)> {
    use roster_core::{FileAt, Source};
    let row = finding.place.row.filter(|row| *row > 0)?;
    match finding.place.file {
        FileAt::Present(file) => Some((package.name(file), row)),
        _ => None,
    }
}
