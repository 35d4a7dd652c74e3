//! One file made as it is at home: what the patch says of which row.

use alloc::{borrow::Cow, collections::BTreeMap, vec, vec::Vec};
use core::cell::OnceCell;

use super::{
    Lost, LostKind,
    dress::{never_blank, write},
    grid::{Cells, Grid},
    line::{Line, said, with_line},
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
    /// Whether its columns are home's.
    straight: bool,
    /// Whether nothing is quoted that need not be, and the patch speaks of no cell twice.
    plain: bool,
    /// The carried rows that do not come home.
    dropped: Vec<bool>,
    /// The rebuilt rows that home lacks.
    gone: Vec<bool>,
    pub(super) lost: Vec<Lost>,
}

impl<'p> Desk<'p> {
    pub(super) fn new(patch: &'p RowsPatch, rebuilt: &'p Grid<'p>, header: Line<'p>) -> Self {
        let names = Names::of(patch.table, &header.texts());
        let to: Vec<_> = rebuilt.names.iter().map(|name| names.place(name)).collect();
        let from = names.iter().map(|name| rebuilt.names.place(name)).collect();
        let mut lacks: BTreeMap<Name<&[u8]>, usize> = BTreeMap::new();
        for (lack, of) in patch.lacks.iter().enumerate() {
            lacks.entry(of.name.as_ref()).or_insert(lack);
        }
        let lacking = rebuilt.names.iter().enumerate();
        let lacking = lacking
            .filter(|(place, _)| to[*place].is_none())
            .map(|(place, name)| Lacking { place, lack: lacks.get(&name).copied() })
            .collect();
        Desk {
            patch,
            rebuilt,
            header,
            rows: Vec::new(),
            sets: Vec::new(),
            forms: BTreeMap::new(),
            to,
            from,
            lacking,
            added: Vec::new(),
            straight: names.are(&rebuilt.names),
            plain: patch.dress.is_plain(),
            dropped: Vec::new(),
            gone: vec![false; rebuilt.len()],
            names,
            lost: Vec::new(),
        }
    }

