//! Every rule against its page, the catalogues against their own promises, and `RULES.md`.

use std::fmt::Write;
use std::fs;

use roster_core::{Finding, Format, Level, Options, Profile, Rule, check};
use roster_mapping::rules::catalogues;
use sds_model::CREATE_USERS;
use snapshots::{
    demo,
    examples::{Example, Page, Way, sample},
    formats, root,
};

fn rules() -> impl Iterator<Item = &'static Rule> {
    catalogues().into_iter().flatten().copied()
}

/// Fails if anything has failed, and says everything that has.
fn none(failures: &[String]) {
    assert!(failures.is_empty(), "{} failures:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn each_example_breaks_its_rule_and_its_mended_form_none() {
    let failures: Vec<String> = rules()
        .filter_map(|rule| Some(format!("{rule:?}: {}", against_page(rule).err()?)))
        .collect();
    none(&failures);
}

fn against_page(rule: &'static Rule) -> Result<(), String> {
    let page = Page::parse(rule.doc)?;
    let findings = page.example.check();
    let found = places(&page.example, &findings);
    if !findings.iter().any(|finding| finding.rule == rule) {
        return Err(format!("its example does not break it: {found}"));
    }
    if !matches!(page.example.way, Way::Check) {
        return converted(rule, &page, &findings);
    }
    let beside = page.example.beside.as_deref();
    let is_beside = |finding: &Finding| beside == Some(finding.rule.name);
    if findings.iter().any(|finding| finding.rule != rule && !is_beside(finding)) {
        return Err(format!("its example breaks other rules too: {found}"));
    }
    if beside.is_some() && !findings.iter().any(is_beside) {
        return Err(format!("its example breaks no rule beside it: {found}"));
    }
    let at = page.example.finds.as_ref().ok_or("its example says nowhere what it breaks")?;
    let here = |finding: &Finding| finding.rule == rule && page.example.place(finding) == *at;
    if !findings.iter().any(here) {
        return Err(format!("nothing is found at {at}: {found}"));
    }
    let left = page.instead.check();
    if !left.is_empty() {
        return Err(format!("its mended form is not clean: {}", places(&page.instead, &left)));
    }
    Ok(())
}

/// What a conversion tells is no fault, so other things may be told too.
fn converted(rule: &'static Rule, page: &Page, findings: &[Finding]) -> Result<(), String> {
    let at = page.example.finds.as_ref().ok_or("its example says nowhere what it breaks")?;
    let here = |example: &Example, findings: &[Finding]| {
        findings.iter().any(|finding| finding.rule == rule && example.place(finding) == *at)
    };
    if !here(&page.example, findings) {
        let found = places(&page.example, findings);
        return Err(format!("nothing is found at {at}: {found}"));
    }
    match here(&page.instead, &page.instead.check()) {
        true => Err(format!("its mended form has it at {at} too")),
        false => Ok(()),
    }
}

fn places(example: &Example, findings: &[Finding]) -> String {
    let place = |finding: &Finding| format!("{:?} at {}", finding.rule, example.place(finding));
    findings.iter().map(place).collect::<Vec<_>>().join(", ")
}

#[test]
fn clean_samples_are_clean_for_everyone() {
    let mut failures = Vec::new();
    let formats: Vec<&Format> = formats().into_iter().chain([&demo::FORMAT]).collect();
    for format in formats {
        let package = sample(format);
        for profile in format.profiles.iter().copied() {
            let plain = Options::new().profile(profile);
            for options in [plain.clone(), plain.flag(CREATE_USERS)] {
                let mut findings = Vec::new();
                check(format, &package, &options, &mut findings);
                // every package of a superseded level is of it
                findings.retain(|finding| {
                    format.superseded.is_none_or(|(_, rule)| finding.rule != rule)
                });
                failures.extend(
                    findings
                        .iter()
                        .map(|finding| format!("{} for {}: {finding:?}", format.id, profile.id)),
                );
            }
        }
    }
    none(&failures);
}

#[test]
fn codes_and_names_are_unique_and_well_formed() {
    let mut failures = Vec::new();
    for list in catalogues() {
        if !list.is_sorted_by(|a, b| a.code < b.code) {
            failures.push(format!("not sorted by code: {list:?}"));
        }
    }
    let all: Vec<&Rule> = rules().collect();
    for (i, rule) in all.iter().enumerate() {
        let mut code = rule.code.chars();
        let letter = code.next().is_some_and(|letter| letter.is_ascii_uppercase());
        if !letter || rule.code.len() != 4 || !code.all(|digit| digit.is_ascii_digit()) {
            failures.push(format!("{rule:?}: a code is a letter and three digits"));
        }
        let kebab = |word: &str| {
            let small = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
            !word.is_empty() && word.chars().all(small)
        };
        if !rule.name.split('-').all(kebab) {
            failures.push(format!("{rule:?}: a name is in kebab-case"));
        }
        if all[..i].iter().any(|other| other.code == rule.code || other.name == rule.name) {
            failures.push(format!("{rule:?}: the code or the name is another rule's"));
        }
        let unknown = rule.silences.iter().filter(|silenced| !all.contains(silenced));
        failures.extend(unknown.map(|other| format!("{rule:?} silences {other:?}, no rule")));
    }
    none(&failures);
}

#[test]
fn texts_are_as_promised() {
    const SLOTS: &[&str] = &[
        "column",
        "count",
        "kind",
        "codes",
        "found",
        "expected",
        "lines",
        "byte",
        "encoding",
        "near",
        "file",
        "delimiter",
        "target",
        "property",
        "words",
        "share",
        "member",
        "what",
        "spelling",
    ];
    let mut failures = Vec::new();
    for rule in rules() {
        let mut rest = rule.message;
        while let Some((_, behind)) = rest.split_once('{') {
            let (slot, behind) = behind.split_once('}').unwrap_or((behind, ""));
            if !SLOTS.contains(&slot) {
                failures.push(format!("{rule:?}: the message has a slot {{{slot}}}"));
            }
            rest = behind;
        }
        if rule.message.ends_with('.') || rule.message.contains('\n') {
            failures.push(format!("{rule:?}: a message is no sentence, and on one line"));
        }
        if !rule.mend.ends_with('.') {
            failures.push(format!("{rule:?}: the mend is no sentence"));
        }
        let summary = rule.summary();
        if !summary.ends_with('.') || summary.contains('\n') || summary.len() >= 120 {
            failures.push(format!("{rule:?}: the summary is no short sentence: {summary}"));
        }
    }
    none(&failures);
}

#[test]
fn rules_md_is_up_to_date() {
    let (path, wanted) = (root().join("RULES.md"), rules_md());
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, wanted).expect("RULES.md can be written");
        return;
    }
    let found = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    let same = found.lines().zip(wanted.lines()).take_while(|(a, b)| a == b).count();
    assert!(found == wanted, "RULES.md is out of date from line {} on: run `{COMMAND}`", same + 1);
}

