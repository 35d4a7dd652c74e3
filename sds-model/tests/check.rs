//! What a check says of V1 packages: faults planted one by one in a clean package.

use roster_core::{
    FileAt, Finding, Format, Level, Limit, Memory, Options, Profile, Severity, Source, Summary,
    catalogue, check,
    render::{Human, Report, human},
};
use sds_model::{CREATE_USERS, consumer, v1, v1_uk};

const SCHOOL: &str = "SIS ID,Name\r\n100,Alder Grove\r\n200,Harbor Point\r\n";
const SECTION: &str = "SIS ID,School SIS ID,Section Name,Term StartDate\r\n\
                       S1,100,Reading,2026-08-31\r\nS2,200,Biology,2026-08-31\r\n";
const STUDENT: &str = "SIS ID,School SIS ID,Username,Grade\r\n\
                       P1,100,noor,03\r\nP2,100,leo,04\r\nP3,200,aya,09\r\n";
const TEACHER: &str = "SIS ID,School SIS ID,Username\r\nT1,100,ines\r\nT2,200,tomas\r\n";
const ENROLLMENT: &str = "Section SIS ID,SIS ID\r\nS1,P1\r\nS1,P2\r\nS2,P3\r\n";
const ROSTER: &str = "Section SIS ID,SIS ID\r\nS1,T1\r\nS2,T2\r\n";

fn clean() -> Memory {
    Memory::new()
        .file("School.csv", SCHOOL)
        .file("Section.csv", SECTION)
        .file("Student.csv", STUDENT)
        .file("Teacher.csv", TEACHER)
        .file("StudentEnrollment.csv", ENROLLMENT)
        .file("TeacherRoster.csv", ROSTER)
}
/// The clean package with one file appended to.
fn appended(file: &str, text: &str) -> Memory {
    let mut package = clean();
    package.get_mut(file).expect("in the package").extend_from_slice(text.as_bytes());
    package
}
/// The clean package with one file replaced.
fn replaced(file: &str, text: &str) -> Memory {
    let mut package = clean();
    *package.get_mut(file).expect("in the package") = text.as_bytes().to_vec();
    package
}

fn run(package: &Memory, options: &Options) -> (Summary, Vec<Finding>) {
    run_as(&v1::FORMAT, package, options)
}
fn run_as(format: &'static Format, package: &Memory, options: &Options) -> (Summary, Vec<Finding>) {
    let mut findings = Vec::new();
    let summary = check(format, package, options, &mut findings);
    (summary, findings)
}
/// Rule, severity, file, line and column of each finding.
fn shown(package: &Memory, options: &Options) -> Vec<String> {
    let place = |finding: &Finding| {
        let place = &finding.place;
        let file = match place.file {
            FileAt::Present(file) => package.name(file),
            FileAt::Absent(table) => table.file,
            _ => "?",
        };
        let line = place.line.map_or(String::new(), |line| format!(":{line}"));
        let column = place.column.map_or(String::new(), |column| format!(" {column}"));
        format!("{} {} {file}{line}{column}", finding.rule.name, finding.severity)
    };
    run(package, options).1.iter().map(place).collect()
}
fn in_spec(package: &Memory) -> Vec<String> {
    shown(package, &Options::new())
}

#[test]
fn a_clean_package_has_no_finding() {
    for profile in consumer::v1::ALL {
        assert_eq!(shown(&clean(), &Options::new().profile(profile)), [""; 0], "{}", profile.id);
    }
    let (summary, _) = run(&clean(), &Options::new());
    let rows: Vec<_> = summary.files.iter().map(|file| file.rows).collect();
    assert_eq!(rows, [2, 2, 3, 2, 3, 2]);
}

