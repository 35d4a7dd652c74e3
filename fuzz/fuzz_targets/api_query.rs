#![cfg_attr(fuzzing, no_main)]
//! See [`fuzz::api::query`].

fuzz::target!(fuzz::api::query);
