//! The patch of two packages makes the one of the other, whatever they are; written and read it is
//! the same; and it can be applied to any third package.
//!
//! The first byte of the input chooses the format; the byte FD parts three packages, of pieces
//! with the byte FE between.

use roster_mapping::patch::{Patch, diff};

use crate::package::of_pieces;

/// Runs the laws on three packages.
///
/// # Panics
///
/// If a law is broken.
pub fn run(data: &[u8]) {
    let Some((&choice, data)) = data.split_first() else { return };
    let formats = roster_mapping::formats();
    let format = formats[usize::from(choice) % formats.len()];
    let mut packages = data.split(|b| *b == 0xFD).map(|data| of_pieces(format, data));
    let mut next = || packages.next().unwrap_or_default();
    let (rebuilt, home, edited) = (next(), next(), next());

    let patch = diff(format, &rebuilt, &home);
    let outcome = patch.apply(&rebuilt);
    assert!(outcome.package == home, "{}: the patch makes home", format.id);
    assert_eq!(outcome.lost, []);
    assert!(diff(format, &home, &home).is_empty(), "nothing differs from itself");

    let mut written = Vec::new();
    patch.write(&mut written);
    let (read, rest) = Patch::read(format, &written).expect("what was written can be read");
    assert!(read == patch && rest.is_empty(), "{}: written and read", format.id);
    // whatever stands there, there is an outcome, and the same one again
    let one = read.apply(&edited);
    assert_eq!(one, read.apply(&edited));
    // bytes of no one are a patch or none, and one that can be applied
    if let Ok((any, _)) = Patch::read(format, data) {
        any.apply(&rebuilt);
    }
}
