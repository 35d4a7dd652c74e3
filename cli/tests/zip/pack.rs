//! What the tests make archives with.

use std::{
    fs,
    io::{Cursor, Write},
    path::{Path, PathBuf},
    process::Output,
};

pub(crate) use crate::common::{Scratch, run, text};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// Names and bytes.
pub(crate) type Files = Vec<(String, Vec<u8>)>;

pub(crate) fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../samples")
}

/// The files of a folder, by name.
pub(crate) fn files(folder: &Path) -> Files {
    let entries = fs::read_dir(folder).expect("readable").map(|entry| entry.expect("readable"));
    let read = |entry: fs::DirEntry| {
        let bytes = fs::read(entry.path()).expect("readable");
        (entry.file_name().into_string().expect("UTF-8"), bytes)
    };
    let mut files: Vec<_> = entries.map(read).collect();
    files.sort();
    files
}
/// The files of the clean V1 sample, in the folder `under` of an archive.
pub(crate) fn clean(under: &str) -> Files {
    let named = |(name, bytes)| (format!("{under}{name}"), bytes);
    files(&samples().join("sds-v1")).into_iter().map(named).collect()
}
/// The same with a file more.
pub(crate) fn clean_and(name: &str, bytes: &[u8]) -> Files {
    [clean(""), vec![(name.into(), bytes.into())]].concat()
}

pub(crate) fn zipped(files: &Files, method: CompressionMethod) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(method);
    for (name, bytes) in files {
        match name.ends_with('/') {
            true => zip.add_directory(name.as_str(), options).expect("added"),
            false => zip.start_file(name.as_str(), options).expect("added"),
        }
        zip.write_all(bytes).expect("written");
    }
    zip.finish().expect("finished").into_inner()
}
pub(crate) fn deflated(files: &Files) -> Vec<u8> {
    zipped(files, CompressionMethod::Deflated)
}
pub(crate) fn stored(files: &Files) -> Vec<u8> {
    zipped(files, CompressionMethod::Stored)
}
/// The bytes with one text replaced by another of its length, wherever it stands.
pub(crate) fn patched(mut bytes: Vec<u8>, from: &[u8], to: &[u8]) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let found: Vec<_> = (0..bytes.len()).filter(|at| bytes[*at..].starts_with(from)).collect();
    assert!(!found.is_empty(), "nothing to patch");
    found.iter().for_each(|at| bytes[*at..*at + to.len()].copy_from_slice(to));
    bytes
}
/// The same in the headers of one entry, `local` and `central` bytes behind their beginning.
pub(crate) fn header(
    mut bytes: Vec<u8>,
    name: &str,
    local: usize,
    central: usize,
    to: &[u8],
) -> Vec<u8> {
    let starts = |at: usize, magic: &[u8], fixed: usize| {
        bytes[at..].starts_with(magic)
            && bytes.get(at + fixed..).is_some_and(|rest| rest.starts_with(name.as_bytes()))
    };
    let find = |magic: &[u8], fixed| (0..bytes.len()).find(|at| starts(*at, magic, fixed));
    let (here, there) = (find(b"PK\x03\x04", 30).expect("local"), find(b"PK\x01\x02", 46));
    let there = there.expect("central");
    bytes[here + local..here + local + to.len()].copy_from_slice(to);
    bytes[there + central..there + central + to.len()].copy_from_slice(to);
    bytes
}

impl Scratch {
    /// Checks an archive of these bytes.
    pub(crate) fn check(&self, zip: &[u8]) -> Output {
        let path = self.path("package");
        fs::write(&path, zip).expect("written");
        run(&["check", &path, "--output", "json"])
    }
    /// Asserts that an archive is refused with exit status 2, and with these words.
    pub(crate) fn refused(&self, zip: &[u8], words: &[&str]) {
        let out = self.check(zip);
        let told = text(&out.stderr);
        assert_eq!(out.status.code(), Some(2), "{words:?}: {told}");
        assert_eq!(text(&out.stdout), "", "{words:?}");
        assert!(told.contains("error: ") && told.contains("package: "), "{told}");
        words.iter().for_each(|word| assert!(told.contains(word), "{word} in {told}"));
        assert!(!told.contains("panicked"), "{told}");
        assert_eq!(fs::read_dir(&self.0).expect("readable").count(), 1, "nothing is written");
    }
}
