//! The cells of one row of a file.

use alloc::borrow::Cow;

use crate::patch::line::said;

/// The cells of a row, by where they end, counted from where it starts.
#[derive(Clone, Copy)]
pub(in crate::patch) struct Cells<'g, 'a> {
    /// The file from there on.
    pub(in crate::patch) bytes: &'a [u8],
    pub(in crate::patch) ends: &'g [u32],
}

impl<'g, 'a> Cells<'g, 'a> {
    pub(in crate::patch) fn len(self) -> usize {
        self.ends.len()
    }
    /// All of them with what is between, as they are written.
    pub(in crate::patch) fn content(self) -> &'a [u8] {
        &self.bytes[..self.ends.last().map_or(0, |end| *end as usize)]
    }
    /// A cell as it is written; nothing if the row ends before it.
    pub(in crate::patch) fn form(self, cell: usize) -> &'a [u8] {
        let Some(end) = self.ends.get(cell) else { return b"" };
        let start = cell.checked_sub(1).map_or(0, |before| self.ends[before] as usize + 1);
        &self.bytes[start..*end as usize]
    }
    /// What it says.
    pub(in crate::patch) fn text(self, cell: usize) -> Cow<'a, [u8]> {
        said(self.form(cell))
    }
    /// All of them as they are written.
    pub(in crate::patch) fn forms(self) -> impl Iterator<Item = &'a [u8]> + use<'g, 'a> {
        let (bytes, mut at) = (self.bytes, 0);
        self.ends.iter().map(move |end| {
            let start = core::mem::replace(&mut at, *end as usize + 1);
            &bytes[start..*end as usize]
        })
    }
}
