//! `longpole export --format FORMAT --json`

use longpole_engine::exchange::import::Notes;
use schemars::JsonSchema;
use serde::Serialize;

use crate::import::ImportNote;

/// A program in the format of another tool.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Exported {
    /// `longpole-exported/1`
    pub schema: &'static str,
    /// The format, such as `mspdi`.
    pub format: &'static str,
    /// The program.
    pub program: String,
    /// The file that was written; null when none was.
    pub path: Option<String>,
    /// The text; null when it was written to a file.
    pub text: Option<String>,
    /// What was changed, and what has no equivalent in the format.
    pub notes: Vec<ImportNote>,
}

impl Exported {
    /// The answer for a program that was written.
    pub fn new(
        format: &'static str,
        program: String,
        path: Option<String>,
        text: Option<String>,
        notes: &Notes,
    ) -> Self {
        Self {
            schema: "longpole-exported/1",
            format,
            program,
            path,
            text,
            notes: notes.iter().map(ImportNote::from).collect(),
        }
    }
}
