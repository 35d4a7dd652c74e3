//! What is edited comes home, and alone.

use proptest::{
    collection::vec,
    prelude::*,
    sample::{Index, select},
};
use roster_core::Sheet;
use roster_mapping::patch::{EntryKind, LostKind};

use crate::{
    config,
    made::{
        Case, HomeRow, Plan, case, closed, dress, home_of, is_open, key_of, shown, text_at, texts,
    },
};

proptest! {
    #![proptest_config(config())]

    #[test]
    fn an_edited_cell_comes_home_alone(
        case in case(), row in any::<Index>(), column in any::<Index>(), plain in any::<bool>(),
    ) {
        let new = if plain { "new" } else { "new \"one\", edited" };
        let (row, column) = (row.index(case.rebuilt.rows.len()), column.index(case.table.columns.len()));
        let sheet = Sheet::parse(&case.home);
        let home = case.row_of(row, &sheet).filter(|_| !case.table.columns[column].key);
        let Some(home) = home else { return Ok(()) };
        let mut edited = case.rebuilt.clone();
        edited.rows[row][column] = new.to_string();
        let (out, outcome) = case.apply(&edited);
        let place = case.place(&sheet, column);
        let cell = place.and_then(|place| sheet.cell(home.at, place));
        let (Some(place), Some(cell)) = (place, cell) else {
            // home's row or header is too short for it: the text is there nonetheless
            let outcome = Sheet::parse(&out);
            let place = case.place(&outcome, column).expect("the header has it");
            prop_assert_eq!(text_at(&outcome, home.at, place), new);
            return Ok(());
        };
        let (from, to) = (cell.span().start, cell.span().end);
        let all = Sheet::parse(&out);
        prop_assert_eq!(text_at(&all, home.at, place), new);
        prop_assert_eq!(all.len(), sheet.len());
        // a quote that nothing closes may have to be quoted, so that it stays a character
        let exact = out.starts_with(&case.home[..from]) && out.ends_with(&case.home[to..]);
        prop_assert!(exact || is_open(&case.home));
        let carried = cell.text() != Some(&*case.rebuilt.rows[row][column]);
        let lost: Vec<_> = outcome.lost.iter().map(|lost| (lost.kind, lost.column, lost.row)).collect();
        let expected = (LostKind::CellEdited, case.table.columns.get(column), Some(row as u64 + 1));
        prop_assert_eq!(lost, if carried { vec![expected] } else { vec![] });
    }

    #[test]
    fn a_removed_row_is_removed(case in case(), row in any::<Index>()) {
        let row = row.index(case.rebuilt.rows.len());
        let sheet = Sheet::parse(&case.home);
        let Some(home) = case.row_of(row, &sheet) else { return Ok(()) };
        // other rows of its record would be removed too
        let id = format!("k{row}");
        let of_record = |row: &usize| sheet.row(*row).any(|cell| cell.text() == Some(&id));
        if (0..sheet.len()).filter(of_record).count() > 1 {
            return Ok(());
        }
        let mut edited = case.rebuilt.clone();
        edited.rows.remove(row);
        let (out, _) = case.apply(&edited);
        let mut expected = case.home.clone();
        expected.drain(home.stretch(&case.home));
        prop_assert_eq!(out, closed(expected, &case));
    }

    #[test]
    fn a_new_row_stands_behind_the_one_before_it(case in case(), row in any::<Index>()) {
        let row = row.index(case.rebuilt.rows.len());
        let sheet = Sheet::parse(&case.home);
        let Some(home) = case.row_of(row, &sheet) else { return Ok(()) };
        let mut edited = case.rebuilt.clone();
        let mut new = vec![String::new(); case.table.columns.len()];
        new[key_of(case.table).expect("keyed")] = String::from("n0");
        edited.rows.insert(row + 1, new.clone());
        let (out, outcome) = case.apply(&edited);
        prop_assert_eq!(outcome.lost, []);
        let place = shown(case.table, &case.plan);
        let mut texts: Vec<_> = place.iter().map(|column| new[*column].clone()).collect();
        texts.extend(case.plan.unknown.then(String::new));
        let all = Sheet::parse(&out);
        let row = |row| (0..all.width(row)).map(|place| text_at(&all, row, place)).collect();
        let found: Vec<String> = row(home.at + 1);
        prop_assert_eq!(found, texts);
        if !is_open(&case.home) {
            let mut without = out.clone();
            without.drain(HomeRow { sheet: &all, at: home.at + 1 }.stretch(&out));
            prop_assert_eq!(closed(without, &case), case.home);
        }
    }

    #[test]
    fn each_cell_is_home_s_unless_it_was_edited(
        case in case(),
        edits in vec((any::<Index>(), any::<Index>(), select(vec!["", "new", "x"])), 0..6),
        removed in vec(any::<Index>(), 0..3),
        moved in vec((any::<Index>(), any::<Index>()), 0..3),
    ) {
        let mut edited = case.rebuilt.clone();
        for (row, column, word) in edits {
            let column = column.index(case.table.columns.len());
            if !case.table.columns[column].key {
                let row = row.index(edited.rows.len());
                edited.rows[row][column] = word.to_string();
            }
        }
        for row in removed {
            if edited.rows.len() > 1 {
                edited.rows.remove(row.index(edited.rows.len()));
            }
        }
        for (from, to) in moved {
            let row = edited.rows.remove(from.index(edited.rows.len()));
            edited.rows.insert(to.index(edited.rows.len() + 1), row);
        }
        let (out, _) = case.apply(&edited);
        let sheet = Sheet::parse(&case.home);
        let out_sheet = Sheet::parse(&out);
        for (row, texts) in case.rebuilt.rows.iter().enumerate() {
            let Some(home) = case.row_of(row, &sheet) else { continue };
            let key = key_of(case.table).expect("keyed");
            let edited = edited.rows.iter().find(|of| of[key] == texts[key]);
            let there = case.row_of(row, &out_sheet);
            prop_assert_eq!(edited.is_some(), there.is_some());
            let (Some(edited), Some(there)) = (edited, there) else { continue };
            for column in 0..case.table.columns.len() {
                let text = |row: &HomeRow<'_>| {
                    let place = case.place(row.sheet, column);
                    place.map_or(String::new(), |place| text_at(row.sheet, row.at, place))
                };
                let expected = match edited[column] == texts[column] {
                    true => text(&home),
                    false => edited[column].clone(),
                };
                prop_assert_eq!(text(&there), expected);
            }
        }
    }

    #[test]
    fn another_dress_is_one_entry(
        (format, table, mut rebuilt) in texts(), dress in dress(), order in any::<bool>(),
        missing in 0..3usize, spelling in 0..3u8,
    ) {
        let last = table.columns.len().saturating_sub(missing);
        for row in &mut rebuilt.rows {
            for column in (last..table.columns.len()).filter(|c| !table.columns[*c].key) {
                row[column].clear();
            }
        }
        let mut columns: Vec<usize> = (0..table.columns.len()).collect();
        if order {
            columns.reverse();
        }
        let nothing = || Vec::new();
        let plan = Plan {
            dress, columns, missing, unknown: false, spelling, gone: vec![], cells: vec![],
            moves: vec![], more: nothing(), odd: vec![],
        };
        let home = home_of(table, &rebuilt, &plan);
        let case = Case { format, table, rebuilt, plan, home };
        let patch = case.patch();
        let kinds: Vec<_> = patch.entries().map(|entry| entry.kind).collect();
        prop_assert!(kinds == [EntryKind::Dress] || kinds.is_empty(), "{kinds:?}");
    }
}
