//! Ids that are spelt otherwise abroad than at home.

use alloc::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    format,
    string::{String, ToString},
    vec::Vec,
};

use roster_core::{Kind, Table};

use crate::{feed::Feed, texts::Texts};

/// For each file, its ids that are spelt otherwise abroad: (abroad, at home).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Renames(BTreeMap<String, BTreeMap<String, String>>);

impl Renames {
    /// Whether every id is spelt alike on both sides.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
    /// Notes that an id of a file is spelt otherwise abroad.
    pub fn add(&mut self, file: &str, abroad: impl Into<String>, home: impl Into<String>) {
        let ids = match self.0.get_mut(file) {
            Some(ids) => ids,
            None => self.0.entry(file.to_string()).or_default(),
        };
        ids.insert(abroad.into(), home.into());
    }
    /// Notes the same of many ids of a file.
    pub(crate) fn extend(&mut self, file: &str, ids: impl Iterator<Item = (String, String)>) {
        let mut ids: BTreeMap<_, _> = ids.collect();
        if !ids.is_empty() {
            self.0.entry(file.to_string()).or_default().append(&mut ids);
        }
    }
    /// All of them: the file, the spelling abroad, the spelling at home.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str, &str)> {
        self.0.iter().flat_map(|(file, ids)| {
            ids.iter().map(move |(abroad, home)| (&**file, &**abroad, &**home))
        })
    }

    /// Spells the ids of a feed, and the references to them, as at home.
    pub fn go_home(&self, feed: &mut Feed<'_>) {
        if self.0.is_empty() {
            return;
        }
        let mut all: BTreeMap<&str, (Texts<'_>, Vec<&str>)> = BTreeMap::new();
        for (file, ids) in &self.0 {
            let home = ids.values().map(|id| &**id).collect();
            all.insert(file, (ids.keys().map(|id| &**id).collect(), home));
        }
        for file in &mut feed.files {
            for (c, column) in file.table.columns.iter().enumerate() {
                let Some(ids) = named_in(file.table, c).and_then(|name| all.get(name)) else {
                    continue;
                };
                let find = |text: &str| Some(ids.1[ids.0.last(text)?]);
                for row in &mut file.rows {
                    let text: Option<Cow<'_, str>> = match column.kind {
                        Kind::List(_) => {
                            let item = |item| find(item).unwrap_or(item);
                            let items: Vec<&str> = row[c].split(',').map(item).collect();
                            Some(items.join(",").into())
                        }
                        _ => find(&row[c]).map(Cow::Borrowed),
                    };
                    if let Some(text) = text.filter(|text| *text != row[c]) {
                        row[c] = text.into_owned().into();
                    }
                }
            }
        }
    }
}

/// The file whose ids a column holds: its own, or those that it refers to.
pub(crate) fn named_in(table: &'static Table, column: usize) -> Option<&'static str> {
    match table.columns[column].refers {
        Some(refers) => Some(refers.file),
        None => (table.id() == Some(column)).then_some(table.file),
    }
}

/// Writes the ids of a feed so that they are of the kind that their columns demand, and notes
/// each that had to be changed.
///
/// An id that fits stays. In another one each character that does not fit becomes `_xHHHH_`, its
/// code point; if that is too long or taken, the id is a number of its own.
pub(crate) fn make_fit(feed: &mut Feed<'_>) -> Renames {
    let mut renames = Renames::default();
    let mut new: BTreeMap<&'static str, BTreeMap<String, String>> = BTreeMap::new();
    for file in &feed.files {
        let Some(id) =
            file.table.id().filter(|id| named_in(file.table, *id) == Some(file.table.file))
        else {
            continue;
        };
        let kind = file.table.columns[id].kind;
        let Kind::Shape(shape) = kind else { continue };
        let unfit = file.rows.iter().filter(|row| !row[id].is_empty() && !(shape.fits)(&row[id]));
        let unfit: BTreeSet<&str> = unfit.map(|row| &*row[id]).collect();
        if unfit.is_empty() {
            continue;
        }
        let mut taken: BTreeSet<Cow<'_, str>> =
            file.rows.iter().map(|row| row[id].clone()).collect();
        let ids = new.entry(file.table.file).or_default();
        for home in unfit {
            let escaped = escape(home, shape.fits);
            let numbers = (1_u64..).map(|n| format!("_x_{n}"));
            let abroad = core::iter::once(escaped)
                .chain(numbers)
                .find(|id| (shape.fits)(id) && !taken.contains(&**id));
            let Some(abroad) = abroad else { continue };
            taken.insert(abroad.clone().into());
            renames.add(file.table.file, abroad.clone(), home);
            ids.insert(home.to_string(), abroad);
        }
    }
    Renames(new.into_iter().map(|(file, ids)| (file.to_string(), ids)).collect()).go_home(feed);
    renames
}

fn escape(id: &str, fits: fn(&str) -> bool) -> String {
    let mut out = String::new();
    let mut buffer = [0; 4];
    for c in id.chars() {
        match fits(c.encode_utf8(&mut buffer)) {
            true => out.push(c),
            false => out.push_str(&format!("_x{:04X}_", u32::from(c))),
        }
    }
    out
}

/// The id of a row that connects records with these ids: of characters that every format takes.
/// Empty if it would be too long.
pub(crate) fn link_id(parts: &[&str]) -> String {
    let fits = oneroster_model::shapes::Guid::SHAPE.fits;
    let mut id = String::with_capacity(parts.iter().map(|part| part.len() + 1).sum());
    for (i, part) in parts.iter().enumerate() {
        id.push_str(if i == 0 { "" } else { "." });
        id.push_str(part);
    }
    if fits(&id) {
        return id;
    }
    id.clear();
    for (i, part) in parts.iter().enumerate() {
        id.push_str(if i == 0 { "" } else { "." });
        match fits(part) {
            true => id.push_str(part),
            false => id.push_str(&escape(part, fits)),
        }
    }
    if fits(&id) { id } else { String::new() }
}

/// An id of a row that connects others, told by what it connects; numbered if there are several.
pub(crate) fn fresh(parts: &[&str], taken: &mut BTreeSet<String>) -> String {
    let id = link_id(parts);
    let more = (2_u64..).map(|n| link_id(&[&id, &format!("{n}")]));
    let numbers = (1_u64..).map(|n| format!("_x_{n}"));
    let mut all = core::iter::once(id.clone()).chain(more.take(1 << 16)).chain(numbers);
    let id = all.find(|id| !id.is_empty() && !taken.contains(id)).unwrap_or_default();
    taken.insert(id.clone());
    id
}

/// Such ids of many rows, each of other rows' ids.
pub(crate) fn all_fresh<const N: usize>(rows: &[[&str; N]]) -> Vec<String> {
    let ids: Vec<String> = rows.iter().map(|parts| link_id(parts)).collect();
    let index: Texts<'_> = ids.iter().map(|id| &**id).collect();
    if index.is_distinct() && !index.has("") {
        return ids;
    }
    let mut taken = BTreeSet::new();
    rows.iter().map(|parts| fresh(parts, &mut taken)).collect()
}
