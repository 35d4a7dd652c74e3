//! What went wrong, for programs.

use alloc::string::String;

/// The words for what went wrong. (1.2, OpenAPI documents of the three services; 1.1, OpenAPI
/// document, and the text by way of code that quotes it)
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CodeMinor {
    /// Nothing.
    FullSuccess,
    /// The filter names a field that is not known, or is no filter.
    InvalidFilterField,
    /// The field to sort by is not known.
    InvalidSortField,
    /// A field to give is not known.
    InvalidSelectionField,
    /// No field to give was named. (1.1)
    InvalidBlankSelectionField,
    /// What was sent is not valid.
    InvalidData,
    /// Who asks is not known.
    UnauthorisedRequest,
    /// Who asks may not.
    Forbidden,
    /// Too much is asked at once.
    ServerBusy,
    /// There is no such object.
    UnknownObject,
    /// It could not be deleted.
    DeleteFailure,
    /// The server cannot do this.
    Unsupported,
    /// The server could not reach what it needs. (1.1)
    LinkFailure,
    /// The server could not read what it needs. (1.1)
    TargetReadFailure,
    /// The server is at fault.
    InternalServerError,
}

impl CodeMinor {
    /// All of them.
    pub const ALL: [CodeMinor; 15] = [
        CodeMinor::FullSuccess,
        CodeMinor::InvalidFilterField,
        CodeMinor::InvalidSortField,
        CodeMinor::InvalidSelectionField,
        CodeMinor::InvalidBlankSelectionField,
        CodeMinor::InvalidData,
        CodeMinor::UnauthorisedRequest,
        CodeMinor::Forbidden,
        CodeMinor::ServerBusy,
        CodeMinor::UnknownObject,
        CodeMinor::DeleteFailure,
        CodeMinor::Unsupported,
        CodeMinor::LinkFailure,
        CodeMinor::TargetReadFailure,
        CodeMinor::InternalServerError,
    ];
    /// As it is written.
    pub const fn word(self) -> &'static str {
        match self {
            CodeMinor::FullSuccess => "fullsuccess",
            CodeMinor::InvalidFilterField => "invalid_filter_field",
            CodeMinor::InvalidSortField => "invalid_sort_field",
            CodeMinor::InvalidSelectionField => "invalid_selection_field",
            CodeMinor::InvalidBlankSelectionField => "invalid_blank_selection_field",
            CodeMinor::InvalidData => "invaliddata",
            CodeMinor::UnauthorisedRequest => "unauthorisedrequest",
            CodeMinor::Forbidden => "forbidden",
            CodeMinor::ServerBusy => "server_busy",
            CodeMinor::UnknownObject => "unknownobject",
            CodeMinor::DeleteFailure => "deletefailure",
            CodeMinor::Unsupported => "unsupported",
            CodeMinor::LinkFailure => "linkfailure",
            CodeMinor::TargetReadFailure => "targetreadfailure",
            CodeMinor::InternalServerError => "internal_server_error",
        }
    }
    /// The code of a word in any of the spellings met: `unknown object` and `invalid_data` too.
    pub fn of(word: &str) -> Option<Self> {
        let letters = |word: &str| -> String {
            let letters = word.chars().filter(|c| !matches!(c, ' ' | '_' | '-'));
            letters.map(|c| c.to_ascii_lowercase()).collect()
        };
        match letters(word).as_str() {
            "unauthorized" | "unauthorised" | "unauthorizedrequest" => {
                Some(CodeMinor::UnauthorisedRequest)
            }
            "unsupportedoperation" => Some(CodeMinor::Unsupported),
            own => CodeMinor::ALL.into_iter().find(|code| letters(code.word()) == own),
        }
    }
    /// The status of HTTP that goes with it. (1.2, OpenAPI documents; those of 1.1 alone by their
    /// nearest)
    pub const fn http(self) -> u16 {
        match self {
            CodeMinor::FullSuccess => 200,
            CodeMinor::InvalidFilterField
            | CodeMinor::InvalidSortField
            | CodeMinor::InvalidSelectionField
            | CodeMinor::InvalidBlankSelectionField => 400,
            CodeMinor::UnauthorisedRequest => 401,
            CodeMinor::Forbidden => 403,
            CodeMinor::UnknownObject => 404,
            CodeMinor::InvalidData => 422,
            CodeMinor::ServerBusy => 429,
            CodeMinor::DeleteFailure
            | CodeMinor::LinkFailure
            | CodeMinor::TargetReadFailure
            | CodeMinor::InternalServerError => 500,
            CodeMinor::Unsupported => 501,
        }
    }
}
