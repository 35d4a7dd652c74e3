//! Edits arrive: what is changed abroad is changed at home, and nothing else is.

mod common;

use std::collections::BTreeSet;

use common::{cell, csv_formats, difference, pairs_of, sample};
use roster_core::{Format, Memory, Sheet, Source, generate::District};
use roster_mapping::{Carry, Linked, Options, convert, formats, linked};

/// Goes across, lets someone edit, and comes home.
fn edited(
    a: &'static Format,
    b: &'static Format,
    home: &Memory,
    edit: impl FnOnce(&mut Memory),
) -> Memory {
    let there = convert(a, b, home, None, Carry::Sidecar, &Options::default());
    let mut package = there.package;
    edit(&mut package);
    let back = convert(b, a, &package, there.sidecar.as_ref(), Carry::Sidecar, &Options::default());
    assert!(!back.foreign_sidecar);
    back.package
}

/// Sets a cell, and leaves every other byte.
fn set(package: &mut Memory, file: &str, row: usize, column: usize, text: &str) {
    let bytes = package.get_mut(file).expect("the file is there");
    let mut sheet = Sheet::parse(bytes);
    sheet.set(row, column, text).expect("a cell that can be set");
    *bytes = sheet.write();
}

/// The columns of a format that say a fact in its own words.
fn columns(format: &'static Format, fact: (&str, &str)) -> Vec<Linked> {
    linked(format).into_iter().filter(|of| of.fact == fact && of.how.is_none()).collect()
}

#[test]
fn a_changed_cell_is_changed_at_home() {
    const NEW: &str = "Zsófia-Edited";
    let mut tried = 0;
    for a in formats() {
        let home = sample(a.id);
        for b in formats().into_iter().filter(|b| b.id != a.id) {
            for fact in
                [("Person", "Given"), ("Person", "Family"), ("Org", "Name"), ("Class", "Title")]
            {
                let own: Vec<String> = columns(a, fact)
                    .iter()
                    .flat_map(|of| cell::texts(a, &home, of.file, of.header))
                    .collect();
                let there = convert(a, b, &home, None, Carry::Sidecar, &Options::default()).package;
                // a text that both say, and say once
                let found = columns(b, fact).into_iter().find_map(|of| {
                    let texts = cell::texts(b, &there, of.file, of.header);
                    let once = |text: &String| {
                        texts.iter().filter(|other| *other == text).count() == 1
                            && own.contains(text)
                    };
                    let row = texts.iter().position(once)?;
                    Some((of, row + 1, texts[row].clone()))
                });
                let Some((of, row, old)) = found else { continue };
                let at = cell::column(b, &there, of.file, of.header);
                let back = edited(a, b, &home, |package| set(package, of.file, row, at, NEW));
                assert_ne!(back, home, "{fact:?} from {} by way of {}", a.id, b.id);
                // where the new text stands, the old one stood, and nothing else is changed
                let mut undone = Memory::new();
                for file in 0..back.len() {
                    let text = String::from_utf8(back.read(file).expect("there").to_vec());
                    let text = text.expect("UTF-8").replace(NEW, &old);
                    undone = undone.file(back.name(file), text);
                }
                assert!(
                    undone == home,
                    "{fact:?} from {} by way of {}: {}",
                    a.id,
                    b.id,
                    difference(&home, &undone)
                );
                tried += 1;
            }
        }
    }
    assert!(tried > 200, "{tried}");
}

fn format(id: &str) -> &'static Format {
    formats().into_iter().find(|format| format.id == id).expect("a format")
}

/// The lines that went and came between two packages, by file.
fn lines(before: &Memory, after: &Memory) -> Vec<String> {
    let mut out = Vec::new();
    let names = (0..before.len()).map(|file| before.name(file));
    let new = (0..after.len()).map(|file| after.name(file));
    for name in names.chain(new).collect::<BTreeSet<_>>() {
        let of = |package: &Memory| {
            let at = (0..package.len()).find(|at| package.name(*at) == name);
            let bytes = at.map(|at| package.read(at).expect("there").to_vec()).unwrap_or_default();
            String::from_utf8(bytes).expect("UTF-8")
        };
        let (old, new) = (of(before), of(after));
        let went = old.lines().filter(|line| !new.lines().any(|other| other == *line));
        out.extend(went.map(|line| format!("{name} - {line}")));
        let came = new.lines().filter(|line| !old.lines().any(|other| other == *line));
        out.extend(came.map(|line| format!("{name} + {line}")));
    }
    out
}

