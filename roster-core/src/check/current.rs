//! The row at hand, and what of it is new.

use alloc::{borrow::Cow, boxed::Box, vec::Vec};
use core::ops::Range;

use super::{ids::Key, opened::Opened};
use crate::{
    header::Header,
    scan::{Alike, End, Row},
};

/// The cells of a row.
pub(crate) trait Cells {
    fn cell(&self, i: usize) -> Option<Cow<'_, [u8]>>;
    /// The key of a cell that has one, if it is known.
    fn known_key(&self, _i: usize) -> Option<Key> {
        None
    }
}

impl Cells for Row<'_, '_> {
    fn cell(&self, i: usize) -> Option<Cow<'_, [u8]>> {
        Row::cell(self, i)
    }
}

/// The cells of the row at hand, as many as the header has, and which of them are not what they
/// were in the row before. Rosters repeat, and what was right there is right here.
pub(super) struct Current<'p> {
    file: Opened<'p>,
    cells: Vec<Cell<'p>>,
    changed: u64,
    /// Of those, which are still of the same sort.
    steady: u64,
    /// How many rows there have been.
    pub(super) rows: u64,
}

struct Cell<'p> {
    /// As it stands in the file, with its quotes.
    raw: &'p [u8],
    /// What it says, if that does not stand there.
    own: Option<Box<Own>>,
    /// If it has one, and its column is likely to be asked for it.
    key: Option<Key>,
    /// Whether there is more to it than its text.
    quoted: bool,
    keyed: bool,
    sort: Sort,
    /// Which bit is its column's.
    bit: u8,
}

/// What the text of a cell is like.
#[derive(Clone, Copy, PartialEq)]
enum Sort {
    /// With a key: of a canonical UUID.
    Uuid,
    /// Of a short text.
    Short,
    /// Without a key: [simple](is_simple), and without quotes.
    Simple,
    Other,
}

/// A text. Of very many columns, next to none has one.
struct Own(Vec<u8>);

impl<'p> Cell<'p> {
    /// Puts another text in, which stands there in a file; whether it is a canonical UUID, as the one
    /// before was, or else simple, as that.
    #[inline(always)]
    fn set(&mut self, file: &'p [u8], at: Range<usize>, end: End) -> bool {
        self.raw = &file[at.clone()];
        self.quoted = !end.is_plain();
        if self.quoted {
            self.own = match end.text(file, at) {
                Cow::Borrowed(_) => None,
                Cow::Owned(text) => Some(Box::new(Own(text))),
            };
        }
        self.renew()
    }
    /// Puts another text in, as long as the one before, if neither stands in quotes.
    #[inline(always)]
    fn set_plain(&mut self, text: &'p [u8]) -> bool {
        self.raw = text;
        match self.sort {
            Sort::Uuid => {
                if let Some(key) = Key::of_uuid(text) {
                    self.key = Some(key);
                    return true;
                }
            }
            Sort::Short => {
                self.key = Key::of_short(text);
                return false;
            }
            Sort::Simple | Sort::Other => {}
        }
        self.renew()
    }
    /// Takes in what is to be known of a text that is new; whether it is of the sort of the one before.
    #[inline(always)]
    fn renew(&mut self) -> bool {
        let sort = if self.keyed {
            self.key = Key::of(self.text());
            match self.key {
                Some(key) if key.is_uuid() => Sort::Uuid,
                Some(_) => Sort::Short,
                None => Sort::Other,
            }
        } else if !self.quoted && is_simple(self.raw) {
            Sort::Simple
        } else {
            Sort::Other
        };
        let before = core::mem::replace(&mut self.sort, sort);
        sort == before && matches!(sort, Sort::Uuid | Sort::Simple)
    }
    #[inline(always)]
    fn bit(&self) -> u64 {
        1 << (self.bit & 63)
    }
    #[inline(always)]
    fn text(&self) -> &[u8] {
        match &self.own {
            _ if !self.quoted => self.raw,
            Some(own) => &own.0,
            None => self.raw.get(1..self.raw.len() - 1).unwrap_or_default(),
        }
    }
}

