//! What members of an object hold, and the members that no type names.

use alloc::{borrow::Cow, string::String, vec, vec::Vec};
use core::{fmt, marker::PhantomData, ops::Deref};

use super::{
    json::{self, Node},
    shape::Shape,
};

/// A member of an object: not there, null, a value, or a value of another type than it should be,
/// which is kept as it stands.
#[derive(Clone, Default, PartialEq, Eq)]
pub enum Member<T> {
    /// Not there.
    #[default]
    Absent,
    /// `null`.
    Null,
    /// A value.
    Is(T),
    /// Something else than the type has there.
    Other(Json),
}

impl<T> Member<T> {
    /// The value, if there is one.
    pub fn get(&self) -> Option<&T> {
        match self {
            Member::Is(value) => Some(value),
            Member::Absent | Member::Null | Member::Other(_) => None,
        }
    }
    /// Whether the object has no such member.
    pub fn is_absent(&self) -> bool {
        matches!(self, Member::Absent)
    }
}

impl<T: Shaped> Member<T> {
    pub(super) fn read(node: Node<'_>) -> Self {
        if node.is_null() {
            return Member::Null;
        }
        T::read(node).map_or_else(|| Member::Other(Json::of(node)), Member::Is)
    }
    /// Whether there was anything to write.
    pub(super) fn write(&self, out: &mut String) -> bool {
        match self {
            Member::Absent => return false,
            Member::Null => out.push_str("null"),
            Member::Is(value) => value.write(out),
            Member::Other(json) => out.push_str(&json.0),
        }
        true
    }
}

impl<T> From<T> for Member<T> {
    fn from(value: T) -> Self {
        Member::Is(value)
    }
}
impl From<&str> for Member<Text> {
    fn from(text: &str) -> Self {
        Member::Is(Text::from(text))
    }
}
impl<T: fmt::Debug> fmt::Debug for Member<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Member::Absent => f.write_str("absent"),
            Member::Null => f.write_str("null"),
            Member::Is(value) => value.fmt(f),
            Member::Other(json) => json.fmt(f),
        }
    }
}

/// What a member can hold: read from JSON, and written.
pub trait Shaped: Sized {
    const SHAPE: Shape;
    fn read(node: Node<'_>) -> Option<Self>;
    fn write(&self, out: &mut String);
}

/// A text. `Debug` shows its length only.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Text(pub String);

/// A secret, such as a client's. `Debug` shows nothing of it, not even its length.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Secret(pub String);

impl Secret {
    /// The secret itself: not for logs.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}
impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a secret")
    }
}
impl From<&str> for Member<Secret> {
    fn from(text: &str) -> Self {
        Member::Is(Secret(text.into()))
    }
}

impl Deref for Text {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}
impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Text(text.into())
    }
}
impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a text of {} bytes", self.0.len())
    }
}

/// A word of a vocabulary, or one that the vocabulary does not have yet: Graph's enums grow. The
/// spelling is kept.
pub struct Coded<E> {
    text: String,
    codes: PhantomData<E>,
}

impl<E: roster_core::Value> Coded<E> {
    /// The word, if the vocabulary has it; its case does not count.
    pub fn get(&self) -> Option<E> {
        E::read(&self.text).ok()
    }
    /// As it is written.
    pub fn text(&self) -> &str {
        &self.text
    }
}
impl<E: roster_core::Value> From<E> for Coded<E> {
    fn from(word: E) -> Self {
        Coded { text: word.write(), codes: PhantomData }
    }
}
impl<E: roster_core::Value> From<E> for Member<Coded<E>> {
    fn from(word: E) -> Self {
        Member::Is(Coded::from(word))
    }
}
impl<E> Clone for Coded<E> {
    fn clone(&self) -> Self {
        Coded { text: self.text.clone(), codes: PhantomData }
    }
}
impl<E> PartialEq for Coded<E> {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}
impl<E> Eq for Coded<E> {}
impl<E: roster_core::Value + fmt::Debug> fmt::Debug for Coded<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.get() {
            Some(word) => word.fmt(f),
            None => f.write_str("an unknown word"),
        }
    }
}

/// JSON that no type says anything of, as it stands but for white space. `Debug` shows its length only.
#[derive(Clone, PartialEq, Eq)]
pub struct Json(pub(super) String);

impl Json {
    pub(super) fn of(node: Node<'_>) -> Self {
        Json(json::compact(node.text))
    }
    /// The text of the value, without white space between its parts.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
impl fmt::Debug for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "JSON of {} bytes", self.0.len())
    }
}

