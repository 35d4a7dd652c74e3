//! The laws of patches: exact for any bytes, and edits come home alone.

use oneroster_model::v1p2;
use proptest::{
    collection::vec,
    prelude::*,
    sample::{Index, select},
    test_runner::FileFailurePersistence,
};
use roster_core::{Encoding, Format, Header, Memory, OddityKind, Sheet, Source, Table};
use roster_mapping::patch::{EntryKind, LostKind, Outcome, Patch, diff};
use sds_model::{v1, v2p1};

static FORMATS: [&Format; 3] = [&v1::FORMAT, &v2p1::FORMAT, &v1p2::FORMAT];

fn config() -> ProptestConfig {
    let file = FileFailurePersistence::Direct("tests/patch.proptest-regressions");
    ProptestConfig { cases: 2000, failure_persistence: Some(Box::new(file)), ..Default::default() }
}

fn format() -> impl Strategy<Value = &'static Format> {
    select(&FORMATS[..])
}

// Packages of any bytes.

const ODD: [&[u8]; 16] = [
    b"\r\n",
    b"\n",
    b"\r",
    b",",
    b",",
    b"\"",
    b"\"\"",
    b"a",
    b"b",
    b" ",
    b"\xEF\xBB\xBF",
    b"\xE9",
    b"\0",
    b"x,y",
    b"\"x\"",
    b"\n\n",
];

/// A piece of a file, often a cell, a comma or a line end.
fn piece() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![6 => select(ODD.map(<[u8]>::to_vec).to_vec()), 1 => vec(any::<u8>(), 0..3)]
}
/// A row of few different cells, so that many rows are alike.
fn row() -> impl Strategy<Value = Vec<u8>> {
    let cell = select(vec!["", "1", "2", "a", "\"a\"", "\"x,\"\"y\"", " b", "q\"q", "\"\""]);
    let newline = select(vec!["\n", "\n", "\r\n", "\r\n", "\r", "\n\r\n"]);
    (vec(cell, 1..5), newline)
        .prop_map(|(cells, newline)| format!("{}{newline}", cells.join(",")).into_bytes())
}
/// A file that mostly begins with a header of its table.
fn file(format: &'static Format, table: usize) -> impl Strategy<Value = Vec<u8>> {
    let columns = format.tables[table].columns;
    let some = prop_oneof![0..2usize, 0..columns.len()].prop_map(|i| columns[i].header);
    let some = prop_oneof![6 => some, 1 => select(vec!["Mascot", "a", "\"Mascot\"", "sisid"])];
    let header = vec(some, 1..5).prop_map(|headers| headers.join(",").into_bytes());
    let header = prop_oneof![1 => Just(Vec::new()), 9 => header];
    let newline = select(vec![&b"\n"[..], b"\r\n", b"\r\n", b"\r", b"\n\n", b""]);
    let rest = vec(prop_oneof![4 => row(), 1 => piece()], 0..9);
    (header, newline, rest)
        .prop_map(|(header, newline, rest)| [header, newline.to_vec(), rest.concat()].concat())
}
fn package(format: &'static Format) -> impl Strategy<Value = Memory> {
    let name = |table: usize| {
        let name = format.tables[table].file;
        select(vec![name.to_string(), name.to_string(), name.to_lowercase(), name.to_uppercase()])
    };
    let known = (0..format.tables.len().min(3))
        .prop_flat_map(move |table| (name(table), file(format, table)));
    let unknown = (select(vec!["notes.txt".to_string(), String::new()]), vec(any::<u8>(), 0..9));
    vec(prop_oneof![5 => known, 1 => unknown], 0..4).prop_map(memory)
}
fn memory(files: Vec<(String, Vec<u8>)>) -> Memory {
    files.into_iter().fold(Memory::new(), |package, (name, bytes)| package.file(name, bytes))
}
fn files(package: &Memory) -> Vec<(String, Vec<u8>)> {
    let bytes = |file| package.read(file).expect("in memory").to_vec();
    (0..package.len()).map(|file| (package.name(file).to_string(), bytes(file))).collect()
}
/// What may become of a package: lines are swapped, pieces put in and taken out.
fn changed(package: &Memory) -> impl Strategy<Value = Memory> + use<> {
    let files = files(package);
    let swap = (any::<Index>(), any::<Index>(), any::<Index>()).prop_map(|at| (at, None));
    let put = (any::<Index>(), any::<Index>(), any::<Index>());
    let put = (put, prop_oneof![piece(), row()]).prop_map(|(at, piece)| (at, Some(piece)));
    let file_swap = prop_oneof![7 => Just(None), 1 => any::<(Index, Index)>().prop_map(Some)];
    (vec(prop_oneof![swap, put], 0..5), file_swap).prop_map(move |(changes, file_swap)| {
        let mut files = files.clone();
        if files.is_empty() {
            return Memory::new();
        }
        for ((file, from, to), piece) in changes {
            let bytes = &mut file.get_mut(&mut files).1;
            let at = from.index(bytes.len() + 1);
            match piece {
                Some(piece) => {
                    let end = bytes.len().min(at + to.index(4));
                    bytes.splice(at..end, piece);
                }
                None => {
                    let mut lines: Vec<_> = bytes.split_inclusive(|b| *b == b'\n').collect();
                    if !lines.is_empty() {
                        let line = lines.remove(from.index(lines.len()));
                        lines.insert(to.index(lines.len() + 1), line);
                    }
                    *bytes = lines.concat();
                }
            }
        }
        if let Some((a, b)) = file_swap {
            let (a, b) = (a.index(files.len()), b.index(files.len()));
            files.swap(a, b);
        }
        memory(files)
    })
}
/// A package, what became of it, and what else became of it.
fn packages() -> impl Strategy<Value = (&'static Format, [Memory; 3])> {
    let one = format().prop_flat_map(|format| (Just(format), package(format)));
    one.prop_flat_map(|(format, a)| {
        let b = prop_oneof![3 => changed(&a), 1 => package(format)];
        let c = prop_oneof![3 => changed(&a), 1 => package(format)];
        (Just(format), b, c).prop_map(move |(format, b, c)| (format, [a.clone(), b, c]))
    })
}

