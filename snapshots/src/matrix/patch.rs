//! The patch language of the matrix: one step that makes a fault, read and done at once.
//!
//! The introductions of `snapshots/matrix/*.md` teach it; this is the whole of it.
//!
//! | step | what it does |
//! | --- | --- |
//! | `+file NAME`, `+file NAME = OTHER`, `+file NAME raw TEXT` | adds a file: some text, a copy, this text |
//! | `-file NAME`, `file NAME -> OTHER` | takes a file out, renames it |
//! | `FILE as FORM` | writes the file otherwise: see [`written`] |
//! | `FILE +column HEADER`, `… = TEXT`, `… before OTHER` | adds a column: blank, filled, not at the end |
//! | `FILE -column HEADER`, `FILE move HEADER before OTHER` | takes a column out, moves it |
//! | `FILE header HEADER -> TEXT` | renames a column |
//! | `FILE HEADER = TEXT` | fills a column |
//! | `FILE +row TEXT` | adds a row at the end; without a text, a blank line |
//! | `FILE:ROW +row TEXT` | the same ahead of a row |
//! | `FILE:ROW HEADER = TEXT` | fills a cell, in quotes if it needs them |
//! | `FILE:ROW HEADER raw TEXT`, `FILE:ROW raw TEXT` | puts bytes in the place of a cell or of a row |
//! | `FILE:ROW +cell`, `FILE:ROW -cell`, `FILE:ROW -row` | adds or takes away the last cell, or the row |
//! | `FILE:ROW again`, `… again N times with HEADER = TEXT` | the row once more at the end, or so often |
//!
//! `FILE` may be `*.csv`: every file in which the step can be done. `ROW` is a line, `last`, or what
//! the first cell of the row says. In a text `\r`, `\n`, `\t`, `\0`, `\xNN` and `\\` are bytes, and
//! quotes around it keep the blanks at its ends; `#` counts the repetitions of `again`.

use roster_core::{Memory, Sheet, Source};

use crate::examples::At;

type Bytes = Vec<u8>;

/// Does a step, and says where it was done.
pub(super) fn apply(step: &str, package: &mut Memory) -> Result<At, String> {
    let before = package.clone();
    let (place, action) = step.split_once(' ').ok_or("a step has a place and an action")?;
    let at = match place {
        "-file" => {
            take(package, action)?;
            At { file: action.into(), line: None }
        }
        "+file" => {
            let (name, bytes) = match (action.split_once(" = "), action.split_once(" raw ")) {
                (Some((name, other)), _) => (name, read(package, other)?),
                (None, Some((name, text))) => (name, unescape(text)?),
                (None, None) => (action, b"text\r\n".to_vec()),
            };
            *package = core::mem::take(package).file(name, bytes);
            At { file: name.into(), line: None }
        }
        "file" => {
            let (name, other) = split(action, " -> ")?;
            let bytes = take(package, name)?;
            *package = core::mem::take(package).file(other, bytes);
            At { file: other.into(), line: None }
        }
        _ => edit_files(place, action, package)?,
    };
    if *package == before { Err("it changes nothing".into()) } else { Ok(at) }
}

fn edit_files(place: &str, action: &str, package: &mut Memory) -> Result<At, String> {
    let (file, row) = match place.split_once(':') {
        Some((file, row)) => (file, Some(row)),
        None => (place, None),
    };
    if file != "*.csv" {
        let (bytes, line) = edit(&read(package, file)?, row, action)?;
        *package.get_mut(file).ok_or("no such file")? = bytes;
        return Ok(At { file: file.into(), line });
    }
    let names: Vec<_> = (0..package.len()).map(|i| package.name(i).to_owned()).collect();
    for name in names.iter().filter(|name| name.ends_with(".csv")) {
        if let Ok((edited, _)) = edit(&read(package, name)?, row, action) {
            *package.get_mut(name).ok_or("no such file")? = edited;
        }
    }
    Ok(At { file: file.into(), line: None })
}

