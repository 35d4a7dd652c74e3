//! Clever's formats on their way to others, and home again.

use std::{collections::BTreeSet, fs, path::Path};

use roster_core::{Format, Limit, Memory, Options, Severity, Source, check};
use roster_mapping::{
    Crossed, cross,
    feed::{Feed, Row},
};

fn format(id: &str) -> &'static Format {
    let all = [clever_model::FORMATS, oneroster_model::FORMATS, sds_model::FORMATS].concat();
    all.into_iter().find(|format| format.id == id).expect("a format")
}

fn sample(id: &str) -> Memory {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../samples").join(id);
    let entries = fs::read_dir(folder).expect("a sample");
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths.into_iter().fold(Memory::new(), |package, path| {
        let name = path.file_name().and_then(|name| name.to_str()).expect("a name").to_owned();
        package.file(name, fs::read(path).expect("a file"))
    })
}

/// A package of Clever with the files that it must have.
fn package(files: &[(&str, &str)]) -> Memory {
    let needed = [
        ("schools.csv", "School_id,School_name\n1,North\n2,South\n"),
        ("students.csv", "School_id,Student_id,First_name,Last_name\n1,A,Ada,Adams\n"),
        ("teachers.csv", "School_id,Teacher_id,First_name,Last_name\n1,T,Tove,Tamm\n"),
        ("sections.csv", "School_id,Section_id,Teacher_id,Name\n1,S,T,Sums\n"),
        ("enrollments.csv", "School_id,Section_id,Student_id\n1,S,A\n"),
    ];
    let is_given = |name: &str| files.iter().any(|(given, _)| *given == name);
    let needed = needed.iter().filter(|(name, _)| !is_given(name));
    needed.chain(files).fold(Memory::new(), |package, (name, text)| package.file(*name, *text))
}

fn across(from: &str, to: &str, package: &dyn Source) -> Memory {
    let Crossed { package, .. } = cross(format(from), format(to), package, &Default::default());
    let target = format(to);
    for profile in target.profiles {
        let options = Options::new().profile(profile).limit(Limit::NONE).no_lints();
        let mut findings = Vec::new();
        check(target, &package, &options, &mut findings);
        let errors = findings.iter().filter(|of| of.severity == Severity::Error);
        let errors: Vec<_> = errors.map(|of| (of.message(), &of.place)).collect();
        assert!(errors.is_empty(), "{from} to {to}, {}: {errors:?}", profile.id);
    }
    package
}

/// The cells of these columns, a line each row.
fn cells(id: &str, package: &Memory, file: &str, headers: &[&str]) -> Vec<String> {
    let feed = Feed::read(format(id), package);
    let file = feed.file(file);
    let columns: Vec<usize> = headers.iter().map(|header| file.column(header)).collect();
    let line = |row: &Row<'_>| columns.iter().map(|c| &*row[*c]).collect::<Vec<&str>>().join("|");
    file.rows.iter().map(line).collect()
}

/// There and back: the rows that are at home then, but for the cells of these columns.
fn comes_home(id: &str, abroad: &str, home: &Memory, stays: &[(&str, &[&str])], rows: &[&str]) {
    let back = across(abroad, id, &across(id, abroad, home));
    let (home, back) = (Feed::read(format(id), home), Feed::read(format(id), &back));
    for (home, back) in home.files.iter().zip(&back.files) {
        let name = home.table.file;
        let blank: BTreeSet<&str> = stays
            .iter()
            .filter(|(file, _)| *file == name)
            .flat_map(|(_, of)| of.iter().copied())
            .collect();
        let lines = |file: &roster_mapping::feed::File<'_>| -> Vec<Vec<String>> {
            let columns = file.table.columns.iter().zip(0..);
            let columns: Vec<usize> = columns
                .filter(|(column, _)| !blank.contains(column.header))
                .map(|(_, c)| c)
                .collect();
            let cells = |row: &Row<'_>| columns.iter().map(|c| String::from(&*row[*c])).collect();
            file.rows.iter().map(cells).collect()
        };
        let mut expected = lines(home);
        expected.retain(|row| !rows.iter().any(|gone| row.iter().any(|cell| cell == gone)));
        assert_eq!(lines(back), expected, "{id} by way of {abroad}: {name}");
    }
}

