//! Packages of any bytes: a patch makes each of any other.

use proptest::{
    collection::vec,
    prelude::*,
    sample::{Index, select},
};
use roster_core::{Encoding, Format, Header, Memory, Sheet, Source};
use roster_mapping::patch::{EntryKind, Patch, diff};

use crate::{config, format, through_bytes};

const ODD: [&[u8]; 16] = [
    b"\r\n",
    b"\n",
    b"\r",
    b",",
    b",",
    b"\"",
    b"\"\"",
    b"a",
    b"b",
    b" ",
    b"\xEF\xBB\xBF",
    b"\xE9",
    b"\0",
    b"x,y",
    b"\"x\"",
    b"\n\n",
];

/// A piece of a file, often a cell, a comma or a line end.
fn piece() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![6 => select(ODD.map(<[u8]>::to_vec).to_vec()), 1 => vec(any::<u8>(), 0..3)]
}
/// A row of few different cells, so that many rows are alike.
fn row() -> impl Strategy<Value = Vec<u8>> {
    let cell = select(vec!["", "1", "2", "a", "\"a\"", "\"x,\"\"y\"", " b", "q\"q", "\"\""]);
    let newline = select(vec!["\n", "\n", "\r\n", "\r\n", "\r", "\n\r\n"]);
    (vec(cell, 1..5), newline)
        .prop_map(|(cells, newline)| format!("{}{newline}", cells.join(",")).into_bytes())
}
/// A file that mostly begins with a header of its table.
fn file(format: &'static Format, table: usize) -> impl Strategy<Value = Vec<u8>> {
    let columns = format.tables[table].columns;
    let some = prop_oneof![0..2usize, 0..columns.len()].prop_map(|i| columns[i].header);
    let some = prop_oneof![6 => some, 1 => select(vec!["Mascot", "a", "\"Mascot\"", "sisid"])];
    let header = vec(some, 1..5).prop_map(|headers| headers.join(",").into_bytes());
    let header = prop_oneof![1 => Just(Vec::new()), 9 => header];
    let newline = select(vec![&b"\n"[..], b"\r\n", b"\r\n", b"\r", b"\n\n", b""]);
    let rest = vec(prop_oneof![4 => row(), 1 => piece()], 0..9);
    (header, newline, rest)
        .prop_map(|(header, newline, rest)| [header, newline.to_vec(), rest.concat()].concat())
}
fn package(format: &'static Format) -> impl Strategy<Value = Memory> {
    let name = |table: usize| {
        let name = format.tables[table].file;
        select(vec![name.to_string(), name.to_string(), name.to_lowercase(), name.to_uppercase()])
    };
    let known = (0..format.tables.len().min(3))
        .prop_flat_map(move |table| (name(table), file(format, table)));
    let unknown = (select(vec!["notes.txt".to_string(), String::new()]), vec(any::<u8>(), 0..9));
    vec(prop_oneof![5 => known, 1 => unknown], 0..4).prop_map(memory)
}
fn memory(files: Vec<(String, Vec<u8>)>) -> Memory {
    files.into_iter().fold(Memory::new(), |package, (name, bytes)| package.file(name, bytes))
}
fn files(package: &Memory) -> Vec<(String, Vec<u8>)> {
    let bytes = |file| package.read(file).expect("in memory").to_vec();
    (0..package.len()).map(|file| (package.name(file).to_string(), bytes(file))).collect()
}
/// What may become of a package: lines are swapped, pieces put in and taken out.
fn changed(package: &Memory) -> impl Strategy<Value = Memory> + use<> {
    let files = files(package);
    let swap = (any::<Index>(), any::<Index>(), any::<Index>()).prop_map(|at| (at, None));
    let put = (any::<Index>(), any::<Index>(), any::<Index>());
    let put = (put, prop_oneof![piece(), row()]).prop_map(|(at, piece)| (at, Some(piece)));
    let file_swap = prop_oneof![7 => Just(None), 1 => any::<(Index, Index)>().prop_map(Some)];
    (vec(prop_oneof![swap, put], 0..5), file_swap).prop_map(move |(changes, file_swap)| {
        let mut files = files.clone();
        if files.is_empty() {
            return Memory::new();
        }
        for ((file, from, to), piece) in changes {
            let bytes = &mut file.get_mut(&mut files).1;
            let at = from.index(bytes.len() + 1);
            match piece {
                Some(piece) => {
                    let end = bytes.len().min(at + to.index(4));
                    bytes.splice(at..end, piece);
                }
                None => {
                    let mut lines: Vec<_> = bytes.split_inclusive(|b| *b == b'\n').collect();
                    if !lines.is_empty() {
                        let line = lines.remove(from.index(lines.len()));
                        lines.insert(to.index(lines.len() + 1), line);
                    }
                    *bytes = lines.concat();
                }
            }
        }
        if let Some((a, b)) = file_swap {
            let (a, b) = (a.index(files.len()), b.index(files.len()));
            files.swap(a, b);
        }
        memory(files)
    })
}
/// A package, what became of it, and what else became of it.
fn packages() -> impl Strategy<Value = (&'static Format, [Memory; 3])> {
    let one = format().prop_flat_map(|format| (Just(format), package(format)));
    one.prop_flat_map(|(format, a)| {
        let b = prop_oneof![3 => changed(&a), 1 => package(format)];
        let c = prop_oneof![3 => changed(&a), 1 => package(format)];
        (Just(format), b, c).prop_map(move |(format, b, c)| (format, [a.clone(), b, c]))
    })
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_package_is_made_of_any_other((format, packages) in packages(), damage in damage()) {
        let [a, b, c] = &packages;
        let patch = diff(format, a, b);
        let outcome = patch.apply(a);
        prop_assert_eq!(&outcome.package, b);
        prop_assert_eq!(outcome.lost, []);
        prop_assert_eq!(&through_bytes(format, &patch), &patch);
        prop_assert_eq!(patch.is_empty(), patch.entries().next().is_none());
        prop_assert!(diff(format, a, a).is_empty());
        carried_whole_only_if_it_must_be(format, a, b, &patch);
        // whatever comes of it: no panic
        patch.apply(c);
        let mut bytes = Vec::new();
        patch.write(&mut bytes);
        for (at, new) in damage {
            let at = at.index(bytes.len());
            bytes.splice(at..(at + 1).min(bytes.len()), new);
        }
        if let Ok((read, _)) = Patch::read(format, &bytes) {
            read.apply(a);
            read.apply(c);
            let _ = read.entries().count();
            prop_assert_eq!(&through_bytes(format, &read), &read);
        }
    }
}

