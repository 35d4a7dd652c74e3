//! The first look at a whole package: every file is read, and what is noted of it kept.

use alloc::vec::Vec;

use super::{
    Layout, Options, Tally,
    ahead::{Ahead, Gathered, Wanted},
    current::Current,
    first::{FirstLook, Noted},
    modes::Modes,
    opened::{Files, Opened},
    order::{self, File, Step},
};
use crate::{
    constraint::{Constraint, Test},
    format::Format,
    source::Source,
    table::Table,
};

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
        let here = self.constraints.iter().filter(|constraint| constraint.file == table.file);
        let looks = here.clone().flat_map(|constraint| constraint.looks).map(|index| index.file);
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
        const ROWS_BETWEEN_PROGRESS: u64 = 1 << 14;
        let Some((header, mut rows)) = file.rows(table) else { return };
        let Surveyor { format, options, constraints, ahead, progress, done, .. } = self;
        let (format, tally) = (*format, self.tally);
        let gathered = || Gathered::new(format, table, &header, file, wanted);
        let mut gathered = step.gather.then(gathered);
        let known = step.look && !header.is_unknown();
        let first = || FirstLook::new(format, &header, constraints, file, options, tally, ahead);
        let mut first = known.then(first);
        let mut current = Current::new(file, header.width());
        let mut count = 0;
        loop {
            let note = &mut |odd| {
                if let Some(gathered) = &mut gathered {
                    gathered.note(&odd);
                }
                if let Some(first) = &mut first {
                    first.note(&odd);
                }
            };
            let Some(row) = rows.next_row(note) else { break };
            count = row.number();
            if known || step.gather {
                current.read(&row);
                if count == 1 {
                    current.all_changed();
                }
            }
            if let Some(gathered) = &mut gathered {
                gathered.row(&current);
            }
            if let Some(first) = &mut first {
                first.row(&row, &current);
            }
            if step.look && count.is_multiple_of(ROWS_BETWEEN_PROGRESS) {
                progress(*done + row.start() as u64);
            }
        }
        if step.look {
            let noted = first.map(FirstLook::finish);
            self.noted[step.nth] = noted.unwrap_or(Noted { rows: count, ..Noted::default() });
            *done += file.bytes.len() as u64;
            progress(*done);
        }
        if let Some(mut gathered) = gathered {
            gathered.finish(file.bytes);
            self.ahead.take(format, table, gathered);
        }
    }
}
