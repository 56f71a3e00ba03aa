//! Every crate takes its lints and the versions of what it uses from the workspace, so that there is one place for each.

use toml_edit::{DocumentMut, Item, TableLike};

use super::problem::Problem;
use super::tree::Tree;

pub(super) fn check(tree: &Tree) -> Vec<Problem> {
    let manifests = tree
        .texts()
        .filter(|(path, _)| path.ends_with("/Cargo.toml"));
    manifests
        .flat_map(|(path, text)| match text.parse::<DocumentMut>() {
            Ok(manifest) => problems(path, &manifest),
            Err(_) => vec![Problem::in_file(path, "is no TOML")],
        })
        .collect()
}

fn problems(path: &str, manifest: &DocumentMut) -> Vec<Problem> {
    let mut found = Vec::new();
    if !manifest.get("lints").is_some_and(from_workspace) {
        let words = "takes its lints from elsewhere: `[lints]` wants `workspace = true`";
        found.push(Problem::in_file(path, words));
    }
    for section in ["dependencies", "dev-dependencies", "build-dependencies"] {
        let table = manifest.get(section).and_then(Item::as_table_like);
        let own = table.into_iter().flat_map(TableLike::iter);
        for (name, _) in own.filter(|(_, item)| !from_workspace(item)) {
            let words = format!(
                "`{name}` belongs into [workspace.dependencies], and here `{name}.workspace = true`"
            );
            found.push(Problem::in_file(path, words));
        }
    }
    found
}

fn from_workspace(item: &Item) -> bool {
    let workspace = item
        .as_table_like()
        .and_then(|table| table.get("workspace"));
    workspace.and_then(Item::as_bool) == Some(true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::problem::found;

    #[test]
    fn lints_and_versions_come_from_the_workspace() {
        let good = "[dependencies]\njiff.workspace = true\nclap = { workspace = true, features = [\"env\"] }\n\
                    [lints]\nworkspace = true\n";
        assert_eq!(found(check, &[("crates/a/Cargo.toml", good)]), "");
        assert_eq!(
            found(
                check,
                &[(
                    "crates/a/Cargo.toml",
                    "[dev-dependencies]\njiff = \"0.2\"\nlibm = { path = \"x\" }\n"
                )]
            ),
            "crates/a/Cargo.toml: takes its lints from elsewhere: `[lints]` wants `workspace = true`\n\
             crates/a/Cargo.toml: `jiff` belongs into [workspace.dependencies], and here `jiff.workspace = true`\n\
             crates/a/Cargo.toml: `libm` belongs into [workspace.dependencies], and here `libm.workspace = true`"
        );
    }

    #[test]
    fn the_workspace_itself_is_where_versions_stand() {
        assert_eq!(
            found(
                check,
                &[("Cargo.toml", "[workspace.dependencies]\njiff = \"0.2\"\n")]
            ),
            ""
        );
    }
}
