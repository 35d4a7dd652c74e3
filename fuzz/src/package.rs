//! How the bytes of a fuzzer become packages.

use arbitrary::Unstructured;
use oneroster_model::json::binding;
use roster_core::{
    Format, Limit, Memory, Options, check,
    generate::{self, Want},
};
use roster_mapping::cross;

/// What stands between the files of a package in an input: a byte that no UTF-8 text holds.
pub(crate) const BETWEEN: u8 = 0xFE;

/// The pieces of an input as the files of a format, in turn; an empty piece is no file.
pub(crate) fn of_pieces(format: &'static Format, data: &[u8]) -> Memory {
    let pieces = format.tables.iter().zip(data.split(|b| *b == BETWEEN));
    pieces
        .filter(|(_, piece)| !piece.is_empty())
        .fold(Memory::new(), |package, (table, piece)| package.file(table.file, piece))
}

/// A package made up from an input; one of collections says what CSV files say.
pub(crate) fn made_up(format: &'static Format, want: Want, data: &[u8]) -> Memory {
    let csv = binding(format).map_or(format, |binding| binding.csv);
    let made = generate::package(csv, want, &mut Unstructured::new(data));
    let made = made.expect("every format has valid and hostile packages");
    match csv.id == format.id {
        true => made,
        false => cross(csv, format, &made, &roster_mapping::Options::default()).package,
    }
}

/// Two different formats; `None` if the byte names one twice.
pub(crate) fn two_formats(choice: u8) -> Option<(&'static Format, &'static Format)> {
    let formats = roster_mapping::formats();
    let pick = |n: u8| formats[usize::from(n) % formats.len()];
    let (a, b) = (pick(choice & 15), pick(choice >> 4));
    (a.id != b.id).then_some((a, b))
}

/// Whether no consumer of the format finds an error.
pub(crate) fn is_valid(format: &'static Format, package: &Memory) -> bool {
    format.profiles.iter().all(|profile| {
        let options = Options::new().profile(profile).no_lints().limit(Limit::per_rule(1));
        check(format, package, &options, &mut Vec::new()).totals.error == 0
    })
}
