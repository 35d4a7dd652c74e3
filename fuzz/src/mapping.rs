//! There and back, a package is the same to the byte, whatever the bytes are; and there it is
//! valid if it was at home.
//!
//! The first byte of the input chooses the two formats. In [`run`] the rest is a package: pieces,
//! with the byte FE between, which go to the files of the format in turn, an empty piece being no
//! file. In [`made_up`] a package is made up of the rest, with nothing wrong or with much.

use roster_core::{Format, Memory, generate::Want};
use roster_mapping::{Carry, Options, Sidecar, convert};

use crate::package::{self, is_valid, of_pieces, two_formats};

/// Runs the laws on a package of any bytes.
///
/// # Panics
///
/// If a law is broken.
pub fn run(data: &[u8]) {
    let Some((&choice, data)) = data.split_first() else { return };
    let Some((home, abroad)) = two_formats(choice) else { return };
    there_and_back(home, abroad, &of_pieces(home, data));
    // bytes that are no sidecar are refused, whatever they are
    assert!(Sidecar::read(data).is_err());
}

/// Runs the laws on a package that is made up.
///
/// # Panics
///
/// If a law is broken.
pub fn made_up(data: &[u8]) {
    let [choice, hostile, steps @ ..] = data else { return };
    let Some((home, abroad)) = two_formats(*choice) else { return };
    let want = if hostile % 2 == 0 { Want::Valid } else { Want::Hostile };
    there_and_back(home, abroad, &package::made_up(home, want, steps));
}

fn there_and_back(home: &'static Format, abroad: &'static Format, package: &Memory) {
    let options = Options::default();
    let there = convert(home, abroad, package, None, Carry::Sidecar, &options);
    if is_valid(home, package) {
        assert!(is_valid(abroad, &there.package), "{} as {}", home.id, abroad.id);
    }
    let written = there.sidecar.as_ref().map(Sidecar::write).unwrap_or_default();
    let sidecar = Sidecar::read(&written).expect("what was written can be read");
    let back = convert(abroad, home, &there.package, Some(&sidecar), Carry::Sidecar, &options);
    assert!(back.package == *package, "{} by way of {}", home.id, abroad.id);
    assert_eq!(back.lost, []);
    assert!(back.sidecar.is_none(), "at home nothing is carried");
}
