//! The command as a person runs it.

mod common;

use std::{fs, path::Path, process::Command};

use common::{Scratch, files, run, sample, text};

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
    fs::write(scratch.path("x.carried"), "mine").expect("written");
    let done = run(&["convert", &sample("sds-v1"), &scratch.path("x"), "--to", "clever"]);
    assert_eq!(done.status.code(), Some(2));
    assert!(text(&done.stderr).contains("x.carried is there already"));
    assert!(!scratch.0.join("x").exists());
    assert_eq!(fs::read(scratch.path("x.carried")).expect("readable"), b"mine");
}

#[test]
fn there_and_back_through_three_formats_every_byte_is_there_again() {
    let scratch = Scratch::new();
    let path = |name: &str| scratch.path(name);
    let steps = [
        (sample("sds-v1-faulty"), path("a"), "oneroster-1.2"),
        (path("a"), path("b"), "clever-sds"),
        (path("b"), path("c"), "sds-v2.1"),
        (path("c"), path("home"), "sds-v1"),
    ];
    for (from, to, format) in &steps {
        let done = run(&["convert", from, to, "--to", format]);
        assert_eq!(done.status.code(), Some(0), "{format}: {}", text(&done.stderr));
        assert_eq!(text(&done.stderr), "", "{format}");
    }
    assert_eq!(files(&path("home")), files(&sample("sds-v1-faulty")));
    assert!(scratch.0.join("c.carried").exists());
    assert!(!scratch.0.join("home.carried").exists(), "at home nothing is carried");
}

#[test]
fn what_is_carried_of_another_package_or_damaged_is_not_used() {
    let scratch = Scratch::new();
    let out = scratch.path("out");
    run(&["convert", &sample("sds-v1"), &out, "--to", "oneroster-1.2"]);
    let carried = scratch.path("out.carried");
    let bytes = fs::read(&carried).expect("readable");
    fs::write(&carried, &bytes[..bytes.len() / 2]).expect("written");
    let done = run(&["convert", &out, &scratch.path("damaged"), "--to", "sds-v1"]);
    assert_eq!(done.status.code(), Some(0));
    assert!(text(&done.stderr).starts_with("warning[M301]: "), "{}", text(&done.stderr));

    let other = scratch.path("other");
    run(&["convert", &sample("sds-v1-uk"), &other, "--to", "oneroster-1.2"]);
    for file in ["users.csv", "orgs.csv", "classes.csv", "courses.csv", "enrollments.csv"] {
        let path = format!("{other}/{file}");
        let renamed = fs::read_to_string(&path).expect("readable").replace("\r\n", "\r\nx");
        fs::write(&path, renamed.trim_end_matches('x')).expect("written");
    }
    fs::write(scratch.path("other.carried"), &bytes).expect("written");
    let done = run(&["convert", &other, &scratch.path("foreign"), "--to", "sds-v1"]);
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    assert!(text(&done.stderr).starts_with("warning[M303]: "), "{}", text(&done.stderr));
}

#[test]
fn the_ledger_says_what_became_of_each_column_and_shows_no_cell() {
    let scratch = Scratch::new();
    let (human, json) = (scratch.path("ledger.txt"), scratch.path("ledger.json"));
    for (out, ledger) in [("a", &human), ("b", &json)] {
        let out = scratch.path(out);
        let args = ["convert", &sample("sds-v1"), &out, "--to", "clever", "--ledger", ledger];
        assert_eq!(run(&args).status.code(), Some(0));
    }
    let human = fs::read_to_string(human).expect("readable");
    assert!(human.contains("  Student.csv First Name: 4 cells, to students.csv First_name\n"));
    assert!(human.contains("Filled in, since the target must have it:"), "{human}");
    let json = fs::read_to_string(json).expect("readable");
    let value: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(value["carry"], "carried");
    assert!(value["columns"].as_array().expect("a list").len() > 40);
    for private in ["Halvorsen", "Heron-Tide-41", "2017-10-02"] {
        assert!(!human.contains(private) && !json.contains(private), "{private}");
    }
}

#[test]
fn nothing_is_carried_if_nothing_shall_be() {
    let scratch = Scratch::new();
    let out = scratch.path("out");
    let args = ["convert", &sample("sds-v1"), &out, "--to", "sds-v2", "--carry", "none"];
    assert_eq!(run(&args).status.code(), Some(0));
    assert_eq!(fs::read_dir(&scratch.0).expect("readable").count(), 1);
    let bad = run(&["convert", &sample("sds-v1"), &out, "--to", "sds-v2", "--school-year", "2026"]);
    assert_eq!(bad.status.code(), Some(2));
    assert!(text(&bad.stderr).contains("2026-08-01..2027-07-31"));
}

