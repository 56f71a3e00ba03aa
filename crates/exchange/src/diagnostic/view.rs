//! A diagnostic as plain data, for JSON, SARIF, editors and annotations.

use super::render::cut;
use super::{Diagnostic, Label, Position, Sources, Span};

/// A diagnostic with its places spelled out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiagnosticView {
    pub code: &'static str,
    /// `error` or `warning`.
    pub severity: &'static str,
    pub message: String,
    pub primary: LabelView,
    pub secondary: Vec<LabelView>,
    pub notes: Vec<String>,
    pub helps: Vec<String>,
    pub fix: Option<FixView>,
}

/// A marked place: from the first character to the one after the last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabelView {
    pub file: String,
    pub start: Position,
    pub end: Position,
    /// The line, or the part of a very long one.
    pub excerpt: String,
    pub text: String,
}

/// A correction: what stands between two places is replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FixView {
    pub file: String,
    pub start: Position,
    pub end: Position,
    pub replacement: String,
}

/// Spells out the places of a diagnostic.
pub fn view(diagnostic: &Diagnostic, sources: &dyn Sources) -> DiagnosticView {
    DiagnosticView {
        code: diagnostic.code,
        severity: diagnostic.severity.name(),
        message: diagnostic.message.clone(),
        primary: label(&diagnostic.primary, sources),
        secondary: diagnostic
            .secondary
            .iter()
            .map(|other| label(other, sources))
            .collect(),
        notes: diagnostic.notes.clone(),
        helps: diagnostic.helps.clone(),
        fix: diagnostic.fix.as_ref().map(|fix| {
            let (start, end) = ends(fix.span, sources);
            FixView {
                file: sources.name(fix.span.file).to_owned(),
                start,
                end,
                replacement: fix.replacement.clone(),
            }
        }),
    }
}

fn label(label: &Label, sources: &dyn Sources) -> LabelView {
    let (start, end) = ends(label.span, sources);
    LabelView {
        file: sources.name(label.span.file).to_owned(),
        start,
        end,
        excerpt: cut(sources.text(label.span.file), label.span).line,
        text: label.text.clone(),
    }
}

fn ends(span: Span, sources: &dyn Sources) -> (Position, Position) {
    let (text, lines) = (sources.text(span.file), sources.lines(span.file));
    (
        lines.position(text, span.start as usize),
        lines.position(text, span.end as usize),
    )
}
