//! A package in memory, cell by cell, before it is bytes.

use alloc::{rc::Rc, string::String, vec::Vec};

use super::plan::{Fill, Plan};
use crate::{
    format::Format,
    source::Memory,
    table::{Column, Table},
};

/// A package whose cells can be changed. Copies share the files that do not differ.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) format: &'static Format,
    pub(super) files: Vec<Rc<File>>,
    /// Files that are no table's, or another of the same.
    pub(super) others: Vec<(String, Vec<u8>)>,
}

#[derive(Clone, Debug)]
pub(super) struct File {
    pub(super) table: &'static Table,
    pub(super) name: String,
    pub(super) head: Vec<Head>,
    pub(super) rows: Vec<Vec<Cell>>,
    pub(super) style: Style,
}

/// A header, and the column that it is of.
#[derive(Clone, Debug)]
pub(super) struct Head {
    pub(super) column: Option<usize>,
    pub(super) text: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Cell {
    /// A text, which is put in quotes where it must be.
    Text(String),
    /// Bytes that are written just so.
    Raw(Vec<u8>),
}

/// How a file is written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Style {
    pub(super) line_end: &'static str,
    pub(super) delimiter: u8,
    pub(super) mark: bool,
    pub(super) all_quoted: bool,
    pub(super) headless: bool,
    pub(super) utf16: bool,
    /// What comes behind the last row.
    pub(super) tail: &'static str,
}

impl Default for Style {
    fn default() -> Self {
        Style {
            line_end: "\n",
            delimiter: b',',
            mark: false,
            all_quoted: false,
            headless: false,
            utf16: false,
            tail: "",
        }
    }
}

/// A place in a draft.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Site {
    pub(super) file: usize,
    pub(super) row: usize,
    /// The position in the file.
    pub(super) column: usize,
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Cell::Text(text.into())
    }
}
impl Cell {
    /// The text; empty if it is none.
    pub(super) fn text(&self) -> &str {
        match self {
            Cell::Text(text) => text,
            Cell::Raw(_) => "",
        }
    }
}

impl File {
    /// Where a column of the table stands.
    pub(super) fn position(&self, column: usize) -> Option<usize> {
        self.head.iter().position(|head| head.column == Some(column))
    }
    /// The column that stands somewhere.
    pub(super) fn column(&self, position: usize) -> Option<&'static Column> {
        self.head.get(position)?.column.map(|c| &self.table.columns[c])
    }
    /// Where the column with this header stands.
    pub(super) fn at(&self, header: &str) -> Option<usize> {
        self.position(self.table.column(header)?)
    }
    pub(super) fn bytes(&self) -> Vec<u8> {
        let mut out = Vec::new();
        if self.style.mark {
            out.extend_from_slice(b"\xEF\xBB\xBF");
        }
        let head: Vec<Cell> = self.head.iter().map(|head| Cell::Text(head.text.clone())).collect();
        let head = (!self.style.headless && !head.is_empty()).then_some(&head);
        for row in head.into_iter().chain(&self.rows) {
            line(&mut out, row, &self.style);
        }
        out.extend_from_slice(self.style.tail.as_bytes());
        match core::str::from_utf8(&out) {
            Ok(text) if self.style.utf16 => {
                let units = text.encode_utf16().flat_map(u16::to_le_bytes);
                [0xFF, 0xFE].into_iter().chain(units).collect()
            }
            _ => out,
        }
    }
}

/// Writes a row and its line end.
pub(super) fn line(out: &mut Vec<u8>, row: &[Cell], style: &Style) {
    for (i, cell) in row.iter().enumerate() {
        if i > 0 {
            out.push(style.delimiter);
        }
        match cell {
            Cell::Raw(bytes) => out.extend_from_slice(bytes),
            Cell::Text(text) => {
                let special = |b| b == style.delimiter || matches!(b, b'"' | b'\n' | b'\r');
                // a blank line is no row
                let vanishes = row.len() == 1 && text.is_empty();
                if style.all_quoted || vanishes || text.bytes().any(special) {
                    out.push(b'"');
                    out.extend_from_slice(text.replace('"', "\"\"").as_bytes());
                    out.push(b'"');
                } else {
                    out.extend_from_slice(text.as_bytes());
                }
            }
        }
    }
    out.extend_from_slice(style.line_end.as_bytes());
}

