#![cfg_attr(fuzzing, no_main)]
//! See [`fuzz::api::answer`].

fuzz::target!(fuzz::api::answer);
