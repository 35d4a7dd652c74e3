//! OneRoster in JSON: collections come home as they were written, edits among them.

mod common;

use std::fmt::Write as _;

use common::{difference, errors, sample};
use proptest::prelude::*;
use roster_core::{Format, Memory, Source, check, generate::District};
use roster_mapping::{Carry, Converted, Ledger, Options, Sidecar, convert, formats};

fn format(id: &str) -> &'static Format {
    formats().into_iter().find(|format| format.id == id).expect("a format")
}

fn across(a: &'static Format, b: &'static Format, home: &Memory) -> Converted {
    convert(a, b, home, None, Carry::Sidecar, &Options::default())
}

/// Comes home with what was carried, as its bytes.
fn home_of(
    b: &'static Format,
    a: &'static Format,
    there: &Converted,
    abroad: &Memory,
) -> Converted {
    let bytes = there.sidecar.as_ref().expect("abroad").write();
    let sidecar = Sidecar::read(&bytes).expect("as it was written");
    convert(b, a, abroad, Some(&sidecar), Carry::Sidecar, &Options::default())
}

fn there_and_back(a: &'static Format, b: &'static Format, home: &Memory) {
    let there = across(a, b, home);
    let back = home_of(b, a, &there, &there.package);
    let at = format!("{} by way of {}", a.id, b.id);
    assert!(back.package == *home, "{at}: {}", difference(home, &back.package));
    assert!(back.lost.is_empty() && back.sidecar.is_none() && !back.foreign_sidecar, "{at}");
}

fn text(package: &Memory, file: &str) -> String {
    let at = (0..package.len()).find(|at| package.name(*at) == file).expect("the file is there");
    String::from_utf8(package.read(at).expect("there").to_vec()).expect("UTF-8")
}

/// Puts a text in the place of another, which must be there.
fn replace(package: &mut Memory, file: &str, old: &str, new: &str) {
    let bytes = package.get_mut(file).expect("the file is there");
    let text = String::from_utf8(bytes.clone()).expect("UTF-8");
    assert!(text.contains(old), "{file}: {old}");
    *bytes = text.replace(old, new).into_bytes();
}

const VERSIONS: [(&str, &str); 2] =
    [("oneroster-1.1", "oneroster-1.1-json"), ("oneroster-1.2", "oneroster-1.2-json")];

#[test]
fn the_district_in_json() {
    for (csv, json) in VERSIONS {
        let (csv, json) = (format(csv), format(json));
        let home = District::new(csv, 200, 7).package();
        there_and_back(csv, json, &home);
        let there = across(csv, json, &home);
        for profile in json.profiles {
            assert_eq!(errors(json, &there.package, profile.id), [""; 0], "{}", profile.id);
        }
        // and all of it is there
        let back = convert(json, csv, &there.package, None, Carry::Nothing, &Options::default());
        let lines = |package: &Memory, file| text(package, file).lines().count();
        for file in ["users.csv", "orgs.csv", "classes.csv", "enrollments.csv", "courses.csv"] {
            assert_eq!(lines(&back.package, file), lines(&home, file), "{file} of {}", csv.id);
        }
        // what a service would answer goes everywhere
        let home = there.package;
        for other in formats().into_iter().filter(|other| other.id != json.id) {
            there_and_back(json, other, &home);
        }
    }
}

/// Nothing is carried of what the other way of writing the same version says as well.
#[test]
fn json_of_ours_carries_nothing_to_csv() {
    for (csv, json) in VERSIONS {
        let (csv, json) = (format(csv), format(json));
        let home = across(csv, json, &District::new(csv, 60, 3).package()).package;
        let there = across(json, csv, &home);
        let carried: u64 = there.ledger.columns.iter().map(|column| column.carried).sum();
        assert_eq!(carried, 0, "{:?}", there.ledger);
        assert!(there.sidecar.expect("abroad").is_empty(), "{}", json.id);
    }
}

