//! The laws of the mapping, over every ordered pair of formats.
//!
//! Let `across : A → B` be a conversion with its sidecar, and `home : B → A` the way back with it.
//!
//! | law | |
//! |---|---|
//! | there and back | `home(across(a)) = a`, byte for byte, for every `a` |
//! | composition | the same through any chain `A → B → C → … → A` |
//! | valid stays valid | `a` without errors under `spec` ⇒ `across(a)` without errors in every profile |
//! | honest | the ledger says that all crosses ⇔ the sidecar is empty |
//! | small | what both formats say is not carried: of a package that came back by itself nothing is |
//! | settles | without a sidecar a second trip changes nothing that the first did not |
//! | edits arrive | `home(edit(across(a)))` differs from `a` in what was edited, and nowhere else |
//! | silent | what comes home unedited has nothing to tell |
//! | total | whatever the bytes of package and sidecar, there is an answer |

mod common;

use std::{fs, path::Path};

use common::{difference, errors, folder, generated, pairs, sample};
use proptest::prelude::*;
use roster_core::{FileAt, Format, Memory, Place, Source, generate::Want};
use roster_mapping::{Carry, Options, Sidecar, convert, formats};

fn samples(format: &Format) -> Vec<(String, Memory)> {
    let names = [format.id.to_owned(), format!("{}-faulty", format.id)];
    names.into_iter().map(|name| (name.clone(), sample(&name))).collect()
}

/// Packages that vendors publish, where they are at hand: they are not part of the project.
fn samples_of_others(format: &Format) -> Vec<(String, Memory)> {
    let home = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/samples").join(format.id);
    let Ok(entries) = fs::read_dir(&home) else { return Vec::new() };
    let folders = entries.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| path.is_dir());
    let mut folders: Vec<_> = folders.collect();
    if folders.is_empty() {
        folders.push(home);
    }
    folders.iter().map(|path| (path.display().to_string(), folder(path))).collect()
}

const NOTES: &str = "notes.txt";

/// With a file that no format has, so that the package is not as it was written, and edits are looked
/// for.
fn touched(package: Memory) -> Memory {
    match (0..package.len()).any(|file| package.name(file) == NOTES) {
        true => package,
        false => package.file(NOTES, ""),
    }
}

