//! The `longpole` command, as a library: so that its references can be made from its own descriptions.

mod changes;
mod clock;
mod commands;
mod error;
mod exporting;
mod mishap;
mod names;
mod output;
mod settings;
mod ui;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{CommandFactory as _, FromArgMatches as _};

use crate::commands::Command;
use crate::error::CommandError;
pub use crate::error::{EXIT_CODES, exit_codes_page};
use crate::settings::{Settings, SettingsArgs};
use crate::ui::{Format, Ui};

/// Check the plan of a program, and say when it will land, how surely, and why
///
/// Longpole reads a plan as plain text (YAML, one file or a folder), schedules it, runs it thousands of times, holds more
/// than a hundred rules against it, and writes the brief that an executive can act on.
///
/// The plan is `plan.yaml`, `longpole.yaml` or the folder `plan`, unless one is named.
#[derive(Debug, clap::Parser)]
#[command(name = "longpole", version, max_term_width = 100, after_long_help = EXAMPLES)]
#[command(arg_required_else_help = true, subcommand_required = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    settings: SettingsArgs,
}

const EXAMPLES: &str = "\
Examples:
  longpole init --playbook cloud-migration     write a first plan
  longpole check                               what contradicts what, and what is missing
  longpole brief -o brief.html                 the one-pager, on the terminal and as a file
  longpole why go-live                         what drives a date
  longpole diff HEAD~1                         what the last commit changed, and what it did to the dates

Exit codes:
  0  all is well                        3   the plan or the machine stands in the way
  1  findings, or plans that differ     70  a mistake in longpole itself
  2  the command line is wrong";

/// The tree of commands, as `--help` describes it.
pub fn command() -> clap::Command {
    Cli::command()
}

/// Runs the command with the arguments of the process, the first of which is its name.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    mishap::guarded(|| parse_and_run(arguments))
}

fn parse_and_run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let matches = command().try_get_matches_from(arguments);
    match matches.and_then(|matches| Cli::from_arg_matches(&matches)) {
        Ok(cli) => finish(&cli),
        Err(error) => {
            // Help and version come this way too. A closed pipe is no reason to fail.
            error.print().ok();
            u8::try_from(error.exit_code()).map_or(ExitCode::FAILURE, ExitCode::from)
        }
    }
}

fn finish(cli: &Cli) -> ExitCode {
    let outcome = Settings::new(&cli.settings, cli.settings.ui())
        .and_then(|settings| cli.command.run(&settings));
    match outcome {
        Ok(outcome) => outcome.exit_code(),
        Err(error) => {
            say(&cli.settings.ui(), &error);
            error.exit_code()
        }
    }
}

fn say(ui: &Ui, error: &CommandError) {
    match error {
        CommandError::Usage { message, hint } | CommandError::User { message, hint } => {
            ui.error(message, hint.as_deref());
        }
        CommandError::Plan { rendered, json } => match ui.format() {
            Format::Text => ui.trouble(rendered),
            Format::Json => {
                // The mistakes are the result that a program asked for. A closed pipe is no reason to fail again.
                ui.json(json).ok();
            }
        },
        CommandError::Unheard => {}
    }
}
