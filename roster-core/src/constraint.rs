//! What a format says of more than one cell, as data.

use core::fmt;

use crate::{
    check::{Look, MOST_PARTS},
    format::{find, same},
    rule::Rule,
    table::Table,
    value::{AnyDate, Value},
};

/// Something that holds of several cells: of a row, of the rows of a file, or across files.
///
/// ```
/// use roster_core::{Constraint, Index, catalogue};
///
/// /// A class has a teacher.
/// static TAUGHT: Constraint = Constraint::new(&catalogue::CLASS_WITHOUT_TEACHER, "classes.csv")
///     .columns(&["sourcedId"])
///     .looks(&[Index::of("enrollments.csv", &["classSourcedId"]).when("role", &["teacher"])])
///     .holds(|cells, look| look[0].has(&[cells[0]])); // or, the same, .looked_up()
/// ```
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct Constraint {
    /// The rule that is broken where it does not hold.
    pub rule: &'static Rule,
    /// The file whose rows it is about.
    pub file: &'static str,
    /// The headers of the cells that it looks at. A finding stands at the first; of a circle at the
    /// second.
    pub columns: &'static [&'static str],
    /// What it looks up in other rows.
    pub looks: &'static [Index],
    /// Which of its columns is the cause: rows that share the text are one finding.
    pub cause: Option<usize>,
    /// Which of its columns says nothing but which row the first of its indexes finds.
    pub keyed: Option<usize>,
    /// Which of its columns it is about: it says nothing of a row in which that cell is blank.
    pub filled: Option<usize>,
    /// What it says.
    pub test: Test,
}

/// What a [`Constraint`] says of the cells of its columns.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub enum Test {
    /// This function holds; absent cells are empty ones. Never asked of a row in which one of
    /// the cells is not UTF-8.
    Holds(fn(&[&str], &[Look<'_>]) -> bool),
    /// No two records, among those that [`Index::when`] would take, agree in all of the columns;
    /// rows with an empty cell there do not count.
    Unique(Option<When>),
    /// From the record that the first column names, the second leads on to another, and never
    /// back.
    NoCycle,
}

impl fmt::Debug for Constraint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Constraint({} of {})", self.rule.name, self.file)
    }
}

impl fmt::Debug for Test {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Test::Holds(_) => "Holds",
            Test::Unique(_) => "Unique",
            Test::NoCycle => "NoCycle",
        })
    }
}

/// The rows whose column says one of some words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct When {
    /// The column's header.
    pub header: &'static str,
    /// The words.
    pub words: &'static [&'static str],
}

