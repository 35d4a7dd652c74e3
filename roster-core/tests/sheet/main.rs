//! The laws of a sheet: what stands in a file stays there, and cells are what `csv` reads.

mod slow;

use proptest::{prelude::*, test_runner::FileFailurePersistence};
use roster_core::{EditError, OddityKind, Rows, Sheet};

fn config() -> ProptestConfig {
    let file = FileFailurePersistence::Direct("tests/sheet/main.proptest-regressions");
    ProptestConfig { cases: 2000, failure_persistence: Some(Box::new(file)), ..Default::default() }
}

/// Bytes in which everything that matters to CSV is frequent.
fn csvish() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        4 => Just(&b"a"[..]),
        2 => Just(&b"\xC3\xA9"[..]),
        1 => Just(&b"\xFF"[..]),
        1 => Just(&b"\0"[..]),
        1 => Just(&b"\xEF\xBB\xBF"[..]),
        4 => Just(&b","[..]),
        4 => Just(&b"\""[..]),
        2 => Just(&b"\"\""[..]),
        2 => Just(&b"\n"[..]),
        2 => Just(&b"\r\n"[..]),
        1 => Just(&b"\r"[..]),
    ];
    proptest::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}
/// Rows as programs write them, over many blocks of 64 bytes, and a few bytes amiss.
fn written() -> impl Strategy<Value = Vec<u8>> {
    let cell = prop_oneof![
        4 => "[a-z0-9-]{0,40}".prop_map(String::into_bytes),
        2 => "\"[a-z, ]{0,40}\"".prop_map(String::into_bytes),
        1 => "\"[a-z\r\n,]{0,70}\"".prop_map(String::into_bytes),
        1 => "\"([a-z]|\"\"){0,9}\"".prop_map(String::into_bytes),
    ];
    let line_end =
        prop_oneof![4 => Just(&b"\n"[..]), 4 => Just(&b"\r\n"[..]), 1 => Just(&b"\r"[..])];
    let row = (proptest::collection::vec(cell, 1..12), line_end)
        .prop_map(|(cells, end)| [&cells.join(&b","[..])[..], end].concat());
    let amiss = (any::<proptest::sample::Index>(), proptest::sample::select(&b"\",\r\nx"[..]));
    let all = (proptest::collection::vec(row, 0..12), proptest::collection::vec(amiss, 0..3));
    all.prop_map(|(rows, amiss)| {
        let mut bytes = rows.concat();
        for (at, b) in amiss {
            let at = at.index(bytes.len() + 1);
            bytes.splice(at..(at + usize::from(b != b'"')).min(bytes.len()), [b]);
        }
        bytes
    })
}
/// Rows in which hardly a byte is not that of the row above, over several kilobytes.
fn alike() -> impl Strategy<Value = Vec<u8>> {
    let byte = prop_oneof![8 => b'a'..=b'z', 1 => proptest::sample::select(&b"\",\r\n"[..])];
    let changes = proptest::collection::vec((any::<proptest::sample::Index>(), byte), 0..4);
    let row =
        ("[a-z]{0,40}(,[a-z]{0,40}){0,9}", proptest::sample::select(vec!["\n", "\r\n", "\r"]))
            .prop_map(|(row, end)| [row, end.to_owned()].concat().into_bytes());
    (row, proptest::collection::vec(changes, 0..90)).prop_map(|(mut row, all)| {
        let mut bytes = Vec::new();
        for changes in all {
            bytes.extend(&row);
            changes.into_iter().for_each(|(at, byte)| {
                let at = at.index(row.len());
                row[at] = byte;
            });
        }
        bytes
    })
}
fn any_bytes() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![csvish(), written(), alike(), proptest::collection::vec(any::<u8>(), 0..200)]
}

