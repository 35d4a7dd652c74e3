//! The nasty cases, by name: each goes there and back through every format, carried either way,
//! and what is in the middle is valid wherever the source is.

mod common;

use common::{cell, csv_formats, difference, errors, sample};
use roster_core::{Format, Memory, Source};
use roster_mapping::{Carry, Options, Sidecar, convert, formats};

fn format(id: &str) -> &'static Format {
    formats().into_iter().find(|format| format.id == id).expect("a format")
}

fn cross(a: &'static Format, b: &'static Format, home: &Memory) -> Memory {
    convert(a, b, home, None, Carry::Sidecar, &Options::default()).package
}

/// There and back through every other format.
fn everywhere(a: &str, home: &Memory) {
    let a = format(a);
    let is_clean = errors(a, home, "spec").is_empty();
    for b in formats().into_iter().filter(|b| b.id != a.id) {
        for carry in [Carry::Sidecar, Carry::Embed] {
            let at = format!("{} by way of {}, {carry:?}", a.id, b.id);
            let there = convert(a, b, home, None, carry, &Options::default());
            let bytes = there.sidecar.expect("abroad").write();
            let sidecar = Sidecar::read(&bytes).expect("as it was written");
            let back = convert(b, a, &there.package, Some(&sidecar), carry, &Options::default());
            assert!(back.package == *home, "{at}: {}", difference(home, &back.package));
            assert!(back.lost.is_empty() && !back.foreign_sidecar, "{at}");
            for profile in b.profiles.iter().filter(|_| is_clean) {
                assert_eq!(errors(b, &there.package, profile.id), [""; 0], "{at}: {}", profile.id);
            }
        }
    }
}

/// The same for a package that has nothing wrong.
fn clean_everywhere(a: &str, home: &Memory) {
    assert_eq!(errors(format(a), home, "spec"), [""; 0]);
    everywhere(a, home);
}

const SCHOOLS: &str = "SIS ID,Name\r\n1,North\r\n2,South\r\n";
const SECTIONS: &str = "SIS ID,School SIS ID,Section Name\r\nA,1,Maths\r\nB,2,Music\r\n";
const PEOPLE: &str = "SIS ID,School SIS ID,First Name,Last Name,Username\r\n";

/// A package of School Data Sync V1.
fn v1(students: &str, teachers: &str, taught: &str, teaching: &str) -> Memory {
    Memory::new()
        .file("School.csv", SCHOOLS)
        .file("Section.csv", SECTIONS)
        .file("Student.csv", format!("{PEOPLE}{students}"))
        .file("StudentEnrollment.csv", format!("Section SIS ID,SIS ID\r\n{taught}"))
        .file("Teacher.csv", format!("{PEOPLE}{teachers}"))
        .file("TeacherRoster.csv", format!("Section SIS ID,SIS ID\r\n{teaching}"))
}

/// The lines of a file of a package.
fn lines(package: &Memory, file: &str) -> Vec<String> {
    let at = (0..package.len()).find(|at| package.name(*at) == file).expect("the file is there");
    let text = String::from_utf8(package.read(at).expect("there").to_vec()).expect("UTF-8");
    text.lines().map(str::to_owned).collect()
}

#[test]
fn a_student_in_two_schools_ann_in_one_row_and_anne_in_the_other() {
    let home = v1("7,1,Ann,Lee,ann\r\n7,2,Anne,Lee,ann\r\n", "", "A,7\r\n", "");
    everywhere("sds-v1", &home);
    // the first row states what is shared
    let there = cross(format("sds-v1"), format("oneroster-1.2"), &home);
    let names = cell::texts(format("oneroster-1.2"), &there, "users.csv", "givenName");
    assert_eq!(names, ["Ann"]);
    let orgs = cell::texts(format("oneroster-1.2"), &there, "roles.csv", "orgSourcedId");
    assert_eq!(orgs, ["1", "2"]);
}

