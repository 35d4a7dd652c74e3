//! The tables of the JSON bindings, made while compiling from those of the CSV files: a column
//! says of itself how its member differs.

use roster_core::{Column, Format, Need, Table};

/// A resource of the binding: a collection of objects under one key.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Collection {
    /// The key of the array in a collection's document: `users`.
    pub key: &'static str,
    /// The key of the object in a document of one, which is also the `type` of a reference to it:
    /// `user`.
    pub single: &'static str,
    /// Its objects' members, as a table of the file `users.json`.
    pub members: &'static Table,
    /// The same columns under the names of the CSV file.
    pub rows: &'static Table,
    /// What its objects hold that has a table of its own.
    pub parts: &'static [Part],
}

/// Objects within objects, such as the roles of a user.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Part {
    /// The member that holds the list: `roles`.
    pub list: &'static str,
    /// A list in each of its objects, of which there is a row for each item: `credentials`.
    pub inner: Option<&'static str>,
    /// The members as a table.
    pub members: &'static Table,
    /// The column that is no member: the id of the object around them.
    pub around: usize,
    /// The same columns under the names of the CSV file.
    pub rows: &'static Table,
}

/// One version of the JSON binding.
#[derive(Debug)]
#[non_exhaustive]
pub struct Binding {
    /// The format: a folder with a collection a file.
    pub format: &'static Format,
    /// Its rows under the names of the CSV files, with the requirements of JSON.
    pub rows: &'static Format,
    /// The CSV format of the same version.
    pub csv: &'static Format,
    /// Its resources, in the order of the format's tables.
    pub collections: &'static [&'static Collection],
}

impl Binding {
    /// The resource of this file: `users.json`.
    pub fn collection(&self, file: &str) -> Option<&'static Collection> {
        self.collections.iter().copied().find(|of| of.members.file == file)
    }
    /// The resource whose objects are rows of this CSV file: `users.csv`.
    pub fn collection_of_rows(&self, file: &str) -> Option<&'static Collection> {
        self.collections.iter().copied().find(|of| of.rows.file == file)
    }
    /// All tables, each as rows and as members.
    pub(crate) fn tables(&self) -> impl Iterator<Item = (&'static Table, &'static Table)> {
        self.collections.iter().flat_map(|of| {
            let parts = of.parts.iter().map(|part| (part.rows, part.members));
            core::iter::once((of.rows, of.members)).chain(parts)
        })
    }
    /// The table of members for one of rows.
    pub(crate) fn members(&self, rows: &str) -> Option<&'static Table> {
        self.tables().find(|(of, _)| of.file == rows).map(|(_, members)| members)
    }
}

/// The three columns that rows of link files have, and objects within objects do not.
const OWN: [&str; 3] = ["sourcedId", "status", "dateLastModified"];

const fn is(column: &Column, part: bool) -> bool {
    let mut own = false;
    let mut i = 0;
    while i < OWN.len() {
        own |= same(column.header, OWN[i]);
        i += 1;
    }
    !(column.json.absent || part && own && column.json.name.is_none())
}

/// How many of the columns are members, and these.
pub(crate) const fn count(columns: &[Column], part: bool, more: &[Column]) -> usize {
    let (mut n, mut i) = (more.len(), 0);
    while i < columns.len() {
        n += is(&columns[i], part) as usize;
        i += 1;
    }
    n
}

/// The columns that are members, and these, with the requirements of JSON.
///
/// Of objects within objects, `around` is the CSV file of the object around them.
pub(crate) const fn rows<const N: usize>(
    columns: &'static [Column],
    around: Option<&str>,
    more: &[Column],
) -> [Column; N] {
    let mut all = [columns[0]; N];
    let (mut n, mut i) = (0, 0);
    while i < columns.len() + more.len() {
        let mut column = if i < columns.len() { columns[i] } else { more[i - columns.len()] };
        i += 1;
        if !is(&column, around.is_some()) {
            continue;
        }
        column.need = match column.json.need {
            Some(need) => need,
            None => column.need,
        };
        column.kind = match column.json.kind {
            Some(kind) => kind,
            None => column.kind,
        };
        column.edition = None;
        if let Some(around) = around {
            column.id = false;
            column.key = false;
            if let Some(refers) = column.refers
                && same(refers.file, around)
            {
                column.need = Need::Optional;
                column.refers = None;
            }
        }
        if let Some(refers) = column.refers
            && json_file(refers.file).is_none()
        {
            column.refers = None;
        }
        all[n] = column;
        n += 1;
    }
    all
}

/// The column that refers to this file.
pub(crate) const fn referring(columns: &[Column], columns_of_rows: &[Column], file: &str) -> usize {
    let (mut n, mut i) = (0, 0);
    while i < columns.len() {
        if let Some(refers) = columns[i].refers
            && same(refers.file, file)
        {
            return n;
        }
        if n < columns_of_rows.len() && same(columns[i].header, columns_of_rows[n].header) {
            n += 1;
        }
        i += 1;
    }
    panic!("no column for the object around")
}