fn cells(sheet: &Sheet<'_>) -> Vec<Vec<Vec<u8>>> {
    let row = |r| sheet.row(r).map(|cell| cell.bytes().to_vec()).collect();
    (0..sheet.len()).map(row).collect()
}
fn cells_of_csv(bytes: &[u8]) -> Vec<Vec<Vec<u8>>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
    let row = |record: csv::ByteRecord| record.iter().map(<[u8]>::to_vec).collect();
    reader.byte_records().map(|record| row(record.expect("bytes in memory"))).collect()
}
fn unclosed(sheet: &Sheet<'_>) -> Option<usize> {
    let oddities = sheet.oddities();
    oddities.iter().find(|o| o.kind == OddityKind::UnclosedQuote).map(|o| o.at)
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn the_quick_reader_reads_what_the_slow_one_does(bytes in any_bytes(), shift in 0usize..64) {
        prop_assert_eq!(slow::quick(&bytes), slow::slow(&bytes));
        // what is in one block is in two
        let shifted = [&b"-".repeat(shift)[..], &bytes].concat();
        prop_assert_eq!(slow::quick(&shifted), slow::slow(&shifted));
    }

    #[test]
    fn writing_gives_back_the_bytes(bytes in any_bytes()) {
        prop_assert_eq!(Sheet::parse(&bytes).write(), bytes);
    }

    #[test]
    fn cells_agree_with_csv_where_no_quote_is_left_open(bytes in any_bytes()) {
        let sheet = Sheet::parse(&bytes);
        prop_assume!(unclosed(&sheet).is_none());
        prop_assert_eq!(cells(&sheet), cells_of_csv(&bytes));
    }

    #[test]
    fn an_open_quote_is_a_character(bytes in csvish()) {
        let sheet = Sheet::parse(&bytes);
        let Some(at) = unclosed(&sheet) else { return Ok(()) };
        // the same file with another character there, which no reader takes for syntax
        let mut other = bytes.clone();
        other[at] = b'x';
        let mut want = cells_of_csv(&other);
        let odd = sheet.oddities();
        let open = odd.iter().find(|o| o.at == at).expect("found above");
        want[open.row.expect("in a row") as usize][open.cell.expect("in a cell")][0] = b'"';
        prop_assert_eq!(cells(&sheet), want);
    }

    #[test]
    fn rows_and_sheet_agree(bytes in any_bytes()) {
        let sheet = Sheet::parse(&bytes);
        let mut rows = Rows::new(&bytes);
        let mut r = 0;
        while let Some(row) = rows.next_row(&mut |_| {}) {
            prop_assert_eq!(row.number(), r as u64);
            prop_assert_eq!(row.len(), sheet.width(r));
            for (i, cell) in sheet.row(r).enumerate() {
                prop_assert_eq!(&*row.cell(i).expect("as many cells"), cell.bytes());
                prop_assert_eq!(row.span(i), Some(cell.span()));
                if i == 0 {
                    prop_assert_eq!(row.line(), cell.line());
                }
            }
            r += 1;
        }
        prop_assert_eq!(r, sheet.len());
        prop_assert_eq!(rows.position(), bytes.len());
    }

    #[test]
    fn cells_and_separators_tile_the_file(bytes in any_bytes()) {
        let sheet = Sheet::parse(&bytes);
        let mut at = if bytes.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
        for r in 0..sheet.len() {
            for (i, cell) in sheet.row(r).enumerate() {
                let between = &bytes[at..cell.span().start];
                match i {
                    0 => prop_assert!(between.iter().all(|b| matches!(b, b'\r' | b'\n'))),
                    _ => prop_assert_eq!(between, b","),
                }
                at = cell.span().end;
            }
        }
        prop_assert!(bytes[at..].iter().all(|b| matches!(b, b'\r' | b'\n')));
    }

    #[test]
    fn lines_count_every_line_end_once(bytes in any_bytes()) {
        let sheet = Sheet::parse(&bytes);
        for r in 0..sheet.len() {
            for cell in sheet.row(r) {
                let before = String::from_utf8_lossy(&bytes[..cell.span().start])
                    .replace("\r\n", "\n")
                    .replace('\r', "\n");
                prop_assert_eq!(cell.line() as usize, before.matches('\n').count() + 1);
            }
        }
    }

    #[test]
    fn an_edit_changes_that_cell_and_nothing_else(
        bytes in any_bytes(), text in csvish(), row in 0usize..6, column in 0usize..6,
    ) {
        let mut sheet = Sheet::parse(&bytes);
        let Some(span) = sheet.cell(row, column).map(|cell| cell.span()) else {
            prop_assert_eq!(sheet.set(row, column, &text), Err(EditError::NoSuchCell));
            return Ok(());
        };
        if sheet.set(row, column, &text).is_err() {
            prop_assert!(unclosed(&sheet).is_some_and(|open| open < span.start));
            prop_assert_eq!(sheet.write(), bytes);
            return Ok(());
        }
        let written = sheet.write();
        prop_assert!(written.starts_with(&bytes[..span.start]));
        prop_assert!(written.ends_with(&bytes[span.end..]));
        let mut want = cells(&Sheet::parse(&bytes));
        want[row][column] = text;
        prop_assert_eq!(cells(&sheet), want.clone());
        prop_assert_eq!(cells(&Sheet::parse(&written)), want);
    }

    /// What is set into a cell without quotes gets none, unless it would be read otherwise.
    #[test]
    fn an_edit_quotes_only_what_must_be(
        bytes in any_bytes(),
        row in any::<proptest::sample::Index>(),
        column in any::<proptest::sample::Index>(),
        text in proptest::sample::select(&["", "x", "x y", "\u{FEFF}x", "a,b", "a\"b", "a\nb", "a\rb"][..]),
    ) {
        let mut sheet = Sheet::parse(&bytes);
        prop_assume!(!sheet.is_empty());
        let row = row.index(sheet.len());
        let width = sheet.width(row);
        let cell = sheet.cell(row, column.index(width)).expect("within the sheet");
        let (span, is_plain) = (cell.span(), !bytes[cell.span()].starts_with(b"\""));
        prop_assume!(is_plain && sheet.set(row, column.index(width), text).is_ok());
        let is_syntax = text.contains([',', '"', '\n', '\r']);
        let is_no_row = text.is_empty() && width == 1;
        let is_mark = span.start == 0 && text.starts_with('\u{FEFF}');
        let written = sheet.write();
        let set = &written[span.start..written.len() - (bytes.len() - span.end)];
        match is_syntax || is_no_row || is_mark {
            true => prop_assert!(set.starts_with(b"\"") && set.ends_with(b"\"")),
            false => prop_assert_eq!(set, text.as_bytes()),
        }
    }

    #[test]
    fn two_edits_are_one_after_the_other(
        bytes in any_bytes(), a in csvish(), b in csvish(), i in 0usize..4, j in 0usize..4,
    ) {
        let mut both = Sheet::parse(&bytes);
        let first = both.set(i, j, &a).is_ok();
        let between = both.write();
        let second = both.set(j, i, &b).is_ok();
        let mut later = Sheet::parse(&between);
        if !(first && second && later.set(j, i, &b).is_ok()) {
            return Ok(());
        }
        prop_assert_eq!(cells(&Sheet::parse(&both.write())), cells(&later));
    }

    #[test]
    fn debug_shows_no_text(bytes in any_bytes()) {
        let canary = "tell-tale";
        let bytes = [canary.as_bytes(), b",\"", canary.as_bytes(), b"\"\n", &bytes].concat();
        let sheet = Sheet::parse(&bytes);
        let shown = format!("{sheet:?} {:?} {:?}", sheet.cell(0, 0), sheet.oddities());
        prop_assert!(!shown.contains(canary));
    }
}