#[test]
fn one_term_with_two_dates_and_the_first_section_deleted_abroad() {
    let (a, b) = (format("sds-v1"), format("oneroster-1.2"));
    let header = "SIS ID,School SIS ID,Section Name,Term SIS ID,Term StartDate,Term EndDate\r\n";
    let first = "A,1,Maths,T1,2026-08-01,2026-12-31\r\n";
    let second = "B,1,Music,T1,2026-09-01,2027-01-31\r\n";
    let mut home = v1("7,1,Ann,Lee,ann\r\n", "", "A,7\r\nB,7\r\n", "");
    *home.get_mut("Section.csv").expect("there") = format!("{header}{first}{second}").into();
    everywhere("sds-v1", &home);

    let there = convert(a, b, &home, None, Carry::Sidecar, &Options::default());
    let mut abroad = there.package;
    let classes: Vec<_> = lines(&abroad, "classes.csv");
    let kept: String = classes
        .iter()
        .filter(|line| !line.starts_with("A,"))
        .map(|line| format!("{line}\r\n"))
        .collect();
    *abroad.get_mut("classes.csv").expect("there") = kept.into();
    let back = convert(b, a, &abroad, there.sidecar.as_ref(), Carry::Sidecar, &Options::default());
    // the other section has its own dates still
    let left = lines(&back.package, "Section.csv");
    assert_eq!(left, [header.trim_end(), second.trim_end()]);
    assert_eq!(lines(&back.package, "StudentEnrollment.csv"), ["Section SIS ID,SIS ID", "B,7"]);
}

/// A package of Clever with these teachers of its one section.
fn clever(teachers: &[(&str, &str)]) -> Memory {
    let columns: String = teachers.iter().map(|(column, _)| format!(",{column}")).collect();
    let ids: String = teachers.iter().map(|(_, id)| format!(",{id}")).collect();
    let mut staff = String::from("School_id,Teacher_id,Last_name,First_name\r\n");
    for (_, id) in teachers.iter().filter(|(_, id)| !id.is_empty()) {
        staff += &format!("1,{id},Last {id},First {id}\r\n");
    }
    Memory::new()
        .file("enrollments.csv", "School_id,Section_id,Student_id\r\n1,A,7\r\n")
        .file("schools.csv", "School_id,School_name\r\n1,North\r\n")
        .file("sections.csv", format!("School_id,Section_id{columns}\r\n1,A{ids}\r\n"))
        .file("students.csv", "School_id,Student_id,Last_name,First_name\r\n1,7,Lee,Ann\r\n")
        .file("teachers.csv", staff)
}

#[test]
fn a_third_teacher_without_a_second() {
    let home = clever(&[("Teacher_id", "t1"), ("Teacher_2_id", ""), ("Teacher_3_id", "t3")]);
    clean_everywhere("clever", &home);
    let there = cross(format("clever"), format("sds-v1"), &home);
    assert_eq!(lines(&there, "TeacherRoster.csv"), ["Section SIS ID,SIS ID", "A,t1", "A,t3"]);
}

#[test]
fn eleven_teachers() {
    let people: String = (1..=11).map(|n| format!("t{n},1,First,Last{n},user{n}\r\n")).collect();
    let roster: String = (1..=11).map(|n| format!("A,t{n}\r\n")).collect();
    let home = v1("7,1,Ann,Lee,ann\r\n", &people, "A,7\r\n", &roster);
    clean_everywhere("sds-v1", &home);
    // Clever has ten places; the eleventh is carried
    let there = cross(format("sds-v1"), format("clever"), &home);
    let last = cell::texts(format("clever"), &there, "sections.csv", "Teacher_10_id");
    assert!(last.contains(&"t10".to_owned()), "{last:?}");
}

#[test]
fn one_id_for_a_student_and_a_teacher_who_are_alike() {
    let home = v1("7,1,Ann,Lee,ann\r\n", "7,1,Ann,Lee,ann\r\n", "A,7\r\n", "A,7\r\n");
    everywhere("sds-v1", &home);
    let there = cross(format("sds-v1"), format("oneroster-1.2"), &home);
    let ids = cell::texts(format("oneroster-1.2"), &there, "users.csv", "sourcedId");
    assert_eq!(ids, ["7"], "one person with two roles");
    let mut roles = cell::texts(format("oneroster-1.2"), &there, "roles.csv", "role");
    roles.sort();
    assert_eq!(roles, ["student", "teacher"]);
}

