//! The `longpole` command, as a library: so that its references can be made from its own descriptions.

use clap::Command;

/// The tree of commands, as `--help` describes it.
pub fn command() -> Command {
    Command::new("longpole")
        .about("Check a program's plan against the evidence, and say when it will land and why")
        .version(env!("CARGO_PKG_VERSION"))
}
