//! From one format to another.

use alloc::{string::String, vec::Vec};
use core::mem::take;

use oneroster_model::json::binding;
use roster_core::{Column, Format, Memory, Source};

use crate::{
    clever,
    dates::{self, DateOrder},
    embed::Arrivals,
    feed::Feed,
    fit,
    hub::{Class, Roster},
    ids::{self, Renames},
    json::{self, Seen},
    oneroster, sds_v1, sds_v2,
};

/// What the caller knows and a package may not say.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Options {
    school_year: [String; 2],
    date_order: DateOrder,
}

impl Default for Options {
    fn default() -> Self {
        let school_year = ["2000-08-01".into(), "2001-07-31".into()];
        Options { school_year, date_order: DateOrder::default() }
    }
}

impl Options {
    /// The first day of the school year and the one after its last, `YYYY-MM-DD`: for sessions
    /// whose dates the package does not say, where the target must have them.
    pub fn in_school_year(mut self, first: impl Into<String>, end: impl Into<String>) -> Self {
        self.school_year = [first.into(), end.into()];
        self
    }
    /// What comes first in the source's dates with slashes. On the way home nothing need be said.
    pub fn date_order(mut self, order: DateOrder) -> Self {
        self.date_order = order;
        self
    }
    /// The same for a package that a conversion has written.
    pub(crate) fn of_written(&self) -> Self {
        self.clone().date_order(DateOrder::default())
    }
    pub(crate) fn order(&self) -> DateOrder {
        self.date_order
    }
    pub(crate) fn school_year(&self) -> [String; 2] {
        self.school_year.clone()
    }
}

/// A package in another format.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Crossed {
    /// The package.
    pub package: Memory,
    /// Ids of its files that are spelt otherwise than at home.
    pub abroad: Renames,
    /// Ids of the files at home that were told apart.
    pub home: Renames,
}

/// Says in one format what a package says in another, as far as the other can.
///
/// The result is in its plainest dress, and valid for the strictest consumers of its format.
///
/// # Panics
///
/// If one of the formats is none of [`formats`].
pub fn cross(
    from: &'static Format,
    to: &'static Format,
    source: &dyn Source,
    options: &Options,
) -> Crossed {
    let none = Renames::default();
    cross_by(fit::make_valid, from, to, source, options, [&none, &none])
}

/// As [`cross`], on the way home: with the ids that were spelt otherwise abroad, and the names of
/// those that were told apart at home.
///
/// What the check alone finds wrong comes home too: a patch says what is so at home, right or wrong,
/// and an edit is better at home and told of there than gone.
pub(crate) fn cross_home(
    from: &'static Format,
    to: &'static Format,
    source: &dyn Source,
    options: &Options,
    abroad: &Renames,
    home: &Renames,
) -> Crossed {
    cross_by(fit::make_fit, from, to, source, options, [abroad, home])
}

fn cross_by(
    write: fn(Feed<'_>) -> Memory,
    from: &'static Format,
    to: &'static Format,
    source: &dyn Source,
    options: &Options,
    [abroad, home]: [&Renames; 2],
) -> Crossed {
    let seen = Seen::of(from, source);
    let mut feed = seen.feed_for(to);
    dates::settle(&mut feed, options.date_order);
    let arrivals = Arrivals::take(&mut feed, json::rows_format(to));
    abroad.go_home(&mut feed);
    let kept = (!arrivals.is_empty()).then(|| feed.clone());
    let (mut out, told_apart) = say(feed, to, options);
    kept.into_iter().for_each(|feed| arrivals.arrive(&feed, &mut out));
    drop(arrivals);
    home.go_home(&mut out);
    let respelt = ids::make_fit(&mut out);
    let package = json::write(to, write(out));
    Crossed { package, abroad: respelt, home: told_apart }
}

/// Says in a format what a feed says, before any of it is made to fit; and the ids that are told
/// apart.
pub(crate) fn say<'a>(
    mut feed: Feed<'a>,
    to: &'static Format,
    options: &Options,
) -> (Feed<'a>, Renames) {
    if let Some(binding) = binding(feed.format) {
        let mut csv = Feed::new(binding.csv);
        json::to_csv(feed, &mut csv);
        return say(csv, to, options);
    }
    if let Some(binding) = binding(to) {
        let (csv, told_apart) = say(feed, binding.csv, options);
        let mut out = Feed::new(binding.rows);
        json::from_csv(csv, &mut out, options);
        return (out, told_apart);
    }
    let mut out = Feed::new(to);
    if is_renaming(feed.format, to) {
        rename(&mut feed, &mut out);
        return (out, Renames::default());
    }
    let (mut roster, told_apart) = read(&mut feed, to);
    // no format has a class without a school: it is not worth the room
    roster.classes.retain(|class| !class[Class::School].is_empty());
    // its rows are not looked at again but for a ride
    let feed = oneroster::rides(feed.format, to).then_some(feed);
    write(roster, &mut out, options);
    feed.into_iter().for_each(|feed| oneroster::ride(feed, &mut out));
    (out, told_apart)
}