#[test]
fn one_id_for_a_student_and_a_teacher_who_are_not_alike() {
    let home = v1("7,1,Ann,Lee,ann\r\n", "7,1,Bob,Ray,bob\r\n", "A,7\r\n", "A,7\r\n");
    everywhere("sds-v1", &home);
    let there = cross(format("sds-v1"), format("oneroster-1.2"), &home);
    let ids = cell::texts(format("oneroster-1.2"), &there, "users.csv", "sourcedId");
    assert_eq!(ids.len(), 2, "two persons: {ids:?}");
    assert!(ids.contains(&"7".to_owned()), "the student's id stays: {ids:?}");
}

#[test]
fn a_teacher_enrolled_as_a_student() {
    let mut home = Memory::new()
        .file("orgs.csv", "sourcedId,name,type\r\n1,North,school\r\n")
        .file("users.csv", "sourcedId,username,givenName,familyName\r\n7,ann,Ann,Lee\r\n")
        .file("roles.csv", "userSourcedId,orgSourcedId,role\r\n7,1,teacher\r\n")
        .file("classes.csv", "sourcedId,orgSourcedId,title\r\nA,1,Maths\r\n")
        .file("enrollments.csv", "classSourcedId,userSourcedId,role\r\nA,7,student\r\n");
    everywhere("sds-v2.1", &home);
    // a written enrolment makes a person what it says
    let there = cross(format("sds-v2.1"), format("sds-v1"), &home);
    assert_eq!(lines(&there, "StudentEnrollment.csv"), ["Section SIS ID,SIS ID", "A,7"]);
    let students = cell::texts(format("sds-v1"), &there, "Student.csv", "SIS ID");
    let teachers = cell::texts(format("sds-v1"), &there, "Teacher.csv", "SIS ID");
    assert_eq!((students, teachers), (vec!["7".to_owned()], vec!["7".to_owned()]));
    home.remove("enrollments.csv");
    everywhere("sds-v2.1", &home);
}

#[test]
fn results_and_line_items_by_way_of_sds_v1() {
    for id in ["oneroster-1.1", "oneroster-1.2", "oneroster-1.2.0"] {
        let home = sample(id);
        assert!(cell::texts(format(id), &home, "results.csv", "sourcedId").len() > 1);
        let there = cross(format(id), format("sds-v1"), &home);
        let none = (0..there.len()).all(|file| !there.name(file).contains("results"));
        assert!(none, "no score crosses");
        clean_everywhere(id, &home);
    }
}

#[test]
fn a_guardian_without_an_address() {
    let home = v1("7,1,Ann,Lee,ann\r\n", "", "A,7\r\n", "")
        .file("guardianrelationship.csv", "SIS ID,Email,Role\r\n7,,Parent\r\n")
        .file("user.csv", "Email,First Name,Last Name,Phone,SIS ID\r\n,Pat,Lee,,\r\n");
    everywhere("sds-v1", &home);
    let or = Memory::new()
        .file("orgs.csv", "sourcedId,name,type\r\n1,North,school\r\n")
        .file(
            "users.csv",
            "sourcedId,username,givenName,familyName\r\n7,ann,Ann,Lee\r\ng,pat,Pat,Lee\r\n",
        )
        .file("roles.csv", "userSourcedId,orgSourcedId,role\r\n7,1,student\r\ng,1,guardian\r\n")
        .file(
            "relationships.csv",
            "userSourcedId,relationshipUserSourcedId,relationshipRole\r\n7,g,parent\r\n",
        );
    everywhere("sds-v2.1", &or);
}

#[test]
fn students_and_teachers_interleaved_in_one_file() {
    let users: String = (1..=6).map(|n| format!("p{n},user{n},First{n},Last\r\n")).collect();
    let role = |n| if n % 2 == 0 { "teacher" } else { "student" };
    let roles: String = (1..=6).map(|n| format!("p{n},1,{}\r\n", role(n))).collect();
    let home = Memory::new()
        .file("orgs.csv", "sourcedId,name,type\r\n1,North,school\r\n")
        .file("users.csv", format!("sourcedId,username,givenName,familyName\r\n{users}"))
        .file("roles.csv", format!("userSourcedId,orgSourcedId,role\r\n{roles}"));
    everywhere("sds-v2.1", &home);
}

