//! The first look at a whole package: every file is read, and what is noted of it kept.

use alloc::vec::Vec;

use super::{
    Layout, Options, Tally,
    ahead::{Ahead, Gathered, Wanted},
    current::Current,
    first::{Asked, FirstLook, Noted},
    look::Indexed,
    modes::Modes,
    opened::{Files, Opened},
    order::{self, File, Step},
};
use crate::{
    constraint::{Constraint, Test},
    format::Format,
    scan::Rows,
    source::Source,
    table::Table,
};

mod parts;

/// What is known of a package when every file has been read.
pub(super) struct Survey<'p> {
    pub(super) ahead: Ahead<'p>,
    files: Files<'p>,
    noted: Vec<Noted>,
}

/// Reads the package.
struct Surveyor<'s, 'p> {
    format: &'static Format,
    options: &'s Options,
    tally: &'s Tally,
    constraints: Vec<&'static Constraint>,
    files: Files<'p>,
    ahead: Ahead<'p>,
    noted: Vec<Noted>,
    progress: &'s mut dyn FnMut(u64),
    done: u64,
}

impl<'p> Survey<'p> {
    /// Reads every file of a package; `progress` hears how many bytes are done.
    pub(super) fn of(
        format: &'static Format,
        source: &'p dyn Source,
        layout: Layout,
        options: &Options,
        progress: &mut dyn FnMut(u64),
    ) -> Self {
        let tally = Tally::new(format, options);
        let constraints = format.constraints.iter().copied();
        let constraints: Vec<_> = constraints.filter(|of| tally.wants(of.rule)).collect();
        let files = Files::of(source, &layout);
        let modes = Modes::of(format, source, &layout, &files);
        let mut surveyor = Surveyor {
            format,
            options,
            tally: &tally,
            constraints,
            files,
            ahead: Ahead::new(modes, layout),
            noted: format.tables.iter().map(|_| Noted::default()).collect(),
            progress,
            done: 0,
        };
        surveyor.run();
        let Surveyor { ahead, files, noted, .. } = surveyor;
        Survey { ahead, files, noted }
    }
    /// The file of the `nth` table, if it can be read, and what was noted of it.
    pub(super) fn file(&self, nth: usize) -> (Option<Opened<'p>>, &Noted) {
        (self.files.get(nth), &self.noted[nth])
    }
}

