//! The examples in the rules' pages, as packages that can be checked.
//!
//! A page is Markdown of one form: a paragraph that says what is wrong, then the sections
//! `Why it matters`, `Example` and `Instead`. The code blocks of the last two are patches on a
//! package with nothing wrong, the sample of the format:
//!
//! - ```` ```csv FILE:2,5 ```` puts the lines of the block in the place of lines 2 and 5 of the
//!   file; a line one past the last is appended. Line ends are CRLF.
//! - ```` ```json FILE:2-5 ```` puts the lines of the block, however many, in the place of lines 2 to
//!   5. (`csv`, `json` and `text` are the same.)
//! - ```` ```sync-profile profile.json:2-5 ```` does the same with a sample of a synchronization
//!   profile, which the package is then to be synced with.
//! - ```` ```csv FILE ```` puts the block in the place of the whole file, or adds it.
//! - ```` ```without FILE ```` takes the file out.
//! - ```` ```unreadable FILE ```` makes reading it fail.
//!
//! With the word `escaped` the block's `\r`, `\n`, `\t`, `\0`, `\xNN` and `\\` stand for bytes. A
//! line that so writes a line end of its own gets no other.
//!
//! The first block of `Example` may have options, which hold for `Instead` too: `format:demo` (else
//! `sds-v1`), `profile:sds` (else the format's first), `flag:create-users`. It also says where the
//! finding is: on the last line that it names, in the file as a whole if it names none, or where
//! `finds:LINE`, `finds:file` or `finds:FILE:LINE` says. (Not `=`: rustdoc warns of it.)
//!
//! Where a rule cannot be broken alone, `beside:dangling-reference` names the other one. Where the
//! format itself is at fault, the first block of `Instead` has a `format` of its own.
//!
//! Rules of conversions have `to:FORMAT`: the package is converted to it. Or `by:FORMAT`: the format's
//! sample is converted to that, the blocks are patches on what it became and on what it carries,
//! `beside.carried`, and it goes home.

mod block;

use core::fmt;

use block::Block;
use roster_core::{
    FileAt, Finding, Flag, Format, Limit, Memory, Options, Profile, Source, Unreadable, check,
};
use sds_model::profile::{EducationSynchronizationProfile, Steering};

use roster_mapping::{Carry, Sidecar, convert, rules::is_of_outcome, too_large};

/// A rule's page.
#[derive(Clone, Debug)]
pub struct Page {
    /// What is wrong: the first paragraph.
    pub summary: String,
    /// Why it matters.
    pub why: String,
    /// A package that breaks the rule.
    pub example: Example,
    /// The same package, mended.
    pub instead: Example,
}

/// A package, and how it is to be checked.
#[derive(Clone, Debug)]
pub struct Example {
    /// What it is held against.
    pub format: &'static Format,
    /// For which consumer.
    pub profile: &'static Profile,
    /// What its files do not say.
    pub flags: Vec<Flag>,
    /// Its files.
    pub package: Package,
    /// Where something is to be found; `None` if there is to be nothing.
    pub finds: Option<At>,
    /// What is done with the package.
    pub way: Way,
    /// The name of another rule that it cannot but break too.
    pub beside: Option<String>,
}

/// What is done with an example's package.
#[derive(Clone, Copy, Debug)]
pub enum Way {
    /// It is checked.
    Check,
    /// It is converted.
    To(&'static Format),
    /// It was converted before it was patched, and goes home.
    By(&'static Format),
}

/// The place of a finding: a file and perhaps a line of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct At {
    /// The file's name.
    pub file: String,
    /// The line, from 1; `None` is the file as a whole.
    pub line: Option<u64>,
}

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}", self.file),
            None => f.write_str(&self.file),
        }
    }
}

/// What a package in an example carries.
const BESIDE: &str = "beside.carried";

/// A package in memory, of which some files cannot be read.
#[derive(Clone, Debug, Default)]
pub struct Package {
    files: Memory,
    unreadable: Vec<String>,
    /// The synchronization profile that it is to be synced with.
    pub sync_profile: Option<Vec<u8>>,
}