#[test]
fn planted_faults_are_found_at_their_place_and_hide_nothing() {
    let mut package = clean();
    let mut add = |file: &str, text: &str| {
        package.get_mut(file).expect("in the package").extend_from_slice(text.as_bytes());
    };
    add("Student.csv", "P1,100,other,05\r\nP4,100,,05\r\nP5,300,finn,05\r\nP6,100,\"mara,06");
    add("StudentEnrollment.csv", "S9,P1\r\nS1,P9\r\n,P2\r\n");
    assert_eq!(
        in_spec(&package),
        [
            "duplicate-key error Student.csv:5 SIS ID",
            "required-value error Student.csv:6 Username",
            "dangling-reference error Student.csv:7 School SIS ID",
            "unclosed-quote error Student.csv:8 Username",
            "dangling-reference error StudentEnrollment.csv:5 Section SIS ID",
            "dangling-reference error StudentEnrollment.csv:6 SIS ID",
            "required-value error StudentEnrollment.csv:7 Section SIS ID",
        ]
    );
}

#[test]
fn an_open_quote_at_an_id_does_not_cost_the_record_its_references() {
    let student = STUDENT.replace("P3,200,aya,09\r\n", "\"P3,200,aya,09");
    assert_eq!(
        in_spec(&replaced("Student.csv", &student)),
        ["unclosed-quote error Student.csv:4 SIS ID"]
    );
}

#[test]
fn one_id_twice_in_a_school_is_an_error_and_in_two_schools_a_warning() {
    assert_eq!(
        in_spec(&appended("Student.csv", "P1,100,noor,03\r\n")),
        ["duplicate-key error Student.csv:5 SIS ID"]
    );
    assert_eq!(
        in_spec(&appended("Student.csv", "P1,200,noor,03\r\n")),
        ["repeated-id warning Student.csv:5 SIS ID"]
    );
    assert_eq!(
        in_spec(&appended("School.csv", "100,Again\r\n")),
        ["duplicate-key error School.csv:4 SIS ID"]
    );
}

#[test]
fn one_username_of_two_people_is_a_warning_and_of_one_person_nothing() {
    assert_eq!(
        in_spec(&appended("Student.csv", "P7,200,noor,03\r\n")),
        ["shared-value warning Student.csv:5 Username"]
    );
}

#[test]
fn a_duplicate_tells_the_first_row() {
    let (_, findings) =
        run(&appended("Student.csv", "P1,100,a,03\r\nP1,100,b,03\r\n"), &Options::new());
    let [duplicate] = &findings[..] else { panic!("one cause, one finding: {findings:?}") };
    assert_eq!((duplicate.place.line, duplicate.place.row, duplicate.count), (Some(5), Some(4), 2));
    let also: Vec<_> = duplicate.also.iter().map(|spot| (spot.line, spot.row)).collect();
    assert_eq!(also, [(2, 1), (6, 5)]);
}

#[test]
fn rows_behind_one_dangling_id_are_one_finding() {
    let (summary, findings) =
        run(&appended("StudentEnrollment.csv", "S9,P1\r\nS9,P2\r\nS9,P3\r\n"), &Options::new());
    assert_eq!(findings.len(), 1);
    assert_eq!((findings[0].count, findings[0].place.line), (3, Some(5)));
    assert_eq!((summary.totals.error, summary.occurrences), (1, 3));
}

#[test]
fn a_missing_file_is_one_finding_and_silences_references_to_it() {
    let mut package = clean();
    package.remove("Student.csv");
    assert_eq!(in_spec(&package), ["missing-file error Student.csv"]);
    let mut package = clean();
    package.remove("Section.csv");
    assert_eq!(in_spec(&package), ["incomplete-set error Section.csv"]);
}

#[test]
fn a_file_that_cannot_be_read_is_one_finding() {
    let utf16: Vec<u8> = STUDENT.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (bytes, want) in [
        (utf16, "utf-16 error Student.csv"),
        (b"P1,100,noor,03\nP2,100,leo,04\n".to_vec(), "no-known-header error Student.csv:1"),
        (b"\r\n\r\n".to_vec(), "no-header error Student.csv"),
        (b"SIS ID;Username\nP1;noor\n".to_vec(), "wrong-delimiter error Student.csv:1"),
        (b"SIS ID\tFirst, Last\nP1\tNoor\n".to_vec(), "wrong-delimiter error Student.csv:1"),
        (b"\"SIS ID\"|\"Username\"\n".to_vec(), "wrong-delimiter error Student.csv:1"),
    ] {
        let mut package = clean();
        *package.get_mut("Student.csv").expect("in the package") = bytes;
        assert_eq!(in_spec(&package), [want]);
    }
}

