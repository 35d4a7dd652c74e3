//! `rosterlens generate`.

use std::{
    fs::{self, File},
    io::{self, BufWriter, Write},
    path::Path,
    process::ExitCode,
};

use roster_core::{
    Rule, Source,
    generate::{self, District},
};
use zip::{ZipWriter, write::SimpleFileOptions};

use crate::{Failure, args::Generate, format, print, progress::Waiting, rules};

pub(crate) fn run(args: &Generate) -> Result<ExitCode, Failure> {
    let format = format(&args.format)?;
    let rule = args.breaking.as_deref().map(rule).transpose()?;
    let out = args.out.display();
    if fs::symlink_metadata(&args.out).is_ok() {
        return Err(Failure(format!("{out} is there already; name a folder or file that is not")));
    }
    let (students, seed) = (args.students.get(), args.seed);
    let district = District::new(format, students, seed);
    let waiting = Waiting::new("generating");
    let mut told = String::new();
    let written = match rule {
        None => write(&args.out, |to| {
            let mut files = district.files();
            files.try_for_each(|file| {
                to.file(file, &mut district.lines(file).map(String::into_bytes))
            })
        }),
        Some(rule) => {
            let (package, profile) = district
                .breaking(rule)
                .zip(generate::profile(format, rule))
                .ok_or_else(|| cannot_break(rule, format.id))?;
            told = format!(
                "It breaks {} {}: `rosterlens check {out} --format {} --profile {}` tells where.\n",
                rule.code, rule.name, format.id, profile.id
            );
            write(&args.out, |to| {
                (0..package.len()).try_for_each(|file| {
                    let bytes = package.read(file).unwrap_or_default();
                    to.file(package.name(file), &mut std::iter::once(bytes.to_vec()))
                })
            })
        }
    };
    drop(waiting);
    let (files, bytes) =
        written.map_err(|error| Failure(format!("cannot write {out}: {error}")))?;
    print(&format!(
        "{out}: {students} students in {}, seed {seed}: {files} files, {bytes} bytes\n{told}",
        format.id
    ))?;
    Ok(ExitCode::SUCCESS)
}

/// The rule with this code or name.
fn rule(code: &str) -> Result<&'static Rule, Failure> {
    let same = |rule: &&Rule| rule.code.eq_ignore_ascii_case(code) || rule.name == code;
    rules().into_iter().find(same).ok_or_else(|| {
        Failure(format!("there is no rule `{code}`; `rosterlens explain` lists them all"))
    })
}

fn cannot_break(rule: &Rule, format: &str) -> Failure {
    Failure(format!(
        "no such package of {format} breaks {} {}: the format does not have what it is about, no \
         profile reports it, or the district is too small or has no place for it",
        rule.code, rule.name
    ))
}

/// Where files are written to.
enum To<'p> {
    Folder { path: &'p Path, files: u64, bytes: u64 },
    Archive { zip: Box<ZipWriter<BufWriter<File>>>, files: u64, bytes: u64 },
}

impl To<'_> {
    /// Writes a file, piece by piece.
    fn file(&mut self, name: &str, pieces: &mut dyn Iterator<Item = Vec<u8>>) -> io::Result<()> {
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
fn write(out: &Path, fill: impl FnOnce(&mut To<'_>) -> io::Result<()>) -> io::Result<(u64, u64)> {
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
