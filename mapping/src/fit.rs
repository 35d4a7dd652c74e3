//! Making a feed valid in the strictest profiles of its format, by leaving out what is not.
//!
//! What is left out here is carried: a value that the target calls an error, a record without a
//! value that it must have, and what requires such a record. Nothing is made up.

use alloc::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    string::String,
    vec,
    vec::Vec,
};
use core::ops::ControlFlow;

use roster_core::{
    Column, FileAt, Finding, Format, Kind, Level, Limit, Memory, Need, Options, Profile, Refers,
    Rule, Severity, Sink, Source, Target, Verdict, catalogue as r, check,
};

use crate::{
    feed::{Feed, File, Row},
    oneroster::write_manifest,
    texts::{Texts, join},
    words::{items, joined},
};

/// Leaves out what the target would call an error, and writes the rest.
pub(crate) fn make_valid(mut feed: Feed<'_>) -> Memory {
    let strict = strict(feed.format);
    fit_all(&mut feed, &strict);
    mend(&mut feed, &strict)
}

/// The same, but of errors only those that a cell, a key or a reference shows by itself.
pub(crate) fn make_fit(mut feed: Feed<'_>) -> Memory {
    let strict = strict(feed.format);
    fit_all(&mut feed, &strict);
    feed.write()
}

fn fit_all(feed: &mut Feed<'_>, strict: &[&'static Profile]) {
    for file in &mut feed.files {
        if Some(file.table.file) != feed.format.manifest.map(|manifest| manifest.file) {
            cells(file, strict);
            keys(file);
        }
    }
    complete(feed);
}

/// Takes out what leads nowhere, until all that is left leads somewhere.
fn complete(feed: &mut Feed<'_>) {
    while references(feed) || needs(feed) {}
    settle(feed);
}

/// The profiles in which a written package is to be valid: the strictest of its consumers.
fn strict(format: &'static Format) -> Vec<&'static Profile> {
    let all = format.profiles.iter().copied();
    let consumers: Vec<_> = all.clone().filter(|profile| profile.id != "spec").collect();
    if consumers.is_empty() { all.collect() } else { consumers }
}

/// Those of them whose checks find all that is an error to any.
fn enough(strict: &[&'static Profile]) -> Vec<&'static Profile> {
    let one = strict.iter().find(|one| strict.iter().all(|other| finds_all(one, other)));
    one.map_or(strict.to_vec(), |one| vec![*one])
}

/// Whether a check for one consumer finds all that is an error to the other.
fn finds_all(one: &'static Profile, other: &'static Profile) -> bool {
    let bases = |profile| core::iter::successors(Some(profile), |of: &&Profile| of.base);
    let levels = bases(one).chain(bases(other)).flat_map(|profile| profile.levels);
    let mut rules = levels.map(|(rule, ..)| *rule);
    let is_error = |rule| [false, true].map(|required| is_error(&[other], rule, required));
    rules.all(|rule| one.level(rule) != Level::Off || is_error(rule) == [false, false])
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
    let mut last = vec![(String::new(), Cow::Borrowed("")); table.columns.len()];
    let required: Vec<usize> = (0..last.len()).filter(|c| required(&table.columns[*c])).collect();
    rows.retain_mut(|row| {
        row.change(|c, cell| {
            let Some((column, last)) = table.columns.get(c).zip(last.get_mut(c)) else { return };
            match column.kind {
                Kind::Text | Kind::Id | Kind::Shape(_) | Kind::Email => fit(column, cell, strict),
                // what is of a kind is often the same in row after row
                _ if **cell == last.0 => cell.clone_from(&last.1),
                _ => {
                    last.0.clear();
                    last.0.push_str(cell);
                    fit(column, cell, strict);
                    last.1.clone_from(cell);
                }
            }
        });
        required.iter().all(|c| !row[*c].is_empty())
    });
}

fn fit(column: &Column, cell: &mut Cow<'_, str>, strict: &[&'static Profile]) {
    if cell.is_empty() {
        return;
    }
    if let Some(word) = respelled(&column.kind, cell).filter(|word| *word != *cell) {
        *cell = word;
    }
    // without a branch, so that many bytes are looked at at once
    let controls = cell.bytes().fold(false, |any, b| any | (b < b' '));
    let has = |bad: fn(char) -> bool| controls && cell.contains(bad);
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
        _ => None,
    }
}

/// Of rows with one key the first stays.
fn keys(file: &mut File<'_>) {
    let columns = file.table.columns.iter().enumerate();
    let key: Vec<usize> = columns.filter(|(_, column)| column.key).map(|(c, _)| c).collect();
    let folds = |c: usize| file.table.columns[c].kind.folds_case();
    let firsts = match *key {
        [] => return,
        [c] if !folds(c) => firsts(file.rows.iter().map(|row| &*row[c])),
        _ => {
            let mut all = String::new();
            let mut ends = Vec::with_capacity(file.rows.len());
            for row in &file.rows {
                for c in &key {
                    match folds(*c) {
                        true => join([&*row[*c].to_lowercase()], &mut all),
                        false => join([&*row[*c]], &mut all),
                    }
                }
                ends.push(all.len());
            }
            let starts = core::iter::once(&0).chain(&ends);
            firsts(starts.zip(&ends).map(|(start, end)| &all[*start..*end]))
        }
    };
    if let Some(firsts) = firsts {
        let mut firsts = firsts.into_iter();
        file.rows.retain(|_| firsts.next() == Some(true));
    }
}

/// For each text whether it is there for the first time; nothing if each is.
fn firsts<'t>(texts: impl Iterator<Item = &'t str>) -> Option<Vec<bool>> {
    let texts: Texts<'_> = texts.collect();
    (!texts.is_distinct()).then(|| texts.firsts())
}