/// A file with a header of the format, in both packages or in one, is compared row by row.
fn carried_whole_only_if_it_must_be(format: &Format, a: &Memory, b: &Memory, patch: &Patch) {
    let whole = patch.entries().filter(|entry| entry.kind == EntryKind::File);
    for (name, table) in whole.filter_map(|entry| Some((entry.file, entry.table?))) {
        let of_table = |(of, _): &(String, Vec<u8>)| of.eq_ignore_ascii_case(name);
        let files = files(a).into_iter().chain(files(b)).filter(of_table).map(|(_, bytes)| bytes);
        let is_known = |bytes: &Vec<u8>| {
            let sheet = Sheet::parse(bytes);
            let headers = sheet.row(0).map(|cell| cell.bytes().to_vec());
            Encoding::of(bytes).is_readable() && !Header::bind(table, headers).is_unknown()
        };
        assert!(files.into_iter().any(|bytes| !is_known(&bytes)), "{} {name}", format.id);
    }
}

fn damage() -> impl Strategy<Value = Vec<(Index, Vec<u8>)>> {
    let new: [&[u8]; 9] =
        [b"", b",", b"\n", b"\"", b"0", b"9", b"64", b"#99999999999999999", b"\r\nrun,,,,,,\r\n"];
    vec((any::<Index>(), select(new.map(<[u8]>::to_vec).to_vec())), 0..3)
}
