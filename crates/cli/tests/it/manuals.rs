//! Help, manual pages and completions exist for every command, and every example in the help works.

use std::fs;

use crate::sandbox::{PLAN, Sandbox};

/// Every command that the help lists.
fn commands() -> Vec<String> {
    let tree = longpole_cli::command();
    tree.get_subcommands()
        .map(|command| command.get_name().to_owned())
        .collect()
}

#[test]
fn each_shell_has_completions_for_every_command() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = Sandbox::new()
            .run(&format!("longpole completions {shell}"))
            .succeeds()
            .says("")
            .stdout;
        for command in commands() {
            assert!(script.contains(&command), "{shell}: {command}");
        }
    }
}

#[test]
fn there_is_a_manual_page_for_every_command() {
    let sandbox = Sandbox::new();

    sandbox.run("longpole man --out man").succeeds();

    for command in commands() {
        let page = sandbox.read(&format!("man/longpole-{command}.1"));
        assert!(
            page.contains(".SH SYNOPSIS") && page.contains(&format!("longpole\\-{command}")),
            "{page}"
        );
    }
    assert!(fs::exists(sandbox.path().join("man/longpole-baseline-set.1")).unwrap());
    assert_eq!(
        sandbox.read("man/longpole.1"),
        sandbox.run("longpole man").succeeds().stdout
    );
}

#[test]
fn help_describes_every_command_with_an_example() {
    for command in commands() {
        let help = Sandbox::new()
            .run(&format!("longpole help {command}"))
            .succeeds()
            .stdout;
        assert!(help.contains("Usage: longpole"), "{help}");
        let needs_none = ["completions"].contains(&command.as_str());
        assert!(
            needs_none || help.contains("Examples:\n  longpole "),
            "{help}"
        );
        assert!(
            help.lines().all(|line| line.chars().count() <= 100),
            "{help}"
        );
    }
}

/// The examples name things of an invented plan: they are parsed, and those that need no plan of their own are run.
#[test]
fn examples_in_the_help_are_commands_that_parse() {
    for (command, line) in examples() {
        let words = crate::sandbox::words(&line);
        let parsed = longpole_cli::command().try_get_matches_from(&words);
        assert!(parsed.is_ok(), "{command}: {line}: {}", parsed.unwrap_err());
    }
}

fn examples() -> Vec<(String, String)> {
    let tree = longpole_cli::command();
    let each = tree
        .get_subcommands()
        .map(|command| (command.get_name().to_owned(), command.get_after_long_help()));
    let whole = std::iter::once(("longpole".to_owned(), tree.get_after_long_help()));
    let mut examples = Vec::new();
    for (name, after) in each.chain(whole) {
        for line in after.map(ToString::to_string).unwrap_or_default().lines() {
            // What stands after several spaces explains; a pipe or a redirection is the shell's.
            let line = line.trim().split("   ").next().unwrap_or_default();
            let line = line
                .split([' ', ' '])
                .take_while(|word| !["|", ">"].contains(word))
                .collect::<Vec<_>>()
                .join(" ");
            if line.starts_with("longpole ") {
                examples.push((name.clone(), line));
            }
        }
    }
    examples
}

#[test]
fn the_version_is_that_of_the_package() {
    let ran = Sandbox::with_plan(PLAN)
        .run("longpole --version")
        .succeeds();
    assert_eq!(
        ran.stdout,
        format!("longpole {}\n", env!("CARGO_PKG_VERSION"))
    );
}
