//! Embedding: what is carried rides in the package itself, for when no sidecar can travel along.

mod common;

use arbitrary::Unstructured;
use common::{cell, csv_formats, difference, errors, pairs_of, sample};
use proptest::prelude::*;
use roster_core::{
    Format, Memory, Sheet, Source,
    generate::{self, District, Want},
};
use roster_mapping::{
    Carry, Converted, Entry, Options, convert,
    feed::{Feed, Row},
    formats,
};

fn format(id: &str) -> &'static Format {
    formats().into_iter().find(|format| format.id == id).expect("a format")
}
fn across(a: &'static Format, b: &'static Format, home: &Memory) -> Converted {
    convert(a, b, home, None, Carry::Embed, &Options::default())
}
/// The way home without the sidecar.
fn alone(b: &'static Format, a: &'static Format, abroad: &Memory) -> Memory {
    convert(b, a, abroad, None, Carry::Nothing, &Options::default()).package
}

/// The cells that differ in rows whose key came home, each with its file and header.
fn left(
    format: &'static Format,
    home: &Memory,
    back: &Memory,
) -> Vec<(&'static str, &'static str)> {
    let (home, back) = (Feed::read(format, home), Feed::read(format, back));
    let mut left = Vec::new();
    for (file, back) in home.files.iter().zip(&back.files) {
        let columns = file.table.columns;
        let key = |row: &Row<'_>| -> Vec<String> {
            let parts = (0..columns.len()).filter(|c| columns[*c].key);
            parts.map(|c| row[c].clone().into_owned()).collect()
        };
        for row in &file.rows {
            let Some(other) = back.rows.iter().find(|other| key(other) == key(row)) else {
                continue;
            };
            let differ = (0..columns.len()).filter(|c| row[*c] != other[*c]);
            left.extend(differ.map(|c| (file.table.file, columns[c].header)));
        }
    }
    left
}

/// What a record comes home without: secrets, what names a record that has no counterpart, and
/// what the target says of the record only within another.
fn is_excepted(a: &Format, b: &Format, (file, header): (&str, &str)) -> bool {
    let table = a.table(file).expect("a table");
    let column = &table.columns[table.column(header).expect("a column")];
    let manifest = a.manifest.map(|manifest| manifest.file);
    // V1 and Clever say courses and sessions within a section, Clever contacts within a student
    let within = ["courses.csv", "academicSessions.csv"].contains(&file) && b.table(file).is_none();
    // V2 and OneRoster 1.1 say roles within a user
    let within = within || (file == "roles.csv" && ["sds-v2", "oneroster-1.1"].contains(&b.id));
    let contact = b.id == "clever" && file == "users.csv";
    // OneRoster and Clever tell a contact by an id, the files of V1 by an address
    let by_address = ["user.csv", "guardianrelationship.csv"].contains(&file)
        || (file == "relationships.csv" && b.table(file).is_none());
    // only a file all of whose rows say when they changed says so
    let life = ["status", "dateLastModified"].contains(&header);
    let reference = column.refers.is_some() || life;
    column.secret || reference || manifest == Some(file) || within || contact || by_address
}

#[test]
fn there_and_back_with_the_sidecar() {
    for (a, b) in pairs_of(csv_formats()) {
        for name in [a.id.to_owned(), format!("{}-faulty", a.id)] {
            let home = sample(&name);
            let there = across(a, b, &home);
            let sidecar = there.sidecar.as_ref();
            let back = convert(b, a, &there.package, sidecar, Carry::Embed, &Options::default());
            let at = format!("{name} by way of {}", b.id);
            assert!(back.package == home, "{at}: {}", difference(&home, &back.package));
            assert!(back.lost.is_empty() && back.sidecar.is_none(), "{at}");
        }
    }
}

