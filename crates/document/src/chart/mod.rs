//! Charts as series of dates and numbers: what is drawn, and the table behind it. How it is drawn is the writers' matter.
//!
//! One encoding of uncertainty everywhere: P50 solid, P80 a strong tick, P10–P90 a pale band, a target a dashed line.

mod bars;
mod finish_distribution;
mod gantt;
mod long_pole;
mod milestone_strip;
mod sparkline;
mod waterfall;

pub use bars::{Bar, Bars};
pub use finish_distribution::{Bin, FinishDistribution};
pub use gantt::{Gantt, GanttLink, GanttRow, GanttShape, SlackSign};
pub use long_pole::{LongPole, Step};
pub use milestone_strip::{MilestoneRow, MilestoneStrip};
pub use sparkline::{Reading, Sparkline};
pub use waterfall::Waterfall;

use jiff::civil::Date;

use crate::citation::CitationId;
use crate::inline::{Inline, Sentence};
use crate::table::Table;
use crate::words;

/// A chart: a finding, what vouches for it, and the series that shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// The finding: "P80 is 19 working days after the commitment".
    pub title: Sentence,
    /// What vouches for the numbers drawn.
    pub citation: CitationId,
    /// The series.
    pub drawing: Drawing,
}

/// What is drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum Drawing {
    FinishDistribution(FinishDistribution),
    MilestoneStrip(MilestoneStrip),
    Bars(Bars),
    Waterfall(Waterfall),
    LongPole(LongPole),
    Sparkline(Sparkline),
    Gantt(Gantt),
}

/// The four quantiles that every forecast date is shown with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spread {
    pub p10: Date,
    pub p50: Date,
    pub p80: Date,
    pub p90: Date,
}

impl Chart {
    /// When it will finish, and how likely.
    pub fn finish_distribution(
        title: impl Into<Sentence>,
        citation: &CitationId,
        series: FinishDistribution,
    ) -> Self {
        Self::new(title, citation, Drawing::FinishDistribution(series))
    }

    /// Milestones on one axis of time.
    pub fn milestone_strip(
        title: impl Into<Sentence>,
        citation: &CitationId,
        series: MilestoneStrip,
    ) -> Self {
        Self::new(title, citation, Drawing::MilestoneStrip(series))
    }

    /// Numbers side by side, such as days that risks cost.
    pub fn bars(title: impl Into<Sentence>, citation: &CitationId, series: Bars) -> Self {
        Self::new(title, citation, Drawing::Bars(series))
    }

    /// Why a value moved, cause by cause.
    pub fn waterfall(title: impl Into<Sentence>, citation: &CitationId, series: Waterfall) -> Self {
        Self::new(title, citation, Drawing::Waterfall(series))
    }

    /// The chain of items that sets the date.
    pub fn long_pole(title: impl Into<Sentence>, citation: &CitationId, series: LongPole) -> Self {
        Self::new(title, citation, Drawing::LongPole(series))
    }

    /// How one number moved.
    pub fn sparkline(title: impl Into<Sentence>, citation: &CitationId, series: Sparkline) -> Self {
        Self::new(title, citation, Drawing::Sparkline(series))
    }

    /// Items on one axis of time.
    pub fn gantt(title: impl Into<Sentence>, citation: &CitationId, series: Gantt) -> Self {
        Self::new(title, citation, Drawing::Gantt(series))
    }

    fn new(title: impl Into<Sentence>, citation: &CitationId, drawing: Drawing) -> Self {
        Self {
            title: title.into(),
            citation: citation.clone(),
            drawing,
        }
    }

    /// The table behind the chart: every number drawn, each with the chart's citation.
    pub fn table(&self) -> Table {
        let source = &self.citation;
        match &self.drawing {
            Drawing::FinishDistribution(series) => series.table(source),
            Drawing::MilestoneStrip(series) => series.table(source),
            Drawing::Bars(series) => series.table(source),
            Drawing::Waterfall(series) => series.table(source),
            Drawing::LongPole(series) => series.table(source),
            Drawing::Sparkline(series) => series.table(source),
            Drawing::Gantt(series) => series.table(source),
        }
    }
}

/// A date as a cell.
fn date_cell(date: Date, source: &CitationId) -> Sentence {
    Inline::figure(words::date(date), source).into()
}

/// A date that may be missing as a cell.
fn maybe_date_cell(date: Option<Date>, source: &CitationId) -> Sentence {
    date.map_or_else(|| "–".into(), |date| date_cell(date, source))
}

/// The date on a line of numbers: days since 1 January of the year nought.
pub fn day_number(date: Date) -> f64 {
    let origin = Date::constant(0, 1, 1);
    f64::from((date - origin).get_days())
}