fn through_bytes(format: &'static Format, patch: &Patch) -> Patch {
    let mut bytes = Vec::new();
    patch.write(&mut bytes);
    bytes.extend_from_slice(b"what follows");
    let (read, rest) = Patch::read(format, &bytes).expect("what was written is read");
    assert_eq!(rest, b"what follows");
    read
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_package_is_made_of_any_other((format, packages) in packages(), damage in damage()) {
        let [a, b, c] = &packages;
        let patch = diff(format, a, b);
        let outcome = patch.apply(a);
        prop_assert_eq!(&outcome.package, b);
        prop_assert_eq!(outcome.lost, []);
        prop_assert_eq!(&through_bytes(format, &patch), &patch);
        prop_assert_eq!(patch.is_empty(), patch.entries().next().is_none());
        prop_assert!(diff(format, a, a).is_empty());
        carried_whole_only_if_it_must_be(format, a, b, &patch);
        // whatever comes of it: no panic
        patch.apply(c);
        let mut bytes = Vec::new();
        patch.write(&mut bytes);
        for (at, new) in damage {
            let at = at.index(bytes.len());
            bytes.splice(at..(at + 1).min(bytes.len()), new);
        }
        if let Ok((read, _)) = Patch::read(format, &bytes) {
            read.apply(a);
            read.apply(c);
            let _ = read.entries().count();
            prop_assert_eq!(&through_bytes(format, &read), &read);
        }
    }
}

/// A file with a header of the format, in both packages or in one, is compared row by row.
fn carried_whole_only_if_it_must_be(format: &Format, a: &Memory, b: &Memory, patch: &Patch) {
    let whole = patch.entries().filter(|entry| entry.kind == EntryKind::File);
    for (name, table) in whole.filter_map(|entry| Some((entry.file, entry.table?))) {
        let of_table = |(of, _): &(String, Vec<u8>)| of.eq_ignore_ascii_case(name);
        let files = files(a).into_iter().chain(files(b)).filter(of_table).map(|(_, bytes)| bytes);
        let is_known = |bytes: &Vec<u8>| {
            let sheet = Sheet::parse(bytes);
            let headers = sheet.row(0).map(|cell| cell.bytes().to_vec());
            Encoding::of(bytes).is_readable() && !Header::bind(table, headers).is_unknown()
        };
        assert!(files.into_iter().any(|bytes| !is_known(&bytes)), "{} {name}", format.id);
    }
}

fn damage() -> impl Strategy<Value = Vec<(Index, Vec<u8>)>> {
    let new: [&[u8]; 9] =
        [b"", b",", b"\n", b"\"", b"0", b"9", b"64", b"#99999999999999999", b"\r\nrun,,,,,,\r\n"];
    vec((any::<Index>(), select(new.map(<[u8]>::to_vec).to_vec())), 0..3)
}

// ---- Edits

