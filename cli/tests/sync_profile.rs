//! Synchronization profiles, connection values and statements of what may leave, as a person has them.

mod common;

use std::{fs, path::Path};

use common::{Scratch, files, run, sample, text};

#[test]
fn a_synchronization_profile_is_checked_like_a_package() {
    let check = |args: &[&str]| run(&[&["check"], args, &["--format", "graph-profile"]].concat());
    let clean = sample("graph-profile");
    for path in [clean.clone(), format!("{clean}/profile.json")] {
        let out = check(&[&path]);
        assert_eq!(out.status.code(), Some(0), "{}{}", text(&out.stdout), text(&out.stderr));
    }
    let scratch = Scratch::new();
    fs::write(scratch.path("menu.json"), "{\"soup\": \"hush\",\n}").expect("written");
    let out = check(&[&scratch.path("menu.json")]);
    assert_eq!(out.status.code(), Some(1), "a file that is no profile is a finding");
    assert!(text(&out.stdout).contains("error[S301]"), "{}", text(&out.stdout));
    assert!(text(&out.stdout).contains("--> menu.json:2:1"), "{}", text(&out.stdout));
    let out = check(&[&scratch.path("menu.json"), "--output", "json"]);
    let json: serde_json::Value = serde_json::from_slice(&out.stdout).expect("JSON");
    assert_eq!(json["findings"][0]["pointer"], "");
    assert_eq!(json["findings"][0]["in_line"], 1);
    assert_eq!(check(&[&scratch.path("nowhere.json")]).status.code(), Some(2));
    let out = run(&["convert", &clean, &scratch.path("out"), "--to", "graph-profile"]);
    assert_eq!(out.status.code(), Some(2));
    assert!(text(&out.stderr).contains("can be checked, and nothing else"));
}

#[test]
fn a_synchronization_profile_steers_a_check() {
    let profile = format!("{}/profile.json", sample("graph-profile"));
    let package = sample("sds-v1");
    let out = run(&["check", &package, "--sync-profile", &profile]);
    assert_eq!(out.status.code(), Some(0), "{}{}", text(&out.stdout), text(&out.stderr));

    let scratch = Scratch::new();
    let renamed = scratch.path("renamed");
    fs::create_dir(&renamed).expect("made");
    for (name, bytes) in files(&package) {
        let text = String::from_utf8(bytes).expect("text");
        let text = text.replace("Teacher Number", "TeacherNumber").replace("Heron-Tide-41", "");
        fs::write(format!("{renamed}/{name}"), text).expect("written");
    }
    let out = run(&["check", &renamed, "--sync-profile", &profile]);
    assert_eq!(out.status.code(), Some(1));
    let shown = text(&out.stdout);
    assert!(shown.contains("asks for `Teacher Number`"), "{shown}");
    assert!(shown.contains("it is spelt `TeacherNumber`"), "{shown}");
    assert!(shown.contains("`Password` is blank"), "created accounts need one: {shown}");

    let matching = scratch.path("matching.json");
    let made = run(&["sync-profile", &package, "--name", "Alder", "--domain", "alder.example"]);
    assert_eq!(made.status.code(), Some(0), "{}", text(&made.stderr));
    fs::write(&matching, &made.stdout).expect("written");
    for check in [
        vec!["check", &matching, "--format", "graph-profile"],
        vec!["check", &package, "--sync-profile", &matching],
    ] {
        let out = run(&check);
        assert_eq!(out.status.code(), Some(0), "{check:?}: {}", text(&out.stdout));
    }
    let out = run(&["check", &renamed, "--sync-profile", &matching]);
    assert!(!text(&out.stdout).contains("`Password`"), "matched accounts need none");

    for (args, hint) in [
        (vec!["check", &package, "--sync-profile", "nowhere.json"], "cannot read nowhere.json"),
        (vec!["check", &sample("clever"), "--sync-profile", &profile], "sds-v1"),
        (vec!["sync-profile", &sample("clever")], "sds-v1"),
        (vec!["sync-profile", &package, "--create-users"], "--domain"),
    ] {
        let out = run(&args);
        assert_eq!(out.status.code(), Some(2), "{args:?}");
        assert!(text(&out.stderr).contains(hint), "{args:?}: {}", text(&out.stderr));
    }
}

