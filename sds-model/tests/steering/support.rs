//! The profile that a package supports, and the package held against it.

use proptest::prelude::*;
use roster_core::{Memory, Options, Table, check};
use sds_model::{
    profile::{EducationSynchronizationProfile, FORMAT, Steering, Unsupported, Wishes, supported},
    v1, v1_uk, v2p1,
};

use crate::{NOBODY, csv, folder, people, steered};

#[test]
fn a_package_supports_its_own_profile() {
    for (name, format) in [("sds-v1", &v1::FORMAT), ("sds-v1-uk", &v1_uk::FORMAT)] {
        let package = folder(name);
        let wishes = Wishes::named("x").domains("s.example", "t.example");
        for wishes in [wishes.clone(), wishes.create_users()] {
            let profile = supported(&package, format, &wishes).expect("one");
            let found = steered(&profile, format, &package);
            assert_eq!(found, [], "{name}");
            let text = profile.write();
            let read = EducationSynchronizationProfile::read(&text).expect("a profile");
            assert_eq!(read.write(), text);
            let own = Memory::new().file("profile.json", text);
            let mut findings = Vec::new();
            check(&FORMAT, &own, &Options::new(), &mut findings);
            assert_eq!(findings, [], "{name}");
        }
    }
    let other = supported(&folder("sds-v2.1"), &v2p1::FORMAT, &Wishes::named("x"));
    assert_eq!(other.err(), Some(Unsupported::Format));
    assert!(Steering::of(&csv("", "null"), &v2p1::FORMAT).is_none());
}

#[test]
fn the_domain_of_new_accounts_is_the_one_that_all_usernames_have() {
    let own = |students: &str| {
        let package = people(students, NOBODY);
        let wishes = Wishes::named("x").create_users();
        supported(&package, &v1::FORMAT, &wishes).map(|profile| profile.write())
    };
    let with = "SIS ID,School SIS ID,Username\nP1,7,ada@S.example\nP2,7,bo@s.example\n";
    // there are no teachers whose domain could be known
    assert_eq!(own(with).err(), Some(Unsupported::NoDomain("teachers")));
    let mixed = with.replace("bo@s.example", "bo");
    assert_eq!(own(&mixed).err(), Some(Unsupported::NoDomain("students")));
    let both = people(with, "SIS ID,School SIS ID,Username\nT1,7,dee@t.example\n");
    let made = supported(&both, &v1::FORMAT, &Wishes::named("x").create_users()).expect("one");
    assert!(made.write().contains("\"s.example\"") && made.write().contains("\"t.example\""));
}

/// The text of a file: the first columns that the format requires, and some of the others.
fn file(table: &Table, optional: &[bool], rows: &[Vec<&str>]) -> String {
    let columns = table.columns.iter().enumerate();
    let there: Vec<_> = columns
        .filter(|(i, column)| {
            column.need == roster_core::Need::Always || optional.get(*i).is_some_and(|on| *on)
        })
        .map(|(_, column)| column)
        .collect();
    let mut text = there.iter().map(|column| column.header).collect::<Vec<_>>().join(",") + "\n";
    for (n, row) in rows.iter().enumerate() {
        let cells = there.iter().enumerate().map(|(i, column)| match column.header {
            "SIS ID" => format!("{n}"),
            "Username" if row.first().is_some_and(|cell| cell.contains('@')) => {
                format!("u{n}@s.example")
            }
            "Username" => format!("u{n}"),
            _ => (*row.get(i).unwrap_or(&"")).to_owned(),
        });
        text += &(cells.collect::<Vec<_>>().join(",") + "\n");
    }
    text
}

prop_compose! {
    fn any_package()(
        optional in prop::collection::vec(prop::collection::vec(any::<bool>(), 24), 6),
        rows in prop::collection::vec(prop::collection::vec(
            prop::collection::vec(prop::sample::select(vec!["", " ", "a", "7", "x@s.example"]), 24),
            0..4,
        ), 6),
    ) -> Memory {
        let tables = v1::FORMAT.tables.iter().take(6).zip(optional.iter().zip(&rows));
        tables.fold(Memory::new(), |package, (table, (optional, rows))| {
            package.file(table.file, file(table, optional, rows))
        })
    }
}

proptest! {
    #[test]
    fn any_package_supports_its_own_profile(package in any_package(), create in any::<bool>()) {
        let mut wishes = Wishes::named("x");
        if create {
            wishes = wishes.domains("s.example", "s.example").create_users();
        }
        let profile = supported(&package, &v1::FORMAT, &wishes).expect("its domains are named");
        let found = steered(&profile, &v1::FORMAT, &package);
        let own = found.iter().find(|finding| finding.rule.code.starts_with("S4"));
        prop_assert_eq!(own, None);
    }

    /// What is asked for is there; so without it, it is missed.
    #[test]
    fn a_column_that_is_gone_is_missed(
        package in any_package(),
        which in any::<prop::sample::Index>(),
    ) {
        let profile = supported(&package, &v1::FORMAT, &Wishes::named("x")).expect("one");
        let asked = asked(&profile);
        prop_assume!(!asked.is_empty());
        let (file, header) = which.get(&asked);
        let mut less = package.clone();
        let bytes = less.get_mut(file).expect("every file is there");
        let text = std::str::from_utf8(bytes).expect("text");
        let (first, rows) = text.split_once('\n').expect("a header");
        let other = first.split(',').map(|of| if of == header { "Zq7" } else { of });
        *bytes = format!("{}\n{rows}", other.collect::<Vec<_>>().join(",")).into_bytes();
        let found = steered(&profile, &v1::FORMAT, &less);
        let own = found.iter().filter(|of| of.rule.code.starts_with('S'));
        let said = format!("the profile asks for `{header}`, and the file has no such column");
        prop_assert_eq!(own.map(|of| of.message()).collect::<Vec<_>>(), [said]);
    }
}

/// The columns that a profile asks for, with their files.
fn asked(profile: &EducationSynchronizationProfile) -> Vec<(&'static str, String)> {
    let json: serde_json::Value = serde_json::from_str(&profile.write()).expect("JSON");
    let kinds = ["school", "section", "student", "teacher"];
    let files = ["School.csv", "Section.csv", "Student.csv", "Teacher.csv"];
    let of = |(kind, file): (&str, &'static str)| {
        let own = &json["dataProvider"]["customizations"][kind]["optionalPropertiesToSync"];
        let names = own.as_array().cloned().unwrap_or_default();
        names.into_iter().map(move |name| (file, name.as_str().expect("a text").to_owned()))
    };
    kinds.into_iter().zip(files).flat_map(of).collect()
}
