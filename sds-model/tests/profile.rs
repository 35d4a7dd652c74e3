//! Synchronization profiles: read, written, checked.

use std::{fs, path::Path};

use proptest::prelude::*;
use roster_core::{
    Finding, Memory, Options, check,
    render::{Human, Report, human, json as json_of, sarif},
};
use sds_model::profile::{
    EducationCsvDataProvider, EducationIdentityCreationConfiguration, EducationIdentityDomain,
    EducationIdentitySynchronizationConfiguration, EducationSynchronizationConnectionSettings,
    EducationSynchronizationDataProvider, EducationSynchronizationProfile,
    EducationSynchronizationProfileState, EducationUserRole, FORMAT, Member, NotAnObject,
};

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}
fn sample(name: &str) -> String {
    fs::read_to_string(root().join("samples/graph-profile").join(name)).expect("readable")
}
fn found(text: &str) -> Vec<Finding> {
    let package = Memory::new().file("profile.json", text);
    let mut findings = Vec::new();
    check(&FORMAT, &package, &Options::new(), &mut findings);
    findings
}
/// Code, pointer, line and place in it.
fn shown(text: &str) -> Vec<String> {
    let show = |finding: &Finding| {
        let place = &finding.place;
        let pointer = place.pointer.as_ref().map(ToString::to_string).unwrap_or_default();
        let (line, byte) = (place.line.unwrap_or(0), place.in_line.unwrap_or(0));
        format!("{} {pointer} {line}:{byte}", finding.rule.code)
    };
    found(text).iter().map(show).collect()
}

#[test]
fn samples_are_written_as_they_were_read() {
    for name in ["profile.json", "oneroster.json"] {
        let text = sample(name);
        let profile = EducationSynchronizationProfile::read(&text).expect("a profile");
        assert_eq!(profile.write(), text.trim_end(), "{name}");
        assert_eq!(shown(&text), [""; 0], "{name}");
    }
    assert_eq!(shown(&sample("powerschool.json")), [""; 0]);
}

/// Request and response of *Create educationSynchronizationProfile*, where the page is at hand.
#[test]
fn the_documented_example_is_written_as_it_was_read_and_is_clean() {
    let Ok(pages) = fs::read_dir(root().join("../shared/seeds")) else { return };
    let mut seen = 0;
    for page in pages {
        let page = fs::read_to_string(page.expect("readable").path()).expect("readable");
        for part in page.split("Content-type: application/json").skip(1) {
            let Some(start) = part.find('{') else { continue };
            let end = part[start..].find("\n}").expect("the example ends");
            let text = &part[start..start + end + 2];
            let profile = EducationSynchronizationProfile::read(text).expect("a profile");
            assert_eq!(profile.write(), text);
            assert_eq!(shown(text), [""; 0]);
            seen += 1;
        }
    }
    assert_eq!(seen, 2, "the request and the response");
}

#[test]
fn the_parts_of_a_profile_are_typed() {
    let profile = EducationSynchronizationProfile::read(&sample("oneroster.json")).expect("one");
    let state = profile.state.get().and_then(|word| word.get());
    assert_eq!(state, Some(EducationSynchronizationProfileState::Provisioned));
    let Some(EducationSynchronizationDataProvider::OneRosterApi(api)) = profile.data_provider.get()
    else {
        panic!("a OneRoster service: {profile:?}")
    };
    let Some(EducationSynchronizationConnectionSettings::OAuth2ClientCredentials(settings)) =
        api.connection_settings.get()
    else {
        panic!("OAuth 2: {api:?}")
    };
    assert_eq!(settings.client_secret.get().map(|secret| secret.reveal()), Some("pine-4419-otter"));
    assert_eq!(settings.scope, Member::Null);
    assert_eq!(api.schools_ids.get().map(Vec::len), Some(2));
    assert_eq!(api.term_ids.get().map(Vec::len), Some(0));
    let status = profile.profile_status.get().expect("a status");
    assert_eq!(status.error_count.get(), Some(&1));
    let error = &profile.errors.get().expect("errors")[0];
    assert_eq!(error.entry_type.get().map(|word| word.text()), Some("Student"));
    assert!(error.entry_type.get().is_some_and(|word| word.get().is_some()));
}

