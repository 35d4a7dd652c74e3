//! One row, and what its cells say.

use alloc::{borrow::Cow, vec::Vec};
use core::{fmt, ops::Range};

use memchr::memchr;

use super::{Alike, Rows};

/// How a cell's bytes in the file relate to what the cell says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Shape {
    /// As it stands.
    Plain = 0,
    /// Between two quotes, nothing doubled inside.
    Quoted = 1,
    /// Opens with a quote; doubled quotes inside or text behind the closing one.
    Escaped = 2,
}

/// Where a cell ends in its row, its quotes included, and its shape. It starts one byte behind
/// the end of the cell before it.
#[derive(Clone, Copy)]
pub(crate) struct End(u64);

impl End {
    #[inline(always)]
    pub(crate) fn new(at: usize, shape: Shape) -> Self {
        End((at as u64) << 2 | shape as u64)
    }
    #[inline(always)]
    pub(crate) fn at(self) -> usize {
        (self.0 >> 2) as usize
    }
    pub(crate) fn is_plain(self) -> bool {
        self.0 & 3 == Shape::Plain as u64
    }
    /// What the cell says that stands at these places of a file.
    #[inline(always)]
    pub(crate) fn text(self, bytes: &[u8], Range { start, end }: Range<usize>) -> Cow<'_, [u8]> {
        const PLAIN: u64 = Shape::Plain as u64;
        const QUOTED: u64 = Shape::Quoted as u64;
        let upto = bytes.get(..end).unwrap_or_else(nothing);
        let raw = upto.get(start..).unwrap_or_else(nothing);
        match self.0 & 3 {
            PLAIN => Cow::Borrowed(raw),
            QUOTED => match raw {
                [_, text @ .., _] => Cow::Borrowed(text),
                _ => Cow::Borrowed(raw),
            },
            _ => Cow::Owned(unescaped(raw)),
        }
    }
}

/// One row of a file, borrowed while [`Rows`](super::Rows) stands on it.
#[derive(Clone, Copy)]
pub struct Row<'a, 'r>(pub(super) &'r Rows<'a>);

impl<'a, 'r> Row<'a, 'r> {
    pub(crate) fn file(&self) -> &'a [u8] {
        self.0.bytes
    }
    #[inline(always)]
    pub(crate) fn ends(&self) -> &'r [End] {
        self.0.ends.get(..self.0.width).unwrap_or_default()
    }
    /// How it differs from the row above, if each of its cells is as long as the one above and quoted
    /// as that, and all that differs are signs of ASCII that can be seen.
    pub(crate) fn alike(&self) -> Option<&'r Alike> {
        self.0.is_alike.then_some(&self.0.alike)
    }
    /// Where it ends, in bytes from the start of the file.
    pub(crate) fn end(&self) -> usize {
        self.0.start + self.ends().last().map_or(0, |end| end.at())
    }
    /// How many cells it has; never none.
    #[allow(clippy::len_without_is_empty, reason = "a row has at least one cell")]
    #[inline]
    pub fn len(&self) -> usize {
        self.0.width
    }
    /// Its number: the header is 0, data rows count from 1.
    #[inline]
    pub fn number(&self) -> u64 {
        self.0.number - 1
    }
    /// The physical line it starts on, from 1.
    #[inline]
    pub fn line(&self) -> u64 {
        let Rows { starts_on, .. } = self.0;
        *starts_on
    }
    /// Where it starts, in bytes from the start of the file.
    #[inline]
    pub fn start(&self) -> usize {
        self.0.start
    }
    /// What cell `i` says, without its quotes.
    #[inline]
    pub fn cell(&self, i: usize) -> Option<Cow<'a, [u8]>> {
        let end = *self.ends().get(i)?;
        Some(end.text(self.0.bytes, self.start_of(i)..self.0.start + end.at()))
    }
    /// What each of its cells says, in order: quicker than one by one.
    #[inline]
    pub fn cells(&self) -> impl ExactSizeIterator<Item = Cow<'a, [u8]>> + use<'a, 'r> {
        let bytes = self.0.bytes.get(self.0.start..).unwrap_or_default();
        let mut start = 0;
        self.ends().iter().map(move |end| {
            let from = core::mem::replace(&mut start, end.at() + 1);
            end.text(bytes, from..end.at())
        })
    }
    /// What each of its cells says.
    pub fn to_cells(&self) -> Vec<Cow<'a, [u8]>> {
        self.cells().collect()
    }
    /// Where cell `i` stands, quotes included, in bytes from the start of the file.
    #[inline]
    pub fn span(&self, i: usize) -> Option<Range<usize>> {
        self.ends().get(i).map(|end| self.start_of(i)..self.0.start + end.at())
    }
    #[inline]
    fn start_of(&self, i: usize) -> usize {
        self.0.start + i.checked_sub(1).map_or(0, |before| self.ends()[before].at() + 1)
    }
}

impl fmt::Debug for Row<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Row {} (line {}, {} cells)", self.number(), self.line(), self.len())
    }
}

/// What stands where nothing can: cells end within their file. A branch that is not taken costs less
/// than a default.
#[cold]
fn nothing<'a>() -> &'a [u8] {
    &[]
}

#[cold]
fn unescaped(raw: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(raw.len());
    let mut rest = raw.get(1..).unwrap_or_default();
    while let Some(i) = memchr(b'"', rest) {
        if rest.get(i + 1) != Some(&b'"') {
            // the closing quote: what is left stands for itself
            out.extend_from_slice(&rest[..i]);
            rest = &rest[i + 1..];
            break;
        }
        out.extend_from_slice(&rest[..=i]);
        rest = &rest[i + 2..];
    }
    out.extend_from_slice(rest);
    out
}
