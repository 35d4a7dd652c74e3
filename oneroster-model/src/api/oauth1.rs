//! The signature of OAuth 1.0a, for providers of 1.1 that still want it: consumer key and secret,
//! and no token ("two-legged").
//!
//! ```
//! use oneroster_model::api::{Secret, oauth1::{Consumer, SignatureMethod, Signed}};
//!
//! let consumer = Consumer {
//!     key: "dpf43f3p2l4k3l03",
//!     secret: &Secret::new("kd94hf93k423kf44"),
//!     method: SignatureMethod::HmacSha256,
//! };
//! let request = Signed::get("https://sis.example/ims/oneroster/v1p1/users?limit=10&offset=0");
//! // nonce and time come from the caller: this crate has neither chance nor a clock
//! let header = consumer.authorization(&request, "kllo9940pd9333jh", 1191242096).unwrap();
//! assert!(header.reveal().starts_with("OAuth oauth_consumer_key=\"dpf43f3p2l4k3l03\", "));
//! ```
//!
//! Source: RFC 5849, section 3. 1.1 leaves open which hash: ClassLink's tools and Moodle's plugin
//! sign with SHA-256, `LongsightGroup/oneroster` and others with SHA-1; so ask the provider. Canvas
//! wants servers to take times that are ten minutes old or five ahead.

use alloc::{
    borrow::ToOwned,
    format,
    string::{String, ToString},
    vec::Vec,
};
use core::fmt::{self, Write};

use base64ct::{Base64, Encoding};
use hmac::{Hmac, KeyInit, Mac};

use super::{
    percent::{Encoded, Plus, decode},
    secret::Secret,
};

/// How a request is signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SignatureMethod {
    /// `HMAC-SHA1`. (RFC 5849, section 3.4.2)
    HmacSha1,
    /// `HMAC-SHA256`, the same with the other hash.
    HmacSha256,
}

impl SignatureMethod {
    /// As it stands in a header.
    pub const fn name(self) -> &'static str {
        match self {
            SignatureMethod::HmacSha1 => "HMAC-SHA1",
            SignatureMethod::HmacSha256 => "HMAC-SHA256",
        }
    }
    fn sign(self, key: &[u8], text: &[u8]) -> String {
        match self {
            SignatureMethod::HmacSha1 => hash::<Hmac<sha1::Sha1>>(key, text),
            SignatureMethod::HmacSha256 => hash::<Hmac<sha2::Sha256>>(key, text),
        }
    }
}

fn hash<M: Mac + KeyInit>(key: &[u8], text: &[u8]) -> String {
    match <M as KeyInit>::new_from_slice(key) {
        Ok(mac) => Base64::encode_string(&mac.chain_update(text).finalize().into_bytes()),
        // a key of HMAC may have any length
        Err(_) => String::new(),
    }
}

/// Who signs.
#[derive(Clone, Copy, Debug)]
pub struct Consumer<'a> {
    /// The consumer key.
    pub key: &'a str,
    /// The consumer secret.
    pub secret: &'a Secret,
    /// The method.
    pub method: SignatureMethod,
}

/// What is signed.
#[derive(Clone, Copy)]
pub struct Signed<'a> {
    /// The method of the request, in upper case.
    pub method: &'a str,
    /// The complete address, with its query.
    pub url: &'a str,
    /// The parameters of the body, if it is a form: decoded.
    pub form: &'a [(&'a str, &'a str)],
    /// A token and its secret, where there is one; OneRoster has none.
    pub token: Option<(&'a str, &'a Secret)>,
    /// Other parameters of the protocol that go into the header, such as `oauth_callback`.
    pub extra: &'a [(&'a str, &'a str)],
}

impl<'a> Signed<'a> {
    /// A request that reads an address.
    pub const fn get(url: &'a str) -> Self {
        Signed { method: "GET", url, form: &[], token: None, extra: &[] }
    }
}
impl fmt::Debug for Signed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} <{} bytes>", self.method, self.url.len())
    }
}

/// Why a request cannot be signed: its address is not a complete one, or not percent-encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct UrlError;
impl fmt::Display for UrlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a complete address of http or https, percent-encoded")
    }
}
impl core::error::Error for UrlError {}

impl Consumer<'_> {
    /// The header `Authorization` of a request. No two requests of one `timestamp`, in seconds since
    /// 1970, may have the same `nonce`.
    ///
    /// # Errors
    ///
    /// If the address cannot be taken apart.
    pub fn authorization(
        &self,
        request: &Signed<'_>,
        nonce: &str,
        timestamp: u64,
    ) -> Result<Secret, UrlError> {
        let time = timestamp.to_string();
        let mut protocol = Vec::from([
            ("oauth_consumer_key", self.key),
            ("oauth_nonce", nonce),
            ("oauth_signature_method", self.method.name()),
            ("oauth_timestamp", &time),
        ]);
        protocol.extend(request.token.map(|(token, _)| ("oauth_token", token)));
        protocol.extend_from_slice(request.extra);
        let base = base_string(request, &protocol)?;
        let token = request.token.map_or("", |(_, secret)| secret.reveal());
        let key = Secret::new(format!("{}&{}", Encoded(self.secret.reveal()), Encoded(token)));
        let signature = self.method.sign(key.reveal().as_bytes(), base.as_bytes());
        protocol.push(("oauth_signature", &signature));
        let mut header = String::from("OAuth ");
        for (i, (name, value)) in protocol.into_iter().enumerate() {
            let comma = if i == 0 { "" } else { ", " };
            // a string takes every text
            let _ = write!(header, "{comma}{}=\"{}\"", Encoded(name), Encoded(value));
        }
        Ok(Secret::new(header))
    }
}

/// The text that is signed. (RFC 5849, section 3.4.1)
fn base_string(request: &Signed<'_>, protocol: &[(&str, &str)]) -> Result<String, UrlError> {
    let url = request.url.split('#').next().unwrap_or_default();
    let (address, query) = url.split_once('?').unwrap_or((url, ""));
    let decoded =
        |text| decode(text, Plus::Blank).map(|decoded| decoded.text).map_err(|_| UrlError);
    let encoded = |name: &str, value: &str| (Encoded(name).to_string(), Encoded(value).to_string());
    let mut parameters = Vec::new();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        parameters.push(encoded(&decoded(name)?, &decoded(value)?));
    }
    let given = request.form.iter().chain(protocol).filter(|(name, _)| *name != "realm");
    parameters.extend(given.map(|(name, value)| encoded(name, value)));
    parameters.sort();
    let pairs: Vec<String> =
        parameters.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let address = base_address(address)?;
    let (method, pairs) = (request.method.to_ascii_uppercase(), pairs.join("&"));
    Ok(format!("{}&{}&{}", Encoded(&method), Encoded(&address), Encoded(&pairs)))
}

/// Scheme and host in lower case, no port that is the scheme's own, and the path. (RFC 5849, section
/// 3.4.1.2)
fn base_address(address: &str) -> Result<String, UrlError> {
    let (scheme, rest) = address.split_once("://").ok_or(UrlError)?;
    let scheme = scheme.to_ascii_lowercase();
    let own_port = match scheme.as_str() {
        "http" => ":80",
        "https" => ":443",
        _ => return Err(UrlError),
    };
    let (host, path) = match rest.find('/') {
        Some(at) => rest.split_at(at),
        None => (rest, "/"),
    };
    let host = host.to_ascii_lowercase();
    let host = host.strip_suffix(own_port).unwrap_or(&host).to_owned();
    if host.is_empty() || host.contains('@') {
        return Err(UrlError);
    }
    Ok(format!("{scheme}://{host}{path}"))
}
