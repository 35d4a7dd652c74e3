#![cfg_attr(fuzzing, no_main)]
//! See [`fuzz::edits::run`].

fuzz::target!(fuzz::edits::run);
