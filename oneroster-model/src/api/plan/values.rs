//! What is filled into requests.

use alloc::{string::String, vec::Vec};
use core::fmt;

/// The values that the steps of a plan name: the caller's, and the ids of earlier answers. `Debug`
/// shows names alone.
#[derive(Clone, Default)]
pub struct Values(Vec<(&'static str, String)>);

impl Values {
    /// None yet.
    pub fn new() -> Self {
        Values::default()
    }
    /// Gives one.
    pub fn set(&mut self, name: &'static str, value: impl Into<String>) {
        self.0.retain(|(known, _)| *known != name);
        self.0.push((name, value.into()));
    }
    /// One of them.
    pub fn get(&self, name: &str) -> Option<&str> {
        let (_, value) = self.0.iter().find(|(known, _)| *known == name)?;
        Some(value)
    }
    /// A text with each name in braces replaced by its value; inside single quotes, quotes are
    /// doubled.
    pub(super) fn fill(&self, text: &'static str) -> Result<String, &'static str> {
        let mut out = String::new();
        let mut rest = text;
        while let Some((before, behind)) = rest.split_once('{') {
            let (name, behind) = behind.split_once('}').unwrap_or((behind, ""));
            let value = self.get(name).ok_or(name)?;
            out += before;
            match before.ends_with('\'') {
                true => out += &value.replace('\'', "''"),
                false => out += value,
            }
            rest = behind;
        }
        out += rest;
        Ok(out)
    }
}
impl fmt::Debug for Values {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.iter().map(|(name, _)| name)).finish()
    }
}
