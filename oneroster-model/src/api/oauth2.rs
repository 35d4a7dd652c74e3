//! The token of OAuth 2: client credentials, and what is sent with every request.
//!
//! ```
//! use oneroster_model::api::{Secret, oauth2::{ClientAuth, Token, TokenRequest}};
//!
//! let scope = "https://purl.imsglobal.org/spec/or/v1p1/scope/roster-core.readonly";
//! let secret = Secret::new("gX1fBat3bV");
//! let request = TokenRequest::new("s6BhdRkqt3", &secret, [scope], ClientAuth::Basic);
//! // to be sent with POST to the token endpoint
//! assert_eq!(
//!     request.authorization.unwrap().reveal(),
//!     "Basic czZCaGRSa3F0MzpnWDFmQmF0M2JW" // RFC 6749, section 2.3.1
//! );
//! assert_eq!(
//!     request.body.reveal(),
//!     "grant_type=client_credentials&scope=\
//!      https%3A%2F%2Fpurl.imsglobal.org%2Fspec%2For%2Fv1p1%2Fscope%2Froster-core.readonly"
//! );
//!
//! let answer = r#"{"access_token":"2YotnFZFEjr1zCsicMWpAA","token_type":"Bearer","expires_in":3600}"#;
//! let token = Token::read(answer).unwrap();
//! assert_eq!(token.authorization().reveal(), "Bearer 2YotnFZFEjr1zCsicMWpAA");
//! assert_eq!(token.expires_in, Some(3600));
//! ```
//!
//! Sources: RFC 6749, sections 2.3.1, 4.4 and 5.1; RFC 6750, section 2.1. 1.1 has it beside OAuth
//! 1.0a, 1.2 alone.

use alloc::{
    format,
    string::{String, ToString},
    vec::Vec,
};
use core::fmt;

use base64ct::{Base64, Encoding};

use super::{percent::Encoded, secret::Secret};

/// How the client says who it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ClientAuth {
    /// In the header, as HTTP's basic authentication: what Microsoft's tests for providers do.
    #[default]
    Basic,
    /// The same, but id and secret are percent-encoded first. RFC 6749 says so and few servers
    /// expect it; it makes a difference where there are other characters than letters and digits.
    BasicEncoded,
    /// In the body, as `client_id` and `client_secret`.
    Body,
}

/// A request for a token: to be sent with `POST`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TokenRequest {
    /// The header `Authorization`.
    pub authorization: Option<Secret>,
    /// The header `Content-Type`.
    pub content_type: &'static str,
    /// The header `Accept`.
    pub accept: &'static str,
    /// The body.
    pub body: Secret,
}

impl TokenRequest {
    /// A request for a token of these scopes; without any, the server chooses.
    pub fn new<'s>(
        client_id: &str,
        client_secret: &Secret,
        scopes: impl IntoIterator<Item = &'s str>,
        auth: ClientAuth,
    ) -> Self {
        let secret = client_secret.reveal();
        let basic = |pair: Secret| {
            let encoded = Secret::new(Base64::encode_string(pair.reveal().as_bytes()));
            Secret::new(format!("Basic {}", encoded.reveal()))
        };
        let scopes: Vec<&str> = scopes.into_iter().collect();
        let mut body = String::from("grant_type=client_credentials");
        if !scopes.is_empty() {
            body += &format!("&scope={}", Encoded(&scopes.join(" ")));
        }
        let encoded = (Encoded(client_id), Encoded(secret));
        let authorization = match auth {
            ClientAuth::Basic => Some(basic(Secret::new(format!("{client_id}:{secret}")))),
            ClientAuth::BasicEncoded => {
                Some(basic(Secret::new(format!("{}:{}", encoded.0, encoded.1))))
            }
            ClientAuth::Body => {
                body += &format!("&client_id={}&client_secret={}", encoded.0, encoded.1);
                None
            }
        };
        TokenRequest {
            authorization,
            content_type: "application/x-www-form-urlencoded",
            accept: "application/json",
            body: Secret::new(body),
        }
    }
}

/// A token, as a server gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Token {
    /// The token.
    pub access_token: Secret,
    /// For how many seconds it holds.
    pub expires_in: Option<u64>,
    /// The scopes that it is for, where they are not those that were asked for.
    pub scope: Option<String>,
}

/// Why an answer holds no token. It holds none of the answer's text but the code of the error.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TokenError {
    /// It is no JSON object.
    NotJson,
    /// It has no `access_token`.
    NoToken,
    /// The token is of a type that is not `Bearer`.
    Type,
    /// The server refuses, with one of the codes of RFC 6749, section 5.2.
    Refused(&'static str),
}
impl fmt::Display for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TokenError::NotJson => f.write_str("the answer is no JSON object"),
            TokenError::NoToken => f.write_str("the answer has no access_token"),
            TokenError::Type => f.write_str("the token is not a bearer token"),
            TokenError::Refused(code) => write!(f, "the server refuses: {code}"),
        }
    }
}
impl core::error::Error for TokenError {}

impl Token {
    /// Reads the body of an answer.
    ///
    /// # Errors
    ///
    /// If there is no bearer token in it. A `token_type` that is left out is taken for bearer, and a
    /// lifetime in quotes is read, since servers send both.
    pub fn read(body: &str) -> Result<Self, TokenError> {
        const CODES: [&str; 6] = [
            "invalid_request",
            "invalid_client",
            "invalid_grant",
            "unauthorized_client",
            "unsupported_grant_type",
            "invalid_scope",
        ];
        let value: serde_json::Value =
            serde_json::from_str(body).map_err(|_| TokenError::NotJson)?;
        let object = value.as_object().ok_or(TokenError::NotJson)?;
        let text = |name: &str| object.get(name).and_then(serde_json::Value::as_str);
        if let Some(code) = CODES.into_iter().find(|code| text("error") == Some(code)) {
            return Err(TokenError::Refused(code));
        }
        let token = text("access_token").filter(|token| !token.is_empty());
        let token = token.ok_or(TokenError::NoToken)?;
        if text("token_type").is_some_and(|kind| !kind.eq_ignore_ascii_case("bearer")) {
            return Err(TokenError::Type);
        }
        let lifetime = object.get("expires_in").and_then(|value| match value {
            serde_json::Value::String(text) => text.parse().ok(),
            value => value.as_u64(),
        });
        Ok(Token {
            access_token: Secret::new(token),
            expires_in: lifetime,
            scope: text("scope").map(str::to_string),
        })
    }

    /// The header `Authorization` of every request.
    pub fn authorization(&self) -> Secret {
        Secret::new(format!("Bearer {}", self.access_token.reveal()))
    }
}
