//! Which rows of two formats are of the same record.

use alloc::{borrow::Cow, collections::BTreeMap, vec, vec::Vec};

use roster_core::{Format, Table};

use crate::{
    feed::{File, Row},
    hub::{Class, Course, Demographics, Enrollment, Entity, Org, Person, Relation, Role, Session},
    table::{Linked, linked},
};

/// Two tables with rows of the same records, and the columns by which they are known.
#[derive(Clone, Debug)]
pub(super) struct Seat {
    /// The table at home, by its number in the format.
    pub(super) home: usize,
    /// The table abroad.
    pub(super) abroad: usize,
    by: Vec<(usize, usize)>,
    /// Which choice it is: the first ones speak of the record itself, later ones of what it does.
    pub(super) rank: usize,
    /// Whether the columns abroad may not tell one record from another.
    loose: bool,
}

/// A kind of thing, and what is said of it that tells one from another.
type Identity = (&'static str, Vec<&'static str>);

/// Of each kind, the first choice first.
fn identities() -> Vec<Identity> {
    fn of<E: Entity>(facts: &[E]) -> Identity {
        (E::NAME, facts.iter().map(|fact| fact.name()).collect())
    }
    vec![
        of(&[Org::Id]),
        of(&[Session::Id]),
        of(&[Course::Id]),
        of(&[Class::Id]),
        of(&[Person::Id]),
        of(&[Person::Email]),
        of(&[Role::Id]),
        of(&[Role::Person, Role::Org, Role::Role]),
        of(&[Role::Person, Role::Org]),
        of(&[Enrollment::Id]),
        of(&[Enrollment::Class, Enrollment::Person, Enrollment::Role]),
        of(&[Enrollment::Class, Enrollment::Person]),
        of(&[Relation::Student, Relation::Contact]),
        of(&[Demographics::Person]),
    ]
}

/// The seats of each table of a format in another, the first choice first.
pub(super) fn seats(home: &'static Format, abroad: &'static Format) -> Vec<Seat> {
    let sides = [Side::of(home), Side::of(abroad)];
    let mut seats = Vec::new();
    for h in 0..home.tables.len() {
        for (rank, identity) in identities().iter().enumerate() {
            let all = 0..abroad.tables.len();
            let seat = |a| Some(Seat { rank, ..shared(&sides, [h, a], identity)? });
            seats.extend(all.filter_map(seat));
        }
        if !seats.iter().any(|seat: &Seat| seat.home == h) {
            let all = 0..abroad.tables.len();
            seats.extend(all.filter_map(|a| alike(&sides, [h, a])));
        }
    }
    seats
}

/// A format, and what its columns say.
struct Side {
    format: &'static Format,
    links: Vec<Linked>,
}

impl Side {
    fn of(format: &'static Format) -> Self {
        let mut links = linked(format);
        // what is said in the fact's own words comes first
        links.sort_by_key(|of| of.how.is_some());
        Side { format, links }
    }
    fn of_file(&self, file: &str) -> impl Iterator<Item = &Linked> {
        self.links.iter().filter(move |of| of.file == file)
    }
    /// Whether the table's own id is that of a thing.
    fn is_id_of(&self, table: &Table, entity: &str) -> bool {
        let id = table.id().map(|id| table.columns[id].header);
        let mut links = self.of_file(table.file);
        links.any(|of| Some(of.header) == id && of.fact == (entity, "Id"))
    }
}

/// A seat where rows are known by what both tables say of a thing.
fn shared(sides: &[Side; 2], [h, a]: [usize; 2], identity: &Identity) -> Option<Seat> {
    let (entity, facts) = identity;
    let tables = [sides[0].format.tables[h], sides[1].format.tables[a]];
    let pair = |fact: &&'static str| {
        let find = |side: &Side, table: &Table| {
            side.of_file(table.file).find(|of| of.fact == (*entity, *fact)).copied()
        };
        let (own, other) = (find(&sides[0], tables[0])?, find(&sides[1], tables[1])?);
        let columns = (tables[0].column(own.header)?, tables[1].column(other.header)?);
        own.says_the_same(&other).then_some(columns)
    };
    let by: Vec<(usize, usize)> = facts.iter().map(pair).collect::<Option<_>>()?;
    let key = by.iter().all(|(c, _)| tables[0].columns[*c].key);
    let key_abroad = by.iter().all(|(_, c)| tables[1].columns[*c].key);
    let is_of = (key || sides[0].is_id_of(tables[0], entity))
        && (key_abroad || sides[1].is_id_of(tables[1], entity))
        && (key || key_abroad);
    is_of.then_some(Seat { home: h, abroad: a, by, rank: 0, loose: !key_abroad })
}

/// A seat in the same file of another version of the format, whose records the roster has none of.
fn alike(sides: &[Side; 2], [h, a]: [usize; 2]) -> Option<Seat> {
    let tables = [sides[0].format.tables[h], sides[1].format.tables[a]];
    let manifest = sides[0].format.manifest.map(|manifest| manifest.file);
    if tables[0].file != tables[1].file || manifest == Some(tables[0].file) {
        return None;
    }
    let by = (tables[0].id()?, tables[1].id()?);
    Some(Seat { home: h, abroad: a, by: vec![by], rank: 0, loose: false })
}

/// By what the rows of a file are known at a seat.
pub(super) type Known<'a> = Vec<Cow<'a, str>>;

impl Seat {
    /// The rows of the file at home, by what they are known by; `spell` turns a cell's text.
    pub(super) fn at_home<'a>(
        &self,
        file: &File<'a>,
        spell: impl Fn(usize, &Cow<'a, str>) -> Cow<'a, str>,
    ) -> BTreeMap<Known<'a>, Vec<usize>> {
        let columns: Vec<usize> = self.by.iter().map(|(c, _)| *c).collect();
        groups(file, &columns, spell)
    }
    /// The rows of the file abroad. Those that may be of several records are left out.
    pub(super) fn abroad<'a>(&self, file: &File<'a>) -> BTreeMap<Known<'a>, Vec<usize>> {
        let columns: Vec<usize> = self.by.iter().map(|(_, c)| *c).collect();
        let mut groups = groups(file, &columns, |_, text| text.clone());
        if self.loose {
            groups.retain(|_, rows| rows.len() == 1);
        }
        groups
    }
    /// By what a row at home is known.
    pub(super) fn known<'a>(&self, row: &Row<'a>) -> Known<'a> {
        self.by.iter().map(|(c, _)| row[*c].clone()).collect()
    }
}

fn groups<'a>(
    file: &File<'a>,
    columns: &[usize],
    spell: impl Fn(usize, &Cow<'a, str>) -> Cow<'a, str>,
) -> BTreeMap<Known<'a>, Vec<usize>> {
    let mut groups = BTreeMap::<_, Vec<_>>::new();
    for (number, row) in file.rows.iter().enumerate() {
        if columns.iter().all(|c| !row[*c].is_empty()) {
            let known: Known<'a> = columns.iter().map(|c| spell(*c, &row[*c])).collect();
            groups.entry(known).or_default().push(number);
        }
    }
    groups
}
