//! The one-fault matrix: packages that are clean but for one fault, as tables for people.
//!
//! `snapshots/matrix/` has a page for each family of formats. A row is a fault in words, the
//! formats, a patch on their clean samples (steps between backticks; all but the last prepare),
//! the rule that is to be found, what each profile makes of it, what else is to be found, and
//! what decides. The rule is to be found once, in the file that the last step is about, and on the
//! line if it names one; `at FILE:ROW` behind the rule names another place, `×2` more findings.

mod patch;

use std::{collections::BTreeSet, fs};

use roster_core::{
    FileAt, Finding, Flag, Format, Limit, Memory, Options, Profile, Rule, Severity, Source, check,
};

use crate::examples::{At, sample};

/// A row of a page.
#[derive(Clone, Debug)]
pub struct Case {
    /// The line of the page.
    pub line: usize,
    /// The fault in words.
    pub fault: String,
    /// The formats, each with the flags that are set.
    pub formats: Vec<(&'static Format, Vec<Flag>)>,
    /// The steps of the patch.
    pub steps: Vec<String>,
    /// What is to be found, if anything.
    pub expected: Option<Expected>,
    /// For each profile that one of the formats has, what it makes of the fault.
    pub severities: Vec<(String, Option<Severity>)>,
    /// The rules that are to be found too.
    pub also: Vec<&'static Rule>,
}

/// What is to be found.
#[derive(Clone, Debug)]
pub struct Expected {
    /// The rule.
    pub rule: &'static Rule,
    /// How often.
    pub count: usize,
    /// Where, if not where the patch is: a file, and a row as a patch names it.
    pub place: Option<(String, Option<String>)>,
}

/// The rows of the page of a family.
///
/// # Errors
///
/// What cannot be read, in words.
///
/// # Panics
///
/// If there is no such page.
pub fn page(family: &str) -> Result<Vec<Case>, Vec<String>> {
    let path = crate::root().join("snapshots/matrix").join(format!("{family}.md"));
    let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let (mut cases, mut errors, mut head) = (Vec::new(), Vec::new(), Vec::new());
    for (i, line) in text.lines().enumerate() {
        let Some(cells) = cells(line) else { continue };
        match &*cells[0] {
            "fault" => head = cells,
            text if text.starts_with("---") => {}
            _ => match Case::parse(family, i + 1, &head, &cells) {
                Ok(case) => cases.push(case),
                Err(error) => errors.push(format!("{family}.md:{}: {error}", i + 1)),
            },
        }
    }
    if errors.is_empty() { Ok(cases) } else { Err(errors) }
}

/// The cells of a line of a table.
fn cells(line: &str) -> Option<Vec<String>> {
    let line = line.strip_prefix('|')?.strip_suffix('|')?.replace("\\|", "\0");
    Some(line.split('|').map(|cell| cell.replace('\0', "|").trim().to_owned()).collect())
}

impl Case {
    fn parse(family: &str, line: usize, head: &[String], cells: &[String]) -> Result<Self, String> {
        if cells.len() != head.len() {
            return Err(format!("{} cells under {} headers", cells.len(), head.len()));
        }
        let cell = |name: &str| {
            let at = head.iter().position(|header| header == name);
            at.map(|at| &*cells[at]).ok_or_else(|| format!("no column `{name}`"))
        };
        if cell("fault")?.is_empty() || cell("decided by")?.is_empty() {
            return Err("nothing says what is wrong, or what decides".into());
        }
        let formats = formats(family, cell("format")?)?;
        let steps: Vec<_> =
            cell("patch")?.split('`').skip(1).step_by(2).map(str::to_owned).collect();
        let expected = match cell("rule")? {
            "-" => None,
            text => Some(Expected::parse(text)?),
        };
        let known = ["fault", "format", "patch", "rule", "also", "decided by"];
        let mut severities = Vec::new();
        for (profile, word) in head.iter().zip(cells).filter(|(name, _)| !known.contains(&&***name))
        {
            let there = formats.iter().any(|(format, _)| format.profile(profile).is_some());
            match (there, severity(word)) {
                (true, Some(severity)) => severities.push((profile.clone(), severity)),
                (false, None) if word.is_empty() => {}
                _ => return Err(format!("`{word}` is nothing that {profile} says")),
            }
        }
        let also = cell("also")?.split(',').filter(|text| !text.is_empty());
        let also = also.map(|text| rule(text.trim())).collect::<Result<Vec<_>, _>>()?;
        let found = severities.iter().any(|(_, severity)| severity.is_some());
        if steps.is_empty() || found != expected.is_some() {
            return Err("no patch, or a rule that no profile finds".into());
        }
        let fault = cell("fault")?.to_owned();
        Ok(Case { line, fault, formats, steps, expected, severities, also })
    }

    /// Patches the samples and checks them for every profile: what is otherwise than the row says.
    pub fn failures(&self) -> Vec<String> {
        let mut failures = Vec::new();
        for (format, flags) in &self.formats {
            if let Err(errors) = self.failures_in(format, flags) {
                failures
                    .extend(errors.iter().map(|e| format!("{}, {}: {e}", self.line, format.id)));
            }
        }
        failures
    }

