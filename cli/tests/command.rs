//! The command as a person runs it.

use std::{
    fs,
    path::{Path, PathBuf},
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
fn sample(name: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../samples").join(name);
    root.to_str().expect("UTF-8").into()
}

/// A folder of its own for a test, gone when the test is.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let n = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("rosterlens-test-{}-{n}", std::process::id());
        let path = std::env::temp_dir().join(name);
        fs::create_dir(&path).expect("a new folder");
        Scratch(path)
    }
    fn path(&self, name: &str) -> String {
        self.0.join(name).to_str().expect("UTF-8").into()
    }
}
impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The names and bytes of a folder's files.
fn files(folder: &str) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(folder).expect("readable").map(|entry| entry.expect("readable"));
    let read = |entry: fs::DirEntry| {
        let bytes = fs::read(entry.path()).expect("readable");
        (entry.file_name().into_string().expect("UTF-8"), bytes)
    };
    let mut files: Vec<_> = entries.map(read).collect();
    files.sort();
    files
}

#[test]
fn a_clean_package_exits_0_with_counts() {
    for name in ["sds-v1", "sds-v1-uk"] {
        let out = run(&["check", &sample(name)]);
        assert_eq!(out.status.code(), Some(0));
        let shown = text(&out.stdout);
        assert!(shown.contains("0 errors, 0 warnings, 0 info in 8 files with 27 rows"), "{shown}");
        assert_eq!(text(&out.stderr), "");
    }
}

#[test]
fn a_faulty_package_exits_1_and_names_each_place() {
    let out = run(&["check", &sample("sds-v1-faulty")]);
    assert_eq!(out.status.code(), Some(1));
    let shown = text(&out.stdout);
    for place in ["Section.csv:4:56", "Student.csv:3:22", "Student.csv:8:8", "notes.txt"] {
        assert!(shown.contains(&format!("--> {place}")), "{place} in {shown}");
    }
    assert!(!shown.contains("Castellan"), "a name was shown");
    let revealed = run(&["check", &sample("sds-v1-faulty"), "--reveal"]);
    assert!(text(&revealed.stdout).contains("Castellan"));
}

#[test]
fn json_is_one_object_of_the_documented_members() {
    let out = run(&["check", &sample("sds-v1-faulty"), "--output", "json"]);
    assert_eq!(out.status.code(), Some(1));
    let json: serde_json::Value = serde_json::from_slice(&out.stdout).expect("JSON");
    assert_eq!((&json["format"], &json["profile"]), (&"sds-v1".into(), &"spec".into()));
    assert_eq!(json["files"][0]["name"], "School.csv");
    assert_eq!(json["files"][0]["rows"], 2);
    let findings = json["findings"].as_array().expect("a list");
    let of = |code: &str| findings.iter().find(|f| f["code"] == code).expect("found");
    let blank = of("R111");
    assert_eq!(blank["name"], "required-value");
    assert_eq!(blank["severity"], "error");
    assert_eq!((&blank["line"], &blank["row"]), (&3.into(), &2.into()));
    assert_eq!(blank["column"], "Username");
    let missing = of("R205");
    assert_eq!(missing["file"], "TeacherRoster.csv");
    assert!(missing["line"].is_null() && missing["row"].is_null() && missing["column"].is_null());
    assert_eq!(of("R102")["column"], "7");
    assert_eq!(json["totals"]["error"], 10);
    let none = run(&["check", &sample("sds-v1-faulty"), "--output", "json", "--limit", "0"]);
    let none: serde_json::Value = serde_json::from_slice(&none.stdout).expect("JSON");
    assert_eq!(none["findings"], serde_json::json!([]));
    assert_eq!(none["totals"], json["totals"], "totals count what is not listed");
}

#[test]
fn sarif_is_a_log_with_places_and_rules() {
    let out = run(&["check", &sample("sds-v1-faulty"), "--output", "sarif"]);
    let log: serde_json::Value = serde_json::from_slice(&out.stdout).expect("JSON");
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let results = run["results"].as_array().expect("a list");
    let rules = run["tool"]["driver"]["rules"].as_array().expect("a list");
    assert_eq!(results.len(), 15);
    for result in results {
        let rule = result["ruleIndex"].as_u64().expect("a number") as usize;
        assert_eq!(rules[rule]["id"], result["ruleId"]);
        assert!(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].is_string());
    }
}

#[test]
fn profiles_and_flags_change_the_verdict() {
    let check = |args: &[&str]| run(&[&["check"], args].concat()).status.code();
    let package = sample("sds-v1");
    assert_eq!(check(&[&package, "--profile", "sds-classic", "--create-users"]), Some(0));
    assert_eq!(check(&[&package, "--profile", "sds", "--create-users"]), Some(0));
    assert_eq!(check(&[&package, "--format", "sds-v1-uk"]), Some(1));
    let out = run(&["check", &package, "--profile", "nobody"]);
    assert_eq!(out.status.code(), Some(2));
    assert!(text(&out.stderr).contains("sds-classic"), "the profiles there are are named");
}

