//! A file of a table, and what may have become of it at home.

use core::ops::Range;

use proptest::{
    collection::vec,
    prelude::*,
    sample::{Index, select},
};
use roster_core::{Format, Header, Memory, OddityKind, Sheet, Source, Table};
use roster_mapping::patch::{Outcome, Patch, diff};

use crate::{format, through_bytes};

/// A file as texts.
#[derive(Clone, Debug)]
pub(crate) struct Texts {
    pub(crate) headers: Vec<String>,
    pub(crate) rows: Vec<Vec<String>>,
}

/// How a file is written.
#[derive(Clone, Debug)]
pub(crate) struct Dress {
    pub(crate) mark: bool,
    pub(crate) newline: &'static str,
    pub(crate) open: bool,
    /// Whether all cells are quoted.
    pub(crate) quoted: bool,
}

pub(crate) const CANONICAL: Dress =
    Dress { mark: false, newline: "\r\n", open: false, quoted: false };

pub(crate) fn dress() -> impl Strategy<Value = Dress> {
    let newline = select(vec!["\r\n", "\n", "\r"]);
    let (a, b, c) = (any::<bool>(), any::<bool>(), any::<bool>());
    (a, newline, b, c).prop_map(|(mark, newline, open, quoted)| Dress {
        mark,
        newline,
        open,
        quoted,
    })
}