/// However a program spaces and orders its objects, and wherever its records are, is said once.
#[test]
fn how_a_program_writes_is_carried_once() {
    for (csv, json) in VERSIONS {
        let (csv, json) = (format(csv), format(json));
        let plain = across(csv, json, &District::new(csv, 60, 3).package()).package;
        // those of 1.2 have lists of objects, whose members a sorted map would put in another order
        for indented in
            [false, true].into_iter().filter(|indented| !indented || json.id.contains("1.1"))
        {
            let mut home = Memory::new();
            for file in 0..plain.len() {
                let name = plain.name(file);
                let moved = text(&plain, name).replace("oneroster.invalid", "sis.example.org");
                let value: serde_json::Value = serde_json::from_str(&moved).expect("JSON");
                let written = match indented {
                    true => serde_json::to_string_pretty(&value).expect("JSON"),
                    false => moved.replace(",\"", ", \"").replace("\":", "\": "),
                };
                home = home.file(name, written);
            }
            assert!(text(&home, "users.json").contains("https://sis.example.org/ims/oneroster/"));
            there_and_back(json, csv, &home);
            let there = across(json, csv, &home);
            let written = there.sidecar.expect("abroad").write().len();
            assert!(written < 12_000, "{} indented: {indented}, {written} bytes", json.id);
        }
    }
}

/// Objects that are written each in its own way stay so when another is edited.
#[test]
fn an_uneven_document_keeps_its_objects() {
    let (json, csv) = (format("oneroster-1.2-json"), format("oneroster-1.2"));
    let orgs = "{\"orgs\": [\n\n {\"sourcedId\":\"1\", \"name\":\"North\",\"type\":\"school\"} ,\n\
        {\"type\":\"school\",\"sourcedId\":\"2\",\"name\":\"S\\u006futh\",\"name\":\"South\", \"x\":[1 , 2]}\
        ,7,\n\n\n{ \"sourcedId\" : 3, \"name\" : \"West\", \"parent\" : null, \"type\" : \"school\" }, null]} ";
    let home = Memory::new().file("orgs.json", orgs);
    there_and_back(json, csv, &home);
    for (old, new) in [("North", "Nord"), ("West", "Vest")] {
        let there = across(json, csv, &home);
        let mut abroad = there.package.clone();
        replace(&mut abroad, "orgs.csv", old, new);
        let back = home_of(csv, json, &there, &abroad);
        assert_eq!(back.findings.len(), 0, "{:?}", back.findings);
        let found = text(&back.package, "orgs.json");
        // all that is not within the object that was edited
        let at = orgs.find(old).expect("there");
        let (from, to) = (
            orgs[..at].rfind('{').expect("an object"),
            at + orgs[at..].find('}').expect("its end"),
        );
        assert!(found.starts_with(orgs[..from].trim_end()), "{found}");
        assert!(found.ends_with(&orgs[to..]), "{found}");
        let own = &found[..found.len() - (orgs.len() - to)];
        assert!(own.contains(new) && !own.contains(old), "{found}");
        let _: serde_json::Value = serde_json::from_str(&found).expect("JSON");
    }
}

/// A value that is spelt in its own way is carried as it stands, and an edit of it stands.
#[test]
fn an_edit_wins_over_a_value_as_it_stands() {
    let (json, csv) = (format("oneroster-1.1-json"), format("oneroster-1.1"));
    let orgs = r#"{"orgs":[{"sourcedId":1,"name":"N\u006frth","type":"school","parent":null}]}"#;
    let home = Memory::new().file("orgs.json", orgs);
    there_and_back(json, csv, &home);
    let there = across(json, csv, &home);
    let mut abroad = there.package.clone();
    replace(&mut abroad, "orgs.csv", "North", "Nord");
    let back = home_of(csv, json, &there, &abroad).package;
    assert_eq!(text(&back, "orgs.json"), orgs.replace("N\\u006frth", "Nord"));
}