#[test]
fn embed_alone() {
    for (a, b) in pairs_of(csv_formats()) {
        let packages = [sample(a.id), District::new(a, 40, 3).package()];
        for home in packages {
            let back = alone(b, a, &across(a, b, &home).package);
            let left = left(a, &home, &back);
            let left: Vec<_> = left.iter().filter(|place| !is_excepted(a, b, **place)).collect();
            assert!(left.is_empty(), "{} by way of {}: {left:?}", a.id, b.id);
        }
    }
}

#[test]
fn the_middle_stays_valid() {
    for (a, b) in pairs_of(csv_formats()) {
        for home in [sample(a.id), District::new(a, 40, 3).package()] {
            let there = across(a, b, &home).package;
            for profile in b.profiles {
                let found = errors(b, &there, profile.id);
                assert_eq!(found, [""; 0], "{} as {} for {}", a.id, b.id, profile.id);
            }
        }
    }
}

/// Settles: what someone put into embedded columns by hand, or left there when the rest was
/// edited, is gone after one trip.
#[test]
fn forged_and_stale_cells_vanish_once() {
    for (a, b) in pairs_of(csv_formats()) {
        let mut abroad = across(a, b, &sample(a.id)).package;
        for file in 0..abroad.len() {
            let name = abroad.name(file).to_owned();
            if b.manifest.is_some_and(|manifest| manifest.file == name) {
                continue;
            }
            let bytes = abroad.get_mut(&name).expect("there");
            let text = String::from_utf8(bytes.clone()).expect("UTF-8");
            let prefix = b.extensions.unwrap_or_default();
            let columns = ["Grade", "Title", "grades", "status", "Password", ".Made up", "no such"];
            let headers: String =
                columns.map(|column| format!(",{prefix}{}.{column}", a.id)).concat();
            let mut lines = text.lines();
            let mut forged = format!("{}{headers}\r\n", lines.next().unwrap_or_default());
            for (n, line) in lines.enumerate() {
                let cells = ["junk", "~a~1b", "~", "\"a\nb\"", "~~0~1", "", "=1"];
                let cells: String = (0..columns.len())
                    .map(|c| format!(",{}", cells[(c + n) % cells.len()]))
                    .collect();
                forged += &format!("{line}{cells}\r\n");
            }
            *bytes = forged.into_bytes();
        }
        let trip = |package: &Memory| alone(a, b, &alone(b, a, package));
        let once = trip(&abroad);
        let twice = trip(&once);
        let at = format!("{} in {}", a.id, b.id);
        assert!(once == twice, "{at}: {}", difference(&once, &twice));
        for profile in a.profiles {
            let home = alone(b, a, &abroad);
            assert_eq!(errors(a, &home, profile.id), [""; 0], "{at} for {}", profile.id);
        }
    }
}

#[test]
fn an_edit_abroad_wins_over_what_rides() {
    let (v1, or) = (format("sds-v1"), format("oneroster-1.2"));
    // the name is respelt on its way, so it rides beside itself
    let home = sample("sds-v1-faulty");
    for (header, column) in [("givenName", "First Name"), ("familyName", "Last Name")] {
        let there = across(v1, or, &home);
        let mut abroad = there.package;
        let at = cell::column(or, &abroad, "users.csv", header);
        let bytes = abroad.get_mut("users.csv").expect("there");
        let mut sheet = Sheet::parse(bytes);
        for row in 1..sheet.len() {
            sheet.set(row, at, "Edited").expect("a cell");
        }
        *bytes = sheet.write();
        for sidecar in [None, there.sidecar.as_ref()] {
            let back = convert(or, v1, &abroad, sidecar, Carry::Embed, &Options::default());
            let names = cell::texts(v1, &back.package, "Teacher.csv", column);
            assert!(names.iter().all(|name| name == "Edited"), "{names:?}");
        }
    }
}

#[test]
fn no_secret_rides() {
    for (a, b) in pairs_of(csv_formats()) {
        let there = across(a, b, &sample(a.id)).package;
        let prefix = format!("{}{}.", b.extensions.unwrap_or_default(), a.id);
        for file in 0..there.len() {
            let text = String::from_utf8(there.read(file).expect("there").to_vec()).expect("UTF-8");
            let headers = text.lines().next().unwrap_or_default().split(',');
            for header in headers.filter(|header| header.starts_with(&prefix)) {
                assert!(!header.to_lowercase().contains("password"), "{header}");
            }
        }
    }
}

