//! Records go through `serde` and `csv` and come back as they were.

use roster_core::{
    Field, Id, Options, Record, Sheet, Text, Value,
    csv::{FileCheck, Headers},
};
use sds_model::v1::{FORMAT, School, Student};

const STUDENTS: &str = "Username,SIS ID,School SIS ID,Birthdate\n\
                        noor,P1,100,4/2/2012\n\"le,o\",P2,100,\n";

#[test]
fn csv_deserializes_records_under_their_headers() {
    let mut reader = csv::Reader::from_reader(STUDENTS.as_bytes());
    let read: Vec<Student<'static>> = reader.deserialize().map(|r| r.expect("a student")).collect();
    let sheet = Sheet::parse(STUDENTS.as_bytes());
    let rows: Vec<_> = Student::rows(&sheet).collect();
    assert_eq!(read, rows);
    assert_eq!(read[0].birthdate.text(), Some("4/2/2012"));
    assert_eq!(read[0].grade, Field::ABSENT);
    assert_eq!(read[1].birthdate.text(), Some(""));
}

#[test]
fn csv_serializes_records_under_their_headers() {
    let student = Student {
        sis_id: Field::of(&Id::read("P1").expect("any text")),
        username: Field::raw("noor"),
        school_sis_id: Field::raw("100"),
        first_name: Field::of(&Text::read("Noor \"N\"").expect("any text")),
        ..Student::default()
    };
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.serialize(&student).expect("written");
    let bytes = writer.into_inner().expect("in memory");
    assert_eq!(
        String::from_utf8(bytes.clone()).expect("text"),
        "SIS ID,School SIS ID,Username,First Name\nP1,100,noor,\"Noor \"\"N\"\"\"\n"
    );
    let mut reader = csv::Reader::from_reader(&bytes[..]);
    let read: Student<'_> = reader.deserialize().next().expect("a row").expect("a student");
    assert_eq!(read, student);
}

#[test]
fn unknown_columns_are_kept_or_refused_and_never_dropped() {
    let csv = "SIS ID,Name,Colour\n7,Northside,green\n";
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let school: School<'_> = reader.deserialize().next().expect("a row").expect("a school");
    assert_eq!((&*school.ext[0].header, &*school.ext[0].cell), (&b"Colour"[..], &b"green"[..]));

    let json = serde_json::to_string(&school).expect("text keys");
    assert_eq!(json, r#"{"SIS ID":"7","Name":"Northside","Colour":"green"}"#);
    assert_eq!(serde_json::from_str::<School<'_>>(&json).expect("a school"), school);

    let mut writer = csv::Writer::from_writer(Vec::new());
    assert!(writer.serialize(&school).is_err(), "csv cannot write columns of no fixed name");
}

#[test]
fn headers_are_bound_leniently_by_every_door() {
    let csv = "sis id, Name\n7,Northside\n";
    let sheet = Sheet::parse(csv.as_bytes());
    let school = School::rows(&sheet).next().expect("a row");
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let by_serde: School<'_> = reader.deserialize().next().expect("a row").expect("a school");
    assert_eq!(school.sis_id.text(), Some("7"));
    assert_eq!(school, by_serde);
}

#[test]
fn a_programs_own_records_go_in_and_out() {
    let bytes = b"Name,Colour,SIS ID,Name\nNorthside,green,7,again\nb\xFF,,8,\n,red,7,\n";
    let mut reader = csv::Reader::from_reader(&bytes[..]);
    let names = reader.byte_headers().expect("a header").clone();
    let headers = Headers::of(School::TABLE, &names);
    let options = Options::new();
    let mut check = FileCheck::new(&FORMAT, School::TABLE, &names, &options);
    for row in reader.byte_records() {
        let row = row.expect("in memory");
        let school: School<'_> = headers.record(&row);
        assert_eq!(headers.byte_record(&school), row);
        check.row(&row);
    }
    let (findings, totals) = check.finish();
    let shown: Vec<_> = findings.iter().map(|f| (f.rule.name, f.place.line, f.place.row)).collect();
    assert_eq!(
        shown,
        [
            ("unknown-header", Some(1), Some(0)),
            ("repeated-header", Some(1), Some(0)),
            ("not-utf-8", Some(3), Some(2)),
            ("required-value", Some(4), Some(3)),
            ("duplicate-key", Some(4), Some(3)),
        ]
    );
    assert_eq!((totals.error, totals.info), (4, 1));
}

#[test]
fn string_records_work_as_well() {
    let mut reader = csv::Reader::from_reader(STUDENTS.as_bytes());
    let names = reader.headers().expect("a header").clone();
    let headers = Headers::of(Student::TABLE, &names);
    for row in reader.records() {
        let row = row.expect("a row");
        let student: Student<'_> = headers.record(&row);
        assert_eq!(student.school_sis_id.text(), Some("100"));
        assert_eq!(headers.byte_record(&student), *row.as_byte_record());
    }
}

#[test]
fn what_is_no_record_is_told_what_was_expected() {
    let error = |json| serde_json::from_str::<School<'_>>(json).expect_err("no record").to_string();
    let of_row = "invalid type: integer `7`, expected a row of School.csv under its header";
    assert!(error("7").starts_with(of_row), "{}", error("7"));
    let of_cell = error(r#"{"SIS ID":{}}"#);
    assert!(of_cell.starts_with("invalid type: map, expected text"), "{of_cell}");
}
