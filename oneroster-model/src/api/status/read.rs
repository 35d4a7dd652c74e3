//! The shapes of a status.

use alloc::{
    borrow::ToOwned,
    format,
    string::{String, ToString},
    vec::Vec,
};

use serde_json::{Map, Value};

use super::{Minor, Status};

/// Members that hold statuses, one or a list.
const WRAPPERS: [&str; 5] =
    ["statusInfoSet", "statusInfo", "imsx_statusInfo", "imsx_statusInfoSet", "errors"];

/// Every status in an object: wrapped ones, and the object itself.
pub(super) fn gather(object: &Map<String, Value>, found: &mut Vec<Status>) {
    for wrapped in WRAPPERS.iter().filter_map(|name| object.get(*name)) {
        match wrapped {
            Value::Array(items) => items.iter().for_each(|item| one(item, found)),
            item => one(item, found),
        }
    }
    found.extend(status(object));
}

/// A wrapped one, which may be wrapped again.
fn one(value: &Value, found: &mut Vec<Status>) {
    match value {
        Value::Object(object) => {
            let before = found.len();
            gather(object, found);
            if found.len() == before {
                let texts = ["message", "description", "detail", "title", "error"];
                let text = texts.iter().find_map(|name| text(object, &[name]));
                found.push(Status { description: text, ..Status::default() });
            }
        }
        Value::String(text) => {
            found.push(Status { description: Some(text.clone()), ..Status::default() });
        }
        _ => {}
    }
}

/// An object as a status, if it has a member of one.
fn status(object: &Map<String, Value>) -> Option<Status> {
    let status = Status {
        major: text(object, &["imsx_codeMajor", "codeMajor"]),
        severity: text(object, &["imsx_severity", "severity"]),
        description: text(object, &["imsx_description", "description"]),
        message_ref: text(object, &["imsx_messageRefIdentifier", "messageRefIdentifier"]),
        minor: minor(object),
    };
    let there = status.major.is_some() || status.severity.is_some() || !status.minor.is_empty();
    let named = object.keys().any(|name| name.starts_with("imsx_"));
    (there || named && status.description.is_some()).then_some(status)
}

fn minor(object: &Map<String, Value>) -> Vec<Minor> {
    let names = ["imsx_CodeMinor", "imsx_codeMinor", "CodeMinor", "codeMinor"];
    let values = names.iter().filter_map(|name| object.get(*name));
    let mut found = Vec::new();
    for value in values {
        match value {
            Value::String(word) => found.push(Minor { name: None, value: word.clone() }),
            Value::Object(inner) => {
                let fields = ["imsx_codeMinorField", "codeMinorField"];
                let fields = fields.iter().find_map(|name| inner.get(*name));
                let fields = match fields {
                    Some(Value::Array(fields)) => fields.as_slice(),
                    Some(field) => core::slice::from_ref(field),
                    None => &[],
                };
                found.extend(fields.iter().filter_map(Value::as_object).filter_map(|field| {
                    let part = |end: &str| {
                        let names =
                            [format!("imsx_codeMinorField{end}"), format!("codeMinorField{end}")];
                        text(field, &[&names[0], &names[1]])
                    };
                    Some(Minor { name: part("Name"), value: part("Value")? })
                }));
            }
            _ => {}
        }
    }
    found
}

/// The first of some members that is a text or a number.
fn text(object: &Map<String, Value>, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| match object.get(*name)? {
        Value::String(text) => Some(text.to_owned()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    })
}
