#![cfg_attr(fuzzing, no_main)]
//! See [`fuzz::check::sds`].

fuzz::target!(fuzz::check::sds);
