//! OneRoster in JSON: collections as the rows of the CSV files, and as sheets for a patch.
//!
//! A conversion sees rows: a package is [read](Seen) as them, what CSV files say of a version is
//! [said](to_csv) in the rows of its collections, and [written](write). A [patch](diff) sees
//! sheets, from which a file can be written again to the byte.

mod csv;
mod dress;
mod gaps;
mod members;
mod number;
mod rows;
mod sheet;

use alloc::vec::Vec;

use oneroster_model::json::{Binding, Collection, Writer, binding};
use roster_core::{Format, Memory, Source};

pub(crate) use csv::to_csv;
pub(crate) use rows::from_csv;

use crate::{
    feed::{Feed, File, Row},
    oneroster,
    patch::{self, Outcome, Patch},
    table::Linked,
};

/// Where records have their addresses if no package says: at a host that cannot be.
const BASE: &str = "https://oneroster.invalid";

/// A package as CSV files: itself, or the rows of its collections.
pub(crate) struct Seen<'s> {
    /// What the files are held against.
    pub(crate) format: &'static Format,
    package: Package<'s>,
}

enum Package<'s> {
    Itself(&'s dyn Source),
    Rows(Memory),
}

impl<'s> Seen<'s> {
    pub(crate) fn of(format: &'static Format, source: &'s dyn Source) -> Self {
        let package = match binding(format) {
            Some(binding) => Package::Rows(binding.rows_of(source)),
            None => Package::Itself(source),
        };
        Seen { format: rows_format(format), package }
    }
    pub(crate) fn source(&self) -> &dyn Source {
        match &self.package {
            Package::Itself(source) => *source,
            Package::Rows(rows) => rows,
        }
    }
    pub(crate) fn feed(&self) -> Feed<'_> {
        Feed::read(self.format, self.source())
    }
    /// The rows that can be said in another format.
    pub(crate) fn feed_for(&self, to: &Format) -> Feed<'_> {
        let format = self.format;
        Feed::read_some(format, self.source(), |table| oneroster::crosses(format, to, table))
    }
}

/// The format whose tables hold the rows: the format itself, if its files are CSV.
pub(crate) fn rows_format(format: &'static Format) -> &'static Format {
    format.view.map_or(format, |view| view.rows)
}

/// Rows, which may be those of collections, in the format's own files.
pub(crate) fn write(to: &'static Format, rows: Memory) -> Memory {
    match binding(to) {
        Some(binding) => collections(binding, &Feed::read(binding.rows, &rows)),
        None => rows,
    }
}

fn collections(binding: &'static Binding, feed: &Feed<'_>) -> Memory {
    let writer = Writer::new(binding, BASE);
    let filled = binding.collections.iter().filter(|of| !feed.file(of.rows.file).rows.is_empty());
    filled.fold(Memory::new(), |package, collection| {
        let text = writer.collection(collection.key, objects(&writer, collection, feed));
        package.file(collection.members.file, text.unwrap_or_default())
    })
}

fn objects<'f>(
    writer: &'f Writer<'_>,
    collection: &'static Collection,
    feed: &'f Feed<'_>,
) -> impl Iterator<Item = alloc::string::String> + 'f {
    let parts = collection.parts.iter().map(|part| {
        let rows = feed.file(part.rows.file).rows.iter();
        let mut rows: Vec<(&str, &Row<'_>)> = rows.map(|row| (&*row[part.around], row)).collect();
        rows.sort_by(|a, b| a.0.cmp(b.0));
        (rows, part.rows.columns.len())
    });
    let parts: Vec<_> = parts.collect();
    let file = feed.file(collection.rows.file);
    let id = collection.rows.id();
    file.rows.iter().map(move |row| {
        let id = id.map_or("", |id| &*row[id]);
        let own: Vec<Vec<Vec<_>>> = parts
            .iter()
            .map(|(rows, width)| {
                let from = rows.partition_point(|(around, _)| *around < id);
                let own = rows[from..].iter().take_while(|(around, _)| *around == id);
                own.map(|(_, row)| row.iter(*width).collect()).collect()
            })
            .collect();
        let own: Vec<_> = own.iter().map(|rows| rows.iter().map(Vec::as_slice).collect()).collect();
        let texts: Vec<_> = row.iter(collection.rows.columns.len()).collect();
        writer.object(collection, &texts, metadata(file, row), &own)
    })
}

