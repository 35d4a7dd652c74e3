//! Faults of the text of a file.

use alloc::vec;

use super::{At, Fault, fault, key::copy, when};
use crate::{
    generate::draft::{Cell, Draft, Site},
    rule::catalogue as r,
    table::Column,
    value::Kind,
};

pub(super) static FAULTS: &[Fault] = &[
    fault(&r::UTF16, At::File, |draft, site| {
        draft.file_mut(site.file).style.utf16 = true;
        Some(())
    }),
    fault(&r::NOT_UTF8, At::Cell, |draft, site| raw(draft, site, b"caf\xE9")),
    fault(&r::BYTE_ORDER_MARK, At::File, |draft, site| {
        draft.file_mut(site.file).style.mark = true;
        Some(())
    }),
    fault(&r::UNCLOSED_QUOTE, At::Cell, |draft, site| raw(draft, site, b"\"open")),
    fault(&r::TEXT_AFTER_QUOTE, At::Cell, |draft, site| raw(draft, site, b"\"ab\"c")),
    fault(&r::QUOTE_SWALLOWS_LINES, At::Column, |draft, site| {
        // the row that is swallowed is one that nothing refers to
        let row = draft.files[site.file].rows.len().checked_sub(1)?;
        let (last, new) = (Site { row, ..site }, Site { row: row + 1, ..site });
        let swallowed = copy(draft, last)?;
        draft.file_mut(site.file).rows.push(swallowed);
        raw(draft, last, b"\"ab")?;
        raw(draft, new, b"c\"d")
    }),
    fault(&r::QUOTE_IN_CELL, At::Cell, |draft, site| raw(draft, site, b"a\"b")),
    fault(&r::LINE_BREAK, At::Cell, |draft, site| put(draft, site, "a\nb")),
    fault(&r::BARE_CR, At::File, |draft, site| {
        draft.file_mut(site.file).style.line_end = "\r";
        Some(())
    }),
    fault(&r::BLANK_LINE, At::File, |draft, site| {
        draft.file_mut(site.file).style.tail = "\n";
        Some(())
    }),
    fault(&r::NUL, At::Cell, |draft, site| put(draft, site, "a\0b")),
    fault(&r::CONTROL_CHARACTER, At::Cell, |draft, site| put(draft, site, "a\tb")),
    fault(&r::RAGGED_ROW, At::Row, |draft, site| {
        draft.file_mut(site.file).rows.get_mut(site.row)?.push(Cell::from(""));
        Some(())
    }),
    fault(&r::EMPTY_ROW, At::File, |draft, site| {
        let of = draft.file_mut(site.file);
        when(of.head.len() > 1)?;
        of.rows.push(vec![Cell::from(""); of.head.len()]);
        Some(())
    }),
    fault(&r::STRAY_SPACE, At::Cell, |draft, site| {
        let text = alloc::format!("{} ", draft.text(site));
        when(text.len() > 1)?;
        put(draft, site, &text)
    }),
    fault(&r::FORMULA, At::Cell, |draft, site| put(draft, site, "=1+2")),
];

/// The column of a cell that may hold any text, and nothing depends on.
fn free(draft: &Draft, site: Site) -> Option<&'static Column> {
    draft.column(site).filter(|column| {
        let bound = column.key || column.unique || column.secret;
        column.kind == Kind::Text && !bound && column.refers.is_none() && column.codes.is_none()
    })
}
fn put(draft: &mut Draft, site: Site, text: &str) -> Option<()> {
    free(draft, site)?;
    draft.set(site, text);
    Some(())
}
fn raw(draft: &mut Draft, site: Site, bytes: &[u8]) -> Option<()> {
    free(draft, site)?;
    draft.set(site, Cell::Raw(bytes.into()));
    Some(())
}
