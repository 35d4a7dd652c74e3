//! The REST protocol: laws, and the forms of the specifications one by one.

mod endpoints;
mod filters;
mod links;
mod pages;
mod plans;
mod queries;
#[cfg(feature = "oauth")]
mod signatures;
mod statuses;