fn read(package: &Memory, name: &str) -> Result<Bytes, String> {
    let file = (0..package.len()).find(|file| package.name(*file) == name);
    let bytes = file.and_then(|file| package.read(file).ok());
    bytes.map(Into::into).ok_or_else(|| format!("there is no {name}"))
}

fn take(package: &mut Memory, name: &str) -> Result<Bytes, String> {
    let bytes = read(package, name)?;
    package.remove(name);
    Ok(bytes)
}

/// The file with the step done, and the line on which it was.
fn edit(bytes: &[u8], row: Option<&str>, action: &str) -> Result<(Bytes, Option<u64>), String> {
    if let (None, Some(form)) = (row, action.strip_prefix("as ")) {
        return Ok((written(bytes, form)?, None));
    }
    let mut grid = Grid::read(bytes);
    let row = match row {
        Some(row) => {
            let row = grid.find(row)?;
            grid.in_row(row, action)?
        }
        None => grid.in_file(action)?,
    };
    Ok((grid.write(), row.map(|row| grid.line(row))))
}

/// The line of a row, told as in a step.
pub(super) fn line(package: &Memory, file: &str, row: &str) -> Result<u64, String> {
    let bytes = read(package, file)?;
    let grid = Grid::read(&bytes);
    grid.find(row).map(|row| grid.line(row))
}

/// The same file in another encoding, with other line ends, or less of it.
fn written(bytes: &[u8], form: &str) -> Result<Bytes, String> {
    let text = core::str::from_utf8(bytes).map_err(|_| "the file is not UTF-8")?;
    let cells = |between: &[u8], quote: &[u8]| {
        let mut grid = Grid::read(bytes);
        for row in &mut grid.rows {
            let cells = row.cells.iter().map(|cell| match cell.starts_with(b"\"") {
                true => cell.clone(),
                false => [quote, cell, quote].concat(),
            });
            row.cells = vec![cells.collect::<Vec<_>>().join(between)];
        }
        grid.write()
    };
    Ok(match form {
        "utf-8-bom" => [b"\xEF\xBB\xBF", bytes].concat(),
        "utf-16" => "\u{FEFF}".chars().chain(text.chars()).flat_map(utf16).collect(),
        "latin-1" => {
            let byte = |c| u8::try_from(u32::from(c)).map_err(|_| "not a letter of Latin-1");
            text.chars().map(byte).collect::<Result<_, _>>()?
        }
        "lf" => text.replace("\r\n", "\n").into(),
        "cr" => text.replace("\r\n", "\r").into(),
        "no-final-newline" => text.trim_end_matches(['\r', '\n']).into(),
        "semicolons" => cells(b";", b""),
        "tabs" => cells(b"\t", b""),
        "quoted" => cells(b",", b"\""),
        "header-only" => text.split_inclusive('\n').take(1).collect::<String>().into(),
        "empty" => Bytes::new(),
        _ => return Err(format!("no file is written as {form}")),
    })
}

/// Little end first.
fn utf16(c: char) -> Bytes {
    c.encode_utf16(&mut [0; 2]).iter().flat_map(|unit| unit.to_le_bytes()).collect()
}

/// A file as rows of cells, each with the quotes that it stands in.
struct Grid {
    head: Bytes,
    rows: Vec<Row>,
}

#[derive(Clone)]
struct Row {
    cells: Vec<Bytes>,
    end: Bytes,
}

impl Row {
    /// A row of any text.
    fn raw(text: &str) -> Result<Self, String> {
        Ok(Row { cells: vec![unescape(text)?], end: b"\r\n".into() })
    }
    fn cell(&mut self, at: usize) -> Result<&mut Bytes, String> {
        self.cells.get_mut(at).ok_or_else(|| "the row has no cell there".into())
    }
}

