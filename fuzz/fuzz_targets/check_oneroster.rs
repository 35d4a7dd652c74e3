#![cfg_attr(fuzzing, no_main)]
//! See [`fuzz::check::oneroster`].

fuzz::target!(fuzz::check::oneroster);
