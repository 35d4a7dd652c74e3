//! What errors and findings say to people, in whole sentences.

use std::error::Error;

use roster_core::{
    Column, Detail, EditError, Encoding, FileAt, Finding, Kind, Limit, Options, Place, Profile,
    Severity, Spelling, Text, Unreadable, Value, Year, catalogue as r, col,
};

#[test]
fn errors_say_what_is_wrong() {
    let of: [(&dyn Error, &str); 4] = [
        (&EditError::NoSuchCell, "the sheet has no cell there"),
        (
            &EditError::BehindUnclosedQuote,
            "the cell stands behind a quote that is never closed: mend that cell first",
        ),
        (&Unreadable, "the file could not be read"),
        (&Year::read("27").expect_err("two digits"), "not a year of four digits (2027)"),
    ];
    for (error, text) in of {
        assert_eq!(error.to_string(), text);
    }
}

#[test]
fn findings_say_what_was_expected() {
    const GRADE: Column = col("Grade").__of("grade", "Doc.", Text::KIND);
    let said = |rule, detail| {
        let place = Place::file(FileAt::Present(0)).column(Some(2), Some(&GRADE));
        Finding::new(rule, Severity::Error, place, detail).message()
    };
    let kind = |spaced| Detail::Kind { kind: Kind::Year, spaced };
    assert_eq!(said(&r::INVALID_VALUE, kind(false)), "`Grade` is not a year of four digits (2027)");
    assert_eq!(
        said(&r::INVALID_VALUE, kind(true)),
        "`Grade` is not a year of four digits (2027), for the white space around it"
    );
}

/// What is known of a place by its bytes alone: its line, and where it stands there.
#[test]
fn a_place_of_bytes_has_a_line() {
    let place = Place::within(FileAt::Present(2), b"{\n  \"a\": 1\n}", 4..7);
    assert_eq!((place.file, place.span), (FileAt::Present(2), Some(4..7)));
    assert_eq!((place.line, place.in_line, place.row), (Some(2), Some(3), None));
}

/// What a whole file is said to be.
#[test]
fn findings_say_what_was_found_of_a_file() {
    let said = |rule, detail| {
        let place = Place::file(FileAt::Present(0));
        Finding::new(rule, Severity::Error, place, detail).message()
    };
    let utf16 = |encoding| said(&r::UTF16, Detail::Encoding(encoding));
    let but = "not UTF-8, and cannot be read as CSV";
    assert_eq!(utf16(Encoding::Utf16Le), format!("the file is UTF-16 (little endian), {but}"));
    assert_eq!(utf16(Encoding::Utf16Be), format!("the file is UTF-16 (big endian), {but}"));
    let encodings = [Encoding::of(b"\xC3\xA9"), Encoding::of(b"\xFF")];
    assert_eq!(encodings.map(|of| of.to_string()), ["UTF-8", "neither UTF-8 nor UTF-16"]);
    let semicolons = said(&r::WRONG_DELIMITER, Detail::Delimiter("semicolons"));
    assert_eq!(semicolons, "the cells are separated by semicolons, not by commas");
    let share = Detail::Share { file: "orgs.csv", dangling: 30, of: 40 };
    let partial = "30 of 40 references lead nowhere: `orgs.csv` looks partial";
    assert_eq!(said(&r::PARTIAL_FILE, share), partial);
}

/// Each says its own and leaves what was said before.
#[test]
fn options_are_what_was_said() {
    static SPEC: Profile = Profile::new("spec", "The format's own text.", &[]);
    let flag = roster_core::Flag::CREATE_USERS;
    let all = Options::new()
        .limit(Limit::per_rule(7))
        .profile(&SPEC)
        .flag(flag)
        .no_lints()
        .threads(3)
        .close_look();
    let again = all.clone().limit(Limit::per_rule(7)).profile(&SPEC).no_lints().threads(3);
    for options in [all, again.close_look()] {
        assert_eq!(options.profile.map(|profile| profile.id), Some("spec"));
        assert_eq!(options.flags, [flag]);
        assert_eq!(options.limit, Limit::per_rule(7));
        assert!(options.no_lints && options.close_look);
        assert_eq!(options.threads, 3);
    }
    let none = Options::new();
    assert!(none.profile.is_none() && none.flags.is_empty() && !none.no_lints && !none.close_look);
    assert_eq!(none.threads, 1);
}

#[test]
fn a_spelling_is_hardly_longer_than_the_name() {
    let of = |text| Spelling::of("Grade", text).map(|spelling| spelling.to_string());
    assert_eq!(of("Grades"), Some("Grades".into()));
    assert_eq!(of("Grade____"), Some("Grade____".into()));
    assert_eq!(of("Grade_____"), None);
    assert_eq!(of("Grande"), Some("Grande".into()));
    assert_eq!(of("Garden"), None);
    assert_eq!(of("Gr<de"), None, "no text is shown that is not plain");
}

