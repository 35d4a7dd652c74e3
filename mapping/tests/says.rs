//! What records say in another format, where no law asks for it: what the other format does not say
//! is carried, so that a package comes home whatever was made of it abroad.

mod common;

use common::cell;
use roster_core::{FileAt, Format, Memory, Source};
use roster_mapping::{Carry, Crossed, Options, convert, cross, feed::Feed, formats, ids::Renames};

fn format(id: &str) -> &'static Format {
    formats().into_iter().find(|format| format.id == id).expect("a format")
}

fn across(from: &str, to: &str, home: &Memory) -> Crossed {
    cross(format(from), format(to), home, &Options::default())
}

/// The cells of a column there.
fn said(from: &str, to: &str, home: &Memory, file: &str, header: &str) -> Vec<String> {
    cell::texts(format(to), &across(from, to, home).package, file, header)
}

const PEOPLE: &str = "SIS ID,School SIS ID,Username,First Name,Last Name";

/// A package of V1 with one school and no people.
fn v1(section: &str) -> Memory {
    Memory::new()
        .file("School.csv", "SIS ID,Name\r\n1,North\r\n")
        .file("Section.csv", section)
        .file("Student.csv", format!("{PEOPLE}\r\n"))
        .file("Teacher.csv", format!("{PEOPLE}\r\n"))
        .file("StudentEnrollment.csv", "Section SIS ID,SIS ID\r\n")
        .file("TeacherRoster.csv", "Section SIS ID,SIS ID\r\n")
}

/// Nor is one without an id whose name is too long to make one of.
#[test]
fn a_contact_in_a_row_without_a_student_is_nobody_s() {
    let students = format!(
        "School_id,Student_id,First_name,Last_name,Contact_name,Contact_sis_id\r\n\
         1,A,Ada,Adams,Bea Adams,B\r\n1,,Cy,Coe,Dee Coe,D\r\n1,A,Ada,Adams,{},\r\n",
        "Eve ".repeat(300)
    );
    let home = Memory::new()
        .file("schools.csv", "School_id,School_name\r\n1,North\r\n")
        .file("students.csv", students)
        .file("teachers.csv", "School_id,Teacher_id,First_name,Last_name\r\n")
        .file("sections.csv", "School_id,Section_id,Teacher_id\r\n")
        .file("enrollments.csv", "School_id,Section_id,Student_id\r\n");
    let users = said("clever", "oneroster-1.2", &home, "users.csv", "sourcedId");
    assert_eq!(users, ["A", "B"]);
}

/// In V2.1 the grade is the role's; a teacher's grades are those that she teaches.
#[test]
fn a_student_s_role_has_the_first_grade_and_a_teacher_s_none() {
    let home = Memory::new()
        .file("orgs.csv", "sourcedId,name,type\r\n1,North,school\r\n")
        .file(
            "users.csv",
            "sourcedId,enabledUser,username,givenName,familyName,grades\r\n\
             s,true,s,Ada,Adams,\"09,10\"\r\nt,true,t,Tove,Tamm,\"09,10\"\r\n",
        )
        .file(
            "roles.csv",
            "sourcedId,userSourcedId,roleType,role,orgSourcedId\r\n\
             rs,s,primary,student,1\r\nrt,t,primary,teacher,1\r\n",
        );
    let of = |header| said("oneroster-1.2", "sds-v2.1", &home, "roles.csv", header);
    assert_eq!(of("role"), ["student", "teacher"]);
    assert_eq!(of("grade"), ["09", ""]);
}