    /// Finds the rows that the patch speaks of. Those that `dropped` marks do not come home; all do
    /// if there is no such list.
    pub(super) fn find_rows(&mut self, dropped: Option<&[bool]>) {
        match dropped {
            Some(dropped) => self.mark_dropped(dropped),
            None => self.dropped = vec![false; self.patch.carried.len()],
        }
        self.mark_gone();
        self.find_changed();
    }
    fn mark_dropped(&mut self, dropped: &[bool]) {
        let (patch, record) = (self.patch, pair::record(self.patch.table));
        let records = OnceCell::new();
        for (i, (row, bytes)) in patch.carried.iter().enumerate() {
            let why = match dropped.get(i) {
                Some(true) => Some(LostKind::RequiredGone),
                _ => self.why_not(row.kin, bytes, &record, &records),
            };
            self.lost.extend(why.map(|why| patch.lost(why, None, None)));
            self.dropped.push(why.is_some());
        }
    }
    /// Why a carried row does not come home.
    fn why_not(
        &self,
        kin: Kin,
        bytes: &[u8],
        record: &[usize],
        records: &OnceCell<Parts>,
    ) -> Option<LostKind> {
        if self.rebuilt.len() == 0 && kin == Kin::None {
            return None;
        }
        with_line(bytes, |line| self.why_not_this(kin, line, record, records))
    }
    fn why_not_this(
        &self,
        kin: Kin,
        line: Cells<'_, '_>,
        record: &[usize],
        records: &OnceCell<Parts>,
    ) -> Option<LostKind> {
        let text = |place| Some(line.text(place));
        let mut key = Vec::new();
        self.names.write_key(text, &mut key);
        if kin != Kin::Key && !key.is_empty() && !self.rebuilt.group(&key).is_empty() {
            return Some(LostKind::Superseded);
        }
        if kin == Kin::None {
            return None;
        }
        let key = self.names.key(text);
        let part = part(&key, record);
        let records = records.get_or_init(|| Parts::of(self.rebuilt, record));
        (!part.is_empty() && !records.has(part)).then_some(LostKind::RequiredGone)
    }
    fn mark_gone(&mut self) {
        let (rebuilt, mut next) = (self.rebuilt, 0);
        for entry in &self.patch.gone {
            let Some(row) = rebuilt.find(&entry.row, &mut next) else { continue };
            if rebuilt.print(row) == entry.print {
                self.gone[row] = true;
            } else {
                self.lost.push(self.patch.lost(LostKind::RowKept, Some(row), None));
            }
        }
    }
    fn find_changed(&mut self) {
        let (rebuilt, gone) = (self.rebuilt, &self.gone);
        let find = |row, next: &mut usize| rebuilt.find(row, next).filter(|row| !gone[*row]);
        let mut next = 0;
        for entry in &self.patch.rows {
            if let Some(row) = find(&entry.row, &mut next) {
                self.rows.push((row, entry.set));
                continue;
            }
            for cell in self.patch.cells_of(entry) {
                // home had nothing in a column that it lacks
                let At::Home(place) = cell.at else { continue };
                let column = self.names.column(place);
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
        let once = |set: &Vec<&CellPatch>| set.windows(2).all(|two| two[0].at != two[1].at);
        self.plain &= self.sets.iter().all(once);
        next = 0;
        for entry in &self.patch.forms {
            match find(&entry.row, &mut next) {
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
    pub(super) fn sets_of(
        &self,
        row: usize,
    ) -> impl Iterator<Item = &[&'p CellPatch]> + Clone + use<'_, 'p> {
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
        for slot in slots {
            let Slot::Row(row) = slot else { continue };
            let width = self.rebuilt.cells(*row).len();
            let lacking = self.lacking.iter().take_while(|of| of.place < width);
            for (lacking, filled) in lacking.zip(&mut filled) {
                *filled |= !self.added_text(*row, *lacking).is_empty();
            }
        }
        let home = &self.names;
        for (lacking, _) in self.lacking.iter().zip(filled).filter(|(_, filled)| *filled) {
            let before = self.rebuilt.names.column(lacking.place).and_then(|column| {
                (0..home.len()).find(|place| home.column(*place).is_some_and(|of| of > column))
            });
            self.added.push((before.unwrap_or(home.len()), *lacking));
        }
        self.added.sort_by_key(|(before, lacking)| (*before, lacking.place));
    }
    /// What a cell says in a column that home lacks, if it did not say so before.
    pub(super) fn added_text(&self, row: usize, lacking: Lacking) -> Cow<'p, [u8]> {
        let text = self.rebuilt.cells(row).text(lacking.place);
        let base = lacking.lack.map_or(&b""[..], |lack| {
            let entry = self.sets_of(row).find_map(|set| entry(set, At::Lack(lack)));
            entry.map_or(&self.patch.lacks[lack].base, |entry| &entry.base)
        });
        if *text == *base { Cow::Borrowed(b"") } else { text }
    }

    /// What a row says at home; blank cells at its end may be missing.
    pub(super) fn texts(&self, row: usize, lost: &mut Vec<Lost>, texts: &mut Vec<Cow<'p, [u8]>>) {
        texts.clear();
        let mut set = |place: usize, text: Cow<'p, [u8]>| {
            if place >= texts.len() {
                if text.is_empty() {
                    return;
                }
                texts.resize(place + 1, Cow::Borrowed(b""));
            }
            texts[place] = text;
        };
        let (line, sets) = (self.rebuilt.cells(row), self.sets_of(row));
        let is = |place| sets.clone().any(|set| entry(set, At::Home(place)).is_some());
        for (form, to) in line.forms().zip(&self.to) {
            if let Some(place) = to.filter(|place| !is(*place)) {
                set(place, said(form));
            }
        }
        for entry in sets.clone().flatten() {
            let At::Home(place) = entry.at else { continue };
            let Some(from) = self.from.get(place) else { continue };
            let text = from.map_or(Cow::Borrowed(&b""[..]), |from| line.text(from));
            if *text == *entry.base {
                set(place, Cow::Borrowed(&entry.text));
                continue;
            }
            if *text != *entry.text {
                let column = self.names.column(place);
                lost.push(self.patch.lost(LostKind::CellEdited, Some(row), column));
            }
            set(place, text);
        }
    }

    /// Whether nothing in a row is quoted, nor is to be, but for what the patch says of it.
    pub(super) fn is_plain(&self, row: usize) -> bool {
        self.plain
            && self.added.is_empty()
            && !self.rebuilt.cells(row).content().contains(&b'"')
            && self.sets_of(row).nth(1).is_none()
    }
    /// Writes such a row: what the patch does not speak of stands as it stands.
    pub(super) fn write_plain(&self, row: usize, out: &mut Vec<u8>, lost: &mut Vec<Lost>) {
        let (start, line) = (out.len(), self.rebuilt.cells(row));
        let set = self.sets_of(row).next().unwrap_or_default();
        if set.is_empty() && self.straight && line.len() == self.from.len() {
            return out.extend_from_slice(line.content());
        }
        let mut entries = set.iter().peekable();
        for (place, from) in self.from.iter().enumerate() {
            if place > 0 {
                out.push(b',');
            }
            let text = from.map_or(&b""[..], |from| line.form(from));
            match entries.next_if(|entry| entry.at == At::Home(place)) {
                Some(entry) if *text == *entry.base => write(&entry.text, false, out),
                entry => {
                    if entry.is_some_and(|entry| *text != *entry.text) {
                        let column = self.names.column(place);
                        lost.push(self.patch.lost(LostKind::CellEdited, Some(row), column));
                    }
                    out.extend_from_slice(text);
                }
            }
        }
        never_blank(start, out);
    }
}

/// What a set says of a cell.
fn entry<'p>(set: &[&'p CellPatch], at: At) -> Option<&'p CellPatch> {
    set.binary_search_by_key(&at, |entry| entry.at).ok().map(|i| set[i])
}