impl Page {
    /// Reads a page.
    ///
    /// # Errors
    ///
    /// What is not as the form has it, in words.
    pub fn parse(text: &str) -> Result<Page, String> {
        let [summary, why, example, instead] = sections(text)?;
        let (summary, why) = (summary.trim(), why.trim());
        if summary.is_empty() || summary.contains("\n\n") || why.is_empty() {
            return Err("a page begins with one paragraph, and says why it matters".into());
        }
        let example = Example::parse(&block::blocks(example)?)?;
        let instead = example.mended(&block::blocks(instead)?)?;
        Ok(Page { summary: summary.into(), why: why.into(), example, instead })
    }
}

/// The page's four parts, without their headings.
fn sections(text: &str) -> Result<[&str; 4], String> {
    let mut rest = text;
    let mut parts = [""; 4];
    for (i, title) in ["Why it matters", "Example", "Instead"].into_iter().enumerate() {
        let heading = format!("\n\n## {title}\n\n");
        let (part, behind) = rest
            .split_once(&heading)
            .ok_or_else(|| format!("no section `{title}` in its place"))?;
        (parts[i], rest) = (part, behind);
    }
    parts[3] = rest;
    match parts.iter().flat_map(|part| part.lines()).find(|line| line.starts_with('#')) {
        Some(line) => Err(format!("a heading too many: {line}")),
        None => Ok(parts),
    }
}