/// Request and response of *Create educationSynchronizationProfile*, where the page is at hand.
#[test]
fn documents_are_recognised() {
    let scratch = Scratch::new();
    let clean = sample("graph-profile");
    let mut documents = vec![
        (clean.clone(), "graph-profile"),
        (format!("{clean}/oneroster.json"), "graph-profile"),
        (format!("{}/values.txt", sample("connection-values")), "connection-values"),
    ];
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/seeds");
    for page in fs::read_dir(seeds).into_iter().flatten() {
        let page = fs::read_to_string(page.expect("readable").path()).expect("readable");
        for part in page.split("Content-type: application/json").skip(1) {
            let Some(start) = part.find('{') else { continue };
            let end = start + part[start..].find("\n}").expect("the example ends") + 2;
            let path = scratch.path(&format!("example-{}.json", documents.len()));
            fs::write(&path, &part[start..end]).expect("written");
            documents.push((path, "graph-profile"));
        }
    }
    for (path, format) in documents {
        let out = run(&["check", &path]);
        assert_eq!(
            out.status.code(),
            Some(0),
            "{path}: {}{}",
            text(&out.stdout),
            text(&out.stderr)
        );
        assert!(text(&out.stdout).contains(&format!("({format})")), "{}", text(&out.stdout));
        assert!(text(&out.stdout).contains("0 errors, 0 warnings, 0 info"), "{path}");
    }
    for (name, content) in [("cut.json", "{\"displayName\":"), ("empty.json", ""), ("list", "[1]")]
    {
        fs::write(scratch.path(name), content).expect("written");
        let out = run(&["check", &scratch.path(name)]);
        assert_eq!(out.status.code(), Some(1), "{name}: {}", text(&out.stderr));
        assert!(text(&out.stdout).contains("error[S301]"), "{name}: {}", text(&out.stdout));
    }
    // a file of a package is none by itself, nor is any other
    let collection = format!("{}/users.json", sample("oneroster-1.1-json"));
    for path in [collection, format!("{}/Student.csv", sample("sds-v1"))] {
        let out = run(&["check", &path]);
        assert_eq!(out.status.code(), Some(2), "{path}");
        assert!(text(&out.stderr).contains("give the folder that it is in"), "{path}");
    }
}

#[test]
fn what_is_wrong_with_a_profile_is_found_in_its_file() {
    let scratch = Scratch::new();
    let (package, path) = (sample("sds-v1-faulty"), scratch.path("mine.json"));
    let alone: serde_json::Value = {
        let out = run(&["check", &package, "--output", "json"]);
        serde_json::from_slice(&out.stdout).expect("JSON")
    };
    let own = alone["findings"].as_array().expect("an array").len();
    for (content, rule, line) in [
        ("{\"soup\": \"hush\",\n}", "S301", 2),
        ("", "S301", 1),
        ("[]", "S301", 1),
        ("{\"displayName\": \"hush\"}", "S301", 1),
        ("{\"displayName\": \"hush\",\n\"dataProvider\": {}}", "S302", 1),
    ] {
        fs::write(&path, content).expect("written");
        let out = run(&["check", &package, "--sync-profile", &path, "--output", "json"]);
        assert_eq!(out.status.code(), Some(1), "{content}");
        let json: serde_json::Value = serde_json::from_slice(&out.stdout).expect("JSON");
        let findings = json["findings"].as_array().expect("an array");
        let (of_package, of_profile) = findings.split_at(own);
        assert_eq!(of_package, alone["findings"].as_array().expect("an array"), "{content}");
        let first = &of_profile[0];
        assert_eq!(
            (first["file"].as_str(), first["code"].as_str(), first["line"].as_u64()),
            (Some("mine.json"), Some(rule), Some(line)),
            "{content}"
        );
        assert!(!text(&out.stdout).contains("hush"), "{content}");
    }
    // many profiles are a document without a fault, and none to be synced with
    fs::write(&path, "{\"value\": []}").expect("written");
    let out = run(&["check", &package, "--sync-profile", &path]);
    assert_eq!(out.status.code(), Some(2));
    assert!(text(&out.stderr).contains("no single synchronization profile"));
}

