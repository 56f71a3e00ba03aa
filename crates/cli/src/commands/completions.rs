//! `longpole completions SHELL`

use crate::error::{CommandError, Outcome};
use crate::settings::Settings;

/// Print completions for a shell
///
/// For bash: `longpole completions bash > ~/.local/share/bash-completion/completions/longpole`.
#[derive(Debug, clap::Args)]
pub(crate) struct CompletionsArgs {
    /// The shell
    shell: clap_complete::Shell,
}

pub(crate) fn run(settings: &Settings, args: &CompletionsArgs) -> Result<Outcome, CommandError> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut crate::command(), "longpole", &mut script);
    settings.ui.print(&String::from_utf8_lossy(&script))?;
    Ok(Outcome::Clean)
}
