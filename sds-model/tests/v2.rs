//! What a check says of V2 and V2.1 packages beyond what holds for V1 too.

use roster_core::{FileAt, Format, Memory, Options, Profile, Source, check, recognise};
use sds_model::{FORMATS, consumer, v2, v2p1};

const ORGS: &str =
    "sourcedId,name,type,parentSourcedId\r\n1,District,district,\r\n2,School,School,1\r\n";
const USERS: &str = "sourcedId,username\r\np,pat\r\nt,tia\r\n";
const ROLES: &str = "userSourcedId,orgSourcedId,role\r\np,2,student\r\nt,2,TEACHER\r\n";

fn v2p1_package() -> Memory {
    Memory::new().file("orgs.csv", ORGS).file("users.csv", USERS).file("roles.csv", ROLES)
}

fn shown(format: &'static Format, package: &Memory, profile: &'static Profile) -> Vec<String> {
    let mut findings = Vec::new();
    check(format, package, &Options::new().profile(profile).no_lints(), &mut findings);
    let show = |finding: &roster_core::Finding| {
        let file = match finding.place.file {
            FileAt::Present(file) => package.name(file),
            FileAt::Absent(table) => table.file,
            _ => "?",
        };
        let line = finding.place.line.map_or(String::new(), |line| format!(":{line}"));
        format!("{} {} {file}{line}", finding.rule.name, finding.severity)
    };
    findings.iter().map(show).collect()
}

#[test]
fn three_files_are_a_package() {
    let spec = shown(&v2p1::FORMAT, &v2p1_package(), &consumer::v2p1::SPEC);
    assert_eq!(spec, [""; 0]);
    let classic = shown(&v2p1::FORMAT, &v2p1_package(), &consumer::v2p1::SDS_CLASSIC);
    assert!(classic.contains(&"no-class-files error classes.csv".into()), "{classic:?}");
    assert!(classic.contains(&"absent-header error users.csv:1".into()), "{classic:?}");
}

#[test]
fn classes_and_enrollments_come_together() {
    let package = v2p1_package().file("classes.csv", "sourcedId,orgSourcedId,title\r\nc,2,Art\r\n");
    let spec = shown(&v2p1::FORMAT, &package, &consumer::v2p1::SPEC);
    assert_eq!(spec, ["incomplete-set error enrollments.csv"]);
}

#[test]
fn a_session_that_is_referred_to_must_be_there() {
    let roles =
        "userSourcedId,orgSourcedId,role,sessionSourcedId\r\np,2,student,y\r\nt,2,teacher,y\r\n";
    let mut package = v2p1_package();
    *package.get_mut("roles.csv").expect("there") = roles.into();
    let spec = || &consumer::v2p1::SPEC;
    assert_eq!(shown(&v2p1::FORMAT, &package, spec()), ["referred-file-missing error roles.csv:2"]);
    let sessions = "sourcedId,title,type,schoolYear,startDate,endDate\r\n\
                    y,Year,schoolYear,2027,2026-08-31,2027-06-18\r\n";
    let complete = package.file("academicSessions.csv", sessions);
    assert_eq!(shown(&v2p1::FORMAT, &complete, spec()), [""; 0]);
}

#[test]
fn a_role_may_be_held_in_two_sessions_but_not_twice_in_one() {
    let with = |rows: &str| {
        let roles = "userSourcedId,orgSourcedId,role,grade\r\n".to_owned() + rows;
        let mut package = v2p1_package();
        *package.get_mut("roles.csv").expect("there") = roles.into();
        shown(&v2p1::FORMAT, &package, &consumer::v2p1::SPEC)
    };
    assert_eq!(with("p,2,student,01\r\np,2,student,02\r\n"), ["duplicate-key error roles.csv:3"]);
    assert_eq!(with("p,2,student,1\r\np,2,coach,\r\n"), [""; 0]);
}

#[test]
fn an_unknown_code_costs_the_record_only_where_it_is_required() {
    let mut package = v2p1_package();
    *package.get_mut("roles.csv").expect("there") =
        "userSourcedId,orgSourcedId,role,grade\r\np,2,pupil,\r\nt,2,teacher,ninth\r\n".into();
    assert_eq!(
        shown(&v2p1::FORMAT, &package, &consumer::v2p1::SPEC),
        ["unknown-word error roles.csv:2", "unknown-word warning roles.csv:3",]
    );
}

#[test]
fn each_item_of_a_list_is_a_reference() {
    let users = "sourcedId,orgSourcedIds,username,role,givenName,familyName,password,grade\r\n\
                 p,\"1, 2\",pat,Student,,,,\r\nt,\"2,3,4\",tia,Teacher,,,,\r\n";
    let package = Memory::new()
        .file("orgs.csv", ORGS)
        .file("users.csv", users)
        .file("classes.csv", "sourcedId,orgSourcedId,title\r\nc,2,Art\r\n")
        .file("enrollments.csv", "classSourcedId,userSourcedId,role\r\nc,p,Student\r\n");
    assert_eq!(
        shown(&v2::FORMAT, &package, &consumer::v2::SPEC),
        [
            "list-space info users.csv:2",
            "dangling-reference error users.csv:3",
            "dangling-reference error users.csv:3",
        ]
    );
    assert_eq!(recognise(FORMATS, &package).expect("known").id, "sds-v2");
    assert_eq!(recognise(FORMATS, &v2p1_package()).expect("known").id, "sds-v2.1");
}