#[test]
fn what_cannot_be_read_exits_2_and_says_why() {
    let scratch = Scratch::new();
    fs::write(scratch.0.join("menu.csv"), "soup\n").expect("written");
    for (args, hint) in [
        (vec!["check".into(), scratch.path("")], "School.csv"),
        (vec!["check".into(), scratch.path("menu.csv")], "give the folder"),
        (vec!["check".into(), scratch.path("nowhere")], "nowhere"),
        (vec!["check".into(), scratch.path(""), "--format".into(), "sds-v1".into()], "Student.csv"),
        (vec!["check".into(), sample("sds-v1"), "--format".into(), "v1".into()], "sds-v1-uk"),
        (vec!["explain".into(), "R999".into()], "R999"),
        (vec!["chekc".into()], "check"),
    ] {
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let out = run(&args);
        assert_eq!(out.status.code(), Some(2), "{args:?}");
        assert_eq!(text(&out.stdout), "", "{args:?}");
        assert!(text(&out.stderr).contains(hint), "{args:?}: {}", text(&out.stderr));
    }
}

#[test]
fn converting_to_the_same_format_keeps_every_byte() {
    let scratch = Scratch::new();
    for name in ["sds-v1", "sds-v1-faulty", "sds-v1-uk", "sds-v1-uk-faulty"] {
        let format = name.trim_end_matches("-faulty");
        let out = scratch.path(name);
        let done = run(&["convert", &sample(name), &out, "--to", format]);
        assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
        assert_eq!(files(&out), files(&sample(name)));
    }
    assert_eq!(fs::read_dir(&scratch.0).expect("readable").count(), 4, "nothing else is left");
}

#[test]
fn converting_never_overwrites() {
    let scratch = Scratch::new();
    let out = scratch.path("");
    let done = run(&["convert", &sample("sds-v1"), &out, "--to", "sds-v1"]);
    assert_eq!(done.status.code(), Some(2));
    assert!(text(&done.stderr).contains("is there already"));
    assert_eq!(files(&out), []);
    let other = run(&["convert", &sample("sds-v1"), &scratch.path("x"), "--to", "sds-v1-uk"]);
    assert_eq!(other.status.code(), Some(2));
    assert!(!scratch.0.join("x").exists());
}

#[test]
fn explain_prints_a_rules_page() {
    for code in ["R111", "r111", "required-value"] {
        let out = run(&["explain", code]);
        assert_eq!(out.status.code(), Some(0));
        let page = text(&out.stdout);
        assert!(page.starts_with("# R111 required-value\n"), "{page}");
        assert!(page.contains("## Example") && page.contains("## Instead"), "{page}");
        assert!(page.contains("- sds-v1: spec error, sds-classic error"), "{page}");
    }
    let list = run(&["explain"]);
    assert!(text(&list.stdout).lines().any(|line| line.starts_with("S201  no-class-files")));
}

#[test]
fn formats_are_one_a_line_with_the_name_first() {
    let out = run(&["formats"]);
    let names: Vec<_> =
        text(&out.stdout).lines().filter_map(|line| line.split_whitespace().next()).collect();
    let all = [
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
    assert_eq!(names, all);
}

#[test]
fn schema_prints_a_format_for_people_and_programs() {
    let markdown = run(&["schema", "sds-v2.1"]);
    assert_eq!(markdown.status.code(), Some(0));
    assert!(text(&markdown.stdout).contains("## users.csv: in every package"));
    for output in ["json", "table-schema"] {
        let out = run(&["schema", "clever", "--output", output]);
        let json: serde_json::Value = serde_json::from_slice(&out.stdout).expect("JSON");
        assert!(json["files"].is_array() || json["resources"].is_array());
    }
    assert_eq!(run(&["schema"]).status.code(), Some(2));
    assert_eq!(run(&["schema", "nothing"]).status.code(), Some(2));
}

#[test]
fn schema_diff_tells_what_changed() {
    let out = run(&["schema", "diff", "sds-v2", "sds-v2.1"]);
    assert_eq!(out.status.code(), Some(0));
    assert!(text(&out.stdout).lines().any(|line| line == "users.csv orgSourcedIds: went"));
    assert!(text(&out.stdout).lines().any(|line| line == "roles.csv: came"));
    let json = run(&["schema", "diff", "sds-v2", "sds-v2.1", "--json"]);
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).expect("JSON");
    let went = json
        .as_array()
        .expect("a list")
        .iter()
        .any(|change| change["column"] == "orgSourcedIds" && change["change"] == "went");
    assert!(went, "{json}");
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_rosterlens"))
        .args(["check", &sample("sds-v1-faulty")])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("the command starts");
    drop(child.stdout.take());
    let out = child.wait_with_output().expect("it ends");
    assert_eq!((out.status.code(), text(&out.stderr)), (Some(1), ""));
}