const TARGETS: [&str; 7] = [
    "oneroster-1.1",
    "oneroster-1.2",
    "oneroster-1.2.0",
    "sds-v1",
    "sds-v1-uk",
    "sds-v2",
    "sds-v2.1",
];

#[test]
fn what_arrives_is_valid() {
    for from in ["clever", "clever-sds"] {
        let home = sample(from);
        let faulty = sample(&format!("{from}-faulty"));
        for to in TARGETS.iter().chain(&["clever", "clever-sds"]) {
            across(to, from, &across(from, to, &home));
            across(to, from, &across(from, to, &faulty));
        }
        for other in TARGETS {
            across(other, from, &sample(other));
            across(other, from, &sample(&format!("{other}-faulty")));
        }
    }
}

const SCHOOL: &[&str] = &[
    "State_id",
    "Low_grade",
    "High_grade",
    "Principal",
    "Principal_email",
    "School_address",
    "School_city",
    "School_state",
    "School_zip",
    "School_phone",
];

#[test]
fn clever_comes_home_from_oneroster() {
    let no = ["Ell_status", "Frl_status", "IEP_status"];
    let contact = ["Contact_type", "Contact_phone_type"];
    // a grandparent is a relative, and nothing is blank where it was `N`
    let student = [&no[..], &contact, &["Graduation_year", "Contact_relationship"]].concat();
    let staff = ["Department", "Title"];
    let stays: &[(&str, &[&str])] = &[
        ("schools.csv", SCHOOL),
        ("students.csv", &student),
        ("teachers.csv", &["Title"]),
        ("staff.csv", &staff),
    ];
    comes_home("clever", "oneroster-1.2", &sample("clever"), stays, &[]);
    // 1.1 has two sexes
    let student = [&student[..], &["Gender"]].concat();
    let mut stays = stays.to_vec();
    stays.push(("students.csv", &student));
    comes_home("clever", "oneroster-1.1", &sample("clever"), &stays, &[]);
}

#[test]
fn clever_comes_home_from_sds() {
    let student = [
        "Ell_status",
        "Frl_status",
        "IEP_status",
        "Hispanic_Latino",
        "Contact_type",
        "Contact_phone_type",
    ];
    let stays: &[(&str, &[&str])] = &[("students.csv", &student), ("sections.csv", &["Grade"])];
    // a contact without an address, and staff
    comes_home("clever", "sds-v1", &sample("clever"), stays, &["G2", "F1"]);
}

#[test]
fn the_flavour_for_sds_comes_home() {
    comes_home("clever-sds", "sds-v1", &sample("clever-sds"), &[], &[]);
    comes_home("clever-sds", "sds-v1-uk", &sample("clever-sds"), &[], &[]);
    // Clever has words of its own for some subjects
    let stays: &[(&str, &[&str])] = &[("sections.csv", &["Subject"])];
    comes_home("clever-sds", "clever", &sample("clever-sds"), stays, &[]);
    let stays: &[(&str, &[&str])] = &[
        ("schools.csv", SCHOOL),
        ("students.csv", &["Graduation_year"]),
        ("teachers.csv", &["Title"]),
    ];
    comes_home("clever-sds", "oneroster-1.1", &sample("clever-sds"), stays, &[]);
    comes_home("clever-sds", "oneroster-1.2", &sample("clever-sds"), stays, &[]);
}

