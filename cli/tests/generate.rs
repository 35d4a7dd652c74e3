//! `rosterlens generate` as a person runs it.

use std::{
    fs,
    path::PathBuf,
    process::{Command, Output},
    sync::atomic::{AtomicU32, Ordering},
};

fn run(args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rosterlens"));
    command.args(args).output().expect("the command starts")
}
fn text(bytes: &[u8]) -> &str {
    str::from_utf8(bytes).expect("UTF-8")
}

/// A folder of its own for a test, gone when the test is.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let n = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("rosterlens-generate-test-{}-{n}", std::process::id());
        let path = std::env::temp_dir().join(name);
        fs::create_dir(&path).expect("a new folder");
        Scratch(path)
    }
    fn path(&self, name: &str) -> String {
        self.0.join(name).to_str().expect("UTF-8").into()
    }
    fn names(&self) -> Vec<String> {
        let entries =
            fs::read_dir(&self.0).expect("readable").map(|entry| entry.expect("readable"));
        let mut names: Vec<_> =
            entries.map(|entry| entry.file_name().into_string().expect("UTF-8")).collect();
        names.sort();
        names
    }
}
impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

const FORMATS: [&str; 9] = [
    "sds-v1",
    "sds-v1-uk",
    "sds-v2",
    "sds-v2.1",
    "clever",
    "clever-sds",
    "oneroster-1.1",
    "oneroster-1.2",
    "oneroster-1.2.0",
];

#[test]
fn what_is_generated_has_nothing_wrong() {
    let scratch = Scratch::new();
    for format in FORMATS {
        let out = scratch.path(format);
        let made = run(&["generate", format, &out, "--students", "50", "--seed", "7"]);
        assert_eq!(made.status.code(), Some(0), "{}", text(&made.stderr));
        assert!(text(&made.stdout).contains("50 students"), "{}", text(&made.stdout));
        // its files tell which format it is
        let checked = run(&["check", &out]);
        assert_eq!(checked.status.code(), Some(0), "{}", text(&checked.stdout));
        let shown = text(&checked.stdout);
        assert!(shown.contains(&format!("({format})")), "{shown}");
        assert!(shown.contains("0 errors, 0 warnings"), "{shown}");
    }
    assert_eq!(
        scratch.names(),
        sorted(FORMATS.map(String::from).to_vec()),
        "and nothing else is left"
    );
}

fn sorted(mut names: Vec<String>) -> Vec<String> {
    names.sort();
    names
}

#[test]
fn an_archive_has_the_same_bytes_as_a_folder() {
    let scratch = Scratch::new();
    let (folder, zip) = (scratch.path("a"), scratch.path("a.zip"));
    for out in [&folder, &zip] {
        let made = run(&["generate", "clever", out, "--students", "30"]);
        assert_eq!(made.status.code(), Some(0), "{}", text(&made.stderr));
    }
    let checked = |path: &str| {
        let out = run(&["check", path, "--output", "json"]);
        let json: serde_json::Value = serde_json::from_slice(&out.stdout).expect("JSON");
        (out.status.code(), json["files"].clone())
    };
    assert_eq!(checked(&folder).0, Some(0));
    assert_eq!(checked(&folder), checked(&zip));
}

#[test]
fn a_broken_package_breaks_just_that() {
    let scratch = Scratch::new();
    for (format, rule) in
        [("oneroster-1.2", "R206"), ("sds-v1", "required-value"), ("clever", "R113")]
    {
        let out = scratch.path(format);
        let made = run(&["generate", format, &out, "--students", "60", "--breaking", rule]);
        assert_eq!(made.status.code(), Some(0), "{}", text(&made.stderr));
        assert!(text(&made.stdout).contains(rule), "{}", text(&made.stdout));
        let checked = run(&["check", &out, "--output", "json"]);
        let json: serde_json::Value = serde_json::from_slice(&checked.stdout).expect("JSON");
        let findings = json["findings"].as_array().expect("a list");
        assert_eq!(findings.len(), 1, "{findings:?}");
        assert!(findings[0]["code"] == rule || findings[0]["name"] == rule, "{findings:?}");
        let errors = json["totals"]["error"].as_u64().expect("a number");
        assert_eq!(checked.status.code(), Some(i32::from(errors > 0)));
    }
    let checked = run(&["check", &scratch.path("oneroster-1.2")]);
    assert_eq!(checked.status.code(), Some(1));
    assert!(text(&checked.stdout).contains("error[R206]"));
}

#[test]
fn what_cannot_be_made_says_why_and_leaves_nothing() {
    let scratch = Scratch::new();
    let there = scratch.path("");
    let new = scratch.path("new");
    for (args, hint) in [
        (vec!["clever", &there], "is there already"),
        (vec!["clevr", &new], "clever-sds"),
        (vec!["clever", &new, "--breaking", "R999"], "rosterlens explain"),
        (vec!["clever", &new, "--breaking", "R001"], "R001 unreadable-file"),
        (vec!["clever", &new, "--breaking", "manifest"], "manifest"),
        (vec!["clever", &new, "--students", "0"], "--students"),
        (vec!["clever", "/nowhere/at/all"], "/nowhere/at/all"),
    ] {
        let out = run(&[&["generate"], &args[..]].concat());
        assert_eq!(out.status.code(), Some(2), "{args:?}");
        assert_eq!(text(&out.stdout), "", "{args:?}");
        assert!(text(&out.stderr).contains(hint), "{args:?}: {}", text(&out.stderr));
    }
    assert_eq!(scratch.names(), Vec::<String>::new());
}

#[test]
fn help_teaches() {
    let help = run(&["generate", "--help"]);
    assert!(
        text(&help.stdout).contains("rosterlens generate oneroster-1.2 district --students 1000")
    );
}
