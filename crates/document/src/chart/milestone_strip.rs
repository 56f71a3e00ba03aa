//! Milestones on one axis of time: what was planned, what was promised, what is forecast.

use jiff::civil::Date;

use super::{Spread, maybe_date_cell};
use crate::citation::CitationId;
use crate::inline::{Inline, Status};
use crate::table::{Column, Row, Table};

/// Milestones, in the order to show.
#[derive(Clone, Debug, PartialEq)]
pub struct MilestoneStrip {
    /// The data date, drawn as a line: where work that is done ends.
    pub data_date: Date,
    pub rows: Vec<MilestoneRow>,
}

/// One milestone. What is missing is not drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct MilestoneRow {
    pub name: String,
    pub status: Option<Status>,
    /// Where the baseline had it.
    pub baseline: Option<Date>,
    /// What was promised.
    pub commitment: Option<Date>,
    /// What is forecast.
    pub spread: Option<Spread>,
    /// When it was reached; then no forecast is drawn.
    pub reached: Option<Date>,
}

impl MilestoneRow {
    /// A milestone of which only the name is known so far.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            status: None,
            baseline: None,
            commitment: None,
            spread: None,
            reached: None,
        }
    }

    /// The forecast that is drawn: none once the milestone was reached.
    pub(crate) fn open_spread(&self) -> Option<Spread> {
        self.spread.filter(|_| self.reached.is_none())
    }

    /// Every date that is drawn.
    pub(crate) fn dates(&self) -> impl Iterator<Item = Date> {
        let spread = self.open_spread();
        [
            self.baseline,
            self.commitment,
            self.reached,
            spread.map(|spread| spread.p10),
            spread.map(|spread| spread.p90),
        ]
        .into_iter()
        .flatten()
    }
}

impl MilestoneStrip {
    pub(super) fn table(&self, source: &CitationId) -> Table {
        let reached = self.rows.iter().any(|row| row.reached.is_some());
        let headings = ["Baseline", "Commitment", "P10", "P50", "P80", "P90"];
        let mut columns = vec![Column::left("Milestone")];
        columns.extend(headings.map(Column::right));
        columns.extend(reached.then(|| Column::right("Reached")));
        let mut table = Table::new(columns);
        for row in &self.rows {
            let spread = row.open_spread();
            let mut cells = Row::from([Inline::name(&row.name)]);
            cells.status = row.status;
            for date in [
                row.baseline,
                row.commitment,
                spread.map(|spread| spread.p10),
                spread.map(|spread| spread.p50),
                spread.map(|spread| spread.p80),
                spread.map(|spread| spread.p90),
            ] {
                cells = cells.cell(maybe_date_cell(date, source));
            }
            if reached {
                cells = cells.cell(maybe_date_cell(row.reached, source));
            }
            table.row(cells);
        }
        table
    }
}
