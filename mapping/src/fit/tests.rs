use alloc::format;

use oneroster_model::v1p2;
use sds_model::v1;

use super::*;

/// What is left of a package, of which some files say only what has changed.
fn fitted<'a>(package: &'a Memory, deltas: &[&str]) -> Feed<'a> {
    let format = match package.name(0).ends_with("ol.csv") {
        true => &v1::FORMAT,
        false => &v1p2::FORMAT,
    };
    let mut feed = Feed::read(format, package);
    for name in deltas {
        feed.file_mut(name).delta = true;
    }
    fit_all(&mut feed, &strict(format));
    feed
}
/// A column of a file, row by row.
fn column<'f>(feed: &'f Feed<'_>, file: &str, header: &str) -> Vec<&'f str> {
    let file = feed.file(file);
    file.rows.iter().map(|row| &*row[file.column(header)]).collect()
}

/// One consumer is asked where it looks at all that the others call errors.
#[test]
fn what_one_consumer_finds_need_not_be_looked_for_again() {
    let asked = crate::formats().into_iter().map(|format| {
        let (all, enough) = (strict(format), enough(&strict(format)));
        let levels = format.profiles.iter().flat_map(|profile| profile.levels);
        for rule in levels.map(|(rule, ..)| rule) {
            let is_error = [false, true].iter().any(|required| is_error(&all, rule, *required));
            let is_found = enough.iter().any(|profile| profile.level(rule) != Level::Off);
            assert!(!is_error || is_found, "{} {}", format.id, rule.name);
        }
        let ids = enough.iter().map(|profile| profile.id).collect::<Vec<_>>().join(" ");
        format!("{}: {ids} of {}", format.id, all.len())
    });
    let asked: Vec<String> = asked.collect();
    assert_eq!(
        asked,
        [
            "sds-v1: sds-classic sds of 2",
            "sds-v1-uk: sds-classic sds of 2",
            "sds-v2: sds-classic of 1",
            "sds-v2.1: sds-classic sds of 2",
            "clever: clever of 1",
            "clever-sds: sds-classic of 1",
            "oneroster-1.1: 1edtech of 2",
            "oneroster-1.2: 1edtech of 1",
            "oneroster-1.2.0: 1edtech of 1",
            "oneroster-1.1-json: 1edtech of 2",
            "oneroster-1.2-json: 1edtech of 1",
        ]
    );
}

#[test]
fn a_cell_that_no_consumer_takes_is_blank() {
    let strict = strict(&v1::FORMAT);
    let name = v1::FORMAT.table("School.csv").expect("a table").columns;
    let name = name.iter().find(|column| column.header == "Name").expect("a column");
    let fits = |text: &'static str| {
        let mut cell = Cow::Borrowed(text);
        fit(name, &mut cell, &strict);
        *cell == *text
    };
    for text in ["North", " North ", "North\tEast", ""] {
        assert!(fits(text), "{text:?}");
    }
    for text in ["a\nb", "a\rb", "a\r\nb", "a\n\nb", "\0", "a\0b", "a\0\0b", " ", "\t"] {
        assert!(!fits(text), "{text:?}");
    }
}

#[test]
fn of_rows_with_one_key_the_first_stays() {
    let package = Memory::new()
        .file("School.csv", "SIS ID,Name\r\n1,North\r\n2,South\r\n1,East\r\n3,West\r\n2,East\r\n")
        .file(
            "StudentEnrollment.csv",
            "Section SIS ID,SIS ID\r\nA,1\r\nA,2\r\nB,1\r\nA,\"1\"\r\n,1\r\n",
        )
        .file("Section.csv", "SIS ID,School SIS ID,Section Name\r\nA,1,A\r\nB,1,B\r\n")
        .file("Student.csv", "SIS ID,School SIS ID,Username\r\n1,1,a\r\n2,1,b\r\n1,2,a\r\n")
        .file(
            "user.csv",
            "Email,First Name,Last Name,Phone,SIS ID\r\n\
             bea@example.org,Bea,Adams,,\r\nBea@Example.org,Bea,Berg,,\r\n",
        );
    let feed = fitted(&package, &[]);
    assert_eq!(column(&feed, "School.csv", "Name"), ["North", "South", "West"]);
    // an address is the same in any case
    assert_eq!(column(&feed, "user.csv", "Last Name"), ["Adams"]);
    assert_eq!(column(&feed, "StudentEnrollment.csv", "SIS ID"), ["1", "2", "1"]);
    assert_eq!(column(&feed, "Student.csv", "School SIS ID"), ["1", "1", "2"]);
}

const SESSIONS: &str = "sourcedId,title,type,startDate,endDate,parentSourcedId,schoolYear\r\n";
const COURSES: &str = "sourcedId,title,orgSourcedId\r\n";
const CLASSES: &str =
    "sourcedId,title,classType,courseSourcedId,schoolSourcedId,termSourcedIds\r\n";
const ORGS: &str = "sourcedId,name,type,parentSourcedId\r\n";