#[test]
fn a_course_without_an_org_is_of_the_school_that_teaches_it() {
    let reference = |id: &str| format!("{{\"sourcedId\":\"{id}\"}}");
    let class = format!(
        "{{\"sourcedId\":\"k\",\"title\":\"Maths 1\",\"course\":{},\"school\":{}}}",
        reference("c"),
        reference("1")
    );
    let home = Memory::new()
        .file("orgs.json", r#"{"orgs":[{"sourcedId":"1","name":"North","type":"school"}]}"#)
        .file("courses.json", r#"{"courses":[{"sourcedId":"c","title":"Maths"}]}"#)
        .file("classes.json", format!("{{\"classes\":[{class}]}}"));
    let orgs = said("oneroster-1.2-json", "oneroster-1.2", &home, "courses.csv", "orgSourcedId");
    assert_eq!(orgs, ["1"]);
}

/// Sections may say their term's name and dates, and not which term it is.
#[test]
fn terms_without_ids_are_the_sections_own() {
    let home = v1("SIS ID,School SIS ID,Section Name,Term Name,Term StartDate,Term EndDate\r\n\
                   A,1,Maths,Autumn,2026-08-01,2026-12-31\r\nB,1,Music,Autumn,2026-08-15,2026-12-31\r\n");
    let of = |file, header| said("sds-v1", "oneroster-1.2", &home, file, header);
    let terms = of("academicSessions.csv", "sourcedId");
    assert_eq!(of("classes.csv", "termSourcedIds"), terms);
    assert_eq!(of("academicSessions.csv", "startDate"), ["2026-08-01", "2026-08-15"]);
}

/// Someone who is in two files is one person, of whom each file says what it has columns for.
#[test]
fn a_student_who_teaches_is_what_both_files_say() {
    let mut home = v1("SIS ID,School SIS ID,Section Name\r\n");
    home.remove("Student.csv");
    home.remove("Teacher.csv");
    let person = "7,1,ann,Ann,Lee";
    let home = home
        .file("Student.csv", format!("{PEOPLE},Grade\r\n{person},9\r\n"))
        .file("Teacher.csv", format!("{PEOPLE},Teacher Number\r\n{person},T7\r\n"));
    let of = |header| said("sds-v1", "oneroster-1.2", &home, "users.csv", header);
    assert_eq!((of("grades"), of("identifier")), (vec!["09".into()], vec!["T7".into()]));
}

#[test]
fn whether_ids_are_spelt_otherwise_is_told() {
    let [plain, spaced] = ["A", "A 1"]
        .map(|id| v1(&format!("SIS ID,School SIS ID,Section Name\r\n{id},1,Maths\r\n")))
        .map(|home| across("sds-v1", "oneroster-1.2", &home).abroad);
    assert!(plain.is_empty() && !spaced.is_empty());
    assert_eq!(spaced.iter().filter(|(file, ..)| *file == "classes.csv").count(), 1);
}

/// The first row of an id says what the record is, whoever repeated it abroad.
#[test]
fn an_id_that_is_there_twice_abroad_is_there_once_at_home() {
    let (a, b) = (format("sds-v1"), format("oneroster-1.2"));
    let home = v1("SIS ID,School SIS ID,Section Name\r\nA,1,Maths\r\n");
    let there = convert(a, b, &home, None, Carry::Sidecar, &Options::default());
    let mut abroad = there.package;
    let orgs = abroad.get_mut("orgs.csv").expect("there");
    let text = String::from_utf8(orgs.clone()).expect("text");
    let north = text.lines().find(|line| line.starts_with("1,")).expect("the school");
    *orgs = format!("{text}{}\r\n", north.replace("North", "South")).into();
    let back = convert(b, a, &abroad, there.sidecar.as_ref(), Carry::Sidecar, &Options::default());
    assert_eq!(cell::texts(a, &back.package, "School.csv", "Name"), ["North"]);
}

/// Two ids that are spelt alike where only few letters are allowed stay two.
#[test]
fn ids_that_would_become_one_are_kept_apart() {
    let home = v1("SIS ID,School SIS ID,Section Name\r\nA 1,1,Maths\r\nA_x0020_1,1,Music\r\n");
    let of = |header| said("sds-v1", "oneroster-1.2", &home, "classes.csv", header);
    assert_eq!(of("title"), ["Maths", "Music"]);
    assert_eq!(of("sourcedId"), ["_x_1", "A_x0020_1"]);
}

/// A person with this role in OneRoster 1.2.
fn with_role(role: &str) -> Memory {
    Memory::new()
        .file("orgs.csv", "sourcedId,name,type\r\n1,North,school\r\n")
        .file(
            "users.csv",
            "sourcedId,enabledUser,username,givenName,familyName\r\np,true,p,Ada,Adams\r\n",
        )
        .file(
            "roles.csv",
            format!(
                "sourcedId,userSourcedId,roleType,role,orgSourcedId\r\nr,p,primary,{role},1\r\n"
            ),
        )
}

/// OneRoster 1.1 has fewer words for what someone is; who is not clearly more is an aide.
#[test]
fn roles_become_the_nearest_of_1_1() {
    for (role, nearest) in [
        ("student", "student"),
        ("teacher", "teacher"),
        ("parent", "parent"),
        ("guardian", "guardian"),
        ("relative", "relative"),
        ("proctor", "proctor"),
        ("aide", "aide"),
        ("counselor", "aide"),
        ("principal", "administrator"),
        ("administrator", "administrator"),
        ("siteAdministrator", "administrator"),
        ("districtAdministrator", "administrator"),
        ("systemAdministrator", "administrator"),
    ] {
        let roles = said("oneroster-1.2", "oneroster-1.1", &with_role(role), "users.csv", "role");
        assert_eq!(roles, [nearest], "{role}");
    }
    let home = Memory::new()
        .file("orgs.csv", "sourcedId,name,type\r\n1,North,school\r\n")
        .file("users.csv", "sourcedId,username,givenName,familyName\r\np,p,Ada,Adams\r\n")
        .file("roles.csv", "userSourcedId,orgSourcedId,role\r\np,1,administrator\r\n");
    let roles = said("sds-v2.1", "oneroster-1.1", &home, "users.csv", "role");
    assert_eq!(roles, ["administrator"]);
}

/// What became of a record is said where only changes are, in files of the gradebook too.
#[test]
fn the_status_of_results_crosses_in_a_delta() {
    for (mode, expected) in [("delta", "active"), ("bulk", "")] {
        let mut home = common::sample("oneroster-1.2");
        let edit = |bytes: &mut Vec<u8>, from: &str, to: &str| {
            let text = String::from_utf8(bytes.clone()).expect("text");
            assert!(text.contains(from), "{from}");
            *bytes = text.replacen(from, to, 1).into();
        };
        let manifest = home.get_mut("manifest.csv").expect("there");
        edit(manifest, "file.results,bulk", &format!("file.results,{mode}"));
        let results = home.get_mut("results.csv").expect("there");
        edit(results, "rst-01,,,", "rst-01,active,2026-10-01T00:00:00.000Z,");
        let status = said("oneroster-1.2", "oneroster-1.1", &home, "results.csv", "status");
        assert_eq!(status.first().map(String::as_str), Some(expected), "{mode}");
    }
}

/// Terms of which no dates are said have those of the caller's school year, on the way home too.
#[test]
fn the_school_year_is_the_caller_s() {
    let (a, b) = (format("oneroster-1.2"), format("sds-v1"));
    let options = Options::default().in_school_year("2030-08-01", "2031-07-31");
    let dates = |package: &Memory| {
        ["sourcedId", "startDate", "endDate"]
            .map(|header| cell::texts(a, package, "academicSessions.csv", header).join(" "))
    };
    let section =
        "SIS ID,School SIS ID,Section Name,Term SIS ID,Term Name\r\nA,1,Maths,T,Autumn\r\n";
    let there = cross(b, a, &v1(section), &options).package;
    assert_eq!(dates(&there), ["T", "2030-08-01", "2031-07-31"]);
    let away = convert(a, b, &there, None, Carry::Sidecar, &options);
    let mut abroad = away.package;
    let sections = abroad.get_mut("Section.csv").expect("there");
    let text = String::from_utf8(sections.clone()).expect("text");
    let new = text.lines().last().expect("a section").replace("A,", "B,").replace("T,", "U,");
    let new = new.replace("2030-08-01", "").replace("2031-07-31", "");
    *sections = format!("{text}{new}\r\n").into();
    let back = convert(b, a, &abroad, away.sidecar.as_ref(), Carry::Sidecar, &options).package;
    assert_eq!(dates(&back), ["T U", "2030-08-01 2030-08-01", "2031-07-31 2031-07-31"]);
}

/// Nothing is carried of what comes back by itself; one cell that does not is enough to tell.
#[test]
fn a_ledger_is_empty_if_all_is_said() {
    let (a, b) = (format("sds-v1"), format("oneroster-1.2"));
    let mut home = v1("SIS ID,School SIS ID,Section Name\r\n");
    home.remove("Student.csv");
    let home = home.file("Student.csv", format!("{PEOPLE},Grade\r\n7,1,ann,Ann,Lee,9\r\n"));
    let there = convert(a, b, &home, None, Carry::Nothing, &Options::default());
    let mut home = convert(b, a, &there.package, None, Carry::Nothing, &Options::default()).package;
    let ledger =
        |home: &Memory| convert(a, b, home, None, Carry::Sidecar, &Options::default()).ledger;
    let is_empty = |home: &Memory| ledger(home).is_empty();
    assert!(is_empty(&home));
    for (carried, blank, embedded) in [(1, 0, 0), (0, 1, 0), (0, 0, 1)] {
        let mut ledger = ledger(&home);
        let of = ledger.columns.last_mut().expect("a column");
        (of.carried, of.blank, of.embedded) = (carried, blank, embedded);
        assert!(!ledger.is_empty(), "{carried} {blank} {embedded}");
    }
    let students = home.get_mut("Student.csv").expect("there");
    *students = String::from_utf8(students.clone()).expect("text").replace(",09,", ",9,").into();
    assert!(!is_empty(&home));
}

/// A cell with nothing between its quotes is blank.
#[test]
fn nothing_in_quotes_is_nothing() {
    let cells = |zone: &str| {
        let mut home = v1("SIS ID,School SIS ID,Section Name\r\n");
        home.remove("School.csv");
        let home = home.file("School.csv", format!("SIS ID,Name,Zone\r\n1,North,{zone}\r\n"));
        let (a, b) = (format("sds-v1"), format("oneroster-1.2"));
        let there = convert(a, b, &home, None, Carry::Sidecar, &Options::default());
        let zone = there.ledger.columns.into_iter().find(|of| of.header == "Zone");
        zone.map_or(0, |of| of.cells)
    };
    assert_eq!(["", "\"\"", "\"B\"", "B"].map(cells), [0, 0, 1, 1]);
}

/// The two variants of V1 hand each other what neither knows.
#[test]
fn a_column_of_nobody_s_crosses_between_variants() {
    let mut home = v1("SIS ID,School SIS ID,Section Name\r\n");
    home.remove("School.csv");
    let home = home.file("School.csv", "SIS ID,Name,Mascot\r\n1,North,owl\r\n");
    let there = across("sds-v1", "sds-v1-uk", &home).package;
    let feed = Feed::read(format("sds-v1-uk"), &there);
    assert_eq!(feed.file("School.csv").extra, ["Mascot"]);
}

/// Of a student at two schools the first row says what the student is.
#[test]
fn what_a_student_is_the_first_row_says() {
    let flags = |first: &str, second: &str| {
        let mut home = v1("SIS ID,School SIS ID,Section Name\r\n");
        home.remove("School.csv");
        home.remove("Student.csv");
        let home = home.file("School.csv", "SIS ID,Name\r\n1,North\r\n2,South\r\n").file(
            "Student.csv",
            format!(
                "{PEOPLE},ELL Status\r\n7,1,ann,Ann,Lee,{first}\r\n7,2,ann,Ann,Lee,{second}\r\n"
            ),
        );
        said("sds-v1", "sds-v2.1", &home, "userFlags.csv", "userSourcedId")
    };
    assert_eq!(flags("Yes", ""), ["7"]);
    assert_eq!(flags("", "Yes"), [""; 0]);
}

/// A carried text gives way to an edit: each is lost, and they are told together.
#[test]
fn what_is_lost_is_told_and_counted() {
    let (a, b) = (format("sds-v1"), format("oneroster-1.2"));
    let mut home = v1("SIS ID,School SIS ID,Section Name\r\n");
    home.remove("Student.csv");
    let home = home
        .file("Student.csv", format!("{PEOPLE},Grade\r\n7,1,ann,Ann,Lee,9\r\n8,1,bo,Bo,Ray,9\r\n"));
    let there = convert(a, b, &home, None, Carry::Sidecar, &Options::default());
    let mut abroad = there.package;
    for file in ["users.csv", "roles.csv"] {
        let bytes = abroad.get_mut(file).expect("there");
        *bytes = String::from_utf8(bytes.clone()).expect("text").replace(",09", ",10").into();
    }
    let back = convert(b, a, &abroad, there.sidecar.as_ref(), Carry::Sidecar, &Options::default());
    assert_eq!(cell::texts(a, &back.package, "Student.csv", "Grade"), ["10", "10"]);
    assert_eq!(back.lost.len(), 2);
    let told: Vec<_> = back.findings.iter().map(|of| (of.rule.name, of.count)).collect();
    assert_eq!(told, [("edit-stands", 2)]);
}

/// What was removed abroad, and home says still, is told of the file where it was.
#[test]
fn a_removal_that_home_does_not_follow_is_told_where_it_was() {
    let (a, b) = (format("sds-v1"), format("oneroster-1.2"));
    let mut home = v1("SIS ID,School SIS ID,Section Name\r\nA,1,Maths\r\n");
    home.remove("Student.csv");
    home.remove("StudentEnrollment.csv");
    let home = home
        .file("Student.csv", format!("{PEOPLE}\r\n7,1,ann,Ann,Lee\r\n8,1,bo,Bo,Ray\r\n"))
        .file("StudentEnrollment.csv", "Section SIS ID,SIS ID\r\nA,7\r\nA,8\r\n");
    let there = convert(a, b, &home, None, Carry::Sidecar, &Options::default());
    let mut abroad = there.package;
    let roles = abroad.get_mut("roles.csv").expect("there");
    let text = String::from_utf8(roles.clone()).expect("text");
    let left = text.split_inclusive('\n').filter(|line| !line.contains(",7,"));
    *roles = left.collect::<String>().into();
    let back = convert(b, a, &abroad, there.sidecar.as_ref(), Carry::Sidecar, &Options::default());
    let told: Vec<_> = back.findings.iter().map(|of| (of.rule.name, of.place.file)).collect();
    let at = (0..abroad.len()).find(|at| abroad.name(*at) == "roles.csv").expect("there");
    assert_eq!(told, [("removal-stays-abroad", FileAt::Present(at))]);
}

/// Of rows that are written alike there is one.
#[test]
fn a_row_that_is_repeated_says_nothing_more() {
    let read = |text: &str| {
        let package = Memory::new().file("School.csv", text);
        Feed::read(format("sds-v1"), &package).file("School.csv").rows.len()
    };
    assert_eq!(read("SIS ID,Name\r\n1,North\r\n1,North\r\n"), 1);
    assert_eq!(read("SIS ID,Name\r\n1,North\r\n1,South\r\n1,North\r\n"), 2);
}

/// Ids within lists are spelt as at home, too.
#[test]
fn each_id_of_a_list_goes_home() {
    let package = Memory::new()
        .file("classes.csv", "sourcedId,termSourcedIds\r\nk,\"t,u,w\"\r\nl,u\r\n")
        .file("academicSessions.csv", "sourcedId\r\nt\r\nu\r\n");
    let mut feed = Feed::read(format("oneroster-1.2"), &package);
    let mut renames = Renames::default();
    renames.add("academicSessions.csv", "u", "u 1");
    renames.go_home(&mut feed);
    let classes = feed.file("classes.csv");
    let terms = classes.column("termSourcedIds");
    let terms: Vec<_> = classes.rows.iter().map(|row| &*row[terms]).collect();
    assert_eq!(terms, ["t,u 1,w", "u 1"]);
}

/// Of a term and a course of several sections the first says what they are; a course without an id is
/// its section's own.
#[test]
fn what_several_sections_share_is_said_by_the_first() {
    let mut home =
        v1("SIS ID,School SIS ID,Section Name,Term SIS ID,Term Name,Course SIS ID,Course Name\r\n\
         A,1,Maths,T,Autumn,C,Algebra\r\nB,1,More,T,Spring,C,Geometry\r\nD,1,Art,,,,Drawing\r\n\
         E,1,Art 2,,,,Painting\r\n");
    home.remove("Teacher.csv");
    home.remove("TeacherRoster.csv");
    let home = home
        .file("Teacher.csv", format!("{PEOPLE}\r\nt,1,tove,Tove,Tamm\r\n"))
        .file("TeacherRoster.csv", "Section SIS ID,SIS ID\r\nA,t\r\nB,t\r\nD,t\r\nE,t\r\n");
    let of = |header| said("sds-v1", "clever", &home, "sections.csv", header);
    assert_eq!(of("Term_name"), ["Autumn", "Autumn", "", ""]);
    assert_eq!(of("Course_name"), ["Algebra", "Algebra", "Drawing", "Painting"]);
}
