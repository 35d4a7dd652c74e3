#![cfg_attr(fuzzing, no_main)]
//! See [`fuzz::mapping`].

fuzz::target!(fuzz::mapping::run);