#[test]
fn a_profile_can_be_built() {
    let domain = EducationIdentityDomain {
        applies_to: EducationUserRole::Student.into(),
        name: "school.example".into(),
        ..Default::default()
    };
    let creation = EducationIdentityCreationConfiguration {
        user_domains: vec![domain].into(),
        ..EducationIdentityCreationConfiguration::typed()
    };
    let profile = EducationSynchronizationProfile {
        display_name: "Northside".into(),
        data_provider: EducationCsvDataProvider::typed().into(),
        identity_synchronization_configuration: creation.into(),
        ..Default::default()
    };
    assert_eq!(
        profile.write(),
        r##"{
    "dataProvider": {
        "@odata.type": "#microsoft.graph.educationCsvDataProvider"
    },
    "displayName": "Northside",
    "identitySynchronizationConfiguration": {
        "@odata.type": "#microsoft.graph.educationIdentityCreationConfiguration",
        "userDomains": [
            {
                "appliesTo": "student",
                "name": "school.example"
            }
        ]
    }
}"##
    );
    assert_eq!(
        shown(&profile.write()),
        ["S311 /identitySynchronizationConfiguration/userDomains 8:24"]
    );
}

#[test]
fn each_spelling_of_a_type_that_is_met_is_understood_and_kept() {
    for (name, found) in [
        ("#microsoft.graph.educationCsvDataProvider", &[][..]),
        (
            "#Microsoft.Education.DataSync.educationCsvDataProvider",
            &["S304 /dataProvider/@odata.type 4:24"],
        ),
        ("microsoft.graph.EducationCSVDataProvider", &["S304 /dataProvider/@odata.type 4:24"]),
    ] {
        let text =
            sample("profile.json").replace("#microsoft.graph.educationCsvDataProvider", name);
        let profile = EducationSynchronizationProfile::read(&text).expect("a profile");
        let provider = profile.data_provider.get();
        assert!(matches!(provider, Some(EducationSynchronizationDataProvider::Csv(_))), "{name}");
        assert_eq!(profile.write(), text.trim_end());
        assert_eq!(shown(&text), found);
    }
    let text = sample("oneroster.json").replace("educationOneRosterApi", "educationoneRosterApi");
    let profile = EducationSynchronizationProfile::read(&text).expect("a profile");
    let provider = profile.data_provider.get();
    assert!(matches!(provider, Some(EducationSynchronizationDataProvider::OneRosterApi(_))));
}

#[test]
fn what_no_type_knows_is_kept() {
    let text = r##"{
    "@odata.context": "…",
    "displayName": 7,
    "state": "resting",
    "dataProvider": {
        "@odata.type": "#microsoft.graph.educationCloudDataProvider",
        "drops": [
            1.50,
            12345678901234567890123,
            "é\u00e9\/"
        ]
    },
    "displayName": "again",
    "identitySynchronizationConfiguration": {},
    "errors": {},
    "licensesToAssign": [
        7
    ]
}"##;
    let profile = EducationSynchronizationProfile::read(text).expect("an object");
    assert_eq!(profile.write(), text);
    let others: Vec<_> = profile.members.others().map(|(name, _)| name).collect();
    assert_eq!(others, ["@odata.context", "displayName"]);
    assert!(profile.display_name.get().is_none());
    assert!(profile.state.get().is_some_and(|word| word.get().is_none()));
    assert!(matches!(
        profile.identity_synchronization_configuration.get(),
        Some(EducationIdentitySynchronizationConfiguration::Unknown(_))
    ));
}

#[test]
fn a_text_that_is_no_object_is_an_error() {
    let read = |text: &str| EducationSynchronizationProfile::read(text).err();
    assert_eq!(read("[]"), Some(NotAnObject::Other));
    let Some(NotAnObject::NotJson(error)) = read("{\n \"a\" 1}") else { panic!() };
    assert_eq!((error.line, error.column), (2, 6));
    assert!(read("").is_some() && read("{} {}").is_some());
}