/// What is to be deleted is nobody's any more; at home it still is to be.
#[test]
fn what_is_to_be_deleted_stays_at_home() {
    let json = format("oneroster-1.1-json");
    let orgs = r#"{"orgs":[{"sourcedId":"1","status":"active","name":"North","type":"school"},
        {"sourcedId":"2","status":"tobedeleted","name":"South","type":"school"}]}"#;
    let home = Memory::new().file("orgs.json", orgs);
    for (other, file) in
        [("oneroster-1.1", "orgs.csv"), ("sds-v1", "School.csv"), ("sds-v2.1", "orgs.csv")]
    {
        let there = across(json, format(other), &home);
        let schools = text(&there.package, file);
        assert!(schools.contains("North") && !schools.contains("South"), "{other}: {schools}");
        there_and_back(json, format(other), &home);
    }
}

/// Links are rows in CSV and items in JSON.
#[test]
fn links_become_items_and_rows() {
    for (csv, json) in VERSIONS {
        let (csv, json) = (format(csv), format(json));
        let home = sample(csv.id);
        let there = across(csv, json, &home).package;
        let back = convert(json, csv, &there, None, Carry::Nothing, &Options::default()).package;
        for (file, columns) in [
            ("classResources.csv", ["classSourcedId", "resourceSourcedId"]),
            ("courseResources.csv", ["courseSourcedId", "resourceSourcedId"]),
        ] {
            for column in columns {
                let texts = |package| common::cell::texts(csv, package, file, column);
                assert!(!texts(&home).is_empty(), "{} {file}", csv.id);
                assert_eq!(texts(&back), texts(&home), "{} {file} {column}", csv.id);
            }
        }
    }
}

/// A list says each item once, and one that a record has one of the first.
#[test]
fn several_links_of_a_record() {
    let (csv, json) = (format("oneroster-1.2"), format("oneroster-1.2-json"));
    let mut home = sample(csv.id);
    for (file, rows) in [
        ("classResources.csv", "c2,,,,cls-read-4a,res-02\r\nc3,,,,cls-read-4a,res-01\r\n"),
        ("lineItemScoreScales.csv", "l2,,,,li-01,scs-02\r\n"),
    ] {
        home.get_mut(file).expect("there").extend_from_slice(rows.as_bytes());
    }
    let there = across(csv, json, &home).package;
    let values = |file: &str, list: &str, id: &str, member: &str| {
        let document: serde_json::Value = serde_json::from_str(&text(&there, file)).expect("JSON");
        let all = document[list].as_array().expect("a list");
        let own = all.iter().find(|of| of["sourcedId"] == id).expect("a record");
        let ids = |of: &serde_json::Value| of["sourcedId"].as_str().unwrap_or_default().to_owned();
        match &own[member] {
            serde_json::Value::Array(items) => items.iter().map(ids).collect::<Vec<_>>(),
            one => vec![ids(one)],
        }
    };
    assert_eq!(values("classes.json", "classes", "cls-read-4a", "resources"), ["res-01", "res-02"]);
    assert_eq!(values("lineItems.json", "lineItems", "li-01", "scoreScale"), ["scs-01"]);
}

