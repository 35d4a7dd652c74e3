//! A patch as lines of CSV.
//!
//! | kind | says |
//! |---|---|
//! | `patch` | first: the format, for `file`; the version of this form; `ordered` if all files of home are named, in their order |
//! | `same` | a file that stays as it is |
//! | `bytes` | a file that is carried whole, and length and checksum of the rebuilt one |
//! | `no-file` | a file that home lacks, with length and checksum |
//! | `rows` | a file that is changed row by row, as the lines behind it say |
//! | `from` | the name of the rebuilt file |
//! | `dress` | how home writes most rows: byte order mark, line ends, whether the last one is missing; for each column which cells are quoted |
//! | `header` | the header as home has it |
//! | `lacks` | a column that home lacks, and what most rebuilt cells in it say |
//! | `cell` | what a cell says: rebuilt and at home |
//! | `lack` | what a rebuilt cell says in a column that home lacks |
//! | `form` | a row as home writes it |
//! | `no-row` | a row that home lacks, with a checksum |
//! | `before`, `at-end` | where rows stand at home: before this row, or at the end |
//! | `after` | the row that they stand behind |
//! | `row` | such a row, that only home has: whether the rebuilt file has others of its key or record, and the columns that name records it requires |
//! | `moved` | such a row, that stands elsewhere in the rebuilt file, and where |
//! | `next` | the row that follows it there |
//! | `end` | last |
//!
//! A row is named by its key, a list in CSV. If that does not tell it from others, `ordinal` says
//! how many alike stand before it, and the checksum of what it says.

use alloc::{borrow::Cow, format, string::String, vec, vec::Vec};
use core::fmt::Display;

use super::{
    Patch,
    base64::encode,
    dress::{Newline, Quotes, join_plain, list},
    line::{Line, behind_line_end},
    names::{Name, Names},
    parts::{At, CarriedRow, Change, FilePatch, Item, Kin, Lack, RowId, RowsPatch, Run, Sum, Twin},
};

/// The columns of the lines.
pub(super) const COLUMNS: [&str; 7] = ["kind", "file", "key", "ordinal", "column", "base", "text"];
/// What the line behind the columns says, so that other versions are told apart.
pub(super) const VERSION: &str = "1";
/// What it says if the patch names all files of home.
pub(super) const ORDERED: &str = "ordered";

/// One line, field by field; most are blank.
#[derive(Default)]
struct Fields<'p> {
    kind: &'p str,
    /// A list, as it is written.
    key: &'p [u8],
    ordinal: Cow<'p, str>,
    column: Cow<'p, str>,
    base: &'p [u8],
    text: &'p [u8],
}

pub(super) fn patch(patch: &Patch, out: &mut Vec<u8>) {
    let mut lines = Lines { file: patch.format.id, out };
    lines.line(COLUMNS.map(str::as_bytes));
    let order = if patch.ordered { ORDERED } else { "" };
    let (ordinal, text) = (VERSION.into(), order.as_bytes());
    lines.put(Fields { kind: "patch", ordinal, text, ..Fields::default() });
    for file in &patch.files {
        lines.file = &file.name.name;
        lines.file(file);
    }
    lines.file = "";
    lines.put(Fields { kind: "end", ..Fields::default() });
}

struct Lines<'p, 'o> {
    /// The file that they are about.
    file: &'p str,
    out: &'o mut Vec<u8>,
}

