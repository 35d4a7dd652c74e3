//! The tables against a machine-readable transcription of the specifications, where one is at
//! hand beside the project: every file, column, requirement, reference, type and spelling.

use std::fs;

use roster_core::{Codes, Column, Format, Kind, Need, Table, Target};
use snapshots::root;

/// Where a table differs from the transcription on purpose: format, file, column, and why.
const DELIBERATE: &[(&str, &str, &str, &str)] = &[
    ("sds-v1", "Section.csv", "Status", "one word met, no list published: text"),
    ("sds-v1", "Student.csv", "Status", "one word met, no list published: text"),
    ("sds-v1", "Teacher.csv", "Status", "one word met, no list published: text"),
    ("sds-v1", "Student.csv", "Gender", "three words met, no list published: text"),
    ("sds-v1", "Teacher.csv", "Grade", "a code in the present service only: text with codes"),
    ("sds-v1-uk", "Section.csv", "Status", "as in V1"),
    ("sds-v1-uk", "Student.csv", "Status", "as in V1"),
    ("sds-v1-uk", "Teacher.csv", "Status", "as in V1"),
    ("sds-v1-uk", "Student.csv", "Gender", "as in V1"),
    ("sds-v2", "users.csv", "role", "the list is a picture: text with the codes of the samples"),
    ("sds-v2", "users.csv", "grade", "the list is a picture: text with the codes of V2.1"),
    ("sds-v2", "enrollments.csv", "role", "the list is a picture: text with codes"),
    (
        "sds-v2.1",
        "demographics.csv",
        "birthState",
        "people are born elsewhere too: text with codes",
    ),
    ("sds-v2.1", "academicSessions.csv", "schoolYear", "no list can be complete: a year"),
];

#[test]
fn tables_say_what_the_specifications_do() {
    let Ok(text) = fs::read_to_string(root().join("../shared/spec/sds-csv.toml")) else { return };
    let spec: toml::Table = text.parse().expect("TOML");
    let mut differences = Vec::new();
    let mut excused = 0;
    for format in sds_model::FORMATS {
        for file in files(&spec, format) {
            let name = text_of(&file, "name");
            let Some(table) = format.table(name) else {
                differences.push(format!("{}: no {name}", format.id));
                continue;
            };
            for column in list_of(&file, "column") {
                let header = text_of(&column, "header");
                let difference = match table.column(header) {
                    None => Some("missing".to_owned()),
                    Some(c) => difference(table, &table.columns[c], &column),
                };
                let Some(difference) = difference else { continue };
                let place = (format.id, name, header);
                match DELIBERATE.iter().any(|(f, n, h, _)| (*f, *n, *h) == place) {
                    true => excused += 1,
                    false => {
                        differences.push(format!("{} {name} {header}: {difference}", format.id))
                    }
                }
            }
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
    assert_eq!(excused, DELIBERATE.len(), "a deliberate difference is none any more");
}

/// What a column says otherwise than the transcription.
fn difference(table: &Table, ours: &Column, theirs: &toml::Table) -> Option<String> {
    let need = match text_of(theirs, "required") {
        "always" => matches!(ours.need, Need::Always),
        "create-users" => matches!(ours.need, Need::When(_)),
        _ => matches!(ours.need, Need::Optional | Need::Header),
    };
    if !need {
        return Some(format!("{:?}, not {}", ours.need, text_of(theirs, "required")));
    }
    let kind = text_of(theirs, "type");
    let (kind, list) = match kind.strip_prefix("list[").and_then(|kind| kind.strip_suffix(']')) {
        Some(item) => (item, true),
        None => (kind, false),
    };
    let own = match ours.kind {
        Kind::List(item) if list => *item,
        kind if !list => kind,
        kind => return Some(format!("{kind:?}, not a list")),
    };
    let same = match kind.split_once([':', '.']) {
        Some(("ref", target)) => {
            let file = target.split(".csv").next().unwrap_or_default();
            ours.refers.is_some_and(|refers| refers.file.trim_end_matches(".csv") == file)
        }
        Some(("enum", _)) => matches!(own, Kind::Code(_)),
        _ => match kind {
            "id" => own == Kind::Id,
            "string" => own == Kind::Text,
            "email" => own == Kind::Email,
            "phone" => own == Kind::Phone,
            "float" => own == Kind::Decimal,
            "int" => own == Kind::Whole,
            "bool" => own == Kind::Bool,
            "date" => own == Kind::AnyDate,
            _ => false,
        },
    };
    if !same {
        return Some(format!("{own:?}, not {kind}"));
    }
    let spellings = theirs.get("seen_as").and_then(|list| list.as_array());
    for spelling in spellings.into_iter().flatten().filter_map(|spelling| spelling.as_str()) {
        if !ours.aliases.contains(&spelling) {
            return Some(format!("not known as {spelling} in {}", table.file));
        }
    }
    None
}

fn files(spec: &toml::Table, format: &Format) -> Vec<toml::Table> {
    let formats = list_of(spec, "format");
    let format = formats.into_iter().find(|f| text_of(f, "id") == format.id);
    list_of(&format.expect("the transcription has every format"), "file")
}

fn list_of(table: &toml::Table, key: &str) -> Vec<toml::Table> {
    let list = table[key].as_array().expect("a list");
    list.iter().map(|item| item.as_table().expect("a table").clone()).collect()
}

fn text_of<'t>(table: &'t toml::Table, key: &str) -> &'t str {
    table[key].as_str().expect("text")
}

