//! What a synchronization profile has to do with a package, as people read it.

use std::{collections::BTreeSet, fmt::Write};

use roster_core::{
    Memory, Options, Source, Summary,
    render::{Human, Report, human},
};
use roster_mapping::UONET;
use sds_model::{
    profile::{EducationSynchronizationProfile, FORMAT, Steering, Wishes, check_file, supported},
    v1,
};
use snapshots::{assert_names, assert_text, package, root};

fn profile() -> Vec<u8> {
    std::fs::read(root().join("samples/graph-profile/profile.json")).expect("readable")
}

/// A sample with two faults, held against the profile that it is synced with.
fn steered() -> String {
    let mut package = package("samples/sds-v1");
    let students = package.get_mut("Student.csv").expect("the sample has one");
    let text = String::from_utf8(students.clone()).expect("text");
    let text = text.replace("Graduation Year", "GraduationYear");
    *students = text.replace("nhalvorsen,", "nhalvorsen@elsewhere.example,").into_bytes();
    let text = String::from_utf8(profile()).expect("text");
    let profile = EducationSynchronizationProfile::read(&text).expect("a profile");
    let steering = Steering::of(&profile, &v1::FORMAT).expect("profiles speak of it");
    let with = package.clone().file("profile.json", text);

    // what the format's own check finds has a snapshot of its own
    let (options, mut summary) = (steering.options(Options::new()), Summary::default());
    let mut findings = Vec::new();
    steering.check(&package, &options, &mut summary, &mut findings);
    check_file(&with, package.len(), &options, &mut summary, &mut findings);
    let report = Report::new(&v1::FORMAT, &with, &options, summary, findings);
    human(&report, &Human::default())
}

/// The profile that a sample supports, for accounts that are created.
fn written() -> String {
    let wishes = Wishes::named("Alder").domains("students.alder.example", "alder.example");
    let package = package("samples/sds-v1");
    supported(&package, &v1::FORMAT, &wishes.create_users()).expect("one").write()
}

/// What is left of a sample of what UONET+ lets flow, and what was left out.
fn filtered() -> String {
    let filtered = UONET.filter(&v1::FORMAT, &package("samples/sds-v1"));
    let mut out = String::new();
    for file in 0..filtered.package.len() {
        let bytes = filtered.package.read(file).expect("in memory");
        let text = String::from_utf8_lossy(bytes).replace('\r', "");
        let _ = writeln!(out, "{}\n{text}", filtered.package.name(file));
    }
    out += "left out\n";
    for (file, header, cells) in &filtered.left_out {
        let _ = writeln!(out, "{file} {header}: {cells}");
    }
    out
}

#[test]
fn profiles_and_packages() {
    let all = [("steered", steered()), ("supported", written()), ("only-uonet", filtered())];
    for (name, text) in &all {
        assert_text("sync_profile", name, text);
    }
    assert_names(
        "sync_profile",
        &all.iter().map(|(name, _)| (*name).to_owned()).collect::<BTreeSet<_>>(),
    );
}

/// What the documentation shows is what is printed.
#[test]
fn the_documented_example() {
    let docs = std::fs::read_to_string(root().join("docs/sync-profile.md")).expect("readable");
    let file = Memory::new().file("profile.json", profile());
    let report = Report::of(&FORMAT, &file, &Options::new());
    let shown = human(&report, &Human::default());
    let command = "$ rosterlens check samples/graph-profile/profile.json\n";
    assert!(docs.contains(&format!("{command}{shown}```")), "{shown}");
}
