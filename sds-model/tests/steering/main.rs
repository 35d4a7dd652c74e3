//! Packages held against the profile that they are to be synced with.

mod support;

use std::{fs, path::Path};

use roster_core::{
    FileAt, Finding, Format, Memory, Options, Severity, Source, check,
    render::{Human, Report, human, json, sarif},
};
use sds_model::{
    profile::{EducationSynchronizationProfile, Steering},
    v1,
};

fn folder(name: &str) -> Memory {
    let dir = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../samples")).join(name);
    let mut package = Memory::new();
    for entry in fs::read_dir(dir).expect("a sample") {
        let path = entry.expect("readable").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        package = package.file(name, fs::read(path).expect("readable"));
    }
    package
}

fn csv(customizations: &str, identity: &str) -> EducationSynchronizationProfile {
    let text = format!(
        r##"{{"dataProvider": {{"@odata.type": "#microsoft.graph.educationCsvDataProvider",
            "customizations": {{{customizations}}}}},
            "identitySynchronizationConfiguration": {identity}}}"##
    );
    EducationSynchronizationProfile::read(&text).expect("a profile")
}
fn creation(domains: &[(&str, &str)]) -> String {
    let all: Vec<_> = domains
        .iter()
        .map(|(role, name)| format!(r#"{{"appliesTo": "{role}", "name": "{name}"}}"#))
        .collect();
    format!(
        r##"{{"@odata.type": "#microsoft.graph.educationIdentityCreationConfiguration",
            "userDomains": [{}]}}"##,
        all.join(",")
    )
}
fn matching(options: &[(&str, &str, &str)]) -> String {
    let all: Vec<_> = options
        .iter()
        .map(|(role, column, domain)| {
            format!(
                r#"{{"appliesTo": "{role}", "sourcePropertyName": "{column}",
                    "targetPropertyName": "userPrincipalName", "targetDomain": {domain}}}"#
            )
        })
        .collect();
    format!(
        r##"{{"@odata.type": "#microsoft.graph.educationIdentityMatchingConfiguration",
            "matchingOptions": [{}]}}"##,
        all.join(",")
    )
}

fn steered(
    profile: &EducationSynchronizationProfile,
    format: &'static Format,
    package: &Memory,
) -> Vec<Finding> {
    let steering = Steering::of(profile, format).expect("a format that profiles speak of");
    let options = steering.options(Options::new());
    let mut findings = Vec::new();
    let mut summary = check(format, package, &options, &mut findings);
    let before = summary.totals.sum();
    let own = findings.len();
    steering.check(package, &options, &mut summary, &mut findings);
    assert_eq!(summary.totals.sum() - before, (findings.len() - own) as u64, "all are counted");
    findings
}

/// Code, file, line and column of what is found.
fn shown(profile: &EducationSynchronizationProfile, package: &Memory) -> Vec<String> {
    let show = |finding: &Finding| {
        let FileAt::Present(file) = finding.place.file else { return finding.rule.code.to_owned() };
        let line = finding.place.line.map_or(String::new(), |line| format!(":{line}"));
        let column = finding.place.column.map_or(String::new(), |column| format!(" {column}"));
        format!("{} {}{line}{column}", finding.rule.code, package.name(file))
    };
    steered(profile, &v1::FORMAT, package).iter().map(show).collect()
}

/// Three schools' worth of nothing, and these students and teachers.
fn people(students: &str, teachers: &str) -> Memory {
    Memory::new()
        .file("School.csv", "SIS ID,Name\n7,North\n")
        .file("Student.csv", students)
        .file("Teacher.csv", teachers)
        .file("Section.csv", "SIS ID,School SIS ID,Section Name\n")
        .file("StudentEnrollment.csv", "Section SIS ID,SIS ID\n")
        .file("TeacherRoster.csv", "Section SIS ID,SIS ID\n")
}
const NOBODY: &str = "SIS ID,School SIS ID,Username\n";

#[test]
fn what_a_profile_asks_for_must_be_there_in_its_spelling() {
    let asks = r#""student": {"optionalPropertiesToSync": ["Middle Name"]}"#;
    let profile = csv(asks, "null");
    for (header, found, message) in [
        ("Middle Name", &[][..], ""),
        ("Middlename", &["S401 Student.csv:1 Middle Name"], "; it is spelt `Middlename`"),
        ("MiddelName", &["S401 Student.csv:1 Middle Name"], "; it is spelt `MiddelName`"),
        ("Colour", &["S401 Student.csv:1 Middle Name"], "no such column"),
    ] {
        let students = format!("SIS ID,School SIS ID,Username,{header}\nP1,7,ada,May\n");
        let package = people(&students, NOBODY);
        let findings = steered(&profile, &v1::FORMAT, &package);
        let own: Vec<_> =
            shown(&profile, &package).into_iter().filter(|shown| shown.starts_with('S')).collect();
        assert_eq!(own, found, "{header}");
        let said = findings.iter().filter(|finding| finding.rule.code == "S401");
        assert!(said.clone().all(|finding| finding.message().ends_with(message)), "{header}");
        assert!(said.clone().all(|finding| finding.severity == Severity::Error));
    }
    let header = |header: &str| {
        let package = people(&format!("SIS ID,School SIS ID,Username,{header}\n"), NOBODY);
        let own = shown(&profile, &package);
        own.into_iter().filter(|shown| shown.starts_with('S')).count()
    };
    assert_eq!(header("middle name"), 1, "case counts");
    assert_eq!(header("Middle Name "), 1, "spaces count");
}