impl Grid {
    fn read(bytes: &[u8]) -> Self {
        let sheet = Sheet::parse(bytes);
        let spans = |row| sheet.row(row).map(|cell| cell.span()).collect::<Vec<_>>();
        let start = |row: usize| sheet.cell(row, 0).map_or(bytes.len(), |cell| cell.span().start);
        let row = |row| {
            let spans: Vec<_> = spans(row);
            let end = spans.last().map_or(0, |last| last.end);
            let cells = spans.into_iter().map(|span| bytes[span].into()).collect();
            Row { cells, end: bytes[end..start(row + 1)].into() }
        };
        Grid { head: bytes[..start(0)].into(), rows: (0..sheet.len()).map(row).collect() }
    }
    fn write(&self) -> Bytes {
        let rows =
            self.rows.iter().map(|row| [row.cells.join(&b","[..]), row.end.clone()].concat());
        [vec![self.head.clone()], rows.collect()].concat().concat()
    }
    /// The line on which a row starts.
    fn line(&self, row: usize) -> u64 {
        let before = Grid { head: Bytes::new(), rows: self.rows[..row].to_vec() }.write();
        let text = String::from_utf8_lossy(&before).replace("\r\n", "\n").replace('\r', "\n");
        1 + text.matches('\n').count() as u64
    }

    /// The row with this line, or in whose first cell this stands.
    fn find(&self, row: &str) -> Result<usize, String> {
        let found = match row.parse::<u64>() {
            Ok(line) => (0..self.rows.len()).find(|row| self.line(*row) == line),
            Err(_) if row == "last" => self.rows.len().checked_sub(1),
            Err(_) => self.rows.iter().position(|of| of.cells[0] == row.as_bytes()),
        };
        found.ok_or_else(|| format!("there is no row {row}"))
    }
    /// The column with this header.
    fn column(&self, header: &str) -> Result<usize, String> {
        let headers = self.rows.first().map(|row| &row.cells[..]).unwrap_or_default();
        let found = headers.iter().position(|cell| cell == header.as_bytes());
        found.ok_or_else(|| format!("there is no column {header}"))
    }

    /// Does what concerns the whole file; gives the row that it shows in.
    fn in_file(&mut self, action: &str) -> Result<Option<usize>, String> {
        let (verb, rest) = action.split_once(' ').unwrap_or((action, ""));
        match verb {
            "+row" => {
                self.rows.push(Row::raw(rest)?);
                return Ok(Some(self.rows.len() - 1));
            }
            "-column" => {
                let column = self.column(rest)?;
                self.rows.iter_mut().for_each(|row| drop(row.cells.remove(column)));
            }
            "+column" => {
                let (rest, before) = match rest.split_once(" before ") {
                    Some((rest, before)) => (rest, Some(self.column(before)?)),
                    None => (rest, None),
                };
                let (header, text) = rest.split_once(" = ").unwrap_or((rest, ""));
                for (i, row) in self.rows.iter_mut().enumerate() {
                    let text = if i == 0 { header } else { text };
                    row.cells.insert(before.unwrap_or(row.cells.len()), cell(text)?);
                }
            }
            "move" => {
                let (header, before) = split(rest, " before ")?;
                let (from, to) = (self.column(header)?, self.column(before)?);
                for row in &mut self.rows {
                    let moved = row.cells.remove(from);
                    row.cells.insert(if from < to { to - 1 } else { to }, moved);
                }
            }
            "header" => {
                let (header, text) = split(rest, " -> ")?;
                let column = self.column(header)?;
                *self.rows[0].cell(column)? = cell(text)?;
            }
            _ => {
                let (header, text) = assignment(action)?;
                let column = self.column(header)?;
                for row in &mut self.rows[1..] {
                    *row.cell(column)? = cell(text)?;
                }
                return Ok(None);
            }
        }
        Ok(Some(0))
    }

