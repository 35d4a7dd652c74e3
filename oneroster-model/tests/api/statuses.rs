//! What servers say went wrong, in each shape met.

use oneroster_model::api::{CodeMinor, Status, Version, status::Minor};
use proptest::prelude::*;

fn codes(body: &str) -> Vec<Option<CodeMinor>> {
    Status::read(body).iter().map(Status::code).collect()
}

#[test]
fn every_shape_is_read() {
    use CodeMinor::*;
    let cases: &[(&str, &[Option<CodeMinor>])] = &[
        // 1.2, with two fields
        (
            r#"{"imsx_codeMajor":"failure","imsx_severity":"error","imsx_description":"d",
                "imsx_CodeMinor":{"imsx_codeMinorField":[
                    {"imsx_codeMinorFieldName":"GatewayEndSystem","imsx_codeMinorFieldValue":"x"},
                    {"imsx_codeMinorFieldName":"TargetEndSystem","imsx_codeMinorFieldValue":"forbidden"}]}}"#,
            &[Some(Forbidden)],
        ),
        // the field alone, not in a list
        (
            r#"{"imsx_codeMajor":"failure","imsx_CodeMinor":{"imsx_codeMinorField":
                {"imsx_codeMinorFieldName":"T","imsx_codeMinorFieldValue":"server_busy"}}}"#,
            &[Some(ServerBusy)],
        ),
        // 1.1: a list, words with blanks
        (
            r#"{"statusInfoSet":[
                {"imsx_codeMajor":"failure","imsx_severity":"error","imsx_codeMinor":"unknown object"},
                {"imsx_codeMajor":"success","imsx_severity":"warning","imsx_codeMinor":"invalid_selection_field"}]}"#,
            &[Some(UnknownObject), Some(InvalidSelectionField)],
        ),
        (
            r#"{"statusInfoSet":{"imsx_codeMajor":"failure","imsx_codeMinor":"unauthorized"}}"#,
            &[Some(UnauthorisedRequest)],
        ),
        (
            r#"{"statusInfo":{"codeMajor":"failure","codeMinor":"invalid data"}}"#,
            &[Some(InvalidData)],
        ),
        (
            r#"{"imsx_statusInfo":{"imsx_codeMajor":"failure","imsx_CodeMinor":{"imsx_codeMinorField":[{"imsx_codeMinorFieldValue":"unsupportedoperation"}]}}}"#,
            &[Some(Unsupported)],
        ),
        // flat, without the prefix
        (
            r#"{"codeMajor":"failure","severity":"error","codeMinor":"unknownobject","description":"d"}"#,
            &[Some(UnknownObject)],
        ),
        (
            r#"{"codeMajor":"failure","codeMinor":{"codeMinorField":[{"codeMinorFieldName":"T","codeMinorFieldValue":"deletefailure"}]}}"#,
            &[Some(DeleteFailure)],
        ),
        // as edfi-oneroster has it
        (
            r#"{"imsx_codeMajor":"failure","imsx_severity":"error","imsx_codeMinor":"invalid_data"}"#,
            &[Some(InvalidData)],
        ),
        // errors
        (
            r#"{"errors":[{"imsx_codeMajor":"failure","imsx_codeMinor":"forbidden"},{"message":"m"},"t",7]}"#,
            &[Some(Forbidden), None, None],
        ),
        (
            r#"{"errors":[{"statusInfo":{"codeMajor":"failure","codeMinor":"forbidden"}}]}"#,
            &[Some(Forbidden)],
        ),
        // data, and what is no status
        (r#"{"users":[{"status":"active","description":"d"}]}"#, &[]),
        (r#"{"description":"a class","title":"t"}"#, &[]),
        ("[]", &[]),
        ("not JSON", &[]),
        ("", &[]),
    ];
    for (body, wanted) in cases {
        assert_eq!(codes(body), *wanted, "{body}");
    }
}

#[test]
fn texts_are_kept() {
    let body = r#"{"imsx_codeMajor":"Failure","imsx_severity":"error","imsx_description":"no such user",
        "imsx_messageRefIdentifier":71,"imsx_CodeMinor":{"imsx_codeMinorField":[
        {"imsx_codeMinorFieldName":"TargetEndSystem","imsx_codeMinorFieldValue":"vendor_word"}]}}"#;
    let status = &Status::read(body)[0];
    assert_eq!(status.major.as_deref(), Some("Failure"));
    assert_eq!(status.description.as_deref(), Some("no such user"));
    assert_eq!(status.message_ref.as_deref(), Some("71"));
    let minor = Minor { name: Some("TargetEndSystem".into()), value: "vendor_word".into() };
    assert_eq!(status.minor, [minor]);
    assert_eq!(status.code(), None);
    assert!(status.is_failure());
    let shown = format!("{status:?}");
    assert!(!shown.contains("no such user") && !shown.contains("vendor"), "{shown}");
    let errors = Status::read(r#"{"errors":["gone",{"message":"lost"},{"detail":"d"}]}"#);
    let texts: Vec<_> = errors.iter().map(|status| status.description.as_deref()).collect();
    assert_eq!(texts, [Some("gone"), Some("lost"), Some("d")]);
    assert!(errors.iter().all(Status::is_failure));
}

#[test]
fn failures_are_told_from_warnings() {
    for (body, failure) in [
        (r#"{"codeMajor":"success","severity":"warning"}"#, false),
        (r#"{"codeMajor":"processing","severity":"status"}"#, false),
        (r#"{"codeMajor":"failure","severity":"warning"}"#, true),
        (r#"{"codeMajor":"unsupported","severity":"status"}"#, true),
        (r#"{"severity":"warning"}"#, false),
        (r#"{"severity":"status"}"#, false),
        (r#"{"severity":"error"}"#, true),
        (r#"{"codeMinor":"x"}"#, true),
    ] {
        assert_eq!(Status::read(body)[0].is_failure(), failure, "{body}");
    }
}

#[test]
fn words_are_known_in_every_spelling() {
    for code in CodeMinor::ALL {
        assert_eq!(CodeMinor::of(code.word()), Some(code));
        assert_eq!(CodeMinor::of(&code.word().to_uppercase().replace('_', " ")), Some(code));
        assert!((200..600).contains(&code.http()));
    }
    for (word, http) in [
        ("full success", 200),
        ("invalid_filter_field", 400),
        ("invalid_blank_selection_field", 400),
        ("unauthorised", 401),
        ("unknown object", 404),
        ("Unknown-Object", 404),
        ("invalid_data", 422),
        ("server busy", 429),
        ("internal server error", 500),
    ] {
        assert_eq!(CodeMinor::of(word).map(CodeMinor::http), Some(http), "{word}");
    }
    assert_eq!(CodeMinor::of("noor"), None);
}

proptest! {
    /// What a server writes, a client reads.
    #[test]
    fn write_then_read_is_the_same(
        description in ".{0,12}",
        code in proptest::sample::select(CodeMinor::ALL.to_vec()),
    ) {
        let status = Status::failure(code, description);
        let v1p2 = Status::read(&status.write(Version::V1p2).to_string());
        prop_assert_eq!(v1p2.as_slice(), std::slice::from_ref(&status));
        let v1p1 = Status::read(&status.write(Version::V1p1).to_string());
        prop_assert_eq!(v1p1.len(), 1);
        prop_assert_eq!(v1p1[0].code(), Some(code));
        prop_assert_eq!(&v1p1[0].description, &status.description);
    }
}
