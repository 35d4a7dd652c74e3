//! Findings of one file: the first of each rule kept, all of them counted.

use alloc::{collections::BTreeMap, vec::Vec};
use core::ops::ControlFlow;

use super::{Options, Sink, Summary, Totals};
use crate::{
    finding::{Detail, FileAt, Finding, Place, Spot},
    format::{Format, Profile},
    rule::{Level, Rule, Severity},
};

/// Takes what is found in one file, at the levels of a profile: the first of each rule are kept, up
/// to the limit, and all are counted.
///
/// For those who check what [`check`](fn@crate::check) does not.
///
/// ```
/// use roster_core::{Detail, FileAt, Options, Place, Summary, Tally, catalogue};
/// # use roster_core::{Format, Profile};
/// # static SPEC: Profile = Profile::new("spec", "The format's own text.", &[]);
/// # static FORMAT: Format = Format::new("none", "Nothing", "made up", &[], &[&SPEC]);
///
/// let mut tally = Tally::new(&FORMAT, &Options::new());
/// tally.add(&catalogue::REQUIRED_VALUE, Detail::None, || {
///     Place::within(FileAt::Present(0), b"A,B\n1,\n", 6..6)
/// });
/// let (mut summary, mut findings) = (Summary::default(), Vec::new());
/// let _ = tally.finish(&mut summary, &mut findings);
/// assert_eq!((summary.totals.error, findings[0].place.line), (1, Some(2)));
/// ```
#[derive(Debug)]
pub struct Tally {
    profile: &'static Profile,
    no_lints: bool,
    limit: usize,
    listed: BTreeMap<&'static str, Vec<Finding>>,
    totals: Totals,
    occurrences: u64,
}

/// Where a finding that stands for several rows is kept.
#[derive(Clone, Copy)]
pub(crate) enum Handle {
    /// The profile does not report the rule.
    Off,
    /// Counted, but over the limit.
    Unlisted,
    /// Among those of this rule, at this index.
    Listed(&'static str, usize),
}

impl Tally {
    /// With nothing found.
    pub fn new(format: &'static Format, options: &Options) -> Self {
        let profile = options.profile.unwrap_or(format.profiles[0]);
        let (totals, occurrences) = Default::default();
        let (limit, no_lints) = (options.limit.0, options.no_lints);
        Tally { profile, no_lints, limit, listed: BTreeMap::new(), totals, occurrences }
    }
    #[cfg(feature = "csv")]
    pub(crate) fn totals(&self) -> Totals {
        self.totals
    }

    pub(crate) fn profile(&self) -> &'static Profile {
        self.profile
    }
    /// Whether the profile reports the rule at all.
    pub(crate) fn wants(&self, rule: &Rule) -> bool {
        self.level(rule) != Level::Off
    }
    fn level(&self, rule: &Rule) -> Level {
        match self.no_lints && rule.is_lint() {
            true => Level::Off,
            false => self.profile.level(rule),
        }
    }

    /// Counts a finding, and keeps it if its rule has room; only then is its place worked out.
    pub(crate) fn report(
        &mut self,
        rule: &'static Rule,
        required: bool,
        finding: impl FnOnce(Severity) -> Finding,
    ) -> Handle {
        let Some(severity) = self.level(rule).severity(required) else {
            return Handle::Off;
        };
        self.totals.add(severity);
        self.occurrences += 1;
        let listed = self.listed.entry(rule.code).or_default();
        if listed.len() >= self.limit {
            return Handle::Unlisted;
        }
        if listed.len() == listed.capacity() {
            // with no limit there can be very many
            listed.reserve_exact(listed.len() / 4 + 4);
        }
        listed.push(finding(severity));
        Handle::Listed(rule.code, listed.len() - 1)
    }

    /// The last finding that was counted stands for so many rows.
    pub(crate) fn stands_for(&mut self, rows: u64) {
        self.occurrences += rows.saturating_sub(1);
    }

    /// Another row that fails for the same cause.
    pub(crate) fn again(&mut self, handle: Handle, spot: Spot) {
        if let Handle::Off = handle {
            return;
        }
        self.occurrences += 1;
        let Handle::Listed(code, index) = handle else { return };
        if let Some(finding) = self.listed.get_mut(code).and_then(|list| list.get_mut(index)) {
            finding.count += 1;
            if finding.also.len() < Finding::MOST_ALSO {
                finding.also.push(spot);
            }
        }
    }

    /// Counts a finding, and keeps it if its rule has room: only then is its place asked for.
    pub fn add(&mut self, rule: &'static Rule, detail: Detail, place: impl FnOnce() -> Place) {
        self.report(rule, false, |severity| Finding {
            rule,
            severity,
            place: place(),
            detail,
            count: 1,
            also: Vec::new(),
        });
    }

    /// A finding that concerns a whole file.
    pub(crate) fn whole_file(&mut self, rule: &'static Rule, file: FileAt, detail: Detail) {
        self.add(rule, detail, || Place::file(file));
    }

    /// Hands everything over, in order: by line, then where in it.
    pub fn finish(self, summary: &mut Summary, sink: &mut dyn Sink) -> ControlFlow<()> {
        summary.totals.error += self.totals.error;
        summary.totals.warning += self.totals.warning;
        summary.totals.info += self.totals.info;
        summary.occurrences += self.occurrences;
        self.into_findings().into_iter().try_for_each(|finding| sink.report(finding))
    }

    pub(crate) fn into_findings(self) -> Vec<Finding> {
        // there can be many, and most are of one rule
        let mut lists: Vec<Vec<Finding>> = self.listed.into_values().collect();
        lists.sort_by_key(Vec::len);
        let mut findings = lists.pop().unwrap_or_default();
        findings.reserve_exact(lists.iter().map(Vec::len).sum());
        lists.into_iter().for_each(|list| findings.extend(list));
        findings.sort_by_key(|finding| {
            let column = finding.place.column.map(|column| column.position);
            let byte = finding.place.pointer.as_ref().and(finding.place.in_line);
            (finding.place.line, column, byte, finding.rule.code)
        });
        findings
    }
}
