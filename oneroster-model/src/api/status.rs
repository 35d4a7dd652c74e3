//! What a server says went wrong, or is worth a warning.
//!
//! The shapes that are read, alone or as lists, at the root or beside data:
//!
//! | shape | source |
//! |---|---|
//! | `imsx_codeMajor`, `imsx_severity`, `imsx_description`, `imsx_CodeMinor.imsx_codeMinorField[]` at the root | 1.2, OpenAPI documents |
//! | the same with `imsx_messageRefIdentifier` | 1.1, OpenAPI document |
//! | `statusInfoSet[]` with `imsx_codeMinor` as a word | 1.1, by way of code that quotes it |
//! | wrapped in `imsx_statusInfo` or `statusInfo` | met |
//! | `codeMajor`, `codeMinor`, … without the prefix | met |
//! | `imsx_codeMinor` as a word at the root | met |
//! | `errors[]`, of texts or of any of these | met |
//!
//! ```
//! use oneroster_model::api::{CodeMinor, Status};
//!
//! let body = r#"{"imsx_codeMajor":"failure","imsx_severity":"error","imsx_CodeMinor":
//!     {"imsx_codeMinorField":[{"imsx_codeMinorFieldName":"TargetEndSystem",
//!                              "imsx_codeMinorFieldValue":"unknownobject"}]}}"#;
//! let status = &Status::read(body)[0];
//! assert!(status.is_failure());
//! assert_eq!(status.code(), Some(CodeMinor::UnknownObject));
//!
//! // 1.1: data, and a warning beside it
//! let body = r#"{"users":[],"statusInfoSet":[{"imsx_codeMajor":"success",
//!     "imsx_severity":"warning","imsx_codeMinor":"invalid_sort_field"}]}"#;
//! let status = &Status::read(body)[0];
//! assert!(!status.is_failure());
//! assert_eq!(status.code(), Some(CodeMinor::InvalidSortField));
//! ```

mod code;
mod read;

use alloc::{string::String, vec::Vec};
use core::fmt;

pub use code::CodeMinor;

use serde_json::{Map, Value, json};

use super::endpoint::Version;

/// What a server says of a request. Words are kept as they are written; `Debug` hides the
/// description, in which servers repeat what was asked.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Status {
    /// `success`, `processing`, `failure` or `unsupported`.
    pub major: Option<String>,
    /// `status`, `warning` or `error`.
    pub severity: Option<String>,
    /// What went wrong, for people.
    pub description: Option<String>,
    /// The number of the message, in 1.1.
    pub message_ref: Option<String>,
    /// What went wrong, for programs.
    pub minor: Vec<Minor>,
}

/// What went wrong, for programs: who says it, and which word.
#[derive(Clone, PartialEq, Eq)]
pub struct Minor {
    /// Who says it, such as `TargetEndSystem`.
    pub name: Option<String>,
    /// The word; see [`CodeMinor::of`].
    pub value: String,
}

impl fmt::Debug for Minor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match CodeMinor::of(&self.value) {
            Some(code) => f.write_str(code.word()),
            None => write!(f, "<{} bytes>", self.value.len()),
        }
    }
}
impl fmt::Debug for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let description = self.description.as_ref().map_or(0, String::len);
        write!(f, "Status({:?}, failure: {}, ", self.minor, self.is_failure())?;
        write!(f, "description: <{description} bytes>)")
    }
}

impl Status {
    /// A failure, to be written by a server.
    pub fn failure(code: CodeMinor, description: impl Into<String>) -> Self {
        let minor = Minor { name: Some("TargetEndSystem".into()), value: code.word().into() };
        Status {
            major: Some("failure".into()),
            severity: Some("error".into()),
            description: Some(description.into()),
            message_ref: None,
            minor: Vec::from([minor]),
        }
    }

    /// Every status in a body, in order; none in a body of data alone, or in one that is no JSON.
    pub fn read(body: &str) -> Vec<Status> {
        let mut found = Vec::new();
        if let Ok(Value::Object(root)) = serde_json::from_str(body) {
            read::gather(&root, &mut found);
        }
        found
    }

    /// Whether the request has failed: the major code says so, or, without one, the severity.
    pub fn is_failure(&self) -> bool {
        let is = |own: &Option<String>, word| {
            own.as_ref().is_some_and(|own| own.eq_ignore_ascii_case(word))
        };
        match self.major {
            Some(_) => is(&self.major, "failure") || is(&self.major, "unsupported"),
            None => !is(&self.severity, "warning") && !is(&self.severity, "status"),
        }
    }

    /// The first minor code that is known.
    pub fn code(&self) -> Option<CodeMinor> {
        self.minor.iter().find_map(|minor| CodeMinor::of(&minor.value))
    }

    /// The body of an answer: 1.2's at the root; in 1.1 a `statusInfoSet`, which can also stand
    /// beside data.
    ///
    /// ```
    /// use oneroster_model::api::{CodeMinor, Status, Version};
    ///
    /// let status = Status::failure(CodeMinor::UnknownObject, "no such user");
    /// for version in Version::ALL {
    ///     assert_eq!(Status::read(&status.write(version).to_string())[0].code(), status.code());
    /// }
    /// ```
    pub fn write(&self, version: Version) -> Value {
        let mut root = Map::new();
        let texts = [
            ("imsx_codeMajor", &self.major),
            ("imsx_severity", &self.severity),
            ("imsx_description", &self.description),
            ("imsx_messageRefIdentifier", &self.message_ref),
        ];
        for (name, text) in texts {
            if let Some(text) = text {
                root.insert(name.into(), Value::from(text.as_str()));
            }
        }
        match version {
            Version::V1p1 => {
                if let Some(minor) = self.minor.first() {
                    root.insert("imsx_codeMinor".into(), Value::from(minor.value.as_str()));
                }
                json!({"statusInfoSet": [root]})
            }
            Version::V1p2 => {
                let field = |minor: &Minor| {
                    let name = minor.name.as_deref().unwrap_or("TargetEndSystem");
                    json!({
                        "imsx_codeMinorFieldName": name,
                        "imsx_codeMinorFieldValue": minor.value,
                    })
                };
                let fields: Vec<Value> = self.minor.iter().map(field).collect();
                if !fields.is_empty() {
                    let minor = json!({"imsx_codeMinorField": fields});
                    root.insert("imsx_CodeMinor".into(), minor);
                }
                Value::Object(root)
            }
        }
    }
}
