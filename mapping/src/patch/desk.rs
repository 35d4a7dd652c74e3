//! One file made as it is at home: what the patch says of which row.

use alloc::{collections::BTreeMap, vec, vec::Vec};

use super::{
    Lost, LostKind,
    grid::Grid,
    line::{Cell, Line},
    names::{Name, Names},
    order::{self, Slot},
    pair::{self, Parts, part},
    parts::{At, CellPatch, Kin, RowsPatch},
};

/// A column of the rebuilt file that home lacks.
#[derive(Clone, Copy)]
pub(super) struct Lacking {
    /// Where it stands in the rebuilt file.
    pub(super) place: usize,
    /// Which of the patch's it is.
    lack: Option<usize>,
}

/// Where one file is put together.
pub(super) struct Desk<'p> {
    pub(super) patch: &'p RowsPatch,
    pub(super) rebuilt: &'p Grid<'p>,
    pub(super) header: Line<'p>,
    pub(super) names: Names,
    pub(super) carried: Vec<Line<'p>>,
    /// The rows of which some cells say something else at home, and which ones.
    rows: Vec<(usize, usize)>,
    /// The cells of each of the patch's sets, by place.
    sets: Vec<Vec<&'p CellPatch>>,
    /// Rows that home writes in its own way.
    pub(super) forms: BTreeMap<usize, &'p [u8]>,
    /// For each column of the rebuilt file where it stands at home, and the other way round.
    to: Vec<Option<usize>>,
    from: Vec<Option<usize>>,
    /// The columns that home lacks, as they stand in the rebuilt file.
    lacking: Vec<Lacking>,
    /// Those of them that now say something, each with the place of home's that it comes before.
    pub(super) added: Vec<(usize, Lacking)>,
    /// The carried rows that do not come home.
    dropped: Vec<bool>,
    /// The rebuilt rows that home lacks.
    gone: Vec<bool>,
    pub(super) lost: Vec<Lost>,
}

impl<'p> Desk<'p> {
    pub(super) fn new(
        patch: &'p RowsPatch,
        rebuilt: &'p Grid<'p>,
        header: Line<'p>,
        carried: Vec<Line<'p>>,
    ) -> Self {
        let names = Names::of(patch.table, &header.texts());
        let to: Vec<_> = rebuilt.names.list().iter().map(|name| names.place(name)).collect();
        let from = names.list().iter().map(|name| rebuilt.names.place(name)).collect();
        let mut lacks: BTreeMap<&Name, usize> = BTreeMap::new();
        for (lack, of) in patch.lacks.iter().enumerate() {
            lacks.entry(&of.name).or_insert(lack);
        }
        let lacking = rebuilt.names.list().iter().enumerate();
        let lacking = lacking
            .filter(|(place, _)| to[*place].is_none())
            .map(|(place, name)| Lacking { place, lack: lacks.get(name).copied() })
            .collect();
        Desk {
            patch,
            rebuilt,
            header,
            names,
            carried,
            rows: Vec::new(),
            sets: Vec::new(),
            forms: BTreeMap::new(),
            to,
            from,
            lacking,
            added: Vec::new(),
            dropped: Vec::new(),
            gone: vec![false; rebuilt.len()],
            lost: Vec::new(),
        }
    }

    /// Finds the rows that the patch speaks of. Those that `dropped` marks do not come home.
    pub(super) fn find_rows(&mut self, dropped: &[bool]) {
        self.mark_dropped(dropped);
        self.mark_gone();
        self.find_changed();
    }
    fn mark_dropped(&mut self, dropped: &[bool]) {
        if self.carried.is_empty() {
            return;
        }
        let record = pair::record(self.patch.table);
        let records = Parts::of(self.rebuilt, &record);
        let (mut lines, mut written) = (self.rebuilt.lines(), Vec::new());
        for (i, (row, line)) in self.patch.carried().zip(&self.carried).enumerate() {
            let text = |place| line.cells.get(place).map(|cell: &Cell<'_>| cell.text.clone());
            let key = self.names.key(text);
            self.names.write_key(text, &mut written);
            let is_there = !key.is_empty() && !lines.group(&written).is_empty();
            let part = part(&key, &record);
            let why = match row.kin {
                _ if dropped.get(i) == Some(&true) => Some(LostKind::RequiredGone),
                Kin::None | Kin::Record if is_there => Some(LostKind::Superseded),
                Kin::Record | Kin::Key if !part.is_empty() && !records.has(&part) => {
                    Some(LostKind::RequiredGone)
                }
                _ => None,
            };
            self.lost.extend(why.map(|why| self.patch.lost(why, None, None)));
            self.dropped.push(why.is_some());
        }
    }
    fn mark_gone(&mut self) {
        let mut lines = self.rebuilt.lines();
        for entry in &self.patch.gone {
            let Some(row) = lines.find(&entry.row) else { continue };
            if lines.print(row) == entry.print {
                self.gone[row] = true;
            } else {
                self.lost.push(self.patch.lost(LostKind::RowKept, Some(row), None));
            }
        }
    }
    fn find_changed(&mut self) {
        let mut lines = self.rebuilt.lines();
        let gone = &self.gone;
        let mut find = |row| lines.find(row).filter(|row| !gone[*row]);
        for entry in &self.patch.rows {
            if let Some(row) = find(&entry.row) {
                self.rows.push((row, entry.set));
                continue;
            }
            for cell in self.patch.cells_of(entry) {
                // home had nothing in a column that it lacks
                let At::Home(place) = cell.at else { continue };
                let column = known(&self.names, place);
                self.lost.push(self.patch.lost(LostKind::RowGone, None, column));
            }
        }
        self.rows.sort_by_key(|(row, _)| *row);
        let by_place = |set: &'p Vec<CellPatch>| {
            let mut cells: Vec<_> = set.iter().collect();
            cells.sort_by_key(|cell| cell.at);
            cells
        };
        self.sets = self.patch.sets.iter().map(by_place).collect();
        for entry in &self.patch.forms {
            match find(&entry.row) {
                Some(row) => _ = self.forms.insert(row, &entry.bytes),
                None => self.lost.push(self.patch.lost(LostKind::RowGone, None, None)),
            }
        }
    }

