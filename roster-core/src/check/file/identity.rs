//! Whether a row's key, its id and its unique values have been seen before.

use alloc::{borrow::Cow, boxed::Box, vec::Vec};

use super::{Cells, hits::Hits};
use crate::{
    check::keys::{Seen, canonical, join},
    header::Header,
    rule::catalogue as r,
    table::{Need, Table},
};

/// The keys, ids and unique values of a file so far.
pub(super) struct Identity {
    keys: Seen<()>,
    ids: Seen<()>,
    /// For each unique column, its values, each with the id of the record that has it.
    unique: Vec<(usize, Seen<Box<[u8]>>)>,
}

impl Identity {
    pub(super) fn new(table: &Table) -> Self {
        let unique = (0..table.columns.len()).filter(|&c| table.columns[c].unique);
        Identity {
            keys: Seen::default(),
            ids: Seen::default(),
            unique: unique.map(|c| (c, Seen::default())).collect(),
        }
    }

    /// Takes a row in.
    pub(super) fn row(&mut self, row: &impl Cells, header: &Header, hits: &mut Hits) {
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
        if let Some(parts) = parts.filter(|parts| !parts.is_empty()) {
            let position = parts[0].0;
            let texts: Vec<_> = parts.into_iter().map(|(_, text)| text).collect();
            let key = join(&texts);
            if let Some(&(first, ())) = self.keys.first(Cow::Borrowed(&key), spot, ()) {
                hits.add(&r::DUPLICATE_KEY, position).cause(key).first(first);
            }
        }
        let Some((position, id)) = table.id().and_then(value) else { return };
        let composite = key_columns().nth(1).is_some();
        let earlier = composite.then(|| self.ids.first(Cow::Borrowed(&id), spot, ())).flatten();
        if let Some(&(first, ())) = earlier {
            hits.add(&r::REPEATED_ID, Some(position)).cause(&*id).first(first);
        }
        for (column, seen) in &mut self.unique {
            let Some((position, text)) = value(*column) else { continue };
            match seen.first(Cow::Borrowed(&text), spot, Box::from(&*id)) {
                Some((first, of)) if **of != *id => {
                    hits.add(&r::SHARED_VALUE, Some(position)).cause(&*text).first(*first);
                }
                _ => {}
            }
        }
    }
}
