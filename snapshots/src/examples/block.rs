//! One code block of an example: a patch on a package.

use roster_core::Source;

use super::{At, Package};

/// A code block.
#[derive(Debug)]
pub(super) struct Block<'a> {
    verb: Verb,
    file: &'a str,
    /// The lines of the file that it replaces; none is the whole file.
    lines: Vec<usize>,
    /// Whether they are replaced by as many lines as it may have: `50-60`.
    whole: bool,
    escaped: bool,
    options: Vec<(&'a str, &'a str)>,
    text: Vec<&'a str>,
}

/// What a block does with its file.
#[derive(Debug, PartialEq, Eq)]
enum Verb {
    Text,
    /// As [`Verb::Text`], on the profile that the package is synced with.
    SyncProfile,
    Without,
    Unreadable,
}

const FENCE: &str = "```";

/// The code blocks of a section.
pub(super) fn blocks(section: &str) -> Result<Vec<Block<'_>>, String> {
    let mut blocks = Vec::new();
    let mut lines = section.lines();
    while let Some(line) = lines.next() {
        let Some(info) = line.strip_prefix(FENCE) else { continue };
        let mut block = Block::open(info).map_err(|error| format!("```{info}: {error}"))?;
        loop {
            match lines.next() {
                Some(FENCE) => break,
                Some(line) => block.text.push(line),
                None => return Err(format!("```{info}: the block is not closed")),
            }
        }
        blocks.push(block);
    }
    Ok(blocks)
}

impl<'a> Block<'a> {
    /// A block without its text, from what stands behind the fence.
    fn open(info: &'a str) -> Result<Self, String> {
        let mut words = info.split_whitespace();
        let verb = match words.next() {
            Some("csv" | "json" | "text") => Verb::Text,
            Some("sync-profile") => Verb::SyncProfile,
            Some("without") => Verb::Without,
            Some("unreadable") => Verb::Unreadable,
            _ => {
                return Err(
                    "none of `csv`, `json`, `text`, `sync-profile`, `without`, `unreadable`".into(),
                );
            }
        };
        let place = words.next().ok_or("no file")?;
        let (file, lines) = place.split_once(':').unwrap_or((place, ""));
        let number =
            |line: &str| line.parse::<usize>().map_err(|_| format!("no line number: {line}"));
        let whole = lines.contains('-');
        let lines = match lines.split_once('-') {
            Some((first, last)) => match number(first)?..=number(last)? {
                none if none.is_empty() => return Err("no lines".into()),
                some => some.collect(),
            },
            None => {
                let lines = lines.split(',').filter(|line| !line.is_empty());
                lines.map(number).collect::<Result<Vec<_>, _>>()?
            }
        };
        let (mut escaped, mut options) = (false, Vec::new());
        for word in words {
            match word.split_once(':') {
                None if word == "escaped" => escaped = true,
                Some((
                    key @ ("format" | "profile" | "flag" | "finds" | "beside" | "to" | "by"),
                    value,
                )) => {
                    options.push((key, value));
                }
                _ => return Err(format!("`{word}` is not understood")),
            }
        }
        Ok(Block { verb, file, lines, whole, escaped, options, text: Vec::new() })
    }

    pub(super) fn has_options(&self) -> bool {
        !self.options.is_empty()
    }

    /// Whether it says nothing but, perhaps, the format.
    pub(super) fn has_format_only(&self) -> bool {
        self.options.iter().all(|(key, _)| *key == "format")
    }

