//! Writing packages: folders, and zip archives.

use std::{
    fs::{self, File},
    io::{self, BufWriter, Write},
    path::Path,
};

use zip::{ZipWriter, write::SimpleFileOptions};

/// Where files are written to.
pub(crate) enum To<'p> {
    Folder { path: &'p Path, files: u64, bytes: u64 },
    Archive { zip: Box<ZipWriter<BufWriter<File>>>, files: u64, bytes: u64 },
}

impl To<'_> {
    /// Writes a file, piece by piece.
    pub(crate) fn file(
        &mut self,
        name: &str,
        pieces: &mut dyn Iterator<Item = Vec<u8>>,
    ) -> io::Result<()> {
        let mut folder;
        let (out, files, bytes): (&mut dyn Write, _, _) = match self {
            To::Folder { path, files, bytes } => {
                folder = BufWriter::new(File::create_new(path.join(name))?);
                (&mut folder, files, bytes)
            }
            To::Archive { zip, files, bytes } => {
                zip.start_file(name, SimpleFileOptions::default().large_file(true))?;
                (zip, files, bytes)
            }
        };
        *files += 1;
        for piece in pieces {
            *bytes += piece.len() as u64;
            out.write_all(&piece)?;
        }
        out.flush()
    }
}

/// Writes a folder, or an archive if the name ends so: first under another name beside it, then
/// all at once, so that an interrupted run leaves nothing half-written. Says how many files, and
/// how many bytes are in them.
pub(crate) fn write(
    out: &Path,
    fill: impl FnOnce(&mut To<'_>) -> io::Result<()>,
) -> io::Result<(u64, u64)> {
    let name = out.file_name().ok_or(io::ErrorKind::InvalidInput)?;
    let partial = format!(".{}.{}.partial", name.to_string_lossy(), std::process::id());
    let partial = out.with_file_name(partial);
    let zipped = out.extension().is_some_and(|end| end.eq_ignore_ascii_case("zip"));
    let (files, bytes) = (0, 0);
    let mut to = if zipped {
        let zip = Box::new(ZipWriter::new(BufWriter::new(File::create_new(&partial)?)));
        To::Archive { zip, files, bytes }
    } else {
        fs::create_dir(&partial)?;
        To::Folder { path: &partial, files, bytes }
    };
    let written = fill(&mut to).and_then(|()| match to {
        To::Folder { files, bytes, .. } => Ok((files, bytes)),
        To::Archive { zip, files, bytes } => {
            zip.finish()?.flush()?;
            Ok((files, bytes))
        }
    });
    let written = written.and_then(|counts| fs::rename(&partial, out).map(|()| counts));
    if written.is_err() {
        // the first error is the one to tell
        let _ = if zipped { fs::remove_file(&partial) } else { fs::remove_dir_all(&partial) };
    }
    written
}