impl Plan {
    /// The header of a file: the headers of the columns that it has.
    pub(super) fn head(&self, table: &'static Table) -> Vec<Head> {
        let Some((_, part)) = self.tables().find(|(of, _)| *of == table) else {
            return Vec::new();
        };
        let there = |c: &usize| part.columns[*c] != Fill::Absent;
        let head = |c: usize| Head { column: Some(c), text: table.columns[c].header.into() };
        (0..table.columns.len()).filter(there).map(head).collect()
    }
    /// The whole package.
    pub(super) fn draft(&self) -> Draft {
        let file = |table: &'static Table| {
            let head = self.head(table);
            let cells = |mut row: Vec<String>| {
                let take = |head: &Head| Some(core::mem::take(row.get_mut(head.column?)?));
                head.iter().filter_map(take).map(Cell::Text).collect()
            };
            let rows = self.rows(table).map(cells).collect();
            let (name, style) = (table.file.into(), Style::default());
            Rc::new(File { table, name, head: head.clone(), rows, style })
        };
        let files = self.tables().map(|(table, _)| file(table)).collect();
        Draft { format: self.format, files, others: Vec::new() }
    }
}

impl Draft {
    pub(super) fn package(&self) -> Memory {
        let package = self
            .files
            .iter()
            .fold(Memory::new(), |package, file| package.file(file.name.clone(), file.bytes()));
        let others = self.others.iter().cloned();
        others.fold(package, |package, (name, bytes)| package.file(name, bytes))
    }
    /// A file, to change.
    pub(super) fn file_mut(&mut self, file: usize) -> &mut File {
        Rc::make_mut(&mut self.files[file])
    }
    /// The file of a table.
    pub(super) fn file_of(&self, file: &str) -> Option<usize> {
        self.files.iter().position(|of| of.table.file == file)
    }
    pub(super) fn cell(&self, site: Site) -> Option<&Cell> {
        self.files.get(site.file)?.rows.get(site.row)?.get(site.column)
    }
    pub(super) fn text(&self, site: Site) -> &str {
        self.cell(site).map_or("", Cell::text)
    }
    pub(super) fn set(&mut self, site: Site, cell: impl Into<Cell>) {
        let cells = self.file_mut(site.file).rows.get_mut(site.row);
        if let Some(of) = cells.and_then(|row| row.get_mut(site.column)) {
            *of = cell.into();
        }
    }
    pub(super) fn column(&self, site: Site) -> Option<&'static Column> {
        self.files.get(site.file)?.column(site.column)
    }

    /// Gives a record another id, wherever it is named.
    pub(super) fn rename(&mut self, file: usize, from: &str, to: &str) {
        let target = self.files[file].table;
        for i in 0..self.files.len() {
            let table = self.files[i].table;
            for (c, column) in table.columns.iter().enumerate() {
                let own = i == file && column.id;
                if !own && column.refers.is_none_or(|refers| refers.file != target.file) {
                    continue;
                }
                let Some(position) = self.files[i].position(c) else { continue };
                for row in 0..self.files[i].rows.len() {
                    let site = Site { file: i, row, column: position };
                    let text = self.text(site);
                    if text.split(',').any(|item| item == from) {
                        let items = text.split(',');
                        let items = items.map(|item| if item == from { to } else { item });
                        let text = items.collect::<Vec<_>>().join(",");
                        self.set(site, Cell::Text(text));
                    }
                }
            }
        }
    }
}
