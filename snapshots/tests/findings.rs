//! What checks say of the samples: the reports that people and programs read.

use std::collections::BTreeSet;

use clever_model::{sds, sftp};
use roster_core::{
    Options, Record, Sheet, Source, recognise,
    render::{Human, Report, human, json, sarif},
};
use sds_model::{v1, v1_uk, v2, v2p1};
use snapshots::{assert_names, assert_text, formats, package, root};

#[test]
fn findings() {
    let mut names = BTreeSet::new();
    let mut shown = |sample: &str, kind: &str, profile: &str| {
        let package = package(format!("samples/{sample}"));
        let format = recognise(&formats(), &package).expect("a known format");
        let profile = format.profile(profile).expect("a profile of the format");
        let report = Report::of(format, &package, &Options::new().profile(profile));
        let text = match kind {
            "json" => pretty(&json(&report)),
            "sarif" => pretty(&sarif(&report)),
            "revealed" => human(&report, &Human::default().reveal(true)),
            _ => human(&report, &Human::default()),
        };
        let name = format!("{sample}-{}-{kind}", profile.id);
        assert_text("findings", &name, &text);
        names.insert(name);
    };
    shown("sds-v1", "human", "spec");
    shown("sds-v1-uk", "human", "spec");
    shown("sds-v2", "human", "spec");
    shown("sds-v2.1", "human", "spec");
    shown("clever", "human", "spec");
    shown("clever-sds", "human", "spec");
    shown("clever-faulty", "human", "clever");
    shown("clever-sds-faulty", "human", "spec");
    shown("clever-sds-faulty", "human", "sds-classic");
    for profile in ["spec", "sds-classic", "sds"] {
        shown("sds-v1-faulty", "human", profile);
        shown("sds-v1-uk-faulty", "human", profile);
    }
    shown("sds-v2-faulty", "human", "spec");
    for profile in ["spec", "sds-classic", "sds"] {
        shown("sds-v2.1-faulty", "human", profile);
    }
    shown("sds-v1-faulty", "revealed", "spec");
    shown("sds-v1-faulty", "json", "spec");
    shown("sds-v1-faulty", "sarif", "spec");
    assert_names("findings", &names);
}

/// What the README shows is what is printed.
#[test]
fn readme() {
    let readme = std::fs::read_to_string(root().join("README.md")).expect("readable");
    for (sample, whole) in [("sds-v1", true), ("sds-v1-faulty", false)] {
        let package = package(format!("samples/{sample}"));
        let report = Report::of(&v1::FORMAT, &package, &Options::new());
        let text = human(&report, &Human::default());
        let command = format!("check samples/{sample}\n");
        let (_, shown) = readme.split_once(&command).expect("the README shows the command");
        let (shown, _) = shown.split_once("```").expect("the block ends");
        if whole {
            assert_eq!(shown, text);
        }
        for part in shown.split("…\n").map(str::trim) {
            assert!(text.contains(part), "not printed:\n{part}");
        }
    }
}

/// One member a line, which is how a difference is read.
fn pretty(json: &str) -> String {
    let value: serde_json::Value = serde_json::from_str(json).expect("JSON");
    serde_json::to_string_pretty(&value).expect("JSON")
}

