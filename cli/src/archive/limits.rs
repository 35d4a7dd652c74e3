//! What an archive must keep within, so that a small one cannot fill the memory.

use zip::{CompressionMethod, read::ZipFileEntry};

use super::Zip;

/// How many entries an archive may have, folders among them; a package has a dozen.
const MOST_ENTRIES: usize = 10_000;
/// How many bytes one entry may be, uncompressed; the largest rosters are a tenth of it.
const MOST_BYTES: u64 = 4 * GIB;
/// How many bytes all entries together may be, uncompressed: all of them are held in memory.
const MOST_BYTES_IN_ALL: u64 = 16 * GIB;
/// How many times smaller an entry may be in the archive than uncompressed; rosters shrink to a
/// tenth, and only what was made to shrink comes near this.
const MOST_RATIO: u64 = 1_000;
/// Up to this size, in bytes uncompressed, an entry may shrink as it likes: it does no harm.
const RATIO_FROM: u64 = 1 << 20;

const GIB: u64 = 1 << 30;

/// How to mend what is over a limit.
const UNPACK: &str = "if it is meant to be so, unpack it yourself and give the folder";

/// Holds the archive against the limits, as far as it tells of itself; else says what is wrong.
///
/// An entry that is not of the size that it is said to be is found when it is read, and no two
/// entries share their bytes, so the limits hold for what is truly there.
pub(super) fn hold(zip: &mut Zip) -> Result<(), String> {
    if zip.len() > MOST_ENTRIES {
        let found = zip.len();
        return Err(format!(
            "the archive has {found} entries, and at most {MOST_ENTRIES} are read; make it from \
             the CSV files alone"
        ));
    }
    let mut all = 0_u64;
    for index in 0..zip.len() {
        let entry = zip.by_index_data(index).map_err(|error| error.to_string())?;
        one(&entry).map_err(|why| format!("the entry {:?} {why}", name(&entry)))?;
        all = all.saturating_add(entry.size());
        if all > MOST_BYTES_IN_ALL {
            let (name, most) = (name(&entry), MOST_BYTES_IN_ALL / GIB);
            return Err(format!(
                "with the entry {name:?} the archive unpacks to more than {most} GiB, the most \
                 that is read; {UNPACK}"
            ));
        }
    }
    match zip.has_overlapping_entries() {
        Ok(false) => Ok(()),
        Ok(true) => Err("entries of the archive share the same bytes, as those of a zip bomb do; \
                         make it again"
            .into()),
        Err(error) => Err(format!("the archive is damaged ({error}); make it again")),
    }
}

fn name(entry: &ZipFileEntry<'_>) -> String {
    String::from_utf8_lossy(entry.name_raw()).into_owned()
}

/// Holds one entry against its limits, and says what it must be mended in.
fn one(entry: &ZipFileEntry<'_>) -> Result<(), String> {
    let (size, packed) = (entry.size(), entry.compressed_size());
    if entry.encrypted() {
        return Err("is encrypted; make the archive without a password".into());
    }
    if entry.is_symlink() {
        return Err("is a link and no file; put the file itself in the archive".into());
    }
    if !matches!(entry.compression(), CompressionMethod::Stored | CompressionMethod::Deflated) {
        let method = entry.compression();
        return Err(format!(
            "is compressed in a way that is not read here ({method}); make the archive with the \
             usual method, called Deflate"
        ));
    }
    if size > MOST_BYTES {
        let most = MOST_BYTES / GIB;
        return Err(format!("unpacks to {size} bytes, and at most {most} GiB are read; {UNPACK}"));
    }
    if size > RATIO_FROM && size > packed.saturating_mul(MOST_RATIO) {
        return Err(format!(
            "unpacks to more than {MOST_RATIO} times its size in the archive, as a zip bomb does; \
             {UNPACK}"
        ));
    }
    Ok(())
}
