//! Graph's types, as data.

use core::fmt;

use roster_core::Codes;

/// A type of Microsoft Graph: what its objects hold.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct Type {
    /// The names that `@odata.type` can have, without the namespace. All but the first are types
    /// that add nothing to it.
    pub names: &'static [&'static str],
    /// The namespace.
    pub namespace: &'static str,
    /// What it is.
    pub doc: &'static str,
    /// Its members, those of its bases included.
    pub properties: &'static [Property],
}

/// A member of the objects of a [`Type`].
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct Property {
    /// Its name.
    pub name: &'static str,
    /// What it is.
    pub doc: &'static str,
    /// What it holds.
    pub shape: Shape,
    /// Whether a request must have it, and it may not be null.
    pub required: bool,
    /// Whether only the service says it.
    pub read_only: bool,
}

/// What a member holds.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub enum Shape {
    /// A text.
    Text,
    /// A text that is never shown.
    Secret,
    /// `true` or `false`.
    Bool,
    /// A whole number.
    Int,
    /// `YYYY-MM-DD`.
    Date,
    /// A date with its time, as RFC 3339 has it.
    DateTime,
    /// A GUID, in hyphenated digits.
    Guid,
    /// The address of a service: `https` and a host.
    Url,
    /// The name of a domain.
    Domain,
    /// A word of a vocabulary that may grow.
    Word(&'static Codes),
    /// An object.
    Object(&'static Type),
    /// An object of one of these types; `@odata.type` says which.
    OneOf(&'static [&'static Type]),
    /// Anything.
    Any,
    /// An array.
    List(&'static Shape),
}

impl Type {
    /// The member with this name.
    pub fn property(&self, name: &str) -> Option<&'static Property> {
        self.properties.iter().find(|property| property.name == name)
    }
    /// Whether an `@odata.type` names it: the last part of the name counts, whatever its case, since
    /// `#microsoft.graph.educationCsvDataProvider`,
    /// `#Microsoft.Education.DataSync.educationCsvDataProvider` and a lower-case `oneRoster` are met.
    pub fn is_named(&self, odata_type: &str) -> bool {
        let last = odata_type.trim_start_matches('#').rsplit('.').next().unwrap_or_default();
        self.names.iter().any(|name| name.eq_ignore_ascii_case(last))
    }
    /// Its `@odata.type`, in the present spelling, for this name of it.
    pub fn odata_type(&self, name: &str) -> alloc::string::String {
        alloc::format!("#{}.{name}", self.namespace)
    }
}

impl fmt::Debug for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Type({})", self.names[0])
    }
}
impl fmt::Debug for Property {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Property({})", self.name)
    }
}
impl fmt::Debug for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl fmt::Display for Shape {
    /// With its article: "a text", "an array".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Shape {
    /// What it is, with its article.
    pub const fn name(&self) -> &'static str {
        match self {
            Shape::Text | Shape::Secret => "a text",
            Shape::Bool => "`true` or `false`",
            Shape::Int => "a whole number",
            Shape::Date => "a date: YYYY-MM-DD",
            Shape::DateTime => "a date with its time: YYYY-MM-DDThh:mm:ssZ",
            Shape::Guid => "a GUID: 8-4-4-4-12 hexadecimal digits",
            Shape::Url => "the address of a service: `https://`, and a host",
            Shape::Domain => "the name of a domain, such as `school.example`",
            Shape::Word(_) => "a word",
            Shape::Object(_) | Shape::OneOf(_) => "an object",
            Shape::Any => "anything",
            Shape::List(_) => "an array",
        }
    }
}

/// Starts a [`Property`].
pub(super) const fn prop(name: &'static str) -> Property {
    Property { name, doc: "", shape: Shape::Text, required: false, read_only: false }
}

