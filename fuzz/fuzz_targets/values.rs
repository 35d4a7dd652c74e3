#![cfg_attr(fuzzing, no_main)]
//! See [`fuzz::values::run`].

fuzz::target!(fuzz::values::run);
