//! Fuzz targets, one law a module. Each is a function of bytes that panics if the law is broken.
//!
//! `cargo test -p fuzz` replays every seed and every regression through its target on the stable
//! compiler. `cargo +nightly fuzz run sheet` looks for new ones; see CONTRIBUTING.md.

use std::sync::OnceLock;

pub mod api;
pub mod check;
pub mod edits;
pub mod generate;
pub mod json;
pub mod manifest;
pub mod mapping;
mod package;
pub mod patch;
pub mod profile;
pub mod sheet;
pub mod sidecar;
pub mod values;
pub mod yours;
pub mod zip;

/// A target: what is run on bytes.
pub type Run = fn(&[u8]);

/// Every target, with its name. Seeds are in `seeds/NAME/`, found faults in `regressions/NAME/`.
pub const TARGETS: &[(&str, Run)] = &[
    ("api_answer", api::answer),
    ("api_filter", api::filter),
    ("api_query", api::query),
    ("check_clever", check::clever),
    ("check_oneroster", check::oneroster),
    ("check_sds", check::sds),
    ("edits", edits::run),
    ("generate", generate::run),
    ("json", json::run),
    ("manifest", manifest::run),
    ("mapping", mapping::run),
    ("mapping_made_up", mapping::made_up),
    ("patch", patch::run),
    ("profile", profile::run),
    ("sheet", sheet::run),
    ("sidecar", sidecar::run),
    ("values", values::run),
    ("yours", yours::run),
    ("zip", zip::run),
];

/// Whether it is an input's turn for a law that costs much: while fuzzing that of one in `of`, by its
/// length, and of all when they are replayed.
pub(crate) fn turn(data: &[u8], nth: usize, of: usize) -> bool {
    !cfg!(fuzzing) || data.len() % of == nth
}

/// Runs the target that the environment variable `LAW` names, so that one build can fuzz them all.
///
/// # Panics
///
/// If the law is broken, or if there is no such target.
pub fn any(data: &[u8]) {
    static LAW: OnceLock<Run> = OnceLock::new();
    let law = LAW.get_or_init(|| {
        let name = std::env::var("LAW").unwrap_or_default();
        let found = TARGETS.iter().find(|(target, _)| *target == name);
        found.unwrap_or_else(|| panic!("LAW={name}: no such target")).1
    });
    law(data);
}

/// Defines `main` for a target: libFuzzer's under cargo-fuzz; otherwise one that replays the
/// files it is given.
#[macro_export]
macro_rules! target {
    ($run:path) => {
        #[cfg(fuzzing)]
        libfuzzer_sys::fuzz_target!(|data: &[u8]| $run(data));
        #[cfg(not(fuzzing))]
        fn main() -> std::io::Result<()> {
            for file in std::env::args_os().skip(1) {
                $run(&std::fs::read(file)?);
            }
            Ok(())
        }
    };
}
