//! A large file in several parts, each read by a thread of its own (feature `parallel`).

#[cfg(feature = "parallel")]
use alloc::vec::Vec;
#[cfg(feature = "parallel")]
use core::sync::atomic::{AtomicUsize, Ordering};

use super::{Reading, Share};
#[cfg(feature = "parallel")]
use crate::check::threads::first_and_others;
use crate::{
    check::{Options, ahead::Wanted},
    scan::Rows,
};

/// Reads the rows of a file in parts, and puts together what is known of them; `None` if it is too
/// small for that, if what is wanted of it follows from the order of its rows, or if it was cut in
/// the middle of a row after all.
///
/// Where to cut is guessed, but never believed: a part has been read rightly if the one before it
/// has, and ends just where it begins.
#[cfg(feature = "parallel")]
pub(super) fn read<'c, 'p>(
    options: &Options,
    rows: &Rows<'p>,
    reading: &(dyn Fn(Share) -> Reading<'c, 'p> + Sync),
    wanted: &Wanted,
    progress: &mut dyn FnMut(usize),
) -> Option<Reading<'c, 'p>> {
    let (bytes, start) = (rows.bytes(), rows.position());
    let parts = worth_parts(options, &bytes[start..]);
    if parts < 2 || !wanted.circles.is_empty() {
        return None;
    }
    let mut ends = cuts(bytes, start, parts);
    ends.push(bytes.len());
    let done = AtomicUsize::new(start);
    let read = |nth: usize, progress: &mut dyn FnMut(usize)| {
        let mut part = reading(Share { nth, parts: ends.len() });
        let from = nth.checked_sub(1).map_or(start, |before| ends[before]);
        let mut before = from;
        // the first goes on behind the header
        let rows = if nth == 0 { rows.clone() } else { Rows::starting_at(bytes, from) };
        let whole = part.rows(rows, ends[nth], &mut |at| {
            let now = at - core::mem::replace(&mut before, at);
            progress(done.fetch_add(now, Ordering::Relaxed) + now);
        });
        whole.then_some(part)
    };
    let parts = first_and_others(|| read(0, progress), ends.len(), &|nth| read(nth, &mut |_| {}));
    let and = |first: Reading<'c, 'p>, later| Some(first.and(later?));
    let mut parts = parts.into_iter();
    let first = parts.next()??;
    parts.try_fold(first, and)
}

/// In how many parts it is worth to read this.
#[cfg(feature = "parallel")]
fn worth_parts(options: &Options, bytes: &[u8]) -> usize {
    options.threads.min(bytes.len() / options.thread_bytes.max(1))
}

#[cfg(not(feature = "parallel"))]
pub(super) fn read<'c, 'p>(
    _options: &Options,
    _rows: &Rows<'p>,
    _reading: &dyn Fn(Share) -> Reading<'c, 'p>,
    _wanted: &Wanted,
    _progress: &mut dyn FnMut(usize),
) -> Option<Reading<'c, 'p>> {
    None
}

#[cfg(feature = "parallel")]
impl<'c, 'p> Reading<'c, 'p> {
    /// What is known of this part and the one behind it.
    fn and(mut self, later: Reading<'c, 'p>) -> Reading<'c, 'p> {
        if let (Some(gathered), Some(later)) = (&mut self.gathered, later.gathered) {
            gathered.absorb(later, self.current.file());
        }
        if let (Some(first), Some(later)) = (&mut self.first, later.first) {
            first.absorb(later);
        }
        self.current.rows += later.current.rows;
        self
    }
}

/// Where to cut a file into parts about as long: behind line ends that stand between no quotes, as
/// far as can be said without reading the rows.
#[cfg(feature = "parallel")]
fn cuts(bytes: &[u8], start: usize, parts: usize) -> Vec<usize> {
    /// Where no quote is so near, hardly a cell is open.
    const NEAR: usize = 1 << 14;
    let mut cuts = Vec::new();
    let (mut at, mut quotes) = (start, 0);
    for part in 1..parts {
        let aim = (start + (bytes.len() - start) / parts * part).max(at);
        let near = aim.saturating_sub(NEAR).max(at);
        if memchr::memchr(b'"', &bytes[near..aim]).is_some() {
            quotes += memchr::memchr_iter(b'"', &bytes[at..aim]).count();
        }
        at = aim;
        loop {
            let Some(i) = memchr::memchr2(b'"', b'\n', &bytes[at..]) else { return cuts };
            at += i + 1;
            match bytes[at - 1] {
                b'"' => quotes += 1,
                _ if quotes % 2 == 0 => break,
                _ => {}
            }
        }
        if at < bytes.len() {
            cuts.push(at);
        }
    }
    cuts
}

#[cfg(all(test, feature = "parallel"))]
mod tests {
    use super::*;

    #[test]
    fn cuts_stand_behind_rows() {
        assert_eq!(cuts(b"a,b\n1,2\n3,4\n5,6\n", 4, 2), [12]);
        assert_eq!(cuts(b"a\n\"1\n2\n3\n4\n5\"\n6\n", 2, 3), [14]);
        assert_eq!(cuts(b"a\n1", 2, 4), [0_usize; 0]);
        // a quote that is far away says nothing of the rows here
        let far = [&b"a\n\"b\n"[..], &b"1\n".repeat(40_000)].concat();
        assert_eq!(cuts(&far, 2, 2).len(), 1);
        assert_eq!(cuts(b"a\n1\n2\n3\n4\n5\n6\n7\n8\n", 2, 4), [8, 12, 16]);
    }
}