impl Example {
    /// The section `Example`.
    fn parse(blocks: &[Block<'_>]) -> Result<Self, String> {
        let (first, others) = blocks.split_first().ok_or("the example has no block")?;
        if others.iter().any(Block::has_options) {
            return Err("only the first block of the example has options".into());
        }
        let format = format(first.option("format").unwrap_or("sds-v1"))?;
        let profile = match first.option("profile") {
            Some(id) => find(format.profiles, |profile| profile.id, id)?,
            None => format.profiles[0],
        };
        let flags = match first.option("flag") {
            Some(name) => vec![*find(&[&sds_model::CREATE_USERS], |flag| flag.0, name)?],
            None => Vec::new(),
        };
        let way = match (first.option("to"), first.option("by")) {
            (Some(to), None) => Way::To(self::format(to)?),
            (None, Some(by)) => Way::By(self::format(by)?),
            _ => Way::Check,
        };
        let package = Package::patched(format, way, blocks)?;
        let beside = first.option("beside").map(Into::into);
        Ok(Example { format, profile, flags, package, finds: Some(first.finds()?), way, beside })
    }

    /// The section `Instead`, which is checked as the example is.
    fn mended(&self, blocks: &[Block<'_>]) -> Result<Self, String> {
        let (first, others) = blocks.split_first().ok_or("the mended form has no block")?;
        if !first.has_format_only() || others.iter().any(Block::has_options) {
            return Err("the mended form has no options of its own, but a format".into());
        }
        let (format, profile) = match first.option("format") {
            Some(id) => format(id).map(|format| (format, format.profiles[0]))?,
            None => (self.format, self.profile),
        };
        let package = Package::patched(format, self.way, blocks)?;
        Ok(Example { format, profile, package, finds: None, beside: None, ..self.clone() })
    }

    /// Everything that is to be told of the package.
    pub fn check(&self) -> Vec<Finding> {
        let options = roster_mapping::Options::default();
        match self.way {
            Way::Check => {}
            Way::To(to) if to.id == self.format.id => return too_large(to, &self.package),
            Way::To(to) => {
                let done = convert(self.format, to, &self.package, None, Carry::Sidecar, &options);
                return done.findings;
            }
            Way::By(by) => {
                let mut package = self.package.clone();
                let beside = Sidecar::read(package.files.get_mut(BESIDE).map_or(&[], |b| b));
                package.files.remove(BESIDE);
                let carried = beside.as_ref().ok();
                let back = convert(by, self.format, &package, carried, Carry::Sidecar, &options);
                let unusable = beside.as_ref().err().map(|unusable| unusable.finding());
                return unusable.into_iter().chain(back.findings).collect();
            }
        }
        let options = Options::new().profile(self.profile).limit(Limit::NONE);
        let options = self.flags.iter().fold(options, |options, flag| options.flag(*flag));
        let mut findings = Vec::new();
        let profile = self.package.sync_profile.as_ref().map(|text| {
            let text = std::str::from_utf8(text).expect("a profile is text");
            EducationSynchronizationProfile::read(text).expect("a profile")
        });
        let steering = profile.as_ref().and_then(|profile| Steering::of(profile, self.format));
        let options = steering.map_or(options.clone(), |steering| steering.options(options));
        let mut summary = check(self.format, &self.package, &options, &mut findings);
        if let Some(steering) = steering {
            steering.check(&self.package, &options, &mut summary, &mut findings);
        }
        findings
    }

    /// Where a finding is.
    pub fn place(&self, finding: &Finding) -> At {
        let file = match finding.place.file {
            FileAt::Present(file) if is_of_outcome(finding.rule) => {
                let home = sample(self.format);
                return At { file: home.name(file).into(), line: finding.place.line };
            }
            FileAt::Present(file) => {
                // what is beside the package is none of its files
                let names = (0..self.package.len()).map(|file| self.package.name(file));
                let mut own = names.filter(|name| *name != BESIDE);
                own.nth(file).unwrap_or("?")
            }
            FileAt::Absent(table) => table.file,
            FileAt::Beside => BESIDE,
            _ => "?",
        };
        At { file: file.into(), line: finding.place.line }
    }
}

/// The format with this id.
fn format(id: &str) -> Result<&'static Format, String> {
    match id {
        "demo" => Ok(&crate::demo::FORMAT),
        "graph-profile" => Ok(&sds_model::profile::FORMAT),
        "connection-values" => Ok(&sds_model::profile::CONNECTION_VALUES),
        id => find(&crate::formats(), |format| format.id, id),
    }
}

/// The one with this name.
fn find<T>(
    all: &[&'static T],
    name: impl Fn(&T) -> &'static str,
    wanted: &str,
) -> Result<&'static T, String> {
    let found = all.iter().copied().find(|one| name(one) == wanted);
    found.ok_or_else(|| format!("there is no `{wanted}`"))
}

/// A synchronization profile that the sample of SDS V1 can be synced with.
fn sample_profile() -> Vec<u8> {
    let package = sample(&sds_model::profile::FORMAT);
    let file = (0..package.len()).find(|file| package.name(*file) == "profile.json");
    file.and_then(|file| package.read(file).ok()).expect("the sample is there").to_vec()
}

/// A package with nothing wrong, which examples of the format are patches on.
pub fn sample(format: &Format) -> Memory {
    if format.id == crate::demo::FORMAT.id {
        crate::demo::package()
    } else {
        crate::package(format!("samples/{}", format.id))
    }
}

impl Package {
    /// The format's sample, converted if it goes home from elsewhere, and patched.
    fn patched(format: &'static Format, way: Way, blocks: &[Block<'_>]) -> Result<Self, String> {
        let mut files = sample(format);
        if let Way::By(by) = way {
            let options = roster_mapping::Options::default();
            let there = convert(format, by, &files, None, Carry::Sidecar, &options);
            let beside = there.sidecar.map(|sidecar| sidecar.write()).unwrap_or_default();
            files = there.package.file(BESIDE, beside);
        }
        let package = Package { files, ..Package::default() };
        blocks.iter().try_fold(package, |package, block| block.apply(package))
    }
}

impl Source for Package {
    fn len(&self) -> usize {
        self.files.len()
    }
    fn name(&self, file: usize) -> &str {
        self.files.name(file)
    }
    fn read(&self, file: usize) -> Result<&[u8], Unreadable> {
        if self.unreadable.iter().any(|name| name == self.name(file)) {
            return Err(Unreadable);
        }
        self.files.read(file)
    }
}
