//! The laws of GUIDs, user ids and steps of scales.

use oneroster_model::shapes::{Guid, ScaleMapping, UserId};
use proptest::{prelude::*, test_runner::FileFailurePersistence};
use roster_core::{List, Value, Verdict};

fn config() -> ProptestConfig {
    let file = FileFailurePersistence::Direct("tests/shapes.proptest-regressions");
    ProptestConfig { failure_persistence: Some(Box::new(file)), ..Default::default() }
}

/// What may stand on either side of a colon, colons aside.
const SIDE: &str = "[^{},:]{1,6}";

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_guid_is_made_of_its_characters_alone(text in "[0-9A-Za-z._/@-]{1,255}", other in any::<char>()) {
        prop_assert!(Guid::read(&text).is_ok_and(|guid| guid.write() == text));
        let fits = other.is_ascii_alphanumeric() || ".-_/@".contains(other);
        let with = format!("{}{other}", &text[1..]);
        prop_assert_eq!(Guid::read(&with).is_ok(), fits, "{}", other);
    }

    #[test]
    fn a_user_id_ends_its_type_at_the_first_colon(kind in SIDE, id in "[^{},]{1,9}") {
        let read = UserId::read(&format!("{{{kind}:{id}}}")).expect("of the shape");
        prop_assert_eq!((read.namespace(), read.identifier()), (kind.as_str(), id.as_str()));
    }

    #[test]
    fn a_step_has_one_colon(lhs in SIDE, rhs in SIDE) {
        let read = ScaleMapping::read(&format!("{{{lhs}:{rhs}}}")).expect("of the shape");
        prop_assert_eq!((read.lhs(), read.rhs()), (lhs.as_str(), rhs.as_str()));
        let broken = format!("{{{lhs}:{rhs}:{lhs}}}");
        prop_assert!(ScaleMapping::read(&broken).is_err());
        prop_assert!(UserId::read(&broken).is_ok());
    }

    #[test]
    fn what_is_read_is_written_and_never_shown(text in "\\{?[a-z]{0,3}[:,{}]?[a-z]{0,3}:?\\}?") {
        for kind in [Guid::KIND, UserId::KIND, ScaleMapping::KIND] {
            prop_assert_ne!(kind.judge(&text), Verdict::Respelled);
        }
        if let Ok(id) = UserId::read(&text) {
            prop_assert_eq!(id.write(), text.clone());
            let shown = format!("{id:?}");
            prop_assert!(!shown.contains(&text), "{}", shown);
            prop_assert_eq!(format!("{{{}:{}}}", id.namespace(), id.identifier()), text);
        }
    }

    #[test]
    fn samples_have_the_shape_and_differ(a in any::<u64>(), b in any::<u64>()) {
        for shape in [Guid::SHAPE, UserId::SHAPE, ScaleMapping::SHAPE] {
            let (one, other) = ((shape.sample)(a), (shape.sample)(b));
            prop_assert!((shape.fits)(&one), "{}", one);
            prop_assert_eq!(one == other, a == b);
        }
    }
}

#[test]
fn a_guid_has_a_length() {
    let long = "x".repeat(255);
    assert!(Guid::read(&long).is_ok());
    assert!(Guid::read(&(long + "x")).is_err());
}

#[test]
fn braces_colons_and_sides_must_be_there() {
    for text in ["a:b", "{a:b", "a:b}", "{}", "{:}", "{a:}", "{:b}", "{ab}", "{{a:b}}", "{a:b},"] {
        assert!(UserId::read(text).is_err(), "{text}");
        assert!(ScaleMapping::read(text).is_err(), "{text}");
    }
}

#[test]
fn a_list_of_pairs_is_split_at_its_commas() {
    let ids = List::<UserId>::read("{LDAP:a.b},{LTI:4,f}");
    assert!(ids.is_err(), "an id has no commas");
    let ids = List::<UserId>::read("{LDAP:a.b},{LTI:4f}").expect("two");
    assert_eq!(ids.len(), 2);
    assert_eq!(ids.write(), "{LDAP:a.b},{LTI:4f}");
}