#[test]
fn class_files_come_together_or_not_at_all() {
    let mut package = clean();
    for file in ["Section.csv", "StudentEnrollment.csv", "TeacherRoster.csv"] {
        package.remove(file);
    }
    let of = |profile| shown(&package, &Options::new().profile(profile));
    assert_eq!(of(&consumer::v1::SPEC), ["no-class-files warning Section.csv"]);
    assert_eq!(of(&consumer::v1::SDS_CLASSIC), ["no-class-files error Section.csv"]);
    assert_eq!(of(&consumer::v1::SDS), [""; 0]);
    let guardians = clean().file("user.csv", "Email,First Name,Last Name,Phone,SIS ID\r\n");
    assert!(in_spec(&guardians).contains(&"incomplete-set error guardianrelationship.csv".into()));
}

#[test]
fn creating_users_takes_names_and_passwords() {
    let create = Options::new().flag(CREATE_USERS);
    let headers = |file| {
        ["First Name", "Last Name", "Password"]
            .map(|c| format!("missing-header error {file}:1 {c}"))
    };
    let want: Vec<_> = headers("Student.csv").into_iter().chain(headers("Teacher.csv")).collect();
    let mut found = shown(&clean(), &create);
    found.sort();
    assert_eq!(found, want);

    let student = "SIS ID,School SIS ID,Username,First Name,Last Name,Password\r\n\
                   P1,100,noor,Noor,H,\r\nP2,100,leo,Leo,C,x\r\nP3,200,aya,Aya,L,x\r\n";
    let blank = "required-value error Student.csv:2 Password";
    assert!(shown(&replaced("Student.csv", student), &create).contains(&blank.into()));
    assert_eq!(in_spec(&replaced("Student.csv", student)), [""; 0]);
}

#[test]
fn headers_are_told_apart() {
    let header = |text: &str| STUDENT.replacen("SIS ID,School SIS ID,Username,Grade", text, 1);
    let of = |text: &str| in_spec(&replaced("Student.csv", &header(text)));
    assert_eq!(
        of("sis id,School SIS ID,Username,Grade"),
        ["header-case error Student.csv:1 SIS ID"]
    );
    assert_eq!(
        of("SIS ID,School SIS ID ,Username,Grade"),
        ["header-space error Student.csv:1 School SIS ID"]
    );
    assert_eq!(
        of("SIS ID,School SIS ID,Usernam,Grade"),
        ["missing-header error Student.csv:1 Username", "unknown-header info Student.csv:1 3"]
    );
    assert_eq!(
        of("SIS ID,School SIS ID,Username,SIS ID"),
        ["repeated-header error Student.csv:1 SIS ID"]
    );
    assert_eq!(
        of("SIS ID,School SIS ID,Username,Resident City"),
        ["header-alias warning Student.csv:1 Residence City"]
    );
}

#[test]
fn a_near_header_is_named() {
    let near = STUDENT.replacen("Username", "User name", 1);
    let (_, findings) = run(&replaced("Student.csv", &near), &Options::new());
    let unknown = findings.iter().find(|f| f.rule.name == "unknown-header").expect("found");
    assert!(unknown.message().contains("did you mean `Username`?"), "{}", unknown.message());
}

#[test]
fn the_services_differ() {
    let section = "SIS ID,School SIS ID,Section Name,Term StartDate,Term EndDate,Course Subject\r\n\
                   S1,100,Reading & Writing,8/31/2026,2026-12-18,Math\r\n\
                   S2,200,Biology,2026-08-31,2026-02-30,03\r\n";
    let package = replaced("Section.csv", section);
    let of = |profile| shown(&package, &Options::new().profile(profile));
    assert_eq!(
        of(&consumer::v1::SPEC),
        [
            "discouraged-character info Section.csv:2 Section Name",
            "date-spelling info Section.csv:2 Term StartDate",
            "mixed-dates warning Section.csv:3 Term StartDate",
            "invalid-value error Section.csv:3 Term EndDate",
        ]
    );
    assert_eq!(
        of(&consumer::v1::SDS_CLASSIC),
        [
            "discouraged-character warning Section.csv:2 Section Name",
            "mixed-dates error Section.csv:3 Term StartDate",
            "invalid-value error Section.csv:3 Term EndDate",
        ]
    );
    assert_eq!(
        of(&consumer::v1::SDS),
        [
            "date-spelling warning Section.csv:2 Term StartDate",
            "unlisted-word warning Section.csv:2 Course Subject",
            "mixed-dates warning Section.csv:3 Term StartDate",
            "invalid-value warning Section.csv:3 Term EndDate",
        ]
    );
}

