//! Ids that are spelt otherwise abroad than at home.

use alloc::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    format,
    string::{String, ToString},
    vec::Vec,
};

use roster_core::{Kind, Table};

use crate::feed::Feed;

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
        self.0.entry(file.to_string()).or_default().insert(abroad.into(), home.into());
    }
    /// All of them: the file, the spelling abroad, the spelling at home.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str, &str)> {
        self.0.iter().flat_map(|(file, ids)| {
            ids.iter().map(move |(abroad, home)| (&**file, &**abroad, &**home))
        })
    }

    /// Spells the ids of a feed, and the references to them, as at home.
    pub fn go_home(&self, feed: &mut Feed<'_>) {
        self.respell(feed, |ids, text| ids.get(text).cloned());
    }

    fn respell(
        &self,
        feed: &mut Feed<'_>,
        find: impl Fn(&BTreeMap<String, String>, &str) -> Option<String>,
    ) {
        if self.0.is_empty() {
            return;
        }
        for file in &mut feed.files {
            for (c, column) in file.table.columns.iter().enumerate() {
                let Some(ids) = named_in(file.table, c).and_then(|name| self.0.get(name)) else {
                    continue;
                };
                for row in &mut file.rows {
                    let text = match column.kind {
                        Kind::List(_) => {
                            let item = |item: &str| find(ids, item).unwrap_or(item.to_string());
                            let items: Vec<String> = row[c].split(',').map(item).collect();
                            Some(items.join(","))
                        }
                        _ => find(ids, &row[c]),
                    };
                    if let Some(text) = text.filter(|text| *text != row[c]) {
                        row[c] = text.into();
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
    Renames(new.into_iter().map(|(file, ids)| (file.to_string(), ids)).collect())
        .respell(feed, |ids, text| ids.get(text).cloned());
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
    let parts: Vec<String> = parts.iter().map(|part| escape(part, fits)).collect();
    Some(parts.join(".")).filter(|id| fits(id)).unwrap_or_default()
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
