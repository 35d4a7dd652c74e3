//! A patch from lines of CSV, whatever they say.

use alloc::{borrow::Cow, boxed::Box, collections::BTreeMap, string::String, vec::Vec};
use core::fmt;

use roster_core::{Format, Row, Rows, Table};

use super::{
    Patch,
    base64::decode,
    dress::{self, Dress, Newline, Quotes},
    line::{Line, behind_line_end},
    names::{Name, Names},
    package::table,
    parts::{
        At, CellPatch, Change, FileName, FilePatch, FormPatch, GoneRow, Item, Kin, Lack, MovedRow,
        Needs, RowId, RowPatch, RowsPatch, Run, Sum, Twin,
    },
    write::{COLUMNS, LETTERS, ORDERED, VERSION},
};

/// Bytes that are no patch, or one of another format or version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Damaged {
    /// The line that cannot be read, from 1.
    pub line: u64,
}

impl fmt::Display for Damaged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {} cannot be read as a part of a patch of this format", self.line)
    }
}

impl core::error::Error for Damaged {}

pub(super) fn patch<'a>(
    format: &'static Format,
    bytes: &'a [u8],
) -> Result<(Patch, &'a [u8]), Damaged> {
    let mut rows = Rows::new(bytes);
    let mut reader = Reader { format, patch: None, columns: Columns::default() };
    let mut line = 1;
    while let Some(row) = rows.next_row(&mut |_| {}) {
        line = row.line();
        if row.number() == 0 {
            if !row.cells().eq(COLUMNS.map(str::as_bytes)) {
                return Err(Damaged { line });
            }
            continue;
        }
        let fields = Fields::of(&row).ok_or(Damaged { line })?;
        if fields.kind != "end" {
            reader.line(fields).ok_or(Damaged { line })?;
        } else if let Some(patch) = reader.patch {
            return Ok((patch, &bytes[rows.position()..]));
        } else {
            break;
        }
    }
    Err(Damaged { line })
}

/// One line, field by field.
struct Fields<'a> {
    kind: Cow<'a, str>,
    file: Cow<'a, str>,
    /// A list, as it is written.
    key: Cow<'a, [u8]>,
    ordinal: Cow<'a, str>,
    column: Cow<'a, str>,
    base: Cow<'a, [u8]>,
    text: Cow<'a, [u8]>,
}

impl<'a> Fields<'a> {
    fn of(row: &Row<'a, '_>) -> Option<Self> {
        let mut cells = row.cells();
        if cells.len() != COLUMNS.len() {
            return None;
        }
        let mut next = || cells.next();
        let (kind, file, key) = (utf8(next()?)?, utf8(next()?)?, next()?);
        let (ordinal, column, base, text) = (utf8(next()?)?, utf8(next()?)?, next()?, next()?);
        let Some(plain) = kind.strip_suffix("64") else {
            let is_simple = |b: &u8| b.is_ascii_graphic() && !matches!(b, b',' | b'"');
            let key = if key.iter().all(is_simple) { key } else { written(&list(&key)).into() };
            return Some(Fields { kind, file, key, ordinal, column, base, text });
        };
        let kind = String::from(plain).into();
        let parts: Vec<_> = list(&key).iter().map(|part| decode(part)).collect::<Option<_>>()?;
        let key = written(&parts).into();
        let (base, text) = (decode(&base)?.into(), decode(&text)?.into());
        Some(Fields { kind, file, key, ordinal, column, base, text })
    }
    fn row(&mut self) -> Option<RowId> {
        let twin = match &*self.ordinal {
            "" => None,
            twin => {
                let (before, print) = twin.split_once(':')?;
                let print = u64::from_str_radix(print, 16).ok()?;
                Some(Box::new(Twin { print, before: before.parse().ok()? }))
            }
        };
        Some(RowId { key: Box::from(&*self.key), twin })
    }
    fn number(&self) -> Option<usize> {
        if self.ordinal.is_empty() { Some(0) } else { self.ordinal.parse().ok() }
    }
    fn base(&self) -> Option<&str> {
        core::str::from_utf8(&self.base).ok()
    }
    fn sum(&self) -> Option<Sum> {
        let (length, sum) = self.base()?.split_once(':')?;
        Some(Sum { length: length.parse().ok()?, sum: u64::from_str_radix(sum, 16).ok()? })
    }
}

