//! Packages to measure with, of people who do not exist.

use std::{cell::RefCell, collections::HashMap, fmt::Write};

use oneroster_model::v1p1;
use roster_core::{Header, Memory, Rows, Sheet, Source, Table, generate::District};

/// The files of the yardstick: a OneRoster 1.1 package as most districts send it.
pub const FILES: [&str; 7] = [
    "manifest.csv",
    "orgs.csv",
    "academicSessions.csv",
    "courses.csv",
    "classes.csv",
    "users.csv",
    "enrollments.csv",
];

/// How the ids of a package look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ids {
    /// Such as `s17`.
    Short,
    /// 36 characters each, in no order.
    Uuid,
    /// As short ones, with zeros, so that they stand in the order of their texts.
    Sorted,
    /// Made to collide: all of one length share the fingerprint of `roster_core::check`, where words
    /// have 64 bits. They take long to make.
    Crafted,
}

/// How the cells of a file are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quotes {
    /// Where a cell needs them, with LF line ends.
    Needed,
    /// Around every cell, with CRLF line ends.
    Everywhere,
}

/// What a package looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dress {
    /// How its ids look.
    pub ids: Ids,
    /// How its cells are written.
    pub quotes: Quotes,
    /// Whether the rows of `enrollments.csv` are in no order, rather than by user.
    pub shuffled: bool,
    /// How many rows of `enrollments.csv` each kind of [fault](Counts) is planted in.
    pub faults: usize,
}

impl Dress {
    /// UUIDs, no quotes, in order, no faults.
    pub const YARDSTICK: Dress =
        Dress { ids: Ids::Uuid, quotes: Quotes::Needed, shuffled: false, faults: 0 };
}

/// The packages that most is measured with.
pub const DRESSES: [(&str, Dress); 6] = [
    ("UUIDs", Dress::YARDSTICK),
    ("quoted", Dress { quotes: Quotes::Everywhere, ..Dress::YARDSTICK }),
    ("short ids", Dress { ids: Ids::Short, ..Dress::YARDSTICK }),
    ("shuffled", Dress { shuffled: true, ..Dress::YARDSTICK }),
    ("faults", Dress { faults: FAULTS, ..Dress::YARDSTICK }),
    (
        "short ids, quoted",
        Dress { ids: Ids::Short, quotes: Quotes::Everywhere, ..Dress::YARDSTICK },
    ),
];

/// Packages of whoever wants the check to take long, and as benign as they.
pub const CRAFTED: [(&str, Dress); 2] = [
    ("crafted ids", Dress { ids: Ids::Crafted, ..Dress::YARDSTICK }),
    ("sorted ids", Dress { ids: Ids::Sorted, ..Dress::YARDSTICK }),
];

/// How many rows these have at most.
pub const CRAFTED_ROWS: u64 = 10_000;

/// Faults of each kind in a package with faults.
pub const FAULTS: usize = 12;

/// How often something is wrong, as every rival counts it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Ids that an earlier row of the file has.
    pub duplicates: u64,
    /// References to a record that is not there.
    pub dangling: u64,
    /// Dates that are none, or that end what begins later.
    pub dates: u64,
    /// Words outside their vocabulary.
    pub words: u64,
    /// Cells that are blank and must not be.
    pub blanks: u64,
}

/// How many students there are for so many rows.
pub fn students(rows: u64) -> u64 {
    rows * 2 / 19
}

/// A package of so many students, each in eight classes: the [`FILES`], nothing else.
///
/// It is what `roster_core::generate` makes, without parents, in another dress.
pub fn package(students: u64, dress: Dress) -> Memory {
    let district = District::new(&v1p1::FORMAT, students, 1);
    FILES.into_iter().fold(Memory::new(), |package, name| {
        let table = v1p1::FORMAT.table(name).expect("a file of the format");
        let mut bytes = dressed(table, district.lines(name), dress);
        if name == "enrollments.csv" {
            if dress.shuffled {
                bytes = shuffled(&bytes);
            }
            bytes = planted(&bytes, dress.faults);
        }
        package.file(name, bytes)
    })
}

