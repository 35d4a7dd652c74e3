//! What a path leads to: a folder or a zip archive, as a source of files.

use std::{
    fs::{self, File},
    io::{self, BufReader, Read, Seek},
    path::Path,
};

use roster_core::{Source, Unreadable};

use crate::{Failure, archive::Archive, folder::Folder};

/// What a zip archive begins with: a file in it, or, where it has none, its end.
const ZIP: [[u8; 4]; 2] = [*b"PK\x03\x04", *b"PK\x05\x06"];

/// The files of a package.
pub(crate) enum Package {
    /// In a folder.
    Folder(Folder),
    /// In a zip archive.
    Archive(Box<Archive>),
}

impl Package {
    /// Opens a folder or a zip archive; which of the two it is, its content tells and not its name.
    pub(crate) fn open(path: &Path) -> Result<Self, Failure> {
        if !fs::metadata(path).is_ok_and(|found| found.is_file()) {
            return Folder::open(path).map(Package::Folder);
        }
        let cannot = |error: io::Error| Failure(format!("cannot read {}: {error}", path.display()));
        let mut file = File::open(path).map_err(cannot)?;
        let mut first = Vec::new();
        Read::by_ref(&mut file).take(4).read_to_end(&mut first).map_err(cannot)?;
        if !ZIP.iter().any(|zip| first == zip) {
            let path = path.display();
            return Err(Failure(format!(
                "cannot read {path}: it is a file, and no zip archive; give the folder that it is \
                 in, or a zip archive of that folder's files"
            )));
        }
        file.rewind().map_err(cannot)?;
        Archive::open(path, BufReader::new(file)).map(|archive| Package::Archive(Box::new(archive)))
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        match self {
            Package::Folder(folder) => folder.path(),
            Package::Archive(archive) => archive.path(),
        }
    }
    /// The size of all files.
    pub(crate) fn size(&self) -> u64 {
        match self {
            Package::Folder(folder) => folder.size(),
            Package::Archive(archive) => archive.size(),
        }
    }
    /// Says on standard error what is in it that is passed over.
    pub(crate) fn mention(&self) {
        match self {
            Package::Folder(folder) => folder.mention_folders(),
            Package::Archive(archive) => archive.mention(),
        }
    }
    /// An error if reading has shown that the package is not to be read at all; to be asked before
    /// anything is made of what was read.
    pub(crate) fn refused(&self) -> Result<(), Failure> {
        match self {
            Package::Folder(_) => Ok(()),
            Package::Archive(archive) => archive.refused(),
        }
    }

    fn source(&self) -> &dyn Source {
        match self {
            Package::Folder(folder) => folder,
            Package::Archive(archive) => archive.as_ref(),
        }
    }
}

impl Source for Package {
    fn len(&self) -> usize {
        self.source().len()
    }
    fn name(&self, file: usize) -> &str {
        self.source().name(file)
    }
    fn read(&self, file: usize) -> Result<&[u8], Unreadable> {
        self.source().read(file)
    }
}
