//! `cargo xtask tidy`: the rules of the house that no compiler knows.
//!
//! One rule a file, each a function from the files of the checkout to what is wrong with them.

mod architecture_map;
mod changelog;
mod generated_files;
mod glossary;
mod machine_paths;
mod manifests;
mod markdown_links;
mod module_docs;
mod problem;
mod readme_commands;
mod rule_pages;
mod tree;
mod vague_names;

use std::io::{self, Write};
use std::path::Path;

use problem::Problem;
use tree::Tree;

type Check = fn(&Tree) -> Vec<Problem>;

/// All rules, by name.
const CHECKS: &[(&str, Check)] = &[
    ("module docs", module_docs::check),
    ("vague names", vague_names::check),
    ("architecture map", architecture_map::check),
    ("glossary", glossary::check),
    ("changelog", changelog::check),
    ("generated files", generated_files::check),
    ("machine paths", machine_paths::check),
    ("manifests", manifests::check),
    ("README commands", readme_commands::check),
    ("Markdown links", markdown_links::check),
    ("rule pages", rule_pages::check),
];

/// Holds the rules for the files below `root`; says whether all are kept.
pub fn run(root: &Path, out: &mut dyn Write) -> Result<bool, String> {
    let tree = Tree::of_checkout(root)?;
    let problems = all_problems(&tree);
    report(&tree, &problems, out).map_err(|error| error.to_string())?;
    Ok(problems.is_empty())
}

fn all_problems(tree: &Tree) -> Vec<Problem> {
    CHECKS.iter().flat_map(|(_, check)| check(tree)).collect()
}

fn report(tree: &Tree, problems: &[Problem], out: &mut dyn Write) -> io::Result<()> {
    for problem in problems {
        writeln!(out, "{problem}")?;
    }
    let files = tree.len();
    match problems.len() {
        0 => writeln!(out, "{} rules kept by {files} files.", CHECKS.len()),
        1 => writeln!(out, "\nOne problem in {files} files."),
        count => writeln!(out, "\n{count} problems in {files} files."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn problems_are_counted_and_fail() {
        let tree = Tree::of(&[("CHANGELOG.md", "# Changes\n"), ("a.rs", "fn a() {}\n")]);
        let problems = all_problems(&tree);
        assert!(problems.len() >= 2);
        let mut out = Vec::new();
        report(&tree, &problems, &mut out).unwrap();
        let out = String::from_utf8(out).unwrap();
        assert!(out.contains("a.rs:1: "), "{out}");
        assert!(out.ends_with("problems in 2 files.\n"), "{out}");
    }
}