fn append(package: &mut Memory, file: &str, line: &str) {
    let bytes = package.get_mut(file).expect("the file is there");
    bytes.extend_from_slice(line.as_bytes());
    bytes.extend_from_slice(b"\r\n");
}

fn remove(package: &mut Memory, file: &str, begins: &str) {
    let bytes = package.get_mut(file).expect("the file is there");
    let text = String::from_utf8(bytes.clone()).expect("UTF-8");
    let kept = text.split_inclusive('\n').filter(|line| !line.starts_with(begins));
    *bytes = kept.collect::<String>().into_bytes();
}

#[test]
fn a_person_added_abroad_is_at_home() {
    let (v1, or) = (format("sds-v1"), format("oneroster-1.2"));
    let home = sample("sds-v1");
    let back = edited(v1, or, &home, |package| {
        append(package, "users.csv", "N1,,,true,nnew,,Nia,New,,,,,,,05,,,,,,,");
        append(package, "roles.csv", "N1r,,,N1,primary,student,,,100,");
        append(package, "enrollments.csv", "N1e,,,S1,100,N1,student,,,");
    });
    let expected = ["Student.csv + N1,100,Nia,New,nnew,,05,,", "StudentEnrollment.csv + S1,N1"];
    assert_eq!(lines(&home, &back), expected);
}

#[test]
fn a_person_removed_abroad_takes_along_what_needs_them() {
    let (v1, or) = (format("sds-v1"), format("oneroster-1.2"));
    let home = sample("sds-v1");
    let back = edited(v1, or, &home, |package| remove(package, "users.csv", "P1,"));
    let gone = lines(&home, &back);
    let expected = [
        "Student.csv - P1,100,Noor,Halvorsen,nhalvorsen,Heron-Tide-41,03,2017-10-02,2036",
        "StudentEnrollment.csv - S1,P1",
        "StudentEnrollment.csv - S2,P1",
        "guardianrelationship.csv - P1,mila.halvorsen@example.org,Parent",
    ];
    for line in expected {
        assert!(gone.contains(&line.to_owned()), "{line}: {gone:?}");
    }
    assert!(gone.iter().all(|line| line.contains(" - ")), "{gone:?}");
    assert!(gone.len() <= expected.len() + 1, "{gone:?}");
}

#[test]
fn an_enrollment_comes_and_goes() {
    let (or, v1) = (format("oneroster-1.2"), format("sds-v1"));
    let home = sample("oneroster-1.2");
    let there = convert(or, v1, &home, None, Carry::Sidecar, &Options::default()).package;
    let first = cell::texts(v1, &there, "StudentEnrollment.csv", "Section SIS ID").swap_remove(0);
    let who = cell::texts(v1, &there, "StudentEnrollment.csv", "SIS ID").swap_remove(0);
    let back = edited(or, v1, &home, |package| {
        remove(package, "StudentEnrollment.csv", &format!("{first},{who}\r"));
    });
    let changed = lines(&home, &back);
    let went: Vec<_> =
        changed.iter().filter(|line| line.starts_with("enrollments.csv -")).collect();
    assert_eq!(went.len(), 1, "{changed:?}");
    assert!(went[0].contains(&first) && went[0].contains(&who), "{changed:?}");
    assert!(!changed.iter().any(|line| line.contains(" + ")), "{changed:?}");
}

#[test]
fn a_changed_role_moves_a_person_between_files() {
    let (v1, or) = (format("sds-v1"), format("oneroster-1.2"));
    let home = sample("sds-v1");
    let back = edited(v1, or, &home, |package| {
        remove(package, "roles.csv", "P4.");
        remove(package, "enrollments.csv", "S3.P4.");
        append(package, "roles.csv", "P4r,,,P4,primary,teacher,,,200,");
    });
    let changed = lines(&home, &back);
    assert!(changed.iter().any(|line| line.starts_with("Student.csv - P4,")), "{changed:?}");
    assert!(changed.iter().any(|line| line.starts_with("Teacher.csv + P4,200,Sam")), "{changed:?}");
    assert!(changed.contains(&"StudentEnrollment.csv - S3,P4".to_owned()), "{changed:?}");
    assert_eq!(changed.len(), 3, "{changed:?}");
}

