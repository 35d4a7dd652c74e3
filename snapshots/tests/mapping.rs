//! `docs/mapping.md`: what the mapping promises, and one student followed there and back.

use std::{cmp::Reverse, collections::BTreeMap, fs};

use oneroster_model::json::binding;
use roster_core::{Format, Memory, Sheet, Source, generate::District};
use roster_mapping::{Carry, Entry, Ledger, Options, convert, cross};
use sds_model::v1;
use snapshots::{package, root};

const PROMISES: &str = "\
# Mapping

`rosterlens convert` writes a package in another format and loses nothing on the way: what the other
format cannot say is *carried* in a file beside the new package. Which columns say the same stands in
[MAPPINGS.md](../MAPPINGS.md).

## One idea

Going across and at once back again shows what would be lost:

```text
b  = cross(a)              the package in the other format
a' = cross(b)              what would come back by itself
carried = diff(a' → a)     the patch that makes it exact
```

Coming home is `patch(cross(b), carried)`. So there and back is exact by construction, for any input
at all, broken input included. An entry of the patch applies only while the rebuilt text is still what
it was: an edit made abroad always wins over what was carried.

## What is promised

- **There and back** is byte for byte the same, also through several formats in a row. The sidecar is
  a stack: each conversion puts a patch on it, and going back takes it off again.
- **The package in the middle** is valid for the strictest consumers of its format, whenever the
  source has no errors under `spec`. A value that they call an error does not cross: the cell is
  blank, the text is carried. A record without a value that it must have stays at home, and so does
  what requires it. No person, grade or score is ever made up.
- **Filled in**, where the target must have it: ids of rows that connect others, the manifest, the type
  of a class, that an account is enabled, a term and a course for a class, the dates of a session
  (`--school-year`), an account's name (the id) and a person's names (the account's). Going home, these
  are left out again.
- **Edits arrive**: a cell changed abroad, a person or an enrolment added or removed is so at home, and
  every other byte is as it was. Removing a record removes what requires it. What is written, added,
  cleared or removed abroad and cannot be so at home is told, with its place (`M203` to `M207`): home has
  no such column, file or member, or says in one cell what several rows of a person say abroad, the first
  of which counts. What fits its column comes home even if it is wrong beside other records there:
  `rosterlens check` tells.
- **Ids** are kept where the target allows them. A character that it does not allow becomes `_xHHHH_`;
  the id at home is carried, and never guessed from the other.
- **A damaged sidecar, or another package's,** is not used, and a warning says so (`M301` to `M303`).

The laws stand as tests in `mapping/tests/laws.rs`, `edits.rs`, `told.rs`, `embed.rs` and `json.rs`.

## JSON

What OneRoster's services answer goes the same way. Going to JSON, what the binding must have and CSV
leaves blank is filled in: a status, a date of change (the first day of the school year), an org's
identifier and a course's code (the id), addresses of records (at `https://oneroster.invalid`). Coming
from JSON, links become rows with ids of their own, days lose their time, and what is to be deleted
stays at home, since a bulk package says only what there is.

What is carried of a document is what its rows do not say: members that no column has, values in
another type or spelling, the order of members, white space. An edit abroad changes the values that it
is about; the object keeps the order of its members, and the objects around it every byte. Lists of
objects and metadata are one value each: where a role of a user is edited, the user's roles are written
anew. A file that is no collection, or one without objects, is carried whole: an edit of it stands as
it came.

## Where it travels

- **`--carry sidecar`**, the usual way: in the file `OUT.carried` beside the package. The package is
  what its strictest consumers want, and no private cell is in it that they did not ask for.
- **`--carry embed`**, where a file beside the package cannot travel along: what belongs to a record
  that the other format has too rides in that record's row, in a column that is added:
  `metadata.sds-v1.Principal Name` in OneRoster, `ext.sds-v2.1.grade` in Clever,
  `oneroster-1.2.dateLastModified` in School Data Sync. The prefix is the one that the target demands
  of extensions, then comes the format at home and the header there. Where two of home's files meet
  in one, the later one's name stands before the header: `metadata.sds-v1.Teacher.Middle Name`. A
  column that home's format does not know has one more dot: `metadata.sds-v1..Mascot`. A cell is the
  text at home; where something else would have come back, that stands before it, `~BASE~1TEXT`, so
  that an edit of it abroad is noticed and wins. Ids that are spelt otherwise abroad ride too.
  Passwords never ride. The rest (order, spelling of the file, records that the other format does not
  have) goes into `OUT.carried`, and is all that is lost without it.
- **`--carry none`**: nothing travels; the ledger says what was left behind.

";

const SIZES: &str = "
## How much is carried

The size of the sidecar as a share of the package, for the districts that `rosterlens generate` makes
up (100 students), from the format at the left to the one at the top. What the target says itself is
not in it. The reasons for large ones: School Data Sync V1, V2 and Clever have no ids for enrolments
and no demographics, so OneRoster's are carried; V2 has neither terms nor courses nor most of what is known
of people; OneRoster has no place for the addresses of schools and students, nor for principals.

";

/// The shares of all pairs, in percent; and where they are large, of what.
fn sizes() -> String {
    let formats = roster_mapping::formats();
    let mut large: BTreeMap<(&str, String), Vec<&str>> = BTreeMap::new();
    let ids: Vec<_> = formats.iter().map(|format| format.id).collect();
    let mut out = format!("| | {} |\n|---|{}\n", ids.join(" | "), "--:|".repeat(ids.len()));
    for from in &formats {
        let csv = binding(from).map_or(*from, |binding| binding.csv);
        let made = District::new(csv, 100, 1).package();
        let home = if csv.id == from.id {
            made
        } else {
            cross(csv, from, &made, &Options::default()).package
        };
        let size: usize = (0..home.len()).map(|file| home.read(file).expect("there").len()).sum();
        let mut share = |to: &&'static Format| {
            if to.id == from.id {
                return String::new();
            }
            let there = convert(from, to, &home, None, Carry::Sidecar, &Options::default());
            let percent = (there.sidecar.expect("abroad").write().len() * 100).div_ceil(size);
            if percent > 50 {
                large.entry((from.id, most(&there.ledger))).or_default().push(to.id);
            }
            format!("{percent} %")
        };
        let shares: Vec<_> = formats.iter().map(&mut share).collect();
        out += &format!("| {} | {} |\n", from.id, shares.join(" | "));
    }
    out += "\nWhat most of it is, where it is more than half of the package, by cells:\n\n";
    for ((from, most), to) in large {
        out += &format!("- {from} to {}: {most}.\n", to.join(", "));
    }
    out
}

