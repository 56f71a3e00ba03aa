//! The changelog has a section for what is not released yet, with something in it.

use super::problem::Problem;
use super::tree::Tree;

const PATH: &str = "CHANGELOG.md";

pub(super) fn check(tree: &Tree) -> Vec<Problem> {
    let Some(text) = tree.text(PATH) else {
        return vec![Problem::in_file(PATH, "is missing")];
    };
    let mut lines = text.lines();
    let section = lines.find(|line| line.trim() == "## Unreleased");
    if section.is_none() {
        return vec![Problem::in_file(PATH, "has no section `## Unreleased`")];
    }
    let mut entries = lines.take_while(|line| !line.starts_with("## "));
    if !entries.any(|line| line.starts_with("- ")) {
        let words = "`## Unreleased` lists nothing that a user would notice";
        return vec![Problem::in_file(PATH, words)];
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::problem::found;

    fn said(text: &str) -> String {
        found(check, &[(PATH, text)])
    }

    #[test]
    fn what_is_not_released_is_listed() {
        assert_eq!(said("# Changes\n\n## Unreleased\n\n- A brief.\n"), "");
        assert_eq!(found(check, &[]), "CHANGELOG.md: is missing");
        assert_eq!(
            said("# Changes\n"),
            "CHANGELOG.md: has no section `## Unreleased`"
        );
        assert_eq!(
            said("## Unreleased\n\n## 0.1.0\n\n- A brief.\n"),
            "CHANGELOG.md: `## Unreleased` lists nothing that a user would notice"
        );
    }
}
