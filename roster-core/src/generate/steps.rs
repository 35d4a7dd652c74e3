//! Packages from bytes that someone else chooses: a fuzzer, or a property test.
//!
//! The bytes are read as steps: one that says what to do, and four that say where. A step only
//! ever adds to the least package or makes a cell of it odder, so fewer bytes give a smaller
//! package, and none the least. Zero is a step by itself that does nothing: it can be left out
//! without a change of what follows.

use alloc::{format, string::String, vec::Vec};

use arbitrary::Unstructured;

use super::{
    draft::{Cell, Draft, Head, Site},
    odd,
    plan::{Plan, forbids},
    rng::Rng,
    world::World,
};
use crate::{format::Format, hint::Each, rule::catalogue as r, table::Need, value::Kind};

/// A step.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    pub(super) what: u8,
    pub(super) at: [u8; 4],
}

/// What a step does.
#[derive(Clone, Copy, PartialEq)]
enum Does {
    /// To the plan: more students, schools, terms.
    More,
    AllFiles,
    File,
    FillColumn,
    FillColumns,
    Delta,
    /// To a cell.
    Blank,
    Odd,
    Item,
    Rename,
    /// To how a file is written.
    Style,
    Shuffle,
    Extension,
}

/// What the remainders of the first byte stand for.
const DOES: [Does; 16] = [
    Does::More,
    Does::More,
    Does::AllFiles,
    Does::File,
    Does::FillColumn,
    Does::FillColumns,
    Does::Delta,
    Does::Blank,
    Does::Odd,
    Does::Odd,
    Does::Odd,
    Does::Item,
    Does::Rename,
    Does::Style,
    Does::Shuffle,
    Does::Extension,
];

/// More steps than any package shows.
const MOST: usize = 160;

/// All steps that there are bytes for.
pub(super) fn steps(u: &mut Unstructured<'_>) -> Vec<Step> {
    let mut steps = Vec::new();
    while let Ok([what]) = u.bytes(1) {
        if *what == 0 {
            continue;
        }
        let Ok([a, b, c, d]) = u.bytes(4) else { break };
        steps.push(Step { what: *what, at: [*a, *b, *c, *d] });
        if steps.len() == MOST {
            break;
        }
    }
    steps
}

impl Step {
    fn does(self) -> Does {
        DOES[usize::from(self.what) % DOES.len()]
    }
    /// One of `n`; nothing if there are none.
    pub(super) fn one(self, at: usize, n: usize) -> Option<usize> {
        usize::from(self.at[at]).checked_rem(n)
    }
    /// A file that is there.
    fn file(self, plan: &Plan) -> Option<usize> {
        let there: Vec<usize> =
            (0..plan.files.len()).filter(|i| plan.files[*i].is_some()).collect();
        there.get(self.one(0, there.len())?).copied()
    }
    /// A cell.
    pub(super) fn site(self, draft: &Draft) -> Option<Site> {
        let file = self.one(0, draft.files.len())?;
        let of = &draft.files[file];
        let (row, column) = (self.one(2, of.rows.len())?, self.one(1, of.head.len())?);
        Some(Site { file, row, column })
    }
    fn pick(self) -> usize {
        usize::from(self.at[3])
    }

    /// Does with a plan what there is to do with it.
    pub(super) fn plan(self, plan: &mut Plan) {
        match self.does() {
            Does::More => plan.world.grow_by_turns(self.at[0], 1 + u64::from(self.at[1] % 3)),
            Does::AllFiles => (0..plan.files.len()).for_each(|i| plan.add(i)),
            Does::File => plan.add(usize::from(self.at[0]) % plan.files.len()),
            Does::FillColumn => {
                let Some(i) = self.file(plan) else { return };
                let columns = plan.format.tables[i].columns.len();
                plan.fill(i, usize::from(self.at[1]) % columns);
            }
            Does::FillColumns => _ = self.file(plan).map(|i| plan.fill_all(i)),
            Does::Delta => {
                let Some(i) = self.file(plan) else { return };
                let columns = plan.format.tables[i].columns;
                let delta = columns.iter().any(|column| column.need == Need::Delta);
                if let Some(part) = plan.files[i].as_mut() {
                    part.delta |= delta;
                }
            }
            _ => {}
        }
    }

