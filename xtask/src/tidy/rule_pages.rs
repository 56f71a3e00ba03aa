//! Every rule of `check` has its page and its line in the list, under one name.

use std::collections::BTreeSet;

use super::problem::Problem;
use super::tree::Tree;

const FOLDER: &str = "crates/check/src/rules/";
const LIST: &str = "crates/check/src/rules/mod.rs";

pub(super) fn check(tree: &Tree) -> Vec<Problem> {
    let Some(list) = tree.text(LIST) else {
        return Vec::new();
    };
    let rules = names(tree, ".rs");
    let pages = names(tree, ".md");
    let listed = words(list);
    let mut found = Vec::new();
    for rule in rules.iter().filter(|rule| **rule != "mod") {
        let path = format!("{FOLDER}{rule}.rs");
        if !pages.contains(rule) {
            found.push(Problem::in_file(&path, format!("has no page `{rule}.md`")));
        }
        if !listed.contains(rule) {
            found.push(Problem::in_file(&path, format!("has no line in {LIST}")));
        }
    }
    for page in pages.difference(&rules) {
        let path = format!("{FOLDER}{page}.md");
        found.push(Problem::in_file(&path, format!("has no rule `{page}.rs`")));
    }
    found
}

fn names<'t>(tree: &'t Tree, extension: &str) -> BTreeSet<&'t str> {
    tree.paths()
        .filter_map(|path| path.strip_prefix(FOLDER)?.strip_suffix(extension))
        .filter(|name| !name.contains('/'))
        .collect()
}

fn words(list: &str) -> BTreeSet<&str> {
    let lines = list
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    lines
        .flat_map(|line| line.split(|letter: char| !(letter.is_alphanumeric() || letter == '_')))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::problem::found;

    #[test]
    fn a_rule_has_its_page_and_its_line() {
        let rules = "//! All rules.\nrules! { stale_status, no_owner }\n";
        assert_eq!(
            found(
                check,
                &[
                    (LIST, rules),
                    ("crates/check/src/rules/stale_status.rs", ""),
                    ("crates/check/src/rules/stale_status.md", ""),
                    ("crates/check/src/rules/no_owner.rs", ""),
                    ("crates/check/src/rules/no_owner.md", ""),
                ]
            ),
            ""
        );
    }

    #[test]
    fn a_rule_without_page_or_line_and_a_page_without_rule_are_named() {
        assert_eq!(
            found(
                check,
                &[
                    (LIST, "//! Not no_owner.\n"),
                    ("crates/check/src/rules/no_owner.rs", ""),
                    ("crates/check/src/rules/gone.md", ""),
                ]
            ),
            "crates/check/src/rules/no_owner.rs: has no page `no_owner.md`\n\
             crates/check/src/rules/no_owner.rs: has no line in crates/check/src/rules/mod.rs\n\
             crates/check/src/rules/gone.md: has no rule `gone.rs`"
        );
    }

    #[test]
    fn without_the_list_there_is_nothing_to_hold() {
        assert_eq!(found(check, &[]), "");
    }
}
