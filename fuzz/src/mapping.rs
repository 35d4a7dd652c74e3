//! There and back, a package is the same to the byte, whatever the bytes are; and there it is
//! valid if it was at home.
//!
//! The input is a package: one byte chooses the two formats; then pieces, with the byte FE between,
//! go to the files of the format in turn. An empty piece is no file.

use roster_core::{Format, Memory, Options, check};
use roster_mapping::{Carry, Sidecar, convert, formats};

/// Runs the laws on a package.
///
/// # Panics
///
/// If a law is broken.
pub fn run(data: &[u8]) {
    let Some((&choice, data)) = data.split_first() else { return };
    let formats = formats();
    let pick = |n: u8| formats[usize::from(n) % formats.len()];
    let (home, abroad) = (pick(choice & 15), pick(choice >> 4));
    if home.id == abroad.id {
        return;
    }
    let pieces = home.tables.iter().zip(data.split(|b| *b == 0xFE));
    let package = pieces
        .filter(|(_, piece)| !piece.is_empty())
        .fold(Memory::new(), |package, (table, piece)| package.file(table.file, piece));

    let options = roster_mapping::Options::default();
    let there = convert(home, abroad, &package, None, Carry::Sidecar, &options);
    if errors(home, &package) == 0 {
        assert_eq!(errors(abroad, &there.package), 0, "{} as {}", home.id, abroad.id);
    }
    let written = there.sidecar.as_ref().map(Sidecar::write).unwrap_or_default();
    let sidecar = Sidecar::read(&written).expect("what was written can be read");
    let back = convert(abroad, home, &there.package, Some(&sidecar), Carry::Sidecar, &options);
    assert!(back.package == package, "{} by way of {}", home.id, abroad.id);
    assert_eq!(back.lost, []);
    assert!(back.sidecar.is_none(), "at home nothing is carried");
    // bytes that are no sidecar are refused, whatever they are
    assert!(Sidecar::read(data).is_err());
}

/// Errors for any consumer of the format.
fn errors(format: &'static Format, package: &Memory) -> u64 {
    let of = |profile| {
        let options = Options::new().profile(profile).no_lints();
        check(format, package, &options, &mut Vec::new()).totals.error
    };
    format.profiles.iter().map(|profile| of(profile)).sum()
}