/// The same under the members' names.
pub(crate) const fn members<const N: usize>(mut columns: [Column; N]) -> [Column; N] {
    let mut i = 0;
    while i < N {
        if let Some(name) = columns[i].json.name {
            columns[i].header = name;
        }
        columns[i].aliases = &[];
        if let Some(mut refers) = columns[i].refers
            && let Some(file) = json_file(refers.file)
        {
            refers.file = file;
            columns[i].refers = Some(refers);
        }
        i += 1;
    }
    columns
}

/// A table with these columns in place of its own.
pub(crate) const fn table(
    of: &Table,
    file: &'static str,
    source: &'static str,
    columns: &'static [Column],
) -> Table {
    let mut table = *of;
    table.file = file;
    table.source = source;
    table.columns = columns;
    table.required = false;
    table.needs = &[];
    table
}

/// A member that no column says.
pub(crate) const fn member(column: Column, doc: &'static str, kind: roster_core::Kind) -> Column {
    let name = column.header;
    column.__of(name, doc, kind)
}

/// The collection's file for a CSV file that is one.
const fn json_file(csv: &str) -> Option<&'static str> {
    const FILES: [(&str, &str); 14] = [
        ("academicSessions.csv", "academicSessions.json"),
        ("assessmentLineItems.json", "assessmentLineItems.json"),
        ("assessmentResults.json", "assessmentResults.json"),
        ("categories.csv", "categories.json"),
        ("classes.csv", "classes.json"),
        ("courses.csv", "courses.json"),
        ("demographics.csv", "demographics.json"),
        ("enrollments.csv", "enrollments.json"),
        ("lineItems.csv", "lineItems.json"),
        ("orgs.csv", "orgs.json"),
        ("resources.csv", "resources.json"),
        ("results.csv", "results.json"),
        ("scoreScales.csv", "scoreScales.json"),
        ("users.csv", "users.json"),
    ];
    let mut i = 0;
    while i < FILES.len() {
        if same(FILES[i].0, csv) {
            return Some(FILES[i].1);
        }
        i += 1;
    }
    None
}

const fn same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut i = 0;
    while i < a.len() && i < b.len() && a[i] == b[i] {
        i += 1;
    }
    i == a.len() && i == b.len()
}

