//! There and back: conversion with what the other format cannot say carried along.

use alloc::{borrow::Cow, collections::BTreeSet, string::String, vec::Vec};

use roster_core::{Finding, Format, Memory, Source, Table};

use crate::{
    Options,
    cross::{self, Crossed},
    embed, feed, findings,
    ids::Renames,
    json::{self, Seen},
    ledger::Ledger,
    missed::Missed,
    patch::{self, Lost, Patch},
    reader::column,
    rules, texts,
};

/// What becomes of what the target format cannot say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Carry {
    /// It travels in a file beside the package. The package itself is what the target's strictest
    /// consumer wants, and nothing private travels in it that the target has no place for.
    #[default]
    Sidecar,
    /// What belongs to a record of the target rides in columns that are added to it, in the
    /// target's form of extensions and under the source format's name, such as
    /// `metadata.sds-v1.Principal Name`; the rest travels as with [`Sidecar`](Carry::Sidecar). For
    /// when a file beside the package cannot travel along. Secrets never ride in the package.
    Embed,
    /// It stays behind; the ledger says what.
    Nothing,
}

/// What a package left behind on its way: for each conversion since it was at home, how to go
/// back.
#[derive(Clone, Debug, Default)]
pub struct Sidecar {
    pub(crate) layers: Vec<Layer>,
}

/// One conversion.
#[derive(Clone, Debug)]
pub(crate) struct Layer {
    pub(crate) home: &'static Format,
    pub(crate) abroad: &'static Format,
    /// Ids of the files abroad that are spelt otherwise than at home.
    pub(crate) respelt: Renames,
    /// Ids of the files at home that were told apart, or have no place abroad.
    pub(crate) told_apart: Renames,
    pub(crate) patch: Patch,
    /// What the caller knew.
    pub(crate) options: Options,
    /// Of the files abroad as they were written: if they are so still, nobody edited them.
    pub(crate) written: u64,
    /// Some ids of the package abroad, by file: it is hardly the same if most of them are gone.
    pub(crate) sample: Vec<(String, String)>,
}

/// A converted package.
#[derive(Debug)]
#[non_exhaustive]
pub struct Converted {
    /// The package.
    pub package: Memory,
    /// What it is to have beside it, so that the way back is exact; `None` at home, and where
    /// nothing is carried.
    pub sidecar: Option<Sidecar>,
    /// What became of each column.
    pub ledger: Ledger,
    /// What a reader may have to know: of the files of the source, what does not cross; of those
    /// of the package, which are too large; on the way home, what was carried and is not put back
    /// (`M201`, `M202`), and what was written, added, cleared or removed abroad and is not so at home
    /// (`M203` to `M207`); that the sidecar is another package's (`M303`). The places of files that
    /// are present are in the source, but for `M201` and `M202`: in the package
    /// ([`is_of_outcome`](crate::rules::is_of_outcome)).
    pub findings: Vec<Finding>,
    /// What was carried and could not be put back, since it was edited abroad.
    pub lost: Vec<Lost>,
    /// The sidecar was given, but is not of this package: it was not used.
    pub foreign_sidecar: bool,
}

impl Converted {
    /// A package that stays as it is, with what it carries.
    pub fn unchanged(package: Memory, sidecar: Option<Sidecar>) -> Self {
        let (ledger, findings, lost) = Default::default();
        Converted { package, sidecar, ledger, findings, lost, foreign_sidecar: false }
    }
}

/// What a conversion is about to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Stage {
    /// Say in the target what the source says.
    Crossing,
    /// See what of it would come back by itself.
    Returning,
    /// Compare that with what is there.
    Comparing,
    /// Count what became of it.
    Counting,
}

impl Stage {
    /// About how much of a conversion is done when the stage begins, in hundredths.
    pub fn done(self) -> u64 {
        match self {
            Stage::Crossing => 0,
            Stage::Returning => 35,
            Stage::Comparing => 60,
            Stage::Counting => 90,
        }
    }
}

