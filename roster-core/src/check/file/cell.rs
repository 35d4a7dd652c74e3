//! What can be wrong with one cell.

use alloc::{vec, vec::Vec};

use super::{Cells, FileCheck};
use crate::{
    check::keys::{Parent, canonical},
    finding::Detail,
    header::trim,
    rule::catalogue as r,
    table::Column,
    value::{AnyDate, DateSpelling, Decimal, Kind, Phone, Value, Verdict},
};

impl FileCheck<'_> {
    /// What holds for any bytes, whatever the column.
    pub(super) fn bytes(&mut self, row: &impl Cells, i: usize, cell: &[u8]) {
        if !self.utf8 && core::str::from_utf8(cell).is_err() {
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
        self.spelling(i, c, text, trimmed);
        if let Some(codes) = column.codes.filter(|codes| codes.find(text).is_none()) {
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
        match kind.judge(text) {
            Verdict::Exact => {}
            Verdict::Respelled => {
                let rule = match kind {
                    Kind::AnyDate => &r::DATE_SPELLING,
                    Kind::Phone => &r::PHONE_SPELLING,
                    _ => &r::WORD_SPELLING,
                };
                self.hits.add(rule, Some(i)).cause([]);
            }
            Verdict::Invalid => {
                let rule = match kind {
                    Kind::Code(_) | Kind::List(Kind::Code(_)) => &r::UNKNOWN_WORD,
                    Kind::Phone => &r::INVALID_PHONE,
                    Kind::Email => &r::INVALID_EMAIL,
                    _ => &r::INVALID_VALUE,
                };
                let spaced = trimmed != text && kind.judge(trimmed) != Verdict::Invalid;
                self.hits.add(rule, Some(i)).detail(Detail::Kind { kind, spaced });
            }
        }
        if kind == Kind::AnyDate && self.spellings.differs(c, text) {
            self.hits.add(&r::MIXED_DATES, Some(i)).cause([]);
        }
    }

    /// Whether the record that the cell names is there.
    fn reference(&mut self, i: usize, column: &'static Column, cell: &[u8]) {
        let Some(refers) = column.refers.filter(|refers| refers.enforced) else { return };
        let Some(parents) = self.parents else { return };
        let Some(target) = self.format.table(refers.file) else { return };
        let (Some(parent), Some(id)) = (parents.get(refers.file), target.id()) else { return };
        let detail = Detail::File(refers.file);
        let Parent::Ids(ids) = parent else {
            self.hits.add(&r::REFERRED_FILE_MISSING, Some(i)).detail(detail).cause([]);
            return;
        };
        let mut dangling = |item: &[u8]| {
            let id = canonical(&target.columns[id], item.into());
            if !ids.contains(&*id) {
                self.hits.add(&r::DANGLING_REFERENCE, Some(i)).detail(detail).cause(&*id);
            }
        };
        match column.kind {
            Kind::List(_) => {
                cell.split(|b| *b == b',').for_each(|item| dangling(item.trim_ascii()))
            }
            _ => dangling(cell),
        }
    }
}

fn first_bad_byte(row: &impl Cells, i: usize) -> Detail {
    let (Some((file, _)), Some(span)) = (row.file(), row.span(i)) else { return Detail::None };
    match core::str::from_utf8(&file[span.clone()]) {
        Ok(_) => Detail::None,
        Err(error) => Detail::Byte(span.start + error.valid_up_to()),
    }
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
fn is_formula(text: &str, kind: Kind) -> bool {
    text.len() > 1
        && text.starts_with(['=', '+', '-', '@'])
        && !(kind == Kind::Phone && Phone::read(text).is_ok())
        && Decimal::read(text.strip_prefix('+').unwrap_or(text)).is_err()
}

/// For each column, the ways its dates have been spelt.
pub(super) struct Spellings(Vec<Option<Way>>);

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
    pub(super) fn new(columns: usize) -> Self {
        Spellings(vec![None; columns])
    }

    /// Whether a date is spelt in another way than the column's earlier ones.
    fn differs(&mut self, column: usize, text: &str) -> bool {
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
