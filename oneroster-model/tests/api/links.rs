//! `Link` headers.

use oneroster_model::api::{Link, link::Reason};
use proptest::prelude::*;

fn links() -> impl Strategy<Value = Vec<Link>> {
    let parameter = ("[a-z*]{1,5}", proptest::option::of(".{0,6}"));
    let link = ("[^>]{0,12}", proptest::collection::vec(parameter, 0..3));
    let link = link.prop_map(|(target, parameters)| Link { target, parameters });
    proptest::collection::vec(link, 0..4)
}

proptest! {
    /// What is written is read as what was written.
    #[test]
    fn write_then_read_is_the_same(links in links()) {
        let text: Vec<String> = links.iter().map(Link::to_string).collect();
        prop_assert_eq!(Link::parse_all(&text.join(", ")), Ok(links));
    }

    /// Any text is read or refused at a place in it; what is read is written so that it is read alike.
    #[test]
    fn any_text_is_read_or_refused(text in "(<|>|;|,|=|\"|\\\\| |rel|next|é|.){0,12}") {
        match Link::parse_all(&text) {
            Ok(links) => {
                let again: Vec<String> = links.iter().map(Link::to_string).collect();
                prop_assert_eq!(Link::parse_all(&again.join(",")), Ok(links));
            }
            Err(error) => prop_assert!(text.is_char_boundary(error.at)),
        }
    }
}

#[test]
fn the_forms_of_the_standard_are_read() {
    let links = Link::parse_all(
        ", <a>; rel=\"prev start\" ;title*=UTF-8'de'letztes%20Kapitel,\t<b;,>;REL = next;;x , \
         <c>; rel=\"a\\\"b\\\\\"; rel=second; anchor=\"#foo\",<>",
    )
    .expect("valid");
    assert_eq!(
        links.iter().map(|link| link.target.as_str()).collect::<Vec<_>>(),
        ["a", "b;,", "c", ""]
    );
    assert!(links[0].is("prev") && links[0].is("Start") && !links[0].is("next"));
    assert_eq!(links[0].parameter("title*"), Some("UTF-8'de'letztes%20Kapitel"));
    assert!(links[1].is("next"));
    assert_eq!(links[1].parameter("X"), Some(""));
    assert_eq!(links[2].parameter("rel"), Some("a\"b\\"), "the first of two counts");
    assert!(!links[2].is("a\"b\\"), "it speaks of another context");
    let bare = Link::parse_all("<a>; , <b>;; rel=next").expect("a semicolon may stand alone");
    assert_eq!((bare.len(), bare[1].is("next")), (2, true));
    assert_eq!(Link::parse_all(""), Ok(vec![]));
    assert_eq!(Link::parse_all(" , ,"), Ok(vec![]));
}

#[test]
fn everything_else_is_refused_at_its_place() {
    for (text, at, reason) in [
        ("https://sis.example/users", 0, Reason::Target),
        ("<a>; rel=next, b", 15, Reason::Target),
        ("<a", 2, Reason::TargetEnd),
        ("<a> <b>", 4, Reason::Separator),
        ("<a>; rel=next x", 14, Reason::Separator),
        ("<a>; =next", 5, Reason::Name),
        ("<a>; \"rel\"=next", 5, Reason::Name),
        ("<a>; rel=", 9, Reason::Value),
        ("<a>; rel=;", 9, Reason::Value),
        ("<a>; rel=\"next", 14, Reason::Quote),
        ("<a>; rel=\"next\\", 15, Reason::Quote),
    ] {
        let error = Link::parse_all(text).expect_err(text);
        assert_eq!((error.at, error.reason), (at, reason), "{text}");
        assert!(error.to_string().starts_with(&format!("at character {}: ", at + 1)));
    }
}
