//! Where a figure comes from: the table of citations that a document carries.

use std::collections::BTreeMap;
use std::fmt;

use jiff::civil::Date;

/// The name of a citation within its document.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CitationId(pub String);

impl CitationId {
    /// A citation's id as its writer chose it.
    pub fn new(id: impl Into<String>) -> Self {
        Self(id.into())
    }
}

impl fmt::Display for CitationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Who vouches for a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CitationKind {
    /// Somebody said so.
    Claim,
    /// A system was observed so.
    Fact,
    /// It was computed from claims and facts.
    Computation,
}

impl CitationKind {
    /// The word that opens an entry of the source list, and the key in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Claim => "claim",
            Self::Fact => "fact",
            Self::Computation => "computation",
        }
    }
}

/// Where a figure comes from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Citation {
    /// Who vouches for it.
    pub kind: CitationKind,
    /// The id of what it is about: an item, a need, a risk.
    pub subject: String,
    /// Where to look it up: a file and line, a system, the name and seed of a run.
    pub source: String,
    /// When it was said, seen or computed.
    pub date: Option<Date>,
    /// Whatever else a reader needs to judge it.
    pub note: Option<String>,
}

impl Citation {
    /// Something that somebody said.
    pub fn claim(subject: impl Into<String>, source: impl Into<String>) -> Self {
        Self::new(CitationKind::Claim, subject, source)
    }

    /// Something that a system was observed to show.
    pub fn fact(subject: impl Into<String>, source: impl Into<String>) -> Self {
        Self::new(CitationKind::Fact, subject, source)
    }

    /// Something that was computed.
    pub fn computation(subject: impl Into<String>, source: impl Into<String>) -> Self {
        Self::new(CitationKind::Computation, subject, source)
    }

    fn new(kind: CitationKind, subject: impl Into<String>, source: impl Into<String>) -> Self {
        Self {
            kind,
            subject: subject.into(),
            source: source.into(),
            date: None,
            note: None,
        }
    }

    /// Says when.
    #[must_use]
    pub fn on(mut self, date: Date) -> Self {
        self.date = Some(date);
        self
    }

    /// Adds a note.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }

    /// The entry in the source list: "Claim · token-service · plan.yaml:12 · 2 Nov 2026".
    pub(crate) fn line(&self) -> String {
        let kind = match self.kind {
            CitationKind::Claim => "Claim",
            CitationKind::Fact => "Fact",
            CitationKind::Computation => "Computation",
        };
        let date = self.date.map(crate::words::date);
        [
            Some(kind),
            Some(self.subject.as_str()),
            Some(self.source.as_str()),
            date.as_deref(),
            self.note.as_deref(),
        ]
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" · ")
    }
}

/// The citations of a document, by id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Citations {
    by_id: BTreeMap<CitationId, Citation>,
    ids: BTreeMap<Citation, CitationId>,
}

impl Citations {
    /// No citations yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a citation and gives its id; the same citation always has the same id.
    pub fn cite(&mut self, citation: Citation) -> CitationId {
        if let Some(id) = self.ids.get(&citation) {
            return id.clone();
        }
        let mut number = self.by_id.len() + 1;
        while self.by_id.contains_key(&CitationId(format!("c{number}"))) {
            number += 1;
        }
        self.insert(CitationId(format!("c{number}")), citation)
    }

    /// Adds a citation under an id of the caller's choice, in place of what had that id.
    pub fn insert(&mut self, id: CitationId, citation: Citation) -> CitationId {
        if let Some(before) = self.by_id.insert(id.clone(), citation.clone()) {
            self.ids.remove(&before);
        }
        self.ids.insert(citation, id.clone());
        id
    }

    /// The citation with that id.
    pub fn find(&self, id: &CitationId) -> Option<&Citation> {
        self.by_id.get(id)
    }

    /// All citations, sorted by id.
    pub fn iter(&self) -> impl Iterator<Item = (&CitationId, &Citation)> {
        self.by_id.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.by_id.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.by_id.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_citation_has_one_id() {
        let mut citations = Citations::new();
        let first = citations.cite(Citation::claim("auth", "plan.yaml:3"));
        let second = citations.cite(Citation::claim("auth", "plan.yaml:4"));

        assert_ne!(first, second);
        assert_eq!(
            citations.cite(Citation::claim("auth", "plan.yaml:3")),
            first
        );
        assert_eq!(citations.len(), 2);
    }

    #[test]
    fn a_chosen_id_is_never_given_out_again() {
        let mut citations = Citations::new();
        citations.insert(
            CitationId::new("c2"),
            Citation::claim("auth", "plan.yaml:3"),
        );
        let next = citations.cite(Citation::claim("auth", "plan.yaml:4"));

        assert_eq!(next, CitationId::new("c3"));
    }
}
