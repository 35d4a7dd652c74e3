#![cfg_attr(fuzzing, no_main)]
//! See [`fuzz::json::run`].

fuzz::target!(fuzz::json::run);
