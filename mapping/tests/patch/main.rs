//! The laws of patches: exact for any bytes, and edits come home alone.

mod any;
mod cells;
mod edits;
mod files;
mod keys;
mod made;
mod read;
mod rows;

use oneroster_model::v1p2;
use proptest::{prelude::*, sample::select, test_runner::FileFailurePersistence};
use roster_core::{Format, Memory, Source};
use roster_mapping::patch::{EntryKind, LostKind, Outcome, Patch, diff};
use sds_model::{v1, v2p1};

static FORMATS: [&Format; 3] = [&v1::FORMAT, &v2p1::FORMAT, &v1p2::FORMAT];

fn config() -> ProptestConfig {
    let file = FileFailurePersistence::Direct("tests/patch.proptest-regressions");
    ProptestConfig { cases: 2000, failure_persistence: Some(Box::new(file)), ..Default::default() }
}

fn format() -> impl Strategy<Value = &'static Format> {
    select(&FORMATS[..])
}

fn through_bytes(format: &'static Format, patch: &Patch) -> Patch {
    let mut bytes = Vec::new();
    patch.write(&mut bytes);
    bytes.extend_from_slice(b"what follows");
    let (read, rest) = Patch::read(format, &bytes).expect("what was written is read");
    assert_eq!(rest, b"what follows");
    read
}

fn one(file: &str, text: impl Into<Vec<u8>>) -> Memory {
    Memory::new().file(file, text)
}
fn text(package: &Memory, name: &str) -> Option<String> {
    let file = (0..package.len()).find(|file| package.name(*file) == name)?;
    Some(String::from_utf8_lossy(package.read(file).expect("in memory")).into_owned())
}
fn kinds(outcome: &Outcome) -> Vec<LostKind> {
    outcome.lost.iter().map(|lost| lost.kind).collect()
}
fn entries(patch: &Patch) -> Vec<EntryKind> {
    patch.entries().map(|entry| entry.kind).collect()
}
/// The patch from one package to another; it is exact, and comes through its bytes.
fn patch(format: &'static Format, rebuilt: &Memory, home: &Memory) -> Patch {
    let patch = diff(format, rebuilt, home);
    let outcome = patch.apply(rebuilt);
    assert_eq!(outcome.package, *home);
    assert_eq!(outcome.lost, []);
    let read = through_bytes(format, &patch);
    assert_eq!(read, patch);
    assert_eq!(read.apply(rebuilt), outcome);
    patch
}
/// The lines of a patch that begin so, without what nearly all have in common.
fn lines(patch: &Patch, kinds: &[&str]) -> Vec<String> {
    let mut bytes = Vec::new();
    patch.write(&mut bytes);
    let text = String::from_utf8(bytes).expect("text");
    let lines = text.lines().filter(|line| kinds.contains(&line.split(',').next().unwrap_or("")));
    lines.map(String::from).collect()
}
/// A patch in which a line, or what follows it, was changed by hand.
fn with_lines(format: &'static Format, patch: &Patch, [from, to]: [&str; 2]) -> Patch {
    let mut bytes = Vec::new();
    patch.write(&mut bytes);
    let text = String::from_utf8(bytes).expect("text");
    assert_eq!(text.matches(from).count(), 1, "{text}");
    Patch::read(format, text.replace(from, to).as_bytes()).expect("a patch").0
}
/// A row taken out.
fn without(package: &Memory, file: &str, row: &str) -> Memory {
    let mut package = package.clone();
    let bytes = package.get_mut(file).expect("in the package");
    let text = String::from_utf8(bytes.clone()).expect("text");
    assert!(text.contains(row));
    *bytes = text.replace(row, "").into_bytes();
    package
}

/// Ids of sixteen letters that share a checksum: what it made of the first eight, the last eight
/// take back.
fn crafted_ids() -> impl Iterator<Item = String> {
    let word = |bytes: &[u8]| u64::from_le_bytes(bytes.try_into().expect("eight bytes"));
    let mixed = move |start: &str| {
        let sum = 16_u64.rotate_left(23) ^ word(start.as_bytes());
        sum.wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(23)
    };
    let of_all = mixed("aaaaaaaa") ^ word(b"zzzzzzzz");
    let starts = (0..).map(|n: u32| format!("{n:08x}").chars().rev().collect::<String>());
    starts.filter_map(move |start| {
        let end = (mixed(&start) ^ of_all).to_le_bytes();
        let fits = end.iter().all(|b| b.is_ascii_graphic() && !b",\"".contains(b));
        fits.then(|| format!("{start}{}", str::from_utf8(&end).expect("ASCII")))
    })
}
