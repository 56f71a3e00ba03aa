//! `longpole set --json`, and every other command that writes into the plan

use schemars::JsonSchema;
use serde::Serialize;

/// What an edit changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Edit {
    /// `longpole-edit/1`
    pub schema: &'static str,
    /// What differs, file by file. Empty when the plan said so already.
    pub changes: Vec<ChangedLines>,
    /// Whether it was written; false with `--dry-run`.
    pub written: bool,
}

/// The lines of a file that differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ChangedLines {
    /// The file.
    pub file: String,
    /// The first line that differs, from 1.
    pub line: usize,
    /// The lines as they were.
    pub before: Vec<String>,
    /// The lines as they are.
    pub after: Vec<String>,
}

impl Edit {
    /// An edit as JSON.
    pub fn new(changes: Vec<ChangedLines>, written: bool) -> Self {
        Self {
            schema: "longpole-edit/1",
            changes,
            written,
        }
    }
}
