//! `rosterlens explain` and `rosterlens formats`.

use std::{fmt::Write, process::ExitCode};

use roster_core::{Profile, Rule};

use crate::{Failure, document_formats, formats as all_formats, print, rules};

pub(crate) fn run(code: Option<&str>) -> Result<ExitCode, Failure> {
    let text = match code {
        None => list(),
        Some(code) => {
            let same = |rule: &&Rule| rule.code.eq_ignore_ascii_case(code) || rule.name == code;
            let rule = rules().into_iter().find(same).ok_or_else(|| {
                Failure(format!(
                    "there is no rule `{code}`; `rosterlens explain` without a code lists them all"
                ))
            })?;
            page(rule)
        }
    };
    print(&text)?;
    Ok(ExitCode::SUCCESS)
}

fn list() -> String {
    let mut out = String::new();
    for rule in rules() {
        let _ = writeln!(out, "{}  {:24} {}", rule.code, rule.name, rule.summary());
    }
    out
}

fn page(rule: &Rule) -> String {
    let mut out = format!("# {} {}\n\n{}\n", rule.code, rule.name, rule.doc.trim());
    if roster_mapping::rules::RULES.contains(&rule) {
        return out + "\n`rosterlens convert` tells it, whatever the formats.\n";
    }
    let _ = write!(out, "\n## Levels\n\n");
    for format in all_formats().into_iter().chain(document_formats()) {
        let level = |profile: &&Profile| format!("{} {}", profile.id, profile.level(rule));
        let levels: Vec<_> = format.profiles.iter().map(level).collect();
        let _ = writeln!(out, "- {}: {}", format.id, levels.join(", "));
    }
    if !rule.silences.is_empty() {
        let codes: Vec<_> = rule.silences.iter().map(|rule| rule.code).collect();
        let _ = write!(out, "\nAt the same place it silences {}.\n", codes.join(", "));
    }
    out
}

/// One format a line, its name first.
pub(crate) fn formats() -> String {
    let mut out = String::new();
    for format in all_formats() {
        let files: Vec<_> = format.tables.iter().map(|table| table.file).collect();
        let _ = writeln!(
            out,
            "{:10}  {} ({}): {}",
            format.id,
            format.title,
            format.source,
            files.join(", ")
        );
    }
    for format in document_formats() {
        let _ = writeln!(out, "{:10}  {} ({})", format.id, format.title, format.source);
    }
    out
}