/// A service's gradebook with one line item, of which more is said.
fn gradebook(more: &str) -> Memory {
    let day = |n| format!("2026-09-0{n}T00:00:00.000Z");
    let session = |id: &str| {
        format!(
            "{{\"sourcedId\":\"{id}\",\"title\":\"{id}\",\"type\":\"term\",\"startDate\":\"2026-08-01\",\
             \"endDate\":\"2026-12-31\",\"schoolYear\":\"2027\"}}"
        )
    };
    let class = r#"{"sourcedId":"k","title":"K","classType":"scheduled","course":{"sourcedId":"c"},"school":{"sourcedId":"1"},"terms":[{"sourcedId":"t"},{"sourcedId":"u"}]}"#;
    let scale = r#"{"sourcedId":"s","title":"S","type":"points","class":{"sourcedId":"k"},"scoreScaleValue":[{"itemValueLHS":"A","itemValueRHS":"1"}]}"#;
    Memory::new()
        .file("orgs.json", r#"{"orgs":[{"sourcedId":"1","name":"N","type":"school"}]}"#)
        .file(
            "academicSessions.json",
            format!("{{\"academicSessions\":[{},{}]}}", session("t"), session("u")),
        )
        .file(
            "courses.json",
            r#"{"courses":[{"sourcedId":"c","title":"C","org":{"sourcedId":"1"}}]}"#,
        )
        .file("classes.json", format!("{{\"classes\":[{class}]}}"))
        .file("categories.json", r#"{"categories":[{"sourcedId":"h","title":"H"}]}"#)
        .file("scoreScales.json", format!("{{\"scoreScales\":[{scale}]}}"))
        .file(
            "lineItems.json",
            format!(
                "{{\"lineItems\":[{{\"sourcedId\":\"l\",\"title\":\"L\",\"assignDate\":\"{}\",\
                 \"dueDate\":\"{}\",\"class\":{{\"sourcedId\":\"k\"}},\"school\":{{\"sourcedId\":\"1\"}},\
                 \"category\":{{\"sourcedId\":\"h\"}}{more}}}]}}",
                day(1),
                day(2)
            ),
        )
}

/// What a service says within a line item is said in columns and files of CSV, and comes back.
#[test]
fn a_gradebook_becomes_rows() {
    let (csv, json) = (format("oneroster-1.2"), format("oneroster-1.2-json"));
    let there = |more: &str, file: &str, header: &str| {
        let home = gradebook(more);
        there_and_back(json, csv, &home);
        common::cell::texts(csv, &across(json, csv, &home).package, file, header)
    };
    // the session that it names, by whichever name, or the first of its class
    for (more, session) in [
        (",\"academicSession\":{\"sourcedId\":\"u\"}", "u"),
        (",\"gradingPeriod\":{\"sourcedId\":\"u\"}", "u"),
        ("", "t"),
    ] {
        let header = "academicSessionSourcedId";
        assert_eq!(there(more, "lineItems.csv", header), [session], "{more}");
    }
    assert_eq!(there("", "lineItems.csv", "assignDate"), ["2026-09-01"]);
    // of a member that stands twice the last counts; a time in another form is no day
    for (time, day) in [("2026-09-03T08:30:00Z", Some("2026-09-03")), ("9/3/2026T08:30:00Z", None)]
    {
        let days = there(&format!(",\"assignDate\":\"{time}\""), "lineItems.csv", "assignDate");
        assert_eq!(days, day.into_iter().collect::<Vec<_>>(), "{time}");
    }
    // scales are of the school and the course of their class
    assert_eq!(there("", "scoreScales.csv", "orgSourcedId"), ["1"]);
    assert_eq!(there("", "scoreScales.csv", "courseSourcedId"), ["c"]);
    // objectives of CASE have an address in CSV, and no others
    let uuid = "4A2F6F0E-6A8E-4F5E-8F5D-5A9B1C1D2E3F";
    let address = format!("urn:uuid:{}", uuid.to_ascii_lowercase());
    for (source, id, said) in [
        ("case", uuid, Some(&*address)),
        ("case", &address, Some(&*address)),
        ("case", "CV.1", None),
        ("unknown", uuid, Some(uuid)),
        ("unknown", "CV.1", Some("CV.1")),
    ] {
        let more = format!(
            ",\"learningObjectiveSet\":[{{\"source\":\"{source}\",\"learningObjectiveIds\":[\"{id}\"]}}]"
        );
        let file = "lineItemLearningObjectiveIds.csv";
        let ids = there(&more, file, "learningObjectiveId");
        assert_eq!(ids, said.into_iter().collect::<Vec<_>>(), "{source} {id}");
    }
}

/// What is carried of a document that others have written is told in the names of JSON.
#[test]
fn what_stays_home_has_a_place_in_the_document() {
    let (json, sds) = (format("oneroster-1.2-json"), format("sds-v2.1"));
    let home = sample("oneroster-1.2-json");
    let there = across(json, sds, &home);
    let Ledger { columns, .. } = &there.ledger;
    assert!(columns.iter().all(|of| of.file.contains(".json")), "{columns:?}");
    let master = columns.iter().find(|of| of.header == "userMasterIdentifier").expect("in it");
    assert_eq!((master.file, master.cells, master.carried), ("users.json", 1, 1));
    let told: Vec<_> = there
        .findings
        .iter()
        .filter_map(|of| Some((of.rule.code, of.place.pointer.as_ref()?.to_string())))
        .collect();
    let expected = ("M101", "/users/0/userMasterIdentifier".to_owned());
    assert!(told.contains(&expected), "{told:?}");
    assert!(told.iter().any(|(code, _)| *code == "M102"), "{told:?}");
}

#[test]
fn an_edit_abroad_changes_one_value() {
    for (a, file, old, new) in [
        ("oneroster-1.2-json", "users.csv", "Taavi", "Tõnu \"T\""),
        ("oneroster-1.1-json", "orgs.csv", "Nes School", "Nes \\ Skole"),
    ] {
        let home = sample(a);
        for b in ["oneroster-1.1", "oneroster-1.2"] {
            let (a, b) = (format(a), format(b));
            let there = across(a, b, &home);
            let mut abroad = there.package.clone();
            replace(&mut abroad, file, old, &new.replace('"', "").replace("\\ ", ""));
            let back = home_of(b, a, &there, &abroad);
            let mut expected = home.clone();
            let name = format!("{}.json", file.trim_end_matches(".csv"));
            replace(&mut expected, &name, old, &new.replace('"', "").replace("\\ ", ""));
            assert!(back.package == expected, "{}", difference(&expected, &back.package));
        }
    }
}

/// Who reads a service edits JSON; home is CSV.
#[test]
fn an_edit_in_json_changes_one_cell() {
    for (csv, json) in VERSIONS {
        let (a, b) = (format(csv), format(json));
        let home = District::new(a, 20, 5).package();
        let there = across(a, b, &home);
        let users = text(&home, "users.csv");
        let of_first = users.lines().nth(1).expect("someone");
        let id = of_first.split(',').next().expect("an id");
        let object = text(&there.package, "users.json");
        let object = object.lines().find(|line| line.contains(&format!("\"sourcedId\":\"{id}\",")));
        let object = object.expect("the same").trim_end_matches(',');
        let value: serde_json::Value = serde_json::from_str(object).expect("JSON");
        let name = value["givenName"].as_str().expect("a name");
        let mut abroad = there.package.clone();
        let new =
            object.replace(&format!("\"givenName\":\"{name}\""), "\"givenName\" : \"Zo\\u00eb\"");
        replace(&mut abroad, "users.json", object, &new);
        let back = home_of(b, a, &there, &abroad).package;
        let mut expected = home.clone();
        let line = of_first.replacen(&format!(",{name},"), ",Zoë,", 1);
        replace(&mut expected, "users.csv", of_first, &line);
        assert!(back == expected, "{}", difference(&expected, &back));
    }
}

/// A person added, one removed, and one moved to another role, in SDS.
#[test]
fn people_come_and_go_abroad() {
    let (json, csv) = (format("oneroster-1.1-json"), format("oneroster-1.1"));
    let home = Memory::new()
        .file("orgs.json", r#"{ "orgs" : [ {"sourcedId":"1","status":"active","name":"N","type":"school"} ] }"#)
        .file(
            "users.json",
            "{\"users\": [\n  {\"status\":\"active\", \"sourcedId\":\"a\", \"role\":\"student\", \
             \"enabledUser\":true, \"givenName\":\"Ada\", \"familyName\":\"A\", \"username\":\"ada\", \
             \"orgs\":[{\"sourcedId\":\"1\"}], \"x\":null},\n  {\"status\":\"active\", \
             \"sourcedId\":\"b\", \"role\":\"student\", \"enabledUser\":true, \"givenName\":\"Bo\", \
             \"familyName\":\"B\", \"username\":\"bo\", \"orgs\":[{\"sourcedId\":\"1\"}], \
             \"x\":null}\n]}\n",
        );
    let there = across(json, csv, &home);
    let mut abroad = there.package.clone();
    let bytes = abroad.get_mut("users.csv").expect("there");
    let text_abroad = String::from_utf8(bytes.clone()).expect("UTF-8");
    let lines: Vec<&str> = text_abroad.lines().collect();
    let ada = lines.iter().find(|line| line.starts_with("a,")).expect("Ada");
    let bo = lines.iter().find(|line| line.starts_with("b,")).expect("Bo");
    let cy = ada.replace("Ada", "Cy").replace("ada", "cy");
    let cy = format!("c{}", &cy[1..]);
    *bytes = format!("{}\r\n{}\r\n{cy}\r\n", lines[0], bo.replace("student", "teacher")).into();
    let back = home_of(csv, json, &there, &abroad);
    let users = text(&back.package, "users.json");
    assert!(!users.contains("Ada") && users.contains("Cy"), "{users}");
    let bo = "  {\"status\":\"active\", \"sourcedId\":\"b\", \"role\":\"teacher\", \
              \"enabledUser\":true, \"givenName\":\"Bo\", \"familyName\":\"B\", \
              \"username\":\"bo\", \"orgs\":[{\"sourcedId\":\"1\"}], \"x\":null}";
    assert!(users.starts_with(&format!("{{\"users\": [\n{bo},\n  {{")), "{users}");
    let cy = users.lines().nth(2).expect("Cy");
    let new = "{\"status\":\"active\", \"sourcedId\":\"c\", \"role\":\"student\", ";
    assert!(cy.trim_start().starts_with(new) && cy.contains("\"givenName\":\"Cy\""), "{cy}");
    let mut findings = Vec::new();
    check(json, &back.package, &roster_core::Options::new(), &mut findings);
    assert!(findings.iter().all(|of| of.rule.name != "not-json"), "{users}");
}

/// All come and go: what is left of a file is JSON.
#[test]
fn a_file_emptied_abroad_is_empty_at_home() {
    let (json, csv) = (format("oneroster-1.2-json"), format("oneroster-1.2"));
    for orgs in [
        r#"{"orgs": [{"sourcedId":"1","name":"N","type":"school"}]}"#,
        r#"{"org": {"sourcedId":"1","name":"N","type":"school"}}"#,
    ] {
        let home = Memory::new().file("orgs.json", orgs);
        there_and_back(json, csv, &home);
        let there = across(json, csv, &home);
        let mut abroad = there.package.clone();
        let bytes = abroad.get_mut("orgs.csv").expect("there");
        let header = String::from_utf8(bytes.clone()).expect("UTF-8");
        let two = format!("{header}2,,,Two,school,,\r\n");
        *bytes = two.into();
        let back = home_of(csv, json, &there, &abroad).package;
        let found = text(&back, "orgs.json");
        let document: serde_json::Value = serde_json::from_str(&found).expect("JSON");
        let list = document.as_object().and_then(|of| of.values().next()).expect("a member");
        assert_eq!(list.as_array().map(Vec::len), Some(2), "{found}");
    }
}

/// Files that could be taken for what a patch is made of, and are not.
#[test]
fn files_that_look_like_sheets() {
    let (json, csv) = (format("oneroster-1.2-json"), format("oneroster-1.2"));
    for bytes in [
        "\u{2}object,\"dress [\"\"a\"\",\"\"b\"\",\"\",\"\",\"\"\"\",\"\":\"\",\"\",\"\",\"\"\"\"]\",sourcedId\r\n,,1\r\n",
        "\u{1}",
        "\u{2}",
        "\u{1}\u{2}object",
        "sourcedId,name\r\n1,North\r\n",
        "",
    ] {
        for name in ["orgs.json", "ORGS.json", "notes.json"] {
            there_and_back(json, csv, &sample("oneroster-1.2-json").file(name, bytes));
            there_and_back(json, csv, &Memory::new().file(name, bytes));
        }
    }
}

#[test]
fn embedding_goes_there_and_back() {
    for (_, json) in VERSIONS {
        let json = format(json);
        for other in formats().into_iter().filter(|other| other.id != json.id) {
            for (a, b) in [(json, other), (other, json)] {
                let home = sample(a.id);
                let options = Options::default();
                let there = convert(a, b, &home, None, Carry::Embed, &options);
                let sidecar = there.sidecar.as_ref();
                let back = convert(b, a, &there.package, sidecar, Carry::Embed, &options);
                let at = format!("{} by way of {}", a.id, b.id);
                assert!(back.package == home, "{at}: {}", difference(&home, &back.package));
                for profile in b.profiles {
                    assert_eq!(errors(b, &there.package, profile.id), [""; 0], "{at}");
                }
            }
        }
    }
    // in JSON it rides as metadata
    let there = convert(
        format("sds-v1"),
        format("oneroster-1.2-json"),
        &sample("sds-v1"),
        None,
        Carry::Embed,
        &Options::default(),
    );
    assert!(text(&there.package, "orgs.json").contains("\"metadata\":{\"sds-v1."));
}

/// White space of JSON.
fn space() -> impl Strategy<Value = &'static str> {
    prop_oneof![6 => Just(""), 1 => Just(" "), 1 => Just("\n  "), 1 => Just("\t"), 1 => Just("\r\n")]
}

/// Values as providers and others write them.
fn value() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("null".to_owned()),
        Just("true".to_owned()),
        Just("1".to_owned()),
        Just("1.50".to_owned()),
        Just("\"\"".to_owned()),
        Just("\"\\u0041\\ud83d\\ude00\"".to_owned()),
        Just("\"\\ud800\"".to_owned()),
        Just("{\"sourcedId\":\"1\"}".to_owned()),
        Just("{ \"href\": \"https://x.example/ims/oneroster/v1p1/orgs/1\", \"sourcedId\": \"1\", \"type\": \"org\" }".to_owned()),
        "[a-z0-9 ,=\"\\\\]{0,6}".prop_map(|text| serde_json::to_string(&text).expect("a string")),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            (proptest::collection::vec(inner.clone(), 0..3), space())
                .prop_map(|(items, gap)| format!("[{gap}{}{gap}]", items.join(&format!(",{gap}")))),
            (proptest::collection::vec((name(), inner), 0..3), space())
                .prop_map(|(members, gap)| object(&members, gap)),
        ]
    })
}

