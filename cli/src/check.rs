//! `rosterlens check`.

use std::{
    io::{self, IsTerminal},
    process::ExitCode,
};

use roster_core::{
    Format, Limit, Options, Profile, Source,
    render::{Human, Report, human, json, sarif},
};
use sds_model::CREATE_USERS;

use crate::{
    Failure,
    args::{Check, Output},
    document_format,
    package::Package,
    print,
    progress::Watched,
    recognise,
};

pub(crate) fn run(args: &Check) -> Result<ExitCode, Failure> {
    let documents = args.format.as_deref().and_then(document_format);
    let package = match documents {
        Some(_) => Package::open_any(&args.path)?,
        None => Package::open(&args.path)?,
    };
    package.mention();
    let format = match documents {
        Some(format) => format,
        None => recognise(&package, args.format.as_deref())?,
    };
    let mut options = Options::new().limit(Limit::per_rule(args.limit));
    if let Some(id) = &args.profile {
        options = options.profile(profile(format, id)?);
    }
    if args.no_lints {
        options = options.no_lints();
    }
    if args.create_users {
        options = options.flag(CREATE_USERS);
    }

    let mut watched = Watched::new(package.size());
    let summary = roster_core::check(format, &package, &options, &mut watched);
    package.refused()?;
    if summary.files.iter().all(|file| package.read(file.file).is_err()) {
        let path = args.path.display();
        return Err(Failure(format!(
            "{path}: none of its files could be read; may you read them, and are they whole?"
        )));
    }
    let findings = std::mem::take(&mut watched.findings);
    drop(watched);
    let report = Report::new(format, &package, &options, summary, findings);

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

fn profile(format: &'static Format, id: &str) -> Result<&'static Profile, Failure> {
    format.profile(id).ok_or_else(|| {
        let known =
            format.profiles.iter().map(|profile| format!("{} ({})", profile.id, profile.doc));
        let known = known.collect::<Vec<_>>().join(", ");
        Failure(format!("{} has no profile `{id}`; it has: {known}", format.id))
    })
}
