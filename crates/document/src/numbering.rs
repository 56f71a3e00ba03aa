//! The numbers that citations get in a document: in the order in which a reader meets them.

use std::collections::BTreeMap;

use crate::block::Document;
use crate::citation::{Citation, CitationId};
use crate::law::for_each_sentence;

/// Citation → number, from 1.
pub(crate) struct Numbering<'a> {
    numbers: BTreeMap<&'a CitationId, usize>,
    order: Vec<(&'a CitationId, Option<&'a Citation>)>,
}

impl<'a> Numbering<'a> {
    /// Numbers every citation that a sentence or a chart of the document refers to.
    pub(crate) fn of(document: &'a Document) -> Self {
        let mut numbering = Self {
            numbers: BTreeMap::new(),
            order: Vec::new(),
        };
        for_each_sentence(document, &mut |sentence| {
            for figure in sentence.sentence.figures() {
                numbering.meet(document, &figure.citation);
            }
            if let Some(id) = sentence.chart_citation {
                numbering.meet(document, id);
            }
        });
        numbering
    }

    fn meet(&mut self, document: &'a Document, id: &'a CitationId) {
        if !self.numbers.contains_key(id) {
            self.order.push((id, document.citations.find(id)));
            self.numbers.insert(id, self.order.len());
        }
    }

    /// The citation's number. Every citation of the document has one.
    pub(crate) fn number(&self, id: &CitationId) -> usize {
        self.numbers.get(id).copied().unwrap_or(0)
    }

    /// The source behind an id, as one line.
    pub(crate) fn line(&self, id: &CitationId) -> String {
        let known = self
            .numbers
            .get(id)
            .and_then(|number| self.order.get(number - 1));
        source_line(id, known.and_then(|(_, citation)| *citation))
    }

    /// The source list: number and line.
    pub(crate) fn sources(&self) -> impl Iterator<Item = (usize, String)> {
        self.order
            .iter()
            .enumerate()
            .map(|(index, (id, citation))| (index + 1, source_line(id, *citation)))
    }

    /// Whether nothing is cited.
    pub(crate) fn is_empty(&self) -> bool {
        self.order.is_empty()
    }
}

fn source_line(id: &CitationId, citation: Option<&Citation>) -> String {
    match citation {
        Some(citation) => citation.line(),
        None => format!("Source missing · {id}"),
    }
}
