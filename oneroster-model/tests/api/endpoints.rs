//! The tables of endpoints.

use std::collections::BTreeSet;

use oneroster_model::api::{Answer, Endpoint, Method, Service, Version};
use proptest::prelude::*;

fn count(version: Version, of: impl Fn(&Endpoint) -> bool) -> usize {
    version.endpoints().iter().filter(|endpoint| of(endpoint)).count()
}

/// The numbers that the OpenAPI documents of 1.2 and the tables of 1.1 have.
#[test]
fn there_are_as_many_as_the_specifications_have() {
    for (version, service, number) in [
        (Version::V1p1, Service::Rostering, 41),
        (Version::V1p1, Service::Resources, 4),
        (Version::V1p1, Service::Gradebook, 16),
        (Version::V1p2, Service::Rostering, 41),
        (Version::V1p2, Service::Resources, 5),
        (Version::V1p2, Service::Gradebook, 35),
    ] {
        assert_eq!(count(version, |endpoint| endpoint.service == service), number);
        assert!(version.endpoints().iter().all(|endpoint| endpoint.version == version));
    }
    assert_eq!(count(Version::V1p1, |endpoint| endpoint.method == Method::Post), 0);
    assert_eq!(count(Version::V1p2, |endpoint| endpoint.method == Method::Post), 4);
    assert_eq!(count(Version::V1p1, |endpoint| endpoint.method == Method::Put), 3);
    assert_eq!(count(Version::V1p2, |endpoint| endpoint.method == Method::Put), 6);
}

#[test]
fn no_two_are_the_same() {
    for version in Version::ALL {
        let all: BTreeSet<_> = version.endpoints().iter().map(|e| (e.method, e.path)).collect();
        assert_eq!(all.len(), version.endpoints().len());
    }
}

/// A path with an id is one object; one without, and one that ends in a plural, is a list.
#[test]
fn answers_are_what_paths_say() {
    for endpoint in Version::ALL.iter().flat_map(|version| version.endpoints()) {
        let one = endpoint.path.ends_with('}');
        match (endpoint.method, endpoint.answer, endpoint.body, endpoint.status) {
            (Method::Get, Answer::One(_), Answer::Nothing, 200) => assert!(one),
            (Method::Get, Answer::Many(_), Answer::Nothing, 200) => assert!(!one),
            (Method::Put, answer @ Answer::One(_), body, 201) => assert!(one && answer == body),
            (Method::Post, Answer::Pairs, Answer::Many(_), 201) => assert!(!one),
            (Method::Delete, Answer::Nothing, Answer::Nothing, 204) => assert!(one),
            other => panic!("{}: {other:?}", endpoint.path),
        }
        for answer in [endpoint.answer, endpoint.body] {
            assert_eq!(answer.key().is_none(), answer == Answer::Nothing, "{}", endpoint.path);
        }
        // the collection that is last in the path says which object
        let last = endpoint.path.split('/').rfind(|part| !part.starts_with('{')).expect("there");
        let kind = match last {
            "students" | "teachers" => "users",
            "schools" => "orgs",
            "terms" | "gradingPeriods" => "academicSessions",
            other => other,
        };
        let many = |answer| match answer {
            Answer::One(object) => Answer::Many(object).key(),
            other => other.key(),
        };
        let said = if endpoint.method == Method::Get { endpoint.answer } else { endpoint.body };
        assert!(many(said).is_none_or(|key| key == kind), "{}", endpoint.path);
    }
}

