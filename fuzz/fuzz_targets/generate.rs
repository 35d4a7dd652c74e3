#![cfg_attr(fuzzing, no_main)]
//! See [`fuzz::generate::run`].

fuzz::target!(fuzz::generate::run);
