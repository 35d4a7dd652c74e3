//! Embedded cells coming home.

use alloc::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    string::String,
    vec::Vec,
};

use roster_core::Format;

use super::{
    name::{Names, Place, is_of, may_be_added},
    seat::{Seat, seats},
    text::decode,
};
use crate::{
    feed::{Feed, File, Row},
    ids::Renames,
    oneroster::LIFE,
};

/// The embedded cells of a package for one format.
#[derive(Default)]
pub(crate) struct Arrivals<'a> {
    seats: Vec<Seat>,
    cells: Vec<Arrival<'a>>,
}

struct Arrival<'a> {
    /// The file and the row abroad.
    file: usize,
    row: usize,
    /// The table at home, and its column.
    table: usize,
    place: Place,
    base: String,
    text: Cow<'a, str>,
}

impl<'a> Arrivals<'a> {
    /// Takes them out of a feed, with the columns that they are in.
    ///
    /// Columns that would be taken for embedded ones on the way back go too: they are the feed's
    /// own, and ride under their own full names.
    pub(crate) fn take(feed: &mut Feed<'a>, to: &'static Format) -> Self {
        let from = feed.format;
        let mut arrivals = Arrivals::default();
        for number in 0..feed.files.len() {
            let file = &mut feed.files[number];
            let is_taken = |name: &Cow<'_, str>| is_of(name, to, from) || is_of(name, from, to);
            if !file.extra.iter().any(is_taken) {
                continue;
            }
            if arrivals.seats.is_empty() {
                arrivals.seats = seats(to, from);
            }
            let names = Names::of(to, from, number, &arrivals.seats);
            let known = file.table.columns.len();
            let taken: Vec<bool> = file.extra.iter().map(is_taken).collect();
            let headers = core::mem::take(&mut file.extra);
            for (extra, header) in headers.into_iter().enumerate().rev() {
                if !taken[extra] {
                    file.extra.push(header);
                    continue;
                }
                let place = names.column(&header);
                for (row, cells) in file.rows.iter().enumerate() {
                    let cell = cells[known + extra].clone();
                    if let (Some((table, place)), Some((base, text))) = (&place, decode(&cell)) {
                        let (table, place) = (*table, place.clone());
                        arrivals.cells.push(Arrival {
                            file: number,
                            row,
                            table,
                            place,
                            base,
                            text,
                        });
                    }
                }
            }
            file.extra.reverse();
            let is_taken = |c: usize| c.checked_sub(known).is_some_and(|extra| taken[extra]);
            let mut left = 0..;
            let place = |c: usize| if is_taken(c) { None } else { left.next() };
            let places: Vec<_> = (0..known + taken.len()).map(place).collect();
            let rows = core::mem::take(&mut file.rows).into_iter();
            file.rows = rows.map(|row| row.renumbered(|c| places.get(c).copied()?)).collect();
        }
        // of two columns with one name the first counts
        arrivals.cells.reverse();
        arrivals
    }

    /// Puts them into what came by itself.
    pub(crate) fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    pub(crate) fn arrive(&self, feed: &Feed<'a>, out: &mut Feed<'a>) {
        if self.cells.is_empty() {
            return;
        }
        let mut respelt = Respelt::default();
        let extensions = out.format.extensions;
        for seat in &self.seats {
            let is_of = |of: &&Arrival<'_>| of.file == seat.abroad && of.table == seat.home;
            let mut cells = self.cells.iter().filter(is_of).peekable();
            if cells.peek().is_none() {
                continue;
            }
            let file = &mut out.files[seat.home];
            let rows = seat.at_home(file, |_, text| text.clone());
            let known: BTreeMap<usize, Vec<usize>> = seat
                .abroad(&feed.files[seat.abroad])
                .into_iter()
                .filter_map(|(known, abroad)| Some((rows.get(&known)?, abroad)))
                .flat_map(|(rows, abroad)| abroad.into_iter().map(|row| (row, rows.clone())))
                .collect();
            for cell in cells {
                let Some(rows) = known.get(&cell.row) else { continue };
                cell.put(file, rows, extensions, &mut respelt);
            }
            // only a file that says what has changed may say when; such cells do not leave others
            let life = LIFE.map(|header| file.table.column(header));
            if let [Some(status), Some(date)] = life {
                let says = |row: &Row<'_>| ![status, date].iter().any(|c| row[*c].is_empty());
                file.delta |= !file.rows.is_empty() && file.rows.iter().all(says);
            }
        }
        respelt.settle(out);
    }
}

impl<'a> Arrival<'a> {
    fn put(
        &self,
        file: &mut File<'a>,
        rows: &[usize],
        extensions: Option<&str>,
        respelt: &mut Respelt,
    ) {
        let Some(c) = self.column(file, extensions) else { return };
        if file.table.id() == Some(c) {
            let Some(row) = rows.first().filter(|row| *file.rows[**row][c] == *self.base) else {
                return;
            };
            respelt.note(file.table.file, file.rows[*row][c].clone().into_owned(), &self.text);
            return;
        }
        for row in rows {
            let row = &mut file.rows[*row];
            if *row[c] == *self.base {
                row.set(c, self.text.clone());
            }
        }
    }

    /// Where it stands at home; a column that home's format does not know is added.
    fn column(&self, file: &mut File<'a>, extensions: Option<&str>) -> Option<usize> {
        match &self.place {
            Place::Known(c) if file.table.columns[*c].secret => None,
            Place::Other(header) if !may_be_added(header, extensions) => None,
            Place::Other(header) if self.place.in_file(file).is_none() => {
                file.extra.push(header.clone().into());
                Some(file.table.columns.len() + file.extra.len() - 1)
            }
            place => place.in_file(file),
        }
    }
}

/// Ids at home by what they came as, for each file.
#[derive(Default)]
struct Respelt(BTreeMap<&'static str, BTreeMap<String, String>>);

impl Respelt {
    fn note(&mut self, file: &'static str, came: String, text: &str) {
        self.0.entry(file).or_default().entry(came).or_insert_with(|| text.into());
    }
    /// Spells them. No two records become one.
    fn settle(self, out: &mut Feed<'_>) {
        let mut renames = Renames::default();
        for (name, ids) in &self.0 {
            let file = out.file(name);
            let Some(id) = file.table.id() else { continue };
            let mut taken: BTreeSet<&str> = file.rows.iter().map(|row| &*row[id]).collect();
            for (came, text) in ids {
                if !text.is_empty() && taken.insert(text) {
                    renames.add(name, came.as_str(), text.as_str());
                }
            }
        }
        renames.go_home(out);
    }
}
