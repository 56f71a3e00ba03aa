//! The document as one HTML file: nothing fetched, no script, light and dark, phone and paper.

mod block;
mod inline;
mod table;

use std::cell::RefCell;
use std::collections::BTreeSet;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::block::{Document, Headline};
use crate::numbering::Numbering;
use crate::svg;
use crate::visible::visible;

const STYLE: &str = include_str!("page.css");

/// Nothing may be loaded or run, should anything ever slip through the escaping.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/// Writes the document.
pub fn write(document: &Document) -> String {
    let numbering = Numbering::of(document);
    let page = Page::new(&numbering);
    let body = page.body(document);
    let markup = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                link rel="icon" href="data:,";
                title { (visible(&document.title)) }
                style { (PreEscaped(svg::STYLE)) (PreEscaped(STYLE)) }
            }
            body { (body) }
        }
    };
    let mut out = markup.into_string();
    out.push('\n');
    out
}

/// What the parts of a page share while it is written.
struct Page<'a> {
    numbering: &'a Numbering<'a>,
    /// The sources that were cited so far: the first citation of each is where its source links back to.
    cited: RefCell<BTreeSet<usize>>,
    charts: RefCell<usize>,
}

impl<'a> Page<'a> {
    fn new(numbering: &'a Numbering<'a>) -> Self {
        Self {
            numbering,
            cited: RefCell::default(),
            charts: RefCell::default(),
        }
    }

    fn body(&self, document: &Document) -> Markup {
        html! {
            main {
                (self.head(document))
                @for block in &document.blocks { (self.block(block)) }
                (self.sources())
            }
        }
    }

    fn head(&self, document: &Document) -> Markup {
        html! {
            header {
                @if let Some(subtitle) = &document.subtitle {
                    p.subtitle { (self.sentence(subtitle)) }
                }
                h1 { bdi { (visible(&document.title)) } }
                @if let Some(headline) = &document.headline { (self.headline(headline)) }
                @if !document.meta.is_empty() {
                    dl.meta {
                        @for term in &document.meta {
                            div { dt { (visible(&term.label)) } dd { (self.sentence(&term.value)) } }
                        }
                    }
                }
            }
        }
    }

    fn headline(&self, headline: &Headline) -> Markup {
        html! {
            p.headline {
                @if let Some(status) = headline.status { (inline::status(status)) " " }
                (self.sentence(&headline.text))
            }
        }
    }

    fn sources(&self) -> Markup {
        html! {
            @if !self.numbering.is_empty() {
                section.sources aria-labelledby="sources" {
                    h2 id="sources" { "Sources" }
                    ol {
                        @for (number, line) in self.numbering.sources() {
                            li id=(format!("source-{number}")) {
                                (visible(&line)) " "
                                a.back href=(format!("#cite-{number}"))
                                    aria-label=(format!("back to where source {number} is cited")) { "↑" }
                            }
                        }
                    }
                }
            }
        }
    }

    /// A number for a chart's element ids.
    fn next_chart(&self) -> usize {
        *self.charts.borrow_mut() += 1;
        *self.charts.borrow()
    }
}
