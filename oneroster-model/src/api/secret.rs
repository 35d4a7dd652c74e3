//! What must not be seen.

use alloc::string::String;
use core::fmt;

use zeroize::Zeroizing;

/// A text that is never printed by accident, and whose bytes are overwritten when it is dropped.
///
/// ```
/// use oneroster_model::api::Secret;
///
/// let secret = Secret::new("kd94hf93k423kf44");
/// assert_eq!(format!("{secret:?}"), "<secret>");
/// assert_eq!(secret.reveal(), "kd94hf93k423kf44");
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Takes a secret.
    pub fn new(text: impl Into<String>) -> Self {
        Secret(Zeroizing::new(text.into()))
    }
    /// Shows it.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("<secret>")
    }
}
