//! Queries: there and back, what is refused and where, and what they choose.

use oneroster_model::api::{Answer, Order, Parameter, Query, Version, query::Reason};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::filters::filters;

fn paths() -> impl Strategy<Value = oneroster_model::api::Path> {
    "[a-z]{1,4}(\\.[a-z:-]{1,3}){0,2}".prop_map(|path| path.parse().expect("valid"))
}
fn queries() -> impl Strategy<Value = Query> {
    let known = ["limit", "offset", "sort", "orderBy", "filter", "fields"];
    let other = (".{0,6}", proptest::option::of(".{0,6}"))
        .prop_map(|(name, value)| Parameter { name, value })
        // `` and `=` are no parameters that could be written
        .prop_filter("a name of its own", move |p| {
            let written = !p.name.is_empty() || p.value.is_some();
            written && !known.contains(&p.name.as_str())
        });
    let orders = proptest::sample::select(vec![Order::Ascending, Order::Descending]);
    (
        proptest::option::of(1u32..),
        proptest::option::of(any::<u32>()),
        proptest::option::of((paths(), proptest::option::of(orders))),
        proptest::option::of(filters()),
        proptest::collection::vec(paths(), 0..3),
        proptest::collection::vec(other, 0..3),
    )
        .prop_map(|(limit, offset, sort, filter, fields, other)| {
            let (sort, order_by) = match sort {
                Some((sort, order_by)) => (Some(sort), order_by),
                None => (None, None),
            };
            Query { limit, offset, sort, order_by, filter, fields, other }
        })
}

