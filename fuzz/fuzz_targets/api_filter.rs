#![cfg_attr(fuzzing, no_main)]
//! See [`fuzz::api::filter`].

fuzz::target!(fuzz::api::filter);
