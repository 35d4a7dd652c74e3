//! Checking a package whose files are not CSV, by the rows that they are read as.

use alloc::vec::Vec;

use super::{Layout, Options, Sink, Summary, Tally, check, tally::Handle};
use crate::{
    finding::{Detail, FileAt, Finding},
    format::Format,
    rule::catalogue as r,
    source::Source,
    view::View,
};

/// Holds the rows against their format, adds what is odd about the files themselves, and reports
/// everything where it stands in the package.
pub(super) fn check_viewed(
    format: &'static Format,
    view: View,
    source: &dyn Source,
    options: &Options,
    sink: &mut dyn Sink,
) -> Summary {
    let profile = options.profile.unwrap_or(format.profiles[0]);
    let options = options.clone().profile(profile);
    let opened = (view.open)(source);

    let mut found: Vec<Finding> = Vec::new();
    let mut summary = check(view.rows, opened.rows(), &options, &mut found);
    let mut found: Vec<Finding> = found.into_iter().map(|finding| opened.place(finding)).collect();
    for file in &mut summary.files {
        if let Some(at) = opened.file(file.file) {
            file.bytes = source.read(at).map_or(0, |bytes| bytes.len() as u64);
        }
    }
    summary.files.retain_mut(|file| match opened.file(file.file) {
        Some(at) => {
            file.file = at;
            true
        }
        None => false,
    });
    let read = summary.files.iter().map(|file| file.bytes).sum();

    let mut tally = Tally::new(format, &options);
    for odd in opened.oddities() {
        let column = odd.place.column.and_then(|column| column.known);
        let required = column.is_some_and(|column| column.is_required(&options.flags));
        let count = odd.count;
        let handle = tally.report(odd.rule, required, |severity| Finding { severity, ..odd });
        // one whose rule is off stands for none
        if !matches!(handle, Handle::Off) {
            tally.stands_for(count);
        }
    }
    let layout = Layout::of(format, source);
    for (table, file) in layout.tables() {
        if let Some(file) = file.filter(|file| source.name(*file) != table.file) {
            tally.whole_file(&r::FILE_NAME_CASE, FileAt::Present(file), Detail::File(table.file));
        }
    }
    for (file, rule) in layout.others() {
        tally.whole_file(rule, FileAt::Present(file), Detail::None);
    }
    let _ = tally.finish(&mut summary, &mut found);

    found.sort_by_key(|finding| {
        let place = &finding.place;
        let file = match place.file {
            FileAt::Present(file) => (0, file),
            FileAt::Absent(_) | FileAt::Beside => (1, 0),
        };
        (file, place.line, place.in_line, finding.rule.code)
    });
    sink.progress(read);
    let _ = found.into_iter().try_for_each(|finding| sink.report(finding));
    summary
}
