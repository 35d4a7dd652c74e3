//! The command as a person runs it, and folders to run it in.
#![allow(dead_code, reason = "each test uses a part")]

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
    sync::atomic::{AtomicU32, Ordering},
};

pub(crate) fn run(args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rosterlens"));
    command.args(args).output().expect("the command starts")
}
pub(crate) fn text(bytes: &[u8]) -> &str {
    str::from_utf8(bytes).expect("UTF-8")
}
pub(crate) fn sample(name: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../samples").join(name);
    root.to_str().expect("UTF-8").into()
}

/// A folder of its own for a test, gone when the test is.
pub(crate) struct Scratch(pub(crate) PathBuf);

impl Scratch {
    pub(crate) fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let n = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("rosterlens-test-{}-{n}", std::process::id());
        let path = std::env::temp_dir().join(name);
        fs::create_dir(&path).expect("a new folder");
        Scratch(path)
    }
    pub(crate) fn path(&self, name: &str) -> String {
        self.0.join(name).to_str().expect("UTF-8").into()
    }
}
impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The names and bytes of a folder's files.
pub(crate) fn files(folder: &str) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(folder).expect("readable").map(|entry| entry.expect("readable"));
    let read = |entry: fs::DirEntry| {
        let bytes = fs::read(entry.path()).expect("readable");
        (entry.file_name().into_string().expect("UTF-8"), bytes)
    };
    let mut files: Vec<_> = entries.map(read).collect();
    files.sort();
    files
}