    /// Does with a draft what there is to do with it, and says which cell it has changed.
    pub(super) fn cell(self, plan: &Plan, draft: &mut Draft) -> Option<Site> {
        let site = self.site(draft)?;
        let column = draft.column(site)?;
        if plan.format.manifest.is_some_and(|of| of.file == draft.files[site.file].table.file) {
            return None;
        }
        let text = draft.text(site);
        let text = match self.does() {
            Does::Blank if column.need != Need::Always => Cell::from(""),
            Does::Odd if !column.id && column.refers.is_none() => {
                Cell::Text(odd::odd(column, self.pick())?)
            }
            Does::Odd | Does::Item if column.refers.is_some() => {
                let target = draft.file_of(column.refers?.file)?;
                let of = &draft.files[target];
                let id = of.position(of.table.id()?)?;
                let row = usize::from(self.at[3]).checked_rem(of.rows.len())?;
                let found = draft.text(Site { file: target, row, column: id });
                Cell::Text(more(column.kind, text, found))
            }
            Does::Item => match column.kind {
                Kind::List(_) => {
                    Cell::Text(more(column.kind, text, &odd::odd(column, self.pick())?))
                }
                _ => return None,
            },
            Does::Rename if column.id && column.refers.is_none() => {
                let from = String::from(text);
                let to = odd::id(column, self.pick(), site.row)?;
                draft.rename(site.file, &from, &to);
                return Some(site);
            }
            _ => return None,
        };
        draft.set(site, text);
        Some(site)
    }

    /// Does with a finished draft what no check minds.
    pub(super) fn style(self, draft: &mut Draft) {
        let Some(file) = self.one(0, draft.files.len()) else { return };
        let format = draft.format;
        let seed = u64::from(self.at[2]);
        match self.does() {
            Does::Style => {
                let style = &mut draft.file_mut(file).style;
                style.line_end = if self.at[1] & 1 == 0 { style.line_end } else { "\r\n" };
                style.mark |= self.at[1] & 2 != 0 && !forbids(format, &r::BYTE_ORDER_MARK);
                style.all_quoted |= self.at[1] & 4 != 0;
            }
            Does::Shuffle => {
                let of = draft.file_mut(file);
                Rng::of(seed, &[]).shuffle(&mut of.rows);
                if !format.ordered && self.at[1] & 1 != 0 {
                    Rng::of(seed, &[]).shuffle(&mut of.head);
                    of.rows.iter_mut().for_each(|row| Rng::of(seed, &[]).shuffle(row));
                }
            }
            Does::Extension => {
                let Some(prefix) = format.extensions else { return };
                let of = draft.file_mut(file);
                let text = format!("{prefix}own{}", of.head.len());
                of.head.push(Head { column: None, text });
                let texts = ["é, own", ""];
                let cell = |n: usize| Cell::from(texts[n % 2]);
                of.rows.iter_mut().enumerate().for_each(|(n, row)| row.push(cell(n)));
            }
            _ => {}
        }
    }
}

/// A list with one item more; of what is no list, the new item.
fn more(kind: Kind, text: &str, item: &str) -> String {
    match kind {
        Kind::List(_) if !text.is_empty() => format!("{text},{item}"),
        _ => item.into(),
    }
}

impl World {
    /// More of one of the things that there can be more of.
    fn grow_by_turns(&mut self, which: u8, by: u64) {
        const MOST: u64 = 12;
        let things = [
            &mut self.students,
            &mut self.load,
            &mut self.teachers,
            &mut self.contacts,
            &mut self.schools,
            &mut self.size,
            &mut self.principals,
            &mut self.terms,
            &mut self.courses,
            &mut self.resources,
            &mut self.categories,
        ];
        let turn = usize::from(which) % things.len();
        for (i, thing) in things.into_iter().enumerate() {
            if i == turn {
                *thing = (*thing + by).min(MOST);
            }
        }
        self.settle();
    }
    /// One of these at least.
    pub(super) fn grow(&mut self, each: Each) {
        match each {
            Each::Contact | Each::Relationship => self.contacts = self.contacts.max(1),
            Each::Principal => self.principals = self.principals.max(1),
            _ => {}
        }
    }
}

/// The plan that steps make of the least one.
pub(super) fn planned(format: &'static Format, steps: &[Step]) -> Plan {
    let mut plan = Plan::smallest(format);
    steps.iter().for_each(|step| step.plan(&mut plan));
    plan
}
