//! A format as a document.

use alloc::{format, string::String, vec::Vec};

use super::{codes, kind, need};
use crate::{Codes, Column, Format, Table};

/// A format as a Markdown document: its files, their columns, and the vocabularies.
pub fn markdown(format: &Format) -> String {
    let mut out = format!("# {} (`{}`)\n\nSource: {}\n\n", format.title, format.id, format.source);
    out += if format.ordered {
        "Columns stand in the order of the tables.\n"
    } else {
        "Columns may stand in any order.\n"
    };
    if let Some(prefix) = format.extensions {
        out += &format!("Anyone may add columns whose headers begin with `{prefix}`.\n");
    }
    if let Some(manifest) = format.manifest {
        out += &format!("`{}` says how each of the other files comes.\n", manifest.file);
    }
    for set in format.sets {
        out += &format!("Together or not at all: {}.\n", set.files.join(", "));
    }
    let mut vocabularies: Vec<&Codes> = Vec::new();
    for table in format.tables {
        out += &format!("\n{}", table_markdown(table));
        let new = table.columns.iter().filter_map(codes);
        for codes in new {
            if !vocabularies.contains(&codes) {
                vocabularies.push(codes);
            }
        }
    }
    for codes in vocabularies {
        out += &format!("\n{}", codes_markdown(codes));
    }
    out
}

/// One file as a part of that document.
pub fn table_markdown(table: &Table) -> String {
    let must = if table.required { "in every package" } else { "as needed" };
    let mut out = format!("## {}: {must}\n\n{}\n", table.file, one_line(table.doc));
    if !table.needs.is_empty() {
        out +=
            &format!("A package that is complete by itself has {} too.\n", table.needs.join(", "));
    }
    out += &format!("Record `{}`. Source: {}\n\n", table.name, table.source);
    out += "| column | holds | must be there | besides | says |\n|---|---|---|---|---|\n";
    for column in table.columns {
        let cells = [
            column.header,
            &kind(&column.kind),
            &need(column),
            &besides(column),
            &one_line(column.doc),
        ];
        let row = cells.map(|cell| cell.replace('|', "\\|")).join(" | ");
        out += &format!("| {row} |\n");
    }
    out
}

fn codes_markdown(codes: &Codes) -> String {
    let mut out = format!("## Vocabulary {}\n\n{}\n\n", codes.name, one_line(codes.doc));
    for word in codes.words {
        out += &format!("- `{}`: {}\n", word.text, one_line(word.doc));
    }
    out
}

/// What else is to be known of a column.
fn besides(column: &Column) -> String {
    let mut list: Vec<String> = Vec::new();
    let words = [
        (column.id, "names the record"),
        (column.key, "key"),
        (column.unique, "unique"),
        (column.secret, "secret"),
    ];
    list.extend(words.into_iter().filter(|(is, _)| *is).map(|(_, word)| word.into()));
    if let Some(refers) = column.refers {
        list.push(format!("refers to {refers}"));
    }
    if let Some(codes) = column.codes {
        list.push(format!("for some consumers {}", codes.name));
    }
    if !column.aliases.is_empty() {
        list.push(format!("also spelt {}", column.aliases.join(", ")));
    }
    if !column.avoid.is_empty() {
        list.push(format!("better without `{}`", column.avoid));
    }
    list.extend(column.edition.map(|edition| format!("{edition} only")));
    if !column.source.is_empty() {
        list.push(format!("source: {}", column.source));
    }
    list.join("; ")
}

fn one_line(doc: &str) -> String {
    doc.lines().map(str::trim).collect::<Vec<_>>().join(" ")
}
