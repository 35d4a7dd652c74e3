//! What rides in a package that has no sidecar beside it, and what does not.

mod common;

use common::{cell, sample};
use roster_core::{Format, Memory};
use roster_mapping::{Carry, Options, convert, feed::Feed, formats};

fn format(id: &str) -> &'static Format {
    formats().into_iter().find(|format| format.id == id).expect("a format")
}
fn across(a: &'static Format, b: &'static Format, home: &Memory, carry: Carry) -> Memory {
    convert(a, b, home, None, carry, &Options::default()).package
}
/// There and, without the sidecar, back.
fn back(a: &'static Format, b: &'static Format, home: &Memory) -> Memory {
    across(b, a, &across(a, b, home, Carry::Embed), Carry::Nothing)
}
/// The columns of a file that were added abroad.
fn added(format: &'static Format, package: &Memory, file: &str) -> Vec<String> {
    Feed::read(format, package).file(file).extra.iter().map(|of| String::from(&**of)).collect()
}

const TERMS: &str = "sourcedId,title,type,startDate,endDate,parentSourcedId,schoolYear\r\n\
                     t1,Autumn,term,2026-08-01,2026-12-31,,2027\r\n\
                     t2,Spring,term,2027-01-01,2027-06-30,,2027\r\n";

/// A package of OneRoster whose classes have these terms.
fn with_terms(first: &str, second: &str) -> Memory {
    Memory::new()
        .file("orgs.csv", "sourcedId,name,type\r\n1,North,school\r\n")
        .file("academicSessions.csv", TERMS)
        .file("courses.csv", "sourcedId,title,orgSourcedId\r\nc,Maths,1\r\n")
        .file(
            "classes.csv",
            format!(
                "sourcedId,title,classType,courseSourcedId,schoolSourcedId,termSourcedIds\r\n\
                 a,A,scheduled,c,1,\"{first}\"\r\nb,B,scheduled,c,1,\"{second}\"\r\n"
            ),
        )
}

/// All of a list rides if all that it names comes home; a section of V1 has one term.
#[test]
fn a_list_rides() {
    let (or, v1) = (format("oneroster-1.2"), format("sds-v1"));
    let of = |package: &Memory| cell::texts(or, package, "classes.csv", "termSourcedIds");
    assert_eq!(of(&back(or, v1, &with_terms("t1,t2", "t2"))), ["t1,t2", "t2"]);
    assert_eq!(of(&back(or, v1, &with_terms("t1,t2", "t1"))), ["t1", "t1"]);
}

/// What refers to an id is spelt as that is at home, and needs no column of its own.
#[test]
fn references_to_ids_that_ride_do_not() {
    let (v1, or) = (format("sds-v1"), format("oneroster-1.2"));
    let people = "SIS ID,School SIS ID,Username,First Name,Last Name";
    let home = Memory::new()
        .file("School.csv", "SIS ID,Name\r\nN 1,North\r\n")
        .file("Section.csv", "SIS ID,School SIS ID,Section Name\r\nS 1,N 1,Maths\r\n")
        .file("Student.csv", format!("{people}\r\nP 1,N 1,ada,Ada,Adams\r\n"))
        .file("Teacher.csv", format!("{people}\r\nT 1,N 1,tove,Tove,Tamm\r\n"))
        .file("StudentEnrollment.csv", "Section SIS ID,SIS ID\r\nS 1,P 1\r\n")
        .file("TeacherRoster.csv", "Section SIS ID,SIS ID\r\nS 1,T 1\r\n");
    let there = across(v1, or, &home, Carry::Embed);
    assert_eq!(added(or, &there, "orgs.csv"), ["metadata.sds-v1.SIS ID"]);
    assert_eq!(added(or, &there, "classes.csv"), ["metadata.sds-v1.SIS ID"]);
    let of_users = ["metadata.sds-v1.SIS ID", "metadata.sds-v1.Teacher.SIS ID"];
    assert_eq!(added(or, &there, "users.csv"), of_users);
    for file in ["roles.csv", "enrollments.csv"] {
        assert_eq!(added(or, &there, file), [""; 0], "{file}");
    }
}

