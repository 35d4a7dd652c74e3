//! A table may have more columns than a number has bits.

use roster_core::{
    Column, Constraint, Format, Index, Memory, Options, Profile, Table, Value, Year,
    catalogue as r, check, col, file,
};

/// A format of one table with so many columns of years, and what is to hold of them.
fn format(columns: usize, constraints: &'static [&'static Constraint]) -> &'static Format {
    static SPEC: Profile = Profile::new("spec", "The format's own text.", &[]);
    static PROFILES: &[&Profile] = &[&SPEC];
    let header = |nth: usize| -> &'static str { String::leak(format!("c{nth}")) };
    let columns: &'static [Column] = (0..columns)
        .map(|nth| col(header(nth)).__of("made", "Made up.", Year::KIND))
        .collect::<Vec<_>>()
        .leak();
    let table: &'static Table =
        Box::leak(Box::new(file("wide.csv").__of("Wide", "Made up.", columns)));
    let format = Format::new("wide", "Wide", "made up", vec![table].leak(), PROFILES);
    Box::leak(Box::new(format.constraints(constraints)))
}

#[test]
fn a_fault_is_found_in_whichever_column_it_is() {
    const COLUMNS: usize = 131;
    const ROWS: usize = 3;
    let format = format(COLUMNS, &[]);
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

#[test]
fn what_holds_of_far_columns_is_asked_wherever_one_of_them_changes() {
    static SAME: Constraint = Constraint::new(&r::CYCLE, "wide.csv")
        .columns(&["c70", "c80"])
        .holds(|cells, _| cells[0] == cells[1]);
    static ALL: [&Constraint; 1] = [&SAME];
    let format = format(90, &ALL);
    let row = |seventy, eighty| {
        let year = |nth| match nth {
            70 => seventy,
            80 => eighty,
            _ => "2027",
        };
        (0..90).map(year).collect::<Vec<_>>().join(",") + "\n"
    };
    let header: Vec<String> = (0..90).map(|nth| format!("c{nth}")).collect();
    let rows = [row("2026", "2026"), row("2026", "2028"), row("2028", "2028"), row("2027", "2028")];
    let text = header.join(",") + "\n" + &rows.concat();
    let mut findings = Vec::new();
    check(format, &Memory::new().file("wide.csv", text), &Options::new(), &mut findings);
    let found: Vec<_> = findings.iter().map(|of| (of.rule, of.place.row)).collect();
    assert_eq!(found, [(&r::CYCLE, Some(2)), (&r::CYCLE, Some(4))]);
}

/// A key of so many texts is not that of others that share some of them, in whatever part of the file.
#[test]
fn keys_of_many_columns_are_found_as_a_whole() {
    static FOUND: Constraint = Constraint::new(&r::CYCLE, "wide.csv")
        .columns(&["c10", "c11", "c12", "c13", "c14"])
        .looks(&[Index::of("wide.csv", &["c0", "c1", "c2", "c3", "c4"])])
        // no key is of more texts than any index can have
        .holds(|cells, look| look[0].has(cells) && !look[0].has(&["2000"; 9]));
    static ALL: [&Constraint; 1] = [&FOUND];
    let format = format(20, &ALL);
    const ROWS: u32 = 60;
    let key = |row: u32| [row % 2, row % 3, row % 4, row % 5, 0].map(|n| 2000 + n);
    let row = |row: u32| {
        let (own, mut other) = (key(row), key((row + 23) % ROWS));
        if row == 17 {
            // halves of two keys: of an even row, and of one that is not
            (other[0], other[2]) = (2000, 2001);
        }
        let cell = |nth: usize| match nth {
            0..5 => own[nth],
            10..15 => other[nth - 10],
            _ => 2027,
        };
        (0..20).map(|nth| cell(nth).to_string()).collect::<Vec<_>>().join(",") + "\n"
    };
    let header: Vec<String> = (0..20).map(|nth| format!("c{nth}")).collect();
    let text = header.join(",") + "\n" + &(0..ROWS).map(row).collect::<String>();
    for threads in [1, 4] {
        let mut options = Options::new().threads(threads);
        options.thread_bytes = 1;
        let mut findings = Vec::new();
        check(format, &Memory::new().file("wide.csv", text.clone()), &options, &mut findings);
        let found: Vec<_> = findings.iter().map(|of| (of.rule, of.place.row)).collect();
        assert_eq!(found, [(&r::CYCLE, Some(18))], "{threads} threads");
    }
}
