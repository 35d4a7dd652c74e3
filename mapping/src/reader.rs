//! The rows of a file, one at a time: as text by the columns of their table, or as they are written.

use alloc::{borrow::Cow, string::String, vec, vec::Vec};

use roster_core::{Column, Encoding, Header, Kind, Rows, Table, Verdict};

use crate::row::Row;

/// What the rows of a file say in a column.
pub(crate) fn column<'a>(table: &'static Table, bytes: &'a [u8], c: usize) -> Vec<Cow<'a, str>> {
    let mut texts = Vec::new();
    if let Some(mut reader) = Reader::new(table, bytes) {
        while let Some(row) = reader.written() {
            texts.push(row.text(c));
        }
    }
    texts
}

/// How many cells of these columns say something.
pub(crate) fn filled(table: &'static Table, bytes: &[u8], columns: &[usize]) -> Vec<u64> {
    let mut counts = vec![0; columns.len()];
    let reader = if columns.is_empty() { None } else { Reader::new(table, bytes) };
    if let Some(mut reader) = reader {
        while let Some(row) = reader.written() {
            for (c, count) in columns.iter().zip(&mut counts) {
                *count += u64::from(row.says(*c));
            }
        }
    }
    counts
}

/// Where a cell of a file goes.
struct Place<'a> {
    /// Its place in the row.
    at: usize,
    /// The column, if it may hold a word that is spelt otherwise.
    column: Option<&'static Column>,
    /// A text that is no such word: in row after row it is often the same.
    plain: &'a str,
}

/// Reads a file row by row.
pub(crate) struct Reader<'a> {
    rows: Rows<'a>,
    bytes: &'a [u8],
    /// The same as text, if all of it is.
    whole: Option<&'a str>,
    places: Vec<Place<'a>>,
    /// For each column of the table, and each other, where it stands in the file; behind all cells
    /// if it is not there.
    from: Vec<usize>,
    /// Headers of columns that the table does not name.
    pub(crate) extra: Vec<Cow<'a, str>>,
    /// How many cells of the last row said something: mostly as many as of the next.
    said: usize,
}

impl<'a> Reader<'a> {
    /// `None` if the file cannot be read, or if no header is the table's.
    pub(crate) fn new(table: &'static Table, bytes: &'a [u8]) -> Option<Self> {
        let encoding = Encoding::of(bytes);
        if !encoding.is_readable() {
            return None;
        }
        let is_text = matches!(encoding, Encoding::Utf8 { .. });
        let whole = if is_text { core::str::from_utf8(bytes).ok() } else { None };
        let mut rows = Rows::new(bytes);
        let names = rows.next_row(&mut |_| {}).map(|row| row.to_cells())?;
        let header = Header::bind(table, &names);
        if header.is_unknown() {
            return None;
        }
        let columns = table.columns.len();
        let (mut places, mut extra) = (Vec::new(), Vec::new());
        for (i, name) in names.into_iter().enumerate() {
            let at = header.found(i).column().unwrap_or(columns + extra.len());
            let has_words =
                |of: &&Column| matches!(of.kind, Kind::Code(_) | Kind::Open(_) | Kind::Bool);
            let column = header.column_at(i).filter(has_words);
            places.push(Place { at, column, plain: "" });
            if header.found(i).column().is_none() {
                extra.push(utf8(name));
            }
        }
        let mut from = vec![usize::MAX; columns + extra.len()];
        places.iter().enumerate().for_each(|(i, place)| from[place.at] = i);
        Some(Reader { rows, bytes, whole, places, from, extra, said: 0 })
    }

    /// The columns that the table does not name: where they stand in the file and in
    /// [`row`](Self::row), and their headers.
    pub(crate) fn added(&self) -> impl Iterator<Item = (usize, usize, &str)> {
        let known = self.from.len() - self.extra.len();
        let places = self.places.iter().map(|place| place.at).enumerate();
        let added = places.filter(move |(_, at)| *at >= known);
        added.zip(&self.extra).map(|((place, at), header)| (place, at, &**header))
    }

