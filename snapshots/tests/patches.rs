//! What a patch says, as it is written into a sidecar.
//!
//! A patch is exact and edits come home through it however large it is (`mapping/tests/patch`), and
//! people keep sidecars; so what it says, and that it says no more, is shown here.

use std::{collections::BTreeSet, fmt::Write};

use roster_core::{Format, Memory, Source};
use roster_mapping::patch::{Patch, diff};
use sds_model::{v1, v2p1};
use snapshots::{assert_names, assert_text};

/// A package of one file before, and as it is at home.
struct Case {
    name: &'static str,
    format: &'static Format,
    file: &'static str,
    rebuilt: &'static [u8],
    home: &'static [u8],
}

const CASES: &[Case] = &[
    Case {
        name: "line-ends-quotes-and-marks",
        format: &v1::FORMAT,
        file: "School.csv",
        rebuilt: b"SIS ID,Name,State ID\r\n1,North,a\r\n2,South,b\r\n3,West,\r\n",
        home: b"\xEF\xBB\xBF\"SIS ID\",Name,\"State ID\"\n\"1\",\"North\",a\n\"2\",\"South\",b\n\"3\",\"West\",",
    },
    Case {
        name: "cells",
        format: &v1::FORMAT,
        file: "School.csv",
        rebuilt: b"SIS ID,Name,State ID\r\n1,North,a\r\n2,South,b\r\n3,\"West, far\",c\r\n4,East,\r\n",
        home: b"SIS ID,Name,State ID\r\n1,north,a\r\n2,\"South \"\"S\"\"\",\r\n3,West,\"c,\"\r\n4,East\xE9,d\r\n",
    },
    Case {
        name: "the-same-cells-of-many-rows",
        format: &v1::FORMAT,
        file: "Student.csv",
        rebuilt: b"SIS ID,School SIS ID,Username,Grade\r\n1,n,a,\r\n2,n,b,\r\n3,n,c,\r\n4,n,d,9\r\n5,n,e,\r\n",
        home: b"SIS ID,School SIS ID,Username,Grade\r\n1,n,a,1\r\n2,n,b,1\r\n3,n,c,2\r\n4,n,d,1\r\n5,n,e,1\r\n",
    },
    Case {
        name: "a-key-of-several-columns",
        format: &v2p1::FORMAT,
        file: "roles.csv",
        rebuilt: b"userSourcedId,orgSourcedId,role,sessionSourcedId,grade\r\nu,o,student,,1\r\nu,\"o,2\",student,,\r\nv,o,aide,,\r\n",
        home: b"userSourcedId,orgSourcedId,role,sessionSourcedId,grade\r\nu,o,student,,2\r\nu,\"o,2\",student,,3\r\nv,o,tutor,,\r\n",
    },
    Case {
        name: "rows-of-one-key",
        format: &v1::FORMAT,
        file: "School.csv",
        rebuilt: b"SIS ID,Name\r\n1,a\r\n1,b\r\n1,c\r\n2,d\r\n,e\r\n,f\r\n",
        home: b"SIS ID,Name\r\n1,b\r\n1,c\r\n1,x\r\n2,d\r\n2,d\r\n,f\r\n,g\r\n",
    },
    Case {
        name: "rows-of-one-column",
        format: &v1::FORMAT,
        file: "School.csv",
        rebuilt: b"Name\r\nNorth\r\nSouth\r\n",
        home: b"Name\r\nNorth\r\n\"South\"\r\n\"\"\r\n",
    },
    Case {
        name: "rows-that-move",
        format: &v2p1::FORMAT,
        file: "users.csv",
        rebuilt: b"sourcedId\r\n1\r\n2\r\n3\r\n4\r\n5\r\n6\r\n",
        home: b"sourcedId\r\n6\r\n1\r\n4\r\n2\r\n3\r\n5\r\n",
    },
    Case {
        name: "rows-that-only-one-has",
        format: &v1::FORMAT,
        file: "Student.csv",
        rebuilt: b"SIS ID,School SIS ID,Username\r\n1,n,a\r\n2,n,b\r\n3,n,c\r\n",
        home: b"SIS ID,School SIS ID,Username\r\n0,n,z\r\n1,n,a\r\n1,s,a\r\n3,n,c\r\n4,n,d\r\n5,n,e\r\n",
    },
    Case {
        name: "rows-with-a-form-of-their-own",
        format: &v1::FORMAT,
        file: "School.csv",
        rebuilt: b"SIS ID,Name,State ID\r\n1,North,\r\n2,South,\r\n3,West,x\r\n4,East,\r\n",
        home: b"SIS ID,Name,State ID\n1,\"North\",\n2,South\n3,West,x\r\n4,East,,\n\n\"\"\n",
    },
    Case {
        name: "columns-that-home-lacks",
        format: &v1::FORMAT,
        file: "School.csv",
        rebuilt: b"SIS ID,Name,State ID,Zone\r\n1,North,,x\r\n2,South,,x\r\n3,West,,x\r\n4,East,q,y\r\n",
        home: b"SIS ID,Mascot,Name\r\n1,owl,North\r\n2,,South\r\n3,,West\r\n4,bee,East\r\n",
    },
    Case {
        name: "what-is-not-utf-8-or-controls",
        format: &v1::FORMAT,
        file: "School.csv",
        rebuilt: b"SIS ID,Name\r\n1,North\r\n2,South\r\n\xE9,West\r\n",
        home: b"SIS ID,Name\r\n1,N\xF6rth\r\n2,\"So\nuth\"\r\n\xE9,\x1B[31m\r\n\xFF,\r\n",
    },
    Case {
        name: "a-file-without-a-known-header",
        format: &v1::FORMAT,
        file: "School.csv",
        rebuilt: b"SIS ID,Name\r\n1,North\r\n",
        home: b"id;name\r\n1;North\r\n",
    },
    Case {
        name: "a-quote-that-nothing-closes",
        format: &v2p1::FORMAT,
        file: "users.csv",
        rebuilt: b"sourcedId\r\n1\r\n2\r\n",
        home: b"sourcedId\r\n1\r\n\"2\r\n2\r\n",
    },
];

