//! Shapes of packages that are made to be bad.

use std::iter::repeat_n;

use roster_core::{Column, Format, Memory, Table};
use roster_mapping::formats;

use super::Input;

/// A shape: a package of about so many bytes.
pub(super) struct Shape {
    pub(super) name: String,
    format: &'static Format,
    make: Box<dyn Fn(usize) -> Memory>,
}

impl Shape {
    pub(super) fn of(&self, bytes: usize) -> Input {
        Input { name: self.name.clone(), format: self.format, package: (self.make)(bytes) }
    }
}

pub(super) fn all() -> Vec<Shape> {
    let mut all = Vec::new();
    for format in formats().into_iter().filter(|format| format.view.is_none()) {
        for (name, cell) in CELLS {
            let make = move |bytes| {
                let each = bytes / format.tables.len();
                let add =
                    |all: Memory, table: &Table| all.file(table.file, rows(table, *cell, each));
                format.tables.iter().copied().fold(Memory::new(), add)
            };
            all.push(shape(format!("{}: {name}", format.id), format, make));
        }
        // of each file alone, rows as short as can be
        for table in format.tables {
            let make = move |bytes| Memory::new().file(table.file, rows(table, CELLS[0].1, bytes));
            all.push(shape(format!("{}: {}: blank cells", format.id, table.file), format, make));
        }
        for (name, text) in TEXTS {
            let table = format.tables[format.tables.len() / 2];
            let make = move |bytes| Memory::new().file(table.file, text(table, bytes));
            all.push(shape(format!("{}: {}: {name}", format.id, table.file), format, make));
        }
    }
    let format = &sds_model::v2p1::FORMAT;
    all.push(shape(format!("{}: one user again and again", format.id), format, one_user));
    for format in oneroster_model::json::FORMATS {
        for (name, text) in DOCUMENTS {
            let mut files = format.tables.iter().filter(|table| !table.file.contains('/'));
            let table = *files.next_back().expect("a collection");
            let make = move |bytes| Memory::new().file(table.file, text(table, bytes));
            all.push(shape(format!("{}: {}: {name}", format.id, table.file), format, make));
        }
    }
    for format in [&sds_model::profile::FORMAT, &sds_model::profile::CONNECTION_VALUES] {
        for (name, text) in DOCUMENTS {
            let table = formats()[0].tables[0];
            let make = move |bytes| Memory::new().file("document", text(table, bytes));
            all.push(shape(format!("{}: {name}", format.id), format, make));
        }
    }
    all
}

fn shape(name: String, format: &'static Format, make: impl Fn(usize) -> Memory + 'static) -> Shape {
    Shape { name, format, make: Box::new(make) }
}

/// What a cell says: of the nth row, in a column, appended to a text.
type Cell = fn(usize, &Column, &mut Vec<u8>);

