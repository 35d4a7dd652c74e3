//! Districts made up by others: recognised, without an error, and there and back through every
//! format. The program that makes them is not part of the project; without it, or without Python,
//! there is nothing to test.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

const FORMATS: [&str; 11] = [
    "sds-v1",
    "sds-v1-uk",
    "sds-v2",
    "sds-v2.1",
    "clever",
    "clever-sds",
    "oneroster-1.1",
    "oneroster-1.2",
    "oneroster-1.2.0",
    "oneroster-1.1-json",
    "oneroster-1.2-json",
];

fn run(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_rosterlens")).args(args).output().expect("it runs")
}

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).expect("readable").map(|entry| entry.expect("readable"));
    let file = |entry: fs::DirEntry| {
        let name = entry.file_name().into_string().expect("UTF-8");
        (name, fs::read(entry.path()).expect("readable"))
    };
    entries.map(file).collect()
}

/// A folder with the packages, if they can be made.
fn districts(students: &str, name: &str) -> Option<PathBuf> {
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/tools/district.py");
    let out = std::env::temp_dir().join(format!("rosterlens-{name}-{}", std::process::id()));
    let made = Command::new("python3").arg(program).arg(&out).arg(students).output();
    made.is_ok_and(|made| made.status.success()).then_some(out)
}

const PACKAGES: [(&str, &str); 5] = [
    ("or11", "oneroster-1.1"),
    ("or12", "oneroster-1.2"),
    ("sds1", "sds-v1"),
    ("sds21", "sds-v2.1"),
    ("clever", "clever"),
];

#[test]
fn districts_are_recognised_and_have_no_error() {
    let Some(folder) = districts("1000", "check") else { return };
    for (name, format) in PACKAGES {
        let out = run(&["check", folder.join(name).to_str().expect("UTF-8")]);
        let text = String::from_utf8(out.stdout).expect("UTF-8");
        assert_eq!(out.status.code(), Some(0), "{name}: {text}");
        assert!(text.contains(&format!("({format}), profile spec")), "{name}: {text}");
    }
    let _ = fs::remove_dir_all(folder);
}

#[test]
fn districts_go_there_and_back() {
    let Some(folder) = districts("200", "convert") else { return };
    let path = |name: &str| folder.join(name).to_str().expect("UTF-8").to_owned();
    for (name, format) in PACKAGES {
        for other in FORMATS.into_iter().filter(|other| *other != format) {
            let (there, back) =
                (path(&format!("{name}-{other}")), path(&format!("{name}-home-{other}")));
            let out = run(&["convert", &path(name), &there, "--to", other]);
            assert_eq!(out.status.code(), Some(0), "{name} to {other}: {out:?}");
            let out = run(&["convert", &there, &back, "--to", format]);
            assert_eq!(out.status.code(), Some(0), "{name} from {other}: {out:?}");
            assert!(
                files(Path::new(&back)) == files(Path::new(&path(name))),
                "{name} by way of {other}"
            );
            for profile in ["spec", "1edtech", "sds-classic", "sds", "clever"] {
                let args = ["check", &there, "--format", other, "--profile", profile, "--no-lints"];
                let out = run(&args);
                let text = String::from_utf8(out.stdout).expect("UTF-8");
                // 2: the format has no such profile
                assert_ne!(out.status.code(), Some(1), "{name} as {other} for {profile}: {text}");
            }
        }
    }
    let _ = fs::remove_dir_all(folder);
}