/// An id that is spelt otherwise abroad is spelt as at home again, wherever it stands.
#[test]
fn ids_ride() {
    let (v1, or) = (format("sds-v1"), format("oneroster-1.2"));
    let home = Memory::new()
        .file("School.csv", "SIS ID,Name\r\nšk 1,North\r\n")
        .file("Section.csv", "SIS ID,School SIS ID,Section Name\r\nS 1,šk 1,Maths\r\n")
        .file("Student.csv", "SIS ID,School SIS ID,Username\r\n7,šk 1,ada\r\nÅ,šk 1,bo\r\n")
        .file("Teacher.csv", "SIS ID,School SIS ID,Username\r\n7,šk 1,cleo\r\n")
        .file("StudentEnrollment.csv", "Section SIS ID,SIS ID\r\nS 1,7\r\nS 1,Å\r\n")
        .file("TeacherRoster.csv", "Section SIS ID,SIS ID\r\nS 1,7\r\n");
    let there = across(v1, or, &home);
    let back = alone(or, v1, &there.package);
    for file in ["School.csv", "Section.csv", "Student.csv", "Teacher.csv"] {
        let header = if file == "School.csv" { "SIS ID" } else { "School SIS ID" };
        let expected = cell::texts(v1, &home, file, header);
        assert_eq!(cell::texts(v1, &back, file, header), expected, "{file} {header}");
        let ids = cell::texts(v1, &back, file, "SIS ID");
        assert_eq!(ids, cell::texts(v1, &home, file, "SIS ID"), "{file}");
    }
    for file in ["StudentEnrollment.csv", "TeacherRoster.csv"] {
        for header in ["Section SIS ID", "SIS ID"] {
            let expected = cell::texts(v1, &home, file, header);
            assert_eq!(cell::texts(v1, &back, file, header), expected, "{file} {header}");
        }
    }
}

/// What became of a record rides where a file says only what has changed.
#[test]
fn a_delta_rides() {
    let (or, v1) = (format("oneroster-1.2"), format("sds-v1"));
    let mut home = sample("oneroster-1.2");
    let manifest = home.get_mut("manifest.csv").expect("there");
    let text = String::from_utf8(manifest.clone()).expect("UTF-8");
    *manifest = text.replace("file.orgs,bulk", "file.orgs,delta").into_bytes();
    let orgs = home.get_mut("orgs.csv").expect("there");
    let mut sheet = Sheet::parse(orgs);
    for row in 1..sheet.len() {
        sheet.set(row, 1, "active").expect("a cell");
        sheet.set(row, 2, "2026-08-31T12:00:00.000Z").expect("a cell");
    }
    *orgs = sheet.write();
    let there = across(or, v1, &home).package;
    let ridden = |header: &str| {
        let feed = Feed::read(v1, &there);
        let file = feed.file("School.csv");
        let at = file.extra.iter().position(|extra| *extra == header).expect("it rides");
        file.rows[0][file.table.columns.len() + at].clone().into_owned()
    };
    assert_eq!(ridden("oneroster-1.2.dateLastModified"), "2026-08-31T12:00:00.000Z");
    assert_eq!(ridden("oneroster-1.2.status"), "active");
    let back = alone(v1, or, &there);
    let dates = cell::texts(or, &back, "orgs.csv", "dateLastModified");
    assert!(
        !dates.is_empty() && dates.iter().all(|date| date.starts_with("2026-08-31")),
        "{dates:?}"
    );
    assert_eq!(errors(or, &back, "1edtech"), [""; 0]);
}

