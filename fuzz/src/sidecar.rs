//! No sidecar, forged or damaged, keeps a package from being converted.
//!
//! The first two bytes of the input choose two formats and how long the package's part is; of that
//! a package is made up. What is behind it is laid over the package's own sidecar, whose checksum
//! is then made right again.

use roster_core::generate::Want;
use roster_mapping::{Carry, Options, Sidecar, convert};

use crate::package::{made_up, two_formats};

/// Runs the laws on a forged sidecar.
///
/// # Panics
///
/// If a law is broken.
pub fn run(data: &[u8]) {
    // bytes of no one
    if let Ok(read) = Sidecar::read(data) {
        assert_eq!(read.write(), data, "what can be read is written alike");
    }
    let [choice, length, data @ ..] = data else { return };
    let Some((home, abroad)) = two_formats(*choice) else { return };
    let (steps, forged) = data.split_at(usize::from(*length).min(data.len()));
    let package = made_up(home, Want::Valid, steps);
    let options = Options::default();
    let there = convert(home, abroad, &package, None, Carry::Sidecar, &options);
    let Some(own) = there.sidecar.as_ref().map(Sidecar::write) else { return };

    let mut bytes = own.clone();
    // three bytes an edit: where, in two, and what
    for edit in forged.chunks_exact(3) {
        let at = usize::from(u16::from_le_bytes([edit[0], edit[1]])) % bytes.len();
        bytes[at] = edit[2];
    }
    let end = bytes.len() - own.len().min("end,0123456789abcdef\r\n".len());
    bytes.truncate(end);
    let sum = bytes.iter().fold(0xCBF2_9CE4_8422_2325_u64, |sum, byte| {
        (sum ^ u64::from(*byte)).wrapping_mul(0x100_0000_01B3)
    });
    bytes.extend_from_slice(format!("end,{sum:016x}\r\n").as_bytes());
    let Ok(sidecar) = Sidecar::read(&bytes) else { return };
    let back = convert(abroad, home, &there.package, Some(&sidecar), Carry::Sidecar, &options);
    if bytes == own {
        assert!(back.package == package, "{} by way of {}", home.id, abroad.id);
    }
}
