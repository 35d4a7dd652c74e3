//! The ledger of a conversion, for people and for programs.

use roster_mapping::{Carry, Entry, Ledger, patch::EntryKind};
use serde_json::{Value, json};

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
pub(crate) fn text(ledger: &Ledger) -> String {
    let word = carried(ledger);
    let mut out = String::from("What became of each column of the source:\n");
    for entry in &ledger.columns {
        let Entry { file, header, cells, .. } = entry;
        out += &format!("  {file} {header}: {cells} cells");
        if entry.carried > 0 {
            out += &format!(", {} of them {word}", entry.carried);
        }
        if entry.carried < entry.cells {
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
    if !ledger.synthesised.is_empty() {
        out += "Filled in, since the target must have it:\n";
        for (file, header, cells) in &ledger.synthesised {
            out += &format!("  {file} {header}: {cells} cells\n");
        }
    }
    out
}

/// For programs: one object.
pub(crate) fn json(ledger: &Ledger) -> String {
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
    let all: Value = json!({
        "carry": carried(ledger),
        "columns": ledger.columns.iter().map(entry).collect::<Vec<_>>(),
        "raw": raw.collect::<Vec<_>>(),
        "synthesised": synthesised.collect::<Vec<_>>(),
    });
    format!("{all:#}\n")
}
