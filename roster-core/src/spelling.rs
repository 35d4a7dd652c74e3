//! Names that are not quite those of the format.

use alloc::vec::Vec;
use core::fmt;

/// How a name of a format is spelt where it is not spelt right: a finding may show it, because it
/// differs from the name in two letters at most, and in case, spaces and the like. So there is no
/// telling anything by it but the name.
///
/// ```
/// use roster_core::Spelling;
///
/// let found = Spelling::of("Middle Name", "Midlename").unwrap();
/// assert_eq!(found.as_str(), "Midlename");
/// assert_eq!(Spelling::of("Middle Name", "Mia Halvorsen"), None);
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Spelling {
    bytes: [u8; Spelling::LONGEST],
    len: usize,
}

impl Spelling {
    const LONGEST: usize = 48;

    /// A text as a spelling of a name, if it is a slip of the pen away from it.
    pub fn of(name: &str, text: &str) -> Option<Self> {
        let plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '_' | '-' | '.');
        if text.len() > name.len() + 4 || !text.chars().all(plain) {
            return None;
        }
        steps(name, text)?;
        let mut bytes = [0; Self::LONGEST];
        // none that is longer than there is room for
        bytes.get_mut(..text.len())?.copy_from_slice(text.as_bytes());
        Some(Spelling { bytes, len: text.len() })
    }

    /// The spelling.
    pub fn as_str(&self) -> &str {
        // only whole texts are put in
        core::str::from_utf8(&self.bytes[..self.len]).unwrap_or_default()
    }
}

impl fmt::Display for Spelling {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
impl fmt::Debug for Spelling {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Spelling({self})")
    }
}

/// How many letters a text is from a name, if it is a slip of the pen away from it.
pub(crate) fn steps(name: &str, text: &str) -> Option<usize> {
    const LONGEST: usize = 64;
    if text.len() > LONGEST {
        return None;
    }
    let steps = distance(&fold(name), &fold(text));
    (steps <= 2 && steps * 3 <= name.len()).then_some(steps)
}

/// Letters and digits in lower case: what is left when spaces, underscores and case are not.
fn fold(text: &str) -> Vec<char> {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// How many letters must be put in, left out or changed (Levenshtein).
fn distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut corner = i;
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let change = corner + usize::from(x != y);
            corner = row[j + 1];
            row[j + 1] = change.min(corner + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_pen_is_a_step_or_two_and_a_third_of_the_name() {
        let of = [
            ("Student Name", "student_name", Some(0)),
            ("Student Name", "tudent name", Some(1)),
            ("Student Name", "udent name", Some(2)),
            ("Student Name", "dent name", None),
            ("Student Name", "Student Nam", Some(1)),
            ("Student Name", "Stundent Names", Some(2)),
            ("Student Name", "Sxudenx Naxe", None),
            ("Name", "Nome", Some(1)),
            ("Name", "Nomi", None),
            ("Names", "Nomis", None),
            ("Number", "Mumper", Some(2)),
            ("Id", "Ix", None),
            ("Key", "Kay", Some(1)),
        ];
        for (name, text, want) in of {
            assert_eq!(steps(name, text), want, "{name} {text}");
        }
    }

    #[test]
    fn long_texts_are_not_looked_at() {
        let name = "n".repeat(70);
        assert_eq!([64, 65].map(|n| steps(&name[..66], &name[..n])), [Some(2), None]);
        let of = |n: usize| Spelling::of(&name, &name[..n]).map(|of| of.as_str().len());
        let near = |n: usize| Spelling::of(&name[..n], &name[..n]).map(|of| of.as_str().len());
        assert_eq!([of(48), near(48), near(49)], [None, Some(48), None]);
    }
}
