//! What a format declares is what the checks read. Formats declare while compiling; here the same
//! is said at run time, and what must not compile is tried.

use std::{string::ToString, sync::LazyLock};

use roster_core::{
    Codes, Column, Constraint, Detail, Each, Email, FileSet, Finding, Flag, Format, Hint, Index,
    Kind, Level, Manifest, Memory, Need, Options, Phone, Profile, Property, Refers, Rule, Severity,
    Summary, Table, Target, Test, Text, Value, Verdict, Year, catalogue, check, codes, col, file,
};

codes! {
    /// What a place is.
    pub enum Type {
        /// It teaches.
        School = "school",
        /// It governs.
        District = "district" | "authority",
    }
}

/// A table of these columns that lives as long as the test.
fn table(of: Table, columns: Vec<Column>) -> &'static Table {
    let columns: &'static [Column] = Vec::leak(columns);
    Box::leak(Box::new(of.__of("Made", " Made up.\n", columns)))
}
fn text(column: Column) -> Column {
    column.__of("made", " Made up.\n", Text::KIND)
}
fn orgs() -> &'static Table {
    let columns = vec![
        text(col("id").required().id()),
        text(col("type").codes(Type::CODES)),
        text(col("parent").refers("orgs.csv")),
        text(col("begin")),
        text(col("end")),
    ];
    table(file("orgs.csv").required(), columns)
}
fn people() -> &'static Table {
    let columns = vec![
        text(col("id").required().id()),
        text(col("org").refers_to("orgs.csv", "type", "school")),
        text(col("email").unique()),
        text(col("place")),
    ];
    table(file("people.csv").needs(&["orgs.csv"]), columns)
}
static SPEC: Profile = Profile::new("spec", "The format's own text.", &[]);
fn format(tables: Vec<&'static Table>) -> Format {
    static PROFILES: &[&Profile] = &[&SPEC];
    Format::new("made", "Made", "made up", Vec::leak(tables), PROFILES)
}

#[test]
fn a_column_is_what_was_said_of_it() {
    const PLAIN: Column = col("h");
    let plain = col("h");
    assert_eq!(plain, PLAIN, "the same at run time");
    let needs = [
        (plain.required(), Need::Always),
        (plain.required_when(Flag::CREATE_USERS), Need::When(Flag::CREATE_USERS)),
        (plain.required_in_delta(), Need::Delta),
        (plain.header_required(), Need::Header),
        (plain, Need::Optional),
    ];
    for (column, need) in needs {
        assert_eq!(column.need, need);
        let [without, with] =
            [&[][..], &[Flag::CREATE_USERS]].map(|flags| column.is_required(flags));
        assert_eq!(without, need == Need::Always);
        assert_eq!(with, matches!(need, Need::Always | Need::When(_)));
        let header = [&[][..], &[Flag::CREATE_USERS]].map(|flags| column.is_header_required(flags));
        let always = matches!(need, Need::Always | Need::Header | Need::Delta);
        assert_eq!(header, [always, always || with]);
    }
    assert_eq!((plain.id().id, plain.id().key), (true, true), "who names the record is of the key");
    assert_eq!((plain.key().id, plain.key().key), (false, true));
    assert!(plain.unique().unique && !plain.unique);
    assert!(plain.secret().secret && !plain.secret);

    let refers = |column: Column| column.refers.expect("it refers");
    let said = |column| {
        let Refers { file, target, enforced, .. } = refers(column);
        (file, target, enforced)
    };
    let to = |target, enforced| ("f", target, enforced);
    assert_eq!(said(plain.refers("f")), to(Target::Any, true));
    assert_eq!(said(plain.refers_to("f", "t", "w")), to(Target::Is("t", "w"), true));
    assert_eq!(said(plain.refers_to_other("f", "t", "w")), to(Target::IsNot("t", "w"), true));
    assert_eq!(said(plain.refers_loosely("f")), to(Target::Any, false));
    let shown = [plain.refers("f"), plain.refers_to("f", "t", "w"), plain.refers_loosely("f")];
    let shown = shown.map(|column| refers(column).to_string());
    assert_eq!(shown, ["f", "f where t is `w`", "f, loosely"]);
    let other = refers(plain.refers_to_other("f", "t", "w"));
    assert_eq!(other.to_string(), "f where t is not `w`");
    assert_eq!([Target::Any.column(), other.target.column()], [None, Some("t")]);

    let said = plain.aliases(&["a"]).edition("2").codes(Type::CODES).avoid("#").source("page 1");
    let said = said.hint(Hint::GivenName);
    assert_eq!((said.aliases, said.edition, said.avoid), (&["a"][..], Some("2"), "#"));
    assert_eq!(said.codes.map(|codes| codes.words.len()), Some(2));
    assert_eq!((said.source, said.hint), ("page 1", Some(Hint::GivenName)));

    let json = plain.json("member").json_required().json_kind(Email::KIND);
    assert_eq!((json.json.name, json.json.need), (Some("member"), Some(Need::Always)));
    assert_eq!(json.json.kind, Some(Email::KIND));
    assert_eq!(plain.json_optional().json.need, Some(Need::Optional));
    assert!(plain.not_json().json.absent && !json.json.absent);

    let made = plain.__of("field", " What it says.\n", Email::KIND);
    assert_eq!((made.field, made.doc, made.kind), ("field", "What it says.", Email::KIND));
    assert_eq!(format!("{made:?}"), "Column(h)");
}

