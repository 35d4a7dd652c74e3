//! What can be wrong with one cell.

use alloc::{vec, vec::Vec};

use super::{FileCheck, Placed};
use crate::{
    check::{
        ahead::{Parent, number},
        ids::{Exact, canonical},
    },
    finding::Detail,
    header::trim,
    manifest::Mode,
    rule::catalogue as r,
    table::{Column, Need, Table, Target},
    value::{AnyDate, Codes, DateSpelling, Decimal, Kind, Value, Verdict},
};

impl FileCheck<'_> {
    /// What holds for any bytes, whatever the column.
    pub(super) fn bytes(&mut self, row: &impl Placed, i: usize, cell: &[u8]) {
        if core::str::from_utf8(cell).is_err() {
            self.hits.add(&r::NOT_UTF8, Some(i)).detail(first_bad_byte(row, i));
        }
        if cell.contains(&0) {
            self.hits.add(&r::NUL, Some(i));
        }
        if has_control_character(cell) {
            self.hits.add(&r::CONTROL_CHARACTER, Some(i));
        }
    }

    /// What the column says of its cells.
    pub(super) fn cell(&mut self, i: usize, cell: &[u8]) {
        let Ok(text) = core::str::from_utf8(cell) else { return };
        let Some(c) = self.header.found(i).column() else {
            if is_formula(text, Kind::Text) {
                self.hits.add(&r::FORMULA, Some(i));
            }
            return;
        };
        let column = &self.header.table().columns[c];
        let trimmed = trim(text);
        if trimmed.is_empty() && column.is_required(self.flags) {
            self.hits.add(&r::REQUIRED_VALUE, Some(i));
        }
        if column.need == Need::Delta {
            match (self.mode.declared, trimmed.is_empty()) {
                (Some(Mode::Bulk), false) => {
                    _ = self.hits.add(&r::FILLED_IN_BULK, Some(i)).cause([])
                }
                (Some(Mode::Delta), true) => {
                    _ = self.hits.add(&r::BLANK_IN_DELTA, Some(i)).cause([])
                }
                (None, blank) => self.undeclared.note(i, blank),
                _ => {}
            }
        }
        if text.is_empty() || column.secret {
            return;
        }
        if trimmed.len() < text.len() {
            self.hits.add(&r::STRAY_SPACE, Some(i));
        }
        if trimmed.is_empty() {
            return;
        }
        if is_formula(text, column.kind) {
            self.hits.add(&r::FORMULA, Some(i));
        }
        if is_null(text, column) {
            self.hits.add(&r::NULL_WORD, Some(i));
        }
        self.spelling(i, c, text, trimmed);
        if let Some(codes) = column.codes.filter(|codes| !lists_all(codes, column, text)) {
            self.hits.add(&r::UNLISTED_WORD, Some(i)).detail(Detail::Codes(codes));
        }
        if text.contains(|ch| column.avoid.contains(ch)) {
            self.hits.add(&r::DISCOURAGED_CHARACTER, Some(i));
        }
        self.reference(i, column, cell);
    }

    /// Whether the text is of the column's kind, and in its usual spelling.
    fn spelling(&mut self, i: usize, c: usize, text: &str, trimmed: &str) {
        let kind = self.header.table().columns[c].kind;
        if let Some(rule) = kind.broken_by(text) {
            let hit = self.hits.add(rule, Some(i));
            if kind.judge(text) == Verdict::Respelled {
                hit.cause([]);
            } else {
                let spaced = trimmed != text && kind.judge(trimmed) != Verdict::Invalid;
                hit.detail(Detail::Kind { kind, spaced });
            }
        }
        if kind == Kind::AnyDate && self.spellings.differs(c, text) {
            self.hits.add(&r::MIXED_DATES, Some(i)).cause([]);
        }
    }

    /// Whether the records that the cell names are there, and what they should be.
    fn reference(&mut self, i: usize, column: &'static Column, cell: &[u8]) {
        let Some(refers) = column.refers.filter(|refers| refers.enforced) else { return };
        let Some(ahead) = self.ahead else { return };
        let Some(target) = self.format.table(refers.file) else { return };
        let (Some(parent), Some(id)) = (ahead.parent(refers.file), target.id()) else { return };
        let detail = Detail::File(refers.file);
        let Parent::Records(records) = parent else {
            if !self.mode.delta {
                self.hits.add(&r::REFERRED_FILE_MISSING, Some(i)).detail(detail).cause([]);
            }
            return;
        };
        let fit = Fit::of(refers.target, target);
        let mut look = |item: &[u8]| {
            let id = canonical(&target.columns[id], item.into());
            match records.get(&id) {
                None => {
                    self.dangling[i] += 1;
                    let folded = self.folded.entry(refers.file).or_insert_with(|| records.folded());
                    let case = folded.has(&id);
                    let rule = if case { &r::REFERENCE_CASE } else { &r::DANGLING_REFERENCE };
                    self.hits.add(rule, Some(i)).detail(detail).cause(&*id);
                }
                Some(is) => {
                    if !fit.takes(is) {
                        let detail = Detail::Target { file: refers.file, target: refers.target };
                        self.hits.add(&r::WRONG_TARGET, Some(i)).detail(detail).cause(&*id);
                    }
                }
            }
        };
        match column.kind {
            Kind::List(_) => cell.split(|b| *b == b',').for_each(|item| look(item.trim_ascii())),
            _ => look(cell),
        }
    }
}

/// What a record that is referred to should be, by its word's number.
#[derive(Clone, Copy)]
pub(in crate::check) enum Fit {
    Any,
    Is(Option<u16>),
    IsNot(Option<u16>),
}

