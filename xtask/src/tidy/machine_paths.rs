//! No file names a folder that exists on its author's machine only.

use super::problem::Problem;
use super::tree::{Tree, numbered};

/// Where people and machines keep checkouts.
const PLACES: &[&str] = &[
    "/home/",
    "/root/",
    "/Users/",
    "/work/",
    "/workspace/",
    "/mnt/",
];

/// This file has to name them.
const HERE: &str = "xtask/src/tidy/machine_paths.rs";

pub(super) fn check(tree: &Tree) -> Vec<Problem> {
    let mut found = Vec::new();
    for (path, text) in tree.texts().filter(|(path, _)| *path != HERE) {
        for (line, words) in numbered(text) {
            if let Some(place) = PLACES.iter().find(|place| names(words, place)) {
                let words = format!("`{place}…` is a path of one machine");
                found.push(Problem::on_line(path, line, words));
            }
        }
    }
    found
}

// A path begins there: what stands before it is no part of a longer path or address.
fn names(line: &str, place: &str) -> bool {
    line.match_indices(place).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        before.is_none_or(|letter| " \t\"'`(=:[<".contains(letter))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::problem::found;

    #[test]
    fn paths_of_one_machine_are_named_and_addresses_are_not() {
        assert_eq!(
            found(
                check,
                &[
                    ("a.md", "see\n`/home/me/plan.yaml`\n"),
                    ("b.rs", "const A: &str = \"/root/.cargo\";\n"),
                    ("c.md", "<https://example.org/work/a> and src/home/a.rs\n"),
                ]
            ),
            "a.md:2: `/home/…` is a path of one machine\n\
             b.rs:1: `/root/…` is a path of one machine"
        );
    }
}