#[test]
fn days_before_months_are_not_mixed_with_themselves() {
    let of = |dates: [&str; 2]| {
        let [a, b] = dates;
        let section = format!(
            "SIS ID,School SIS ID,Section Name,Term StartDate\r\nS1,100,A,{a}\r\nS2,200,B,{b}\r\n"
        );
        in_spec(&replaced("Section.csv", &section))
            .iter()
            .any(|finding| finding.starts_with("mixed-dates"))
    };
    assert!(!of(["4/2/2026", "31/1/2026"]));
    assert!(!of(["4/2/2026", "1/31/2026"]));
    assert!(of(["1/31/2026", "31/1/2026"]));
    assert!(of(["2026-01-31", "20260131"]));
}

#[test]
fn principals_need_not_be_teachers() {
    let school = "SIS ID,Name,Principal SIS ID\r\n100,A,nobody\r\n200,B,\r\n";
    assert_eq!(in_spec(&replaced("School.csv", school)), [""; 0]);
}

#[test]
fn guardians_are_known_by_their_address_whatever_its_case() {
    let package = clean()
        .file(
            "user.csv",
            "Email,First Name,Last Name,Phone,SIS ID\r\nMila@Example.org,Mila,H,,\r\n",
        )
        .file(
            "guardianrelationship.csv",
            "SIS ID,Email,Role\r\nP1,mila@example.ORG,\r\nP9,mila@example.org,Parent\r\n",
        );
    assert_eq!(in_spec(&package), ["dangling-reference error guardianrelationship.csv:3 SIS ID"]);
}

#[test]
fn the_uk_variant_has_its_own_headers() {
    let uk = |text: &str| {
        text.replace("School SIS ID", "School DfE Number")
            .replace("Section SIS ID", "Section ID")
            .replace("SIS ID", "ID")
    };
    let package = Memory::new()
        .file("School.csv", SCHOOL.replace("SIS ID", "DfE Number"))
        .file("Section.csv", uk(SECTION))
        .file("Student.csv", uk(STUDENT))
        .file("Teacher.csv", uk(TEACHER))
        .file("StudentEnrollment.csv", uk(ENROLLMENT))
        .file("TeacherRoster.csv", uk(ROSTER));
    assert_eq!(run_as(&v1_uk::FORMAT, &package, &Options::new()).1, []);
    let formats = sds_model::FORMATS;
    assert_eq!(roster_core::recognise(formats, &package).expect("known").id, "sds-v1-uk");
    assert_eq!(roster_core::recognise(formats, &clean()).expect("known").id, "sds-v1");
    // and its headers are its own in whatever case they are written
    for (package, format) in [(package, "sds-v1-uk"), (clean(), "sds-v1")] {
        let whispering = (0..package.len()).fold(Memory::new(), |whispering, file| {
            let text = package.read(file).expect("in memory").to_ascii_lowercase();
            whispering.file(package.name(file), text)
        });
        for formats in [formats.to_vec(), formats.iter().rev().copied().collect()] {
            let found = roster_core::recognise(&formats, &whispering);
            assert_eq!(found.map(|format| format.id), Some(format));
        }
    }
}

#[test]
fn file_names_in_another_case_are_read() {
    let package = Memory::new()
        .file("school.csv", SCHOOL)
        .file("STUDENT.CSV", STUDENT)
        .file("Student.csv", STUDENT)
        .file("Teacher.csv", TEACHER)
        .file("Menu.csv", "x");
    let of = |profile| shown(&package, &Options::new().profile(profile));
    assert_eq!(
        of(&consumer::v1::SDS),
        [
            "file-name-case info school.csv",
            "file-twice error STUDENT.CSV",
            "unexpected-file warning Menu.csv",
        ]
    );
}