impl<'p> Lines<'p, '_> {
    fn file(&mut self, file: &'p FilePatch) {
        let sum = |sum: &Sum| format!("{}:{:016x}", sum.length, sum.sum);
        let ordinal = number(file.name.before);
        let base = match &file.change {
            Change::Same | Change::Rows(_) => String::new(),
            Change::Bytes { base, .. } => base.as_ref().map_or(String::new(), sum),
            Change::Gone { base } => sum(base),
        };
        let (kind, text) = match &file.change {
            Change::Same => ("same", &b""[..]),
            Change::Bytes { bytes, .. } => ("bytes", &**bytes),
            Change::Gone { .. } => ("no-file", &b""[..]),
            Change::Rows(_) => ("rows", &b""[..]),
        };
        self.put(Fields { kind, ordinal, base: base.as_bytes(), text, ..Fields::default() });
        // the lines about its parts need not name it again
        self.file = "";
        if let Change::Rows(patch) = &file.change {
            self.rows(patch);
        }
    }

    fn rows(&mut self, patch: &'p RowsPatch) {
        if let Some(from) = &patch.from {
            let (ordinal, text) = (number(from.before), from.name.as_bytes());
            self.put(Fields { kind: "from", ordinal, text, ..Fields::default() });
        }
        let dress = &patch.dress;
        let newline = match dress.newline {
            Newline::CrLf => "crlf",
            Newline::Lf => "lf",
            Newline::Cr => "cr",
        };
        let mark = if dress.mark { "bom " } else { "" };
        let open = if dress.open { " open" } else { "" };
        let quotes: Vec<u8> = dress.quotes.iter().map(|quotes| letter(*quotes)).collect();
        let base = format!("{mark}{newline}{open}");
        let base = base.as_bytes();
        self.put(Fields { kind: "dress", base, text: &quotes, ..Fields::default() });
        self.put(Fields { kind: "header", text: &patch.header, ..Fields::default() });
        for lack in &patch.lacks {
            let (column, ordinal, text) = match &lack.name {
                Name::Known(column) => (column_name(patch, *column), "".into(), &b""[..]),
                Name::Other(text, before) => ("".into(), format!("{before}").into(), &**text),
            };
            let base = &lack.base;
            self.put(Fields { kind: "lacks", column, ordinal, base, text, ..Fields::default() });
        }
        let header = behind_line_end(&patch.header);
        let names = Names::of(patch.table, &Line::read(&header).texts());
        self.cells(patch, &names);
        for form in &patch.forms {
            self.row(&form.row, Fields { kind: "form", text: &form.bytes, ..Fields::default() });
        }
        for gone in &patch.gone {
            let base = format!("{:016x}", gone.print);
            let base = base.as_bytes();
            self.row(&gone.row, Fields { kind: "no-row", base, ..Fields::default() });
        }
        let mut carried = patch.carried.iter();
        patch.runs.iter().for_each(|run| self.run(patch, run, &mut carried));
    }

    /// The cells, row by row. What changes alike in several rows is written once, with a number,
    /// and then the number for each row.
    fn cells(&mut self, patch: &'p RowsPatch, names: &Names) {
        let mut counts = vec![0_usize; patch.sets.len()];
        patch.rows.iter().for_each(|row| counts[row.set] += 1);
        let mut numbers: Vec<Option<String>> = vec![None; patch.sets.len()];
        let mut last = 0;
        for row in &patch.rows {
            let cells = patch.cells_of(row);
            if counts[row.set] < 2 {
                for (i, cell) in cells.iter().enumerate() {
                    let (kind, column) = place(patch, names, cell.at, ["cell", "lack"]);
                    let (base, text) = (&cell.base, &cell.text);
                    let fields = Fields { kind, column, base, text, ..Fields::default() };
                    // without a row it is of the one before
                    if i == 0 { self.row(&row.row, fields) } else { self.put(fields) }
                }
                continue;
            }
            let number = numbers[row.set].get_or_insert_with(|| {
                last += 1;
                let number = format!("{last}");
                for cell in cells {
                    let (kind, column) = place(patch, names, cell.at, ["set", "set-lack"]);
                    let (base, text, ordinal) = (&cell.base, &cell.text, (&*number).into());
                    self.put(Fields { kind, ordinal, column, base, text, ..Fields::default() });
                }
                number
            });
            let column = (&**number).into();
            self.row(&row.row, Fields { kind: "as", column, ..Fields::default() });
        }
    }

    fn run(
        &mut self,
        patch: &'p RowsPatch,
        run: &'p Run,
        carried: &mut impl Iterator<Item = (CarriedRow, &'p [u8])>,
    ) {
        let fields = Fields { kind: "before", ..Fields::default() };
        match &run.before {
            Some(before) => self.row(before, fields),
            None => self.put(Fields { kind: "at-end", ..fields }),
        }
        if let Some(after) = &run.after {
            self.row(after, Fields { kind: "after", ..Fields::default() });
        }
        for item in &run.items {
            match item {
                Item::Carried(rows) => carried.by_ref().take(*rows).for_each(|(row, bytes)| {
                    let column = match row.kin {
                        Kin::None => "",
                        Kin::Record => "record",
                        Kin::Key => "key",
                    };
                    let columns = row.needs.columns().map(|column| column_name(patch, column));
                    let columns: Vec<_> = columns.collect();
                    let mut needs = Vec::new();
                    list(columns.iter().map(|header| header.as_bytes()), &mut needs);
                    let (column, base, text) = (column.into(), &*needs, bytes);
                    self.put(Fields { kind: "row", column, base, text, ..Fields::default() });
                }),
                Item::Moved(row) => {
                    let base = format!("{}", row.at);
                    let base = base.as_bytes();
                    self.row(&row.row, Fields { kind: "moved", base, ..Fields::default() });
                    if let Some(next) = &row.next {
                        self.row(next, Fields { kind: "next", ..Fields::default() });
                    }
                }
            }
        }
    }

    /// A line about a row.
    fn row<'f>(&mut self, row: &'f RowId, fields: Fields<'f>) {
        let twin = |of: &Twin| format!("{}:{:016x}", of.before, of.print).into();
        let ordinal = row.twin.as_deref().map(twin).unwrap_or_default();
        self.put(Fields { key: &row.key, ordinal, ..fields });
    }
    fn put(&mut self, fields: Fields<'_>) {
        let Fields { kind, key, ordinal, column, base, text } = fields;
        let [file, ordinal, column] = [self.file, &*ordinal, &*column].map(str::as_bytes);
        if [key, base, text].into_iter().all(is_plain) {
            return self.line([kind.as_bytes(), file, key, ordinal, column, base, text]);
        }
        let line = behind_line_end(key);
        let parts: Vec<_> = Line::read(&line).texts().iter().map(|text| encode(text)).collect();
        let (kind, mut key) = (format!("{kind}64"), Vec::new());
        list(parts.iter().map(Vec::as_slice), &mut key);
        let [base, text] = [base, text].map(encode);
        self.line([kind.as_bytes(), file, &key, ordinal, column, &base, &text]);
    }
    fn line(&mut self, cells: [&[u8]; 7]) {
        if !join_plain(cells, self.out) {
            list(cells, self.out);
        }
        self.out.extend_from_slice(b"\r\n");
    }
}

