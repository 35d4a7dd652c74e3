//! The endpoints, as data.
//!
//! Sources: the OpenAPI documents of 1.2 (19 September 2022) for rostering (41 endpoints),
//! resources (5) and gradebook with assessments (35); for 1.1 (41, 4 and 16)
//! `LongsightGroup/oneroster`, which has them from tables 3.1a to 3.1c of the specification.

use super::{
    Answer::{self, Many, Nothing, One, Pairs},
    Endpoint,
    Method::{self, Delete, Get, Post, Put},
    Service::{self, Gradebook, Resources, Rostering},
    Version,
};

/// Objects, and the envelopes of their lists.
pub(super) const PLURALS: &[(&str, &str)] = &[
    ("academicSession", "academicSessions"),
    ("assessmentLineItem", "assessmentLineItems"),
    ("assessmentResult", "assessmentResults"),
    ("category", "categories"),
    ("class", "classes"),
    ("course", "courses"),
    ("demographics", "demographics"),
    ("enrollment", "enrollments"),
    ("lineItem", "lineItems"),
    ("org", "orgs"),
    ("resource", "resources"),
    ("result", "results"),
    ("scoreScale", "scoreScales"),
    ("user", "users"),
];

type Scopes = &'static [&'static str];
const ROSTER_CORE: Scopes = &["roster-core.readonly", "roster.readonly"];
const ROSTER: Scopes = &["roster.readonly"];
const DEMOGRAPHICS: Scopes = &["roster-demographics.readonly"];
const RESOURCE_CORE: Scopes = &["resource-core.readonly", "resource.readonly"];
const RESOURCE: Scopes = &["resource.readonly"];
const GRADEBOOK_CORE: Scopes = &["gradebook-core.readonly", "gradebook.readonly"];
const GRADEBOOK: Scopes = &["gradebook.readonly"];
const CREATE_PUT: Scopes = &["gradebook.createput"];
const CREATE_POST: Scopes = &["gradebook.createpost"];
const DELETE: Scopes = &["gradebook.delete"];
const ASSESSMENT: Scopes = &["assessment.readonly"];
const ASSESSMENT_PUT: Scopes = &["assessment.createput"];
const ASSESSMENT_DELETE: Scopes = &["assessment.delete"];

/// An endpoint of 1.2 that reads.
const fn get(service: Service, path: &'static str, answer: Answer, scopes: Scopes) -> Endpoint {
    let (version, method, body, status) = (Version::V1p2, Get, Nothing, 200);
    Endpoint { version, service, method, path, body, answer, status, scopes }
}
/// An endpoint of 1.2's gradebook that writes.
const fn write(method: Method, path: &'static str, body: Answer, scopes: Scopes) -> Endpoint {
    let (version, service) = (Version::V1p2, Gradebook);
    let (answer, status) = match method {
        Post => (Pairs, 201),
        Delete => (Nothing, 204),
        Put | Get => (body, 201),
    };
    Endpoint { version, service, method, path, body, answer, status, scopes }
}
/// The same in 1.1, which has no scopes for the core of resources and gradebooks.
const fn older(mut endpoint: Endpoint) -> Endpoint {
    endpoint.version = Version::V1p1;
    if !matches!(endpoint.service, Rostering) && endpoint.scopes.len() > 1 {
        endpoint.scopes = endpoint.scopes.split_at(1).1;
    }
    endpoint
}

