//! What is wrong with a text, where, and what to do about it.
//!
//! One value feeds every reader: [`render`] draws it for a terminal, [`view`] lays it out as plain data for JSON,
//! SARIF and editors. A diagnostic points into files by byte range; [`Sources`] turns that into lines and columns.

mod lines;
mod list;
mod render;
mod view;

pub(crate) use lines::line_range;
pub use lines::{Lines, Position};
pub use list::Diagnostics;
pub use render::{Look, SHOWN, render};
pub use view::{DiagnosticView, FixView, LabelView, view};

/// Which of the files given together, by its place in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A stretch of one file, in bytes from its beginning, end excluded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    pub file: FileId,
    pub start: u32,
    pub end: u32,
}

impl Span {
    /// The stretch as a range for slicing the file's text.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// The texts that spans point into.
pub trait Sources {
    /// The file's name as the user knows it.
    fn name(&self, file: FileId) -> &str;
    /// The text that spans of the file were measured in.
    fn text(&self, file: FileId) -> &str;
    /// The file's lines, for turning offsets into positions.
    fn lines(&self, file: FileId) -> &Lines;
}

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing sensible can be made of this part.
    Error,
    /// It can be read, but probably does not say what was meant.
    Warning,
}

impl Severity {
    /// The word shown before the message.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// A marked stretch with a few words to it (which may be empty).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Label {
    pub span: Span,
    pub text: String,
}

/// A correction that a tool can apply: put `replacement` in the place of `span`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fix {
    pub span: Span,
    pub replacement: String,
}

/// One mistake, with its places and advice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// A stable name of the kind of mistake, like `unknown-id`.
    pub code: &'static str,
    pub severity: Severity,
    /// What is wrong with which thing: lower case, no full stop.
    pub message: String,
    /// Where it is wrong.
    pub primary: Label,
    /// Other places that belong to it.
    pub secondary: Vec<Label>,
    /// What else is good to know.
    pub notes: Vec<String>,
    /// What can be done.
    pub helps: Vec<String>,
    /// The likely correction, if there is one.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// An error at a place.
    pub fn error(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: Severity::Error,
            message: message.into(),
            primary: Label {
                span,
                text: String::new(),
            },
            secondary: Vec::new(),
            notes: Vec::new(),
            helps: Vec::new(),
            fix: None,
        }
    }

    /// A warning at a place.
    pub fn warning(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::error(code, span, message)
        }
    }

    /// Writes a few words beside the marked place.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        self.primary.text = text.into();
        self
    }

    /// Marks another place.
    #[must_use]
    pub fn also(mut self, span: Span, text: impl Into<String>) -> Self {
        self.secondary.push(Label {
            span,
            text: text.into(),
        });
        self
    }

    /// Adds something good to know.
    #[must_use]
    pub fn note(mut self, text: impl Into<String>) -> Self {
        self.notes.push(text.into());
        self
    }

    /// Adds advice.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.helps.push(text.into());
        self
    }

    /// Offers a correction of the marked place and names it beside it.
    #[must_use]
    pub fn did_you_mean(self, replacement: impl Into<String>) -> Self {
        let replacement = replacement.into();
        let span = self.primary.span;
        let mut answer = self.label(format!("did you mean `{replacement}`?"));
        answer.fix = Some(Fix { span, replacement });
        answer
    }

    /// Offers a correction of any stretch, without words of its own.
    #[must_use]
    pub fn fix(mut self, span: Span, replacement: impl Into<String>) -> Self {
        self.fix = Some(Fix {
            span,
            replacement: replacement.into(),
        });
        self
    }
}
