//! Every Rust file begins with a `//!` line that says which question it answers.

use super::problem::Problem;
use super::tree::Tree;

pub(super) fn check(tree: &Tree) -> Vec<Problem> {
    let without = tree
        .with_extension("rs")
        .filter(|(_, text)| !says_what_it_is_for(text));
    without
        .map(|(path, _)| {
            Problem::on_line(
                path,
                1,
                "the first line is not `//!` with the question that the file answers",
            )
        })
        .collect()
}

fn says_what_it_is_for(text: &str) -> bool {
    let first = text
        .lines()
        .next()
        .and_then(|line| line.strip_prefix("//!"));
    first.is_some_and(|words| !words.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::problem::found;

    #[test]
    fn a_file_without_its_question_is_named() {
        assert_eq!(
            found(
                check,
                &[
                    ("crates/a/src/good.rs", "//! What is good?\n"),
                    ("crates/a/src/empty.rs", "//!\nfn a() {}\n"),
                    ("crates/a/src/late.rs", "\n//! What is late?\n"),
                ]
            ),
            "crates/a/src/empty.rs:1: the first line is not `//!` with the question that the file answers\n\
             crates/a/src/late.rs:1: the first line is not `//!` with the question that the file answers"
        );
    }
}