#[test]
fn a_file_that_is_no_profile_is_an_error_with_a_place() {
    for (text, at) in [
        ("", "S301  1:1"),
        ("SIS ID,Name\r\n7,North\r\n", "S301  1:1"),
        ("{\n\"a\": 1,\n}", "S301  3:1"),
        ("[1]", "S301  1:1"),
        ("  \"text\"", "S301  1:3"),
        ("{}", "S301  1:1"),
        ("\u{FEFF}{\"displayName\": \"x\"}", "S301  1:4"),
        ("{\"value\": [7]}", "S301 /value/0 1:12"),
        ("{\"value\": [{}]}", "S301 /value/0 1:12"),
    ] {
        assert_eq!(shown(text), [at], "{text}");
    }
    let package = Memory::new().file("profile.json", b"{\n\"a\": \"\xFF\"}".as_slice());
    let mut findings = Vec::new();
    let summary = check(&FORMAT, &package, &Options::new(), &mut findings);
    assert_eq!((findings[0].place.line, findings[0].place.in_line), (Some(2), Some(7)));
    assert_eq!(summary.totals.error, 1);
    assert!(findings[0].message().contains("not UTF-8"));
}

#[test]
fn each_fault_is_found_where_it_is() {
    let csv = sample("profile.json");
    let api = sample("oneroster.json");
    let power = sample("powerschool.json");
    for (text, from, to, finds) in [
        (&csv, "\"displayName\"", "\"displayname\"", &["S302 /displayName 1:1", "S305  2:5"][..]),
        (&csv, "\"Halvorsen District\"", "\" \"", &["S302 /displayName 2:20"]),
        (&csv, "\"Halvorsen District\"", "null", &["S302 /displayName 2:20"]),
        (
            &csv,
            "students.halvorsen.example",
            "students",
            &["S307 /identitySynchronizationConfiguration/userDomains/0/name 54:25"],
        ),
        (
            &csv,
            "\"0001-01-01T00:00:00Z\"",
            "\"2026-09-01\"",
            &["S307 /dataProvider/customizations/studentEnrollment/synchronizationStartDate 39:45"],
        ),
        (&csv, "-666666666666", "-66666666666g", &["S307 /licensesToAssign/1/skuIds/0 72:17"]),
        (
            &csv,
            "\"studentEnrollment\"",
            "\"student_enrollment\"",
            &["S305 /dataProvider/customizations 38:13"],
        ),
        (
            &csv,
            "\"School Number\"",
            "\"SIS ID\"",
            &["S310 /dataProvider/customizations/school/optionalPropertiesToSync/0 8:21"],
        ),
        (&csv, "\"School Number\"", "\"Postal Code\"", &[]),
        (
            &csv,
            "\"School Number\"",
            "\"Colour\"",
            &["S309 /dataProvider/customizations/school/optionalPropertiesToSync/0 8:21"],
        ),
        (
            &csv,
            "\"teacherRoster\": {",
            "\"teacherRoster\": {\"synchronizationStartDate\": \"2026-09-01T00:00:00+02:00\",",
            &["S310 /dataProvider/customizations/teacherRoster/synchronizationStartDate 43:59"],
        ),
        (
            &csv,
            "\"teacherRoster\": {",
            "\"teacherRoster\": {\"optionalPropertiesToSync\": [\"Title\"],",
            &["S310 /dataProvider/customizations/teacherRoster/optionalPropertiesToSync/0 43:60"],
        ),
        (
            &csv,
            "\"licensesToAssign\"",
            "\"state\": \"provisoned\", \"licensesToAssign\"",
            &["S308 /state 62:14"],
        ),
        (
            &api,
            "https://sis.brzozowe.example/ims",
            "http://sis.brzozowe.example/ims",
            &["S307 /dataProvider/connectionUrl 9:26"],
        ),
        (
            &api,
            "https://sis.brzozowe.example/token",
            "https://me@sis.brzozowe.example/token",
            &["S307 /dataProvider/connectionSettings/tokenUrl 14:25"],
        ),
        (
            &api,
            "\"brzozowe-sds\"",
            "\"\"",
            &["S302 /dataProvider/connectionSettings/clientId 12:25"],
        ),
        (
            &api,
            "\"pine-4419-otter\"",
            "4419",
            &["S307 /dataProvider/connectionSettings/clientSecret 13:29"],
        ),
        (
            &api,
            "OAuth2ClientCredentials",
            "OAuth3",
            &["S303 /dataProvider/connectionSettings/@odata.type 11:28"],
        ),
        (&api, "2027-08-31", "31.08.2027", &["S307 /expirationDate 5:23"]),
        (
            &api,
            "\"errorCount\": 1",
            "\"errorCount\": \"1\"",
            &["S307 /profileStatus/errorCount 48:23"],
        ),
        (
            &api,
            "T04:10:00Z\",\n        \"errorCount",
            "T04:10Z\",\n        \"errorCount",
            &["S307 /profileStatus/lastSynchronizationDateTime 47:40"],
        ),
        (
            &power,
            "\"schoolYear\": \"2026\"",
            "\"schoolYear\": 2026",
            &["S307 /value/0/dataProvider/schoolYear 11:31"],
        ),
        (
            &power,
            "\"matchingOptions\": [",
            "\"matchingOptions\": {}, \"more\": [",
            &[
                "S307 /value/0/identitySynchronizationConfiguration/matchingOptions 25:36",
                "S311 /value/0/identitySynchronizationConfiguration/matchingOptions 25:36",
                "S311 /value/0/identitySynchronizationConfiguration/matchingOptions 25:36",
                "S305 /value/0/identitySynchronizationConfiguration 25:40",
            ],
        ),
    ] {
        let text = text.replacen(from, to, 1);
        assert_eq!(shown(&text), finds, "{from} to {to}");
    }
}