/// A column of home that bears an embedded column's name is not taken for one.
#[test]
fn a_home_column_with_such_a_name_is_its_own() {
    let own = ["sds-v1.Title", "oneroster-1.2.role", "metadata.sds-v1.Title", "sds-v1..Mascot"];
    for (a, b) in [("sds-v1", "sds-v1-uk"), ("sds-v1", "oneroster-1.2"), ("sds-v1", "clever")] {
        for header in own {
            let (a, b) = (format(a), format(b));
            let school = format!("SIS ID,Name,{header}\r\n1,North,owl\r\n");
            let home = Memory::new()
                .file("School.csv", school)
                .file("Student.csv", "SIS ID,School SIS ID,Username\r\nP,1,ada\r\n")
                .file("Teacher.csv", "SIS ID,School SIS ID,Username\r\n");
            let back = alone(b, a, &across(a, b, &home).package);
            let school = (0..back.len()).find(|file| back.name(*file) == "School.csv");
            let feed = Feed::read(a, &back);
            let file = feed.file("School.csv");
            assert!(school.is_some());
            let at = file.extra.iter().position(|extra| *extra == header);
            let at =
                file.table.columns.len() + at.unwrap_or_else(|| panic!("{header} by {}", b.id));
            assert_eq!(file.rows[0][at], "owl", "{header} by way of {}", b.id);
        }
    }
}

/// A course without a name goes by its id abroad; that the id is spelt otherwise there gives it none
/// at home.
#[test]
fn a_course_without_a_name_has_none_when_its_id_is_respelt() {
    let (a, b) = (format("sds-v1"), format("oneroster-1.1"));
    let section = "SIS ID,School SIS ID,Section Name,Course SIS ID,Course Name\r\nS,1,Art,a b,\r\n";
    let home = Memory::new()
        .file("School.csv", "SIS ID,Name\r\n1,North\r\n")
        .file("Section.csv", section)
        .file("Student.csv", "SIS ID,School SIS ID,Username\r\n")
        .file("Teacher.csv", "SIS ID,School SIS ID,Username\r\n")
        .file("StudentEnrollment.csv", "Section SIS ID,SIS ID\r\n")
        .file("TeacherRoster.csv", "Section SIS ID,SIS ID\r\n");
    let there = across(a, b, &home).package;
    let titles = cell::texts(b, &there, "courses.csv", "title");
    assert_eq!(titles, ["a b"]);
    let back = alone(b, a, &there);
    assert_eq!(left(a, &home, &back), []);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn generated_packages_embed(
        pair in 0..72_usize,
        hostile in any::<bool>(),
        bytes in proptest::collection::vec(any::<u8>(), 0..600),
    ) {
        let (a, b) = pairs_of(csv_formats()).nth(pair).expect("so many pairs");
        let want = if hostile { Want::Hostile } else { Want::Valid };
        let home = generate::package(a, want, &mut Unstructured::new(&bytes))?;
        let there = across(a, b, &home);
        let sidecar = there.sidecar.as_ref();
        let back = convert(b, a, &there.package, sidecar, Carry::Embed, &Options::default());
        prop_assert!(back.package == home, "{} by {}: {}", a.id, b.id, difference(&home, &back.package));
        if hostile {
            return Ok(());
        }
        for profile in b.profiles {
            prop_assert_eq!(errors(b, &there.package, profile.id), [""; 0], "{} for {}", b.id, profile.id);
        }
        let left = left(a, &home, &alone(b, a, &there.package));
        // someone in two roles at one school, where the other format does not tell them apart
        let in_ledger = |place: &(&str, &str)| {
            let is = |entry: &&Entry| (entry.file, &*entry.header) == *place;
            let ambiguous = ["roles.csv", "enrollments.csv"].contains(&place.0);
            ambiguous && there.ledger.columns.iter().find(is).is_some_and(|of| of.carried > 0)
        };
        let left: Vec<_> = left
            .iter()
            .filter(|place| !is_excepted(a, b, **place) && !in_ledger(place))
            .collect();
        prop_assert!(left.is_empty(), "{} by way of {}: {left:?}", a.id, b.id);
    }
}