pub(crate) fn write_cell(text: &str, quoted: bool) -> String {
    if quoted || text.contains(['"', ',', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_string()
    }
}
pub(crate) fn write_row(cells: &[String], quoted: bool) -> String {
    let cells: Vec<_> = cells.iter().map(|cell| write_cell(cell, quoted)).collect();
    cells.join(",")
}
pub(crate) fn write(texts: &Texts, dress: &Dress) -> Vec<u8> {
    let rows = core::iter::once(&texts.headers).chain(&texts.rows);
    let rows: Vec<_> = rows.map(|row| write_row(row, dress.quoted)).collect();
    finish(rows, dress)
}
pub(crate) fn finish(lines: Vec<String>, dress: &Dress) -> Vec<u8> {
    let mark = if dress.mark { "\u{feff}" } else { "" };
    let end = if dress.open { "" } else { dress.newline };
    format!("{mark}{}{end}", lines.join(dress.newline)).into_bytes()
}

/// A table with key columns, and rows of it; the first key column is `k0`, `k1` and so on.
pub(crate) fn texts() -> impl Strategy<Value = (&'static Format, &'static Table, Texts)> {
    let table = format().prop_flat_map(|format| {
        let keyed = format.tables.iter().copied().filter(|table| key_of(table).is_some());
        (Just(format), select(keyed.collect::<Vec<_>>()))
    });
    table.prop_flat_map(|(format, table)| {
        let word = select(vec!["", "", "x", "y", "a b", "a,b", "q\"q", "two\nlines", "é"]);
        let rows = vec(vec(word, table.columns.len()), 1..8);
        rows.prop_map(move |rows| {
            let row = |(i, row): (usize, Vec<&str>)| {
                let mut row: Vec<_> = row.into_iter().map(String::from).collect();
                row[key_of(table).expect("keyed")] = format!("k{i}");
                row
            };
            let headers = table.columns.iter().map(|column| column.header.to_string()).collect();
            (
                format,
                table,
                Texts { headers, rows: rows.into_iter().enumerate().map(row).collect() },
            )
        })
    })
}
pub(crate) fn key_of(table: &Table) -> Option<usize> {
    table.columns.iter().position(|column| column.key)
}

/// What makes home's file of the rebuilt one.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    pub(crate) dress: Dress,
    /// The order of columns, and how many of the last are missing.
    pub(crate) columns: Vec<usize>,
    pub(crate) missing: usize,
    pub(crate) unknown: bool,
    /// Header cells in another spelling.
    pub(crate) spelling: u8,
    /// Rows that home lacks.
    pub(crate) gone: Vec<Index>,
    pub(crate) cells: Vec<(Index, Index, &'static str)>,
    pub(crate) moves: Vec<(Index, Index)>,
    /// Rows that only home has.
    pub(crate) more: Vec<(Index, &'static str)>,
    /// Rows that are written in another way.
    pub(crate) odd: Vec<(Index, Index, u8)>,
}

pub(crate) fn plan(width: usize) -> impl Strategy<Value = Plan> {
    let word = select(vec!["", "x", "home", "h,h", "h\"h"]);
    let more = select(vec!["w0", "w1,,x,\"y\"", "k0", "k1,x", ",,", ",x", "\"open", "w2\n"]);
    let at = any::<Index>;
    let columns = Just((0..width).collect::<Vec<_>>()).prop_shuffle();
    let columns = prop_oneof![1 => Just((0..width).collect()), 1 => columns];
    let shape = (dress(), columns, 0..3usize, any::<bool>(), 0..3u8);
    let rows = (
        vec(at(), 0..2),
        vec((at(), at(), word), 0..4),
        prop_oneof![2 => Just(Vec::new()), 1 => vec((at(), at()), 1..5)],
        vec((at(), more), 0..4),
        vec((at(), at(), 0..5u8), 0..4),
    );
    (shape, rows).prop_map(|(shape, rows)| {
        let (dress, columns, missing, unknown, spelling) = shape;
        let (gone, cells, moves, more, odd) = rows;
        Plan { dress, columns, missing, unknown, spelling, gone, cells, moves, more, odd }
    })
}

pub(crate) fn home_of(table: &Table, rebuilt: &Texts, plan: &Plan) -> Vec<u8> {
    let mut rows = rebuilt.rows.clone();
    for gone in &plan.gone {
        if !rows.is_empty() {
            rows.remove(gone.index(rows.len()));
        }
    }
    for (from, to) in &plan.moves {
        if !rows.is_empty() {
            let row = rows.remove(from.index(rows.len()));
            rows.insert(to.index(rows.len() + 1), row);
        }
    }
    for (row, column, word) in &plan.cells {
        let column = column.index(table.columns.len());
        if !rows.is_empty() && !table.columns[column].key {
            let row = row.index(rows.len());
            rows[row][column] = word.to_string();
        }
    }
    let columns = shown(table, plan);
    let mut lines: Vec<String> = Vec::new();
    for (i, row) in rows.iter().enumerate() {
        let mut cells: Vec<String> = columns.iter().map(|column| row[*column].clone()).collect();
        cells.extend(plan.unknown.then(|| format!("u{i}")));
        lines.push(write_row(&cells, plan.dress.quoted));
    }
    for (row, cell, what) in &plan.odd {
        if lines.is_empty() {
            continue;
        }
        let line = row.index(lines.len());
        let line = &mut lines[line];
        let cells = Sheet::parse(line.as_bytes());
        let texts: Vec<_> = cells.row(0).map(|c| c.text().expect("text").to_string()).collect();
        let cell = cell.index(texts.len());
        let other = |text: &String| match what {
            0 => write_cell(text, !plan.dress.quoted),
            1 => format!("\"{}\"x", text.replace('"', "\"\"")),
            _ => write_cell(text, plan.dress.quoted),
        };
        let mut written: Vec<_> = texts.iter().map(|t| write_cell(t, plan.dress.quoted)).collect();
        written[cell] = other(&texts[cell]);
        *line = match what {
            2 => format!("{},more", written.join(",")),
            3 => written.join(",") + plan.dress.newline,
            _ => written.join(","),
        };
    }
    for (at, line) in &plan.more {
        lines.insert(at.index(lines.len() + 1), line.replace('\n', plan.dress.newline));
    }
    let mut headers: Vec<String> = columns
        .iter()
        .map(|column| match plan.spelling {
            0 => table.columns[*column].header.to_string(),
            1 => table.columns[*column].header.to_uppercase(),
            _ => format!(" {}", table.columns[*column].header),
        })
        .collect();
    headers.extend(plan.unknown.then(|| String::from("Mascot")));
    lines.insert(0, write_row(&headers, plan.dress.quoted));
    finish(lines, &plan.dress)
}
/// The table's columns that home has, in its order; keys are never missing.
pub(crate) fn shown(table: &Table, plan: &Plan) -> Vec<usize> {
    let last = table.columns.len().saturating_sub(plan.missing);
    let keep = |column: &usize| *column < last || table.columns[*column].key;
    plan.columns.iter().copied().filter(keep).collect()
}

#[derive(Clone, Debug)]
pub(crate) struct Case {
    pub(crate) format: &'static Format,
    pub(crate) table: &'static Table,
    pub(crate) rebuilt: Texts,
    pub(crate) plan: Plan,
    pub(crate) home: Vec<u8>,
}

impl Case {
    pub(crate) fn package(&self, bytes: impl Into<Vec<u8>>) -> Memory {
        Memory::new().file(self.table.file, bytes)
    }
    pub(crate) fn patch(&self) -> Patch {
        let rebuilt = self.package(write(&self.rebuilt, &CANONICAL));
        let home = self.package(self.home.clone());
        let patch = diff(self.format, &rebuilt, &home);
        assert_eq!(patch.apply(&rebuilt).package, home);
        through_bytes(self.format, &patch)
    }
    pub(crate) fn apply(&self, edited: &Texts) -> (Vec<u8>, Outcome) {
        let outcome = self.patch().apply(&self.package(write(edited, &CANONICAL)));
        (outcome.package.read(0).expect("in memory").to_vec(), outcome)
    }
    /// Where a file has the rebuilt row `row`, if it has its key once.
    pub(crate) fn row_of<'s>(&self, row: usize, sheet: &'s Sheet<'_>) -> Option<HomeRow<'s>> {
        let keys = (0..self.table.columns.len()).filter(|c| self.table.columns[*c].key);
        let is = |at: &usize| {
            keys.clone().all(|c| {
                let text = self.place(sheet, c).map(|place| text_at(sheet, *at, place));
                text.unwrap_or_default() == self.rebuilt.rows[row][c]
            })
        };
        let mut found = (1..sheet.len()).filter(is);
        let (at, more) = (found.next()?, found.next());
        more.is_none().then_some(HomeRow { sheet, at })
    }
    /// Where a column of the table stands in a file.
    pub(crate) fn place(&self, sheet: &Sheet<'_>, column: usize) -> Option<usize> {
        let headers = sheet.row(0).map(|cell| cell.bytes().to_vec());
        Header::bind(self.table, headers).position(column)
    }
}
pub(crate) struct HomeRow<'s> {
    pub(crate) sheet: &'s Sheet<'s>,
    pub(crate) at: usize,
}
impl HomeRow<'_> {
    /// Where the row starts, and where the next one does.
    pub(crate) fn stretch(&self, bytes: &[u8]) -> Range<usize> {
        let start = |row| self.sheet.cell(row, 0).map_or(bytes.len(), |cell| cell.span().start);
        start(self.at)..start(self.at + 1)
    }
}

