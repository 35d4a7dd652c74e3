//! Packages made up from the formats: valid ones are, broken ones break what they should, and a
//! district is the same for ever.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
};

use arbitrary::Unstructured;
use oneroster_model::OneRoster1p2;
use proptest::{
    collection::vec,
    prelude::*,
    test_runner::{TestCaseError, TestError, TestRunner},
};
use roster_core::{
    Finding, Format, Kind, Limit, Memory, Options, Profile, Record, Rows, Rule, Severity, Source,
    Standard, catalogue as r, check,
    generate::{self, District, Want, any_package, any_package_with},
};
use sds_model::{CREATE_USERS, SdsV1};
use snapshots::{assert_names, assert_text, csv_formats, csv_rules, demo};

/// What is wrong with a package: errors and warnings.
fn wrong(format: &'static Format, profile: &'static Profile, package: &Memory) -> Vec<Finding> {
    let options = Options::new().profile(profile).limit(Limit::NONE);
    let mut findings = Vec::new();
    check(format, package, &options, &mut findings);
    findings.retain(|finding| finding.severity < Severity::Info);
    findings
}
fn package(format: &'static Format, want: Want, bytes: &[u8]) -> arbitrary::Result<Memory> {
    generate::package(format, want, &mut Unstructured::new(bytes))
}
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    vec(any::<u8>(), 0..400)
}
/// Runs a property with 64 inputs for each format.
fn for_each_format(
    name: &str,
    property: impl Fn(&'static Format, &[u8]) -> Result<(), TestCaseError>,
) {
    for format in csv_formats() {
        let config = ProptestConfig { cases: 64, failure_persistence: None, ..Default::default() };
        let run = TestRunner::new(config).run(&bytes(), |bytes| property(format, &bytes));
        assert!(
            run.is_ok(),
            "{name}, {}: {}",
            format.id,
            run.err().map_or(String::new(), |e| e.to_string())
        );
    }
}

#[test]
fn what_is_valid_is_clean_for_everyone() {
    for_each_format("valid", |format, bytes| {
        let package = package(format, Want::Valid, bytes).expect("there is always one");
        for profile in format.profiles {
            let wrong = wrong(format, profile, &package);
            prop_assert!(wrong.is_empty(), "{} {wrong:?}", profile.id);
        }
        Ok(())
    });
}

#[test]
fn the_hostile_and_the_arbitrary_can_be_checked() {
    for want in [Want::Hostile, Want::Any] {
        for_each_format("hostile", |format, bytes| {
            let package = package(format, want, bytes).expect("there is always one");
            wrong(format, format.profiles[0], &package);
            Ok(())
        });
    }
}

/// How much there is: rows, and cells that are not blank.
fn size(package: &Memory) -> (usize, usize) {
    let (mut rows, mut cells) = (0, 0);
    for file in 0..package.len() {
        let mut of = Rows::new(package.read(file).expect("in memory"));
        while let Some(row) = of.next_row(&mut |_| {}) {
            rows += 1;
            cells += row.to_cells().iter().filter(|cell| !cell.is_empty()).count();
        }
    }
    (rows, cells)
}

#[test]
fn without_bytes_a_package_is_the_least() {
    for_each_format("least", |format, bytes| {
        let least = package(format, Want::Valid, &[]).expect("there is always one");
        let other = package(format, Want::Valid, bytes).expect("there is always one");
        let (least, other) = (size(&least), size(&other));
        prop_assert!(least.0 <= other.0 && least.1 <= other.1, "{least:?} {other:?}");
        Ok(())
    });
}

/// A property that fails for packages with three students shrinks to little more than that.
#[test]
fn what_fails_shrinks() {
    let students = |package: &Memory| {
        let file = (0..package.len()).find(|file| package.name(*file) == "Student.csv");
        let text = file.map(|file| package.read(file).expect("in memory"));
        text.map_or(0, |text| text.iter().filter(|b| **b == b'\n').count())
    };
    let config = ProptestConfig { failure_persistence: None, ..Default::default() };
    let run = TestRunner::new(config).run(&any_package::<SdsV1>(), |package| {
        prop_assert!(students(&package) <= 3);
        Ok(())
    });
    let Err(TestError::Fail(_, found)) = run else { panic!("some package has three students") };
    assert!(size(&found).1 <= 70, "{:?} {found:?}", size(&found));
}

/// What is wanted is had by name too, and a rule that cannot be broken is said to be none.
#[test]
fn a_package_of_any_kind_is_a_strategy() {
    let config = ProptestConfig {
        cases: 32,
        failure_persistence: None,
        max_global_rejects: 4,
        max_local_rejects: 4,
        ..Default::default()
    };
    let rule = &r::DANGLING_REFERENCE;
    assert!(generate::can_break(OneRoster1p2::FORMAT, rule));
    assert!(!generate::can_break(SdsV1::FORMAT, &r::UNREADABLE_FILE));
    let spec = &oneroster_model::profile::SPEC;
    let broken = any_package_with::<OneRoster1p2>(Want::Breaking(rule));
    let run = TestRunner::new(config.clone()).run(&broken, |package| {
        let found = wrong(OneRoster1p2::FORMAT, spec, &package);
        prop_assert!(!found.is_empty() && found.iter().all(|of| of.rule == rule));
        Ok(())
    });
    assert_eq!(run, Ok(()));
    let none = any_package_with::<SdsV1>(Want::Breaking(&r::UNREADABLE_FILE));
    let run = TestRunner::new(config).run(&none, |_| Ok(()));
    assert!(matches!(run, Err(TestError::Abort(_))), "{run:?}");
}

/// The rules that no package of any format can break, and why.
const UNBREAKABLE: &[(&Rule, &str)] = &[(&r::UNREADABLE_FILE, "what is in memory can be read")];

/// Rules that come with another: who breaks the first breaks the second too.
const TOGETHER: &[(&Rule, &Rule, &str)] = &[
    (&r::ROWS_DIFFER, &r::REPEATED_ID, "only where an id is repeated can its rows differ"),
    (&r::PARTIAL_FILE, &r::DANGLING_REFERENCE, "most references of a column lead nowhere"),
];

fn breaks(format: &'static Format, rule: &'static Rule, bytes: &[u8]) -> Result<bool, String> {
    let Some(profile) = generate::profile(format, rule) else { return Ok(false) };
    let Ok(package) = package(format, Want::Breaking(rule), bytes) else { return Ok(false) };
    let mut found = Vec::new();
    let options = Options::new().profile(profile).limit(Limit::NONE);
    check(format, &package, &options, &mut found);
    if !found.iter().any(|finding| finding.rule == rule) {
        return Err(format!("{} does not break {rule:?}", format.id));
    }
    let together = |of: &Finding| TOGETHER.iter().any(|(a, b, _)| *a == rule && *b == of.rule);
    found.retain(|of| of.rule != rule && of.severity < Severity::Info && !together(of));
    match found.is_empty() {
        true => Ok(true),
        false => Err(format!("{} breaks more than {rule:?}: {found:?}", format.id)),
    }
}

/// Whether a format has anything to do with a rule: those of every format have, and those that it
/// names.
fn concerns(format: &Format, rule: &Rule) -> bool {
    let of_all = [r::RULES, &[&r::IDS_DIFFER_IN_CASE, &r::PARTIAL_FILE]].concat();
    of_all.contains(&rule)
        || format.constraints.iter().any(|of| of.rule == rule)
        || format.sets.iter().any(|set| set.absent == Some(rule))
        || format.superseded.is_some_and(|(_, of)| of == rule)
}

#[test]
fn each_rule_is_broken_and_no_other() {
    let mut failures = Vec::new();
    let mut broken = BTreeSet::new();
    let mut left = String::new();
    for format in csv_formats().into_iter().chain([&demo::FORMAT]) {
        let reported =
            csv_rules().into_iter().filter(|rule| generate::profile(format, rule).is_some());
        let mut unbroken = Vec::new();
        for rule in reported {
            match breaks(format, rule, &[]) {
                Ok(true) => _ = broken.insert(rule.code),
                Ok(false) if concerns(format, rule) => unbroken.push(rule.code),
                Ok(false) => {}
                Err(failure) => failures.push(failure),
            }
        }
        writeln!(left, "{}: {}", format.id, unbroken.join(" ")).expect("a string takes every text");
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    for rule in csv_rules() {
        let excused = UNBREAKABLE.iter().any(|(of, _)| *of == rule);
        assert_ne!(broken.contains(rule.code), excused, "{rule:?}");
    }
    assert_text("generate", "rules-not-broken", &left);
}

/// Other bytes break a rule in other ways, and never another one.
#[test]
fn any_bytes_break_the_rule() {
    for_each_format("breaking", |format, bytes| {
        let all = csv_rules();
        let rule = all[bytes.iter().map(|b| usize::from(*b)).sum::<usize>() % all.len()];
        breaks(format, rule, bytes).map_err(TestCaseError::fail).map(|_| ())
    });
}

#[test]
fn districts_are_clean_for_everyone() {
    for format in csv_formats() {
        for (students, seed) in [(1, 0), (2, 1), (17, 2), (300, 3), (300, 4), (1300, 5)] {
            let package = District::new(format, students, seed).package();
            for profile in format.profiles.iter().copied() {
                let plain = Options::new().profile(profile);
                for options in [plain.clone(), plain.flag(CREATE_USERS)] {
                    let mut findings = Vec::new();
                    let summary = check(format, &package, &options, &mut findings);
                    let totals = summary.totals;
                    let count = (totals.error, totals.warning);
                    assert_eq!(count, (0, 0), "{} {students}: {findings:?}", format.id);
                }
            }
        }
    }
}

/// A change of what a seed gives breaks whoever kept a seed: it is a breaking change.
#[test]
fn a_district_is_the_same_for_ever() {
    let fixed = ["rules-not-broken", "steps-sds-v1", "steps-oneroster-1.2", "faults-sds-v1"];
    let mut names = BTreeSet::from(fixed.map(String::from));
    for format in csv_formats() {
        let of = |students, seed| District::new(format, students, seed).package();
        assert_eq!(of(40, 1), of(40, 1));
        assert!(of(40, 1) != of(40, 2), "{}: another seed, other people", format.id);
        let mut text = String::new();
        let tiny = of(2, 7);
        for file in 0..tiny.len() {
            let bytes = tiny.read(file).expect("in memory");
            let lines = String::from_utf8(bytes.to_vec()).expect("UTF-8").replace('\r', "");
            writeln!(text, "== {}\n{lines}", tiny.name(file)).expect("a string takes every text");
        }
        let large = of(1300, 7);
        let all = (0..large.len()).flat_map(|file| large.read(file).expect("in memory"));
        // FNV-1a
        let hash = all.fold(0xCBF2_9CE4_8422_2325, |hash: u64, byte| {
            (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01B3)
        });
        writeln!(text, "== 1300 students\n{hash:016x}").expect("a string takes every text");
        let name = format!("district-{}", format.id);
        assert_text("generate", &name, &text);
        names.insert(name);
    }
    assert_names("generate", &names);
}

/// What stands in a package and not in the one before, line by line.
fn change(before: &Memory, after: &Memory) -> String {
    let lines = |package: &Memory| {
        let files = (0..package.len()).map(|file| {
            let text = String::from_utf8_lossy(package.read(file).expect("in memory"));
            let lines = text.split_inclusive('\n').map(|line| line.escape_debug().to_string());
            let name = package.name(file).to_owned();
            lines.map(|line| format!("{name}: {line}")).collect::<Vec<_>>()
        });
        files.flatten().collect::<Vec<_>>()
    };
    let (before, after) = (lines(before), lines(after));
    let mut out = String::new();
    for (sign, of, other) in [('-', &before, &after), ('+', &after, &before)] {
        let lines: Vec<_> = of.iter().filter(|line| !other.contains(line)).collect();
        for line in lines.iter().take(8) {
            let line: String = line.chars().take(120).collect();
            writeln!(out, "{sign} {line}").expect("a string takes every text");
        }
        if let Some(more) = lines.len().checked_sub(9) {
            writeln!(out, "{sign} and {} more", more + 1).expect("a string takes every text");
        }
    }
    out
}

/// What each step changes in a package that has every file, and more than one student.
#[test]
fn steps_change_what_they_should() {
    let start = [[2, 0, 0, 0, 0], [1, 0, 2, 0, 0], [1, 3, 2, 0, 0]].concat();
    for format in [SdsV1::FORMAT, OneRoster1p2::FORMAT] {
        let mut text = String::new();
        for what in 1..=20 {
            for at in [[0, 1, 0, 1], [1, 2, 1, 3], [5, 7, 2, 6]] {
                let steps = [&start[..], &[what], &at[..]].concat();
                let [before, after] = [&start, &steps]
                    .map(|bytes| package(format, Want::Valid, bytes).expect("there is one"));
                writeln!(text, "== {what} at {at:?}\n{}", change(&before, &after))
                    .expect("a string takes every text");
            }
        }
        assert_text("generate", &format!("steps-{}", format.id), &text);
    }
}

/// How the rules that concern a file of School Data Sync V1 are broken, in two ways.
#[test]
fn faults_are_small() {
    let format = SdsV1::FORMAT;
    let mut text = String::new();
    for rule in r::RULES.iter().chain(sds_model::rules::RULES) {
        for bytes in [&[][..], &[1, 0, 2, 0, 0, 3, 1, 4, 1, 5, 9]] {
            let least = package(format, Want::Valid, bytes).expect("there is one");
            if let Ok(broken) = package(format, Want::Breaking(rule), bytes) {
                writeln!(text, "== {}\n{}", rule.name, change(&least, &broken))
                    .expect("a string takes every text");
            }
        }
    }
    assert_text("generate", "faults-sds-v1", &text);
}

#[test]
fn lines_are_those_of_the_package() {
    let district = District::new(&sds_model::v2p1::FORMAT, 30, 1);
    let package = district.package();
    for (file, name) in district.files().enumerate() {
        let lines: String = district.lines(name).collect();
        assert_eq!(package.read(file), Ok(lines.as_bytes()), "{name}");
    }
    assert_eq!(district.lines("menu.csv").count(), 0);
}

#[test]
fn a_district_breaks_a_rule_too() {
    let district = District::new(&oneroster_model::v1p2::FORMAT, 60, 3);
    for rule in [&r::DANGLING_REFERENCE, &r::CYCLE, &oneroster_model::rules::RESULT_NOT_ENROLLED] {
        let package = district.breaking(rule).expect("there is place for it");
        let found =
            wrong(&oneroster_model::v1p2::FORMAT, &oneroster_model::profile::SPEC, &package);
        assert!(!found.is_empty() && found.iter().all(|of| of.rule == rule), "{rule:?} {found:?}");
    }
    let unread = district.breaking(&r::UNREADABLE_FILE);
    assert!(unread.is_none());
}

/// Five bytes are a step. The first says what is done: 1 makes more of something (0 students, 3
/// contacts), 2 adds every file, 5 fills every column of a file, 6 makes it a delta, 8 puts an odd
/// text, or another word, in a cell. The others say where: the file, the column, the row, and
/// which text.
#[test]
fn every_word_of_a_vocabulary_is_reached() {
    for format in csv_formats() {
        let all = [2, 0, 0, 0, 0];
        let more = [[1, 0, 2, 0, 0], [1, 3, 2, 0, 0]].concat();
        let mut wanted: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        let mut found: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
        for (file, table) in format.tables.iter().enumerate() {
            for (c, column) in table.columns.iter().enumerate() {
                let Some(codes) = column.kind.codes().or(column.codes) else { continue };
                let open = matches!(column.kind, Kind::Open(_) | Kind::List(Kind::Open(_)));
                let words = codes.words.iter().map(|word| word.text);
                wanted
                    .entry(codes.name)
                    .or_default()
                    .extend(words.chain(open.then_some("ext:hub")));
                for pick in 0..(codes.words.len() as u8 * 2 + 3) {
                    for what in [5, 6] {
                        let (file, c) = (file as u8, c as u8);
                        let steps = [
                            all.to_vec(),
                            more.clone(),
                            vec![what, file, 0, 0, 0],
                            vec![8, file, c, 1, pick],
                        ]
                        .concat();
                        let package = package(format, Want::Valid, &steps).expect("there is one");
                        found.entry(codes.name).or_default().extend(cells(
                            &package,
                            table.file,
                            column.header,
                        ));
                    }
                }
            }
        }
        for (name, words) in wanted {
            let missing: Vec<_> =
                words.iter().filter(|word| !found[name].contains(**word)).collect();
            assert!(missing.is_empty(), "{} {name}: {missing:?}", format.id);
        }
    }
}

/// What stands in a column, the items of lists one by one.
fn cells(package: &Memory, file: &str, header: &str) -> Vec<String> {
    let Some(file) = (0..package.len()).find(|i| package.name(*i) == file) else {
        return Vec::new();
    };
    let mut rows = Rows::new(package.read(file).expect("in memory"));
    let mut next = || {
        let row = rows.next_row(&mut |_| {})?.to_cells();
        Some(row.iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect::<Vec<_>>())
    };
    let Some(at) = next().and_then(|head| head.iter().position(|of| of == header)) else {
        return Vec::new();
    };
    let rows = std::iter::from_fn(next).filter_map(|row| row.get(at).cloned());
    rows.flat_map(|cell| cell.split(',').map(String::from).collect::<Vec<_>>()).collect()
}

/// Formats that do not say what their rows stand for are served too.
#[test]
fn a_format_without_hints_has_packages() {
    assert!(demo::Club::TABLE.each.is_empty());
    for bytes in [&[][..], &[1, 0, 2, 0, 0, 8, 0, 1, 0, 5]] {
        let package = package(&demo::FORMAT, Want::Valid, bytes).expect("there is one");
        assert_eq!(wrong(&demo::FORMAT, &demo::SPEC, &package), []);
    }
    assert!(District::new(&demo::FORMAT, 20, 1).lines("clubs.csv").count() > 1);
}
