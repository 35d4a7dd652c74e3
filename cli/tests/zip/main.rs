//! Zip archives in place of folders: what is read, what is passed over, what is refused.

#[path = "../common/mod.rs"]
mod common;
mod hostile;
mod pack;

use std::{fs, io::Write, path::Path};

use zip::{ZipWriter, write::SimpleFileOptions};

use pack::{Files, Scratch, clean, clean_and, deflated, files, header, run, samples, stored, text};

/// Samples that are documents of their own.
const NO_PACKAGES: [&str; 2] = ["graph-profile", "connection-values"];

#[test]
fn every_sample_reads_the_same_zipped_or_not() {
    let scratch = Scratch::new();
    let mut count = 0;
    for sample in fs::read_dir(samples()).expect("readable") {
        let sample = sample.expect("readable").path();
        if NO_PACKAGES.iter().any(|begin| {
            sample.file_name().is_some_and(|name| name.to_string_lossy().starts_with(begin))
        }) {
            continue;
        }
        let folder = run(&["check", sample.to_str().expect("UTF-8"), "--output", "json"]);
        assert!(matches!(folder.status.code(), Some(0 | 1)), "{}", text(&folder.stderr));
        let mut files = files(&sample);
        files.reverse();
        for zip in [deflated(&files), stored(&files)] {
            let out = scratch.check(&zip);
            assert_eq!(text(&out.stdout), text(&folder.stdout), "{}", sample.display());
            assert_eq!((out.status, text(&out.stderr)), (folder.status, ""));
        }
        count += 1;
    }
    assert!(count >= 8, "{count} samples");
}

#[test]
fn an_archive_that_was_written_to_a_pipe_is_read() {
    let scratch = Scratch::new();
    let mut zip = ZipWriter::new_stream(Vec::new());
    for (name, bytes) in clean("") {
        zip.start_file(name, SimpleFileOptions::default()).expect("added");
        zip.write_all(&bytes).expect("written");
    }
    let out = scratch.check(&zip.finish().expect("finished").into_inner());
    assert_eq!((out.status.code(), text(&out.stderr)), (Some(0), ""));
}

#[test]
fn every_way_to_print_works_on_a_zip() {
    let scratch = Scratch::new();
    let path = scratch.path("package.zip");
    let folder = samples().join("sds-v1-faulty");
    fs::write(&path, deflated(&files(&folder))).expect("written");
    for args in [&["--reveal"][..], &["--output", "sarif"], &["--profile", "sds"]] {
        let zip = run(&[&["check", path.as_str()], args].concat());
        let folder = run(&[&["check", folder.to_str().expect("UTF-8")], args].concat());
        assert_eq!(text(&zip.stdout), text(&folder.stdout));
        assert_eq!(zip.status.code(), Some(1));
    }
}

#[test]
fn files_in_one_folder_are_read_with_a_note() {
    let scratch = Scratch::new();
    let plain = scratch.check(&deflated(&clean("")));
    for (under, shown) in [("export/", "export"), ("a b/c/", "a b/c"), ("./x//", "x")] {
        let out = scratch.check(&deflated(&clean(under)));
        assert_eq!((out.status.code(), text(&out.stdout)), (Some(0), text(&plain.stdout)));
        let note = format!("note: the files are in the folder {shown:?} inside the archive; many");
        assert!(text(&out.stderr).starts_with(&note), "{}", text(&out.stderr));
        assert_eq!(text(&out.stderr).lines().count(), 1);
    }
    let out = scratch.check(&deflated(&clean("./")));
    assert_eq!((out.status.code(), text(&out.stderr)), (Some(0), ""));
}