#[test]
fn long_ids_and_ids_beyond_ascii() {
    for id in ["x".repeat(255), "x".repeat(256), "å".repeat(200), "学生🎓".into(), "a b".into()]
    {
        let home = v1(
            &format!("{id},1,Ann,Lee,ann\r\n"),
            &format!("{id}t,1,Bob,Ray,bob\r\n"),
            &format!("A,{id}\r\n"),
            &format!("A,{id}t\r\n"),
        );
        everywhere("sds-v1", &home);
        let there = cross(format("sds-v1"), format("oneroster-1.2"), &home);
        assert_eq!(errors(format("oneroster-1.2"), &there, "1edtech"), [""; 0], "{}", id.len());
    }
}

#[test]
fn two_long_ids_in_one_enrolment() {
    let (section, student) = ("s".repeat(200), "p".repeat(200));
    let mut home =
        v1(&format!("{student},1,Ann,Lee,ann\r\n"), "", &format!("{section},{student}\r\n"), "");
    *home.get_mut("Section.csv").expect("there") =
        format!("SIS ID,School SIS ID,Section Name\r\n{section},1,Maths\r\n").into();
    everywhere("sds-v1", &home);
    let there = cross(format("sds-v1"), format("oneroster-1.2"), &home);
    let ids = cell::texts(format("oneroster-1.2"), &there, "enrollments.csv", "sourcedId");
    assert!(ids.len() == 1 && ids[0].len() < 256, "{ids:?}");
}

#[test]
fn ids_that_look_escaped() {
    let students =
        "_x0041_,1,Ann,Lee,ann\r\nA,1,Bea,Lee,bea\r\n_x0020_,1,Cy,Lee,cy\r\n\" \",1,Di,Lee,di\r\n";
    let home = v1(students, "", "A,_x0041_\r\nA,A\r\nA,_x0020_\r\n", "");
    everywhere("sds-v1", &home);
    let there = cross(format("sds-v1"), format("oneroster-1.2"), &home);
    let ids = cell::texts(format("oneroster-1.2"), &there, "users.csv", "sourcedId");
    for id in ["_x0041_", "A", "_x0020_"] {
        assert!(ids.contains(&id.to_owned()), "{id} is not decoded: {ids:?}");
    }
}

#[test]
fn commas_braces_and_colons_in_ids_and_lists() {
    let students = "\"a,b\",1,Ann,Lee,ann\r\n{x:y},1,Bea,Lee,bea\r\nc:d,1,Cy,Lee,cy\r\n";
    let home = v1(students, "", "A,\"a,b\"\r\nA,{x:y}\r\nA,c:d\r\n", "");
    everywhere("sds-v1", &home);
    let v2 = Memory::new()
        .file("orgs.csv", "sourcedId,name,type\r\n\"1,2\",North,school\r\n{3},South,school\r\n")
        .file("users.csv", "sourcedId,orgSourcedIds,username,givenName,familyName,role\r\n7,\"1,2,{3}\",ann,Ann,Lee,student\r\n");
    everywhere("sds-v2", &v2);
}

#[test]
fn a_blank_column_and_an_absent_one() {
    let people = "7,1,Ann,Lee,ann\r\n";
    let absent = v1(people, "", "A,7\r\n", "");
    let mut blank = absent.clone();
    *blank.get_mut("Student.csv").expect("there") =
        "SIS ID,School SIS ID,First Name,Last Name,Username,Grade,Middle Name\r\n7,1,Ann,Lee,ann,,\r\n".into();
    assert_ne!(absent, blank);
    clean_everywhere("sds-v1", &absent);
    clean_everywhere("sds-v1", &blank);
}

#[test]
fn files_of_headers_alone() {
    let mut home = v1("", "", "", "");
    *home.get_mut("School.csv").expect("there") = "SIS ID,Name\r\n".into();
    *home.get_mut("Section.csv").expect("there") = "SIS ID,School SIS ID,Section Name\r\n".into();
    everywhere("sds-v1", &home);
    for a in formats() {
        let home = sample(a.id);
        let headers = (0..home.len()).fold(Memory::new(), |headers, file| {
            let text = String::from_utf8(home.read(file).expect("there").to_vec()).expect("UTF-8");
            headers.file(home.name(file), text.lines().next().unwrap_or_default())
        });
        everywhere(a.id, &headers);
        let empty =
            (0..home.len()).fold(Memory::new(), |empty, file| empty.file(home.name(file), ""));
        everywhere(a.id, &empty);
    }
}

