//! What texts of a shape look like.

use roster_core::Value;

use super::{json::Node, member::Shaped, shape::Shape};

/// Whether a value is of a shape that is no object, array or word.
pub(super) fn fits(node: Node<'_>, shape: &Shape) -> bool {
    fn is<T: Shaped>(node: Node<'_>) -> bool {
        T::read(node).is_some()
    }
    let text = |holds: fn(&str) -> bool| node.string().is_some_and(|text| holds(&text));
    match shape {
        Shape::Any => true,
        Shape::Bool => is::<bool>(node),
        Shape::Int => is::<i64>(node),
        Shape::Text | Shape::Secret => text(|_| true),
        Shape::Date => text(is_date),
        Shape::DateTime => text(is_date_time),
        Shape::Guid => text(is_guid),
        // what is required and blank is found as that
        Shape::Url => text(|text| text.trim().is_empty() || is_url(text)),
        Shape::Domain => text(|text| text.trim().is_empty() || is_domain(text)),
        Shape::Word(_) | Shape::Object(_) | Shape::OneOf(_) | Shape::List(_) => false,
    }
}

/// `YYYY-MM-DD`.
pub(super) fn is_date(text: &str) -> bool {
    text.len() == 10 && text.as_bytes()[4] == b'-' && roster_core::AnyDate::read(text).is_ok()
}

/// `YYYY-MM-DDThh:mm:ss`, a fraction, and `Z` or an offset. (RFC 3339)
fn is_date_time(text: &str) -> bool {
    let Some((day, time)) = text.split_once('T') else { return false };
    // the service writes the first day of the first year for: not said
    if !(is_date(day) || day == "0001-01-01") {
        return false;
    }
    let (clock, zone) = match time.strip_suffix('Z') {
        Some(clock) => (clock, None),
        None => match time.rfind(['+', '-']) {
            Some(i) => (&time[..i], Some(&time[i + 1..])),
            None => return false,
        },
    };
    let (clock, fraction) = clock.split_once('.').unwrap_or((clock, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    is_clock(clock, &[23, 59, 60])
        && digits(fraction)
        && zone.is_none_or(|z| is_clock(z, &[23, 59]))
}

/// Two-digit numbers up to these, with colons between.
fn is_clock(text: &str, most: &[u8]) -> bool {
    let mut parts = text.split(':');
    let part = |part: &str, most: u8| {
        part.len() == 2
            && part.bytes().all(|b| b.is_ascii_digit())
            && part.parse::<u8>().is_ok_and(|n| n <= most)
    };
    most.iter().all(|most| parts.next().is_some_and(|text| part(text, *most)))
        && parts.next().is_none()
}

/// 8-4-4-4-12 hexadecimal digits.
fn is_guid(text: &str) -> bool {
    let mut parts = text.split('-');
    [8, 4, 4, 4, 12].iter().all(|length| {
        parts.next().is_some_and(|part| {
            part.len() == *length && part.bytes().all(|b| b.is_ascii_hexdigit())
        })
    }) && parts.next().is_none()
}

/// `https`, a host, perhaps a port and a path; no user, no fragment, no white space.
pub(super) fn is_url(text: &str) -> bool {
    let Some(rest) = text.get(..8).filter(|s| s.eq_ignore_ascii_case("https://")) else {
        return false;
    };
    let rest = &text[rest.len()..];
    let (authority, _) = rest.split_once(['/', '?']).unwrap_or((rest, ""));
    let (host, port) = authority.split_once(':').unwrap_or((authority, "443"));
    let plain = |c: char| {
        c.is_ascii_graphic()
            && !matches!(c, '#' | '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}')
    };
    text.chars().all(plain) && is_host(host) && port.parse::<u16>().is_ok_and(|port| port > 0)
}

/// A name with at least one dot in it.
pub(super) fn is_domain(text: &str) -> bool {
    text.contains('.') && is_host(text)
}

/// Labels of letters, digits and hyphens, with dots between. (RFC 1123, section 2.1)
fn is_host(text: &str) -> bool {
    let label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    text.len() <= 253 && text.split('.').all(label)
}
