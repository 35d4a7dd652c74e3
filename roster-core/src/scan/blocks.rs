//! Where cells end, found 64 bytes at a time.

use super::mask::{Masks, masks};

/// Bytes looked at together.
const BLOCK: usize = 64;

/// Walks over the places at which cells end, as long as the text is well-formed: quotes only
/// around whole cells, nothing doubled and no line end between them. Where it is not, the walk
/// stops, and another reader must say where the row ends.
#[derive(Clone)]
pub(super) struct Blocks<'a> {
    bytes: &'a [u8],
    /// Where the block at hand begins.
    pub(super) base: usize,
    /// The ends of cells in it that are not yet taken, a bit each.
    pub(super) ends: u64,
    /// Cells that end in it may be quoted.
    pub(super) quoted: bool,
    /// How far blocks can be read: nowhere, if behind `ends` the text is not well-formed.
    limit: usize,
    /// What the block at hand leaves to the next.
    left: Left,
}

#[derive(Clone, Copy)]
struct Left {
    /// All ones between quotes, else 0.
    inside: u64,
    /// 1 if a cell may begin with the first byte, else 0.
    may_open: u64,
    /// 1 if the first byte must end a cell, because a closing quote stands before it; else 0.
    must_end: u64,
}

impl<'a> Blocks<'a> {
    /// Starts where a row starts.
    pub(super) fn new(bytes: &'a [u8], row: usize) -> Self {
        let before = row % BLOCK;
        let left = Left { inside: 0, may_open: 1 << before, must_end: 0 };
        let (base, limit) = (row - before, bytes.len());
        let mut blocks = Blocks { bytes, base, ends: 0, quoted: false, limit, left };
        blocks.load(u64::MAX << before);
        blocks
    }

    /// Goes to the next block; `false` if there is none, or if the text is not well-formed.
    #[inline(always)]
    pub(super) fn advance(&mut self) -> bool {
        if self.base + BLOCK >= self.limit {
            return false;
        }
        self.base += BLOCK;
        self.load(u64::MAX);
        true
    }

    /// Passes over the next byte after an end that has been taken: the second half of a CRLF.
    #[inline(always)]
    pub(super) fn pass(&mut self, at: usize) {
        match at - self.base {
            bit @ ..BLOCK => self.ends &= !(1 << bit),
            _ if self.advance() => self.ends &= !1,
            _ => {}
        }
    }

    /// Reads the block at hand, as far as it is not read yet.
    #[inline(always)]
    fn load(&mut self, unread: u64) {
        let rest = self.bytes.get(self.base..).unwrap_or_default();
        let Masks { mut syntax, mut quotes } = match rest.first_chunk::<BLOCK>() {
            Some(block) => masks(block),
            None => {
                let mut block = [0; BLOCK];
                block[..rest.len()].copy_from_slice(rest);
                masks(&block)
            }
        };
        syntax &= unread;
        quotes &= unread;
        self.quoted = quotes | self.left.inside | self.left.must_end != 0;
        if self.quoted {
            self.load_quoted(syntax & !quotes, quotes);
        } else {
            self.ends = syntax;
            self.left.may_open = syntax >> 63;
        }
    }

    #[inline(always)]
    fn load_quoted(&mut self, others: u64, quotes: u64) {
        // from each opening quote to the byte before its closing one
        let inside = up_to_each(quotes) ^ self.left.inside;
        let (opening, closing) = (quotes & inside, quotes & !inside);
        let ends = others & !inside;
        let amiss = opening & !(ends << 1 | self.left.may_open)
            | (closing << 1 | self.left.must_end) & !ends
            | self.line_ends(others & inside);
        // all below the first that is amiss
        self.ends = ends & (amiss.wrapping_sub(1) & !amiss);
        if amiss != 0 {
            self.limit = 0;
        }
        self.left = Left {
            inside: (inside as i64 >> 63) as u64,
            may_open: ends >> 63,
            must_end: closing >> 63,
        };
    }

    /// The first of these bytes that is a line end, if one is.
    #[inline(always)]
    fn line_ends(&self, mut of: u64) -> u64 {
        while of != 0 {
            let lowest = of & of.wrapping_neg();
            if self.bytes.get(self.base + of.trailing_zeros() as usize) != Some(&b',') {
                return lowest;
            }
            of ^= lowest;
        }
        0
    }
}

/// Each bit is whether so many bits up to it, itself included, are odd in number.
#[inline(always)]
fn up_to_each(mut bits: u64) -> u64 {
    for step in [1, 2, 4, 8, 16, 32] {
        bits ^= bits << step;
    }
    bits
}
