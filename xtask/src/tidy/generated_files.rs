//! What the generator makes is in the tree, says so on top, and nothing else says so.
//!
//! Whether it is what the code makes today is the business of `cargo xtask generate --check`.

use super::problem::Problem;
use super::tree::{Tree, has_extension};
use crate::generate::{is_made, sources};

pub(super) fn check(tree: &Tree) -> Vec<Problem> {
    let made = sources();
    let paths: Vec<_> = made.iter().map(|made| made.path.as_str()).collect();
    compare(tree, &paths)
}

fn compare(tree: &Tree, made: &[&str]) -> Vec<Problem> {
    let mut found = Vec::new();
    for &path in made {
        match tree.text(path) {
            None => found.push(Problem::in_file(
                path,
                "is missing; run `cargo xtask generate`",
            )),
            Some(text) if !is_made(text) => {
                found.push(Problem::on_line(path, 1, "does not say what made it"));
            }
            Some(_) => {}
        }
    }
    // The generator's own source holds the line and is not made.
    let texts = tree.texts().filter(|(path, _)| !has_extension(path, "rs"));
    for (path, text) in texts {
        if is_made(text) && !made.contains(&path) {
            let words = "says that it was made, but nothing makes it";
            found.push(Problem::on_line(path, 1, words));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::generate::Generated;

    #[test]
    fn the_list_and_the_tree_agree() {
        let good = Generated::new("docs/good.md", "# Good");
        let old = Generated::new("docs/old.md", "# Old");
        let tree = Tree::of(&[
            ("docs/good.md", &good.text),
            ("docs/old.md", &old.text),
            ("docs/silent.md", "# Silent\n"),
        ]);
        let problems = compare(&tree, &["docs/gone.md", "docs/good.md", "docs/silent.md"]);
        let lines: Vec<_> = problems.iter().map(ToString::to_string).collect();
        assert_eq!(
            lines,
            [
                "docs/gone.md: is missing; run `cargo xtask generate`",
                "docs/silent.md:1: does not say what made it",
                "docs/old.md:1: says that it was made, but nothing makes it",
            ]
        );
    }
}
