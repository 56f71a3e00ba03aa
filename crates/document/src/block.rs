//! The tree: a document and the blocks that it is made of.

use crate::chart::Chart;
use crate::citation::Citations;
use crate::inline::{Inline, Sentence, Status};
use crate::table::Table;

/// A document: what it is called, its message in one sentence, its blocks and its citations.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// What it is called.
    pub title: String,
    /// What kind of document it is, and for whom: "Executive brief".
    pub subtitle: Option<Sentence>,
    /// What it is based on, label and value: ("Data date", "22 Nov 2026").
    pub meta: Vec<Term>,
    /// The message in one sentence, with the status it stands for.
    pub headline: Option<Headline>,
    /// The rest.
    pub blocks: Vec<Block>,
    /// What vouches for its figures.
    pub citations: Citations,
}

/// The message of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Headline {
    /// How things stand, where that is what the document is about.
    pub status: Option<Status>,
    /// The message.
    pub text: Sentence,
}

/// One block.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A section's heading.
    Section(Sentence),
    /// A heading within a section.
    Subsection(Sentence),
    Paragraph(Sentence),
    Bullets(Vec<Sentence>),
    /// Questions and their answers, labels and their values.
    Terms(Vec<Term>),
    Table(Table),
    Callout(Callout),
    /// A row of a few numbers that matter most.
    KeyFigures(Vec<KeyFigure>),
    Chart(Chart),
    /// Small print at the end: freshness, how it was made.
    Footer(Vec<Sentence>),
}

/// A label and what stands behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The label, which may hold digits ("P80").
    pub label: String,
    /// What stands behind it.
    pub value: Sentence,
}

/// Something that asks the reader to do or to know something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Callout {
    /// What it wants from the reader.
    pub kind: CalloutKind,
    /// The point in one sentence.
    pub title: Sentence,
    /// Reasons and details, if any.
    pub details: Vec<Sentence>,
}

/// What a callout wants from the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CalloutKind {
    /// To do something.
    Ask,
    /// To decide something.
    Decision,
    /// To know something that speaks against what is said elsewhere.
    Warning,
}

/// A number that matters most, large.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyFigure {
    /// What it is ("P80 finish").
    pub label: String,
    /// The number, which should be one figure, or a status.
    pub value: Sentence,
    /// What to compare it with.
    pub note: Sentence,
}

impl Document {
    /// A document without content yet.
    pub fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            ..Self::default()
        }
    }

    /// Adds a block at the end.
    pub fn push(&mut self, block: Block) {
        self.blocks.push(block);
    }

    /// Adds a line of what the document is based on.
    pub fn meta(&mut self, label: impl Into<String>, value: impl Into<Sentence>) {
        self.meta.push(Term::new(label, value));
    }

    /// Sets the message.
    pub fn headline(&mut self, status: Option<Status>, text: impl Into<Sentence>) {
        self.headline = Some(Headline {
            status,
            text: text.into(),
        });
    }
}

impl Block {
    /// A section's heading.
    pub fn section(text: impl Into<Sentence>) -> Self {
        Self::Section(text.into())
    }

    /// A heading within a section.
    pub fn subsection(text: impl Into<Sentence>) -> Self {
        Self::Subsection(text.into())
    }

    /// A paragraph.
    pub fn paragraph(text: impl Into<Sentence>) -> Self {
        Self::Paragraph(text.into())
    }

    /// A list of bullets.
    pub fn bullets(items: impl IntoIterator<Item = impl Into<Sentence>>) -> Self {
        Self::Bullets(items.into_iter().map(Into::into).collect())
    }

    /// A callout without details.
    pub fn callout(kind: CalloutKind, title: impl Into<Sentence>) -> Self {
        Self::Callout(Callout {
            kind,
            title: title.into(),
            details: Vec::new(),
        })
    }

    /// Small print.
    pub fn footer(lines: impl IntoIterator<Item = impl Into<Sentence>>) -> Self {
        Self::Footer(lines.into_iter().map(Into::into).collect())
    }
}

impl Term {
    /// A label and what stands behind it.
    pub fn new(label: impl Into<String>, value: impl Into<Sentence>) -> Self {
        Self {
            label: label.into(),
            value: value.into(),
        }
    }
}

impl KeyFigure {
    /// A number that matters, and what to compare it with.
    pub fn new(
        label: impl Into<String>,
        value: impl Into<Sentence>,
        note: impl Into<Sentence>,
    ) -> Self {
        Self {
            label: label.into(),
            value: value.into(),
            note: note.into(),
        }
    }
}

impl CalloutKind {
    /// The word in front of a callout's title.
    pub fn word(self) -> &'static str {
        match self {
            Self::Ask => "Ask",
            Self::Decision => "Decision",
            Self::Warning => "Warning",
        }
    }

    /// The word in lower case, for class names and JSON.
    pub fn key(self) -> &'static str {
        match self {
            Self::Ask => "ask",
            Self::Decision => "decision",
            Self::Warning => "warning",
        }
    }
}

impl Headline {
    /// The message led by its status, as one sentence.
    pub(crate) fn sentence(&self) -> Sentence {
        match self.status {
            Some(status) => Sentence::new()
                .with(Inline::Status(status))
                .text("  ")
                .then(self.text.clone()),
            None => self.text.clone(),
        }
    }
}
