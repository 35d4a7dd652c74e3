#![cfg_attr(fuzzing, no_main)]
//! See [`fuzz::sidecar::run`].

fuzz::target!(fuzz::sidecar::run);