/// What a row says in columns of metadata: the names without the prefix.
fn metadata<'f>(file: &'f File<'_>, row: &'f Row<'_>) -> impl Iterator<Item = (&'f str, &'f str)> {
    let extra = file.extra.iter().zip(file.table.columns.len()..);
    extra.filter_map(|(name, at)| Some((name.strip_prefix("metadata.")?, &*row[at])))
}

/// The facts that the members of a version say, of those that the columns of its CSV files say.
pub(crate) fn links(format: &'static Format, of: &Binding, csv: Vec<Linked>) -> Vec<Linked> {
    let member = |link: Linked| {
        let table = of.rows.tables.iter().position(|rows| rows.file == link.file)?;
        let column = of.rows.tables[table].column(link.header)?;
        let is_day = ["assignDate", "dueDate"].contains(&link.header);
        let how = if is_day { Some("a day, at midnight") } else { link.how };
        let table = format.tables[table];
        Some(Linked { file: table.file, header: table.columns[column].header, how, ..link })
    };
    // what links two records is an item of the one
    let items = rows::LINKS.iter().copied().map(|(file, _, header, holder, member)| Linked {
        file: holder,
        header: member,
        fact: (file, header),
        how: Some("an item for each row"),
    });
    let is_there = |link: &Linked| of.csv.table(link.fact.0).is_some();
    csv.into_iter().chain(items.filter(is_there)).filter_map(member).collect()
}

/// What makes `home` of `rebuilt`, object by object where a file is a collection.
pub(crate) fn diff(format: &'static Format, rebuilt: &dyn Source, home: &dyn Source) -> Patch {
    match binding(format) {
        Some(binding) => patch::diff(format, &lay(binding, rebuilt), &lay(binding, home)),
        None => patch::diff(format, rebuilt, home),
    }
}

/// Makes of a package what such a patch says.
pub(crate) fn apply(
    patch: &Patch,
    format: &'static Format,
    rebuilt: &Memory,
    edited: bool,
) -> Outcome {
    let Some(binding) = binding(format) else { return patch.apply_to(rebuilt, edited) };
    let Outcome { package, lost } = patch.apply_to(&lay(binding, rebuilt), edited);
    Outcome { package: print(binding, &package), lost }
}

/// Before a file that is none of a sheet and begins as if it were one, or with this.
const NO_SHEET: u8 = 1;
/// With this begins a sheet.
const SHEET: u8 = 2;

/// The files of a package, those that are collections as sheets.
fn lay(binding: &'static Binding, source: &dyn Source) -> Memory {
    let files =
        (0..source.len()).filter_map(|file| Some((source.name(file), source.read(file).ok()?)));
    files.fold(Memory::new(), |package, (name, bytes)| {
        let laid = collection(binding, name).and_then(|collection| {
            let laid = sheet::lay(binding, collection, bytes)?;
            let back = sheet::print(binding, collection, &laid);
            (back.as_deref() == Some(bytes)).then_some(laid)
        });
        package.file(
            name,
            match laid {
                Some(laid) => laid,
                None if matches!(bytes.first(), Some(&(NO_SHEET | SHEET))) => {
                    [&[NO_SHEET], bytes].concat()
                }
                None => bytes.to_vec(),
            },
        )
    })
}

/// The files of such a package as they are.
fn print(binding: &'static Binding, package: &Memory) -> Memory {
    (0..package.len()).fold(Memory::new(), |all, file| {
        let (name, bytes) = (package.name(file), package.read(file).unwrap_or_default());
        let printed = match bytes {
            [NO_SHEET, rest @ ..] => Some(rest.to_vec()),
            [SHEET, ..] => {
                collection(binding, name).and_then(|of| sheet::print(binding, of, bytes))
            }
            _ => None,
        };
        all.file(name, printed.unwrap_or_else(|| bytes.to_vec()))
    })
}

fn collection(binding: &'static Binding, name: &str) -> Option<&'static Collection> {
    let mut all = binding.collections.iter().copied();
    all.find(|of| of.members.file.eq_ignore_ascii_case(name))
}
