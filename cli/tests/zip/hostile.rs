//! Archives that are damaged, or made to do harm.

use std::io::Cursor;

use zip::{ZipWriter, write::SimpleFileOptions};

use crate::pack::{Files, Scratch, clean, clean_and, deflated, header, patched, stored, text};

#[test]
fn a_name_that_is_there_twice_is_refused() {
    let scratch = Scratch::new();
    let zip = deflated(&clean_and("Schoo2.csv", b"SIS ID,Name\n"));
    let zip = patched(zip, b"Schoo2.csv", b"School.csv");
    scratch.refused(&zip, &["\"School.csv\"", "more than once", "make it again"]);
    // other bytes, same name
    let zip = deflated(&clean_and("./School.csv", b"SIS ID,Name\n"));
    scratch.refused(&zip, &["\"./School.csv\"", "more than once"]);
}

#[test]
fn names_that_lead_elsewhere_are_refused() {
    let scratch = Scratch::new();
    for (name, shown, why) in [
        ("../x.csv", "../x.csv", "leads out of"),
        ("a/../../x", "a/../../x", "leads out of"),
        ("../", "../", "leads out of"),
        ("/etc/x", "/etc/x", "absolute"),
        ("C:/x.csv", "C:/x.csv", "absolute"),
        ("a\\x.csv", "a\\\\x.csv", "backslash"),
        ("a\0.csv", "a\\0.csv", "control character"),
        ("a\x1b[2J.csv", "a\\u{1b}[2J.csv", "control character"),
        (".", ".", "no name"),
    ] {
        // the writer mends some names itself
        let zip = clean_and(&"~".repeat(name.len()), b"");
        let zip = patched(deflated(&zip), "~".repeat(name.len()).as_bytes(), name.as_bytes());
        scratch.refused(&zip, &[&format!("{shown:}\""), why]);
    }
}

#[test]
fn a_bomb_is_refused() {
    let scratch = Scratch::new();
    let zip = deflated(&clean_and("zeros.csv", &vec![0; 64 << 20]));
    assert!(zip.len() < 100_000);
    scratch.refused(&zip, &["\"zeros.csv\"", "1000 times", "give the folder"]);
}

#[test]
fn more_than_the_limits_is_refused() {
    let scratch = Scratch::new();
    let many: Files = (0..10_001).map(|n| (format!("{n}.csv"), Vec::new())).collect();
    scratch.refused(&stored(&many), &["10001 entries", "10000"]);

    // just under the limit of an entry, and as much compressed as the ratio asks for
    let sizes = |zip: Vec<u8>, name: &str| {
        let all = [0xfe, 0xff, 0xff, 0xff];
        header(header(zip, name, 22, 24, &all), name, 18, 20, &[0xff, 0xff, 0xff, 0])
    };
    let zip = sizes(deflated(&clean("")), "Student.csv");
    scratch.refused(&zip, &["share the same bytes"]);
    let zip = (0..5).fold(deflated(&clean("")), |zip, n| sizes(zip, &clean("")[n].0));
    scratch.refused(&zip, &["16 GiB", "\"Teacher.csv\""]);
}

#[test]
fn an_entry_over_four_gibibytes_is_refused() {
    let scratch = Scratch::new();
    // sizes that do not fit 32 bits stand in an extra field of the list at the end
    let wide = |size: u64| [&[1, 0, 8, 0][..], &size.to_le_bytes()].concat();
    let fixed = |magic: &[u8], length: usize, extra: u8| {
        let mut fixed = magic.to_vec();
        fixed.resize(length, 0);
        let at = if length == 46 { 20 } else { 18 };
        fixed[at..at + 4].copy_from_slice(&[0, 0, 0, 1]);
        fixed[at + 4..at + 8].copy_from_slice(&[0xff; 4]);
        (fixed[at + 8], fixed[at + 10]) = (1, extra);
        fixed.push(b'a');
        fixed
    };
    let local = [fixed(b"PK\x03\x04", 30, 12), wide(1 << 33)].concat();
    let central = [fixed(b"PK\x01\x02", 46, 12), wide(1 << 33)].concat();
    let mut end = b"PK\x05\x06\0\0\0\0\x01\0\x01\0".to_vec();
    end.extend_from_slice(&(central.len() as u32).to_le_bytes());
    end.extend_from_slice(&(local.len() as u32).to_le_bytes());
    end.extend_from_slice(&[0, 0]);
    scratch.refused(&[local, central, end].concat(), &["\"a\"", "8589934592", "4 GiB"]);
}

#[test]
fn an_entry_of_another_size_than_it_says_is_refused() {
    let scratch = Scratch::new();
    for (size, than) in [(10_u32, "larger than"), (100_000, "less than the 100000")] {
        for zip in [deflated(&clean("")), stored(&clean(""))] {
            let zip = header(zip, "Student.csv", 22, 24, &size.to_le_bytes());
            scratch.refused(&zip, &["\"Student.csv\"", than, "damaged or forged"]);
        }
    }
}

#[test]
fn entries_that_cannot_be_unpacked_are_refused() {
    let scratch = Scratch::new();
    let zip = deflated(&clean(""));
    let encrypted = header(zip.clone(), "Student.csv", 6, 8, &[1, 0]);
    scratch.refused(&encrypted, &["\"Student.csv\" is encrypted", "without a password"]);
    let other = header(zip.clone(), "Student.csv", 8, 10, &[14, 0]);
    scratch.refused(&other, &["\"Student.csv\" is compressed", "Deflate"]);

    let mut links = ZipWriter::new(Cursor::new(Vec::new()));
    links.add_symlink("x.csv", "/etc/passwd", SimpleFileOptions::default()).expect("added");
    let links = links.finish().expect("finished").into_inner();
    scratch.refused(&links, &["\"x.csv\" is a link"]);

    let damaged = header(zip, "Student.csv", 14, 16, &[0; 4]);
    scratch.refused(&damaged, &["\"Student.csv\" cannot be unpacked", "damaged or forged"]);
}

#[test]
fn a_contradictory_archive_is_read_with_a_note() {
    let scratch = Scratch::new();
    let mut zip = deflated(&clean(""));
    // the name in front of the data, not that in the list
    zip[30..40].copy_from_slice(b"Lchool.csv");
    let out = scratch.check(&zip);
    assert_eq!(out.status.code(), Some(0));
    assert!(text(&out.stderr).contains("says different things"), "{}", text(&out.stderr));
}

#[test]
fn a_truncated_or_altered_archive_never_panics() {
    let scratch = Scratch::new();
    let zip = deflated(&clean(""));
    for length in (4..zip.len()).step_by(zip.len() / 40) {
        scratch.refused(&zip[..length], &["cut off"]);
    }
    // a fixed walk over places and bytes
    let mut state = 1_u32;
    for _ in 0..400 {
        let mut altered = zip.clone();
        for _ in 0..2 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let at = 4 + (state >> 8) as usize % (zip.len() - 4);
            altered[at] = state as u8;
        }
        let out = scratch.check(&altered);
        assert!(matches!(out.status.code(), Some(0..=2)), "{}", text(&out.stderr));
    }
}