/// The endpoints of both versions, and behind them those that 1.2 added.
const ALL: [Endpoint; 81] = [
    get(Rostering, "academicSessions", Many("academicSession"), ROSTER_CORE),
    get(Rostering, "academicSessions/{sourcedId}", One("academicSession"), ROSTER_CORE),
    get(Rostering, "classes", Many("class"), ROSTER_CORE),
    get(Rostering, "classes/{sourcedId}", One("class"), ROSTER_CORE),
    get(Rostering, "classes/{classSourcedId}/students", Many("user"), ROSTER),
    get(Rostering, "classes/{classSourcedId}/teachers", Many("user"), ROSTER),
    get(Rostering, "courses", Many("course"), ROSTER_CORE),
    get(Rostering, "courses/{sourcedId}", One("course"), ROSTER_CORE),
    get(Rostering, "courses/{courseSourcedId}/classes", Many("class"), ROSTER),
    get(Rostering, "demographics", Many("demographics"), DEMOGRAPHICS),
    get(Rostering, "demographics/{sourcedId}", One("demographics"), DEMOGRAPHICS),
    get(Rostering, "enrollments", Many("enrollment"), ROSTER_CORE),
    get(Rostering, "enrollments/{sourcedId}", One("enrollment"), ROSTER_CORE),
    get(Rostering, "gradingPeriods", Many("academicSession"), ROSTER_CORE),
    get(Rostering, "gradingPeriods/{sourcedId}", One("academicSession"), ROSTER_CORE),
    get(Rostering, "orgs", Many("org"), ROSTER_CORE),
    get(Rostering, "orgs/{sourcedId}", One("org"), ROSTER_CORE),
    get(Rostering, "schools", Many("org"), ROSTER_CORE),
    get(Rostering, "schools/{sourcedId}", One("org"), ROSTER_CORE),
    get(Rostering, "schools/{schoolSourcedId}/classes", Many("class"), ROSTER),
    get(
        Rostering,
        "schools/{schoolSourcedId}/classes/{classSourcedId}/enrollments",
        Many("enrollment"),
        ROSTER,
    ),
    get(
        Rostering,
        "schools/{schoolSourcedId}/classes/{classSourcedId}/students",
        Many("user"),
        ROSTER,
    ),
    get(
        Rostering,
        "schools/{schoolSourcedId}/classes/{classSourcedId}/teachers",
        Many("user"),
        ROSTER,
    ),
    get(Rostering, "schools/{schoolSourcedId}/courses", Many("course"), ROSTER),
    get(Rostering, "schools/{schoolSourcedId}/enrollments", Many("enrollment"), ROSTER),
    get(Rostering, "schools/{schoolSourcedId}/students", Many("user"), ROSTER),
    get(Rostering, "schools/{schoolSourcedId}/teachers", Many("user"), ROSTER),
    get(Rostering, "schools/{schoolSourcedId}/terms", Many("academicSession"), ROSTER),
    get(Rostering, "students", Many("user"), ROSTER_CORE),
    get(Rostering, "students/{sourcedId}", One("user"), ROSTER_CORE),
    get(Rostering, "students/{studentSourcedId}/classes", Many("class"), ROSTER),
    get(Rostering, "teachers", Many("user"), ROSTER_CORE),
    get(Rostering, "teachers/{sourcedId}", One("user"), ROSTER_CORE),
    get(Rostering, "teachers/{teacherSourcedId}/classes", Many("class"), ROSTER),
    get(Rostering, "terms", Many("academicSession"), ROSTER_CORE),
    get(Rostering, "terms/{sourcedId}", One("academicSession"), ROSTER_CORE),
    get(Rostering, "terms/{termSourcedId}/classes", Many("class"), ROSTER),
    get(Rostering, "terms/{termSourcedId}/gradingPeriods", Many("academicSession"), ROSTER),
    get(Rostering, "users", Many("user"), ROSTER_CORE),
    get(Rostering, "users/{sourcedId}", One("user"), ROSTER_CORE),
    get(Rostering, "users/{userSourcedId}/classes", Many("class"), ROSTER),
    get(Resources, "resources", Many("resource"), RESOURCE_CORE),
    get(Resources, "resources/{sourcedId}", One("resource"), RESOURCE_CORE),
    get(Resources, "classes/{classSourcedId}/resources", Many("resource"), RESOURCE),
    get(Resources, "courses/{courseSourcedId}/resources", Many("resource"), RESOURCE),
    get(Gradebook, "categories", Many("category"), GRADEBOOK_CORE),
    get(Gradebook, "categories/{sourcedId}", One("category"), GRADEBOOK_CORE),
    write(Put, "categories/{sourcedId}", One("category"), CREATE_PUT),
    write(Delete, "categories/{sourcedId}", Nothing, DELETE),
    get(Gradebook, "lineItems", Many("lineItem"), GRADEBOOK_CORE),
    get(Gradebook, "lineItems/{sourcedId}", One("lineItem"), GRADEBOOK_CORE),
    write(Put, "lineItems/{sourcedId}", One("lineItem"), CREATE_PUT),
    write(Delete, "lineItems/{sourcedId}", Nothing, DELETE),
    get(Gradebook, "results", Many("result"), GRADEBOOK_CORE),
    get(Gradebook, "results/{sourcedId}", One("result"), GRADEBOOK_CORE),
    write(Put, "results/{sourcedId}", One("result"), CREATE_PUT),
    write(Delete, "results/{sourcedId}", Nothing, DELETE),
    get(Gradebook, "classes/{classSourcedId}/lineItems", Many("lineItem"), GRADEBOOK),
    get(
        Gradebook,
        "classes/{classSourcedId}/lineItems/{lineItemSourcedId}/results",
        Many("result"),
        GRADEBOOK,
    ),
    get(Gradebook, "classes/{classSourcedId}/results", Many("result"), GRADEBOOK),
    get(
        Gradebook,
        "classes/{classSourcedId}/students/{studentSourcedId}/results",
        Many("result"),
        GRADEBOOK,
    ),
    // those of 1.2 alone
    get(Resources, "users/{userSourcedId}/resources", Many("resource"), RESOURCE),
    get(Gradebook, "scoreScales", Many("scoreScale"), GRADEBOOK_CORE),
    get(Gradebook, "scoreScales/{sourcedId}", One("scoreScale"), GRADEBOOK_CORE),
    write(Put, "scoreScales/{sourcedId}", One("scoreScale"), CREATE_PUT),
    write(Delete, "scoreScales/{sourcedId}", Nothing, DELETE),
    get(Gradebook, "classes/{classSourcedId}/categories", Many("category"), GRADEBOOK),
    get(Gradebook, "classes/{classSourcedId}/scoreScales", Many("scoreScale"), GRADEBOOK),
    get(Gradebook, "schools/{schoolSourcedId}/scoreScales", Many("scoreScale"), GRADEBOOK),
    write(Post, "classes/{classSourcedId}/lineItems", Many("lineItem"), CREATE_POST),
    write(Post, "schools/{schoolSourcedId}/lineItems", Many("lineItem"), CREATE_POST),
    write(Post, "lineItems/{lineItemSourcedId}/results", Many("result"), CREATE_POST),
    write(
        Post,
        "classes/{classSourcedId}/academicSessions/{academicSessionSourcedId}/results",
        Many("result"),
        CREATE_POST,
    ),
    get(Gradebook, "assessmentLineItems", Many("assessmentLineItem"), ASSESSMENT),
    get(Gradebook, "assessmentLineItems/{sourcedId}", One("assessmentLineItem"), ASSESSMENT),
    write(Put, "assessmentLineItems/{sourcedId}", One("assessmentLineItem"), ASSESSMENT_PUT),
    write(Delete, "assessmentLineItems/{sourcedId}", Nothing, ASSESSMENT_DELETE),
    get(Gradebook, "assessmentResults", Many("assessmentResult"), ASSESSMENT),
    get(Gradebook, "assessmentResults/{sourcedId}", One("assessmentResult"), ASSESSMENT),
    write(Put, "assessmentResults/{sourcedId}", One("assessmentResult"), ASSESSMENT_PUT),
    write(Delete, "assessmentResults/{sourcedId}", Nothing, ASSESSMENT_DELETE),
];

pub(super) static V1P2: &[Endpoint] = &ALL;
pub(super) static V1P1: &[Endpoint] = &{
    let mut out = [ALL[0]; 61];
    let mut i = 0;
    while i < out.len() {
        out[i] = older(ALL[i]);
        i += 1;
    }
    out
};
