//! The files of a checkout, as the rules see them: those that git knows or would add, and their text.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Files by their path from the root, with `/` between folders. What is no UTF-8 has no text, but exists.
#[derive(Debug, Default)]
pub(super) struct Tree {
    files: BTreeMap<String, Option<String>>,
}

impl Tree {
    /// The files of the checkout at `root`, committed or not, without what `.gitignore` names.
    #[expect(clippy::disallowed_methods, reason = "git knows which files count")]
    pub(super) fn of_checkout(root: &Path) -> Result<Self, String> {
        let output = Command::new("git")
            .args([
                "ls-files",
                "--cached",
                "--others",
                "--exclude-standard",
                "-z",
            ])
            .current_dir(root)
            .output()
            .map_err(|error| format!("git can't be started: {error}"))?;
        if !output.status.success() {
            return Err("this is no git checkout".to_owned());
        }
        let names = String::from_utf8_lossy(&output.stdout).into_owned();
        let mut tree = Self::default();
        for name in names.split('\0').filter(|name| !name.is_empty()) {
            // What was deleted and not yet committed is still listed, and is gone.
            if let Ok(bytes) = fs::read(root.join(name)) {
                tree.files
                    .insert(name.to_owned(), String::from_utf8(bytes).ok());
            }
        }
        Ok(tree)
    }

    #[cfg(test)]
    pub(super) fn of(files: &[(&str, &str)]) -> Self {
        let files = files
            .iter()
            .map(|(path, text)| ((*path).to_owned(), Some((*text).to_owned())));
        Self {
            files: files.collect(),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.files.len()
    }

    /// The text of the file at `path`.
    pub(super) fn text(&self, path: &str) -> Option<&str> {
        self.files.get(path)?.as_deref()
    }

    /// Whether there is a file at `path`, or a folder with files in it.
    pub(super) fn exists(&self, path: &str) -> bool {
        let path = path.trim_end_matches('/');
        self.files.contains_key(path) || path.is_empty() || self.has_folder(path)
    }

    fn has_folder(&self, path: &str) -> bool {
        let folder = format!("{path}/");
        let mut from_there = self.files.range(folder.clone()..);
        from_there
            .next()
            .is_some_and(|(name, _)| name.starts_with(&folder))
    }

    /// All paths.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// The files that have text, with it.
    pub(super) fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files
            .iter()
            .filter_map(|(path, text)| Some((path.as_str(), text.as_deref()?)))
    }

    /// The text files whose names end in `.extension`.
    pub(super) fn with_extension(&self, extension: &str) -> impl Iterator<Item = (&str, &str)> {
        self.texts()
            .filter(move |(path, _)| has_extension(path, extension))
    }
}

/// Whether the name of the file ends in `.extension`.
pub(super) fn has_extension(path: &str, extension: &str) -> bool {
    let end = path.rsplit_once('.').map(|(_, end)| end);
    end == Some(extension)
}

/// The lines of `text` with their numbers, counted from 1.
pub(super) fn numbered(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().zip(1..).map(|(line, number)| (number, line))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_exist_when_they_have_files() {
        let tree = Tree::of(&[("docs/a.md", ""), ("docs-old", "")]);
        for there in ["docs", "docs/", "docs/a.md", "docs-old"] {
            assert!(tree.exists(there), "{there}");
        }
        for absent in ["doc", "docs/a", "docs-old/a"] {
            assert!(!tree.exists(absent), "{absent}");
        }
    }
}