/// The files of which the most is carried, each with the columns that it is of.
fn most(ledger: &Ledger) -> String {
    let mut files: BTreeMap<&str, Vec<&Entry>> = BTreeMap::new();
    for entry in ledger.columns.iter().filter(|entry| entry.carried > 0) {
        files.entry(entry.file).or_default().push(entry);
    }
    let cells = |entries: &[&Entry]| entries.iter().map(|entry| entry.carried).sum::<u64>();
    let all: u64 = files.values().map(|entries| cells(entries)).sum();
    let mut files: Vec<_> = files.into_iter().collect();
    files.sort_by_key(|(file, entries)| (Reverse(cells(entries)), *file));
    let (mut told, mut text) = (0, Vec::new());
    for (file, mut entries) in files {
        if told * 2 > all {
            break;
        }
        told += cells(&entries);
        entries.sort_by_key(|entry| (Reverse(entry.carried), &entry.header));
        let more = if entries.len() > 4 { " and others" } else { "" };
        let columns: Vec<_> = entries.iter().take(4).map(|entry| &*entry.header).collect();
        text.push(format!("`{file}` ({}{more})", columns.join(", ")));
    }
    text.join("; ")
}

/// The lines of a file that speak of someone.
fn lines(package: &Memory, file: &str, who: &str) -> String {
    let at = (0..package.len()).find(|at| package.name(*at) == file).expect("the file is there");
    let text = String::from_utf8(package.read(at).expect("there").to_vec()).expect("UTF-8");
    let header = text.lines().next().unwrap_or_default();
    let rows = text.lines().skip(1).filter(|line| line.contains(who));
    let shown: Vec<_> = std::iter::once(header).chain(rows).collect();
    format!("```csv\n{}\n```\n\n", shown.join("\n"))
}

#[test]
fn one_student_there_and_back() {
    let home = package(root().join("samples/sds-v1"));
    let or = &oneroster_model::v1p2::FORMAT;
    let options = Options::default();
    let there = convert(&v1::FORMAT, or, &home, None, Carry::Sidecar, &options);

    let mut out = String::from(PROMISES);
    out += "## One student, from SDS V1 to OneRoster 1.2 and back\n\nNoor stands in `Student.csv`:\n\n";
    out += &lines(&home, "Student.csv", "P1,");
    out += "In OneRoster she is a user with a role at a school, with demographics of her own:\n\n";
    for file in ["users.csv", "roles.csv", "demographics.csv"] {
        out += &lines(&there.package, file, "P1");
    }
    out += "OneRoster has no place for the year of her graduation. It is carried, and so is how this \
            school writes the file:\n\n```csv\n";
    let sidecar = there.sidecar.as_ref().expect("abroad");
    let text = String::from_utf8(sidecar.write()).expect("UTF-8");
    let of_students = text.lines().skip_while(|line| !line.starts_with("rows,Student.csv"));
    let about = of_students.skip(1).take_while(|line| !line.starts_with("rows,"));
    let about: Vec<_> = about.filter(|line| !line.starts_with("lacks,")).collect();
    assert!(!about.is_empty());
    out += &format!("{}\n```\n\n", about.join("\n"));

    let mut edited = there.package.clone();
    let users = edited.get_mut("users.csv").expect("the file is there");
    let mut sheet = Sheet::parse(users);
    let row = (1..sheet.len())
        .find(|row| sheet.cell(*row, 0).is_some_and(|cell| cell.text() == Some("P1")));
    sheet.set(row.expect("she is there"), 6, "Nora").expect("a cell");
    *users = sheet.write();
    out += "Now someone mends her given name there, to Nora. At home again:\n\n";
    let back = convert(or, &v1::FORMAT, &edited, Some(sidecar), Carry::Sidecar, &options);
    out += &lines(&back.package, "Student.csv", "P1,");
    out += "The name has arrived, the year of her graduation is there, and every other byte of the \
            package is as it was.\n";

    let plain = convert(or, &v1::FORMAT, &there.package, Some(sidecar), Carry::Sidecar, &options);
    assert_eq!(plain.package, home);
    assert!(plain.sidecar.is_none());

    out += SIZES;
    out += &sizes();

    let path = root().join("docs/mapping.md");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &out).expect("the document can be written");
    }
    let found = fs::read_to_string(&path).unwrap_or_default();
    let command = "UPDATE=1 cargo test -p snapshots --test mapping";
    assert!(found == out, "docs/mapping.md is out of date: run `{command}`");
}
