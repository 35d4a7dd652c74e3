//! The sidecar as a file.
//!
//! Text in UTF-8, a CSV record a line, CRLF:
//!
//! | line | says |
//! |---|---|
//! | `rosterlens-carried,1` | what the file is, and the version of its form |
//! | `layer,HOME,ABROAD` | a conversion, the first one first: the two formats |
//! | `respelt,FILE` | ids of a file abroad that are spelt otherwise at home follow |
//! | `told-apart,FILE` | ids of a file at home that had to be told from others, or have no place abroad, follow |
//! | `id,ABROAD,HOME` | one of them |
//! | `school-year,FIRST,END` | what the caller knew: see [`Options`] |
//! | `date-order,ORDER` | likewise: `by-column`, `day-first` or `month-first` |
//! | `written,CHECKSUM` | of the package abroad, by which one that nobody edited is known |
//! | `sample,FILE,ID` | an id of the package abroad, by which it is known again |
//! | `patch,BYTES` | so many bytes follow: the patch that makes the package at home exact |
//! | `end,CHECKSUM` | FNV-1a, 64 bits in hexadecimal, of all that stands before |

use alloc::{
    borrow::Cow,
    format,
    string::{String, ToString},
    vec::Vec,
};
use core::fmt;

use roster_core::{Finding, Format, Rows};

use crate::{
    DateOrder, Options,
    convert::{Layer, Sidecar},
    cross::formats,
    feed::line,
    findings,
    ids::Renames,
    patch::{Patch, checksum},
    rules,
};

const HEAD: [&str; 2] = ["rosterlens-carried", "1"];

/// Bytes that are no sidecar, or not all of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unusable {
    /// It does not begin as one does.
    NoSidecar,
    /// It is in a form that this version does not know.
    Version,
    /// Something in it is damaged or missing.
    Damaged,
}

impl fmt::Display for Unusable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Unusable::NoSidecar => "it is no sidecar",
            Unusable::Version => "it was written by a later version",
            Unusable::Damaged => "it is damaged, or not whole",
        })
    }
}
impl core::error::Error for Unusable {}

impl Unusable {
    /// What is to be told of a conversion without it.
    ///
    /// ```
    /// use roster_mapping::{Sidecar, Unusable};
    ///
    /// let unusable = Sidecar::read(b"something else").unwrap_err();
    /// assert_eq!(unusable, Unusable::NoSidecar);
    /// assert_eq!(unusable.finding().rule.code, "M301");
    /// ```
    pub fn finding(self) -> Finding {
        findings::of_sidecar(match self {
            Unusable::NoSidecar | Unusable::Damaged => &rules::DAMAGED_SIDECAR,
            Unusable::Version => &rules::LATER_SIDECAR,
        })
    }
}