#[test]
fn facts_cross() {
    let there = across("clever", "oneroster-1.2", &sample("clever"));
    let cells = |file, headers: &[&str]| cells("oneroster-1.2", &there, file, headers);
    let teaching =
        cells("enrollments.csv", &["classSourcedId", "userSourcedId", "role", "primary"]);
    assert!(teaching.contains(&"S1|T1|teacher|true".into()));
    assert!(teaching.contains(&"S1|T2|teacher|false".into()));
    let users =
        cells("users.csv", &["sourcedId", "givenName", "familyName", "grades", "agentSourcedIds"]);
    assert!(users.contains(&"P1|Noor|Halvorsen|03|G1,G2".into()));
    assert!(users.contains(&"G2|Siv|Halvorsen||P1".into()));
    let roles = cells("roles.csv", &["userSourcedId", "orgSourcedId", "role"]);
    assert!(roles.contains(&"G1|100|parent".into()));
    assert!(roles.contains(&"G2|100|relative".into()));
    assert!(roles.contains(&"F1|200|ext:staff".into()));
    let races = cells(
        "demographics.csv",
        &[
            "sourcedId",
            "sex",
            "white",
            "demographicRaceTwoOrMoreRaces",
            "hispanicOrLatinoEthnicity",
        ],
    );
    assert_eq!(races[..3], ["P1|female|true||false", "P2|male||true|true", "P3|other|||false"]);
    let terms = cells("academicSessions.csv", &["sourcedId", "title", "startDate"]);
    assert_eq!(terms, ["term.Fall-2026.2026-08-31.2026-12-18|Fall 2026|2026-08-31"]);
    let classes = cells("classes.csv", &["sourcedId", "courseSourcedId", "subjects"]);
    assert_eq!(classes[1], "S2|course.Mathematics.M4|math");
}

#[test]
fn one_id_of_two_people() {
    let students = "School_id,Student_id,First_name,Last_name,Student_email\n\
        1,7,Ada,Adams,\n2,7,Ada,Adams,\n1,8,Bo,Berg,bo@example.org\n";
    let teachers = "School_id,Teacher_id,First_name,Last_name,Teacher_email\n\
        1,7,Tove,Tamm,\n2,7,Tove,Tamm,\n1,7-teacher,Uwe,Unt,\n1,8,Bo,Berg,bo@example.org\n";
    let staff = "School_id,Staff_id,First_name,Last_name,Staff_email,Role\n\
        1,7,Vera,Voss,vera@example.org,School Tech Lead\n1,8,Bo,Berg,bo@example.org,\n";
    let sections = "School_id,Section_id,Name,Teacher_id,Teacher_2_id\n1,S,Sums,7,8\n";
    let emails = "teacher_id,email\n7,tove@example.org\n";
    let home = package(&[
        ("students.csv", students),
        ("teachers.csv", teachers),
        ("teacher_emails.csv", emails),
        ("staff.csv", staff),
        ("sections.csv", sections),
        ("enrollments.csv", "School_id,Section_id,Student_id\n1,S,7\n"),
    ]);
    let there = cross(format("clever"), format("oneroster-1.2"), &home, &Default::default());
    let people = cells("oneroster-1.2", &there.package, "users.csv", &["sourcedId", "familyName"]);
    let expected = ["7|Adams", "8|Berg", "7-teacher-1|Tamm", "7-teacher|Unt", "7-staff|Voss"];
    assert_eq!(people, expected);
    let emails = cells("oneroster-1.2", &there.package, "users.csv", &["email"]);
    let expected = ["", "bo@example.org", "tove@example.org", "", "vera@example.org"];
    assert_eq!(emails, expected);
    let told_apart: Vec<_> = there.home.iter().collect();
    assert_eq!(told_apart, [("staff.csv", "7-staff", "7"), ("teachers.csv", "7-teacher-1", "7")]);
    let roles = cells("oneroster-1.2", &there.package, "roles.csv", &["userSourcedId", "role"]);
    assert!(roles.contains(&"7-staff|ext:itAdmin".into()));
    // the way home without the names of those told apart
    let back = across("oneroster-1.2", "clever", &there.package);
    let sections = cells("clever", &back, "sections.csv", &["Teacher_id", "Teacher_2_id"]);
    assert_eq!(sections, ["7-teacher-1|8"]);
}

