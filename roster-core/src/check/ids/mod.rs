//! Ids and other texts as numbers: small, exact, and never slow, whatever they are.
//!
//! An attacker may choose every id of a package. So nothing here counts on luck: a table gives up
//! after a few steps and goes on in an ordered map, and what is told apart by a fingerprint is only
//! ever a candidate, which is then compared letter by letter.

mod exact;
mod join;
mod key;
mod print;
mod repeats;
mod seen;
mod texts;

pub(super) use exact::{Exact, present};
pub(super) use join::Join;
pub(super) use key::{Key, canonical};
pub(super) use print::Print;
pub(super) use repeats::Repeats;
pub(super) use seen::{Seen, join};
pub(super) use texts::Texts;

/// Bits without a pattern, of which the last one is set.
const ODD: u64 = 0x9E37_79B9_7F4A_7C15;

/// Spreads what differs in a few bits over the first ones.
#[inline]
pub(super) fn spread(bits: u64) -> u64 {
    bits.wrapping_mul(ODD)
}
