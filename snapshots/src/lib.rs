//! Test support of the workspace: the sample packages, and the examples in the rules' pages.

pub mod demo;
pub mod examples;

use std::{
    fs,
    path::{Path, PathBuf},
};

use roster_core::Memory;

/// The root of the workspace.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().expect("the crate lies in the workspace").to_path_buf()
}

/// Every file of a folder, which is looked for in the workspace if its path is relative.
///
/// # Panics
///
/// If there is no such folder, or a file in it cannot be read.
pub fn package(dir: impl AsRef<Path>) -> Memory {
    let dir = root().join(dir);
    let entries = fs::read_dir(&dir).unwrap_or_else(|error| panic!("{}: {error}", dir.display()));
    let paths = entries.map(|entry| entry.expect("the folder can be read through").path());
    let mut paths: Vec<PathBuf> = paths.filter(|path| path.is_file()).collect();
    paths.sort();
    paths.iter().fold(Memory::new(), |package, path| {
        let name = path.file_name().expect("a file has a name").to_string_lossy();
        let bytes = fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        package.file(name, bytes)
    })
}