impl Fit {
    pub(in crate::check) fn of(target: Target, table: &'static Table) -> Self {
        let of = |header, word| table.column(header).map(|c| number(&table.columns[c], word));
        match target {
            Target::Any => Fit::Any,
            Target::Is(header, word) => Fit::Is(of(header, word)),
            Target::IsNot(header, word) => Fit::IsNot(of(header, word)),
        }
    }
    /// Whether a record is what it should be.
    fn takes(self, is: u16) -> bool {
        is == 0
            || match self {
                Fit::Any => true,
                Fit::Is(word) => word == Some(is),
                Fit::IsNot(word) => word != Some(is),
            }
    }
    /// Whether it is enough that there is one.
    pub(in crate::check) fn is_any(self) -> bool {
        matches!(self, Fit::Any)
    }
    /// Whether there is a record at this place, and what it should be.
    #[inline]
    pub(in crate::check) fn finds(self, ids: &Exact<u16>, place: Option<usize>) -> bool {
        place.is_some_and(|place| self.is_any() || self.takes(ids.at(place)))
    }
}

/// Whether the word `NULL` stands where a blank is meant: in an optional cell that is not text.
#[inline]
pub(in crate::check) fn is_null(text: &str, column: &Column) -> bool {
    text.len() == 4
        && column.need == Need::Optional
        && !matches!(column.kind, Kind::Text)
        && text.eq_ignore_ascii_case("null")
}

/// Whether a vocabulary has the word, or all of the list.
pub(in crate::check) fn lists_all(codes: &Codes, column: &Column, text: &str) -> bool {
    match column.kind {
        Kind::List(_) => text.split(',').all(|item| codes.find(item.trim_matches(' ')).is_some()),
        _ => codes.find(text).is_some(),
    }
}

fn first_bad_byte(row: &impl Placed, i: usize) -> Detail {
    let (Some((file, _)), Some(span)) = (row.file(), row.span(i)) else { return Detail::None };
    match core::str::from_utf8(&file[span.clone()]) {
        Ok(_) => Detail::None,
        Err(error) => Detail::Byte(span.start + error.valid_up_to()),
    }
}

/// Whether there is a character that cannot be seen, but line ends.
pub(in crate::check) fn has_odd_byte(cell: &[u8]) -> bool {
    // without a branch, so that many bytes are compared at once
    let odd = |b: u8| u8::from(b < b' ') | u8::from(b == 127) | u8::from(b == 0xC2);
    cell.iter().fold(0, |found, b| found | odd(*b)) != 0
        && (cell.contains(&0) || has_control_character(cell))
}

/// NUL and line ends have rules of their own.
fn has_control_character(cell: &[u8]) -> bool {
    let c0 = |b: &u8| matches!(b, 1..=9 | 11 | 12 | 14..=31 | 127);
    if cell.iter().any(c0) {
        return true;
    }
    // U+0080 to U+009F are C2 80 to C2 9F
    cell.windows(2).any(|pair| pair[0] == 0xC2 && pair[1] < 0xA0)
}

/// Whether a spreadsheet would take the text for a formula.
#[inline]
pub(in crate::check) fn is_formula(text: &str, kind: Kind) -> bool {
    matches!(text.as_bytes(), [b'=' | b'+' | b'-' | b'@', _, ..]) && !is_signed(text, kind)
}

/// Whether what begins as a formula is a number.
fn is_signed(text: &str, kind: Kind) -> bool {
    /// So many digits are one, whatever they are.
    const FEW: usize = 15;
    if let [b'+' | b'-', digits @ ..] = text.as_bytes()
        && digits.len() <= FEW
        && digits.iter().all(u8::is_ascii_digit)
    {
        return true;
    }
    matches!(kind, Kind::Phone) && kind.judge(text) != Verdict::Invalid
        || Decimal::read(text.strip_prefix('+').unwrap_or(text)).is_ok()
}

/// For each column, the ways its dates have been spelt.
#[derive(Clone, PartialEq)]
pub(in crate::check) struct Spellings(Vec<Option<Way>>);

#[derive(Clone, Copy, PartialEq)]
enum Way {
    Extended,
    Basic,
    /// With slashes, and nothing yet that tells which number is the month.
    Slashed,
    MonthFirst,
    DayFirst,
}

impl Spellings {
    pub(in crate::check) fn new(columns: usize) -> Self {
        Spellings(vec![None; columns])
    }

    /// Whether a date is spelt in another way than the column's earlier ones.
    pub(in crate::check) fn differs(&mut self, column: usize, text: &str) -> bool {
        let Ok(date) = AnyDate::read(text) else { return false };
        let way = match date.spelling() {
            DateSpelling::Extended => Way::Extended,
            DateSpelling::Basic => Way::Basic,
            DateSpelling::MonthFirst if date.could_be_day_first() => Way::Slashed,
            DateSpelling::MonthFirst => Way::MonthFirst,
            DateSpelling::DayFirst => Way::DayFirst,
        };
        let before = &mut self.0[column];
        match (*before, way) {
            (Some(Way::MonthFirst | Way::DayFirst), Way::Slashed) => false,
            (None | Some(Way::Slashed), Way::Slashed | Way::MonthFirst | Way::DayFirst)
            | (None, _) => {
                *before = Some(way);
                false
            }
            (Some(before), way) => before != way,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_bytes_are_those_of_characters_that_cannot_be_seen() {
        let cannot = |ch: char| ch.is_control() && !matches!(ch, '\n' | '\r');
        for a in 0..=u8::MAX {
            for b in 0..=u8::MAX {
                for text in [&[a][..], &[a, b], &[b'x', a, b, b'y'], &[b'x', a, b'y', b]] {
                    let Ok(said) = core::str::from_utf8(text) else { continue };
                    assert_eq!(has_odd_byte(text), said.contains(cannot), "{said:?}");
                }
            }
        }
    }
}
