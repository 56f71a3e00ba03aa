//! An archive with one of its parts changed, packed again so that it can be read.

use std::io::{Cursor, Read as _, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::Random;

/// Parts of the corpus are small.
const LARGEST_PART: u64 = 1 << 20;

/// The archive with one part as `change` makes it, or now and then left out, or there under another's name; `None` where it cannot be read.
pub(super) fn with_one_part(
    bytes: &[u8],
    random: &mut Random,
    change: impl Fn(&mut Random, &[u8]) -> Vec<u8>,
) -> Option<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut parts = Vec::new();
    for index in 0..archive.len() {
        let part = archive.by_index(index).ok()?;
        let name = part.name().ok()?.into_owned();
        let mut inside = Vec::new();
        part.take(LARGEST_PART).read_to_end(&mut inside).ok()?;
        parts.push((name, inside));
    }
    if parts.is_empty() {
        return None;
    }
    let (at, other) = (random.below(parts.len()), random.below(parts.len()));
    match random.below(16) {
        0 => {
            parts.remove(at);
        }
        1 => {
            let inside = parts[other].1.clone();
            parts[at].1 = inside;
        }
        _ => parts[at].1 = change(random, &parts[at].1),
    }
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, inside) in parts {
        // Two parts of one name cannot be written.
        writer.start_file(name, options).ok()?;
        writer.write_all(&inside).ok()?;
    }
    Some(writer.finish().ok()?.into_inner())
}
