//! What holds of several cells.

use alloc::vec::Vec;

use super::memo::Memo;
use crate::{
    check::{
        ahead::Ahead,
        current::{Current, bit},
        ids::{Key, spread},
        look::{Look, MOST_PARTS},
        when::{self, Deleted},
    },
    constraint::{Constraint, Test},
    format::Format,
    header::Header,
};

/// A constraint bound to a file, and whether the row at hand breaks it. It follows from the cells
/// that it looks at, so it is asked only where one of them has changed.
pub(super) struct Holds<'c> {
    constraint: &'static Constraint,
    /// Where its columns stand.
    at: Vec<Option<usize>>,
    looks: Vec<Look<'c>>,
    ahead: &'c Ahead<'c>,
    deleted: Deleted,
    /// The bits of the columns that it looks at.
    pub(super) columns: u64,
    /// Where the cell stands that is nothing but the id of a record.
    keyed: Option<usize>,
    /// What its records' numbers are, once a row has asked.
    numbers: Option<&'c [u32]>,
    memo: Memo<Question, bool>,
    pub(super) broken: bool,
}

/// What a row asks of a constraint: what is kept of the record that it names, and up to two cells.
type Question = (u32, [Key; 2]);

impl<'c> Holds<'c> {
    pub(super) fn new(
        constraint: &'static Constraint,
        format: &Format,
        header: &Header,
        ahead: &'c Ahead<'_>,
    ) -> Self {
        let at: Vec<_> = constraint.columns.iter().map(|name| when::at(header, name)).collect();
        let deleted = Deleted::new(format, header);
        let looks_at = at.iter().copied().flatten().chain(deleted.column());
        let columns = looks_at.fold(0, |bits, at| bits | bit(at));
        let looks = constraint.looks.iter().map(|index| ahead.look(index)).collect();
        let (keyed, numbers, memo) = (None, None, Memo::new());
        Holds {
            constraint,
            at,
            looks,
            ahead,
            deleted,
            columns,
            keyed,
            numbers,
            memo,
            broken: false,
        }
    }
    /// The column whose cell is nothing but a key of the first index, and the file of that.
    pub(super) fn keyed(&self) -> Option<(usize, &'static str)> {
        Some((self.at[self.constraint.keyed?]?, self.constraint.looks.first()?.file))
    }
    /// From now on, the place of the record that this column's cell names is known beforehand.
    pub(super) fn know_place(&mut self, column: usize) {
        self.keyed = Some(column);
    }

    /// Whether a row breaks it; `place` says where among the records the one is that a column names.
    #[inline]
    pub(super) fn look(&mut self, row: &Current<'_>, place: impl Fn(usize) -> Option<usize>) {
        let asked = !self.deleted.is(row);
        self.broken = asked
            && match self.question(row, place) {
                Some(question) => {
                    let (kept, [first, second]) = question;
                    let hash = first.region() ^ u64::from(kept) ^ second.first_bytes();
                    let hash = spread(hash);
                    let Holds { memo, constraint, at, looks, ahead, .. } = self;
                    memo.answer(question, hash, || is_broken(constraint, at, looks, ahead, row))
                }
                None => is_broken(self.constraint, &self.at, &self.looks, self.ahead, row),
            };
    }
    /// What the row asks; `None` if that cannot be said in so few words.
    #[inline]
    fn question(
        &mut self,
        row: &Current<'_>,
        place: impl Fn(usize) -> Option<usize>,
    ) -> Option<Question> {
        let mut kept = 0;
        if let Some(column) = self.keyed {
            if self.numbers.is_none() {
                self.numbers = self.looks[0].numbers();
            }
            let numbers = self.numbers?;
            kept = place(column).and_then(|place| numbers.get(place)).copied().unwrap_or(0);
            if kept == 0 {
                // which holds of what is no text too, and that is asked nothing
                row.str(Some(column))?;
            }
        } else if !self.looks.is_empty() {
            return None;
        }
        let mut keys = [Key::BLANK; 2];
        let mut free = keys.iter_mut();
        for at in self.at.iter().flatten().filter(|at| Some(**at) != self.keyed) {
            *free.next()? = row.key(*at)?;
        }
        Some((kept, keys))
    }
}

fn is_broken(
    constraint: &'static Constraint,
    at: &[Option<usize>],
    looks: &[Look<'_>],
    ahead: &Ahead<'_>,
    row: &Current<'_>,
) -> bool {
    let mut texts = [""; MOST_PARTS];
    let texts = &mut texts[..at.len()];
    for (text, at) in texts.iter_mut().zip(at) {
        let Some(found) = row.str(*at) else { return false };
        *text = found;
    }
    match constraint.test {
        Test::Holds(holds) => !holds(texts, looks),
        Test::NoCycle => {
            let circles = ahead.circles(constraint);
            circles.is_some_and(|circles| circles.contains(texts[0].as_bytes()))
        }
        Test::Unique(_) => false,
    }
}