#[test]
fn what_patches_say() {
    let mut names = BTreeSet::new();
    for case in CASES {
        let package = |bytes: &[u8]| Memory::new().file(case.file, bytes);
        let [rebuilt, home] = [case.rebuilt, case.home].map(package);
        shown(case.name, case.format, &rebuilt, &home);
        names.insert(case.name.to_owned());
    }
    let name = "files";
    let rebuilt = Memory::new()
        .file("School.csv", "SIS ID\r\n1\r\n")
        .file("Section.csv", "SIS ID\r\nA\r\n")
        .file("made up.txt", "made up")
        .file("notes.txt", "abroad");
    let home = Memory::new()
        .file("section.CSV", "SIS ID\r\nA\r\n")
        .file("School.csv", "SIS ID\r\n1\r\n")
        .file("notes.txt", "home")
        .file("empty.txt", "")
        .file("scan.bin", b"\0\xFF");
    shown(name, &v1::FORMAT, &rebuilt, &home);
    names.insert(name.to_owned());
    assert_names("patches", &names);
}

fn shown(name: &str, format: &'static Format, rebuilt: &Memory, home: &Memory) {
    let patch = diff(format, rebuilt, home);
    assert_eq!(patch.apply(rebuilt).package, *home, "{name}");
    let mut bytes = Vec::new();
    patch.write(&mut bytes);
    let (read, rest) = Patch::read(format, &bytes).expect("as it was written");
    assert!(read == patch && rest.is_empty(), "{name}");
    let patch = String::from_utf8(bytes).expect("bytes that are none are base64");
    let [rebuilt, home] = [rebuilt, home].map(files);
    let text = format!("rebuilt\n{rebuilt}\nhome\n{home}\npatch\n{}", patch.replace('\r', ""));
    assert_text("patches", name, &text);
}

/// Files, line by line, each as a literal.
fn files(package: &Memory) -> String {
    let mut out = String::new();
    for file in 0..package.len() {
        writeln!(out, "  {}", package.name(file)).expect("a string");
        let bytes = package.read(file).expect("in memory");
        for line in bytes.split_inclusive(|byte| *byte == b'\n') {
            writeln!(out, "    {}", line.escape_ascii()).expect("a string");
        }
    }
    out
}
