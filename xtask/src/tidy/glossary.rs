//! The glossary explains every public type of `model`, in the words of people who run programs, and no type that is gone.
//!
//! An entry is a line that begins with its term in bold. The types that it explains follow in backticks and brackets:
//! ``**need** (`Need`): …``.

use std::collections::BTreeMap;

use super::problem::Problem;
use super::tree::{Tree, numbered};

const PATH: &str = "docs/glossary.md";
const MODEL: &str = "crates/model/src/";

pub(super) fn check(tree: &Tree) -> Vec<Problem> {
    let types = public_types(tree);
    let Some(glossary) = tree.text(PATH) else {
        return vec![Problem::in_file(PATH, "is missing")];
    };
    let entries = entries(glossary);
    let mut found = Vec::new();
    for (name, (path, line)) in &types {
        if !entries.iter().any(|entry| entry.types.contains(name)) {
            let words = format!("`{name}` has no entry in {PATH}");
            found.push(Problem::on_line(path, *line, words));
        }
    }
    for entry in &entries {
        for name in entry.types.iter().filter(|name| !types.contains_key(*name)) {
            let words = format!("`{name}` is no public type of `model`");
            found.push(Problem::on_line(PATH, entry.line, words));
        }
    }
    found.extend(out_of_order(&entries));
    found
}

/// Public structs and enums of `model` by name, with their place.
fn public_types(tree: &Tree) -> BTreeMap<&str, (&str, usize)> {
    let mut types = BTreeMap::new();
    for (path, text) in tree.with_extension("rs") {
        if !path.starts_with(MODEL) {
            continue;
        }
        for (line, words) in numbered(text) {
            if let Some(name) = declared(words) {
                types.insert(name, (path, line));
            }
        }
    }
    types
}

fn declared(line: &str) -> Option<&str> {
    let rest = line.trim_start().strip_prefix("pub ")?;
    let rest = rest
        .strip_prefix("struct ")
        .or_else(|| rest.strip_prefix("enum "))?;
    let end = rest.find(|letter: char| !letter.is_alphanumeric());
    // A macro's `$name` is no name.
    Some(&rest[..end.unwrap_or(rest.len())]).filter(|name| !name.is_empty())
}

struct Entry<'t> {
    line: usize,
    term: &'t str,
    types: Vec<&'t str>,
}

fn entries(glossary: &str) -> Vec<Entry<'_>> {
    numbered(glossary)
        .filter_map(|(line, words)| {
            let (term, rest) = words.strip_prefix("**")?.split_once("**")?;
            let head = rest.split(':').next().unwrap_or_default();
            let types = head.split('`').skip(1).step_by(2).collect();
            Some(Entry { line, term, types })
        })
        .collect()
}

fn out_of_order(entries: &[Entry<'_>]) -> Vec<Problem> {
    let pairs = entries.windows(2);
    let wrong = pairs.filter(|pair| pair[0].term.to_lowercase() > pair[1].term.to_lowercase());
    wrong
        .map(|pair| {
            let words = format!("\"{}\" comes before \"{}\"", pair[1].term, pair[0].term);
            Problem::on_line(PATH, pair[1].line, words)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::problem::found;

    fn said(glossary: &str) -> String {
        let model = "//! What is a need?\n\npub struct Need {\n}\npub(crate) struct Hidden;\npub enum LinkKind {}\n";
        found(
            check,
            &[
                (PATH, glossary),
                ("crates/model/src/need.rs", model),
                ("crates/check/src/lib.rs", "pub struct Finding;\n"),
            ],
        )
    }

    #[test]
    fn every_public_type_of_the_model_is_explained() {
        assert_eq!(
            said("**float**: See slack.\n**need** (`Need`, `LinkKind`): What `Item`s wait for.\n"),
            ""
        );
        assert_eq!(
            said("**need** (`Need`): What is waited for.\n"),
            "crates/model/src/need.rs:6: `LinkKind` has no entry in docs/glossary.md"
        );
    }

    #[test]
    fn a_type_that_is_gone_is_named() {
        assert_eq!(
            said("**need** (`Need`, `LinkKind`, `Edge`): What is waited for.\n"),
            "docs/glossary.md:1: `Edge` is no public type of `model`"
        );
    }

    #[test]
    fn terms_come_in_the_order_of_the_alphabet() {
        assert_eq!(
            said("**need** (`Need`): A.\n\n**Link** (`LinkKind`): B.\n"),
            "docs/glossary.md:3: \"Link\" comes before \"need\""
        );
    }
}
