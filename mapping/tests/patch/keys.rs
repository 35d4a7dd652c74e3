//! Which row of home is which of the rebuilt file.

use roster_mapping::patch::{EntryKind, LostKind};
use sds_model::{v1, v2p1};

use crate::{crafted_ids, entries, kinds, one, patch, text, without};

#[test]
fn a_key_that_the_other_format_respells_or_cannot_say_is_still_the_row_s() {
    let file = "roles.csv";
    let header = "userSourcedId,orgSourcedId,role,sessionSourcedId,grade";
    let rebuilt = format!("{header}\r\nu1,o1,teacher,,\r\nu2,o1,student,,03\r\n");
    let home = format!("{header}\nu1,o1,Teacher,t1,\nu2,o1,student,t1,03\n");
    let patch = patch(&v2p1::FORMAT, &one(file, rebuilt.clone()), &one(file, home.clone()));
    assert_eq!(entries(&patch)[1..], [EntryKind::Cell; 3]);
    let outcome = patch.apply(&one(file, rebuilt.replace(",03", ",04")));
    assert_eq!(outcome.package, one(file, home.replace(",03", ",04")));
    let outcome = patch.apply(&without(&one(file, rebuilt), file, "u1,o1,teacher,,\r\n"));
    assert_eq!(outcome.package, one(file, home.replace("u1,o1,Teacher,t1,\n", "")));
    assert_eq!(kinds(&outcome), [LostKind::RowGone; 2]);
}

#[test]
fn of_several_rows_of_a_record_the_nearest_is_meant() {
    let apply = |file, rebuilt: &str, home: &str, [from, to]: [&str; 2]| {
        let patch = patch(&v2p1::FORMAT, &one(file, rebuilt), &one(file, home));
        assert!(rebuilt.contains(from));
        let outcome = patch.apply(&one(file, rebuilt.replace(from, to)));
        text(&outcome.package, file).expect("there")
    };
    // in another case
    let header = "userSourcedId,orgSourcedId,role,sessionSourcedId,grade";
    let rebuilt = format!("{header}\r\nu,o,aide,s,\r\nu,o,aide,t,\r\n");
    let home = format!("{header}\nu,o,Aide,t,\nu,o,Aide,s,\n");
    let out = apply("roles.csv", &rebuilt, &home, ["aide,t,", "aide,t,03"]);
    assert_eq!(out, format!("{header}\nu,o,Aide,t,03\nu,o,Aide,s,\n"));
    // without a part of the key that may be blank
    let rebuilt = format!("{header}\r\nu,o,student,,\r\nu,o,teacher,,\r\n");
    let home = format!("{header}\nu,o,teacher,t,\nu,o,student,t,\n");
    let out = apply("roles.csv", &rebuilt, &home, ["teacher,,", "teacher,,03"]);
    assert_eq!(out, format!("{header}\nu,o,teacher,t,03\nu,o,student,t,\n"));
    // in another word
    let rebuilt = format!("{header}\r\nu,o,aide,,\r\nv,o,aide,,\r\n");
    let home = format!("{header}\nv,o,tutor,,\nu,o,tutor,,\n");
    let out = apply("roles.csv", &rebuilt, &home, ["u,o,aide,,", "u,o,aide,,03"]);
    assert_eq!(out, format!("{header}\nv,o,tutor,,\nu,o,tutor,,03\n"));
}

/// Keys of one checksum are told apart: a patch says the same as of any keys, and edits come home.
#[test]
fn crafted_keys_cost_no_more_than_others() {
    let crafted: Vec<String> = crafted_ids().take(4).collect();
    let plain: Vec<String> = (1..5).map(|n| format!("{n}")).collect();
    let school = |rows: &[String]| one("School.csv", format!("SIS ID,Name\r\n{}", rows.concat()));
    let [crafted, plain] = [crafted, plain].map(|ids| {
        let row = |id: usize, name: &str| format!("{},{name}\r\n", ids[id]);
        let rebuilt = [(0, "North"), (1, "South"), (1, "South 2"), (2, "West")];
        let home = [(2, "west"), (0, "North"), (1, "South 2"), (1, "south"), (3, "East")];
        let rows = |of: &[(usize, &str)]| of.iter().map(|of| row(of.0, of.1)).collect::<Vec<_>>();
        let (rebuilt, home) = (rows(&rebuilt), rows(&home));
        let patch = patch(&v1::FORMAT, &school(&rebuilt), &school(&home));
        // an edit of one of two rows with a key, and one of a row with another
        let edit = |rows: &[String]| -> Vec<String> {
            let edit = |row: &String| row.replace("South 2", "Edited").replace("North", "Edited");
            rows.iter().map(edit).collect()
        };
        let outcome = patch.apply(&school(&edit(&rebuilt)));
        let names = text(&outcome.package, "School.csv").expect("there");
        let names: Vec<String> =
            names.lines().filter_map(|line| Some(String::from(line.split_once(',')?.1))).collect();
        (entries(&patch), names, kinds(&outcome))
    });
    assert_eq!(crafted, plain);
}

/// So are they where each file has one of them.
#[test]
fn a_row_is_not_another_for_a_checksum() {
    let said = |ids: Vec<String>| {
        let school = |rows: &[(usize, &str)]| {
            let row = |of: &(usize, &str)| format!("{},{}\r\n", ids[of.0], of.1);
            let rows: String = rows.iter().map(row).collect();
            one("School.csv", format!("SIS ID,Name\r\n{rows}"))
        };
        let patch = patch(&v1::FORMAT, &school(&[(0, "a")]), &school(&[(1, "a")]));
        let mut said = vec![entries(&patch)];
        // one of them stands alone on the one side, another on the other
        let (rebuilt, home) = ([(0, "a"), (2, "c"), (1, "b")], [(2, "C"), (0, "A")]);
        let patch = crate::patch(&v1::FORMAT, &school(&rebuilt), &school(&home));
        said.push(entries(&patch));
        let outcome = patch.apply(&school(&[(2, "c"), (3, "d"), (0, "edited")]));
        let names = text(&outcome.package, "School.csv").expect("there");
        let name = |line: &str| line.split_once(',').map(|(_, name)| String::from(name));
        (said, names.lines().filter_map(name).collect::<Vec<_>>(), kinds(&outcome))
    };
    let plain: Vec<String> = (1..5).map(|n| format!("{n}")).collect();
    let crafted: Vec<String> = crafted_ids().take(4).collect();
    assert_eq!(said(crafted), said(plain));
}
