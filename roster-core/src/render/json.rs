//! Findings for programs.

use alloc::{
    string::{String, ToString},
    vec::Vec,
};

use serde::Serialize;

use super::{Report, message};
use crate::{ColumnAt, Finding};

#[derive(Serialize)]
struct Package<'r> {
    format: &'static str,
    profile: &'static str,
    files: Vec<File<'r>>,
    findings: Vec<Entry<'r>>,
    totals: Totals,
}

#[derive(Serialize)]
struct File<'r> {
    name: &'r str,
    rows: u64,
    bytes: u64,
}

#[derive(Serialize)]
struct Entry<'r> {
    code: &'static str,
    name: &'static str,
    severity: &'static str,
    file: &'r str,
    line: Option<u64>,
    row: Option<u64>,
    column: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pointer: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    in_line: Option<u64>,
    message: String,
    count: u64,
    also: Vec<Also>,
}

#[derive(Serialize)]
struct Also {
    line: u64,
    row: u64,
}

#[derive(Serialize)]
struct Totals {
    error: u64,
    warning: u64,
    info: u64,
}

/// A report as one JSON object:
///
/// ```json
/// {"format": "sds-v1", "profile": "spec",
///  "files": [{"name": "Student.csv", "rows": 4, "bytes": 300}],
///  "findings": [{"code": "R111", "name": "required-value", "severity": "error",
///    "file": "Student.csv", "line": 3, "row": 2, "column": "Username", "message": "…",
///    "count": 1, "also": [{"line": 2, "row": 1}]}],
///  "totals": {"error": 1, "warning": 0, "info": 0}}
/// ```
///
/// `files` are the files of the format that the package has. `line` counts physical lines from
/// 1, where LF, CRLF or a bare CR end one; `row` counts data rows from 1, and the header is 0;
/// `column` is a known header's text, or for another its position from 1. What concerns a whole
/// file has null for all three. In a JSON document there are `pointer`, the value's place as RFC 6901
/// writes it, and `in_line`, where in the line it begins, in bytes from 1. `count` is how many rows the finding stands for, `also` the first
/// few others that it is about. `totals` count every finding, listed or not.
pub fn json(report: &Report<'_>) -> String {
    let files = report.summary.files.iter().map(|file| File {
        name: report.source.name(file.file),
        rows: file.rows,
        bytes: file.bytes,
    });
    let totals = report.summary.totals;
    let package = Package {
        format: report.format.id,
        profile: report.profile.id,
        files: files.collect(),
        findings: report.findings.iter().map(|finding| entry(report, finding)).collect(),
        totals: Totals { error: totals.error, warning: totals.warning, info: totals.info },
    };
    // text keys and plain values: there is nothing that could fail
    serde_json::to_string(&package).unwrap_or_default()
}

fn entry<'r>(report: &'r Report<'_>, finding: &'r Finding) -> Entry<'r> {
    let place = &finding.place;
    Entry {
        code: finding.rule.code,
        name: finding.rule.name,
        severity: finding.severity.name(),
        file: report.file_name(place.file),
        line: place.line,
        row: place.row,
        column: place.column.map(|column: ColumnAt| column.to_string()),
        pointer: place.pointer.as_ref().map(ToString::to_string),
        in_line: place.pointer.as_ref().and(place.in_line),
        message: message(finding),
        count: finding.count,
        also: finding.also.iter().map(|spot| Also { line: spot.line, row: spot.row }).collect(),
    }
}
