//! What the tests share.
#![allow(dead_code, reason = "each test uses a part")]

use std::{fs, path::Path};

use arbitrary::Unstructured;
use roster_core::{
    Format, Memory, Options, Severity, Source, check,
    generate::{self, Want},
};
use roster_mapping::{cross, formats};

/// A sample of the project.
pub(crate) fn sample(name: &str) -> Memory {
    folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../samples").join(name))
}

/// The files of a folder, in the order of their names.
pub(crate) fn folder(path: &Path) -> Memory {
    let entries = fs::read_dir(path).expect("the folder is there");
    let mut files: Vec<_> = entries.map(|entry| entry.expect("readable").path()).collect();
    files.sort();
    files.into_iter().fold(Memory::new(), |package, path| {
        let name = path.file_name().expect("a name").to_str().expect("UTF-8").to_owned();
        package.file(name, fs::read(path).expect("readable"))
    })
}

/// Every two formats, in both orders.
pub(crate) fn pairs() -> impl Iterator<Item = (&'static Format, &'static Format)> {
    pairs_of(formats())
}
/// The formats whose files are CSV.
pub(crate) fn csv_formats() -> Vec<&'static Format> {
    formats().into_iter().filter(|format| format.view.is_none()).collect()
}
/// Every two of these formats, in both orders.
pub(crate) fn pairs_of(
    all: Vec<&'static Format>,
) -> impl Iterator<Item = (&'static Format, &'static Format)> {
    let pairs =
        all.clone().into_iter().flat_map(move |a| all.clone().into_iter().map(move |b| (a, b)));
    pairs.filter(|(a, b)| a.id != b.id)
}

/// A package made of bytes; one of collections is made of the CSV files of its version.
pub(crate) fn generated(
    format: &'static Format,
    want: Want,
    bytes: &[u8],
) -> Result<Memory, arbitrary::Error> {
    let csv = oneroster_model::json::binding(format).map_or(format, |binding| binding.csv);
    let package = generate::package(csv, want, &mut Unstructured::new(bytes))?;
    Ok(match csv.id == format.id {
        true => package,
        false => cross(csv, format, &package, &roster_mapping::Options::default()).package,
    })
}

/// What a profile calls errors in a package.
pub(crate) fn errors(format: &'static Format, package: &Memory, profile: &str) -> Vec<String> {
    let profile = format.profile(profile).expect("a profile of the format");
    let mut findings = Vec::new();
    check(format, package, &Options::new().profile(profile).no_lints(), &mut findings);
    let bad = findings.iter().filter(|finding| finding.severity == Severity::Error);
    bad.map(|finding| {
        format!("{} {:?} {}", finding.rule.name, finding.place.line, finding.message())
    })
    .collect()
}

/// Where two packages differ first, for people.
pub(crate) fn difference(a: &Memory, b: &Memory) -> String {
    let names = |of: &Memory| (0..of.len()).map(|i| of.name(i).to_owned()).collect::<Vec<_>>();
    if names(a) != names(b) {
        return format!("files {:?} and {:?}", names(a), names(b));
    }
    for file in 0..a.len() {
        let [x, y] =
            [a, b].map(|of| String::from_utf8_lossy(of.read(file).expect("there")).into_owned());
        let mut lines = (1..).zip(x.split('\n').zip(y.split('\n')));
        if let Some((line, (x, y))) = lines.find(|(_, (x, y))| x != y) {
            return format!("{} line {line}: {x:?} and {y:?}", a.name(file));
        }
        if x != y {
            return format!("the end of {}", a.name(file));
        }
    }
    "nothing".into()
}

pub(crate) mod cell {
    //! Cells by file and header.

    use roster_core::{Format, Header, Memory, Sheet, Source};

    /// Where a column stands in a file.
    pub(crate) fn column(
        format: &'static Format,
        package: &Memory,
        file: &str,
        header: &str,
    ) -> usize {
        find(format, package, file, header).expect("the column is there")
    }

    fn find(format: &'static Format, package: &Memory, file: &str, header: &str) -> Option<usize> {
        let table = format.table(file)?;
        let at = (0..package.len()).find(|at| package.name(*at) == file)?;
        let sheet = Sheet::parse(package.read(at).expect("there"));
        let names: Vec<_> = sheet.row(0).map(|cell| cell.into_bytes()).collect();
        Header::bind(table, &names).position(table.column(header)?)
    }

    /// The texts of a column, row by row.
    pub(crate) fn texts(
        format: &'static Format,
        package: &Memory,
        file: &str,
        header: &str,
    ) -> Vec<String> {
        let Some(column) = find(format, package, file, header) else { return Vec::new() };
        let at = (0..package.len()).find(|at| package.name(*at) == file).expect("found before");
        let sheet = Sheet::parse(package.read(at).expect("there"));
        let text = |row| {
            let cell = sheet.cell(row, column)?;
            Some(String::from_utf8_lossy(&cell.into_bytes()).into_owned())
        };
        (1..sheet.len()).map(|row| text(row).unwrap_or_default()).collect()
    }
}