#[test]
fn a_table_is_what_was_said_of_it() {
    let plain = file("a.csv");
    assert_eq!((plain.required, plain.one_in, plain.columns.len()), (false, 1, 0));
    let said = plain.required().needs(&["b.csv"]).each(&[Each::Student]).one_in(3).source("page 2");
    assert_eq!((said.required, said.needs, said.one_in), (true, &["b.csv"][..], 3));
    assert_eq!((said.each, said.source), (&[Each::Student][..], "page 2"));
    let orgs = orgs();
    assert_eq!((orgs.name, orgs.doc), ("Made", "Made up."));
    assert_eq!((orgs.id(), orgs.column("parent"), orgs.column("Parent")), (Some(0), Some(2), None));
    assert_eq!(format!("{orgs:?}"), "Table(orgs.csv)");
    // the same file of other columns is another table
    assert_eq!(orgs, orgs);
    assert_ne!(*orgs, *table(file("orgs.csv"), orgs.columns.to_vec()));
}
#[test]
#[should_panic(expected = "one in none")]
fn one_in_none_does_not_compile() {
    let _ = file("a.csv").one_in(0);
}

#[test]
fn a_format_is_what_was_said_of_it() {
    static SETS: [FileSet; 1] = [FileSet { name: "all", files: &["orgs.csv"], absent: None }];
    static MANIFEST: Manifest = Manifest::new("orgs.csv", ["id", "type"], "file.", "version", &[]);
    fn read(
        _: &'static Format,
        _: &dyn roster_core::Source,
        _: &Options,
        _: &mut dyn roster_core::Sink,
    ) -> Summary {
        let mut summary = Summary::default();
        summary.occurrences = 7;
        summary
    }
    let plain = format(vec![orgs(), people()]);
    assert!(!plain.ordered && plain.sets.is_empty() && plain.manifest.is_none());
    assert_eq!(plain.table("people.csv").map(|table| table.file), Some("people.csv"));
    assert!(plain.table("People.csv").is_none());
    assert_eq!(plain.profile("spec").map(|profile| profile.id), Some("spec"));
    assert!(plain.profile("other").is_none());
    assert_eq!(format!("{plain:?}"), "Format(made)");

    let said = plain
        .sets(&SETS)
        .ordered()
        .extensions("metadata.")
        .manifest(&MANIFEST)
        .superseded("orgs.csv", &catalogue::UNEXPECTED_FILE)
        .read_by(read);
    assert!(said.ordered && said.sets.len() == 1 && said.manifest.is_some());
    assert_eq!(said.extensions, Some("metadata."));
    assert_eq!(
        said.superseded.map(|(file, rule)| (file, rule.name)),
        Some(("orgs.csv", "unexpected-file"))
    );
    let said: &'static Format = Box::leak(Box::new(said));
    let mut none = Vec::new();
    assert_eq!(
        check(said, &Memory::new(), &Options::new(), &mut none).occurrences,
        7,
        "its reader"
    );
}
#[test]
#[should_panic(expected = "a reference to no table with an id")]
fn a_reference_to_no_table_does_not_compile() {
    format(vec![people()]);
}
#[test]
#[should_panic(expected = "a reference to no table with an id")]
fn a_reference_to_a_table_without_ids_does_not_compile() {
    format(vec![people(), table(file("orgs.csv"), vec![text(col("id").key())])]);
}
#[test]
#[should_panic(expected = "at least one profile")]
fn a_format_without_profiles_does_not_compile() {
    let _ = Format::new("made", "Made", "made up", &[], &[]);
}
#[test]
#[should_panic(expected = "a set of unknown files")]
fn a_set_of_unknown_files_does_not_compile() {
    static SETS: [FileSet; 1] = [FileSet { name: "all", files: &["org.csv"], absent: None }];
    let _ = format(vec![orgs()]).sets(&SETS);
}
#[test]
#[should_panic(expected = "a manifest that no table has")]
fn a_manifest_that_is_no_file_does_not_compile() {
    static MANIFEST: Manifest = Manifest::new("manifest.csv", ["n", "v"], "file.", "version", &[]);
    let _ = format(vec![orgs()]).manifest(&MANIFEST);
}