#[test]
fn a_column_that_says_nothing_is_warned_of() {
    let asks = r#""student": {"optionalPropertiesToSync": ["Grade"]},
        "teacher": {"optionalPropertiesToSync": ["Title"]}"#;
    let package = people(
        "SIS ID,School SIS ID,Username,Grade\nP1,7,ada, \nP2,7,bo,\n",
        "SIS ID,School SIS ID,Username,Title\n",
    );
    let profile = csv(asks, "null");
    let own = shown(&profile, &package);
    assert_eq!(
        own.iter().filter(|shown| shown.starts_with("S4")).collect::<Vec<_>>(),
        ["S402 Student.csv:1 Grade"]
    );
}

#[test]
fn names_and_passwords_are_asked_for_where_accounts_are_created() {
    let students = "SIS ID,School SIS ID,Username\nP1,7,ada\n";
    let package = people(students, NOBODY);
    let both = [("student", "s.example"), ("teacher", "t.example")];
    let created = shown(&csv("", &creation(&both)), &package);
    for column in ["First Name", "Last Name", "Password"] {
        assert!(created.iter().any(|shown| shown.ends_with(column)), "{column}: {created:?}");
    }
    let by = [("student", "Username", "null"), ("teacher", "Username", "null")];
    let found = steered(&csv("", &matching(&by)), &v1::FORMAT, &package);
    let errors = found.iter().filter(|of| of.severity == Severity::Error).count();
    assert_eq!(errors, 0, "who is matched needs neither: {found:?}");
}

#[test]
fn everyone_needs_a_domain_and_only_one() {
    let students = "SIS ID,School SIS ID,Username,First Name,Last Name,Password\n\
        P1,7,ada,A,B,x\nP2,7,bo@S.example,A,B,x\nP3,7,cy@other.example,A,B,x\n";
    let teachers = "SIS ID,School SIS ID,Username,First Name,Last Name,Password\nT1,7,dee,A,B,x\n";
    let package = people(students, teachers);
    let own = |identity: &str| {
        let own = shown(&csv("", identity), &package);
        own.into_iter().filter(|shown| shown.starts_with('S')).collect::<Vec<_>>()
    };
    let only = creation(&[("Student", "s.example")]);
    assert_eq!(own(&only), ["S404 Student.csv:4 Username", "S403 Teacher.csv"]);
    let by = [("student", "Username", "\"s.example\""), ("teacher", "Username", "null")];
    let twice = ["S404 Student.csv:3 Username", "S404 Student.csv:4 Username"];
    assert_eq!(own(&matching(&by)), twice);
}

#[test]
fn who_is_matched_needs_a_value_of_their_own() {
    let students = "SIS ID,School SIS ID,Username,Secondary Email\n\
        P1,7,ada,a@s.example\nP2,7,bo,\nP3,7,cy,A@s.example\nP1,8,ada,a@s.example\n";
    let package = people(students, NOBODY).file("x", "");
    let by = |column: &str| {
        let own = shown(&csv("", &matching(&[("student", column, "null")])), &package);
        own.into_iter().filter(|shown| shown.starts_with("S4")).collect::<Vec<_>>()
    };
    assert_eq!(
        by("Secondary Email"),
        ["S405 Student.csv:3 Secondary Email", "S406 Student.csv:4 Secondary Email",]
    );
    assert_eq!(by("Student Number"), ["S401 Student.csv:1 Student Number"]);
    assert_eq!(by("student number"), [""; 0], "no column: the profile's own fault");
}

#[test]
fn nothing_is_asked_of_what_is_deferred() {
    let asks = r#""section": {"isSyncDeferred": true, "optionalPropertiesToSync": ["Periods"]}"#;
    let profile = csv(asks, "null");
    let found = steered(&profile, &v1::FORMAT, &people(NOBODY, NOBODY));
    let own: Vec<_> = found.iter().filter(|of| of.rule.code.starts_with("S4")).collect();
    assert_eq!(own.len(), 1);
    assert_eq!((own[0].rule.code, own[0].severity), ("S407", Severity::Info));
    assert!(own[0].message().contains("`Section.csv`"));
}

#[test]
fn nothing_shows_what_a_package_or_its_profile_says() {
    const CANARY: &str = "Zq7canary4xW";
    let students = format!(
        "SIS ID,School SIS ID,Username,{CANARY},Middlename\n{CANARY},7,{CANARY}@{CANARY},{CANARY},{CANARY}\n\
         P2,7,,{CANARY},x\n"
    );
    let package = people(&students, NOBODY);
    let asks = format!(r#""student": {{"optionalPropertiesToSync": ["Middle Name", "{CANARY}"]}}"#);
    let domain = format!("\"{CANARY}.example\"");
    let profile = csv(&asks, &matching(&[("student", "Username", &domain)]));
    let found = steered(&profile, &v1::FORMAT, &package);
    assert!(found.len() >= 3);
    let messages: Vec<_> = found.iter().map(|finding| finding.message()).collect();
    let steering = Steering::of(&profile, &v1::FORMAT).expect("a format that profiles speak of");
    let mut report = Report::of(&v1::FORMAT, &package, &Options::new());
    let (summary, findings) = (&mut report.summary, &mut report.findings);
    steering.check(&package, &Options::new(), summary, findings);
    let shown = format!(
        "{messages:?}{report:?}{profile:?}{:?}{}{}{}",
        Steering::of(&profile, &v1::FORMAT),
        human(&report, &Human::default()),
        json(&report),
        sarif(&report)
    );
    assert!(!shown.contains(CANARY), "{shown}");
}
