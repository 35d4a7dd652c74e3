//! Numbers as JSON spells them.

use alloc::{format, string::String};

/// A number in JSON's spelling, if the text is a number in another: JSON wants a digit on either side
/// of a point, and no zeros before the first digit that is none. What is no number is left alone.
pub(super) fn respelt(text: &str) -> Option<String> {
    let (sign, unsigned) = text.strip_prefix('-').map_or(("", text), |rest| ("-", rest));
    let (number, exponent) =
        unsigned.find(['e', 'E']).map_or((unsigned, ""), |at| unsigned.split_at(at));
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let are_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let power = exponent.get(1..).unwrap_or("0");
    let power = power.strip_prefix(['+', '-']).unwrap_or(power);
    let all = [whole, part, power].into_iter().all(are_digits);
    if !all || whole.len() + part.len() == 0 || power.is_empty() {
        return None;
    }
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        whole => whole,
    };
    let point = if part.is_empty() { "" } else { "." };
    let spelt = format!("{sign}{whole}{point}{part}{exponent}");
    (spelt != text).then_some(spelt)
}

#[cfg(test)]
mod tests {
    use super::respelt;

    #[test]
    fn numbers_are_spelt_as_json_has_them() {
        let others = [
            (".5", "0.5"),
            ("-.5", "-0.5"),
            ("5.", "5"),
            ("007", "7"),
            ("00.50", "0.50"),
            ("-08e2", "-8e2"),
            ("000", "0"),
        ];
        for (text, spelt) in others {
            assert_eq!(respelt(text).as_deref(), Some(spelt));
            assert_eq!(respelt(spelt), None, "{spelt} is as it should be");
        }
    }
    #[test]
    fn what_is_no_number_is_left_alone() {
        let texts = ["", "-", ".", "e1", "1e", "1e+", "+5", "5 ", "1.2.3", "0x1", "½", "1e1é"];
        for text in texts {
            assert_eq!(respelt(text), None, "{text}");
        }
    }
}