#[test]
fn a_manifest_is_what_was_said_of_it() {
    let properties: &'static [Property] =
        Vec::leak(vec![Property::required("version", &["1"]), Property::optional("comment")]);
    let manifest = Manifest::new("m.csv", ["name", "value"], "file.", "version", properties);
    assert_eq!((manifest.file, manifest.name, manifest.value), ("m.csv", "name", "value"));
    assert_eq!((manifest.files, manifest.version, manifest.deleted), ("file.", "version", None));
    assert_eq!(manifest.deleted("s", "d").deleted, Some(("s", "d")));
    let version = manifest.property("version").expect("there");
    assert_eq!((version.required, version.words), (true, &["1"][..]));
    let comment = manifest.property("comment").expect("there");
    assert!(!comment.required && comment.words.is_empty());
    assert!(manifest.property("file.orgs").is_none());
}

#[test]
fn a_profile_judges_as_was_said_or_as_its_base_does() {
    static STRICT: Profile = Profile::new(
        "strict",
        "Strict.",
        &[(&catalogue::UNEXPECTED_FILE, Level::Error, "it says so")],
    );
    let levels: &'static [_] =
        Vec::leak(vec![(&catalogue::UNKNOWN_HEADER, Level::Off, "it does not care")]);
    let over = Profile::new("over", "Over.", levels).over(&STRICT).max_rows(9);
    assert_eq!(over.level(&catalogue::UNEXPECTED_FILE), Level::Error, "its base's");
    assert_eq!(over.level(&catalogue::UNKNOWN_HEADER), Level::Off, "its own");
    assert_eq!(over.level(&catalogue::DUPLICATE_KEY), catalogue::DUPLICATE_KEY.level, "the rule's");
    assert_eq!((over.max_rows, STRICT.max_rows), (Some(9), None));
}

#[test]
fn a_rule_is_what_was_said_of_it() {
    let doc = "It is wrong. It matters.\n\nMore.";
    let rule = Rule::__new(["L999", "made-up"], Level::ByNeed, ["message", "mend", doc], &[]);
    assert_eq!(
        (rule.code, rule.name, rule.message, rule.mend),
        ("L999", "made-up", "message", "mend")
    );
    assert_eq!(rule.summary(), "It is wrong.");
    assert!(rule.is_lint() && !catalogue::DUPLICATE_KEY.is_lint());
    assert_eq!(format!("{rule:?}"), "L999 made-up");
    let severities = |level: Level| [true, false].map(|required| level.severity(required));
    let (warning, error) = (Some(Severity::Warning), Some(Severity::Error));
    assert_eq!(severities(Level::Off), [None, None]);
    assert_eq!(severities(Level::Info), [Some(Severity::Info); 2]);
    assert_eq!(severities(Level::Warning), [warning; 2]);
    assert_eq!(severities(Level::Error), [error; 2]);
    assert_eq!(severities(Level::ByNeed), [error, warning]);
}

#[test]
fn a_vocabulary_is_what_was_said_of_it() {
    let words: &'static [_] = Vec::leak(vec![roster_core::Word::__new("one", " A word. ", &["1"])]);
    let codes = Codes::__new("Made", " Made up.\n", words);
    assert_eq!((codes.name, codes.doc, codes.words[0].doc), ("Made", "Made up.", "A word."));
    assert_eq!(codes.find("one"), Some((0, Verdict::Exact)));
    assert_eq!([codes.find("ONE"), codes.find("1")], [Some((0, Verdict::Respelled)); 2]);
    assert_eq!(codes.find("two"), None);
    assert_eq!(codes.to_string(), "`one`");
}

/// The lines of two files at which constraints do not hold.
fn found(constraints: Vec<Constraint>, orgs_rows: &str, people_rows: &str) -> Vec<u64> {
    let constraints = constraints.into_iter().map(|of| &*Box::leak(Box::new(of)));
    let constraints: &'static [&'static Constraint] = Vec::leak(constraints.collect());
    let format = format(vec![orgs(), people()]).constraints(constraints);
    let format: &'static Format = Box::leak(Box::new(format));
    let package = Memory::new()
        .file("orgs.csv", format!("id,type,parent,begin,end\n{orgs_rows}"))
        .file("people.csv", format!("id,org,email,place\n{people_rows}"));
    let mut findings = Vec::new();
    check(format, &package, &Options::new(), &mut findings);
    let broken = findings.iter().filter(|finding| finding.rule == RULE);
    broken.map(|finding| finding.place.line.expect("at a row")).collect()
}
const RULE: &Rule = &catalogue::CLASS_WITHOUT_TEACHER;

