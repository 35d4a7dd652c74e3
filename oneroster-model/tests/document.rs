//! Documents in JSON for callers: objects as rows of CSV files, and as they stand.

use oneroster_model::{
    json::{Document, NoDocument, v1p1, v1p2},
    v1p2 as csv,
};

const USERS: &str = r#"{"users": [
    {"sourcedId": "u1", "givenName": "Ad\u00e9la", "givenName": "B", "metadata": {"bus": "12"},
     "roles": [{"roleType": "primary", "role": "student", "org": {"sourcedId": "7"}}, 5]},
    3,
    {"sourcedId": "u2", "enabledUser": null}
]}"#;

#[test]
fn objects_are_rows_and_keep_their_text() {
    let text = [b"\xEF\xBB\xBF", USERS.as_bytes()].concat();
    let document = Document::read(&v1p2::BINDING, "users", &text).expect("users");
    assert_eq!(document.items().len(), 3);
    assert_eq!(document.items()[1], "3");
    let objects: Vec<_> = document.objects().collect();
    assert_eq!(objects.len(), 2, "what is no object is left out");

    assert_eq!(objects[0].get("givenName"), Some(r#""B""#), "of two the last, as it stands");
    assert_eq!(objects[0].get("familyName"), None);
    assert_eq!(objects[1].text(), r#"{"sourcedId": "u2", "enabledUser": null}"#);
    let user: csv::User<'_> = objects[0].record().expect("a user");
    assert_eq!((user.sourced_id.text(), user.given_name.text()), (Some("u1"), Some("B")));
    assert_eq!(user.username.text(), None);
    assert_eq!((&*user.ext[0].header, &*user.ext[0].cell), (&b"metadata.bus"[..], &b"12"[..]));
    assert_eq!(objects[0].record::<csv::Org<'_>>(), None, "a record of another file");

    let roles: Vec<csv::Role<'_>> = objects[0].parts();
    let said = |role: &csv::Role<'_>| {
        [&role.user_sourced_id, &role.org_sourced_id].map(|id| id.text().map(String::from))
    };
    assert_eq!(said(&roles[0]), [Some("u1".into()), Some("7".into())], "the user stands around it");
    assert_eq!(objects[1].parts::<csv::Role<'_>>(), [], "of a user without roles");
    assert_eq!(objects[0].parts::<csv::Class<'_>>(), [], "classes are no parts of users");
}

#[test]
fn a_single_object_is_a_document() {
    let text = r#"{"org": {"sourcedId": "7", "type": "school"}}"#;
    for binding in [&v1p1::BINDING, &v1p2::BINDING] {
        let document = Document::read(binding, "orgs", text.as_bytes()).expect("an org");
        assert_eq!(document.objects().count(), 1);
        assert_eq!(document.objects().next().and_then(|org| org.get("type")), Some(r#""school""#));
    }
}

#[test]
fn what_is_no_document_is_told() {
    let read = |key, text: &'static [u8]| Document::read(&v1p2::BINDING, key, text).err();
    assert_eq!(read("people", b"{}"), Some(NoDocument::NoResource));
    assert_eq!(
        read("users", b"{\"users\":\n [,]}"),
        Some(NoDocument::NotJson { line: 2, column: 3 })
    );
    assert_eq!(read("users", b"{\"orgs\": 3}"), Some(NoDocument::NoCollection));
    assert!(matches!(read("users", b"\xFF"), Some(NoDocument::NotJson { line: 1, .. })));
    let said = [
        (NoDocument::NoResource, "the binding has no such resource"),
        (NoDocument::NotJson { line: 2, column: 3 }, "not JSON from line 2, byte 3 on"),
        (NoDocument::NoCollection, "there are no objects of the resource in it"),
    ];
    for (error, text) in said {
        assert_eq!(error.to_string(), text);
    }
}

#[test]
fn debug_shows_no_text() {
    let text = br#"{"users": [{"sourcedId": "canary"}]}"#;
    let document = Document::read(&v1p2::BINDING, "users", text).expect("users");
    let object = document.objects().next().expect("one");
    let shown = format!("{document:?} {object:?}");
    assert!(!shown.contains("canary"), "{shown}");
}