/// Every text of these characters up to some length, wherever it stands in a block.
#[test]
fn the_quick_reader_reads_every_short_text_as_the_slow_one_does() {
    const LONGEST: u32 = 5;
    const ALPHABET: &[u8] = b"a,\"\n\r";
    let n = ALPHABET.len();
    for length in 0..=LONGEST {
        for mut text in 0..n.pow(length) {
            let mut bytes = Vec::new();
            for _ in 0..length {
                bytes.push(ALPHABET[text % n]);
                text /= n;
            }
            for before in [0, 58, 61, 62, 63] {
                let bytes = [&b"-".repeat(before)[..], &bytes].concat();
                assert_eq!(slow::quick(&bytes), slow::slow(&bytes), "{}", bytes.escape_ascii());
                let closed = [&bytes, &b"\n\"-\"\r\n-"[..]].concat();
                assert_eq!(slow::quick(&closed), slow::slow(&closed), "{}", closed.escape_ascii());
            }
        }
    }
}

fn kinds(bytes: &[u8]) -> Vec<(OddityKind, u64, Option<usize>)> {
    Sheet::parse(bytes).oddities().into_iter().map(|o| (o.kind, o.line, o.cell)).collect()
}

#[test]
fn each_oddity_has_its_place() {
    use OddityKind::*;
    assert_eq!(kinds(b"a,b\"c\n"), [(QuoteInCell, 1, Some(1))]);
    assert_eq!(kinds(b"a\n\"b\"c,d\n"), [(TextAfterQuote { lines: 0 }, 2, Some(0))]);
    assert_eq!(
        kinds(b"h\n\"a\nb\nc\"d\n"),
        [(TextAfterQuote { lines: 2 }, 2, Some(0)), (LineBreak { lines: 2 }, 2, Some(0))]
    );
    assert_eq!(kinds(b"h\nx,\"a\n"), [(UnclosedQuote, 2, Some(1))]);
    assert_eq!(kinds(b"h\rx\n"), [(BareCr, 1, None)]);
    assert_eq!(kinds(b"h\r\n\r\nx"), [(BlankLine, 2, None)]);
    assert_eq!(kinds(b"h,\"i\"\r\n\"j\"\"k\",l\r\n"), []);
}