impl Sidecar {
    /// Whether nothing is carried: the packages say the same.
    pub fn is_empty(&self) -> bool {
        self.layers.iter().all(|layer| {
            layer.patch.is_empty() && layer.respelt.is_empty() && layer.told_apart.is_empty()
        })
    }
    /// The formats that the package came through, the first one first, and the one it is in.
    pub fn formats(&self) -> Vec<&'static Format> {
        let homes = self.layers.iter().map(|layer| layer.home);
        homes.chain(self.layers.last().map(|layer| layer.abroad)).collect()
    }

    /// As a file.
    pub fn write(&self) -> Vec<u8> {
        let mut out = Vec::new();
        line(HEAD.into_iter(), &mut out);
        for layer in &self.layers {
            line(["layer", layer.home.id, layer.abroad.id].into_iter(), &mut out);
            for (word, ids) in [("respelt", &layer.respelt), ("told-apart", &layer.told_apart)] {
                let mut last = "";
                for (file, abroad, home) in ids.iter() {
                    if file != last {
                        line([word, file].into_iter(), &mut out);
                        last = file;
                    }
                    line(["id", abroad, home].into_iter(), &mut out);
                }
            }
            let [first, end] = layer.options.school_year();
            line(["school-year", &first, &end].into_iter(), &mut out);
            line(["date-order", layer.options.order().word()].into_iter(), &mut out);
            line(["written", &format!("{:016x}", layer.written)].into_iter(), &mut out);
            for (file, id) in &layer.sample {
                line(["sample", file, id].into_iter(), &mut out);
            }
            let mut patch = Vec::new();
            layer.patch.write(&mut patch);
            line(["patch", &patch.len().to_string()].into_iter(), &mut out);
            out.extend_from_slice(&patch);
        }
        let sum = format!("{:016x}", checksum(&out));
        line(["end", &sum].into_iter(), &mut out);
        out
    }

    /// Reads a file.
    ///
    /// # Errors
    ///
    /// [`Unusable`], whatever the bytes; never a panic.
    pub fn read(bytes: &[u8]) -> Result<Sidecar, Unusable> {
        let mut reader = Reader::new(bytes);
        let head = reader.line().ok_or(Unusable::NoSidecar)?;
        match head.first().is_some_and(|word| word == HEAD[0]) {
            false => return Err(Unusable::NoSidecar),
            true if head.get(1).is_none_or(|version| version != HEAD[1]) => {
                return Err(Unusable::Version);
            }
            true => {}
        }
        let mut layers: Vec<Layer> = Vec::new();
        let mut ids: Option<Ids> = None;
        loop {
            let before = reader.at;
            let cells = reader.line().ok_or(Unusable::Damaged)?;
            let cells: Vec<&str> = cells.iter().map(|cell| &**cell).collect();
            if cells.first() != Some(&"id") {
                ids.take().zip(layers.last_mut()).into_iter().for_each(|(ids, of)| ids.note(of));
            }
            match (&cells[..], layers.last_mut()) {
                (["end", sum], _) => {
                    let whole = format!("{:016x}", checksum(&bytes[..before])) == *sum;
                    let chained = layers.windows(2).all(|two| two[0].abroad.id == two[1].home.id);
                    let ok = whole && chained && !layers.is_empty() && reader.at == bytes.len();
                    return if ok { Ok(Sidecar { layers }) } else { Err(Unusable::Damaged) };
                }
                (["layer", home, abroad], _) => {
                    let home = format_of(home)?;
                    layers.push(Layer {
                        home,
                        abroad: format_of(abroad)?,
                        respelt: Renames::default(),
                        told_apart: Renames::default(),
                        patch: Patch::new(home),
                        options: Options::default(),
                        written: 0,
                        sample: Vec::new(),
                    });
                }
                (["respelt" | "told-apart", file], Some(_)) => {
                    let (respelt, file) = (cells[0] == "respelt", file.to_string());
                    ids = Some(Ids { respelt, file, list: Vec::new() });
                }
                (["id", abroad, home], Some(_)) => {
                    let ids = ids.as_mut().ok_or(Unusable::Damaged)?;
                    ids.list.push((abroad.to_string(), home.to_string()));
                }
                (["school-year", first, end], Some(layer)) => {
                    layer.options = layer.options.clone().in_school_year(*first, *end);
                }
                (["date-order", word], Some(layer)) => {
                    let order = DateOrder::of_word(word).ok_or(Unusable::Damaged)?;
                    layer.options = layer.options.clone().date_order(order);
                }
                (["written", sum], Some(layer)) => {
                    layer.written = u64::from_str_radix(sum, 16).map_err(|_| Unusable::Damaged)?;
                }
                (["sample", file, id], Some(layer)) => {
                    layer.sample.push((file.to_string(), id.to_string()));
                }
                (["patch", length], Some(layer)) => {
                    let length: usize = length.parse().map_err(|_| Unusable::Damaged)?;
                    let patch = reader.take(length).ok_or(Unusable::Damaged)?;
                    layer.patch = match Patch::read(layer.home, patch) {
                        Ok((patch, [])) => patch,
                        _ => return Err(Unusable::Damaged),
                    };
                }
                _ => return Err(Unusable::Damaged),
            }
        }
    }
}

/// Ids of a file that are spelt otherwise, while they are read.
struct Ids {
    respelt: bool,
    file: String,
    list: Vec<(String, String)>,
}

impl Ids {
    fn note(self, layer: &mut Layer) {
        let renames = if self.respelt { &mut layer.respelt } else { &mut layer.told_apart };
        renames.extend(&self.file, self.list.into_iter());
    }
}

fn format_of(id: &str) -> Result<&'static Format, Unusable> {
    formats().into_iter().find(|format| format.id == id).ok_or(Unusable::Damaged)
}

struct Reader<'b> {
    bytes: &'b [u8],
    at: usize,
    rows: Rows<'b>,
    /// Where they start.
    from: usize,
}

impl<'b> Reader<'b> {
    fn new(bytes: &'b [u8]) -> Self {
        Reader { bytes, at: 0, rows: Rows::new(bytes), from: 0 }
    }
    /// The cells of the next record.
    fn line(&mut self) -> Option<Vec<Cow<'b, str>>> {
        let row = self.rows.next_row(&mut |_| {})?;
        let text = |cell| match cell {
            Cow::Borrowed(bytes) => core::str::from_utf8(bytes).ok().map(Cow::Borrowed),
            Cow::Owned(bytes) => String::from_utf8(bytes).ok().map(Cow::Owned),
        };
        let cells = row.cells().map(text).collect();
        self.at = self.from + self.rows.position();
        cells
    }
    fn take(&mut self, length: usize) -> Option<&'b [u8]> {
        let taken = self.bytes.get(self.at..self.at.checked_add(length)?)?;
        self.at += length;
        (self.from, self.rows) = (self.at, Rows::new(&self.bytes[self.at..]));
        Some(taken)
    }
}
