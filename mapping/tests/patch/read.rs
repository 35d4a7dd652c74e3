//! What is read as a patch, and what is shown of one.

use roster_mapping::patch::Patch;
use sds_model::{v1, v2p1};

use crate::{one, patch};

#[test]
fn nothing_shows_a_cell() {
    let rebuilt = one("School.csv", "SIS ID,Name\r\n1,canary\r\n2,\r\n");
    let home = one("School.csv", "SIS ID,Name,canary\n1,\"canary\" x,canary\ncanary\n");
    let patch = patch(&v1::FORMAT, &rebuilt, &home);
    let outcome = patch.apply(&one("School.csv", "SIS ID,Name\r\n1,canary edited\r\n2,b\r\n"));
    assert!(!outcome.lost.is_empty());
    let entries: Vec<_> = patch.entries().collect();
    let shown = format!("{patch:?} {outcome:?} {entries:?}");
    assert!(!shown.contains("canary"), "{shown}");
}

#[test]
fn what_is_no_patch_is_damaged() {
    let rebuilt = one("School.csv", "SIS ID,Name\r\n1,North\r\n");
    let home = one("School.csv", "SIS ID,Name\n1,\"North\"\n");
    let mut bytes = Vec::new();
    patch(&v1::FORMAT, &rebuilt, &home).write(&mut bytes);
    let line = |format, bytes: &[u8]| Patch::read(format, bytes).expect_err("damaged").line;
    assert_eq!(line(&v2p1::FORMAT, &bytes), 2);
    assert_eq!(line(&v1::FORMAT, b""), 1);
    assert_eq!(line(&v1::FORMAT, b"what else"), 1);
    let text = String::from_utf8(bytes).expect("text");
    // of a later version
    let (first, rest) = text.split_once("patch,sds-v1,,1").expect("says its version");
    assert_eq!(line(&v1::FORMAT, format!("{first}patch,sds-v1,,2{rest}").as_bytes()), 2);
    assert_eq!(line(&v1::FORMAT, text.replace("lf", "ff").as_bytes()), 5);
    let (start, _) = text.split_once("end,").expect("ends");
    assert_eq!(line(&v1::FORMAT, start.as_bytes()), start.lines().count() as u64);
}

/// Who opens a sidecar in a spreadsheet saves it with quotes of its own.
#[test]
fn a_key_may_be_quoted_that_need_not_be() {
    let rebuilt = one("School.csv", "SIS ID,Name\r\n1,North\r\n");
    let home = one("School.csv", "SIS ID,Name\r\n1,north\r\n");
    let mut bytes = Vec::new();
    patch(&v1::FORMAT, &rebuilt, &home).write(&mut bytes);
    let text = String::from_utf8(bytes).expect("text");
    let (start, rest) = text.split_once("cell,,1,").expect("one cell");
    for key in ["\"1\"", "\"\"\"1\"\"\""] {
        let quoted = format!("{start}cell,,{key},{rest}");
        let (patch, _) = Patch::read(&v1::FORMAT, quoted.as_bytes()).expect("a patch");
        let outcome = patch.apply(&rebuilt);
        assert_eq!((outcome.package, outcome.lost), (home.clone(), Vec::new()), "{key}");
    }
}
