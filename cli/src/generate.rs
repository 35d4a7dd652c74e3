//! `rosterlens generate`.

use std::{fs, io, iter, process::ExitCode};

use oneroster_model::json::binding;
use roster_core::{
    Format, Memory, Rule, Source,
    generate::{self, District},
};
use roster_mapping::{Options, cross};

use crate::{Failure, args::Generate, format, out::write, print, progress::Waiting, rules};

pub(crate) fn run(args: &Generate) -> Result<ExitCode, Failure> {
    let format = format(&args.format)?;
    let rule = args.breaking.as_deref().map(rule).transpose()?;
    let out = args.out.display();
    if fs::symlink_metadata(&args.out).is_ok() {
        return Err(Failure(format!("{out} is there already; name a folder or file that is not")));
    }
    let (students, seed) = (args.students.get(), args.seed);
    // collections say what the CSV files of their version say
    let csv = binding(format).map(|binding| binding.csv);
    let district = District::new(csv.unwrap_or(format), students, seed);
    let waiting = Waiting::new("generating");
    let mut told = String::new();
    let written = match (rule, csv) {
        (Some(rule), Some(_)) => return Err(cannot_break(rule, format.id)),
        (None, Some(csv)) => write_all(args, &in_json(csv, format, &district)),
        (None, None) => write(&args.out, |to| {
            let mut files = district.files();
            files.try_for_each(|file| {
                to.file(file, &mut district.lines(file).map(String::into_bytes))
            })
        }),
        (Some(rule), None) => {
            let (package, profile) = district
                .breaking(rule)
                .zip(generate::profile(format, rule))
                .ok_or_else(|| cannot_break(rule, format.id))?;
            told = format!(
                "It breaks {} {}: `rosterlens check {out} --format {} --profile {}` tells where.\n",
                rule.code, rule.name, format.id, profile.id
            );
            write_all(args, &package)
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

/// The district of a CSV format in the JSON of the same version.
fn in_json(csv: &'static Format, json: &'static Format, district: &District) -> Memory {
    cross(csv, json, &district.package(), &Options::default()).package
}

fn write_all(args: &Generate, package: &Memory) -> io::Result<(u64, u64)> {
    write(&args.out, |to| {
        (0..package.len()).try_for_each(|file| {
            let bytes = package.read(file).unwrap_or_default();
            to.file(package.name(file), &mut iter::once(bytes.to_vec()))
        })
    })
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
