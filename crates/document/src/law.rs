//! The law of documents: a number enters a sentence only as a figure, and every figure has its citation.

use crate::block::{Block, Document};
use crate::citation::CitationId;
use crate::inline::{Inline, Sentence};

/// The sentences that hold a number outside a figure, each with where it stands: `paragraph: "It moved 19 days."`.
///
/// Looked at: everything that is a [`Sentence`], so also cells, captions, callouts, meta lines, and chart titles. Digits
/// are free in names, code, links, labels and headings of columns, and in the names of quantiles (P50, P80).
pub fn uncited_figures(document: &Document) -> Vec<String> {
    let mut found = Vec::new();
    for_each_sentence(document, &mut |place| {
        if has_bare_number(&place.sentence.0) {
            found.push(place.describe());
        }
    });
    found
}

/// The ids that figures or charts refer to and that the document's citations lack, each with where it is used.
pub fn citations_missing(document: &Document) -> Vec<String> {
    let mut found = Vec::new();
    for_each_sentence(document, &mut |place| {
        let figures = place.sentence.figures();
        let ids = figures
            .iter()
            .map(|figure| &figure.citation)
            .chain(place.chart_citation);
        for id in ids.filter(|id| document.citations.find(id).is_none()) {
            found.push(format!("no citation \"{id}\" for {}", place.describe()));
        }
    });
    found
}

/// A sentence and where it stands.
pub(crate) struct Place<'a> {
    kind: &'static str,
    pub(crate) sentence: &'a Sentence,
    /// What vouches for the numbers drawn, where the sentence is a chart's title.
    pub(crate) chart_citation: Option<&'a CitationId>,
}

impl Place<'_> {
    fn describe(&self) -> String {
        format!("{}: \"{}\"", self.kind, self.sentence.plain())
    }
}

/// Calls `visit` with every sentence of the document, in the order of reading.
pub(crate) fn for_each_sentence<'a>(document: &'a Document, visit: &mut dyn FnMut(Place<'a>)) {
    let mut see = |kind, sentence| visit(place(kind, sentence));
    if let Some(subtitle) = &document.subtitle {
        see("subtitle", subtitle);
    }
    if let Some(headline) = &document.headline {
        see("headline", &headline.text);
    }
    for term in &document.meta {
        see("meta line", &term.value);
    }
    for block in &document.blocks {
        for_each_in_block(block, visit);
    }
}

fn for_each_in_block<'a>(block: &'a Block, visit: &mut dyn FnMut(Place<'a>)) {
    let mut see = |kind, sentence| visit(place(kind, sentence));
    match block {
        Block::Section(sentence) | Block::Subsection(sentence) => see("heading", sentence),
        Block::Paragraph(sentence) => see("paragraph", sentence),
        Block::Bullets(sentences) => sentences
            .iter()
            .for_each(|sentence| see("bullet", sentence)),
        Block::Footer(sentences) => sentences
            .iter()
            .for_each(|sentence| see("footer", sentence)),
        Block::Terms(terms) => terms.iter().for_each(|term| see("term", &term.value)),
        Block::Table(table) => {
            table
                .caption
                .iter()
                .for_each(|caption| see("caption", caption));
            for row in &table.rows {
                row.cells.iter().for_each(|cell| see("cell", cell));
            }
        }
        Block::Callout(callout) => {
            see("callout", &callout.title);
            callout
                .details
                .iter()
                .for_each(|detail| see("callout", detail));
        }
        Block::KeyFigures(figures) => {
            for figure in figures {
                see("key figure", &figure.value);
                see("key figure", &figure.note);
            }
        }
        Block::Chart(chart) => visit(Place {
            kind: "chart title",
            sentence: &chart.title,
            chart_citation: Some(&chart.citation),
        }),
    }
}

fn place<'a>(kind: &'static str, sentence: &'a Sentence) -> Place<'a> {
    Place {
        kind,
        sentence,
        chart_citation: None,
    }
}

fn has_bare_number(inlines: &[Inline]) -> bool {
    inlines.iter().any(|inline| match inline {
        Inline::Text(text) => text.split(|c: char| !c.is_alphanumeric()).any(is_number),
        Inline::Strong(inner) => has_bare_number(inner),
        Inline::Name(_)
        | Inline::Code(_)
        | Inline::Link { .. }
        | Inline::Status(_)
        | Inline::Figure(_) => false,
    })
}

/// Whether a word holds a digit and is not the name of a quantile.
fn is_number(word: &str) -> bool {
    let quantile = word
        .strip_prefix('P')
        .is_some_and(|rest| rest.len() <= 2 && rest.chars().all(|c| c.is_ascii_digit()));
    word.chars().any(char::is_numeric) && !quantile
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Chart, Citation, Column, Sparkline, Table};

    fn uncited(block: Block) -> Vec<String> {
        let mut document = Document::new("Release 7");
        document.push(block);
        uncited_figures(&document)
    }

    #[test]
    fn a_number_in_plain_words_is_found() {
        assert_eq!(
            uncited(Block::paragraph("It moved 19 days.")),
            ["paragraph: \"It moved 19 days.\""]
        );
    }

    #[test]
    fn a_number_in_strong_words_is_found() {
        assert_eq!(
            uncited(Block::bullets([Inline::strong("9 risks")])),
            ["bullet: \"9 risks\""]
        );
    }

    #[test]
    fn a_figure_does_not_excuse_another_number() {
        let id = CitationId::new("c1");
        let sentence = Sentence::new()
            .text("It moved 19 days to ")
            .figure("12 Mar 2027", &id);

        assert_eq!(uncited(Block::paragraph(sentence)).len(), 1);
    }

    #[test]
    fn names_code_links_and_quantiles_may_hold_digits() {
        let sentence = Sentence::new()
            .text("P80 of ")
            .name("Token service v2")
            .text(" as in ")
            .code("plan.yaml:12")
            .text(" and ")
            .link("PR 7", "https://example.org/7");

        assert_eq!(uncited(Block::paragraph(sentence)), Vec::<String>::new());
    }

    #[test]
    fn cells_and_chart_titles_are_looked_at_but_column_headings_are_not() {
        let mut table = Table::new([Column::right("P80")]);
        table.row(["3 days"]);
        let chart = Chart::sparkline(
            "P80 moved 3 days",
            &CitationId::new("c1"),
            Sparkline::default(),
        );

        assert_eq!(uncited(Block::Table(table)), ["cell: \"3 days\""]);
        assert_eq!(
            uncited(Block::Chart(chart)),
            ["chart title: \"P80 moved 3 days\""]
        );
    }

    #[test]
    fn a_figure_without_its_citation_is_reported() {
        let mut document = Document::new("Release");
        let known = document
            .citations
            .cite(Citation::claim("beta", "plan.yaml:3"));
        document.push(Block::paragraph(Sentence::new().figure("3 days", &known)));
        document.push(Block::paragraph(
            Sentence::new().figure("4 days", &CitationId::new("gone")),
        ));

        assert_eq!(
            citations_missing(&document),
            ["no citation \"gone\" for paragraph: \"4 days\""]
        );
        assert_eq!(uncited_figures(&document), Vec::<String>::new());
    }
}
