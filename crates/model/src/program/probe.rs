//! Probes: a legacy pattern that is counted in the code.

use jiff::civil::Date;

use crate::{Meta, TeamId};

/// Something in the code that has to become less.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Probe {
    /// What is counted, for people.
    pub title: Option<String>,
    /// The repository.
    pub repo: Option<String>,
    /// How it is found; unknown when left out.
    pub find: Option<ProbePattern>,
    /// Paths that count, as globs; all when empty.
    pub within: Vec<String>,
    /// The count to reach.
    pub target: Option<ProbeTarget>,
    /// Who brings it down.
    pub team: Option<TeamId>,
    /// Former ids, origin, custom fields.
    pub meta: Meta,
}

/// How a pattern is found in code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProbePattern {
    /// A pattern of syntax.
    Ast {
        /// The pattern, in ast-grep's notation.
        pattern: String,
        /// The language of the code.
        language: String,
    },
    /// A regular expression on text.
    Regex(String),
    /// Files by glob.
    Files(String),
    /// A dependency by name.
    Dependency(String),
}

/// The count that a probe has to reach, and by when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProbeTarget {
    /// At most so many.
    pub count: u64,
    /// The day.
    pub by: Option<Date>,
}
