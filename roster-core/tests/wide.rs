//! A table may have more columns than a number has bits.

use roster_core::{Column, Format, Memory, Options, Profile, Table, Value, Year, check, col, file};

/// A format of one table with so many columns of years.
fn format(columns: usize) -> &'static Format {
    static SPEC: Profile = Profile::new("spec", "The format's own text.", &[]);
    static PROFILES: &[&Profile] = &[&SPEC];
    let header = |nth: usize| -> &'static str { String::leak(format!("c{nth}")) };
    let columns: &'static [Column] = (0..columns)
        .map(|nth| col(header(nth)).__of("made", "Made up.", Year::KIND))
        .collect::<Vec<_>>()
        .leak();
    let table: &'static Table =
        Box::leak(Box::new(file("wide.csv").__of("Wide", "Made up.", columns)));
    Box::leak(Box::new(Format::new("wide", "Wide", "made up", vec![table].leak(), PROFILES)))
}

#[test]
fn a_fault_is_found_in_whichever_column_it_is() {
    const COLUMNS: usize = 131;
    const ROWS: usize = 3;
    let format = format(COLUMNS);
    let header: Vec<String> = (0..COLUMNS).map(|nth| format!("c{nth}")).collect();
    for wrong in 0..COLUMNS {
        for row in 0..ROWS {
            let mut text = header.join(",") + "\n";
            for of in 0..ROWS {
                let cell = |nth| if (of, nth) == (row, wrong) { "20x7" } else { "2027" };
                text += &((0..COLUMNS).map(cell).collect::<Vec<_>>().join(",") + "\n");
            }
            let package = Memory::new().file("wide.csv", text);
            let mut findings = Vec::new();
            check(format, &package, &Options::new(), &mut findings);
            let found: Vec<_> = findings
                .iter()
                .map(|of| (of.rule.name, of.place.row, of.place.column.and_then(|at| at.position)))
                .collect();
            assert_eq!(found, [("invalid-value", Some(row as u64 + 1), Some(wrong))]);
        }
    }
}