#[test]
fn other_folders_are_not_read_and_at_most_five_files_are_named() {
    let scratch = Scratch::new();
    let plain = scratch.check(&deflated(&clean("")));
    let mut files = clean_and("old/", b"");
    files.extend((1..=7).map(|n| (format!("old/{n}.csv"), b"soup".to_vec())));
    let out = scratch.check(&deflated(&files));
    assert_eq!(text(&out.stdout), text(&plain.stdout));
    let notes: Vec<_> = text(&out.stderr).lines().collect();
    assert_eq!(notes.len(), 6, "{notes:?}");
    assert_eq!(notes[0], "note: \"old/1.csv\" is in a folder of its own: not read");
    assert_eq!(notes[5], "note: 2 more files in folders of their own are not read");
}

#[test]
fn what_macos_adds_is_left_out_with_one_note() {
    let scratch = Scratch::new();
    let plain = scratch.check(&deflated(&clean("")));
    let mut files = clean("roster/");
    for name in ["__MACOSX/", "__MACOSX/roster/._Student.csv", "roster/.DS_Store", ".DS_Store"] {
        files.push((name.into(), Vec::new()));
    }
    let out = scratch.check(&deflated(&files));
    assert_eq!(text(&out.stdout), text(&plain.stdout));
    let told = text(&out.stderr);
    assert_eq!(told.lines().count(), 2, "{told}");
    assert!(told.contains("\"roster\"") && told.contains("are left out: 4\n"), "{told}");
}

/// OneRoster wants the files at the root of the archive, and knows no other files.
#[test]
fn a_oneroster_package_in_a_folder_is_read_as_it_is_outside() {
    let scratch = Scratch::new();
    for sample in ["oneroster-1.1", "oneroster-1.2"] {
        let package = files(&samples().join(sample));
        let plain = scratch.check(&deflated(&package));
        assert_eq!((plain.status.code(), text(&plain.stderr)), (Some(0), ""));
        let named = |(name, bytes)| (format!("export/{name}"), bytes);
        let mut nested: Files = package.into_iter().map(named).collect();
        for name in ["__MACOSX/", "__MACOSX/export/._users.csv", "export/.DS_Store"] {
            nested.push((name.into(), Vec::new()));
        }
        let out = scratch.check(&deflated(&nested));
        assert_eq!((out.status.code(), text(&out.stdout)), (Some(0), text(&plain.stdout)));
        let told = text(&out.stderr);
        assert_eq!(told.lines().count(), 2, "{told}");
        assert!(told.contains("in the folder \"export\" inside the archive; many"), "{told}");
        assert!(told.contains("are left out: 3\n"), "{told}");
    }
}

#[test]
fn no_archive_and_an_empty_one_are_refused() {
    let scratch = Scratch::new();
    scratch.refused(&stored(&Files::new()), &["no files in the archive"]);
    scratch.refused(&stored(&vec![("a/".into(), Vec::new())]), &["no files in the archive"]);
    scratch.refused(&stored(&vec![("menu.csv".into(), b"soup".to_vec())]), &["School.csv"]);
    let text_file = scratch.path("package");
    fs::write(&text_file, "SIS ID\n").expect("written");
    let out = run(&["check", &text_file]);
    assert_eq!(out.status.code(), Some(2));
    assert!(text(&out.stderr).contains("no zip archive; give the folder"));
}

#[test]
fn converting_from_a_zip_keeps_every_byte() {
    let scratch = Scratch::new();
    let path = scratch.path("package.zip");
    for name in ["sds-v1", "sds-v1-faulty", "sds-v2.1-faulty"] {
        let folder = samples().join(name);
        fs::write(&path, deflated(&files(&folder))).expect("written");
        let out = scratch.path(name);
        let format = name.trim_end_matches("-faulty");
        let done = run(&["convert", &path, &out, "--to", format]);
        assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
        assert_eq!(files(Path::new(&out)), files(&folder));
    }
    let forged = header(deflated(&clean("")), "Student.csv", 22, 24, &[9, 0, 0, 0]);
    fs::write(&path, forged).expect("written");
    let done = run(&["convert", &path, &scratch.path("out"), "--to", "sds-v1"]);
    assert_eq!(done.status.code(), Some(2));
    assert!(!scratch.0.join("out").exists());
}
