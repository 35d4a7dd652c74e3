//! A folder as a source of files.

use std::{
    cell::OnceCell,
    fs,
    io::{self, Read, Seek, SeekFrom},
    num::NonZeroUsize,
    path::{Path, PathBuf},
    thread,
};

use roster_core::{Source, Unreadable};

use crate::Failure;

/// The files of a folder, by name; each is read when it is first asked for, and kept.
pub(crate) struct Folder {
    path: PathBuf,
    files: Vec<File>,
    /// Folders inside, which are not read.
    folders: Vec<String>,
    /// How many threads may read a large file at once.
    threads: NonZeroUsize,
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
        let mut folder = Folder {
            path: path.into(),
            files: Vec::new(),
            folders: Vec::new(),
            threads: NonZeroUsize::MIN,
        };
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

    /// Reads a large file with so many threads at once.
    pub(crate) fn threads(&mut self, threads: NonZeroUsize) {
        self.threads = threads;
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
        let read = || whole(&file.path, self.threads).ok();
        file.bytes.get_or_init(read).as_deref().ok_or(Unreadable)
    }
}

/// All of a file. A large one is read in parts, each by a thread of its own: most of the time goes into
/// getting the memory.
fn whole(path: &Path, threads: NonZeroUsize) -> io::Result<Vec<u8>> {
    /// Of fewer bytes, another thread is not worth its while.
    const LEAST: usize = 1 << 23;
    let size = usize::try_from(fs::metadata(path)?.len()).unwrap_or(0);
    let parts = threads.get().min(size / LEAST);
    let in_parts = (parts > 1).then(|| in_parts(path, size, parts));
    // whatever is wrong with that, such as that it has just become another file, has its error there
    in_parts.and_then(Result::ok).map_or_else(|| fs::read(path), Ok)
}

/// A file of this size; an error if it is of another.
fn in_parts(path: &Path, size: usize, parts: usize) -> io::Result<Vec<u8>> {
    // an error where a vector of zeros would end the program
    Vec::<u8>::new().try_reserve_exact(size)?;
    let mut bytes = vec![0; size];
    let length = size.div_ceil(parts).max(1);
    let read = |nth: usize, part: &mut [u8]| {
        let mut file = fs::File::open(path)?;
        file.seek(SeekFrom::Start(nth as u64 * length as u64))?;
        file.read_exact(part)
    };
    let read = &read;
    let mut parts = bytes.chunks_mut(length).enumerate();
    let first = parts.next();
    thread::scope(|scope| {
        let spawn = |(nth, part)| {
            let thread = thread::Builder::new();
            thread.spawn_scoped(scope, move || read(nth, part))
        };
        let others: Vec<_> = parts.map(spawn).collect();
        // instead of waiting, this thread reads too
        first.map_or(Ok(()), |(nth, part)| read(nth, part))?;
        others.into_iter().try_for_each(|thread| {
            thread?.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        })
    })?;
    match fs::metadata(path)?.len() == size as u64 {
        true => Ok(bytes),
        false => Err(io::ErrorKind::UnexpectedEof.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_in_parts_is_the_file() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
        let bytes = fs::read(&path).expect("it is there");
        for parts in [1, 2, 3, 7, 64] {
            let read = in_parts(&path, bytes.len(), parts).expect("it can be read");
            assert_eq!(read, bytes, "{parts}");
        }
        for size in [bytes.len() - 1, bytes.len() + 1] {
            assert!(in_parts(&path, size, 2).is_err(), "it has another size");
        }
    }
}