    fn failures_in(&self, format: &'static Format, flags: &[Flag]) -> Result<(), Vec<String>> {
        let (package, at) = self.package(format).map_err(|error| vec![error])?;
        let (mut errors, mut others) = (Vec::new(), BTreeSet::new());
        for profile in format.profiles {
            let Some((_, severity)) = self.severities.iter().find(|(id, _)| id == profile.id)
            else {
                errors.push(format!("no column for the profile {}", profile.id));
                continue;
            };
            let found = findings(format, profile, flags, &package);
            others.extend(found.iter().map(|finding| finding.rule.code));
            if !self.is_right(*severity, &at, &found, &package) {
                let found: Vec<_> = found.iter().map(|finding| told(finding, &package)).collect();
                errors.push(format!("for {}, at {at}: {found:?}", profile.id));
            }
        }
        let missing = self.also.iter().filter(|rule| !others.contains(rule.code));
        errors.extend(missing.map(|rule| format!("{rule:?} is not found")));
        if errors.is_empty() { Ok(()) } else { Err(errors) }
    }

    /// The sample with the fault, and where that is to be found.
    fn package(&self, format: &Format) -> Result<(Memory, At), String> {
        let mut package = sample(format);
        let mut at = None;
        for step in &self.steps {
            let done = patch::apply(step, &mut package);
            at = Some(done.map_err(|error| format!("`{step}`: {error}"))?);
        }
        let place = self.expected.as_ref().and_then(|expected| expected.place.as_ref());
        if let Some((file, row)) = place {
            let line = row.as_ref().map(|row| patch::line(&package, file, row)).transpose()?;
            at = Some(At { file: file.clone(), line });
        }
        Ok((package, at.ok_or("no step")?))
    }

    fn is_right(
        &self,
        severity: Option<Severity>,
        at: &At,
        found: &[Finding],
        package: &Memory,
    ) -> bool {
        let expected = self.expected.as_ref().zip(severity);
        let is_expected =
            |finding: &&Finding| expected.is_some_and(|(of, _)| of.rule == finding.rule);
        let (right, others): (Vec<_>, Vec<_>) = found.iter().partition(is_expected);
        let here = |finding: &&&Finding| {
            let place = place(finding, package);
            (at.file == place.file || at.file == "*.csv")
                && (at.line.is_none() || at.line == place.line)
        };
        let as_often = match expected {
            Some((of, severity)) => {
                right.len() == of.count
                    && right.iter().any(|finding| here(&finding))
                    && right.iter().all(|finding| finding.severity == severity)
            }
            None => right.is_empty(),
        };
        as_often && others.iter().all(|finding| self.also.contains(&finding.rule))
    }
}

impl Expected {
    /// `CODE NAME`, and perhaps `×COUNT` or `at FILE:ROW` behind it.
    fn parse(text: &str) -> Result<Self, String> {
        let (text, place) = match text.split_once(" at ") {
            Some((text, place)) => (text, Some(place.trim_matches('`'))),
            None => (text, None),
        };
        let (name, count) = text.split_once(" ×").unwrap_or((text, "1"));
        let place = place.map(|place| match place.split_once(':') {
            Some((file, row)) => (file.to_owned(), Some(row.to_owned())),
            None => (place.to_owned(), None),
        });
        let count = count.parse().map_err(|_| format!("`{count}` is no number"))?;
        Ok(Expected { rule: rule(name)?, count, place })
    }
}

/// The rule that is written so: its code and its name.
fn rule(text: &str) -> Result<&'static Rule, String> {
    let found =
        crate::csv_rules().into_iter().find(|rule| text == format!("{} {}", rule.code, rule.name));
    found.ok_or_else(|| format!("there is no rule `{text}`"))
}

/// What a word of the table stands for, if it is one.
fn severity(word: &str) -> Option<Option<Severity>> {
    match word {
        "-" => Some(None),
        _ => [Severity::Error, Severity::Warning, Severity::Info]
            .into_iter()
            .find(|severity| severity.name() == word)
            .map(Some),
    }
}

/// The formats of a cell, by what follows the family in their names; `+` marks a flag.
fn formats(family: &str, text: &str) -> Result<Vec<(&'static Format, Vec<Flag>)>, String> {
    let (flags, names): (Vec<_>, Vec<_>) =
        text.split_whitespace().partition(|word| word.starts_with('+'));
    let flag = |word: &&str| match *word {
        "+create-users" => Ok(Flag::CREATE_USERS),
        _ => Err(format!("there is no flag `{word}`")),
    };
    let flags = flags.iter().map(flag).collect::<Result<Vec<_>, _>>()?;
    let all = crate::formats();
    let format = |name: &&str| {
        let is = |format: &&&Format| format.id == *name || format.id == format!("{family}-{name}");
        let found = all.iter().find(is).ok_or_else(|| format!("there is no format `{name}`"))?;
        Ok((*found, flags.clone()))
    };
    match names.is_empty() {
        true => Err("no format".into()),
        false => names.iter().map(format).collect(),
    }
}

fn findings(
    format: &'static Format,
    profile: &'static Profile,
    flags: &[Flag],
    package: &Memory,
) -> Vec<Finding> {
    let options = Options::new().profile(profile).limit(Limit::NONE);
    let options = flags.iter().fold(options, |options, flag| options.flag(*flag));
    let mut findings = Vec::new();
    check(format, package, &options, &mut findings);
    findings
}

fn place(finding: &Finding, package: &Memory) -> At {
    let file = match finding.place.file {
        FileAt::Present(file) => package.name(file),
        FileAt::Absent(table) => table.file,
        _ => "?",
    };
    At { file: file.into(), line: finding.place.line }
}

fn told(finding: &Finding, package: &Memory) -> String {
    format!("{} {:?} at {}", finding.severity, finding.rule, place(finding, package))
}
