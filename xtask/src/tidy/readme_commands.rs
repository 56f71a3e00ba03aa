//! What README.md and CONTRIBUTING.md tell people to type exists: scripts, jobs of `xtask`, commands of `longpole`, examples.
//!
//! That the commands answer as the page shows is the business of the tests that run its console blocks.

use clap::Command;

use super::problem::Problem;
use super::tree::{Tree, numbered};

const PAGES: &[&str] = &["README.md", "CONTRIBUTING.md"];

pub(super) fn check(tree: &Tree) -> Vec<Problem> {
    let known = Known {
        longpole: longpole_cli::command(),
        xtask: crate::command::command(),
    };
    compare(tree, &known)
}

struct Known {
    longpole: Command,
    xtask: Command,
}

fn compare(tree: &Tree, known: &Known) -> Vec<Problem> {
    let mut found = Vec::new();
    for page in PAGES {
        let Some(text) = tree.text(page) else {
            found.push(Problem::in_file(page, "is missing"));
            continue;
        };
        for (line, typed) in typed_lines(text) {
            let problem = unknown_program(tree, known, typed).or_else(|| gone_example(tree, typed));
            found.extend(problem.map(|words| Problem::on_line(page, line, words)));
        }
    }
    found
}

/// What stands after `$ ` in blocks of code.
fn typed_lines(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut in_code = false;
    for (number, line) in numbered(text) {
        if line.trim_start().starts_with("```") {
            in_code = !in_code;
        } else if let (true, Some(typed)) = (in_code, line.trim_start().strip_prefix("$ ")) {
            found.push((number, typed));
        }
    }
    found
}

fn unknown_program(tree: &Tree, known: &Known, typed: &str) -> Option<String> {
    let words: Vec<&str> = typed.split_whitespace().collect();
    match words.as_slice() {
        ["cargo", "xtask", rest @ ..] => unknown_command(&known.xtask, rest),
        ["cargo", "run", rest @ ..] => {
            let dashes = rest.iter().position(|word| *word == "--")?;
            unknown_command(&known.longpole, &rest[dashes + 1..])
        }
        ["longpole", rest @ ..] => unknown_command(&known.longpole, rest),
        [script, ..] if script.contains('/') => {
            let script = script.trim_start_matches("./");
            (!tree.exists(script)).then(|| format!("there is no `{script}`"))
        }
        _ => None,
    }
}

fn unknown_command(program: &Command, words: &[&str]) -> Option<String> {
    let name = words.iter().find(|word| !word.starts_with('-'))?;
    let exists = program
        .get_subcommands()
        .any(|sub| sub.get_name() == *name || sub.get_all_aliases().any(|alias| alias == *name));
    let program = program.get_name();
    (!exists).then(|| format!("`{program}` has no command `{name}`"))
}

fn gone_example(tree: &Tree, typed: &str) -> Option<String> {
    let mut words = typed.split_whitespace();
    let gone = words.find(|word| word.starts_with("examples/") && !tree.exists(word))?;
    Some(format!("there is no `{gone}`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(readme: &str) -> String {
        let known = Known {
            longpole: Command::new("longpole").subcommand(Command::new("brief")),
            xtask: Command::new("cargo xtask").subcommand(Command::new("tidy")),
        };
        let tree = Tree::of(&[
            ("README.md", readme),
            ("CONTRIBUTING.md", "# How\n"),
            ("scripts/test", ""),
            ("examples/goals/plan.yaml", ""),
        ]);
        let problems = compare(&tree, &known);
        let lines: Vec<_> = problems.iter().map(ToString::to_string).collect();
        lines.join("\n")
    }

    #[test]
    fn commands_that_exist_pass() {
        assert_eq!(
            said(
                "```console\n$ cargo run --release -- brief examples/goals\nAll is well.\n\
                 $ scripts/test\n$ cargo xtask tidy\n$ longpole --version\n$ ls\n```\n"
            ),
            ""
        );
    }

    #[test]
    fn what_does_not_exist_is_named() {
        assert_eq!(
            said(
                "```console\n$ cargo run --release -- brif examples/goals\n$ longpole brief examples/none\n\
                 $ scripts/run\n$ cargo xtask clean\n```\n"
            ),
            "README.md:2: `longpole` has no command `brif`\n\
             README.md:3: there is no `examples/none`\n\
             README.md:4: there is no `scripts/run`\n\
             README.md:5: `cargo xtask` has no command `clean`"
        );
    }
}
