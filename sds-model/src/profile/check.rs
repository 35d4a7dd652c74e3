//! Documents held against the types, and against what the types do not say.

use alloc::vec::Vec;
use core::ops::ControlFlow;

use roster_core::{
    Detail, FileAt, FileSummary, Format, Level, Options, Place, Pointer, Profile, Rule, Sink,
    Source, Spelling, Summary, Tally, catalogue,
};

use super::{
    EducationSynchronizationProfile,
    json::{Node, Pair},
    meaning,
    roots::ROOTS,
    rules,
    shape::{Property, Shape, Type},
    text,
};

/// Synchronization profiles, as a format of JSON documents: a profile, a collection of them in
/// `value`, or another object of the family or of [`industry_data`](super::industry_data) whose
/// `@odata.type` says which.
///
/// ```
/// use roster_core::{Memory, Options, check};
///
/// let package = Memory::new().file("profile.json", r#"{"displayName": "x", "dataProvider": {}}"#);
/// let mut findings = Vec::new();
/// check(&sds_model::profile::FORMAT, &package, &Options::new(), &mut findings);
/// let place = &findings[0].place;
/// assert_eq!(findings[0].message(), "`identitySynchronizationConfiguration` is missing, or says nothing");
/// assert_eq!((place.line, place.in_line), (Some(1), Some(1)));
/// ```
pub static FORMAT: Format = Format::new(
    "graph-profile",
    "Microsoft Graph education synchronization profile",
    "Microsoft Graph beta, educationSynchronizationProfile",
    &[],
    &[&SPEC],
)
.read_by(check);

/// The API's own text.
static SPEC: Profile = Profile::new("spec", "the API's own text", SPEC_LEVELS);
const SPEC_LEVELS: &[(&Rule, Level, &str)] = &[];

fn check(
    format: &'static Format,
    source: &dyn Source,
    options: &Options,
    sink: &mut dyn Sink,
) -> Summary {
    let mut summary = Summary::default();
    let tally = || Tally::new(format, options);
    let _ = (0..source.len()).try_for_each(|file| one(source, file, tally(), &mut summary, sink));
    summary
}

/// Checks one file of a source as a profile, and adds it to the summary of another check: of the
/// package that is to be synced with it.
pub fn check_file(
    source: &dyn Source,
    file: usize,
    options: &Options,
    summary: &mut Summary,
    sink: &mut dyn Sink,
) {
    let _ = one(source, file, Tally::new(&FORMAT, options), summary, sink);
}

fn one(
    source: &dyn Source,
    file: usize,
    mut tally: Tally,
    summary: &mut Summary,
    sink: &mut dyn Sink,
) -> ControlFlow<()> {
    let at = FileAt::Present(file);
    match source.read(file) {
        Ok(bytes) => {
            summary.files.push(FileSummary::document(file, bytes.len() as u64));
            document(bytes, at, &mut tally);
        }
        Err(_) => tally.add(&catalogue::UNREADABLE_FILE, Detail::None, || Place::file(at)),
    }
    tally.finish(summary, sink)
}

/// One file.
fn document(bytes: &[u8], file: FileAt, tally: &mut Tally) {
    let mut checker = Checker { bytes, file, tally };
    let not_utf8 = |at: usize| ("it is not UTF-8", at);
    let read = match core::str::from_utf8(bytes) {
        Err(error) => Err(not_utf8(error.valid_up_to())),
        Ok(text) => Node::parse(text).map_err(|error| ("it is no JSON", error.offset(text))),
    };
    let root = match read {
        Ok(node) => At { node, pointer: Pointer::ROOT },
        Err((what, at)) => return checker.no_profile(what, at, &Pointer::ROOT),
    };
    if let Some(of) = odata_type(root.node).and_then(|name| find(ROOTS, &name)) {
        return checker.root(&root, of);
    }
    match root.member("value") {
        Some(value) if is_collection(root.node) => {
            value.items().iter().for_each(|item| checker.root(item, PROFILE));
        }
        _ => checker.root(&root, PROFILE),
    }
}

