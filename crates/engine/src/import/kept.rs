//! Where is what a source said last time? Word for word, in a folder beside the plan, so that it is kept in git with it.
//!
//! The plan alone does not tell what the source said: people edit it. Kept as it was, the file can be read again by whatever
//! reads it better one day, and shown to whoever doubts what was imported.

use std::path::{Path, PathBuf};

use longpole_exchange::import::Format;

/// The folder that holds what sources of the plan at `plan` said last: `sources` in a folder, `plan.sources` beside `plan.yaml`.
pub fn sources_folder(plan: &Path) -> PathBuf {
    if plan.is_dir() {
        plan.join("sources")
    } else {
        plan.with_extension("sources")
    }
}

/// Where the export of a source is kept.
pub fn kept_path(plan: &Path, source: &str, format: Format) -> PathBuf {
    sources_folder(plan).join(format!("{source}.{}", format.extension()))
}

/// What is kept of a source; several files where its format has changed.
pub fn kept_exports(plan: &Path, source: &str) -> Vec<PathBuf> {
    let mut paths: Vec<_> = Format::ALL
        .iter()
        .map(|&format| kept_path(plan, source, format))
        .filter(|path| path.is_file())
        .collect();
    paths.sort();
    paths.dedup();
    paths
}

/// The sources of which something is kept, with the file of each.
pub fn kept_sources(plan: &Path) -> Vec<(String, PathBuf)> {
    let entries = std::fs::read_dir(sources_folder(plan))
        .into_iter()
        .flatten();
    let mut sources: Vec<_> = entries
        .filter_map(|entry| {
            let path = entry.ok()?.path();
            let extension = path.extension()?.to_str()?;
            let known = Format::ALL
                .iter()
                .any(|format| format.extension() == extension);
            let name = path.file_stem()?.to_str()?.to_owned();
            (known && path.is_file()).then_some((name, path))
        })
        .collect();
    sources.sort();
    sources
}
