//! What a patch is made of.

use alloc::{boxed::Box, string::String, vec::Vec};

use roster_core::Table;

use super::{dress::Dress, names::Name};

/// Names a row of the rebuilt file.
#[derive(Clone)]
pub(super) struct RowId {
    /// The texts of its key columns as a row of CSV; nothing if it has none.
    pub(super) key: Box<[u8]>,
    /// What tells it from others, if the key alone does not.
    pub(super) twin: Option<Box<Twin>>,
}

/// What tells a row from others with its key: a checksum of what it says, and how many rows that
/// say the same are before it.
#[derive(Clone, Copy)]
pub(super) struct Twin {
    pub(super) print: u64,
    pub(super) before: usize,
}

/// Names a file: its name, and how many of that name stand before it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct FileName {
    pub(super) name: String,
    pub(super) before: usize,
}

/// What is to be done with one file.
#[derive(Clone)]
pub(super) struct FilePatch {
    pub(super) name: FileName,
    pub(super) change: Change,
}

#[derive(Clone)]
pub(super) enum Change {
    /// Nothing; it is here for its place among the others.
    Same,
    /// Changed row by row.
    Rows(Box<RowsPatch>),
    /// Carried whole, and what the rebuilt file was, if there was one.
    Bytes { base: Option<Sum>, bytes: Vec<u8> },
    /// Home has no such file; the rebuilt package has this one.
    Gone { base: Sum },
}

/// A file's length and checksum.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Sum {
    pub(super) length: usize,
    pub(super) sum: u64,
}

impl Sum {
    pub(super) fn of(bytes: &[u8]) -> Self {
        Sum { length: bytes.len(), sum: checksum(bytes) }
    }
}

/// How a file of home differs from the rebuilt one, row by row.
#[derive(Clone)]
pub(super) struct RowsPatch {
    pub(super) table: &'static Table,
    /// The rebuilt file, if there was one; its name may differ in case.
    pub(super) from: Option<FileName>,
    pub(super) dress: Dress,
    /// Home's header line, and what stands before it; without a byte order mark.
    pub(super) header: Vec<u8>,
    pub(super) lacks: Vec<Lack>,
    /// What changes in a row, cell by cell; what changes alike in several rows stands here once.
    pub(super) sets: Vec<Vec<CellPatch>>,
    pub(super) rows: Vec<RowPatch>,
    pub(super) forms: Vec<FormPatch>,
    pub(super) gone: Vec<GoneRow>,
    /// The rows that only home has.
    pub(super) carried: Carried,
    pub(super) runs: Vec<Run>,
}

/// A column of the rebuilt file that home lacks, and what most of its cells say.
#[derive(Clone)]
pub(super) struct Lack {
    pub(super) name: Name<Vec<u8>>,
    pub(super) base: Vec<u8>,
}

impl Lack {
    /// Which of the table's it is.
    pub(super) fn column(&self) -> Option<usize> {
        match self.name {
            Name::Known(column) => Some(column),
            Name::Other(..) => None,
        }
    }
}

/// A row of which some cells say something else at home.
#[derive(Clone)]
pub(super) struct RowPatch {
    pub(super) row: RowId,
    /// Which cells, as one of the file's sets.
    pub(super) set: usize,
}

/// A cell that says something else at home.
#[derive(Clone)]
pub(super) struct CellPatch {
    pub(super) at: At,
    /// What the rebuilt cell says.
    pub(super) base: Box<[u8]>,
    /// What it says at home.
    pub(super) text: Box<[u8]>,
}

/// Where a cell stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum At {
    /// In this place of home's rows.
    Home(usize),
    /// In this one of the columns that home lacks.
    Lack(usize),
}

/// A row that home writes in its own way: the row as bytes, without its line end if that is the
/// file's usual one.
#[derive(Clone)]
pub(super) struct FormPatch {
    pub(super) row: RowId,
    pub(super) bytes: Vec<u8>,
}

/// A rebuilt row that home lacks, and a checksum of what it says.
#[derive(Clone)]
pub(super) struct GoneRow {
    pub(super) row: RowId,
    pub(super) print: u64,
}

/// Rows that stand together at home and not in the rebuilt file.
#[derive(Clone)]
pub(super) struct Run {
    /// The row in place that they follow; none at the start of the file.
    pub(super) after: Option<RowId>,
    /// The row in place that follows them; none at the end of the file.
    pub(super) before: Option<RowId>,
    pub(super) items: Vec<Item>,
}

#[derive(Clone)]
pub(super) enum Item {
    /// So many of the rows that only home has, the next ones of the file's.
    Carried(usize),
    Moved(Box<MovedRow>),
}