impl Shaped for Json {
    const SHAPE: Shape = Shape::Any;
    fn read(node: Node<'_>) -> Option<Self> {
        Some(Json::of(node))
    }
    fn write(&self, out: &mut String) {
        out.push_str(&self.0);
    }
}
impl Shaped for Text {
    const SHAPE: Shape = Shape::Text;
    fn read(node: Node<'_>) -> Option<Self> {
        node.string().map(Text)
    }
    fn write(&self, out: &mut String) {
        json::quote(&self.0, out);
    }
}
impl Shaped for Secret {
    const SHAPE: Shape = Shape::Secret;
    fn read(node: Node<'_>) -> Option<Self> {
        node.string().map(Secret)
    }
    fn write(&self, out: &mut String) {
        json::quote(&self.0, out);
    }
}
impl<E: roster_core::Value> Shaped for Coded<E> {
    const SHAPE: Shape = match E::KIND {
        roster_core::Kind::Code(codes) => Shape::Word(codes),
        _ => Shape::Text,
    };
    fn read(node: Node<'_>) -> Option<Self> {
        node.string().map(|text| Coded { text, codes: PhantomData })
    }
    fn write(&self, out: &mut String) {
        json::quote(&self.text, out);
    }
}
impl Shaped for bool {
    const SHAPE: Shape = Shape::Bool;
    fn read(node: Node<'_>) -> Option<Self> {
        node.text.parse().ok()
    }
    fn write(&self, out: &mut String) {
        out.push_str(if *self { "true" } else { "false" });
    }
}
impl Shaped for i64 {
    const SHAPE: Shape = Shape::Int;
    /// Only what is written as it would be here.
    fn read(node: Node<'_>) -> Option<Self> {
        let number: i64 = node.text.parse().ok()?;
        (alloc::format!("{number}") == node.text).then_some(number)
    }
    fn write(&self, out: &mut String) {
        let _ = fmt::Write::write_fmt(out, format_args!("{self}"));
    }
}
impl<T: Shaped> Shaped for Vec<T> {
    const SHAPE: Shape = Shape::List(&T::SHAPE);
    /// Only if every item is one.
    fn read(node: Node<'_>) -> Option<Self> {
        node.items()?.into_iter().map(T::read).collect()
    }
    fn write(&self, out: &mut String) {
        out.push('[');
        for (i, item) in self.iter().enumerate() {
            out.push_str(if i > 0 { "," } else { "" });
            item.write(out);
        }
        out.push(']');
    }
}

/// In what order an object has its members, and those that its type does not name: `@odata.context`
/// and other annotations, what a later version of the service adds, a second member of one name.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Members(Vec<Slot>);

#[derive(Clone, PartialEq, Eq)]
enum Slot {
    /// A member of the type, by its place there.
    Known(usize),
    Other(String, Json),
}

impl Members {
    /// The members that the type does not name.
    pub fn others(&self) -> impl Iterator<Item = (&str, &Json)> {
        self.0.iter().filter_map(|slot| match slot {
            Slot::Known(_) => None,
            Slot::Other(name, json) => Some((&**name, json)),
        })
    }
}
impl fmt::Debug for Members {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} others", self.others().count())
    }
}

/// An object whose members are declared with `graph!`.
pub(super) trait Object: Default {
    const TYPE: &'static super::shape::Type;
    fn read_member(&mut self, at: usize, node: Node<'_>);
    fn write_member(&self, at: usize, out: &mut String) -> bool;
    fn members(&self) -> &Members;
    fn members_mut(&mut self) -> &mut Members;
}

pub(super) fn read_object<T: Object>(node: Node<'_>) -> Option<T> {
    let mut object = T::default();
    let mut order = Vec::new();
    let mut seen = vec![false; T::TYPE.properties.len()];
    for pair in node.members()? {
        let known = T::TYPE.properties.iter().position(|property| property.name == pair.name);
        match known.filter(|at| !seen[*at]) {
            Some(at) => {
                seen[at] = true;
                object.read_member(at, pair.value);
                order.push(Slot::Known(at));
            }
            None => {
                order.push(Slot::Other(pair.name, Json::of(pair.value)));
            }
        }
    }
    *object.members_mut() = Members(order);
    Some(object)
}

pub(super) fn write_object<T: Object>(object: &T, out: &mut String) {
    let properties = T::TYPE.properties;
    let own = &object.members().0;
    let is_new = |at: &usize| !own.contains(&Slot::Known(*at));
    let new = (0..properties.len()).filter(is_new).map(|at| Cow::Owned(Slot::Known(at)));
    out.push('{');
    let mut first = true;
    for slot in own.iter().map(Cow::Borrowed).chain(new) {
        let start = out.len();
        out.push_str(if first { "" } else { "," });
        let written = match &*slot {
            Slot::Known(at) => {
                json::quote(properties[*at].name, out);
                out.push(':');
                object.write_member(*at, out)
            }
            Slot::Other(name, json) => {
                json::quote(name, out);
                out.push(':');
                out.push_str(&json.0);
                true
            }
        };
        if written {
            first = false;
        } else {
            out.truncate(start);
        }
    }
    out.push('}');
}