impl<'p> Current<'p> {
    /// Before the first row: as if after a row of blank cells.
    pub(super) fn new(file: Opened<'p>, header: &Header) -> Self {
        let cell = |i| {
            let keyed = is_keyed(header, i);
            let (raw, key): (&[u8], _) = (&[], keyed.then_some(Key::BLANK));
            let (sort, bit) = (Sort::Other, i.min(63) as u8);
            Cell { raw, own: None, key, quoted: false, keyed, sort, bit }
        };
        let cells = (0..header.width()).map(cell).collect();
        Current { file, cells, changed: 0, steady: 0, rows: 0 }
    }

    /// Steps on to a row. Cells that it lacks are blank, and what it has more is passed over.
    #[inline]
    pub(super) fn read(&mut self, row: &Row<'p, '_>) {
        match row.alike() {
            Some(alike) => self.read_alike(row, alike),
            None => self.read_any(row),
        }
        self.rows += 1;
        if self.rows == 1 {
            // of the first row everything is new
            self.changed = u64::MAX >> (64 - self.cells.len().clamp(1, 64));
        }
    }
    /// Steps on to a row whose cells are as long as they were, and quoted as they were.
    #[inline]
    fn read_alike(&mut self, row: &Row<'p, '_>, alike: &Alike) {
        let (file, start) = (row.file(), row.start());
        let (mut changed, mut steady) = (0, 0);
        alike.changed(|i, end| {
            let Some(cell) = self.cells.get_mut(i) else { return };
            let to = start + end;
            let at = to - cell.raw.len()..to;
            let is_steady = match cell.quoted {
                false => cell.set_plain(&file[at]),
                true => cell.set(file, at, row.ends()[i]),
            };
            steady |= if is_steady { cell.bit() } else { 0 };
            changed |= cell.bit();
        });
        (self.changed, self.steady) = (changed, steady);
    }
    fn read_any(&mut self, row: &Row<'p, '_>) {
        let (file, start, ends) = (row.file(), row.start(), row.ends());
        let (mut from, mut changed, mut steady) = (start, 0, 0);
        for (cell, end) in self.cells.iter_mut().zip(ends) {
            let to = start + end.at();
            let raw = &file[from..to];
            if !same(raw, cell.raw) {
                let is_steady = cell.set(file, from..to, *end);
                steady |= if is_steady { cell.bit() } else { 0 };
                changed |= cell.bit();
            }
            from = to + 1;
        }
        for cell in self.cells.iter_mut().skip(ends.len()) {
            if !core::mem::take(&mut cell.raw).is_empty() {
                (cell.quoted, cell.sort) = (false, Sort::Other);
                cell.key = cell.keyed.then_some(Key::BLANK);
                changed |= cell.bit();
            }
        }
        (self.changed, self.steady) = (changed, steady);
    }
    pub(super) fn file(&self) -> &Opened<'p> {
        &self.file
    }
    /// The cell at a position.
    pub(super) fn at(&self, i: usize) -> &[u8] {
        self.cells[i].text()
    }
    /// Whether it says nothing, and nothing stands there either.
    #[inline]
    pub(super) fn is_blank(&self, i: usize) -> bool {
        self.cells[i].raw.is_empty()
    }
    /// Its key, if it is short or a canonical UUID.
    #[inline]
    pub(super) fn key(&self, i: usize) -> Option<Key> {
        let cell = &self.cells[i];
        cell.key.or_else(|| if cell.keyed { None } else { Key::of(cell.text()) })
    }
    /// Its text, empty if there is none; `None` if it is not UTF-8.
    pub(super) fn str(&self, at: Option<usize>) -> Option<&str> {
        at.and_then(|at| self.cells.get(at))
            .map_or(Some(""), |cell| core::str::from_utf8(cell.text()).ok())
    }
    /// Whether a cell is not what it was, as far as is known: of very many columns, the last ones
    /// count as one.
    pub(super) fn changed(&self, i: usize) -> bool {
        self.changed & bit(i) != 0
    }
    /// Which cells are not what they were, but of the same sort, each a [`bit`] of its own but the last:
    /// in columns that are keyed canonical UUIDs, in others simple texts.
    pub(super) fn steady(&self) -> u64 {
        self.steady
    }
    /// Which cells are not what they were, each a [`bit`].
    pub(super) fn changes(&self) -> u64 {
        self.changed
    }
}

