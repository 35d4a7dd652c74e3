//! One file held against what a profile asks of it.

use alloc::{collections::BTreeMap, string::String, vec::Vec};

use roster_core::{
    Detail, FileAt, Found, Header, Need, Place, Row, Rows, Rule, Spelling, Table, Tally,
};

use super::{accounts::Accounts, rules};

/// One file, and what is found in it.
pub(super) struct Asked<'a> {
    pub(super) table: &'static Table,
    pub(super) file: FileAt,
    pub(super) bytes: &'a [u8],
    pub(super) tally: Tally,
}

/// A column that a profile asks for, and that is there.
struct There {
    column: usize,
    /// Where it stands.
    at: usize,
    /// Whether a row says anything in it.
    said: bool,
}

/// The column by which accounts are found or made.
struct By<'p> {
    column: usize,
    /// Where it stands.
    at: usize,
    domain: Option<&'p str>,
    accounts: Accounts<'p>,
    /// Whose the values are that were met.
    seen: BTreeMap<String, Vec<u8>>,
}

impl Asked<'_> {
    /// A finding of the file as a whole.
    pub(super) fn whole(&mut self, rule: &'static Rule, detail: Detail) {
        let file = self.file;
        self.tally.add(rule, detail, || Place::file(file));
    }

    /// Holds the file against the columns that are asked for by name, and against what becomes of
    /// the accounts of those in it. Of names that the table does not have, the check of the profile
    /// tells.
    pub(super) fn check(&mut self, names: &[&str], accounts: Accounts<'_>) {
        let mut rows = Rows::new(self.bytes);
        let Some(first) = rows.next_row(&mut |_| {}) else { return };
        let header = Header::bind(self.table, first.to_cells());
        let mut there = Vec::new();
        let columns = self.table.columns.iter().enumerate();
        for (column, _) in columns.filter(|(_, column)| names.contains(&column.header)) {
            let at = self.position(&header, &first, column);
            there.extend(at.map(|at| There { column, at, said: false }));
        }
        let mut by = accounts.column().and_then(|(name, domain)| {
            let column = self.table.column(name)?;
            let at = match accounts.are_matched() && !names.contains(&name) {
                true => self.position(&header, &first, column)?,
                false => header.position(column)?,
            };
            Some(By { column, at, domain, accounts, seen: BTreeMap::new() })
        });
        let id = self.table.id().and_then(|id| header.position(id));
        let mut any = false;
        while let Some(row) = rows.next_row(&mut |_| {}) {
            any = true;
            for column in &mut there {
                column.said |= says(&row, column.at);
            }
            if let Some(by) = &mut by {
                let id = id.and_then(|id| row.cell(id)).unwrap_or_default();
                self.account(&row, by, &id);
            }
        }
        for blank in there.iter().filter(|column| any && !column.said) {
            self.header(&rules::ASKED_COLUMN_BLANK, Detail::None, Some(blank.at), blank.column);
        }
        if let (true, Accounts::Missing(people)) = (any, accounts) {
            self.whole(&rules::NO_SETTING_FOR_ROLE, Detail::What(people));
        }
    }

    /// Where a column stands, if it does so in its own spelling.
    fn position(&mut self, header: &Header, first: &Row<'_, '_>, column: usize) -> Option<usize> {
        let bound = header.position(column);
        if let Some(i) = bound.filter(|i| matches!(header.found(*i), Found::Exact(_))) {
            return Some(i);
        }
        let name = self.table.columns[column].header;
        let spelt = |i: usize| {
            let cell = first.cell(i)?;
            let spelling = Spelling::of(name, core::str::from_utf8(&cell).ok()?)?;
            Some((i, Detail::Spelt { name, spelling }))
        };
        let unknown = (0..first.len()).filter(|i| header.found(*i) == Found::Unknown);
        let (at, detail) = match bound.into_iter().chain(unknown).find_map(spelt) {
            Some((i, detail)) => (Some(i), detail),
            None => (bound, Detail::None),
        };
        self.header(&rules::ASKED_COLUMN_MISSING, detail, at, column);
        None
    }

    /// One person, as the account is looked for or made.
    fn account(&mut self, row: &Row<'_, '_>, by: &mut By<'_>, id: &[u8]) {
        let cell = row.cell(by.at).unwrap_or_default();
        let text = String::from_utf8_lossy(&cell);
        let matched = by.accounts.are_matched();
        let column = &self.table.columns[by.column];
        let own = text.rsplit_once('@').map(|(_, own)| own);
        let rule = if text.trim().is_empty() {
            // what the format requires, its own check asks for
            (matched && column.need != Need::Always).then_some(&rules::NOTHING_TO_MATCH_BY)
        } else if let (Some(own), Some(domain)) = (own, by.domain) {
            // what is matched gets the domain in any case, what is created only if it has none
            (matched || !own.eq_ignore_ascii_case(domain)).then_some(&rules::OTHER_DOMAIN)
        } else if matched {
            let first = by.seen.entry(text.to_lowercase()).or_insert_with(|| id.to_vec());
            (*first != id).then_some(&rules::MATCHED_TWICE)
        } else {
            None
        };
        let Some(rule) = rule else { return };
        let (file, bytes, at) = (self.file, self.bytes, by.at);
        self.tally.add(rule, Detail::None, || {
            let end = row.start() + row.span(0).map_or(0, |span| span.end - span.start);
            let span = row.span(at).unwrap_or(end..end);
            Place::within(file, bytes, span).row(row.number()).column(Some(at), Some(column))
        });
    }

    /// A finding at a column of the header row, or at the whole of it.
    fn header(&mut self, rule: &'static Rule, detail: Detail, at: Option<usize>, column: usize) {
        let (file, bytes, column) = (self.file, self.bytes, &self.table.columns[column]);
        self.tally.add(rule, detail, || {
            let mut rows = Rows::new(bytes);
            let first = rows.next_row(&mut |_| {});
            let span = first.and_then(|row| {
                let whole = || Some(row.start()..row.span(row.len() - 1)?.end);
                at.and_then(|at| row.span(at)).or_else(whole)
            });
            Place::within(file, bytes, span.unwrap_or(0..0)).row(0).column(at, Some(column))
        });
    }
}

/// Whether a row says anything at a place.
fn says(row: &Row<'_, '_>, at: usize) -> bool {
    row.cell(at).is_some_and(|cell| !cell.trim_ascii().is_empty())
}
