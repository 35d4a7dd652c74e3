#![cfg_attr(fuzzing, no_main)]
//! See [`fuzz::check`].

fuzz::target!(fuzz::check::run);
