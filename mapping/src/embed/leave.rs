//! Cells of home embedded abroad.

use alloc::{
    collections::{BTreeMap, BTreeSet},
    string::{String, ToString},
    vec::Vec,
};

use roster_core::{Format, Kind, Memory, Source};

use super::{
    name::{Names, Place},
    seat::{Known, Seat, seats},
    spelling::Spelling,
    text::encode,
};
use crate::{
    Options,
    cross::{Crossed, cross, cross_home, say},
    feed::{Feed, File},
    json::{self, Seen},
    oneroster::{LIFE, deltas},
    words::items,
};

/// Embeds in a crossed package what of its source would not come back, and takes the ids that
/// ride there from those that are to be carried otherwise. Gives what would have come back.
pub(crate) fn embed(
    from: &'static Format,
    to: &'static Format,
    source: &dyn Source,
    crossed: &mut Crossed,
    options: &Options,
) -> Memory {
    let there = Seen::of(to, &crossed.package);
    let abroad = there.feed();
    let back = cross_home(to, from, &crossed.package, options, &crossed.abroad, &crossed.home);
    let bare = cross(to, from, &crossed.package, options);
    let [here, bare] = [source, &bare.package].map(|of| Seen::of(from, of));
    let leaving = Leaving {
        home: here.feed(),
        rebuilt: say(abroad.clone(), from, options).0,
        bare: bare.feed(),
        spelling: Spelling::of(here.format, there.format, &crossed.abroad, &crossed.home),
        abroad,
    };
    let seats = seats(here.format, there.format);
    let mut rides = leaving.rides(&seats);
    if rides.is_empty() {
        return back.package;
    }
    // what does not come home by itself is to be carried otherwise
    let package = json::write(to, leaving.write(&seats, &rides));
    let alone = cross(to, from, &package, options).package;
    leaving.keep_those_that_arrive(&seats, &mut rides, &Seen::of(from, &alone).feed());
    let package = json::write(to, leaving.write(&seats, &rides));
    let [respelt, told_apart] =
        leaving.spelling.without(&leaving.home, &riding(&seats, &rides, here.format));
    drop(leaving);
    crossed.package = package;
    crossed.abroad = respelt;
    crossed.home = told_apart;
    back.package
}

/// A cell that rides.
struct Ride {
    /// The number of the seat.
    seat: usize,
    place: Place,
    /// A row at home that it is of; the others say the same.
    row: usize,
    /// The rows abroad that it rides in.
    abroad: Vec<usize>,
    base: String,
    text: String,
}

/// Which ids ride: the file at home, and the spelling abroad.
fn riding(seats: &[Seat], rides: &[Ride], from: &Format) -> BTreeSet<(&'static str, String)> {
    let table = |ride: &Ride| from.tables[seats[ride.seat].home];
    let ids = rides
        .iter()
        .filter(|ride| table(ride).id().map(Place::Known).as_ref() == Some(&ride.place));
    ids.map(|ride| (table(ride).file, ride.base.clone())).collect()
}

struct Leaving<'a> {
    home: Feed<'a>,
    abroad: Feed<'a>,
    /// What would come back by itself, before anything is made to fit.
    rebuilt: Feed<'a>,
    /// What would come back with the ids spelt as abroad.
    bare: Feed<'a>,
    spelling: Spelling,
}

impl<'a> Leaving<'a> {
    fn rides(&self, seats: &[Seat]) -> Vec<Ride> {
        let mut rides = Vec::new();
        let mut done: BTreeSet<(usize, usize, Place)> = BTreeSet::new();
        let ids = ids_of(&self.rebuilt);
        for (number, seat) in seats.iter().enumerate() {
            let here = Here::of(self, seat, &ids);
            let rows = seat.at_home(here.home, |c, text| self.spelling.abroad(here.home, c, text));
            for (known, rows) in rows {
                let (Some(back), Some(abroad)) = (here.back.get(&known), here.abroad.get(&known))
                else {
                    continue;
                };
                for place in &here.places {
                    let Some((base, text)) = here.change(&known, place, &rows, back) else {
                        continue;
                    };
                    let of = |row: &usize| (seat.home, *row, place.clone());
                    if rows.iter().any(|row| done.contains(&of(row))) {
                        continue;
                    }
                    done.extend(rows.iter().map(of));
                    rides.push(Ride {
                        seat: number,
                        place: place.clone(),
                        row: rows[0],
                        abroad: abroad.clone(),
                        base: base.to_string(),
                        text: text.to_string(),
                    });
                }
            }
        }
        rides
    }