    /// The rows of the outcome, in their order.
    pub(super) fn slots(&self) -> Vec<Slot> {
        let mut slots = order::sequence(&self.patch.runs, self.rebuilt, &self.gone);
        slots.retain(|slot| match slot {
            Slot::Row(_) => true,
            Slot::Carried(row) => self.dropped.get(*row) == Some(&false),
        });
        slots
    }

    /// What changes in a row: a set, or several in a patch that says so of the same row twice.
    fn sets_of(&self, row: usize) -> impl Iterator<Item = &[&'p CellPatch]> {
        let start = self.rows.partition_point(|(of, _)| *of < row);
        let sets = self.rows[start..].iter().take_while(move |(of, _)| *of == row);
        sets.filter_map(|(_, set)| self.sets.get(*set).map(Vec::as_slice))
    }

    /// Looks for text in columns that home lacks, and gives those a place in the table's order.
    pub(super) fn add_columns(&mut self, slots: &[Slot]) {
        if self.lacking.is_empty() {
            return;
        }
        let mut filled = vec![false; self.lacking.len()];
        let mut lines = self.rebuilt.lines();
        for slot in slots {
            let Slot::Row(row) = slot else { continue };
            let line = lines.line(*row);
            let lacking = self.lacking.iter().take_while(|of| of.place < line.cells.len());
            for (lacking, filled) in lacking.zip(&mut filled) {
                *filled |= !self.added_text(*row, *lacking, line).is_empty();
            }
        }
        let home = self.names.list();
        for (lacking, _) in self.lacking.iter().zip(filled).filter(|(_, filled)| *filled) {
            let before = match &self.rebuilt.names.list()[lacking.place] {
                Name::Known(column) => {
                    home.iter().position(|name| matches!(name, Name::Known(of) if of > column))
                }
                Name::Other(..) => None,
            };
            self.added.push((before.unwrap_or(home.len()), *lacking));
        }
        self.added.sort_by_key(|(before, lacking)| (*before, lacking.place));
    }
    /// What a cell says in a column that home lacks, if it did not say so before.
    pub(super) fn added_text<'l>(
        &self,
        row: usize,
        lacking: Lacking,
        line: &'l Line<'_>,
    ) -> &'l [u8] {
        let base = lacking.lack.map_or(&b""[..], |lack| {
            let entry = self.sets_of(row).find_map(|set| entry(set, At::Lack(lack)));
            entry.map_or(&self.patch.lacks[lack].base, |entry| &entry.base)
        });
        let text = line.text(lacking.place);
        if text == base { b"" } else { text }
    }

    /// What a row says at home; blank cells at its end may be missing.
    pub(super) fn texts<'l>(
        &self,
        row: usize,
        line: &'l Line<'_>,
        lost: &mut Vec<Lost>,
        texts: &mut Vec<&'l [u8]>,
    ) where
        'p: 'l,
    {
        texts.clear();
        let mut set = |place: usize, text: &'l [u8]| {
            if place >= texts.len() {
                if text.is_empty() {
                    return;
                }
                texts.resize(place + 1, &b""[..]);
            }
            texts[place] = text;
        };
        let sets: Vec<&[&'p CellPatch]> = self.sets_of(row).collect();
        let is = |place| sets.iter().any(|set| entry(set, At::Home(place)).is_some());
        for (cell, to) in line.cells.iter().zip(&self.to) {
            if let Some(place) = to.filter(|place| !is(*place)) {
                set(place, &cell.text);
            }
        }
        for entry in sets.iter().copied().flatten() {
            let At::Home(place) = entry.at else { continue };
            let Some(from) = self.from.get(place) else { continue };
            let text = from.map_or(&b""[..], |from| line.text(from));
            if *text == *entry.base {
                set(place, &entry.text);
                continue;
            }
            set(place, text);
            if *text != *entry.text {
                let column = known(&self.names, place);
                lost.push(self.patch.lost(LostKind::CellEdited, Some(row), column));
            }
        }
    }
}

/// The table's column that stands at a place of home's rows.
fn known(names: &Names, place: usize) -> Option<usize> {
    match names.list().get(place)? {
        Name::Known(column) => Some(*column),
        Name::Other(..) => None,
    }
}

/// What a set says of a cell.
fn entry<'p>(set: &[&'p CellPatch], at: At) -> Option<&'p CellPatch> {
    set.binary_search_by_key(&at, |entry| entry.at).ok().map(|i| set[i])
}
