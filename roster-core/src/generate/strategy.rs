//! Packages as a strategy of property tests.

use alloc::vec::Vec;

use arbitrary::Unstructured;
use proptest::{collection::vec, prelude::*};

use super::{Want, package};
use crate::{format::Standard, source::Memory};

/// More steps than this make packages larger, not other.
const STEPS: usize = 64;

/// Packages of a format with nothing wrong, from the least that the format allows to such as have
/// a few of everything. What fails shrinks to the least package that fails.
///
/// ```
/// use proptest::prelude::*;
/// use roster_core::{Options, Standard, check, generate::any_package};
/// # use roster_core::{Format, Id, Profile, Record, col, file, standards, table};
/// # table! {
/// #     /// Schools.
/// #     pub struct School = file("School.csv").required() => {
/// #         /// Names the school.
/// #         sis_id: Id = col("SIS ID").required().id(),
/// #     }
/// # }
/// # static SPEC: Profile = Profile::new("spec", "The format's own text.", &[]);
/// # static SCHOOLS: Format = Format::new("s", "S", "made up", &[School::TABLE], &[&SPEC]);
/// # standards! {
/// #     /// A list of schools.
/// #     pub enum Schools = SCHOOLS;
/// # }
///
/// proptest! {
///     # #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() })]
///     # /*
///     #[test]
///     # */
///     fn my_importer_takes_what_is_valid(package in any_package::<Schools>()) {
///         // here your own importer; this is the check
///         let summary = check(Schools::FORMAT, &package, &Options::new(), &mut Vec::new());
///         prop_assert_eq!(summary.totals.error, 0);
///     }
/// }
/// # my_importer_takes_what_is_valid();
/// ```
pub fn any_package<F: Standard>() -> impl Strategy<Value = Memory> {
    any_package_with::<F>(Want::Valid)
}

/// Packages of a format, of the kind that is wanted.
///
/// Where there is none, because no package of the format breaks the rule that is wanted
/// ([`can_break`](super::can_break)), the test gives up and says so.
pub fn any_package_with<F: Standard>(want: Want) -> impl Strategy<Value = Memory> {
    // whole steps, so that what shrinks leaves the others as they are
    let step = (1..=u8::MAX, any::<[u8; 4]>());
    vec(step, 0..STEPS).prop_filter_map("a package that breaks the rule", move |steps| {
        let bytes: Vec<u8> =
            steps.iter().flat_map(|(what, at)| [&[*what][..], at].concat()).collect();
        package(F::FORMAT, want, &mut Unstructured::new(&bytes)).ok()
    })
}
