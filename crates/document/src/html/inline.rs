//! Sentences in HTML. A figure is one link: its value, and the number of its source.

use maud::{Markup, html};

use super::Page;
use crate::citation::CitationId;
use crate::inline::{Figure, Inline, Sentence, Status};
use crate::link;
use crate::svg;
use crate::visible::visible;

/// Figures of up to so many characters are not broken at their spaces.
const WHOLE: usize = 28;

impl Page<'_> {
    /// A sentence; each source's number stands once in it.
    pub(super) fn sentence(&self, sentence: &Sentence) -> Markup {
        self.sentence_beside(sentence, &mut Vec::new())
    }

    /// A sentence beside others that share the numbers already shown, as the cells of a row do.
    pub(super) fn sentence_beside(&self, sentence: &Sentence, shown: &mut Vec<usize>) -> Markup {
        self.inlines(&sentence.0, shown)
    }

    fn inlines(&self, inlines: &[Inline], shown: &mut Vec<usize>) -> Markup {
        html! { @for inline in inlines { (self.inline(inline, shown)) } }
    }

    fn inline(&self, inline: &Inline, shown: &mut Vec<usize>) -> Markup {
        match inline {
            Inline::Text(text) => html! { (visible(text)) },
            Inline::Strong(inner) => html! { strong { (self.inlines(inner, shown)) } },
            Inline::Name(name) => html! { bdi { (visible(name)) } },
            Inline::Code(code) => html! { code { (visible(code)) } },
            Inline::Link { text, href } => match link::safe(href) {
                Some(href) => html! { a href=(href) rel="noreferrer" { (visible(text)) } },
                None => html! { (visible(text)) },
            },
            Inline::Status(which) => status(*which),
            Inline::Figure(figure) => self.figure(figure, shown),
        }
    }

    fn figure(&self, figure: &Figure, shown: &mut Vec<usize>) -> Markup {
        let number = self.numbering.number(&figure.citation);
        let source = self.numbering.line(&figure.citation);
        let class = if figure.text.chars().count() <= WHOLE {
            "figure whole"
        } else {
            "figure"
        };
        let is_new = !shown.contains(&number);
        shown.push(number);
        html! {
            a class=(class) href=(format!("#source-{number}")) id=[self.first_mark(number)] title=(visible(&source)) {
                (visible(&figure.text))
                @if is_new { (mark(number)) }
            }
        }
    }

    /// A link to the source of something that is no figure, such as a chart, unless it is shown already.
    pub(super) fn source_link(&self, citation: &CitationId, shown: &mut Vec<usize>) -> Markup {
        let number = self.numbering.number(citation);
        if shown.contains(&number) {
            return html! {};
        }
        shown.push(number);
        let source = self.numbering.line(citation);
        html! {
            a.figure href=(format!("#source-{number}")) id=[self.first_mark(number)] title=(visible(&source)) {
                (mark(number))
            }
        }
    }

    /// The id to link back to, where this is the first time that the source is cited.
    fn first_mark(&self, number: usize) -> Option<String> {
        let is_first = self.cited.borrow_mut().insert(number);
        is_first.then(|| format!("cite-{number}"))
    }
}

fn mark(number: usize) -> Markup {
    html! { sup { span.unseen { " source " } (number) } }
}

/// A status: shape, word and colour.
pub(super) fn status(status: Status) -> Markup {
    html! {
        span class=(format!("status {}", status.key())) { (svg::status_icon(status)) (status.word()) }
    }
}