#[test]
fn a_home_file_that_owns_an_embedded_columns_name() {
    let mut home = v1("7,1,Ann,Lee,ann\r\n", "", "A,7\r\n", "");
    let headers =
        "oneroster-1.2.role,oneroster-1.2..x,sds-v1.Grade,metadata.sds-v1.Grade,ext.clever.Name";
    *home.get_mut("Student.csv").expect("there") =
        format!("{},{headers}\r\n7,1,Ann,Lee,ann,boss,~a~1b,~,z,\"1,2\"\r\n", PEOPLE.trim_end())
            .into();
    everywhere("sds-v1", &home);
}

#[test]
fn delta_packages() {
    for id in ["oneroster-1.1", "oneroster-1.2", "oneroster-1.2.0"] {
        let mut home = sample(id);
        let manifest = home.get_mut("manifest.csv").expect("there");
        let text = String::from_utf8(manifest.clone()).expect("UTF-8");
        *manifest = text.replace(",bulk", ",delta").into_bytes();
        let names: Vec<_> = (0..home.len()).map(|file| home.name(file).to_owned()).collect();
        for name in names.iter().filter(|name| *name != "manifest.csv") {
            let bytes = home.get_mut(name).expect("there");
            let text = String::from_utf8(bytes.clone()).expect("UTF-8");
            let line = |(n, line): (usize, &str)| {
                let word = if n % 3 == 0 { "tobedeleted" } else { "active" };
                let stamp = format!(",{word},2026-08-31T00:00:00.000Z");
                if n == 0 {
                    format!("{line}\r\n")
                } else {
                    format!("{}\r\n", line.replacen(",,", &stamp, 1))
                }
            };
            *bytes = text.lines().enumerate().map(line).collect::<String>().into();
        }
        everywhere(id, &home);
        // what is to be deleted never goes to a format that names all there is
        let there = cross(format(id), format("sds-v1"), &home);
        let users = cell::texts(format(id), &home, "users.csv", "sourcedId");
        let states = cell::texts(format(id), &home, "users.csv", "status");
        let gone = users.iter().zip(&states).filter(|(_, state)| *state == "tobedeleted");
        let mut some = false;
        for (user, _) in gone {
            some = true;
            for file in ["Student.csv", "Teacher.csv"] {
                assert!(!cell::texts(format("sds-v1"), &there, file, "SIS ID").contains(user));
            }
        }
        assert!(some);
    }
}

#[test]
fn the_sidecar_of_another_package() {
    let (a, b) = (format("sds-v1"), format("oneroster-1.2"));
    let there = convert(a, b, &sample("sds-v1"), None, Carry::Sidecar, &Options::default());
    let other = cross(a, b, &v1("x1,1,Ann,Lee,ann\r\nx2,1,Bo,Ray,bo\r\n", "", "A,x1\r\n", ""));
    let back = convert(b, a, &other, there.sidecar.as_ref(), Carry::Sidecar, &Options::default());
    assert!(back.foreign_sidecar);
    let alone = convert(b, a, &other, None, Carry::Sidecar, &Options::default());
    assert_eq!(back.package, alone.package, "it is as if there were none");
}

