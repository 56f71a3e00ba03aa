//! Where the files that tests read are: the checkout, its examples, and the public data sets beside it.

use std::fs;
use std::path::{Path, PathBuf};

/// The root of this checkout.
pub fn repo_root() -> PathBuf {
    let crate_folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    crate_folder.ancestors().nth(2).unwrap().to_path_buf()
}

/// A program under `examples/`, a file or a folder.
///
/// # Panics
///
/// When there is none of that name.
#[track_caller]
pub fn example(name: &str) -> PathBuf {
    let path = repo_root().join("examples").join(name);
    assert!(path.exists(), "there is no example at {}", path.display());
    path
}

/// A public data set in `../shared/data` beside the checkout, or `None` where it isn't there.
///
/// The data sets are too big to be part of the repository. A test that gets `None` returns; the remark on stderr says what was not tested.
#[expect(
    clippy::print_stderr,
    reason = "the remark belongs into the test's own output"
)]
pub fn shared_data(name: &str) -> Option<PathBuf> {
    let root = repo_root();
    let path = root.parent()?.join("shared/data").join(name);
    if path.exists() {
        return Some(path);
    }
    let test = std::thread::current().name().unwrap_or("a test").to_owned();
    eprintln!(
        "NOT TESTED: `{test}` reads the data set `{name}`, which is not at {}",
        path.display()
    );
    None
}

/// All files below `folder` whose names end in `.extension`, sorted by path, so that tests over a corpus run in one order everywhere.
///
/// # Panics
///
/// When the folder can't be read or has no such file: a corpus that vanished must not pass for one without mistakes.
#[track_caller]
pub fn files_below(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    collect(folder, extension, &mut found);
    found.sort();
    assert!(
        !found.is_empty(),
        "no `.{extension}` file below {}",
        folder.display()
    );
    found
}

fn collect(folder: &Path, extension: &str, found: &mut Vec<PathBuf>) {
    let entries =
        fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, extension, found);
        } else if path.extension().is_some_and(|e| e == extension) {
            found.push(path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_is_where_the_workspace_is_declared() {
        let manifest = fs::read_to_string(repo_root().join("Cargo.toml")).unwrap();
        assert!(manifest.contains("[workspace]"));
    }

    #[test]
    fn a_data_set_that_nobody_has_is_none() {
        assert_eq!(shared_data("no-such-data-set"), None);
    }

    #[test]
    fn files_come_in_the_order_of_their_paths() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("b")).unwrap();
        for name in ["b/one.yaml", "a.yaml", "c.yaml", "notes.md"] {
            fs::write(folder.path().join(name), "").unwrap();
        }
        let names: Vec<_> = files_below(folder.path(), "yaml")
            .iter()
            .map(|path| {
                path.strip_prefix(folder.path())
                    .unwrap()
                    .display()
                    .to_string()
            })
            .collect();
        assert_eq!(names, ["a.yaml", "b/one.yaml", "c.yaml"]);
    }

    #[test]
    #[should_panic(expected = "no `.yaml` file below")]
    fn an_empty_corpus_is_a_mistake() {
        files_below(tempfile::tempdir().unwrap().path(), "yaml");
    }
}
