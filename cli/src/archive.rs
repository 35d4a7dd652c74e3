//! A zip archive as a source of files.
//!
//! Archives come from strangers. Nothing is written to disk, nothing that an archive says of
//! itself is believed where it matters, and one that is over a limit is refused as a whole.

mod limits;
mod names;

use std::{
    cell::{OnceCell, RefCell},
    fmt,
    io::{self, Read, Seek},
    path::{Path, PathBuf},
};

use roster_core::{Source, Unreadable};
use zip::ZipArchive;

use self::names::Names;
use crate::Failure;

/// Where the bytes of an archive are read from.
trait Bytes: Read + Seek {}
impl<T: Read + Seek> Bytes for T {}

type Zip = ZipArchive<Box<dyn Bytes>>;

/// The files of a zip archive, by name; each is decompressed when it is first asked for, and kept.
///
/// ```
/// // an archive with nothing in it
/// let bytes = [b"PK\x05\x06".as_slice(), &[0; 18]].concat();
/// let opened = rosterlens::Archive::open("empty.zip".as_ref(), std::io::Cursor::new(bytes));
/// let why = opened.unwrap_err().to_string();
/// assert!(why.starts_with("empty.zip: there are no files in the archive"));
/// ```
pub struct Archive {
    path: PathBuf,
    zip: RefCell<Zip>,
    files: Vec<Entry>,
    /// What to tell of the archive before it is read.
    notes: Vec<String>,
    /// Why the archive is not to be read after all.
    refusal: OnceCell<String>,
}

struct Entry {
    name: String,
    /// Its place in the archive.
    index: usize,
    /// Its size uncompressed, as the archive says.
    size: u64,
    bytes: OnceCell<Option<Vec<u8>>>,
}

impl Archive {
    /// Reads what an archive says of itself; `path` is what errors call it.
    ///
    /// # Errors
    ///
    /// Where it is no archive, is over a limit, or says of itself what cannot be.
    pub fn open(path: &Path, file: impl Read + Seek + 'static) -> Result<Self, Failure> {
        let shown = path.display();
        let file: Box<dyn Bytes> = Box::new(file);
        let mut zip = ZipArchive::new(file).map_err(|error| {
            Failure(format!(
                "{shown}: it begins like a zip archive, but is none that can be read ({error}); it \
                 may have been cut off on its way: fetch or make it again"
            ))
        })?;
        if zip.has_duplicate_names() {
            let (start, mut file) = (zip.central_directory_start(), zip.into_inner());
            let name = names::repeated(&mut file, start);
            return Err(Failure(format!("{shown}: {}", names::twice(name.as_deref()))));
        }
        let refused = |why: String| Failure(format!("{shown}: {why}"));
        limits::hold(&mut zip).map_err(refused)?;
        let names = Names::of(&zip).map_err(refused)?;
        let mut notes = names.notes();
        if zip.validate_header_consistency().is_err() {
            notes.push(
                "the archive says different things of its files in different places; other \
                 programs may read it otherwise: make it again"
                    .into(),
            );
        }
        let mut files = Vec::new();
        for (name, index) in names.into_files() {
            let size = zip.by_index_data(index).map_or(0, |entry| entry.size());
            files.push(Entry { name, index, size, bytes: OnceCell::new() });
        }
        let (path, zip) = (path.into(), RefCell::new(zip));
        Ok(Archive { path, zip, files, notes, refusal: OnceCell::new() })
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }
    /// The size of all files, uncompressed.
    pub(crate) fn size(&self) -> u64 {
        self.files.iter().map(|file| file.size).sum()
    }
    /// Says on standard error what is odd about the archive, and what in it is passed over.
    pub(crate) fn mention(&self) {
        for note in &self.notes {
            eprintln!("note: {note}");
        }
    }
    /// Whether an entry was not what the archive says of it; to be asked when all is read, and
    /// before anything is made of it.
    ///
    /// # Errors
    ///
    /// If one was.
    pub fn refused(&self) -> Result<(), Failure> {
        match self.refusal.get() {
            Some(why) => Err(Failure(format!("{}: {why}", self.path.display()))),
            None => Ok(()),
        }
    }

    /// Decompresses an entry; one that is not what the archive says of it makes the whole archive
    /// one that is not to be read.
    fn decompress(&self, entry: &Entry) -> Option<Vec<u8>> {
        match unpack(&mut self.zip.borrow_mut(), entry) {
            Ok(bytes) => Some(bytes),
            Err(error) => {
                // the first is the one to tell
                let _ = self.refusal.set(format!(
                    "the entry {:?} cannot be unpacked ({error}); the archive is damaged or \
                     forged: fetch or make it again",
                    entry.name
                ));
                None
            }
        }
    }
}

/// The bytes of an entry: neither more nor fewer than the archive says that there are.
fn unpack(zip: &mut Zip, entry: &Entry) -> io::Result<Vec<u8>> {
    let file = zip.by_index(entry.index)?;
    let mut bytes = Vec::new();
    let size = usize::try_from(entry.size).map_err(io::Error::other)?;
    bytes.try_reserve_exact(size).map_err(io::Error::other)?;
    file.take(entry.size.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() == size {
        return Ok(bytes);
    }
    let than = if bytes.len() > size { "more" } else { "less" };
    Err(io::Error::other(format!("it is {than} than the {size} bytes that it should be")))
}

impl fmt::Debug for Archive {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Archive ({} files)", self.files.len())
    }
}

impl Source for Archive {
    fn len(&self) -> usize {
        self.files.len()
    }
    fn name(&self, file: usize) -> &str {
        &self.files[file].name
    }
    fn read(&self, file: usize) -> Result<&[u8], Unreadable> {
        let file = &self.files[file];
        file.bytes.get_or_init(|| self.decompress(file)).as_deref().ok_or(Unreadable)
    }
}