/// As above, for the transcription of Clever's formats, which has a form of its own.
const CLEVER: &[(&str, &str, &str, &str)] = &[
    ("clever", "schools.csv", "School_number", "old feeds lack it, and are taken"),
    ("clever", "students.csv", "Home_language", "names or codes, 152 of each: text"),
    ("clever", "students.csv", "Contact_pickup_rights", "one vendor's own; an unknown column"),
    ("clever-sds", "schools.csv", "Principal_email", "an address, as in Clever's own format"),
    ("clever-sds", "teachers.csv", "Teacher_email", "an address, as in Clever's own format"),
    ("clever-sds", "schools.csv", "School_phone", "free text, as in Clever's own format"),
];

#[test]
fn clever_tables_say_what_the_instructions_do() {
    let path = root().join("../shared/spec/clever-csv.toml");
    let Ok(text) = fs::read_to_string(path) else { return };
    let spec: toml::Table = text.parse().expect("TOML");
    let mut differences = Vec::new();
    for file in list_of(&spec, "file") {
        let name = text_of(&file, "name");
        // AnySchool and custom data are formats of their own
        if name.contains('/') {
            continue;
        }
        let id = text_of(&file, "format").replace("-sftp", "");
        let format = clever_model::FORMATS.iter().find(|format| format.id == id);
        let Some(table) = format.expect("each format is known").table(name) else {
            differences.push(format!("{id}: no {name}"));
            continue;
        };
        for theirs in list_of(&file, "column") {
            let header = text_of(&theirs, "name");
            let difference = match table.column(header) {
                None if header == "ext.*" => None,
                None => Some("missing".to_owned()),
                Some(column) => clever_difference(&table.columns[column], &theirs),
            };
            let excused = CLEVER.iter().any(|(f, n, h, _)| (*f, *n, *h) == (&*id, name, header));
            if let (Some(difference), false) = (difference, excused) {
                differences.push(format!("{id} {name} {header}: {difference}"));
            }
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

fn clever_difference(ours: &Column, theirs: &toml::Table) -> Option<String> {
    let need = match text_of(theirs, "required") {
        "yes" => ours.need == Need::Always,
        "no" => ours.need == Need::Optional,
        "conditional" => ours.need != Need::Always,
        _ => true,
    };
    if !need {
        return Some(format!("{:?}, not {}", ours.need, text_of(theirs, "required")));
    }
    let kind = text_of(theirs, "type");
    let same = match kind.split_once(' ') {
        Some(("ref", target)) => {
            let file = target.split('.').next().unwrap_or_default();
            ours.refers.is_some_and(|refers| refers.file.trim_end_matches(".csv") == file)
        }
        Some(_) => matches!(ours.kind, Kind::List(_)),
        None => match kind {
            "id" => ours.kind == Kind::Id,
            "string" => ours.kind == Kind::Text,
            "secret" => ours.secret,
            "email" => ours.kind == Kind::Email,
            "decimal" => ours.kind == Kind::Decimal,
            "year" => ours.kind == Kind::Year,
            "date" => ours.kind == Kind::AnyDate,
            "enum" => matches!(ours.kind, Kind::Code(_)),
            _ => false,
        },
    };
    (!same).then(|| format!("{:?}, not {kind}", ours.kind))
}

/// As above, for the transcription of OneRoster, in which `ref` may demand a type.
const ONEROSTER: &[(&str, &str, &str, &str)] = &[
    ("oneroster-1.1", "enrollments.csv", "role", "all role words; a rule warns of four of them"),
    (
        "oneroster-1.1",
        "lineItems.csv",
        "gradingPeriodSourcedId",
        "that it is a grading period is told by its name only: anything but a school year",
    ),
    ("oneroster-1.2", "lineItems.csv", "academicSessionSourcedId", "practice: no school year"),
    ("oneroster-1.1", "results.csv", "studentSourcedId", "a documented rule: a student"),
    ("oneroster-1.1", "users.csv", "userIds", "documented syntax: `{type:identifier}`"),
    ("oneroster-1.2", "users.csv", "userIds", "documented syntax: `{type:identifier}`"),
    ("oneroster-1.2", "scoreScales.csv", "scoreScaleValue", "documented syntax: `{LHS:RHS}`"),
    ("oneroster-1.1", "users.csv", "email", "judged as an address, with a warning"),
    ("oneroster-1.2", "users.csv", "email", "judged as an address, with a warning"),
    ("oneroster-1.2.0", "users.csv", "userIds", "documented syntax: `{type:identifier}`"),
    ("oneroster-1.2.0", "users.csv", "email", "judged as an address, with a warning"),
    ("oneroster-1.2.0", "lineItems.csv", "academicSessionSourcedId", "practice: no school year"),
    ("oneroster-1.2.0", "scoreScales.csv", "scoreScaleValue", "documented syntax: `{LHS:RHS}`"),
];

#[test]
fn oneroster_tables_say_what_the_bindings_do() {
    let path = root().join("../shared/spec/oneroster-csv.toml");
    let Ok(text) = fs::read_to_string(path) else { return };
    let spec: toml::Table = text.parse().expect("TOML");
    let mut differences = Vec::new();
    let mut excused = 0;
    for format in oneroster_model::FORMATS {
        let binding = format!("{}-csv", format.id.trim_end_matches(".0"));
        let binding = spec[&binding].as_table().expect("a table");
        let files = list_of(binding, "file");
        assert_eq!(files.len(), format.tables.len());
        for (file, table) in files.iter().zip(format.tables) {
            let name = text_of(file, "name");
            assert_eq!(table.file, name, "the order of files");
            if let Some(manifest) = format.manifest.filter(|manifest| manifest.file == name) {
                let properties = list_of(file, "property");
                let others = properties.iter().map(|property| text_of(property, "name"));
                let (files, others): (Vec<_>, Vec<_>) =
                    others.partition(|name| name.starts_with("file."));
                assert_eq!(files.len() + 1, format.tables.len());
                let ours: Vec<_> = manifest.properties.iter().map(|of| of.name).collect();
                assert_eq!(others, ours);
                continue;
            }
            let columns = list_of(file, "column");
            let here = |column: &&toml::Table| {
                column
                    .get("only_in")
                    .is_none_or(|level| format.id.ends_with(level.as_str().expect("text")))
            };
            let columns: Vec<_> = columns.iter().filter(here).collect();
            let headers: Vec<_> = columns.iter().map(|column| text_of(column, "header")).collect();
            let ours: Vec<_> = table.columns.iter().map(|column| column.header).collect();
            assert_eq!(ours, headers, "{} {name}: the order of columns", format.id);
            for (ours, theirs) in table.columns.iter().zip(columns) {
                let Some(difference) = oneroster_difference(ours, theirs) else { continue };
                let place = (format.id, name, ours.header);
                match ONEROSTER.iter().any(|(f, n, h, _)| (*f, *n, *h) == place) {
                    true => excused += 1,
                    false => differences.push(format!("{place:?}: {difference}")),
                }
            }
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
    assert_eq!(excused, ONEROSTER.len(), "a deliberate difference is none any more");
}

fn oneroster_difference(ours: &Column, theirs: &toml::Table) -> Option<String> {
    let need = match text_of(theirs, "required") {
        "yes" => Need::Always,
        "delta-only" => Need::Delta,
        _ => Need::Optional,
    };
    if ours.need != need {
        return Some(format!("{:?}, not {need:?}", ours.need));
    }
    let list = theirs["list"].as_bool().expect("a truth");
    let kind = match ours.kind {
        Kind::List(item) if list => *item,
        kind if !list => kind,
        kind => return Some(format!("{kind:?}, not a list")),
    };
    let reference = theirs.get("ref").and_then(|to| to.as_str()).unwrap_or_default();
    let own = ours.refers.map(|refers| match refers.target {
        Target::Is("type", word) => {
            format!("{}[type={word}]", refers.file.trim_end_matches(".csv"))
        }
        Target::Any => refers.file.trim_end_matches(".csv").to_owned(),
        _ => refers.to_string(),
    });
    let own = own.unwrap_or_default();
    if own != reference {
        return Some(format!("refers to {own}, not {reference}"));
    }
    let words = theirs.get("enum").and_then(|list| list.as_array());
    let words: Option<Vec<_>> =
        words.map(|words| words.iter().map(|word| word.as_str().expect("text")).collect());
    let open = theirs.get("extensible").is_some_and(|open| open.as_bool() == Some(true));
    let same = match (text_of(theirs, "type"), kind) {
        ("enum", Kind::Bool) => words.as_deref() == Some(&["true", "false"]),
        ("enum", Kind::Code(codes)) if !open => words == Some(sorted_words(codes, &words)),
        ("enum", Kind::Open(codes)) if open => words == Some(sorted_words(codes, &words)),
        ("guid" | "guid-ref", Kind::Shape(shape)) => shape.name == "Guid",
        ("string", Kind::Text) | ("id", Kind::Id | Kind::Text) => true,
        ("date", Kind::Date) | ("datetime", Kind::DateTime) | ("year", Kind::Year) => true,
        ("integer", Kind::Whole) | ("float", Kind::Decimal) => true,
        _ => false,
    };
    (!same).then(|| format!("{:?}, not {}", ours.kind, text_of(theirs, "type")))
}

/// The words of a vocabulary in the order of others, as far as they are the same.
fn sorted_words<'w>(codes: &'w Codes, others: &Option<Vec<&str>>) -> Vec<&'w str> {
    let place = |word: &str| others.iter().flatten().position(|other| *other == word);
    let mut words: Vec<&str> = codes.words.iter().map(|word| word.text).collect();
    words.sort_by_key(|word| place(word));
    words
}