#[test]
fn the_name_that_was_meant_is_named() {
    let text = sample("profile.json").replace("\"Birthdate\"", "\"Birth Date\"");
    assert_eq!(
        found(&text)[0].message(),
        "an optional property is no column of its file; did you mean `Birthdate`?"
    );
    let text = sample("oneroster.json").replace("\"userPrincipalName\"", "\"userprincipalname\"");
    assert_eq!(
        found(&text)[0].message(),
        "`targetPropertyName` is no property of accounts; did you mean `userPrincipalName`?"
    );
}

#[test]
fn objects_of_the_successor_are_checked_by_their_type() {
    let text = r##"{
  "@odata.type": "#microsoft.graph.industryData.inboundFileFlow",
  "displayName": "Files",
  "dataDomain": "educationRostering",
  "effectiveDateTime": "2026-08-01T00:00:00Z",
  "dataConnector@odata.bind": "https://graph.microsoft.com/beta/external/industryData/dataConnectors/1",
  "year@odata.bind": "https://graph.microsoft.com/beta/external/industryData/years/1"
}"##;
    assert_eq!(shown(text), [""; 0]);
    assert_eq!(shown(&text.replace("year@odata.bind", "years@odata.bind")), ["S302 /year 1:1"]);
    assert_eq!(shown(&text.replace("educationRostering", "rosters")), ["S308 /dataDomain 4:17"]);
}

/// JSON of any kind, some of it like a profile.
fn json() -> impl Strategy<Value = String> {
    let name = prop_oneof![
        prop::sample::select(vec![
            "displayName",
            "dataProvider",
            "customizations",
            "student",
            "optionalPropertiesToSync",
            "identitySynchronizationConfiguration",
            "userDomains",
            "appliesTo",
            "name",
            "state",
            "matchingOptions",
            "licensesToAssign",
            "skuIds",
            "errors",
            "profileStatus",
            "errorCount",
            "connectionSettings",
            "clientSecret",
            "isSyncDeferred",
            "value",
        ])
        .prop_map(String::from),
        "[a-zA-Z@. ]{0,8}",
    ];
    let scalar = prop_oneof![
        Just("null".to_owned()),
        Just("true".to_owned()),
        Just("-0".to_owned()),
        Just("1e400".to_owned()),
        any::<i64>().prop_map(|n| n.to_string()),
        prop::sample::select(vec!["student", "Teacher", "Middle Name", "provisioned", ""])
            .prop_map(|text| format!("{text:?}")),
        any::<String>().prop_map(|text| serde_json::to_string(&text).expect("a text")),
    ];
    let types = prop::sample::select(vec![
        "educationCsvDataProvider",
        "educationOneRosterApiDataProvider",
        "educationPowerSchoolDataProvider",
        "educationIdentityCreationConfiguration",
        "educationIdentityMatchingConfiguration",
        "industryData.inboundFileFlow",
        "educationSynchronizationOAuth1ConnectionSettings",
    ]);
    let tree = scalar.prop_recursive(6, 64, 6, move |inner| {
        let members = proptest::collection::vec((name.clone(), inner.clone()), 0..6);
        let object = (prop::option::of(types.clone()), members).prop_map(|(of, members)| {
            let of = of.map(|of| format!("\"@odata.type\": \"#microsoft.graph.{of}\""));
            let quoted = |name: &str| serde_json::to_string(name).expect("a text");
            let members = members.iter().map(|(name, value)| format!("{}: {value}", quoted(name)));
            format!("{{{}}}", of.into_iter().chain(members).collect::<Vec<_>>().join(",\n "))
        });
        let list = proptest::collection::vec(inner, 0..4)
            .prop_map(|items| format!("[{}]", items.join(", ")));
        prop_oneof![3 => object, 1 => list]
    });
    // mostly objects, which is what documents are
    (tree.clone(), tree).prop_map(|(a, b)| {
        format!("{{\"dataProvider\": {a}, \"displayName\": \"x\", \"identitySynchronizationConfiguration\": {b}}}")
    })
}