/// A course without its org, its class, which stands before it, and who is in that.
#[test]
fn what_requires_what_goes_goes_too() {
    let package = Memory::new()
        .file("orgs.csv", format!("{ORGS}1,North,school,\r\n"))
        .file("academicSessions.csv", format!("{SESSIONS}t,T,term,2026-08-01,2027-06-30,,2027\r\n"))
        .file("courses.csv", format!("{COURSES}c,C,1\r\nd,D,9\r\n"))
        .file("classes.csv", format!("{CLASSES}a,A,scheduled,c,1,t\r\nb,B,scheduled,d,1,t\r\n"))
        .file(
            "enrollments.csv",
            "sourcedId,classSourcedId,schoolSourcedId,userSourcedId,role\r\n\
             ea,a,1,u,student\r\neb,b,1,u,student\r\n",
        )
        .file(
            "users.csv",
            "sourcedId,enabledUser,username,givenName,familyName\r\nu,true,u,U,U\r\n",
        )
        .file(
            "roles.csv",
            "sourcedId,userSourcedId,roleType,role,orgSourcedId\r\nr,u,primary,student,1\r\n",
        );
    let feed = fitted(&package, &[]);
    assert_eq!(column(&feed, "courses.csv", "sourcedId"), ["c"]);
    assert_eq!(column(&feed, "classes.csv", "sourcedId"), ["a"]);
    assert_eq!(column(&feed, "enrollments.csv", "sourcedId"), ["ea"]);
    assert_eq!(column(&feed, "users.csv", "sourcedId"), ["u"]);

    // users are not complete without their roles, nor enrollments without users
    let mut package = package;
    let roles = package.get_mut("roles.csv").expect("there");
    *roles = String::from_utf8(roles.clone()).expect("text").replace(",1\r", ",9\r").into_bytes();
    let feed = fitted(&package, &[]);
    for file in ["roles.csv", "users.csv", "enrollments.csv"] {
        assert_eq!(column(&feed, file, "sourcedId"), [""; 0], "{file}");
    }
    // of what changed all need not be there
    let feed = fitted(&package, &["users.csv"]);
    assert_eq!(column(&feed, "users.csv", "sourcedId"), ["u"]);
    assert_eq!(column(&feed, "enrollments.csv", "sourcedId"), ["ea"]);
}

/// Cells go that name nothing, or something else than they should, in whichever files and columns.
#[test]
fn a_reference_leads_to_what_it_should() {
    let package = Memory::new()
        .file("orgs.csv", format!("{ORGS}1,North,school,2\r\n2,All,district,9\r\n"))
        .file(
            "academicSessions.csv",
            format!(
                "{SESSIONS}t,T,term,2026-08-01,2027-06-30,y,2027\r\n\
                 u,U,term,2026-08-01,2027-06-30,z,2027\r\n\
                 y,Y,schoolYear,2026-08-01,2027-06-30,,2027\r\n"
            ),
        )
        .file("courses.csv", format!("{COURSES}c,C,2\r\n"))
        .file(
            "classes.csv",
            format!(
                "{CLASSES}a,A,scheduled,c,1,\"t,x,y\"\r\nb,B,scheduled,c,2,t\r\nd,D,scheduled,c,1,x\r\n"
            ),
        )
        .file("categories.csv", "sourcedId,title\r\nh,Homework\r\n")
        .file(
            "lineItems.csv",
            "sourcedId,title,assignDate,dueDate,classSourcedId,categorySourcedId,\
             academicSessionSourcedId,schoolSourcedId\r\n\
             l,L,2026-09-01,2026-09-08,a,h,t,1\r\nm,M,2026-09-01,2026-09-08,a,h,y,1\r\n",
        );
    let feed = fitted(&package, &[]);
    assert_eq!(column(&feed, "academicSessions.csv", "parentSourcedId"), ["y", "", ""]);
    assert_eq!(column(&feed, "orgs.csv", "parentSourcedId"), ["2", ""]);
    assert_eq!(column(&feed, "classes.csv", "termSourcedIds"), ["t,y"]);
    assert_eq!(column(&feed, "lineItems.csv", "academicSessionSourcedId"), ["t"]);
    // in one round, if no row goes
    let mut few = Memory::new();
    for name in ["orgs.csv", "academicSessions.csv"] {
        let at = (0..package.len()).find(|at| package.name(*at) == name).expect("there");
        few = few.file(name, package.read(at).expect("there"));
    }
    let feed = fitted(&few, &[]);
    assert_eq!(column(&feed, "academicSessions.csv", "parentSourcedId"), ["y", "", ""]);
    assert_eq!(column(&feed, "orgs.csv", "parentSourcedId"), ["2", ""]);
    // what has not changed is known to whoever gets a delta
    let courses = |package: &Memory, deltas: &[&str]| {
        column(&fitted(package, deltas), "courses.csv", "orgSourcedId").join(" ")
    };
    let of = |orgs: &str| {
        let package = Memory::new().file("courses.csv", format!("{COURSES}c,C,1\r\nd,D,2\r\n"));
        package.file("orgs.csv", format!("{ORGS}{orgs}"))
    };
    let one = of("1,North,school,\r\n");
    assert_eq!(courses(&one, &[]), "1");
    assert_eq!(courses(&one, &["courses.csv"]), "1");
    assert_eq!(courses(&one, &["orgs.csv"]), "1 2");
    assert_eq!(courses(&one, &["courses.csv", "orgs.csv"]), "1 2");
    assert_eq!(courses(&of(""), &["courses.csv"]), "1 2");
    assert_eq!(courses(&of(""), &[]), "");
}
