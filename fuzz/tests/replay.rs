//! Every input ever kept, run through its target.

use std::{fs, panic, path::Path};

fn replay(folder: &str) -> Vec<(&'static str, usize)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut counts = Vec::new();
    for (name, run) in fuzz::TARGETS {
        let Ok(entries) = fs::read_dir(root.join(name)) else {
            counts.push((*name, 0));
            continue;
        };
        let mut files: Vec<_> = entries.map(|entry| entry.expect("readable").path()).collect();
        files.sort();
        for file in &files {
            let bytes = fs::read(file).expect("readable");
            let held = panic::catch_unwind(|| run(&bytes));
            assert!(held.is_ok(), "{} breaks a law", file.display());
        }
        counts.push((*name, files.len()));
    }
    counts
}

#[test]
fn seeds() {
    for (target, count) in replay("seeds") {
        assert!(count > 0, "no seed for {target}");
    }
}

#[test]
fn regressions() {
    replay("regressions");
}

/// What fuzzing kept here, if it did: for the coverage of it alone.
#[test]
#[ignore = "takes minutes"]
fn corpus() {
    replay("corpus");
}

/// A folder that no target reads would look as if it were tested.
#[test]
fn no_folder_is_orphaned() {
    for folder in ["seeds", "regressions"] {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let Ok(entries) = fs::read_dir(root) else { continue };
        for entry in entries {
            let name = entry.expect("readable").file_name();
            assert!(fuzz::TARGETS.iter().any(|(target, _)| name == *target), "{name:?}");
        }
    }
}
