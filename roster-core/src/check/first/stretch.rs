//! Stretches of a file without a character that cannot be seen.

use crate::scan::Row;

/// Tells of rows whether they hold none, for many at once.
pub(super) struct Stretch<'c> {
    file: &'c [u8],
    end: usize,
    plain: bool,
}

impl<'c> Stretch<'c> {
    pub(super) fn new(file: &'c [u8]) -> Self {
        Stretch { file, end: 0, plain: false }
    }
    /// Whether there is none in a row; it may be that none is there and this is not known.
    #[inline]
    pub(super) fn is_plain(&mut self, row: &Row<'_, '_>) -> bool {
        /// Long enough to be gone through quickly, short enough to be still at hand then.
        const LENGTH: usize = 1 << 14;
        let end = row.ends().last().map_or(row.start(), |end| end.at());
        if end > self.end {
            self.end = end.max(row.start() + LENGTH).min(self.file.len());
            let stretch = self.file.get(row.start()..self.end).unwrap_or_default();
            // without a branch, so that many bytes are compared at once
            let odd = |b: u8| {
                let control = u8::from(b < b' ') & u8::from(b != b'\n') & u8::from(b != b'\r');
                control | u8::from(b == 127) | u8::from(b == 0xC2)
            };
            self.plain = stretch.iter().fold(0, |found, b| found | odd(*b)) == 0;
        }
        self.plain
    }
}
