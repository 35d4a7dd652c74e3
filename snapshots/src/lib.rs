//! Test support of the workspace: the sample packages, and the examples in the rules' pages.

pub mod demo;
pub mod examples;
pub mod matrix;

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use roster_core::{Format, Memory, Rule, catalogue};

/// The root of the workspace.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().expect("the crate lies in the workspace").to_path_buf()
}

/// Every format of the workspace.
pub fn formats() -> Vec<&'static Format> {
    roster_mapping::formats()
}

/// Those whose files are CSV.
pub fn csv_formats() -> Vec<&'static Format> {
    formats().into_iter().filter(|format| format.view.is_none()).collect()
}

/// The rules that packages of those can break.
pub fn csv_rules() -> Vec<&'static Rule> {
    [
        catalogue::RULES,
        catalogue::LINTS,
        sds_model::rules::RULES,
        clever_model::rules::RULES,
        oneroster_model::rules::RULES,
    ]
    .concat()
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

/// Holds a text against the snapshot `snapshots/FOLDER/NAME.snap`.
///
/// # Panics
///
/// If they differ, or there is no such snapshot.
pub fn assert_text(folder: &str, name: &str, text: &str) {
    let mut settings = insta::Settings::new();
    settings.set_snapshot_path(root().join("snapshots").join(folder));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

/// Holds the names of a folder's snapshots against those that there should be, so that none is
/// left behind when what it shows is gone.
///
/// # Panics
///
/// If they differ.
pub fn assert_names(folder: &str, names: &BTreeSet<String>) {
    let entries = fs::read_dir(root().join("snapshots").join(folder)).expect("the folder is there");
    let found: BTreeSet<String> = entries
        .map(|entry| entry.expect("the folder can be read through").file_name())
        .map(|name| name.to_string_lossy().trim_end_matches(".snap").to_owned())
        .collect();
    assert_eq!(&found, names, "snapshots in {folder}, and what they should show");
}
