//! Whoever is measured finds the same in the same package.

use benches::{
    data::{CRAFTED, Counts, DRESSES, Dress, file, package},
    findings,
    rivals::{all_cells, cells, cells_of_csv, structs::owned, validate},
};
use roster_core::{Options, Source};

#[test]
fn every_dress_is_read_and_judged_alike() {
    for (name, dress) in DRESSES.into_iter().chain(CRAFTED) {
        let package = package(100, dress);
        assert_eq!(all_cells(&package, cells), all_cells(&package, cells_of_csv), "{name}");
        let n = dress.faults as u64;
        let planted = Counts { duplicates: n, dangling: n, dates: n, words: n, blanks: 0 };
        assert_eq!(validate(&package), planted, "{name}");
        let rules = ["duplicate-key", "dangling-reference", "invalid-value", "unknown-word"];
        let found = findings(&package, &Options::new().no_lints());
        // a word that is none may break a rule that looks at more cells than one, too
        let found = found.iter().filter(|finding| n == 0 || rules.contains(&finding.rule.name));
        assert_eq!(found.map(|finding| finding.count).sum::<u64>(), 4 * n, "{name}");
    }
}

#[test]
fn a_shuffled_file_has_the_same_rows() {
    let rows = |shuffled| {
        let package = package(50, Dress { shuffled, ..Dress::YARDSTICK });
        let text = String::from_utf8(file(&package, "enrollments.csv").to_vec()).expect("UTF-8");
        text.lines().map(String::from).collect::<Vec<_>>()
    };
    let (mut ordered, mut shuffled) = (rows(false), rows(true));
    assert_ne!(ordered, shuffled);
    assert_eq!(ordered[0], shuffled[0]);
    ordered.sort();
    shuffled.sort();
    assert_eq!(ordered, shuffled);
}

#[test]
fn every_row_is_a_struct() {
    let package = package(50, Dress::YARDSTICK);
    let headers = package.len();
    let manifest = file(&package, "manifest.csv").iter().filter(|b| **b == b'\n').count() - 1;
    let rows = benches::data::rows(&package) as usize - headers - manifest;
    assert_eq!(owned(&package), rows);
}