/// The first record of each table of the clean samples: headers, texts, and columns not there.
#[test]
fn records() {
    let mut names = BTreeSet::new();
    for sample in ["sds-v1", "sds-v1-uk", "sds-v2", "sds-v2.1", "clever", "clever-sds"] {
        let package = package(format!("samples/{sample}"));
        let mut text = String::new();
        for file in 0..package.len() {
            let sheet = Sheet::parse(package.read(file).expect("in memory"));
            text += &match (sample, package.name(file)) {
                ("sds-v1", "School.csv") => first::<v1::School<'_>>(&sheet),
                ("sds-v1", "Section.csv") => first::<v1::Section<'_>>(&sheet),
                ("sds-v1", "Student.csv") => first::<v1::Student<'_>>(&sheet),
                ("sds-v1", "Teacher.csv") => first::<v1::Teacher<'_>>(&sheet),
                ("sds-v1", "StudentEnrollment.csv") => first::<v1::StudentEnrollment<'_>>(&sheet),
                ("sds-v1", "TeacherRoster.csv") => first::<v1::TeacherRoster<'_>>(&sheet),
                ("sds-v1-uk", "School.csv") => first::<v1_uk::School<'_>>(&sheet),
                ("sds-v1-uk", "Section.csv") => first::<v1_uk::Section<'_>>(&sheet),
                ("sds-v1-uk", "Student.csv") => first::<v1_uk::Student<'_>>(&sheet),
                ("sds-v1-uk", "Teacher.csv") => first::<v1_uk::Teacher<'_>>(&sheet),
                ("sds-v1-uk", "StudentEnrollment.csv") => {
                    first::<v1_uk::StudentEnrollment<'_>>(&sheet)
                }
                ("sds-v1-uk", "TeacherRoster.csv") => first::<v1_uk::TeacherRoster<'_>>(&sheet),
                ("clever", "schools.csv") => first::<sftp::School<'_>>(&sheet),
                ("clever", "students.csv") => first::<sftp::Student<'_>>(&sheet),
                ("clever", "teachers.csv") => first::<sftp::Teacher<'_>>(&sheet),
                ("clever", "sections.csv") => first::<sftp::Section<'_>>(&sheet),
                ("clever", "enrollments.csv") => first::<sftp::Enrollment<'_>>(&sheet),
                ("clever", "staff.csv") => first::<sftp::Staff<'_>>(&sheet),
                ("clever-sds", "schools.csv") => first::<sds::School<'_>>(&sheet),
                ("clever-sds", "students.csv") => first::<sds::Student<'_>>(&sheet),
                ("clever-sds", "teachers.csv") => first::<sds::Teacher<'_>>(&sheet),
                ("clever-sds", "sections.csv") => first::<sds::Section<'_>>(&sheet),
                ("clever-sds", "enrollments.csv") => first::<sds::Enrollment<'_>>(&sheet),
                ("clever-sds", "user.csv") => first::<sds::User<'_>>(&sheet),
                ("clever-sds", "guardianrelationship.csv") => {
                    first::<sds::GuardianRelationship<'_>>(&sheet)
                }
                (_, "user.csv") => first::<v1::User<'_>>(&sheet),
                (_, "guardianrelationship.csv") => first::<v1::GuardianRelationship<'_>>(&sheet),
                ("sds-v2", "orgs.csv") => first::<v2::Org<'_>>(&sheet),
                ("sds-v2", "users.csv") => first::<v2::User<'_>>(&sheet),
                ("sds-v2", "classes.csv") => first::<v2::Class<'_>>(&sheet),
                ("sds-v2", "enrollments.csv") => first::<v2::Enrollment<'_>>(&sheet),
                ("sds-v2.1", "orgs.csv") => first::<v2p1::Org<'_>>(&sheet),
                ("sds-v2.1", "users.csv") => first::<v2p1::User<'_>>(&sheet),
                ("sds-v2.1", "roles.csv") => first::<v2p1::Role<'_>>(&sheet),
                ("sds-v2.1", "classes.csv") => first::<v2p1::Class<'_>>(&sheet),
                ("sds-v2.1", "enrollments.csv") => first::<v2p1::Enrollment<'_>>(&sheet),
                ("sds-v2.1", "academicSessions.csv") => first::<v2p1::AcademicSession<'_>>(&sheet),
                ("sds-v2.1", "courses.csv") => first::<v2p1::Course<'_>>(&sheet),
                ("sds-v2.1", "demographics.csv") => first::<v2p1::Demographic<'_>>(&sheet),
                ("sds-v2.1", "userFlags.csv") => first::<v2p1::UserFlag<'_>>(&sheet),
                ("sds-v2.1", "relationships.csv") => first::<v2p1::Relationship<'_>>(&sheet),
                (_, name) => panic!("{name} has no record type here"),
            };
        }
        assert_text("records", sample, &text);
        names.insert(sample.to_owned());
    }
    assert_names("records", &names);
}

fn first<'a, R: Record<'a>>(sheet: &'a Sheet<'_>) -> String {
    let record = R::rows(sheet).next().expect("a row");
    let mut out = format!("{} ({} rows)\n", R::TABLE.file, R::rows(sheet).count());
    for (column, cell) in R::TABLE.columns.iter().zip(record.cells()) {
        let text = cell.map(|cell| format!("{:?}", String::from_utf8_lossy(cell)));
        out += &format!("  {}: {}\n", column.header, text.unwrap_or("-".into()));
    }
    for extra in record.ext() {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        out += &format!("  + {}: {:?}\n", text(&extra.header), text(&extra.cell));
    }
    out + "\n"
}

/// Microsoft's own samples, where they are at hand: no error, every byte kept, and what is said
/// of them. They are not part of the project, so no cell of theirs is in a snapshot.
#[test]
fn official_samples() {
    let mut names = BTreeSet::new();
    let samples = [
        ("sds-v1", "sds-v1/25-users"),
        ("sds-v1-uk", "sds-v1-uk/25-users"),
        ("sds-v2", "sds-v2"),
        ("sds-v2.1", "sds-v2.1"),
    ];
    for (format, folder) in samples {
        let name = folder.replace('/', "-");
        names.insert(name.clone());
        let dir = root().join("../shared/samples").join(folder);
        if !dir.is_dir() {
            continue;
        }
        let package = package(dir);
        assert_eq!(recognise(&formats(), &package).expect("a known format").id, format);
        let format = recognise(&formats(), &package).expect("a known format");
        let mut text = String::new();
        for profile in format.profiles {
            let report = Report::of(format, &package, &Options::new().profile(profile));
            assert_eq!(report.summary.totals.error, 0, "{report:?}");
            text += &human(&report, &Human::default());
            text += "\n";
        }
        for file in 0..package.len() {
            let bytes = package.read(file).expect("in memory");
            assert_eq!(Sheet::parse(bytes).write(), bytes);
        }
        assert_text("official", &name, &text);
    }
    assert_names("official", &names);
}