#[test]
fn what_is_embedded_comes_home_without_the_file_beside() {
    let scratch = Scratch::new();
    let (out, ledger) = (scratch.path("out"), scratch.path("ledger.json"));
    let sample = sample("sds-v1");
    let args = ["convert", &sample, &out, "--to", "oneroster-1.2", "--carry", "embed"];
    let done = run(&[&args[..], &["--ledger", &ledger]].concat());
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    let orgs = fs::read_to_string(format!("{out}/orgs.csv")).expect("readable");
    assert!(
        orgs.lines().next().is_some_and(|header| header.contains("metadata.sds-v1.Principal Name"))
    );
    let json: serde_json::Value =
        serde_json::from_slice(&fs::read(&ledger).expect("readable")).expect("JSON");
    let columns = json["columns"].as_array().expect("a list");
    let principal = columns.iter().find(|of| of["column"] == "Principal Name").expect("a column");
    assert_eq!((&principal["embedded"], &principal["carried"]), (&2.into(), &0.into()));

    let home = scratch.path("home");
    let done = run(&["convert", &out, &home, "--to", "sds-v1"]);
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    assert_eq!(files(&home), files(&sample));
    fs::remove_file(scratch.path("out.carried")).expect("it is there");
    let alone = scratch.path("alone");
    run(&["convert", &out, &alone, "--to", "sds-v1", "--carry", "none"]);
    let schools = fs::read_to_string(format!("{alone}/School.csv")).expect("readable");
    for principal in ["Ines Moreau", "Tomas Berg"] {
        assert!(schools.contains(principal), "{schools}");
    }
}

#[test]
fn zip_archives_go_there_and_back() {
    let scratch = Scratch::new();
    let (home, there, back) = (scratch.path("h.zip"), scratch.path("o.ZIP"), scratch.path("back"));
    assert_eq!(run(&["generate", "sds-v1", &home, "--students", "30"]).status.code(), Some(0));
    assert_eq!(
        run(&["generate", "sds-v1", &scratch.path("h"), "--students", "30"]).status.code(),
        Some(0)
    );
    let done = run(&["convert", &home, &there, "--to", "oneroster-1.2"]);
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    assert!(fs::read(&there).expect("readable").starts_with(b"PK"));
    assert_eq!(run(&["check", &there, "--profile", "1edtech"]).status.code(), Some(0));
    assert_eq!(run(&["convert", &there, &back, "--to", "sds-v1"]).status.code(), Some(0));
    assert_eq!(files(&back), files(&scratch.path("h")));
}

#[test]
fn the_ledger_names_places_and_what_became_of_the_sidecar() {
    let scratch = Scratch::new();
    let out = scratch.path("out");
    let ledger = |name: &str| -> serde_json::Value {
        let bytes = fs::read(scratch.path(name)).expect("readable");
        serde_json::from_slice(&bytes).expect("JSON")
    };
    let sample = sample("sds-v1");
    let there = scratch.path("there.json");
    let done = run(&["convert", &sample, &out, "--to", "oneroster-1.2", "--ledger", &there]);
    assert_eq!((done.status.code(), text(&done.stderr)), (Some(0), ""));
    let there = ledger("there.json");
    let findings = there["findings"].as_array().expect("a list");
    let year = findings.iter().find(|of| of["column"] == "Graduation Year").expect("a finding");
    assert_eq!(
        (&year["code"], &year["file"], &year["line"]),
        (&"M101".into(), &"Student.csv".into(), &2.into())
    );
    assert_eq!((&year["count"], &there["sidecar"]), (&4.into(), &"none".into()));

    // someone is removed abroad
    let users = fs::read_to_string(format!("{out}/users.csv")).expect("readable");
    let kept: String =
        users.split_inclusive('\n').filter(|line| !line.starts_with("P1,")).collect();
    fs::write(format!("{out}/users.csv"), kept).expect("written");
    let back = scratch.path("back.json");
    let args = ["convert", &out, &scratch.path("back"), "--to", "sds-v1", "--ledger", &back];
    let done = run(&args);
    assert_eq!(done.status.code(), Some(0));
    assert!(text(&done.stderr).contains("info[M202]: Student.csv"), "{}", text(&done.stderr));
    assert_eq!(ledger("back.json")["sidecar"], "used");

    let none =
        run(&["convert", &sample, &scratch.path("none"), "--to", "clever", "--carry", "none"]);
    assert!(text(&none.stdout).contains("left behind: "), "{}", text(&none.stdout));
}

#[test]
fn days_can_come_first() {
    let scratch = Scratch::new();
    let home = scratch.path("home");
    fs::create_dir(&home).expect("new");
    for (name, bytes) in files(&sample("sds-v1")) {
        let text = text(&bytes).replace("2017-10-02", "10/02/2017");
        fs::write(format!("{home}/{name}"), text).expect("written");
    }
    for (order, day) in [("by-column", "2017-10-02"), ("day-first", "2017-02-10")] {
        let out = scratch.path(order);
        run(&["convert", &home, &out, "--to", "oneroster-1.2", "--date-order", order]);
        let births = fs::read_to_string(format!("{out}/demographics.csv")).expect("readable");
        assert!(births.contains(day), "{order}: {births}");
    }
}

