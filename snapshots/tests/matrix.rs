//! The one-fault matrix: a fault gives the finding that its row says, and no other.

use std::collections::BTreeSet;

use snapshots::{
    csv_rules,
    matrix::{self, Case},
};

const FAMILIES: [&str; 3] = ["sds", "clever", "oneroster"];

/// The rules that no row shows: what a patch of bytes cannot do, and what takes 500,001 rows.
const ELSEWHERE: [&str; 2] = ["R001", "R124"];

fn page(family: &str) -> Vec<Case> {
    matrix::page(family).unwrap_or_else(|errors| panic!("{}", errors.join("\n")))
}

#[test]
fn one_fault_gives_one_finding() {
    let mut failures = Vec::new();
    for family in FAMILIES {
        let rows = page(family);
        if rows.len() < 60 {
            failures.push(format!("{family}.md: {} rows", rows.len()));
        }
        let of = |failure: String| format!("{family}.md:{failure}");
        failures.extend(rows.iter().flat_map(Case::failures).map(of));
    }
    assert!(failures.is_empty(), "{} failures:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn no_fault_stands_there_twice() {
    for family in FAMILIES {
        let mut seen = BTreeSet::new();
        for row in page(family) {
            for (format, flags) in &row.formats {
                let patch = (format.id, flags.len(), row.steps.clone());
                assert!(seen.insert(patch), "{family}.md:{}: {}", row.line, row.fault);
            }
        }
    }
}

#[test]
fn every_rule_has_its_fault() {
    let rows: Vec<Case> = FAMILIES.into_iter().flat_map(page).collect();
    let expected = rows.iter().filter_map(|row| row.expected.as_ref());
    let shown: BTreeSet<_> = expected.map(|expected| expected.rule.code).collect();
    let missing: Vec<_> = csv_rules()
        .into_iter()
        .filter(|rule| shown.contains(rule.code) == ELSEWHERE.contains(&rule.code))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}
