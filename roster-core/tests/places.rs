//! Where findings of made-up files stand and what they say, to the byte.

use roster_core::{
    Detail, Email, Finding, Format, Id, Limit, Memory, Options, Profile, Record, Source, Text,
    Year, catalogue as r, check, codes, col, file, table,
};

codes! {
    /// What a place is.
    pub enum Type {
        /// It governs.
        District = "district",
        /// It teaches.
        School = "school",
    }
}
table! {
    /// Places.
    pub struct Org = file("orgs.csv").required() => {
        /// Names the place.
        id: Id = col("id").required().id(),
        /// What it is.
        kind: Type = col("type").required(),
        /// What is said of it.
        notes: Text = col("notes"),
        /// When it was founded.
        founded: Year = col("founded"),
        /// Whom to write to.
        email: Email = col("email").unique(),
    }
}
table! {
    /// Who governs whom.
    pub struct Tie = file("ties.csv") => {
        /// Who governs.
        from: Id = col("from").required().key().refers_to("orgs.csv", "type", "district"),
        /// Who is governed.
        to: Id = col("to").required().key().refers_to_other("orgs.csv", "type", "district"),
    }
}
static SPEC: Profile = Profile::new("spec", "The format's own text.", &[]);
static FORMAT: Format =
    Format::new("places", "Places", "made up", &[Org::TABLE, Tie::TABLE], &[&SPEC]);

fn found(package: &Memory) -> Vec<Finding> {
    let mut findings = Vec::new();
    check(&FORMAT, package, &Options::new().limit(Limit::NONE), &mut findings);
    findings
}
/// What a file of places has wrong with its text or its cells.
fn in_orgs(text: &str) -> Vec<Finding> {
    found(&Memory::new().file("orgs.csv", text))
}
fn names(findings: &[Finding]) -> Vec<&'static str> {
    findings.iter().map(|finding| finding.rule.name).collect()
}

#[test]
fn a_place_in_a_row_of_several_lines_is_counted_from_its_line() {
    let found = in_orgs("id,type,notes,founded,email\na,school,\"1\n22\n333\",20,x@\n");
    let cells = found.iter().filter(|finding| finding.rule != &r::LINE_BREAK);
    let places: Vec<_> = cells.map(|of| (of.rule.name, of.place.line, of.place.in_line)).collect();
    // the third line of the row is `333",20,x@`
    assert_eq!(
        places,
        [("invalid-value", Some(4), Some(6)), ("invalid-email", Some(4), Some(9))],
        "{found:?}"
    );
}

/// Odd bytes stand where they are, one byte each.
#[test]
fn what_is_odd_about_a_text_stands_at_a_byte() {
    let text = "id,type,notes\na,school,b\"c\nd,school,e\"f\n";
    let found = in_orgs(text);
    assert_eq!(names(&found), ["quote-in-cell"; 2], "each row has one of its own");
    for (finding, from) in found.iter().zip([24, 37]) {
        assert_eq!(finding.place.span, Some(from..from + 1));
        assert_eq!(&text[from..=from], "\"");
    }
}

/// Carriage returns that end lines are one cause, however many rows they end.
#[test]
fn line_ends_of_a_file_are_one_finding() {
    let found = in_orgs("id,type\ra,school\rb,school\rc,school\r");
    assert_eq!(names(&found), ["bare-carriage-return"]);
    assert_eq!(found[0].count, 4);
    assert_eq!(found[0].also.len(), 3);
    let many = in_orgs(&"a,school\r".repeat(20).replacen("a,school", "id,type", 1));
    let ends = many.iter().find(|finding| finding.rule == &r::BARE_CR).expect("there are");
    assert_eq!((ends.count, ends.also.len()), (20, Finding::MOST_ALSO));
    let found = in_orgs("id,type,notes\na,school,\"1\n2\"\nb,school,\"1\n2\"\n");
    assert_eq!(names(&found), ["line-break"; 2]);
}

