//! What is made up is what was asked for: a valid package has nothing wrong for anyone, a broken
//! one breaks its rule, and whatever was made can be checked.
//!
//! The first byte of the input chooses the format, the second what is wanted; the rest are the
//! steps that make the package.

use arbitrary::Unstructured;
use roster_core::{
    Format, Limit, Memory, Options, Profile, Rule, Severity, catalogue, check,
    generate::{self, Want},
};

/// Runs the laws on what an input makes.
///
/// # Panics
///
/// If a law is broken.
pub fn run(data: &[u8]) {
    let [choice, want, steps @ ..] = data else { return };
    let mut formats = roster_mapping::formats();
    formats.retain(|format| format.view.is_none());
    let format = formats[usize::from(*choice) % formats.len()];
    let package = |want| generate::package(format, want, &mut Unstructured::new(steps));
    let rules = [catalogue::RULES, catalogue::LINTS].concat();
    match *want {
        0..64 => {
            let package = package(Want::Valid).expect("there is always one");
            for profile in format.profiles {
                let mut found = found(format, profile, &package);
                found.retain(|(_, severity)| *severity < Severity::Info);
                assert!(found.is_empty(), "{} for {profile:?}: {found:?}", format.id);
            }
        }
        64..96 => {
            let package = package(Want::Hostile).expect("there is always one");
            found(format, format.profiles[0], &package);
        }
        want => {
            let rule = rules[usize::from(want - 96) % rules.len()];
            let Some(profile) = generate::profile(format, rule) else { return };
            let Ok(package) = package(Want::Breaking(rule)) else { return };
            let found = found(format, profile, &package);
            let is_broken = found.iter().any(|(of, _)| *of == rule);
            assert!(is_broken, "{} does not break {rule:?}", format.id);
        }
    }
}

/// What a profile finds: the rules that are broken, and how bad that is.
fn found(
    format: &'static Format,
    profile: &'static Profile,
    package: &Memory,
) -> Vec<(&'static Rule, Severity)> {
    let mut findings = Vec::new();
    check(format, package, &Options::new().profile(profile).limit(Limit::NONE), &mut findings);
    findings.iter().map(|finding| (finding.rule, finding.severity)).collect()
}
