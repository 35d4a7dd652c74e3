//! What a check says of Clever packages beyond what holds for every format.

use clever_model::{FORMATS, profile, sds, sftp};
use roster_core::{
    FileAt, Finding, Format, Memory, Options, Profile, Record, Sheet, Source, check, recognise,
};

const SCHOOLS: &str = "School_id,School_name\r\n1,A\r\n2,B\r\n";
const STUDENTS: &str = "School_id,Student_id,First_name,Last_name,Contact_name,Contact_type\r\n\
                        1,p,Pat,Lee,Ann Lee,Family\r\n1,p,Pat,Lee,Bo Lee,Family\r\n2,p,Pat,Lee,Ann Lee,Family\r\n";
const TEACHERS: &str =
    "School_id,Teacher_id,First_name,Last_name\r\n1,t,Tia,Roe\r\n2,t,Tia,Roe\r\n";
const SECTIONS: &str = "School_id,Section_id,Teacher_id\r\n1,s,t\r\n";
const ENROLLMENTS: &str = "School_id,Section_id,Student_id\r\n1,s,p\r\n";

fn with(students: &str) -> Memory {
    Memory::new()
        .file("schools.csv", SCHOOLS)
        .file("students.csv", students)
        .file("teachers.csv", TEACHERS)
        .file("sections.csv", SECTIONS)
        .file("enrollments.csv", ENROLLMENTS)
}

fn shown(format: &'static Format, package: &Memory, profile: &'static Profile) -> Vec<String> {
    let mut findings = Vec::new();
    check(format, package, &Options::new().profile(profile), &mut findings);
    let show = |finding: &Finding| {
        let file = match finding.place.file {
            FileAt::Present(file) => package.name(file),
            FileAt::Absent(table) => table.file,
            _ => "?",
        };
        let line = finding.place.line.map_or(String::new(), |line| format!(":{line}"));
        let column = finding.place.column.map_or(String::new(), |column| format!(" {column}"));
        format!("{} {} {file}{line}{column}", finding.rule.name, finding.severity)
    };
    findings.iter().map(show).collect()
}
fn clever(students: &str) -> Vec<String> {
    shown(&sftp::FORMAT, &with(students), &profile::sftp::SPEC)
}

#[test]
fn rows_for_contacts_and_schools_are_legal() {
    assert_eq!(clever(STUDENTS), [""; 0]);
    let twice = STUDENTS.to_owned() + "1,p,Pat,Lee,Bo Lee,Family\r\n";
    assert_eq!(clever(&twice), ["duplicate-key error students.csv:5 Student_id"]);
}

#[test]
fn rows_of_one_student_must_agree() {
    let students = STUDENTS.replace("2,p,Pat,Lee", "2,p,Pat,Leigh");
    assert_eq!(clever(&students), ["rows-differ warning students.csv:4 Last_name"]);
}

#[test]
fn headers_fold_case_and_spaces_and_keep_their_text() {
    let students = STUDENTS.replace("School_id,Student_id", "School id,STUDENT_ID");
    assert_eq!(
        clever(&students),
        [
            "header-case warning students.csv:1 School_id",
            "header-case warning students.csv:1 Student_id",
        ]
    );
    let sheet = Sheet::parse(students.as_bytes());
    let student = sftp::Student::rows(&sheet).next().expect("a row");
    assert_eq!(student.student_id.text(), Some("p"));
    assert_eq!(sheet.write(), students.as_bytes());

    let both = STUDENTS.replacen("Contact_name", "Student id", 1);
    assert!(clever(&both).contains(&"repeated-header error students.csv:1 Student_id".into()));
}

#[test]
fn anyone_may_add_columns_that_begin_with_ext() {
    let students = STUDENTS.replacen("Contact_type\r\n", "ext.bus\r\n", 1);
    let found = clever(&students);
    assert!(!found.iter().any(|finding| finding.starts_with("unknown-header")), "{found:?}");
    let bare = STUDENTS.replacen("Contact_type\r\n", "ext.\r\n", 1);
    assert!(clever(&bare).contains(&"unknown-header info students.csv:1 6".into()));
}

#[test]
fn every_teacher_slot_is_a_reference() {
    let mut package = with(STUDENTS);
    *package.get_mut("sections.csv").expect("there") =
        "School_id,Section_id,Teacher_id,Teacher_10_id\r\n1,s,t,u\r\n".into();
    assert_eq!(
        shown(&sftp::FORMAT, &package, &profile::sftp::CLEVER),
        ["dangling-reference error sections.csv:2 Teacher_10_id"]
    );
}

#[test]
fn school_data_sync_refuses_other_files_and_wants_usernames() {
    let package = with(STUDENTS).file("admins.csv", "School_id,Staff_id\r\n");
    let found = shown(&sds::FORMAT, &package, &profile::sds::SPEC);
    assert!(found.contains(&"unexpected-file error admins.csv".into()), "{found:?}");
    assert!(found.contains(&"missing-header error students.csv:1 Username".into()), "{found:?}");
}

#[test]
fn five_bare_names_are_clever() {
    assert_eq!(recognise(FORMATS, &with(STUDENTS)).expect("known").id, "clever");
    let header = "School_id,Student_id,Username\r\n";
    let guardians = with(header)
        .file("user.csv", "Email,First Name,Last Name,Phone,SIS ID\r\n")
        .file("guardianrelationship.csv", "SIS ID,Email,Role\r\n");
    assert_eq!(recognise(FORMATS, &guardians).expect("known").id, "clever-sds");
}

#[test]
fn of_two_formats_that_know_as_much_the_first_is_taken() {
    let package = Memory::new().file("enrollments.csv", ENROLLMENTS);
    assert_eq!(recognise(&[&sftp::FORMAT, &sds::FORMAT], &package).expect("known").id, "clever");
    assert_eq!(
        recognise(&[&sds::FORMAT, &sftp::FORMAT], &package).expect("known").id,
        "clever-sds"
    );
}
