//! What the benches share: packages to measure with, and what they are measured beside.

pub mod data;
pub mod rivals;
pub mod rounds;

use oneroster_model::v1p1;
use roster_core::{Finding, Memory, Options, check};

/// What the check finds in a package.
pub fn findings(package: &Memory, options: &Options) -> Vec<Finding> {
    let mut findings = Vec::new();
    check(&v1p1::FORMAT, package, options, &mut findings);
    findings
}
