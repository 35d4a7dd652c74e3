#![cfg_attr(fuzzing, no_main)]
//! See [`fuzz::check::clever`].

fuzz::target!(fuzz::check::clever);
