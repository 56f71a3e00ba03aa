//! What a sentence is made of: words, names, links, statuses, and figures with their citations.

use crate::citation::CitationId;

/// A run of inlines: a paragraph, a bullet, a cell, a title.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sentence(pub Vec<Inline>);

/// A piece of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    /// Plain words. A number in them is a number without a citation; see [`crate::uncited_figures`].
    Text(String),
    /// Words that carry the point.
    Strong(Vec<Inline>),
    /// An id, title or name that somebody chose. It may hold digits: "Token service v2", "P80".
    Name(String),
    /// Something to type or to find in a file, shown verbatim.
    Code(String),
    /// A link. Only `http`, `https`, `mailto` and addresses inside the document become links; others stay words.
    Link { text: String, href: String },
    /// A status as shape, word and colour.
    Status(Status),
    /// A number, date or share, with where it comes from.
    Figure(Figure),
}

/// A value in a sentence and the citation that vouches for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The value as people read it, with its unit: "19 working days".
    pub text: String,
    /// What vouches for it.
    pub citation: CitationId,
}

/// How something stands. Always shown as a shape and a word; colour only adds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    OnTrack,
    AtRisk,
    Unknown,
    OffTrack,
}

impl Status {
    /// All statuses, from best to worst.
    pub const ALL: [Self; 4] = [Self::OnTrack, Self::AtRisk, Self::Unknown, Self::OffTrack];

    /// The shape, distinct without colour.
    pub fn shape(self) -> &'static str {
        match self {
            Self::OnTrack => "●",
            Self::AtRisk => "▲",
            Self::OffTrack => "■",
            Self::Unknown => "◌",
        }
    }

    /// The word, as in "the program is off track".
    pub fn word(self) -> &'static str {
        match self {
            Self::OnTrack => "on track",
            Self::AtRisk => "at risk",
            Self::OffTrack => "off track",
            Self::Unknown => "unknown",
        }
    }

    /// The word with dashes, for class names and JSON.
    pub fn key(self) -> &'static str {
        match self {
            Self::OnTrack => "on-track",
            Self::AtRisk => "at-risk",
            Self::OffTrack => "off-track",
            Self::Unknown => "unknown",
        }
    }
}

impl Inline {
    /// Plain words.
    pub fn text(words: impl Into<String>) -> Self {
        Self::Text(words.into())
    }

    /// Words that carry the point.
    pub fn strong(inner: impl Into<Sentence>) -> Self {
        Self::Strong(inner.into().0)
    }

    /// An id, title or name.
    pub fn name(name: impl Into<String>) -> Self {
        Self::Name(name.into())
    }

    /// Something to type or to find in a file.
    pub fn code(code: impl Into<String>) -> Self {
        Self::Code(code.into())
    }

    /// A link.
    pub fn link(text: impl Into<String>, href: impl Into<String>) -> Self {
        Self::Link {
            text: text.into(),
            href: href.into(),
        }
    }

    /// A value with its citation.
    pub fn figure(text: impl Into<String>, citation: &CitationId) -> Self {
        Self::Figure(Figure {
            text: text.into(),
            citation: citation.clone(),
        })
    }
}

impl Sentence {
    /// An empty sentence to add to: `Sentence::new().text("P80 is ").figure("12 Mar 2027", &id)`.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds plain words.
    #[must_use]
    pub fn text(self, words: impl Into<String>) -> Self {
        self.with(Inline::text(words))
    }

    /// Adds words that carry the point.
    #[must_use]
    pub fn strong(self, inner: impl Into<Self>) -> Self {
        self.with(Inline::strong(inner))
    }

    /// Adds an id, title or name.
    #[must_use]
    pub fn name(self, name: impl Into<String>) -> Self {
        self.with(Inline::name(name))
    }

    /// Adds something to type or to find in a file.
    #[must_use]
    pub fn code(self, code: impl Into<String>) -> Self {
        self.with(Inline::code(code))
    }

    /// Adds a link.
    #[must_use]
    pub fn link(self, text: impl Into<String>, href: impl Into<String>) -> Self {
        self.with(Inline::link(text, href))
    }

    /// Adds a status.
    #[must_use]
    pub fn status(self, status: Status) -> Self {
        self.with(Inline::Status(status))
    }

    /// Adds a value with its citation.
    #[must_use]
    pub fn figure(self, text: impl Into<String>, citation: &CitationId) -> Self {
        self.with(Inline::figure(text, citation))
    }

    /// Adds any inline.
    #[must_use]
    pub fn with(mut self, inline: Inline) -> Self {
        self.0.push(inline);
        self
    }

    /// Adds all of another sentence.
    #[must_use]
    pub fn then(mut self, other: impl Into<Self>) -> Self {
        self.0.extend(other.into().0);
        self
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The words alone, without citations or marks, as typed by whoever wrote them.
    pub fn plain(&self) -> String {
        let mut out = String::new();
        push_plain(&mut out, &self.0);
        out
    }

    /// Its figures, in order, also those inside strong words.
    pub fn figures(&self) -> Vec<&Figure> {
        let mut figures = Vec::new();
        collect_figures(&mut figures, &self.0);
        figures
    }
}

fn push_plain(out: &mut String, inlines: &[Inline]) {
    for inline in inlines {
        match inline {
            Inline::Text(text)
            | Inline::Name(text)
            | Inline::Code(text)
            | Inline::Link { text, .. } => {
                out.push_str(text);
            }
            Inline::Strong(inner) => push_plain(out, inner),
            Inline::Status(status) => {
                out.push_str(status.shape());
                out.push(' ');
                out.push_str(status.word());
            }
            Inline::Figure(figure) => out.push_str(&figure.text),
        }
    }
}

fn collect_figures<'a>(figures: &mut Vec<&'a Figure>, inlines: &'a [Inline]) {
    for inline in inlines {
        match inline {
            Inline::Figure(figure) => figures.push(figure),
            Inline::Strong(inner) => collect_figures(figures, inner),
            Inline::Text(_)
            | Inline::Name(_)
            | Inline::Code(_)
            | Inline::Link { .. }
            | Inline::Status(_) => {}
        }
    }
}

impl From<&str> for Inline {
    fn from(text: &str) -> Self {
        Self::text(text)
    }
}

impl From<Status> for Inline {
    fn from(status: Status) -> Self {
        Self::Status(status)
    }
}

impl From<&str> for Sentence {
    fn from(text: &str) -> Self {
        Self(vec![Inline::text(text)])
    }
}

impl From<String> for Sentence {
    fn from(text: String) -> Self {
        Self(vec![Inline::Text(text)])
    }
}

impl From<Inline> for Sentence {
    fn from(inline: Inline) -> Self {
        Self(vec![inline])
    }
}

impl From<Status> for Sentence {
    fn from(status: Status) -> Self {
        Self(vec![Inline::Status(status)])
    }
}

impl From<Vec<Inline>> for Sentence {
    fn from(inlines: Vec<Inline>) -> Self {
        Self(inlines)
    }
}

impl<const N: usize> From<[Inline; N]> for Sentence {
    fn from(inlines: [Inline; N]) -> Self {
        Self(inlines.into())
    }
}