/// The bytes of one file of a package.
///
/// # Panics
///
/// If it has no such file.
pub fn file<'p>(package: &'p Memory, name: &str) -> &'p [u8] {
    let found = (0..package.len()).find(|&i| package.name(i) == name);
    found.and_then(|i| package.read(i).ok()).expect("a file of the package")
}

/// How many rows the packages of the benches have: a few where they are only tried, else a
/// hundred thousand, a million, and as many as the environment variable `BENCH_ROWS` says.
pub fn sizes() -> Vec<u64> {
    if std::env::args().any(|argument| argument == "--test") {
        return vec![1000];
    }
    let more = std::env::var("BENCH_ROWS").ok().and_then(|rows| rows.parse().ok());
    [100_000, 1_000_000].into_iter().chain(more).collect()
}

/// All bytes of a package.
pub fn size(package: &Memory) -> u64 {
    (0..package.len()).map(|i| package.read(i).map_or(0, |bytes| bytes.len() as u64)).sum()
}

/// All rows of a package, headers included.
pub fn rows(package: &Memory) -> u64 {
    let files = (0..package.len()).filter_map(|i| package.read(i).ok());
    files.map(|bytes| bytes.iter().filter(|b| **b == b'\n').count() as u64).sum()
}

fn dressed(
    table: &'static Table,
    mut lines: impl Iterator<Item = String>,
    dress: Dress,
) -> Vec<u8> {
    let mut out = String::new();
    let names = cells(&lines.next().expect("a header"));
    write_row(&mut out, &names, dress.quotes);
    let header = Header::bind(table, names.iter().map(String::as_bytes));
    let at = |name| table.column(name).and_then(|column| header.position(column));
    let parents = at("agentSourcedIds").zip(at("role"));
    let property = at("propertyName").zip(at("value"));
    let naming = table.columns.iter().enumerate().filter(|(_, of)| of.id || of.refers.is_some());
    let naming: Vec<usize> = naming.filter_map(|(column, _)| header.position(column)).collect();
    for mut row in lines.map(|line| cells(&line)) {
        if let Some((parents, role)) = parents {
            if row[role] == "parent" {
                continue;
            }
            row[parents].clear();
        }
        if let Some((stem, value)) = property.and_then(|(name, value)| {
            row[name].strip_prefix("file.").map(|stem| (String::from(stem), value))
        }) {
            let there = FILES.iter().any(|file| file.strip_suffix(".csv") == Some(&stem));
            row[value] = String::from(if there { "bulk" } else { "absent" });
        }
        if property.is_none() {
            naming.iter().for_each(|i| row[*i] = respelt(&row[*i], dress.ids));
        }
        write_row(&mut out, &row, dress.quotes);
    }
    out.into_bytes()
}

fn cells(line: &str) -> Vec<String> {
    let mut rows = Rows::new(line.as_bytes());
    let row = rows.next_row(&mut |_| {}).expect("a row");
    row.cells().map(|cell| String::from_utf8_lossy(&cell).into_owned()).collect()
}

/// Each id of a list, or the only one.
fn respelt(cell: &str, ids: Ids) -> String {
    let respelt = |id: &str| match ids {
        Ids::Short => id.to_owned(),
        Ids::Uuid => uuid(hash(id.as_bytes())),
        Ids::Sorted => {
            let (word, number) = id.split_at(id.find(|c: char| c.is_ascii_digit()).unwrap_or(0));
            format!("{word}{number:0>9}")
        }
        Ids::Crafted => crafted(id),
    };
    let ids = cell.split(',').filter(|id| !id.is_empty());
    ids.map(respelt).collect::<Vec<_>>().join(",")
}