/// What is found in two files, `people.csv` and `seats.csv`: rule and line.
fn found_in(
    people: Vec<Column>,
    seats: Vec<Column>,
    [first, second]: [&str; 2],
) -> Vec<(&'static str, Option<u64>)> {
    let tables =
        vec![table(file("people.csv").required(), people), table(file("seats.csv"), seats)];
    let format: &'static Format = Box::leak(Box::new(format(tables)));
    let package = Memory::new().file("people.csv", first).file("seats.csv", second);
    let mut findings = Vec::new();
    check(format, &package, &Options::new(), &mut findings);
    findings.iter().map(|finding| (finding.rule.name, finding.place.line)).collect()
}

/// Where addresses name the records, case makes no difference.
#[test]
fn records_that_addresses_name_are_found_in_any_case() {
    let email = |column: Column| column.__of("made", " Made up.\n", Email::KIND);
    let found = found_in(
        vec![email(col("email").required().id())],
        vec![email(col("person").required().key().refers("people.csv"))],
        ["email\nAnn@x.example\n", "person\nann@X.example\nAnn@x.example\nben@x.example\n"],
    );
    let dangling = (catalogue::DANGLING_REFERENCE.name, Some(4));
    let twice = (catalogue::DUPLICATE_KEY.name, Some(3));
    assert_eq!(found, [twice, dangling]);
}

/// What a spreadsheet would run is told, and no number is.
#[test]
fn what_begins_like_a_formula_is_one_unless_it_is_a_number() {
    let formulas = ["=1", "=a", "+a", "-a", "-abc", "@a", "+1a", "-1-1", "=", "+", "-", "@"];
    let numbers = ["1", "-1", "+1", "-1.5", "+12065550100", "a=1", "-123456789012345678"];
    let cells = formulas.iter().chain(&numbers);
    let people: String = cells.enumerate().map(|(n, cell)| format!("p{n},{cell}\n")).collect();
    let found = found_in(
        vec![text(col("id").required().id()), text(col("notes"))],
        vec![text(col("id").id())],
        [&format!("id,notes\n{people}"), "id\np0\n"],
    );
    // one sign alone is none
    let wanted = (2..10).map(|line| (catalogue::FORMULA.name, Some(line)));
    assert_eq!(found, wanted.collect::<Vec<_>>());
}

/// No telephone number is one, where one is meant; and a column that nobody knows is looked at too.
#[test]
fn formulas_are_looked_for_in_every_column() {
    let phone = |column: Column| column.__of("made", " Made up.\n", Phone::KIND);
    let people = "id,phone,notes,more\np0,+1 206 555 0100,,\np1,,+1 206 555 0100,\np2,,,=a\n";
    let found = found_in(
        vec![text(col("id").required().id()), phone(col("phone")), text(col("notes"))],
        vec![text(col("id").id())],
        [people, "id\np0\n"],
    );
    let formula = |line| (catalogue::FORMULA.name, Some(line));
    assert_eq!(found, [(catalogue::UNKNOWN_HEADER.name, Some(1)), formula(3), formula(4)]);
}

/// Not even where something else is wrong with the row.
#[test]
fn of_what_a_secret_says_nothing_is_said() {
    let people = "id,code\np0, =a \np0, =a \np0,\n";
    let found = found_in(
        vec![text(col("id").required().id()), text(col("code").secret())],
        vec![text(col("id").id())],
        [people, "id\np0\n"],
    );
    let twice = |line| (catalogue::DUPLICATE_KEY.name, Some(line));
    assert_eq!(found, [twice(3)]);
}

/// White space is to blame for what would be right without it.
#[test]
fn what_is_not_of_its_kind_may_be_so_for_white_space() {
    let year = col("year").__of("made", " Made up.\n", Year::KIND);
    let tables = vec![table(file("years.csv").required(), vec![year])];
    let format: &'static Format = Box::leak(Box::new(format(tables)));
    let package = Memory::new().file("years.csv", "year\n 2027\n2027 \n20x7\n 20x7\n2027\n");
    let mut findings = Vec::new();
    check(format, &package, &Options::new(), &mut findings);
    let spaced = |of: &Finding| match of.detail {
        Detail::Kind { spaced, .. } => Some((of.place.line, spaced)),
        _ => None,
    };
    let said: Vec<_> = findings.iter().filter_map(spaced).collect();
    assert_eq!(said, [(Some(2), true), (Some(3), true), (Some(4), false), (Some(5), false)]);
}