const COMMAND: &str = "UPDATE=1 cargo test -p snapshots --test rules";

/// The whole of `RULES.md`.
fn rules_md() -> String {
    let mut out = String::from("# Rules\n\n");
    line(&mut out, format_args!("Generated by `{COMMAND}` from the rules' pages: do not edit.\n"));
    row(&mut out, &["Code", "Rule", "Level", "What is wrong"]);
    row(&mut out, &["---"; 4]);
    for rule in rules() {
        let (level, summary) = (rule.level.to_string(), rule.summary().to_string());
        row(&mut out, &[rule.code.to_string(), link(rule, rule.name), level, summary]);
    }
    for rule in rules() {
        section(&mut out, rule);
    }
    line(&mut out, format_args!("\n## Levels by format and profile\n"));
    line(&mut out, format_args!("Where a profile has no level of its own, the rule's holds.\n"));
    for format in formats() {
        for profile in format.profiles {
            own_levels(&mut out, format, profile);
        }
    }
    out
}

/// A rule's page under a heading of its own.
fn section(out: &mut String, rule: &Rule) {
    line(out, format_args!("\n## {} {}\n", rule.code, rule.name));
    let mut facts = format!("Level: {}.", rule.level);
    if !rule.silences.is_empty() {
        let names: Vec<String> =
            rule.silences.iter().map(|other| link(other, other.name)).collect();
        facts += &format!(" Silences {}.", names.join(", "));
    }
    line(out, format_args!("{facts}\n"));
    let mut code = false;
    for text in rule.doc.lines() {
        code ^= text.starts_with("```");
        let demoted = if !code && text.starts_with('#') { "#" } else { "" };
        line(out, format_args!("{demoted}{text}"));
    }
}

/// The levels that a profile gives for itself.
fn own_levels(out: &mut String, format: &Format, profile: &Profile) {
    line(out, format_args!("\n### {}, profile {}\n", format.id, profile.id));
    let rows = profile.max_rows.map(|rows| format!(" A file has at most {rows} rows."));
    let base = profile.base.map(|base| format!(" Otherwise as {}.", base.id));
    let (rows, base) = (rows.unwrap_or_default(), base.unwrap_or_default());
    line(out, format_args!("{}.{rows}{base}\n", capital(profile.doc)));
    if profile.levels.is_empty() {
        return;
    }
    row(out, &["Rule", "Level", "Reason"]);
    row(out, &["---"; 3]);
    for (rule, level, reason) in profile.levels {
        let name = format!("{} {}", rule.code, rule.name);
        row(out, &[link(rule, &name), level.to_string(), String::from(*reason)]);
    }
}

fn line(out: &mut String, text: core::fmt::Arguments<'_>) {
    writeln!(out, "{text}").expect("a string takes every text");
}

fn row<T: AsRef<str>>(out: &mut String, cells: &[T]) {
    let cells: Vec<String> = cells.iter().map(|cell| cell.as_ref().replace('|', "\\|")).collect();
    line(out, format_args!("| {} |", cells.join(" | ")));
}

fn link(rule: &Rule, text: &str) -> String {
    format!("[{text}](#{}-{})", rule.code.to_lowercase(), rule.name)
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

/// Otherwise a cause that is only worth a warning would hide an error.
#[test]
fn no_rule_silences_a_worse_one() {
    let worth = |rule: &Rule| match rule.level {
        Level::Off => 0,
        Level::Info => 1,
        Level::Warning => 2,
        _ => 3,
    };
    for rule in rules() {
        for silenced in rule.silences {
            assert!(worth(rule) >= worth(silenced), "{rule:?} silences {silenced:?}");
        }
    }
}
