//! When it will finish, and how likely: shares of a forecast's runs by date.

use jiff::civil::Date;

use super::{Spread, date_cell};
use crate::citation::CitationId;
use crate::inline::Sentence;
use crate::table::{Column, Row, Table};

/// The distribution of a finish date.
#[derive(Clone, Debug, PartialEq)]
pub struct FinishDistribution {
    /// Shares of the runs by span of dates, from early to late. May be empty: then the quantiles alone are drawn.
    pub bins: Vec<Bin>,
    /// The quantiles.
    pub spread: Spread,
    /// What is aimed at.
    pub target: Option<Date>,
    /// What was promised.
    pub commitment: Option<Date>,
}

/// The share of runs that finish between two dates, both included.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bin {
    pub first: Date,
    pub last: Date,
    /// From 0 to 1.
    pub share: f64,
}

impl FinishDistribution {
    /// The lines that the chart draws, by date: what each is called and when it is.
    pub(crate) fn marks(&self) -> Vec<(&'static str, Date)> {
        let mut marks = vec![("P50", self.spread.p50), ("P80", self.spread.p80)];
        marks.extend(self.target.map(|date| ("Target", date)));
        marks.extend(self.commitment.map(|date| ("Commitment", date)));
        marks.sort_by_key(|&(_, date)| date);
        marks
    }

    pub(super) fn table(&self, source: &CitationId) -> Table {
        let mut table = Table::new([Column::left("Finish"), Column::right("Date")]);
        for (name, date) in [
            ("P10", Some(self.spread.p10)),
            ("P50", Some(self.spread.p50)),
            ("P80", Some(self.spread.p80)),
            ("P90", Some(self.spread.p90)),
            ("Target", self.target),
            ("Commitment", self.commitment),
        ] {
            if let Some(date) = date {
                table.row(Row::new([Sentence::from(name), date_cell(date, source)]));
            }
        }
        table
    }
}