#[test]
fn a_package_reordered_and_half_deleted_abroad() {
    for a in csv_formats() {
        let home = sample(a.id);
        for b in csv_formats().into_iter().filter(|b| b.id != a.id) {
            let there = convert(a, b, &home, None, Carry::Sidecar, &Options::default());
            let manifest = b.manifest.map(|manifest| manifest.file);
            let shuffle = |keep: usize| {
                let names = (0..there.package.len()).rev();
                names.fold(Memory::new(), |package, file| {
                    let name = there.package.name(file);
                    if Some(name) == manifest {
                        return package.file(name, there.package.read(file).expect("there"));
                    }
                    let lines = lines(&there.package, name);
                    let (header, rows) = lines.split_first().expect("a header");
                    let rows = rows.iter().rev().enumerate().filter(|(n, _)| n % keep == 0);
                    let rows: String = rows.map(|(_, line)| format!("{line}\r\n")).collect();
                    package.file(name, format!("{header}\r\n{rows}"))
                })
            };
            let home_of = |package: &Memory| {
                let sidecar = there.sidecar.as_ref();
                convert(b, a, package, sidecar, Carry::Sidecar, &Options::default())
            };
            // order belongs to home, but for that of a list which is said in rows abroad
            let reordered = home_of(&shuffle(1));
            let at = format!("{} by way of {}", a.id, b.id);
            assert!(!reordered.foreign_sidecar, "{at}");
            let sorted = |package: &Memory| {
                let mut all: Vec<_> = (0..package.len())
                    .flat_map(|file| {
                        let name = package.name(file).to_owned();
                        lines(package, &name).into_iter().map(move |line| {
                            let mut parts: Vec<_> = line.split([',', '"']).collect();
                            parts.sort_unstable();
                            (name.clone(), parts.join(","))
                        })
                    })
                    .collect();
                all.sort();
                all
            };
            assert_eq!(sorted(&reordered.package), sorted(&home), "{at}");
            // half of it gone, there is an answer, and nothing that nobody said
            let half = home_of(&shuffle(2));
            let all = sorted(&home);
            let made_up: Vec<_> = sorted(&half.package)
                .into_iter()
                // the manifest says which files there are
                .filter(|(file, _)| a.manifest.is_none_or(|manifest| manifest.file != *file))
                .filter(|(file, line)| {
                    let said = |part: &&str| {
                        all.iter().any(|(of, other)| of == file && other.contains(*part))
                    };
                    !line.split(',').all(|part| said(&part))
                })
                .collect();
            assert!(made_up.is_empty(), "{at}: {made_up:?}");
        }
    }
}

#[test]
fn latin_1_in_one_cell() {
    let mut home = v1("7,1,Ann,Lee,ann\r\n", "", "A,7\r\n", "");
    let bytes = [PEOPLE.as_bytes(), b"7,1,Zo\xEB,Lee,ann\r\n8,1,Bo,Ray,bo\r\n"].concat();
    *home.get_mut("Student.csv").expect("there") = bytes;
    everywhere("sds-v1", &home);
}

#[test]
fn sections_whose_courses_and_terms_have_no_ids_have_each_one_of_their_own() {
    let header =
        "SIS ID,School SIS ID,Section Name,Course Name,Term Name,Term StartDate,Term EndDate";
    let rows = "A,1,Maths,Algebra,Fall,2026-09-01,2026-12-18\r\nB,2,Music,Choir,Spring,2027-01-04,2027-06-18";
    let mut home = v1("", "", "", "");
    *home.get_mut("Section.csv").expect("the file is there") =
        format!("{header}\r\n{rows}\r\n").into();
    clean_everywhere("sds-v1", &home);
    let b = format("oneroster-1.2");
    let there = cross(format("sds-v1"), b, &home);
    let of = |file, header| cell::texts(b, &there, file, header);
    assert_eq!(of("courses.csv", "title"), ["Algebra", "Choir"]);
    assert_eq!(of("classes.csv", "courseSourcedId"), of("courses.csv", "sourcedId"));
    assert_eq!(of("academicSessions.csv", "title"), ["Fall", "Spring"]);
    assert_eq!(of("classes.csv", "termSourcedIds"), of("academicSessions.csv", "sourcedId"));
}

