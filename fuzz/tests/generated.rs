//! Seeds and dictionaries that follow from samples, rules and tables.
//!
//! What is stale fails; `UPDATE=1 cargo test -p fuzz --test generated` writes it again. Seeds whose
//! names begin otherwise than `sample-` and `rule-` are kept by hand.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::{Cursor, Write},
    path::{Path, PathBuf},
};

use oneroster_model::{
    api::{CodeMinor, Op, Version, plan::PLANS},
    json::BINDINGS,
};
use roster_core::{Format, Memory, Source};
use roster_mapping::formats;
use sds_model::profile::{
    CONNECTION_VALUES, ConnectionValues, EducationSynchronizationProfile, FORMAT, Shape,
};
use snapshots::{csv_formats, csv_rules, examples::Page, package};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// Contents by path, from the folder of the crate.
type Files = BTreeMap<String, Vec<u8>>;

const FAMILIES: [(&str, &[&Format]); 3] = [
    ("sds", sds_model::FORMATS),
    ("clever", clever_model::FORMATS),
    ("oneroster", oneroster_model::FORMATS),
];

/// The samples of a format, and the examples of the rules' pages that are of it.
fn packages(format: &Format) -> Vec<(String, Memory)> {
    let samples = [format.id.to_owned(), format!("{}-faulty", format.id)];
    let samples = samples.into_iter().map(|name| {
        let package = package(format!("samples/{name}"));
        (format!("sample-{name}"), package)
    });
    let examples = csv_rules().into_iter().filter_map(|rule| {
        let page = Page::parse(rule.doc).expect("pages are tested");
        (page.example.format.id == format.id)
            .then(|| (format!("rule-{}", rule.code), memory(&page.example.package)))
    });
    samples.chain(examples).collect()
}

fn memory(source: &dyn Source) -> Memory {
    (0..source.len()).fold(Memory::new(), |package, file| match source.read(file) {
        Ok(bytes) => package.file(source.name(file), bytes),
        Err(_) => package,
    })
}

/// Documents, and what is synced with them: samples, and the examples of the rules' pages.
fn documents() -> Files {
    let mut all = Files::new();
    for format in [&FORMAT, &CONNECTION_VALUES] {
        for sample in [format.id.to_owned(), format!("{}-faulty", format.id)] {
            let package = package(format!("samples/{sample}"));
            for file in 0..package.len() {
                let bytes = package.read(file).expect("in memory").to_vec();
                all.insert(format!("sample-{sample}-{}", package.name(file)), bytes);
            }
        }
    }
    for rule in sds_model::profile::rules::RULES {
        let example = Page::parse(rule.doc).expect("pages are tested").example;
        let package = memory(&example.package);
        let bytes = match &example.package.sync_profile {
            Some(profile) => [profile, &[0xFE][..], &pieces(example.format, &package)].concat(),
            None => {
                let clean = snapshots::examples::sample(example.format);
                let is_changed = |file: &usize| {
                    let bytes = package.read(*file).expect("in memory");
                    (0..clean.len()).all(|at| clean.read(at) != Ok(bytes))
                };
                let file = (0..package.len()).find(is_changed).expect("the example is no sample");
                package.read(file).expect("in memory").to_vec()
            }
        };
        all.insert(format!("rule-{}", rule.code), bytes);
    }
    all
}

/// The bytes of a file, none if there is no such file.
fn piece<'p>(package: &'p Memory, file: &str) -> &'p [u8] {
    let at = (0..package.len()).find(|at| package.name(*at) == file);
    at.map_or(&[][..], |at| package.read(at).expect("in memory"))
}

/// A package as the pieces of an input.
fn pieces(format: &Format, package: &Memory) -> Vec<u8> {
    let pieces: Vec<_> = format.tables.iter().map(|table| piece(package, table.file)).collect();
    pieces.join(&[0xFE][..])
}

fn with_head(head: &[u8], rest: &[u8]) -> Vec<u8> {
    [head, rest].concat()
}

