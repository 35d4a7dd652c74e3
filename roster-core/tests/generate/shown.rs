//! Packages as text: their lines, what is in one and not in another, and where a finding stands.

use std::fmt::Write;

use roster_core::{FileAt, Finding, Memory, Rows, Source};

/// The lines of all files, each behind its file's name, and what no one sees escaped.
pub(crate) fn lines(package: &Memory) -> Vec<String> {
    placed(package).into_iter().map(|(file, _, line)| format!("{file}: {line}")).collect()
}
/// The same with their numbers.
fn placed(package: &Memory) -> Vec<(&str, usize, String)> {
    let lines = (0..package.len()).flat_map(|file| {
        let text = String::from_utf8_lossy(package.read(file).expect("in memory"));
        let lines = text.split_inclusive('\n').map(|line| short(&line.escape_debug().to_string()));
        let placed = lines.enumerate().map(|(n, line)| (package.name(file), n + 1, line));
        placed.collect::<Vec<_>>()
    });
    lines.collect()
}
/// A long text with its middle cut out.
pub(crate) fn short(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    match chars.len() {
        0..=160 => text.to_owned(),
        n => {
            let (head, tail) = (&chars[..120], &chars[n - 20..]);
            format!("{}[{}]{}", String::from_iter(head), n - 140, String::from_iter(tail))
        }
    }
}
/// What is in one package and not in the other, and if that is nothing, whether only the order is
/// another.
pub(crate) fn change(before: &Memory, after: &Memory) -> String {
    const MOST: usize = 5;
    let (before, after) = (placed(before), placed(after));
    let mut out = String::new();
    for (sign, of, other) in [('-', &before, &after), ('+', &after, &before)] {
        let mut left = other.clone();
        let is_other = |(file, _, line): &&(&str, usize, String)| {
            let same = left.iter().position(|of| (of.0, &of.2) == (*file, line));
            same.map(|found| left.remove(found)).is_none()
        };
        let only: Vec<_> = of.iter().filter(is_other).collect();
        let shown = if only.len() > MOST + 1 { MOST } else { only.len() };
        for (file, n, line) in &only[..shown] {
            writeln!(out, "{sign} {file}:{n}: {line}").expect("a string takes every text");
        }
        if shown < only.len() {
            writeln!(out, "{sign} and {} more", only.len() - shown).expect("it takes every text");
        }
    }
    if out.is_empty() && before != after {
        let lines = after.into_iter().map(|(file, n, line)| format!("= {file}:{n}: {line}\n"));
        out = lines.collect();
    }
    out
}
/// The texts that stand in a column of a file.
pub(crate) fn column(package: &Memory, file: &str, column: usize) -> Vec<String> {
    let file = (0..package.len()).find(|i| package.name(*i) == file).expect("the file is there");
    let mut rows = Rows::new(package.read(file).expect("in memory"));
    let mut texts = Vec::new();
    while let Some(row) = rows.next_row(&mut |_| {}) {
        texts.push(String::from_utf8_lossy(&row.to_cells()[column]).into_owned());
    }
    texts.split_off(1)
}

/// Where a finding stands.
pub(crate) fn place(package: &Memory, finding: &Finding) -> String {
    let FileAt::Present(file) = finding.place.file else { return String::from("the package") };
    let column = finding.place.column.as_ref().and_then(|column| column.position);
    let at = [finding.place.row.map(|row| row.to_string()), column.map(|at| at.to_string())];
    [package.name(file).to_owned()]
        .into_iter()
        .chain(at.into_iter().flatten())
        .collect::<Vec<_>>()
        .join(":")
}

/// All that is shown.
const SHOWN: [&str; 11] = [
    "any",
    "districts",
    "faults",
    "faults-across",
    "files",
    "hostile",
    "more",
    "nasty",
    "odd",
    "sizes",
    "steps",
];
pub(crate) fn shown(name: &str, text: &str) {
    assert!(SHOWN.contains(&name));
    let mut settings = insta::Settings::new();
    settings.set_snapshot_path("snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

#[test]
fn nothing_is_shown_that_is_gone() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/generate/snapshots");
    let entries = std::fs::read_dir(folder).expect("the folder is there");
    let name = |entry: std::io::Result<std::fs::DirEntry>| {
        entry.expect("it can be read").file_name().to_string_lossy().replace(".snap", "")
    };
    let mut names: Vec<String> = entries.map(name).collect();
    names.sort();
    assert_eq!(names, SHOWN);
}