#[test]
fn teachers_of_a_section() {
    let header = "School_id,Section_id,Name,Teacher_id,Teacher_2_id,Teacher_3_id,Teacher_4_id\n";
    let sections =
        format!("{header}1,S,Sums,T1,,T3,T1\n1,Z,None,,T2,,\n1,Y,Gone,T9,T2,,\n1,S,Again,T2,,,\n");
    let teachers = "School_id,Teacher_id,First_name,Last_name\n1,T1,A,A\n1,T2,B,B\n1,T3,C,C\n";
    let home = package(&[("sections.csv", &sections), ("teachers.csv", teachers)]);
    let there = across("clever", "oneroster-1.2", &home);
    let back = across("oneroster-1.2", "clever", &there);
    let headers = ["Section_id", "Name", "Teacher_id", "Teacher_2_id", "Teacher_3_id"];
    let rows = cells("clever", &back, "sections.csv", &headers);
    assert_eq!(rows, ["S|Sums|T1|T3|", "Z|None|T2||", "Y|Gone|T2||"]);
    // each teaches once, and no one where no one is named
    let taught = ["classSourcedId", "userSourcedId", "primary"];
    let taught = cells("oneroster-1.2", &there, "enrollments.csv", &taught);
    let taught: Vec<_> = taught.iter().filter(|of| of.contains("|T")).collect();
    let expected = ["S|T1|true", "S|T3|false", "Z|T2|false", "Y|T2|false"];
    assert_eq!(taught, expected);

    let roster = (1..=11).map(|n| format!("S,T{n}\n")).collect::<String>();
    let people = (1..=11).map(|n| format!("T{n},1,t{n}\n")).collect::<String>();
    let v1 = Memory::new()
        .file("School.csv", "SIS ID,Name\n1,North\n")
        .file("Section.csv", "SIS ID,School SIS ID,Section Name\nS,1,Sums\n")
        .file("Student.csv", "SIS ID,School SIS ID,Username\nA,1,ada\n")
        .file("Teacher.csv", format!("SIS ID,School SIS ID,Username\n{people}"))
        .file("StudentEnrollment.csv", "Section SIS ID,SIS ID\nS,A\n")
        .file("TeacherRoster.csv", format!("Section SIS ID,SIS ID\n{roster}"));
    let there = across("sds-v1", "clever-sds", &v1);
    let rows = cells("clever-sds", &there, "sections.csv", &["Teacher_id", "Teacher_10_id"]);
    assert_eq!(rows, ["T1|T10"]);
}

#[test]
fn contacts() {
    let students = "School_id,Student_id,First_name,Last_name,Contact_relationship,Contact_type,\
        Contact_name,Contact_phone,Contact_email,Contact_sis_id\n\
        1,A,Ada,Adams,Parent,Primary,Max van Adams,1,home@example.org,\n\
        1,A,Ada,Adams,Guardian,Primary,Mia Adams,2,home@example.org,\n\
        1,A,Ada,Adams,Aunt/Uncle,Other,Una,3,,\n\
        2,A,Ada,Adams,Parent,Primary,Max van Adams,1,home@example.org,\n\
        1,B,Bo,Adams,Parent,Primary,Max van Adams,1,home@example.org,\n\
        1,B,Bo,Adams,Doctor,Other,Tove Tamm,,,T\n\
        1,C,Cy,Cole,,,,,,\n";
    let home = package(&[("students.csv", students)]);
    let there = across("clever", "oneroster-1.2", &home);
    let headers = ["sourcedId", "givenName", "familyName", "agentSourcedIds"];
    let people = cells("oneroster-1.2", &there, "users.csv", &headers);
    assert_eq!(
        people[4..],
        [
            "home@example.org|Max van|Adams|A,B",
            "home@example.org.Mia-Adams|Mia|Adams|A",
            "A.Una|A.Una|Una|A",
            "T-contact|Tove|Tamm|B",
        ]
    );
    let back = across("oneroster-1.2", "clever", &there);
    let headers =
        ["School_id", "Student_id", "Contact_relationship", "Contact_name", "Contact_sis_id"];
    assert_eq!(
        cells("clever", &back, "students.csv", &headers),
        [
            "1|A|Parent|Max van Adams|",
            "1|A|Guardian|Mia Adams|",
            "1|A|Relative|Una|",
            "2|A|||",
            "1|B|Parent|Max van Adams|",
            "1|B|Doctor|Tove Tamm|T-contact",
            "1|C|||",
        ]
    );
    // a contact is no member of staff for having a role at the school
    assert_eq!(cells("clever", &back, "staff.csv", &["Staff_id"]), [] as [&str; 0]);
}

