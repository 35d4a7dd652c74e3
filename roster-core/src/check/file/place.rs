//! Lines and places in them, worked out for the findings that are listed.

use core::ops::Range;

use super::Placed;
use crate::scan::line_ends;

/// Walks forward through one row, so that many findings in it cost one pass.
pub(super) struct Locator {
    at: usize,
    line: u64,
    line_start: usize,
}

impl Locator {
    pub(super) fn new(row: &impl Placed) -> Self {
        let at = row.file().map_or(0, |(_, start)| start);
        Locator { at, line: row.spot().line, line_start: at }
    }

    /// The line of a place in the row, and where in the line it begins; both from 1. The row's
    /// own where the place is not known.
    pub(super) fn locate(
        &mut self,
        row: &impl Placed,
        span: Option<&Range<usize>>,
    ) -> (u64, Option<u64>) {
        let (Some((file, start)), Some(span)) = (row.file(), span) else {
            return (row.spot().line, None);
        };
        if span.start < self.at {
            *self = Locator { at: start, line: row.spot().line, line_start: start };
        }
        let passed = &file[self.at..span.start.max(self.at)];
        self.line += line_ends(passed);
        if let Some(end) = memchr::memrchr2(b'\n', b'\r', passed) {
            self.line_start = self.at + end + 1;
        }
        self.at = span.start.max(self.at);
        (self.line, Some((self.at - self.line_start) as u64 + 1))
    }
}