/// Converts a package; with the sidecar that it has beside it, if any.
///
/// If the sidecar says that the package came from the target format, it goes home: what was edited
/// abroad is edited there, and every other byte is as it was.
///
/// ```
/// use roster_core::{Memory, Source};
/// use roster_mapping::{Carry, Options, convert};
/// use sds_model::v1;
///
/// let home = Memory::new()
///     .file("School.csv", "SIS ID,Name,Zone\n7,\"North\",B\n")
///     .file("Student.csv", "SIS ID,School SIS ID,Username\nS1,7,ada\n")
///     .file("Teacher.csv", "SIS ID,School SIS ID,Username\n");
/// let or = &oneroster_model::v1p2::FORMAT;
///
/// let there = convert(&v1::FORMAT, or, &home, None, Carry::Sidecar, &Options::default());
/// let sidecar = there.sidecar.as_ref();
/// let back = convert(or, &v1::FORMAT, &there.package, sidecar, Carry::Sidecar, &Options::default());
/// assert_eq!(back.package, home);
/// ```
///
/// # Panics
///
/// If one of the formats is none of [`formats`](crate::formats).
pub fn convert(
    from: &'static Format,
    to: &'static Format,
    source: &dyn Source,
    sidecar: Option<&Sidecar>,
    carry: Carry,
    options: &Options,
) -> Converted {
    convert_watched(from, to, source, sidecar, carry, options, &mut |_| {})
}

/// As [`convert`], and says on the way how far it has come: `watch` is called before each stage.
///
/// # Panics
///
/// If one of the formats is none of [`formats`](crate::formats).
pub fn convert_watched(
    from: &'static Format,
    to: &'static Format,
    source: &dyn Source,
    sidecar: Option<&Sidecar>,
    carry: Carry,
    options: &Options,
    watch: &mut dyn FnMut(Stage),
) -> Converted {
    let own = sidecar.filter(|sidecar| sidecar.is_of(from, source));
    let foreign_sidecar = sidecar.is_some() && own.is_none();
    let layers = own.map_or(&[][..], |sidecar| &sidecar.layers);
    let from_home = layers.iter().rposition(|layer| layer.home.id == to.id);
    let (below, way) = layers.split_at(from_home.unwrap_or(layers.len()));
    let mut converted = match way.is_empty() {
        false => unwind(way, source, options, watch),
        true => leave(from, to, source, carry, options, watch),
    };
    converted.foreign_sidecar = foreign_sidecar;
    if foreign_sidecar {
        converted.findings.insert(0, findings::of_sidecar(&rules::FOREIGN_SIDECAR));
    }
    let own = converted.sidecar.take().map(|sidecar| sidecar.layers).unwrap_or_default();
    let all: Vec<Layer> = below.iter().cloned().chain(own).collect();
    converted.sidecar =
        (carry != Carry::Nothing && !all.is_empty()).then_some(Sidecar { layers: all });
    converted
}

/// Goes to a format that the package did not come from.
fn leave(
    from: &'static Format,
    to: &'static Format,
    source: &dyn Source,
    carry: Carry,
    options: &Options,
    watch: &mut dyn FnMut(Stage),
) -> Converted {
    watch(Stage::Crossing);
    let known = options.clone();
    let mut crossed = cross::cross(from, to, source, options);
    let options = &options.of_written();
    let plain = match carry {
        Carry::Embed => Some(embed::embed(from, to, source, &mut crossed, options)),
        _ => None,
    };
    watch(Stage::Returning);
    let Crossed { package, abroad, home } = crossed;
    let back = cross::cross_home(to, from, &package, options, &abroad, &home);
    watch(Stage::Comparing);
    let patch = json::diff(from, &back.package, source);
    watch(Stage::Counting);
    let missed = |back: &Memory| Missed::of(from, source, back);
    let (plain, missed) = (plain.as_ref().map(missed), missed(&back.package));
    let carried = (&patch, [&abroad, &home]);
    let ledger = Ledger::of(from, to, &package, &missed, plain.as_deref(), carried, carry);
    let mut findings = findings::too_large(to, &package);
    findings.extend(findings::stay_home(from, source, &missed, &patch, carry));
    let (written, sample) = (checksum(&package), sample(to, &package));
    let layer = Layer {
        home: from,
        abroad: to,
        respelt: abroad,
        told_apart: home,
        patch,
        options: known,
        written,
        sample,
    };
    let sidecar = Some(Sidecar { layers: Vec::from([layer]) });
    let lost = Vec::new();
    Converted { package, sidecar, ledger, findings, lost, foreign_sidecar: false }
}

