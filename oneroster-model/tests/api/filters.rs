//! Filters: what is read, what is refused and where, what they hold of.

use oneroster_model::api::{Clause, Filter, Op, filter::Expected};
use proptest::prelude::*;
use serde_json::{Value, json};

fn filter(text: &str) -> Filter {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// Fields as the bindings and `metadata` have them.
fn fields() -> impl Strategy<Value = String> {
    proptest::collection::vec("[a-zA-Z_é][a-zA-Z0-9_:é-]{0,6}", 1..4)
        .prop_map(|names| names.join("."))
}
fn clauses() -> impl Strategy<Value = Clause> {
    let values = prop_oneof![".{0,12}", "('| AND | OR |=){0,4}", "[0-9]{4}-[0-9]{2}-[0-9]{2}"];
    (fields(), proptest::sample::select(&Op::ALL[..]), values)
        .prop_map(|(field, op, value)| Clause::new(field.parse().expect("valid"), op, value))
}
pub(crate) fn filters() -> impl Strategy<Value = Filter> {
    (clauses(), proptest::option::of((any::<bool>(), clauses()))).prop_map(|(first, second)| {
        match second {
            None => Filter::One(first),
            Some((true, second)) => Filter::And(first, second),
            Some((false, second)) => Filter::Or(first, second),
        }
    })
}

proptest! {
    /// What is printed is read as what was printed.
    #[test]
    fn print_then_parse_is_the_same(filter in filters()) {
        prop_assert_eq!(filter.to_string().parse(), Ok(filter));
    }

    /// What can be read is printed as it was; of what cannot, the place is in the text.
    #[test]
    fn parse_then_print_is_the_same(text in r"[a-z.]{0,3}(=|!=|~|<=| )?'?[a-z' ]{0,4}'?( AND | OR | and )?([a-z]=')?.{0,3}") {
        match text.parse::<Filter>() {
            Ok(filter) => prop_assert_eq!(filter.to_string(), text),
            Err(error) => prop_assert!(text.is_char_boundary(error.at)),
        }
    }

    /// `!=` is the opposite of `=`, and `>=` and `<=` of a text are `>` and `<` or `=`.
    #[test]
    fn operators_agree(own in "[a-c0-9]{0,3}|20[0-9]{2}-0[1-9]-1[0-9]", value in "[a-c0-9]{0,3}|20[0-9]{2}-0[1-9]-1[0-9]") {
        let record = json!({"f": own});
        let holds = |op| Clause::new("f".parse().expect("valid"), op, value.as_str()).holds(&record);
        prop_assert_ne!(holds(Op::Equal), holds(Op::NotEqual));
        prop_assert_eq!(holds(Op::GreaterOrEqual), holds(Op::Greater) || holds(Op::Equal));
        prop_assert_eq!(holds(Op::LessOrEqual), holds(Op::Less) || holds(Op::Equal));
        prop_assert!(!(holds(Op::Less) && holds(Op::Greater)));
        prop_assert!(!holds(Op::Equal) || holds(Op::Contains), "equal texts contain each other");
    }
}

#[test]
fn every_form_of_the_rules_is_read() {
    for text in [
        "status='active'",
        "status!='active'",
        "schoolYear>'2026'",
        "schoolYear>='2026'",
        "score<'80'",
        "score<='80.5'",
        "givenName~'ann'",
        "dateLastModified>'2015-01-01'",
        "dateLastModified>'2027-04-23T18:25:43.511Z'",
        "school.sourcedId='sch-401'",
        "role='teacher' AND status='active'",
        "familyName='Okonkwo' OR familyName='Vesely'",
        "subjects~'Maths,English'",
        "familyName='O''Neill'",
        "familyName=''''",
        "email=''",
        "metadata.microsoft.userFlags~'ELL'",
        "metadata.jp.kana-name='カナ'",
        "title='a AND b' OR title='x'",
    ] {
        assert_eq!(filter(text).to_string(), text);
    }
}

/// Each refused where it goes wrong, and told why.
#[test]
fn everything_else_is_refused_at_its_place() {
    use Expected::*;
    let cases = [
        ("", 0, Name),
        ("='x'", 0, Name),
        (".a='x'", 0, Name),
        ("a.='x'", 2, Name),
        ("a..b='x'", 2, Name),
        ("(a='x')", 0, Name),
        (" a='x'", 0, Name),
        ("a", 1, Operator),
        ("a'x'", 1, Operator),
        ("a!'x'", 1, Operator),
        ("a LIKE 'x'", 1, NoBlank),
        ("a ='x'", 1, NoBlank),
        ("a= 'x'", 2, NoBlank),
        ("a=='x'", 2, Quote),
        ("a=>'x'", 2, Quote),
        ("a=x", 2, Quote),
        ("a=\"x\"", 2, Quote),
        ("a=", 2, Quote),
        ("a='x", 4, ClosingQuote),
        ("a='", 3, ClosingQuote),
        ("a='x''", 6, ClosingQuote),
        ("a='x' ", 5, Joiner),
        ("a='x'b='y'", 5, Joiner),
        ("a='x' and b='y'", 5, Joiner),
        ("a='x'  AND b='y'", 5, Joiner),
        ("a='x' XOR b='y'", 5, Joiner),
        ("a='x' AND", 5, Joiner),
        ("a='x' AND ", 10, Name),
        ("a='x' AND  b='y'", 10, Name),
        ("a='x' AND b = 'y'", 11, NoBlank),
        ("a='x' AND b='y", 14, ClosingQuote),
        ("a='x' AND b='y' AND c='z'", 15, End),
        ("a='x' AND b='y' ", 15, End),
    ];
    for (text, at, expected) in cases {
        let error = text.parse::<Filter>().expect_err(text);
        assert_eq!((error.at, error.expected), (at, expected), "{text}");
        assert!(error.to_string().starts_with(&format!("at character {}: ", at + 1)));
    }
}

#[test]
fn what_filters_hold_of() {
    let record = json!({
        "sourcedId": "u-1",
        "status": "active",
        "dateLastModified": "2027-04-23T18:25:43.511+02:00",
        "beginDate": "2027-04-23",
        "enabledUser": true,
        "score": 80.5,
        "code": "01",
        "grades": ["09", "10"],
        "empty": [],
        "nothing": null,
        "orgs": [{"sourcedId": "sch-1", "type": "org"}, {"sourcedId": "sch-2"}],
        "school": {"sourcedId": "sch-1"},
        "metadata": {"microsoft.userFlags": "ELL,IEP", "jp": {"homeClass": "4"}},
    });
    let cases = [
        // texts, where case counts
        ("status='active'", true),
        ("status='Active'", false),
        ("status!='tobedeleted'", true),
        ("status~'tiv'", true),
        ("status~'TIV'", false),
        ("status>'abc'", true),
        ("status<'abc'", false),
        // codes are texts
        ("code='1'", false),
        ("code<'1'", true),
        // times, in whatever spelling
        ("dateLastModified='2027-04-23T16:25:43.511Z'", true),
        ("dateLastModified!='2027-04-23T16:25:43.511Z'", false),
        ("dateLastModified>'2027-04-23T17:00:00Z'", false),
        ("dateLastModified>'2027-04-23'", true),
        ("dateLastModified<'2027-04-24'", true),
        ("beginDate='2027-04-23T00:00:00Z'", true),
        ("beginDate>='2027-04-23'", true),
        // truth values and numbers
        ("enabledUser='true'", true),
        ("score='80.50'", true),
        ("score>'9'", true),
        ("score<'100'", true),
        ("score>'many'", false),
        ("score!='many'", true),
        ("score~'0.5'", true),
        // lists
        ("grades='09'", true),
        ("grades='10,09'", true),
        ("grades='09,11'", false),
        ("grades!='09,11'", true),
        ("grades~'11,10'", true),
        ("grades~'0'", false),
        ("grades>'09'", true),
        ("grades>'10'", false),
        ("empty=''", true),
        ("empty~''", true),
        ("grades~''", false),
        // into objects, lists of them, and names with dots
        ("school.sourcedId='sch-1'", true),
        ("orgs.sourcedId~'sch-2'", true),
        ("orgs.sourcedId='sch-2,sch-1'", true),
        ("orgs.type='org'", true),
        ("metadata.microsoft.userFlags~'IEP'", true),
        ("metadata.jp.homeClass='4'", true),
        // what is not there is an empty text
        ("school=''", true),
        ("unknown=''", true),
        ("unknown!='x'", true),
        ("unknown='x'", false),
        ("unknown~''", true),
        ("unknown~'x'", false),
        ("unknown<'x'", false),
        ("nothing=''", true),
        ("status.more='x'", false),
        // both, and one of two
        ("status='active' AND code='01'", true),
        ("status='active' AND code='02'", false),
        ("status='gone' OR code='01'", true),
        ("status='gone' OR code='02'", false),
    ];
    for (text, holds) in cases {
        assert_eq!(filter(text).holds(&record), holds, "{text}");
    }
    assert!(!filter("a='b'").holds(&Value::Null));
}

#[test]
fn an_unknown_field_is_named() {
    let filter = filter("status='active' AND shoeSize>'40'");
    let known = |path: &oneroster_model::api::Path| path.as_str() == "status";
    assert_eq!(filter.unknown(known).map(|path| path.as_str()), Some("shoeSize"));
    assert_eq!(filter.unknown(|_| true), None);
}

#[test]
fn debug_hides_values() {
    let filter = filter("email='noor@corranvale.example' OR username='nhalvorsen'");
    let shown = format!("{filter:?}");
    assert!(!shown.contains("noor") && !shown.contains("nhalvorsen"), "{shown}");
    assert!(shown.contains("email=<23 bytes>"), "{shown}");
}
