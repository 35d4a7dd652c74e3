#![cfg_attr(fuzzing, no_main)]
//! See [`fuzz::manifest::run`].

fuzz::target!(fuzz::manifest::run);
