//! What OneRoster says to other formats, and what its versions share.

mod common;

use common::cell;
use roster_core::{Format, Memory};
use roster_mapping::{Options, cross, formats, words};

fn format(id: &str) -> &'static Format {
    formats().into_iter().find(|format| format.id == id).expect("a format")
}
fn across(from: &str, to: &str, home: &Memory) -> Memory {
    cross(format(from), format(to), home, &Options::default()).package
}
/// Some columns of a file there, row by row.
fn rows(to: &str, there: &Memory, file: &str, headers: &[&str]) -> Vec<String> {
    let columns = headers.iter().map(|of| cell::texts(format(to), there, file, of));
    let columns: Vec<Vec<String>> = columns.collect();
    let row = |row: usize| columns.iter().map(|of| &*of[row]).collect::<Vec<_>>().join("|");
    (0..columns[0].len()).map(row).collect()
}

const ORGS: &str = "sourcedId,name,type\r\n1,North,school\r\n2,All,district\r\n";
const USERS: &str = "sourcedId,enabledUser,username,givenName,familyName";
const ROLES: &str = "sourcedId,userSourcedId,roleType,role,orgSourcedId";

/// A package of 1.2 with one student, of whom more is said.
fn student(headers: &str, more: &str) -> Memory {
    Memory::new()
        .file("orgs.csv", ORGS)
        .file("users.csv", format!("{USERS}{headers}\r\ns,true,ada,Ada,Adams{more}\r\n"))
        .file("roles.csv", format!("{ROLES}\r\nr,s,primary,student,1\r\n"))
}

/// It is one of a user's ids, and stands in a column of its own elsewhere.
#[test]
fn the_id_of_a_state_is_an_id_of_the_user() {
    let home = student(",userIds", ",\"{LDAP:a},{StateID:TX7},{LDAP:b}\"");
    let there = across("oneroster-1.2", "sds-v1", &home);
    assert_eq!(rows("sds-v1", &there, "Student.csv", &["SIS ID", "State ID"]), ["s|TX7"]);
    let back = across("sds-v1", "oneroster-1.2", &there);
    assert_eq!(rows("oneroster-1.2", &back, "users.csv", &["userIds"]), ["{StateID:TX7}"]);
    let other = across("oneroster-1.2", "oneroster-1.1", &home);
    let ids = "{LDAP:a},{LDAP:b},{StateID:TX7}";
    assert_eq!(rows("oneroster-1.1", &other, "users.csv", &["userIds"]), [ids]);
}

/// Flags ride in a column of metadata, wherever that stands.
#[test]
fn flags_of_users_are_rows_elsewhere() {
    let home = student(",metadata.house,metadata.microsoft.userFlags", ",owl,\"ell, iep\"");
    let there = across("oneroster-1.2", "sds-v2.1", &home);
    let flags = rows("sds-v2.1", &there, "userFlags.csv", &["userSourcedId", "flag"]);
    assert_eq!(flags, ["s|ELL", "s|IEP"]);
}

/// What stands for a term or a course that another format has none of is none here either; what only
/// looks like it is what it says.
#[test]
fn what_was_made_up_is_nothing_elsewhere() {
    let session =
        |id: &str, title: &str| format!("{id},{title},term,2026-08-01,2027-06-30,2027\r\n");
    let sessions = |rows: &str| {
        let home = Memory::new().file("orgs.csv", ORGS).file(
            "academicSessions.csv",
            format!("sourcedId,title,type,startDate,endDate,schoolYear\r\n{rows}"),
        );
        let there = across("oneroster-1.2", "sds-v2.1", &home);
        rows_of(&there, "academicSessions.csv")
    };
    fn rows_of(there: &Memory, file: &str) -> Vec<String> {
        rows("sds-v2.1", there, file, &["sourcedId"])
    }
    assert_eq!(sessions(&session("unknown-term", "Unknown term")), [""; 0]);
    assert_eq!(sessions(&session("unknown-term", "Spring")), ["unknown-term"]);
    assert_eq!(sessions(&session("t", "Unknown term")), ["t"]);

    // a class that no course is said of crosses with one of its own, and back
    let home = Memory::new()
        .file("School.csv", "SIS ID,Name\r\n1,North\r\n")
        .file("Section.csv", "SIS ID,School SIS ID,Section Name\r\nA,1,Maths\r\n");
    let there = across("sds-v1", "oneroster-1.2", &home);
    let id = rows("oneroster-1.2", &there, "courses.csv", &["sourcedId"]).concat();
    let courses = |edit: [&str; 2]| {
        let mut there = there.clone();
        let bytes = there.get_mut("courses.csv").expect("there");
        let text = String::from_utf8(bytes.clone()).expect("text");
        assert!(text.contains(edit[0]), "{text}");
        *bytes = text.replacen(edit[0], edit[1], 1).into_bytes();
        rows(
            "sds-v2.1",
            &across("oneroster-1.2", "sds-v2.1", &there),
            "courses.csv",
            &["title", "code"],
        )
    };
    let title = rows("oneroster-1.2", &there, "courses.csv", &["title"]).concat();
    assert_eq!(courses([&title, &title]), [""; 0]);
    assert_eq!(courses([&title, "Algebra"]), ["Algebra|"]);
    let school = rows("oneroster-1.2", &there, "courses.csv", &["courseCode"]).concat();
    assert_eq!((school, id.is_empty()), (String::new(), false));
    let coded = [&*format!(",{title},,"), &*format!(",{title},M1,")];
    assert_eq!(courses(coded), [format!("{title}|M1")]);
}

