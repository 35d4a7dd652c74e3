//! Findings for code scanning services: SARIF 2.1.0 (OASIS).

use alloc::{
    format,
    string::{String, ToString},
    vec,
    vec::Vec,
};

use serde::Serialize;

use super::{Report, message};
use crate::{Finding, Pointer, Rule, Severity};

#[derive(Serialize)]
struct Log<'r> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'r>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'r> {
    tool: Tool,
    results: Vec<Outcome>,
    column_kind: &'static str,
    properties: Properties<'r>,
}

#[derive(Serialize)]
struct Properties<'r> {
    format: &'r str,
    profile: &'r str,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    semantic_version: &'static str,
    rules: Vec<Descriptor>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor {
    id: &'static str,
    name: &'static str,
    short_description: Text,
    help: Help,
}

#[derive(Serialize)]
struct Text {
    text: String,
}

#[derive(Serialize)]
struct Help {
    text: &'static str,
    markdown: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Outcome {
    rule_id: &'static str,
    rule_index: usize,
    level: &'static str,
    message: Text,
    locations: [Location; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    occurrence_count: u64,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    logical_locations: Vec<LogicalLocation>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct LogicalLocation {
    fully_qualified_name: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Serialize)]
struct ArtifactLocation {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: u64,
}

/// A report as a SARIF 2.1.0 log with one run.
///
/// Places are files and lines, and in a JSON document the value's pointer; a column's name stands in
/// the message. Rules carry their pages as
/// help.
pub fn sarif(report: &Report<'_>) -> String {
    let mut rules: Vec<&'static Rule> = report.findings.iter().map(|f| f.rule).collect();
    rules.sort_by_key(|rule| rule.code);
    rules.dedup();
    let outcome = |finding: &Finding| {
        let uri = uri(report.file_name(finding.place.file));
        Outcome {
            rule_id: finding.rule.code,
            rule_index: rules.iter().position(|rule| *rule == finding.rule).unwrap_or_default(),
            level: level(finding.severity),
            message: Text { text: message(finding) },
            locations: [location(&uri, finding.place.line, finding.place.pointer.as_ref())],
            related_locations: finding
                .also
                .iter()
                .map(|spot| location(&uri, Some(spot.line), None))
                .collect(),
            occurrence_count: finding.count,
        }
    };
    let log = Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [Run {
            results: report.findings.iter().map(outcome).collect(),
            tool: Tool {
                driver: Driver {
                    name: "rosterlens",
                    semantic_version: env!("CARGO_PKG_VERSION"),
                    rules: rules.iter().map(|rule| descriptor(rule)).collect(),
                },
            },
            column_kind: "unicodeCodePoints",
            properties: Properties { format: report.format.id, profile: report.profile.id },
        }],
    };
    // text keys and plain values: there is nothing that could fail
    serde_json::to_string(&log).unwrap_or_default()
}

fn descriptor(rule: &Rule) -> Descriptor {
    Descriptor {
        id: rule.code,
        name: rule.name,
        short_description: Text { text: String::from(rule.summary()) },
        help: Help { text: rule.mend, markdown: rule.doc },
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn location(uri: &str, line: Option<u64>, pointer: Option<&Pointer>) -> Location {
    let logical = |pointer: &Pointer| LogicalLocation { fully_qualified_name: pointer.to_string() };
    Location {
        logical_locations: pointer.map(logical).into_iter().collect(),
        physical_location: PhysicalLocation {
            artifact_location: ArtifactLocation { uri: String::from(uri) },
            region: line.map(|start_line| Region { start_line }),
        },
    }
}

/// A file's name as a relative reference (RFC 3986).
fn uri(name: &str) -> String {
    let keep = |b: &u8| b.is_ascii_alphanumeric() || b"-._~".contains(b);
    let byte =
        |b: &u8| if keep(b) { vec![char::from(*b)] } else { format!("%{b:02X}").chars().collect() };
    name.as_bytes().iter().flat_map(byte).collect()
}