    pub(super) fn option(&self, key: &str) -> Option<&'a str> {
        self.options.iter().find(|(of, _)| *of == key).map(|(_, value)| *value)
    }

    /// Where it says that something is to be found.
    pub(super) fn finds(&self) -> Result<At, String> {
        let Some(finds) = self.option("finds") else {
            return Ok(At { file: self.file.into(), line: self.lines.last().map(|n| *n as u64) });
        };
        let (file, line) = finds.split_once(':').unwrap_or((self.file, finds));
        let line = match line {
            "file" => None,
            line => Some(line.parse().map_err(|_| format!("finds:{finds} is no place"))?),
        };
        Ok(At { file: file.into(), line })
    }

    /// Does with the package what the block says.
    pub(super) fn apply(&self, mut package: Package) -> Result<Package, String> {
        let there = (0..package.len()).any(|file| package.name(file) == self.file);
        if self.verb == Verb::SyncProfile {
            let profile = package.sync_profile.take().unwrap_or_else(super::sample_profile);
            let lines = self.text.iter().map(|line| self.bytes(line));
            let lines = lines.collect::<Result<Vec<_>, _>>()?;
            package.sync_profile = Some(self.patch(&profile, lines)?);
            return Ok(package);
        }
        match self.verb {
            Verb::Text | Verb::SyncProfile => {}
            _ if !self.lines.is_empty() || !self.text.is_empty() => {
                return Err(format!("the block of {} is not empty", self.file));
            }
            Verb::Unreadable if !there => return Err(format!("there is no {}", self.file)),
            Verb::Unreadable => {
                package.unreadable.push(self.file.into());
                return Ok(package);
            }
            Verb::Without => {
                package.files.remove(self.file);
                return Ok(package);
            }
        }
        let lines = self.text.iter().map(|line| self.bytes(line));
        let lines = lines.collect::<Result<Vec<_>, _>>()?;
        match package.files.get_mut(self.file) {
            Some(bytes) if self.lines.is_empty() => *bytes = lines.concat(),
            Some(bytes) => *bytes = self.patch(bytes, lines)?,
            None if self.lines.is_empty() => {
                package.files = package.files.file(self.file, lines.concat());
            }
            None => return Err(format!("there is no {} to change lines of", self.file)),
        }
        Ok(package)
    }

    /// A file with some of its lines replaced.
    fn patch(&self, bytes: &[u8], new: Vec<Vec<u8>>) -> Result<Vec<u8>, String> {
        if !self.whole && new.len() != self.lines.len() {
            let (lines, file) = (new.len(), self.file);
            return Err(format!("{lines} lines for {} of {file}", self.lines.len()));
        }
        let mut lines: Vec<Vec<u8>> =
            bytes.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
        if let (true, Some(first), Some(last)) = (self.whole, self.lines.first(), self.lines.last())
        {
            let stretch = first.checked_sub(1).filter(|_| *last <= lines.len());
            let first = stretch.ok_or_else(|| format!("{} has no line {last}", self.file))?;
            lines.splice(first..*last, new);
            return Ok(lines.concat());
        }
        for (&number, line) in self.lines.iter().zip(new) {
            match number.checked_sub(1) {
                Some(i) if i < lines.len() => lines[i] = line,
                Some(i) if i == lines.len() => lines.push(line),
                _ => return Err(format!("{} has no line {number}", self.file)),
            }
        }
        Ok(lines.concat())
    }

    /// A line of the block with its line end.
    fn bytes(&self, line: &str) -> Result<Vec<u8>, String> {
        let mut bytes = if self.escaped { expand(line)? } else { line.into() };
        if !bytes.iter().any(|byte| matches!(byte, b'\r' | b'\n')) {
            bytes.extend_from_slice(b"\r\n");
        }
        Ok(bytes)
    }
}