impl<'p> Surveyor<'_, 'p> {
    fn run(&mut self) {
        let format = self.format;
        let wanted = format.tables.iter();
        let wanted = wanted
            .map(|table| Wanted::of(format, &self.ahead.layout, table, &self.constraints))
            .collect::<Vec<_>>();
        let mut files = Vec::new();
        for (nth, table) in format.tables.iter().enumerate() {
            if self.ahead.layout.file(table).is_none() {
                if wanted[nth].referred.is_some() {
                    self.ahead.note_absent(format, table);
                }
                continue;
            }
            let Some(file) = self.files.get(nth) else { continue };
            self.ahead.wait(format, table, file, &wanted[nth].waiting);
            files.push(File {
                nth,
                size: file.bytes.len(),
                needs: self.needs(table),
                is_needed: !wanted[nth].is_nothing(),
            });
        }
        for step in order::steps(files) {
            let (table, wanted) = (format.tables[step.nth], &wanted[step.nth]);
            if let Some(file) = self.files.get(step.nth) {
                self.step(step, table, file, wanted);
            }
        }
    }

    /// Which tables' files have to be known before a table's can be looked at.
    fn needs(&self, table: &'static Table) -> Vec<usize> {
        let refers = table.columns.iter().filter_map(|column| column.refers);
        let refers = refers.filter(|refers| refers.enforced).map(|refers| refers.file);
        // those to the file itself wait for its end
        let refers = refers.filter(|file| *file != table.file);
        let here = self.constraints.iter().filter(|constraint| constraint.file == table.file);
        let looks = here.clone().flat_map(|constraint| constraint.looks);
        let looks = looks.filter(|index| !Indexed::waits(index)).map(|index| index.file);
        let circles = here.filter(|of| matches!(of.test, Test::NoCycle));
        let names = refers.chain(looks).chain(circles.map(|of| of.file));
        let nth = |name| self.format.tables.iter().position(|table| table.file == name);
        let mut needs: Vec<usize> = names.filter_map(nth).collect();
        needs.sort_unstable();
        needs.dedup();
        needs
    }

    /// Reads a file.
    fn step(&mut self, step: Step, table: &'static Table, file: Opened<'p>, wanted: &Wanted) {
        let Some((header, rows)) = file.rows(table) else { return };
        let Surveyor { format, options, constraints, ahead, progress, done, .. } = self;
        let (format, options, tally) = (*format, *options, self.tally);
        let looks = step.look && !header.is_unknown();
        let asked = Asked { format, header: &header, constraints, options, tally };
        let about_rows = file.about_rows();
        let reading = |Share { nth, parts }| {
            // the first part takes in what the others gather
            let room = if nth == 0 { about_rows } else { about_rows / parts };
            let gathered = || Gathered::new(format, table, &header, room, wanted);
            let about_rows = about_rows / parts;
            let first = || FirstLook::new(asked, file, about_rows, ahead);
            Reading {
                gathered: step.gather.then(gathered),
                first: looks.then(first),
                current: Current::new(file, &header),
            }
        };
        let mut report = |at| {
            if step.look {
                progress(*done + at as u64);
            }
        };
        let Reading { gathered, first, current } =
            match parts::read(options, &rows, &reading, wanted, &mut report) {
                Some(reading) => reading,
                None => {
                    let mut whole = reading(Share { nth: 0, parts: 1 });
                    whole.rows(rows, file.bytes.len(), &mut report);
                    whole
                }
            };
        let rows = current.rows;
        let first = first.map(FirstLook::finish);
        if let Some(mut gathered) = gathered {
            gathered.finish(file.bytes);
            ahead.take(format, table, file, gathered);
        }
        if step.look {
            let none = || (Noted { rows, ..Noted::default() }, Vec::new());
            let (mut noted, own) = first.unwrap_or_else(none);
            own.into_iter().for_each(|(i, own)| own.settle(i, asked, file, ahead, &mut noted));
            self.noted[step.nth] = noted;
            self.done += file.bytes.len() as u64;
            (self.progress)(self.done);
        }
    }
}

/// Which of how many parts of a file.
#[derive(Clone, Copy)]
struct Share {
    nth: usize,
    parts: usize,
}

/// A file, or a part of it, while it is read.
struct Reading<'c, 'p> {
    gathered: Option<Gathered>,
    first: Option<FirstLook<'c>>,
    current: Current<'p>,
}

impl<'p> Reading<'_, 'p> {
    /// Reads the rows before a place; whether one ends just there.
    fn rows(&mut self, mut rows: Rows<'p>, end: usize, progress: &mut dyn FnMut(usize)) -> bool {
        const ROWS_BETWEEN_PROGRESS: u64 = 1 << 14;
        let Reading { gathered, first, current } = self;
        while rows.position() < end {
            let note = &mut |odd| {
                if let Some(gathered) = gathered {
                    gathered.note(&odd);
                }
                if let Some(first) = first {
                    first.note(&odd);
                }
            };
            let Some(row) = rows.next_row(note) else { break };
            current.read(&row);
            if let Some(gathered) = gathered {
                gathered.row(current);
            }
            if let Some(first) = first {
                first.row(&row, current);
            }
            if current.rows.is_multiple_of(ROWS_BETWEEN_PROGRESS) {
                progress(row.start());
            }
        }
        if let Some(first) = first {
            first.settle();
            #[cfg(feature = "parallel")]
            first.ends_on(rows.line());
        }
        rows.position() == end
    }
}