pub(crate) fn case() -> impl Strategy<Value = Case> {
    texts().prop_flat_map(|(format, table, rebuilt)| {
        plan(table.columns.len()).prop_map(move |plan| {
            let home = home_of(table, &rebuilt, &plan);
            Case { format, table, rebuilt: rebuilt.clone(), plan, home }
        })
    })
}

/// Without the line end of the last row, if home has none there.
pub(crate) fn closed(mut bytes: Vec<u8>, case: &Case) -> Vec<u8> {
    if !case.home.ends_with(b"\n") && !case.home.ends_with(b"\r") {
        for end in [&b"\r\n"[..], b"\n", b"\r"] {
            if bytes.ends_with(end) {
                bytes.truncate(bytes.len() - end.len());
                break;
            }
        }
    }
    bytes
}
/// What a cell says; an absent one is blank.
pub(crate) fn text_at(sheet: &Sheet<'_>, row: usize, place: usize) -> String {
    let cell = sheet.cell(row, place);
    cell.map_or(String::new(), |cell| cell.text().expect("text").to_string())
}
pub(crate) fn is_open(bytes: &[u8]) -> bool {
    let oddities = Sheet::parse(bytes).oddities();
    oddities.iter().any(|oddity| oddity.kind == OddityKind::UnclosedQuote)
}