/// Nor does it cross between versions where no class is left that is in it.
#[test]
fn a_term_that_was_made_up_stays_behind() {
    let sessions = |title: &str| {
        let home = Memory::new().file("orgs.csv", ORGS).file(
            "academicSessions.csv",
            format!(
                "sourcedId,title,type,startDate,endDate,schoolYear\r\n\
                 unknown-term,{title},schoolYear,2026-08-01,2027-06-30,2027\r\n"
            ),
        );
        let there = across("oneroster-1.1", "oneroster-1.2", &home);
        rows("oneroster-1.2", &there, "academicSessions.csv", &["title"])
    };
    assert_eq!(sessions("Spring"), ["Spring"]);
    assert_eq!(sessions("Unknown term"), [""; 0]);
}

/// 1.1 has one word for administrators; what they administer tells which of 1.2 is meant.
#[test]
fn administrators_are_told_by_their_org() {
    let home = Memory::new().file("orgs.csv", format!("{ORGS}3,Arts,department\r\n")).file(
        "users.csv",
        "sourcedId,enabledUser,orgSourcedIds,role,username,givenName,familyName\r\n\
         a,true,1,administrator,a,A,A\r\nb,true,2,administrator,b,B,B\r\n\
         c,true,3,administrator,c,C,C\r\n",
    );
    let there = across("oneroster-1.1", "oneroster-1.2", &home);
    assert_eq!(
        rows("oneroster-1.2", &there, "roles.csv", &["userSourcedId", "role"]),
        ["a|siteAdministrator", "b|districtAdministrator", "c|siteAdministrator"]
    );
}

/// In a delta, what became of a user became of the user's roles, which 1.1 says with the user.
#[test]
fn roles_of_changed_users_have_changed() {
    let there = |manifest: &str, status: &str| {
        let mut home = Memory::new();
        if !manifest.is_empty() {
            let properties =
                "propertyName,value\r\nmanifest.version,1.0\r\noneroster.version,1.1\r\n";
            home = home.file("manifest.csv", format!("{properties}file.users,{manifest}\r\n"));
        }
        let home = home.file("orgs.csv", ORGS).file(
            "users.csv",
            format!(
                "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,\
                 givenName,familyName\r\ns,{status},true,1,student,ada,Ada,Adams\r\n"
            ),
        );
        let there = across("oneroster-1.1", "oneroster-1.2", &home);
        let of = ["status", "dateLastModified"];
        ["users.csv", "roles.csv"].map(|file| rows("oneroster-1.2", &there, file, &of).concat())
    };
    let changed = "active,2026-10-01T00:00:00.000Z";
    let said = changed.replace(',', "|");
    assert_eq!(there("delta", changed), [&*said, &*said]);
    assert_eq!(there("bulk", changed), ["|", "|"]);
    // without a word of the manifest, the first row tells
    assert_eq!(there("", changed), [&*said, &*said]);
    // and then all must say when it was
    assert_eq!(there("", "active,"), ["", ""]);
    assert_eq!(there("", ","), ["|", "|"]);
}

