//! Rules: what can be wrong with a package. The catalogue of this crate is in [`catalogue`].

pub mod catalogue;
mod lints;

use core::fmt;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Severity {
    /// A consumer refuses the package, or loses something of it.
    Error,
    /// Accepted, but probably not meant.
    Warning,
    /// Worth knowing.
    Info,
}

impl Severity {
    /// In lower case: `error`, `warning`, `info`.
    pub const fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "info",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What a profile makes of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Level {
    /// Not reported.
    Off,
    /// An info finding.
    Info,
    /// A warning.
    Warning,
    /// An error.
    Error,
    /// An error in a column that must have values, else a warning: the consumer drops the
    /// record in the one case and the value in the other.
    ByNeed,
}

impl Level {
    /// The severity of a finding, given whether its column must have values.
    pub const fn severity(self, required: bool) -> Option<Severity> {
        match (self, required) {
            (Level::Off, _) => None,
            (Level::Info, _) => Some(Severity::Info),
            (Level::Warning, _) | (Level::ByNeed, false) => Some(Severity::Warning),
            (Level::Error, _) | (Level::ByNeed, true) => Some(Severity::Error),
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Level::Off => "off",
            Level::Info => "info",
            Level::Warning => "warning",
            Level::Error => "error",
            Level::ByNeed => "error if required, else warning",
        })
    }
}

/// One thing that can be wrong.
#[non_exhaustive]
pub struct Rule {
    /// A letter and three digits. Never reused, never renumbered.
    pub code: &'static str,
    /// In kebab-case, for people.
    pub name: &'static str,
    /// What it is worth where a profile does not say.
    pub level: Level,
    /// What a finding says, with [slots](crate::Finding::message) in braces.
    pub message: &'static str,
    /// How to mend it, as a sentence.
    pub mend: &'static str,
    /// What, why, an example, and the example mended: Markdown.
    pub doc: &'static str,
    /// The rules that need not be reported at a place where this one is broken.
    pub silences: &'static [&'static Rule],
}

impl Rule {
    /// The first sentence of the documentation.
    pub fn summary(&self) -> &'static str {
        let paragraph = self.doc.split("\n\n").next().unwrap_or_default();
        let end = |pattern| paragraph.find(pattern).unwrap_or(paragraph.len() - 1);
        paragraph[..=end(". ").min(end(".\n"))].trim()
    }

    /// Whether it is beyond any specification: its code begins with `L`.
    pub fn is_lint(&self) -> bool {
        self.code.starts_with('L')
    }

    #[doc(hidden)]
    pub const fn __new(
        id: [&'static str; 2],
        level: Level,
        texts: [&'static str; 3],
        silences: &'static [&'static Rule],
    ) -> Self {
        let ([code, name], [message, mend, doc]) = (id, texts);
        Rule { code, name, level, message, mend, doc, silences }
    }
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}
impl Eq for Rule {}

impl fmt::Debug for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.code, self.name)
    }
}

/// Declares rules, and the list of them.
///
/// A rule's documentation, which is also its test, is the file `rules/NAME.md` of the crate that
/// declares it. What a finding says, and how to mend it, follow the level.
///
/// ```
/// roster_core::rules! {
///     /// The rules of a format.
///     pub static RULES;
///
///     REPEATED = "X101", "repeated-id", Warning,
///         "{column} is the id of an earlier row too",
///         "Give each record its own id.";
///     DUPLICATE = "X102", "duplicate-key", Error,
///         "{column} is the key of an earlier row too",
///         "Keep one of the rows.",
///         silences [REPEATED];
/// }
/// assert_eq!(RULES[1].silences, [&REPEATED]);
/// ```
#[macro_export]
macro_rules! rules {
    ($(#[$meta:meta])* $vis:vis static $list:ident;
     $($name:ident = $code:literal, $kebab:literal, $level:ident, $message:literal, $mend:literal
       $(, silences [$($silenced:path),+ $(,)?])?;)+) => {
        $(
            #[doc = concat!("**", $code, " ", $kebab, "**\n\n")]
            #[doc = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/", $kebab, ".md"))]
            $vis static $name: $crate::Rule = $crate::Rule::__new(
                [$code, $kebab],
                $crate::Level::$level,
                [
                    $message,
                    $mend,
                    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/", $kebab, ".md")),
                ],
                &[$($(&$silenced),+)?],
            );
        )+
        $(#[$meta])*
        $vis static $list: &[&$crate::Rule] = &[$(&$name),+];
    };
}
