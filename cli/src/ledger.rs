//! The ledger of a conversion, for people and for programs.

use std::borrow::Cow;

use roster_core::Finding;
use roster_mapping::{Carry, Entry, Ledger, patch::EntryKind};
use serde_json::{Value, json};

use crate::convert::Story;

fn carried(ledger: &Ledger) -> &'static str {
    match ledger.carry {
        Carry::Nothing => "left behind",
        _ => "carried",
    }
}

/// What is carried beside the cells of columns.
fn what(kind: EntryKind) -> &'static str {
    match kind {
        EntryKind::Dress => "headers, line ends and quotes",
        EntryKind::Cell => "cells that no column of the format is for",
        EntryKind::Form => "how a row is written",
        EntryKind::Place => "where a row stands",
        EntryKind::Row => "a whole row",
        EntryKind::RowGone => "a row that is not there",
        EntryKind::File => "the whole file",
        EntryKind::FileGone => "that there is no such file",
        _ => "the order of files",
    }
}

/// For people: a line a column.
pub(crate) fn text(story: &Story<'_>) -> String {
    let ledger = &story.done.ledger;
    let word = carried(ledger);
    let mut out = String::from("What became of each column of the source:\n");
    for entry in &ledger.columns {
        let Entry { file, header, cells, .. } = entry;
        out += &format!("  {file} {header}: {cells} cells");
        if entry.carried > 0 {
            out += &format!(", {} of them {word}", entry.carried);
        }
        if entry.blank > 0 {
            out += &format!(", {} blank ones {word}", entry.blank);
        }
        if entry.embedded > 0 {
            out += &format!(", {} in added columns", entry.embedded);
        }
        if entry.carried + entry.embedded < entry.cells {
            let place = |(file, header, how): &(&str, &str, Option<&str>)| match how {
                Some(how) => format!("{file} {header} ({how})"),
                None => format!("{file} {header}"),
            };
            let places: Vec<_> = entry.to.iter().map(place).collect();
            if !places.is_empty() {
                out += &format!(", to {}", places.join(", "));
            }
        }
        out.push('\n');
    }
    if !ledger.raw.is_empty() {
        out += &format!("{word} as it stands:\n");
        for (file, kind, count) in &ledger.raw {
            out += &format!("  {file}: {} ({count})\n", what(*kind));
        }
    }
    if !ledger.respelt.is_empty() {
        out += "Ids that are spelt otherwise in the target, or have no place there:\n";
        for (file, count) in &ledger.respelt {
            out += &format!("  {file}: {count}\n");
        }
    }
    if !ledger.left_out.is_empty() {
        out += "Left out, since it was not to leave:\n";
        for (file, header, cells) in &ledger.left_out {
            let header = if header.is_empty() { "(other columns)" } else { header };
            out += &format!("  {file} {header}: {cells} cells\n");
        }
    }
    if !ledger.synthesised.is_empty() {
        out += "Filled in, since the target must have it:\n";
        for (file, header, cells) in &ledger.synthesised {
            out += &format!("  {file} {header}: {cells} cells\n");
        }
    }
    let mut findings = story.findings().peekable();
    if findings.peek().is_some() {
        out += "Where:\n";
        for finding in findings {
            let line = finding.place.line.map(|line| format!(":{line}")).unwrap_or_default();
            let (code, file) = (finding.rule.code, story.file(&finding));
            out += &format!("  {code} {file}{line}: {}\n", finding.message());
        }
    }
    out
}

/// For programs: one object.
pub(crate) fn json(story: &Story<'_>) -> String {
    let ledger = &story.done.ledger;
    let entry = |entry: &Entry| {
        let to = entry
            .to
            .iter()
            .map(|(file, column, how)| json!({"file": file, "column": column, "how": how}));
        json!({
            "file": entry.file,
            "column": entry.header,
            "cells": entry.cells,
            "carried": entry.carried,
            "blank": entry.blank,
            "embedded": entry.embedded,
            "to": to.collect::<Vec<_>>(),
        })
    };
    let synthesised = ledger
        .synthesised
        .iter()
        .map(|(file, column, cells)| json!({"file": file, "column": column, "cells": cells}));
    let raw = ledger
        .raw
        .iter()
        .map(|(file, kind, count)| json!({"file": file, "what": what(*kind), "count": count}));
    let finding = |finding: Cow<'_, Finding>| {
        json!({
            "code": finding.rule.code,
            "name": finding.rule.name,
            "severity": finding.severity.name(),
            "file": story.file(&finding),
            "line": finding.place.line,
            "row": finding.place.row,
            "column": finding.place.column.map(|column| column.to_string()),
            "count": finding.count,
            "also": finding.also.iter().map(|spot| spot.line).collect::<Vec<_>>(),
            "message": finding.message(),
        })
    };
    let left_out = ledger.left_out.iter().map(|(file, column, cells)| {
        let column = Some(column).filter(|column| !column.is_empty());
        json!({"file": file, "column": column, "cells": cells})
    });
    let all: Value = json!({
        "sidecar": story.sidecar(),
        "findings": story.findings().map(finding).collect::<Vec<_>>(),
        "carry": carried(ledger),
        "columns": ledger.columns.iter().map(entry).collect::<Vec<_>>(),
        "left_out": left_out.collect::<Vec<_>>(),
        "raw": raw.collect::<Vec<_>>(),
        "respelt": ledger.respelt.iter().map(|(file, count)| json!({"file": file, "count": count})).collect::<Vec<_>>(),
        "synthesised": synthesised.collect::<Vec<_>>(),
    });
    format!("{all:#}\n")
}
