#![cfg_attr(fuzzing, no_main)]
//! See [`fuzz::sheet::run`].

fuzz::target!(fuzz::sheet::run);
