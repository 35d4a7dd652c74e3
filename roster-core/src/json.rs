//! JSON as its own text (feature `json`): objects and arrays taken apart one level at a time, every
//! value as it stands in the file. `serde_json` is the parser.
//!
//! ```
//! use roster_core::json;
//!
//! let text = r#"{ "name": "North", "size" : 1.0 }"#;
//! let members = json::members(json::document(text.as_bytes())?).unwrap();
//! assert_eq!((&*members[1].name, members[1].value), ("size", "1.0"));
//! assert_eq!(json::offset(text, members[1].value), 28);
//! # Ok::<(), serde_json::Error>(())
//! ```

use alloc::{borrow::Cow, string::String, vec::Vec};
use core::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, SeqAccess, Visitor},
};
use serde_json::value::RawValue;

/// A member of an object. `Debug` shows no text.
#[derive(Clone)]
pub struct Member<'a> {
    /// Its name, escapes resolved; one that is not of Unicode is here as it is written.
    pub name: Cow<'a, str>,
    /// The name as it is written, quotes included.
    pub written: &'a str,
    /// Its value as it stands there, without white space around it.
    pub value: &'a str,
}

impl fmt::Debug for Member<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Member ({} bytes)", self.value.len())
    }
}

/// What kind of value a text is, which must be JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// `{…}`.
    Object,
    /// `[…]`.
    Array,
    /// `"…"`.
    Text,
    /// A number.
    Number,
    /// `true` or `false`.
    Bool,
    /// `null`.
    Null,
}

impl Shape {
    /// Of a value, which must be one.
    pub fn of(value: &str) -> Self {
        match value.as_bytes().first() {
            Some(b'{') => Shape::Object,
            Some(b'[') => Shape::Array,
            Some(b'"') => Shape::Text,
            Some(b't' | b'f') => Shape::Bool,
            Some(b'n') | None => Shape::Null,
            Some(_) => Shape::Number,
        }
    }
}

/// The whole document, without white space around it.
///
/// # Errors
///
/// Where it is not JSON in UTF-8, or more than one value.
pub fn document(bytes: &[u8]) -> Result<&str, serde_json::Error> {
    serde_json::from_slice::<&RawValue>(bytes).map(RawValue::get)
}

/// The members of an object, in its order, repeated ones included; `None` if it is none.
pub fn members(object: &str) -> Option<Vec<Member<'_>>> {
    serde_json::from_str::<Members<'_>>(object).ok().map(|members| members.0)
}

/// The items of an array; `None` if it is none.
pub fn items(array: &str) -> Option<Vec<&str>> {
    serde_json::from_str::<Items<'_>>(array).ok().map(|items| items.0)
}

/// A string's text; `None` if it is none, or not one of Unicode.
pub fn text(value: &str) -> Option<Cow<'_, str>> {
    let inner = value.strip_prefix('"')?.strip_suffix('"')?;
    match inner.contains('\\') {
        false => Some(Cow::Borrowed(inner)),
        true => serde_json::from_str::<String>(value).ok().map(Cow::Owned),
    }
}

/// A text as a JSON string.
pub fn quoted(text: &str) -> String {
    // a string can always be written
    serde_json::to_string(text).unwrap_or_default()
}

/// Where a part of a text, cut out of it, begins in it: in bytes.
pub fn offset(whole: &str, part: &str) -> usize {
    (part.as_ptr() as usize).wrapping_sub(whole.as_ptr() as usize)
}

struct Members<'a>(Vec<Member<'a>>);

impl<'de: 'a, 'a> Deserialize<'de> for Members<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct All;
        impl<'de> Visitor<'de> for All {
            type Value = Members<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some((name, value)) = map.next_entry::<&RawValue, &RawValue>()? {
                    let written = name.get();
                    let name = text(written).unwrap_or(Cow::Borrowed(written));
                    members.push(Member { name, written, value: value.get() });
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(All)
    }
}

struct Items<'a>(Vec<&'a str>);

impl<'de: 'a, 'a> Deserialize<'de> for Items<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct All;
        impl<'de> Visitor<'de> for All {
            type Value = Items<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an array")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
                let mut items = Vec::new();
                while let Some(item) = seq.next_element::<&RawValue>()? {
                    items.push(item.get());
                }
                Ok(Items(items))
            }
        }
        deserializer.deserialize_seq(All)
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use std::{string::ToString, vec};

    use super::*;

    #[test]
    fn objects_come_apart_as_they_stand() {
        let text = r#"{ "a" : 1.0 ,"\u0061":"x\n", "c":[ {} ,null ] }"#;
        let members = members(text).expect("an object");
        let seen: Vec<_> = members.iter().map(|of| (of.name.to_string(), of.value)).collect();
        assert_eq!(
            seen,
            [
                ("a".to_string(), "1.0"),
                ("a".to_string(), "\"x\\n\""),
                ("c".to_string(), "[ {} ,null ]"),
            ]
        );
        assert_eq!(offset(text, members[2].value), text.find('[').expect("there"));
        assert_eq!(items(members[2].value), Some(vec!["{}", "null"]));
    }

    #[test]
    fn depth_takes_no_stack() {
        let deep = "[".repeat(1 << 20) + &"]".repeat(1 << 20);
        assert!(document(deep.as_bytes()).is_ok());
        assert_eq!(items(&deep).map(|items| items.len()), Some(1));
        assert!(document(&deep.as_bytes()[..1 << 20]).is_err());
    }

    #[test]
    fn half_a_surrogate_is_no_text() {
        assert_eq!(text(r#""\ud800""#), None);
        let all = members(r#"{"\ud800":1}"#).expect("an object");
        assert_eq!(all[0].name, r#""\ud800""#);
    }
}
