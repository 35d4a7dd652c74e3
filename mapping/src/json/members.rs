//! Which members the objects of a collection have.

use alloc::{borrow::Cow, collections::BTreeMap, format, string::String, vec::Vec};

use oneroster_model::json::Collection;
use roster_core::json;

/// How the header of a column begins that holds values as they stand.
const AS_IS: char = '=';

/// The members of a collection's objects, in their usual order.
#[derive(Default)]
pub(super) struct Members {
    pub(super) list: Vec<Member>,
    pub(super) numbers: BTreeMap<String, usize>,
    /// Of each member the column of its cells, and of its values as they stand.
    pub(super) places: Vec<[Option<usize>; 2]>,
    pub(super) columns: Vec<Column>,
}

pub(super) struct Member {
    pub(super) name: String,
    /// Its column in the collection's tables.
    pub(super) column: Option<usize>,
}

/// A column behind the first two: of which member, and whether it holds values as they stand.
pub(super) struct Column {
    member: usize,
    as_is: bool,
}

impl Column {
    pub(super) fn header<'m>(&self, members: &'m Members) -> Cow<'m, str> {
        let name = &members.list[self.member].name;
        if self.as_is { format!("{AS_IS}{name}").into() } else { name.into() }
    }
}

impl Members {
    /// Of objects, in the order in which these have them.
    pub(super) fn of(collection: &'static Collection, items: &[&str]) -> Self {
        /// Names are without number, and each is a column of all rows; objects with others are kept
        /// as they stand.
        const MOST_FOREIGN: usize = 64;
        let (mut order, mut foreign): (Vec<String>, usize) = (Vec::new(), 0);
        for item in items {
            let mut behind = 0;
            for member in json::members(item).unwrap_or_default() {
                let is = |name: &String| *name == *member.name;
                // most stand where those of the object before stood
                if order.get(behind).is_some_and(is) {
                    behind += 1;
                    continue;
                }
                if let Some(at) = order.iter().position(is) {
                    behind = behind.max(at + 1);
                    continue;
                }
                let is_foreign = collection.members.column(&member.name).is_none();
                foreign += usize::from(is_foreign);
                if !is_foreign || foreign <= MOST_FOREIGN {
                    order.insert(behind, member.name.into_owned());
                    behind += 1;
                }
            }
        }
        let mut members = Members::default();
        for name in order {
            let number = members.add(collection, &name);
            if members.list[number].column.is_some() {
                members.put(number, false);
            }
            members.put(number, true);
        }
        members
    }

    /// Of the headers of a sheet; and where in it the columns stand.
    pub(super) fn of_headers(
        collection: &'static Collection,
        headers: &[Cow<'_, str>],
    ) -> (Self, Vec<Option<usize>>) {
        let (mut members, mut places) = (Members::default(), Vec::new());
        for (place, header) in headers.iter().enumerate() {
            let (name, as_is) = match header.strip_prefix(AS_IS) {
                Some(name) => (name, true),
                None if collection.members.column(header).is_some() => (&**header, false),
                None => continue,
            };
            let number = members.add(collection, name);
            if members.places[number][usize::from(as_is)].is_none() {
                members.put(number, as_is);
                places.push(Some(place));
            }
        }
        (members, places)
    }

    /// The number of a member, known or new.
    fn add(&mut self, collection: &'static Collection, name: &str) -> usize {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        let (name, column) = (String::from(name), collection.members.column(name));
        self.numbers.insert(name.clone(), self.list.len());
        self.list.push(Member { name, column });
        self.places.push([None; 2]);
        self.list.len() - 1
    }
    fn put(&mut self, member: usize, as_is: bool) {
        self.places[member][usize::from(as_is)] = Some(self.columns.len());
        self.columns.push(Column { member, as_is });
    }
}

#[cfg(test)]
mod tests {
    use oneroster_model::json::v1p2;

    use super::*;

    /// Members that the binding knows have columns however many others stand before them.
    #[test]
    fn foreign_members_without_number_are_no_columns() {
        let orgs = crate::json::collection(&v1p2::BINDING, "orgs.json").expect("a collection");
        let foreign: String = (0..100).map(|n| format!("\"x{n}\":1,")).collect();
        let object = format!("{{{foreign}\"name\":\"North\"}}");
        let members = Members::of(orgs, &[&object]);
        let names: Vec<&str> = members.list.iter().map(|member| &*member.name).collect();
        assert_eq!((names.len(), names[0], names[63], names[64]), (65, "x0", "x63", "name"));
    }
}