impl Fields<'_> {
    fn cell(self, at: At) -> CellPatch {
        CellPatch { at, base: Box::from(&*self.base), text: Box::from(&*self.text) }
    }
}

fn utf8(cell: Cow<'_, [u8]>) -> Option<Cow<'_, str>> {
    match cell {
        Cow::Borrowed(bytes) => core::str::from_utf8(bytes).ok().map(Cow::Borrowed),
        Cow::Owned(bytes) => String::from_utf8(bytes).ok().map(Cow::Owned),
    }
}

/// A row of CSV that lists texts.
fn written(texts: &[Vec<u8>]) -> Vec<u8> {
    let mut out = Vec::new();
    dress::list(texts.iter().map(Vec::as_slice), &mut out);
    out
}
/// The texts that a row of CSV lists.
fn list(text: &[u8]) -> Vec<Vec<u8>> {
    let bytes = behind_line_end(text);
    Line::read(&bytes).texts().into_iter().map(Cow::into_owned).collect()
}

struct Reader {
    format: &'static Format,
    patch: Option<Patch>,
    columns: Columns,
}

/// The columns of the file that is being read.
#[derive(Default)]
struct Columns {
    home: Names,
    /// Those of the table that home lacks, by their number.
    lacks: BTreeMap<usize, usize>,
    /// Which of the file's sets have which number.
    sets: Vec<usize>,
}

impl Columns {
    /// Where a cell stands: at home, or in a column that home lacks.
    fn at(&self, table: &'static Table, text: &str, at_home: bool) -> Option<At> {
        Some(match (at_home, column(table, text)?) {
            (true, Ok(known)) => At::Home(self.home.known(known)?),
            (true, Err(place)) => At::Home(place),
            (false, Ok(known)) => At::Lack(*self.lacks.get(&known)?),
            (false, Err(lack)) => At::Lack(lack),
        })
    }
}

impl Reader {
    fn line(&mut self, fields: Fields<'_>) -> Option<()> {
        let Some(patch) = &mut self.patch else {
            let is_patch = fields.kind == "patch" && fields.file == self.format.id;
            let ordered = fields.text == ORDERED.as_bytes();
            let known = fields.ordinal == VERSION && (ordered || fields.text.is_empty());
            let patch = Patch { ordered, ..Patch::new(self.format) };
            self.patch = (is_patch && known).then_some(patch);
            return self.patch.as_ref().map(|_| ());
        };
        let change = match &*fields.kind {
            "same" => Change::Same,
            "bytes" => {
                let base = if fields.base.is_empty() { None } else { Some(fields.sum()?) };
                Change::Bytes { base, bytes: fields.text.into_owned() }
            }
            "no-file" => Change::Gone { base: fields.sum()? },
            "rows" => {
                self.columns = Columns::default();
                Change::Rows(Box::new(RowsPatch::new(table(self.format, &fields.file)?)))
            }
            _ => {
                let file = patch.files.last_mut()?;
                let Change::Rows(rows) = &mut file.change else { return None };
                return fields.file.is_empty().then(|| part(rows, &mut self.columns, fields))?;
            }
        };
        let number = if fields.ordinal.is_empty() { 0 } else { fields.ordinal.parse().ok()? };
        let name = FileName { name: fields.file.into_owned(), before: number };
        patch.files.push(FilePatch { name, change });
        Some(())
    }
}

/// One line of a file that is changed row by row.
fn part(patch: &mut RowsPatch, columns: &mut Columns, mut fields: Fields<'_>) -> Option<()> {
    match &*fields.kind {
        "from" => {
            let before = fields.number()?;
            let name = utf8(fields.text)?.into_owned();
            patch.from = Some(FileName { name, before });
        }
        "dress" => patch.dress = dress(&fields)?,
        "header" => {
            let header = behind_line_end(&fields.text);
            columns.home = Names::of(patch.table, &Line::read(&header).texts());
            patch.header = fields.text.into_owned();
        }
        "lacks" => {
            let name = match &*fields.column {
                "" => Name::Other(fields.text.to_vec(), fields.number()?),
                header => {
                    let known = patch.table.column(header)?;
                    let new = columns.lacks.insert(known, patch.lacks.len()).is_none();
                    Name::Known(new.then_some(known)?)
                }
            };
            patch.lacks.push(Lack { name, base: fields.base.into_owned() });
        }
        "cell" | "lack" => {
            let at = columns.at(patch.table, &fields.column, fields.kind == "cell")?;
            if fields.key.is_empty() && fields.ordinal.is_empty() {
                // of the row before, if that one is written cell by cell
                patch.rows.last().filter(|row| row.set + 1 == patch.sets.len())?;
            } else {
                patch.new_row(fields.row()?);
            }
            patch.sets.last_mut()?.push(fields.cell(at));
        }
        "set" | "set-lack" => {
            let at = columns.at(patch.table, &fields.column, fields.kind == "set")?;
            let number = fields.number()?;
            if number == columns.sets.len() + 1 {
                columns.sets.push(patch.sets.len());
                patch.sets.push(Vec::new());
            }
            // the last one alone can go on
            let is_last = number == columns.sets.len();
            let set = columns.sets.last().filter(|_| is_last)?;
            patch.sets.get_mut(*set)?.push(fields.cell(at));
        }
        "as" => {
            let number: usize = fields.column.parse().ok()?;
            let set = *columns.sets.get(number.checked_sub(1)?)?;
            let row = fields.row()?;
            let has_name = !row.key.is_empty() || row.twin.is_some();
            has_name.then(|| patch.rows.push(RowPatch { row, set }))?;
        }
        "form" => {
            patch.forms.push(FormPatch { row: fields.row()?, bytes: fields.text.into_owned() })
        }
        "no-row" => {
            let print = u64::from_str_radix(fields.base()?, 16).ok()?;
            patch.gone.push(GoneRow { row: fields.row()?, print });
        }
        "before" | "at-end" => {
            let before = if fields.kind == "before" { Some(fields.row()?) } else { None };
            patch.runs.push(Run { after: None, before, items: Vec::new() });
        }
        _ => return item(patch, fields),
    }
    Some(())
}

/// One line of a run.
fn item(patch: &mut RowsPatch, mut fields: Fields<'_>) -> Option<()> {
    let (table, run) = (patch.table, patch.runs.last_mut()?);
    match &*fields.kind {
        "after" => run.after = Some(fields.row()?),
        "row" => {
            let kin = match &*fields.column {
                "" => Kin::None,
                "record" => Kin::Record,
                "key" => Kin::Key,
                _ => return None,
            };
            let mut needs = Needs::default();
            for header in list(&fields.base) {
                let column = table.column(core::str::from_utf8(&header).ok()?)?;
                needs.add(column).then_some(())?;
            }
            patch.carried.push(&fields.text, kin, needs);
            match run.items.last_mut() {
                Some(Item::Carried(rows)) => *rows += 1,
                _ => run.items.push(Item::Carried(1)),
            }
        }
        "moved" => {
            let at = fields.base()?.parse().ok()?;
            let moved = MovedRow { row: fields.row()?, at, next: None };
            run.items.push(Item::Moved(Box::new(moved)));
        }
        "next" => match run.items.last_mut()? {
            Item::Moved(moved) => moved.next = Some(fields.row()?),
            Item::Carried(_) => return None,
        },
        _ => return None,
    }
    Some(())
}

/// A column of the table, or the place of another.
fn column(table: &'static Table, text: &str) -> Option<Result<usize, usize>> {
    match text.strip_prefix('#') {
        Some(place) => Some(Err(place.parse::<usize>().ok()?.checked_sub(1)?)),
        None => table.column(text).map(Ok),
    }
}

fn dress(fields: &Fields<'_>) -> Option<Dress> {
    let mut dress = Dress::default();
    for word in fields.base()?.split(' ') {
        match word {
            "bom" => dress.mark = true,
            "crlf" => dress.newline = Newline::CrLf,
            "lf" => dress.newline = Newline::Lf,
            "cr" => dress.newline = Newline::Cr,
            "open" => dress.open = true,
            _ => return None,
        }
    }
    let quotes = |letter: &u8| {
        let is = |(of, _): &&(u8, Quotes)| of == letter;
        LETTERS.iter().find(is).map(|(_, quotes)| *quotes)
    };
    dress.quotes = fields.text.iter().map(quotes).collect::<Option<_>>()?;
    Some(dress)
}
