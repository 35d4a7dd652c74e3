//! Texts by number, most of which are blank.

use alloc::{borrow::Cow, boxed::Box, collections::BTreeMap, vec::Vec};
use core::{
    fmt,
    iter::repeat_n,
    ops::{Index, IndexMut},
};

use crate::{feed::line, patch::is_plain};

const BLANK: &Cow<'static, str> = &Cow::Borrowed("");
/// Of so many texts it is noted which are there.
const NOTED: usize = u64::BITS as usize;

/// The texts of a row by the number of their column, or what is said of a thing by the number of the
/// fact. A blank text takes no room, so a row is no larger than what it says, however many columns its
/// file has.
///
/// ```
/// use roster_mapping::feed::Row;
///
/// let mut row: Row<'_> = ["7", "", "North"].into_iter().map(Into::into).collect();
/// assert_eq!([&*row[0], &*row[1], &*row[2], &*row[3]], ["7", "", "North", ""]);
/// row[1] = "A".into();
/// assert_eq!(row.iter(4).collect::<Vec<_>>(), ["7", "A", "North", ""]);
/// ```
#[derive(Clone, Default)]
pub struct Row<'a> {
    /// Which of the first are in `texts`: a bit each.
    noted: u64,
    texts: Vec<Cow<'a, str>>,
    /// Those behind them, each with its number: hardly a file has as many columns.
    more: Option<Box<More<'a>>>,
}

type More<'a> = BTreeMap<usize, Cow<'a, str>>;

impl<'a> Row<'a> {
    /// With room for so many texts that say something, and no more.
    pub fn with_room(texts: usize) -> Self {
        Row { texts: Vec::with_capacity(texts.min(NOTED)), ..Row::default() }
    }
    /// Whether nothing is said in it.
    pub fn is_blank(&self) -> bool {
        let more = self.more.as_ref();
        self.texts.iter().all(|text| text.is_empty())
            && more.is_none_or(|more| more.values().all(|text| text.is_empty()))
    }
    /// The first so many texts, blank ones too.
    pub fn iter(&self, width: usize) -> impl ExactSizeIterator<Item = &Cow<'a, str>> + Clone {
        let (mut noted, mut texts) = (self.noted, self.texts.iter());
        (0..width).map(move |at| {
            if at >= NOTED {
                return &self[at];
            }
            let is_there = noted & 1 == 1;
            noted >>= 1;
            if is_there { texts.next().unwrap_or(BLANK) } else { BLANK }
        })
    }
    /// Writes the first so many texts as a line of CSV.
    pub(crate) fn write(&self, width: usize, out: &mut Vec<u8>) {
        let (start, mut last) = (out.len(), 0);
        // one behind the other: what the two give as one is slow
        let mut put = |at: usize, text: &str| {
            if at < width {
                out.extend(repeat_n(b',', at - last));
                out.extend_from_slice(text.as_bytes());
                last = at;
            }
        };
        self.numbers().zip(&self.texts).for_each(|(at, text)| put(at, text));
        if let Some(more) = &self.more {
            more.iter().for_each(|(at, text)| put(*at, text));
        }
        out.extend(repeat_n(b',', width.saturating_sub(last + 1)));
        match out.len() > start && is_plain(&out[start..], width) {
            true => out.extend_from_slice(b"\r\n"),
            false => {
                out.truncate(start);
                line(self.iter(width).map(|text| &**text), out);
            }
        }
    }
    /// How many texts take room.
    pub(crate) fn said(&self) -> usize {
        self.texts.len() + self.more.as_ref().map_or(0, |more| more.len())
    }
    /// Says this, or nothing.
    #[inline]
    pub fn set(&mut self, at: usize, text: Cow<'a, str>) {
        if !text.is_empty() && at < NOTED && self.noted >> at == 0 {
            // behind all others, as in most rows while they are read
            self.make_room();
            self.noted |= 1 << at;
            self.texts.push(text);
        } else if !text.is_empty() || !self[at].is_empty() {
            self[at] = text;
        }
    }
    /// The numbers of those in `texts`.
    fn numbers(&self) -> impl Iterator<Item = usize> + use<> {
        let mut left = self.noted;
        core::iter::from_fn(move || {
            let at = (left != 0).then(|| left.trailing_zeros() as usize);
            left &= left.wrapping_sub(1);
            at
        })
    }
    /// How many bytes they say.
    pub(crate) fn bytes(&self) -> usize {
        let more = self.more.iter().flat_map(|more| more.values());
        let more = if self.more.is_none() { 0 } else { more.map(|text| text.len()).sum() };
        self.texts.iter().map(|text| text.len()).sum::<usize>() + more
    }
    /// Does something with each text that takes room, given its number.
    pub(crate) fn change(&mut self, mut change: impl FnMut(usize, &mut Cow<'a, str>)) {
        self.numbers().zip(&mut self.texts).for_each(|(at, text)| change(at, text));
        if let Some(more) = &mut self.more {
            more.iter_mut().for_each(|(at, text)| change(*at, text));
        }
    }
    /// The texts that take room, with their numbers.
    pub(crate) fn into_texts(self) -> impl Iterator<Item = (usize, Cow<'a, str>)> {
        let numbers = self.numbers();
        numbers.zip(self.texts).chain(self.more.into_iter().flat_map(|more| *more))
    }
    /// The same texts by other numbers; without those that have none.
    pub(crate) fn renumbered(self, number: impl Fn(usize) -> Option<usize>) -> Self {
        let mut row = Row::with_room(self.texts.len());
        self.into_texts().for_each(|(at, text)| {
            if let Some(to) = number(at) {
                row.set(to, text);
            }
        });
        row
    }
    #[inline]
    fn make_room(&mut self) {
        if self.texts.len() == self.texts.capacity() {
            self.texts.reserve_exact(2);
        }
    }
    /// How many texts are before one of the noted.
    #[inline]
    fn before(&self, at: usize) -> usize {
        (self.noted & !(u64::MAX << at)).count_ones() as usize
    }
}

