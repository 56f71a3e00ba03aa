//! Every relative link in a Markdown file leads to a file or folder of the checkout.

use super::problem::Problem;
use super::tree::{Tree, numbered};

pub(super) fn check(tree: &Tree) -> Vec<Problem> {
    let mut found = Vec::new();
    for (path, text) in tree.with_extension("md") {
        for (line, target) in links(text) {
            if !leads_somewhere(tree, path, target) {
                let words = format!("the link `{target}` leads nowhere");
                found.push(Problem::on_line(path, line, words));
            }
        }
    }
    found
}

/// The targets of `[text](target)` and `[name]: target` with their lines, outside of code.
fn links(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut in_code = false;
    for (number, line) in numbered(text) {
        if line.trim_start().starts_with("```") {
            in_code = !in_code;
        }
        if !in_code {
            let targets = inline_links(line).into_iter().chain(definition(line));
            found.extend(targets.map(|target| (number, target)));
        }
    }
    found
}

fn inline_links(line: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for (at, _) in line.match_indices("](") {
        let in_code = line[..at].matches('`').count() % 2 == 1;
        let target = line[at + 2..].split([')', ' ']).next();
        if let (false, Some(target)) = (in_code, target) {
            found.push(target);
        }
    }
    found
}

/// The target of `[name]: target`; a footnote's `[^name]: words` has none.
fn definition(line: &str) -> Option<&str> {
    let (name, target) = line.strip_prefix('[')?.split_once("]: ")?;
    (!name.contains(']') && !name.starts_with('^')).then(|| target.trim())
}

fn leads_somewhere(tree: &Tree, from: &str, target: &str) -> bool {
    let path = target.split('#').next().unwrap_or_default();
    let elsewhere = ["http://", "https://", "mailto:"];
    if path.is_empty() || elsewhere.iter().any(|start| path.starts_with(start)) {
        return true;
    }
    resolved(from, path).is_some_and(|path| tree.exists(&path))
}

/// `path` as seen from the file `from`, or `None` where it leaves the checkout.
fn resolved(from: &str, path: &str) -> Option<String> {
    let mut folders: Vec<&str> = from.split('/').collect();
    folders.pop();
    for step in path.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                folders.pop()?;
            }
            name => folders.push(name),
        }
    }
    Some(folders.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::problem::found;

    #[test]
    fn a_link_is_followed_from_where_it_stands() {
        assert_eq!(
            found(
                check,
                &[
                    (
                        "README.md",
                        "[a](docs/a.md) [b](docs/) [c](https://example.org/x) [d](#here)\n"
                    ),
                    ("docs/a.md", "[up](../README.md#top)\n\n[r]: ../README.md\n"),
                ]
            ),
            ""
        );
    }

    #[test]
    fn a_link_that_leads_nowhere_is_named() {
        assert_eq!(
            found(
                check,
                &[(
                    "docs/a.md",
                    "see\n[b](b.md), [out](../../b.md)\n\n[r]: c.md\n"
                )]
            ),
            "docs/a.md:2: the link `b.md` leads nowhere\n\
             docs/a.md:2: the link `../../b.md` leads nowhere\n\
             docs/a.md:4: the link `c.md` leads nowhere"
        );
    }

    #[test]
    fn a_footnote_is_no_link() {
        assert_eq!(
            found(
                check,
                &[("a.md", "A date[^1].\n\n[^1]: Claim, plan.yaml\n")]
            ),
            ""
        );
    }

    #[test]
    fn code_has_no_links() {
        assert_eq!(
            found(check, &[("a.md", "`[x](y)`\n```text\n[x](y)\n```\n")]),
            ""
        );
    }
}
