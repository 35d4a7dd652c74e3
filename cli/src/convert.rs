//! `rosterlens convert`.

use std::{
    fs, io,
    path::{Path, PathBuf},
    process::ExitCode,
};

use roster_core::{Memory, Source};
use roster_mapping::{
    Carry, Converted, Options, Sidecar, convert,
    patch::{Lost, LostKind},
};

use crate::{
    Failure,
    args::{self, Convert},
    format, ledger,
    package::Package,
    print,
    progress::Waiting,
    recognise,
};

pub(crate) fn run(args: &Convert) -> Result<ExitCode, Failure> {
    let to = format(&args.to)?;
    let options = options(args.school_year.as_deref())?;
    let carried = beside(&args.out);
    for path in [Some(&args.out), Some(&carried), args.ledger.as_ref()].into_iter().flatten() {
        if fs::symlink_metadata(path).is_ok() {
            let path = path.display();
            return Err(Failure(format!("{path} is there already; name one that is not")));
        }
    }
    let package = Package::open(&args.path)?;
    let sidecar = sidecar(&args.path);
    // what is carried knows what the package is
    let told =
        sidecar.as_ref().and_then(|sidecar| sidecar.formats().last().map(|format| format.id));
    let from = recognise(&package, args.from.as_deref().or(told))?;
    package.mention();
    for file in 0..package.len() {
        package.read(file).map_err(|unreadable| {
            Failure(format!("{}: {unreadable}", args.path.join(package.name(file)).display()))
        })?;
    }
    package.refused()?;

    let carry = match args.carry {
        args::Carry::Sidecar => Carry::Sidecar,
        args::Carry::None => Carry::Nothing,
    };
    let waiting = Waiting::new("converting");
    let done = match from.id == to.id {
        true => same(&package, sidecar.as_ref(), carry),
        false => convert(from, to, &package, sidecar.as_ref(), carry, &options),
    };
    drop(waiting);
    report(args, &done);
    stays_within(&done.package)?;

    let cannot = |path: &Path, error: io::Error| {
        Failure(format!("cannot write {}: {error}", path.display()))
    };
    let sidecar = done.sidecar.as_ref().map(Sidecar::write);
    if let Some(path) = &args.ledger {
        let json = path.extension().is_some_and(|end| end.eq_ignore_ascii_case("json"));
        let text = if json { ledger::json(&done.ledger) } else { ledger::text(&done.ledger) };
        fs::write(path, text).map_err(|error| cannot(path, error))?;
    }
    write(&args.out, &done.package, sidecar.as_deref().map(|bytes| (&*carried, bytes)))
        .map_err(|error| cannot(&args.out, error))?;
    let mut text = format!("{}: {} files in {}\n", args.out.display(), done.package.len(), to.id);
    if let Some(bytes) = &sidecar {
        let carried = carried.display();
        text += &format!("{carried}: what {} cannot say, {} bytes\n", to.id, bytes.len());
    }
    print(&text)?;
    Ok(ExitCode::SUCCESS)
}

fn options(school_year: Option<&str>) -> Result<Options, Failure> {
    let Some(text) = school_year else { return Ok(Options::default()) };
    let is_date = |text: &&str| {
        <roster_core::AnyDate as roster_core::Value>::read(text).is_ok() && text.len() == 10
    };
    match text.split_once("..").map(|(first, end)| [first, end]) {
        Some(days) if days.iter().all(is_date) && days[0] < days[1] => {
            Ok(Options::default().in_school_year(days[0], days[1]))
        }
        _ => Err(Failure(format!(
            "`{text}` is no school year; write its first day and the day after its last: \
             2026-08-01..2027-07-31"
        ))),
    }
}

/// The file beside a package in which it carries what its format cannot say.
fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!("{name}.carried"))
}

/// The sidecar of the package, if it has one that can be used.
fn sidecar(path: &Path) -> Option<Sidecar> {
    // `folder/.` and `folder/..` have no name of their own
    let path = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    let path = beside(&path);
    let bytes = fs::read(&path).ok()?;
    let read = Sidecar::read(&bytes);
    if let Err(error) = &read {
        eprintln!("warning: {} is not used: {error}", path.display());
    }
    read.ok()
}

