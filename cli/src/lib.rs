//! `rosterlens`: checks school roster packages, and turns one format into another.
//!
//! The only crate of the workspace that does input and output; everything else is in the library
//! crates. It is a library too, so that what reads archives from strangers can be attacked by
//! itself: [`Archive`].

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "it is a command")]

mod api;
mod archive;
mod args;
mod check;
mod convert;
mod explain;
mod folder;
mod generate;
mod ledger;
mod mapping;
mod only;
mod out;
mod package;
mod progress;
mod schema;
mod sync_profile;

use std::{
    fmt,
    io::{self, Write},
    process::ExitCode,
};

use clap::Parser;
use roster_core::{Format, Rule, Source};

use crate::{args::Command, package::Package};

pub use crate::archive::Archive;

/// Every format that the command knows, in the order that it lists them.
fn formats() -> Vec<&'static Format> {
    roster_mapping::formats()
}

/// The formats whose files are no tables: they can be checked, and nothing else.
fn document_formats() -> Vec<&'static Format> {
    vec![&sds_model::profile::FORMAT, &sds_model::profile::CONNECTION_VALUES]
}

/// The one of them with this name.
fn document_format(id: &str) -> Option<&'static Format> {
    document_formats().into_iter().find(|format| format.id == id)
}

/// The one that a file by itself, or a folder of JSON files, is of.
fn recognise_document(package: &Package) -> Option<&'static Format> {
    // a file of a package, by itself, is none
    if roster_core::recognise(&formats(), package).is_some() {
        return None;
    }
    let is_json = |file| package.name(file).to_ascii_lowercase().ends_with(".json");
    match package {
        Package::Document(_, file) => {
            sds_model::profile::recognise(file.name(0), file.read(0).unwrap_or_default())
        }
        _ => (!package.is_empty() && (0..package.len()).all(is_json))
            .then_some(&sds_model::profile::FORMAT),
    }
}

/// Every rule, by code.
fn rules() -> Vec<&'static Rule> {
    roster_mapping::rules::catalogues().concat()
}

/// Why a command could not do what it was asked, in words for who gave it: exit status 2.
#[derive(Debug)]
pub struct Failure(String);

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Failure {}

/// Does what the command line says, and gives the exit status.
pub fn run() -> ExitCode {
    let done = match args::Args::parse().command {
        Command::Check(args) => check::run(&args),
        Command::Convert(args) => convert::run(&args),
        Command::Mapping { a, b, json } => mapping::run(&a, &b, json),
        Command::Explain { code } => explain::run(code.as_deref()),
        Command::Schema(args) => schema::run(&args),
        Command::SyncProfile(args) => sync_profile::run(&args),
        Command::Api(args) => api::run(&args),
        Command::Generate(args) => generate::run(&args),
        Command::Formats => print(&explain::formats()).map(|()| ExitCode::SUCCESS),
    };
    done.unwrap_or_else(|failure| {
        eprintln!("error: {failure}");
        ExitCode::from(2)
    })
}

/// Writes to standard output; a reader that has gone away is no error.
fn print(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure(format!("cannot write to standard output: {error}")))
        }
        _ => Ok(()),
    }
}

/// The format with this name.
fn format(id: &str) -> Result<&'static Format, Failure> {
    let known = formats();
    known.iter().copied().find(|format| format.id == id).ok_or_else(|| {
        if document_format(id).is_some() {
            return Failure(format!("{id} can be checked, and nothing else: `rosterlens check`"));
        }
        let ids: Vec<_> = known.iter().map(|format| format.id).collect();
        Failure(format!("there is no format `{id}`; there are: {}", ids.join(", ")))
    })
}

/// The format of a package: the one that the caller names, or the one that its files tell.
fn recognise(package: &Package, named: Option<&str>) -> Result<&'static Format, Failure> {
    let known = formats();
    let format = match named {
        Some(id) => format(id)?,
        None => roster_core::recognise(&known, package).ok_or_else(|| {
            let files = known[0].tables.iter().map(|table| table.file).collect::<Vec<_>>();
            Failure(format!(
                "{}: no file in it has the name of one of a known format, such as {}.\n\
                 Give the folder or zip archive that the CSV files are in; `rosterlens formats` \
                 lists the names.",
                package.path().display(),
                files.join(", ")
            ))
        })?,
    };
    package.refused()?;
    let layout = roster_core::Layout::of(format, package);
    if layout.tables().all(|(_, file)| file.is_none()) {
        let files = format.tables.iter().map(|table| table.file).collect::<Vec<_>>();
        return Err(Failure(format!(
            "{}: none of the files of {} is in it: {}",
            package.path().display(),
            format.id,
            files.join(", ")
        )));
    }
    Ok(format)
}
