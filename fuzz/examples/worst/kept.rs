//! Seeds, regressions and corpus, as packages.

use std::{fs, path::Path};

use roster_core::{Format, Memory};
use roster_mapping::formats;

use super::Input;

/// Every input that was ever kept, if its target reads packages of it; and as single files those of
/// the rest.
pub(super) fn inputs() -> impl Iterator<Item = Input> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["seeds", "regressions", "corpus"].map(|folder| root.join(folder));
    let targets = fuzz::TARGETS.iter().map(|(target, _)| *target);
    targets.flat_map(move |target| {
        let inputs = folders.clone().into_iter().flat_map(move |folder| {
            let entries = fs::read_dir(folder.join(target)).into_iter().flatten().flatten();
            entries.filter_map(|entry| {
                let name = entry.file_name().to_string_lossy().into_owned();
                Some((name, fs::read(entry.path()).ok()?))
            })
        });
        inputs.map(move |(name, bytes)| {
            let (format, package) = package(target, &bytes);
            Input { name: format!("{target}/{name}"), format, package }
        })
    })
}

/// The package that an input is; one file, for targets that read no package.
fn package(target: &str, data: &[u8]) -> (&'static Format, Memory) {
    let family = match target {
        "check_clever" => clever_model::FORMATS,
        "check_oneroster" => oneroster_model::FORMATS,
        "check_sds" => sds_model::FORMATS,
        "json" => oneroster_model::json::FORMATS,
        "profile" => {
            return (&sds_model::profile::FORMAT, Memory::new().file("document", data));
        }
        "mapping" | "patch" => &formats(),
        _ => {
            let format = &sds_model::v1::FORMAT;
            return (format, Memory::new().file(format.tables[1].file, data));
        }
    };
    let (choice, rest) = data.split_first().unwrap_or((&0, &[]));
    let choice = if target == "patch" { *choice } else { choice & 15 };
    let format = family[usize::from(choice) % family.len()];
    let pieces = format.tables.iter().zip(rest.split(|byte| *byte == 0xFE));
    let package = pieces
        .filter(|(_, piece)| !piece.is_empty())
        .fold(Memory::new(), |package, (table, piece)| package.file(table.file, piece));
    (format, package)
}