/// Whether the two say the same of the same things, but for the names of columns.
fn is_renaming(a: &Format, b: &Format) -> bool {
    let family = |format: &Format| match format.id {
        "sds-v1" | "sds-v1-uk" => 1,
        "oneroster-1.2" | "oneroster-1.2.0" => 2,
        _ => 0,
    };
    a.id == b.id || family(a) != 0 && family(a) == family(b)
}

/// The cells of the columns with the same field, which is their place in the record.
fn rename<'a>(from: &mut Feed<'a>, to: &mut Feed<'a>) {
    for (from, to) in from.files.iter_mut().zip(&mut to.files) {
        let [known, others] = [from.table, to.table].map(|table| table.columns.len());
        let same =
            |column: &Column| to.table.columns.iter().position(|of| of.field == column.field);
        let places: Vec<_> = from.table.columns.iter().map(same).collect();
        let place = |at: usize| places.get(at).map_or_else(|| Some(at - known + others), |to| *to);
        to.extra.clone_from(&from.extra);
        to.delta = from.delta;
        to.rows = take(&mut from.rows).into_iter().map(|row| row.renumbered(place)).collect();
    }
}

/// What a feed says; rows that are not looked at again are taken out of it.
pub(crate) fn read<'a>(feed: &mut Feed<'a>, to: &'static Format) -> (Roster<'a>, Renames) {
    let plain = |roster| (roster, Renames::default());
    match feed.format.id {
        "sds-v1" => sds_v1::read(feed),
        "sds-v1-uk" => {
            let mut v1 = Feed::new(&sds_model::v1::FORMAT);
            rename(feed, &mut v1);
            sds_v1::read(&v1)
        }
        "clever" | "clever-sds" => clever::read(feed),
        "sds-v2" => plain(sds_v2::read_v2(feed)),
        "sds-v2.1" => plain(sds_v2::read(feed)),
        _ => oneroster::read(feed, to),
    }
}

fn write<'a>(roster: Roster<'a>, feed: &mut Feed<'a>, options: &Options) {
    match feed.format.id {
        "sds-v1" => sds_v1::write(&roster, feed),
        "sds-v1-uk" => {
            let mut v1 = Feed::new(&sds_model::v1::FORMAT);
            sds_v1::write(&roster, &mut v1);
            rename(&mut v1, feed);
        }
        "clever" | "clever-sds" => clever::write(&roster, feed),
        "sds-v2" => sds_v2::write_v2(roster, feed),
        "sds-v2.1" => sds_v2::write(roster, feed, options),
        _ => oneroster::write(roster, feed, options),
    }
}

/// Every format that there are mappings for.
pub fn formats() -> Vec<&'static Format> {
    let csv = [sds_model::FORMATS, clever_model::FORMATS, oneroster_model::FORMATS].concat();
    [&csv, oneroster_model::json::FORMATS].concat()
}