/// So many rows that a finding does not list them all, nor a few rounds of it.
const MANY: usize = 500;

/// Rows that do not say when they changed are none where all must, however many there are.
#[test]
fn rows_that_do_not_say_when_stay_at_home() {
    let user = |n: usize| {
        let life = if n == 0 { "active,2026-10-01T00:00:00.000Z" } else { "," };
        format!("u{n},{life},true,1,student,u{n},A,B\r\n")
    };
    let users: String = (0..MANY).map(user).collect();
    let home = Memory::new().file("orgs.csv", ORGS).file(
        "users.csv",
        format!(
            "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,givenName,\
             familyName\r\n{users}"
        ),
    );
    let there = across("oneroster-1.1", "oneroster-1.2", &home);
    assert_eq!(rows("oneroster-1.2", &there, "users.csv", &["sourcedId"]), ["u0"]);
}

/// 1.1 has no aides in classes, however many there are elsewhere; the others stay in them.
#[test]
fn aides_are_in_no_class_of_1_1() {
    let all = |row: fn(usize, &str) -> String| {
        let role = |n: usize| if n == 7 { "teacher" } else { "aide" };
        (0..MANY).map(|n| row(n, role(n))).collect::<String>()
    };
    let home = Memory::new()
        .file("orgs.csv", ORGS)
        .file(
            "academicSessions.csv",
            "sourcedId,title,type,startDate,endDate,schoolYear\r\n\
             t,T,term,2026-08-01,2027-06-30,2027\r\n",
        )
        .file("courses.csv", "sourcedId,title,orgSourcedId\r\nc,C,1\r\n")
        .file(
            "classes.csv",
            "sourcedId,title,classType,courseSourcedId,schoolSourcedId,termSourcedIds\r\n\
             k,K,scheduled,c,1,t\r\n",
        )
        .file("users.csv", format!("{USERS}\r\n{}", all(|n, _| format!("u{n},true,u{n},A,B\r\n"))))
        .file(
            "roles.csv",
            format!("{ROLES}\r\n{}", all(|n, role| format!("r{n},u{n},primary,{role},1\r\n"))),
        )
        .file(
            "enrollments.csv",
            format!(
                "sourcedId,classSourcedId,schoolSourcedId,userSourcedId,role\r\n{}",
                all(|n, role| format!("e{n},k,1,u{n},{role}\r\n"))
            ),
        );
    let there = across("oneroster-1.2", "oneroster-1.1", &home);
    let enrolled = ["userSourcedId", "role"];
    assert_eq!(rows("oneroster-1.1", &there, "enrollments.csv", &enrolled), ["u7|teacher"]);
    assert_eq!(rows("oneroster-1.1", &there, "users.csv", &["sourcedId"]).len(), MANY);
    assert_eq!(common::errors(format("oneroster-1.1"), &there, "1edtech"), [""; 0]);
}

/// What is wrong in one row is right in another that says the same there.
#[test]
fn a_line_item_whose_bounds_are_reversed_stays_at_home_alone() {
    let mut home = common::sample("oneroster-1.2");
    let items = home.get_mut("lineItems.csv").expect("there");
    let text = String::from_utf8(items.clone()).expect("text");
    assert!(text.contains(",0,10,") && text.contains(",0,100,"), "{text}");
    *items = text.replace(",0,10,", ",0,-10,").into_bytes();
    let there = across("oneroster-1.2", "oneroster-1.1", &home);
    let bounds =
        rows("oneroster-1.1", &there, "lineItems.csv", &["resultValueMin", "resultValueMax"]);
    assert_eq!(bounds, ["0|100"]);
}

/// Records that are to be deleted are none to formats that name all there is.
#[test]
fn who_is_to_be_deleted_is_not_there() {
    let home = Memory::new()
        .file("orgs.csv", ORGS)
        .file(
            "users.csv",
            "sourcedId,status,dateLastModified,enabledUser,username,givenName,familyName\r\n\
             s,active,2026-10-01T00:00:00.000Z,true,ada,Ada,Adams\r\n\
             t,tobedeleted,2026-10-01T00:00:00.000Z,true,bo,Bo,Bose\r\n",
        )
        .file(
            "roles.csv",
            format!("{ROLES}\r\nr,s,primary,student,1\r\nq,t,primary,student,1\r\n"),
        );
    let of = |to: &str, file: &str, header: &str| {
        rows(to, &across("oneroster-1.2", to, &home), file, &[header])
    };
    assert_eq!(of("sds-v1", "Student.csv", "SIS ID"), ["s"]);
    assert_eq!(of("oneroster-1.1", "users.csv", "sourcedId"), ["s", "t"]);
}

