//! What a path leads to: a folder or a zip archive, as a source of files.

use std::{
    fs::{self, File},
    io::{self, BufReader, Read, Seek},
    num::NonZeroUsize,
    path::{Path, PathBuf},
};

use roster_core::{Memory, Source, Unreadable};

use crate::{Failure, archive::Archive, folder::Folder};

/// What a zip archive begins with: a file in it, or, where it has none, its end.
const ZIP: [[u8; 4]; 2] = [*b"PK\x03\x04", *b"PK\x05\x06"];

/// The files of a package.
pub(crate) enum Package {
    /// In a folder.
    Folder(Folder),
    /// In a zip archive.
    Archive(Box<Archive>),
    /// One file by itself: the path, and the file.
    Document(PathBuf, Memory),
}

impl Package {
    /// Opens a folder or a zip archive; which of the two it is, its content tells and not its name.
    pub(crate) fn open(path: &Path) -> Result<Self, Failure> {
        let package = Package::open_any(path)?;
        package.by_itself()?;
        Ok(package)
    }

    /// An error if it is a file by itself.
    pub(crate) fn by_itself(&self) -> Result<(), Failure> {
        match self {
            Package::Document(path, _) => Err(Failure(format!(
                "cannot read {}: it is a file, and no zip archive; give the folder that it is in, \
                 or a zip archive of that folder's files",
                path.display()
            ))),
            _ => Ok(()),
        }
    }

    /// The same, or a file that is neither, by itself.
    pub(crate) fn open_any(path: &Path) -> Result<Self, Failure> {
        if !fs::metadata(path).is_ok_and(|found| found.is_file()) {
            return Folder::open(path).map(Package::Folder);
        }
        let cannot = |error: io::Error| Failure(format!("cannot read {}: {error}", path.display()));
        let mut file = File::open(path).map_err(cannot)?;
        let mut first = Vec::new();
        Read::by_ref(&mut file).take(4).read_to_end(&mut first).map_err(cannot)?;
        if !ZIP.iter().any(|zip| first == zip) {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let bytes = fs::read(path).map_err(cannot)?;
            return Ok(Package::Document(path.into(), Memory::new().file(name, bytes)));
        }
        file.rewind().map_err(cannot)?;
        Archive::open(path, BufReader::new(file)).map(|archive| Package::Archive(Box::new(archive)))
    }

    /// Reads large files with so many threads at once, where that can be done.
    pub(crate) fn threads(&mut self, threads: NonZeroUsize) {
        if let Package::Folder(folder) = self {
            folder.threads(threads);
        }
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        match self {
            Package::Folder(folder) => folder.path(),
            Package::Archive(archive) => archive.path(),
            Package::Document(path, _) => path,
        }
    }
    /// The size of all files.
    pub(crate) fn size(&self) -> u64 {
        match self {
            Package::Folder(folder) => folder.size(),
            Package::Archive(archive) => archive.size(),
            Package::Document(_, file) => file.read(0).map_or(0, |bytes| bytes.len() as u64),
        }
    }
    /// Says on standard error what is in it that is passed over.
    pub(crate) fn mention(&self) {
        match self {
            Package::Folder(folder) => folder.mention_folders(),
            Package::Archive(archive) => archive.mention(),
            Package::Document(..) => {}
        }
    }
    /// An error if reading has shown that the package is not to be read at all; to be asked before
    /// anything is made of what was read.
    pub(crate) fn refused(&self) -> Result<(), Failure> {
        match self {
            Package::Folder(_) | Package::Document(..) => Ok(()),
            Package::Archive(archive) => archive.refused(),
        }
    }

    fn source(&self) -> &dyn Source {
        match self {
            Package::Folder(folder) => folder,
            Package::Archive(archive) => archive.as_ref(),
            Package::Document(_, file) => file,
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
