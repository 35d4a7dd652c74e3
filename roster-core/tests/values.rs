//! The laws of the value types: they read what they write, and their kinds say the same as they.

use chrono::{DateTime, NaiveDate, Utc};
use proptest::{prelude::*, test_runner::FileFailurePersistence};
use roster_core::{
    AnyDate, Decimal, Email, Id, Kind, List, Open, Phone, Text, Value, Verdict, Year, codes,
};

codes! {
    /// Grades, for these tests.
    pub enum Grade {
        /// Kindergarten.
        KG = "KG",
        /// First.
        First = "01",
        /// Tenth.
        Tenth = "10",
    }
}

/// Reads a text as a `T`; whether it is one must be what the kind says, and what is read must
/// come back.
fn laws<T: Value + PartialEq + std::fmt::Debug>(text: &str) -> Result<(), TestCaseError> {
    let read = T::read(text);
    let verdict = T::KIND.judge(text);
    prop_assert_eq!(read.is_ok(), verdict != Verdict::Invalid);
    let Ok(value) = read else { return Ok(()) };
    let written = value.write();
    prop_assert_eq!(T::read(&written).ok(), Some(value));
    Ok(())
}

fn config() -> ProptestConfig {
    let file = FileFailurePersistence::Direct("tests/values.proptest-regressions");
    ProptestConfig { cases: 2000, failure_persistence: Some(Box::new(file)), ..Default::default() }
}

fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        "[ -~]{1,12}",
        "[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}",
        "[0-9]{4}-[0-9]{2}-[0-9]{2}",
        "[0-9]{8}",
        "[0-9]{4}",
        "[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-6][0-9]:[0-6][0-9](\\.[0-9]{1,9})?(Z|[+-][0-2][0-9]:00)",
        "(ext:[a-z, ]{0,3}|KG)(,ext:[a-z])?",
        "-?[0-9]{0,3}\\.?[0-9]{0,3}([eE][+-]?[0-9]{1,3})?",
        "-?[0-9]{1,20}(\\.[0-9]{0,6})?",
        "\\+?[0-9 ().-]{1,16}( ?(x|ext\\.?)[0-9]{1,4})?",
        "[a-z.\"\\\\ ]{1,6}@[a-z.\\[\\]]{1,8}",
        "(TRUE|true|False|kg|KG|1|01|10)(,| ,|, )?(KG|01|)",
        "\\PC{1,8}",
    ]
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn values_read_what_they_write(text in texts()) {
        laws::<Text>(&text)?;
        laws::<Id>(&text)?;
        laws::<Email>(&text)?;
        laws::<DateTime<Utc>>(&text)?;
        laws::<Open<Grade>>(&text)?;
        laws::<List<Open<Grade>>>(&text)?;
        laws::<Phone>(&text)?;
        laws::<i64>(&text)?;
        laws::<Decimal>(&text)?;
        laws::<Year>(&text)?;
        laws::<bool>(&text)?;
        laws::<NaiveDate>(&text)?;
        laws::<AnyDate>(&text)?;
        laws::<Grade>(&text)?;
        laws::<List<Text>>(&text)?;
        laws::<List<Grade>>(&text)?;
        laws::<List<AnyDate>>(&text)?;
    }

    #[test]
    fn every_date_comes_back(days in 0i32..3_652_059) {
        let date = NaiveDate::from_num_days_from_ce_opt(days).expect("within chrono's range");
        prop_assert_eq!(NaiveDate::read(&date.write()), Ok(date));
        let any = AnyDate::new(date);
        prop_assert_eq!(AnyDate::read(&any.write()), Ok(any));
        prop_assert_eq!(Kind::Date.judge(&date.write()), Verdict::Exact);
    }

    #[test]
    fn every_number_comes_back(whole: i64, part: f64) {
        prop_assert_eq!(i64::read(&whole.write()), Ok(whole));
        if let Some(part) = Decimal::new(part) {
            prop_assert_eq!(Decimal::read(&part.write()), Ok(part));
        }
    }

    #[test]
    fn every_list_comes_back(items in proptest::collection::vec("[ -~]{0,4}", 0..4)) {
        let items: Vec<_> = items.iter().map(|item| Id::read(item).expect("any text")).collect();
        if let Some(list) = List::new(items.clone()) {
            prop_assert_eq!(List::<Id>::read(&list.write()).map(List::into_items), Ok(items));
        }
    }
}

