//! Whatever the bytes of collections, there is an answer; there and back they are the same to the
//! byte, by way of any format and whatever is carried in the package itself; and there is an answer
//! to any change of the package in the middle.
//!
//! The first byte of the input chooses the version and the format to go by; the rest are files,
//! with the byte FE between, which go to the collections in turn, an empty piece being no file.

use oneroster_model::json::BINDINGS;
use roster_core::{Memory, Options, check};
use roster_mapping::{Carry, Options as How, Sidecar, convert, formats};

use crate::{package::BETWEEN, turn};

/// Runs the laws on a package of any bytes.
///
/// # Panics
///
/// If a law is broken.
pub fn run(data: &[u8]) {
    let Some((&choice, data)) = data.split_first() else { return };
    let binding = BINDINGS[usize::from(choice) % BINDINGS.len()];
    let home = binding.format;
    let others: Vec<_> = formats().into_iter().filter(|other| other.id != home.id).collect();
    let abroad = others[usize::from(choice / 2) % others.len()];
    let pieces = binding.collections.iter().zip(data.split(|b| *b == BETWEEN));
    let package = pieces
        .filter(|(_, piece)| !piece.is_empty())
        .fold(Memory::new(), |package, (of, piece)| package.file(of.members.file, piece));

    for profile in home.profiles {
        check(home, &package, &Options::new().profile(profile), &mut Vec::new());
    }
    let ways = [Carry::Sidecar, Carry::Embed].into_iter().enumerate();
    for (_, carry) in ways.filter(|(nth, _)| turn(data, *nth, 2)) {
        let there = convert(home, abroad, &package, None, carry, &How::default());
        let written = there.sidecar.as_ref().map(Sidecar::write).unwrap_or_default();
        let sidecar = Sidecar::read(&written).expect("what was written can be read");
        let back_with = |package: &Memory| {
            convert(abroad, home, package, Some(&sidecar), carry, &How::default())
        };
        let back = back_with(&there.package);
        assert!(back.package == package, "{} by way of {}, {carry:?}", home.id, abroad.id);
        assert_eq!(back.lost, []);
        // half of each file is gone
        let names: Vec<&str> = abroad.tables.iter().map(|table| table.file).collect();
        let mut edited = there.package;
        for name in names {
            if let Some(bytes) = edited.get_mut(name) {
                bytes.truncate(bytes.len() / 2);
            }
        }
        back_with(&edited);
    }
}
