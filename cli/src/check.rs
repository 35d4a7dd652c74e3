//! `rosterlens check`.

use std::{
    io::{self, IsTerminal},
    process::ExitCode,
};

use roster_core::{
    Format, Limit, Memory, Options, Profile, Source, Unreadable,
    render::{Human, Report, human, json, sarif},
};
use sds_model::{
    CREATE_USERS,
    profile::{Steering, check_file},
};

use crate::{
    Failure,
    args::{Check, Output},
    document_format,
    package::Package,
    print,
    progress::Watched,
    recognise, recognise_document,
    sync_profile::Sync,
};

pub(crate) fn run(args: &Check) -> Result<ExitCode, Failure> {
    let mut package = Package::open_any(&args.path)?;
    package.threads(args.threads());
    package.mention();
    let format = format_of(&package, args.format.as_deref())?;
    let mut options =
        Options::new().limit(Limit::per_rule(args.limit)).threads(args.threads().get());
    if let Some(id) = &args.profile {
        options = options.profile(consumer(format, id)?);
    }
    if args.no_lints {
        options = options.no_lints();
    }
    if args.create_users {
        options = options.flag(CREATE_USERS);
    }

    let sync = args.sync_profile.as_deref().map(|path| Sync::open(path, format)).transpose()?;
    let steering = sync.as_ref().and_then(|sync| Steering::of(sync.profile.as_ref()?, format));
    if let Some(steering) = steering {
        options = steering.options(options);
    }

    let mut watched = Watched::new(package.size());
    let mut summary = roster_core::check(format, &package, &options, &mut watched);
    package.refused()?;
    if summary.files.iter().all(|file| package.read(file.file).is_err()) {
        let path = args.path.display();
        return Err(Failure(format!(
            "{path}: none of its files could be read; may you read them, and are they whole?"
        )));
    }
    let mut findings = std::mem::take(&mut watched.findings);
    drop(watched);
    if let Some(steering) = steering {
        steering.check(&package, &options, &mut summary, &mut findings);
    }
    let with = WithProfile { package: &package, profile: sync.as_ref().map(|sync| &sync.file) };
    if sync.is_some() {
        check_file(&with, package.len(), &options, &mut summary, &mut findings);
    }
    let report = Report::new(format, &with, &options, summary, findings);

    let text = match args.output {
        Output::Human => {
            let color = io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
            let mut text = human(&report, &Human::default().reveal(args.reveal).color(color));
            if let Some(finding) = report.findings.first() {
                let code = finding.rule.code;
                text.push_str(&format!("`rosterlens explain {code}` tells more of a code.\n"));
            }
            text
        }
        Output::Json => json(&report) + "\n",
        Output::Sarif => sarif(&report) + "\n",
    };
    print(&text)?;
    Ok(if report.summary.totals.error == 0 { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// The format of what is to be checked: of a package, or of a document.
fn format_of(package: &Package, named: Option<&str>) -> Result<&'static Format, Failure> {
    let document = match named {
        Some(id) => document_format(id),
        None => recognise_document(package),
    };
    match document {
        Some(format) => Ok(format),
        None => package.by_itself().and_then(|()| recognise(package, named)),
    }
}

/// A package, and behind its files the profile that it is to be synced with.
struct WithProfile<'p> {
    package: &'p Package,
    profile: Option<&'p Memory>,
}

impl Source for WithProfile<'_> {
    fn len(&self) -> usize {
        self.package.len() + self.profile.map_or(0, Memory::len)
    }
    fn name(&self, file: usize) -> &str {
        match self.profile {
            Some(profile) if file >= self.package.len() => profile.name(file - self.package.len()),
            _ => self.package.name(file),
        }
    }
    fn read(&self, file: usize) -> Result<&[u8], Unreadable> {
        match self.profile {
            Some(profile) if file >= self.package.len() => profile.read(file - self.package.len()),
            _ => self.package.read(file),
        }
    }
}

fn consumer(format: &'static Format, id: &str) -> Result<&'static Profile, Failure> {
    format.profile(id).ok_or_else(|| {
        let known =
            format.profiles.iter().map(|profile| format!("{} ({})", profile.id, profile.doc));
        let known = known.collect::<Vec<_>>().join(", ");
        Failure(format!("{} has no profile `{id}`; it has: {known}", format.id))
    })
}