/// Takes out references that lead nowhere or to something else than they should, and the rows
/// that cannot be without them. Whether any row went.
fn references(feed: &mut Feed<'_>) -> bool {
    let (mut went, mut from) = (false, (0, 0));
    while let Some(Dangling { file, column, cells }) = next_dangling(feed, from) {
        from = (file, column + 1);
        let file = &mut feed.files[file];
        let is_required = required(&file.table.columns[column]);
        let before = file.rows.len();
        let mut cells = cells.into_iter().peekable();
        let mut row = 0..;
        file.rows.retain_mut(|cells_of_row| {
            let row = row.next();
            let Some((_, text)) = cells.next_if(|(of, _)| Some(*of) == row) else { return true };
            let stays = !text.is_empty() || !is_required;
            cells_of_row.set(column, text);
            stays
        });
        went |= file.rows.len() < before;
    }
    went
}

/// Takes out the rows of a file that is not complete without another, where that has none. Whether
/// there were such.
fn needs(feed: &mut Feed<'_>) -> bool {
    let blank: BTreeSet<&str> =
        feed.files.iter().filter(|file| file.rows.is_empty()).map(|file| file.table.file).collect();
    let lacks = |file: &&mut File<'_>| {
        let needs = || file.table.needs.iter().any(|need| blank.contains(need));
        !file.rows.is_empty() && !file.delta && needs()
    };
    feed.files.iter_mut().filter(lacks).map(|file| file.rows = Vec::new()).count() > 0
}

