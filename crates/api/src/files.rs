//! `longpole export --json` and `longpole init --json`: files that were made

use schemars::JsonSchema;
use serde::Serialize;

/// Files that a command made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Files {
    /// `longpole-files/1`
    pub schema: &'static str,
    /// In the order in which they were made.
    pub files: Vec<MadeFile>,
}

/// A file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MadeFile {
    /// Its path, or its name where it was not written.
    pub path: String,
    /// What it says.
    pub text: String,
    /// Whether it was written.
    pub written: bool,
}

impl Files {
    /// Files as JSON.
    pub fn new(files: Vec<MadeFile>) -> Self {
        Self {
            schema: "longpole-files/1",
            files,
        }
    }
}
