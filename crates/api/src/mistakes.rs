//! What any command with `--json` prints when the plan cannot be read.

use longpole_engine as engine;
use longpole_engine::exchange::diagnostic::DiagnosticView;
use schemars::JsonSchema;
use serde::Serialize;

/// The mistakes of a plan, all at once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Mistakes {
    /// `longpole-mistakes/1`
    pub schema: &'static str,
    /// By file and place.
    pub mistakes: Vec<Mistake>,
}

/// A mistake in a plan file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Mistake {
    /// A stable code, such as `unknown-id`.
    pub code: String,
    /// `error` or `warning`.
    pub severity: String,
    /// What is wrong.
    pub message: String,
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
    /// The line as it stands.
    pub excerpt: String,
    /// What to do.
    pub helps: Vec<String>,
    /// What to write there instead.
    pub suggestion: Option<String>,
}

impl From<&engine::Mistakes> for Mistakes {
    fn from(it: &engine::Mistakes) -> Self {
        Self {
            schema: "longpole-mistakes/1",
            mistakes: it.views().into_iter().map(Mistake::from).collect(),
        }
    }
}

impl From<DiagnosticView> for Mistake {
    fn from(it: DiagnosticView) -> Self {
        Self {
            code: it.code.to_owned(),
            severity: it.severity.to_owned(),
            message: it.message,
            file: it.primary.file,
            line: it.primary.start.line,
            column: it.primary.start.column,
            excerpt: it.primary.excerpt,
            helps: it.helps,
            suggestion: it.fix.map(|fix| fix.replacement),
        }
    }
}
