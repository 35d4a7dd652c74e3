//! Packages with nothing wrong.

use alloc::{collections::BTreeSet, string::String, vec::Vec};

use super::{
    draft::{Cell, Draft, Site},
    plan::Plan,
    steps::{Step, planned},
    world::World,
};
use crate::{
    check::{Limit, Options, check},
    finding::{FileAt, Finding},
    format::{Format, Profile},
    rule::Severity,
    table::Need,
};

/// What a profile finds wrong with a draft.
pub(super) fn findings(draft: &Draft, profile: &'static Profile) -> Vec<Finding> {
    let options = Options::new().profile(profile).limit(Limit::NONE);
    let mut findings = Vec::new();
    check(draft.format, &draft.package(), &options, &mut findings);
    findings
}

/// The errors and warnings of all profiles.
pub(super) fn complaints(draft: &Draft) -> Vec<Finding> {
    let profiles = draft.format.profiles.iter();
    let all = profiles.flat_map(|profile| findings(draft, profile));
    all.filter(|finding| finding.severity < Severity::Info).collect()
}

/// A draft with nothing wrong that these steps lead to; `None` if the format's least package has
/// something wrong already.
pub(super) fn valid(format: &'static Format, steps: &[Step]) -> Option<Draft> {
    let plan = planned(format, steps);
    let draft = mended(&plan, steps).or_else(|| mended(&Plan::smallest(format), &[]))?;
    let mut styled = draft.clone();
    steps.iter().for_each(|step| step.style(&mut styled));
    Some(if complaints(&styled).is_empty() { styled } else { draft })
}

/// A draft with a few of everything and nothing wrong, and in no file more than must be.
pub(super) fn with_all_files(format: &'static Format) -> Option<Draft> {
    let mut plan = Plan { world: World::small(), ..Plan::smallest(format) };
    (0..format.tables.len()).for_each(|i| plan.add(i));
    mended(&plan, &[])
}

/// A draft with a few of everything and nothing wrong, every column of every file filled.
pub(super) fn with_all_columns(format: &'static Format) -> Option<Draft> {
    mended(&Plan::full(format, World::small()), &[])
}

/// What is done to a plan's package so that nothing is wrong with it.
#[derive(Default)]
struct Mending {
    /// Steps that are taken back.
    dropped: BTreeSet<usize>,
    /// Blank cells that are filled after all, and filled ones that are blank.
    turned: Vec<Site>,
}

/// Takes back what is complained of until nothing is: steps, and then what the plan has filled or
/// left blank. `None` if that does not help.
fn mended(plan: &Plan, steps: &[Step]) -> Option<Draft> {
    const PATIENCE: usize = 24;
    let base = plan.draft();
    let mut mending = Mending::default();
    for _ in 0..PATIENCE {
        let (draft, touched) = mending.applied(plan, &base, steps);
        let complaints = complaints(&draft);
        if complaints.is_empty() {
            return Some(draft);
        }
        let places: Vec<_> = complaints.iter().filter_map(place).collect();
        let of =
            |site: &Site| places.iter().any(|(at, _)| (at.file, at.row) == (site.file, site.row));
        let near: Vec<usize> =
            touched.iter().filter(|(_, site)| of(site)).map(|(i, _)| *i).collect();
        if !near.is_empty() {
            mending.dropped.extend(near);
        } else if !mending.turn(plan, &base, &places) {
            if touched.is_empty() {
                return None;
            }
            mending.dropped.extend(0..steps.len());
        }
    }
    None
}

impl Mending {
    /// The package, and which step has changed which of its cells.
    fn applied(&self, plan: &Plan, base: &Draft, steps: &[Step]) -> (Draft, Vec<(usize, Site)>) {
        let mut draft = base.clone();
        for site in &self.turned {
            let blank = base.text(*site).is_empty();
            let text = if blank { plan.full_text(base, *site) } else { String::new() };
            draft.set(*site, Cell::Text(text));
        }
        let mut touched = Vec::new();
        for (i, step) in steps.iter().enumerate().filter(|(i, _)| !self.dropped.contains(i)) {
            touched.extend(step.cell(plan, &mut draft).map(|site| (i, site)));
        }
        (draft, touched)
    }
    /// Turns the cells that are complained of; says whether there was one to turn.
    fn turn(&mut self, plan: &Plan, base: &Draft, places: &[(Site, bool)]) -> bool {
        let before = self.turned.len();
        for site in places.iter().filter_map(|(site, exact)| exact.then_some(*site)) {
            let needed = base.column(site).is_none_or(|column| column.need == Need::Always);
            let blank = base.text(site).is_empty();
            let other = if blank { !plan.full_text(base, site).is_empty() } else { !needed };
            if other && !self.turned.contains(&site) {
                self.turned.push(site);
            }
        }
        self.turned.len() > before
    }
}

/// The row of a finding, and whether it stands at a cell of it.
fn place(finding: &Finding) -> Option<(Site, bool)> {
    let FileAt::Present(file) = finding.place.file else { return None };
    let row = finding.place.row?.checked_sub(1)? as usize;
    let column = finding.place.column.and_then(|column| column.position);
    Some((Site { file, row, column: column.unwrap_or_default() }, column.is_some()))
}

impl Plan {
    /// What a cell says when its column is filled.
    fn full_text(&self, draft: &Draft, site: Site) -> String {
        let file = &draft.files[site.file];
        let Some(c) = file.head.get(site.column).and_then(|head| head.column) else {
            return Default::default();
        };
        let mut plan = self.clone();
        let i = self.format.tables.iter().position(|table| *table == file.table);
        i.into_iter().for_each(|i| plan.fill(i, c));
        let mut rows = plan.rows(file.table);
        rows.nth(site.row)
            .and_then(|mut row| row.get_mut(c).map(core::mem::take))
            .unwrap_or_default()
    }
}
