//! From text to filter.

use alloc::{borrow::ToOwned, string::String};
use core::fmt;

use super::{Clause, Filter, Op, Path};

/// Why a text is no filter, and where. It holds none of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FilterError {
    /// The place, in bytes from the beginning.
    pub at: usize,
    /// What should stand there.
    pub expected: Expected,
}

/// What should stand where a filter goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Expected {
    /// A field, or the next name of one behind its dot.
    Name,
    /// An operator.
    Operator,
    /// The operator itself, or the value behind it: there is a blank.
    NoBlank,
    /// The single quote before a value.
    Quote,
    /// The single quote behind a value, before the end of the text.
    ClosingQuote,
    /// `AND` or `OR` in upper case, with one blank on both sides, or the end.
    Joiner,
    /// The end: there are two clauses already.
    End,
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Expected::Name => "the name of a field should stand here",
            Expected::Operator => "an operator should stand here: =, !=, >, >=, <, <= or ~",
            Expected::NoBlank => "no blank may stand beside an operator",
            Expected::Quote => "a value should stand here, in single quotes",
            Expected::ClosingQuote => {
                "the single quote that closes the value is missing; a quote inside is doubled"
            }
            Expected::Joiner => {
                "the filter should end here, or go on with AND or OR in upper case and single blanks"
            }
            Expected::End => "the filter should end here: it has two clauses at most",
        })
    }
}
impl fmt::Display for FilterError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "at character {}: {}", self.at + 1, self.expected)
    }
}
impl core::error::Error for FilterError {}

pub(super) fn filter(text: &str) -> Result<Filter, FilterError> {
    let at = |rest: &str| text.len() - rest.len();
    let shift = |rest: &str| {
        let by = at(rest);
        move |error: FilterError| FilterError { at: error.at + by, ..error }
    };
    let (first, rest) = clause(text)?;
    let (join, behind): (fn(Clause, Clause) -> Filter, _) =
        match (rest.strip_prefix(" AND "), rest.strip_prefix(" OR ")) {
            _ if rest.is_empty() => return Ok(Filter::One(first)),
            (Some(behind), _) => (Filter::And, behind),
            (_, Some(behind)) => (Filter::Or, behind),
            _ => return Err(FilterError { at: at(rest), expected: Expected::Joiner }),
        };
    let (second, rest) = clause(behind).map_err(shift(behind))?;
    match rest {
        "" => Ok(join(first, second)),
        _ => Err(FilterError { at: at(rest), expected: Expected::End }),
    }
}

/// A clause, and what is behind it.
fn clause(text: &str) -> Result<(Clause, &str), FilterError> {
    let fail = |rest: &str, expected| {
        let expected = if rest.starts_with(' ') { Expected::NoBlank } else { expected };
        Err(FilterError { at: text.len() - rest.len(), expected })
    };
    let (field, rest) = path(text)?;
    let Some((op, rest)) =
        Op::ALL.into_iter().find_map(|op| Some((op, rest.strip_prefix(op.sign())?)))
    else {
        return fail(rest, Expected::Operator);
    };
    let Some(mut rest) = rest.strip_prefix('\'') else {
        return fail(rest, Expected::Quote);
    };
    let mut value = String::new();
    loop {
        let Some((part, behind)) = rest.split_once('\'') else {
            return Err(FilterError { at: text.len(), expected: Expected::ClosingQuote });
        };
        value.push_str(part);
        match behind.strip_prefix('\'') {
            Some(behind) => {
                value.push('\'');
                rest = behind;
            }
            None => return Ok((Clause { field: Path(field.to_owned()), op, value }, behind)),
        }
    }
}

/// A path, and what is behind it.
pub(super) fn path(text: &str) -> Result<(&str, &str), FilterError> {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | ':');
    let mut at = 0;
    loop {
        let rest = &text[at..];
        let name = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        if name == 0 {
            return Err(FilterError { at, expected: Expected::Name });
        }
        at += name;
        match text[at..].strip_prefix('.') {
            Some(_) => at += 1,
            None => return Ok(text.split_at(at)),
        }
    }
}
