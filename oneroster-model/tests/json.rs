//! JSON documents: whatever the bytes there is an answer, nothing of them is told, and what is
//! written is read back.

use std::{collections::BTreeSet, fs, path::Path};

use oneroster_model::json::{BINDINGS, Document, Writer, v1p1, v1p2};
use proptest::prelude::*;
use roster_core::{
    Field, Format, Limit, Memory, Options, Record, Source, check, recognise,
    render::{Human, Report, human, json, sarif},
};

fn sample(name: &str) -> Memory {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../samples").join(name);
    let entries = fs::read_dir(folder).expect("the folder is there");
    let mut files: Vec<_> = entries.map(|entry| entry.expect("readable").path()).collect();
    files.sort();
    files.into_iter().fold(Memory::new(), |package, path| {
        let name = path.file_name().expect("a name").to_str().expect("UTF-8").to_owned();
        package.file(name, fs::read(path).expect("readable"))
    })
}

const SAMPLES: [(&Format, &str); 4] = [
    (&v1p1::FORMAT, "oneroster-1.1-json"),
    (&v1p1::FORMAT, "oneroster-1.1-json-faulty"),
    (&v1p2::FORMAT, "oneroster-1.2-json"),
    (&v1p2::FORMAT, "oneroster-1.2-json-faulty"),
];

#[test]
fn versions_are_told_apart() {
    let formats = [oneroster_model::FORMATS, oneroster_model::json::FORMATS].concat();
    for (format, name) in SAMPLES {
        let found = recognise(&formats, &sample(name));
        assert_eq!(found.map(|format| format.id), Some(format.id), "{name}");
    }
    // by the members alone, where no address tells
    for (binding, other) in BINDINGS.iter().zip([1, 0]) {
        for collection in binding.collections {
            let members = collection.members.columns.iter().map(|of| of.header);
            let other = BINDINGS[other].collection(collection.members.file);
            let own: BTreeSet<_> = members.collect();
            let theirs = other.map(|of| of.members.columns.iter().map(|of| of.header).collect());
            if theirs.as_ref() == Some(&own)
                || own.len() < theirs.map_or(0, |of: BTreeSet<_>| of.len())
            {
                continue;
            }
            let body = own.iter().map(|name| format!("\"{name}\":null")).collect::<Vec<_>>();
            let text = format!("{{\"{}\":[{{{}}}]}}", collection.key, body.join(","));
            let package = Memory::new().file(collection.members.file, text);
            let found = recognise(&formats, &package);
            assert_eq!(found.map(|format| format.id), Some(binding.format.id), "{own:?}");
        }
    }
}

/// A finding may stand for many objects; each of them is an occurrence, and none of a rule that is off.
#[test]
fn occurrences_are_counted() {
    let many = |object: &str| format!("{{\"users\":[{}]}}", [object; 5].join(","));
    let made = [
        r#"{"sourcedId":"a","unknown":1}"#,
        r#"{"sourcedId":"a","sourcedId":"b"}"#,
        r#"{"sourcedId":1}"#,
        r#"{"sourcedId":"a","orgs":[{"sourcedId":"x"}]}"#,
        r#"{"sourcedId":"a","enabledUser":true}"#,
        r#"{"sourcedId":"a","roles":[{"role":"x"}]}"#,
        r#"{"sourcedId":"a","status":null}"#,
    ];
    let made = made.map(|object| Memory::new().file("users.json", many(object)));
    let samples = SAMPLES.map(|(_, name)| sample(name));
    let mut most = 0;
    for package in made.iter().chain(&samples) {
        for format in oneroster_model::json::FORMATS {
            for profile in format.profiles {
                let options = Options::new().profile(profile).limit(Limit::NONE);
                let mut findings = Vec::new();
                let summary = check(format, package, &options, &mut findings);
                let counted: u64 = findings.iter().map(|finding| finding.count).sum();
                assert_eq!(summary.occurrences, counted, "{} for {}", format.id, profile.id);
                assert_eq!(summary.totals.sum(), findings.len() as u64);
                most = most.max(findings.iter().map(|finding| finding.count).max().unwrap_or(0));
            }
        }
    }
    assert!(most >= 5, "one stands for all that fail for one cause");
}

/// Every column of the CSV files that has a place in JSON is somewhere a member, and the other way
/// round, but for what only one of the two can say.
#[test]
fn tables_cover_the_csv_files() {
    for binding in BINDINGS {
        let mut said = BTreeSet::new();
        for collection in binding.collections {
            let parts = collection.parts.iter().map(|part| part.rows);
            for table in [collection.rows].into_iter().chain(parts) {
                said.extend(table.columns.iter().map(|column| (table.file, column.header)));
            }
        }
        let mut left: BTreeSet<&str> = BTreeSet::new();
        for table in binding.csv.tables {
            let missing =
                table.columns.iter().filter(|of| !said.contains(&(table.file, of.header)));
            left.extend(missing.map(|_| table.file));
        }
        // rows that link records: in JSON they are a member of one of the two, without an id
        let links = ["classResources.csv", "courseResources.csv", "manifest.csv"];
        let links_1_2 = [
            "lineItemLearningObjectiveIds.csv",
            "lineItemScoreScales.csv",
            "resultLearningObjectiveIds.csv",
            "resultScoreScales.csv",
            "roles.csv",
            "scoreScales.csv",
            "userProfiles.csv",
            "userResources.csv",
        ];
        let mut expected = BTreeSet::from(links);
        if binding.csv.id == "oneroster-1.2" {
            expected.extend(links_1_2);
        }
        assert_eq!(left, expected, "{}", binding.csv.id);
    }
}

