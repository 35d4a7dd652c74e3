//! Edits arrive: what is written, cleared or removed abroad changes something at home, or is told;
//! and what is not edited changes nothing.
//!
//! The first byte of the input chooses the two formats, the second whether a cell is written or
//! cleared or a row removed, the next three where; of the rest a package is made up, with nothing
//! wrong.

use roster_core::{Memory, Sheet, Source, generate::Want};
use roster_mapping::{Carry, Options, convert};

use crate::package::{self, two_formats};

/// Runs the laws on a package that is made up.
///
/// # Panics
///
/// If a law is broken.
pub fn run(data: &[u8]) {
    let [choice, how, file, row, column, steps @ ..] = data else { return };
    let Some((home, abroad)) = two_formats(*choice) else { return };
    // collections in JSON are edited elsewhere
    if abroad.view.is_some() {
        return;
    }
    let package = package::made_up(home, Want::Valid, steps);
    let options = Options::default();
    let there = convert(home, abroad, &package, None, Carry::Sidecar, &options);
    let come_home = |edited: &Memory| {
        convert(abroad, home, edited, there.sidecar.as_ref(), Carry::Sidecar, &options)
    };

    let back = come_home(&there.package);
    assert!(back.package == package, "{} by way of {}", home.id, abroad.id);
    assert!(back.findings.is_empty(), "{} by way of {}: {:?}", home.id, abroad.id, back.findings);

    let mut edited = there.package.clone();
    if !edit(&mut edited, *how, [*file, *row, *column].map(usize::from)) {
        return;
    }
    let back = come_home(&edited);
    let arrives = back.package != package || !back.findings.is_empty();
    assert!(arrives, "{} by way of {}", home.id, abroad.id);
}

/// Edits a package; whether there was something to edit.
fn edit(package: &mut Memory, how: u8, [file, row, column]: [usize; 3]) -> bool {
    if package.is_empty() {
        return false;
    }
    let name = String::from(package.name(file % package.len()));
    let Some(bytes) = package.get_mut(&name) else { return false };
    let sheet = Sheet::parse(bytes);
    let (width, sheet_end) = (sheet.row(0).count(), bytes.len());
    if sheet.len() < 2 || width == 0 {
        return false;
    }
    let (row, column) = (1 + row % (sheet.len() - 1), column % width);
    let text = match how % 3 {
        0 => "edited-abroad",
        1 => "",
        _ => {
            let start = |row| sheet.cell(row, 0).map_or(sheet_end, |cell| cell.span().start);
            let whole = start(row)..start(row + 1);
            bytes.drain(whole);
            return true;
        }
    };
    let mut sheet = sheet;
    let was = sheet.cell(row, column).map(|cell| cell.into_bytes().into_owned());
    if was.is_none_or(|was| was == text.as_bytes()) || sheet.set(row, column, text).is_err() {
        return false;
    }
    let new = sheet.write();
    *bytes = new;
    true
}