const CANARY: &str = "Zq7canary4xW";

/// A sample with the canary in the place of one of its texts, or in it.
fn with_canary() -> impl Strategy<Value = String> {
    let files = prop::sample::select(vec!["profile.json", "oneroster.json", "powerschool.json"]);
    (files, any::<prop::sample::Index>(), any::<bool>()).prop_map(|(file, at, whole)| {
        let text = sample(file);
        let quotes: Vec<usize> = text.match_indices('"').map(|(at, _)| at).collect();
        let i = at.index(quotes.len() / 2) * 2;
        let (start, end) = (quotes[i] + 1, quotes[i + 1]);
        format!("{}{CANARY}{}", &text[..start], &text[if whole { end } else { start }..])
    })
}

/// What a text says, members in their order and numbers as they are written; texts as they are said.
fn said(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if c == '"' {
            let mut stream = serde_json::Deserializer::from_str(rest).into_iter::<String>();
            let said = stream.next().expect("a text").expect("a text");
            out += &format!("{said:?}");
            rest = &rest[stream.byte_offset()..];
        } else {
            if !c.is_ascii_whitespace() {
                out.push(c);
            }
            rest = &rest[c.len_utf8()..];
        }
    }
    out
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: Some(Box::new(
        proptest::test_runner::FileFailurePersistence::Direct("tests/profile.proptest-regressions"),
    )), ..Default::default() })]

    /// What was read is written with every member in its order, known to the types or not.
    #[test]
    fn writing_says_what_was_read(text in json()) {
        let profile = EducationSynchronizationProfile::read(&text).expect("an object");
        let written = profile.write();
        prop_assert_eq!(said(&written), said(&text));
        prop_assert_eq!(EducationSynchronizationProfile::read(&written).expect("an object"), profile);
    }

    /// Every finding has a pointer that leads somewhere, on the line that it names.
    #[test]
    fn findings_have_places(text in json()) {
        for finding in found(&text) {
            let line = finding.place.line.expect("a line") as usize;
            prop_assert!(line <= text.split('\n').count());
            prop_assert!(finding.place.pointer.is_some());
            prop_assert!(!finding.message().contains('{'), "{}", finding.message());
        }
    }

    /// No text of a profile is shown: no secret, no name, no member that no type knows.
    #[test]
    fn nothing_shows_what_a_profile_says(text in with_canary()) {
        let package = Memory::new().file("profile.json", &*text);
        let report = Report::of(&FORMAT, &package, &Options::new());
        let profile = EducationSynchronizationProfile::read(&text).expect("an object");
        prop_assert!(profile.write().contains(CANARY));
        for shown in [
            human(&report, &Human::default()),
            json_of(&report),
            sarif(&report),
            format!("{profile:?} {profile:#?} {report:?} {package:?}"),
        ] {
            prop_assert!(!shown.contains(CANARY), "{shown}");
        }
    }
}
