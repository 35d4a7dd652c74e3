//! From page to page.

use oneroster_model::api::{Next, Paging, Query, paging::PagingError};
use proptest::prelude::*;
use serde_json::{Value, json};

fn query(text: &str) -> Query {
    text.parse().expect("valid")
}

proptest! {
    /// A client that follows what a server says reads every record, and stops: by links, by the
    /// total, and by the size of pages.
    #[test]
    fn every_record_is_read_once(
        count in 0usize..40,
        limit in 1u32..9,
        clamp in 1u32..9,
        say in 0u8..3,
    ) {
        let records: Vec<Value> = (0..count).map(|n| json!({"sourcedId": n.to_string()})).collect();
        let mut asked = Query { limit: Some(limit), ..query("filter=status!='x'") };
        let mut read = Vec::new();
        for _ in 0..=count {
            // a server may give less than it is asked for; without headers a client cannot know
            let given = if say == 2 { limit } else { limit.min(clamp) };
            let served = Query { limit: Some(given), ..asked.clone() };
            let page = served.select(&records);
            let got = page.records.len();
            read.extend(page.records);
            let paging = Paging::of("/users", &served, page.total as u64);
            let header = paging.link_header();
            let link = (say == 0).then_some(header.as_deref()).flatten();
            let total = page.total.to_string();
            let paging = Paging::read(link, (say < 2).then_some(total.as_str())).expect("valid");
            match paging.next(&asked, got) {
                Next::End => break,
                Next::Query(next) => asked = next,
                Next::Link(target) => {
                    let (address, next) = target.split_once('?').expect("there");
                    prop_assert_eq!(address, "/users");
                    asked = query(next);
                }
            }
        }
        prop_assert_eq!(read, records.iter().collect::<Vec<_>>());
    }
}

#[test]
fn headers_as_servers_send_them() {
    let paging = Paging::read(Some("<a>; rel=\"next\""), Some(" 503 ")).expect("valid");
    assert_eq!(paging.total, Some(503));
    assert_eq!((paging.link("next"), paging.link("last")), (Some("a"), None));
    for wrong in ["", "-1", "1.5", "503, 503", "99999999999999999999"] {
        assert_eq!(Paging::read(None, Some(wrong)), Err(PagingError::TotalCount), "{wrong}");
    }
    let wrong = Paging::read(Some("next"), None).expect_err("no link");
    assert!(wrong.to_string().starts_with("Link: at character 1: "));
    assert_eq!(Paging::read(None, None), Ok(Paging::default()));
}

#[test]
fn the_end_is_the_end() {
    let next = |link, total, text: &str, got| {
        Paging::read(link, total).expect("valid").next(&query(text), got)
    };
    let linked = Some("<b>; rel=next");
    assert_eq!(next(linked, None, "limit=5", 5), Next::Link("b".into()));
    assert_eq!(next(linked, None, "limit=5", 2), Next::Link("b".into()), "the server gave less");
    assert_eq!(next(linked, Some("9"), "limit=5", 0), Next::End, "no circle of empty pages");
    assert_eq!(next(Some("<a>; rel=prev"), Some("99"), "limit=5", 5), Next::End);
    assert_eq!(next(Some(""), Some("99"), "limit=5", 5), Next::End, "a header without links");
    assert_eq!(next(None, Some("10"), "limit=5&offset=5", 5), Next::End);
    assert_eq!(
        next(None, Some("11"), "limit=5&offset=5", 5),
        Next::Query(query("limit=5&offset=10"))
    );
    assert_eq!(next(None, Some("11"), "limit=5", 3), Next::Query(query("limit=5&offset=3")));
    assert_eq!(next(None, None, "limit=5", 5), Next::Query(query("limit=5&offset=5")));
    assert_eq!(next(None, None, "limit=5", 4), Next::End);
    assert_eq!(next(None, None, "", 99), Next::End, "a hundred is what servers give");
    assert_eq!(next(None, None, "", 100), Next::Query(query("offset=100")));
    assert_eq!(next(None, Some("9999999999"), "offset=4294967295", 5), Next::End);
}

#[test]
fn a_server_links_to_its_pages() {
    let of = |text: &str, total| {
        let paging = Paging::of("/u", &query(text), total);
        ["next", "prev", "first", "last"].map(|relation| {
            let query: Option<Query> = paging
                .link(relation)
                .map(|link| link.split_once('?').expect("there").1.parse().expect("valid"));
            query.and_then(|query| query.offset)
        })
    };
    assert_eq!(of("limit=3", 503), [Some(3), None, Some(0), Some(500)]);
    assert_eq!(of("limit=3&offset=3", 503), [Some(6), Some(0), Some(0), Some(500)]);
    assert_eq!(of("limit=3&offset=500", 503), [None, Some(497), Some(0), Some(500)]);
    assert_eq!(of("limit=3&offset=499", 503), [Some(502), Some(496), Some(0), Some(500)]);
    assert_eq!(of("limit=3&offset=2", 503), [Some(5), Some(0), Some(0), Some(500)]);
    assert_eq!(of("limit=3", 2), [None, None, Some(0), Some(0)]);
    assert_eq!(of("", 0), [None, None, Some(0), Some(0)]);
    assert_eq!(of("limit=4294967295&offset=1", 7), [None, Some(0), Some(0), Some(0)]);
    let paging = Paging::of("/u", &query("filter=a='b'&x=y"), 7);
    assert_eq!(paging.link("first"), Some("/u?limit=100&offset=0&filter=a%3D%27b%27&x=y"));
    assert_eq!(paging.total, Some(7));
}