/// Files that no roster has ride between versions.
#[test]
fn what_a_result_says_rides() {
    let (new, old) = (format("oneroster-1.2"), format("oneroster-1.1"));
    let of = |package: &Memory| cell::texts(new, package, "results.csv", "textScore");
    let home = sample("oneroster-1.2");
    assert_eq!(of(&back(new, old, &home)), ["very good", "", "B"]);
}

/// A school of V1 in OneRoster, with a cell that someone wrote into a column of V1's.
fn with_cell(header: &str, cell: &str) -> Memory {
    let rows = format!("1,North,school,{cell}\r\n2,South,school,\r\n");
    Memory::new()
        .file("orgs.csv", format!("sourcedId,name,type,metadata.sds-v1.{header}\r\n{rows}"))
        .file(
            "users.csv",
            format!(
                "sourcedId,enabledUser,username,givenName,familyName,metadata.sds-v1.{header}\r\n\
                 p,true,ada,Ada,Adams,{cell}\r\n"
            ),
        )
        .file(
            "roles.csv",
            "sourcedId,userSourcedId,roleType,role,orgSourcedId\r\nr,p,primary,student,1\r\n",
        )
}

/// Nor does one come home that someone put there.
#[test]
fn no_secret_arrives() {
    let of = |header: &str| {
        let home = across(
            format("oneroster-1.2"),
            format("sds-v1"),
            &with_cell(header, "x"),
            Carry::Nothing,
        );
        cell::texts(format("sds-v1"), &home, "Student.csv", header).concat()
    };
    assert_eq!((of("State ID"), of("Password")), ("x".into(), String::new()));
}

/// An id comes home if it says one, and no other record has it.
#[test]
fn no_two_records_become_one() {
    let of = |cell: &str| {
        let abroad = with_cell("SIS ID", cell);
        let home = across(format("oneroster-1.2"), format("sds-v1"), &abroad, Carry::Nothing);
        cell::texts(format("sds-v1"), &home, "School.csv", "SIS ID")
    };
    assert_eq!(of("~1~13"), ["3", "2"]);
    assert_eq!(of("~1~12"), ["1", "2"]);
    assert_eq!(of("~1~1"), ["1", "2"]);
}

/// Nor does a cell that comes home as it is, since home would refuse what the other format says.
#[test]
fn what_comes_by_itself_does_not_ride() {
    let (or, v1) = (format("oneroster-1.1"), format("sds-v1"));
    let home = Memory::new()
        .file("orgs.csv", "sourcedId,name,type\r\n1,North,school\r\n")
        .file(
            "users.csv",
            "sourcedId,enabledUser,orgSourcedIds,role,username,givenName,familyName,\
             metadata.sds-v1.Gender\r\np,true,1,student,ada,Ada,Adams,unsaid\r\n",
        )
        .file("demographics.csv", "sourcedId,birthDate,sex\r\np,2012-05-07,\r\n");
    let there = across(or, v1, &home, Carry::Embed);
    assert_eq!(cell::texts(v1, &there, "Student.csv", "Gender"), ["unsaid"]);
    assert_eq!(added(v1, &there, "Student.csv"), ["oneroster-1.1..metadata.sds-v1.Gender"]);
}

/// Ids that do not ride are carried beside the package, those that do are not.
#[test]
fn an_id_that_does_not_ride_is_carried() {
    let (v1, or) = (format("sds-v1"), format("oneroster-1.2"));
    let people = "SIS ID,School SIS ID,Username,First Name,Last Name";
    let home = Memory::new()
        .file("School.csv", "SIS ID,Name\r\nN 1,North\r\n")
        .file(
            "Section.csv",
            "SIS ID,School SIS ID,Section Name,Term SIS ID,Term Name\r\nS,N 1,Maths,T 1,Autumn\r\n",
        )
        .file("Student.csv", format!("{people}\r\n"))
        .file("Teacher.csv", format!("{people}\r\n"))
        .file("StudentEnrollment.csv", "Section SIS ID,SIS ID\r\n")
        .file("TeacherRoster.csv", "Section SIS ID,SIS ID\r\n");
    let there = convert(v1, or, &home, None, Carry::Embed, &Options::default());
    assert_eq!(there.ledger.respelt, [("academicSessions.csv".into(), 1)]);
}