#[test]
fn an_open_quote_swallows_nothing_and_costs_one_pass() {
    let mut bytes = b"id,name\n1,\"open\n".to_vec();
    for i in 0..200_000 {
        bytes.extend_from_slice(format!("{i},\"\"\n").as_bytes());
    }
    let sheet = Sheet::parse(&bytes);
    assert_eq!(sheet.len(), 200_002);
    assert_eq!(unclosed(&sheet), Some(10));
}

#[test]
fn behind_an_open_quote_edits_are_refused() {
    let mut sheet = Sheet::parse(b"a,\"b\nc,d\n");
    assert_eq!(sheet.set(1, 0, "x"), Err(EditError::BehindUnclosedQuote));
    sheet.set(0, 1, "mended").expect("the open cell itself");
    sheet.set(0, 0, "before").expect("a cell before it");
    assert_eq!(sheet.write(), b"before,mended\nc,d\n");
}

#[test]
fn a_byte_order_mark_that_is_text_stays_text() {
    let mut sheet = Sheet::parse(b"a,b\n");
    sheet.set(0, 0, "\u{feff}x").expect("a cell");
    let written = sheet.write();
    let again = Sheet::parse(&written);
    assert_eq!(again.cell(0, 0).expect("a cell").text(), Some("\u{feff}x"));
}

/// Rows are read in blocks of 64 bytes. Whatever stands where one ends is read as it is elsewhere:
/// every text of five signs, and quotes without end.
#[test]
fn the_edge_of_a_block_is_no_edge() {
    const SIGNS: [u8; 5] = *b"a,\"\n\r";
    for before in 59..65 {
        let head = "x".repeat(before);
        for start in [head.clone(), format!("{head},"), format!("\"{head}"), format!("\"{head}\",")]
        {
            for n in 0..SIGNS.len().pow(5) {
                let signs = (0..5).map(|at| SIGNS[n / SIGNS.len().pow(at) % SIGNS.len()]);
                let text: Vec<u8> = start.bytes().chain(signs).chain(*b"\",b\nc").collect();
                assert_eq!(slow::quick(&text), slow::slow(&text), "{}", text.escape_ascii());
            }
        }
        for quotes in 0..300 {
            let text = format!("{head},{},b\n\"c\",d\n", "\"".repeat(quotes));
            assert_eq!(slow::quick(text.as_bytes()), slow::slow(text.as_bytes()), "{text}");
        }
    }
    // how a block begins says nothing of what may stand at the end of the next
    for first in ["a", ",", "\n"] {
        let text = format!("{first}{}\"b,c\",d\ne\n", "a".repeat(126));
        assert_eq!(slow::quick(text.as_bytes()), slow::slow(text.as_bytes()), "{text}");
    }
}
