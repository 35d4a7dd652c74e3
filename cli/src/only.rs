//! Statements of what may leave, by name.

use roster_mapping::{ONLY, Only};

use crate::Failure;

/// The statement with this name.
pub(crate) fn statement(id: &str) -> Result<&'static Only, Failure> {
    ONLY.iter().copied().find(|only| only.id == id).ok_or_else(|| {
        let known: Vec<_> = ONLY.iter().map(|only| format!("{} ({})", only.id, only.doc)).collect();
        Failure(format!("there is no statement `{id}`; there is: {}", known.join("; ")))
    })
}