    /// The rows that are left.
    pub(crate) fn all(&mut self) -> Vec<Row<'a>> {
        core::iter::from_fn(|| self.row()).map(|(row, _)| row).collect()
    }

    /// The next row, and as it is written: the cells of the table's columns in its order, then the extra
    /// ones.
    pub(crate) fn row(&mut self) -> Option<(Row<'a>, &'a [u8])> {
        let row = self.rows.next_row(&mut |_| {})?;
        let mut out = Row::with_room(self.said);
        for (i, place) in self.places.iter_mut().enumerate().take(row.len()) {
            if row.span(i).is_none_or(|form| form.is_empty()) {
                continue;
            }
            let text = match (text(&row, i, self.whole), place.column) {
                (cell, Some(_)) if *cell == *place.plain => cell,
                (cell, None) => cell,
                (cell, Some(column)) => match (word(column, &cell), cell) {
                    (Some(word), _) => word.into(),
                    (None, Cow::Borrowed(cell)) => {
                        place.plain = cell;
                        cell.into()
                    }
                    (None, cell) => cell,
                },
            };
            out.set(place.at, text);
        }
        self.said = out.said();
        let end = row.span(row.len() - 1).map_or(row.start(), |span| span.end);
        Some((out, self.bytes.get(row.start()..end).unwrap_or_default()))
    }

    /// The next row as it is written.
    pub(crate) fn written(&mut self) -> Option<Written<'_, 'a>> {
        let row = self.rows.next_row(&mut |_| {})?;
        let (bytes, whole, places) = (self.bytes, self.whole, &self.places);
        Some(Written { row, bytes, whole, places, from: &self.from })
    }
}

/// A row as it is written: its cells by the table's columns, then the extra ones.
pub(crate) struct Written<'r, 'a> {
    row: roster_core::Row<'a, 'r>,
    bytes: &'a [u8],
    whole: Option<&'a str>,
    places: &'r [Place<'a>],
    from: &'r [usize],
}

impl<'a> Written<'_, 'a> {
    /// A cell as it is written. Two that are written alike in text say the same.
    #[inline]
    pub(crate) fn form(&self, at: usize) -> &'a [u8] {
        let span = self.row.span(self.from[at]).unwrap_or_default();
        self.bytes.get(span).unwrap_or_default()
    }
    /// Whether it says something.
    pub(crate) fn says(&self, at: usize) -> bool {
        self.says_in(self.form(at), at)
    }
    /// The same of one that is written so.
    #[inline]
    pub(crate) fn says_in(&self, form: &[u8], at: usize) -> bool {
        match form {
            [] => false,
            [first, ..] if *first != b'"' && self.whole.is_some() => true,
            _ => !self.text(at).is_empty(),
        }
    }
    /// What it says.
    pub(crate) fn text(&self, at: usize) -> Cow<'a, str> {
        let i = self.from[at];
        let cell = text(&self.row, i, self.whole);
        match self.places.get(i).and_then(|place| word(place.column?, &cell)) {
            Some(word) => word.into(),
            None => cell,
        }
    }
}

/// What a cell says, or nothing if it is not UTF-8; of a file that is text, quickly.
fn text<'a>(row: &roster_core::Row<'a, '_>, cell: usize, whole: Option<&'a str>) -> Cow<'a, str> {
    let plain = whole.and_then(|whole| whole.get(row.span(cell)?));
    match plain.filter(|cell| !cell.starts_with('"')) {
        Some(cell) => Cow::Borrowed(cell),
        None => row.cell(cell).map(utf8).unwrap_or_default(),
    }
}

/// The word that a cell spells otherwise than its vocabulary.
fn word(column: &Column, cell: &str) -> Option<&'static str> {
    match column.kind {
        Kind::Code(codes) | Kind::Open(codes) => match codes.find(cell)? {
            (i, Verdict::Respelled) => Some(codes.words[i].text),
            _ => None,
        },
        Kind::Bool if cell.eq_ignore_ascii_case("true") => Some("true"),
        Kind::Bool if cell.eq_ignore_ascii_case("false") => Some("false"),
        _ => None,
    }
}

/// A cell's text, or nothing if it is not UTF-8.
fn utf8(cell: Cow<'_, [u8]>) -> Cow<'_, str> {
    match cell {
        Cow::Borrowed(bytes) => core::str::from_utf8(bytes).unwrap_or_default().into(),
        Cow::Owned(bytes) => String::from_utf8(bytes).unwrap_or_default().into(),
    }
}
