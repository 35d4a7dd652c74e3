//! Constraints: what holds of more than one cell.

use alloc::{borrow::Cow, boxed::Box, vec::Vec};

use super::{Placed, hits::Hits};
use crate::{
    check::{
        ahead::Ahead,
        ids::{Seen, canonical, join},
        look::Look,
        when::{self, Condition, Deleted},
    },
    constraint::{Constraint, Test},
    format::Format,
    header::Header,
};

/// A constraint bound to a file.
pub(super) struct Across<'c> {
    constraint: &'static Constraint,
    /// Where its columns stand.
    columns: Vec<Option<usize>>,
    looks: Vec<Look<'c>>,
    when: Condition,
    deleted: Deleted,
    /// For what is unique, the keys so far, each with the id of its record.
    seen: Seen<Option<Box<[u8]>>>,
    ahead: Option<&'c Ahead<'c>>,
}

impl<'c> Across<'c> {
    /// Binds it; `None` if the file lacks the column that says which rows it is about, which has a
    /// finding of its own.
    pub(super) fn new(
        constraint: &'static Constraint,
        format: &Format,
        header: &Header,
        ahead: Option<&'c Ahead<'c>>,
    ) -> Option<Self> {
        let nothing = Look::NOTHING;
        let look = |index| ahead.map_or(nothing, |ahead| ahead.look(index));
        let when = match constraint.test {
            Test::Unique(when) => when,
            _ => None,
        };
        let when = Condition::new(when, header);
        if when.is_unknown() {
            return None;
        }
        Some(Across {
            constraint,
            columns: constraint.columns.iter().map(|name| when::at(header, name)).collect(),
            looks: constraint.looks.iter().map(look).collect(),
            when,
            deleted: Deleted::new(format, header),
            seen: Seen::default(),
            ahead,
        })
    }

    pub(super) fn row(&mut self, row: &impl Placed, header: &Header, hits: &mut Hits) {
        if self.deleted.is(row) {
            return;
        }
        let texts = self.columns.iter().map(|at| when::text(row, *at));
        let Some(texts) = texts.collect::<Option<Vec<_>>>() else { return };
        if self.constraint.filled.is_some_and(|of| texts[of].is_empty()) {
            return;
        }
        let mut first = None;
        let broken = match self.constraint.test {
            Test::Holds(holds) => {
                let texts: Vec<&str> = texts.iter().map(|text| &**text).collect();
                !holds(&texts, &self.looks)
            }
            Test::NoCycle => {
                let circles = self.ahead.and_then(|ahead| ahead.circles(self.constraint));
                circles.is_some_and(|firsts| firsts.contains(texts[0].as_bytes()))
            }
            Test::Unique(_) => {
                first = self.earlier(row, &texts, header);
                first.is_some()
            }
        };
        if !broken {
            return;
        }
        let cause = self.constraint.cause.map(|i| Box::from(texts[i].as_bytes()));
        // of a circle, the way that leads round is at fault
        let at = usize::from(matches!(self.constraint.test, Test::NoCycle));
        let hit = hits.add(self.constraint.rule, self.columns[at]);
        let column = header.table().column(self.constraint.columns[at]);
        if let (None, Some(column)) = (self.columns[at], column) {
            hit.known(column);
        }
        if let Some(first) = first {
            hit.first(first);
        }
        if let Some(cause) = cause {
            hit.cause(cause as Box<[u8]>);
        }
    }

    /// The row of another record with the same texts, if this is not the first.
    fn earlier(
        &mut self,
        row: &impl Placed,
        texts: &[Cow<'_, str>],
        header: &Header,
    ) -> Option<crate::Spot> {
        if texts.iter().any(|text| text.is_empty()) || !self.when.admits(row) {
            return None;
        }
        let table = header.table();
        let folded = texts.iter().zip(&self.columns).map(|(text, at)| {
            let bytes = Cow::Borrowed(text.as_bytes());
            match at.and_then(|at| header.column_at(at)) {
                Some(column) => canonical(column, bytes),
                None => bytes,
            }
        });
        let key = join(&folded.collect::<Vec<_>>());
        let id = table.id().and_then(|id| row.cell(header.position(id)?)).map(Box::from);
        let (first, of) = self.seen.first(&key, row.spot(), id.clone())?;
        (of.is_none() || *of != id).then_some(*first)
    }
}
