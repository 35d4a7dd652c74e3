#![cfg_attr(fuzzing, no_main)]
//! See [`fuzz::sheet`].

fuzz::target!(fuzz::sheet::run);