/// An id that collides with all others of the kind, and is another for another text: the hash
/// multiplies by what it ends in, and there that cancels what comes before.
fn crafted(id: &str) -> String {
    thread_local! {
        static MADE: RefCell<(u32, HashMap<String, String>)> = RefCell::default();
    }
    let word = |bytes: &[u8]| u64::from_le_bytes(bytes.try_into().expect("eight bytes"));
    let make = |start: &str| {
        let (x, y) = (word(start.as_bytes()), word(b"-crafted"));
        let product = u128::from(x ^ 0x243F_6A88_85A3_08D3) * u128::from(y ^ 0xA409_3822_299F_31D0);
        let end = (product as u64 ^ (product >> 64) as u64).to_le_bytes();
        let fits = end.iter().all(|b| b.is_ascii_alphanumeric() || b".-_/@".contains(b));
        let end = fits.then(|| str::from_utf8(&end).expect("ASCII"))?;
        Some(format!("{start}-crafted-to-meet{end}"))
    };
    MADE.with_borrow_mut(|(next, made)| {
        let new = || loop {
            *next += 1;
            if let Some(new) = make(&format!("{next:08x}")) {
                break new;
            }
        };
        made.entry(id.to_owned()).or_insert_with(new).clone()
    })
}

fn write_row(out: &mut String, row: &[String], quotes: Quotes) {
    for (i, cell) in row.iter().enumerate() {
        let comma = if i == 0 { "" } else { "," };
        let quoted = quotes == Quotes::Everywhere || cell.contains([',', '"', '\r', '\n']);
        let _ = match quoted {
            true => write!(out, "{comma}\"{}\"", cell.replace('"', "\"\"")),
            false => write!(out, "{comma}{cell}"),
        };
    }
    out.push_str(if quotes == Quotes::Needed { "\n" } else { "\r\n" });
}

/// The rows in no order, behind their header.
fn shuffled(bytes: &[u8]) -> Vec<u8> {
    let mut lines: Vec<&[u8]> = bytes.split_inclusive(|b| *b == b'\n').collect();
    lines[1..].sort_by_cached_key(|line| mix(hash(line)));
    lines.concat()
}

/// So many of each kind of fault in enrolments, each in a row of its own.
fn planted(bytes: &[u8], faults: usize) -> Vec<u8> {
    let mut sheet = Sheet::parse(bytes);
    let text = |sheet: &Sheet<'_>, row, column| {
        sheet.cell(row, column).and_then(|cell| cell.text().map(String::from)).unwrap_or_default()
    };
    let names = (0..sheet.width(0)).map(|column| text(&sheet, 0, column)).collect::<Vec<_>>();
    let rows = sheet.len();
    for i in 0..faults * 4 {
        let row = 2 + i * (rows - 2) / (faults * 4);
        let (name, wrong) = match i % 4 {
            0 => ("sourcedId", text(&sheet, 1, 0)),
            1 => ("userSourcedId", String::from("nobody")),
            2 => ("beginDate", String::from("2026-02-30")),
            _ => ("role", String::from("pupil")),
        };
        let column = names.iter().position(|of| of == name).expect("enrolments have it");
        sheet.set(row, column, wrong).expect("a cell");
    }
    sheet.write()
}

/// Fowler, Noll and Vo's hash, variant 1a.
fn hash(text: &[u8]) -> u64 {
    let step = |hash: u64, b: &u8| (hash ^ u64::from(*b)).wrapping_mul(0x0000_0100_0000_01B3);
    text.iter().fold(0xCBF2_9CE4_8422_2325, step)
}

/// Steele, Lea and Flood's SplitMix64.
fn mix(n: u64) -> u64 {
    let n = n.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let n = (n ^ n >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let n = (n ^ n >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
    n ^ n >> 31
}

/// A UUID of version 4's shape.
fn uuid(n: u64) -> String {
    let (a, b) = (mix(n), mix(!n));
    format!(
        "{:08x}-{:04x}-4{:03x}-8{:03x}-{:012x}",
        a >> 32,
        a >> 16 & 0xFFFF,
        a & 0xFFF,
        b >> 52,
        b & 0xFFFF_FFFF_FFFF
    )
}
