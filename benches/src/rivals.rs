//! What others would use: passes of the `csv` crate, serde into owned structs, and the validator
//! that one writes who has an afternoon.

mod plain;
pub mod structs;

pub use plain::validate;
use roster_core::{Memory, Rows, Source};

/// How many cells there are, and how long they are together: [`Rows`].
pub fn cells(bytes: &[u8]) -> (usize, usize) {
    let mut rows = Rows::new(bytes);
    let mut sum = (0, 0);
    while let Some(row) = rows.next_row(&mut |_| {}) {
        sum.0 += row.len();
        sum.1 += row.cells().map(|cell| cell.len()).sum::<usize>();
    }
    sum
}

/// The same by a `csv::ByteRecord` that is used again for each row.
pub fn cells_of_csv(bytes: &[u8]) -> (usize, usize) {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
    let mut record = csv::ByteRecord::new();
    let mut sum = (0, 0);
    while reader.read_byte_record(&mut record).unwrap_or(false) {
        sum.0 += record.len();
        sum.1 += record.iter().map(<[u8]>::len).sum::<usize>();
    }
    sum
}

/// What there is in all files of a package, by one of the two.
pub fn all_cells(package: &Memory, cells: fn(&[u8]) -> (usize, usize)) -> (usize, usize) {
    let files = (0..package.len()).filter_map(|i| package.read(i).ok());
    files.map(cells).fold((0, 0), |sum, of| (sum.0 + of.0, sum.1 + of.1))
}
