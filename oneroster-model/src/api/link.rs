//! The `Link` header. (RFC 8288, section 3 and appendix B.2)
//!
//! ```
//! use oneroster_model::api::Link;
//!
//! let header = "<https://sis.example/ims/oneroster/v1p1/users?limit=3&offset=6>; rel=\"next\", \
//!               <https://sis.example/ims/oneroster/v1p1/users?limit=3&offset=0>; rel=first";
//! let links = Link::parse_all(header).unwrap();
//! assert!(links[0].is("next") && links[1].is("FIRST"));
//!
//! let wrong = Link::parse_all("<https://sis.example/users>; rel=\"next").unwrap_err();
//! assert_eq!(wrong.to_string(), "at character 39: the quote that closes the value is missing");
//! ```

use alloc::{string::String, vec::Vec};
use core::fmt::{self, Write};

/// One link of a `Link` header. `Debug` hides where it leads, which may name what was asked for.
#[derive(Clone, PartialEq, Eq)]
pub struct Link {
    /// Where it leads: an address, complete or relative to that of the request.
    pub target: String,
    /// Its parameters, in order. Names are as they are written; case does not count in them.
    pub parameters: Vec<(String, Option<String>)>,
}

impl Link {
    /// A link of one relation.
    pub fn new(target: impl Into<String>, relation: impl Into<String>) -> Self {
        let parameters = Vec::from([(String::from("rel"), Some(relation.into()))]);
        Link { target: target.into(), parameters }
    }
    /// Reads all links of a header. Several headers are one with commas between.
    ///
    /// # Errors
    ///
    /// Where the text is no list of links; empty items of the list are passed over.
    pub fn parse_all(header: &str) -> Result<Vec<Link>, LinkError> {
        let mut text = Text { all: header, at: 0 };
        let mut links = Vec::new();
        loop {
            text.blanks();
            match text.peek() {
                None => return Ok(links),
                Some(',') => text.at += 1,
                Some(_) => {
                    links.push(text.link()?);
                    text.blanks();
                    if !matches!(text.peek(), None | Some(',')) {
                        return text.fail(Reason::Separator);
                    }
                }
            }
        }
    }
    /// The value of a parameter: the first of its name, whose case does not count.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        let (_, value) = self.parameters.iter().find(|(own, _)| own.eq_ignore_ascii_case(name))?;
        Some(value.as_deref().unwrap_or_default())
    }
    /// Whether it is of this relation to the answer itself: case does not count, and one link can be
    /// of several. A link with an `anchor` speaks of something else.
    pub fn is(&self, relation: &str) -> bool {
        let own = self.parameter("rel").unwrap_or_default();
        self.parameter("anchor").is_none()
            && own.split_ascii_whitespace().any(|own| own.eq_ignore_ascii_case(relation))
    }
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<{}>", self.target)?;
        for (name, value) in &self.parameters {
            write!(f, "; {name}")?;
            if let Some(value) = value {
                f.write_str("=\"")?;
                for c in value.chars() {
                    if matches!(c, '"' | '\\') {
                        f.write_char('\\')?;
                    }
                    f.write_char(c)?;
                }
                f.write_char('"')?;
            }
        }
        Ok(())
    }
}
impl fmt::Debug for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<{} bytes>; {} parameters", self.target.len(), self.parameters.len())
    }
}

/// Why a text is no `Link` header, and where. It holds none of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LinkError {
    /// The place, in bytes from the beginning.
    pub at: usize,
    /// What is wrong there.
    pub reason: Reason,
}

/// What is wrong with a `Link` header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reason {
    /// A link begins with an address in angle brackets.
    Target,
    /// The bracket that closes the address is missing.
    TargetEnd,
    /// A parameter has a name.
    Name,
    /// Behind the equals sign stands a value.
    Value,
    /// The quote that closes the value is missing.
    Quote,
    /// Behind a link stands a comma, a semicolon with a parameter, or nothing.
    Separator,
}

impl fmt::Display for LinkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let reason = match self.reason {
            Reason::Target => "a link should begin here, with its address in angle brackets",
            Reason::TargetEnd => "the bracket that closes the address is missing",
            Reason::Name => "the name of a parameter should stand here",
            Reason::Value => "the value of a parameter should stand here",
            Reason::Quote => "the quote that closes the value is missing",
            Reason::Separator => "a comma or a semicolon should stand here",
        };
        write!(f, "at character {}: {reason}", self.at + 1)
    }
}
impl core::error::Error for LinkError {}

/// A header as it is read.
struct Text<'a> {
    all: &'a str,
    at: usize,
}

impl Text<'_> {
    fn rest(&self) -> &str {
        &self.all[self.at..]
    }
    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }
    fn fail<T>(&self, reason: Reason) -> Result<T, LinkError> {
        Err(LinkError { at: self.at, reason })
    }
    fn blanks(&mut self) {
        self.at = self.all.len() - self.rest().trim_start_matches([' ', '\t']).len();
    }
    /// A character, if it is next.
    fn takes(&mut self, c: char) -> bool {
        let there = self.peek() == Some(c);
        self.at += if there { c.len_utf8() } else { 0 };
        there
    }
    /// The characters up to the first that ends a token.
    fn token(&mut self, reason: Reason) -> Result<String, LinkError> {
        let ends = |c: char| matches!(c, ' ' | '\t' | ',' | ';' | '=' | '"' | '<' | '>' | '\\');
        let rest = self.rest();
        let token = &rest[..rest.find(ends).unwrap_or(rest.len())];
        if token.is_empty() {
            return self.fail(reason);
        }
        let token = String::from(token);
        self.at += token.len();
        Ok(token)
    }
    fn link(&mut self) -> Result<Link, LinkError> {
        if !self.takes('<') {
            return self.fail(Reason::Target);
        }
        let Some((target, _)) = self.rest().split_once('>') else {
            self.at = self.all.len();
            return self.fail(Reason::TargetEnd);
        };
        let target = String::from(target);
        self.at += target.len() + 1;
        let mut parameters = Vec::new();
        loop {
            self.blanks();
            if !self.takes(';') {
                return Ok(Link { target, parameters });
            }
            self.blanks();
            // RFC 8288, appendix B.3: a semicolon may have nothing behind it
            if matches!(self.peek(), None | Some(',' | ';')) {
                continue;
            }
            let name = self.token(Reason::Name)?;
            self.blanks();
            let value = match self.takes('=') {
                true => Some(self.value()?),
                false => None,
            };
            parameters.push((name, value));
        }
    }
    fn value(&mut self) -> Result<String, LinkError> {
        self.blanks();
        if !self.takes('"') {
            return self.token(Reason::Value);
        }
        let mut value = String::new();
        loop {
            let c = self.peek();
            self.at += c.map_or(0, char::len_utf8);
            match c {
                None => return self.fail(Reason::Quote),
                Some('"') => return Ok(value),
                Some('\\') => {
                    let Some(c) = self.peek() else { return self.fail(Reason::Quote) };
                    self.at += c.len_utf8();
                    value.push(c);
                }
                Some(c) => value.push(c),
            }
        }
    }
}
