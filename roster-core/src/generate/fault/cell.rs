//! Faults of single cells, and of the spelling of a column.

use alloc::{format, string::String};

use super::{At, Fault, fault, head::swapped, manifest::declare, when};
use crate::{
    generate::draft::{Cell, Draft, Site},
    rule::catalogue as r,
    table::{Column, Need},
    value::{AnyDate, Kind, Value, Verdict},
};

pub(super) static FAULTS: &[Fault] = &[
    fault(&r::REQUIRED_VALUE, At::Cell, |draft, site| {
        put(draft, site, |column, text| {
            when(column.need == Need::Always && !text.is_empty())?;
            Some(String::new())
        })
    }),
    fault(&r::INVALID_VALUE, At::Cell, |draft, site| {
        wrong(draft, site, |kind| kind != Kind::Phone && kind != Kind::Email)
    }),
    fault(&r::UNKNOWN_WORD, At::Cell, |draft, site| {
        wrong(draft, site, |kind| kind.codes().is_some())
    }),
    fault(&r::INVALID_PHONE, At::Cell, |draft, site| wrong(draft, site, |of| of == Kind::Phone)),
    fault(&r::INVALID_EMAIL, At::Cell, |draft, site| wrong(draft, site, |of| of == Kind::Email)),
    fault(&r::UNLISTED_WORD, At::Cell, |draft, site| {
        put(draft, site, |column, _| column.codes.map(|_| String::from("none of these")))
    }),
    fault(&r::DATE_SPELLING, At::Column, |draft, site| {
        for row in 0..draft.files[site.file].rows.len() {
            let site = Site { row, ..site };
            if !draft.text(site).is_empty() {
                put(draft, site, |column, text| respelled(column, text, "%m/%d/%Y"))?;
            }
        }
        Some(())
    }),
    fault(&r::MIXED_DATES, At::Cell, |draft, site| {
        put(draft, site, |column, text| respelled(column, text, "%Y%m%d"))
    }),
    fault(&r::WORD_SPELLING, At::Cell, |draft, site| {
        put(draft, site, |column, text| {
            let text = swapped(text);
            when(column.kind.judge(&text) == Verdict::Respelled).map(|()| text)
        })
    }),
    fault(&r::PHONE_SPELLING, At::Cell, |draft, site| {
        put(draft, site, |column, _| {
            when(column.kind == Kind::Phone).map(|()| String::from("(206) 555-0100"))
        })
    }),
    fault(&r::DISCOURAGED_CHARACTER, At::Cell, |draft, site| {
        put(draft, site, |column, text| {
            let c = column.avoid.chars().find(|c| !matches!(c, ' ' | '"'))?;
            Some(format!("{text}{c}"))
        })
    }),
    fault(&r::NULL_WORD, At::Cell, |draft, site| {
        put(draft, site, |column, _| {
            let null = column.need == Need::Optional && column.kind != Kind::Text;
            when(null).map(|()| String::from("NULL"))
        })
    }),
    fault(&r::LIST_SPACE, At::Cell, |draft, site| {
        put(draft, site, |column, text| {
            let first = text.split(',').next().filter(|item| !item.is_empty())?;
            let list = matches!(column.kind, Kind::List(_));
            when(list).map(|()| format!("{first}, {}", text.rsplit(',').next().unwrap_or(first)))
        })
    }),
    fault(&r::TIME_SPELLING, At::Cell, |draft, site| {
        delta(draft, site.file)?;
        put(draft, site, |column, _| {
            when(column.kind == Kind::DateTime).map(|()| String::from("2027-04-23T18:25:43Z"))
        })
    }),
    fault(&r::FILLED_IN_BULK, At::Cell, |draft, site| put(draft, site, changed)),
    fault(&r::BLANK_IN_DELTA, At::Cell, |draft, site| {
        delta(draft, site.file)?;
        put(draft, site, |column, _| when(column.need == Need::Delta).map(|()| String::new()))
    }),
];

/// Puts in a cell what follows from its column and its text.
fn put(draft: &mut Draft, site: Site, new: fn(&Column, &str) -> Option<String>) -> Option<()> {
    let text = new(draft.column(site)?, draft.text(site))?;
    draft.set(site, Cell::Text(text));
    Some(())
}
/// Puts in a cell of one of these kinds what is not of its kind.
fn wrong(draft: &mut Draft, site: Site, of: fn(Kind) -> bool) -> Option<()> {
    when(of(draft.column(site)?.kind))?;
    put(draft, site, |column, text| {
        let wrong = String::from("none of these");
        when(!text.is_empty() && column.kind.judge(&wrong) == Verdict::Invalid).map(|()| wrong)
    })
}

fn respelled(column: &Column, text: &str, form: &str) -> Option<String> {
    when(column.kind == Kind::AnyDate)?;
    let date = AnyDate::read(text).ok()?.date();
    Some(format!("{}", date.format(form)))
}

/// What a delta says of a record that has changed.
fn changed(column: &Column, _: &str) -> Option<String> {
    when(column.need == Need::Delta)?;
    match column.kind {
        Kind::DateTime => Some(String::from("2027-04-23T18:25:43.511Z")),
        kind => Some(kind.codes()?.words.first()?.text.into()),
    }
}
/// Makes a file say only what has changed.
fn delta(draft: &mut Draft, file: usize) -> Option<()> {
    declare(draft, draft.files[file].table.file, "delta")?;
    for row in 0..draft.files[file].rows.len() {
        for column in 0..draft.files[file].head.len() {
            let _ = put(draft, Site { file, row, column }, changed);
        }
    }
    Some(())
}
