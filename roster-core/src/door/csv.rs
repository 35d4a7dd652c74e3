//! For programs that read CSV with the `csv` crate: records and findings from their own rows.
//!
//! ```
//! use roster_core::{Id, Options, Format, Profile, Record, Text, col, csv::{FileCheck, Headers}, file, table};
//!
//! table! {
//!     /// Schools.
//!     pub struct School = file("School.csv").required() => {
//!         /// Names the school.
//!         sis_id: Id = col("SIS ID").required().id(),
//!         /// What it is called.
//!         name: Text = col("Name").required(),
//!     }
//! }
//! static SPEC: Profile = Profile::new("spec", "The format's own text.", &[]);
//! static FORMAT: Format = Format::new("schools", "Schools", "made up", &[School::TABLE], &[&SPEC]);
//!
//! let mut reader = csv::Reader::from_reader(&b"Name,SIS ID,Colour\nNorthside,7,green\n,8,red\n"[..]);
//! let names = reader.headers()?.clone();
//! let headers = Headers::of(School::TABLE, &names);
//! let options = Options::new();
//! let mut check = FileCheck::new(&FORMAT, School::TABLE, &names, &options);
//! for row in reader.records() {
//!     let row = row?;
//!     check.row(&row);
//!     let school: School<'_> = headers.record(&row);
//!     assert!(school.sis_id.text().is_some());
//!     assert_eq!(headers.byte_record(&school), *row.as_byte_record());
//! }
//! let (findings, _totals) = check.finish();
//! let blank = findings.iter().find(|f| f.rule.name == "required-value").unwrap();
//! assert_eq!((blank.place.line, blank.place.row), (Some(3), Some(2)));
//! # Ok::<(), csv::Error>(())
//! ```

use alloc::{borrow::Cow, vec::Vec};
use core::ops::Range;

use csv::{ByteRecord, StringRecord};

use crate::{
    FileAt, Finding, Format, Header, Options, Record, Spot, Table, Totals,
    check::{Cells, Placed, Tally, file},
};

/// A row of the `csv` crate: a [`ByteRecord`] or a [`StringRecord`].
pub trait CsvRow {
    /// The row as bytes.
    fn bytes(&self) -> &ByteRecord;
}
impl CsvRow for ByteRecord {
    fn bytes(&self) -> &ByteRecord {
        self
    }
}
impl CsvRow for StringRecord {
    fn bytes(&self) -> &ByteRecord {
        self.as_byte_record()
    }
}

/// A header row, looked up in a table once for all rows.
#[derive(Clone, Debug)]
pub struct Headers<'h> {
    header: Header,
    names: Names<'h>,
}

#[derive(Clone)]
struct Names<'h>(Vec<Cow<'h, [u8]>>);

impl core::fmt::Debug for Names<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "<{} names>", self.0.len())
    }
}

impl<'h> Headers<'h> {
    /// Looks the headers up.
    pub fn of(table: &'static Table, headers: &'h impl CsvRow) -> Self {
        let names: Vec<_> = headers.bytes().iter().map(Cow::Borrowed).collect();
        Headers { header: Header::bind(table, &names), names: Names(names) }
    }
    /// Which column stands where.
    pub fn header(&self) -> &Header {
        &self.header
    }
    /// A row as a record of the table that the headers were looked up in.
    pub fn record<'a, R: Record<'a>>(&self, row: &'a impl CsvRow) -> R
    where
        'h: 'a,
    {
        R::from_row(&self.header, &self.names.0, row.bytes().iter().map(Cow::Borrowed).collect())
    }
    /// A record as a row under these headers. Absent fields are blank.
    pub fn byte_record<'a, R: Record<'a>>(&self, record: &R) -> ByteRecord {
        let cells: Vec<_> = record.cells().collect();
        let mut extra = record.ext().iter();
        let mut row = ByteRecord::new();
        for position in 0..self.header.width() {
            let cell = match self.header.found(position).column() {
                Some(column) => cells.get(column).copied().flatten(),
                None => extra.next().map(|extra| &*extra.cell),
            };
            row.push_field(cell.unwrap_or_default());
        }
        extra.for_each(|extra| row.push_field(&extra.cell));
        row
    }
}

/// Checks the rows of one file as a program reads them: everything but references to other files
/// and what the text alone shows (quotes, blank lines, encodings).
///
/// Places have the lines that the `csv` crate counts.
#[derive(Debug)]
pub struct FileCheck<'o> {
    check: file::FileCheck<'o>,
    tally: Tally,
    rows: u64,
}

impl<'o> FileCheck<'o> {
    /// Starts a file with its header row.
    pub fn new(
        format: &'static Format,
        table: &'static Table,
        headers: &impl CsvRow,
        options: &'o Options,
    ) -> Self {
        let mut tally = Tally::new(format, options);
        let names: Vec<_> = headers.bytes().iter().map(Cow::Borrowed).collect();
        let mut check =
            file::FileCheck::new(FileAt::Present(0), format, table, &names, options, None);
        check.next_row(&Row { record: headers.bytes(), number: 0 }, &mut tally);
        FileCheck { check, tally, rows: 0 }
    }
    /// Checks a row.
    pub fn row(&mut self, row: &impl CsvRow) {
        self.rows += 1;
        let row = Row { record: row.bytes(), number: self.rows };
        self.check.next_row(&row, &mut self.tally);
    }
    /// What is wrong with the file, as far as the limit lists it, and how much there is.
    pub fn finish(mut self) -> (Vec<Finding>, Totals) {
        self.check.finish(&[], &mut self.tally);
        let totals = self.tally.totals();
        (self.tally.into_findings(), totals)
    }
}

struct Row<'r> {
    record: &'r ByteRecord,
    number: u64,
}

impl Cells for Row<'_> {
    fn cell(&self, i: usize) -> Option<Cow<'_, [u8]>> {
        self.record.get(i).map(Cow::Borrowed)
    }
}

impl Placed for Row<'_> {
    fn len(&self) -> usize {
        self.record.len()
    }
    fn spot(&self) -> Spot {
        let line = self.record.position().map_or(self.number + 1, |position| position.line());
        Spot { line, row: self.number }
    }
    fn file(&self) -> Option<(&[u8], usize)> {
        None
    }
    fn span(&self, _i: usize) -> Option<Range<usize>> {
        None
    }
}
