#![cfg_attr(fuzzing, no_main)]
//! See [`fuzz::yours::run`].

fuzz::target!(fuzz::yours::run);
