#![cfg_attr(fuzzing, no_main)]
//! See [`fuzz::zip::run`].

fuzz::target!(fuzz::zip::run);
