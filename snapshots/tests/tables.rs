//! What a format says of each file, as a person would look it up.

use std::collections::BTreeSet;

use roster_core::{Codes, Column, Kind, Need, Table};
use sds_model::FORMATS;
use snapshots::{assert_names, assert_text};

#[test]
fn tables() {
    let mut names = BTreeSet::new();
    for format in FORMATS {
        for table in format.tables {
            let name = format!("{}-{}", format.id, table.file.trim_end_matches(".csv"));
            assert_text("tables", &name, &page(table));
            names.insert(name);
        }
    }
    assert_names("tables", &names);
}

fn page(table: &Table) -> String {
    let must = if table.required { ", in every package" } else { "" };
    let mut out = format!("# {}: {}{must}\n\n{}\n", table.file, table.name, table.doc);
    out += &format!("Source: {}\n\n", table.source);
    out += "| column | holds | must be there | besides | says |\n|---|---|---|---|---|\n";
    let mut codes: Vec<&Codes> = Vec::new();
    for column in table.columns {
        let (kind, vocabulary) = match column.kind {
            Kind::Code(codes) => (codes.name.to_owned(), Some(codes)),
            kind => (format!("{kind:?}"), column.codes),
        };
        let doc = column.doc.replace('\n', " ");
        let cells = [column.header, &kind, &must_be_there(column), &besides(column), &doc];
        out += &format!("| {} |\n", cells.join(" | "));
        codes.extend(vocabulary.filter(|vocabulary| !codes.contains(vocabulary)));
    }
    for codes in codes {
        out += &format!("\n{}: {}\n\n", codes.name, codes.doc.replace('\n', " "));
        for word in codes.words {
            out += &format!("- {}: {}\n", word.text, word.doc);
        }
    }
    out
}

fn must_be_there(column: &Column) -> String {
    match column.need {
        Need::Always => "value".into(),
        Need::When(flag) => format!("value, when {}", flag.0),
        Need::Header => "header".into(),
        _ => String::new(),
    }
}

fn besides(column: &Column) -> String {
    let mut list = Vec::new();
    let mut add = |is: bool, text: String| list.extend(is.then_some(text));
    add(column.id, "names the record".into());
    add(column.key, "key".into());
    add(column.unique, "unique".into());
    add(column.secret, "secret".into());
    if let Some(refers) = column.refers {
        let loosely = if refers.enforced { "" } else { ", loosely" };
        add(true, format!("refers to {}{loosely}", refers.file));
    }
    if let Some(codes) = column.codes {
        add(true, format!("codes of {}", codes.name));
    }
    add(!column.aliases.is_empty(), format!("also spelt {}", column.aliases.join(", ")));
    add(!column.avoid.is_empty(), format!("better without `{}`", column.avoid));
    add(!column.source.is_empty(), format!("source: {}", column.source));
    list.join("; ").replace('|', "\\|")
}
