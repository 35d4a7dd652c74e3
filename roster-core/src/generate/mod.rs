//! Packages made up from a format, for tests (feature `arbitrary`).
//!
//! They are made from what the [`Table`](crate::Table)s say and what the format says across them,
//! so a format of your own has them too. [`package`] makes small ones from bytes that a property
//! test or a fuzzer chooses; [`District`] makes one of any size from a seed.
//!
//! # Property tests
//!
//! Fewer bytes give a smaller package, and none the least that the format allows; so what
//! [`proptest`](https://docs.rs/proptest) shrinks, shrinks the package.
//!
//! ```
//! use arbitrary::Unstructured;
//! use proptest::prelude::*;
//! use roster_core::{Options, check, generate::{self, Want}};
//! # use roster_core::{Each, Format, Hint, Id, Profile, Record, Text, col, file, table};
//! # table! {
//! #     /// Schools.
//! #     pub struct School = file("School.csv").required().each(&[Each::School]) => {
//! #         /// Names the school.
//! #         sis_id: Id = col("SIS ID").required().id(),
//! #         /// What it is called.
//! #         name: Text = col("Name").required().hint(Hint::Name),
//! #     }
//! # }
//! # static SPEC: Profile = Profile::new("spec", "The format's own text.", &[]);
//! # static FORMAT: Format = Format::new("schools", "Schools", "made up", &[School::TABLE], &[&SPEC]);
//!
//! proptest! {
//!     # #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
//!     # /*
//!     #[test]
//!     # */
//!     fn my_importer_takes_what_is_valid(bytes in any::<Vec<u8>>()) {
//!         let package = generate::package(&FORMAT, Want::Valid, &mut Unstructured::new(&bytes))?;
//!         // here your own importer; this is the check
//!         let summary = check(&FORMAT, &package, &Options::new(), &mut Vec::new());
//!         prop_assert_eq!(summary.totals.error, 0);
//!     }
//! }
//! # my_importer_takes_what_is_valid();
//! ```
//!
//! With the feature `proptest` the first lines of such a test are a strategy,
//! [`any_package`]`::<SdsV1>()`.
//!
//! # Fuzzing
//!
//! libFuzzer's bytes do as well: `fuzz_target!(|data: &[u8]| …)` with
//! `Unstructured::new(data)`; or, of a format that is a [`Standard`](crate::Standard), the package
//! itself: `fuzz_target!(|package: Valid<SdsV1>| …)` ([`Valid`], [`Hostile`]).

mod district;
mod draft;
mod fault;
mod hostile;
mod name;
mod odd;
mod plan;
mod refer;
mod rng;
mod rows;
mod say;
mod steps;
#[cfg(feature = "proptest")]
mod strategy;
mod typed;
mod valid;
mod words;
mod world;

use arbitrary::{Error, Unstructured};

pub use district::District;
use draft::Draft;
use fault::Broken;
use steps::{Step, steps};
#[cfg(feature = "proptest")]
pub use strategy::{any_package, any_package_with};
pub use typed::{Hostile, Valid};

use crate::{
    format::{Format, Profile},
    rule::Rule,
    source::Memory,
};

/// What package is wanted.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Want {
    /// One with nothing wrong: for no profile of the format has it errors or warnings. Everything
    /// that is legal occurs: files and columns that may be absent, every word of a vocabulary,
    /// words of one's own, quotes and commas, long ids, letters of many languages, any line ends.
    Valid,
    /// One that breaks this rule, for the [`profile`] that reports it, and as few others as can
    /// be: mostly none.
    Breaking(&'static Rule),
    /// One that no one would send who means well: formulas, control characters, bytes that are
    /// not UTF-8, quotes that are not closed, ids of 256 letters, files without rows or headers.
    Hostile,
    /// Any bytes under the names of the format's files.
    Any,
}

/// A small package.
///
/// ```
/// use arbitrary::Unstructured;
/// use roster_core::{Options, catalogue, check, generate::{self, Want}};
/// # use roster_core::{Each, Format, Hint, Id, Profile, Record, Text, col, file, table};
/// # table! {
/// #     /// Schools.
/// #     pub struct School = file("School.csv").required().each(&[Each::School]) => {
/// #         /// Names the school.
/// #         sis_id: Id = col("SIS ID").required().id(),
/// #         /// What it is called.
/// #         name: Text = col("Name").required().hint(Hint::Name),
/// #     }
/// # }
/// # static SPEC: Profile = Profile::new("spec", "The format's own text.", &[]);
/// # static FORMAT: Format = Format::new("schools", "Schools", "made up", &[School::TABLE], &[&SPEC]);
///
/// let mut bytes = Unstructured::new(b"any bytes: the fewer, the smaller the package");
/// let package = generate::package(&FORMAT, Want::Breaking(&catalogue::REQUIRED_VALUE), &mut bytes)?;
///
/// let mut findings = Vec::new();
/// check(&FORMAT, &package, &Options::new(), &mut findings);
/// assert!(findings.iter().all(|finding| finding.rule == &catalogue::REQUIRED_VALUE));
/// assert_eq!(findings.len(), 1);
/// # Ok::<(), arbitrary::Error>(())
/// ```
///
/// # Errors
///
/// [`Error::IncorrectFormat`] if no package of the format breaks the rule as far as can be seen
/// ([`can_break`]), or if the format says things across cells that its [`Each`](crate::Each)s and
/// [`Hint`](crate::Hint)s do not lead to.
pub fn package(
    format: &'static Format,
    want: Want,
    u: &mut Unstructured<'_>,
) -> arbitrary::Result<Memory> {
    let draft = match want {
        Want::Valid => valid::valid(format, &steps(u)),
        Want::Breaking(rule) => breaking(format, rule, &steps(u)),
        Want::Hostile => hostile::hostile(format, &steps(u)),
        Want::Any => return hostile::any(format, u),
    };
    Ok(draft.ok_or(Error::IncorrectFormat)?.package())
}

/// Whether [`package`] can make a package that breaks a rule. It tries, which takes a while.
///
/// No package breaks a rule that no profile of the format reports, or one about what the format
/// does not have, such as a manifest; nor [`UNREADABLE_FILE`](crate::catalogue::UNREADABLE_FILE),
/// since what is in memory can be read.
pub fn can_break(format: &'static Format, rule: &'static Rule) -> bool {
    breaking(format, rule, &[]).is_some()
}

/// The profile for which [`Want::Breaking`] breaks a rule: the first of the format that reports
/// it.
pub fn profile(format: &'static Format, rule: &'static Rule) -> Option<&'static Profile> {
    fault::profile(format, rule)
}

/// A package that breaks a rule: the one that the steps lead to, if it can; else one with more in
/// it.
fn breaking(format: &'static Format, rule: &'static Rule, steps: &[Step]) -> Option<Draft> {
    fault::profile(format, rule)?;
    let turn = steps.iter().fold(0, |turn, step| turn * 31 % 65521 + u64::from(step.what));
    let bases: [&dyn Fn() -> Option<Draft>; 3] =
        [&|| valid::valid(format, steps), &|| valid::with_all_files(format), &|| {
            valid::with_all_columns(format)
        }];
    let mut best: Option<Broken> = None;
    for base in bases {
        let Some(broken) = base().and_then(|base| fault::broken(&base, rule, turn)) else {
            continue;
        };
        if best.as_ref().is_none_or(|best| broken.others < best.others) {
            best = Some(broken);
        }
        if best.as_ref().is_some_and(|best| best.others == 0) {
            break;
        }
    }
    best.map(|broken| broken.draft)
}
