//! Packages that break one rule: a package with nothing wrong, and a fault put into it.
//!
//! A rule that follows from the tables has its faults listed, each with where it can be put. What
//! a format says of several cells is broken by trying: cells of the constraint are changed until
//! the check reports it. Either way the check has the last word, and of several ways the one is
//! taken that breaks the fewest other rules.

mod across;
mod cell;
mod file;
mod head;
mod key;
mod manifest;
mod text;

use alloc::{boxed::Box, vec::Vec};

use super::{
    draft::{Draft, Site},
    rng::Rng,
    valid::findings,
};
use crate::{
    format::{Format, Profile},
    rule::{Level, Rule, Severity},
};

/// A way to break a rule.
struct Fault {
    rule: &'static Rule,
    at: At,
    /// Puts the fault there; `None` if it has no place there.
    put: fn(&mut Draft, Site) -> Option<()>,
}

/// Where a fault can be put.
#[derive(Clone, Copy)]
enum At {
    File,
    Column,
    Row,
    Cell,
}

const fn fault(rule: &'static Rule, at: At, put: fn(&mut Draft, Site) -> Option<()>) -> Fault {
    Fault { rule, at, put }
}

static FAULTS: &[&[Fault]] =
    &[text::FAULTS, head::FAULTS, cell::FAULTS, key::FAULTS, file::FAULTS, manifest::FAULTS];

/// The profile of a format that reports the rule: the first that does.
pub(super) fn profile(format: &Format, rule: &Rule) -> Option<&'static Profile> {
    format.profiles.iter().copied().find(|profile| profile.level(rule) != Level::Off)
}

/// A broken package.
pub(super) struct Broken {
    pub(super) draft: Draft,
    /// How many errors and warnings it has that are of another rule.
    pub(super) others: usize,
}

/// The draft with a fault that breaks the rule; which of the possible ones, `turn` says.
pub(super) fn broken(draft: &Draft, rule: &'static Rule, turn: u64) -> Option<Broken> {
    /// So many ways are tried, and fewer once there is one.
    const MOST: usize = 600;
    const MOST_BETTER: usize = 80;
    let profile = profile(draft.format, rule)?;
    let mut best: Option<Broken> = None;
    let mut since = 0;
    for draft in ways(draft, rule, turn).take(MOST) {
        let (own, others): (Vec<_>, Vec<_>) =
            findings(&draft, profile).into_iter().partition(|finding| finding.rule == rule);
        let others = others.iter().filter(|other| other.severity < Severity::Info).count();
        if !own.is_empty() && best.as_ref().is_none_or(|best| others < best.others) {
            best = Some(Broken { draft, others });
        }
        since += usize::from(best.is_some());
        if since > MOST_BETTER || best.as_ref().is_some_and(|best| best.others == 0) {
            break;
        }
    }
    best
}

/// Drafts that may break the rule.
fn ways<'d>(
    draft: &'d Draft,
    rule: &'static Rule,
    turn: u64,
) -> Box<dyn Iterator<Item = Draft> + 'd> {
    let faults = FAULTS.iter().copied().flatten().filter(move |fault| fault.rule == rule);
    let listed = faults.flat_map(move |fault| {
        sites(draft, fault.at, turn).into_iter().filter_map(|site| {
            let mut draft = draft.clone();
            (fault.put)(&mut draft, site).map(|()| draft)
        })
    });
    let of_format = file::of_format(draft, rule);
    Box::new(listed.chain(of_format).chain(across::ways(draft, rule, turn)))
}

/// Puts any of the faults somewhere.
pub(super) fn any(draft: &mut Draft, turn: u64) -> Option<()> {
    let faults: Vec<&Fault> = FAULTS.iter().copied().flatten().collect();
    let fault: &Fault = Rng::of(turn, &[1]).pick::<&Fault>(&faults);
    let site = sites(draft, fault.at, turn).into_iter().next()?;
    (fault.put)(draft, site)
}

/// The places of a kind, in some order; of rows a few.
fn sites(draft: &Draft, at: At, turn: u64) -> Vec<Site> {
    let mut sites = Vec::new();
    for (file, of) in draft.files.iter().enumerate() {
        let site = Site { file, ..Site::default() };
        let columns = 0..of.head.len();
        match at {
            At::File => sites.push(site),
            At::Column => sites.extend(columns.map(|column| Site { column, ..site })),
            At::Row => sites.extend(few(of.rows.len()).into_iter().map(|row| Site { row, ..site })),
            At::Cell => {
                sites.extend(few(of.rows.len()).into_iter().flat_map(|row| {
                    columns.clone().map(move |column| Site { row, column, ..site })
                }))
            }
        }
    }
    Rng::of(turn, &[]).shuffle(&mut sites);
    sites
}

/// A few of so many rows: the first, the last, and some between.
fn few(rows: usize) -> Vec<usize> {
    let mut few: Vec<usize> = [0, 1, 2, rows / 2].into_iter().filter(|row| *row < rows).collect();
    few.extend(rows.checked_sub(1));
    few.sort_unstable();
    few.dedup();
    few
}

/// Something if it is so.
fn when(so: bool) -> Option<()> {
    so.then_some(())
}