/// The kind of a line about a cell, and its column.
fn place<'k>(
    patch: &RowsPatch,
    names: &Names,
    at: At,
    [home, lack]: [&'k str; 2],
) -> (&'k str, Cow<'static, str>) {
    match at {
        At::Home(place) => (home, home_column(patch, names, place)),
        At::Lack(of) => (lack, lacked_column(patch, of)),
    }
}

/// A number that is nought more often than not.
fn number(number: impl Display + Default + PartialEq) -> Cow<'static, str> {
    if number == Default::default() { "".into() } else { format!("{number}").into() }
}

fn is_plain(text: &[u8]) -> bool {
    // without a branch, so that many bytes are looked at at once
    text.iter().fold(true, |all, b| all & matches!(b, b' '..=b'~'))
        || core::str::from_utf8(text).is_ok_and(|text| !text.chars().any(char::is_control))
}

pub(super) const LETTERS: [(u8, Quotes); 4] = [
    (b'-', Quotes { filled: false, blank: false }),
    (b'f', Quotes { filled: true, blank: false }),
    (b'b', Quotes { filled: false, blank: true }),
    (b'a', Quotes { filled: true, blank: true }),
];

fn letter(quotes: Quotes) -> u8 {
    LETTERS.iter().find(|(_, of)| *of == quotes).map_or(b'-', |(letter, _)| *letter)
}

/// A column of the table by its header.
fn column_name(patch: &RowsPatch, column: usize) -> Cow<'static, str> {
    patch.table.columns.get(column).map_or("", |column| column.header).into()
}
/// A column of home: by its header if the table knows it, else by its place, from 1.
fn home_column(patch: &RowsPatch, names: &Names, place: usize) -> Cow<'static, str> {
    match names.column(place) {
        Some(column) => column_name(patch, column),
        _ => format!("#{}", place.saturating_add(1)).into(),
    }
}
/// A column that home lacks: by its header, else by its number among those, from 1.
fn lacked_column(patch: &RowsPatch, lack: usize) -> Cow<'static, str> {
    match patch.lacks.get(lack).and_then(Lack::column) {
        Some(column) => column_name(patch, column),
        _ => format!("#{}", lack.saturating_add(1)).into(),
    }
}