/// Goes through the formats and back to the first; the sidecar travels as its bytes.
fn trip(way: &[&'static Format], package: &Memory) -> Memory {
    let (mut at, mut sidecar) = (package.clone(), None::<Vec<u8>>);
    for step in way.windows(2) {
        let beside = sidecar.map(|bytes| Sidecar::read(&bytes).expect("as it was written"));
        let done =
            convert(step[0], step[1], &at, beside.as_ref(), Carry::Sidecar, &Options::default());
        assert!(!done.foreign_sidecar, "{} to {}", step[0].id, step[1].id);
        assert_eq!(done.lost, [], "{} to {}", step[0].id, step[1].id);
        if done.sidecar.is_none() {
            // that file stays there, and nothing else
            let notes = (0..at.len()).find(|file| at.name(*file) == NOTES);
            let wanted = notes.map(|file| ("M207", Place::file(FileAt::Present(file))));
            let told = done.findings.iter().map(|of| (of.rule.code, of.place.clone()));
            let told: Vec<_> = told.collect();
            assert_eq!(told, Vec::from_iter(wanted), "{} to {}", step[0].id, step[1].id);
        }
        (at, sidecar) = (done.package, done.sidecar.map(|sidecar| sidecar.write()));
        if sidecar.is_some() {
            at = touched(at);
        }
    }
    assert_eq!(sidecar, None, "at home nothing is carried");
    at
}

#[test]
fn there_and_back() {
    for (a, b) in pairs() {
        let others = samples_of_others(a).into_iter();
        for (name, package) in samples(a).into_iter().chain(others) {
            let back = trip(&[a, b, a], &package);
            assert!(back == package, "{name} by way of {}: {}", b.id, difference(&package, &back));
        }
    }
}

#[test]
fn composition() {
    let all = formats();
    for (i, a) in all.iter().enumerate() {
        for (name, package) in samples(a) {
            for step in 1..all.len() {
                let way: Vec<_> =
                    [0, step, 2 * step + 1, 3 * step + 2].map(|n| all[(i + n) % all.len()]).into();
                let mut way: Vec<&'static Format> = way;
                way.dedup_by_key(|format| format.id);
                way.push(a);
                way.dedup_by_key(|format| format.id);
                let ids: Vec<_> = way.iter().map(|format| format.id).collect();
                let back = trip(&way, &package);
                assert!(
                    back == package,
                    "{name} by way of {ids:?}: {}",
                    difference(&package, &back)
                );
            }
        }
    }
}

#[test]
fn valid_stays_valid() {
    for (a, b) in pairs() {
        let (name, package) = samples(a).swap_remove(0);
        assert_eq!(errors(a, &package, "spec"), [""; 0], "{name}");
        let there = convert(a, b, &package, None, Carry::Sidecar, &Options::default()).package;
        for profile in b.profiles {
            assert_eq!(
                errors(b, &there, profile.id),
                [""; 0],
                "{name} as {} for {}",
                b.id,
                profile.id
            );
        }
    }
}

#[test]
fn honest() {
    for (a, b) in pairs() {
        for (name, package) in samples(a) {
            let there = convert(a, b, &package, None, Carry::Sidecar, &Options::default());
            let sidecar = there.sidecar.expect("abroad");
            assert_eq!(there.ledger.is_empty(), sidecar.is_empty(), "{name} to {}", b.id);
            let back = convert(b, a, &there.package, None, Carry::Nothing, &Options::default());
            let shared = convert(a, b, &back.package, None, Carry::Sidecar, &Options::default());
            let sidecar = shared.sidecar.expect("abroad");
            assert_eq!(shared.ledger.is_empty(), sidecar.is_empty(), "{name} and {}", b.id);
        }
    }
}

#[test]
fn settles() {
    for (a, b) in pairs() {
        let (name, package) = samples(a).swap_remove(0);
        let across = |package: &Memory, a, b| {
            convert(a, b, package, None, Carry::Nothing, &Options::default()).package
        };
        let once = across(&across(&package, a, b), b, a);
        let twice = across(&across(&once, a, b), b, a);
        assert!(once == twice, "{name} by way of {}: {}", b.id, difference(&once, &twice));
    }
}

#[test]
fn small() {
    for (a, b) in pairs() {
        let (name, package) = samples(a).swap_remove(0);
        let across = |package: &Memory, a, b| {
            convert(a, b, package, None, Carry::Sidecar, &Options::default())
        };
        let there = across(&package, a, b).package;
        let shared = convert(b, a, &there, None, Carry::Nothing, &Options::default()).package;
        let sidecar = across(&shared, a, b).sidecar.expect("abroad");
        assert!(sidecar.is_empty(), "{name} by way of {}: {sidecar:?}", b.id);
    }
}

fn bytes() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        proptest::collection::vec(any::<u8>(), 0..60),
        "[A-Za-z ,\"\r\n0-9]{0,80}".prop_map(String::into_bytes),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_go_there_and_back(
        pair in 0..110_usize,
        files in proptest::collection::vec((0..30_usize, bytes(), 0..3_u8, any::<prop::sample::Index>()), 0..6),
    ) {
        let (a, b) = pairs().nth(pair).expect("so many pairs");
        let mut package = samples(a).swap_remove(0).1;
        for (file, bytes, how, at) in files {
            let name = a.tables[file % a.tables.len()].file;
            match (how, package.get_mut(name)) {
                (0, Some(old)) => *old = bytes,
                (1, Some(old)) => {
                    let at = at.index(old.len() + 1);
                    old.splice(at..at, bytes);
                }
                (_, Some(_)) => package.remove(name),
                (_, None) => package = package.file(name, bytes),
            }
        }
        let back = trip(&[a, b, a], &package);
        prop_assert!(back == package, "by way of {}: {}", b.id, difference(&package, &back));
    }

    #[test]
    fn generated_packages_go_there_and_back(
        pair in 0..110_usize,
        hostile in any::<bool>(),
        bytes in proptest::collection::vec(any::<u8>(), 0..600),
    ) {
        let (a, b) = pairs().nth(pair).expect("so many pairs");
        let want = if hostile { Want::Hostile } else { Want::Valid };
        let package = generated(a, want, &bytes)?;
        let back = trip(&[a, b, a], &package);
        prop_assert!(back == package, "by way of {}: {}", b.id, difference(&package, &back));
        let there = convert(a, b, &package, None, Carry::Sidecar, &Options::default());
        let says_all = there.sidecar.is_some_and(|sidecar| sidecar.is_empty());
        prop_assert_eq!(there.ledger.is_empty(), says_all, "{} to {}", a.id, b.id);
        if !hostile {
            let there = there.package;
            for profile in b.profiles {
                prop_assert_eq!(errors(b, &there, profile.id), [""; 0], "{} for {}", b.id, profile.id);
            }
        }
    }

    #[test]
    fn any_sidecar_has_an_answer(bytes in bytes(), cut in any::<prop::sample::Index>(), flip in any::<u8>()) {
        prop_assert!(Sidecar::read(&bytes).is_err());
        let all = formats();
        let (_, package) = samples(all[0]).swap_remove(1);
        let there = convert(all[0], all[3], &package, None, Carry::Sidecar, &Options::default());
        let mut written = there.sidecar.expect("abroad").write();
        let at = cut.index(written.len());
        written[at] ^= flip;
        prop_assert_eq!(Sidecar::read(&written).is_ok(), flip == 0);
        prop_assert!(Sidecar::read(&[&written[..], b"x"].concat()).is_err());
        // all but the last line end is needed
        prop_assert!(at + 2 >= written.len() || Sidecar::read(&written[..at]).is_err());
    }
}
