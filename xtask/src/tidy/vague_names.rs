//! No file or folder is called after having no idea: what deserves sharing has a name.

use super::problem::Problem;
use super::tree::{Tree, has_extension};

const VAGUE: &[&str] = &[
    "common", "helper", "helpers", "misc", "stuff", "util", "utils",
];

pub(super) fn check(tree: &Tree) -> Vec<Problem> {
    let rust = tree.paths().filter(|path| has_extension(path, "rs"));
    rust.filter_map(|path| {
        let mut names = path.trim_end_matches(".rs").split('/');
        let vague = names.find(|name| VAGUE.contains(name))?;
        let words = format!("`{vague}` says nothing; name it after its idea");
        Some(Problem::in_file(path, words))
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::problem::found;

    #[test]
    fn vague_files_and_folders_are_named() {
        assert_eq!(
            found(
                check,
                &[
                    ("crates/a/src/calendar.rs", ""),
                    ("crates/a/src/utils.rs", ""),
                    ("crates/a/src/common/dates.rs", ""),
                    ("crates/a/src/utilities_of_power.rs", ""),
                    ("docs/common/a.md", ""),
                ]
            ),
            "crates/a/src/common/dates.rs: `common` says nothing; name it after its idea\n\
             crates/a/src/utils.rs: `utils` says nothing; name it after its idea"
        );
    }
}
