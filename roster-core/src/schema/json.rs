//! A format for programs.

use alloc::{string::String, vec::Vec};

use serde::Serialize;
use serde_json::{Map, Value, json as object};

use super::{Change, Difference, codes, kind, need};
use crate::{Column, Format, Kind, Need, Table, Target};

/// A format as one JSON object: everything that its tables say, in the words of [`markdown`].
///
/// [`markdown`]: super::markdown()
pub fn json(format: &Format) -> String {
    let set = |set: &crate::FileSet| object!({"name": set.name, "files": set.files});
    pretty(&object!({
        "format": format.id,
        "title": format.title,
        "source": format.source,
        "ordered": format.ordered,
        "extensions": format.extensions,
        "manifest": format.manifest.map(|manifest| manifest.file),
        "sets": format.sets.iter().map(set).collect::<Vec<_>>(),
        "files": format.tables.iter().map(|table| file(table)).collect::<Vec<_>>(),
    }))
}

fn file(table: &Table) -> Value {
    object!({
        "file": table.file,
        "record": table.name,
        "doc": table.doc,
        "source": table.source,
        "required": table.required,
        "needs": table.needs,
        "columns": table.columns.iter().map(column).collect::<Vec<_>>(),
    })
}

fn column(column: &Column) -> Value {
    let mut out = object!({
        "header": column.header,
        "field": column.field,
        "doc": column.doc,
        "kind": kind(&column.kind),
        "mustBeThere": need(column),
        "id": column.id,
        "key": column.key,
        "unique": column.unique,
        "secret": column.secret,
        "aliases": column.aliases,
    });
    if let Some(refers) = column.refers {
        out["refers"] = object!({"file": refers.file, "enforced": refers.enforced});
        match refers.target {
            Target::Any => {}
            Target::Is(header, word) => out["refers"]["where"] = object!({header: word}),
            Target::IsNot(header, word) => out["refers"]["whereNot"] = object!({header: word}),
        }
    }
    if let Some(codes) = codes(column) {
        let words: Vec<_> = codes.words.iter().map(|word| word.text).collect();
        out["codes"] = object!({"name": codes.name, "words": words});
    }
    out
}

/// What changed between two formats, as a JSON list:
/// `{"file": …, "column": … or null, "change": "came", "went" or "changed", "what", "from", "to"}`.
pub fn diff_json(differences: &[Difference]) -> String {
    let entry = |difference: &Difference| {
        let mut out = object!({"file": difference.file, "column": difference.column});
        out["change"] = match &difference.change {
            Change::Came => object!("came"),
            Change::Went => object!("went"),
            Change::Changed { what, from, to } => {
                out["what"] = object!(what);
                out["from"] = object!(from);
                out["to"] = object!(to);
                object!("changed")
            }
        };
        out
    };
    pretty(&differences.iter().map(entry).collect::<Vec<_>>())
}

/// A format as a Frictionless Data Package whose resources have Table Schemas.
///
/// What Table Schema cannot say is left out: dates in several spellings, lists and vocabularies
/// that match whatever their case are strings there.
pub fn table_schema(format: &Format) -> String {
    let resource = |table: &&'static Table| {
        object!({
            "name": table.file.trim_end_matches(".csv").to_lowercase(),
            "path": table.file,
            "title": table.doc,
            "profile": "tabular-data-resource",
            "encoding": "utf-8",
            "schema": schema(format, table),
        })
    };
    pretty(&object!({
        "profile": "tabular-data-package",
        "name": format.id,
        "title": format.title,
        "resources": format.tables.iter().map(resource).collect::<Vec<_>>(),
    }))
}

fn schema(format: &Format, table: &Table) -> Value {
    let mut out = Map::new();
    out.insert("fields".into(), table.columns.iter().map(field).collect());
    let key: Vec<_> = table.columns.iter().filter(|c| c.key).map(|c| c.header).collect();
    if !key.is_empty() {
        out.insert("primaryKey".into(), object!(key));
    }
    let foreign_key = |column: &Column| {
        let refers = column.refers.filter(|refers| refers.enforced)?;
        // a list in a cell is no foreign key to Table Schema
        let target = format.table(refers.file).filter(|_| !matches!(column.kind, Kind::List(_)))?;
        let own = target.file == table.file;
        let name = target.file.trim_end_matches(".csv").to_lowercase();
        let resource = if own { String::new() } else { name };
        let fields = target.columns[target.id()?].header;
        Some(object!({
            "fields": column.header,
            "reference": {"resource": resource, "fields": fields},
        }))
    };
    let foreign_keys: Vec<_> = table.columns.iter().filter_map(foreign_key).collect();
    if !foreign_keys.is_empty() {
        out.insert("foreignKeys".into(), object!(foreign_keys));
    }
    out.insert("missingValues".into(), object!([""]));
    Value::Object(out)
}

fn field(column: &Column) -> Value {
    let kind = match column.kind {
        Kind::Whole => "integer",
        Kind::Decimal => "number",
        Kind::Year => "year",
        Kind::Date => "date",
        Kind::DateTime => "datetime",
        _ => "string",
    };
    let mut out = object!({"name": column.header, "type": kind, "description": column.doc});
    if column.kind == Kind::Email {
        out["format"] = object!("email");
    }
    let mut constraints = Map::new();
    if column.need == Need::Always {
        constraints.insert("required".into(), object!(true));
    }
    if column.unique {
        constraints.insert("unique".into(), object!(true));
    }
    if !constraints.is_empty() {
        out["constraints"] = Value::Object(constraints);
    }
    out
}

/// With one member a line.
fn pretty(value: &impl Serialize) -> String {
    // text keys and plain values: there is nothing that could fail
    serde_json::to_string_pretty(value).unwrap_or_default() + "\n"
}
