//! Blocks in HTML.

use maud::{Markup, html};

use super::Page;
use crate::block::{Block, Callout, KeyFigure, Term};
use crate::chart::Chart;
use crate::inline::Sentence;
use crate::svg;
use crate::visible::visible;

/// The widths that every chart is drawn for, in CSS pixels: a page's, that of a tablet and of paper, and a phone's.
const WIDE: f64 = 960.0;
const MIDDLE: f64 = 680.0;
const NARROW: f64 = 340.0;

impl Page<'_> {
    pub(super) fn block(&self, block: &Block) -> Markup {
        match block {
            Block::Section(text) => html! { h2 { (self.sentence(text)) } },
            Block::Subsection(text) => html! { h3 { (self.sentence(text)) } },
            Block::Paragraph(text) => html! { p { (self.sentence(text)) } },
            Block::Bullets(items) => html! {
                ul { @for item in items { li { (self.sentence(item)) } } }
            },
            Block::Terms(terms) => self.terms(terms),
            Block::Table(table) => self.table(table, &[]),
            Block::Callout(callout) => self.callout(callout),
            Block::KeyFigures(figures) => self.key_figures(figures),
            Block::Chart(chart) => self.chart(chart),
            Block::Footer(lines) => self.footer(lines),
        }
    }

    fn terms(&self, terms: &[Term]) -> Markup {
        html! {
            dl.terms {
                @for term in terms { dt { (visible(&term.label)) } dd { (self.sentence(&term.value)) } }
            }
        }
    }

    fn callout(&self, callout: &Callout) -> Markup {
        html! {
            div class=(format!("callout {}", callout.kind.key())) role="note" {
                p.point { span.kind { (callout.kind.word()) } " " strong { (self.sentence(&callout.title)) } }
                @for detail in &callout.details { p { (self.sentence(detail)) } }
            }
        }
    }

    fn key_figures(&self, figures: &[KeyFigure]) -> Markup {
        html! {
            dl.key {
                @for figure in figures {
                    @let mut shown = Vec::new();
                    div {
                        dt { (visible(&figure.label)) }
                        dd.value { (self.sentence_beside(&figure.value, &mut shown)) }
                        dd.note { (self.sentence_beside(&figure.note, &mut shown)) }
                    }
                }
            }
        }
    }

    /// The picture for each width, all but one of them hidden, so that letters have their size everywhere; then its numbers.
    fn chart(&self, chart: &Chart) -> Markup {
        let number = self.next_chart();
        let middle = format!("chart-{number}-middle");
        let pieces = svg::pieces(chart, MIDDLE, &middle);
        let mut shown = Vec::new();
        html! {
            figure class=[(!pieces.is_empty()).then_some("long")] {
                figcaption {
                    (self.sentence_beside(&chart.title, &mut shown))
                    (self.source_link(&chart.citation, &mut shown))
                }
                div.wide { (svg::draw(chart, WIDE, &format!("chart-{number}-wide"))) }
                div.middle { (svg::draw(chart, MIDDLE, &middle)) }
                div.narrow { (svg::draw(chart, NARROW, &format!("chart-{number}-narrow"))) }
                @for piece in &pieces { div.paper { (piece) } }
                details {
                    summary { "Numbers behind this chart" }
                    (self.table(&chart.table(), &shown))
                }
            }
        }
    }

    fn footer(&self, lines: &[Sentence]) -> Markup {
        html! { footer { @for line in lines { p { (self.sentence(line)) } } } }
    }
}
