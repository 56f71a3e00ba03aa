//! How a document looks: blocks, charts, HTML, Markdown, terminal.
//!
//! A [`Document`] is a tree of [`Block`]s whose sentences are made of [`Inline`]s. A number enters a sentence only as a
//! [`Figure`], which carries the id of its [`Citation`]; [`uncited_figures`] holds a document to that. Charts take
//! series of dates and numbers. Nothing here knows what a program is.
//!
//! Each writer is a module of its own, such as [`terminal`].

pub mod block;
pub mod chart;
pub mod citation;
pub mod html;
pub mod inline;
pub mod json;
pub mod law;
pub mod markdown;
pub mod svg;
pub mod table;
pub mod terminal;
pub mod words;

mod link;
mod numbering;
mod visible;

pub use block::{Block, Callout, CalloutKind, Document, KeyFigure, Term};
pub use chart::{
    Bar, Bars, Bin, Chart, Drawing, FinishDistribution, LongPole, MilestoneRow, MilestoneStrip,
    Reading, Sparkline, Spread, Step,
};
pub use citation::{Citation, CitationId, CitationKind, Citations};
pub use inline::{Figure, Inline, Sentence, Status};
pub use law::{citations_missing, uncited_figures};
pub use table::{Align, Column, Row, Table};
