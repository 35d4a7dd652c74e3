//! What stands in a file stays there, and its cells are those that the `csv` crate reads.
//!
//! The last three bytes of the input choose an edit; what is before them is the file.

use roster_core::{OddityKind, Sheet};

#[path = "../../roster-core/tests/sheet/slow.rs"]
mod slow;

/// Runs the laws on a file and an edit.
///
/// # Panics
///
/// If a law is broken.
pub fn run(data: &[u8]) {
    let (bytes, edit) = match data.split_last_chunk::<3>() {
        Some((bytes, edit)) => (bytes, *edit),
        None => (data, [0; 3]),
    };
    let sheet = Sheet::parse(bytes);
    assert_eq!(sheet.write(), bytes, "an unedited sheet is its own bytes");
    assert_eq!(slow::quick(bytes), slow::slow(bytes), "both readers read the same");
    tiles(&sheet, bytes);

    let cells = cells(&sheet);
    let mut oddities = sheet.oddities().into_iter();
    let unclosed = oddities.find(|oddity| oddity.kind == OddityKind::UnclosedQuote);
    match &unclosed {
        None => assert_eq!(cells, cells_of_csv(bytes), "cells are csv's"),
        Some(oddity) => {
            // with another character for the open quote, csv reads the same cells
            let mut other = bytes.to_vec();
            other[oddity.at] = b'x';
            let mut theirs = cells_of_csv(&other);
            let (row, cell) = (oddity.row.expect("in a row"), oddity.cell.expect("in a cell"));
            theirs[row as usize][cell][0] = b'"';
            assert_eq!(cells, theirs, "an open quote is a character");
        }
    }
    edited(&sheet, bytes, cells, edit, unclosed.map(|oddity| oddity.at));
}

/// Cells, commas and line ends are all there is, in order.
fn tiles(sheet: &Sheet<'_>, bytes: &[u8]) {
    let line_ends = |gap: &[u8]| gap.iter().all(|b| matches!(b, b'\r' | b'\n'));
    let mut at = if bytes.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
    for row in 0..sheet.len() {
        for (column, cell) in sheet.row(row).enumerate() {
            let gap = &bytes[at..cell.span().start];
            assert!(if column == 0 { line_ends(gap) } else { gap == b"," }, "cells tile the file");
            at = cell.span().end;
        }
    }
    assert!(line_ends(&bytes[at..]), "nothing but line ends is behind the last cell");
}

/// An edit changes its cell and nothing else.
fn edited(
    sheet: &Sheet<'_>,
    bytes: &[u8],
    mut cells: Vec<Vec<Vec<u8>>>,
    [row, column, text]: [u8; 3],
    unclosed: Option<usize>,
) {
    const TEXTS: [&[u8]; 9] =
        [b"", b"x", b"\"", b",", b"\n", b"\r", b"a\"\"b", b"\xEF\xBB\xBF", b"\xFF"];
    if sheet.is_empty() {
        return;
    }
    let row = usize::from(row) % sheet.len();
    let column = usize::from(column) % sheet.width(row);
    let text = TEXTS[usize::from(text) % TEXTS.len()];
    let span = sheet.cell(row, column).expect("within the sheet").span();
    let mut sheet = sheet.clone();
    if sheet.set(row, column, text).is_err() {
        assert!(unclosed.is_some_and(|open| open < span.start), "refused for no reason");
        assert_eq!(sheet.write(), bytes, "a refused edit changes nothing");
        return;
    }
    let written = sheet.write();
    assert!(written.starts_with(&bytes[..span.start]) && written.ends_with(&bytes[span.end..]));
    cells[row][column] = text.to_vec();
    assert_eq!(self::cells(&Sheet::parse(&written)), cells, "the edit alone is read back");
}

fn cells(sheet: &Sheet<'_>) -> Vec<Vec<Vec<u8>>> {
    let row = |r| sheet.row(r).map(|cell| cell.bytes().to_vec()).collect();
    (0..sheet.len()).map(row).collect()
}

fn cells_of_csv(bytes: &[u8]) -> Vec<Vec<Vec<u8>>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
    let row = |record: csv::ByteRecord| record.iter().map(<[u8]>::to_vec).collect();
    reader.byte_records().map(|record| row(record.expect("bytes in memory"))).collect()
}
