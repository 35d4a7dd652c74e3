#![cfg_attr(fuzzing, no_main)]
//! See [`fuzz::mapping::made_up`].

fuzz::target!(fuzz::mapping::made_up);
