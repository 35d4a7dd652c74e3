//! Which file is a synchronization profile, and why a text is none.

use sds_model::profile::{EducationSynchronizationProfile, NotAnObject, recognise};

#[test]
fn files_are_told_by_what_they_hold_and_then_by_name() {
    let id = |name: &str, bytes: &[u8]| recognise(name, bytes).map(|format| format.id);
    assert_eq!(id("a.txt", b"\xEF\xBB\xBF \n{\"displayName\""), Some("graph-profile"));
    assert_eq!(id("a.csv", b"[1]"), Some("graph-profile"));
    assert_eq!(id("a.JSON", b"nothing of it"), Some("graph-profile"));
    assert_eq!(id("a.json", b""), Some("graph-profile"));
    assert_eq!(id("json", b"SIS ID,Name\n"), None, "a name alone is no ending");
    assert_eq!(id("a.txt", b"OneRoster URL: x\nClient ID: y\n"), Some("connection-values"));
    assert_eq!(id("School.csv", b"SIS ID,Name\n"), None);
}

#[test]
fn what_is_no_object_says_so() {
    let read = |text| EducationSynchronizationProfile::read(text).map(drop);
    assert_eq!(read("{}"), Ok(()));
    assert_eq!(read("[]"), Err(NotAnObject::Other));
    assert_eq!(NotAnObject::Other.to_string(), "JSON, but no object");
    let Err(broken @ NotAnObject::NotJson(error)) = read("{\"canary\": }") else {
        panic!("it is no JSON")
    };
    assert_eq!(broken.to_string(), error.to_string());
    assert!(!broken.to_string().contains("canary"));
}
