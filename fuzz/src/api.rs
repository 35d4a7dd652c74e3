//! The texts of OneRoster's REST protocol: what is read is written so that it is read alike, and
//! what is refused is refused at a place in the text.

use oneroster_model::api::{
    Clause, CodeMinor, Filter, Link, Method, Next, Op, Paging, Query, Status, Version,
    plan::{PLANS, Received, Values},
};
use serde_json::Value;

/// A filter, and behind the first line end the record that it is held against, in JSON.
///
/// # Panics
///
/// If a law is broken.
pub fn filter(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    let (text, record) = text.split_once('\n').unwrap_or((text, "{}"));
    let filter: Filter = match text.parse() {
        Ok(filter) => filter,
        Err(error) => return assert!(text.is_char_boundary(error.at), "a place in the text"),
    };
    assert_eq!(filter.to_string(), text, "a filter has one spelling");
    for clause in filter.clauses() {
        // of another value as long it says the same
        let other = Clause { value: "x".repeat(clause.value.len()), ..clause.clone() };
        assert_eq!(format!("{clause:?}"), format!("{other:?}"), "values are not shown");
    }
    let Ok(record) = serde_json::from_str::<Value>(record) else { return };
    let holds = |clause: &Clause| clause.holds(&record);
    let wanted = match &filter {
        Filter::One(one) => holds(one),
        Filter::And(first, second) => holds(first) && holds(second),
        Filter::Or(first, second) => holds(first) || holds(second),
    };
    assert_eq!(filter.holds(&record), wanted);
    for clause in filter.clauses() {
        let with = |op| holds(&Clause { op, ..clause.clone() });
        assert_ne!(with(Op::Equal), with(Op::NotEqual), "one of the two holds");
    }
}

/// A query, and behind the first line end an array of records that it chooses from.
///
/// # Panics
///
/// If a law is broken.
pub fn query(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    let (text, records) = text.split_once('\n').unwrap_or((text, "[]"));
    if let Some((endpoint, ids)) = Version::V1p2.route(Method::Get, text) {
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        let address = endpoint.address(&ids).expect("as many ids as names");
        let again = Version::V1p2.route(Method::Get, &address).expect("it leads back");
        assert_eq!((again.0, again.1), (endpoint, ids.iter().map(|id| (*id).into()).collect()));
    }
    let query: Query = match text.parse() {
        Ok(query) => query,
        Err(error) => return assert!(text.is_char_boundary(error.at), "a place in the text"),
    };
    let written = query.to_string();
    assert_eq!(written.parse(), Ok(query.clone()), "what is written is read alike");
    assert_eq!(written.parse::<Query>().expect("read").to_string(), written, "in one spelling");
    let Ok(records) = serde_json::from_str::<Vec<Value>>(records) else { return };
    let selected = query.select(&records);
    assert!(selected.total <= records.len());
    assert!(selected.records.len() <= query.limit.unwrap_or(100) as usize);
    let holds = |record: &&Value| query.filter.as_ref().is_none_or(|f| f.holds(*record));
    assert!(selected.records.iter().all(&holds));
    assert_eq!(selected.total, records.iter().filter(holds).count());
}

/// An answer: the header `Link` in the first line, `X-Total-Count` in the second, the body behind.
///
/// # Panics
///
/// If a law is broken.
pub fn answer(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    let mut parts = text.splitn(3, '\n');
    let [header, total, body] = [(); 3].map(|()| parts.next().unwrap_or_default());
    match Link::parse_all(header) {
        Ok(links) => {
            let again: Vec<String> = links.iter().map(Link::to_string).collect();
            assert_eq!(Link::parse_all(&again.join(", ")), Ok(links), "written and read alike");
        }
        Err(error) => assert!(header.is_char_boundary(error.at), "a place in the text"),
    }
    if let Ok(paging) = Paging::read(Some(header), Some(total)) {
        assert_eq!(paging.next(&Query::default(), 0), Next::End, "an empty page is the end");
    }
    for status in Status::read(body) {
        let again = Status::read(&status.write(Version::V1p2).to_string());
        // one that says nothing but what a person reads is no status by itself
        let said = status.major.is_some() || status.severity.is_some() || !status.minor.is_empty();
        assert!(!said || again.len() == 1 && again[0].code() == status.code());
        assert!(status.code().is_none_or(|code| CodeMinor::of(code.word()) == Some(code)));
    }
    let Ok(body) = serde_json::from_str::<Value>(body) else { return };
    let answer =
        Received { status: 200, content_type: None, total_count: Some(total), body: &body };
    for plan in PLANS {
        let mut values = Values::new();
        for step in plan.steps {
            for complaint in step.judge(&answer, &mut values) {
                assert!(!complaint.to_string().is_empty());
            }
        }
    }
}
