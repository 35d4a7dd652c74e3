//! What School Data Sync asks and demands.

use oneroster_model::api::{
    Method, Query, Version,
    plan::{Complaint, GRADE_SYNC, PLANS, Plan, Received, Records, SDS, SDS_CLASSIC, Step, Values},
};
use serde_json::{Value, json};

/// Values for every name that a plan could ask for.
fn values() -> Values {
    let mut values = Values::new();
    for name in ["delta", "year", "email", "term", "lineItem", "result"] {
        values.set(name, "2027");
    }
    values
}

/// Every request is one that OneRoster has, its query is one, and each value in it is the caller's
/// or that of an earlier step.
#[test]
fn every_step_is_a_request_of_oneroster() {
    for plan in PLANS {
        let mut values = values();
        for step in plan.steps {
            let endpoint = step.endpoint(plan.version).expect(step.path);
            let address = step.address(plan.version, &values).expect(step.path);
            let (path, query) = address.split_once('?').unwrap_or((&address, ""));
            let path = path.replace("lineitems", "lineItems");
            let routed = plan.version.route(step.method, &path).expect("it leads somewhere");
            assert_eq!(routed.0, endpoint);
            let query: Query = query.parse().expect(step.query);
            assert_eq!(query.unfit(endpoint), None);
            assert_eq!(query.other, []);
            if let Some(name) = step.keeps {
                values.set(name, "an id / é");
            }
        }
    }
    let missing = SDS.steps.iter().find_map(|step| step.address(SDS.version, &Values::new()).err());
    assert_eq!(missing, Some("delta"));
}

/// A quote in a value cannot end the filter.
#[test]
fn values_are_quoted() {
    let mut values = Values::new();
    values.set("email", "o'neill@corranvale.example");
    let address = GRADE_SYNC.steps[0].address(Version::V1p1, &values).expect("there");
    let query: Query = address.split_once('?').expect("there").1.parse().expect("valid");
    let filter = query.filter.expect("there");
    assert_eq!(filter.clauses().next().expect("there").value, "o'neill@corranvale.example");
    assert!(!format!("{values:?}").contains("neill"));
}

/// A provider that serves its records by the library's own query passes every test.
#[test]
fn a_provider_made_of_this_library_has_nothing_lacking() {
    for plan in PLANS {
        let mut values = values();
        values.set("email", "t-1@x");
        values.set("year", "2027");
        values.set("delta", "2027-01-01T00:00:00.000Z");
        values.set("term", "academicSessions-0");
        values.set("lineItem", "lineItems-0");
        values.set("result", "results-0");
        for step in plan.steps {
            let (status, body, total) = serve(plan, step, &values);
            let answer = Received {
                status,
                content_type: Some("application/json; charset=utf-8"),
                total_count: total.as_deref(),
                body: &body,
            };
            let complaints = step.judge(&answer, &mut values);
            assert_eq!(complaints, [], "{} {} {}", plan.id, step.path, step.query);
        }
    }
}

fn serve(plan: &Plan, step: &Step, values: &Values) -> (u16, Value, Option<String>) {
    let address = step.address(plan.version, values).expect("there");
    let (path, query) = address.split_once('?').unwrap_or((&address, ""));
    let path = path.replace("lineitems", "lineItems");
    let (endpoint, ids) = plan.version.route(step.method, &path).expect("there");
    let Some(key) = endpoint.answer.key() else { return (204, Value::Null, None) };
    let collection = endpoint.path.split('/').rfind(|part| !part.starts_with('{')).expect("there");
    if step.method == Method::Put || endpoint.path.ends_with('}') {
        return (step.status, json!({key: record(collection, &ids[0])}), Some("1".into()));
    }
    // nobody belongs to the school that is not there
    let count = if ids.first().is_some_and(|id| id == "1000000") { 0 } else { 8 };
    let count = if plan.id == "grade-sync" { 1 } else { count };
    let records: Vec<Value> =
        (0..count).map(|n| record(collection, &format!("{collection}-{n}"))).collect();
    let page = query.parse::<Query>().expect("valid").select(&records);
    (200, json!({key: page.records}), Some(page.total.to_string()))
}

/// A record that has all that is asked for.
fn record(collection: &str, id: &str) -> Value {
    let even = id.ends_with(['0', '2', '4', '6']);
    let role = if even { "student" } else { "teacher" };
    let kind = match collection {
        "academicSessions" | "terms" => "term",
        _ => "school",
    };
    json!({
        "sourcedId": id, "status": "active", "dateLastModified": "2027-04-23T18:25:43.511Z",
        "title": "T", "name": "N", "type": kind, "identifier": "7", "schoolYear": "2027",
        "startDate": "2027-01-01", "endDate": "2027-07-01", "username": "u", "givenName": "G",
        "email": "t-1@x", "role": role,
        "orgs": [{"sourcedId": "s", "type": "org"}],
        "org": {"sourcedId": "s"},
        "school": {"sourcedId": "s", "type": "school"},
        "class": {"sourcedId": "c", "type": "class"},
        "user": {"sourcedId": "u", "type": "user"},
        "terms": [{"sourcedId": "a", "type": "term"}],
        "metadata": {"microsoft.userFlags": "ELL,reducedLunch,"},
    })
}

