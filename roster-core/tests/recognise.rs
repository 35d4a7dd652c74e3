//! Which of several formats a package is in.

use roster_core::{
    Format, Id, Manifest, Memory, Profile, Property, Record, Text, col, file, recognise, table,
};

table! {
    /// What the package is.
    pub struct Said = file("manifest.csv").required() => {
        /// The property.
        property: Text = col("property").required().id(),
        /// What it says.
        value: Text = col("value"),
    }
}
table! {
    /// Schools, as the first version has them.
    pub struct First = file("schools.csv").required() => {
        /// Names the school.
        id: Id = col("id").required().id(),
        /// What it is called.
        name: Text = col("name"),
    }
}
table! {
    /// Schools, as the second version has them.
    pub struct Second = file("schools.csv").required() => {
        /// Names the school.
        id: Id = col("id").required().id(),
        /// What it is called.
        title: Text = col("title"),
    }
}
static SPEC: Profile = Profile::new("spec", "The format's own text.", &[]);
static ONE: Manifest = Manifest::new(
    "manifest.csv",
    ["property", "value"],
    "file.",
    "version",
    &[Property::required("version", &["1"]), Property::optional("source")],
);
static TWO: Manifest = Manifest::new(
    "manifest.csv",
    ["property", "value"],
    "file.",
    "version",
    &[Property::required("version", &["2"]), Property::optional("source")],
);
static FORMATS: [Format; 2] = [
    Format::new("one", "One", "made up", &[Said::TABLE, First::TABLE], &[&SPEC]).manifest(&ONE),
    Format::new("two", "Two", "made up", &[Said::TABLE, Second::TABLE], &[&SPEC]).manifest(&TWO),
];

fn told(manifest: &str, headers: &str) -> Option<&'static str> {
    let package = Memory::new().file("manifest.csv", manifest).file("schools.csv", headers);
    recognise(&[&FORMATS[0], &FORMATS[1]], &package).map(|format| format.id)
}

/// What the manifest says counts more than all headers, wherever it says it.
#[test]
fn the_version_tells() {
    for (id, own, other) in [("one", "1", "title"), ("two", "2", "name")] {
        let headers = format!("id,{other}\n");
        assert_eq!(told(&format!("property,value\nversion,{own}\n"), &headers), Some(id));
        let late = format!("property,value\nversion,{own}\nsource,mine\n");
        assert_eq!(told(&late, &headers), Some(id));
    }
    // another property, and another version, are no version of theirs
    assert_eq!(told("property,value\nsource,1\n", "id,title\n"), Some("two"));
    assert_eq!(told("property,value\nversion,3\n", "id,title\n"), Some("two"));
    assert_eq!(told("property,value\nversion,3\n", "id,name\n"), Some("one"));
    assert_eq!(told("property,value\n", "id\n"), Some("one"), "the first of equals");
}

#[test]
fn who_knows_no_file_is_not_it() {
    let package = Memory::new().file("menu.csv", "id,name\n");
    assert!(recognise(&[&FORMATS[0], &FORMATS[1]], &package).is_none());
    assert!(recognise(&[], &package).is_none());
}
