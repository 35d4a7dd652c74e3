//! The names in an archive: which are sound, and which files are those of the package.

use std::{
    collections::BTreeSet,
    io::{Read, Seek, SeekFrom},
};

use super::Zip;

/// How many of the files that are passed over are named; the others are counted.
const MOST_NAMED: usize = 5;

/// What macOS adds to archives: a folder, and a file in every folder.
const MACOS: (&str, &str) = ("__MACOSX", ".DS_Store");

/// The files of an archive, by where they lie.
#[derive(Default)]
pub(super) struct Names {
    /// The folder that holds all files, itself or in folders of its own; empty for the root.
    folder: String,
    /// Those in that folder: name and place in the archive, in order of names.
    files: Vec<(String, usize)>,
    /// The names of those deeper down.
    deeper: Vec<String>,
    /// How many entries of macOS there are.
    macos: usize,
}

impl Names {
    /// Sorts an archive's entries; an error says what is wrong with a name.
    pub(super) fn of(zip: &Zip) -> Result<Self, String> {
        let mut names = Names::default();
        let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
        for index in 0..zip.len() {
            let name = match zip.name_for_index(index) {
                Some(Ok(name)) => name,
                _ => return Err("the name of an entry cannot be read; make it again".into()),
            };
            let parts = parts(&name).map_err(|why| format!("the entry {name:?} {why}"))?;
            if parts.first() == Some(&MACOS.0) || parts.last() == Some(&MACOS.1) {
                names.macos += 1;
            } else if !name.ends_with('/') {
                let path: Vec<_> = parts.into_iter().map(String::from).collect();
                if !seen.insert(path.clone()) {
                    return Err(twice(Some(&name)));
                }
                found.push((path, index));
            }
        }
        if found.is_empty() {
            return Err("there are no files in the archive; put the CSV files at its root".into());
        }
        names.sort(found);
        Ok(names)
    }

    fn sort(&mut self, found: Vec<(Vec<String>, usize)>) {
        let folders = found.iter().filter_map(|(path, _)| path.split_last()).map(|(_, of)| of);
        let common = folders.reduce(|a, b| {
            let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
            &a[..same]
        });
        let depth = common.map_or(0, <[_]>::len);
        self.folder = common.map(|of| of.join("/")).unwrap_or_default();
        for (path, index) in found {
            match &path[depth..] {
                [name] => self.files.push((name.clone(), index)),
                _ => self.deeper.push(path.join("/")),
            }
        }
        self.files.sort();
        self.deeper.sort();
    }

    pub(super) fn into_files(self) -> Vec<(String, usize)> {
        self.files
    }

    /// What is to be told of them.
    pub(super) fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        if !self.folder.is_empty() && !self.files.is_empty() {
            notes.push(format!(
                "the files are in the folder {:?} inside the archive; many importers want them at \
                 its root",
                self.folder
            ));
        }
        if self.macos > 0 {
            let (folder, file) = MACOS;
            notes.push(format!(
                "entries that macOS adds ({folder}, {file}) are left out: {}",
                self.macos
            ));
        }
        let named = self.deeper.iter().take(MOST_NAMED);
        notes.extend(named.map(|name| format!("{name:?} is in a folder of its own: not read")));
        if self.deeper.len() > MOST_NAMED {
            let more = self.deeper.len() - MOST_NAMED;
            notes.push(format!("{more} more files in folders of their own are not read"));
        }
        notes
    }
}

/// The folders of a name and its file, where it leads nowhere else; else what is wrong with it.
fn parts(name: &str) -> Result<Vec<&str>, &'static str> {
    if name.contains(char::is_control) {
        return Err("has a control character in its name; give it another name");
    }
    if name.contains('\\') {
        return Err("has a backslash in its name; make the archive with another program: folders \
                    are parted by `/` in it");
    }
    if name.starts_with('/') || name.as_bytes().get(1) == Some(&b':') {
        return Err("has an absolute name; make the archive from inside the folder");
    }
    let parts: Vec<_> = name.split('/').filter(|part| !matches!(*part, "" | ".")).collect();
    if parts.contains(&"..") {
        return Err("has a name that leads out of the archive; make it from inside the folder");
    }
    if parts.is_empty() && !name.ends_with('/') {
        return Err("has no name; make the archive again");
    }
    Ok(parts)
}

/// That a name, if it is known, is there more than once.
pub(super) fn twice(name: Option<&str>) -> String {
    let what = match name {
        Some(name) => format!("the entry {name:?} is"),
        None => "an entry is".into(),
    };
    format!(
        "{what} in the archive more than once under the same name, and programs differ in which \
         they read; make it again"
    )
}

/// The first name that an archive lists twice; the list begins at `start`. The library only tells
/// that there is one.
pub(super) fn repeated(file: &mut (impl Read + Seek), start: u64) -> Option<String> {
    file.seek(SeekFrom::Start(start)).ok()?;
    let mut seen = BTreeSet::new();
    loop {
        let mut head = [0; 46];
        file.read_exact(&mut head).ok()?;
        if !head.starts_with(b"PK\x01\x02") {
            return None;
        }
        let length = |at: usize| u16::from_le_bytes([head[at], head[at + 1]]);
        let mut name = vec![0; length(28).into()];
        file.read_exact(&mut name).ok()?;
        file.seek(SeekFrom::Current(i64::from(length(30)) + i64::from(length(32)))).ok()?;
        if let Some(name) = seen.replace(name) {
            return Some(String::from_utf8_lossy(&name).into_owned());
        }
    }
}
