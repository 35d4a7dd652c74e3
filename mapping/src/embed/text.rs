//! What an embedded cell says: a text, and what it stands in for.
//!
//! Where nothing would have come back by itself the text stands as it is. Otherwise what would
//! have come back stands before it, so that an edit of it is noticed: `~BASE~1TEXT`, with `~0` for
//! each `~` of the base.

use alloc::{borrow::Cow, format, string::String};

/// A cell that says `text` at home where `base` would have come back.
pub(super) fn encode(base: &str, text: &str) -> String {
    if base.is_empty() && !text.is_empty() && !text.starts_with('~') {
        return text.into();
    }
    format!("~{}~1{text}", base.replace('~', "~0"))
}

/// Base and text; `None` if the cell says nothing, or nothing that [`encode`] writes.
pub(super) fn decode<'t>(cell: &Cow<'t, str>) -> Option<(String, Cow<'t, str>)> {
    let Some(marked) = cell.strip_prefix('~') else {
        return (!cell.is_empty()).then(|| (String::new(), cell.clone()));
    };
    let (base, text) = marked.split_once("~1")?;
    Some((base.replace("~0", "~"), Cow::Owned(text.into())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let texts = ["", "a", "~", "~1", "~0", "~01", "a~1b", "~~10", "Ann", "1~"];
        for base in texts {
            for text in texts {
                let cell = Cow::Owned(encode(base, text));
                assert_eq!(decode(&cell), Some((base.into(), text.into())), "{cell}");
            }
        }
        assert_eq!(encode("", "Ann"), "Ann");
        assert_eq!(decode(&"".into()), None);
        assert_eq!(decode(&"~forged".into()), None);
    }
}