/// A [`Collection`] of the record of a CSV file, with these members more and these parts.
macro_rules! collection {
    ($(#[doc = $doc:literal])+ $name:ident = $record:ty, $key:literal, $single:literal,
     more $more:expr, parts $parts:expr) => {
        $(#[doc = $doc])+
        pub static $name: $crate::json::table::Collection = {
            use $crate::json::table as t;
            const FROM: &roster_core::Table = <$record as roster_core::Record<'static>>::TABLE;
            const MORE: &[roster_core::Column] = $more;
            const N: usize = t::count(FROM.columns, false, MORE);
            const ROWS: [roster_core::Column; N] = t::rows(FROM.columns, None, MORE);
            const MEMBERS: [roster_core::Column; N] = t::members(ROWS);
            static ROW_TABLE: roster_core::Table = t::table(FROM, FROM.file, SOURCE, &ROWS);
            static MEMBER_TABLE: roster_core::Table =
                t::table(FROM, concat!($key, ".json"), SOURCE, &MEMBERS);
            t::Collection {
                key: $key,
                single: $single,
                members: &MEMBER_TABLE,
                rows: &ROW_TABLE,
                parts: $parts,
            }
        };
    };
}
pub(crate) use collection;

/// A [`Part`] of the record of a CSV file.
macro_rules! part {
    ($name:ident = $record:ty, $around:literal, $list:literal, $inner:expr) => {
        static $name: $crate::json::table::Part = {
            use $crate::json::table as t;
            const FROM: &roster_core::Table = <$record as roster_core::Record<'static>>::TABLE;
            const N: usize = t::count(FROM.columns, true, &[]);
            const ROWS: [roster_core::Column; N] =
                t::rows(FROM.columns, Some(concat!($around, ".csv")), &[]);
            const MEMBERS: [roster_core::Column; N] = t::members(ROWS);
            static ROW_TABLE: roster_core::Table = t::table(FROM, FROM.file, SOURCE, &ROWS);
            static MEMBER_TABLE: roster_core::Table =
                t::table(FROM, concat!($around, ".json/", $list), SOURCE, &MEMBERS);
            t::Part {
                list: $list,
                inner: $inner,
                members: &MEMBER_TABLE,
                around: t::referring(FROM.columns, &ROWS, concat!($around, ".csv")),
                rows: &ROW_TABLE,
            }
        };
    };
}
pub(crate) use part;

#[cfg(test)]
mod tests {
    use alloc::{boxed::Box, vec, vec::Vec};

    use roster_core::{Kind, Refers, Text, Value, col, file};

    use super::*;

    /// The columns of a made-up file of links, as a member's table sees them.
    fn links() -> &'static [Column] {
        let text = |column: Column| column.__of("made", "Made up.", Text::KIND);
        Vec::leak(vec![
            text(col("sourcedId").required().id()),
            text(col("status")),
            text(col("userSourcedId").json("user").required().refers("users.csv")),
            text(col("orgSourcedId").json("org").refers("orgs.csv").aliases(&["org_id"])),
            text(col("profileSourcedId").refers("userProfiles.csv")),
            text(col("role").required().json_optional().edition("1.2")),
            text(col("year").json_kind(i64::KIND)),
            text(col("beginDate").json_required()),
            text(col("orgName").not_json()),
        ])
    }
    fn headers(columns: &[Column]) -> Vec<&str> {
        columns.iter().map(|column| column.header).collect()
    }
    fn to(column: &Column) -> Option<&str> {
        column.refers.map(|Refers { file, .. }| file)
    }

    #[test]
    fn objects_have_the_columns_that_are_members() {
        let more = [member(col("more"), "More.", Kind::Text)];
        assert_eq!(count(links(), false, &more), 9);
        let rows: [Column; 9] = rows(links(), None, &more);
        assert_eq!(rows[0].header, "sourcedId");
        assert!(rows[0].id && rows[0].key, "an object of its own has an id");
        assert_eq!((rows[8].header, rows[8].field, rows[8].doc), ("more", "more", "More."));
        assert!(!headers(&rows).contains(&"orgName"), "what is no member is left out");
        // the requirements, the kind and the references of JSON
        assert_eq!((rows[5].need, rows[5].edition), (Need::Optional, None));
        assert_eq!((rows[7].need, rows[2].need), (Need::Always, Need::Always));
        assert_eq!((rows[6].kind, rows[5].kind), (i64::KIND, Text::KIND));
        assert_eq!((to(&rows[2]), to(&rows[3])), (Some("users.csv"), Some("orgs.csv")));
        assert_eq!(to(&rows[4]), None, "profiles are no collection");

        let members = members(rows);
        assert_eq!(headers(&members)[..4], ["sourcedId", "status", "user", "org"]);
        assert_eq!((to(&members[2]), to(&members[3])), (Some("users.json"), Some("orgs.json")));
        assert!(members[3].aliases.is_empty() && !links()[3].aliases.is_empty());
    }

    #[test]
    fn objects_within_objects_have_no_id_and_do_not_ask_for_the_one_around() {
        assert_eq!(
            count(links(), true, &[]),
            6,
            "without the id, the status and what is no member"
        );
        let rows: [Column; 6] = rows(links(), Some("users.csv"), &[]);
        assert_eq!(headers(&rows)[..2], ["userSourcedId", "orgSourcedId"]);
        assert!(rows.iter().all(|column| !column.id && !column.key));
        assert_eq!((rows[0].need, to(&rows[0])), (Need::Optional, None), "it stands around it");
        assert_eq!(to(&rows[1]), Some("orgs.csv"));
        assert_eq!(referring(links(), &rows, "users.csv"), 0);
        assert_eq!(referring(links(), &rows, "orgs.csv"), 1);
    }
    #[test]
    #[should_panic(expected = "no column for the object around")]
    fn a_part_of_no_object_does_not_compile() {
        referring(links(), &[], "courses.csv");
    }

    #[test]
    fn a_collection_is_asked_for_by_no_other_file() {
        let of = file("links.csv").required().needs(&["users.csv"]);
        let columns = links();
        let made: &'static Table = Box::leak(Box::new(table(&of, "links.json", "page 1", columns)));
        assert_eq!((made.file, made.source, made.columns), ("links.json", "page 1", columns));
        assert!(!made.required && made.needs.is_empty());
    }

    #[test]
    fn collections_are_found_by_their_files() {
        for binding in crate::json::BINDINGS {
            for collection in binding.collections {
                let of = |found: Option<&Collection>| found.map(|found| found.key);
                assert_eq!(of(binding.collection(collection.members.file)), Some(collection.key));
                assert_eq!(json_file(collection.rows.file), Some(collection.members.file));
                let rows = collection.rows;
                assert_eq!(binding.members(rows.file), Some(collection.members));
                // some rows are of no CSV file, and a file is of one collection
                let by_rows = binding.collection_of_rows(rows.file).expect("of itself");
                assert_eq!(by_rows.rows.file, rows.file);
            }
            assert!(binding.collection("users.csv").is_none());
            assert!(binding.collection_of_rows("users.json").is_none());
            assert_eq!(binding.members("none.csv"), None);
        }
        assert_eq!(json_file("manifest.csv"), None);
    }
}
