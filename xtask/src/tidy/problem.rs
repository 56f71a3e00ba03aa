//! What a rule of the house objects to: the place, what is wrong there, and what to do.

use std::fmt;

/// One thing that is not as the house wants it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Problem {
    path: String,
    /// Counted from 1; `None` where the whole file is concerned.
    line: Option<usize>,
    words: String,
}

impl Problem {
    pub(super) fn in_file(path: &str, words: impl Into<String>) -> Self {
        Self {
            path: path.to_owned(),
            line: None,
            words: words.into(),
        }
    }

    pub(super) fn on_line(path: &str, line: usize, words: impl Into<String>) -> Self {
        Self {
            line: Some(line),
            ..Self::in_file(path, words)
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, line, words } = self;
        match line {
            Some(line) => write!(f, "{path}:{line}: {words}"),
            None => write!(f, "{path}: {words}"),
        }
    }
}

/// What `check` finds in a tree of `files`, a line each: the form in which the rules' tests read.
#[cfg(test)]
pub(super) fn found(check: super::Check, files: &[(&str, &str)]) -> String {
    let problems = check(&super::Tree::of(files));
    let lines: Vec<_> = problems.iter().map(ToString::to_string).collect();
    lines.join("\n")
}