impl<'a> Index<usize> for Row<'a> {
    type Output = Cow<'a, str>;
    #[inline]
    fn index(&self, at: usize) -> &Self::Output {
        if at >= NOTED {
            return self.more.as_ref().and_then(|more| more.get(&at)).unwrap_or(BLANK);
        }
        if self.noted >> at & 1 == 0 {
            return BLANK;
        }
        self.texts.get(self.before(at)).unwrap_or(BLANK)
    }
}
impl IndexMut<usize> for Row<'_> {
    /// A text that is not there yet is there then, and blank.
    fn index_mut(&mut self, at: usize) -> &mut Self::Output {
        if at >= NOTED {
            return self.more.get_or_insert_default().entry(at).or_default();
        }
        let place = self.before(at);
        if self.noted >> at & 1 == 0 {
            self.make_room();
            self.texts.insert(place, Cow::Borrowed(""));
            self.noted |= 1 << at;
        }
        &mut self.texts[place]
    }
}

impl<'a> FromIterator<Cow<'a, str>> for Row<'a> {
    fn from_iter<I: IntoIterator<Item = Cow<'a, str>>>(texts: I) -> Self {
        let mut row = Row::default();
        texts.into_iter().enumerate().for_each(|(at, text)| row.set(at, text));
        row
    }
}

impl fmt::Debug for Row<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Row ({} texts)", self.said())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_where_they_were_put() {
        let mut row = Row::default();
        let at = [70, 3, 0, 63, 64, 5];
        for at in at {
            row[at] = alloc::format!("{at}").into();
        }
        for other in 0..80 {
            let text = if at.contains(&other) { alloc::format!("{other}") } else { "".into() };
            assert_eq!(row[other], text);
        }
        assert!(row.iter(80).enumerate().all(|(at, text)| *text == row[at]));
        let moved = row.renumbered(|at| (at != 3).then_some(at + at % 2));
        let there: Vec<_> = (0..80).filter(|at| !moved[*at].is_empty()).collect();
        assert_eq!(there, [0, 6, 64, 70]);
        assert_eq!(moved[64], "64", "the last of two");
        assert!(!moved.is_blank() && Row::default().is_blank());
    }

    #[test]
    fn a_row_holds_what_it_says_and_no_more() {
        let mut row = Row::default();
        for (at, text) in [(63, "last"), (1, "one"), (2, ""), (70, "more"), (71, ""), (0, "")] {
            row.set(at, text.into());
        }
        assert_eq!((row.said(), row.bytes()), (3, 11));
        let there = |row: &Row<'_>| {
            let texts = row.clone().into_texts();
            texts.map(|(at, text)| alloc::format!("{at} {text}")).collect::<Vec<_>>()
        };
        assert_eq!(there(&row), ["1 one", "63 last", "70 more"]);
        row.set(63, "".into());
        assert_eq!((row.bytes(), &*row[63], &*row[1]), (7, "", "one"));
        let few: Row<'_> = ["a", "", "b"].into_iter().map(Into::into).collect();
        assert_eq!((few.said(), few.bytes()), (2, 2));
    }

    /// As many cells as there are columns; one blank cell is quoted, so that it is a row.
    #[test]
    fn rows_are_lines() {
        let line = |texts: &[&'static str], width| {
            let row: Row<'_> = texts.iter().map(|text| (*text).into()).collect();
            let mut out = Vec::from(b"before\r\n");
            row.write(width, &mut out);
            alloc::string::String::from_utf8(out).expect("text")
        };
        for (texts, width, expected) in [
            (&[""][..], 1, "\"\""),
            (&["", ""], 2, ","),
            (&["a", "", "b"], 4, "a,,b,"),
            (&["", "a", "b"], 2, ",a"),
            (&["a,b", "", "c\"d"], 4, "\"a,b\",,\"c\"\"d\","),
            (&["a\n"], 1, "\"a\n\""),
        ] {
            assert_eq!(line(texts, width), alloc::format!("before\r\n{expected}\r\n"));
        }
        let mut wide = Row::default();
        wide[70] = "x".into();
        wide[0] = "y".into();
        let mut out = Vec::new();
        wide.write(71, &mut out);
        assert_eq!(out, alloc::format!("y{}x\r\n", ",".repeat(70)).into_bytes());
    }
}
