//! One file made as it is at home: its bytes.

use alloc::{borrow::Cow, vec::Vec};

use super::{
    Lost,
    desk::{Desk, Lacking},
    dress::{never_blank, write},
    line::{Line, behind_line_end, is_open, said},
    order::Slot,
};

/// A file while it is written.
pub(super) struct Page {
    pub(super) bytes: Vec<u8>,
    /// The first quote that nothing closes, where home has such a cell.
    pub(super) open: Option<usize>,
    pub(super) lost: Vec<Lost>,
}

impl Desk<'_> {
    /// Writes the header and these rows. With `mend`, cells that open with a quote which nothing
    /// closes are quoted.
    pub(super) fn write(&self, slots: &[Slot], mend: bool) -> Page {
        let mut page = Page { bytes: Vec::new(), open: None, lost: Vec::new() };
        if self.patch.dress.mark {
            page.bytes.extend_from_slice(b"\xEF\xBB\xBF");
        }
        // what stands before the header, but for the line end that it was read behind
        page.bytes.extend_from_slice(self.header.lead.get(1..).unwrap_or_default());
        let mut writer = Writer { desk: self, page, mend };
        let header = self.rebuilt.header();
        let added = |lacking: Lacking| header.cells().text(lacking.place);
        writer.row(Some(&self.header), &self.header.texts(), added);
        let mut texts = Vec::new();
        for slot in slots {
            match *slot {
                Slot::Row(row) => writer.rebuilt_row(row, &mut texts),
                Slot::Carried(row) => {
                    writer.carried_row(self.patch.carried.bytes(row));
                }
            }
        }
        self.patch.dress.close(&mut writer.page.bytes);
        writer.page
    }
}

struct Writer<'d, 'p> {
    desk: &'d Desk<'p>,
    page: Page,
    mend: bool,
}

impl<'p> Writer<'_, 'p> {
    fn rebuilt_row(&mut self, row: usize, texts: &mut Vec<Cow<'p, [u8]>>) {
        let desk = self.desk;
        let form = desk.forms.get(&row).map(|bytes| behind_line_end(bytes));
        if form.is_none() && desk.is_plain(row) {
            desk.write_plain(row, &mut self.page.bytes, &mut self.page.lost);
            return self.page.bytes.extend_from_slice(desk.patch.dress.tail(b""));
        }
        desk.texts(row, &mut self.page.lost, texts);
        let added = |lacking| desk.added_text(row, lacking);
        match form {
            Some(form) => self.row(Some(&Line::read(&form)), texts, added),
            None => self.row(None, texts, added),
        }
    }

    fn carried_row(&mut self, bytes: &[u8]) {
        let (desk, out) = (self.desk, &mut self.page.bytes);
        let has_end = bytes.last().is_none_or(|b| matches!(b, b'\n' | b'\r'));
        if desk.added.is_empty() && !has_end && !bytes.contains(&b'"') {
            // it stands as it stood, whatever is in it
            out.extend_from_slice(bytes);
            return out.extend_from_slice(desk.patch.dress.tail(b""));
        }
        let bytes = behind_line_end(bytes);
        let line = Line::read(&bytes);
        self.row(Some(&line), &line.texts(), |_| Cow::Borrowed(b""));
    }

    /// Writes a row. Cells that say what the row's own form says stand as they stand there.
    fn row<'t>(
        &mut self,
        form: Option<&Line<'_>>,
        texts: &[Cow<'_, [u8]>],
        added: impl Fn(Lacking) -> Cow<'t, [u8]>,
    ) {
        let (desk, out) = (self.desk, &mut self.page.bytes);
        let (dress, width) = (&desk.patch.dress, desk.names.len());
        // a row with a form of its own may be shorter or longer than the header
        let mut length = form.map_or(width, |form| form.cells().len().max(texts.len()));
        if !desk.added.is_empty() {
            length = length.max(width);
        }
        let start = out.len();
        let mut columns = desk.added.iter().peekable();
        for place in 0..=length {
            while let Some((_, lacking)) = columns.next_if(|(before, _)| *before == place) {
                dress.cell(width, &added(*lacking), out);
                out.push(b',');
            }
            if place == length {
                break;
            }
            let cells = form.map(Line::cells).filter(|cells| place < cells.len());
            let cell = cells.map(|cells| cells.form(place));
            let said = cell.map(said);
            let text: &[u8] = match (texts.get(place), &said) {
                (Some(text), _) => text,
                (None, Some(said)) if place >= width => said,
                _ => b"",
            };
            match cell {
                Some(form) if said.as_deref() == Some(text) && !(self.mend && is_open(form)) => {
                    if is_open(form) {
                        self.page.open.get_or_insert(out.len());
                    }
                    out.extend_from_slice(form);
                }
                Some(form) if form.first() == Some(&b'"') => write(text, true, out),
                _ => dress.cell(place, text, out),
            }
            out.push(b',');
        }
        if out.len() > start {
            out.pop();
        }
        never_blank(start, out);
        out.extend_from_slice(dress.tail(form.map_or(b"", |form| form.tail)));
    }
}