#[test]
fn accounts_that_have_no_name_at_home_have_none_afterwards() {
    let students =
        "School_id,Student_id,First_name,Last_name,Username\n1,A,Ada,Adams,\n1,B,Bo,Berg,bo\n";
    let teachers =
        "School_id,Teacher_id,First_name,Last_name,Teacher_email\n1,T,Tove,Tamm,tove@example.org\n";
    let home = package(&[("students.csv", students), ("teachers.csv", teachers)]);
    for abroad in ["oneroster-1.2", "oneroster-1.1", "sds-v1", "sds-v2.1", "clever-sds"] {
        let back = across(abroad, "clever", &across("clever", abroad, &home));
        let names = cells("clever", &back, "students.csv", &["Student_id", "Username"]);
        assert_eq!(names, ["A|", "B|bo"], "{abroad}");
        let names = cells("clever", &back, "teachers.csv", &["Teacher_id", "Username"]);
        assert_eq!(names, ["T|"], "{abroad}");
    }
}

#[test]
fn administrators_and_addresses() {
    let admins = "School_id,Staff_id,Admin_email,First_name,Last_name\n1,X,x@example.org,Xi,Xu\n";
    let home = package(&[
        ("admins.csv", admins),
        ("student_emails.csv", "student_id,email\nA,ada@example.org\n"),
        ("teacher_emails.csv", "teacher_id,email\nT,tove@example.org\n"),
    ]);
    for (abroad, role) in [("oneroster-1.1", "administrator"), ("sds-v2.1", "administrator")] {
        let there = across("clever", abroad, &home);
        let file = if abroad == "sds-v2.1" { "roles.csv" } else { "users.csv" };
        assert!(cells(abroad, &there, file, &["role"]).contains(&role.into()));
        let back = across(abroad, "clever", &there);
        let headers = ["School_id", "Staff_id", "Admin_email", "Last_name"];
        assert_eq!(cells("clever", &back, "admins.csv", &headers), ["1|X|x@example.org|Xu"]);
        assert_eq!(cells("clever", &back, "students.csv", &["Student_email"]), ["ada@example.org"]);
        assert_eq!(
            cells("clever", &back, "teachers.csv", &["Teacher_email"]),
            ["tove@example.org"]
        );
    }
}

#[test]
fn grades_and_races_in_all_words() {
    let grades = [
        "InfantToddler",
        "Preschool",
        "PreKindergarten",
        "TransitionalKindergarten",
        "Kindergarten",
        "1",
        "9",
        "10",
        "13",
        "PostGraduate",
        "Ungraded",
        "Other",
        "",
    ];
    let races = ["A", "B", "I", "M", "P", "W", "", "A", "B", "I", "M", "P", "W"];
    let row = |(i, (grade, race)): (usize, (&&str, &&str))| format!("1,P{i},A,B,{grade},{race}\n");
    let rows: String = grades.iter().zip(&races).enumerate().map(row).collect();
    let students = format!("School_id,Student_id,First_name,Last_name,Grade,Race\n{rows}");
    let home = package(&[
        ("students.csv", &students),
        ("enrollments.csv", "School_id,Section_id,Student_id\n1,S,P1\n"),
    ]);
    let expected = cells("clever", &home, "students.csv", &["Student_id", "Grade", "Race"]);
    for abroad in ["oneroster-1.1", "oneroster-1.2", "sds-v1", "sds-v2.1"] {
        let back = across(abroad, "clever", &across("clever", abroad, &home));
        let rows = cells("clever", &back, "students.csv", &["Student_id", "Grade", "Race"]);
        assert_eq!(rows, expected, "{abroad}");
    }
}