/// The rows of a file that only home has, in their order: as [`FormPatch::bytes`], one behind the other.
#[derive(Clone, Default)]
pub(super) struct Carried {
    bytes: Vec<u8>,
    rows: Vec<CarriedRow>,
}

/// What is known of a row that only home has.
#[derive(Clone, Copy)]
pub(super) struct CarriedRow {
    /// Where its bytes end among those of all.
    end: usize,
    /// The columns of the table that named a record of the package, and must.
    pub(super) needs: Needs,
    pub(super) kin: Kin,
}

/// Columns of a table, of the first 64: no table has more.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Needs(u64);

impl Needs {
    pub(super) fn is_empty(self) -> bool {
        self.0 == 0
    }
    /// Whether the column can be one of them.
    pub(super) fn add(&mut self, column: usize) -> bool {
        let bit = u32::try_from(column).ok().and_then(|column| 1_u64.checked_shl(column));
        self.0 |= bit.unwrap_or(0);
        bit.is_some()
    }
    pub(super) fn columns(self) -> impl Iterator<Item = usize> {
        (0..64).filter(move |column| self.0 >> column & 1 == 1)
    }
}

impl Carried {
    /// Room for so many with so many bytes in all, and no more.
    pub(super) fn with_room(rows: usize, bytes: usize) -> Self {
        Carried { bytes: Vec::with_capacity(bytes), rows: Vec::with_capacity(rows) }
    }
    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }
    pub(super) fn push(&mut self, bytes: &[u8], kin: Kin, needs: Needs) {
        self.bytes.extend_from_slice(bytes);
        self.rows.push(CarriedRow { end: self.bytes.len(), needs, kin });
    }
    /// The bytes of one.
    pub(super) fn bytes(&self, row: usize) -> &[u8] {
        let Some(CarriedRow { end, .. }) = self.rows.get(row) else { return b"" };
        let start = row.checked_sub(1).map_or(0, |before| self.rows[before].end);
        &self.bytes[start..*end]
    }
    pub(super) fn iter(&self) -> impl Iterator<Item = (CarriedRow, &[u8])> {
        self.rows.iter().enumerate().map(|(number, row)| (*row, self.bytes(number)))
    }
    /// Notes which columns each one needs.
    pub(super) fn note(&mut self, mut needs: impl FnMut(&[u8]) -> Needs) {
        let mut start = 0;
        for row in &mut self.rows {
            row.needs = needs(&self.bytes[start..row.end]);
            start = row.end;
        }
    }
}

/// What the rebuilt file has of a row that only home has.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kin {
    /// Nothing.
    None,
    /// Another row of its record.
    Record,
    /// A row with its key.
    Key,
}

/// A row that stands elsewhere in the rebuilt file.
#[derive(Clone)]
pub(super) struct MovedRow {
    pub(super) row: RowId,
    /// Where it stood there.
    pub(super) at: usize,
    /// The row that followed it there, if that is not moved too.
    pub(super) next: Option<RowId>,
}

impl RowsPatch {
    pub(super) fn new(table: &'static Table) -> Self {
        RowsPatch {
            table,
            from: None,
            dress: Dress::default(),
            header: Vec::new(),
            lacks: Vec::new(),
            sets: Vec::new(),
            rows: Vec::new(),
            forms: Vec::new(),
            gone: Vec::new(),
            carried: Carried::default(),
            runs: Vec::new(),
        }
    }
    /// A row with a set of its own, and nothing in it yet.
    pub(super) fn new_row(&mut self, row: RowId) {
        self.rows.push(RowPatch { row, set: self.sets.len() });
        self.sets.push(Vec::new());
    }
    /// The cells that change in a row.
    pub(super) fn cells_of(&self, row: &RowPatch) -> &[CellPatch] {
        self.sets.get(row.set).map_or(&[], |set| set)
    }
    /// All cells that change.
    pub(super) fn cells(&self) -> impl Iterator<Item = &CellPatch> {
        self.rows.iter().flat_map(|row| self.cells_of(row))
    }
}

/// Where FNV-1a starts.
pub(super) const FNV: u64 = 0xCBF2_9CE4_8422_2325;

/// FNV-1a, 64 bits: tells texts apart that nobody crafted.
pub(super) fn fnv(seed: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(seed, |sum, b| (sum ^ u64::from(*b)).wrapping_mul(0x0100_0000_01B3))
}
/// The same of a whole text.
pub(crate) fn checksum(bytes: &[u8]) -> u64 {
    fnv(FNV, bytes)
}
