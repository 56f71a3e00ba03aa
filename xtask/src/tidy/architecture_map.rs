//! ARCHITECTURE.md has a chapter for each crate, says what it may use as the table of layers does, and names no path that is gone.

use super::problem::Problem;
use super::tree::{Tree, numbered};
use crate::layers::{LAYERS, Layer, MayUse};

const PATH: &str = "ARCHITECTURE.md";

pub(super) fn check(tree: &Tree) -> Vec<Problem> {
    compare(tree, LAYERS)
}

fn compare(tree: &Tree, layers: &[Layer]) -> Vec<Problem> {
    let Some(text) = tree.text(PATH) else {
        return vec![Problem::in_file(PATH, "is missing")];
    };
    let chapters = chapters(text);
    let mut found = Vec::new();
    for layer in layers {
        match chapters.iter().find(|chapter| chapter.names(layer)) {
            Some(chapter) => found.extend(wrong_uses(layer, chapter)),
            None => {
                let words = format!("no chapter for `{0}`: `### `{0}``", layer.folder());
                found.push(Problem::in_file(PATH, words));
            }
        }
    }
    for chapter in &chapters {
        if !layers.iter().any(|layer| chapter.names(layer)) {
            let words = format!("`{}` is no crate of the table of layers", chapter.title);
            found.push(Problem::on_line(PATH, chapter.line, words));
        }
    }
    found.extend(gone_paths(tree, text));
    found
}

/// The stretch under a heading that is one name in backticks: a crate's folder.
struct Chapter<'t> {
    title: &'t str,
    line: usize,
    lines: Vec<(usize, &'t str)>,
}

impl Chapter<'_> {
    fn names(&self, layer: &Layer) -> bool {
        self.title == layer.folder()
    }
}

fn chapters(text: &str) -> Vec<Chapter<'_>> {
    let mut chapters: Vec<Chapter<'_>> = Vec::new();
    let mut open = false;
    for (line, words) in numbered(text) {
        if words.starts_with('#') {
            let title = words.trim_start_matches('#').trim();
            let crate_name = title
                .strip_prefix('`')
                .and_then(|title| title.strip_suffix('`'));
            open = crate_name.is_some();
            chapters.extend(crate_name.map(|title| Chapter {
                title,
                line,
                lines: Vec::new(),
            }));
        } else if let (true, Some(chapter)) = (open, chapters.last_mut()) {
            chapter.lines.push((line, words));
        }
    }
    chapters
}

const MAY_USE: &str = "May use: ";

fn wrong_uses(layer: &Layer, chapter: &Chapter<'_>) -> Option<Problem> {
    let expected = format!("{MAY_USE}{}", in_words(layer.may_use));
    let mut lines = chapter.lines.iter();
    let Some((line, words)) = lines.find(|(_, words)| words.starts_with(MAY_USE)) else {
        let words = format!("the chapter lacks the line \"{expected}\"");
        return Some(Problem::on_line(PATH, chapter.line, words));
    };
    (*words != expected).then(|| {
        let words = format!("the table of layers says \"{expected}\"");
        Problem::on_line(PATH, *line, words)
    })
}

fn in_words(may_use: MayUse) -> String {
    match may_use {
        MayUse::Everything => "every crate.".to_owned(),
        MayUse::These([]) => "no other crate.".to_owned(),
        MayUse::These(names) => {
            let names: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
            format!("{}.", names.join(", "))
        }
    }
}

/// Names in backticks with a `/` in them are paths, and have to exist.
fn gone_paths(tree: &Tree, text: &str) -> Vec<Problem> {
    let mut found = Vec::new();
    let mut in_code = false;
    for (line, words) in numbered(text) {
        if words.starts_with("```") {
            in_code = !in_code;
        }
        if in_code {
            continue;
        }
        for name in words.split('`').skip(1).step_by(2) {
            if is_path(name) && !tree.exists(name) {
                let words = format!("there is no `{name}`");
                found.push(Problem::on_line(PATH, line, words));
            }
        }
    }
    found
}

fn is_path(name: &str) -> bool {
    let has_pattern = name.contains(|letter: char| " *<>{}$".contains(letter));
    name.contains('/') && !has_pattern && !name.contains("://") && !name.starts_with("../")
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: &[Layer] = &[
        Layer {
            name: "model",
            may_use: MayUse::These(&[]),
        },
        Layer {
            name: "engine",
            may_use: MayUse::These(&["model", "check"]),
        },
        Layer {
            name: "xtask",
            may_use: MayUse::Everything,
        },
    ];

    const GOOD: &str = "# Map\n\n### `crates/model`\n\nMay use: no other crate.\n\
        ### `crates/engine`\n\nMay use: `model`, `check`.\n### `xtask`\nMay use: every crate.\n\n## Where to start\n";

    fn said(text: &str) -> String {
        let tree = Tree::of(&[
            (PATH, text),
            ("crates/model/src/lib.rs", ""),
            ("crates/engine/src/lib.rs", ""),
            ("xtask/src/lib.rs", ""),
        ]);
        let problems = compare(&tree, SMALL);
        let lines: Vec<_> = problems.iter().map(ToString::to_string).collect();
        lines.join("\n")
    }

    #[test]
    fn a_map_that_agrees_passes() {
        assert_eq!(said(GOOD), "");
    }

    #[test]
    fn a_crate_without_a_chapter_and_a_chapter_without_a_crate_are_named() {
        assert_eq!(
            said(&GOOD.replace("crates/engine`", "crates/motor`")),
            "ARCHITECTURE.md: no chapter for `crates/engine`: `### `crates/engine``\n\
             ARCHITECTURE.md:6: `crates/motor` is no crate of the table of layers\n\
             ARCHITECTURE.md:6: there is no `crates/motor`"
        );
    }

    #[test]
    fn what_a_crate_may_use_is_what_the_table_says() {
        assert_eq!(
            said(&GOOD.replace("`model`, `check`", "`model`")),
            "ARCHITECTURE.md:8: the table of layers says \"May use: `model`, `check`.\""
        );
        assert_eq!(
            said(&GOOD.replace("May use: every crate.", "")),
            "ARCHITECTURE.md:9: the chapter lacks the line \"May use: every crate.\""
        );
    }

    #[test]
    fn a_path_that_is_gone_is_named_and_a_pattern_is_no_path() {
        assert_eq!(
            said(&format!(
                "{GOOD}See `crates/model/src/lib.rs`, `crates/<name>`, `crates/model/src/old.rs`.\n"
            )),
            "ARCHITECTURE.md:13: there is no `crates/model/src/old.rs`"
        );
    }
}