/// References of a column that lead nowhere.
struct Dangling {
    file: usize,
    column: usize,
    /// By row, what is left of each cell.
    cells: Vec<(usize, Cow<'static, str>)>,
}

/// The next column, from this one of this file, with references that lead nowhere or to something
/// else than they should.
fn next_dangling(feed: &Feed<'_>, from: (usize, usize)) -> Option<Dangling> {
    let mut known: Vec<(Refers, Ids<'_>)> = Vec::new();
    for (at, file) in feed.files.iter().enumerate().skip(from.0) {
        let first = if at == from.0 { from.1 } else { 0 };
        for (c, column) in file.table.columns.iter().enumerate().skip(first) {
            let Some(refers) = column.refers.filter(|refers| refers.enforced) else { continue };
            let Some(target) = feed.files.iter().find(|of| of.table.file == refers.file) else {
                continue;
            };
            let Some(id) = target.table.id() else { continue };
            // what has not changed is known to whoever gets a delta
            if target.delta || (file.delta && target.rows.is_empty()) || file.rows.is_empty() {
                continue;
            }
            let i = known.iter().position(|(of, _)| *of == refers).unwrap_or_else(|| {
                known.push((refers, Ids::of(target, id, refers.target)));
                known.len() - 1
            });
            let there = &known[i].1;
            let is_list = matches!(column.kind, Kind::List(_));
            let (mut cells, mut last) = (Vec::new(), "");
            for (row, cells_of_row) in file.rows.iter().enumerate() {
                let cell = &*cells_of_row[c];
                // empty, or led somewhere just before
                if [last, ""].contains(&cell) {
                    continue;
                }
                if is_list {
                    if !items(cell).all(|item| there.has(item)) {
                        cells.push((row, joined(items(cell).filter(|item| there.has(item)))));
                        continue;
                    }
                } else if !there.has(cell) {
                    cells.push((row, Cow::Borrowed("")));
                    continue;
                }
                last = cell;
            }
            if !cells.is_empty() {
                return Some(Dangling { file: at, column: c, cells });
            }
        }
    }
    None
}

/// The ids of a file that a reference may name.
enum Ids<'f> {
    Exact(Texts<'f>),
    /// In lower case.
    Folded(BTreeSet<String>),
}

impl<'f> Ids<'f> {
    fn of(target: &'f File<'_>, id: usize, which: Target) -> Self {
        let fits = |row: &&Row<'_>| match which {
            Target::Is(header, word) => {
                let is = &row[target.column(header)];
                is == word || is.starts_with("ext:")
            }
            Target::IsNot(header, word) => row[target.column(header)] != word,
            _ => true,
        };
        let ids = target.rows.iter().filter(fits).map(|row| &*row[id]);
        match target.table.columns[id].kind.folds_case() {
            true => Ids::Folded(ids.map(str::to_lowercase).collect()),
            false => Ids::Exact(ids.collect()),
        }
    }
    fn has(&self, id: &str) -> bool {
        match self {
            Ids::Exact(ids) => ids.has(id),
            Ids::Folded(ids) => ids.contains(&id.to_lowercase()),
        }
    }
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

/// Takes findings one by one: there can be many.
struct Each<'n>(&'n mut dyn FnMut(Finding));

impl Sink for Each<'_> {
    fn report(&mut self, finding: Finding) -> ControlFlow<()> {
        (self.0)(finding);
        ControlFlow::Continue(())
    }
}

/// What remains is found by the check itself: the cell goes if it may be blank, else the row.
fn mend(feed: &mut Feed<'_>, strict: &[&'static Profile]) -> Memory {
    const MOST_ROUNDS: usize = 64;
    let mut package = feed.write();
    let enough = enough(strict);
    for _ in 0..MOST_ROUNDS {
        let mut wrong: BTreeMap<&'static str, BTreeSet<(usize, Option<usize>)>> = BTreeMap::new();
        // what is wrong in several rows, of which a finding lists a few: they say the same there
        let mut shared: BTreeMap<(&'static str, usize), BTreeSet<String>> = BTreeMap::new();
        for profile in &enough {
            let options = Options::new().profile(profile).limit(Limit::NONE).no_lints();
            let mut note = |finding: Finding| {
                let column = finding.place.column.and_then(|column| column.known);
                if !is_error(strict, finding.rule, column.is_some_and(required)) {
                    return;
                }
                let FileAt::Present(file) = finding.place.file else { return };
                // data rows count from 1, behind the header
                let of_data = |row: u64| row.checked_sub(1).map(|row| row as usize);
                let Some(row) = finding.place.row.and_then(of_data) else { return };
                let File { table, rows, .. } = feed.file(package.name(file));
                let column = column.and_then(|column| table.column(column.header));
                wrong.entry(table.file).or_default().insert((row, column));
                if let (true, Some(c), Some(row)) = (finding.count > 1, column, rows.get(row)) {
                    shared.entry((table.file, c)).or_default().insert(row[c].clone().into_owned());
                }
            };
            check(feed.format, &package, &options, &mut Each(&mut note));
        }
        for ((name, c), texts) in shared {
            let rows = feed.file(name).rows.iter().enumerate();
            let same = rows.filter(|(_, row)| texts.contains(&*row[c])).map(|(row, _)| row);
            wrong.entry(name).or_default().extend(same.map(|row| (row, Some(c))));
        }
        if wrong.is_empty() {
            break;
        }
        for (name, places) in wrong {
            let file = feed.file_mut(name);
            let mut gone = BTreeSet::new();
            for (row, column) in places {
                match column.filter(|c| !required(&file.table.columns[*c])) {
                    Some(c) if file.rows.get(row).is_some_and(|row| !row[c].is_empty()) => {
                        file.rows[row][c] = Cow::Borrowed("");
                    }
                    _ => _ = gone.insert(row),
                }
            }
            let mut at = 0;
            file.rows.retain_mut(|_| {
                at += 1;
                !gone.contains(&(at - 1))
            });
        }
        complete(feed);
        package = feed.write();
    }
    package
}

#[cfg(test)]
mod tests;