/// Where a blank may stand and a word may not, `NULL` is meant for a blank.
#[test]
fn null_is_a_word_where_words_stand() {
    let year = |column: Column| column.__of("made", " Made up.\n", Year::KIND);
    let people = "id,since,until,notes\nNULL,2026,2027,NULL\n1,NULL,2027,\n2,2026,null,\n";
    let found = found_in(
        vec![
            text(col("id").required().id()),
            year(col("since").required()),
            year(col("until")),
            text(col("notes")),
        ],
        vec![text(col("id").id())],
        [people, "id\n1\n"],
    );
    let invalid = |line| (catalogue::INVALID_VALUE.name, Some(line));
    assert_eq!(found, [invalid(3), (catalogue::NULL_WORD.name, Some(4))]);
}

/// A file that a file needs is missed where that one is there.
#[test]
fn a_file_that_is_needed_is_missed() {
    let format: &'static Format = Box::leak(Box::new(format(vec![
        table(file("orgs.csv"), vec![text(col("id").required().id())]),
        table(file("people.csv").needs(&["orgs.csv"]), vec![text(col("id").required().id())]),
    ])));
    let missed = |package: Memory| {
        let mut findings = Vec::new();
        check(format, &package, &Options::new(), &mut findings);
        findings.iter().any(|of| of.rule == &catalogue::NEEDED_FILE_MISSING)
    };
    assert!(missed(Memory::new().file("people.csv", "id\n1\n")));
    assert!(!missed(Memory::new().file("orgs.csv", "id\n1\n")));
    assert!(!missed(Memory::new().file("orgs.csv", "id\n1\n").file("people.csv", "id\n1\n")));
}

/// Rules against characters hold of UUIDs, and those about words do.
#[test]
fn a_uuid_is_like_any_other_text() {
    static STRICT: Profile = Profile::new(
        "strict",
        "Strict.",
        &[(&catalogue::DISCOURAGED_CHARACTER, Level::Warning, "for the test")],
    );
    let uuid = "0be88530-b2ea-4c9e-8450-09bfab975d41";
    for (avoid, is_found) in [("-", true), ("f", true), ("g", false), ("", false)] {
        let tables = vec![table(
            file("people.csv").required(),
            vec![col("id").required().id().avoid(avoid).__of("made", " Made up.\n", Kind::Id)],
        )];
        let format: &'static Format = Box::leak(Box::new(format(tables)));
        let package = Memory::new().file("people.csv", format!("id\n{uuid}\n"));
        let mut findings = Vec::new();
        check(format, &package, &Options::new().profile(&STRICT), &mut findings);
        let found: Vec<_> = findings.iter().map(|of| of.rule).collect();
        let wanted = is_found.then_some(&catalogue::DISCOURAGED_CHARACTER);
        assert_eq!(found, Vec::from_iter(wanted), "{avoid:?}");
    }
}

/// A text with a comma is one id, where one is meant.
#[test]
fn what_is_no_list_names_one_record() {
    let people = || vec![text(col("id").required().id())];
    let seats = || vec![text(col("person").required().key().refers("people.csv"))];
    let rows = ["id\na\nb\n\"c,d\"\n", "person\na\n\"a,b\"\n\"c,d\"\n"];
    let dangling = (catalogue::DANGLING_REFERENCE.name, Some(3));
    assert_eq!(found_in(people(), seats(), rows), [dangling]);
}

/// What rows of one record disagree on is told, unless the first is so long that it would be read
/// again and again.
#[test]
fn rows_of_a_record_are_held_against_the_first_if_that_is_short() {
    let columns = || {
        let key = [text(col("id").required().id()), text(col("place").required().key())];
        key.into_iter().chain([text(col("name")), text(col("notes"))]).collect()
    };
    let differ = |notes: usize| {
        let notes = "n".repeat(notes);
        let people = format!("id,place,name,notes\n1,a,Ann,{notes}\n1,b,Anne,{notes}\n");
        let found = found_in(columns(), vec![text(col("id").id())], [&people, "id\n1\n"]);
        found.contains(&(catalogue::ROWS_DIFFER.name, Some(3)))
    };
    assert!(differ(0) && differ(1000) && differ(4000));
    assert!(!differ(5000));
}

/// Also to who minds nothing but that.
#[test]
fn rows_of_a_record_are_found_whichever_rule_asks() {
    type Levels = &'static [(&'static Rule, Level, &'static str)];
    const REPEATED: (&Rule, Level, &str) = (&catalogue::REPEATED_ID, Level::Off, "for the test");
    const DIFFER: (&Rule, Level, &str) = (&catalogue::ROWS_DIFFER, Level::Off, "for the test");
    let tables = vec![table(
        file("people.csv").required(),
        vec![
            text(col("id").required().id()),
            text(col("place").required().key()),
            text(col("name")),
        ],
    )];
    let format: &'static Format = Box::leak(Box::new(format(tables)));
    let package = Memory::new().file("people.csv", "id,place,name\n1,a,Ann\n1,b,Anne\n");
    let found = |levels: Levels| {
        let profile = Box::leak(Box::new(Profile::new("other", "Another.", levels)));
        let mut findings = Vec::new();
        check(format, &package, &Options::new().profile(profile), &mut findings);
        findings.iter().map(|of| of.rule.name).collect::<Vec<_>>()
    };
    let (repeated, differ) = (catalogue::REPEATED_ID.name, catalogue::ROWS_DIFFER.name);
    assert_eq!(found(&[]), [repeated, differ]);
    assert_eq!(found(&[REPEATED]), [differ]);
    assert_eq!(found(&[DIFFER]), [repeated]);
    assert!(found(&[REPEATED, DIFFER]).is_empty());
}