#[test]
fn a_million_faults_are_counted_and_a_few_are_kept() {
    const ROWS: u64 = 1_000_000;
    let mut student = String::from("SIS ID,School SIS ID,Username,Birthdate\n");
    for i in 0..ROWS {
        student.push_str(&format!("{i},100,u{i},x\n"));
    }
    let package = replaced("Student.csv", &student);
    let (summary, findings) = run(&package, &Options::new().limit(Limit::per_rule(10)));
    let listed = findings.iter().filter(|f| f.rule.name == "invalid-value").count();
    assert_eq!(listed, 10);
    // and every enrolment dangles
    assert_eq!(summary.totals.error, ROWS + 3);
    assert_eq!(summary.totals.warning, 1, "too many rows");
    assert!(findings.iter().filter(|f| f.severity == Severity::Error).count() == 13);
}

#[test]
fn rows_are_found_in_lines_of_every_kind() {
    let student = "SIS ID,School SIS ID,Username\r\
                   P1,100,noor\n\
                   \n\
                   P2,100,\"l\r\neo\"\r\n\
                   P3,200,\r\n";
    let package = replaced("Student.csv", student);
    assert_eq!(
        in_spec(&package),
        [
            "bare-carriage-return warning Student.csv:1",
            "blank-line warning Student.csv:3",
            "line-break error Student.csv:4 Username",
            "required-value error Student.csv:6 Username",
        ]
    );
}

#[test]
fn a_header_of_a_million_columns_and_a_row_of_a_million_cells_are_read() {
    let many = "x\0y,".repeat(1_000_000);
    let student = format!("SIS ID,{many}School SIS ID,Username\nP1,{many}100,noor\n");
    let package = replaced("Student.csv", &student);
    let report = Report::of(&v1::FORMAT, &package, &Options::new());
    let nuls = 2_000_000;
    assert_eq!(report.summary.totals.error, nuls + 2, "and enrolments of P2 and P3");
    assert_eq!(report.summary.totals.info, 1_000_000);
    assert!(human(&report, &Human::default()).contains("column 2"));
}

#[test]
fn nothing_is_told_of_a_secret_but_that_it_is_blank() {
    let student = "SIS ID,School SIS ID,Username,Password\r\n\
                   P1,100,noor, =1+2 \r\nP2,100,leo,@x\r\nP3,200,aya,\r\n";
    assert_eq!(in_spec(&replaced("Student.csv", student)), [""; 0]);
}

#[test]
fn each_column_is_counted_for_itself() {
    let section = "SIS ID,School SIS ID,Section Name,Term StartDate,Term EndDate\r\n\
                   S1,100,A,8/31/2026,12/18/2026\r\nS2,200,B,8/31/2026,12/18/2026\r\n";
    let (summary, findings) = run(&replaced("Section.csv", section), &Options::new());
    let counts: Vec<_> = findings.iter().map(|f| (f.rule.name, f.count)).collect();
    assert_eq!(counts, [("date-spelling", 2), ("date-spelling", 2)]);
    assert_eq!((summary.totals.info, summary.occurrences), (2, 4));
}

#[test]
fn a_rule_that_is_off_silences_nothing() {
    static LAX: Profile =
        Profile::new("lax", "", &[(&catalogue::REQUIRED_VALUE, Level::Off, "for this test")]);
    let student = STUDENT.replace("P1,100,noor", "P1,100,  ");
    let package = replaced("Student.csv", &student);
    assert_eq!(in_spec(&package), ["required-value error Student.csv:2 Username"]);
    let lax = shown(&package, &Options::new().profile(&LAX));
    assert_eq!(lax, ["stray-space warning Student.csv:2 Username"]);
}

#[test]
fn places_in_a_line_do_not_depend_on_what_else_is_wrong_there() {
    let student = STUDENT.replace("P1,100,noor,03\r\n", "P1,100,,03\r");
    let (_, findings) = run(&replaced("Student.csv", &student), &Options::new());
    let places: Vec<_> =
        findings.iter().map(|f| (f.rule.name, f.place.line, f.place.in_line)).collect();
    assert_eq!(
        places,
        [("bare-carriage-return", Some(2), Some(11)), ("required-value", Some(2), Some(8)),]
    );
}