#[test]
fn a_term_or_course_of_many_sections_is_one() {
    let sections = "School_id,Section_id,Teacher_id,Name,Course_name,Course_number,Course_description,Term_name,Term_start,Term_end\n\
        1,S1,T,a,Math,1,,Fall,8/1/2026,12/18/2026\n\
        1,S2,T,b,Math,1,,Fall,2026-08-01,12/18/2026\n\
        1,S3,T,c,Math,2,,Fall,,\n\
        1,S4,T,d,,,About,,8/1/2026,12/18/2026\n\
        1,S5,T,e,,,,,,\n";
    let home = package(&[("sections.csv", sections)]);
    let there = across("clever", "oneroster-1.2", &home);
    let terms = cells("oneroster-1.2", &there, "academicSessions.csv", &["sourcedId", "title"]);
    assert_eq!(
        terms,
        [
            "term.Fall.2026-08-01.2026-12-18|Fall",
            "term.Fall|Fall",
            "term.2026-08-01.2026-12-18|term.2026-08-01.2026-12-18",
            "unknown-term|Unknown term",
        ]
    );
    let courses =
        cells("oneroster-1.2", &there, "courses.csv", &["sourcedId", "title", "courseCode"]);
    assert_eq!(
        courses,
        [
            "course.Math.1|Math|1",
            "course.Math.2|Math|2",
            "course.About|course.About|",
            "S5.course|Course S5.course|"
        ]
    );
    let back = across("oneroster-1.2", "clever", &there);
    let headers = ["Section_id", "Course_name", "Course_number", "Term_name", "Term_end"];
    let rows = cells("clever", &back, "sections.csv", &headers);
    assert_eq!(rows[1], "S2|Math|1|Fall|12/18/2026");
    assert_eq!(rows[3], "S4||||12/18/2026");
    assert_eq!(rows[4], "S5||||");
}

#[test]
fn what_has_no_name_comes_home_without_one() {
    let sections = "School_id,Section_id,Teacher_id,Name,Course_name\n1,S,T,,Sums\n";
    let home = package(&[("sections.csv", sections)]);
    for abroad in ["oneroster-1.1", "oneroster-1.2", "sds-v1", "sds-v2.1", "clever-sds"] {
        let back = across(abroad, "clever", &across("clever", abroad, &home));
        let headers = ["Section_id", "Teacher_id", "Name", "Course_name"];
        let rows = cells("clever", &back, "sections.csv", &headers);
        assert_eq!(rows, ["S|T||Sums"], "{abroad}");
        assert_eq!(cells("clever", &back, "enrollments.csv", &["Student_id"]), ["A"], "{abroad}");
    }
    // people must be called something in Clever, and need not in V1
    let v1 = Memory::new()
        .file("School.csv", "SIS ID,Name\n1,North\n")
        .file("Student.csv", "SIS ID,School SIS ID,Username,Last Name\nA,1,ada,Adams\n")
        .file("Teacher.csv", "SIS ID,School SIS ID,Username\n");
    let there = across("sds-v1", "clever", &v1);
    let names = cells("clever", &there, "students.csv", &["First_name", "Last_name", "Username"]);
    assert_eq!(names, ["ada|Adams|ada"]);
}

/// What is of the family is a relative where there is no word for it, and all else is something else.
#[test]
fn what_contacts_are_is_said_in_fewer_words() {
    let relation = |word: &str| {
        let students = format!(
            "School_id,Student_id,First_name,Last_name,Contact_relationship,Contact_name,\
             Contact_sis_id,Contact_email\n1,A,Ada,Adams,{word},Bea Adams,B,bea@example.org\n"
        );
        let there = across("clever", "sds-v1", &package(&[("students.csv", &students)]));
        cells("sds-v1", &there, "guardianrelationship.csv", &["Role"]).concat().to_lowercase()
    };
    for (word, role) in [
        ("Parent", "parent"),
        ("Aunt/Uncle", "relative"),
        ("grandparent", "relative"),
        ("Neighbour", "other"),
        ("Case Manager", "other"),
    ] {
        assert_eq!(relation(word), role, "{word}");
    }
}