fn name() -> impl Strategy<Value = String> {
    let names = [
        "sourcedId",
        "status",
        "dateLastModified",
        "name",
        "type",
        "parent",
        "children",
        "metadata",
        "givenName",
        "givenname",
        "roles",
        "role",
        "orgs",
        "org",
        "grades",
        "userIds",
        "credentials",
        "userSourcedId",
        "=name",
        "\u{2}object",
        "",
        "a b",
        "x",
    ];
    proptest::sample::select(names.to_vec()).prop_map(str::to_owned)
}

fn object(members: &[(String, String)], gap: &str) -> String {
    let mut out = String::from("{");
    for (i, (name, value)) in members.iter().enumerate() {
        let comma = if i == 0 { "" } else { "," };
        let name = serde_json::to_string(name).expect("a string");
        write!(out, "{comma}{gap}{name}:{gap}{value}").expect("it fits");
    }
    out + gap + "}"
}

fn document() -> impl Strategy<Value = String> {
    let item = prop_oneof![
        8 => (proptest::collection::vec((name(), value()), 0..6), space(), 0..4_u8).prop_map(
            |(mut members, gap, id)| {
                members.insert(0, ("sourcedId".to_owned(), format!("\"{id}\"")));
                object(&members, gap)
            }
        ),
        1 => value(),
    ];
    let envelope = prop_oneof![
        5 => Just(("{\"orgs\":[", "]}")),
        3 => Just(("{\"users\": [\n", "\n]}\n")),
        1 => Just(("[", "]")),
        1 => Just(("\u{feff}{\"count\":2,\"users\":[", "],\"users2\":[]}")),
        1 => Just(("{\"org\":", "}")),
    ];
    (envelope, proptest::collection::vec((item, space()), 0..5)).prop_map(
        |((head, tail), items)| {
            let mut out = String::from(head);
            for (i, (item, gap)) in items.iter().enumerate() {
                write!(out, "{}{gap}{item}", if i == 0 { "" } else { "," }).expect("it fits");
            }
            out + tail
        },
    )
}

