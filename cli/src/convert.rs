//! `rosterlens convert`.

use std::{
    borrow::Cow,
    fs, io,
    path::{Path, PathBuf},
    process::ExitCode,
};

use roster_core::{FileAt, Finding, Memory, Rule, Source};
use roster_mapping::{
    Carry, Converted, DateOrder, Options, Sidecar, Stage, Unusable, convert_watched, rules as r,
};

use crate::{
    Failure,
    args::{self, Convert},
    format, ledger, only,
    out::write,
    package::Package,
    print,
    progress::Waiting,
    recognise,
};

pub(crate) fn run(args: &Convert) -> Result<ExitCode, Failure> {
    let to = format(&args.to)?;
    let options = options(args.school_year.as_deref())?.date_order(match args.date_order {
        args::DateOrder::ByColumn => DateOrder::ByColumn,
        args::DateOrder::DayFirst => DateOrder::DayFirst,
        args::DateOrder::MonthFirst => DateOrder::MonthFirst,
    });
    let only = args.only.as_deref().map(only::statement).transpose()?;
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
        sidecar.as_ref().ok().and_then(|sidecar| sidecar.formats().last().map(|format| format.id));
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
        args::Carry::Embed => Carry::Embed,
        args::Carry::None => Carry::Nothing,
    };
    let waiting = Waiting::staged();
    let mut watch = |stage: Stage| {
        // writing takes a tenth of it
        waiting.now(doing(stage), stage.done() * 9 / 10);
    };
    let filtered = only.map(|only| only.filter(from, &package));
    let (source, sidecar): (&dyn Source, _) = match &filtered {
        // what was left behind on the way here is not put back
        Some(filtered) => (&filtered.package, Err(None)),
        None => (&package, sidecar),
    };
    let mut done = match from.id == to.id {
        true => same(source, sidecar.as_ref().ok(), carry),
        false => {
            convert_watched(from, to, source, sidecar.as_ref().ok(), carry, &options, &mut watch)
        }
    };
    done.ledger.left_out = filtered.as_ref().map(|of| of.left_out.clone()).unwrap_or_default();
    stays_within(&done.package)?;
    waiting.now("writing", 90);
    let story = Story { path: &args.path, source, beside: sidecar.as_ref().err(), done: &done };
    report(&story);
    let cannot = |path: &Path, error: io::Error| {
        Failure(format!("cannot write {}: {error}", path.display()))
    };
    if let Some(path) = &args.ledger {
        let json = path.extension().is_some_and(|end| end.eq_ignore_ascii_case("json"));
        let text = if json { ledger::json(&story) } else { ledger::text(&story) };
        write_file(path, text.as_bytes()).map_err(|error| cannot(path, error))?;
    }
    let beside = done.sidecar.as_ref().map(Sidecar::write);
    let written = write(&args.out, |to| {
        for file in 0..done.package.len() {
            let bytes = done.package.read(file).unwrap_or_default();
            to.file(done.package.name(file), &mut std::iter::once(bytes.to_vec()))?;
        }
        beside.as_ref().map_or(Ok(()), |bytes| write_file(&carried, bytes))
    });
    drop(waiting);
    let (files, bytes) = written.map_err(|error| {
        // it is ours: it was not there before
        let _ = fs::remove_file(&carried);
        cannot(&args.out, error)
    })?;
    let mut text = format!("{}: {files} files in {}, {bytes} bytes\n", args.out.display(), to.id);
    if let Some(bytes) = &beside {
        let carried = carried.display();
        text += &format!("{carried}: what {} cannot say, {} bytes\n", to.id, bytes.len());
    }
    if carry == Carry::Nothing {
        text += &left_behind(&done);
    }
    print(&text)?;
    Ok(ExitCode::SUCCESS)
}

fn doing(stage: Stage) -> &'static str {
    match stage {
        Stage::Crossing => "converting",
        Stage::Returning => "seeing what would come back",
        Stage::Comparing => "comparing",
        _ => "counting",
    }
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

/// Writes a file under another name beside it, and then gives it its own.
fn write_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?.to_string_lossy();
    let partial = path.with_file_name(format!(".{name}.{}.partial", std::process::id()));
    let written = fs::write(&partial, bytes).and_then(|()| fs::rename(&partial, path));
    if written.is_err() {
        let _ = fs::remove_file(&partial);
    }
    written
}

