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
        // no number is tried twice
        let mut numbers = (1_u64..).map(|n| format!("_x_{n}"));
        for home in unfit {
            let escaped = escape(home, shape.fits);
            let is_free = |id: &String| (shape.fits)(id) && !taken.contains(&**id);
            let abroad = Some(escaped).filter(is_free).or_else(|| numbers.find(is_free));
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
    /// A character has no more bytes, and an id no more than 255 characters.
    const MOST: usize = 4 * 255;
    let fits = oneroster_model::shapes::Guid::SHAPE.fits;
    let length = parts.iter().map(|part| part.len() + 1).sum();
    if length > MOST {
        return String::new();
    }
    let mut id = String::with_capacity(length);
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

/// Ids of rows that connect others, each of which is given once.
#[derive(Default)]
pub(crate) struct Fresh {
    taken: BTreeSet<String>,
    /// Of an id that was wanted again, the first number that has not been tried with it: however many
    /// rows connect the same, none is tried twice.
    next: BTreeMap<String, u64>,
    /// The first number that has not been tried as an id of its own.
    number: u64,
}

impl Fresh {
    /// Takes an id, if it is nobody's.
    pub(crate) fn take(&mut self, id: &str) -> bool {
        !self.taken.contains(id) && self.taken.insert(id.to_string())
    }
    /// An id told by what its row connects; numbered if there are several.
    pub(crate) fn id(&mut self, parts: &[&str]) -> String {
        let id = link_id(parts);
        let id = match !id.is_empty() && !self.taken.contains(&id) {
            true => id,
            false => self.numbered(id),
        };
        self.taken.insert(id.clone());
        id
    }
    fn numbered(&mut self, id: String) -> String {
        const MOST: u64 = 2 + (1 << 16);
        let from = self.next.get(&id).copied().unwrap_or(2);
        // with longer numbers it is too long too
        let fitting = (from..MOST).map_while(|n| {
            let of = link_id(&[&id, &format!("{n}")]);
            (!of.is_empty()).then_some((n, of))
        });
        let found = { fitting }.find(|(_, of)| !self.taken.contains(of));
        self.next.insert(id, found.as_ref().map_or(MOST, |(n, _)| n + 1));
        if let Some((_, of)) = found {
            return of;
        }
        loop {
            self.number += 1;
            let of = format!("_x_{}", self.number);
            if !self.taken.contains(&of) {
                return of;
            }
        }
    }
}

/// Such ids of many rows, each of other rows' ids.
pub(crate) fn all_fresh<const N: usize>(rows: &[[&str; N]]) -> Vec<String> {
    let ids: Vec<String> = rows.iter().map(|parts| link_id(parts)).collect();
    let index: Texts<'_> = ids.iter().map(|id| &**id).collect();
    if index.is_distinct() && !index.has("") {
        return ids;
    }
    let mut fresh = Fresh::default();
    rows.iter().map(|parts| fresh.id(parts)).collect()
}

#[cfg(test)]
mod tests {
    use alloc::vec;

    use super::*;

    /// In as many steps as there are rows: what was tried with a number is not tried again.
    #[test]
    fn rows_that_connect_the_same_are_numbered() {
        let ids = all_fresh(&vec![["class", "user"]; 70_000]);
        assert_eq!(ids[..3], ["class.user", "class.user.2", "class.user.3"]);
        assert_eq!(ids[65_536..65_538], ["class.user.65537", "_x_1"]);
        let mut all: Vec<&String> = ids.iter().collect();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), ids.len(), "no id is given twice");
    }

    #[test]
    fn ids_of_links_that_are_too_long_are_numbers() {
        let long = "x".repeat(300);
        let ids = all_fresh(&[[&*long, "user"]; 3]);
        assert_eq!(ids, [".2", ".3", ".4"]);
        let nearly = "x".repeat(255 - ".user".len());
        let ids = all_fresh(&[[&*nearly, "user"]; 3]);
        assert_eq!(ids[1..], ["_x_1", "_x_2"]);
        assert_eq!(ids[0].len(), 255);
    }

    #[test]
    fn what_is_taken_is_not_given() {
        let mut fresh = Fresh::default();
        assert!(fresh.take("a.b") && fresh.take("a.b.2") && !fresh.take("a.b"));
        assert_eq!(fresh.id(&["a", "b"]), "a.b.3");
        assert_eq!(fresh.id(&["a", "b"]), "a.b.4");
        assert_eq!(fresh.id(&["a", "c"]), "a.c");
    }
}
