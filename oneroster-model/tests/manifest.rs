//! A manifest is read as it is written, faults and all.

use oneroster_model::manifest::Manifest;
use roster_core::{Mode, Sheet};

fn manifest(rows: &str) -> Manifest {
    Manifest::read(&Sheet::parse(format!("propertyName,value\r\n{rows}").as_bytes()))
}

#[test]
fn properties_are_read_by_their_names() {
    let said = manifest(
        "manifest.version,1.0\r\noneroster.version,1.2\r\nsource.systemName,\"North, SIS\"\r\n\
         source.systemCode,N\r\nmade.up,x\r\nmade.up,y\r\n",
    );
    assert_eq!(said.version(), Some("1.2"));
    assert_eq!((said.system_name(), said.system_code()), (Some("North, SIS"), Some("N")));
    assert_eq!(said.get("made.up"), Some("x"), "of two the first");
    assert_eq!(said.get("Made.up"), None);
    assert_eq!(said.properties.len(), 6);
    assert_eq!(said.properties[5], ("made.up".into(), "y".into()));

    let nothing = Manifest::default();
    assert_eq!(
        (nothing.version(), nothing.system_name(), nothing.system_code()),
        (None, None, None)
    );
}

#[test]
fn files_come_as_the_manifest_says() {
    let said = manifest(
        "file.users,bulk\r\nfile.orgs,delta\r\nfile.roles,absent\r\nfile.classes*,bulk\r\n\
         file.courses,Bulk\r\nusers,absent\r\nfile.enrollments.csv,bulk\r\n",
    );
    let modes = ["users.csv", "orgs.csv", "roles.csv", "classes.csv", "courses.csv"];
    let modes = modes.map(|file| said.mode(file));
    let (bulk, delta, absent) = (Some(Mode::Bulk), Some(Mode::Delta), Some(Mode::Absent));
    assert_eq!(modes, [bulk, delta, absent, bulk, None]);
    assert_eq!(said.mode("users"), bulk, "with its ending or without");
    assert_eq!([said.mode("enrollments.csv"), said.mode("results.csv")], [None, None]);
}

#[test]
fn other_headers_and_bytes_are_no_obstacle() {
    let old = Manifest::read(&Sheet::parse(b"propertyName,property\r\nfile.users,bulk\r\n"));
    assert_eq!(old.mode("users.csv"), Some(Mode::Bulk), "by an alias");
    let broken =
        Manifest::read(&Sheet::parse(b"propertyName,value\r\noneroster.version,1.\xFF\r\n"));
    assert_eq!(broken.version(), Some(""), "a cell that is not UTF-8 is empty");
    assert_eq!(Manifest::read(&Sheet::parse(b"")), Manifest::default());
}

#[test]
fn debug_counts_and_does_not_quote() {
    let shown = format!("{:?}", manifest("source.systemName,canary\r\n"));
    assert_eq!(shown, "Manifest (1 properties)");
}
