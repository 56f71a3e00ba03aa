//! How a document looks: blocks, charts, HTML, Markdown, terminal.
//!
//! A [`Document`] is a tree of [`Block`]s whose sentences are made of [`Inline`]s. A number enters a sentence only as a
//! [`Figure`], which carries the id of its [`Citation`]; [`uncited_figures`] holds a document to that. Charts take
//! series of dates and numbers. Nothing here knows what a program is.
//!
//! Each writer is a module of its own: [`terminal`], [`markdown`], [`html`], [`json`]; [`svg`] draws the charts, [`png`] as pixels.
//!
//! ```
//! use longpole_document::{Block, Citation, Document, Sentence, Status, terminal, terminal::Terminal};
//!
//! let mut document = Document::new("Harbour");
//! let forecast = document.citations.cite(Citation::computation("launch", "forecast, seed 7"));
//! document.headline(Some(Status::AtRisk), Sentence::new().text("P80 is ").figure("12 Mar 2027", &forecast));
//! document.push(Block::paragraph("The vendor drives the date."));
//!
//! assert_eq!(longpole_document::uncited_figures(&document), Vec::<String>::new());
//! assert!(terminal::write(&document, Terminal::plain(80)).contains("▲ at risk  P80 is 12 Mar 2027[1]"));
//! ```

pub mod block;
pub mod chart;
pub mod citation;
pub mod html;
pub mod inline;
pub mod json;
pub mod law;
pub mod markdown;
pub mod png;
pub mod svg;
pub mod table;
pub mod terminal;
pub mod words;

mod link;
mod numbering;
mod visible;

pub use block::{Block, Callout, CalloutKind, Document, KeyFigure, Term};
pub use chart::{
    Bar, Bars, Bin, Chart, Drawing, FinishDistribution, Gantt, GanttLink, GanttRow, GanttShape,
    LongPole, MilestoneRow, MilestoneStrip, Reading, SlackSign, Sparkline, Spread, Step, Waterfall,
};
pub use citation::{Citation, CitationId, CitationKind, Citations};
pub use inline::{Figure, Inline, Sentence, Status};
pub use law::{citations_missing, uncited_figures};
pub use table::{Align, Column, Row, Table};
