//! Campaigns `fuzz-mspdi` and their like: files of other tools with a few things broken, read and written as plans.
//!
//! Whatever the bytes, the answer is an error or a plan that can be read again. Never a panic, never an endless case.

use std::fs;
use std::path::Path;

use longpole_engine::exchange::fuzz::{FOREIGN, ForeignFormat};

use super::Trial;

/// Larger files make few cases a second and show nothing that small ones do not.
const LARGEST_BASE: u64 = 150_000;

/// A format with the files that its cases start from.
struct BrokenFiles {
    format: &'static ForeignFormat,
    bases: Vec<Vec<u8>>,
}

/// Reads the corpus of a format, and of the public data sets beside the checkout the small files of the format.
pub(super) fn prepare(name: &str, root: &Path) -> Result<Box<dyn Trial>, String> {
    let format = FOREIGN.iter().find(|format| format.name == name);
    let format = format.ok_or_else(|| format!("no reader is called \"{name}\""))?;
    let mut bases = corpus(format, root)?;
    if let Some(oracles) = root
        .parent()
        .map(|beside| beside.join("shared/data/oracles"))
        && oracles.is_dir()
    {
        let more = files(&oracles, format.extension)?;
        bases.extend(
            more.into_iter()
                .filter(|bytes| bytes.len() as u64 <= LARGEST_BASE),
        );
    }
    Ok(Box::new(BrokenFiles { format, bases }))
}

/// The corpus of a format.
pub(super) fn corpus(format: &ForeignFormat, root: &Path) -> Result<Vec<Vec<u8>>, String> {
    let folder = root.join("crates/exchange/tests/foreign").join(format.name);
    let bases = files(&folder, format.extension)?;
    if bases.is_empty() {
        let extension = format.extension;
        return Err(format!("{}: no `.{extension}` file", folder.display()));
    }
    Ok(bases)
}

/// The files in a folder that end so, in the order of their names.
fn files(folder: &Path, extension: &str) -> Result<Vec<Vec<u8>>, String> {
    let at = |error: std::io::Error| format!("{}: {error}", folder.display());
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(at)? {
        let path = entry.map_err(at)?.path();
        if path.extension().is_some_and(|other| other == extension) {
            paths.push(path);
        }
    }
    paths.sort();
    paths
        .iter()
        .map(|path| fs::read(path).map_err(at))
        .collect()
}

impl Trial for BrokenFiles {
    fn input(&self, seed: u64) -> Vec<u8> {
        let base = &self.bases[(seed % self.bases.len() as u64) as usize];
        self.format.mutate(seed, base)
    }

    fn run(&self, input: &[u8]) -> &'static str {
        self.format.run(input)
    }
}
