//! What checks say of the samples: the reports that people and programs read.

use std::collections::BTreeSet;

use clever_model::{sds, sftp};
use oneroster_model::{v1p1, v1p2, v1p2p0};
use roster_core::{
    FileAt, Options, Record, Severity, Sheet, Source, recognise,
    render::{Human, Report, human, json, sarif},
};
use sds_model::{profile::CONNECTION_VALUES, v1, v1_uk, v2, v2p1};
use snapshots::{assert_names, assert_text, csv_formats, formats, package, root};

#[test]
fn findings() {
    let mut names = BTreeSet::new();
    let mut shown = |sample: &str, kind: &str, profile: &str| {
        let package = package(format!("samples/{sample}"));
        let format = match sample.starts_with("graph-profile") {
            true => &sds_model::profile::FORMAT,
            false if sample.starts_with("connection-values") => &CONNECTION_VALUES,
            false => recognise(&formats(), &package).expect("a known format"),
        };
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
    for level in ["1.1", "1.2", "1.2.0"] {
        shown(&format!("oneroster-{level}"), "human", "1edtech");
        shown(&format!("oneroster-{level}-faulty"), "human", "spec");
        shown(&format!("oneroster-{level}-faulty"), "human", "1edtech");
    }
    for kind in ["human", "json", "sarif"] {
        shown("graph-profile-faulty", kind, "spec");
    }
    shown("graph-profile", "human", "spec");
    for version in ["1.1", "1.2"] {
        shown(&format!("oneroster-{version}-json"), "human", "1edtech");
        shown(&format!("oneroster-{version}-json-faulty"), "human", "spec");
    }
    shown("oneroster-1.2-json-faulty", "human", "1edtech");
    shown("oneroster-1.1-json-faulty", "json", "spec");
    shown("oneroster-1.1-json-faulty", "sarif", "spec");
    shown("connection-values-faulty", "human", "spec");
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

/// What shows the first record of a table, for each table of a format.
type Firsts = Vec<(&'static str, fn(&Sheet<'_>) -> String)>;

macro_rules! firsts {
    ($module:ident: $($record:ident)+) => {
        vec![$((
            <$module::$record<'_> as Record<'_>>::TABLE.file,
            |sheet| first::<$module::$record<'_>>(sheet),
        )),+]
    };
}

fn records_of(format: &str) -> Firsts {
    match format {
        "sds-v1" => firsts!(v1: School Section Student Teacher StudentEnrollment TeacherRoster User
            GuardianRelationship),
        "sds-v1-uk" => firsts!(v1_uk: School Section Student Teacher StudentEnrollment
            TeacherRoster User GuardianRelationship),
        "sds-v2" => firsts!(v2: Org User Class Enrollment),
        "sds-v2.1" => firsts!(v2p1: Org User Role Class Enrollment AcademicSession Course
            Demographic UserFlag Relationship),
        "clever" => firsts!(sftp: School Student Teacher Section Enrollment Staff Admin Resource
            Attendance StudentEmail TeacherEmail),
        "clever-sds" => firsts!(sds: School Student Teacher Section Enrollment User
            GuardianRelationship),
        "oneroster-1.1" => firsts!(v1p1: ManifestProperty AcademicSession Category Class
            ClassResource Course CourseResource Demographics Enrollment LineItem Org Resource
            Result User),
        "oneroster-1.2" => firsts!(v1p2: ManifestProperty AcademicSession Category Class
            ClassResource Course CourseResource Demographics Enrollment
            LineItemLearningObjectiveId LineItem LineItemScoreScale Org Resource
            ResultLearningObjectiveId Result ResultScoreScale Role ScoreScale UserProfile
            UserResource User),
        "oneroster-1.2.0" => firsts!(v1p2p0: User),
        _ => panic!("no record types of {format}"),
    }
}

/// The first record of each table of the clean samples: headers, texts, and columns not there.
#[test]
fn records() {
    let mut names = BTreeSet::new();
    for format in csv_formats() {
        let records = records_of(format.id);
        if format.id != "oneroster-1.2.0" {
            let files = records.iter().map(|(file, _)| *file).collect::<BTreeSet<_>>();
            assert_eq!(files, format.tables.iter().map(|table| table.file).collect());
        }
        let package = package(format!("samples/{}", format.id));
        let mut text = String::new();
        for file in 0..package.len() {
            let sheet = Sheet::parse(package.read(file).expect("in memory"));
            let shown = records.iter().find(|(name, _)| *name == package.name(file));
            text += &shown.map(|(_, first)| first(&sheet)).unwrap_or_default();
        }
        assert_text("records", format.id, &text);
        names.insert(format.id.to_owned());
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
            // lints tell of what the samples are too small to have, such as a teacher a class
            let options = Options::new().profile(profile).no_lints();
            let report = Report::of(format, &package, &options);
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

/// An exporter's own package, where it is at hand: read whole, and its faults named at their line.
#[test]
fn a_package_from_the_field() {
    let dir = root().join("../shared/samples/oneroster-1.1/ed-fi-lms-toolkit");
    if !dir.is_dir() {
        return;
    }
    let package = package(dir);
    let format = recognise(&formats(), &package).expect("a known format");
    assert_eq!(format.id, "oneroster-1.1");
    let report = Report::of(format, &package, &Options::new().no_lints());
    let errors = report.findings.iter().filter(|finding| finding.severity == Severity::Error);
    let found: Vec<_> = errors
        .map(|finding| {
            let FileAt::Present(file) = finding.place.file else { panic!("a file is missing") };
            (finding.rule.name, package.name(file), finding.place.line)
        })
        .collect();
    let expected = [
        ("property-value", "manifest.csv", Some(2)),
        ("ragged-row", "users.csv", Some(10)),
        ("ragged-row", "users.csv", Some(11)),
    ];
    assert_eq!(found, expected);
    for file in 0..package.len() {
        let bytes = package.read(file).expect("in memory");
        assert_eq!(Sheet::parse(bytes).write(), bytes);
    }
}
