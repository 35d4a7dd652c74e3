#![cfg_attr(fuzzing, no_main)]
//! See [`fuzz::mapping::run`].

fuzz::target!(fuzz::mapping::run);