proptest! {
    /// What is written is read as what was written, and nothing in it needs a care in an address.
    #[test]
    fn write_then_read_is_the_same(query in queries()) {
        let text = query.to_string();
        prop_assert!(text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~%=&".contains(&b)));
        prop_assert_eq!(text.parse(), Ok(query));
    }

    /// Whatever is read is written in one spelling, which is read as the same.
    #[test]
    fn read_then_write_then_read_is_the_same(text in r"((limit|sort|filter|fields|x|%7a)=?(5|a\.b|a%3D'b\+c'|%zz|é)?&?){0,4}") {
        match text.parse::<Query>() {
            Ok(query) => prop_assert_eq!(query.to_string().parse(), Ok(query)),
            Err(error) => prop_assert!(error.at <= text.len()),
        }
    }

    /// Pages together are all records that the filter lets through, in one order, each once.
    #[test]
    fn pages_tile_the_records(
        numbers in proptest::collection::vec(0u8..6, 0..20),
        limit in 1u32..7,
        descending in any::<bool>(),
    ) {
        let record = |(i, n): (usize, &u8)| json!({"sourcedId": i.to_string(), "n": n});
        let records: Vec<Value> = numbers.iter().enumerate().map(record).collect();
        let order = if descending { "desc" } else { "asc" };
        let query: Query = format!("filter=n!='0'&sort=n&orderBy={order}&limit={limit}").parse().expect("valid");
        let mut seen: Vec<&Value> = Vec::new();
        loop {
            let page = query.at(seen.len() as u32).select(&records);
            prop_assert_eq!(page.total, numbers.iter().filter(|n| **n != 0).count());
            if page.records.is_empty() {
                break;
            }
            prop_assert!(page.records.len() <= limit as usize);
            seen.extend(page.records);
        }
        let mut wanted: Vec<&Value> = records.iter().filter(|r| r["n"] != 0).collect();
        wanted.sort_by_key(|record| {
            let n = record["n"].as_i64().expect("there");
            if descending { -n } else { n }
        });
        prop_assert_eq!(seen, wanted);
    }
}

#[test]
fn what_clients_write_is_read() {
    // as Microsoft's collections have it, as browsers encode it, and strictly
    for text in [
        "offset=0&limit=5000&filter=status='active' AND role='teacher'",
        "offset=0&limit=5000&filter=status%3D%27active%27+AND+role%3D%27teacher%27",
        "&filter=status%3d%27active%27%20AND%20role%3D%27teacher%27&&limit=5000&offset=0&",
    ] {
        let query: Query = text.parse().expect("valid");
        assert_eq!((query.limit, query.offset), (Some(5000), Some(0)));
        let filter = query.filter.as_ref().expect("there").to_string();
        assert_eq!(filter, "status='active' AND role='teacher'");
    }
    let query: Query = "Limit=5&continuationToken=a%2Bb&flag&flag&x=".parse().expect("valid");
    assert_eq!(query.limit, None);
    let other = |(name, value): (&str, Option<&str>)| Parameter {
        name: name.into(),
        value: value.map(Into::into),
    };
    let wanted = [
        ("Limit", Some("5")),
        ("continuationToken", Some("a+b")),
        ("flag", None),
        ("flag", None),
        ("x", Some("")),
    ];
    assert_eq!(query.other, wanted.map(other));
    assert_eq!(query.to_string(), "Limit=5&continuationToken=a%2Bb&flag&flag&x=");
    let query: Query = "fields=sourcedId,name,school.sourcedId&sort=name".parse().expect("valid");
    assert_eq!(query.fields.len(), 3);
    assert_eq!(query.to_string(), "sort=name&fields=sourcedId%2Cname%2Cschool.sourcedId");
    assert_eq!("".parse(), Ok(Query::default()));
}

#[test]
fn everything_else_is_refused_at_its_place() {
    use oneroster_model::api::filter::Expected;
    let cases = [
        ("limit=0", 6, Reason::Limit),
        ("limit=-1", 6, Reason::Limit),
        ("limit=+1", 6, Reason::Limit),
        ("limit=1e3", 6, Reason::Limit),
        ("limit=007", 6, Reason::Limit),
        ("limit=4294967296", 6, Reason::Limit),
        ("limit=", 6, Reason::Limit),
        ("limit", 5, Reason::Limit),
        ("a=b&offset=-1", 11, Reason::Offset),
        ("offset=x", 7, Reason::Offset),
        ("limit=5&limit=5", 8, Reason::Repeated),
        ("l%69mit=5&limit=5", 10, Reason::Repeated),
        ("sort=a&orderBy=acs", 15, Reason::OrderBy),
        ("sort=a&orderBy=ASC", 15, Reason::OrderBy),
        ("limit=1&orderBy=asc", 8, Reason::OrderWithoutSort),
        ("sort=", 5, Reason::Sort),
        ("sort=a,b", 6, Reason::Sort),
        ("fields=", 7, Reason::BlankSelection),
        ("fields=a,,b", 9, Reason::Selection),
        ("fields=a%2Cb%20c", 12, Reason::Selection),
        ("filter=", 7, Reason::Filter(Expected::Name)),
        ("filter=a%3Db", 11, Reason::Filter(Expected::Quote)),
        ("filter=a%3D%27b", 15, Reason::Filter(Expected::ClosingQuote)),
        ("filter=%C3%A9%20='b'", 13, Reason::Filter(Expected::NoBlank)),
        ("a=%", 2, Reason::Encoding),
        ("a=b%4", 3, Reason::Encoding),
        ("a%zz=b", 1, Reason::Encoding),
        ("a=x%ff", 3, Reason::Encoding),
        ("x&a=%C3", 4, Reason::Encoding),
    ];
    for (text, at, reason) in cases {
        let error = text.parse::<Query>().expect_err(text);
        assert_eq!((error.at, error.reason), (at, reason), "{text}");
        assert!(error.to_string().starts_with(&format!("at character {}: ", at + 1)));
    }
}

#[test]
fn what_is_wrong_has_a_word() {
    use oneroster_model::api::CodeMinor;
    for (text, code) in [
        ("filter=x", CodeMinor::InvalidFilterField),
        ("sort=", CodeMinor::InvalidSortField),
        ("sort=a&orderBy=up", CodeMinor::InvalidSortField),
        ("orderBy=asc", CodeMinor::InvalidSortField),
        ("fields=a b", CodeMinor::InvalidSelectionField),
        ("fields=", CodeMinor::InvalidBlankSelectionField),
        ("limit=0", CodeMinor::InvalidData),
        ("offset=0&offset=0", CodeMinor::InvalidData),
    ] {
        assert_eq!(text.parse::<Query>().expect_err(text).reason.code(), code, "{text}");
    }
}

#[test]
fn what_does_not_fit_an_endpoint_is_named() {
    let endpoint = |version: Version, answer: Answer| {
        version.endpoints().iter().find(|endpoint| endpoint.answer == answer).expect("there")
    };
    let unfit = |text: &str, version, answer| {
        let query: Query = text.parse().expect("valid");
        query.unfit(endpoint(version, answer)).map(|(name, _)| name)
    };
    let (one, many) = (Answer::One("user"), Answer::Many("user"));
    assert_eq!(unfit("limit=1&filter=a='b'&fields=a", Version::V1p2, many), None);
    assert_eq!(unfit("sort=a", Version::V1p2, many), Some("sort"));
    assert_eq!(unfit("sort=a", Version::V1p1, many), None);
    assert_eq!(unfit("sort=a&orderBy=asc", Version::V1p2, many), None);
    assert_eq!(unfit("fields=a", Version::V1p2, one), None);
    assert_eq!(unfit("fields=a&offset=1", Version::V1p2, one), Some("offset"));
    assert_eq!(unfit("fields=a", Version::V1p2, Answer::Nothing), Some("fields"));
    assert_eq!(unfit("x=y", Version::V1p2, Answer::Nothing), None);
}

#[test]
fn sorting_is_by_code_points_and_numbers() {
    let records = ["b", "Z", "a", "é", "z"].map(|name| json!({"name": name})).to_vec();
    let query: Query = "sort=name".parse().expect("valid");
    let names: Vec<_> = query.select(&records).records.iter().map(|r| r["name"].clone()).collect();
    assert_eq!(names, ["Z", "a", "b", "z", "é"]);

    let mixed =
        [json!({"n": 10}), json!({"n": "2"}), json!({}), json!({"n": 9}), json!({"n": ["1", "9"]})];
    let query: Query = "sort=n".parse().expect("valid");
    let order: Vec<_> = query.select(&mixed).records.iter().map(|r| r["n"].clone()).collect();
    assert_eq!(order, [Value::Null, json!(9), json!(10), json!(["1", "9"]), json!("2")]);
}

#[test]
fn a_limit_left_out_is_a_hundred() {
    let records: Vec<Value> = (0..150).map(|n| json!({"n": n})).collect();
    let selected = Query::default().select(&records);
    assert_eq!((selected.records.len(), selected.total), (100, 150));
    assert!(Query::default().at(u32::MAX).select(&records).records.is_empty());
}
