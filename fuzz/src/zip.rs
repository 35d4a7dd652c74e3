//! An archive is read within limits, or refused; nothing in it reaches beyond it.
//!
//! The input is the bytes of the archive.

use std::{collections::BTreeSet, io::Cursor};

use roster_core::{Memory, Options, Source, check, recognise};
use rosterlens::Archive;

/// How many times its size an archive may unpack to; and what any may.
const RATIO: usize = 1000;
const FREE: usize = 1 << 20;

/// Runs the laws on an archive.
///
/// # Panics
///
/// If a law is broken.
pub fn run(data: &[u8]) {
    let Ok(archive) = Archive::open("input".as_ref(), Cursor::new(data.to_vec())) else { return };
    let mut names = BTreeSet::new();
    let mut package = Memory::new();
    for file in 0..archive.len() {
        let name = archive.name(file);
        assert!(names.insert(name), "a name twice");
        assert!(!name.is_empty() && !name.contains(['/', '\\', '\0']), "a name that is a path");
        assert!(name != "." && name != "..", "a name that is a folder");
        match archive.read(file) {
            Ok(bytes) => {
                let most = FREE.max(data.len().saturating_mul(RATIO));
                assert!(bytes.len() <= most, "more than an archive may unpack to");
                assert_eq!(archive.read(file), Ok(bytes), "the same again");
                package = package.file(name, bytes);
            }
            Err(_) => assert!(archive.refused().is_err(), "what cannot be read is told"),
        }
    }
    if archive.refused().is_err() {
        return;
    }
    // zipped or not, it is the same package
    let Some(format) = recognise(&roster_mapping::formats(), &archive) else { return };
    let (mut zipped, mut plain) = (Vec::new(), Vec::new());
    let one = check(format, &archive, &Options::new(), &mut zipped);
    let other = check(format, &package, &Options::new(), &mut plain);
    assert_eq!((one, zipped), (other, plain));
}