#[test]
fn a_constraint_holds_or_is_a_finding() {
    let begun = || Constraint::new(RULE, "orgs.csv").columns(&["end", "begin"]);
    assert_eq!(format!("{:?}", begun()), "Constraint(class-without-teacher of orgs.csv)");
    let dates = "a,,,2024-01-02,2024-01-01\nb,,,2024-01-02,2024-01-02\nc,,,,2024-01-01\nd,,,x,y\n";
    assert_eq!(found(vec![begun().not_before()], dates, ""), [2]);
    assert!(found(vec![begun()], dates, "").is_empty(), "one that says nothing holds");
    let two = found(vec![begun().holds(|cells, _| cells[0] != "y")], dates, "");
    assert_eq!(two, [5]);
}

#[test]
fn constraints_look_rows_up() {
    static PLACES: [Index; 1] = [Index::of("people.csv", &["org"]).when("place", &["here"])];
    let index = Index::of("people.csv", &["org"]);
    assert_eq!((index.keep, index.when), (&[][..], None));
    assert_eq!(
        PLACES[0].when.map(|when| (when.header, when.words)),
        Some(("place", &["here"][..]))
    );
    let peopled = Constraint::new(RULE, "orgs.csv").columns(&["id"]).looks(&PLACES).looked_up();
    let rows = "a,school,,,\nb,school,,,\nc,school,,,\n";
    let there = found(vec![peopled], rows, "1,a,,here\n2,b,,there\n");
    assert_eq!(there, [3, 4]);

    static KEPT: [Index; 1] = [Index::of("orgs.csv", &["id"]).keep(&["begin"])];
    assert_eq!(Index::of("orgs.csv", &["id"]).keep(&["begin"]), KEPT[0]);
    let agrees =
        Constraint::new(RULE, "people.csv").columns(&["place", "org"]).looks(&KEPT).agrees();
    let people = "1,a,,x\n2,a,,y\n3,a,,\n4,,,y\n";
    assert_eq!(found(vec![agrees], "a,school,,x,\n", people), [3]);
}

#[test]
fn a_constraint_on_many_cells_looks_at_all_of_them() {
    let last = Constraint::new(RULE, "orgs.csv")
        .columns(&["begin", "end", "id"])
        .holds(|cells, _| cells[2] != "x");
    assert_eq!(found(vec![last], "1,school,,a,b\nx,school,,a,b\n2,school,,a,b\n", ""), [3]);
}

/// A blank cell names no row, not even one whose cell is blank; and of a file without rows nothing is
/// said.
#[test]
fn what_is_blank_or_not_there_is_not_looked_up() {
    static BY_ORG: [Index; 1] = [Index::of("people.csv", &["org"])];
    static KEPT: [Index; 1] = [Index::of("people.csv", &["org"]).keep(&["place"])];
    let orgs = "a,school,,,\nb,school,,,\n";
    for looks in [&BY_ORG, &KEPT] {
        let of = |columns| Constraint::new(RULE, "orgs.csv").columns(columns).looks(looks);
        let named = || of(&["parent"]).holds(|cells, look| !look[0].has(&[cells[0]]));
        assert!(found(vec![named()], orgs, "1,,,\n2,a,,\n").is_empty());
        assert_eq!(found(vec![named()], "a,,b,,\nb,,,,\n", "1,,,\n2,b,,\n"), [2]);
        assert_eq!(found(vec![of(&["id"]).looked_up()], orgs, "1,b,,\n"), [2]);
        assert!(found(vec![of(&["id"]).looked_up()], orgs, "").is_empty());
    }
}

