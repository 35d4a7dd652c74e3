//! What is wrong with a row, before it is reported: one thing may silence another.

use alloc::{boxed::Box, collections::BTreeMap, vec::Vec};
use core::ops::Range;

use super::{Placed, place::Locator};
use crate::{
    check::tally::{Handle, Tally},
    finding::{ColumnAt, Detail, FileAt, Finding, Place, Spot},
    header::Header,
    rule::{Rule, Severity},
    table::Flag,
};

/// Something wrong with a row, not yet reported.
pub(super) struct Hit {
    rule: &'static Rule,
    /// The column's position in the file; `None` is the row.
    column: Option<usize>,
    /// Which of the table's columns it is about, where that is not the one at the position.
    known: Option<usize>,
    span: Option<Range<usize>>,
    detail: Detail,
    cause: Option<Box<[u8]>>,
    first: Option<Spot>,
}

impl Hit {
    /// What the message needs beside the place.
    pub(super) fn detail(&mut self, detail: Detail) -> &mut Self {
        self.detail = detail;
        self
    }
    /// The table's column that it is about, where another or none stands at the position.
    pub(super) fn known(&mut self, column: usize) -> &mut Self {
        self.known = Some(column);
        self
    }
    /// The bytes that it is about, where that is not the whole cell.
    pub(super) fn span(&mut self, span: Range<usize>) -> &mut Self {
        self.span = Some(span);
        self
    }
    /// Rows that break the same rule in the same column with the same cause are one finding.
    pub(super) fn cause(&mut self, cause: impl Into<Box<[u8]>>) -> &mut Self {
        self.cause = Some(cause.into());
        self
    }
    /// The earlier row that it is about too.
    pub(super) fn first(&mut self, first: Spot) -> &mut Self {
        self.first = Some(first);
        self
    }
}

/// What makes rows fail together: a rule's code, a column, and a text or nothing.
type Cause = (&'static str, Option<usize>, Box<[u8]>);

/// What is wrong with the row at hand, and the causes met so far.
pub(super) struct Hits {
    file: FileAt,
    list: Vec<Hit>,
    causes: BTreeMap<Cause, Handle>,
}

impl Hits {
    pub(super) fn new(file: FileAt) -> Self {
        Hits { file, list: Vec::new(), causes: BTreeMap::new() }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    /// Something wrong with the cell at a position, or with the row.
    pub(super) fn add(&mut self, rule: &'static Rule, column: Option<usize>) -> &mut Hit {
        let (known, span, detail, cause, first) = (None, None, Detail::None, None, None);
        self.list.push(Hit { rule, column, known, span, detail, cause, first });
        let last = self.list.len() - 1;
        &mut self.list[last]
    }

    /// Reports what was hit in a row, but for what something else there silences.
    pub(super) fn flush(
        &mut self,
        row: &impl Placed,
        header: &Header,
        flags: &[Flag],
        tally: &mut Tally,
    ) {
        if self.list.is_empty() {
            return;
        }
        let mut hits = core::mem::take(&mut self.list);
        // what the profile does not report silences nothing either
        hits.retain(|hit| tally.wants(hit.rule));
        hits.sort_by_key(|hit| hit.column);
        let loud = loud(&hits);
        let mut locator = Locator::new(row);
        for (hit, _) in hits.drain(..).zip(loud).filter(|(_, loud)| *loud) {
            let known = hit.known.or_else(|| header.found(hit.column?).column());
            let column = known.map(|c| &header.table().columns[c]);
            let required = column.is_some_and(|column| column.is_required(flags));
            let file = self.file;
            let finding = |severity| {
                let span = hit.span.or_else(|| match hit.column {
                    Some(i) => row.span(i),
                    None => Some(row.span(0)?.start..row.span(row.len() - 1)?.end),
                });
                let (line, in_line) = locator.locate(row, span.as_ref());
                let position = hit.column;
                let place = Place {
                    file,
                    line: Some(line),
                    row: Some(row.spot().row),
                    column: (position.is_some() || column.is_some())
                        .then_some(ColumnAt { position, known: column }),
                    span,
                    in_line,
                    pointer: None,
                };
                let also = hit.first.into_iter().collect();
                Finding { rule: hit.rule, severity, place, detail: hit.detail, count: 1, also }
            };
            let cause = hit.cause.map(|text| (hit.rule.code, hit.column.or(known), text));
            self.report(tally, hit.rule, required, cause, row.spot(), finding);
        }
        self.list = hits;
    }

    /// Reports a line between rows, where nothing can silence it.
    pub(super) fn between_rows(
        &mut self,
        rule: &'static Rule,
        together: bool,
        line: u64,
        at: usize,
        tally: &mut Tally,
    ) {
        let place = Place {
            line: Some(line),
            span: Some(at..at + 1),
            in_line: Some(1),
            ..Place::file(self.file)
        };
        let cause = together.then(|| (rule.code, None, Box::default()));
        let spot = Spot { line, row: 0 };
        self.report(tally, rule, false, cause, spot, |severity| Finding {
            rule,
            severity,
            place,
            detail: Detail::None,
            count: 1,
            also: Vec::new(),
        });
    }

    fn report(
        &mut self,
        tally: &mut Tally,
        rule: &'static Rule,
        required: bool,
        cause: Option<Cause>,
        spot: Spot,
        finding: impl FnOnce(Severity) -> Finding,
    ) {
        let Some(cause) = cause else {
            tally.report(rule, required, finding);
            return;
        };
        match self.causes.get(&cause) {
            Some(handle) => tally.again(*handle, spot),
            None => {
                let handle = tally.report(rule, required, finding);
                self.causes.insert(cause, handle);
            }
        }
    }
}

/// Which of a row's hits, sorted by column, nothing else at the same place silences. What is
/// wrong with the row is at the same place as what is wrong with any cell of it.
fn loud(hits: &[Hit]) -> Vec<bool> {
    let silences = |by: &Hit, hit: &Hit| by.rule.silences.contains(&hit.rule);
    let (of_row, of_cells) = hits.split_at(hits.partition_point(|hit| hit.column.is_none()));
    let mut loud = Vec::with_capacity(hits.len());
    loud.extend(of_row.iter().map(|hit| !hits.iter().any(|by| silences(by, hit))));
    for cell in of_cells.chunk_by(|a, b| a.column == b.column) {
        let quiet = |hit| of_row.iter().chain(cell).any(|by| silences(by, hit));
        loud.extend(cell.iter().map(|hit| !quiet(hit)));
    }
    loud
}