impl Cells for Current<'_> {
    fn cell(&self, i: usize) -> Option<Cow<'_, [u8]>> {
        self.cells.get(i).map(|cell| Cow::Borrowed(cell.text()))
    }
    /// In columns that are likely to be asked for it.
    #[inline]
    fn known_key(&self, i: usize) -> Option<Key> {
        self.cells.get(i)?.key
    }
}

/// Whether a column is likely to be asked for the keys of its cells.
pub(super) fn is_keyed(header: &Header, i: usize) -> bool {
    header.column_at(i).is_some_and(|column| column.kind.recurs() || column.kind.is_id())
}

/// Whether a text, which is UTF-8, begins with a letter or digit and ends with what can be seen, as most
/// do, and is not the word `NULL`.
#[inline]
pub(super) fn is_simple(text: &[u8]) -> bool {
    let (Some(first), Some(last)) = (text.first(), text.last()) else { return false };
    let is_null = || text.eq_ignore_ascii_case(b"null");
    (first.is_ascii_alphanumeric() || is_letter(*first))
        && (matches!(last, b'!'..=b'~') || last >= &0x80 && ends_in_letter(text))
        && !(text.len() == 4 && is_null())
}
/// Whether a byte is the first of a character beyond ASCII, of two bytes or three, that can surely be
/// seen: white space begins with others.
#[inline]
fn is_letter(first: u8) -> bool {
    matches!(first, 0xC3..=0xDF | 0xE4..=0xEE)
}
#[cold]
fn ends_in_letter(text: &[u8]) -> bool {
    matches!(text, [.., 0xC3..=0xDF, _] | [.., 0xE4..=0xEE, _, _])
}

/// A column's bit in [`Current::changes`].
pub(super) fn bit(column: usize) -> u64 {
    1 << column.min(63)
}

/// The bits of several columns.
pub(super) fn bits(columns: impl IntoIterator<Item = usize>) -> u64 {
    columns.into_iter().fold(0, |bits, column| bits | bit(column))
}

/// Whether two texts are the same: mostly they are short, so that calling for it costs more than
/// comparing. The first and the last bytes of a text overlap unless it is just as long as both.
#[inline(always)]
fn same(a: &[u8], b: &[u8]) -> bool {
    let length = a.len();
    if length != b.len() {
        return false;
    }
    if length < 4 {
        // the second is also the first or the last of fewer than three
        return length == 0
            || a[0] == b[0] && a[length / 2] == b[length / 2] && a[length - 1] == b[length - 1];
    }
    if length < 8 {
        return a.first_chunk::<4>() == b.first_chunk() && a.last_chunk::<4>() == b.last_chunk();
    }
    // mostly they differ early
    eight(a, 0) == eight(b, 0)
        && eight(a, length - 8) == eight(b, length - 8)
        && (1..length / 8).all(|i| eight(a, i * 8) == eight(b, i * 8))
}

/// Eight bytes of a text that has them.
#[inline(always)]
fn eight(text: &[u8], at: usize) -> u64 {
    text[at..].first_chunk().map_or(0, |eight| u64::from_ne_bytes(*eight))
}

#[cfg(test)]
mod tests {
    use std::{vec, vec::Vec};

    use proptest::{collection::vec, prelude::*};

    use super::*;
    use crate::{Id, Record, Text, Year, col, file, scan::Rows, table};

    table! {
        /// Things.
        struct Thing = file("things.csv") => {
            /// Names the thing.
            id: Id = col("id").required().id(),
            /// What it is called.
            name: Text = col("name"),
            /// The year that it is of.
            year: Year = col("year"),
        }
    }