#[test]
fn verdicts() {
    use Verdict::*;
    let of = [
        (Kind::AnyDate, "2024-02-29", Exact),
        (Kind::AnyDate, "20240229", Exact),
        (Kind::AnyDate, "2/29/2024", Respelled),
        (Kind::AnyDate, "29/2/2024", Respelled),
        (Kind::AnyDate, "02/29/2024", Respelled),
        (Kind::AnyDate, "2/29/2023", Invalid),
        (Kind::AnyDate, "2023-02-29", Invalid),
        (Kind::AnyDate, "2024-2-9", Invalid),
        (Kind::AnyDate, "+2024-02-09", Invalid),
        (Kind::AnyDate, "2024-02-29 00:00:00", Invalid),
        (Kind::AnyDate, "2/29/24", Invalid),
        (Kind::AnyDate, "002/29/2024", Invalid),
        (Kind::AnyDate, "2/029/2024", Invalid),
        (Kind::AnyDate, "", Invalid),
        (Kind::Date, "20240229", Invalid),
        (Kind::Phone, "+15550100", Exact),
        (Kind::Phone, "555-123-4567", Respelled),
        (Kind::Phone, "(555) 123.4567 ext. 12", Respelled),
        (Kind::Phone, "+0123456", Respelled),
        (Kind::Phone, "n/a", Invalid),
        (Kind::Phone, "555-0100 x12345678", Respelled),
        (Kind::Phone, "555-0100 x123456789", Invalid),
        (Kind::Phone, "555-0100 x1-2", Invalid),
        (Kind::Phone, "555-0100 x", Invalid),
        (Kind::Phone, "12", Invalid),
        (Kind::Email, "a.b+c@example.org", Exact),
        (Kind::Email, "\"a b\"@example.org", Exact),
        (Kind::Email, "renée@école.example", Exact),
        (Kind::Email, "a@[192.0.2.1]", Exact),
        (Kind::Email, "a b@example.org", Invalid),
        (Kind::Email, "a..b@example.org", Invalid),
        (Kind::Email, "ren\u{85}e@example.org", Invalid),
        (Kind::Email, "ren\u{A0}e@example.org", Invalid),
        (Kind::Email, "\"a b\"@example.org", Exact),
        (Kind::Email, "\"a\\\"b\"@example.org", Exact),
        (Kind::Email, "\"a\"b\"@example.org", Invalid),
        (Kind::Email, "\"a\\\"@example.org", Invalid),
        (Kind::Email, "\"a\u{7}b\"@example.org", Invalid),
        (Kind::Email, "a@b@example.org", Invalid),
        (Kind::Email, "a@example.", Invalid),
        (Kind::Email, "a@.example", Invalid),
        (Kind::Email, ".a@example", Invalid),
        (Kind::Email, "a@example..org", Invalid),
        (Kind::Email, "a@[192.0.2.1", Invalid),
        (Kind::Email, "a@[a b]", Invalid),
        (Kind::Email, "example.org", Invalid),
        (Kind::Email, "a@", Invalid),
        (Kind::Whole, "2030", Exact),
        (Kind::Whole, "+2030", Invalid),
        (Kind::Whole, "2030.0", Invalid),
        (Kind::Whole, "99999999999999999999", Invalid),
        (Kind::Decimal, "-122.33", Exact),
        (Kind::Decimal, "1e5", Exact),
        (Kind::Decimal, ".5", Exact),
        (Kind::Decimal, "-.5E-2", Exact),
        (Kind::Decimal, "1e+5", Exact),
        (Kind::Decimal, "+1", Invalid),
        (Kind::Decimal, ".-5", Invalid),
        (Kind::Decimal, "1e", Invalid),
        (Kind::Decimal, "1e999", Invalid),
        (Kind::Decimal, ".", Invalid),
        (Kind::DateTime, "2027-04-23T18:25:43.511Z", Exact),
        (Kind::DateTime, "2027-04-23T18:25:43Z", Respelled),
        (Kind::DateTime, "2027-04-23T18:25:43.511+02:00", Respelled),
        (Kind::DateTime, "2027-04-23 18:25:43", Invalid),
        (Kind::DateTime, "2027-02-30T18:25:43.511Z", Invalid),
        (Kind::DateTime, "2027-04-23", Invalid),
        (Kind::DateTime, "2027-04-23t18:25:43.511Z", Invalid),
        (Kind::DateTime, "2027-04-23T18:25:43.511z", Invalid),
        (Kind::DateTime, "2027-04-23 18:25:43.511Z", Invalid),
        (Kind::DateTime, "2027-4-23T18:25:43.511Z", Invalid),
        (Kind::Decimal, "NaN", Invalid),
        (Kind::Year, "2027", Exact),
        (Kind::Year, "27", Invalid),
        (Kind::Year, "2026-27", Invalid),
        (Kind::Bool, "true", Exact),
        (Kind::Bool, "TRUE", Respelled),
        (Kind::Bool, "1", Invalid),
        (Grade::KIND, "01", Exact),
        (Grade::KIND, "1", Respelled),
        (Grade::KIND, "kg", Respelled),
        (Grade::KIND, "0", Invalid),
        (Grade::KIND, "001", Invalid),
        (List::<Grade>::KIND, "01,10", Exact),
        (List::<Grade>::KIND, "1, kg", Respelled),
        (List::<Grade>::KIND, "01,,10", Invalid),
    ];
    for (kind, text, want) in of {
        assert_eq!(kind.judge(text), want, "{text:?} as {kind}");
    }
}

