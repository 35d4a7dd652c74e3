//! What no two rows should share.

use alloc::vec::Vec;

use crate::{
    check::{
        Tally,
        current::{Cells, bits},
        ids::{Key, Print},
        when::{self, Condition, Deleted},
    },
    constraint::{Constraint, Test},
    format::Format,
    header::Header,
    rule::catalogue as r,
    table::{Need, Table},
};

/// Cells that, taken together, hardly any two rows should share: a key, an id, an address.
pub(in crate::check) struct Unique {
    parts: Vec<Part>,
    when: Condition,
    deleted: Option<Deleted>,
}

struct Part {
    at: usize,
    /// Whether texts are the same that differ in case only.
    folds: bool,
    /// Whether blank is a text too; else rows with a blank do not count.
    blank: bool,
}

impl Unique {
    /// All of a file.
    pub(super) fn all(
        format: &Format,
        header: &Header,
        constraints: impl Iterator<Item = &'static Constraint>,
        tally: &Tally,
    ) -> Vec<Unique> {
        let table = header.table();
        let folds = |c: usize| table.columns[c].kind.folds_case();
        let of = |parts| {
            let when = Condition::new(None, header);
            Unique { parts, when, deleted: None }
        };
        let one = |c: usize, folds| {
            Some(of([Part { at: header.position(c)?, folds, blank: false }].into()))
        };
        let folded = table.id().and_then(|id| header.position(id));
        let folded =
            folded.filter(|_| is_referred(format, table) && tally.wants(&r::IDS_DIFFER_IN_CASE));
        // those that are the same letter by letter are the same in lower case too
        let is_folded = |parts: &Vec<Part>| matches!(parts[..], [Part { at, blank: false, .. }] if Some(at) == folded);
        let mut all = Vec::new();
        all.extend(key(header).filter(|parts| !is_folded(parts)).map(of));
        all.extend(folded.map(|at| of([Part { at, folds: true, blank: false }].into())));
        if let Some(id) = table.id() {
            let several = table.columns.iter().filter(|column| column.key).count() > 1;
            if several && (tally.wants(&r::REPEATED_ID) || tally.wants(&r::ROWS_DIFFER)) {
                all.extend(one(id, folds(id)));
            }
            let unique = (0..table.columns.len()).filter(|c| table.columns[*c].unique);
            all.extend(unique.filter_map(|c| one(c, folds(c))));
        }
        all.extend(constraints.filter_map(|of| constraint(of, format, header)));
        all
    }

    /// Whether it is about some of the rows only.
    pub(super) fn is_conditional(&self) -> bool {
        self.when.column().is_some()
    }

    /// The bits of the columns that say whether a row counts.
    pub(super) fn conditions(&self) -> u64 {
        let deleted = self.deleted.and_then(Deleted::column);
        bits(self.when.column().into_iter().chain(deleted))
    }
    /// Whether a row counts.
    pub(super) fn admits(&self, row: &impl Cells) -> bool {
        self.when.admits(row) && !self.deleted.is_some_and(|deleted| deleted.is(row))
    }
    /// What rows that count share if they share the cells; `None` of one that does not for a blank.
    #[inline]
    pub(super) fn print(&self, row: &impl Cells) -> Option<u64> {
        let print = match &self.parts[..] {
            [part] => part.add_to(Print::default(), row)?,
            parts => {
                parts.iter().try_fold(Print::default(), |print, part| part.add_to(print, row))?
            }
        };
        Some(print.finish())
    }
}

impl Part {
    #[inline(always)]
    fn add_to(&self, print: Print, row: &impl Cells) -> Option<Print> {
        if let Some(key) = row.known_key(self.at).filter(|key| !self.folds || key.is_uuid()) {
            return (self.blank || key != Key::BLANK).then(|| print.and_key(key));
        }
        let cell = row.cell(self.at).unwrap_or_default();
        match (self.blank || !cell.is_empty(), self.folds) {
            (false, _) => None,
            (true, true) => Some(print.and_folded(&cell)),
            (true, false) => Some(print.and(&cell)),
        }
    }
}

/// The parts of the key, if the file has all that it cannot do without.
fn key(header: &Header) -> Option<Vec<Part>> {
    let columns = header.table().columns;
    let mut parts = Vec::new();
    for (c, column) in columns.iter().enumerate().filter(|(_, column)| column.key) {
        let (folds, blank) = (column.kind.folds_case(), column.need == Need::Optional);
        match header.position(c) {
            Some(at) => parts.push(Part { at, folds, blank }),
            None if blank => {}
            None => return None,
        }
    }
    columns.iter().any(|column| column.key).then_some(parts)
}

fn constraint(of: &'static Constraint, format: &Format, header: &Header) -> Option<Unique> {
    let Test::Unique(when) = of.test else { return None };
    let part = |name: &&str| {
        let at = when::at(header, name)?;
        let folds = header.column_at(at).is_some_and(|column| column.kind.folds_case());
        Some(Part { at, folds, blank: false })
    };
    let parts = of.columns.iter().map(part).collect::<Option<_>>()?;
    let when = Condition::new(when, header);
    let known = !when.is_unknown();
    let deleted = Some(Deleted::new(format, header));
    known.then_some(Unique { parts, when, deleted })
}

/// Whether files of the format refer to a table.
pub(in crate::check) fn is_referred(format: &Format, table: &Table) -> bool {
    let columns = format.tables.iter().flat_map(|table| table.columns);
    columns.filter_map(|column| column.refers).any(|to| to.file == table.file)
}
