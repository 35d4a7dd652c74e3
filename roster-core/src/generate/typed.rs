//! Packages whose format and kind are their type, for fuzzers that make up values.

use core::{fmt, marker::PhantomData};

use arbitrary::{Arbitrary, Unstructured};

use super::{Want, package};
use crate::{format::Standard, source::Memory};

macro_rules! typed {
    ($($(#[doc = $doc:literal])+ $name:ident = $want:expr;)+) => {$(
        $(#[doc = $doc])+
        pub struct $name<F> {
            /// The package.
            pub package: Memory,
            format: PhantomData<fn() -> F>,
        }
        impl<'a, F: Standard> Arbitrary<'a> for $name<F> {
            fn arbitrary(u: &mut Unstructured<'a>) -> arbitrary::Result<Self> {
                Ok($name { package: package(F::FORMAT, $want, u)?, format: PhantomData })
            }
        }
        impl<F> Clone for $name<F> {
            fn clone(&self) -> Self {
                $name { package: self.package.clone(), format: PhantomData }
            }
        }
        impl<F> fmt::Debug for $name<F> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.package.fmt(f)
            }
        }
    )+};
}

typed! {
    /// A package of `F` with nothing wrong ([`Want::Valid`]).
    ///
    /// ```
    /// use arbitrary::{Arbitrary, Unstructured};
    /// use roster_core::{Options, Standard, check, generate::Valid};
    ///
    /// fn my_law<F: Standard>(made_up: Valid<F>) {
    ///     let summary = check(F::FORMAT, &made_up.package, &Options::new(), &mut Vec::new());
    ///     assert_eq!(summary.totals.error, 0);
    /// }
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
    /// # my_law(Valid::<Schools>::arbitrary(&mut Unstructured::new(b"bytes of a fuzzer")).unwrap());
    /// ```
    Valid = Want::Valid;
    /// A package of `F` that no one would send who means well ([`Want::Hostile`]).
    Hostile = Want::Hostile;
}
