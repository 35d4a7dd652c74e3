//! Files for the benchmarks, of people who do not exist.

use std::fmt::Write;

/// How the cells of a file are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quotes {
    /// Where a cell needs them: here, nowhere.
    Needed,
    /// Around every cell, with CRLF line ends.
    Everywhere,
}

/// `StudentEnrollment.csv` with so many rows: two ids of 36 characters a row.
pub fn enrollments(rows: usize, quotes: Quotes) -> Vec<u8> {
    let header = ["Section SIS ID", "SIS ID"];
    csv(&header, rows, quotes, |i| vec![uuid(i as u64 / 25), uuid(i as u64)])
}

/// `Student.csv` with so many rows.
pub fn students(rows: usize, quotes: Quotes) -> Vec<u8> {
    let header = [
        "SIS ID",
        "School SIS ID",
        "First Name",
        "Last Name",
        "Username",
        "Grade",
        "Birthdate",
        "Graduation Year",
    ];
    csv(&header, rows, quotes, |i| {
        vec![
            uuid(i as u64),
            format!("sch-{:04}", i / 600),
            format!("Given{}", i % 40),
            format!("Family{}", i % 997),
            format!("user{i}"),
            format!("{:02}", 1 + i % 12),
            format!("{}-{:02}-{:02}", 2008 + i % 12, 1 + i % 12, 1 + i % 28),
            format!("{}", 2026 + i % 12),
        ]
    })
}

/// A package of so many students, each in eight sections.
pub fn package(students: usize) -> Vec<(&'static str, Vec<u8>)> {
    let schools = students.div_ceil(600);
    let sections = students.div_ceil(3);
    let plain = Quotes::Needed;
    let section_header = ["SIS ID", "School SIS ID", "Section Name"];
    let teacher_header = ["SIS ID", "School SIS ID", "Username"];
    let roster_header = ["Section SIS ID", "SIS ID"];
    vec![
        (
            "School.csv",
            csv(&["SIS ID", "Name"], schools, plain, |i| {
                vec![format!("sch-{i:04}"), format!("School {i}")]
            }),
        ),
        (
            "Section.csv",
            csv(&section_header, sections, plain, |i| {
                vec![uuid(i as u64), format!("sch-{:04}", i % schools), format!("Section {i}")]
            }),
        ),
        ("Student.csv", self::students(students, plain)),
        (
            "Teacher.csv",
            csv(&teacher_header, sections, plain, |i| {
                vec![format!("t{i}"), format!("sch-{:04}", i % schools), format!("teacher{i}")]
            }),
        ),
        (
            "StudentEnrollment.csv",
            csv(&roster_header, students * 8, plain, |i| {
                vec![uuid((i / 24 + i % 8 * 7) as u64 % sections as u64), uuid(i as u64 / 8)]
            }),
        ),
        (
            "TeacherRoster.csv",
            csv(&roster_header, sections, plain, |i| vec![uuid(i as u64), format!("t{i}")]),
        ),
    ]
}

fn csv(
    header: &[&str],
    rows: usize,
    quotes: Quotes,
    row: impl Fn(usize) -> Vec<String>,
) -> Vec<u8> {
    let mut out = String::new();
    let mut line = |cells: &[String]| {
        for (i, cell) in cells.iter().enumerate() {
            let comma = if i == 0 { "" } else { "," };
            let _ = match quotes {
                Quotes::Needed => write!(out, "{comma}{cell}"),
                Quotes::Everywhere => write!(out, "{comma}\"{cell}\""),
            };
        }
        out.push_str(if quotes == Quotes::Needed { "\n" } else { "\r\n" });
    };
    line(&header.iter().map(|&name| String::from(name)).collect::<Vec<_>>());
    (0..rows).for_each(|i| line(&row(i)));
    out.into_bytes()
}

/// A UUID of version 4's shape, spread by a mixing step (Steele et al., SplitMix64).
fn uuid(n: u64) -> String {
    let mix = |n: u64| {
        let n = n.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let n = (n ^ n >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let n = (n ^ n >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        n ^ n >> 31
    };
    let (a, b) = (mix(n), mix(!n));
    format!(
        "{:08x}-{:04x}-4{:03x}-8{:03x}-{:012x}",
        a >> 32,
        a >> 16 & 0xFFFF,
        a & 0xFFF,
        b >> 52,
        b & 0xFFFF_FFFF_FFFF
    )
}
