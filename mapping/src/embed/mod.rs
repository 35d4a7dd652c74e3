//! What is carried, in the package itself: cells of home in columns that are added abroad.
//!
//! A cell that would not come back rides in the row abroad that stands for the same record, in a
//! column that says whose it is: [`name`]. Coming home it is put back wherever what came by itself
//! is still what it was: [`text`]. Which rows stand for the same record follows from the links of
//! the two formats: [`seat`]. An id that is spelt otherwise abroad rides as well, and is spelt as
//! at home again wherever it stands.
//!
//! Secrets never ride, nor does what the strictest consumers at home would call an error.

mod arrive;
mod leave;
mod name;
mod seat;
mod spelling;
mod text;

pub(crate) use arrive::Arrivals;
pub(crate) use leave::embed;
pub(crate) use name::is_of;
