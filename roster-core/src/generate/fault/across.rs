//! Faults of what holds of several cells: found by changing cells that a constraint looks at.

use alloc::{boxed::Box, format, string::String, vec, vec::Vec};

use super::{few, key::copy};
use crate::{
    constraint::{Constraint, Index, Test},
    generate::{
        draft::{Cell, Draft, Site},
        rng::Rng,
        say::vocabulary,
    },
    rule::Rule,
    value::{Kind, Verdict},
};

/// A change of a draft.
enum Change {
    Set(Vec<(Site, String)>),
    Copy(Site),
    Drop { file: usize, rows: Vec<usize> },
}

impl Change {
    fn made(self, draft: &Draft) -> Option<Draft> {
        let mut draft = draft.clone();
        match self {
            Change::Set(cells) => {
                for (site, text) in cells {
                    draft.set(site, Cell::Text(text));
                }
            }
            Change::Copy(site) => {
                let row = copy(&draft, site)?;
                draft.file_mut(site.file).rows.push(row);
            }
            Change::Drop { file, rows } => {
                let mut row = 0..;
                let keep = |_: &Vec<Cell>| row.next().is_none_or(|row| !rows.contains(&row));
                draft.file_mut(file).rows.retain(keep);
            }
        }
        Some(draft)
    }
}

/// Drafts in which a constraint of this rule may be broken.
pub(super) fn ways<'d>(
    draft: &'d Draft,
    rule: &'static Rule,
    turn: u64,
) -> Box<dyn Iterator<Item = Draft> + 'd> {
    let constraints = draft.format.constraints.iter().filter(move |of| of.rule == rule);
    let changes = constraints.flat_map(move |of| changes(draft, of, turn));
    Box::new(changes.filter_map(|change| change.made(draft)))
}

fn changes(draft: &Draft, constraint: &Constraint, turn: u64) -> Vec<Change> {
    let mut changes = Vec::new();
    let Some(file) = draft.file_of(constraint.file) else { return changes };
    let of = &draft.files[file];
    let positions: Vec<Option<usize>> = constraint.columns.iter().map(|name| of.at(name)).collect();
    let mut rows = few(of.rows.len());
    Rng::of(turn, &[]).shuffle(&mut rows);
    for row in rows {
        let sites: Vec<Site> =
            positions.iter().flatten().map(|column| Site { file, row, column: *column }).collect();
        if let Test::Unique(when) = constraint.test {
            let other = if row == 0 { 1 } else { 0 };
            let pair =
                |site: &Site| (*site, String::from(draft.text(Site { row: other, ..*site })));
            changes.push(Change::Set(sites.iter().map(pair).collect()));
            changes.push(Change::Copy(Site { file, row, column: 0 }));
            let when = when.and_then(|when| of.at(when.header));
            when.into_iter()
                .for_each(|column| one(draft, Site { file, row, column }, &mut changes));
        }
        sites.iter().for_each(|site| one(draft, *site, &mut changes));
        sites.iter().for_each(|site| mutual(draft, *site, &mut changes));
        let texts: Vec<&str> = sites.iter().map(|site| draft.text(*site)).collect();
        constraint.looks.iter().for_each(|look| looked_up(draft, look, &texts, &mut changes));
    }
    changes
}

/// Changes of the rows that an index finds for one of the texts.
fn looked_up(draft: &Draft, look: &Index, texts: &[&str], changes: &mut Vec<Change>) {
    let Some(file) = draft.file_of(look.file) else { return };
    let of = &draft.files[file];
    let at = |headers: &[&'static str]| -> Vec<usize> {
        headers.iter().filter_map(|header| of.at(header)).collect()
    };
    let text = |row: usize, column: usize| draft.text(Site { file, row, column });
    let named = |text: &str| texts.iter().any(|of| of.split(',').any(|of| of == text));
    let keys = at(look.key);
    let kind = look.when.and_then(|when| Some((of.at(when.header)?, when.words)));
    let counts = |row: usize| {
        kind.is_none_or(|(column, words)| {
            words.iter().any(|word| word.eq_ignore_ascii_case(text(row, column)))
        })
    };
    let found = |row: &usize| {
        let key = keys.iter().any(|key| !text(*row, *key).is_empty() && named(text(*row, *key)));
        key && counts(*row)
    };
    let rows: Vec<usize> = (0..of.rows.len()).filter(found).collect();
    for row in rows.iter().take(2) {
        for column in [at(look.keep), keys.clone()].concat() {
            one(draft, Site { file, row: *row, column }, changes);
        }
    }
    if let (Some((column, words)), Some(first)) = (kind, rows.first()) {
        // all of them become something else
        let others = self::texts(draft, Site { file, row: *first, column });
        for other in others.iter().filter(|other| !words.contains(&other.as_str())) {
            let site = |row: &usize| (Site { file, row: *row, column }, other.clone());
            changes.push(Change::Set(rows.iter().map(site).collect()));
        }
    }
    if !rows.is_empty() {
        changes.push(Change::Drop { file, rows });
    }
}

/// Two records that name each other where they should not.
fn mutual(draft: &Draft, site: Site, changes: &mut Vec<Change>) {
    let of = &draft.files[site.file];
    let refers = draft.column(site).and_then(|column| column.refers);
    let id = of.table.id().and_then(|id| of.position(id));
    let (Some(refers), Some(id)) = (refers, id) else { return };
    let name = |row: usize| String::from(draft.text(Site { row, column: id, ..site }));
    for row in (0..of.rows.len()).filter(|row| refers.file == of.table.file && *row != site.row) {
        let other = Site { row, ..site };
        changes.push(Change::Set(vec![(site, name(row)), (other, name(site.row))]));
    }
}

/// Changes of one cell.
fn one(draft: &Draft, site: Site, changes: &mut Vec<Change>) {
    let texts = texts(draft, site);
    changes.extend(texts.into_iter().map(|text| Change::Set(vec![(site, text)])));
}

/// Other texts that a cell may hold.
fn texts(draft: &Draft, site: Site) -> Vec<String> {
    const MOST: usize = 12;
    let Some(column) = draft.column(site) else { return Vec::new() };
    let mut texts: Vec<String> = vec![String::new()];
    let mut more = |all: &mut dyn Iterator<Item = &str>| {
        texts.extend(all.filter(|text| !text.is_empty()).take(MOST).map(String::from));
    };
    if let Some(file) = column.refers.and_then(|refers| draft.file_of(refers.file)) {
        let of = &draft.files[file];
        let id = of.table.id().and_then(|id| of.position(id));
        let ids = id.into_iter().flat_map(|column| {
            (0..of.rows.len()).map(move |row| draft.text(Site { file, row, column }))
        });
        more(&mut ids.into_iter());
    }
    more(
        &mut draft.files[site.file]
            .rows
            .iter()
            .map(|row| row.get(site.column).map_or("", Cell::text)),
    );
    if let Some(codes) = vocabulary(column) {
        more(&mut codes.words.iter().map(|word| word.text));
    }
    more(
        &mut match column.kind {
            Kind::Bool => ["true", "false"],
            Kind::Date | Kind::AnyDate => ["1900-01-01", "9999-12-31"],
            Kind::Whole | Kind::Decimal => ["-1000000000", "1000000000"],
            _ => ["of no list", "a,b,c"],
        }
        .into_iter(),
    );
    let text = draft.text(site);
    if let (Kind::List(_), Some(item)) = (column.kind, texts.get(1)) {
        texts.push(format!("{text},{item}"));
    }
    texts.retain(|new| new != text && (new.is_empty() || column.kind.judge(new) == Verdict::Exact));
    texts
}