#[test]
fn connection_values_become_a_profile_and_stay_private() {
    let values = format!("{}/values.txt", sample("connection-values"));
    let out = run(&["check", &values, "--format", "connection-values"]);
    assert_eq!(out.status.code(), Some(0), "{}", text(&out.stdout));
    let faulty = sample("connection-values-faulty");
    let out = run(&["check", &faulty, "--format", "connection-values"]);
    assert_eq!(out.status.code(), Some(1));
    let scratch = Scratch::new();
    let half = scratch.path("half.txt");
    fs::write(&half, "Client Id: x\nClient Secret: hush hush\n").expect("written");
    for args in [
        vec!["check", &half],
        vec!["check", &half, "--output", "json"],
        vec!["check", &half, "--output", "sarif"],
        vec!["sync-profile", &sample("sds-v1"), "--connection", &half],
    ] {
        let out = run(&args);
        assert!(!out.status.success(), "{args:?}");
        assert!(
            !format!("{}{}", text(&out.stdout), text(&out.stderr)).contains("hush"),
            "{args:?}"
        );
    }
    let out = run(&["sync-profile", &sample("sds-v1"), "--connection", &values]);
    let json: serde_json::Value = serde_json::from_slice(&out.stdout).expect("JSON");
    let provider = &json["dataProvider"];
    assert_eq!(provider["@odata.type"], "#microsoft.graph.educationOneRosterApiDataProvider");
    assert_eq!(provider["connectionSettings"]["clientId"], "brzozowe-sds");
    assert!(provider["customizations"]["student"].is_object());
}

#[test]
fn nothing_leaves_but_what_a_statement_lists() {
    let scratch = Scratch::new();
    let (out, ledger) = (scratch.path("out"), scratch.path("ledger.txt"));
    let args = ["--to", "oneroster-1.1", "--only", "uonet", "--ledger", &ledger];
    let done = run(&[&["convert", &sample("sds-v1"), &out][..], &args].concat());
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    let mut all = fs::read_to_string(scratch.path("out.carried")).unwrap_or_default();
    for (_, bytes) in files(&out) {
        all += &String::from_utf8(bytes).expect("text");
    }
    assert!(all.contains("Halvorsen") && all.contains("nhalvorsen"));
    for private in ["Heron-Tide-41", "2017-10-02", "12 Alder Lane"] {
        assert!(!all.contains(private), "{private}");
    }
    let ledger = fs::read_to_string(ledger).expect("readable");
    assert!(ledger.contains("Left out, since it was not to leave:"), "{ledger}");
    assert!(ledger.contains("  Student.csv Birthdate: 4 cells\n"), "{ledger}");
    // nor does it come back from what was carried on the way here
    let (abroad, home) = (scratch.path("abroad"), scratch.path("home"));
    let ledger = scratch.path("home.json");
    let done = run(&["convert", &sample("sds-v1"), &abroad, "--to", "oneroster-1.1"]);
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    let args = ["--to", "sds-v1", "--only", "uonet", "--ledger", &ledger];
    let done = run(&[&["convert", &abroad, &home][..], &args].concat());
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    let back: String = files(&home)
        .into_iter()
        .map(|(_, bytes)| String::from_utf8(bytes).expect("text"))
        .collect();
    assert!(back.contains("Halvorsen"), "{back}");
    for private in ["Heron-Tide-41", "2017-10-02", "12 Alder Lane"] {
        assert!(!back.contains(private), "{private}");
    }
    let ledger = fs::read_to_string(ledger).expect("readable");
    let ledger: serde_json::Value = serde_json::from_str(&ledger).expect("JSON");
    assert_eq!(ledger["sidecar"], "none");
    assert!(!ledger["left_out"].as_array().expect("an array").is_empty());
    let bad =
        run(&["convert", &sample("sds-v1"), &scratch.path("x"), "--to", "clever", "--only", "no"]);
    assert_eq!(bad.status.code(), Some(2));
    assert!(text(&bad.stderr).contains("uonet"));
}