#[test]
fn what_was_carried_stays_with_whom_it_belongs() {
    let (v1, or) = (format("sds-v1"), format("oneroster-1.1"));
    let home = sample("sds-v1");
    let back = edited(v1, or, &home, |package| {
        append(package, "orgs.csv", "300,,,New School,school,,");
    });
    assert_eq!(lines(&home, &back), ["School.csv + 300,New School,,,,,,,,,,,"]);
}

/// Without the rows that have a text in a cell of their own.
fn without(package: &Memory, text: &str) -> Memory {
    let mut out = Memory::new();
    for file in 0..package.len() {
        let bytes = package.read(file).expect("there");
        let sheet = Sheet::parse(bytes);
        let says = |row: usize| sheet.row(row).any(|cell| cell.into_bytes() == text.as_bytes());
        let lines = String::from_utf8(bytes.to_vec()).expect("UTF-8");
        let lines = lines.split_inclusive('\n').enumerate();
        let kept: String = lines.filter(|(row, _)| !says(*row)).map(|(_, line)| line).collect();
        out = out.file(package.name(file), kept);
    }
    out
}

/// What is removed abroad is removed at home, and what is added there is added: a person with all
/// that is said of them. Every other line is as it was.
#[test]
fn people_come_and_go() {
    let mut tried = 0;
    for (a, b) in pairs_of(csv_formats()) {
        for with in [sample(a.id), District::new(a, 9, 5).package()] {
            let people: BTreeSet<String> = columns(a, ("Person", "Id"))
                .iter()
                .flat_map(|of| cell::texts(a, &with, of.file, of.header))
                .filter(|id| !id.is_empty())
                .collect();
            tried += people.iter().filter(|who| comes_and_goes(a, b, &with, who)).count();
        }
    }
    assert!(tried > 500, "{tried}");
}

/// Whether someone is abroad, and nobody else just for them.
fn comes_and_goes(a: &'static Format, b: &'static Format, with: &Memory, who: &str) -> bool {
    let across =
        |home: &Memory| convert(a, b, home, None, Carry::Nothing, &Options::default()).package;
    let without = without(with, who);
    // in a list of several they are an item
    let all = lines(&Memory::new(), &without);
    if all.iter().any(|line| line.split(['"', ',', ' ']).any(|item| item == who)) {
        return false;
    }
    let (abroad, edited_abroad) = (across(with), across(&without));
    let removed = lines(&abroad, &edited_abroad);
    let is_about = |line: &String| line.contains(" - ") && line.contains(who);
    if removed.is_empty() || !removed.iter().all(is_about) {
        return false;
    }
    let way = format!("{} by way of {}: {who}", a.id, b.id);
    // what is at home only, and required them, may go too
    let alone = convert(b, a, &edited_abroad, None, Carry::Nothing, &Options::default());
    let alone = lines(&Memory::new(), &alone.package);
    let back = edited(a, b, with, |package| *package = edited_abroad);
    let is_abroad = |line: &String| {
        let (file, row) = line.split_once(" - ").unwrap_or((line, ""));
        let begins = format!("{file} + {}", row.split(',').next().unwrap_or_default());
        row.is_empty() || alone.iter().any(|line| line.starts_with(&begins))
    };
    // and what is said of them in a file that does not cross stays
    let stays = |line: &String| line.contains(" + ") && line.contains(who);
    let strange = lines(&without, &back).into_iter();
    let strange: Vec<_> = strange.filter(|line| is_abroad(line) && !stays(line)).collect();
    assert_eq!(strange, [""; 0], "removed, {way}");
    let gone = lines(with, &back);
    assert!(!gone.is_empty() && gone.iter().all(|line| line.contains(" - ")), "{way}: {gone:?}");

    let there = convert(a, b, &without, None, Carry::Sidecar, &Options::default());
    let sidecar = there.sidecar.as_ref();
    let back = convert(b, a, &abroad, sidecar, Carry::Sidecar, &Options::default());
    // who was at home only, and comes from abroad too, is as abroad; that is told
    if back.lost.is_empty() {
        let strange = |line: &String| line.contains(" - ") || !line.contains(who);
        let strange: Vec<_> = lines(&without, &back.package).into_iter().filter(strange).collect();
        assert_eq!(strange, [""; 0], "added, {way}");
    }
    true
}