    /// Does what concerns one row; gives the row that it shows in.
    fn in_row(&mut self, row: usize, action: &str) -> Result<Option<usize>, String> {
        let (verb, rest) = action.split_once(' ').unwrap_or((action, ""));
        match verb {
            "+cell" => self.rows[row].cells.push(Bytes::new()),
            "-cell" => drop(self.rows[row].cells.pop()),
            "+row" => self.rows.insert(row, Row::raw(rest)?),
            "-row" => {
                self.rows.remove(row);
                return Ok(None);
            }
            "raw" => self.rows[row].cells = vec![unescape(rest)?],
            "again" if rest.is_empty() => {
                self.rows.push(self.rows[row].clone());
                return Ok(Some(self.rows.len() - 1));
            }
            "again" => {
                let (times, change) = split(rest, " times with ")?;
                let (header, text) = assignment(change)?;
                let column = self.column(header)?;
                for n in 1..=times.parse::<u32>().map_err(|_| "no number of times")? {
                    let mut again = self.rows[row].clone();
                    *again.cell(column)? = cell(&text.replace('#', &n.to_string()))?;
                    self.rows.push(again);
                }
                return Ok(None);
            }
            _ => {
                let (header, bytes) = match action.split_once(" raw ") {
                    Some((header, text)) => (header, unescape(text)?),
                    None => {
                        let (header, text) = assignment(action)?;
                        (header, cell(text)?)
                    }
                };
                let column = self.column(header)?;
                *self.rows[row].cell(column)? = bytes;
            }
        }
        Ok(Some(row))
    }
}

/// `HEADER = TEXT`, where the text may be nothing.
fn assignment(action: &str) -> Result<(&str, &str), String> {
    match action.strip_suffix(" =") {
        Some(header) => Ok((header, "")),
        None => split(action, " = "),
    }
}

fn split<'t>(text: &'t str, between: &str) -> Result<(&'t str, &'t str), String> {
    text.split_once(between).ok_or_else(|| format!("no `{between}` in `{text}`"))
}

/// A cell that says this, in quotes if it needs them.
fn cell(text: &str) -> Result<Bytes, String> {
    let text = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text);
    let bytes = unescape(text)?;
    if !bytes.iter().any(|byte| b"\",\r\n".contains(byte)) {
        return Ok(bytes);
    }
    let doubled = bytes.iter().flat_map(|byte| match byte {
        b'"' => vec![b'"'; 2],
        byte => vec![*byte],
    });
    Ok([vec![b'"'], doubled.collect(), vec![b'"']].concat())
}