impl Property {
    pub(super) const fn required(mut self) -> Self {
        self.required = true;
        self
    }
    pub(super) const fn read_only(mut self) -> Self {
        self.read_only = true;
        self
    }
    /// Texts of this shape, where the type says no more than that they are texts.
    pub(super) const fn shape(mut self, shape: Shape) -> Self {
        self.shape = shape;
        self
    }
    pub(super) const fn of(mut self, doc: &'static str, shape: Shape) -> Self {
        self.doc = doc.trim_ascii();
        if matches!(self.shape, Shape::Text) {
            self.shape = shape;
        }
        self
    }
}

/// Declares types of Graph: for each a struct whose members keep what they held, and the same as
/// data, a [`Type`].
macro_rules! graph {
    ($namespace:literal: $(
        $(#[doc = $doc:expr])+
        $name:ident = $first:literal $(| $more:literal)* {
            $($(#[doc = $member_doc:expr])* $field:ident: $ty:ty = $property:expr,)*
        }
    )+) => {$(
        $(#[doc = $doc])+
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        #[allow(missing_docs, reason = "most members are named as they are")]
        pub struct $name {
            /// Which type the object is of: `@odata.type`, as it is spelt.
            pub odata_type: $crate::profile::Member<$crate::profile::Text>,
            $(
                $(#[doc = $member_doc])*
                pub $field: $crate::profile::Member<$ty>,
            )*
            /// The order of the members, and those that the type does not name.
            pub members: $crate::profile::Members,
        }

        impl $name {
            /// The same as data.
            pub const TYPE: &'static $crate::profile::Type =
                <$name as $crate::profile::member::Object>::TYPE;

            /// Reads a text; members that the type does not name, or holds otherwise, are kept.
            ///
            /// # Errors
            ///
            /// If the text is no JSON object.
            pub fn read(text: &str) -> Result<Self, $crate::profile::NotAnObject> {
                $crate::profile::read(text)
            }
            /// As JSON, laid out for people, with the members in their order; new ones come last.
            pub fn write(&self) -> alloc::string::String {
                $crate::profile::write(self)
            }
            /// With nothing said but its type.
            pub fn typed() -> Self {
                $name { odata_type: (&*Self::TYPE.odata_type($first)).into(), ..Self::default() }
            }
        }

        impl $crate::profile::member::Object for $name {
            const TYPE: &'static $crate::profile::Type = {
                static PROPERTIES: &[$crate::profile::Property] = &[
                    $crate::profile::shape::prop("@odata.type").of(
                        "Which type the object is of.",
                        $crate::profile::Shape::Text,
                    ),
                    $($property.of(
                        concat!($($member_doc, "\n",)*),
                        <$ty as $crate::profile::member::Shaped>::SHAPE,
                    ),)*
                ];
                static TYPE: $crate::profile::Type = $crate::profile::Type {
                    names: &[$first $(, $more)*],
                    namespace: $namespace,
                    doc: concat!($($doc, "\n",)+).trim_ascii(),
                    properties: PROPERTIES,
                };
                &TYPE
            };
            #[allow(unused_assignments, reason = "the last place is followed by none")]
            fn read_member(&mut self, at: usize, node: $crate::profile::json::Node<'_>) {
                if at == 0 {
                    self.odata_type = $crate::profile::Member::read(node);
                }
                let mut own = 1;
                $(
                    if at == own {
                        self.$field = $crate::profile::Member::read(node);
                    }
                    own += 1;
                )*
            }
            #[allow(unused_assignments, reason = "the last place is followed by none")]
            fn write_member(&self, at: usize, out: &mut alloc::string::String) -> bool {
                if at == 0 {
                    return self.odata_type.write(out);
                }
                let mut own = 1;
                $(
                    if at == own {
                        return self.$field.write(out);
                    }
                    own += 1;
                )*
                false
            }
            fn members(&self) -> &$crate::profile::Members {
                &self.members
            }
            fn members_mut(&mut self) -> &mut $crate::profile::Members {
                &mut self.members
            }
        }

        impl $crate::profile::member::Shaped for $name {
            const SHAPE: $crate::profile::Shape = $crate::profile::Shape::Object(Self::TYPE);
            fn read(node: $crate::profile::json::Node<'_>) -> Option<Self> {
                $crate::profile::member::read_object(node)
            }
            fn write(&self, out: &mut alloc::string::String) {
                $crate::profile::member::write_object(self, out);
            }
        }
    )+};
}
pub(super) use graph;

/// Declares what an abstract type of Graph can be: `@odata.type` says which of its types it is.
macro_rules! one_of {
    ($(
        $(#[doc = $doc:expr])+
        $name:ident { $($(#[doc = $variant_doc:expr])+ $variant:ident($ty:ident),)+ }
    )+) => {$(
        $(#[doc = $doc])+
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        #[allow(clippy::large_enum_variant, reason = "there are few of them, and a box is in the way")]
        pub enum $name {
            $($(#[doc = $variant_doc])+ $variant($ty),)+
            /// Of a type that is not known, or not told.
            Unknown($crate::profile::Json),
        }

        impl $crate::profile::member::Shaped for $name {
            const SHAPE: $crate::profile::Shape = $crate::profile::Shape::OneOf(&[$($ty::TYPE),+]);
            fn read(node: $crate::profile::json::Node<'_>) -> Option<Self> {
                if !node.is_object() {
                    return None;
                }
                let named = node.member("@odata.type").and_then(|name| name.string());
                $(
                    if named.as_deref().is_some_and(|name| $ty::TYPE.is_named(name)) {
                        return $crate::profile::member::read_object(node).map($name::$variant);
                    }
                )+
                Some($name::Unknown($crate::profile::Json::of(node)))
            }
            fn write(&self, out: &mut alloc::string::String) {
                match self {
                    $($name::$variant(object) => $crate::profile::member::write_object(object, out),)+
                    $name::Unknown(json) => out.push_str(&json.0),
                }
            }
        }

        $(
            impl From<$ty> for $name {
                fn from(object: $ty) -> Self {
                    $name::$variant(object)
                }
            }
            impl From<$ty> for $crate::profile::Member<$name> {
                fn from(object: $ty) -> Self {
                    $crate::profile::Member::Is($name::$variant(object))
                }
            }
        )+
    )+};
}
pub(super) use one_of;

#[cfg(test)]
mod tests {
    use alloc::{format, string::ToString};

    use super::*;

    #[test]
    fn a_property_is_what_was_said_of_it() {
        let plain = prop("name");
        assert_eq!(
            (plain.name, plain.doc, plain.required, plain.read_only),
            ("name", "", false, false)
        );
        assert!(plain.required().required && plain.read_only().read_only);
        let typed = prop("n").of(" A number.\n", Shape::Int);
        assert_eq!((typed.doc, typed.shape.name()), ("A number.", "a whole number"));
        // what was said of the text's shape stands against the type's
        let shaped = prop("n").shape(Shape::Guid).of("", Shape::Text);
        assert!(matches!(shaped.shape, Shape::Guid));
        let shaped = prop("n").shape(Shape::Guid).of("", Shape::Int);
        assert!(matches!(shaped.shape, Shape::Guid));
        assert_eq!(format!("{plain:?}"), "Property(name)");
    }

    #[test]
    fn every_shape_has_a_name_and_its_article() {
        static ANY: Shape = Shape::Any;
        let shapes = [
            (Shape::Text, "a text"),
            (Shape::Secret, "a text"),
            (Shape::Bool, "`true` or `false`"),
            (Shape::Date, "a date: YYYY-MM-DD"),
            (Shape::DateTime, "a date with its time: YYYY-MM-DDThh:mm:ssZ"),
            (Shape::Guid, "a GUID: 8-4-4-4-12 hexadecimal digits"),
            (Shape::Url, "the address of a service: `https://`, and a host"),
            (Shape::Domain, "the name of a domain, such as `school.example`"),
            (Shape::OneOf(&[]), "an object"),
            (Shape::Any, "anything"),
            (Shape::List(&ANY), "an array"),
        ];
        for (shape, name) in shapes {
            assert_eq!((shape.to_string(), format!("{shape:?}")), (name.into(), name.into()));
        }
    }
}
