//! The four values that connect a OneRoster service.

use proptest::prelude::*;
use roster_core::{
    Finding, Memory, Options,
    render::{Human, Report, human, json, sarif},
};
use sds_model::profile::{CONNECTION_VALUES, ConnectionValues};

const VALUES: &str = "Web Access Url: https://sis.example/ims/oneroster/v1p1\n\
    Client Id: c-1\nClient Secret: Zq7canary4xW\nToken endpoint Url: https://sis.example/token\n";

#[test]
fn connection_values_are_read_as_they_are_handed_out() {
    let values = ConnectionValues::read(VALUES).expect("all four");
    assert_eq!(values.write(), VALUES);
    assert_eq!(ConnectionValues::of(&values.provider()), Some(values.clone()));
    let debugged = format!("{values:?}{:?}", values.provider());
    assert!(!debugged.contains("canary"), "{debugged}");
    let bullets =
        VALUES.replace("Web", "\u{FEFF}• WEB").replace('\n', "\r\n").replace(": ", " :\t");
    assert_eq!(ConnectionValues::read(&bullets), Some(values.clone()));
    let graph = VALUES.replace("Token endpoint Url", "tokenUrl").replace("Client Id", "clientId");
    assert_eq!(ConnectionValues::read(&graph), Some(values));
    for label in ["Web Access Url", "Client Id", "Client Secret", "Token endpoint Url"] {
        assert_eq!(ConnectionValues::read(&VALUES.replace(label, "Colour")), None, "{label}");
        let line = VALUES.lines().find(|line| line.starts_with(label)).expect("there");
        assert_eq!(ConnectionValues::read(&VALUES.replace(line, label)), None, "{label}");
    }
}

#[test]
fn connection_values_that_are_not_well_formed_are_found() {
    let found = |text: &str| {
        let package = Memory::new().file("values.txt", text);
        let report = Report::of(&CONNECTION_VALUES, &package, &Options::new());
        let shown = format!(
            "{report:?}{}{}{}",
            human(&report, &Human::default()),
            json(&report),
            sarif(&report)
        );
        assert!(!shown.contains("canary"), "{shown}");
        let show = |of: &Finding| {
            let place = (of.place.line.unwrap_or(0), of.place.in_line.unwrap_or(0));
            format!("{} {}:{}", of.rule.code, place.0, place.1)
        };
        report.findings.iter().map(show).collect::<Vec<_>>()
    };
    assert_eq!(found(VALUES), [""; 0]);
    for (from, to, expected) in [
        ("https://sis.example/token", "http://sis.example/token", &["S502 4:21"][..]),
        ("https://sis.example/ims", "https://", &["S502 1:17"]),
        ("c-1", "c 1", &["S502 2:12"]),
        ("Zq7canary4xW", "Zq7canary4xW Zq7canary4xW", &["S502 3:16"]),
        ("Zq7canary4xW", "", &["S501 0:0"]),
        ("Client Id: c-1", "Client Id: c-1\n\nClient Id: c-2", &["S504 4:12"]),
        ("Client Id: c-1", "Client Id: c-1\nHi\nZq7canary4xW: y", &["S503 3:1", "S503 4:1"]),
        (VALUES, "", &["S501 0:0", "S501 0:0", "S501 0:0", "S501 0:0"]),
    ] {
        assert_eq!(found(&VALUES.replace(from, to)), expected, "{from} to {to}");
    }
}

proptest! {
    /// In any order, under any of their labels, between lines that are none of them.
    #[test]
    fn any_four_values_are_read(
        words in prop::array::uniform4("[!-9;-~]{1,12}"),
        labels in prop::array::uniform4(any::<prop::sample::Index>()),
        order in Just([0_usize, 1, 2, 3]).prop_shuffle(),
        between in "[a-z ]{0,6}",
    ) {
        let mut text = String::new();
        for which in order {
            let all = ConnectionValues::LABELS[which];
            let label = labels[which].get(all);
            text += &format!("{between}\n - {label} : {}\r\n", words[which]);
        }
        let values = ConnectionValues::read(&text).expect("all four");
        let own = [&values.web_access_url, &values.client_id, values.client_secret.reveal(), &values.token_endpoint_url];
        prop_assert_eq!(own, words.each_ref().map(String::as_str));
        let again = ConnectionValues::read(&values.write());
        prop_assert_eq!(again.as_ref(), Some(&values));
        let provider = values.provider();
        prop_assert_eq!(ConnectionValues::of(&provider), Some(values));
    }
}
