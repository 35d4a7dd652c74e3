//! Whether a row's key, its id and its unique values have been seen before.

use alloc::{borrow::Cow, boxed::Box, vec::Vec};

use super::{Placed, hits::Hits};
use crate::{
    check::{
        Tally,
        first::is_referred,
        ids::{Seen, canonical, join},
    },
    format::Format,
    header::Header,
    rule::catalogue as r,
    scan::Rows,
    table::{Need, Table},
};

/// The keys, ids and unique values of a file so far.
pub(super) struct Identity {
    keys: Seen<()>,
    /// Each with where its first row starts, if the file is at hand.
    ids: Seen<Option<usize>>,
    /// For each unique column, its values, each with the id of the record that has it.
    unique: Vec<(usize, Seen<Box<[u8]>>)>,
    /// Where others refer to the file, its ids in lower case, each as it was spelt.
    folded: Option<Seen<Box<[u8]>>>,
}

impl Identity {
    pub(super) fn new(format: &Format, table: &Table, tally: &Tally) -> Self {
        let folds = is_referred(format, table) && tally.wants(&r::IDS_DIFFER_IN_CASE);
        let unique = (0..table.columns.len()).filter(|&c| table.columns[c].unique);
        Identity {
            keys: Seen::default(),
            ids: Seen::default(),
            unique: unique.map(|c| (c, Seen::default())).collect(),
            folded: folds.then(Seen::default),
        }
    }

    /// Takes a row in.
    pub(super) fn row(&mut self, row: &impl Placed, header: &Header, hits: &mut Hits) {
        let table = header.table();
        let spot = row.spot();
        let value = |c: usize| {
            let i = header.position(c)?;
            let cell = row.cell(i).filter(|cell| !cell.is_empty())?;
            Some((i, canonical(&table.columns[c], cell)))
        };
        // what may be blank is part of the key all the same
        let part = |c: usize| match value(c) {
            None if table.columns[c].need == Need::Optional => {
                Some((header.position(c), Cow::Borrowed(&b""[..])))
            }
            found => found.map(|(i, text)| (Some(i), text)),
        };
        let key_columns = || (0..table.columns.len()).filter(|&c| table.columns[c].key);
        let parts: Option<Vec<_>> = key_columns().map(part).collect();
        let mut duplicate = false;
        if let Some(parts) = parts.filter(|parts| !parts.is_empty()) {
            let position = table.id().and_then(|id| header.position(id)).or(parts[0].0);
            let texts: Vec<_> = parts.into_iter().map(|(_, text)| text).collect();
            let key = join(&texts);
            if let Some(&(first, ())) = self.keys.first(&key, spot, ()) {
                hits.add(&r::DUPLICATE_KEY, position).cause(key).first(first);
                duplicate = true;
            }
        }
        let Some((position, id)) = table.id().and_then(value) else { return };
        if let (Some(seen), Ok(text)) = (&mut self.folded, core::str::from_utf8(&id)) {
            let folded = text.to_lowercase().into_bytes();
            match seen.first(&folded, spot, Box::from(&*id)) {
                Some((first, of)) if **of != *id => {
                    hits.add(&r::IDS_DIFFER_IN_CASE, Some(position)).cause(&*id).first(*first);
                }
                _ => {}
            }
        }
        let composite = key_columns().nth(1).is_some();
        let start = row.file().map(|(_, start)| start);
        let earlier = composite.then(|| self.ids.first(&id, spot, start)).flatten();
        if let Some(&(first, start)) = earlier.filter(|_| !duplicate) {
            hits.add(&r::REPEATED_ID, Some(position)).cause(&*id).first(first);
            for position in differences(row, start, header) {
                hits.add(&r::ROWS_DIFFER, Some(position)).first(first);
            }
        }
        for (column, seen) in &mut self.unique {
            let Some((position, text)) = value(*column) else { continue };
            match seen.first(&text, spot, Box::from(&*id)) {
                Some((first, of)) if **of != *id => {
                    hits.add(&r::SHARED_VALUE, Some(position)).cause(&*text).first(*first);
                }
                _ => {}
            }
        }
    }
}

/// Where a row says of its record what the record's first row does not: the columns outside the
/// key, in which all rows of a record should agree.
fn differences(row: &impl Placed, first: Option<usize>, header: &Header) -> Vec<usize> {
    /// A longer first row is not read again for each row of its record.
    const LONGEST: usize = 1 << 12;
    let (Some((file, _)), Some(start)) = (row.file(), first) else { return Vec::new() };
    let window = &file[start..file.len().min(start + LONGEST)];
    let mut rows = Rows::new(window);
    let Some(first) = rows.next_row(&mut |_| {}).map(|row| row.to_cells()) else {
        return Vec::new();
    };
    if rows.position() == window.len() && window.len() == LONGEST {
        return Vec::new();
    }
    let shared = |column: &usize| !header.table().columns[*column].key;
    let differs = |position: &usize| {
        let cell = row.cell(*position);
        first.get(*position).zip(cell.as_ref()).is_some_and(|(a, b)| a != b)
    };
    let columns = (0..header.table().columns.len()).filter(shared);
    columns.filter_map(|column| header.position(column)).filter(differs).collect()
}