/// A package in its own format: every byte stays, and what it carries with it.
fn same(package: &Package, sidecar: Option<&Sidecar>, carry: Carry) -> Converted {
    let mut copy = Memory::new();
    for file in 0..package.len() {
        copy = copy.file(package.name(file), package.read(file).unwrap_or_default());
    }
    Converted::unchanged(copy, sidecar.filter(|_| carry == Carry::Sidecar).cloned())
}

/// What the reader has to know of the conversion, on standard error.
fn report(args: &Convert, done: &Converted) {
    if done.foreign_sidecar {
        let path = beside(&args.path);
        eprintln!("warning: {} is not used: it is of another package", path.display());
    }
    if !done.lost.is_empty() {
        eprintln!(
            "note: {} of what was carried is not put back, since it was edited or removed abroad:",
            done.lost.len()
        );
        for lost in done.lost.iter().take(20) {
            eprintln!("  {}", told(lost));
        }
        if done.lost.len() > 20 {
            eprintln!("  and {} more", done.lost.len() - 20);
        }
    }
}

fn told(lost: &Lost) -> String {
    let mut place = lost.table.map_or("a file", |table| table.file).to_owned();
    if let Some(row) = lost.row {
        place += &format!(" row {row}");
    }
    if let Some(column) = lost.column {
        place += &format!(" {}", column.header);
    }
    let why = match lost.kind {
        LostKind::CellEdited => "the cell was edited, and the edit stands",
        LostKind::RowGone => "the row was removed, or its key edited",
        LostKind::RowKept => "the row was edited, so it stays",
        LostKind::RequiredGone => "the row needs a record that was removed",
        LostKind::Superseded => "another row with its key was added",
        LostKind::FileEdited => "the file was edited, and the edit stands",
        LostKind::FileKept => "the file was edited, so it stays",
        _ => "it does not fit any more",
    };
    format!("{place}: {why}")
}

/// An error if the name of a file leads out of the folder that it is to be written to: what is
/// carried names files, and comes from whoever sent the package.
fn stays_within(package: &Memory) -> Result<(), Failure> {
    let leads_out = |name: &&str| {
        matches!(*name, "" | "." | "..") || name.contains(['/', '\\', ':']) || name.contains('\0')
    };
    match (0..package.len()).map(|file| package.name(file)).find(leads_out) {
        None => Ok(()),
        Some(name) => Err(Failure(format!(
            "what is carried names a file that leads out of the folder to write ({name:?}); it is \
             forged: convert without it, or have the package sent again"
        ))),
    }
}

/// Writes a folder: first under another name beside it, then all at once, so that an interrupted
/// run leaves nothing half-written. What is carried comes last.
fn write(out: &Path, package: &Memory, carried: Option<(&Path, &[u8])>) -> io::Result<()> {
    let name = out.file_name().ok_or(io::ErrorKind::InvalidInput)?;
    let partial = format!(".{}.{}.partial", name.to_string_lossy(), std::process::id());
    let partial = out.with_file_name(partial);
    let beside = partial.with_extension("carried");
    fs::create_dir(&partial)?;
    let files = (0..package.len()).map(|file| (package.name(file), package.read(file)));
    let mut files = files.map(|(name, bytes)| (name, bytes.unwrap_or_default()));
    let written = files
        .try_for_each(|(name, bytes)| fs::write(partial.join(name), bytes))
        .and_then(|()| carried.map_or(Ok(()), |(_, bytes)| fs::write(&beside, bytes)))
        .and_then(|()| carried.map_or(Ok(()), |(path, _)| fs::rename(&beside, path)))
        .and_then(|()| fs::rename(&partial, out));
    if written.is_err() {
        // the first error is the one to tell
        let _ = fs::remove_dir_all(&partial);
        let _ = fs::remove_file(&beside);
    }
    written
}
