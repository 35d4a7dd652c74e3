//! A folder as a source of files.

use std::{
    cell::OnceCell,
    fs, io,
    path::{Path, PathBuf},
};

use roster_core::{Source, Unreadable};

use crate::Failure;

/// The files of a folder, by name; each is read when it is first asked for, and kept.
pub(crate) struct Folder {
    path: PathBuf,
    files: Vec<File>,
    /// Folders inside, which are not read.
    folders: Vec<String>,
}

struct File {
    name: String,
    path: PathBuf,
    bytes: OnceCell<Option<Vec<u8>>>,
    size: u64,
}

impl Folder {
    pub(crate) fn open(path: &Path) -> Result<Self, Failure> {
        let cannot = |error: io::Error| Failure(format!("cannot read {}: {error}", path.display()));
        let mut folder = Folder { path: path.into(), files: Vec::new(), folders: Vec::new() };
        for entry in fs::read_dir(path).map_err(cannot)? {
            let entry = entry.map_err(cannot)?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let size = match fs::metadata(entry.path()) {
                Ok(found) if found.is_dir() => {
                    folder.folders.push(name);
                    continue;
                }
                Ok(found) if !found.is_file() => continue,
                Ok(found) => found.len(),
                // it is there, and reading it will say why not
                Err(_) => 0,
            };
            folder.files.push(File { name, path: entry.path(), bytes: OnceCell::new(), size });
        }
        folder.files.sort_by(|a, b| a.name.cmp(&b.name));
        folder.folders.sort();
        Ok(folder)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }
    /// The size of all files.
    pub(crate) fn size(&self) -> u64 {
        self.files.iter().map(|file| file.size).sum()
    }
    /// Says on standard error which folders inside are passed over.
    pub(crate) fn mention_folders(&self) {
        for name in &self.folders {
            eprintln!("note: the folder {} in it is not read", self.path.join(name).display());
        }
    }
}

impl Source for Folder {
    fn len(&self) -> usize {
        self.files.len()
    }
    fn name(&self, file: usize) -> &str {
        &self.files[file].name
    }
    fn read(&self, file: usize) -> Result<&[u8], Unreadable> {
        let file = &self.files[file];
        file.bytes.get_or_init(|| fs::read(&file.path).ok()).as_deref().ok_or(Unreadable)
    }
}
