//! What is measured in this process.

use std::{hint::black_box, thread};

use benches::{
    data::{Dress, Ids, Quotes, file, package, rows},
    findings,
    rivals::{all_cells, cells, cells_of_csv, structs::owned, validate},
    rounds::{median, ratio, rounds},
};
use oneroster_model::{v1p1, v1p2};
use roster_core::{Memory, Options, Sheet};
use roster_mapping::{Carry, convert as converted};

use crate::page::Page;

/// Splitting files into cells, beside `csv::ByteRecord`.
pub(crate) fn tokenise(page: &mut Page, clean: &Memory, students: u64, n: usize) {
    let dressed = |dress| package(students, dress);
    let quoted = dressed(Dress { quotes: Quotes::Everywhere, ..Dress::YARDSTICK });
    let short = dressed(Dress { ids: Ids::Short, ..Dress::YARDSTICK });
    let files = [
        ("enrolments", file(clean, "enrollments.csv"), 3.5),
        ("users", file(clean, "users.csv"), 3.0),
        ("enrolments, all cells quoted, CRLF", file(&quoted, "enrollments.csv"), 2.5),
        ("enrolments, short ids", file(&short, "enrollments.csv"), 2.3),
    ];
    for (name, bytes, goal) in files {
        let times = rounds(
            n,
            &mut [&mut || _ = black_box(cells_of_csv(black_box(bytes))), &mut || {
                _ = black_box(cells(black_box(bytes)))
            }],
        );
        let what = format!("`Rows`: {name}");
        page.ratio(&what, "`csv::ByteRecord`", Some(goal), &times[0], &times[1]);
    }
}

/// Checking, beside reading without a check and beside a plain validator.
pub(crate) fn check(page: &mut Page, clean: &Memory, faulty: &Memory, n: usize) {
    let rules = Options::new().no_lints();
    let lints = Options::new();
    let two = rules.clone().threads(2);
    let times = rounds(
        n,
        &mut [
            &mut || _ = black_box(all_cells(black_box(clean), cells_of_csv)),
            &mut || _ = black_box(owned(black_box(clean))),
            &mut || _ = black_box(validate(black_box(clean))),
            &mut || _ = black_box(findings(black_box(clean), &rules)),
            &mut || _ = black_box(findings(black_box(faulty), &rules)),
            &mut || _ = black_box(findings(black_box(clean), &lints)),
            &mut || _ = black_box(findings(black_box(clean), &two)),
            &mut || count(1),
            &mut || count(2),
        ],
    );
    let [pass, owned, plain, rules, faulty, lints, two, alone, shared] = &times[..] else { return };
    let without = "a pass of `csv::ByteRecord` without any check";
    page.ratio("`check`, the specification's rules", without, Some(0.9), pass, rules);
    page.ratio("`check`, the specification's rules, with faults", without, Some(0.7), pass, faulty);
    page.ratio("`check`, all lints", without, Some(0.6), pass, lints);
    let what = "`check`, the specification's rules";
    page.ratio(what, "serde into owned structs without any check", Some(2.3), owned, rules);
    page.ratio(what, "serde and `HashSet<String>`, a part of the checks", Some(12.0), plain, rules);
    page.ratio("`check`, the specification's rules, two threads", what, Some(1.5), rules, two);
    let what = "mere counting, which is what two threads can gain here";
    page.ratio(what, "the same, one thread", None, alone, shared);
}

/// Counts in so many threads, which share nothing and need no memory.
fn count(threads: u64) {
    const STEPS: u64 = 1 << 28;
    let count = || (0..STEPS / threads).for_each(|n| _ = black_box(n));
    thread::scope(|scope| {
        (1..threads).for_each(|_| _ = scope.spawn(count));
        count();
    });
}

/// Writing sheets, beside copying their bytes.
pub(crate) fn write(page: &mut Page, clean: &Memory, n: usize) {
    let bytes = file(clean, "enrollments.csv");
    let sheet = Sheet::parse(bytes);
    let mut edited = sheet.clone();
    for row in (1..sheet.len()).step_by(100) {
        edited.set(row, 6, "teacher").expect("a cell");
    }
    let times = rounds(
        n,
        &mut [
            &mut || _ = black_box(black_box(bytes).to_vec()),
            &mut || _ = black_box(black_box(&sheet).write()),
            &mut || _ = black_box(black_box(&edited).write()),
        ],
    );
    let copy = "a copy of the bytes";
    page.ratio("`Sheet::write`, untouched", copy, None, &times[0], &times[1]);
    let what = "`Sheet::write`, a cell in a hundred rows edited";
    page.ratio(what, copy, None, &times[0], &times[2]);
}

/// Converting a tenth of the package to OneRoster 1.2 and back, beside reading it.
pub(crate) fn convert(page: &mut Page, students: u64, n: usize) {
    let home = package(students, Dress::YARDSTICK);
    let (here, abroad) = (&v1p1::FORMAT, &v1p2::FORMAT);
    let options = roster_mapping::Options::default();
    let there = converted(here, abroad, &home, None, Carry::Sidecar, &options);
    let times = rounds(
        n,
        &mut [
            &mut || _ = black_box(all_cells(black_box(&home), cells_of_csv)),
            &mut || {
                let home = black_box(&home);
                black_box(converted(here, abroad, home, None, Carry::Sidecar, &options));
            },
            &mut || {
                let (package, sidecar) = (black_box(&there.package), there.sidecar.as_ref());
                black_box(converted(abroad, here, package, sidecar, Carry::Sidecar, &options));
            },
        ],
    );
    let what = "`convert` to OneRoster 1.2, a tenth of the package";
    page.ratio(what, "a pass of `csv::ByteRecord`", None, &times[0], &times[1]);
    let what = "`convert` back home, a tenth of the package";
    page.ratio(what, "a pass of `csv::ByteRecord`", None, &times[0], &times[2]);
}

/// The time that a row takes in a package ten times as large, beside one an eighth as large.
pub(crate) fn scale(page: &mut Page, students: u64) {
    let rules = Options::new().no_lints();
    let (small, large) =
        (package(students / 8, Dress::YARDSTICK), package(students * 10, Dress::YARDSTICK));
    let (few, many) = (rows(&small) as f64, rows(&large) as f64);
    let times = rounds(
        3,
        &mut [&mut || _ = black_box(findings(black_box(&small), &rules)), &mut || {
            _ = black_box(findings(black_box(&large), &rules))
        }],
    );
    let growth = ratio(&times[1], &times[0]) * few / many;
    page.at_most(
        "time a row in ten times as many rows, beside an eighth as many",
        1.3,
        growth,
        "times",
    );
    let seconds = |of: &[std::time::Duration]| median(of.iter().map(|t| t.as_secs_f64()).collect());
    let each = seconds(&times[1]) / many * 1e9;
    page.note(&format!("The large package has {many:.0} rows: {each:.0} ns a row."));
}
