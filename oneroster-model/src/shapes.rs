//! Texts of a shape that OneRoster gives them.

use alloc::format;

use roster_core::shape;

/// Two texts with a colon between, in braces, and neither brace nor comma in them.
fn pair(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_prefix('{')?.strip_suffix('}')?;
    let (left, right) = inner.split_once(':')?;
    let whole = !left.is_empty() && !right.is_empty() && !inner.contains(['{', '}', ',']);
    whole.then_some((left, right))
}

shape! {
    /// A GUID: a sourcedId, or a reference to one. It need not be a UUID, and is compared byte
    /// for byte.
    ///
    /// From 1 to 255 of the ASCII letters and digits and `.` `-` `_` `/` `@`. The text prints the
    /// digits as `0-1` and the letters as `a-Z`; readers take all of them.
    /// (*OneRoster CSV Binding 1.2*, data types; `LongsightGroup/oneroster`)
    ///
    /// ```
    /// use oneroster_model::shapes::Guid;
    /// use roster_core::Value;
    ///
    /// assert_eq!(&*Guid::read("class/9-B_2026@north").unwrap(), "class/9-B_2026@north");
    /// assert!(Guid::read("class 9").is_err());
    /// assert!(Guid::read(&"9".repeat(256)).is_err());
    /// ```
    pub struct Guid = "an id of at most 255 letters, digits and `.-_/@` (class-9B)",
        fits: |text| {
            // `-` to `9` are `-./` and the digits, `@` to `Z` the sign and the letters; without a
            // branch, so that many bytes are compared at once
            let fits = |b: u8| {
                matches!(b, b'-'..=b'9') | matches!(b, b'@'..=b'Z') | matches!(b, b'a'..=b'z' | b'_')
            };
            (1..=255).contains(&text.len())
                && text.bytes().fold(0, |odd, b| odd | u8::from(!fits(b))) == 0
        },
        sample: |n| format!("id-{n}"),
        uuids: true,
}

shape! {
    /// An id that another system has for a user: `{LDAP:so71}`.
    ///
    /// The kind of id ends at the first colon, so the id itself may have more of them; the text
    /// names no way to write braces or commas inside.
    /// (*OneRoster CSV Binding 1.2*, users.csv: userIds)
    ///
    /// ```
    /// use oneroster_model::shapes::UserId;
    /// use roster_core::Value;
    ///
    /// let id = UserId::read("{LTI:urn:user:71}").unwrap();
    /// assert_eq!((id.namespace(), id.identifier()), ("LTI", "urn:user:71"));
    /// assert!(UserId::read("so71").is_err());
    /// ```
    pub struct UserId = "a user id with its type (`{LDAP:so71}`)",
        fits: |text| pair(text).is_some(),
        sample: |n| format!("{{LDAP:u{n}}}"),
}

impl UserId {
    /// What kind of id it is: what stands before the first colon.
    pub fn namespace(&self) -> &str {
        pair(self).map_or("", |(namespace, _)| namespace)
    }
    /// The id.
    pub fn identifier(&self) -> &str {
        pair(self).map_or("", |(_, identifier)| identifier)
    }
}

shape! {
    /// One step of a score scale: `{A:90}`, `{A:90-100}` or `{90-100:A}`.
    ///
    /// Two sides with exactly one colon between; either may be a range, which the text leaves to
    /// the reader.
    /// (*OneRoster CSV Binding 1.2*, scoreScales.csv: scoreScaleValue; `LongsightGroup/oneroster`)
    ///
    /// ```
    /// use oneroster_model::shapes::ScaleMapping;
    /// use roster_core::Value;
    ///
    /// let step = ScaleMapping::read("{B:80-89}").unwrap();
    /// assert_eq!((step.lhs(), step.rhs()), ("B", "80-89"));
    /// assert!(ScaleMapping::read("{B:80:89}").is_err());
    /// ```
    pub struct ScaleMapping = "a step of a scale (`{A:90-100}`)",
        fits: |text| pair(text).is_some_and(|(_, right)| !right.contains(':')),
        sample: |n| format!("{{L{n}:{n}}}"),
}

impl ScaleMapping {
    /// The left-hand side.
    pub fn lhs(&self) -> &str {
        pair(self).map_or("", |(left, _)| left)
    }
    /// The right-hand side.
    pub fn rhs(&self) -> &str {
        pair(self).map_or("", |(_, right)| right)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Guid;

    proptest! {
        /// What the shape says of UUIDs, so that a check need not hold each against it.
        #[test]
        fn a_uuid_is_a_guid(uuid in "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}") {
            prop_assert!(Guid::SHAPE.uuids);
            prop_assert!((Guid::SHAPE.fits)(&uuid));
        }
    }
}
