//! What did a source say last time? Kept word for word, in a folder beside the plan, so that it is in git with it.
//!
//! The plan alone does not tell: people edit it. Kept as it was, the file can be read again by whatever reads it better one
//! day, and shown to whoever doubts what was imported. With it stands how it was read, where the file alone does not say.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use longpole_exchange::import::{Format, ReadOptions};

use crate::open::is_plan_file;

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
    let name = format!("{source}.{}", export.format.extension());
    let with = folder.join(format!("{source}.with"));
    // The note comes last: without it nothing counts as kept.
    let mut files: Vec<_> = export
        .files
        .iter()
        .enumerate()
        .map(|(number, (name, bytes))| (with.join(flat(number, name)), bytes.clone()))
        .collect();
    files.push((folder.join(name), export.bytes.clone()));
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

/// What a source said last time; `None` where nothing is kept.
pub fn kept(plan: &Path, source: &str) -> io::Result<Option<Export>> {
    let folder = sources_folder(plan);
    let how = match fs::read_to_string(folder.join(format!("{source}.{HOW}"))) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        how => how?,
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
        return Err(io::Error::new(
            io::ErrorKind::InvalidData,
            "it does not say which format the source had",
        ));
    };
    let with = folder.join(format!("{source}.with"));
    let mut files = BTreeMap::new();
    for (flat, name) in said("with").filter_map(|line| line.split_once('=')) {
        files.insert(name.to_owned(), fs::read(with.join(flat))?);
    }
    let columns = said("column").filter_map(|line| line.rsplit_once('='));
    Ok(Some(Export {
        format,
        bytes: fs::read(folder.join(format!("{source}.{}", format.extension())))?,
        encoding: said("encoding").next().map(str::to_owned),
        columns: columns
            .map(|(header, field)| (header.to_owned(), field.to_owned()))
            .collect(),
        files,
    }))
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