/// A word that 1.1 does not have becomes the nearest that it has.
#[test]
fn roles_of_1_2_are_said_in_1_1_and_in_v2_1() {
    let words = [
        ("aide", "aide", "paraprofessional"),
        ("counselor", "aide", "advisor"),
        ("districtAdministrator", "administrator", "administrator"),
        ("guardian", "guardian", ""),
        ("parent", "parent", ""),
        ("principal", "administrator", "principal"),
        ("proctor", "proctor", "proctor"),
        ("relative", "relative", ""),
        ("siteAdministrator", "administrator", "administrator"),
        ("student", "student", "student"),
        ("systemAdministrator", "administrator", "itAdmin"),
        ("teacher", "teacher", "teacher"),
    ];
    let mut home = sample("oneroster-1.2");
    let rows = |row: &dyn Fn(usize, &str) -> String| -> String {
        words.iter().enumerate().map(|(n, (word, ..))| row(n, word) + "\r\n").collect()
    };
    let users = rows(&|n, _| format!("u{n},true,name{n},Given,Family"));
    let roles = rows(&|n, word| format!("r{n},u{n},primary,{word},sch-401"));
    for (file, text) in [
        ("users.csv", format!("sourcedId,enabledUser,username,givenName,familyName\r\n{users}")),
        ("roles.csv", format!("sourcedId,userSourcedId,roleType,role,orgSourcedId\r\n{roles}")),
    ] {
        *home.get_mut(file).expect("the file is there") = text.into();
    }
    for file in ["demographics.csv", "enrollments.csv"] {
        home.get_mut(file).expect("the file is there").clear();
    }
    let said = |to: &str, file, person, role| {
        let there = cross(format("oneroster-1.2"), format(to), &home);
        let of = |header| cell::texts(format(to), &there, file, header);
        of(person).into_iter().zip(of(role)).collect::<std::collections::BTreeMap<_, _>>()
    };
    let old = said("oneroster-1.1", "users.csv", "sourcedId", "role");
    let sds = said("sds-v2.1", "roles.csv", "userSourcedId", "role");
    for (n, (word, in_1_1, in_sds)) in words.into_iter().enumerate() {
        let id = format!("u{n}");
        assert_eq!(old.get(&id).map(String::as_str), Some(in_1_1), "{word}");
        assert_eq!(sds.get(&id).map_or("", String::as_str), in_sds, "{word}");
    }
}

#[test]
fn what_is_spelt_otherwise_crosses_in_the_spelling_of_the_target() {
    let (a, b) = (format("oneroster-1.1"), format("oneroster-1.2"));
    let mut home = sample("oneroster-1.1");
    let users = home.get_mut("users.csv").expect("the file is there");
    let text = String::from_utf8(users.clone()).expect("UTF-8");
    assert!(text.contains(",true,") && text.contains(",false,"));
    *users = text.replace(",true,", ",TRUE,").replace(",false,", ",False,").into_bytes();
    everywhere("oneroster-1.1", &home);
    let enabled = cell::texts(b, &cross(a, b, &home), "users.csv", "enabledUser");
    assert_eq!(
        enabled,
        cell::texts(b, &cross(a, b, &sample("oneroster-1.1")), "users.csv", "enabledUser")
    );
}

/// A line break is an error to consumers, and stays at home; a tab is none.
#[test]
fn a_name_with_a_tab_crosses_and_one_in_two_lines_does_not() {
    let sections = "SIS ID,School SIS ID,Section Name\r\nA,1,\"Ma\tths\"\r\nB,2,\"Mu\nsic\"\r\n";
    let mut home = v1("", "", "", "");
    *home.get_mut("Section.csv").expect("the file is there") = sections.into();
    everywhere("sds-v1", &home);
    let b = format("oneroster-1.2");
    let there = cross(format("sds-v1"), b, &home);
    assert_eq!(cell::texts(b, &there, "classes.csv", "title"), ["Ma\tths"]);
}

#[test]
fn added_columns_cross_between_versions_in_their_order() {
    let (a, b) = (format("oneroster-1.1"), format("oneroster-1.2"));
    let mut home = sample("oneroster-1.1");
    for file in ["orgs.csv", "results.csv"] {
        let bytes = home.get_mut(file).expect("the file is there");
        let text = String::from_utf8(bytes.clone()).expect("UTF-8");
        let mut lines = text.lines();
        let header = lines.next().expect("a header");
        let mut new = format!("{header},metadata.a,metadata.b,metadata.c\r\n");
        lines.enumerate().for_each(|(n, line)| new += &format!("{line},a{n},b{n},c{n}\r\n"));
        *bytes = new.into_bytes();
    }
    everywhere("oneroster-1.1", &home);
    let there = cross(a, b, &home);
    for file in ["orgs.csv", "results.csv"] {
        let lines = lines(&there, file);
        assert!(lines[0].ends_with(",metadata.a,metadata.b,metadata.c"), "{}", lines[0]);
        assert!(lines[1].ends_with(",a0,b0,c0"), "{}", lines[1]);
    }
}