fn judge(step: &Step, body: Value) -> Vec<String> {
    let answer = Received {
        status: step.status,
        content_type: Some("application/json"),
        total_count: Some("1"),
        body: &body,
    };
    step.judge(&answer, &mut Values::new()).iter().map(Complaint::to_string).collect()
}

/// Each demand broken by itself is one complaint, which names the member and none of its text.
#[test]
fn each_demand_is_noticed() {
    for plan in PLANS {
        for step in plan.steps.iter().filter(|step| !step.demands.is_empty()) {
            let key = step.endpoint(plan.version).expect("there").answer.key().expect("there");
            for demand in step.demands {
                let mut broken = record("academicSessions", "x");
                if !step.path.contains("essions") && !step.path.contains("terms") {
                    broken = record("orgs", "x");
                }
                let pointer = format!("/{}", demand.path.replace('.', "/"));
                let pointer = pointer.replace("microsoft/", "microsoft.");
                let member = broken.pointer_mut(&pointer).expect(demand.path);
                *member = json!("wrong@canary");
                let wanted_words = !matches!(demand.be.to_string().as_str(), "there" | "a text");
                if !wanted_words {
                    *broken.pointer_mut(&pointer).expect("there") = json!("");
                }
                let list = matches!(step.records, Records::Object);
                let body = if list { json!({key: broken}) } else { json!({key: [broken]}) };
                let complaints = judge(step, body);
                let place = demand.path.replace(".0", "[0]");
                assert!(
                    complaints.iter().any(|complaint| complaint.contains(&place)),
                    "{} {}: {complaints:?}",
                    step.path,
                    demand.path
                );
                assert!(complaints.iter().all(|complaint| !complaint.contains("canary")));
            }
        }
    }
}

#[test]
fn envelopes_headers_and_counts_are_noticed() {
    let [first, page, nothing] = [0, 1, 2].map(|i| &SDS.steps[i]);
    let ok = record("academicSessions", "x");
    assert_eq!(judge(first, json!({"academicSessions": [ok]})), [""; 0]);
    let envelope = ["the body has no `academicSessions` of the right shape"];
    assert_eq!(judge(first, json!({"terms": []})), envelope);
    assert_eq!(judge(first, json!({"academicSessions": {}})), envelope);
    assert_eq!(judge(first, Value::Null), envelope);
    let few = ["academicSessions has 0 records, not at least one"];
    assert_eq!(judge(first, json!({"academicSessions": []})), few);
    assert_eq!(judge(page, json!({"academicSessions": []})), few);
    let many = ["academicSessions has 1 records, not none"];
    assert_eq!(judge(nothing, json!({"academicSessions": [ok]})), many);
    assert_eq!(judge(nothing, json!({"academicSessions": []})), [""; 0]);

    let mut values = Values::new();
    values.set("academicSession", "x");
    let body = json!({"academicSessions": [ok]});
    let answer = Received { status: 200, content_type: None, total_count: None, body: &body };
    let complaints = page.judge(&answer, &mut values);
    assert_eq!(complaints, [Complaint::Repeated("academicSessions")]);
    let complaints = first.judge(&answer, &mut values);
    assert_eq!(complaints, [Complaint::Header("Content-Type"), Complaint::Header("X-Total-Count")]);
    let gone = Received { status: 404, ..answer };
    let complaints = nothing.judge(&gone, &mut values);
    assert_eq!(complaints, [Complaint::Status { found: 404, wanted: 200 }]);

    let class = GRADE_SYNC.steps.iter().find(|step| step.path == "classes/{class}").expect("there");
    assert_eq!(judge(class, json!({"class": []})), ["the body has no `class` of the right shape"]);
    let one = GRADE_SYNC.steps.iter().find(|step| step.records == Records::One).expect("there");
    assert_eq!(judge(one, json!({"classes": []})), ["classes has 0 records, not exactly one"]);
}

#[test]
fn classic_adds_the_domain_itself() {
    let students = SDS_CLASSIC.steps.iter().find(|step| step.path == "students").expect("there");
    let mut person = record("orgs", "x");
    person["username"] = json!("noor@corranvale.example");
    let body = json!({"users": [person]});
    assert_eq!(judge(students, body), ["users[0].username has `@` in it, or is missing"]);
}

#[test]
fn the_scopes_of_each_plan() {
    let ends = |plan: &Plan| -> Vec<String> {
        let ends = plan.scopes();
        ends.iter().map(|scope| scope.rsplit('/').next().expect("there").to_owned()).collect()
    };
    assert_eq!(ends(&SDS), ["roster-core.readonly", "roster-demographics.readonly"]);
    assert_eq!(ends(&SDS_CLASSIC), ["roster-core.readonly", "roster.readonly"]);
    let grades = [
        "roster-core.readonly",
        "roster.readonly",
        "gradebook.createput",
        "gradebook.readonly",
        "gradebook.delete",
    ];
    assert_eq!(ends(&GRADE_SYNC), grades);
}