/// A file as texts.
#[derive(Clone, Debug)]
struct Texts {
    headers: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// How a file is written.
#[derive(Clone, Debug)]
struct Dress {
    mark: bool,
    newline: &'static str,
    open: bool,
    /// Whether all cells are quoted.
    quoted: bool,
}

const CANONICAL: Dress = Dress { mark: false, newline: "\r\n", open: false, quoted: false };

fn dress() -> impl Strategy<Value = Dress> {
    let newline = select(vec!["\r\n", "\n", "\r"]);
    let (a, b, c) = (any::<bool>(), any::<bool>(), any::<bool>());
    (a, newline, b, c).prop_map(|(mark, newline, open, quoted)| Dress {
        mark,
        newline,
        open,
        quoted,
    })
}

fn write_cell(text: &str, quoted: bool) -> String {
    if quoted || text.contains(['"', ',', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_string()
    }
}
fn write_row(cells: &[String], quoted: bool) -> String {
    let cells: Vec<_> = cells.iter().map(|cell| write_cell(cell, quoted)).collect();
    cells.join(",")
}
fn write(texts: &Texts, dress: &Dress) -> Vec<u8> {
    let rows = core::iter::once(&texts.headers).chain(&texts.rows);
    let rows: Vec<_> = rows.map(|row| write_row(row, dress.quoted)).collect();
    finish(rows, dress)
}
fn finish(lines: Vec<String>, dress: &Dress) -> Vec<u8> {
    let mark = if dress.mark { "\u{feff}" } else { "" };
    let end = if dress.open { "" } else { dress.newline };
    format!("{mark}{}{end}", lines.join(dress.newline)).into_bytes()
}

/// A table with key columns, and rows of it; the first key column is `k0`, `k1` and so on.
fn texts() -> impl Strategy<Value = (&'static Format, &'static Table, Texts)> {
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
fn key_of(table: &Table) -> Option<usize> {
    table.columns.iter().position(|column| column.key)
}

/// What makes home's file of the rebuilt one.
#[derive(Clone, Debug)]
struct Plan {
    dress: Dress,
    /// The order of columns, and how many of the last are missing.
    columns: Vec<usize>,
    missing: usize,
    unknown: bool,
    /// Header cells in another spelling.
    spelling: u8,
    /// Rows that home lacks.
    gone: Vec<Index>,
    cells: Vec<(Index, Index, &'static str)>,
    moves: Vec<(Index, Index)>,
    /// Rows that only home has.
    more: Vec<(Index, &'static str)>,
    /// Rows that are written in another way.
    odd: Vec<(Index, Index, u8)>,
}

fn plan(width: usize) -> impl Strategy<Value = Plan> {
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

fn home_of(table: &Table, rebuilt: &Texts, plan: &Plan) -> Vec<u8> {
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
fn shown(table: &Table, plan: &Plan) -> Vec<usize> {
    let last = table.columns.len().saturating_sub(plan.missing);
    let keep = |column: &usize| *column < last || table.columns[*column].key;
    plan.columns.iter().copied().filter(keep).collect()
}

#[derive(Clone, Debug)]
struct Case {
    format: &'static Format,
    table: &'static Table,
    rebuilt: Texts,
    plan: Plan,
    home: Vec<u8>,
}

impl Case {
    fn package(&self, bytes: impl Into<Vec<u8>>) -> Memory {
        Memory::new().file(self.table.file, bytes)
    }
    fn patch(&self) -> Patch {
        let rebuilt = self.package(write(&self.rebuilt, &CANONICAL));
        let home = self.package(self.home.clone());
        let patch = diff(self.format, &rebuilt, &home);
        assert_eq!(patch.apply(&rebuilt).package, home);
        through_bytes(self.format, &patch)
    }
    fn apply(&self, edited: &Texts) -> (Vec<u8>, Outcome) {
        let outcome = self.patch().apply(&self.package(write(edited, &CANONICAL)));
        (outcome.package.read(0).expect("in memory").to_vec(), outcome)
    }
    /// Where a file has the rebuilt row `row`, if it has its key once.
    fn row_of<'s>(&self, row: usize, sheet: &'s Sheet<'_>) -> Option<HomeRow<'s>> {
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
    fn place(&self, sheet: &Sheet<'_>, column: usize) -> Option<usize> {
        let headers = sheet.row(0).map(|cell| cell.bytes().to_vec());
        Header::bind(self.table, headers).position(column)
    }
}
struct HomeRow<'s> {
    sheet: &'s Sheet<'s>,
    at: usize,
}
impl HomeRow<'_> {
    /// Where the row starts, and where the next one does.
    fn stretch(&self, bytes: &[u8]) -> core::ops::Range<usize> {
        let start = |row| self.sheet.cell(row, 0).map_or(bytes.len(), |cell| cell.span().start);
        start(self.at)..start(self.at + 1)
    }
}

fn case() -> impl Strategy<Value = Case> {
    texts().prop_flat_map(|(format, table, rebuilt)| {
        plan(table.columns.len()).prop_map(move |plan| {
            let home = home_of(table, &rebuilt, &plan);
            Case { format, table, rebuilt: rebuilt.clone(), plan, home }
        })
    })
}

/// Without the line end of the last row, if home has none there.
fn closed(mut bytes: Vec<u8>, case: &Case) -> Vec<u8> {
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
fn text_at(sheet: &Sheet<'_>, row: usize, place: usize) -> String {
    let cell = sheet.cell(row, place);
    cell.map_or(String::new(), |cell| cell.text().expect("text").to_string())
}
fn is_open(bytes: &[u8]) -> bool {
    let oddities = Sheet::parse(bytes).oddities();
    oddities.iter().any(|oddity| oddity.kind == OddityKind::UnclosedQuote)
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn an_edited_cell_comes_home_alone(
        case in case(), row in any::<Index>(), column in any::<Index>(), plain in any::<bool>(),
    ) {
        let new = if plain { "new" } else { "new \"one\", edited" };
        let (row, column) = (row.index(case.rebuilt.rows.len()), column.index(case.table.columns.len()));
        let sheet = Sheet::parse(&case.home);
        let home = case.row_of(row, &sheet).filter(|_| !case.table.columns[column].key);
        let Some(home) = home else { return Ok(()) };
        let mut edited = case.rebuilt.clone();
        edited.rows[row][column] = new.to_string();
        let (out, outcome) = case.apply(&edited);
        let place = case.place(&sheet, column);
        let cell = place.and_then(|place| sheet.cell(home.at, place));
        let (Some(place), Some(cell)) = (place, cell) else {
            // home's row or header is too short for it: the text is there nonetheless
            let outcome = Sheet::parse(&out);
            let place = case.place(&outcome, column).expect("the header has it");
            prop_assert_eq!(text_at(&outcome, home.at, place), new);
            return Ok(());
        };
        let (from, to) = (cell.span().start, cell.span().end);
        let all = Sheet::parse(&out);
        prop_assert_eq!(text_at(&all, home.at, place), new);
        prop_assert_eq!(all.len(), sheet.len());
        // a quote that nothing closes may have to be quoted, so that it stays a character
        let exact = out.starts_with(&case.home[..from]) && out.ends_with(&case.home[to..]);
        prop_assert!(exact || is_open(&case.home));
        let carried = cell.text() != Some(&*case.rebuilt.rows[row][column]);
        let lost: Vec<_> = outcome.lost.iter().map(|lost| (lost.kind, lost.column, lost.row)).collect();
        let expected = (LostKind::CellEdited, case.table.columns.get(column), Some(row as u64 + 1));
        prop_assert_eq!(lost, if carried { vec![expected] } else { vec![] });
    }

    #[test]
    fn a_removed_row_is_removed(case in case(), row in any::<Index>()) {
        let row = row.index(case.rebuilt.rows.len());
        let sheet = Sheet::parse(&case.home);
        let Some(home) = case.row_of(row, &sheet) else { return Ok(()) };
        // other rows of its record would be removed too
        let id = format!("k{row}");
        let of_record = |row: &usize| sheet.row(*row).any(|cell| cell.text() == Some(&id));
        if (0..sheet.len()).filter(of_record).count() > 1 {
            return Ok(());
        }
        let mut edited = case.rebuilt.clone();
        edited.rows.remove(row);
        let (out, _) = case.apply(&edited);
        let mut expected = case.home.clone();
        expected.drain(home.stretch(&case.home));
        prop_assert_eq!(out, closed(expected, &case));
    }

    #[test]
    fn a_new_row_stands_behind_the_one_before_it(case in case(), row in any::<Index>()) {
        let row = row.index(case.rebuilt.rows.len());
        let sheet = Sheet::parse(&case.home);
        let Some(home) = case.row_of(row, &sheet) else { return Ok(()) };
        let mut edited = case.rebuilt.clone();
        let mut new = vec![String::new(); case.table.columns.len()];
        new[key_of(case.table).expect("keyed")] = String::from("n0");
        edited.rows.insert(row + 1, new.clone());
        let (out, outcome) = case.apply(&edited);
        prop_assert_eq!(outcome.lost, []);
        let place = shown(case.table, &case.plan);
        let mut texts: Vec<_> = place.iter().map(|column| new[*column].clone()).collect();
        texts.extend(case.plan.unknown.then(String::new));
        let all = Sheet::parse(&out);
        let row = |row| (0..all.width(row)).map(|place| text_at(&all, row, place)).collect();
        let found: Vec<String> = row(home.at + 1);
        prop_assert_eq!(found, texts);
        if !is_open(&case.home) {
            let mut without = out.clone();
            without.drain(HomeRow { sheet: &all, at: home.at + 1 }.stretch(&out));
            prop_assert_eq!(closed(without, &case), case.home);
        }
    }

    #[test]
    fn each_cell_is_home_s_unless_it_was_edited(
        case in case(),
        edits in vec((any::<Index>(), any::<Index>(), select(vec!["", "new", "x"])), 0..6),
        removed in vec(any::<Index>(), 0..3),
        moved in vec((any::<Index>(), any::<Index>()), 0..3),
    ) {
        let mut edited = case.rebuilt.clone();
        for (row, column, word) in edits {
            let column = column.index(case.table.columns.len());
            if !case.table.columns[column].key {
                let row = row.index(edited.rows.len());
                edited.rows[row][column] = word.to_string();
            }
        }
        for row in removed {
            if edited.rows.len() > 1 {
                edited.rows.remove(row.index(edited.rows.len()));
            }
        }
        for (from, to) in moved {
            let row = edited.rows.remove(from.index(edited.rows.len()));
            edited.rows.insert(to.index(edited.rows.len() + 1), row);
        }
        let (out, _) = case.apply(&edited);
        let sheet = Sheet::parse(&case.home);
        let out_sheet = Sheet::parse(&out);
        for (row, texts) in case.rebuilt.rows.iter().enumerate() {
            let Some(home) = case.row_of(row, &sheet) else { continue };
            let key = key_of(case.table).expect("keyed");
            let edited = edited.rows.iter().find(|of| of[key] == texts[key]);
            let there = case.row_of(row, &out_sheet);
            prop_assert_eq!(edited.is_some(), there.is_some());
            let (Some(edited), Some(there)) = (edited, there) else { continue };
            for column in 0..case.table.columns.len() {
                let text = |row: &HomeRow<'_>| {
                    let place = case.place(row.sheet, column);
                    place.map_or(String::new(), |place| text_at(row.sheet, row.at, place))
                };
                let expected = match edited[column] == texts[column] {
                    true => text(&home),
                    false => edited[column].clone(),
                };
                prop_assert_eq!(text(&there), expected);
            }
        }
    }

    #[test]
    fn another_dress_is_one_entry(
        (format, table, mut rebuilt) in texts(), dress in dress(), order in any::<bool>(),
        missing in 0..3usize, spelling in 0..3u8,
    ) {
        let last = table.columns.len().saturating_sub(missing);
        for row in &mut rebuilt.rows {
            for column in (last..table.columns.len()).filter(|c| !table.columns[*c].key) {
                row[column].clear();
            }
        }
        let mut columns: Vec<usize> = (0..table.columns.len()).collect();
        if order {
            columns.reverse();
        }
        let nothing = || Vec::new();
        let plan = Plan {
            dress, columns, missing, unknown: false, spelling, gone: vec![], cells: vec![],
            moves: vec![], more: nothing(), odd: vec![],
        };
        let home = home_of(table, &rebuilt, &plan);
        let case = Case { format, table, rebuilt, plan, home };
        let patch = case.patch();
        let kinds: Vec<_> = patch.entries().map(|entry| entry.kind).collect();
        prop_assert!(kinds == [EntryKind::Dress] || kinds.is_empty(), "{kinds:?}");
    }
}

// ---- Cases

fn one(file: &str, text: impl Into<Vec<u8>>) -> Memory {
    Memory::new().file(file, text)
}
fn text(package: &Memory, name: &str) -> Option<String> {
    let file = (0..package.len()).find(|file| package.name(*file) == name)?;
    Some(String::from_utf8_lossy(package.read(file).expect("in memory")).into_owned())
}
fn kinds(outcome: &Outcome) -> Vec<LostKind> {
    outcome.lost.iter().map(|lost| lost.kind).collect()
}
fn entries(patch: &Patch) -> Vec<EntryKind> {
    patch.entries().map(|entry| entry.kind).collect()
}
/// The patch from one package to another; it is exact, and comes through its bytes.
fn patch(format: &'static Format, rebuilt: &Memory, home: &Memory) -> Patch {
    let patch = diff(format, rebuilt, home);
    let outcome = patch.apply(rebuilt);
    assert_eq!(outcome.package, *home);
    assert_eq!(outcome.lost, []);
    assert_eq!(through_bytes(format, &patch), patch);
    patch
}
/// A row taken out.
fn without(package: &Memory, file: &str, row: &str) -> Memory {
    let mut package = package.clone();
    let bytes = package.get_mut(file).expect("in the package");
    let text = String::from_utf8(bytes.clone()).expect("text");
    assert!(text.contains(row));
    *bytes = text.replace(row, "").into_bytes();
    package
}

#[test]
fn a_record_that_is_removed_takes_along_what_requires_it() {
    let rebuilt = Memory::new()
        .file("users.csv", "sourcedId\r\nu1\r\nu2\r\n")
        .file("classes.csv", "sourcedId\r\nc1\r\nc2\r\n");
    let home = rebuilt
        .clone()
        .file("demographics.csv", "sourcedId,sex\nu1,male\nu2,female\nu9,male\n")
        .file(
            "results.csv",
            "sourcedId,lineItemSourcedId,studentSourcedId\nr1,l1,u1\nr2,l2,u1\nr3,l2,u2\n",
        )
        .file("lineItems.csv", "sourcedId,classSourcedId\nl1,c1\nl2,c2\n");
    let patch = patch(&v1p2::FORMAT, &rebuilt, &home);

    let outcome = patch.apply(&without(&rebuilt, "users.csv", "u2\r\n"));
    let rows = |file| text(&outcome.package, file).expect("there");
    assert_eq!(rows("demographics.csv"), "sourcedId,sex\nu1,male\nu9,male\n");
    assert!(rows("results.csv").ends_with("\nr1,l1,u1\nr2,l2,u1\n"));
    assert_eq!(kinds(&outcome), [LostKind::RequiredGone; 2]);

    // the class, its line item, the results of that
    let outcome = patch.apply(&without(&rebuilt, "classes.csv", "c2\r\n"));
    let rows = |file| text(&outcome.package, file).expect("there");
    assert_eq!(rows("lineItems.csv"), "sourcedId,classSourcedId\nl1,c1\n");
    assert!(rows("results.csv").ends_with("\nr1,l1,u1\n"));
    assert_eq!(kinds(&outcome), [LostKind::RequiredGone; 3]);
}

#[test]
fn other_rows_of_a_removed_record_are_removed_too() {
    let header = "SIS ID,School SIS ID,Username";
    let rebuilt = one("Student.csv", format!("{header}\r\n1,7,ada\r\n2,7,bo\r\n"));
    let home = one("Student.csv", format!("{header}\n1,7,ada\n1,8,ada\n2,7,bo\n"));
    let patch = patch(&v1::FORMAT, &rebuilt, &home);
    let outcome = patch.apply(&without(&rebuilt, "Student.csv", "1,7,ada\r\n"));
    assert_eq!(outcome.package, one("Student.csv", format!("{header}\n2,7,bo\n")));
    assert_eq!(kinds(&outcome), [LostKind::RequiredGone]);
}

#[test]
fn a_key_that_the_other_format_respells_or_cannot_say_is_still_the_row_s() {
    let file = "roles.csv";
    let header = "userSourcedId,orgSourcedId,role,sessionSourcedId,grade";
    let rebuilt = format!("{header}\r\nu1,o1,teacher,,\r\nu2,o1,student,,03\r\n");
    let home = format!("{header}\nu1,o1,Teacher,t1,\nu2,o1,student,t1,03\n");
    let patch = patch(&v2p1::FORMAT, &one(file, rebuilt.clone()), &one(file, home.clone()));
    assert_eq!(entries(&patch)[1..], [EntryKind::Cell; 3]);
    let outcome = patch.apply(&one(file, rebuilt.replace(",03", ",04")));
    assert_eq!(outcome.package, one(file, home.replace(",03", ",04")));
    let outcome = patch.apply(&without(&one(file, rebuilt), file, "u1,o1,teacher,,\r\n"));
    assert_eq!(outcome.package, one(file, home.replace("u1,o1,Teacher,t1,\n", "")));
    assert_eq!(kinds(&outcome), [LostKind::RowGone; 2]);
}

#[test]
fn of_several_rows_of_a_record_the_nearest_is_meant() {
    let apply = |file, rebuilt: &str, home: &str, [from, to]: [&str; 2]| {
        let patch = patch(&v2p1::FORMAT, &one(file, rebuilt), &one(file, home));
        assert!(rebuilt.contains(from));
        let outcome = patch.apply(&one(file, rebuilt.replace(from, to)));
        text(&outcome.package, file).expect("there")
    };
    // in another case
    let header = "userSourcedId,orgSourcedId,role,sessionSourcedId,grade";
    let rebuilt = format!("{header}\r\nu,o,aide,s,\r\nu,o,aide,t,\r\n");
    let home = format!("{header}\nu,o,Aide,t,\nu,o,Aide,s,\n");
    let out = apply("roles.csv", &rebuilt, &home, ["aide,t,", "aide,t,03"]);
    assert_eq!(out, format!("{header}\nu,o,Aide,t,03\nu,o,Aide,s,\n"));
    // without a part of the key that may be blank
    let rebuilt = format!("{header}\r\nu,o,student,,\r\nu,o,teacher,,\r\n");
    let home = format!("{header}\nu,o,teacher,t,\nu,o,student,t,\n");
    let out = apply("roles.csv", &rebuilt, &home, ["teacher,,", "teacher,,03"]);
    assert_eq!(out, format!("{header}\nu,o,teacher,t,03\nu,o,student,t,\n"));
    // in another word
    let rebuilt = format!("{header}\r\nu,o,aide,,\r\nv,o,aide,,\r\n");
    let home = format!("{header}\nv,o,tutor,,\nu,o,tutor,,\n");
    let out = apply("roles.csv", &rebuilt, &home, ["u,o,aide,,", "u,o,aide,,03"]);
    assert_eq!(out, format!("{header}\nv,o,tutor,,\nu,o,tutor,,03\n"));
}

#[test]
fn a_row_that_home_lacks_is_kept_once_it_is_edited() {
    let rebuilt = "SIS ID,Name\r\n1,North\r\n2,made up\r\n";
    let file = "School.csv";
    let patch = patch(&v1::FORMAT, &one(file, rebuilt), &one(file, "SIS ID,Name\n1,North\n"));
    let outcome = patch.apply(&one(file, rebuilt.replace("made up", "real")));
    assert_eq!(outcome.package, one(file, "SIS ID,Name\n1,North\n2,real\n"));
    assert_eq!(kinds(&outcome), [LostKind::RowKept]);
    assert_eq!(outcome.lost[0].row, Some(2));
}

#[test]
fn a_row_that_came_home_by_itself_stands_for_the_carried_one() {
    let rebuilt = one("School.csv", "SIS ID,Name\r\n1,North\r\n");
    let home = one("School.csv", "SIS ID,Name\r\n1,North\r\n2,\r\n");
    let patch = patch(&v1::FORMAT, &rebuilt, &home);
    let edited = one("School.csv", "SIS ID,Name\r\n1,North\r\n2,South\r\n");
    let outcome = patch.apply(&edited);
    assert_eq!(outcome.package, edited);
    assert_eq!(kinds(&outcome), [LostKind::Superseded]);
}

#[test]
fn files_that_are_carried_whole_give_way_to_edits() {
    let rebuilt = Memory::new()
        .file("notes.txt", "abroad")
        .file("made.txt", "made")
        .file("School.csv", "SIS ID\r\n1\r\n");
    let home = Memory::new()
        .file("School.csv", "SIS ID\r\n1\r\n")
        .file("notes.txt", "home")
        .file("more.txt", b"more\xFF");
    let patch = patch(&v1::FORMAT, &rebuilt, &home);
    use EntryKind::{File, FileGone, Order};
    assert_eq!(entries(&patch), [Order, File, File, FileGone]);
    let edited = Memory::new()
        .file("notes.txt", "edited")
        .file("made.txt", "edited")
        .file("new.txt", "new")
        .file("School.csv", "SIS ID\r\n2\r\n");
    let outcome = patch.apply(&edited);
    let expected = Memory::new()
        .file("School.csv", "SIS ID\r\n2\r\n")
        .file("notes.txt", "edited")
        .file("more.txt", b"more\xFF")
        .file("made.txt", "edited")
        .file("new.txt", "new");
    assert_eq!(outcome.package, expected);
    assert_eq!(kinds(&outcome), [LostKind::FileEdited, LostKind::FileKept]);
}

#[test]
fn a_file_s_name_may_differ_in_case() {
    let rebuilt = one("School.csv", "SIS ID,Name\r\n1,North\r\n");
    let home = one("SCHOOL.CSV", "SIS ID,Name\r\n1,North\r\n");
    let patch = patch(&v1::FORMAT, &rebuilt, &home);
    assert_eq!(entries(&patch), [EntryKind::Dress]);
    let outcome = patch.apply(&one("School.csv", "SIS ID,Name\r\n1,West\r\n"));
    assert_eq!(outcome.package, one("SCHOOL.CSV", "SIS ID,Name\r\n1,West\r\n"));
}

#[test]
fn a_new_row_follows_the_one_before_it_wherever_that_stands() {
    // students and teachers, one after the other abroad, in turn at home
    let rebuilt = "sourcedId\r\ns1\r\ns2\r\ns3\r\nt1\r\nt2\r\n";
    let home = "sourcedId\ns1\nt1\ns2\nt2\ns3\n";
    let file = "users.csv";
    let patch = patch(&v2p1::FORMAT, &one(file, rebuilt), &one(file, home));
    assert_eq!(entries(&patch)[1..], [EntryKind::Place; 2]);
    for (row, behind) in [("s3", "s3"), ("t1", "t1"), ("t2", "t2"), ("sourcedId", "sourcedId")] {
        let edited = rebuilt.replace(&format!("{row}\r\n"), &format!("{row}\r\nn1\r\nn2\r\n"));
        let expected = home.replace(&format!("{behind}\n"), &format!("{behind}\nn1\nn2\n"));
        assert_eq!(patch.apply(&one(file, edited)).package, one(file, expected), "{row}");
    }
}

#[test]
fn carried_rows_outlive_the_rows_around_them() {
    let rebuilt = "sourcedId\r\n1\r\n2\r\n3\r\n4\r\n";
    let home = "sourcedId\n1\n\"a\n2\nb\n3\nc\n4\n";
    let file = "users.csv";
    let patch = patch(&v2p1::FORMAT, &one(file, rebuilt), &one(file, home));
    for (gone, expected) in [
        ("1\r\n2\r\n", "\"a\nb\n3\nc\n4\n"),
        ("2\r\n3\r\n", "1\n\"a\nb\nc\n4\n"),
        ("1\r\n2\r\n3\r\n4\r\n", "\"a\nb\nc\n"),
    ] {
        let outcome = patch.apply(&one(file, rebuilt.replace(gone, "")));
        assert_eq!(outcome.package, one(file, format!("sourcedId\n{expected}")));
    }
    // without the file, too
    let outcome = patch.apply(&Memory::new());
    assert_eq!(outcome.package, one(file, "sourcedId\n\"a\nb\nc\n"));
    // a quote from abroad does not close the open one
    let outcome = patch.apply(&one(file, rebuilt.replace('3', "\"3,\"")));
    let expected = "sourcedId\n1\n\"\"\"a\"\n2\nb\n\"3,\"\nc\n4\n";
    assert_eq!(text(&outcome.package, file).expect("there"), expected);
}

#[test]
fn a_file_whose_rows_are_all_gone_goes_with_the_rebuilt_one() {
    let rebuilt = one("School.csv", "SIS ID\r\n1\r\n");
    let patch = patch(&v1::FORMAT, &rebuilt, &one("School.csv", "SIS ID\n1\n"));
    assert!(patch.apply(&Memory::new()).package.is_empty());
    let outcome = patch.apply(&one("School.csv", "SIS ID\r\n"));
    assert_eq!(outcome.package, one("School.csv", "SIS ID\n"));
}

#[test]
fn a_column_that_home_lacks_comes_when_it_says_something_new() {
    let rebuilt = "SIS ID,Name,State ID,Zone\r\n1,North,,x\r\n2,South,,x\r\n3,West,,y\r\n";
    let home = "SIS ID,Name,Mascot\n1,North,owl\n2,South,\n3,West,\"bee\"\n";
    let file = "School.csv";
    let patch = patch(&v1::FORMAT, &one(file, rebuilt), &one(file, home));
    let edited = rebuilt.replace("2,South,,x", "2,South,TX,x");
    let outcome = patch.apply(&one(file, edited));
    let expected = "SIS ID,Name,Mascot,State ID\n1,North,owl,\n2,South,,TX\n3,West,\"bee\",\n";
    assert_eq!(text(&outcome.package, file).expect("there"), expected);
    let outcome = patch.apply(&one(file, rebuilt.replace(",x", ",z")));
    let expected = "SIS ID,Name,Mascot,Zone\n1,North,owl,z\n2,South,,z\n3,West,\"bee\",\n";
    assert_eq!(text(&outcome.package, file).expect("there"), expected);
}

#[test]
fn rows_that_agree_cost_nothing() {
    let rows = |newline: &str, changed: &str| {
        let row =
            |i: usize| format!("{i},School {i}{}{newline}", if i == 500 { changed } else { "" });
        format!("SIS ID,Name{newline}{}", (0..1000).map(row).collect::<String>())
    };
    let rebuilt = one("School.csv", rows("\r\n", ""));
    let mut home = rows("\n", "?").into_bytes();
    *home.iter_mut().find(|b| **b == b'?').expect("there") = 0xE9; // Latin-1
    let patch = patch(&v1::FORMAT, &rebuilt, &one("School.csv", home));
    assert_eq!(entries(&patch), [EntryKind::Dress, EntryKind::Cell]);
    let mut bytes = Vec::new();
    patch.write(&mut bytes);
    assert!(bytes.len() < 400, "{}", String::from_utf8_lossy(&bytes));
}

#[test]
fn nothing_shows_a_cell() {
    let rebuilt = one("School.csv", "SIS ID,Name\r\n1,canary\r\n2,\r\n");
    let home = one("School.csv", "SIS ID,Name,canary\n1,\"canary\" x,canary\ncanary\n");
    let patch = patch(&v1::FORMAT, &rebuilt, &home);
    let outcome = patch.apply(&one("School.csv", "SIS ID,Name\r\n1,canary edited\r\n2,b\r\n"));
    assert!(!outcome.lost.is_empty());
    let entries: Vec<_> = patch.entries().collect();
    let shown = format!("{patch:?} {outcome:?} {entries:?}");
    assert!(!shown.contains("canary"), "{shown}");
}

#[test]
fn what_is_no_patch_is_damaged() {
    let rebuilt = one("School.csv", "SIS ID,Name\r\n1,North\r\n");
    let home = one("School.csv", "SIS ID,Name\n1,\"North\"\n");
    let mut bytes = Vec::new();
    patch(&v1::FORMAT, &rebuilt, &home).write(&mut bytes);
    let line = |format, bytes: &[u8]| Patch::read(format, bytes).expect_err("damaged").line;
    assert_eq!(line(&v2p1::FORMAT, &bytes), 2);
    assert_eq!(line(&v1::FORMAT, b""), 1);
    assert_eq!(line(&v1::FORMAT, b"what else"), 1);
    let text = String::from_utf8(bytes).expect("text");
    // of a later version
    let (first, rest) = text.split_once("patch,sds-v1,,1").expect("says its version");
    assert_eq!(line(&v1::FORMAT, format!("{first}patch,sds-v1,,2{rest}").as_bytes()), 2);
    assert_eq!(line(&v1::FORMAT, text.replace("lf", "ff").as_bytes()), 5);
    let (start, _) = text.split_once("end,").expect("ends");
    assert_eq!(line(&v1::FORMAT, start.as_bytes()), start.lines().count() as u64);
}

#[test]
fn a_new_row_of_which_home_says_nothing_is_a_row_still() {
    let rebuilt = one("users.csv", "username\r\nada\r\n");
    let home = one("users.csv", "username\nada\n");
    let patch = patch(&v2p1::FORMAT, &rebuilt, &home);
    let outcome = patch.apply(&one("users.csv", "username\r\nada\r\n\"\"\r\n"));
    assert_eq!(outcome.package, one("users.csv", "username\nada\n\"\"\n"));
}

/// Who opens a sidecar in a spreadsheet saves it with quotes of its own.
#[test]
fn a_key_may_be_quoted_that_need_not_be() {
    let rebuilt = one("School.csv", "SIS ID,Name\r\n1,North\r\n");
    let home = one("School.csv", "SIS ID,Name\r\n1,north\r\n");
    let mut bytes = Vec::new();
    patch(&v1::FORMAT, &rebuilt, &home).write(&mut bytes);
    let text = String::from_utf8(bytes).expect("text");
    let (start, rest) = text.split_once("cell,,1,").expect("one cell");
    for key in ["\"1\"", "\"\"\"1\"\"\""] {
        let quoted = format!("{start}cell,,{key},{rest}");
        let (patch, _) = Patch::read(&v1::FORMAT, quoted.as_bytes()).expect("a patch");
        let outcome = patch.apply(&rebuilt);
        assert_eq!((outcome.package, outcome.lost), (home.clone(), Vec::new()), "{key}");
    }
}

/// Nothing follows a row that is said to be followed by itself.
#[test]
fn a_moved_row_that_follows_itself_stays_one_row() {
    let [rebuilt, home] = ["1\r\n2\r\n3\r\n4\r\n", "2\r\n3\r\n4\r\n1\r\n"]
        .map(|rows| one("users.csv", format!("sourcedId\r\n{rows}")));
    let mut bytes = Vec::new();
    patch(&v2p1::FORMAT, &rebuilt, &home).write(&mut bytes);
    let text = String::from_utf8(bytes).expect("text");
    let (start, rest) = text.split_once("next,,2,").expect("one moved row, and what followed it");
    let (patch, _) =
        Patch::read(&v2p1::FORMAT, format!("{start}next,,1,{rest}").as_bytes()).expect("a patch");
    assert_eq!(patch.apply(&rebuilt).package, home);
}

/// Ids of sixteen letters that share a checksum: what it made of the first eight, the last eight
/// take back.
fn crafted_ids() -> impl Iterator<Item = String> {
    let word = |bytes: &[u8]| u64::from_le_bytes(bytes.try_into().expect("eight bytes"));
    let mixed = move |start: &str| {
        let sum = 16_u64.rotate_left(23) ^ word(start.as_bytes());
        sum.wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(23)
    };
    let of_all = mixed("aaaaaaaa") ^ word(b"zzzzzzzz");
    let starts = (0..).map(|n: u32| format!("{n:08x}").chars().rev().collect::<String>());
    starts.filter_map(move |start| {
        let end = (mixed(&start) ^ of_all).to_le_bytes();
        let fits = end.iter().all(|b| b.is_ascii_graphic() && !b",\"".contains(b));
        fits.then(|| format!("{start}{}", str::from_utf8(&end).expect("ASCII")))
    })
}

/// Keys of one checksum are told apart: a patch says the same as of any keys, and edits come home.
#[test]
fn crafted_keys_cost_no_more_than_others() {
    let crafted: Vec<String> = crafted_ids().take(4).collect();
    let plain: Vec<String> = (1..5).map(|n| format!("{n}")).collect();
    let school = |rows: &[String]| one("School.csv", format!("SIS ID,Name\r\n{}", rows.concat()));
    let [crafted, plain] = [crafted, plain].map(|ids| {
        let row = |id: usize, name: &str| format!("{},{name}\r\n", ids[id]);
        let rebuilt = [(0, "North"), (1, "South"), (1, "South 2"), (2, "West")];
        let home = [(2, "west"), (0, "North"), (1, "South 2"), (1, "south"), (3, "East")];
        let rows = |of: &[(usize, &str)]| of.iter().map(|of| row(of.0, of.1)).collect::<Vec<_>>();
        let (rebuilt, home) = (rows(&rebuilt), rows(&home));
        let patch = patch(&v1::FORMAT, &school(&rebuilt), &school(&home));
        // an edit of one of two rows with a key, and one of a row with another
        let edit = |rows: &[String]| -> Vec<String> {
            let edit = |row: &String| row.replace("South 2", "Edited").replace("North", "Edited");
            rows.iter().map(edit).collect()
        };
        let outcome = patch.apply(&school(&edit(&rebuilt)));
        let names = text(&outcome.package, "School.csv").expect("there");
        let names: Vec<String> =
            names.lines().filter_map(|line| Some(String::from(line.split_once(',')?.1))).collect();
        (entries(&patch), names, kinds(&outcome))
    });
    assert_eq!(crafted, plain);
}