const PROFILE: &Type = EducationSynchronizationProfile::TYPE;

fn is_collection(node: Node<'_>) -> bool {
    node.member("value").is_some_and(|value| value.items().is_some())
}

/// What an object's `@odata.type` says.
fn odata_type(node: Node<'_>) -> Option<alloc::string::String> {
    node.member("@odata.type")?.string()
}

fn find(types: &[&'static Type], name: &str) -> Option<&'static Type> {
    types.iter().copied().find(|of| of.is_named(name))
}

/// A value, and where it stands.
pub(super) struct At<'t> {
    pub(super) node: Node<'t>,
    pub(super) pointer: Pointer,
}

impl<'t> At<'t> {
    /// The member with this name, if it is there and not null.
    pub(super) fn member(&self, name: &'static str) -> Option<At<'t>> {
        let node = self.node.member(name).filter(|node| !node.is_null())?;
        Some(At { node, pointer: self.pointer.member(name) })
    }
    /// The items, if it is an array.
    pub(super) fn items(&self) -> Vec<At<'t>> {
        let items = self.node.items().unwrap_or_default().into_iter().enumerate();
        items.map(|(i, node)| At { node, pointer: self.pointer.item(i) }).collect()
    }
    /// What the member with this name says, and where.
    pub(super) fn says(&self, name: &'static str) -> Option<(At<'t>, alloc::string::String)> {
        let at = self.member(name)?;
        let text = at.node.string()?;
        Some((at, text))
    }
    /// Whether the member with this name is `true`.
    pub(super) fn is_true(&self, name: &'static str) -> bool {
        self.member(name).is_some_and(|at| at.node.text == "true")
    }
}

/// Walks through a document.
pub(super) struct Checker<'c> {
    bytes: &'c [u8],
    file: FileAt,
    tally: &'c mut Tally,
}