/// Files with the right header.
const CELLS: &[(&str, Cell)] = &[
    ("blank cells", |_, _, _| {}),
    ("one row again and again", |_, _, out| out.push(b'a')),
    ("all ids differ", |row, _, out| out.extend(format!("{row}").bytes())),
    ("all ids differ at their end", |row, _, out| {
        out.extend(format!("an-id-that-is-too-long-to-be-a-number-{row}").bytes());
    }),
    ("one key, rows that differ", |row, column, out| match column.id || column.key {
        true => out.push(b'k'),
        false => out.extend(format!("{row}").bytes()),
    }),
    ("each row refers to the next", |row, column, out| {
        let row = if column.refers.is_some() { row + 1 } else { row };
        out.extend(format!("{row}").bytes());
    }),
    ("all rows refer to one", |row, column, out| match column.refers.is_some() {
        true => out.push(b'0'),
        false => out.extend(format!("{row}").bytes()),
    }),
    ("ids of one fingerprint", |row, _, out| {
        // what the hash multiplies by is zero behind these eight bytes, whatever stands before them
        let zero = 0xA409_3822_299F_31D0_u64.to_le_bytes();
        let id = [format!("{row:08}").as_bytes(), &zero, b"whatever", b"is here."].concat();
        quoted(&id, out);
    }),
    ("ids that differ in white space and case", |row, _, out| {
        let spelt = (0..16).map(|bit| if row >> bit & 1 == 1 { 'A' } else { 'a' });
        out.extend(spelt.collect::<String>().bytes());
    }),
    ("quotes", |_, _, out| out.extend(br#""""""""""#)),
    ("line ends in cells", |_, _, out| out.extend(b"\"\r\n\r\"")),
    ("no UTF-8", |_, _, out| out.extend(b"\xE4\xF6")),
    ("formulas", |_, _, out| out.extend(b"=1")),
    ("dates that are not", |row, _, out| out.extend(format!("2024-02-{}", row % 90).bytes())),
];

fn quoted(id: &[u8], out: &mut Vec<u8>) {
    out.push(b'"');
    id.iter().for_each(|byte| out.extend(repeat_n(*byte, 1 + usize::from(*byte == b'"'))));
    out.push(b'"');
}

fn header(table: &Table) -> Vec<u8> {
    let headers: Vec<_> = table.columns.iter().map(|column| column.header).collect();
    format!("{}\r\n", headers.join(",")).into_bytes()
}

fn rows(table: &Table, cell: Cell, bytes: usize) -> Vec<u8> {
    let mut out = header(table);
    let mut row = 0;
    while out.len() < bytes {
        for (nth, column) in table.columns.iter().enumerate() {
            if nth > 0 {
                out.push(b',');
            }
            cell(row, column, &mut out);
        }
        out.extend(b"\r\n");
        row += 1;
    }
    out
}

/// A district of one user, who stands again and again, and of whom much is said.
fn one_user(bytes: usize) -> Memory {
    let lines = |header: &str, line: fn(usize) -> String| -> String {
        let lines: String = (0..bytes / 80).map(line).collect();
        format!("{header}\r\n{lines}")
    };
    Memory::new()
        .file("orgs.csv", lines("sourcedId,name,type", |n| format!("{n},N,school\r\n")))
        .file("users.csv", lines("sourcedId,username", |n| format!("k,u{n}\r\n")))
        .file(
            "roles.csv",
            lines("userSourcedId,orgSourcedId,role", |n| format!("k,{n},student\r\n")),
        )
        .file(
            "relationships.csv",
            lines("userSourcedId,relationshipUserSourcedId,relationshipRole", |n| {
                format!("k,{n},parent\r\n")
            }),
        )
        .file("userFlags.csv", lines("userSourcedId,flag", |n| format!("k,f{n}\r\n")))
}

/// A text of about so many bytes, for the file of a table.
type Text = fn(&Table, usize) -> Vec<u8>;

/// Again and again, behind the right header.
fn behind_header(table: &Table, piece: &[u8], bytes: usize) -> Vec<u8> {
    [header(table), piece.repeat(bytes / piece.len())].concat()
}

/// Rows of one cell, a number in as few letters as can be.
fn numbered(mut out: Vec<u8>, bytes: usize) -> Vec<u8> {
    const LETTERS: &[u8] = b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    let mut number: usize = 0;
    while out.len() < bytes {
        let mut rest = number;
        while rest > 0 {
            out.push(LETTERS[rest % LETTERS.len()]);
            rest /= LETTERS.len();
        }
        out.push(b'\n');
        number += 1;
    }
    out
}

/// Files of any bytes.
const TEXTS: &[(&str, Text)] = &[
    ("a quote that nothing closes", |table, bytes| {
        [&header(table)[..], b"\"", &b"a".repeat(bytes)].concat()
    }),
    ("a quote that nothing closes, and rows", |table, bytes| {
        [&header(table)[..], b"\"", &b"a,b\n".repeat(bytes / 4)].concat()
    }),
    ("nothing but quotes", |table, bytes| behind_header(table, b"\"", bytes)),
    ("empty rows", |table, bytes| behind_header(table, b"\n", bytes)),
    ("carriage returns", |table, bytes| behind_header(table, b"\r", bytes)),
    ("rows of one letter", |table, bytes| behind_header(table, b"a\n", bytes)),
    ("rows of one letter in turn", |table, bytes| behind_header(table, b"a\nb\n", bytes)),
    ("short ids that differ", |table, bytes| numbered(header(table), bytes)),
    ("short ids that differ, in the last column", |table, bytes| {
        let last = table.columns.last().map_or("", |column| column.header);
        numbered(format!("{last}\r\n").into_bytes(), bytes)
    }),
    ("rows of one comma", |table, bytes| behind_header(table, b",\n", bytes)),
    ("commas", |table, bytes| behind_header(table, b",", bytes)),
    ("blank cells in quotes", |table, bytes| behind_header(table, b"\"\",", bytes)),
    ("a cell with a quote in each row", |table, bytes| behind_header(table, b"a\"b\n", bytes)),
    ("columns", |_, bytes| b",".repeat(bytes)),
    ("columns of one letter", |_, bytes| b"a,".repeat(bytes / 2)),
    ("one header again and again", |table, bytes| {
        let header = [table.columns[0].header.as_bytes(), b","].concat();
        header.repeat(bytes / header.len())
    }),
    ("headers that are nearly known", |table, bytes| {
        let header = [b"x", table.columns[0].header.as_bytes(), b","].concat();
        header.repeat(bytes / header.len())
    }),
    ("headers that all differ", |_, bytes| {
        (0..bytes / 8).flat_map(|nth| format!("{nth:07},").into_bytes()).collect()
    }),
    ("a long header", |table, bytes| [&b"x".repeat(bytes)[..], b",", &header(table)].concat()),
    ("a list of many", |table, bytes| {
        let list = [&b"\""[..], &b"a,".repeat(bytes / table.columns.len() / 2), b"\","].concat();
        behind_header(table, &list, list.len() * table.columns.len())
    }),
    ("long cells", |table, bytes| {
        let cell = [&b"a".repeat(bytes / table.columns.len())[..], b","].concat();
        behind_header(table, &cell, cell.len() * table.columns.len())
    }),
    ("UTF-16", |table, bytes| {
        let text = behind_header(table, b"a,b\n", bytes / 2);
        [0xFF, 0xFE].into_iter().chain(text.into_iter().flat_map(|byte| [byte, 0])).collect()
    }),
    ("zeros", |_, bytes| vec![0; bytes]),
    ("no UTF-8 at all", |table, bytes| behind_header(table, b"\xFF,\xFF\n", bytes)),
];

/// Again and again, between a beginning and an end.
fn between(start: &str, piece: &str, end: &str, bytes: usize) -> Vec<u8> {
    [start, &piece.repeat(bytes / piece.len()), end].concat().into_bytes()
}

/// The name of a collection's array.
fn array(table: &Table) -> &str {
    table.file.trim_end_matches(".json")
}

/// Documents in JSON.
const DOCUMENTS: &[(&str, Text)] = &[
    ("arrays in arrays", |_, bytes| b"[".repeat(bytes)),
    ("objects in objects", |_, bytes| b"{\"a\":".repeat(bytes / 5)),
    ("closed arrays in arrays", |_, bytes| {
        [b"[".repeat(bytes / 2), b"]".repeat(bytes / 2)].concat()
    }),
    ("members", |_, bytes| between("{", "\"a\":1,", "\"b\":2}", bytes)),
    ("members that differ", |_, bytes| {
        let members: String = (0..bytes / 10).map(|nth| format!("\"{nth:06}\":1,")).collect();
        format!("{{{members}\"b\":2}}").into_bytes()
    }),
    ("empty objects", |table, bytes| {
        between(&format!("{{\"{}\":[", array(table)), "{},", "{}]}", bytes)
    }),
    ("numbers for objects", |table, bytes| {
        between(&format!("{{\"{}\":[", array(table)), "1,", "1]}", bytes)
    }),
    ("objects with one id", |table, bytes| {
        let start = format!("{{\"{}\":[", array(table));
        between(&start, "{\"sourcedId\":\"a\"},", "{}]}", bytes)
    }),
    ("one object with many members", |table, bytes| {
        between(&format!("{{\"{}\":[{{", array(table)), "\"a\":1,", "\"b\":2}]}", bytes)
    }),
    ("arrays in an object", |table, bytes| {
        let start = format!("{{\"{}\":[{{\"sourcedId\":\"a\",\"x\":", array(table));
        [start.as_bytes(), &b"[".repeat(bytes / 2), &b"]".repeat(bytes / 2), b"}]}"].concat()
    }),
    ("a long list of links", |table, bytes| {
        let start = format!("{{\"{}\":[{{\"sourcedId\":\"a\",\"orgs\":[", array(table));
        between(&start, "{\"sourcedId\":\"b\"},", "{}]}]}", bytes)
    }),
    ("one full object, and empty ones", |table, bytes| {
        let member = |column: &Column| format!("\"{}\":\"a\",", column.header);
        let all: String = table.columns.iter().map(member).collect();
        let start = format!("{{\"{}\":[{{{all}\"z\":1}},", array(table));
        between(&start, "{},", "{}]}", bytes)
    }),
    ("many names of metadata, and one of them", |table, bytes| {
        let names: String = (0..256).map(|name| format!("\"n{name}\":1,")).collect();
        let start = format!("{{\"{}\":[{{\"metadata\":{{{names}\"z\":1}}}},", array(table));
        between(&start, "{\"metadata\":{\"n255\":1}},", "{}]}", bytes)
    }),
    ("a long id and many roles", |table, bytes| {
        let id = "a".repeat(bytes / 2);
        let start = format!("{{\"{}\":[{{\"sourcedId\":\"{id}\",\"roles\":[", array(table));
        between(&start, "{},", "{}]}]}", bytes / 2)
    }),
    ("escapes", |table, bytes| {
        between(&format!("{{\"{}\":[{{\"a\":\"", array(table)), "\\u0041", "\"}]}", bytes)
    }),
    ("a text that nothing closes", |_, bytes| [&b"{\"a\":\""[..], &b"a".repeat(bytes)].concat()),
    ("white space", |_, bytes| [&b"{"[..], &b" \n".repeat(bytes / 2), b"}"].concat()),
    ("lines", |_, bytes| b"School ID: x\n".repeat(bytes / 13)),
];
