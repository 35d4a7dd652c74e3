//! `docs/api.md`: the REST protocol of OneRoster as tables.

use std::fs;

use oneroster_model::api::{Version, document, plan::PLANS};
use snapshots::root;

const HEAD: &str = "\
# The REST protocol of OneRoster

What a provider answers, and what School Data Sync asks of it. `rosterlens api endpoints --version
1.1` and `rosterlens api plan sds` print these tables; `oneroster_model::api` has them as data, with
queries, filters, paging, status payloads and signatures around them.
";

#[test]
fn document_of_the_protocol() {
    let mut out = String::from(HEAD);
    for version in Version::ALL {
        let count = version.endpoints().len();
        out += &format!("\n## Endpoints of {} ({count})\n\n", version.number());
        out += &document::endpoints(version);
    }
    for plan in PLANS {
        out += &format!("\n## Plan `{}`\n\n{}", plan.id, document::plan(plan));
    }
    let path = root().join("docs/api.md");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &out).expect("the document can be written");
    }
    let found = fs::read_to_string(&path).unwrap_or_default();
    let command = "UPDATE=1 cargo test -p snapshots --test api";
    assert!(found == out, "docs/api.md is out of date: run `{command}`");
}
