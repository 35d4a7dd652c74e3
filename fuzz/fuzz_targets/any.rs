#![cfg_attr(fuzzing, no_main)]
//! Any of the laws: see [`fuzz::any`].

fuzz::target!(fuzz::any);