/// The bytes that a text with escapes stands for.
fn unescape(text: &str) -> Result<Bytes, String> {
    let mut bytes = Bytes::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('\\') {
        bytes.extend_from_slice(before.as_bytes());
        let (byte, length) = match behind.as_bytes() {
            [b'r', ..] => (b'\r', 1),
            [b'n', ..] => (b'\n', 1),
            [b't', ..] => (b'\t', 1),
            [b'0', ..] => (0, 1),
            [b'\\', ..] => (b'\\', 1),
            [b'x', ..] => {
                let digits = behind.get(1..3).ok_or("`\\x` wants two digits")?;
                (u8::from_str_radix(digits, 16).map_err(|_| "`\\x` wants two digits")?, 3)
            }
            _ => return Err(format!("no such escape: \\{behind}")),
        };
        bytes.push(byte);
        rest = &behind[length..];
    }
    bytes.extend_from_slice(rest.as_bytes());
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "id,name\r\n7,\"a,b\"\r\n8,c\r\n";

    fn patched(step: &str) -> Result<(String, Option<u64>), String> {
        let mut package = Memory::new().file("a.csv", FILE);
        let at = apply(step, &mut package)?;
        let bytes = read(&package, if at.file == "*.csv" { "a.csv" } else { &at.file });
        Ok((String::from_utf8_lossy(&bytes.unwrap_or_default()).into_owned(), at.line))
    }

    #[test]
    fn every_step_does_what_it_says() {
        for (step, text, line) in [
            ("+file b.csv = a.csv", FILE, None),
            ("+file b.csv raw x\\r\\n", "x\r\n", None),
            ("file a.csv -> b.csv", FILE, None),
            ("-file a.csv", "", None),
            ("a.csv +column x = 1 before name", "id,x,name\r\n7,1,\"a,b\"\r\n8,1,c\r\n", Some(1)),
            ("a.csv +column x", "id,name,x\r\n7,\"a,b\",\r\n8,c,\r\n", Some(1)),
            ("a.csv -column name", "id\r\n7\r\n8\r\n", Some(1)),
            ("a.csv move name before id", "name,id\r\n\"a,b\",7\r\nc,8\r\n", Some(1)),
            ("a.csv header name -> n", "id,n\r\n7,\"a,b\"\r\n8,c\r\n", Some(1)),
            ("a.csv name =", "id,name\r\n7,\r\n8,\r\n", None),
            ("*.csv name = d", "id,name\r\n7,d\r\n8,d\r\n", None),
            ("a.csv +row 9,d", "id,name\r\n7,\"a,b\"\r\n8,c\r\n9,d\r\n", Some(4)),
            ("a.csv:2 +row", "id,name\r\n\r\n7,\"a,b\"\r\n8,c\r\n", Some(2)),
            ("a.csv:last name = e,\"f", "id,name\r\n7,\"a,b\"\r\n8,\"e,\"\"f\"\r\n", Some(3)),
            ("a.csv:2 name = \" x\\t\"", "id,name\r\n7, x\t\r\n8,c\r\n", Some(2)),
            ("a.csv:2 name raw \"x", "id,name\r\n7,\"x\r\n8,c\r\n", Some(2)),
            ("a.csv:3 raw 8;c", "id,name\r\n7,\"a,b\"\r\n8;c\r\n", Some(3)),
            ("a.csv:3 +cell", "id,name\r\n7,\"a,b\"\r\n8,c,\r\n", Some(3)),
            ("a.csv:3 -cell", "id,name\r\n7,\"a,b\"\r\n8\r\n", Some(3)),
            ("a.csv:1 -row", "7,\"a,b\"\r\n8,c\r\n", None),
            ("a.csv:3 again", "id,name\r\n7,\"a,b\"\r\n8,c\r\n8,c\r\n", Some(4)),
            (
                "a.csv:3 again 2 times with id = n#",
                "id,name\r\n7,\"a,b\"\r\n8,c\r\nn1,c\r\nn2,c\r\n",
                None,
            ),
            ("a.csv as lf", "id,name\n7,\"a,b\"\n8,c\n", None),
            ("a.csv as cr", "id,name\r7,\"a,b\"\r8,c\r", None),
            ("a.csv as no-final-newline", "id,name\r\n7,\"a,b\"\r\n8,c", None),
            ("a.csv as utf-8-bom", "\u{FEFF}id,name\r\n7,\"a,b\"\r\n8,c\r\n", None),
            ("a.csv as semicolons", "id;name\r\n7;\"a,b\"\r\n8;c\r\n", None),
            ("a.csv as quoted", "\"id\",\"name\"\r\n\"7\",\"a,b\"\r\n\"8\",\"c\"\r\n", None),
            ("a.csv as header-only", "id,name\r\n", None),
            ("a.csv as empty", "", None),
        ] {
            assert_eq!(patched(step), Ok((text.into(), line)), "{step}");
        }
    }

    #[test]
    fn encodings_are_other_bytes() {
        assert_eq!(written("é\n".as_bytes(), "latin-1"), Ok(b"\xE9\n".to_vec()));
        assert_eq!(written("é\n".as_bytes(), "utf-16"), Ok(b"\xFF\xFE\xE9\0\n\0".to_vec()));
    }

    #[test]
    fn what_cannot_be_done_or_does_nothing_is_refused() {
        for step in [
            "a.csv",
            "-file b.csv",
            "b.csv as lf",
            "a.csv as good",
            "a.csv:9 -row",
            "a.csv:x -row",
            "a.csv:2 colour = red",
            "a.csv:2 colour",
            "a.csv:2 name = \\q",
            "a.csv:3 name = c",
            "a.csv header name -> name",
            "*.csv colour = red",
        ] {
            assert!(patched(step).is_err(), "{step}");
        }
    }
}
