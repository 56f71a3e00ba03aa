//! The reference of the command line, written from the same descriptions that `--help` prints.

use std::fmt::Write as _;

use clap::{Arg, Command};

/// A page with a chapter for each command that is shown in the help.
pub(super) fn page(mut command: Command) -> String {
    command.build();
    let mut page = String::from("# The command line\n\n");
    page.push_str(&described(&command));
    page.push_str(&arguments("Options of every command", &globals(&command)));
    for subcommand in shown(&command) {
        chapter(subcommand, 2, &mut page);
    }
    page
}

fn chapter(command: &Command, level: usize, page: &mut String) {
    let name = command.get_bin_name().unwrap_or(command.get_name());
    let marks = "#".repeat(level);
    // Writing to a string can't fail.
    write!(page, "{marks} `{name}`\n\n").ok();
    page.push_str(&described(command));
    write!(page, "```text\n{}\n```\n\n", usage(command)).ok();
    let (places, options): (Vec<&Arg>, Vec<&Arg>) =
        own_arguments(command).partition(|arg| arg.is_positional());
    page.push_str(&arguments("Arguments", &places));
    page.push_str(&arguments("Options", &options));
    page.push_str(&examples(command));
    for subcommand in shown(command) {
        chapter(subcommand, level + 1, page);
    }
}

// The help has them under a heading of its own, indented.
fn examples(command: &Command) -> String {
    let after = command.get_after_long_help();
    let words = after.map(ToString::to_string).unwrap_or_default();
    let Some(lines) = words.strip_prefix("Examples:\n") else {
        return String::new();
    };
    let lines: Vec<_> = lines
        .lines()
        .map(|line| line.strip_prefix("  ").unwrap_or(line))
        .collect();
    format!("Examples:\n\n```text\n{}\n```\n\n", lines.join("\n"))
}

fn shown(command: &Command) -> impl Iterator<Item = &Command> {
    command
        .get_subcommands()
        .filter(|sub| !sub.is_hide_set() && sub.get_name() != "help")
}

fn described(command: &Command) -> String {
    let words = command.get_long_about().or_else(|| command.get_about());
    words.map_or_else(String::new, |words| format!("{}\n\n", sentence(words)))
}

// Help has no full stop at the end of a line of its own; a paragraph has.
fn sentence(words: &impl ToString) -> String {
    let words = words.to_string();
    let words = words.trim_end();
    if words.ends_with(['.', ':', '`', '?', '!']) {
        words.to_owned()
    } else {
        format!("{words}.")
    }
}

fn usage(command: &Command) -> String {
    let usage = command.clone().render_usage().to_string();
    usage.trim_start_matches("Usage: ").trim().to_owned()
}

fn globals(command: &Command) -> Vec<&Arg> {
    own(command).filter(|arg| arg.is_global_set()).collect()
}

fn own_arguments(command: &Command) -> impl Iterator<Item = &Arg> {
    own(command).filter(|arg| !arg.is_global_set())
}

fn own(command: &Command) -> impl Iterator<Item = &Arg> {
    command
        .get_arguments()
        .filter(|arg| !arg.is_hide_set() && !["help", "version"].contains(&arg.get_id().as_str()))
}

fn arguments(title: &str, arguments: &[&Arg]) -> String {
    if arguments.is_empty() {
        return String::new();
    }
    let mut text = format!("{title}:\n\n");
    for argument in arguments {
        writeln!(text, "- {}", explained(argument)).ok();
    }
    text.push('\n');
    text
}

fn explained(argument: &Arg) -> String {
    let words = argument.get_long_help().or_else(|| argument.get_help());
    let words = words.map_or_else(String::new, |words| sentence(words).replace("\n\n", " "));
    let mut text = format!("`{}`: {words}", spelled(argument));
    let defaults: Vec<_> = argument
        .get_default_values()
        .iter()
        .map(|value| format!("`{}`", value.to_string_lossy()))
        .collect();
    if takes_value(argument) && !defaults.is_empty() {
        write!(text, " Default: {}.", defaults.join(", ")).ok();
    }
    let values: Vec<_> = argument
        .get_possible_values()
        .iter()
        .filter(|value| !value.is_hide_set())
        .map(|value| format!("`{}`", value.get_name()))
        .collect();
    if takes_value(argument) && !values.is_empty() {
        write!(text, " One of {}.", values.join(", ")).ok();
    }
    if let Some(variable) = argument.get_env() {
        write!(text, " Also `{}`.", variable.to_string_lossy()).ok();
    }
    text
}

fn spelled(argument: &Arg) -> String {
    let value = argument
        .get_value_names()
        .map(|names| names.join(" "))
        .filter(|_| takes_value(argument));
    let short = argument.get_short().map(|letter| format!("-{letter}"));
    let long = argument.get_long().map(|word| format!("--{word}"));
    let names: Vec<_> = short.into_iter().chain(long).collect();
    match (names.is_empty(), value) {
        (true, value) => value.unwrap_or_else(|| argument.get_id().to_string()),
        (false, Some(value)) => format!("{} <{value}>", names.join(", ")),
        (false, None) => names.join(", "),
    }
}

fn takes_value(argument: &Arg) -> bool {
    argument.get_action().takes_values()
}

#[cfg(test)]
mod tests {
    use clap::ArgAction;
    use snapbox::str;

    use super::*;

    #[test]
    fn a_command_is_described_with_its_arguments_and_options() {
        let command = Command::new("pole")
            .about("Hold the tent up")
            .arg(
                Arg::new("json")
                    .long("json")
                    .action(ArgAction::SetTrue)
                    .global(true)
                    .help("Answer in JSON"),
            )
            .subcommand(
                Command::new("forecast")
                    .about("Show when it ends")
                    .after_long_help("Examples:\n  pole forecast\n  pole forecast -c fan")
                    .arg(Arg::new("plan").value_name("PLAN").help("The plan file"))
                    .arg(
                        Arg::new("chart")
                            .long("chart")
                            .short('c')
                            .value_name("KIND")
                            .value_parser(["bars", "fan"])
                            .default_value("bars")
                            .help("How to draw it"),
                    ),
            )
            .subcommand(Command::new("secret").hide(true));

        snapbox::assert_data_eq!(
            page(command),
            str![[r#"
# The command line

Hold the tent up.

Options of every command:

- `--json`: Answer in JSON.

## `pole forecast`

Show when it ends.

```text
pole forecast [OPTIONS] [PLAN]
```

Arguments:

- `PLAN`: The plan file.

Options:

- `-c, --chart <KIND>`: How to draw it. Default: `bars`. One of `bars`, `fan`.

Examples:

```text
pole forecast
pole forecast -c fan
```


"#]]
        );
    }
}
