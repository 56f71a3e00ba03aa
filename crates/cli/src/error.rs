//! What stops a command, and the exit code that says so: the one place where the two meet.

use std::fmt::Write as _;
use std::io;
use std::process::ExitCode;

use crate::mishap;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// All is well.
    Clean,
    /// It worked, and there is something to act on: findings, or a plan that differs.
    Findings,
}

/// What stopped a command.
#[derive(Debug)]
pub(crate) enum CommandError {
    /// The command was asked for something that it cannot do.
    Usage {
        /// What.
        message: String,
        /// What to do instead.
        hint: Option<String>,
    },
    /// The plan cannot be read: its mistakes, rendered with their places.
    Plan {
        /// For people.
        rendered: String,
        /// For programs.
        json: serde_json::Value,
    },
    /// The user, the plan or the machine stands in the way.
    User {
        /// What is wrong.
        message: String,
        /// What to do about it.
        hint: Option<String>,
    },
    /// Nobody listens any more: the reader of a pipe went away.
    Unheard,
}

const CLEAN: u8 = 0;
const FINDINGS: u8 = 1;
const USAGE: u8 = 2;
const USER: u8 = 3;

/// The exit codes and what they mean.
pub const EXIT_CODES: [(u8, &str); 5] = [
    (CLEAN, "All is well."),
    (
        FINDINGS,
        "The command worked and found something to act on: `check` a finding as grave as `--fail-on` says, `diff` a difference, `import` what somebody has to decide, `level` that nothing is known of people.",
    ),
    (
        USAGE,
        "The command line is wrong. The message says how it should be.",
    ),
    (
        USER,
        "The plan or the machine stands in the way: a mistake in the plan, no such item, a file that cannot be read. \
         The message says what and where.",
    ),
    (
        mishap::EXIT_CODE,
        "A mistake in longpole itself. The message says how to report it.",
    ),
];

/// The exit codes as a page of the reference.
pub fn exit_codes_page() -> String {
    let mut page = String::from(
        "# Exit codes\n\nEvery command ends with one of these.\n\n| code | meaning |\n|---|---|\n",
    );
    for (code, meaning) in EXIT_CODES {
        writeln!(page, "| {code} | {meaning} |").ok();
    }
    page
}

impl Outcome {
    pub(crate) fn exit_code(self) -> ExitCode {
        match self {
            Self::Clean => ExitCode::from(CLEAN),
            Self::Findings => ExitCode::from(FINDINGS),
        }
    }
}

impl CommandError {
    pub(crate) fn user(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::User {
            message: message.into(),
            hint: Some(hint.into()),
        }
    }

    pub(crate) fn usage(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Usage {
            message: message.into(),
            hint: Some(hint.into()),
        }
    }

    pub(crate) fn exit_code(&self) -> ExitCode {
        match self {
            Self::Usage { .. } => ExitCode::from(USAGE),
            Self::Plan { .. } | Self::User { .. } => ExitCode::from(USER),
            Self::Unheard => ExitCode::from(CLEAN),
        }
    }
}

impl From<io::Error> for CommandError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::Unheard,
            _ => Self::User {
                message: format!("cannot print the result: {error}"),
                hint: None,
            },
        }
    }
}
