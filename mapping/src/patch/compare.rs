//! What differs between two versions of one file.

use alloc::{borrow::Cow, boxed::Box, collections::BTreeMap, vec, vec::Vec};

use roster_core::Table;

use crate::texts::sum;

use super::{
    dress::Dress,
    grid::{Cells, Grid},
    line::said,
    order,
    pair::Pairs,
    parts::{At, CellPatch, FNV, FormPatch, GoneRow, Lack, RowPatch, RowsPatch},
};

/// The way from the rebuilt file to home's, and the rebuilt file's rows; `None` if one of them cannot be taken row by row.
pub(super) fn compare<'r>(
    table: &'static Table,
    rebuilt: Option<&'r [u8]>,
    home: &[u8],
) -> Option<(RowsPatch, Grid<'r>)> {
    let home = Grid::read(table, home)?;
    let rebuilt = match rebuilt {
        Some(bytes) => Grid::read(table, bytes)?,
        None => Grid::empty(),
    };
    // two keys with one checksum are rare enough to begin again
    let patch = of_pairs(table, &home, &rebuilt, &Pairs::of(table, &home, &rebuilt, true));
    let again = || of_pairs(table, &home, &rebuilt, &Pairs::of(table, &home, &rebuilt, false));
    patch.or_else(again).map(|patch| (patch, rebuilt))
}

/// The way between files whose rows are so paired; `None` if some of those should not be.
fn of_pairs(
    table: &'static Table,
    home: &Grid<'_>,
    rebuilt: &Grid<'_>,
    pairs: &Pairs<'_>,
) -> Option<RowsPatch> {
    let dress = Dress::of(home);
    let gone = (0..rebuilt.len()).filter(|row| !pairs.taken[*row]);
    let gone = gone.map(|row| GoneRow { row: rebuilt.id(row), print: rebuilt.print(row) });
    let (runs, carried) = order::runs(table, home, rebuilt, pairs, &dress);
    let mut patch = RowsPatch {
        header: dress.strip(home.header_bytes(), home.header().tail).to_vec(),
        lacks: lacks(home, rebuilt, &pairs.taken),
        gone: gone.collect(),
        runs,
        carried,
        dress,
        ..RowsPatch::new(table)
    };
    let comparison = Comparison::new(home, rebuilt, &patch.lacks);
    let (mut cells, mut sets) = (Vec::new(), Sets::default());
    for (row, of) in pairs.partners().enumerate() {
        let Some(of) = of else { continue };
        if pairs.is_unsure(row) && !home.shares_key(row, rebuilt, of) {
            return None;
        }
        let line = home.cells(row);
        comparison.cells(line, rebuilt.cells(of), &patch.lacks, &mut cells);
        let set = (!cells.is_empty()).then(|| sets.number(&cells));
        patch.rows.extend(set.map(|set| RowPatch { row: rebuilt.id(of), set }));
        if line.len() != comparison.from.len() || !patch.dress.fits(home, row) {
            let bytes = patch.dress.strip(home.bytes(row), home.tail(row)).to_vec();
            patch.forms.push(FormPatch { row: rebuilt.id(of), bytes });
        }
    }
    patch.sets = sets.list;
    Some(patch)
}

/// What changes in rows, numbered.
#[derive(Default)]
struct Sets {
    list: Vec<Vec<CellPatch>>,
    numbers: BTreeMap<u64, Vec<usize>>,
}

impl Sets {
    fn number(&mut self, cells: &[Difference<'_>]) -> usize {
        let place = |at: At| match at {
            At::Home(place) => place as u64,
            At::Lack(lack) => !(lack as u64),
        };
        let print = cells.iter().fold(FNV, |total, (at, base, text)| {
            let total = total.rotate_left(7) ^ place(*at).wrapping_mul(FNV);
            total ^ sum(base).rotate_left(1) ^ sum(text).rotate_left(32)
        });
        let known = self.numbers.entry(print).or_default();
        let is = |number: &&usize| {
            let set = &self.list[**number];
            let is = |(a, b): (&CellPatch, &Difference<'_>)| {
                (a.at, &*a.base, &*a.text) == (b.0, &*b.1, &*b.2)
            };
            set.len() == cells.len() && set.iter().zip(cells).all(is)
        };
        if let Some(number) = known.iter().find(is) {
            return *number;
        }
        // so many with one checksum are made to have it: what changes alike is then written twice
        if known.len() < 8 {
            known.push(self.list.len());
        }
        let owned = |(at, base, text): &Difference<'_>| {
            let [base, text] = [base, text].map(|text| Box::from(&**text));
            CellPatch { at: *at, base, text }
        };
        self.list.push(cells.iter().map(owned).collect());
        self.list.len() - 1
    }
}