fn seeds() -> Files {
    let mut seeds = Files::new();
    let mut add = |target: &str, name: &str, bytes: Vec<u8>| {
        assert!(seeds.insert(format!("seeds/{target}/{name}"), bytes).is_none(), "{target} {name}");
    };
    for (family, of) in FAMILIES {
        for (i, format) in of.iter().enumerate() {
            for (name, package) in packages(format) {
                let bytes = with_head(&[i as u8], &pieces(format, &package));
                add(&format!("check_{family}"), &name, bytes);
            }
        }
    }
    for (name, bytes) in documents() {
        add("profile", &name, bytes);
    }
    for (i, binding) in BINDINGS.iter().enumerate() {
        let format = binding.format;
        for name in [format.id.to_owned(), format!("{}-faulty", format.id)] {
            let package = package(format!("samples/{name}"));
            let pieces: Vec<_> =
                binding.collections.iter().map(|of| piece(&package, of.members.file)).collect();
            // by way of the formats in turn
            for (n, by) in formats().iter().filter(|by| by.id != format.id).enumerate() {
                let bytes = with_head(&[(2 * n + i) as u8], &pieces.join(&[0xFE][..]));
                add("json", &format!("sample-{name}-by-{}", by.id), bytes);
            }
        }
    }
    let all = csv_formats();
    for (i, format) in all.iter().enumerate() {
        for (name, package) in packages(format) {
            if name.starts_with("sample-") {
                // each sample goes to the formats in turn
                let abroad = (i + 1 + usize::from(name.ends_with("faulty"))) % all.len();
                let bytes = with_head(&[((abroad << 4) | i) as u8], &pieces(format, &package));
                add("mapping", &format!("{name}-to-{}", all[abroad].id), bytes);
                add("zip", &name, zipped(&package));
            }
        }
        let [clean, faulty] = ["", "-faulty"].map(|of| {
            let package = package(format!("samples/{}{of}", format.id));
            pieces(format, &package)
        });
        let three = [&[i as u8][..], &clean, &[0xFD], &faulty, &[0xFD], &clean].concat();
        add("patch", &format!("sample-{}", format.id), three);
        if let Some(manifest) = format.manifest {
            let package = package(format!("samples/{}", format.id));
            let at = (0..package.len()).find(|at| package.name(*at) == manifest.file);
            let bytes = package.read(at.expect("the sample has one")).expect("in memory");
            add("manifest", &format!("sample-{}", format.id), bytes.to_vec());
            let at = (0..package.len()).find(|at| package.name(*at) == "users.csv");
            let bytes = package.read(at.expect("the sample has one")).expect("in memory");
            add("yours", &format!("sample-{}", format.id), bytes.to_vec());
        }
        // steps: more students, all files, every column of the third one, an odd text, a shuffle
        let steps =
            [[1, 0, 2, 0, 0], [2, 0, 0, 0, 0], [5, 2, 0, 0, 0], [8, 1, 2, 0, 7], [14, 1, 1, 9, 0]];
        let steps = steps.concat();
        for (want, name) in [(0, "valid"), (64, "hostile"), (96 + 20, "breaking")] {
            let bytes = with_head(&[i as u8, want], &steps);
            add("generate", &format!("sample-{}-{name}", format.id), bytes);
        }
        let choice = ((((i + 3) % all.len()) << 4) | i) as u8;
        for (kind, name) in ["valid", "hostile"].into_iter().enumerate() {
            let bytes = with_head(&[choice, kind as u8], &steps);
            add("mapping_made_up", &format!("sample-{}-{name}", format.id), bytes);
        }
        for (name, how) in [("written", 0), ("cleared", 1), ("removed", 2)] {
            let bytes = [&[choice, how, 3, 1, 4][..], &steps].concat();
            add("edits", &format!("sample-{}-{name}", format.id), bytes);
        }
        let forged = [&[choice, steps.len() as u8][..], &steps, &[40, 0, b'7', 200, 0, b',']];
        add("sidecar", &format!("sample-{}", format.id), forged.concat());
    }
    seeds
}

fn zipped(package: &Memory) -> Vec<u8> {
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for file in 0..package.len() {
        zip.start_file(package.name(file), options).expect("in memory");
        zip.write_all(package.read(file).expect("in memory")).expect("in memory");
    }
    zip.finish().expect("in memory").into_inner()
}

/// What fuzzers may put into inputs: headers, words of vocabularies, names of files.
fn dictionaries() -> Files {
    let mut files = Files::new();
    let mut everything = BTreeSet::new();
    for (family, of) in FAMILIES {
        let mut words = BTreeSet::new();
        for table in of.iter().flat_map(|format| format.tables) {
            words.insert(table.file);
            for column in table.columns {
                words.extend([column.header].into_iter().chain(column.aliases.iter().copied()));
                let codes = column.kind.codes().or(column.codes);
                let codes = codes.into_iter().flat_map(|codes| codes.words);
                words.extend(codes.flat_map(|of| [&[of.text], of.aliases].concat()));
            }
        }
        let properties = of.iter().filter_map(|format| format.manifest);
        words.extend(properties.flat_map(|of| of.properties).map(|property| property.name));
        everything.extend(words.iter().copied());
        files.insert(format!("dictionaries/{family}.dict"), dictionary(&words));
    }
    files.insert("dictionaries/all.dict".into(), dictionary(&everything));
    files.insert("dictionaries/api.dict".into(), dictionary(&words_of_the_protocol()));
    files.insert("dictionaries/profile.dict".into(), dictionary(&words_of_profiles()));
    files.insert("dictionaries/json.dict".into(), dictionary(&words_of_collections()));
    files
}