#[test]
fn what_is_read_can_be_had() {
    use roster_core::{DateSpelling, Field};
    assert_eq!(Year::read("2027").map(Year::get), Ok(2027));
    assert_eq!(Open::<Grade>::read("KG").map(Open::word), Ok(Some(Grade::KG)));
    assert_eq!(Open::<Grade>::read("ext:KG").map(Open::word), Ok(None));
    let date = |text| AnyDate::read(text).map(|date| (date.spelling(), date.could_be_day_first()));
    assert_eq!(date("2/1/2024"), Ok((DateSpelling::MonthFirst, true)));
    assert_eq!(date("12/12/2024"), Ok((DateSpelling::MonthFirst, true)));
    assert_eq!(date("2/13/2024"), Ok((DateSpelling::MonthFirst, false)));
    assert_eq!(date("13/2/2024"), Ok((DateSpelling::DayFirst, false)));
    assert_eq!(date("2024-02-01"), Ok((DateSpelling::Extended, false)));
    let field = Field::<'_, Text>::raw("2027");
    assert_eq!(field.clone().retype::<Year>().get(), Ok(Year::new(2027)));
    assert_eq!(field.into_bytes().as_deref(), Some(&b"2027"[..]));
    assert_eq!(Field::<Text>::ABSENT.into_bytes(), None);
    assert_eq!(Field::<Text>::ABSENT.into_owned(), Field::ABSENT);
    assert_eq!(Field::<Text>::raw("2027").into_owned(), Field::raw("2027"));
}

#[test]
fn debug_shows_no_text() {
    let shown = format!(
        "{:?} {:?} {:?} {:?}",
        Text::read("canary"),
        Id::read("canary"),
        Email::read("canary@example.org"),
        Email::read("canary"),
    );
    assert!(!shown.contains("canary"), "{shown}");
}

#[test]
fn a_fault_of_spelling_has_its_rule() {
    use roster_core::catalogue as r;
    let words = List::<Grade>::KIND;
    let of = |kind: Kind, text| kind.broken_by(text).map(|rule| rule.name);
    assert_eq!(of(words, "01,10"), None);
    assert_eq!(of(words, "01, 10"), Some(r::LIST_SPACE.name));
    assert_eq!(of(words, "01 ,10"), Some(r::LIST_SPACE.name));
    assert_eq!(of(words, "1,10"), Some(r::WORD_SPELLING.name));
    assert_eq!(of(words, "01,11 12"), Some(r::UNKNOWN_WORD.name));
}

#[test]
fn fields_are_the_same_if_their_bytes_are() {
    use roster_core::Field;
    let raw = Field::<'_, Text>::raw;
    assert_eq!(raw("a"), raw("a"));
    assert_ne!(raw("a"), raw("b"));
    assert_ne!(raw("1"), raw("01"));
    assert_ne!(raw(""), Field::ABSENT, "blank is not absent");
}

#[test]
fn a_field_is_in_one_of_five_states() {
    use roster_core::Field;
    let not_utf8: Field<'_, Text> = Field::from_bytes(Some(b"Ren\xE9"[..].into()));
    assert_eq!(Field::<Text>::ABSENT.get(), Ok(None));
    assert_eq!(Field::<Text>::raw("").get(), Ok(None));
    assert!(Field::<AnyDate>::raw("soon").get().is_err());
    assert!(Field::<AnyDate>::raw("2026-08-31").get().is_ok_and(|date| date.is_some()));
    assert!(not_utf8.get().is_err());
    assert_eq!((not_utf8.text(), not_utf8.bytes()), (None, Some(&b"Ren\xE9"[..])));
}

#[test]
fn encodings_are_told_by_their_bytes() {
    use roster_core::Encoding::{self, *};
    let of = [
        (&b""[..], Utf8 { mark: false }),
        (b"SIS ID", Utf8 { mark: false }),
        (b"\xEF\xBB\xBFSIS ID", Utf8 { mark: true }),
        (b"\xFF\xFES\0I\0", Utf16Le),
        (b"\xFE\xFF\0S\0I", Utf16Be),
        (b"S\0I\0S\0", Utf16Le),
        (b"\0S\0I\0S", Utf16Be),
        (b"\0\0\0\0", Utf8 { mark: false }),
        (b"S\0", Utf8 { mark: false }),
        (b"Ren\xE9,", Other { at: 3 }),
    ];
    for (bytes, want) in of {
        assert_eq!(Encoding::of(bytes), want, "{bytes:?}");
    }
}

#[test]
fn truth_is_written_in_lower_case() {
    assert_eq!([true, false].map(|truth| truth.write()), ["true", "false"]);
    assert_eq!(["TRUE", "False"].map(bool::read), [Ok(true), Ok(false)]);
}
