//! Texts by what they say.
//!
//! Sorted by checksums, which give a place at once; where many texts share one, by the texts
//! themselves. So texts made to collide cost a logarithm and no more.

use alloc::{string::String, vec, vec::Vec};
use core::ops::Range;

/// Texts, each with its place in the order they were given in.
pub(crate) struct Texts<'t> {
    /// Where those start whose checksums begin alike, and where the last of them end.
    starts: Vec<usize>,
    /// By checksum, then text, then place.
    texts: Vec<(u64, &'t str, usize)>,
    /// How many bits of a checksum are left of its beginning.
    shift: u32,
}

impl<'t> FromIterator<&'t str> for Texts<'t> {
    fn from_iter<I: IntoIterator<Item = &'t str>>(texts: I) -> Self {
        let texts: Vec<(u64, &'t str, usize)> = texts
            .into_iter()
            .enumerate()
            .map(|(at, text)| (sum(text.as_bytes()), text, at))
            .collect();
        let bits = texts.len().checked_ilog2().map_or(1, |log| log + 2);
        let shift = u64::BITS - bits;
        let mut starts = vec![0; (1 << bits) + 1];
        texts.iter().for_each(|(sum, ..)| starts[(sum >> shift) as usize + 1] += 1);
        let mut at = 0;
        for start in &mut starts {
            at += *start;
            *start = at;
        }
        let mut next = starts.clone();
        let mut sorted = vec![(0, "", 0); texts.len()];
        for of in texts {
            let next = &mut next[(of.0 >> shift) as usize];
            sorted[*next] = of;
            *next += 1;
        }
        for ends in starts.windows(2) {
            sorted[ends[0]..ends[1]].sort_unstable();
        }
        Texts { starts, texts: sorted, shift }
    }
}

impl<'t> Texts<'t> {
    /// Where a text stands among the sorted ones.
    pub(crate) fn group(&self, text: &str) -> Range<usize> {
        let sum = sum(text.as_bytes());
        let first = (sum >> self.shift) as usize;
        let (start, end) = (self.starts[first], self.starts[first + 1]);
        let alike = &self.texts[start..end];
        let before = alike.partition_point(|of| (of.0, of.1) < (sum, text));
        let same = alike[before..].partition_point(|of| (of.0, of.1) == (sum, text));
        start + before..start + before + same
    }
    /// The place of the text that stands there among the sorted ones.
    pub(crate) fn place(&self, sorted: usize) -> Option<usize> {
        self.texts.get(sorted).map(|(.., at)| *at)
    }
    /// The places of a text, in order.
    pub(crate) fn all(&self, text: &str) -> impl Iterator<Item = usize> {
        self.texts[self.group(text)].iter().map(|(.., at)| *at)
    }
    /// The last place of a text.
    pub(crate) fn last(&self, text: &str) -> Option<usize> {
        self.texts[self.group(text)].last().map(|(.., at)| *at)
    }
    /// The first place of a text.
    pub(crate) fn first(&self, text: &str) -> Option<usize> {
        self.all(text).next()
    }
    pub(crate) fn has(&self, text: &str) -> bool {
        !self.group(text).is_empty()
    }
    /// The places in the order of the sorted texts.
    pub(crate) fn places(&self) -> impl Iterator<Item = usize> {
        self.texts.iter().map(|(.., at)| *at)
    }
    /// Whether no text is there twice.
    pub(crate) fn is_distinct(&self) -> bool {
        self.texts.windows(2).all(|two| (two[0].0, two[0].1) != (two[1].0, two[1].1))
    }
    /// For each text, by its place, whether it is there for the first time.
    pub(crate) fn firsts(&self) -> Vec<bool> {
        let mut firsts = vec![false; self.texts.len()];
        for same in self.texts.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
            firsts[same[0].2] = true;
        }
        firsts
    }
}

/// How many of some bytes are this one: many are looked at at once.
pub(crate) fn count(bytes: &[u8], of: u8) -> usize {
    // no more at once than can be counted in a byte
    let some = |bytes: &[u8]| bytes.iter().fold(0, |sum, b| sum + u8::from(*b == of));
    bytes.chunks(255).map(|bytes| usize::from(some(bytes))).sum()
}

/// How many lines there are with anything on them.
pub(crate) fn lines(bytes: &[u8]) -> usize {
    let is_end = |b: u8| (b == b'\n') | (b == b'\r');
    let some = |bytes: &[u8]| {
        // two slices, so that many are looked at at once
        let ends = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
        ends.fold(0, |sum, (a, b)| sum + u8::from(!is_end(*a) & is_end(*b)))
    };
    // each byte is looked at with the next one
    let starts = (0..bytes.len()).step_by(254);
    let all = starts.map(|at| usize::from(some(&bytes[at..bytes.len().min(at + 255)])));
    all.sum::<usize>() + usize::from(bytes.last().is_some_and(|b| !is_end(*b)))
}

/// A checksum of a text, of which each bit depends on all of it. No text's is nought.
pub(crate) fn sum(text: &[u8]) -> u64 {
    const ODD: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut sum = text.len() as u64;
    let (words, rest) = text.as_chunks::<8>();
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    for word in words.iter().chain([&last]) {
        sum = (sum.rotate_left(23) ^ u64::from_le_bytes(*word)).wrapping_mul(ODD);
    }
    (sum ^ sum >> 32).wrapping_mul(ODD).max(1)
}

/// Adds several texts to `out` as one, so that no two different lists give the same.
pub(crate) fn join<'t>(texts: impl IntoIterator<Item = &'t str>, out: &mut String) {
    for text in texts {
        for (i, part) in text.split('\0').enumerate() {
            out.push_str(if i == 0 { "" } else { "\0\u{1}" });
            out.push_str(part);
        }
        out.push_str("\0\0");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_found_where_they_stand() {
        let texts = ["b", "a", "", "b", "longer than eight", "b\0"];
        let index: Texts<'_> = texts.into_iter().collect();
        assert_eq!(index.all("b").collect::<Vec<_>>(), [0, 3]);
        assert_eq!([index.first("b"), index.last("b"), index.last("c")], [Some(0), Some(3), None]);
        assert_eq!(
            [index.has(""), index.has("b\0"), index.has("longer than eighT")],
            [true, true, false]
        );
        assert_eq!(index.firsts(), [true, true, true, false, true, true]);
        assert!(!index.is_distinct());
        assert!(Texts::from_iter([]).is_distinct());
    }

    #[test]
    fn lines_are_counted() {
        for text in ["", "\n", "a", "a\n", "\na\r\n\r\nb\rc\n\n", "a\r\r\nb"] {
            for before in 250..260 {
                let long = "x".repeat(before) + text;
                let own = long.split(['\n', '\r']).filter(|line| !line.is_empty());
                assert_eq!(lines(long.as_bytes()), own.count(), "{text:?} {before}");
                assert_eq!(count(long.as_bytes(), b'x'), before);
            }
        }
    }

    #[test]
    fn lists_are_told_apart() {
        let lists: [&[&str]; 6] =
            [&["a", "b"], &["ab"], &["a\0\0b"], &["a\0", "b"], &["a", "\0b"], &["", "ab"]];
        let joined = lists.map(|list| {
            let mut out = String::new();
            join(list.iter().copied(), &mut out);
            out
        });
        assert!(joined.iter().map(|of| &**of).collect::<Texts<'_>>().is_distinct());
    }
}