/// A day becomes a time in JSON; what is a time already stays one, and what is neither has no place.
#[test]
fn days_become_times_and_times_stay() {
    let (csv, json) = (format("oneroster-1.2"), format("oneroster-1.2-json"));
    for (written, said) in [
        ("2026-09-01", Some("2026-09-01T00:00:00.000Z")),
        ("2026-09-01T08:30:00.000Z", Some("2026-09-01T08:30:00.000Z")),
        ("20260901", None),
        ("some day!!", None),
    ] {
        let mut home = sample("oneroster-1.2");
        replace(&mut home, "lineItems.csv", "2026-09-14", written);
        there_and_back(csv, json, &home);
        let there = across(csv, json, &home);
        let name = (0..there.package.len()).map(|at| there.package.name(at).to_owned());
        let name = name.into_iter().find(|name| name.contains("lineItems")).expect("a collection");
        let shown = text(&there.package, &name);
        let first_of = shown.split("\"assignDate\":").nth(1).unwrap_or_default();
        match said {
            Some(said) => {
                assert!(first_of.trim_start().starts_with(&format!("\"{said}\"")), "{written}")
            }
            None => assert!(!shown.contains(written), "{written}"),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn any_document_goes_there_and_back(
        version in 0..2_usize,
        other in any::<prop::sample::Index>(),
        orgs in document(),
        users in document(),
        whole in any::<bool>(),
    ) {
        let json = format(VERSIONS[version].1);
        let others: Vec<_> = formats().into_iter().filter(|other| other.id != json.id).collect();
        let mut home = if whole { sample(json.id) } else { Memory::new() };
        home.remove("orgs.json");
        home.remove("users.json");
        there_and_back(json, others[other.index(others.len())], &home.file("orgs.json", orgs).file("users.json", users));
    }
}

/// Items of a list that are not read, since too much would be repeated in their rows, stay at home:
/// that is told with their place, and at home they are again.
#[test]
fn items_that_are_not_read_stay_at_home() {
    const ITEMS: usize = 2000;
    let json = format("oneroster-1.2-json");
    let long = "x".repeat(250);
    let role = r#"{"role":"student","roleType":"primary","org":{"sourcedId":"1"}}"#;
    let roles = [vec![role], vec!["{}"; ITEMS - 1]].concat().join(",\n");
    let users = format!(
        "{{\"users\":[{{\"sourcedId\":\"{long}\",\"enabledUser\":\"true\",\"username\":\"a\",\
         \"givenName\":\"Ada\",\"familyName\":\"May\",\"roles\":[\n{roles}\n]}}]}}"
    );
    let orgs = r#"{"orgs": [{"sourcedId":"1","name":"N","type":"school"}]}"#;
    let home = Memory::new().file("orgs.json", orgs).file("users.json", users);
    let mut findings = Vec::new();
    check(json, &home, &roster_core::Options::new(), &mut findings);
    let not_read = findings.iter().find(|of| of.rule.name == "items-not-read").expect("told");
    assert!((1..ITEMS as u64).contains(&not_read.count), "{}", not_read.count);

    for other in formats().into_iter().filter(|other| other.id != json.id) {
        there_and_back(json, other, &home);
        let there = across(json, other, &home);
        let told = there.findings.iter().find(|of| {
            (of.rule.code, &of.place, of.count) == ("M102", &not_read.place, not_read.count)
        });
        assert!(told.is_some(), "by way of {}: {:?}", other.id, there.findings);
        let back = home_of(other, json, &there, &there.package);
        assert!(back.findings.is_empty(), "by way of {}: {:?}", other.id, back.findings);
    }
    // an edit beside them leaves them where they are; one of the list writes it anew, which is told
    let csv = format("oneroster-1.2");
    let there = across(json, csv, &home);
    for (file, old, new, stands) in
        [("users.csv", "Ada", "Adele", false), ("roles.csv", "student", "teacher", true)]
    {
        let mut abroad = there.package.clone();
        replace(&mut abroad, file, old, new);
        let back = home_of(csv, json, &there, &abroad);
        let items = text(&back.package, "users.json").matches("{}").count();
        assert_eq!(items == ITEMS - 1, !stands, "{file}: {items}");
        let codes: Vec<_> = back.findings.iter().map(|of| of.rule.code).collect();
        assert_eq!(codes.contains(&"M201"), stands, "{file}: {codes:?}");
    }
}