/// A cell that differs: where it stands, what it says rebuilt, and what at home.
type Difference<'a> = (At, Cow<'a, [u8]>, Cow<'a, [u8]>);

/// The columns that home lacks, each with the text that it has in most rows, if there is one.
fn lacks(home: &Grid<'_>, rebuilt: &Grid<'_>, paired: &[bool]) -> Vec<Lack> {
    let names = &rebuilt.names;
    let lacked: Vec<bool> = names.iter().map(|name| home.names.place(name).is_none()).collect();
    if !lacked.contains(&true) {
        return Vec::new();
    }
    let mut counts = vec![Count::default(); lacked.len()];
    let rows = (0..rebuilt.len()).filter(|row| paired[*row]);
    for row in rows.clone() {
        let forms = rebuilt.cells(row).forms();
        for ((form, lacked), count) in forms.zip(&lacked).zip(&mut counts) {
            let text = if *lacked { said(form) } else { continue };
            if !text.is_empty() {
                count.add(&text);
            }
        }
    }
    let rows = rows.count();
    let mut lacks = Vec::new();
    for ((name, lacked), count) in names.iter().zip(lacked).zip(counts) {
        if lacked {
            let base = if count.filled > rows / 2 { count.text } else { Vec::new() };
            lacks.push(Lack { name: name.to_owned(), base });
        }
    }
    lacks
}

/// What most of a column's filled cells say: the majority vote of Boyer and Moore.
#[derive(Clone, Default)]
struct Count {
    filled: usize,
    votes: usize,
    text: Vec<u8>,
}

impl Count {
    fn add(&mut self, text: &[u8]) {
        self.filled += 1;
        if text == self.text {
            self.votes += 1;
        } else if self.votes > 0 {
            self.votes -= 1;
        } else {
            (self.votes, self.text) = (1, text.to_vec());
        }
    }
}

/// Compares the rows of two files, cell by cell and byte by byte.
struct Comparison {
    /// For each column of home where it stands in the rebuilt file.
    from: Vec<Option<usize>>,
    /// For each column of the rebuilt file where it stands at home.
    to: Vec<At>,
    /// The columns that home lacks and that say something in most rows, by place.
    filled: Vec<(usize, usize)>,
    /// Whether each column stands where it stands at home.
    alike: bool,
}

impl Comparison {
    fn new(home: &Grid<'_>, rebuilt: &Grid<'_>, lacks: &[Lack]) -> Self {
        let mut lack = 0..;
        let place = |name| match home.names.place(name) {
            Some(place) => At::Home(place),
            None => At::Lack(lack.next().unwrap_or(usize::MAX)),
        };
        let to: Vec<At> = rebuilt.names.iter().map(place).collect();
        let filled = to.iter().enumerate().filter_map(|(place, at)| match *at {
            At::Lack(lack) if !lacks[lack].base.is_empty() => Some((place, lack)),
            _ => None,
        });
        let filled = filled.collect();
        let from = home.names.iter().map(|name| rebuilt.names.place(name)).collect();
        let alike = home.names.are(&rebuilt.names);
        Comparison { from, to, filled, alike }
    }

    /// The cells that differ, in place of what is in `out`.
    fn cells<'a>(
        &self,
        line: Cells<'_, 'a>,
        base: Cells<'_, 'a>,
        lacks: &[Lack],
        out: &mut Vec<Difference<'a>>,
    ) {
        out.clear();
        if self.alike && line.content() == base.content() {
            return;
        }
        for (place, (form, from)) in line.forms().zip(&self.from).enumerate() {
            let other = from.map_or(&b""[..], |from| base.form(from));
            // what is written alike says the same
            if form != other {
                let (text, base) = (said(form), said(other));
                if text != base {
                    out.push((At::Home(place), base, text));
                }
            }
        }
        for (form, at) in base.forms().zip(&self.to) {
            let differs = match *at {
                // home's row ends before it
                At::Home(place) => place >= line.len() && !said(form).is_empty(),
                At::Lack(lack) => *said(form) != *lacks[lack].base,
            };
            if differs {
                out.push((*at, said(form), Cow::Borrowed(b"")));
            }
        }
        for (_, lack) in self.filled.iter().filter(|(place, _)| *place >= base.len()) {
            out.push((At::Lack(*lack), Cow::Borrowed(b""), Cow::Borrowed(b"")));
        }
    }
}