/// What a caller reads of a document and writes again is read again alike.
#[test]
fn records_are_written_as_they_are_read() {
    use oneroster_model::{v1p1 as one, v1p2 as two};
    macro_rules! each {
        ($binding:expr, $sample:literal: $($record:ty => $key:literal),+ $(,)?) => {$({
            let package = sample($sample);
            let file = (0..package.len()).find(|at| package.name(*at) == concat!($key, ".json"));
            let bytes = package.read(file.expect("the file is there")).expect("in memory");
            let document = Document::read($binding, $key, bytes).expect("a document");
            let records: Vec<$record> =
                document.objects().map(|object| object.record().expect("a row")).collect();
            assert!(!records.is_empty());
            let writer = Writer::new($binding, "https://sis.example.org");
            let objects = records.iter().map(|record| writer.record(record).expect("a resource"));
            let text = writer.collection($key, objects).expect("a resource");
            let again = Document::read($binding, $key, text.as_bytes()).expect("a document");
            let again: Vec<$record> =
                again.objects().map(|object| object.record().expect("a row")).collect();
            let cells = |records: &[$record]| -> Vec<Vec<Option<Vec<u8>>>> {
                let blank = |cell: &&[u8]| !cell.is_empty();
                let row = |record: &$record| {
                    record.cells().map(|cell| cell.filter(blank).map(<[u8]>::to_vec)).collect()
                };
                records.iter().map(row).collect()
            };
            assert!(cells(&again) == cells(&records), $key);
        })+};
    }
    each!(&v1p1::BINDING, "oneroster-1.1-json":
        one::AcademicSession => "academicSessions", one::Category => "categories",
        one::Class => "classes", one::Course => "courses", one::Demographics => "demographics",
        one::Enrollment => "enrollments", one::LineItem => "lineItems", one::Org => "orgs",
        one::Resource => "resources", one::Result => "results", one::User => "users");
    each!(&v1p2::BINDING, "oneroster-1.2-json":
        two::AcademicSession => "academicSessions", two::Category => "categories",
        two::Class => "classes", two::Course => "courses", two::Demographics => "demographics",
        two::Enrollment => "enrollments", two::LineItem => "lineItems", two::Org => "orgs",
        two::Resource => "resources", two::Result => "results", two::ScoreScale => "scoreScales",
        two::User => "users", v1p2::AssessmentLineItem => "assessmentLineItems",
        v1p2::AssessmentResult => "assessmentResults");
}

#[test]
fn a_document_says_what_is_wrong_with_it() {
    use oneroster_model::json::NoDocument;
    let read = |key: &str, text: &'static str| {
        Document::read(&v1p2::BINDING, key, text.as_bytes()).map(|of| of.objects().count())
    };
    assert_eq!(read("users", "{\"users\": [\n{}, 7]}"), Ok(1));
    assert_eq!(read("demographics", "{\"demographics\": {}}"), Ok(1));
    assert_eq!(read("users", "[{}]"), Ok(1));
    assert_eq!(read("people", "{}"), Err(NoDocument::NoResource));
    assert_eq!(read("users", "{\"errors\": []}"), Err(NoDocument::NoCollection));
    let cut = read("users", "{\"users\":\n [");
    assert_eq!(cut, Err(NoDocument::NotJson { line: 2, column: 2 }));
}

/// A word of a record that JSON has no place for is left out, not written somewhere.
#[test]
fn what_has_no_member_is_not_written() {
    let scale = oneroster_model::v1p2::ScoreScale {
        sourced_id: Field::raw("s"),
        org_sourced_id: Field::raw("o"),
        score_scale_value: Field::raw("{A:90},{B:80}"),
        ..Default::default()
    };
    let text = Writer::new(&v1p2::BINDING, "").record(&scale);
    let expected = r#"{"sourcedId":"s","scoreScaleValue":[{"itemValueLHS":"A","itemValueRHS":"90"},{"itemValueLHS":"B","itemValueRHS":"80"}]}"#;
    assert_eq!(text.as_deref(), Some(expected));
}

