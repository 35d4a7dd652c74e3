//! Which format a package is in.

use crate::{Format, Found, Header, Layout, Rows, Signs, Source, check::modes};

/// The format of a package, told by its manifest, the names of its files and then by their
/// headers; `None` if no file bears a name that any of the formats knows.
///
/// Where two formats share file names, the one that knows more of the headers wins, and of two
/// that know as many, the first.
///
/// ```
/// # use roster_core::{Format, Id, Memory, Profile, Record, col, file, recognise, table};
/// # table! {
/// #     /// Schools.
/// #     pub struct School = file("School.csv").required() => {
/// #         /// Names the school.
/// #         sis_id: Id = col("SIS ID").required().id(),
/// #     }
/// # }
/// # static SPEC: Profile = Profile::new("spec", "The format's own text.", &[]);
/// # static FORMAT: Format = Format::new("schools", "Schools", "made up", &[School::TABLE], &[&SPEC]);
/// let package = Memory::new().file("school.csv", "SIS ID\n");
/// assert_eq!(recognise(&[&FORMAT], &package).map(|format| format.id), Some("schools"));
/// assert!(recognise(&[&FORMAT], &Memory::new().file("menu.csv", "SIS ID\n")).is_none());
/// ```
pub fn recognise(formats: &[&'static Format], source: &dyn Source) -> Option<&'static Format> {
    let scored = formats.iter().map(|format| (score(format, source), *format));
    // of equals, `max_by_key` takes the last
    let best = scored.rev().max_by_key(|(score, _)| *score)?;
    (best.0.files > 0).then_some(best.1)
}

/// How much of a package a format knows; what counts most comes first.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Score {
    /// The manifest says that it is this format.
    declared: bool,
    headers: usize,
    files: usize,
    other_spellings: usize,
}

fn score(format: &'static Format, source: &dyn Source) -> Score {
    if let Some(view) = format.view {
        let Signs { declared, headers, files } = (view.signs)(source);
        return Score { declared, headers, files, other_spellings: 0 };
    }
    let mut score = Score::default();
    let layout = Layout::of(format, source);
    if let Some(manifest) = format.manifest {
        let version = manifest.property(manifest.version).map_or(&[][..], |of| of.words);
        modes::properties(manifest, format, source, &layout, |name, value| {
            score.declared |= name == manifest.version && version.contains(&value);
        });
    }
    for (table, file) in layout.tables() {
        let Some(file) = file else { continue };
        score.files += 1;
        let mut rows = Rows::new(source.read(file).unwrap_or_default());
        let Some(first) = rows.next_row(&mut |_| {}) else { continue };
        let header = Header::bind(table, first.to_cells());
        for position in 0..header.width() {
            match header.found(position) {
                Found::Exact(_) => score.headers += 1,
                Found::Space(_) | Found::Case(_) | Found::Alias(_) => score.other_spellings += 1,
                Found::Repeated(_) | Found::Unknown => {}
            }
        }
    }
    score
}