    fn cell() -> impl Strategy<Value = &'static str> {
        proptest::sample::select(vec![
            "08baf71e-9905-44d7-8880-fe35b7848a60",
            "0be88530-b2ea-4c9e-8450-09bfab975d41",
            "0be88530-b2ea-4c9e-8450-09bfab975d4g",
            "0be88530xb2ea-4c9e-8450-09bfab975d41",
            "\"4d899639-8452-4403-8969-843d4c558aa2\"",
            "2026",
            "2027",
            "null",
            "nuts",
            "=abc",
            "abc ",
            "\"a\"\"b\"",
            "\"a,cb\"",
            "a longer text than one with a key",
            "a longer text than one with a kez",
            "",
        ])
    }
    /// Rows that are much like those above them, and some that lack cells.
    fn rows() -> impl Strategy<Value = Vec<Vec<&'static str>>> {
        let step = (0_usize..3, cell(), prop_oneof![9 => Just(3_usize), 1 => 1_usize..3]);
        vec(step, 1..40).prop_map(|steps| {
            let mut row = ["0be88530-b2ea-4c9e-8450-09bfab975d41", "abc", "2026"];
            let change = |(at, cell, width): (usize, &'static str, usize)| {
                row[at] = cell;
                // a row without any would be none
                let whole = if row[0].is_empty() { 3 } else { width };
                row[..whole].to_vec()
            };
            steps.into_iter().map(change).collect()
        })
    }

    proptest! {
        #[test]
        fn what_is_known_of_a_row_is_what_is_so(rows in rows()) {
            let text: Vec<u8> = rows.iter().flat_map(|row| (row.join(",") + "\n").into_bytes()).collect();
            // what stands behind them is far enough away
            let text = [&text[..], &[b'x'; 300]].concat();
            let header = Header::bind(Thing::TABLE, ["id", "name", "year"]);
            let keyed = [true, false, true];
            let mut current = Current::new(Opened { bytes: &text }, &header);
            let mut read = Rows::new(&text);
            let sort = |raw: &str, text: &str, keyed| match keyed {
                true => Key::of(text.as_bytes()).is_some_and(Key::is_uuid),
                false => !raw.starts_with('"') && is_simple(text.as_bytes()),
            };
            let mut before = [""; 3];
            for (n, row) in rows.iter().enumerate() {
                current.read(&read.next_row(&mut |_| {}).expect("a row"));
                for i in 0..3 {
                    let raw = row.get(i).copied().unwrap_or_default();
                    let text = |raw: &str| raw.trim_matches('"').replace("\"\"", "\"");
                    let said = text(raw);
                    let key = Key::of(said.as_bytes());
                    prop_assert_eq!(current.at(i), said.as_bytes());
                    prop_assert!(current.key(i) == key);
                    prop_assert!(current.known_key(i) == key.filter(|_| keyed[i]));
                    let is_new = n == 0 || raw != before[i];
                    prop_assert_eq!(current.changed(i), is_new, "row {}, cell {}", n, i);
                    let is_steady = raw != before[i]
                        && sort(raw, &said, keyed[i])
                        && sort(before[i], &text(before[i]), keyed[i]);
                    prop_assert_eq!(current.steady() & bit(i) != 0, is_steady, "row {}, cell {}", n, i);
                    before[i] = raw;
                }
            }
        }
    }

    #[test]
    fn simple_texts_begin_with_a_letter_or_digit_and_end_with_what_is_seen() {
        let simple = [
            "a",
            "7",
            "nulls",
            "nut",
            "a b",
            "caf\u{e9}s",
            "none",
            "Ada.",
            "caf\u{e9}",
            "\u{738b}",
        ];
        assert!(simple.iter().all(|text| is_simple(text.as_bytes())));
        let others =
            ["", "null", "NULL", " a", "a ", "=a", "-7", "a\u{7f}", "\"a", "a\u{a0}", "\u{3000}a"];
        assert!(!others.iter().any(|text| is_simple(text.as_bytes())));
    }

    #[test]
    fn nothing_that_cannot_be_seen_is_simple() {
        let is_hidden =
            |c: char| c.is_control() || crate::header::trim(c.encode_utf8(&mut [0; 4])).is_empty();
        for c in ('\0'..=char::MAX).filter(|c| is_hidden(*c)) {
            let texts = [std::format!("{c}a"), std::format!("a{c}")];
            assert!(!texts.iter().any(|text| is_simple(text.as_bytes())), "{c:?}");
        }
    }

    #[test]
    fn texts_that_differ_in_one_byte_are_not_the_same() {
        for length in 0..70 {
            let text: Vec<u8> = (0..length).collect();
            assert!(same(&text, &text.clone()));
            assert!(!same(&text, &[&text[..], b"x"].concat()));
            for at in 0..text.len() {
                let mut other = text.clone();
                other[at] ^= 0x80;
                assert!(!same(&text, &other), "{length} {at}");
            }
        }
    }
}