/// What an object says once stands in each row of its lists, but no more than some times the
/// object's size in all. Items beyond have no row, and it is told where they begin and how many they are.
#[test]
fn items_without_rows_are_told() {
    const ITEMS: usize = 2000;
    let long = "x".repeat(1000);
    let each_on_a_line = |item: &str| vec![item; ITEMS].join(",\n");
    let role = each_on_a_line(r#"{"role":"student"}"#);
    let user = format!("{{\"sourcedId\":\"{long}\",\"roles\":[\n{role}\n]}}");
    let ids = each_on_a_line(r#""7""#);
    let line_item = format!(
        "{{\"sourcedId\":\"a\",\"learningObjectiveSet\":[{{\"source\":\"{long}\",\
         \"learningObjectiveIds\":[\n{ids}\n]}}]}}"
    );
    let cases = [
        ("users", user, "/users/0/roles/"),
        ("lineItems", line_item, "/lineItems/0/learningObjectiveSet/0/learningObjectiveIds/"),
    ];
    for (key, object, way) in cases {
        let told = |objects: &[&str]| {
            let text = format!("{{\"{key}\":[{}]}}", objects.join(",\n"));
            let document = Document::read(&v1p2::BINDING, key, text.as_bytes()).expect("JSON");
            let read: Vec<usize> = document
                .objects()
                .map(|object| match key {
                    "users" => object.parts::<oneroster_model::v1p2::Role>().len(),
                    _ => object.parts::<oneroster_model::v1p2::LineItemLearningObjectiveId>().len(),
                })
                .collect();
            let package = Memory::new().file(format!("{key}.json"), text.clone());
            let options = Options::new().limit(Limit::NONE);
            let mut findings = Vec::new();
            check(&v1p2::FORMAT, &package, &options, &mut findings);
            findings.retain(|finding| finding.rule.name == "items-not-read");
            (read, findings)
        };

        let (read, findings) = told(&[&object, &object]);
        assert!(read[0] > 0 && read[0] < ITEMS && read[0] == read[1], "{key}: {read:?}");
        let [finding] = &findings[..] else { panic!("{key}: {findings:?}") };
        assert_eq!(finding.count as usize, 2 * (ITEMS - read[0]), "{key}");
        let place = &finding.place;
        let pointer = place.pointer.as_ref().map(ToString::to_string);
        assert_eq!(pointer, Some(format!("{way}{}", read[0])));
        // the first line ends behind the list's bracket
        let line = read[0] as u64 + 2;
        assert_eq!((place.line, place.in_line, place.row), (Some(line), Some(1), Some(1)), "{key}");
        let [also] = &finding.also[..] else { panic!("{key}: {:?}", finding.also) };
        assert_eq!((also.line, also.row), (line + ITEMS as u64 + 2, 2), "{key}");

        let short = object.replace(&long, "x");
        assert_eq!(told(&[&short]), (vec![ITEMS], vec![]), "{key}: all have a row");
    }
}

/// JSON with this word for all that a document can say: names that no format has, and texts.
fn canaries() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("\"Canary\"".to_owned()),
        Just("null".to_owned()),
        Just("true".to_owned()),
        Just("17".to_owned()),
        Just("\"Canary, Canary\"".to_owned()),
    ];
    let names = prop_oneof![
        Just("Canary"),
        Just("sourcedId"),
        Just("orgs"),
        Just("roles"),
        Just("org"),
        Just("userIds"),
        Just("type"),
        Just("href"),
        Just("metadata"),
        Just("enabledUser"),
        Just("userProfiles"),
        Just("credentials"),
        Just("givenName"),
        Just("users"),
    ];
    leaf.prop_recursive(5, 60, 6, move |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4)
                .prop_map(|items| format!("[{}]", items.join(","))),
            proptest::collection::vec((names.clone(), inner), 0..6).prop_map(|members| {
                let members = members.iter().map(|(name, value)| format!("\"{name}\":{value}"));
                format!("{{{}}}", members.collect::<Vec<_>>().join(",\n"))
            }),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn nothing_of_a_document_is_told(value in canaries(), wrapped in any::<bool>()) {
        let text = if wrapped { format!("{{\"users\":[{value}]}}") } else { value };
        for (format, _) in SAMPLES {
            let package = Memory::new().file("users.json", text.clone()).file("Canary.json", "{}");
            let report = Report::of(format, &package, &Options::new());
            let debug = format!("{:?}", report.findings);
            for shown in [human(&report, &Human::default()), json(&report), sarif(&report), debug] {
                // a file's name is told
                prop_assert!(!shown.replace("Canary.json", "").contains("Canary"), "{shown}");
            }
        }
    }

    #[test]
    fn any_bytes_have_an_answer(
        sample_of in 0..4_usize,
        file in any::<prop::sample::Index>(),
        at in any::<prop::sample::Index>(),
        new in "[\\[\\]{}\",:0-9a-z \\\\]{0,6}",
        cut in 0..40_usize,
    ) {
        let (format, name) = SAMPLES[sample_of];
        let mut package = sample(name);
        let name = package.name(file.index(package.len())).to_owned();
        let bytes = package.get_mut(&name).expect("the file is there");
        let at = at.index(bytes.len());
        let end = bytes.len().min(at + cut);
        bytes.splice(at..end, new.bytes());
        let mut findings = Vec::new();
        let summary = check(format, &package, &Options::new(), &mut findings);
        // places are within their files
        for finding in &findings {
            if let (roster_core::FileAt::Present(file), Some(span)) = (finding.place.file, &finding.place.span) {
                prop_assert!(span.end <= package.read(file).expect("in memory").len());
            }
        }
        prop_assert!(summary.totals.sum() >= findings.len() as u64);
    }
}