/// Goes back by the way that the package came.
fn unwind(
    layers: &[Layer],
    source: &dyn Source,
    options: &Options,
    watch: &mut dyn FnMut(Stage),
) -> Converted {
    watch(Stage::Crossing);
    let options = &options.of_written();
    let edited = layers.last().filter(|top| top.written != checksum(source));
    let mut at: Option<Memory> = None;
    let mut lost = Vec::new();
    for layer in layers.iter().rev() {
        let here: &dyn Source = at.as_ref().map_or(source, |package| package);
        let back = cross::cross_home(
            layer.abroad,
            layer.home,
            here,
            options,
            &layer.respelt,
            &layer.told_apart,
        );
        let outcome = json::apply(&layer.patch, layer.home, &back.package, edited.is_some());
        lost.extend(outcome.lost);
        at = Some(outcome.package);
    }
    let package = at.unwrap_or_default();
    let home = layers.first().map(|layer| layer.home);
    let mut findings =
        home.map_or(Vec::new(), |home| findings::not_put_back(home, &package, &lost));
    if let Some(top) = edited {
        watch(Stage::Comparing);
        findings.extend(findings::stay_abroad(top, source, &again(layers, &package)));
    }
    Converted { findings, lost, ..Converted::unchanged(package, None) }
}

/// What a package says abroad, by the way that it came.
fn again(layers: &[Layer], home: &Memory) -> Memory {
    let mut at: Option<Memory> = None;
    for layer in layers {
        let here = at.as_ref().unwrap_or(home);
        at = Some(cross::cross(layer.home, layer.abroad, here, &layer.options).package);
    }
    at.unwrap_or_default()
}

/// Of the names and the bytes of all files, in whatever order they are.
fn checksum(package: &dyn Source) -> u64 {
    let sum = |file: usize| {
        let (name, bytes) = (package.name(file), package.read(file).unwrap_or_default());
        let both = [texts::sum(name.as_bytes()), texts::sum(bytes)];
        texts::sum(both.map(u64::to_le_bytes).as_flattened())
    };
    (0..package.len()).map(sum).fold(0, u64::wrapping_add)
}

/// How many ids tell whether a sidecar is of a package.
const SAMPLE: usize = 32;

/// Ids from all over a package: of each file those with the least checksums, so that no pattern in
/// what is removed abroad takes away just these.
fn sample(format: &'static Format, package: &Memory) -> Vec<(String, String)> {
    let manifest = format.manifest.map(|manifest| manifest.file);
    let seen = Seen::of(format, package);
    let files: Vec<_> =
        ids(&seen).filter(|(table, ids)| Some(table.file) != manifest && !ids.is_empty()).collect();
    let most = SAMPLE.div_ceil(files.len().max(1));
    let mut all = Vec::new();
    for (table, ids) in files {
        let mut least = BTreeSet::new();
        for id in &ids {
            least.insert((patch::checksum(id.as_bytes()), &**id));
            if least.len() > most {
                least.pop_last();
            }
        }
        let name = |(_, id): (u64, &str)| (String::from(table.file), String::from(id));
        all.extend(least.into_iter().map(name));
    }
    all
}

/// The ids of a package, file by file.
fn ids<'p>(package: &'p Seen<'_>) -> impl Iterator<Item = (&'static Table, Vec<Cow<'p, str>>)> {
    let files = feed::files(package.format, package.source()).into_iter();
    files.filter_map(|(table, bytes)| Some((table, column(table, bytes?, table.id()?))))
}

impl Sidecar {
    /// Whether it can be of this package: the format fits, and many of the ids are still there.
    fn is_of(&self, format: &'static Format, source: &dyn Source) -> bool {
        let Some(top) = self.layers.last().filter(|top| top.abroad.id == format.id) else {
            return false;
        };
        let wanted = |of: &str| -> BTreeSet<&str> {
            top.sample.iter().filter(|(file, _)| file == of).map(|(_, id)| &**id).collect()
        };
        let seen = Seen::of(format, source);
        let there: BTreeSet<(&str, String)> = ids(&seen)
            .flat_map(|(table, ids)| {
                let wanted = wanted(table.file);
                let there = ids.into_iter().filter(move |id| wanted.contains(&**id));
                there.map(|id| (table.file, id.into_owned()))
            })
            .collect();
        let sample = top.sample.iter();
        let there = sample.filter(|(file, id)| there.contains(&(&**file, id.clone()))).count();
        there * 4 >= top.sample.len()
    }
}
