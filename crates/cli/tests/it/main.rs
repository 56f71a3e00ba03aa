//! The command as people and jobs use it: the built program, run in a folder of its own on a fixed day.

#![expect(
    clippy::unwrap_used,
    reason = "a broken fixture should stop the test at once"
)]

mod baselines;
mod broken_plans;
mod check;
mod edits;
mod every_command;
mod history;
mod imports;
mod init;
mod json;
mod json_schema;
mod manuals;
mod names;
mod output;
mod readme;
mod rubbish;
mod sandbox;
mod why;
