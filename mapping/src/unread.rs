//! What of a package no row says, so that rows held against each other do not tell of it.

use alloc::{borrow::ToOwned, collections::BTreeMap, vec::Vec};

use oneroster_model::json::rules as o;
use roster_core::{
    Detail, Encoding, FileAt, Finding, Format, Layout, Place, Rule, Severity, Source, catalogue,
};

use crate::rules as r;

/// Of what is odd about collections, the items that are no rows: they stay at home.
pub(crate) fn stay_home(odd: Vec<Finding>, severity: Severity) -> impl Iterator<Item = Finding> {
    let items = odd.into_iter().filter(is_record);
    items.map(move |odd| told(&r::RECORD_STAYS_HOME, severity, odd))
}

/// What was put into a package abroad: files that are none of the format's, or cannot be read; and of
/// what is odd about its collections, what is not read and is not what home says abroad either.
pub(crate) fn stay_abroad(
    format: &'static Format,
    (abroad, odd): (&dyn Source, Vec<Finding>),
    (said, odd_said): (&dyn Source, Vec<Finding>),
) -> Vec<Finding> {
    let layout = Layout::of(format, abroad);
    let is_read = |file: usize| {
        let bytes = abroad.read(file).ok().filter(|bytes| Encoding::of(bytes).is_readable());
        bytes.is_some() && layout.tables().any(|(_, of)| of == Some(file))
    };
    let stays = |file| {
        let place = Place::file(FileAt::Present(file));
        Finding::new(&r::FILE_STAYS_ABROAD, Severity::Warning, place, Detail::None)
    };
    let mut findings: Vec<_> =
        (0..abroad.len()).filter(|file| !is_read(*file)).map(stays).collect();

    let kind = |package: &dyn Source, odd: &Finding| match odd.place.file {
        FileAt::Present(file) => (package.name(file).to_owned(), odd.rule.code),
        _ => Default::default(),
    };
    let mut known: BTreeMap<_, u64> = BTreeMap::new();
    for odd in &odd_said {
        *known.entry(kind(said, odd)).or_default() += odd.count;
    }
    for mut odd in odd {
        let known = known.entry(kind(abroad, &odd)).or_default();
        let same = odd.count.min(*known);
        *known -= same;
        odd.count -= same;
        let rule = is_not_read(&odd).filter(|_| odd.count > 0);
        findings.extend(rule.map(|rule| told(rule, Severity::Warning, odd)));
    }
    findings
}

/// What is told of something odd abroad that is not read.
fn is_not_read(odd: &Finding) -> Option<&'static Rule> {
    let is = |rules: &[&Rule]| rules.contains(&odd.rule);
    if is_record(odd) {
        Some(&r::RECORD_STAYS_ABROAD)
    } else if is(&[&o::NOT_JSON, &o::NO_COLLECTION, &catalogue::NOT_UTF8]) {
        Some(&r::FILE_STAYS_ABROAD)
    } else if is(&[&o::REPEATED_MEMBER, &o::WRONG_JSON_TYPE])
        // what is nearly known is read
        || is(&[&o::FOREIGN_MEMBER]) && odd.detail == Detail::None
    {
        Some(&r::VALUE_STAYS_ABROAD)
    } else {
        None
    }
}

/// Whether it tells of items that should be rows and are none.
fn is_record(odd: &Finding) -> bool {
    [&o::NOT_AN_OBJECT, &o::ITEMS_NOT_READ].contains(&odd.rule)
}

/// The same by another rule.
fn told(rule: &'static Rule, severity: Severity, odd: Finding) -> Finding {
    let mut finding = Finding::new(rule, severity, odd.place, Detail::None);
    (finding.count, finding.also) = (odd.count, odd.also);
    finding
}
