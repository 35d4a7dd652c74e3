//! Packages as text: their lines, what is in one and not in another, and where a finding stands.

use std::fmt::Write;

use roster_core::{FileAt, Finding, Memory, Rows, Source};

/// The lines of all files, each with its file's name, and what no one sees escaped.
pub(crate) fn lines(package: &Memory) -> Vec<String> {
    let lines = (0..package.len()).flat_map(|file| {
        let text = String::from_utf8_lossy(package.read(file).expect("in memory"));
        let lines = text.split_inclusive('\n').map(|line| short(&line.escape_debug().to_string()));
        lines.map(|line| format!("{}: {line}", package.name(file))).collect::<Vec<_>>()
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
    let (before, after) = (lines(before), lines(after));
    let mut out = String::new();
    for (sign, of, other) in [('-', &before, &after), ('+', &after, &before)] {
        let mut left = other.clone();
        let only = of.iter().filter(|line| match left.iter().position(|of| of == *line) {
            Some(found) => {
                left.swap_remove(found);
                false
            }
            None => true,
        });
        let only: Vec<&String> = only.collect();
        let shown = if only.len() > MOST + 1 { MOST } else { only.len() };
        for line in &only[..shown] {
            writeln!(out, "{sign} {line}").expect("a string takes every text");
        }
        if shown < only.len() {
            writeln!(out, "{sign} and {} more", only.len() - shown).expect("it takes every text");
        }
    }
    if out.is_empty() && before != after {
        out = after.into_iter().map(|line| format!("= {line}\n")).collect();
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
const SHOWN: [&str; 10] = [
    "any",
    "districts",
    "faults",
    "faults-across",
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