/// The bytes that a line with escapes stands for.
fn expand(line: &str) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let mut rest = line;
    while let Some((before, behind)) = rest.split_once('\\') {
        bytes.extend_from_slice(before.as_bytes());
        let (byte, length) = match behind.as_bytes() {
            [b'r', ..] => (b'\r', 1),
            [b'n', ..] => (b'\n', 1),
            [b't', ..] => (b'\t', 1),
            [b'0', ..] => (0, 1),
            [b'\\', ..] => (b'\\', 1),
            [b'x', ..] => {
                let digits = behind.get(1..3).ok_or("`\\x` wants two digits")?;
                (u8::from_str_radix(digits, 16).map_err(|_| "`\\x` wants two digits")?, 3)
            }
            _ => return Err(format!("no such escape: \\{behind}")),
        };
        bytes.push(byte);
        rest = &behind[length..];
    }
    bytes.extend_from_slice(rest.as_bytes());
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use roster_core::Memory;

    use super::*;

    fn patched(section: &str) -> Result<Package, String> {
        let files = Memory::new().file("a.csv", "1\r\n2\r\n");
        let package = Package { files, ..Package::default() };
        blocks(section)?.iter().try_fold(package, |package, block| block.apply(package))
    }
    fn bytes(section: &str) -> Result<Vec<u8>, String> {
        patched(section).map(|package| package.read(0).map(Into::into).unwrap_or_default())
    }

    #[test]
    fn lines_are_replaced_and_appended() {
        assert_eq!(bytes("```csv a.csv:2,3\nb\nc\n```\n"), Ok(b"1\r\nb\r\nc\r\n".to_vec()));
        assert_eq!(bytes("```csv a.csv\n\nc\n```\n"), Ok(b"\r\nc\r\n".to_vec()));
        assert_eq!(bytes("```csv a.csv\n```\n"), Ok(Vec::new()));
    }

    #[test]
    fn a_stretch_of_lines_is_replaced_by_any_number() {
        assert_eq!(bytes("```json a.csv:1-2\na\nb\nc\n```\n"), Ok(b"a\r\nb\r\nc\r\n".to_vec()));
        assert_eq!(bytes("```json a.csv:2-2\n```\n"), Ok(b"1\r\n".to_vec()));
        for bad in ["1-3", "0-1", "2-1", "x-2"] {
            assert!(patched(&format!("```json a.csv:{bad}\na\n```\n")).is_err(), "{bad}");
        }
    }

    #[test]
    fn escapes_are_bytes_and_write_line_ends() {
        let section = "```csv a.csv escaped\n\\xE8\\t\\\\\\0\n2\\r\n```\n";
        assert_eq!(bytes(section), Ok(b"\xE8\t\\\0\r\n2\r".to_vec()));
    }

    #[test]
    fn files_go_and_become_unreadable() {
        assert!(patched("```without a.csv\n```\n").is_ok_and(|package| package.is_empty()));
        let unreadable = patched("```unreadable a.csv\n```\n");
        assert!(unreadable.is_ok_and(|package| package.read(0).is_err()));
    }

    #[test]
    fn what_is_not_of_the_grammar_is_refused() {
        for section in [
            "```csv a.csv:4\nx\n```\n",
            "```csv a.csv:0\nx\n```\n",
            "```csv a.csv:1,2\nx\n```\n",
            "```csv a.csv:x\nx\n```\n",
            "```csv b.csv:1\nx\n```\n",
            "```csv a.csv\nx\n",
            "```csv a.csv odd\nx\n```\n",
            "```csv a.csv key:value\nx\n```\n",
            "```csv a.csv escaped\n\\q\n```\n",
            "```csv a.csv escaped\n\\x1\n```\n",
            "```csv\nx\n```\n",
            "```rust a.csv\nx\n```\n",
            "```without a.csv\nx\n```\n",
            "```unreadable b.csv\n```\n",
        ] {
            assert!(patched(section).is_err(), "{section}");
        }
    }

    #[test]
    fn a_block_says_where() {
        for (info, file, line) in [
            ("csv a.csv:1,3", "a.csv", Some(3)),
            ("csv a.csv", "a.csv", None),
            ("csv a.csv:1,3 finds:2", "a.csv", Some(2)),
            ("csv a.csv:1,3 finds:file", "a.csv", None),
            ("csv a.csv finds:b.csv:4", "b.csv", Some(4)),
        ] {
            let found = Block::open(info).and_then(|block| block.finds());
            assert_eq!(found, Ok(At { file: file.into(), line }), "{info}");
        }
        assert!(Block::open("csv a.csv finds:x").is_ok_and(|block| block.finds().is_err()));
    }
}
