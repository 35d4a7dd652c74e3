//! A collection as a sheet, a row an object, so that the patch of rows is one of objects too.
//!
//! A member that the table knows is a column with what its value says, as in CSV; any value that is
//! not written in the plainest way stands as it is in a column beside it, `=` and the member's
//! name, and so does every other member. An object that is not written like most stands in the
//! first column. What stands there as it is counts only while it says what the cells say, so that
//! an edited cell always wins. How the file is written apart from its objects is the header of the
//! second column.

use alloc::{borrow::Cow, format, string::String, vec, vec::Vec};

use oneroster_model::json::{Binding, Collection, Document, Writer};
use roster_core::{Rows, json};

use super::{
    BASE,
    dress::{Dress, separator},
    members::Members,
};
use crate::feed::line;

/// The header of the first column, by which a sheet is known.
const OBJECT: &str = "\u{2}object";
/// How the header of the second column begins.
const DRESS: &str = "dress ";

/// A file as a sheet; `None` if it is no collection, or one without objects.
pub(super) fn lay(
    binding: &'static Binding,
    collection: &'static Collection,
    bytes: &[u8],
) -> Option<Vec<u8>> {
    let text = core::str::from_utf8(bytes).ok()?;
    let document = Document::read(binding, collection.key, bytes).ok()?;
    let items = document.items();
    let dress = Dress::of(text, items)?;
    let members = Members::of(collection, items);
    let sheet = Sheet { binding, collection, dress: &dress, members: &members };
    // of all rows those that say something, with their column, and where those of each end
    let mut cells: Vec<(u32, Cow<'_, str>)> = Vec::with_capacity(items.len());
    let mut ends = Vec::with_capacity(items.len());
    let mut end = dress.head.len();
    for (i, item) in items.iter().enumerate() {
        let start = json::offset(text, item);
        let mut row = sheet.row_of(item);
        let gap = if i == 0 { "" } else { &*dress.comma };
        if text[end..start] != *gap || sheet.object(&row) != **item {
            let from = if i == 0 { start } else { end };
            row[0] = text[from..start + item.len()].into();
        }
        end = start + item.len();
        cells.extend((0_u32..).zip(row).filter(|(_, cell)| !cell.is_empty()));
        ends.push(cells.len());
    }
    // columns that say nothing are left out, but for those that say which members there are
    let mut filled = vec![false; 2 + members.columns.len()];
    filled[..2].fill(true);
    cells.iter().for_each(|(c, _)| filled[*c as usize] = true);
    let columns: Vec<usize> = (0..filled.len()).filter(|c| filled[*c]).collect();
    let headers = columns.iter().map(|c| match c {
        0 => Cow::Borrowed(OBJECT),
        1 => Cow::Owned(format!("{DRESS}{}", dress.write())),
        c => members.columns[*c - 2].header(&members),
    });
    let headers: Vec<Cow<'_, str>> = headers.collect();
    let mut out = Vec::new();
    line(headers.iter().map(|header| &**header), &mut out);
    let mut row = vec![""; filled.len()];
    let mut start = 0;
    for end in ends {
        let own = &cells[start..end];
        own.iter().for_each(|(c, cell)| row[*c as usize] = cell);
        // of one that says nothing there is no more than it takes to be a row
        let width = if own.is_empty() { 2 } else { columns.len() };
        line(columns[..width].iter().map(|c| row[*c]), &mut out);
        own.iter().for_each(|(c, _)| row[*c as usize] = "");
        start = end;
    }
    Some(out)
}

/// The file that a sheet is of; `None` if the bytes are none.
pub(super) fn print(
    binding: &'static Binding,
    collection: &'static Collection,
    bytes: &[u8],
) -> Option<Vec<u8>> {
    let text = core::str::from_utf8(bytes).ok()?;
    let mut lines = Rows::new(text.as_bytes());
    let header = lines.next_row(&mut |_| {})?.to_cells();
    let headers: Vec<Cow<'_, str>> =
        header.iter().map(|cell| String::from_utf8_lossy(cell)).collect();
    let dress = headers.iter().find_map(|header| Dress::read(header.strip_prefix(DRESS)?))?;
    let (members, places) = Members::of_headers(collection, &headers);
    let sheet = Sheet { binding, collection, dress: &dress, members: &members };
    let object = headers.iter().position(|header| header == OBJECT);
    let mut objects = String::new();
    let mut count = 0;
    while let Some(cells) = lines.next_row(&mut |_| {}) {
        let cell = |place: Option<usize>| -> Cow<'_, str> {
            let cell = place.and_then(|place| cells.cell(place)).unwrap_or_default();
            String::from_utf8_lossy(&cell).into_owned().into()
        };
        let mut row = vec![cell(object), Cow::Borrowed("")];
        row.extend(places.iter().map(|place| cell(*place)));
        let (gap, item) = separator(&row[0]);
        let as_is = !item.is_empty() && sheet.row_of(item)[2..] == row[2..];
        if count > 0 {
            let is_one = gap.matches(',').count() == 1;
            objects.push_str(if is_one { gap } else { &dress.comma });
        }
        match as_is {
            true => objects.push_str(item),
            false => objects.push_str(&sheet.object(&row)),
        }
        count += 1;
    }
    // one object may stand without a list, and only one
    let [open, close] = if dress.is_list() || count == 1 { ["", ""] } else { ["[", "]"] };
    Some([&*dress.head, open, &objects, close, &dress.tail].concat().into_bytes())
}

