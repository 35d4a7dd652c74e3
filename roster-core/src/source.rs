//! Where the bytes of a package come from.

use alloc::{string::String, vec::Vec};
use core::fmt;

/// The files of a package: whole, and readable again and again.
///
/// A folder and an archive are sources of the program that opens them; this crate does no I/O.
pub trait Source {
    /// How many files there are.
    fn len(&self) -> usize;
    /// Whether there are none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// The name of one, without folders.
    fn name(&self, file: usize) -> &str;
    /// Its bytes.
    ///
    /// # Errors
    ///
    /// [`Unreadable`]; a finding says so, and checking goes on with the other files.
    fn read(&self, file: usize) -> Result<&[u8], Unreadable>;
}

/// A file whose bytes could not be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreadable;

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the file could not be read")
    }
}

impl core::error::Error for Unreadable {}

/// A package in memory.
///
/// ```
/// use roster_core::{Memory, Source};
///
/// let package = Memory::new().file("School.csv", "SIS ID,Name\n");
/// assert_eq!(package.name(0), "School.csv");
/// assert_eq!(package.read(0), Ok(&b"SIS ID,Name\n"[..]));
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Memory {
    files: Vec<(String, Vec<u8>)>,
}

impl Memory {
    /// A package without files.
    pub fn new() -> Self {
        Self::default()
    }
    /// The package with one file more.
    pub fn file(mut self, name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        self.files.push((name.into(), bytes.into()));
        self
    }
    /// The bytes of the file with this name, to change.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut Vec<u8>> {
        self.files.iter_mut().find(|(of, _)| of == name).map(|(_, bytes)| bytes)
    }
    /// Takes a file out.
    pub fn remove(&mut self, name: &str) {
        self.files.retain(|(of, _)| of != name);
    }
}

impl Source for Memory {
    fn len(&self) -> usize {
        self.files.len()
    }
    fn name(&self, file: usize) -> &str {
        &self.files[file].0
    }
    fn read(&self, file: usize) -> Result<&[u8], Unreadable> {
        self.files.get(file).map(|(_, bytes)| bytes.as_slice()).ok_or(Unreadable)
    }
}

impl fmt::Debug for Memory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.files.iter().map(|(name, bytes)| (name, bytes.len()))).finish()
    }
}
