//! What did a source say last time? Kept word for word, in a folder beside the plan, so that it is in git with it.
//!
//! The plan alone does not tell: people edit it. Kept as it was, the file can be read again by whatever reads it better one
//! day, and shown to whoever doubts what was imported. With it stands how it was read, where the file alone does not say.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use longpole_exchange::import::{self, Format, Import, ReadOptions};

use crate::open::is_plan_file;
use crate::system::in_words;

/// An export of a source, with all that it takes to read it again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Export {
    /// The format that it was read as.
    pub format: Format,
    /// The file.
    pub bytes: Vec<u8>,
    /// The encoding, where the file does not say.
    pub encoding: Option<String>,
    /// Which field a column is, where its header does not say.
    pub columns: Vec<(String, String)>,
    /// Files that belong to it, by the names by which it calls them.
    pub files: BTreeMap<String, Vec<u8>>,
}

impl Export {
    /// How it is to be read, as a source of this name.
    pub fn options(&self, source: &str) -> ReadOptions {
        ReadOptions {
            encoding: self.encoding.clone(),
            columns: self.columns.clone(),
            files: self.files.clone(),
            ..ReadOptions::of(source)
        }
    }

    /// What is said of how it was read: a line each.
    fn how(&self) -> String {
        let mut how = format!("format {}\n", self.format.name());
        if let Some(encoding) = &self.encoding {
            writeln!(how, "encoding {encoding}").ok();
        }
        for (header, field) in &self.columns {
            writeln!(how, "column {}={field}", header.replace(['\r', '\n'], " ")).ok();
        }
        for (number, name) in self.files.keys().enumerate() {
            writeln!(how, "with {}={name}", flat(number, name)).ok();
        }
        how
    }
}

/// The folder that holds what sources of the plan at `plan` said last: `sources` in a folder, `plan.sources` beside `plan.yaml`.
pub fn sources_folder(plan: &Path) -> PathBuf {
    if plan.is_dir() || !is_plan_file(plan) {
        plan.join("sources")
    } else {
        plan.with_extension("sources")
    }
}

/// The sources of which something is kept.
pub fn kept_sources(plan: &Path) -> Vec<String> {
    let entries = fs::read_dir(sources_folder(plan)).into_iter().flatten();
    let how = entries.filter_map(|entry| {
        let path = entry.ok()?.path();
        let is_how = path.extension().is_some_and(|end| end == HOW);
        is_how.then(|| path.file_stem()?.to_str().map(str::to_owned))?
    });
    let mut sources: Vec<_> = how.collect();
    sources.sort();
    sources
}

/// How a file was read, beside it.
const HOW: &str = "source";

/// The files that keep an export, with what they hold.
pub(super) fn files(plan: &Path, source: &str, export: &Export) -> Vec<(PathBuf, Vec<u8>)> {
    let folder = sources_folder(plan);
    let with = folder.join(format!("{source}.with"));
    // The note comes last: without it nothing counts as kept.
    let mut files: Vec<_> = export
        .files
        .iter()
        .enumerate()
        .map(|(number, (name, bytes))| (with.join(flat(number, name)), bytes.clone()))
        .collect();
    files.push((main_file(plan, source, export.format), export.bytes.clone()));
    files.push((
        folder.join(format!("{source}.{HOW}")),
        export.how().into_bytes(),
    ));
    files
}

/// The name of a companion without folders.
fn flat(number: usize, name: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-');
    let flat = name.chars().map(|c| if is_plain(c) { c } else { '_' });
    format!("{number}-{}", flat.collect::<String>())
}

/// Why what was kept of a source is of no use.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("what \"{source_name}\" said last cannot be read from \"{}\": {reason}", .path.display())]
pub struct KeptError {
    /// The source.
    pub source_name: String,
    /// The file that is missing or broken.
    pub path: PathBuf,
    /// What is wrong with it.
    pub reason: String,
    /// The note that says that something is kept. Without it nothing is.
    pub note: PathBuf,
}

/// What a source said last time; `None` where nothing is kept.
pub fn kept(plan: &Path, source: &str) -> Result<Option<Export>, KeptError> {
    let folder = sources_folder(plan);
    let note = folder.join(format!("{source}.{HOW}"));
    let read = |path: PathBuf| {
        fs::read(&path).map_err(|error| broken(plan, source, path, in_words(&error)))
    };
    let how = match fs::read_to_string(&note) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        how => how.map_err(|error| broken(plan, source, note.clone(), in_words(&error)))?,
    };
    let said = |what: &'static str| {
        how.lines().filter_map(move |line| {
            line.split_once(' ')
                .filter(|(key, _)| *key == what)
                .map(|(_, value)| value)
        })
    };
    let format = said("format").next().and_then(Format::named);
    let Some(format) = format else {
        let reason = "it does not say which format the source had".to_owned();
        return Err(broken(plan, source, note, reason));
    };
    let with = folder.join(format!("{source}.with"));
    let mut files = BTreeMap::new();
    for (flat, name) in said("with").filter_map(|line| line.split_once('=')) {
        files.insert(name.to_owned(), read(with.join(flat))?);
    }
    let columns = said("column").filter_map(|line| line.rsplit_once('='));
    Ok(Some(Export {
        format,
        bytes: read(main_file(plan, source, format))?,
        encoding: said("encoding").next().map(str::to_owned),
        columns: columns
            .map(|(header, field)| (header.to_owned(), field.to_owned()))
            .collect(),
        files,
    }))
}

/// Where the file of a source is kept.
fn main_file(plan: &Path, source: &str, format: Format) -> PathBuf {
    sources_folder(plan).join(format!("{source}.{}", format.extension()))
}

fn broken(plan: &Path, source: &str, path: PathBuf, reason: String) -> KeptError {
    KeptError {
        source_name: source.to_owned(),
        path,
        reason,
        note: sources_folder(plan).join(format!("{source}.{HOW}")),
    }
}

/// Reads again what a source said last time.
pub(super) fn read_again(plan: &Path, source: &str, last: &Export) -> Result<Import, KeptError> {
    import::read(last.format, &last.bytes, &last.options(source)).map_err(|error| {
        let path = main_file(plan, source, last.format);
        broken(plan, source, path, error.to_string())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_can_be_read_again_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let plan = folder.path().join("plan.yaml");
        let export = Export {
            format: Format::Csv,
            bytes: b"Wann?;Was\n1;2\n".to_vec(),
            encoding: Some("windows-1250".to_owned()),
            columns: vec![("Wann?=".to_owned(), "finish".to_owned())],
            files: BTreeMap::from([("../links.csv".to_owned(), b"a,b\n".to_vec())]),
        };

        for (path, bytes) in files(&plan, "team-a", &export) {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            assert!(
                path.starts_with(folder.path().join("plan.sources")),
                "{}",
                path.display()
            );
            fs::write(path, bytes).unwrap();
        }

        assert_eq!(kept(&plan, "team-a").unwrap(), Some(export));
        assert_eq!(kept(&plan, "team-b").unwrap(), None);
        assert_eq!(kept_sources(&plan), ["team-a"]);
    }
}