    /// The package abroad with these cells in it.
    fn write(&self, seats: &[Seat], rides: &[Ride]) -> Memory {
        let mut feed = self.abroad.clone();
        let mut places: BTreeMap<(usize, usize, &Place), usize> = BTreeMap::new();
        let key = |ride: &'_ Ride| {
            let seat = &seats[ride.seat];
            (seat.abroad, seat.home)
        };
        for ride in rides {
            let (abroad, home) = key(ride);
            places.insert((abroad, home, &ride.place), 0);
        }
        for ((abroad, home, place), at) in &mut places {
            let names = Names::of(self.home.format, feed.format, *abroad, seats);
            let Some(header) = names.header(*home, place) else { continue };
            let file = &mut feed.files[*abroad];
            *at = file.table.columns.len() + file.extra.len();
            file.extra.push(header.into());
        }
        for ride in rides {
            let (abroad, home) = key(ride);
            let Some(at) = places.get(&(abroad, home, &ride.place)) else { continue };
            let cell = encode(&ride.base, &ride.text);
            for row in &ride.abroad {
                feed.files[abroad].rows[*row][*at] = cell.clone().into();
            }
        }
        feed.write()
    }

    fn keep_those_that_arrive(&self, seats: &[Seat], rides: &mut Vec<Ride>, alone: &Feed<'_>) {
        let rows: Vec<_> = seats
            .iter()
            .map(|seat| seat.at_home(&alone.files[seat.home], |_, text| text.clone()))
            .collect();
        rides.retain(|ride| {
            let seat = &seats[ride.seat];
            let file = &alone.files[seat.home];
            let own = seat.known(&self.home.files[seat.home].rows[ride.row]);
            let (Some(rows), Some(at)) = (rows[ride.seat].get(&own), ride.place.in_file(file))
            else {
                return false;
            };
            rows.iter().all(|row| *file.rows[*row][at] == *ride.text)
        });
    }
}

/// The files that meet at a seat, and which of their rows are of which record.
struct Here<'l, 'a> {
    /// The ids that come home by themselves.
    ids: &'l Ids<'l>,
    home: &'l File<'a>,
    rebuilt: &'l File<'a>,
    bare: &'l File<'a>,
    back: BTreeMap<Known<'a>, Vec<usize>>,
    abroad: BTreeMap<Known<'a>, Vec<usize>>,
    spelt_as_abroad: BTreeMap<Known<'a>, Vec<usize>>,
    /// The columns whose cells may ride.
    places: Vec<Place>,
}

impl<'l, 'a> Here<'l, 'a> {
    fn of(leaving: &'l Leaving<'a>, seat: &Seat, ids: &'l Ids<'l>) -> Self {
        let file = |feed: &'l Feed<'a>| &feed.files[seat.home];
        let [home, rebuilt, bare] = [&leaving.home, &leaving.rebuilt, &leaving.bare].map(file);
        let own = |file| seat.at_home(file, |_, text| text.clone());
        let mut places = Place::of(home, leaving.home.format.extensions);
        if !deltas(&leaving.home).contains(home.table.file) {
            let life = LIFE.map(|header| home.table.column(header).map(Place::Known));
            places.retain(|place| !life.contains(&Some(place.clone())));
        }
        Here {
            ids,
            home,
            rebuilt,
            bare,
            back: own(rebuilt),
            abroad: seat.abroad(&leaving.abroad.files[seat.abroad]),
            spelt_as_abroad: own(bare),
            places,
        }
    }

    /// What the rows say at home in a column, and what would come back there: if they agree on
    /// it, it would not come back, and it can ride.
    fn change(
        &self,
        known: &Known<'a>,
        place: &Place,
        rows: &[usize],
        back: &[usize],
    ) -> Option<(&'l str, &'l str)> {
        let text = unanimous(self.home, place, rows)?;
        let base = unanimous(self.rebuilt, place, back)?;
        let can_ride = |text: &str| !text.contains(char::is_control);
        if text == base || !can_ride(text) || !can_ride(base) {
            return None;
        }
        let is_id = self.home.table.id().map(Place::Known).as_ref() == Some(place);
        if is_id {
            return Some((base, text));
        }
        let there = self.spelt_as_abroad.get(known);
        let comes = there.is_some_and(|rows| unanimous(self.bare, place, rows) == Some(text));
        (!comes && self.leads_home(place, text)).then_some((base, text))
    }

    /// Whether the records that a cell names come home by themselves, if it names some: a row that
    /// must name one and names none would not. One whose id is spelt otherwise abroad does not; when
    /// its id rides, what refers to it is spelt as at home.
    fn leads_home(&self, place: &Place, text: &str) -> bool {
        let Place::Known(c) = place else { return true };
        let column = &self.home.table.columns[*c];
        let Some(ids) = column.refers.and_then(|refers| self.ids.get(refers.file)) else {
            return true;
        };
        match column.kind {
            Kind::List(_) => items(text).all(|item| ids.contains(item)),
            _ => text.is_empty() || ids.contains(text),
        }
    }
}

/// For each file the ids in it.
type Ids<'f> = BTreeMap<&'static str, BTreeSet<&'f str>>;

fn ids_of<'f>(feed: &'f Feed<'_>) -> Ids<'f> {
    let ids = |file: &'f File<'_>| {
        let id = file.table.id()?;
        Some((file.table.file, file.rows.iter().map(|row| &*row[id]).collect()))
    };
    feed.files.iter().filter_map(ids).collect()
}

/// What rows say in a column, if it is the same.
fn unanimous<'f>(file: &'f File<'_>, place: &Place, rows: &[usize]) -> Option<&'f str> {
    let Some(at) = place.in_file(file) else { return Some("") };
    let mut texts = rows.iter().map(|row| &*file.rows[*row][at]);
    let first = texts.next()?;
    texts.all(|text| text == first).then_some(first)
}