#[test]
fn mapping_prints_the_columns_of_two_formats() {
    let out = run(&["mapping", "sds-v1", "oneroster-1.1"]);
    let row = "| Student.csv First Name | users.csv givenName |  |";
    assert!(text(&out.stdout).contains(row), "{}", text(&out.stdout));
    let out = run(&["mapping", "sds-v1", "oneroster-1.1", "--json"]);
    let value: serde_json::Value = serde_json::from_str(text(&out.stdout)).expect("JSON");
    assert!(value.as_array().expect("a list").len() > 100);
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
        "oneroster-1.1-json",
        "oneroster-1.2-json",
        "graph-profile",
        "connection-values",
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
fn api_prints_endpoints_and_plans() {
    let out = run(&["api", "endpoints", "--version", "1.1"]);
    assert_eq!(out.status.code(), Some(0));
    let shown = text(&out.stdout);
    assert!(
        shown.contains("| GET | `schools/{schoolSourcedId}/terms` | | list `academicSessions` |")
    );
    assert!(!shown.contains("scoreScales") && !shown.contains("POST"));
    assert!(text(&run(&["api", "endpoints"]).stdout).contains("scoreScales"), "1.2 without a word");
    let plan = run(&["api", "plan", "sds-classic"]);
    assert_eq!(plan.status.code(), Some(0));
    assert!(
        text(&plan.stdout)
            .contains("| 1 | `GET schools?offset=0&limit=100&filter=status='active'` |")
    );
    assert!(
        text(&run(&["api", "plan"]).stdout).starts_with("School Data Sync, the present service")
    );
    for (wrong, said) in
        [(["endpoints", "--version=1.0"], "1.1 and 1.2"), (["plan", "canvas"], "grade-sync")]
    {
        let out = run(&[&["api"][..], &wrong].concat());
        assert_eq!(out.status.code(), Some(2));
        assert!(text(&out.stderr).contains(said), "{}", text(&out.stderr));
    }
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

#[test]
fn json_and_csv_become_each_other() {
    let scratch = Scratch::new();
    for version in ["oneroster-1.1", "oneroster-1.2"] {
        let json = format!("{version}-json");
        let of = |name: &str| scratch.path(&format!("{version}-{name}"));
        let (home, there, back) = (of("home"), of("there"), of("back"));
        let done = |args: &[&str]| {
            let out = run(args);
            assert_eq!(out.status.code(), Some(0), "{args:?}: {}", text(&out.stderr));
            text(&out.stdout).to_owned()
        };
        done(&["generate", version, &home, "--students", "200"]);
        let said = done(&["convert", &home, &there, "--to", &json]);
        assert!(said.contains(&format!("files in {json}, ")), "{said}");
        let checked = done(&["check", &there]);
        assert!(checked.contains(&format!("({json}), profile spec")), "{checked}");
        assert!(files(&there).iter().any(|(name, _)| name == "users.json"));
        done(&["convert", &there, &back, "--to", version]);
        assert!(files(&back) == files(&home), "{version}");
        assert!(!Path::new(&format!("{back}.carried")).exists(), "at home nothing is carried");

        // made up, it is what the CSV files say
        let made = of("made");
        done(&["generate", &json, &made, "--students", "200"]);
        assert!(files(&made) == files(&there), "{json}");
        for other in ["sds-v1", "sds-v2.1", "clever", version] {
            let (there, back) = (of(&format!("made-{other}")), of(&format!("made-back-{other}")));
            done(&["convert", &made, &there, "--to", other]);
            done(&["convert", &there, &back, "--to", &json]);
            assert!(files(&back) == files(&made), "{json} by way of {other}");
        }
        let mapping = done(&["mapping", &json, version]);
        let name = "| users.json givenName | users.csv givenName |  |";
        assert!(mapping.lines().any(|line| line == name), "{mapping}");
        let broken = run(&["generate", &json, &of("broken"), "--breaking", "R111"]);
        assert_eq!(broken.status.code(), Some(2));
    }
}

/// Large enough that files are read in parts.
#[test]
fn any_number_of_threads_finds_the_same() {
    let scratch = Scratch::new();
    let package = scratch.path("district");
    let made = run(&["generate", "oneroster-1.2", &package, "--students", "6000"]);
    assert_eq!(made.status.code(), Some(0), "{}", text(&made.stderr));
    let enrollments = Path::new(&package).join("enrollments.csv");
    let mut rows = fs::read_to_string(&enrollments).expect("readable");
    let last = rows.lines().last().expect("a row").to_owned();
    assert!(rows.len() > 1 << 21, "{} bytes are too few for two parts", rows.len());
    rows.push_str(&format!("{last}\r\nno-such-id,\"\r\n\""));
    fs::write(&enrollments, rows).expect("written");

    let one = run(&["check", &package, "--output", "json", "--threads", "1"]);
    assert_eq!(one.status.code(), Some(1));
    for threads in ["2", "5"] {
        let more = run(&["check", &package, "--output", "json", "--threads", threads]);
        assert!(one.stdout == more.stdout, "{threads} threads find something else");
    }
    assert!(one.stdout == run(&["check", &package, "--output", "json"]).stdout);
    let none = run(&["check", &package, "--threads", "0"]);
    assert_eq!(none.status.code(), Some(2), "nobody reads");
}
