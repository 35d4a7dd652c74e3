//! The endpoints and the plans as documents.

use alloc::{
    format,
    string::{String, ToString},
    vec::Vec,
};

use super::{
    endpoint::{Answer, Endpoint, Service, Version},
    plan::{Demand, Plan, Records, Step},
};

/// The endpoints of a version in Markdown: a table a service.
///
/// ```
/// use oneroster_model::api::{Version, document};
///
/// let text = document::endpoints(Version::V1p1);
/// assert!(text.contains("| GET | `users/{sourcedId}` | | `user` | roster-core.readonly, "));
/// ```
pub fn endpoints(version: Version) -> String {
    let mut out = format!(
        "Scopes begin with `{}`; a token needs one of those named.\n",
        version.scope_base()
    );
    for service in [Service::Rostering, Service::Resources, Service::Gradebook] {
        out += &format!("\n### {}, `{}`\n\n", service.name(), version.base(service));
        out += "| method | path | written | answered | scopes |\n|---|---|---|---|---|\n";
        let of = version.endpoints().iter().filter(|endpoint| endpoint.service == service);
        of.for_each(|endpoint| out += &line(endpoint));
    }
    out
}

fn line(endpoint: &Endpoint) -> String {
    let body = |answer: Answer| match answer {
        Answer::One(object) => format!("`{object}`"),
        answer @ Answer::Many(_) => format!("list `{}`", answer.key().unwrap_or_default()),
        Answer::Pairs => String::from("list `sourcedIdPairs`"),
        Answer::Nothing => String::new(),
    };
    let base = endpoint.version.scope_base();
    let scopes: Vec<String> =
        endpoint.scopes().map(|scope| scope.trim_start_matches(base).to_string()).collect();
    let answer = match endpoint.status {
        200 => body(endpoint.answer),
        status => format!("{status} {}", body(endpoint.answer)),
    };
    let cells = [
        endpoint.method.name().to_string(),
        format!("`{}`", endpoint.path),
        body(endpoint.body),
        answer.trim().to_string(),
        scopes.join(", "),
    ];
    let cell =
        |text: &String| if text.is_empty() { String::from(" |") } else { format!(" {text} |") };
    let cells: Vec<String> = cells.iter().map(cell).collect();
    format!("|{}\n", cells.concat())
}

/// A plan in Markdown: its requests in order, and what is demanded of each.
pub fn plan(plan: &Plan) -> String {
    let mut out =
        format!("{}, OneRoster {}. Source: {}.\n\n", plan.doc, plan.version.number(), plan.source);
    out += "A token is asked for first, for these scopes:\n\n";
    plan.scopes().iter().for_each(|scope| out += &format!("- `{scope}`\n"));
    out += "\n| | request | for | answer |\n|--:|---|---|---|\n";
    let mut demands: Vec<(&[Demand], usize)> = Vec::new();
    for (i, step) in plan.steps.iter().enumerate() {
        let query = if step.query.is_empty() { "" } else { "?" };
        let request = format!("`{} {}{query}{}`", step.method, step.path, step.query);
        let optional = if step.optional { " (optional)" } else { "" };
        out += &format!("| {} | {request} | {}{optional} | {} |\n", i + 1, step.name, answer(step));
        if !step.demands.is_empty() {
            demands.push((step.demands, i + 1));
        }
    }
    out += "\nOf the first record:\n\n";
    let mut told: Vec<&[Demand]> = Vec::new();
    for (own, _) in &demands {
        if told.contains(own) {
            continue;
        }
        told.push(own);
        let steps: Vec<String> = demands
            .iter()
            .filter(|(other, _)| other == own)
            .map(|(_, step)| step.to_string())
            .collect();
        let list: Vec<String> = own.iter().map(|d| format!("`{}` {}", d.path, d.be)).collect();
        out += &format!("- {}: {}\n", steps.join(", "), list.join("; "));
    }
    out
}

fn answer(step: &Step) -> String {
    let records = match step.records {
        Records::Object => "an object",
        Records::Some => "at least one record",
        Records::One => "exactly one record",
        Records::Other(_) => "at least one record, another than that of the first page",
        Records::None => "an empty list",
        Records::Any => "",
    };
    let status = match step.status {
        200 => String::new(),
        status => format!("{status}, "),
    };
    let headers = if step.headers { "; `X-Total-Count`" } else { "" };
    format!("{status}{records}{headers}").trim_end_matches(", ").to_string()
}
