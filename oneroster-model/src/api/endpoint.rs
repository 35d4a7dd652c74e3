//! The addresses of OneRoster, what each answers, and the scopes it asks for.
//!
//! ```
//! use oneroster_model::api::{Answer, Method, Version};
//!
//! let path = "/ims/oneroster/rostering/v1p2/schools/sch-401/classes/read%2F4a/students";
//! let (endpoint, ids) = Version::V1p2.route(Method::Get, path).unwrap();
//! assert_eq!(endpoint.path, "schools/{schoolSourcedId}/classes/{classSourcedId}/students");
//! assert_eq!(ids, ["sch-401", "read/4a"]);
//! assert_eq!(endpoint.answer, Answer::Many("user")); // in the envelope `users`
//! assert_eq!(
//!     endpoint.scopes().collect::<Vec<_>>(),
//!     ["https://purl.imsglobal.org/spec/or/v1p2/scope/roster.readonly"]
//! );
//! assert_eq!(endpoint.address(&["sch-401", "read/4a"]).unwrap(), path);
//! ```

mod table;

use alloc::{string::String, vec::Vec};
use core::fmt::{self, Write};

use super::percent::{Encoded, Plus, decode};

/// A version of the REST binding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Version {
    /// 1.1, of 17 April 2017. Its endpoints are those that `LongsightGroup/oneroster` has from
    /// tables 3.1a to 3.1c of the specification.
    V1p1,
    /// 1.2, of 19 September 2022: the OpenAPI documents of 1EdTech.
    V1p2,
}

impl Version {
    /// Both, the older one first.
    pub const ALL: [Version; 2] = [Version::V1p1, Version::V1p2];

    /// As people write it: `1.1`.
    pub const fn number(self) -> &'static str {
        match self {
            Version::V1p1 => "1.1",
            Version::V1p2 => "1.2",
        }
    }
    /// Its endpoints.
    pub const fn endpoints(self) -> &'static [Endpoint] {
        match self {
            Version::V1p1 => table::V1P1,
            Version::V1p2 => table::V1P2,
        }
    }
    /// What the path of an address begins with. 1.1 has one for all services.
    pub const fn base(self, service: Service) -> &'static str {
        match (self, service) {
            (Version::V1p1, _) => "/ims/oneroster/v1p1",
            (Version::V1p2, Service::Rostering) => "/ims/oneroster/rostering/v1p2",
            (Version::V1p2, Service::Gradebook) => "/ims/oneroster/gradebook/v1p2",
            (Version::V1p2, Service::Resources) => "/ims/oneroster/resources/v1p2",
        }
    }
    /// What the scopes begin with.
    pub const fn scope_base(self) -> &'static str {
        match self {
            Version::V1p1 => "https://purl.imsglobal.org/spec/or/v1p1/scope/",
            Version::V1p2 => "https://purl.imsglobal.org/spec/or/v1p2/scope/",
        }
    }
    /// The endpoint that a path leads to, from its [`base`](Version::base) on and without a query,
    /// and the ids in it, decoded. Case counts.
    pub fn route(self, method: Method, path: &str) -> Option<(&'static Endpoint, Vec<String>)> {
        let fits = |endpoint: &'static Endpoint| {
            let rest = path.strip_prefix(self.base(endpoint.service))?.strip_prefix('/')?;
            Some((endpoint, endpoint.ids(rest)?))
        };
        let endpoints = self.endpoints().iter();
        endpoints.filter(|endpoint| endpoint.method == method).find_map(fits)
    }
}

/// The services, each with documents and, in 1.2, addresses of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Service {
    /// People, orgs, courses, classes and sessions.
    Rostering,
    /// Which resources go with what.
    Resources,
    /// Line items and results; in 1.2 also those of assessments.
    Gradebook,
}

impl Service {
    /// In lower case.
    pub const fn name(self) -> &'static str {
        match self {
            Service::Rostering => "rostering",
            Service::Resources => "resources",
            Service::Gradebook => "gradebook",
        }
    }
}

/// The methods of HTTP that OneRoster uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Method {
    /// Reads.
    Get,
    /// Writes one object under the id that the client gave it.
    Put,
    /// Writes several objects, to which the server gives ids. New in 1.2.
    Post,
    /// Marks one object as to be deleted.
    Delete,
}

impl Method {
    /// As it stands in a request.
    pub const fn name(self) -> &'static str {
        match self {
            Method::Get => "GET",
            Method::Put => "PUT",
            Method::Post => "POST",
            Method::Delete => "DELETE",
        }
    }
}
impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What an answer, or the body of a `PUT` or `POST`, holds; the object by its name in the bindings,
/// such as `academicSession` for terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Answer {
    /// One object, in an envelope of its own name: `{"user": {…}}`.
    One(&'static str),
    /// A list, in an envelope of the plural: `{"users": […]}`; it may be empty.
    Many(&'static str),
    /// The ids that the client gave, and those that the server did: `{"sourcedIdPairs": […]}`.
    Pairs,
    /// No body.
    Nothing,
}

impl Answer {
    /// The member of the root that holds it. `demographics` is its own plural.
    ///
    /// ```
    /// use oneroster_model::api::Answer;
    ///
    /// assert_eq!(Answer::Many("class").key(), Some("classes"));
    /// assert_eq!(Answer::Many("demographics").key(), Some("demographics"));
    /// ```
    pub fn key(self) -> Option<&'static str> {
        match self {
            Answer::One(object) => Some(object),
            Answer::Many(object) => {
                table::PLURALS.iter().find(|(one, _)| *one == object).map(|(_, many)| *many)
            }
            Answer::Pairs => Some("sourcedIdPairs"),
            Answer::Nothing => None,
        }
    }
}

/// One address and method of one version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Endpoint {
    /// The version.
    pub version: Version,
    /// The service.
    pub service: Service,
    /// The method.
    pub method: Method,
    /// The path behind the [`base`](Version::base), with names in braces where ids stand.
    pub path: &'static str,
    /// What is written, for `PUT` and `POST`.
    pub body: Answer,
    /// What is answered when all goes well.
    pub answer: Answer,
    /// The status of that answer: 200 for what is read, 201 for what is written, 204 for what is
    /// deleted. In 1.1 a server may answer what is written with 200 too.
    pub status: u16,
    /// The ends of the scopes; a token with any one of them will do.
    scopes: &'static [&'static str],
}

impl Endpoint {
    /// The scopes, of which a token needs one; the narrowest first.
    pub fn scopes(&self) -> impl Iterator<Item = String> {
        let base = self.version.scope_base();
        self.scopes.iter().map(move |end| String::from(base) + end)
    }
    /// The path of an address with these ids, percent-encoded; `None` unless there are as many as
    /// names in braces.
    pub fn address(&self, ids: &[&str]) -> Option<String> {
        let mut out = String::from(self.version.base(self.service));
        let mut ids = ids.iter();
        for part in self.path.split('/') {
            let part = if part.starts_with('{') { ids.next()? } else { part };
            // a string takes every text
            let _ = write!(out, "/{}", Encoded(part));
        }
        ids.next().is_none().then_some(out)
    }
    /// The ids in a path, if it is one of this endpoint's.
    fn ids(&self, path: &str) -> Option<Vec<String>> {
        let mut ids = Vec::new();
        let mut parts = path.split('/');
        for own in self.path.split('/') {
            let part = decode(parts.next()?, Plus::Itself).ok()?.text;
            match own.starts_with('{') {
                true if !part.is_empty() => ids.push(part),
                false if part == own => {}
                _ => return None,
            }
        }
        parts.next().is_none().then_some(ids)
    }
}
