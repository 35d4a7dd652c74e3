#![cfg_attr(fuzzing, no_main)]
//! See [`fuzz::patch::run`].

fuzz::target!(fuzz::patch::run);