impl Constraint {
    /// Starts one: it says nothing yet.
    pub const fn new(rule: &'static Rule, file: &'static str) -> Self {
        let test = Test::Holds(|_, _| true);
        let (columns, looks): (&[_], &[_]) = (&[], &[]);
        Constraint { rule, file, columns, looks, cause: None, keyed: None, filled: None, test }
    }
    /// The cells that it looks at.
    pub const fn columns(mut self, headers: &'static [&'static str]) -> Self {
        self.columns = headers;
        self
    }
    /// What it looks up.
    pub const fn looks(mut self, indexes: &'static [Index]) -> Self {
        self.looks = indexes;
        self
    }
    /// Rows that break it and share the text of this column, one of its own, are one finding.
    pub const fn cause(mut self, column: usize) -> Self {
        assert!(column < self.columns.len(), "the cause is one of the columns");
        self.cause = Some(column);
        self
    }
    /// Of the text of this column, one of its own, nothing matters but what the first index keeps of
    /// the row with that key. So where that is the same, it need not be asked again.
    pub const fn keyed(mut self, column: usize) -> Self {
        assert!(column < self.columns.len(), "the key is one of the columns");
        self.keyed = Some(column);
        self
    }
    /// It says nothing of a row in which the cell of this column, one of its own, is blank.
    pub const fn if_filled(mut self, column: usize) -> Self {
        assert!(column < self.columns.len(), "what it is about is one of the columns");
        self.filled = Some(column);
        self
    }
    /// The function that it is.
    pub const fn holds(mut self, test: fn(&[&str], &[Look<'_>]) -> bool) -> Self {
        self.test = Test::Holds(test);
        self
    }
    /// A row that it looks up has the cell of its first column as the key.
    pub const fn looked_up(self) -> Self {
        self.holds(|cells, look| look[0].has(&[cells[0]]))
    }
    /// The cell of its first column is what the row that it looks up by the second keeps; blank
    /// says nothing, and so does a row that is not there.
    pub const fn agrees(self) -> Self {
        self.keyed(1).if_filled(0).holds(|cells, look| {
            let kept = look[0].get(&[cells[1]]).map(|kept| kept.cell(0));
            kept.is_none_or(|kept| kept == cells[0])
        })
    }
    /// The day in its first column is not before that in the second.
    pub const fn not_before(self) -> Self {
        self.holds(|cells, _| {
            let day = |text| AnyDate::read(text).ok().map(AnyDate::date);
            !matches!((day(cells[0]), day(cells[1])), (Some(end), Some(begin)) if end < begin)
        })
    }
    /// No two records agree in the columns.
    pub const fn unique(mut self) -> Self {
        self.test = Test::Unique(None);
        self
    }
    /// No two records whose column says one of these words agree in the columns.
    pub const fn unique_when(
        mut self,
        header: &'static str,
        words: &'static [&'static str],
    ) -> Self {
        self.test = Test::Unique(Some(When { header, words }));
        self
    }
    /// The second of its two columns never leads back to where it started.
    pub const fn no_cycle(mut self) -> Self {
        self.test = Test::NoCycle;
        self
    }

    pub(crate) const fn assert_fits(&self, tables: &'static [&'static Table]) {
        assert!(self.columns.len() <= MOST_PARTS, "a constraint on too many columns");
        assert_headers(tables, self.file, self.columns);
        if let Test::Unique(Some(when)) = self.test {
            assert_headers(tables, self.file, &[when.header]);
        }
        let mut i = 0;
        while i < self.looks.len() {
            let index = self.looks[i];
            assert!(index.key.len() <= MOST_PARTS, "an index on too many columns");
            assert_headers(tables, index.file, index.key);
            assert_headers(tables, index.file, index.keep);
            if let Some(when) = index.when {
                assert_headers(tables, index.file, &[when.header]);
            }
            i += 1;
        }
    }
}

/// Some columns of a file's rows, to be looked up by others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Index {
    /// The file.
    pub file: &'static str,
    /// The columns that rows are looked up by.
    pub key: &'static [&'static str],
    /// The columns that can be looked up.
    pub keep: &'static [&'static str],
    /// The rows that count, if not all do.
    pub when: Option<When>,
}

impl Index {
    /// The rows of a file by some columns, for whether there is one.
    pub const fn of(file: &'static str, key: &'static [&'static str]) -> Self {
        Index { file, key, keep: &[], when: None }
    }
    /// With these columns' cells, of the first row with the key.
    pub const fn keep(mut self, headers: &'static [&'static str]) -> Self {
        self.keep = headers;
        self
    }
    /// Only of rows whose column says one of these words.
    pub const fn when(mut self, header: &'static str, words: &'static [&'static str]) -> Self {
        self.when = Some(When { header, words });
        self
    }
}

const fn assert_headers(tables: &[&'static Table], file: &str, headers: &[&str]) {
    let Some(table) = find(tables, file) else { panic!("a constraint on no table") };
    let mut h = 0;
    while h < headers.len() {
        let mut c = 0;
        while c < table.columns.len() && !same(table.columns[c].header, headers[h]) {
            c += 1;
        }
        assert!(c < table.columns.len(), "a constraint on no column");
        h += 1;
    }
}
