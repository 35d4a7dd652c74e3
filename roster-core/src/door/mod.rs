//! Doors to the ecosystem, each behind a feature of its own.

#[cfg(feature = "csv")]
pub mod csv;
#[cfg(feature = "serde")]
pub(crate) mod serde;

/// What `table!` adds to a record type without the feature `serde`: nothing.
#[cfg(not(feature = "serde"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __serde {
    ($name:ident) => {};
}