/// What stands in synchronization profiles, connection values, and the files that are synced.
fn words_of_profiles() -> BTreeSet<&'static str> {
    let mut words: BTreeSet<&str> =
        ["@odata.type", "#microsoft.graph.", "null", "true", "https://", "{", "}", "[", "]"].into();
    let mut types = vec![EducationSynchronizationProfile::TYPE];
    let mut seen = 0;
    while let Some(of) = types.get(seen).copied() {
        seen += 1;
        words.extend(of.names);
        for property in of.properties {
            words.insert(property.name);
            let mut shape = &property.shape;
            while let Shape::List(item) = shape {
                shape = item;
            }
            match shape {
                Shape::Word(codes) => words.extend(codes.words.iter().map(|word| word.text)),
                Shape::Object(of) => types.push(of),
                Shape::OneOf(all) => types.extend(*all),
                _ => {}
            }
        }
    }
    words.extend(ConnectionValues::LABELS.iter().copied().flatten());
    let tables = sds_model::v1::FORMAT.tables.iter();
    words.extend(tables.flat_map(|table| table.columns).map(|column| column.header));
    words
}

/// What stands in collections: members, words, and what their values are made of.
fn words_of_collections() -> BTreeSet<&'static str> {
    let mut words: BTreeSet<&str> =
        ["{", "}", "[", "]", ":", "null", "true", "1.0", "\\u0041", "\\ud800", "href", "metadata"]
            .into();
    for collection in BINDINGS.iter().flat_map(|binding| binding.collections) {
        words.extend([collection.key, collection.single]);
        let parts = collection.parts.iter().map(|part| (part.list, part.members));
        words.extend(parts.clone().map(|(list, _)| list));
        for table in core::iter::once(collection.members).chain(parts.map(|(_, table)| table)) {
            for column in table.columns {
                words.extend(column.header.split('/'));
                let codes = column.kind.codes().or(column.codes);
                words.extend(codes.into_iter().flat_map(|codes| codes.words).map(|of| of.text));
            }
        }
    }
    words
}

/// What stands in the queries and answers of OneRoster's REST protocol.
fn words_of_the_protocol() -> BTreeSet<&'static str> {
    let mut words: BTreeSet<&str> = [
        "limit=",
        "offset=",
        "sort=",
        "orderBy=asc",
        "filter=",
        "fields=",
        "%27",
        "%3D",
        " AND ",
        " OR ",
    ]
    .into();
    words.extend([
        "'",
        "''",
        "; rel=next",
        "; anchor=",
        "statusInfoSet",
        "imsx_codeMajor",
        "errors",
    ]);
    words.extend(Op::ALL.map(Op::sign));
    words.extend(CodeMinor::ALL.map(CodeMinor::word));
    words.extend(
        PLANS.iter().flat_map(|plan| plan.steps).flat_map(|step| step.demands).map(|d| d.path),
    );
    words.extend(Version::V1p2.endpoints().iter().map(|endpoint| endpoint.path));
    words
}

/// In the form that libFuzzer and AFL read: a quoted word a line.
fn dictionary(words: &BTreeSet<&str>) -> Vec<u8> {
    // what CSV readers disagree about; FE stands between files
    let mut lines: Vec<String> =
        ["\\x22", "\\x22\\x22", ",", "\\x0D\\x0A", "\\x0D", "\\xEF\\xBB\\xBF", "\\x00", "\\xFE"]
            .map(|word| format!("\"{word}\"\n"))
            .into();
    let escaped = |byte: u8| match byte {
        b' '..=b'~' if byte != b'"' && byte != b'\\' => char::from(byte).to_string(),
        _ => format!("\\x{byte:02X}"),
    };
    lines.extend(words.iter().map(|word| {
        let word: String = word.bytes().map(escaped).collect();
        format!("\"{word}\"\n")
    }));
    lines.concat().into_bytes()
}

fn here() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).into()
}

/// The files of a folder whose names begin with one of these.
fn found(folder: &str, begins: &[&str]) -> Files {
    let mut found = Files::new();
    let mut folders = vec![here().join(folder)];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(folder) else { continue };
        for path in entries.map(|entry| entry.expect("readable").path()) {
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            if path.is_dir() {
                folders.push(path);
            } else if begins.iter().any(|begin| name.starts_with(begin)) {
                let within = path.strip_prefix(here()).expect("within").to_string_lossy();
                found.insert(within.replace('\\', "/"), fs::read(&path).expect("readable"));
            }
        }
    }
    found
}

fn assert_kept(folder: &str, begins: &[&str], wanted: &Files) {
    if std::env::var_os("UPDATE").is_some() {
        for path in found(folder, begins).keys().filter(|path| !wanted.contains_key(*path)) {
            fs::remove_file(here().join(path)).expect("removed");
        }
        for (path, bytes) in wanted {
            let path = here().join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            fs::write(path, bytes).expect("written");
        }
    }
    let found = found(folder, begins);
    let names = |files: &Files| files.keys().cloned().collect::<BTreeSet<_>>();
    assert_eq!(names(&found), names(wanted), "UPDATE=1 writes them again");
    for (path, bytes) in wanted {
        assert!(found[path] == *bytes, "{path} is stale: UPDATE=1 writes it again");
    }
}

#[test]
fn seeds_are_those_of_samples_and_csv_rules() {
    assert_kept("seeds", &["sample-", "rule-"], &seeds());
}

#[test]
fn dictionaries_are_those_of_the_tables() {
    assert_kept("dictionaries", &[""], &dictionaries());
}