/// What was neither said nor carried, in a line.
fn left_behind(done: &Converted) -> String {
    let count = |rule: &Rule| {
        done.findings.iter().filter(|finding| finding.rule == rule).map(|of| of.count).sum::<u64>()
    };
    let (cells, records, files) =
        (count(&r::VALUE_STAYS_HOME), count(&r::RECORD_STAYS_HOME), count(&r::FILE_STAYS_HOME));
    match cells + records + files {
        0 => String::new(),
        _ => format!(
            "left behind: {cells} cells, {records} records, {files} files; --ledger FILE lists them\n"
        ),
    }
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

/// The sidecar of the package; why not, if there is one that cannot be used.
fn sidecar(path: &Path) -> Result<Sidecar, Option<Unusable>> {
    // `folder/.` and `folder/..` have no name of their own
    let path = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    let path = beside(&path);
    let bytes = fs::read(&path).map_err(|_| None)?;
    Sidecar::read(&bytes).map_err(Some)
}

/// A package in its own format: every byte stays, and what it carries with it.
fn same(package: &dyn Source, sidecar: Option<&Sidecar>, carry: Carry) -> Converted {
    let mut copy = Memory::new();
    for file in 0..package.len() {
        copy = copy.file(package.name(file), package.read(file).unwrap_or_default());
    }
    Converted::unchanged(copy, sidecar.filter(|_| carry != Carry::Nothing).cloned())
}

/// A conversion, and what it was of.
pub(crate) struct Story<'c> {
    path: &'c Path,
    source: &'c dyn Source,
    /// Why there was no sidecar; within, why the one that was there could not be used.
    beside: Option<&'c Option<Unusable>>,
    pub(crate) done: &'c Converted,
}

impl Story<'_> {
    /// Everything that there is to tell.
    pub(crate) fn findings(&self) -> impl Iterator<Item = Cow<'_, Finding>> {
        let beside = self.beside.copied().flatten().map(|unusable| Cow::Owned(unusable.finding()));
        beside.into_iter().chain(self.done.findings.iter().map(Cow::Borrowed))
    }
    /// The name of a finding's file.
    pub(crate) fn file(&self, finding: &Finding) -> Cow<'_, str> {
        match finding.place.file {
            FileAt::Present(file) if r::is_of_outcome(finding.rule) => {
                self.done.package.name(file).into()
            }
            FileAt::Present(file) => self.source.name(file).into(),
            FileAt::Absent(table) => table.file.into(),
            FileAt::Beside => beside(self.path).display().to_string().into(),
            _ => "".into(),
        }
    }
    /// What became of the file beside the source.
    pub(crate) fn sidecar(&self) -> &'static str {
        match self.beside {
            _ if self.done.foreign_sidecar => "of another package",
            None => "used",
            Some(None) => "none",
            Some(Some(_)) => "damaged",
        }
    }
}

/// What the reader has to know of the conversion, on standard error: the ledger tells the rest.
fn report(story: &Story<'_>) {
    const MOST: usize = 20;
    let of_home = [&r::VALUE_STAYS_HOME, &r::RECORD_STAYS_HOME, &r::FILE_STAYS_HOME];
    let told: Vec<_> =
        story.findings().filter(|finding| !of_home.contains(&finding.rule)).collect();
    for finding in told.iter().take(MOST) {
        let file = story.file(finding);
        let line = finding.place.line.map(|line| format!(":{line}")).unwrap_or_default();
        let (level, code, message) =
            (finding.severity.name(), finding.rule.code, finding.message());
        let column = match finding.place.column {
            Some(column) if !finding.rule.message.contains("{column}") => format!(" {column}"),
            _ => String::new(),
        };
        let times = match finding.count {
            many if many > 1 && !finding.rule.message.contains("{count}") => {
                format!(" ({many} times)")
            }
            _ => String::new(),
        };
        eprintln!("{level}[{code}]: {file}{line}{column}: {message}{times}");
        eprintln!("  help: {}", finding.rule.mend);
    }
    if told.len() > MOST {
        eprintln!("note: and {} more; --ledger FILE lists them", told.len() - MOST);
    }
}
