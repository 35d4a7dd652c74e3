//! What differs between two versions of one file.

use alloc::{vec, vec::Vec};

use roster_core::Table;

use super::{
    dress::Dress,
    grid::Grid,
    line::Line,
    order,
    pair::pair,
    parts::{At, CellPatch, FormPatch, GoneRow, Lack, RowsPatch},
};

/// The way from the rebuilt file to home's; `None` if one of them cannot be taken row by row.
pub(super) fn compare(
    table: &'static Table,
    rebuilt: Option<&[u8]>,
    home: &[u8],
) -> Option<RowsPatch> {
    let home = Grid::read(table, home)?;
    let rebuilt = match rebuilt {
        Some(bytes) => Grid::read(table, bytes)?,
        None => Grid::empty(),
    };
    let pairs = pair(table, &home, &rebuilt);
    let mut paired = vec![false; rebuilt.len()];
    pairs.iter().flatten().for_each(|row| paired[*row] = true);
    let dress = Dress::of(&home);
    let gone = (0..rebuilt.len()).filter(|row| !paired[*row]);
    let mut patch = RowsPatch {
        header: dress.strip(home.header_bytes(), home.header().tail).to_vec(),
        lacks: lacks(&home, &rebuilt, &paired),
        gone: gone.map(|row| GoneRow { row: rebuilt.id(row), print: rebuilt.print(row) }).collect(),
        runs: order::runs(table, &home, &rebuilt, &pairs, &dress),
        dress,
        ..RowsPatch::new(table)
    };
    let comparison = Comparison::new(&home, &rebuilt, &patch.lacks);
    for (row, of) in pairs.iter().enumerate() {
        of.iter().for_each(|of| comparison.row(&mut patch, row, *of));
    }
    Some(patch)
}

/// The columns that home lacks, each with the text that it has in most rows, if there is one.
fn lacks(home: &Grid<'_>, rebuilt: &Grid<'_>, paired: &[bool]) -> Vec<Lack> {
    let names = rebuilt.names.list();
    let lacked: Vec<bool> = names.iter().map(|name| home.names.place(name).is_none()).collect();
    if !lacked.contains(&true) {
        return Vec::new();
    }
    let mut counts = vec![Count::default(); lacked.len()];
    let rows = (0..rebuilt.len()).filter(|row| paired[*row]);
    for row in rows.clone() {
        for ((cell, lacked), count) in rebuilt.line(row).cells.iter().zip(&lacked).zip(&mut counts)
        {
            if *lacked && !cell.text.is_empty() {
                count.add(&cell.text);
            }
        }
    }
    let rows = rows.count();
    let mut lacks = Vec::new();
    for ((name, lacked), count) in names.iter().zip(lacked).zip(counts) {
        if lacked {
            let base = if count.filled > rows / 2 { count.text } else { Vec::new() };
            lacks.push(Lack { name: name.clone(), base });
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
struct Comparison<'c> {
    home: &'c Grid<'c>,
    rebuilt: &'c Grid<'c>,
    /// For each column of home where it stands in the rebuilt file.
    from: Vec<Option<usize>>,
    /// For each column of the rebuilt file where it stands at home.
    to: Vec<At>,
    /// The columns that home lacks and that say something in most rows, by place.
    filled: Vec<(usize, usize)>,
}

impl<'c> Comparison<'c> {
    fn new(home: &'c Grid<'c>, rebuilt: &'c Grid<'c>, lacks: &[Lack]) -> Self {
        let mut lack = 0..;
        let place = |name| match home.names.place(name) {
            Some(place) => At::Home(place),
            None => At::Lack(lack.next().unwrap_or(usize::MAX)),
        };
        let to: Vec<At> = rebuilt.names.list().iter().map(place).collect();
        let filled = to.iter().enumerate().filter_map(|(place, at)| match *at {
            At::Lack(lack) if !lacks[lack].base.is_empty() => Some((place, lack)),
            _ => None,
        });
        let filled = filled.collect();
        let from = home.names.list().iter().map(|name| rebuilt.names.place(name)).collect();
        Comparison { home, rebuilt, from, to, filled }
    }

    fn row(&self, patch: &mut RowsPatch, row: usize, of: usize) {
        let (line, base) = (self.home.line(row), self.rebuilt.line(of));
        self.cells(&line, &base, &patch.lacks, |at, base, text| {
            let (base, text) = (base.to_vec(), text.to_vec());
            patch.cells.push(CellPatch { row: self.rebuilt.id(of), at, base, text });
        });
        let bytes = patch.dress.strip(self.home.bytes(row), line.tail);
        let mut same = line.cells.len() == self.from.len();
        if same {
            let mut written = Vec::with_capacity(bytes.len());
            patch.dress.row(&line.texts(), &mut written);
            same = written.strip_suffix(patch.dress.newline.bytes()) == Some(bytes);
        }
        if !same {
            patch.forms.push(FormPatch { row: self.rebuilt.id(of), bytes: bytes.to_vec() });
        }
    }

    /// Tells the cells that differ.
    fn cells(
        &self,
        line: &Line<'_>,
        base: &Line<'_>,
        lacks: &[Lack],
        mut tell: impl FnMut(At, &[u8], &[u8]),
    ) {
        for (place, (cell, from)) in line.cells.iter().zip(&self.from).enumerate() {
            let base = from.map_or(&b""[..], |from| base.text(from));
            if *cell.text != *base {
                tell(At::Home(place), base, &cell.text);
            }
        }
        for (cell, at) in base.cells.iter().zip(&self.to) {
            let differs = match *at {
                // home's row ends before it
                At::Home(place) => place >= line.cells.len() && !cell.text.is_empty(),
                At::Lack(lack) => *cell.text != *lacks[lack].base,
            };
            if differs {
                tell(*at, &cell.text, b"");
            }
        }
        for (_, lack) in self.filled.iter().filter(|(place, _)| *place >= base.cells.len()) {
            tell(At::Lack(*lack), b"", b"");
        }
    }
}
