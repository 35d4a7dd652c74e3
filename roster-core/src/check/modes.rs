//! How the files of a package come: whole, or as what has changed.

use alloc::{vec, vec::Vec};

use super::{
    Layout,
    opened::{Files, Opened},
    when,
};
use crate::{
    format::Format,
    manifest::{Manifest, Mode},
    source::Source,
    table::{Need, Table},
};

/// How each table's file comes, in the format's order.
pub(crate) struct Modes(Vec<FileMode>);

#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct FileMode {
    /// What the manifest says.
    pub(crate) declared: Option<Mode>,
    /// Whether it says only what has changed: by the manifest, or else by its first row.
    pub(crate) delta: bool,
}

impl Modes {
    pub(super) fn of(
        format: &'static Format,
        source: &dyn Source,
        layout: &Layout,
        files: &Files<'_>,
    ) -> Self {
        let mut modes = vec![FileMode::default(); format.tables.len()];
        if let Some(manifest) = format.manifest {
            declared(manifest, format, source, layout, &mut modes);
        }
        for (nth, (mode, table)) in modes.iter_mut().zip(format.tables).enumerate() {
            mode.delta = match mode.declared {
                Some(mode) => mode == Mode::Delta,
                None => begins_as_delta(table, files.get(nth)),
            };
        }
        Modes(modes)
    }

    pub(crate) fn of_file(&self, format: &Format, file: &str) -> FileMode {
        let table = format.tables.iter().position(|table| table.file == file);
        table.and_then(|table| self.0.get(table)).copied().unwrap_or_default()
    }
}

/// The table that a property of the manifest is about.
pub(crate) fn table_of(manifest: &Manifest, format: &Format, name: &str) -> Option<usize> {
    let stem = name.strip_prefix(manifest.files)?;
    let is = |table: &&'static Table| {
        table.file != manifest.file && table.file.strip_suffix(".csv") == Some(stem)
    };
    format.tables.iter().position(is)
}

fn declared(
    manifest: &Manifest,
    format: &'static Format,
    source: &dyn Source,
    layout: &Layout,
    modes: &mut [FileMode],
) {
    properties(manifest, format, source, layout, |name, value| {
        let table = table_of(manifest, format, name.strip_suffix('*').unwrap_or(name));
        if let Some(mode) = table.map(|table| &mut modes[table]) {
            mode.declared = mode.declared.or(Mode::of(value));
        }
    });
}

/// Visits the properties of a package's manifest, as far as they can be read.
pub(crate) fn properties(
    manifest: &Manifest,
    format: &'static Format,
    source: &dyn Source,
    layout: &Layout,
    mut visit: impl FnMut(&str, &str),
) {
    let Some(table) = format.table(manifest.file) else { return };
    let Some(bytes) = layout.file(table).and_then(|file| source.read(file).ok()) else { return };
    let Some((header, mut rows)) = (Opened { bytes }).rows(table) else { return };
    let (name, value) = (when::at(&header, manifest.name), when::at(&header, manifest.value));
    while let Some(row) = rows.next_row(&mut |_| {}) {
        if let (Some(name), Some(value)) = (when::text(&row, name), when::text(&row, value)) {
            visit(&name, &value);
        }
    }
}

/// Whether the first row says what became of its record.
fn begins_as_delta(table: &'static Table, file: Option<Opened<'_>>) -> bool {
    let is_delta = |c: &usize| table.columns[*c].need == Need::Delta;
    let columns: Vec<usize> = (0..table.columns.len()).filter(is_delta).collect();
    let Some(file) = file.filter(|_| !columns.is_empty()) else { return false };
    let Some((header, mut rows)) = file.rows(table) else { return false };
    let Some(row) = rows.next_row(&mut |_| {}) else { return false };
    let filled = |c: usize| row.cell(header.position(c)?).filter(|cell| !cell.is_empty());
    columns.into_iter().any(|c| filled(c).is_some())
}
