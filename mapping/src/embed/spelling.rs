//! How ids of home are spelt abroad.

use alloc::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    string::{String, ToString},
};

use roster_core::Format;

use crate::{
    feed::{Feed, File},
    ids::{Renames, named_in},
    table::{Linked, linked},
};

/// How ids of home are spelt abroad, and how they come back from there by themselves.
pub(super) struct Spelling {
    respelt: Renames,
    told_apart: Renames,
    /// For each file at home, its ids that come back spelt otherwise.
    ids: BTreeMap<&'static str, BTreeMap<String, String>>,
}

impl Spelling {
    pub(super) fn of(
        home: &'static Format,
        abroad: &'static Format,
        respelt: &Renames,
        told_apart: &Renames,
    ) -> Self {
        let mut ids: BTreeMap<&'static str, BTreeMap<String, String>> = BTreeMap::new();
        let kinds = [kinds(home), kinds(abroad)];
        for (file, came, text) in respelt.iter() {
            let of = kinds[1].get(file);
            let same = kinds[0].iter().filter(|(_, kind)| Some(*kind) == of);
            for (file, _) in same {
                ids.entry(file).or_default().insert(text.to_string(), came.to_string());
            }
        }
        for (file, came, text) in told_apart.iter() {
            let Some(table) = home.table(file) else { continue };
            let ids = ids.entry(table.file).or_default();
            let came = ids.get(came).cloned().unwrap_or(came.to_string());
            ids.insert(text.to_string(), came);
        }
        let (respelt, told_apart) = (respelt.clone(), told_apart.clone());
        Spelling { respelt, told_apart, ids }
    }

    /// A cell of home as it comes back.
    pub(super) fn abroad<'a>(
        &self,
        file: &File<'a>,
        column: usize,
        text: &Cow<'a, str>,
    ) -> Cow<'a, str> {
        let ids = named_in(file.table, column).and_then(|file| self.ids.get(file));
        match ids.and_then(|ids| ids.get(&**text)) {
            Some(came) => came.clone().into(),
            None => text.clone(),
        }
    }

    /// What is left to be carried if these ids ride, each by its file at home and as it comes
    /// back: those that are respelt, and those that were told apart.
    pub(super) fn without(
        &self,
        home: &Feed<'_>,
        riding: &BTreeSet<(&'static str, String)>,
    ) -> [Renames; 2] {
        let rides =
            |file: &str, came: &str| riding.iter().any(|(of, id)| *of == file && id == came);
        let mut others: BTreeSet<&str> = BTreeSet::new();
        for file in &home.files {
            let name = file.table.file;
            let (Some(ids), Some(id)) = (self.ids.get(name), file.table.id()) else { continue };
            let came = file.rows.iter().filter_map(|row| ids.get(&*row[id]));
            others.extend(
                came.map(String::as_str).filter(|came| !riding.contains(&(name, came.to_string()))),
            );
        }
        let all: BTreeSet<&str> = riding.iter().map(|(_, came)| &**came).collect();
        let mut left = [Renames::default(), Renames::default()];
        for (file, came, text) in self.respelt.iter() {
            if others.contains(came) || !all.contains(came) {
                left[0].add(file, came, text);
            }
        }
        for (file, came, text) in self.told_apart.iter() {
            let spelt = self.ids.get(file).and_then(|ids| ids.get(text)).map_or(came, |id| &**id);
            if !rides(file, spelt) {
                left[1].add(file, came, text);
            }
        }
        left
    }
}

/// For each file whose ids are a thing's, what kind of thing.
fn kinds(format: &'static Format) -> BTreeMap<&'static str, &'static str> {
    let is_id = |of: &Linked| {
        let table = format.table(of.file);
        let id = table.and_then(|table| table.id().map(|id| table.columns[id].header));
        of.fact.1 == "Id" && id == Some(of.header)
    };
    linked(format).into_iter().filter(is_id).map(|of| (of.file, of.fact.0)).collect()
}
