//! What the formats say, as a person would look it up, and what changed between them.

use std::{collections::BTreeSet, fs};

use roster_core::schema;
use snapshots::{assert_names, assert_text, formats, root};

#[test]
fn tables() {
    let mut names = BTreeSet::new();
    for format in formats() {
        for table in format.tables {
            let name =
                format!("{}-{}", format.id, table.file.trim_end_matches(".csv").replace('/', "-"));
            assert_text("tables", &name, &schema::table_markdown(table));
            names.insert(name);
        }
    }
    assert_names("tables", &names);
}

/// `docs/formats/` holds a document for each format, and none beside.
#[test]
fn documents() {
    let folder = root().join("docs/formats");
    let mut names = BTreeSet::new();
    for format in formats() {
        let path = folder.join(format!("{}.md", format.id));
        let wanted = schema::markdown(format);
        if std::env::var_os("UPDATE").is_some() {
            fs::create_dir_all(&folder).expect("the folder can be made");
            fs::write(&path, &wanted).expect("the document can be written");
        }
        let found = fs::read_to_string(&path).unwrap_or_default();
        let command = "UPDATE=1 cargo test -p snapshots --test tables";
        assert!(found == wanted, "{} is out of date: run `{command}`", path.display());
        names.insert(format!("{}.md", format.id));
    }
    let entries = fs::read_dir(folder).expect("the folder is there");
    let found = entries.map(|entry| entry.expect("readable").file_name().into_string());
    assert_eq!(found.collect::<Result<BTreeSet<_>, _>>().expect("UTF-8"), names);
}

/// What the author of a tool has to change when a format does.
#[test]
fn differences() {
    let formats = formats();
    let of = |id: &str| formats.iter().find(|format| format.id == id).expect("a format");
    let mut names = BTreeSet::new();
    let pairs = [
        ("sds-v1", "sds-v1-uk"),
        ("sds-v1", "sds-v2.1"),
        ("sds-v2", "sds-v2.1"),
        ("clever", "clever-sds"),
        ("oneroster-1.1", "oneroster-1.2"),
        ("oneroster-1.2.0", "oneroster-1.2"),
        ("oneroster-1.1-json", "oneroster-1.2-json"),
    ];
    for (a, b) in pairs {
        let differences = schema::diff(of(a), of(b));
        let text: String = differences.iter().map(|difference| format!("{difference}\n")).collect();
        let name = format!("{a}-to-{b}");
        assert_text("differences", &name, &text);
        let json: serde_json::Value =
            serde_json::from_str(&schema::diff_json(&differences)).expect("JSON");
        let list = json.as_array().expect("a list");
        let told: Vec<_> = list.iter().map(|of| of["change"].as_str().expect("a word")).collect();
        let words = differences.iter().map(|of| match of.change {
            schema::Change::Came => "came",
            schema::Change::Went => "went",
            _ => "changed",
        });
        assert_eq!(told, words.collect::<Vec<_>>());
        names.insert(name);
        assert_eq!(schema::diff(of(a), of(a)), []);
        assert_eq!(differences.len(), schema::diff(of(b), of(a)).len(), "both ways the same");
    }
    assert_names("differences", &names);
}

/// Frictionless tools read it: each reference is to a resource that is there.
#[test]
fn table_schemas() {
    for format in formats() {
        let text = schema::table_schema(format);
        let package: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        let resources = package["resources"].as_array().expect("a list");
        assert_eq!(resources.len(), format.tables.len());
        for resource in resources {
            let fields = resource["schema"]["fields"].as_array().expect("a list");
            assert!(!fields.is_empty());
            let keys = resource["schema"]["foreignKeys"].as_array();
            for key in keys.into_iter().flatten() {
                let target = key["reference"]["resource"].as_str().expect("text");
                assert!(target.is_empty() || resources.iter().any(|r| r["name"] == target));
            }
        }
        let json: serde_json::Value = serde_json::from_str(&schema::json(format)).expect("JSON");
        assert_eq!(json["format"], format.id);
        assert_eq!(json["files"].as_array().map(Vec::len), Some(format.tables.len()));
    }
    let v1 = formats()[0];
    assert_text("schemas", "sds-v1-table-schema", &schema::table_schema(v1));
    assert_text("schemas", "sds-v1-json", &schema::json(v1));
    assert_names("schemas", &["sds-v1-json", "sds-v1-table-schema"].map(String::from).into());
}

/// `docs/profiles.md` sets the profiles side by side: what each makes of the rules that not all
/// treat alike, and why.
#[test]
fn profiles() {
    let mut out = String::from(
        "# Profiles\n\nWho is to take a package, and how strictly that consumer judges it. A rule \
         that is not listed is worth what [RULES.md](../RULES.md) says, for every consumer; lints \
         are warnings for all.\n",
    );
    for format in formats() {
        let profiles = format.profiles;
        out += &format!("\n## {} (`{}`)\n\n", format.title, format.id);
        for profile in profiles {
            out += &format!("- `{}`: {}\n", profile.id, profile.doc);
        }
        let mut listed = Vec::new();
        let mut reasons: Vec<String> = Vec::new();
        for profile in profiles {
            for (rule, _, why) in profile.levels {
                match listed.iter().position(|known| known == rule) {
                    Some(at) => reasons[at] += &format!("; `{}`: {why}", profile.id),
                    None => {
                        listed.push(*rule);
                        reasons.push(format!("`{}`: {why}", profile.id));
                    }
                }
            }
        }
        let ids: Vec<_> = profiles.iter().map(|profile| format!("`{}`", profile.id)).collect();
        out += &format!(
            "\n| rule | {} | why |\n|---|{}---|\n",
            ids.join(" | "),
            "---|".repeat(ids.len())
        );
        for (rule, why) in listed.iter().zip(reasons) {
            let levels: Vec<_> =
                profiles.iter().map(|profile| profile.level(rule).to_string()).collect();
            out += &format!("| {} {} | {} | {why} |\n", rule.code, rule.name, levels.join(" | "));
        }
    }
    let path = root().join("docs/profiles.md");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &out).expect("the document can be written");
    }
    let found = fs::read_to_string(&path).unwrap_or_default();
    let command = "UPDATE=1 cargo test -p snapshots --test tables";
    assert!(found == out, "docs/profiles.md is out of date: run `{command}`");
}

/// `MAPPINGS.md`: which columns of two formats say the same, one table a pair.
#[test]
fn mappings() {
    let formats = roster_mapping::formats();
    let mut out = String::from(
        "# Mappings\n\nWhich columns of two formats say the same, and how the one becomes the \
         other. What is *carried* has no counterpart: it travels in the sidecar, and comes home \
         with it. [docs/mapping.md](docs/mapping.md) tells how; `rosterlens mapping A B` prints \
         one of these tables.\n\n",
    );
    let mut tables = String::new();
    for (i, a) in formats.iter().enumerate() {
        for b in &formats[i + 1..] {
            let anchor = format!("{} and {}", a.id, b.id).replace('.', "").replace(' ', "-");
            out += &format!("- [{} and {}](#{anchor})\n", a.id, b.id);
            tables += &format!("\n{}", roster_mapping::markdown(a, b));
        }
    }
    out += &tables;
    let path = root().join("MAPPINGS.md");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &out).expect("the document can be written");
    }
    let found = fs::read_to_string(&path).unwrap_or_default();
    let command = "UPDATE=1 cargo test -p snapshots --test tables";
    assert!(found == out, "MAPPINGS.md is out of date: run `{command}`");
}
