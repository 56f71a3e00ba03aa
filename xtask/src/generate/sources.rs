//! The list of all that is made from the code: one line a file, or a kind of file.

use super::{Generated, cli_reference, fidelity};

/// Everything that is made.
pub fn sources() -> Vec<Generated> {
    let mut sources = vec![
        fidelity::generated(),
        Generated::new(
            "docs/reference/cli.md",
            cli_reference::page(longpole_cli::command()),
        ),
        Generated::new(
            "docs/reference/exit-codes.md",
            longpole_cli::exit_codes_page(),
        ),
        Generated::new("docs/reference/rules.md", longpole_check::reference()),
        Generated::new(
            "docs/reference/plan-file.md",
            longpole_exchange::plan::reference(),
        ),
        Generated::new(
            "docs/reference/plan-file.schema.json",
            format!("{:#}", longpole_exchange::plan::schema()),
        ),
        Generated::new(
            "docs/reference/json/longpole-document-1.schema.json",
            longpole_document::json::JSON_SCHEMA,
        ),
    ];
    sources.extend(longpole_api::schemas().iter().map(|(name, schema)| {
        let path = format!("docs/reference/json/{name}.schema.json");
        Generated::new(path, format!("{schema:#}"))
    }));
    sources
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