/// A cell may name a record of one file, and a constraint ask for that of another.
#[test]
fn a_record_that_a_constraint_asks_for_need_not_be_the_one_referred_to() {
    static BADGE: [Index; 1] = [Index::of("badges.csv", &["id"]).keep(&["note"])];
    let tables = vec![
        table(file("people.csv"), vec![text(col("id").required().id())]),
        table(file("badges.csv"), vec![text(col("id").required().id()), text(col("note"))]),
        table(
            file("seats.csv"),
            vec![
                text(col("person").required().key().refers("people.csv")),
                text(col("badge").refers("badges.csv")),
                text(col("note")),
            ],
        ),
    ];
    let note =
        Constraint::new(RULE, "seats.csv").columns(&["note", "person"]).looks(&BADGE).agrees();
    let constraints: &'static [&'static Constraint] = vec![&*Box::leak(Box::new(note))].leak();
    let format: &'static Format = Box::leak(Box::new(format(tables).constraints(constraints)));
    let package = Memory::new()
        .file("people.csv", "id\na\nb\nd\n")
        .file("badges.csv", "id,note\na,x\nc,x\nd,x\n")
        .file("seats.csv", "person,badge,note\na,a,x\nd,,y\nb,c,y\nc,c,x\n");
    let mut findings = Vec::new();
    check(format, &package, &Options::new(), &mut findings);
    let found: Vec<_> = findings.iter().map(|of| (of.rule.name, of.place.row)).collect();
    let dangling = catalogue::DANGLING_REFERENCE.name;
    assert_eq!(found, [(RULE.name, Some(2)), (dangling, Some(4))]);
}

#[test]
fn constraints_that_ask_for_one_record_are_each_answered() {
    static BEGIN: [Index; 1] = [Index::of("orgs.csv", &["id"]).keep(&["begin"])];
    static END: [Index; 1] = [Index::of("orgs.csv", &["id"]).keep(&["end"])];
    let ask = |columns, looks| Constraint::new(RULE, "people.csv").columns(columns).looks(looks);
    // more rows than ask together, of five places; the first and the last, and one amid, are wrong
    let ends = ["e0", "e1", "e2", "e3", "e4"];
    let orgs: Vec<_> = (0..5).map(|n| format!("org{n},,,b{n},{}\n", ends[n])).collect();
    let wrong = [0, 40, 99];
    let row = |n: usize| {
        let [place, email] = [0, 1].map(|cell| n % 5 + usize::from(wrong.contains(&n)) * cell);
        format!("{n},org{},b{email},e{place}\n", n % 5)
    };
    let people: String = (0..100).map(row).collect();
    let agree = || {
        [ask(&["email", "org"], &BEGIN).agrees(), ask(&["place", "org"], &END).agrees()].to_vec()
    };
    assert_eq!(found(agree(), &orgs.concat(), &people), [2, 42, 101]);
    let other = || vec![ask(&["place", "org"], &END).agrees()];
    assert!(found(other(), &orgs.concat(), &people).is_empty(), "nothing is wrong with these");
    let four = [agree(), vec![ask(&["id", "org"], &END).agrees()]].concat();
    assert_eq!(found(four, &orgs.concat(), "1,org1,b1,e2\ne1,org1,b1,e1\n"), [2, 2]);

    // where one is the same of two records, the other need not be; and one may ask for another record
    let alike = "org0,,,b,b\norg1,,,b,c\nthird,,,org0,\n";
    let place = [&BEGIN, &END].map(|looks| ask(&["place", "org"], looks).agrees());
    assert_eq!(found(place.to_vec(), alike, "1,org0,,b\n2,org1,,b\n"), [3]);
    let both = [ask(&["id", "org"], &BEGIN).keyed(1), ask(&["org", "place"], &BEGIN).agrees()];
    assert_eq!(found(both.to_vec(), alike, "1,org0,,third\n2,org1,,third\n"), [3]);

    // what is not there is asked for too, however it is spelt
    let there = ask(&["place", "org"], &BEGIN)
        .keyed(1)
        .holds(|cells, look| cells[0].is_empty() || look[0].get(&[cells[1]]).is_some());
    let long = "a-text-that-is-too-long-for-a-number";
    let people = format!(
        "1,org1,,x\n2,org7,,x\n3,org7,,\n4,{long},,x\n5,{long}-too,,x\n6,,,x\n7,org7,,{long}\n8,org1,,{long}\n"
    );
    let orgs = format!("org1,,,,\n{long},,,,\n");
    assert_eq!(found(vec![there], &orgs, &people), [3, 6, 7, 8]);
}

#[test]
fn of_a_row_whose_cell_is_blank_nothing_is_said() {
    static ORG: [Index; 1] = [Index::of("orgs.csv", &["id"]).keep(&["begin"])];
    let never = |columns, at| {
        Constraint::new(RULE, "people.csv").columns(columns).if_filled(at).holds(|_, _| false)
    };
    let orgs = "org1,,,,\n";
    // blank, blank in quotes, a space; text again
    let people = "1,,a,\n2,,,\n3,,\"\",x\n4,,\" \",\n5,,a,\n6,,,\n";
    assert_eq!(found(vec![never(&["id", "email"], 1)], orgs, people), [2, 5, 6]);
    assert_eq!(found(vec![never(&["place", "email", "id"], 0)], orgs, people), [4]);
    // beside another that asks for the same record, and of no record
    let people = "1,org1,a,\n2,org1,,\n3,org1,\"\",x\n4,,,\n5,,a,\n6,org7,,y\n";
    let asks = |columns| never(columns, 0).looks(&ORG).keyed(1);
    let both = vec![asks(&["email", "org"]), asks(&["place", "org"])];
    assert_eq!(found(both, orgs, people), [2, 4, 6, 7]);
}

