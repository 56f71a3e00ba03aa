//! Why a value moved: from where it was, cause by cause, to where it is.

use super::Bar;
use crate::citation::CitationId;
use crate::inline::{Inline, Sentence};
use crate::table::{Column, Row, Table};
use crate::words;

/// A value then, what moved it, and the value now.
#[derive(Clone, Debug, PartialEq)]
pub struct Waterfall {
    /// The unit of the steps: "working days".
    pub unit: String,
    /// What it was: what that is called ("P80 on 6 Nov 2026") and the value as people read it.
    pub start: (String, String),
    /// What moved it, by how much, in the order to show; more is worse.
    pub steps: Vec<Bar>,
    /// What it is now, named as the start is.
    pub end: (String, String),
}

/// A line of the chart: the start, a step, or the end.
pub(crate) struct WaterfallRow<'a> {
    pub(crate) label: &'a str,
    pub(crate) text: String,
    /// Where it begins and ends, in the unit of the steps from the start.
    pub(crate) from: f64,
    pub(crate) to: f64,
    pub(crate) is_step: bool,
}

impl Waterfall {
    /// What is drawn, from top to bottom. A step that is no number moves nothing.
    pub(crate) fn rows(&self) -> Vec<WaterfallRow<'_>> {
        let mut rows = vec![level(&self.start, 0.0)];
        let mut reached = 0.0;
        for step in &self.steps {
            let from = reached;
            if step.value.is_finite() {
                reached += step.value;
            }
            rows.push(WaterfallRow {
                label: &step.label,
                text: words::signed(step.value),
                from,
                to: reached,
                is_step: true,
            });
        }
        rows.push(level(&self.end, reached));
        rows
    }

    /// The least and the greatest that is reached.
    pub(crate) fn range(&self) -> (f64, f64) {
        let reached = self.rows().into_iter().map(|row| row.to);
        reached.fold((0.0, 0.0), |(low, high), value| {
            (value.min(low), value.max(high))
        })
    }

    pub(super) fn table(&self, source: &CitationId) -> Table {
        let mut table = Table::new([Column::left("Cause"), Column::right(&self.unit)]);
        for row in self.rows() {
            table.row(Row::new([
                Sentence::from(Inline::name(row.label)),
                Inline::figure(row.text, source).into(),
            ]));
        }
        table
    }
}

fn level((label, text): &(String, String), at: f64) -> WaterfallRow<'_> {
    WaterfallRow {
        label,
        text: text.clone(),
        from: at,
        to: at,
        is_step: false,
    }
}
