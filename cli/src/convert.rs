//! `rosterlens convert`.

use std::{fs, io, path::Path, process::ExitCode};

use roster_core::{Layout, Sheet, Source};

use crate::{Failure, args::Convert, format, package::Package, print, recognise};

pub(crate) fn run(args: &Convert) -> Result<ExitCode, Failure> {
    let to = format(&args.to)?;
    let package = Package::open(&args.path)?;
    let from = recognise(&package, args.from.as_deref())?;
    if from.id != to.id {
        return Err(Failure(format!(
            "the package is {}, and it can only be written in its own format so far, not as {}",
            from.id, to.id
        )));
    }
    if fs::symlink_metadata(&args.out).is_ok() {
        let out = args.out.display();
        return Err(Failure(format!("{out} is there already; name a folder that is not")));
    }
    package.mention();

    let layout = Layout::of(from, &package);
    let mut files = Vec::new();
    for file in 0..package.len() {
        let name = package.name(file);
        let bytes = package.read(file).map_err(|unreadable| {
            Failure(format!("{}: {unreadable}", args.path.join(name).display()))
        })?;
        let known = layout.tables().any(|(_, of)| of == Some(file));
        files.push((name, if known { Sheet::parse(bytes).write() } else { bytes.to_vec() }));
    }
    write(&args.out, &files)
        .map_err(|error| Failure(format!("cannot write {}: {error}", args.out.display())))?;
    print(&format!("{}: {} files in {}\n", args.out.display(), files.len(), to.id))?;
    Ok(ExitCode::SUCCESS)
}

/// Writes a folder: first under another name beside it, then all at once, so that an interrupted
/// run leaves nothing half-written.
fn write(out: &Path, files: &[(&str, Vec<u8>)]) -> io::Result<()> {
    let name = out.file_name().ok_or(io::ErrorKind::InvalidInput)?;
    let partial = format!(".{}.{}.partial", name.to_string_lossy(), std::process::id());
    let partial = out.with_file_name(partial);
    fs::create_dir(&partial)?;
    let written = files
        .iter()
        .try_for_each(|(name, bytes)| fs::write(partial.join(name), bytes))
        .and_then(|()| fs::rename(&partial, out));
    if written.is_err() {
        // the first error is the one to tell
        let _ = fs::remove_dir_all(&partial);
    }
    written
}