/// What controls a terminal is shown as a picture of itself.
#[cfg(feature = "render")]
#[test]
fn what_is_revealed_controls_no_terminal() {
    use roster_core::{
        Format, Id, Memory, Record,
        render::{Human, Report, human},
    };
    roster_core::table! {
        /// People.
        pub struct Person = roster_core::file("people.csv").required() => {
            /// Names the person.
            id: Id = col("id").required().id(),
            /// When the person was born.
            born: Year = col("born"),
        }
    }
    static SPEC: Profile = Profile::new("spec", "The format's own text.", &[]);
    static FORMAT: Format = Format::new("made", "Made", "made up", &[Person::TABLE], &[&SPEC]);
    let package = Memory::new().file("people.csv", "id,born\n1,a\u{7F}b\u{1B}c\u{9B}d\u{202E}\n");
    let report = Report::of(&FORMAT, &package, &Options::new());
    let text = human(&report, &Human::default().reveal(true));
    assert!(text.contains("a\u{2421}b\u{241B}c\u{FFFD}d\u{FFFD}"), "{text}");
    assert!(!text.contains(|c: char| c.is_control() && c != '\n'), "{text}");
    assert!(!human(&report, &Human::default()).contains("\u{2421}"), "only if asked for");

    // all of a cell is pointed at and no more, and the first of a file is one too
    let package = Memory::new().file("people.csv", "Id,born\nthirteen,1999x\n");
    let report = Report::of(&FORMAT, &package, &Options::new());
    let text = human(&report, &Human::default().reveal(true));
    for (line, caret) in [("Id,born", "^^"), ("thirteen,1999x", "^^^^^")] {
        let mut shown = text.lines().skip_while(|of| !of.ends_with(line));
        let under = shown.nth(1).and_then(|of| of.split_whitespace().nth(1));
        assert_eq!(under, Some(caret), "{text}");
    }
}

/// Neither does the name of a file; colour does, if it is asked for.
#[cfg(feature = "render")]
#[test]
fn a_report_says_how_much_it_does_not_list() {
    use roster_core::{
        Format, Id, Memory, Record,
        render::{Human, Report, human},
    };
    roster_core::table! {
        /// Schools.
        pub struct School = roster_core::file("schools.csv").required() => {
            /// Names the school.
            id: Id = col("id").required().id(),
        }
    }
    static SPEC: Profile = Profile::new("spec", "The format's own text.", &[]);
    static FORMAT: Format = Format::new("made", "Made", "made up", &[School::TABLE], &[&SPEC]);
    let package =
        Memory::new().file("schools.csv", "id\n1\n1\n2\n2\n3\n3\n").file("\u{1B}\u{7F}", "");
    let text = |limit, color| {
        let report = Report::of(&FORMAT, &package, &Options::new().limit(limit));
        human(&report, &Human::default().color(color))
    };
    let all = text(Limit::NONE, false);
    assert!(all.contains("\u{241B}\u{2421}"), "{all}");
    assert!(!all.contains(|c: char| c.is_control() && c != '\n'), "{all}");
    assert!(!all.contains("more not listed"), "{all}");
    assert!(text(Limit::NONE, true).contains("\u{1B}["), "coloured");
    let few = text(Limit::per_rule(1), false);
    assert!(few.contains("2 more not listed"), "{few}");
}

/// What a table says of its columns' kinds, a schema of Frictionless Data says in its words.
#[cfg(feature = "render")]
#[test]
fn kinds_are_types_of_table_schema() {
    use chrono::{DateTime, NaiveDate, Utc};
    use roster_core::{Decimal, Format, Record, schema};
    roster_core::table! {
        /// Kinds.
        pub struct Kinds = roster_core::file("kinds.csv").required() => {
            /// A whole number.
            whole: i64 = col("whole"),
            /// A decimal.
            decimal: Decimal = col("decimal"),
            /// A year.
            year: Year = col("year"),
            /// A day.
            date: NaiveDate = col("date"),
            /// A time.
            time: DateTime<Utc> = col("time"),
            /// Whether it is.
            so: bool = col("so"),
        }
    }
    static SPEC: Profile = Profile::new("spec", "The format's own text.", &[]);
    static FORMAT: Format = Format::new("kinds", "Kinds", "made up", &[Kinds::TABLE], &[&SPEC]);
    let json = schema::table_schema(&FORMAT);
    let types: Vec<&str> =
        json.lines().filter_map(|line| line.trim().strip_prefix("\"type\": ")).collect();
    let types: Vec<&str> = types.iter().map(|of| of.trim_matches(['"', ','])).collect();
    assert_eq!(types, ["integer", "number", "year", "date", "datetime", "string"]);
}