/// A package of OneRoster 1.2 with one class, these people and what more there is.
fn one_class(people: &[(&str, &str)], enrollments: &str, session: &str) -> Memory {
    let row = |id: &str| format!("{id},true,{id},{id},{id}\n");
    let users: String = people.iter().map(|(id, _)| row(id)).collect();
    let role = |(id, role): &(&str, &str)| format!("r{id},{id},primary,{role},1\n");
    let roles: String = people.iter().map(role).collect();
    let id = session.split(',').next().unwrap_or_default();
    Memory::new()
        .file("orgs.csv", "sourcedId,name,type\n1,North,school\n")
        .file(
            "academicSessions.csv",
            format!("sourcedId,title,type,startDate,endDate,schoolYear\n{session}\n"),
        )
        .file("courses.csv", "sourcedId,title,orgSourcedId\nc,Sums,1\n")
        .file(
            "classes.csv",
            format!(
                "sourcedId,title,classType,courseSourcedId,schoolSourcedId,termSourcedIds\n\
                 k,Sums,scheduled,c,1,{id}\n"
            ),
        )
        .file("users.csv", format!("sourcedId,enabledUser,username,givenName,familyName\n{users}"))
        .file("roles.csv", format!("sourcedId,userSourcedId,roleType,role,orgSourcedId\n{roles}"))
        .file(
            "enrollments.csv",
            format!(
                "sourcedId,classSourcedId,schoolSourcedId,userSourcedId,role,primary\n{enrollments}"
            ),
        )
}

const AUTUMN: &str = "t,Autumn,term,2026-08-31,2026-12-18,2027";

/// Of a section's teachers those who are there, and none who only learns in it.
#[test]
fn a_section_names_those_who_teach_it_and_are_there() {
    let people = [("T", "teacher"), ("U", "teacher"), ("A", "student")];
    let enrollments =
        "1,k,1,X,teacher,true\n2,k,1,U,student,\n3,k,1,T,teacher,false\n4,k,1,A,student,\n";
    let home = one_class(&people, enrollments, AUTUMN);
    for to in ["clever", "clever-sds"] {
        let there = across("oneroster-1.2", to, &home);
        let teachers = cells(to, &there, "sections.csv", &["Teacher_id", "Teacher_2_id"]);
        assert_eq!(teachers, ["T|"], "{to}");
    }
}

/// A term that is called by its id is one without a name only if nobody gave it that id.
#[test]
fn a_term_has_no_name_if_its_name_is_made_up() {
    let made_up = "term.2026-08-31.2026-12-18";
    for (id, title, name) in [
        (made_up, made_up, ""),
        (made_up, "Autumn", "Autumn"),
        ("t", "t", "t"),
        ("t", "Autumn", "Autumn"),
    ] {
        let session = format!("{id},{title},term,2026-08-31,2026-12-18,2027");
        let home =
            one_class(&[("T", "teacher"), ("A", "student")], "2,k,1,T,teacher,true\n", &session);
        let there = across("oneroster-1.2", "clever", &home);
        assert_eq!(cells("clever", &there, "sections.csv", &["Term_name"]), [name], "{id} {title}");
    }
}

/// Who stands twice at a school, with another cell, does there what one does.
#[test]
fn a_person_has_a_role_at_a_school_once() {
    let home = package(&[
        (
            "teachers.csv",
            "School_id,Teacher_id,First_name,Last_name\n1,T,Tove,Tamm\n1,T,Tova,Tamm\n2,T,Tove,Tamm\n",
        ),
        (
            "staff.csv",
            "School_id,Staff_id,First_name,Last_name\n1,F,Fia,Falk\n1,F,Fie,Falk\n2,F,Fia,Falk\n",
        ),
    ]);
    let there = across("clever", "oneroster-1.2", &home);
    let roles = cells("oneroster-1.2", &there, "roles.csv", &["userSourcedId", "orgSourcedId"]);
    assert_eq!(roles, ["A|1", "T|1", "T|2", "F|1", "F|2"]);
}

/// Family is no staff, though a school says what they are there, whoever the child is.
#[test]
fn family_is_no_staff() {
    for (role, staff) in
        [("parent", ""), ("guardian", ""), ("relative", ""), ("aide", "P"), ("student", "")]
    {
        let people = [("T", "teacher"), ("A", "student"), ("P", role)];
        let home = one_class(&people, "2,k,1,T,teacher,true\n", AUTUMN);
        let there = across("oneroster-1.2", "clever", &home);
        assert_eq!(cells("clever", &there, "staff.csv", &["Staff_id"]).concat(), staff, "{role}");
    }
}