/// What V2.1 calls otherwise.
#[test]
fn roles_of_v2_1_have_the_words_of_1_2() {
    let role = |role: &str, primary: &str| {
        let home = Memory::new()
            .file("orgs.csv", "sourcedId,name,type\r\n1,North,school\r\n")
            .file("users.csv", "sourcedId,username,givenName,familyName\r\np,p,Ada,Adams\r\n")
            .file(
                "roles.csv",
                format!("userSourcedId,orgSourcedId,role,isPrimary\r\np,1,{role},{primary}\r\n"),
            );
        let there = across("sds-v2.1", "oneroster-1.2", &home);
        rows("oneroster-1.2", &there, "roles.csv", &["role", "roleType"]).concat()
    };
    assert_eq!(role("paraprofessional", "true"), "aide|primary");
    assert_eq!(role("aid", "FALSE"), "aide|secondary");
    assert_eq!(role("administrator", "true"), "siteAdministrator|primary");
}

/// 1.1 has one role for each: the primary one, wherever it stands.
#[test]
fn the_primary_role_is_the_one() {
    let role = |[first, second]: [&str; 2]| {
        let home = Memory::new()
            .file("orgs.csv", "sourcedId,name,type\r\n1,North,school\r\n")
            .file("users.csv", "sourcedId,username,givenName,familyName\r\np,p,Ada,Adams\r\n")
            .file(
                "roles.csv",
                format!(
                    "userSourcedId,orgSourcedId,role,isPrimary\r\n\
                     p,1,student,{first}\r\np,1,teacher,{second}\r\n"
                ),
            );
        let there = across("sds-v2.1", "oneroster-1.1", &home);
        rows("oneroster-1.1", &there, "users.csv", &["role"]).concat()
    };
    assert_eq!(role(["true", "false"]), "student");
    assert_eq!(role(["false", "TRUE"]), "teacher");
    assert_eq!(role(["", ""]), "student");
}

/// To a child, a teacher is what else the teacher is.
#[test]
fn a_teacher_who_is_a_parent_is_a_parent_to_the_child() {
    let home = Memory::new()
        .file("orgs.csv", ORGS)
        .file(
            "users.csv",
            format!(
                "{USERS},email,agentSourcedIds\r\ns,true,ada,Ada,Adams,,t\r\n\
                 t,true,tove,Tove,Adams,tove@example.org,\r\n"
            ),
        )
        .file(
            "roles.csv",
            format!(
                "{ROLES}\r\nr,s,primary,student,1\r\nq,t,primary,teacher,1\r\n\
                 p,t,secondary,parent,1\r\n"
            ),
        );
    let there = across("oneroster-1.2", "sds-v1", &home);
    let said = rows("sds-v1", &there, "guardianrelationship.csv", &["SIS ID", "Email", "Role"]);
    assert_eq!(said, ["s|tove@example.org|Parent"]);
}

/// Words for yes and no cross however they are written.
#[test]
fn words_in_capitals_are_words() {
    for (written, said) in [("TRUE", "true"), ("False", "false"), ("FALSE", "false")] {
        let home = Memory::new()
            .file("orgs.csv", ORGS)
            .file("users.csv", format!("{USERS}\r\ns,{written},ada,Ada,Adams\r\n"))
            .file("roles.csv", format!("{ROLES}\r\nr,s,primary,student,1\r\n"));
        let there = across("oneroster-1.2", "oneroster-1.1", &home);
        assert_eq!(
            rows("oneroster-1.1", &there, "users.csv", &["enabledUser"]),
            [said],
            "{written}"
        );
    }
}

#[test]
fn lists_have_no_blanks() {
    for (text, list) in
        [("a,b", "a,b"), ("a, b", "a,b"), (" a", "a"), ("a,,b", "a,b"), (",", ""), ("", "")]
    {
        assert_eq!((words::LIST.to)(text), list, "{text:?}");
    }
}