#[test]
fn findings_of_a_text_say_how_many_lines_and_what_is_blank() {
    let found = in_orgs("id,type,notes\na,school,\"1\nb,school,2\nc,school,\"3\"\n");
    let said: Vec<String> = found.iter().map(Finding::message).collect();
    assert_eq!(names(&found), ["quote-swallows-lines"], "{said:?}");
    assert!(said[0].contains("closed 2 lines further on"), "{said:?}");
    let found = in_orgs("id,type,,notes\na,school,,x\n");
    assert_eq!(names(&found), ["unknown-header"]);
    assert!(found[0].message().ends_with(": it is blank"), "{}", found[0].message());
}

/// What a header was meant to be is looked for two hundred times a file.
#[test]
fn of_many_unknown_headers_the_first_are_explained() {
    let near = |before: usize| {
        let unknown: String = (0..before).map(|n| format!(",{n}")).collect();
        let found = in_orgs(&format!("id,type{unknown},foundet\n"));
        let last = found.iter().rfind(|finding| finding.rule == &r::UNKNOWN_HEADER);
        matches!(last.map(|finding| finding.detail), Some(Detail::Near(_)))
    };
    assert_eq!([0, 199, 200].map(near), [true, true, false]);
}

/// What a record must or must not be, the first word of the vocabulary is as good as the others for;
/// of a record whose kind is no word nothing is said.
#[test]
fn what_a_record_is_may_be_the_first_word() {
    let package = Memory::new()
        .file("orgs.csv", "id,type\nd,district\ns,school\nu,unknown\n")
        .file("ties.csv", "from,to\nd,s\nu,s\ns,s\nd,d\nd,u\n");
    let found = found(&package);
    let targets: Vec<_> = found
        .iter()
        .filter(|finding| finding.rule == &r::WRONG_TARGET)
        .map(|finding| (finding.place.row, finding.place.column.and_then(|column| column.position)))
        .collect();
    assert_eq!(targets, [(Some(3), Some(0)), (Some(4), Some(1))], "{found:?}");
}

/// Letters of every language have a case.
#[test]
fn addresses_are_the_same_whatever_their_case() {
    let shared = |first: &str, second: &str| {
        let text = format!("id,type,email\na,school,{first}\nb,school,{second}\n");
        names(&in_orgs(&text)).contains(&"shared-value")
    };
    assert!(shared("jo@x.example", "JO@x.example"));
    assert!(shared("zoë@x.example", "ZOË@x.example"));
    let long = "z".repeat(60);
    assert!(shared(&format!("{long}ë@x.example"), &format!("{long}Ë@x.example")));
    assert!(!shared("zoë@x.example", "zoe@x.example"));
}

/// An id that is too long for a table's own bytes is found like any other.
#[test]
fn a_long_id_is_found_and_another_is_not() {
    let [known, other] = ["a", "b"].map(|end| format!("a place with a long name {end}"));
    let package = Memory::new()
        .file("orgs.csv", format!("id,type\n{known},district\ns,school\n"))
        .file("ties.csv", format!("from,to\n{known},s\n{other},s\n"));
    let found = found(&package);
    assert_eq!(names(&found), ["dangling-reference"]);
    assert_eq!(found[0].place.row, Some(2));
}

/// An open quote at an id hides the id, not the record.
#[test]
fn an_open_quote_hides_no_record() {
    let rows = "id,type,notes\nd,district,\n";
    let ties = "from,to\nd,s\n";
    let of = |row: &str| {
        let orgs = Memory::new().file("orgs.csv", format!("{rows}{row}"));
        names(&found(&orgs.file("ties.csv", ties)))
    };
    assert_eq!(of("\"s,school,x\n"), ["unclosed-quote"]);
    // in another cell it is no id, and what closes late swallows none either
    assert_eq!(of("t,school,\"s\n"), ["unclosed-quote", "dangling-reference"]);
    assert_eq!(of("\"s\"\"t,school,x\n"), ["unclosed-quote", "dangling-reference"]);
    assert_eq!(of("s\"t,school,x\n"), ["quote-in-cell", "dangling-reference"]);
}

#[test]
fn a_source_is_empty_if_it_has_no_file() {
    assert!(Memory::new().is_empty());
    assert!(!Memory::new().file("orgs.csv", "").is_empty());
}