struct Sheet<'s> {
    binding: &'static Binding,
    collection: &'static Collection,
    dress: &'s Dress,
    members: &'s Members,
}

impl Sheet<'_> {
    fn writer(&self) -> Writer<'_> {
        Writer::new(self.binding, self.dress.base.as_deref().unwrap_or(BASE))
    }

    /// What a cell of a known column says, as it is written plainly.
    fn plain(&self, column: usize, cell: &str) -> Option<String> {
        let value = || self.writer().value(&self.collection.rows.columns[column], cell);
        (!cell.is_empty()).then(|| self.dress.gaps.spaced(&value()))
    }

    /// An item as a row; the first two cells are blank.
    fn row_of<'a>(&self, item: &'a str) -> Vec<Cow<'a, str>> {
        let mut row = vec![Cow::Borrowed(""); 2 + self.members.columns.len()];
        for member in json::members(item).unwrap_or_default() {
            let Some(number) = self.members.numbers.get(&*member.name) else { continue };
            let [cell, as_is] = self.members.places[*number];
            let mut is_plain = false;
            if let (Some(cell), Some(column)) = (cell, self.members.list[*number].column) {
                row[2 + cell] = self.binding.cell(self.collection, column, member.value);
                is_plain = self.plain(column, &row[2 + cell]).as_deref() == Some(member.value);
            }
            if let Some(as_is) = as_is {
                // of members that stand twice the last counts
                let kept = || self.dress.kept(member.value);
                row[2 + as_is] = if is_plain { Cow::Borrowed("") } else { kept() };
            }
        }
        row
    }

    /// A row as an object, written like most.
    fn object(&self, row: &[Cow<'_, str>]) -> String {
        let gaps = &self.dress.gaps;
        let mut out = String::from("{");
        for (number, member) in self.members.list.iter().enumerate() {
            let [cell, as_is] = self.members.places[number].map(|c| c.map(|c| &*row[2 + c]));
            let says_the_same = |kept: &str| match (member.column, cell) {
                (Some(column), Some(cell)) => {
                    self.binding.cell(self.collection, column, kept) == *cell
                }
                _ => true,
            };
            let as_is = as_is.filter(|kept| !kept.is_empty() && says_the_same(kept));
            let value = match as_is {
                Some(kept) => self.dress.shown(kept),
                None => match member.column.and_then(|column| self.plain(column, cell?)) {
                    Some(value) => value.into(),
                    None => continue,
                },
            };
            out.push_str(if out.len() == 1 { &gaps.open } else { &gaps.comma });
            out.push_str(&json::quoted(&member.name));
            out.push_str(&gaps.colon);
            out.push_str(&value);
        }
        if out.len() > 1 {
            out.push_str(&gaps.close);
        }
        out.push('}');
        out
    }
}

#[cfg(test)]
mod tests {
    use oneroster_model::json::v1p2::BINDING;

    use super::*;

    /// However a document spaces its objects, one without members says nothing.
    #[test]
    fn an_empty_object_is_a_blank_row() {
        let document = r#"{"orgs":[{ "sourcedId":"1", "name":"North" },{}]}"#;
        let orgs = crate::json::collection(&BINDING, "orgs.json").expect("a collection");
        let sheet = lay(&BINDING, orgs, document.as_bytes()).expect("a collection");
        let text = String::from_utf8(sheet).expect("text");
        assert_eq!(text.lines().skip(1).collect::<Vec<_>>(), [",,1,North", ","]);
    }
}
