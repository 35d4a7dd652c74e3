//! A worked example: a parser of your own held against this one.
//!
//! Put your parser in the place of `your_users`. The input is the bytes of `users.csv`.

use oneroster_model::v1p1;
use roster_core::{OddityKind, Record, Sheet};

/// Runs the law on a file.
///
/// # Panics
///
/// If the two disagree on a file that both should read alike.
pub fn run(data: &[u8]) {
    let sheet = Sheet::parse(data);
    if excused(data, &sheet) {
        return;
    }
    let ours: Vec<String> = v1p1::User::rows(&sheet)
        .map(|user| user.username.text().unwrap_or_default().to_owned())
        .collect();
    assert_eq!(your_users(data), ours, "the two parsers disagree");
}

/// What your parser is known to read otherwise; each line is a fault that it has, or a decision.
fn excused(data: &[u8], sheet: &Sheet<'_>) -> bool {
    let Ok(text) = core::str::from_utf8(data) else {
        return true; // it takes UTF-8 alone
    };
    let header: Vec<&str> = text.split(['\r', '\n']).next().unwrap_or("").split(',').collect();
    header.iter().filter(|header| **header == "username").count() != 1 // it wants the exact header
        || text.contains('"') // it knows no quotes
        || text.starts_with('\u{FEFF}') // it takes a byte order mark for a part of the header
        || text.split(['\r', '\n', ',']).any(|cell| cell.trim() != cell) // it trims
        || sheet.oddities().iter().any(|odd| odd.kind == OddityKind::BareCr) // it knows LF and CRLF
}

/// Yours: here a parser as importers have it.
fn your_users(data: &[u8]) -> Vec<String> {
    let text = core::str::from_utf8(data).unwrap_or_default();
    let mut lines = text.lines().filter(|line| !line.is_empty());
    let header: Vec<&str> = lines.next().unwrap_or_default().split(',').collect();
    let Some(at) = header.iter().position(|header| *header == "username") else {
        return Vec::new();
    };
    let cell = |line: &str| line.split(',').nth(at).unwrap_or_default().trim().to_owned();
    lines.map(cell).collect()
}
