//! Packages that no one would send who means well, and packages of any bytes.

use alloc::{format, string::String, vec::Vec};

use arbitrary::Unstructured;

use super::{
    draft::{Cell, Draft, Head, Site},
    fault,
    rng::Rng,
    steps::Step,
    valid::valid,
};
use crate::{format::Format, source::Memory};

const TEXTS: &[&str] = &[
    "=HYPERLINK(\"http://example.org\",\"x\")",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "Zq7-canary-4xW",
    "_x0041_",
    "_x000D_",
    "{a:b}",
    "{{a}}",
    "{:}",
    "a:b",
    "ext:",
    "ext:ext:a",
    "metadata.a",
    "metadata.sds-v1.Name",
    "ext.sds-v2.1.grade",
    "oneroster-1.2.role",
    "a,b,,c",
    " ",
    "\u{FEFF}a",
    "\u{202E}drow",
    "a\u{0}b",
    "a\nb",
    "a\r\nb",
    "\r",
    "a\tb",
    "\u{1B}[31mred",
    "\u{85}",
    "NULL",
    "null",
    "nan",
    "1e999",
    "99999999999999999999",
    "0000-00-00",
    "2027-02-30",
    "13/13/2027",
    "%s%n",
    "../../a.csv",
    "<script>",
    "'; --",
    "\u{1F469}\u{200D}\u{1F469}\u{200D}\u{1F467}",
    "ﬀ",
    "ı",
    "İ",
    "ß",
];
const BYTES: &[&[u8]] = &[
    b"caf\xE9",
    b"\xC3",
    b"\xC0\x80",
    b"\xED\xA0\x80",
    b"\xFF\xFE",
    b"\"open",
    b"\"ab\"c",
    b"\"ab\"\"",
    b"a\"b",
    b"\"",
    b"\"\"\"",
    b"a\rb",
    b"a\nb",
    b"a,b",
    b"\0",
];

/// A package with nothing wrong, and then, for every other step, something nasty.
pub(super) fn hostile(format: &'static Format, steps: &[Step]) -> Option<Draft> {
    let kind: Vec<Step> = steps.iter().copied().step_by(2).collect();
    let mut draft = valid(format, &kind)?;
    for step in steps.iter().skip(1).step_by(2) {
        if draft.files.is_empty() {
            break;
        }
        let mut changed = draft.clone();
        if step.spoil(&mut changed).is_some() {
            draft = changed;
        }
    }
    Some(draft)
}

impl Step {
    /// The id of a record of a file.
    fn id(self, draft: &Draft, file: usize) -> Option<String> {
        let of = &draft.files[file];
        let column = of.position(of.table.id()?)?;
        let row = self.one(2, of.rows.len())?;
        Some(String::from(draft.text(Site { file, row, column })))
    }

    /// Does something nasty.
    fn spoil(self, draft: &mut Draft) -> Option<()> {
        let file = self.one(0, draft.files.len())?;
        let pick = usize::from(self.at[3]);
        let turn = u64::from_le_bytes([0, 0, 0, 0, self.at[0], self.at[1], self.at[2], self.at[3]]);
        match self.what % 15 {
            0..=2 => draft.set(self.site(draft)?, Cell::Text(text(pick))),
            3 => draft.set(self.site(draft)?, Cell::Raw(BYTES[pick % BYTES.len()].into())),
            4 => {
                // an id, wherever it is named
                let from = self.id(draft, file)?;
                draft.rename(file, &from, &text(pick));
            }
            5 => draft.file_mut(file).rows.clear(),
            6 => {
                let column = self.one(1, draft.files[file].head.len())?;
                let rows = &mut draft.file_mut(file).rows;
                rows.iter_mut().filter_map(|row| row.get_mut(column)).for_each(|cell| {
                    *cell = Cell::from("");
                });
            }
            7 => {
                let rows = &mut draft.file_mut(file).rows;
                let row = rows.get(usize::from(self.at[2]).checked_rem(rows.len())?)?.clone();
                rows.push(row);
                Rng::of(turn, &[]).shuffle(rows);
            }
            8 => {
                let row = self.one(2, draft.files[file].rows.len())?;
                let row = &mut draft.file_mut(file).rows[row];
                match pick % 2 {
                    0 => row.push(Cell::Text(text(pick))),
                    _ => _ = row.pop(),
                }
            }
            9 => {
                let style = &mut draft.file_mut(file).style;
                match pick % 7 {
                    0 => style.line_end = "\r",
                    1 => style.delimiter = b";\t|"[pick / 7 % 3],
                    2 => style.utf16 = true,
                    3 => style.headless = true,
                    4 => style.mark = true,
                    5 => style.all_quoted = true,
                    _ => style.tail = "\n\n,\n\"",
                }
            }
            10 => {
                let of = draft.file_mut(file);
                let at = usize::from(self.at[1]) % (of.head.len() + 1);
                of.head.insert(at, Head { column: None, text: text(pick) });
            }
            11 => {
                // one record, of which a second row says something else
                let site = self.site(draft)?;
                let row = draft.files[site.file].rows[site.row].clone();
                let rows = &mut draft.file_mut(site.file).rows;
                rows.push(row);
                let row = rows.len() - 1;
                draft.set(Site { row, ..site }, Cell::Text(text(pick)));
            }
            12 => {
                // two records of different files by one id, such as a student and a teacher
                let from = self.id(draft, file)?;
                let other = pick % draft.files.len();
                let to = self.id(draft, other)?;
                draft.rename(file, &from, &to);
            }
            13 => draft.set(self.site(draft)?, Cell::from("")),
            _ => fault::any(draft, turn)?,
        }
        Some(())
    }
}

/// A nasty text.
fn text(pick: usize) -> String {
    const LONG: [usize; 4] = [255, 256, 4096, 70_000];
    match TEXTS.get(pick % (TEXTS.len() + LONG.len())) {
        Some(text) => String::from(*text),
        None => "y".repeat(LONG[pick % LONG.len()]),
    }
}

/// Any bytes under the names of a format's files, now and then under another.
pub(super) fn any(format: &'static Format, u: &mut Unstructured<'_>) -> arbitrary::Result<Memory> {
    let mut package = Memory::new();
    while !u.is_empty() && crate::Source::len(&package) < 2 * format.tables.len() {
        let table = u.choose(format.tables)?;
        let name = match u.arbitrary::<u8>()? {
            255 => format!("{}.bak", table.file),
            254 => table.file.to_uppercase(),
            _ => String::from(table.file),
        };
        let length = u.arbitrary_len::<u8>()?;
        package = package.file(name, u.bytes(length)?);
    }
    Ok(package)
}