#[test]
fn scopes_are_those_of_the_version() {
    let scopes = |version: Version, method, path: &str| {
        let endpoint = version
            .endpoints()
            .iter()
            .find(|e| e.method == method && e.path == path)
            .expect("there");
        let scopes = endpoint.scopes();
        let ends = scopes.map(|scope| scope.rsplit('/').next().expect("there").to_owned());
        assert!(endpoint.scopes().all(|scope| scope.starts_with(version.scope_base())));
        ends.collect::<Vec<_>>()
    };
    use Method::{Delete, Get, Post, Put};
    use Version::{V1p1, V1p2};
    for version in Version::ALL {
        assert_eq!(scopes(version, Get, "users"), ["roster-core.readonly", "roster.readonly"]);
        assert_eq!(scopes(version, Get, "classes/{classSourcedId}/students"), ["roster.readonly"]);
        assert_eq!(scopes(version, Get, "demographics"), ["roster-demographics.readonly"]);
        assert_eq!(scopes(version, Put, "results/{sourcedId}"), ["gradebook.createput"]);
        assert_eq!(scopes(version, Delete, "results/{sourcedId}"), ["gradebook.delete"]);
    }
    assert_eq!(scopes(V1p1, Get, "resources"), ["resource.readonly"]);
    assert_eq!(scopes(V1p2, Get, "resources"), ["resource-core.readonly", "resource.readonly"]);
    assert_eq!(scopes(V1p1, Get, "lineItems"), ["gradebook.readonly"]);
    assert_eq!(scopes(V1p2, Get, "lineItems"), ["gradebook-core.readonly", "gradebook.readonly"]);
    assert_eq!(
        scopes(V1p2, Post, "lineItems/{lineItemSourcedId}/results"),
        ["gradebook.createpost"]
    );
    assert_eq!(scopes(V1p2, Get, "assessmentResults"), ["assessment.readonly"]);
    assert_eq!(scopes(V1p2, Put, "assessmentResults/{sourcedId}"), ["assessment.createput"]);
    assert_eq!(scopes(V1p2, Delete, "assessmentResults/{sourcedId}"), ["assessment.delete"]);
}

proptest! {
    /// An address leads back to its endpoint and ids, whatever they hold.
    #[test]
    fn an_address_is_routed_home(
        which in any::<proptest::sample::Index>(),
        version in proptest::sample::select(Version::ALL.to_vec()),
        ids in proptest::collection::vec(".{1,6}", 3),
    ) {
        let endpoint = which.get(version.endpoints());
        let names = endpoint.path.matches('{').count();
        let ids: Vec<&str> = ids.iter().take(names).map(String::as_str).collect();
        let address = endpoint.address(&ids).expect("there");
        let (found, found_ids) = version.route(endpoint.method, &address).expect("there");
        prop_assert_eq!(found, endpoint);
        prop_assert_eq!(found_ids, ids);
    }

    #[test]
    fn any_path_is_routed_or_not(path in "(/|ims|oneroster|v1p1|users|%|%2F|é|.){0,9}") {
        let path = format!("/ims/oneroster/v1p1/{path}");
        if let Some((endpoint, ids)) = Version::V1p1.route(Method::Get, &path) {
            prop_assert_eq!(ids.len(), endpoint.path.matches('{').count());
        }
    }
}

#[test]
fn what_leads_nowhere() {
    for path in [
        "/ims/oneroster/v1p1",
        "/ims/oneroster/v1p1/",
        "/ims/oneroster/v1p1/Users",
        "/ims/oneroster/v1p1/users/",
        "/ims/oneroster/v1p1/users/%zz",
        "/ims/oneroster/v1p1/users/a/b/c/d",
        "/ims/oneroster/v1p1/scoreScales",
        "/ims/oneroster/v1p1/assessmentResults",
        "/ims/oneroster/rostering/v1p2/users",
        "ims/oneroster/v1p1/users",
    ] {
        assert_eq!(Version::V1p1.route(Method::Get, path), None, "{path}");
    }
    assert_eq!(Version::V1p1.route(Method::Put, "/ims/oneroster/v1p1/users/u-1"), None);
    // each service of 1.2 has addresses of its own
    assert_eq!(Version::V1p2.route(Method::Get, "/ims/oneroster/rostering/v1p2/lineItems"), None);
    assert!(Version::V1p2.route(Method::Get, "/ims/oneroster/gradebook/v1p2/lineItems").is_some());
    let (users, _) = Version::V1p1.route(Method::Get, "/ims/oneroster/v1p1/users").expect("there");
    assert_eq!(users.address(&["one too many"]), None);
}
