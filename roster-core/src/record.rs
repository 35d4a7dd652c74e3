//! Rows as typed records.

use alloc::{borrow::Cow, vec::Vec};

use crate::{Extra, Header, Sheet, Table};

/// A row of a table as a struct of [`Field`](crate::Field)s, declared with [`table!`](crate::table!).
///
/// Borrowed when read, `'static` when built; [`into_owned`](Record::into_owned) between.
pub trait Record<'a>: Sized {
    /// The same record, borrowing nothing.
    type Owned: Record<'static>;

    /// The table it is a row of.
    const TABLE: &'static Table;

    /// A record from its cells: `cell` is asked for each column of the table, in order.
    fn from_cells<F>(cell: F, ext: Vec<Extra<'a>>) -> Self
    where
        F: FnMut(usize) -> Option<Cow<'a, [u8]>>;
    /// Its cells in the table's order; `None` where the column is absent.
    fn cells(&self) -> impl Iterator<Item = Option<&[u8]>>;
    /// The cells that the table does not name.
    fn ext(&self) -> &[Extra<'a>];
    /// The same record, borrowing nothing.
    fn into_owned(self) -> Self::Owned;

    /// A record from a row's cells in the file's order, under a header bound to
    /// [`TABLE`](Record::TABLE); `names` are the texts of that header.
    fn from_row(header: &Header, names: &[Cow<'a, [u8]>], mut cells: Vec<Cow<'a, [u8]>>) -> Self {
        let extra = (0..cells.len()).filter(|&i| header.found(i).column().is_none());
        let ext = extra.map(|i| Extra {
            header: names.get(i).cloned().unwrap_or_default(),
            cell: core::mem::take(&mut cells[i]),
        });
        let ext = ext.collect();
        Self::from_cells(|column| cells.get_mut(header.position(column)?).map(core::mem::take), ext)
    }

    /// Every row of a sheet after the header, each read once.
    fn rows(sheet: &'a Sheet<'_>) -> impl Iterator<Item = Self> {
        let names: Vec<_> = sheet.row(0).map(|cell| cell.into_bytes()).collect();
        let header = Header::bind(Self::TABLE, &names);
        (1..sheet.len()).map(move |row| {
            let cells = sheet.row(row).map(|cell| cell.into_bytes()).collect();
            Self::from_row(&header, &names, cells)
        })
    }
}