impl Checker<'_> {
    /// A finding at a value.
    pub(super) fn add(&mut self, rule: &'static Rule, detail: Detail, at: &At<'_>) {
        self.add_at(rule, detail, at.node.span(), &at.pointer);
    }
    fn add_at(
        &mut self,
        rule: &'static Rule,
        detail: Detail,
        span: core::ops::Range<usize>,
        pointer: &Pointer,
    ) {
        let (bytes, file) = (self.bytes, self.file);
        self.tally.add(rule, detail, || Place::within(file, bytes, span).pointer(pointer.clone()));
    }
    fn no_profile(&mut self, what: &'static str, at: usize, pointer: &Pointer) {
        let at = at.min(self.bytes.len());
        self.add_at(&rules::NOT_A_PROFILE, Detail::What(what), at..at, pointer);
    }

    /// A document, or an item of a collection.
    fn root(&mut self, at: &At<'_>, of: &'static Type) {
        if !at.node.is_object() {
            return self.no_profile("it is no JSON object", at.node.at, &at.pointer);
        }
        let is_profile = core::ptr::eq(of, PROFILE);
        let telling = ["dataProvider", "identitySynchronizationConfiguration"];
        if is_profile && !telling.iter().any(|name| at.node.member(name).is_some()) {
            let what = "it has neither `dataProvider` nor `identitySynchronizationConfiguration`";
            return self.no_profile(what, at.node.at, &at.pointer);
        }
        self.object(at, of);
        if is_profile {
            meaning::check(at, self);
        }
    }

    /// An object, its members, and those that it lacks.
    fn object(&mut self, at: &At<'_>, of: &'static Type) {
        let members = at.node.members().unwrap_or_default();
        let mut seen: Vec<Option<Node<'_>>> = alloc::vec![None; of.properties.len()];
        for pair in &members {
            match of.properties.iter().position(|property| property.name == pair.name) {
                Some(known) if seen[known].is_some() => {
                    let pointer = at.pointer.member(of.properties[known].name);
                    let span = pair.name_at.clone();
                    self.add_at(&rules::DUPLICATE_MEMBER, Detail::None, span, &pointer);
                }
                Some(known) => {
                    seen[known] = Some(pair.value);
                    let pointer = at.pointer.member(of.properties[known].name);
                    let value = At { node: pair.value, pointer };
                    self.value(&value, &of.properties[known].shape);
                }
                None => self.unknown(at, of, pair),
            }
        }
        for (property, value) in of.properties.iter().zip(seen).filter(|(of, _)| of.required) {
            let says = value.is_some_and(|node| !is_blank(node));
            if !says && !is_bound(&members, property) {
                let pointer = at.pointer.member(property.name);
                let span = value.map_or(at.node.at..at.node.at + 1, Node::span);
                self.add_at(&rules::MISSING_MEMBER, Detail::None, span, &pointer);
            }
        }
        if let Some(name) = odata_type(at.node) {
            self.type_name(at, &[of], &name);
        }
    }

    /// A member that the type does not have. Annotations may stand anywhere.
    fn unknown(&mut self, at: &At<'_>, of: &'static Type, pair: &Pair<'_>) {
        if pair.name.contains(['@', '.']) {
            return;
        }
        let near = of.properties.iter().find_map(|property| {
            let spelling = Spelling::of(property.name, &pair.name)?;
            Some(Detail::Spelt { name: property.name, spelling })
        });
        let detail = near.unwrap_or(Detail::None);
        self.add_at(&rules::UNKNOWN_MEMBER, detail, pair.name_at.clone(), &at.pointer);
    }

    fn value(&mut self, at: &At<'_>, shape: &'static Shape) {
        let node = at.node;
        if node.is_null() {
            return;
        }
        let wrong = |checker: &mut Self| {
            checker.add(&rules::WRONG_SHAPE, Detail::What(shape.name()), at);
        };
        match shape {
            Shape::Object(of) if node.is_object() => self.object(at, of),
            Shape::OneOf(types) if node.is_object() => match odata_type(node) {
                None => {
                    let pointer = at.pointer.member("@odata.type");
                    let span = node.at..node.at + 1;
                    self.add_at(&rules::MISSING_MEMBER, Detail::None, span, &pointer);
                }
                Some(name) => match find(types, &name) {
                    Some(of) => self.object(at, of),
                    None => self.type_name(at, types, &name),
                },
            },
            Shape::List(shape) => match node.items() {
                None => wrong(self),
                Some(_) => at.items().iter().for_each(|item| self.value(item, shape)),
            },
            Shape::Word(codes) => match node.string() {
                None => wrong(self),
                Some(word) if codes.find(&word).is_none() => {
                    self.add(&rules::UNKNOWN_ENUM_WORD, Detail::Codes(codes), at);
                }
                Some(_) => {}
            },
            shape if !text::fits(node, shape) => wrong(self),
            _ => {}
        }
    }

    /// Whether the name is that of one of the types, and in the present spelling.
    fn type_name(&mut self, at: &At<'_>, types: &[&'static Type], name: &str) {
        let Some((at, _)) = at.says("@odata.type") else { return };
        let Some(of) = find(types, name) else {
            return self.add(&rules::UNKNOWN_TYPE, Detail::None, &at);
        };
        if !of.names.iter().any(|own| of.odata_type(own) == name) {
            self.add(&rules::TYPE_SPELLING, Detail::None, &at);
        }
    }
}

/// Whether a required value says nothing.
fn is_blank(node: Node<'_>) -> bool {
    node.is_null() || node.string().is_some_and(|text| text.trim().is_empty())
}

/// Whether a request names the member's object by its address.
fn is_bound(members: &[Pair<'_>], property: &Property) -> bool {
    let bound = |name: &str| name.strip_suffix("@odata.bind") == Some(property.name);
    members.iter().any(|pair| bound(&pair.name))
}