#[test]
fn constraints_hold_of_all_rows_together() {
    let alike = || Constraint::new(RULE, "people.csv").columns(&["email"]);
    let people = "1,,m,here\n2,,m,there\n3,,,\n4,,,\n5,,m,here\n";
    let rows = |of: Constraint| found(vec![of], "", people);
    assert_eq!(rows(alike().unique()), [3, 6]);
    assert_eq!(rows(alike().unique_when("place", &["here"])), [6]);
    let shown = [alike().unique().test, alike().test, alike().no_cycle().test];
    assert_eq!(shown.map(|test| format!("{test:?}")), ["Unique", "Holds", "NoCycle"]);
    assert!(matches!(alike().unique().test, Test::Unique(None)));

    let tree = || Constraint::new(RULE, "orgs.csv").columns(&["id", "parent"]).no_cycle();
    let circle = "a,,b,,\nb,,a,,\nc,,a,,\nd,,,,\n";
    let lines = found(vec![tree()], circle, "");
    assert!(!lines.is_empty() && lines.iter().all(|line| [2, 3].contains(line)), "{lines:?}");

    let caused = || Constraint::new(RULE, "people.csv").columns(&["id", "place"]).cause(1);
    assert_eq!(caused().cause, Some(1));
    let one = caused().holds(|_, _| false);
    let lines = found(vec![one], "", "1,,,x\n2,,,x\n3,,,y\n");
    assert_eq!(lines, [2, 4], "rows of one cause are one finding");
}

#[test]
#[should_panic(expected = "the cause is one of the columns")]
fn a_cause_that_is_no_column_does_not_compile() {
    let _ = Constraint::new(RULE, "people.csv").columns(&["id"]).cause(1);
}
#[test]
#[should_panic(expected = "what it is about is one of the columns")]
fn a_blank_that_is_in_no_column_does_not_compile() {
    let _ = Constraint::new(RULE, "people.csv").columns(&["id"]).if_filled(1);
}
#[test]
#[should_panic(expected = "a constraint on no table")]
fn a_constraint_on_no_table_does_not_compile() {
    found(vec![Constraint::new(RULE, "persons.csv")], "", "");
}
#[test]
#[should_panic(expected = "a constraint on no column")]
fn a_constraint_on_no_column_does_not_compile() {
    found(vec![Constraint::new(RULE, "people.csv").columns(&["Id"])], "", "");
}
#[test]
#[should_panic(expected = "a constraint on no column")]
fn a_constraint_that_looks_for_no_column_does_not_compile() {
    static NONE: [Index; 1] = [Index::of("orgs.csv", &["id"]).keep(&["none"])];
    found(vec![Constraint::new(RULE, "people.csv").columns(&["org"]).looks(&NONE)], "", "");
}
#[test]
#[should_panic(expected = "a constraint on no column")]
fn a_constraint_on_words_of_no_column_does_not_compile() {
    found(vec![Constraint::new(RULE, "people.csv").unique_when("none", &[])], "", "");
}

/// One kind of everything, so that a static made while compiling and one made now are the same.
#[test]
fn what_compiles_is_what_runs() {
    const AT_COMPILE_TIME: Column = text_of(col("h").required().id().refers_to("f", "t", "w"));
    const fn text_of(column: Column) -> Column {
        column.__of("field", " Doc. ", Kind::Text)
    }
    static NOW: LazyLock<Column> =
        LazyLock::new(|| text_of(col("h").required().id().refers_to("f", "t", "w")));
    assert_eq!(AT_COMPILE_TIME, *NOW);
}

#[cfg(feature = "render")]
#[test]
fn a_table_schema_has_the_types_of_columns() {
    let types = [
        (Kind::Whole, "integer"),
        (Kind::Decimal, "number"),
        (Kind::Year, "year"),
        (Kind::Date, "date"),
        (Kind::DateTime, "datetime"),
        (Kind::Text, "string"),
        (Kind::Id, "string"),
    ];
    for (kind, name) in types {
        let columns = vec![col("of").__of("of", " Made up.\n", kind)];
        let schema =
            roster_core::schema::table_schema(&format(vec![table(file("x.csv"), columns)]));
        let written = schema.replace([' ', '\n'], "");
        assert!(written.contains(&format!("\"name\":\"of\",\"type\":\"{name}\"")), "{schema}");
    }
}
