#![cfg_attr(fuzzing, no_main)]
//! See [`fuzz::profile::run`].

fuzz::target!(fuzz::profile::run);
