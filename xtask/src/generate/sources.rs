//! The list of all that is made from the code: one line a file.

use super::{Generated, cli_reference};

/// Everything that is made.
pub fn sources() -> Vec<Generated> {
    vec![
        Generated::new(
            "docs/reference/cli.md",
            cli_reference::page(longpole_cli::command()),
        ),
        Generated::new("docs/reference/rules.md", longpole_check::reference()),
    ]
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::generate::is_made;

    #[test]
    fn every_file_says_what_made_it() {
        for made in sources() {
            assert!(is_made(&made.text), "{}", made.path);
        }
    }

    #[test]
    fn nothing_is_made_twice() {
        let mut paths = BTreeSet::new();
        for made in sources() {
            assert!(paths.insert(made.path.clone()), "{}", made.path);
        }
    }
}
